//! When a message is told, in the product and by e-mail, in little room.

use serde::{Deserialize, Serialize};

use touchline_kernel::Instant;
use touchline_law::notify::{Email, Planned};

/// When a message is told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::workspace) struct Times {
    at: Instant,
    email: EmailAfter,
}

/// How many milliseconds later than in the product it goes out by e-mail: some days, nearly always.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum EmailAfter {
    Never,
    Alone(u32),
    InDigest(u32),
}

impl Times {
    /// Those of a plan; nothing where its e-mail goes out later than can be kept.
    pub(super) fn of(planned: &Planned) -> Option<Self> {
        let email = match planned.email {
            None => EmailAfter::Never,
            Some(Email { at, digest: false }) => EmailAfter::Alone(later_by(planned.at, at)?),
            Some(Email { at, digest: true }) => EmailAfter::InDigest(later_by(planned.at, at)?),
        };
        Some(Times { at: planned.at, email })
    }

    /// When it is told in the product.
    pub(super) fn at(self) -> Instant {
        self.at
    }

    pub(super) fn email(self) -> Option<Email> {
        let (after, digest) = match self.email {
            EmailAfter::Never => return None,
            EmailAfter::Alone(after) => (after, false),
            EmailAfter::InDigest(after) => (after, true),
        };
        Some(Email { at: self.at.checked_add_millis(after.into())?, digest })
    }

    /// When it is told by this way, if it is.
    pub(super) fn by(self, way: Way) -> Option<Instant> {
        match way {
            Way::InApp => Some(self.at),
            Way::Email => self.email().map(|email| email.at),
        }
    }

    /// The last moment at which it is told.
    pub(super) fn last(self) -> Instant {
        self.by(Way::Email).unwrap_or(self.at)
    }

    /// Each moment at which it is told, once.
    pub(super) fn moments(self) -> impl Iterator<Item = Instant> {
        [self.at].into_iter().chain(self.by(Way::Email).filter(move |email| *email != self.at))
    }
}

/// By which way something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Way {
    InApp,
    /// Alone or in a digest.
    Email,
}

/// By how many milliseconds one moment is later than another.
fn later_by(at: Instant, later: Instant) -> Option<u32> {
    u32::try_from(later.millis().checked_sub(at.millis())?).ok()
}
