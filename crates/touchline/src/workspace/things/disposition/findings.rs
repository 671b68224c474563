//! Dispositions by what is asked of them.

use std::collections::BTreeMap;

use crate::workspace::things::training_item::proposals_index::Failure;
use crate::workspace::{Follows, LookUp, Moved, Ordered, SortKey, World};
use touchline_kernel::{Instant, Key, PersonId};
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{DispositionId, DispositionMark};
use touchline_law::things::disposition::{Disposition, Ruling};

/// Whose result in what: no check where it is about calls as a whole.
type Subject = (PersonId, Option<Key>);

/// An agent's results in each check, by when the call began.
type Results = BTreeMap<Option<Key>, Ordered<SortKey<DispositionMark>>>;

/// What is to be known of a disposition, before and after a change.
pub(in crate::workspace) struct Finding {
    pub(in crate::workspace) call: CallId,
    counts_as: Option<bool>,
    disposition: DispositionId,
    given: Instant,
    pub(in crate::workspace) ruling: Ruling,
    subject: Subject,
}

impl Finding {
    pub(in crate::workspace) fn of(disposition: &Disposition) -> Self {
        Finding {
            call: disposition.call,
            counts_as: disposition.counts_as(),
            disposition: disposition.disposition,
            given: disposition.given.at,
            ruling: disposition.ruling,
            subject: (disposition.agent, disposition.check_key().cloned()),
        }
    }

    /// What it is counted by.
    pub(in crate::workspace) fn counted(&self) -> (PersonId, Ruling) {
        (self.agent(), self.ruling)
    }

    /// The failure that it is, if it is one, of a call that began then: what passes only with training is one, and
    /// what a model alone ruled is none, as it is in a check's pass rate.
    pub(in crate::workspace) fn failure(&self, began: Instant) -> Option<Failure> {
        let (agent, check) = &self.subject;
        let check = check.clone().filter(|_| self.counts_as == Some(false))?;
        Some(Failure { agent: *agent, check, key: (began, self.disposition, self.given) })
    }

    /// Whose it is.
    pub(in crate::workspace) fn agent(&self) -> PersonId {
        self.subject.0
    }
}

impl Finding {
    /// Whose result it is in what, and whether it counts as a pass, where it counts.
    pub(in crate::workspace) fn result(&self) -> ((PersonId, Option<&Key>), Option<bool>) {
        let (agent, check) = &self.subject;
        ((*agent, check.as_ref()), self.counts_as)
    }
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct Findings {
    /// "What was made of this call?": its dispositions with whose they are, in no order that shows. There is one for each
    /// check, and so they are few.
    of_call: LookUp<CallId, Vec<(DispositionId, PersonId)>>,
    /// "How did this agent fare in this check?": by when the call began.
    results: LookUp<PersonId, Results>,
}

impl Findings {
    pub(in crate::workspace) fn of_call(&self, call: CallId) -> impl Iterator<Item = DispositionId> {
        self.of_call.get(&call).into_iter().flatten().map(|(disposition, _)| *disposition)
    }

    /// Whether there is no other disposition of its call for the same agent.
    pub(in crate::workspace) fn is_alone(&self, finding: &Finding) -> bool {
        let is_other = |(disposition, agent): &(DispositionId, PersonId)| {
            *disposition != finding.disposition && *agent == finding.agent()
        };
        !self.of_call.get(&finding.call).into_iter().flatten().any(is_other)
    }

    /// The results of an agent in a check, by when the call began.
    pub(in crate::workspace) fn results(
        &self,
        agent: PersonId,
        check: Option<Key>,
    ) -> Option<&Ordered<SortKey<DispositionMark>>> {
        self.results.get(&agent)?.get(&check)
    }

    /// Takes a disposition as it is after a change, of a call that began then.
    pub(in crate::workspace) fn change(&mut self, before: Option<Finding>, after: Finding, began: Instant) {
        let key = (began, after.disposition);
        let of_call = self.of_call.entry(after.call).or_default();
        match before {
            None => of_call.push((after.disposition, after.agent())),
            Some(before) => {
                if let Some((_, agent)) = of_call.iter_mut().find(|(known, _)| *known == after.disposition) {
                    *agent = after.agent();
                }
                self.forget(&before.subject, key);
            }
        }
        self.know(after.subject, key);
    }

    /// The call of a disposition began at another moment than was known.
    pub(in crate::workspace) fn began(&mut self, disposition: &Disposition, before: Instant, after: Instant) {
        let subject = (disposition.agent, disposition.check_key().cloned());
        self.forget(&subject, (before, disposition.disposition));
        self.know(subject, (after, disposition.disposition));
    }

    fn know(&mut self, (agent, check): Subject, key: SortKey<DispositionMark>) {
        self.results.entry(agent).or_default().entry(check).or_default().insert(key);
    }

    fn forget(&mut self, (agent, check): &Subject, key: SortKey<DispositionMark>) {
        if let Some(results) = self.results.get_mut(agent).and_then(|results| results.get_mut(check)) {
            results.remove(&key);
        }
    }
}

impl Follows<World> for Findings {
    /// By call and by the agent's own: nobody finds them by whom they manage.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
