//! What somebody was coached by, and what somebody coached with, whatever it was: reviews, bundles and sessions in one order.
//!
//! Rules: RPT-03.

use crate::workspace::index::lists::ListsBy;
use crate::workspace::index::responses::AnswerKey;
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;

#[derive(Debug, Default)]
pub(in crate::workspace) struct History {
    /// `history.given`: "What did this person coach with?"
    pub(in crate::workspace) given: ListsBy<PersonId, (), AnswerKey>,
    /// `history.received`: "What was this person coached by?"
    pub(in crate::workspace) received: ListsBy<PersonId, (), AnswerKey>,
}

/// What the lists need to know of a thing, before and after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Coaching {
    /// Those of the organisation who coached.
    pub(in crate::workspace) by: Vec<PersonId>,
    /// Where it stands, once it was shown to whom it is for: then it stays there.
    pub(in crate::workspace) key: Option<AnswerKey>,
    /// Whom it was for.
    pub(in crate::workspace) to: PersonId,
}

impl History {
    /// Takes a thing as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Coaching>, after: &Coaching) {
        if before == Some(after) {
            return;
        }
        let place = |coaching: &Coaching| coaching.key.map(|key| ((), key));
        let (was, is) = (before.and_then(place), place(after));
        self.received.change(after.to, was, is);
        for coach in before.map(|before| &before.by).into_iter().flatten() {
            self.given.change(*coach, was, None);
        }
        for coach in &after.by {
            self.given.change(*coach, None, is);
        }
    }
}

impl Follows<World> for History {
    /// What somebody got or gave stays theirs, wherever they move.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
