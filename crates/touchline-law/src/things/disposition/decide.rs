//! What is allowed with a disposition, and what giving one changes.
//!
//! Rules: TRN-02, ACC-21.

use core::iter;

use touchline_kernel::{Actor, Code, PersonId, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, Disposition, Give, Given};
use crate::access::{Standing, Whose, visible_call};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::DispositionId;
use crate::life::{By, Case, Life, by_table};
use crate::policy::Policy;

impl Life for Disposition {
    by_table!();

    fn asks(Act::Give(give): &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        // Who has everything loaded does not look at these, and an item's id costs a digest.
        let item = || FactKey::training_item(give.training_item());
        iter::once(FactKey::call(give.call)).chain(iter::once_with(item))
    }

    /// Whose it is follows from the call, which the actor must see.
    fn born<F: Facts>(Act::Give(give): &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        Standing::alone(by.actor, &by.policy.access, by.facts)?;
        let known = by.facts.call(give.call).present()?;
        by.facts.gather(known.into_iter().flat_map(|call| FactKey::towards(by.actor, call.handler)))?;
        match visible_call(give.call, by.actor, &by.policy.access, by.facts)? {
            Some(call) => Ok(Some(Whose::call(call.handler, call.call))),
            None => Err(Rejection::from(Code::NotFound).at("/body/call").into()),
        }
    }

    fn check<F: Facts>(_: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {}
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, Act::Give(give): &Act) -> Result<Vec<Change>, Refusal> {
        let agent = case.coached()?;
        check_source(give, case)?;
        if case.known.is_some_and(|known| says_the_same(known, give, agent)) {
            return Ok(Vec::new());
        }
        Ok(vec![Change::Given(given((case.id, give), agent))])
    }
}

/// A person's judgement is their own, and the host's comes from a rule or a model, which takes no person's place.
fn check_source<F: Facts>(give: &Give, case: &Case<'_, Disposition, F>) -> Result<(), Refusal> {
    let is_host = case.actor == Actor::System;
    let code = match (is_host, give.source.is_some(), case.known) {
        (true, false, _) => Code::SourceMissing,
        (false, true, _) => Code::SourceOfAPerson,
        (true, true, Some(known)) if known.given.by.person().is_some() && known.agent == case.coached()? => {
            return Err(Code::RuledByAPerson.into());
        }
        _ => return Ok(()),
    };
    Err(Rejection::from(code).at("/body/source").into())
}

/// Whether giving this would change nothing. Of another agent it is news, whatever it says.
fn says_the_same(disposition: &Disposition, give: &Give, agent: PersonId) -> bool {
    disposition.agent == agent
        && disposition.ruling == give.ruling
        && disposition.note == give.note
        && disposition.check == give.named_check()
        && disposition.source == give.source
}

fn given((disposition, give): (DispositionId, &Give), agent: PersonId) -> Given {
    Given {
        agent,
        call: give.call,
        check: give.named_check(),
        disposition,
        note: give.note.clone(),
        ruling: give.ruling,
        source: give.source.clone(),
        training_item: give.training_item(),
    }
}
