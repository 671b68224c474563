//! What must hold outside a command's body before a bundle may be moved.
//!
//! Rules: BUN-03, BUN-04, BUN-14.

use touchline_kernel::{Code, PersonId, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Bundle, Change, Content};
use crate::access::Action;
use crate::facts::{Facts, ItemStanding, Refusal, TrainingItemState};
use crate::ground::calls::Call;
use crate::life::{Case, is_there, successor_may};
use crate::policy::CampaignScope;

/// What there is where there is no content.
pub(super) const NOTHING: &Content =
    &Content { calls: Vec::new(), goals: Vec::new(), notes: None, title: None, training_items: Vec::new() };

/// Content that is to be released, and where it stands in the command, if it stands there.
struct Releasing<'a> {
    content: &'a Content,
    path: Option<&'static str>,
}

impl<'a> Releasing<'a> {
    fn of<F>(case: &Case<'a, Bundle, F>) -> Self {
        let birth = case.act.and_then(Act::birth);
        let held = case.known.map(|bundle| &bundle.content);
        let content = birth.map(|body| &body.content).or(held).unwrap_or(NOTHING);
        Releasing { content, path: birth.map(|_| "/body/content") }
    }

    fn refuse(&self, field: &str, code: Code) -> Rejection {
        match self.path {
            Some(path) => Rejection::from(code).at(format!("{path}/{field}")),
            None => code.into(),
        }
    }
}

/// One condition of a cell.
pub(super) fn check<F: Facts>(
    case: &Case<'_, Bundle, F>,
    condition: Condition,
) -> Result<Option<WarningCode>, Refusal> {
    let releasing = Releasing::of(case);
    let content = releasing.content;
    match condition {
        // Nothing new is released to somebody who has left, nor any session recorded; who has no account only will not
        // see it.
        Condition::AgentIsActive => is_there(case.coached()?, case.facts),
        Condition::HasTitle if content.title.is_none() => Err(releasing.refuse("title", Code::TitleMissing).into()),
        Condition::HasCall if content.calls.is_empty() => Err(releasing.refuse("calls", Code::CallMissing).into()),
        Condition::HasTitle | Condition::HasCall => Ok(None),
        Condition::CallsAreTheAgents => {
            let agent = case.coached()?;
            match find_call(content, true, case.facts, |call| call.handler != agent)? {
                Some(place) => Err(releasing.refuse(&format!("calls/{place}/call"), Code::CallOfAnother).into()),
                None => Ok(None),
            }
        }
        Condition::CallsAreInCampaigns => check_campaigns(case, &releasing),
        Condition::ItemsAreTheAgents => {
            let agent = case.coached()?;
            check_items(&releasing, case.facts, |item| misfit(item, agent, content))
        }
        Condition::ItemsArePending => check_items(&releasing, case.facts, unready),
        Condition::GoalsAreFew => {
            let few = usize::try_from(case.policy.goal.few).unwrap_or(usize::MAX);
            Ok((content.goals.len() > few).then_some(WarningCode::ManyGoals))
        }
        Condition::SuccessorMayConclude => match case.change {
            Some(Change::HandedOver(body)) => successor_may(case, (body.to, &case.whose), Action::ConcludeBundle),
            _ => Ok(None),
        },
    }
}

fn check_campaigns<F: Facts>(
    case: &Case<'_, Bundle, F>,
    releasing: &Releasing<'_>,
) -> Result<Option<WarningCode>, Refusal> {
    let scope = case.policy.bundle.campaign_scope;
    let agent = case.facts.person(case.coached()?).present()?;
    let Some(campaigns) = agent.and_then(|agent| agent.campaigns.as_ref()) else { return Ok(None) };
    let outside = |call: &Call| call.campaign.as_ref().is_some_and(|campaign| !campaigns.contains(campaign));
    match (scope, find_call(releasing.content, false, case.facts, outside)?) {
        (CampaignScope::Off, _) | (_, None) => Ok(None),
        (CampaignScope::Warn, Some(_)) => Ok(Some(WarningCode::CallOutsideCampaigns)),
        (CampaignScope::Enforce, Some(place)) => {
            Err(releasing.refuse(&format!("calls/{place}/call"), Code::CallOutsideCampaigns).into())
        }
    }
}

/// Refuses the first training item to which `objection` has one.
fn check_items<F: Facts>(
    releasing: &Releasing<'_>,
    facts: &F,
    objection: impl Fn(ItemStanding<'_>) -> Option<Code>,
) -> Result<Option<WarningCode>, Refusal> {
    for (place, item) in releasing.content.training_items.iter().enumerate() {
        let standing = facts.training_item(*item).present()?;
        if let Some(code) = standing.map_or(Some(Code::NotFound), &objection) {
            return Err(releasing.refuse(&format!("training_items/{place}"), code).into());
        }
    }
    Ok(None)
}

/// Why an item has no place in this agent's bundle, wherever it stands.
fn misfit(item: ItemStanding<'_>, agent: PersonId, content: &Content) -> Option<Code> {
    let with_its_call = content.calls.iter().any(|entry| entry.call == item.call);
    match (item.agent == agent, with_its_call) {
        (false, _) => Some(Code::TrainingItemOfAnother),
        (true, false) => Some(Code::TrainingItemWithoutCall),
        (true, true) => None,
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

/// The place of the first call of which `is` holds; examples are passed over where `but_examples`.
fn find_call<F: Facts>(
    content: &Content,
    but_examples: bool,
    facts: &F,
    is: impl Fn(&Call) -> bool,
) -> Result<Option<usize>, Refusal> {
    for (place, entry) in content.calls.iter().enumerate() {
        let call = facts.call(entry.call).present()?;
        if !(but_examples && entry.example) && call.is_some_and(&is) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}
