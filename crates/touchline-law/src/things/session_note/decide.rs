//! What is allowed with a note of a session, and what its commands change.
//!
//! Rules: ACC-08, ORG-03, SES-05.

use touchline_kernel::{Actor, Code, Done, Key, PersonId, Rejection, WarningCode};

use super::lifecycle::{Condition, Verb};
use super::{
    Act, Change, NotePlace, SessionNote, SessionNoteMadeConfidential, SessionNoteWritten, State, WriteSessionNote,
};
use crate::access::{Whose, visible_session};
use crate::facts::{FactKey, Facts, PlanStanding, Refusal, SessionStanding};
use crate::ground::ThingRef;
use crate::life::{By, Case, Life, by_table};
use crate::policy::Policy;

type NoteCase<'a, F> = Case<'a, SessionNote, F>;

impl Life for SessionNote {
    by_table!();

    fn state_for(&self, actor: Actor) -> State {
        match self.state {
            State::Proposed if self.proposed_for(actor).is_none() => State::Confidential,
            state => state,
        }
    }

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::Written(body) if body.confidential => Some(Verb::TakeDownConfidential),
            Change::Written(_) => Some(Verb::TakeDown),
            _ => None,
        }
    }

    /// Of whose plan it is to be takes the session to know, of which nobody learns who does not see the plan.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Some(body) = written(act) else { return Ok(None) };
        let session = visible_session(body.session, by.actor, &by.policy.access, by.facts)?;
        Ok(session.map(|session| Whose::OfPlan {
            among: None,
            author: None,
            coached: session.coachee,
            plan: session.plan,
        }))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        written(act).map(|body| FactKey::Thing(ThingRef::of(body.session))).into_iter()
    }

    fn body<F: Facts>(case: &NoteCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        let (Some(on_behalf_of), Some(actor)) = (words_of(act), case.actor.person()) else { return Ok(()) };
        let spoken = plan(case)?.speaks_for(actor, on_behalf_of);
        spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of").into())
    }

    fn check<F: Facts>(case: &NoteCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let refuse_if = |is: bool, code: Code| if is { Err(code.into()) } else { Ok(None) };
        match condition {
            Condition::SessionWasHeld => {
                refuse_if(!session(case)?.is_some_and(|session| session.was_held), Code::SessionNotHeld)
            }
            Condition::AddendaHaveRoom => {
                let room = case.has_room(case.known.map_or(0, |known| known.addenda.len()));
                room.map(|()| None).map_err(|refused| refused.at("/body/text"))
            }
            Condition::OtherSideProposed => {
                let coachee = case.coached()?;
                let is_coachee = |actor: Actor| actor.person() == Some(coachee);
                match standing_proposal(case)? {
                    None => Err(Code::DisclosureNotProposed.into()),
                    Some(proposed) => refuse_if(is_coachee(proposed.by) == is_coachee(case.actor), Code::OwnProposal),
                }
            }
            Condition::IsOfASide => refuse_if(!counts(case, case.actor)?, Code::NotOfEitherSide),
            Condition::NothingStands => refuse_if(standing_proposal(case)?.is_some(), Code::DisclosureProposed),
        }
    }

    fn changes<F: Facts>(case: &NoteCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Write(body) => Change::Written(of_writing(case, body, false)?),
            Act::WriteConfidential(body) => Change::Written(of_writing(case, body, true)?),
            Act::MakeConfidential(body) => Change::MadeConfidential(SessionNoteMadeConfidential {
                coaches: coaches(case)?,
                session_note: body.session_note,
            }),
            Act::ProposeDisclosure(body) => Change::DisclosureProposed(body.clone()),
            Act::AgreeDisclosure(body) => Change::Disclosed(body.clone()),
            Act::DropDisclosure(body) => Change::DisclosureDropped(body.clone()),
            Act::AddAddendum(body) => Change::AddendumAdded(body.clone()),
        }])
    }
}

/// What a command writes, where it does.
fn written(act: &Act) -> Option<&WriteSessionNote> {
    match act {
        Act::Write(body) | Act::WriteConfidential(body) => Some(body),
        _ => None,
    }
}

/// Whose words a command brings: nothing of one that brings none.
fn words_of(act: &Act) -> Option<Option<&Key>> {
    match act {
        Act::Write(body) | Act::WriteConfidential(body) => Some(body.on_behalf_of.as_ref()),
        Act::AddAddendum(body) => Some(body.on_behalf_of.as_ref()),
        // Their word counts who say it: for whom they say it is named only where it is not their own.
        Act::ProposeDisclosure(body) | Act::AgreeDisclosure(body) | Act::DropDisclosure(body) => {
            body.on_behalf_of.as_ref().map(Some)
        }
        Act::MakeConfidential(_) => None,
    }
}

/// The session of which it is written.
fn session<'a, F: Facts>(case: &NoteCase<'a, F>) -> Result<Option<SessionStanding<'a>>, Refusal> {
    match case.act.and_then(written) {
        Some(body) => case.facts.session(body.session).present(),
        None => Ok(None),
    }
}

/// The plan of its session.
fn plan<'a, F: Facts>(case: &NoteCase<'a, F>) -> Result<PlanStanding<'a>, Refusal> {
    let Whose::OfPlan { plan, .. } = case.whose else { return Err(Code::NotFound.into()) };
    case.facts.plan(plan).present()?.ok_or_else(|| Code::NotFound.into())
}

/// Whether somebody's word counts on a note that is confidential: that of whom the plan coaches does, and that of whoever coaches
/// for whom the note is. Who has joined later, or writes for an external coach, agrees to nothing.
fn counts<F: Facts>(case: &NoteCase<'_, F>, somebody: Actor) -> Result<bool, Refusal> {
    let Some(person) = somebody.person() else { return Ok(false) };
    Ok(case.coached()? == person || case.whose.coaches_plan(person, case.facts)?)
}

/// What is proposed and stands: what a coach proposed whose word counts no more is proposed by nobody.
fn standing_proposal<F: Facts>(case: &NoteCase<'_, F>) -> Result<Option<Done>, Refusal> {
    let Some(proposed) = case.known.and_then(|known| known.proposed) else { return Ok(None) };
    Ok(counts(case, proposed.by)?.then_some(proposed))
}

/// Those who coach now.
fn coaches<F: Facts>(case: &NoteCase<'_, F>) -> Result<Vec<PersonId>, Refusal> {
    Ok(plan(case)?.coaches_themselves().collect())
}

fn of_writing<F: Facts>(
    case: &NoteCase<'_, F>,
    body: &WriteSessionNote,
    confidential: bool,
) -> Result<SessionNoteWritten, Refusal> {
    let of = session(case)?.ok_or(Code::NotFound)?;
    let WriteSessionNote { on_behalf_of, session, session_note, text } = body.clone();
    Ok(SessionNoteWritten {
        coachee: of.coachee,
        coaches: coaches(case)?,
        confidential,
        on_behalf_of,
        place: NotePlace::next(None, confidential),
        plan: of.plan,
        session,
        session_note,
        text,
        why_none: false,
        written_by: case.actor,
    })
}
