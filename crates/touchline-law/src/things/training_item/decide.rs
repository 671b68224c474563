//! Whether a training item may follow what happened elsewhere. Nothing can be done with one by hand.

use touchline_kernel::{Code, PersonId, WarningCode};

use super::lifecycle::{Condition, LIFECYCLE, Verb};
use super::{Change, State, TrainingItem};
use crate::facts::{Facts, Refusal};
use crate::ground::TrainingItemMark;
use crate::life::{Case, Life, Never, Table, is_there};

impl Life for TrainingItem {
    type State = State;
    type Verb = Verb;
    type Condition = Condition;

    const TABLE: &'static Table<State, Verb, Condition> = &LIFECYCLE;

    fn state(&self) -> State {
        self.state
    }

    fn verb(act: &Never<TrainingItemMark>) -> Verb {
        act.never()
    }

    fn follows(change: &Change) -> Option<Verb> {
        Some(match change {
            Change::Raised(_) => Verb::Raise,
            Change::Withdrawn(_) => Verb::Withdraw,
            Change::Superseded(_) => Verb::Supersede,
            Change::Reinstated(_) => Verb::Reinstate,
            Change::Started(_) => Verb::Start,
            Change::Returned(_) => Verb::PutBack,
            Change::Resolved(_) => Verb::Resolve,
            Change::LetGo(_) => Verb::LetGo,
        })
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let held = case.known.is_some_and(|item| item.held);
        let new_to = match case.change {
            Some(Change::Raised(finding)) => Some(finding.agent).filter(|agent| !has_it(case.known, *agent)),
            _ => None,
        };
        match condition {
            // Nothing new is given to somebody who has left.
            Condition::AgentIsActive => new_to.map_or(Ok(None), |agent| is_there(agent, case.facts)),
            Condition::IsTheirs if new_to.is_some() => Err(Code::TrainingItemInUse.into()),
            Condition::IsHeld if !held => Err(Code::EventDoesNotFit.into()),
            Condition::IsNotHeld if held => Err(Code::TrainingItemInUse.into()),
            Condition::IsHeld | Condition::IsNotHeld | Condition::IsTheirs => Ok(None),
        }
    }

    fn changes<F: Facts>(_: &Case<'_, Self, F>, act: &Never<TrainingItemMark>) -> Result<Vec<Change>, Refusal> {
        act.never()
    }
}

/// Whether the item is there, and this agent's.
fn has_it(known: Option<&TrainingItem>, agent: PersonId) -> bool {
    let is_there = |item: &&TrainingItem| !matches!(item.state, State::Withdrawn | State::Superseded);
    known.filter(is_there).is_some_and(|item| item.agent == agent)
}
