//! What somebody was coached by, and what somebody coached with, whatever it was: reviews, bundles and sessions in one order.
//!
//! Rules: RPT-03.

use crate::workspace::index::lists::ListsBy;
use crate::workspace::index::responses::AnswerKey;
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::ThingRef;
use touchline_law::things::bundle::Bundle;
use touchline_law::things::review::Review;
use touchline_law::things::session::{Session, State};

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
    by: Vec<PersonId>,
    /// Where it stands, once it was shown to whom it is for: then it stays there.
    key: Option<AnswerKey>,
    to: PersonId,
}

impl Coaching {
    /// By when it was delivered, and whoever reviewed.
    pub(in crate::workspace) fn of_review(review: &Review) -> Self {
        let key = review.delivered.map(|delivered| (delivered.at, ThingRef::of(review.review)));
        Coaching { by: review.created.by.person().into_iter().collect(), key, to: review.agent }
    }

    /// By when it was released, and whoever did so.
    pub(in crate::workspace) fn of_bundle(bundle: &Bundle) -> Self {
        let key = bundle.released.map(|released| (released.at, ThingRef::of(bundle.bundle)));
        let by = bundle.released.and_then(|released| released.by.person()).into_iter().collect();
        Coaching { by, key, to: bundle.agent }
    }

    /// By when it began, once it was held, and those of the organisation who coached in it.
    pub(in crate::workspace) fn of_session(session: &Session) -> Self {
        let held = (session.time.starts_at, ThingRef::of(session.session));
        let by = session.coaches.iter().filter_map(|one| one.coach.person()).collect();
        Coaching { by, key: (session.state == State::Held).then_some(held), to: session.coachee }
    }
}

impl History {
    /// Takes a thing as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Coaching>, after: &Coaching) {
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
