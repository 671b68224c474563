//! One actor before one bundle: the conditions of its cells.

use super::lifecycle::{Condition, LIFECYCLE, State, Verb};
use super::{Bundle, Content};
use crate::access::{Gate, Sight, Standing, Stood, see};
use crate::facts::{Facts, ItemStanding, Refusal, TrainingItemState};
use crate::ground::calls::Call;
use crate::policy::{CampaignScope, Policy};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

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

/// The gate of the bundle's table.
type BundleGate<'a> = Gate<'a, State, Verb, Condition, 8, 14>;

impl<F: Facts> Case<'_, F> {
    /// Refuses whoever may not know that the bundle exists.
    pub(super) fn sight(&self) -> Result<(), Rejection> {
        match self.bundle.and_then(|bundle| see(bundle, &self.standing)) {
            Some(Sight::Coached(_) | Sight::Staff(_)) => Ok(()),
            None => Err(Code::NotFound.into()),
        }
    }

    pub(super) fn gate(&self) -> BundleGate<'_> {
        Gate {
            at: self.at,
            awaits: awaited,
            clock: &self.policy.clock,
            is_sent: Verb::is_sent,
            standing: &self.standing,
            stood: self.bundle.map(|bundle| Stood {
                archived: bundle.archived,
                last: (bundle.version_for(self.actor), bundle.changed_for(self.actor)),
                state: bundle.state,
            }),
            table: &LIFECYCLE,
        }
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
            Condition::GoalsAreFew => {
                let few = usize::try_from(self.policy.goal.few).unwrap_or(usize::MAX);
                Ok((releasing.content.goals.len() > few).then_some(WarningCode::ManyGoals))
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
