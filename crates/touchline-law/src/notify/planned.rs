//! When a message is told: at once in the product, and by e-mail as its recipient has chosen.
//!
//! Rules: NTF-02, NTF-03, NTF-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hours::next_digest;
use super::{Choices, EmailMode, Kind, MessageFacts, NotifyPolicy, QuietHours, Template};
use crate::ground::ThingRef;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::{Actor, Instant, PersonId, Zone};

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

/// When an e-mail about this goes out, from a moment on, to somebody in this zone who has chosen so. Where e-mail is off it
/// waits as one would that comes at once: whether it is still off is asked when that moment has come.
#[must_use]
pub fn plan_email(kind: Kind, from: Instant, choices: &Choices, zone: Zone, policy: &NotifyPolicy) -> Email {
    let quiet = choices.quiet_hours;
    let digest = choices.mode(kind, policy) == EmailMode::DailyDigest;
    if digest || quiet.is_some_and(QuietHours::are_the_whole_day) {
        let hour = choices.digest_at.unwrap_or(policy.digest_at);
        return Email { at: next_digest(from, hour, quiet, zone), digest: true };
    }
    let end = quiet.and_then(|quiet| quiet.end_after(from, zone));
    Email { at: end.unwrap_or(from), digest: false }
}
