//! One actor before one bundle: everything that is decided without looking at a command's body.
//!
//! Both `decide` and `available` go through [`Case::judge`], so that they cannot disagree.

use strum::VariantArray;

use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use super::{Bundle, Content};
use crate::access::{Sight, Standing, see};
use crate::bundle::CampaignScope;
use crate::calls::Call;
use crate::facts::{Facts, ItemStanding, Refusal, TrainingItemState};
use crate::kernel::aggregate;
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::lifecycle::{Cell, Names, Shelf};
use crate::kernel::rejection::{Code, DetailKey, Kind, Reason, Rejection};
use crate::kernel::time::Instant;
use crate::kernel::warning::WarningCode;
use crate::policy::Policy;

/// One actor before one bundle, or before the place where one is to be made.
pub(super) struct Case<'a, F> {
    pub(super) bundle: Option<&'a Bundle>,
    pub(super) actor: Actor,
    pub(super) agent: PersonId,
    pub(super) standing: Standing<'a>,
    pub(super) at: Instant,
    pub(super) policy: &'a Policy,
    pub(super) facts: &'a F,
}

/// Content that is to be released, and where it stands in the command, if it stands there.
#[derive(Clone, Copy)]
pub(super) struct Releasing<'a> {
    pub(super) content: &'a Content,
    pub(super) path: Option<&'static str>,
}

/// A cell that leads somewhere: when the change takes effect, and what must hold besides.
pub(super) struct Open {
    pub(super) at: Instant,
    pub(super) conditions: &'static [Condition],
}

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the bundle exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.bundle.and_then(|bundle| see(bundle, &self.standing)) {
            Some(Sight::Coached(_) | Sight::Staff(_)) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    /// Whether the verb is open, as far as anything outside a body says.
    pub(super) fn judge(&self, verb: Verb, content: Releasing<'_>) -> Result<(), Refusal> {
        let cell = self.look_up(verb, None, content)?;
        self.check(cell.conditions, content).map(drop)
    }

    /// The verb's cell, for an actor who may, on the version that they have seen. Its conditions are still
    /// to be checked: only after the ids in a body, since a condition must not tell what sight withholds.
    pub(super) fn look_up(&self, verb: Verb, expected: Option<u64>, content: Releasing<'_>) -> Result<Open, Refusal> {
        let row = LIFECYCLE.row(verb).ok_or(Code::NotFound)?;
        let cell = LIFECYCLE.cell(self.bundle.map(|bundle| bundle.state), verb);
        self.standing.may(row.action)?;
        // What uses the id may be hidden from this actor: neither its version, its moment nor its shelf is told.
        if let Some(Cell::No(Code::IdTaken)) = cell {
            return Err(Code::IdTaken.into());
        }
        let last = self.bundle.map(|bundle| (bundle.version_for(self.actor), bundle.changed_for(self.actor)));
        let at = aggregate::follow(expected, self.at, last, &self.policy.clock)?;
        if let Some(code) = self.misplaced(row.shelf) {
            return Err(self.refuse(code, content)?.into());
        }
        match cell {
            Some(Cell::To(_, conditions)) => Ok(Open { at, conditions }),
            Some(Cell::No(code)) => Err(self.refuse(code, content)?.into()),
            None => Err(Code::NotFound.into()),
        }
    }

    /// The verbs that are open now.
    pub(super) fn open(&self, content: Releasing<'_>) -> Result<Vec<&'static str>, Refusal> {
        let mut open = Vec::new();
        for verb in Verb::VARIANTS.iter().filter(|verb| verb.is_sent()) {
            match self.judge_quietly(*verb, content) {
                Ok(true) => open.push(verb.name()),
                Ok(false) | Err(Refusal::Rejected(_)) => {}
                Err(needs) => return Err(needs),
            }
        }
        Ok(open)
    }

    /// As [`Case::judge`], without the list of open commands that a refusal carries, which asks for this.
    fn judge_quietly(&self, verb: Verb, content: Releasing<'_>) -> Result<bool, Refusal> {
        let Some(row) = LIFECYCLE.row(verb) else { return Ok(false) };
        if self.standing.may(row.action).is_err() || self.misplaced(row.shelf).is_some() {
            return Ok(false);
        }
        match LIFECYCLE.cell(self.bundle.map(|bundle| bundle.state), verb) {
            Some(Cell::To(_, conditions)) => self.check(conditions, content).map(|_| true),
            Some(Cell::No(_)) | None => Ok(false),
        }
    }

    /// The code that refuses a command meant for the other shelf than the one the bundle stands on.
    fn misplaced(&self, shelf: Shelf) -> Option<Code> {
        match (self.bundle?.archived, shelf) {
            (true, Shelf::InUse) => Some(Code::Archived),
            (false, Shelf::Archived) => Some(Code::NotArchived),
            (true, Shelf::Archived) | (false, Shelf::InUse) => None,
        }
    }

    /// A refused cell's rejection; where the state is to blame it says so, and what is open instead.
    fn refuse(&self, code: Code, content: Releasing<'_>) -> Result<Rejection, Refusal> {
        let Some(bundle) = self.bundle.filter(|_| code.entry().kind == Kind::WrongState) else {
            return Ok(code.into());
        };
        let open = self.open(content)?.into_iter().map(|verb| format!("bundle.{verb}")).collect::<Vec<_>>();
        let reason = Reason::new(code).with(DetailKey::State, bundle.state.name()).with(DetailKey::Open, open);
        let awaits = awaited(bundle.state).filter(|_| code == Code::AgentHasNotAnswered);
        Ok(match awaits {
            Some(awaits) => reason.with(DetailKey::Awaits, awaits).into(),
            None => reason.into(),
        })
    }

    /// Checks the conditions in their order; what does not forbid but should be known is a warning.
    pub(super) fn check(&self, conditions: &[Condition], content: Releasing<'_>) -> Result<Vec<WarningCode>, Refusal> {
        let mut warnings = Vec::new();
        for condition in conditions {
            warnings.extend(self.check_one(*condition, content)?);
        }
        Ok(warnings)
    }

    fn check_one(&self, condition: Condition, releasing: Releasing<'_>) -> Result<Option<WarningCode>, Refusal> {
        let at = |field: &str, code: Code| match releasing.path {
            Some(path) => Rejection::from(code).at(format!("{path}/{field}")),
            None => code.into(),
        };
        match condition {
            Condition::AgentIsActive => self.check_agent(),
            Condition::HasTitle if releasing.content.title.is_none() => Err(at("title", Code::TitleMissing).into()),
            Condition::HasCall if releasing.content.calls.is_empty() => Err(at("calls", Code::CallMissing).into()),
            Condition::HasTitle | Condition::HasCall => Ok(None),
            Condition::CallsAreTheAgents => {
                let foreign = |call: &Call| call.handler != self.agent;
                match self.find_call(releasing.content, true, foreign)? {
                    Some(place) => Err(at(&format!("calls/{place}/call"), Code::CallOfAnother).into()),
                    None => Ok(None),
                }
            }
            Condition::CallsAreInCampaigns => self.check_campaigns(releasing.content, &at),
            Condition::ItemsAreTheAgents => {
                self.check_items(releasing.content, &at, |item| self.misfit(item, releasing))
            }
            Condition::ItemsArePending => self.check_items(releasing.content, &at, unready),
            // No command of an actor's rests on it: the follow-up that does is decided in `follow.rs`.
            Condition::SuccessorMayConclude => Ok(None),
        }
    }

    /// Nothing new is released to somebody who has left; who has no account only will not see it.
    fn check_agent(&self) -> Result<Option<WarningCode>, Refusal> {
        match self.facts.person(self.agent).present()? {
            Some(agent) if !agent.active => Err(Code::PersonDeactivated.into()),
            Some(agent) if !agent.has_account => Ok(Some(WarningCode::NoUserAccount)),
            Some(_) => Ok(None),
            None => Err(Rejection::from(Code::NotFound).at("/body/agent").into()),
        }
    }

    fn check_campaigns(
        &self,
        content: &Content,
        at: &dyn Fn(&str, Code) -> Rejection,
    ) -> Result<Option<WarningCode>, Refusal> {
        let scope = self.policy.bundle.campaign_scope;
        let agent = self.facts.person(self.agent).present()?;
        let Some(campaigns) = agent.and_then(|agent| agent.campaigns.as_ref()) else { return Ok(None) };
        let outside = |call: &Call| call.campaign.as_ref().is_some_and(|campaign| !campaigns.contains(campaign));
        match (scope, self.find_call(content, false, outside)?) {
            (CampaignScope::Off, _) | (_, None) => Ok(None),
            (CampaignScope::Warn, Some(_)) => Ok(Some(WarningCode::CallOutsideCampaigns)),
            (CampaignScope::Enforce, Some(place)) => {
                Err(at(&format!("calls/{place}/call"), Code::CallOutsideCampaigns).into())
            }
        }
    }

    /// Refuses the first training item to which `objection` has one.
    fn check_items(
        &self,
        content: &Content,
        at: &dyn Fn(&str, Code) -> Rejection,
        objection: impl Fn(ItemStanding<'_>) -> Option<Code>,
    ) -> Result<Option<WarningCode>, Refusal> {
        for (place, item) in content.training_items.iter().enumerate() {
            let standing = self.facts.training_item(*item).present()?;
            if let Some(code) = standing.map_or(Some(Code::NotFound), &objection) {
                return Err(at(&format!("training_items/{place}"), code).into());
            }
        }
        Ok(None)
    }

    /// Why an item has no place in this bundle, wherever it stands.
    fn misfit(&self, item: ItemStanding<'_>, releasing: Releasing<'_>) -> Option<Code> {
        let with_its_call = releasing.content.calls.iter().any(|entry| entry.call == item.call);
        match (item.agent == self.agent, with_its_call) {
            (false, _) => Some(Code::TrainingItemOfAnother),
            (true, false) => Some(Code::TrainingItemWithoutCall),
            (true, true) => None,
        }
    }

    /// The place of the first call of which `is` holds; examples are passed over where `but_examples`.
    fn find_call(
        &self,
        content: &Content,
        but_examples: bool,
        is: impl Fn(&Call) -> bool,
    ) -> Result<Option<usize>, Refusal> {
        for (place, entry) in content.calls.iter().enumerate() {
            let call = self.facts.call(entry.call).present()?;
            if !(but_examples && entry.example) && call.is_some_and(&is) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }
}

/// Why an item cannot be taken up now.
fn unready(item: ItemStanding<'_>) -> Option<Code> {
    match item.state {
        TrainingItemState::Pending => None,
        TrainingItemState::InProgress => Some(Code::TrainingItemInUse),
        TrainingItemState::Resolved => Some(Code::TrainingItemResolved),
        TrainingItemState::Withdrawn | TrainingItemState::Superseded => Some(Code::TrainingItemWithdrawn),
    }
}

/// What is awaited before a bundle can be concluded.
fn awaited(state: State) -> Option<&'static str> {
    match state {
        State::Draft => Some("release"),
        State::Released => Some("response"),
        State::CompletedInPerson => Some("acknowledgement"),
        State::AgentReviewed | State::AgentAcknowledged | State::Concluded | State::Cancelled => None,
    }
}
