//! When a message is told: at once in the product, and by e-mail as its recipient has chosen.
//!
//! Rules: NTF-02, NTF-03, NTF-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hours::next_digest;
use super::{Choices, EmailMode, Kind, MessageFacts, NotifyPolicy, QuietHours, Template};
use crate::ground::ThingRef;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::time::LocalTime;
use touchline_kernel::{Actor, Instant, LocalDate, PersonId, Zone};

/// Marks the id of a message.
pub enum MessageMark {}

impl Named for MessageMark {
    const THING: &'static str = "message";
}

/// The id of a message: a child of the thing that it is about, by template, recipient and version, and of a part of it by that.
pub type MessageId = Id<MessageMark>;

/// Marks the id of what is handed over for sending.
pub enum DeliveryMark {}

impl Named for DeliveryMark {
    const THING: &'static str = "delivery";
}

/// When an e-mail goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlannedEmail")]
pub struct Email {
    /// When.
    pub at: Instant,
    /// Whether it goes out together with all that is due to the same person then.
    pub digest: bool,
}

/// A message that is to be told, without its words: those are found when it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlannedMessage")]
pub struct Planned {
    /// When it is told in the product.
    pub at: Instant,
    /// Who caused it.
    pub by: Actor,
    /// When it goes out by e-mail, if e-mail is on then; null where it went out in the product alone.
    pub email: Option<Email>,
    /// Which part of it, such as a milestone of a plan, counted from 1; 0 where it is about the whole.
    #[serde(default)]
    pub part: u32,
    /// Who is told.
    pub recipient: PersonId,
    /// The key of its text.
    pub template: Template,
    /// What it is about.
    pub thing: ThingRef,
    /// The version of the thing that the event made, as the recipient counts it.
    pub version: u64,
}

impl Planned {
    /// Its id. No two messages have the same: an event makes one version, and tells somebody once by a template of each part.
    #[must_use]
    pub fn id(&self) -> MessageId {
        let (recipient, version) = (self.recipient.to_string(), self.version.to_string());
        let whole = [self.template.name(), &recipient, &version];
        if self.part == 0 {
            return self.thing.id.child(&whole);
        }
        let [template, recipient, version] = whole;
        self.thing.id.child(&[template, recipient, version, &self.part.to_string()])
    }

    /// When a day begins, by a zone that came to be in force since, of which this told as if it had come; nothing where it had.
    #[must_use]
    pub fn begins_since(&self, day: LocalDate, zone: Zone) -> Option<Instant> {
        Some(zone.first_moment(day)).filter(|begins| *begins > self.at && may_be_early(self.at, *begins))
    }

    /// The moment as of which it tells that a last day is over, by the zone that is in force.
    #[must_use]
    pub fn judged_after(&self, last_day: LocalDate, zone: Zone) -> Instant {
        last_day.checked_add_days(1).and_then(|day| self.begins_since(day, zone)).unwrap_or(self.at)
    }

    /// The last moment at which it is told.
    #[must_use]
    pub fn last(&self) -> Instant {
        self.email.map_or(self.at, |email| email.at)
    }
}

/// A message as its recipient may see it now.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Message {
    /// When it was told in the product.
    pub at: Instant,
    /// The default text.
    pub body: String,
    /// What it says, as data.
    pub facts: MessageFacts,
    /// Its id: the same whenever the same is told.
    pub id: MessageId,
    /// Its kind.
    pub kind: Kind,
    /// The default subject.
    pub subject: String,
    /// The key of its text.
    pub template: Template,
    /// What it is about.
    pub thing: ThingRef,
}

/// How far the clocks of two zones are apart at the most, in milliseconds: 26 hours.
const ZONES_APART: i64 = 26 * 3_600_000;

/// Whether what was told at a moment can have been so by another zone, of a day that begins then.
fn may_be_early(told: Instant, begins: Instant) -> bool {
    begins.millis_since(told) <= ZONES_APART
}

/// The moment before which nothing that was told can come to be told anew by a change of zone.
#[must_use]
pub fn settled_until(at: Instant) -> Instant {
    at.checked_add_millis(-ZONES_APART).unwrap_or(Instant::MIN)
}

/// When an e-mail about this goes out, from a moment on, to somebody in this zone who has chosen so. Where e-mail is off it
/// waits as one would that comes at once: whether it is still off is asked when that moment has come. What is known to come at
/// the moment of a digest goes out with it; what happens then is too late for it.
#[must_use]
pub fn plan_email(
    kind: Kind,
    (from, now): (Instant, Instant),
    choices: &Choices,
    zone: Zone,
    policy: &NotifyPolicy,
) -> Email {
    let quiet = choices.quiet_hours;
    let digest = choices.mode(kind, policy) == EmailMode::DailyDigest;
    if digest || quiet.is_some_and(QuietHours::are_the_whole_day) {
        let after = if from > now { from.checked_add_millis(-1).unwrap_or(from) } else { from };
        return Email { at: next_digest(after, digest_hour(choices, policy), quiet, zone), digest: true };
    }
    let end = quiet.and_then(|quiet| quiet.end_after(from, zone));
    Email { at: end.unwrap_or(from), digest: false }
}

/// The hour of somebody's digest, at which they are reminded of days, too: their own, where they have chosen one.
#[must_use]
pub fn digest_hour(choices: &Choices, policy: &NotifyPolicy) -> LocalTime {
    choices.digest_at.unwrap_or(policy.digest_at)
}
