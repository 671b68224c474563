//! The lifecycle of a share link: it is opened until it is revoked. That its end is over or its views are used up is no state: nothing
//! happens to it by that.
//!
//! Rules: RPT-08.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a share link stands.
    State as "ShareLinkState" {
        /// It opens to whoever holds its token.
        Open,
        /// It opens to nobody. Final.
        Revoked,
    }
    Verb {
        Create,
        View,
        Revoke,
    }
    Condition {
        /// Links may be made at all.
        Allowed,
        /// Its maker sees what it shows, which was shown to whom it is about.
        MakerSees,
        /// Links may open at all; the token is its own, its end is not over, and its views are not used up, nor was it revoked; and its maker is there and
        /// still sees what it shows. Which of these fails is told to nobody.
        Opens,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::ShareLinkRevoked);

const CREATED: C = Cell::To(State::Open, &[Condition::Allowed, Condition::MakerSees]);
const VIEWED: C = Cell::To(State::Open, &[Condition::Opens]);
/// Refused by the same condition as a token that is not its own, and so after the same work.
const VIEWED_NO_MORE: C = Cell::To(State::Revoked, &[Condition::Opens]);
const REVOKED: C = to(State::Revoked);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "share_link",
    {
        use {Action as A, Verb as V};
        //                                      absent    open     revoked
        &[
            row(V::Create, A::ShareByLink,   &[CREATED, TAKEN,   TAKEN]),
            row(V::View,   A::OpenShareLink, &[NONE,    VIEWED,  VIEWED_NO_MORE]),
            row(V::Revoke, A::ShareByLink,   &[NONE,    REVOKED, FINAL]),
        ]
    },
);
