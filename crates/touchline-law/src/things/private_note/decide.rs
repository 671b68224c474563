//! What is allowed with a private note, and what its commands change.
//!
//! Rules: ACC-07, ACC-08, SES-09.

use touchline_kernel::{Actor, Code, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, PrivateNote, PrivateNoteWritten};
use crate::access::{Whose, visible_session};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::ThingRef;
use crate::life::{By, Case, Life, by_table};
use crate::policy::Policy;

impl Life for PrivateNote {
    by_table!();

    /// Who takes part in the session may write one: of that nobody learns who does not see it. What is written then is theirs.
    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Write(body) = act else { return Ok(None) };
        let session = visible_session(body.session, by.actor, &by.policy.access, by.facts)?;
        Ok(session.map(|session| Whose::OfPlan {
            among: None,
            author: None,
            coached: session.coachee,
            plan: session.plan,
        }))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        match act {
            Act::Write(body) => Some(FactKey::Thing(ThingRef::of(body.session))),
            Act::Change(_) | Act::Erase(_) => None,
        }
        .into_iter()
    }

    fn check<F: Facts>(_: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {}
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Write(body) => {
                let author = case.actor.person().ok_or(Code::NotFound)?;
                let of = case.facts.session(body.session).present()?.ok_or(Code::NotFound)?;
                Change::Written(PrivateNoteWritten {
                    author,
                    coachee: of.coachee,
                    plan: of.plan,
                    private_note: body.private_note,
                    session: body.session,
                    text: body.text.clone(),
                })
            }
            Act::Change(body) if case.known.is_some_and(|known| known.text.as_ref() == Some(&body.text)) => {
                return Ok(Vec::new());
            }
            Act::Change(body) => Change::Changed(body.clone()),
            Act::Erase(body) => Change::Erased(*body),
        }])
    }
}
