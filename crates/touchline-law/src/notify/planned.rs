//! When a message is told: at once in the product, and by e-mail as its recipient has chosen.
//!
//! Rules: NTF-02, NTF-03, NTF-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::hours::next_digest;
use super::{Choices, EmailMode, Kind, MessageFacts, NotifyPolicy, Template};
use crate::ground::ThingRef;
use touchline_kernel::id::{Id, Named};
use touchline_kernel::{Actor, Instant, PersonId, Zone};

/// Marks the id of a message.
pub enum MessageMark {}

impl Named for MessageMark {
    const THING: &'static str = "message";
}

/// The id of a message: a child of the thing that it is about, by template, recipient and version.
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
    /// When it goes out by e-mail; null where it does not.
    pub email: Option<Email>,
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
    /// Its id. No two messages have the same: an event makes one version, and tells somebody once by a template.
    #[must_use]
    pub fn id(&self) -> MessageId {
        self.thing.id.child(&[self.template.name(), &self.recipient.to_string(), &self.version.to_string()])
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

/// When an e-mail about this goes out to somebody in this zone who has chosen so, if it does.
#[must_use]
pub fn plan_email(
    kind: Kind,
    at: Instant,
    choices: Option<&Choices>,
    zone: Zone,
    policy: &NotifyPolicy,
) -> Option<Email> {
    let none = Choices::default();
    let choices = choices.unwrap_or(&none);
    let quiet = choices.quiet_hours;
    let digest = || {
        let hour = choices.digest_at.unwrap_or(policy.digest_at);
        Some(Email { at: next_digest(at, hour, quiet, zone), digest: true })
    };
    match choices.mode(kind, policy) {
        EmailMode::Off => None,
        EmailMode::DailyDigest => digest(),
        EmailMode::Immediate if quiet.is_some_and(super::QuietHours::are_the_whole_day) => digest(),
        EmailMode::Immediate => {
            let end = quiet.and_then(|quiet| quiet.end_after(at, zone));
            Some(Email { at: end.unwrap_or(at), digest: false })
        }
    }
}
