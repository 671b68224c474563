//! What an event changes in an escalation.

use super::lifecycle::State;
use super::{Change, Escalation, RaiseEscalation, Successor, Turn, TurnKind};
use touchline_kernel::{Done, Event, next_version};

/// The escalation after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(escalation: Option<Escalation>, event: Event<Change>) -> Option<Escalation> {
    let done = Done { at: event.at, by: event.by };
    match (escalation, event.change) {
        (None, Change::Raised(body)) => Some(raised(body, done)),
        (None, _) => None,
        (Some(escalation), change) => {
            let version = next_version(escalation.version);
            changed(Escalation { version, ..escalation }, change, done)
        }
    }
}

fn changed(escalation: Escalation, change: Change, done: Done) -> Option<Escalation> {
    let said = |escalation, state, kind, text| Some(said(escalation, state, Turn { done, kind, text }));
    match change {
        Change::Raised(_) => None,
        Change::Answered(body) => said(escalation, State::Answered, TurnKind::Answer, Some(body.text)),
        Change::SentBack(body) => said(escalation, State::Open, TurnKind::SendBack, Some(body.reason)),
        Change::Closed(body) => said(escalation, State::Closed, TurnKind::Closing, body.note),
        Change::Withdrawn(body) => {
            let escalation = Escalation { called_off_by: body.said_by.map(Box::new), ..escalation };
            said(escalation, State::Withdrawn, TurnKind::Withdrawal, Some(body.reason))
        }
        Change::Archived(_) => Some(Escalation { archived: true, changed_at: done.at, ..escalation }),
        Change::Restored(_) => Some(Escalation { archived: false, changed_at: done.at, ..escalation }),
        Change::HandedOver(body) => Some(Escalation {
            successor: Some(Box::new(Successor { at: done.at, keeper: body.to })),
            versions_unseen: next_version(escalation.versions_unseen),
            ..escalation
        }),
    }
}

fn raised(body: RaiseEscalation, done: Done) -> Escalation {
    Escalation {
        about: body.about,
        agent: body.agent,
        archived: false,
        called_off_by: None,
        changed_at: done.at,
        escalation: body.escalation,
        exchange: vec![Turn { done, kind: TurnKind::Question, text: Some(body.question) }],
        raised: done,
        state: State::Open,
        successor: None,
        version: 1,
        versions_unseen: 0,
    }
}

fn said(mut escalation: Escalation, state: State, turn: Turn) -> Escalation {
    escalation.changed_at = turn.done.at;
    escalation.exchange.push(turn);
    Escalation { state, ..escalation }
}
