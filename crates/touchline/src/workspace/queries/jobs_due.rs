//! `jobs.due`: exactly what is to be done after one moment and up to another. For the host alone.
//!
//! Two halves of a span give what the whole of it gives, each run once. Whatever was planned stays where it was
//! planned, so that no change of settings or of the policy opens a hole.
//!
//! Rules: JOB-04, NTF-03.

use core::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;
use crate::workspace::index::lists::SortKey;
use crate::workspace::queries::{Asking, Asks, Listed as _, cursor};
use touchline_kernel::{Code, Id, Instant, PersonId, Rejection};
use touchline_law::access::{Action, Standing};
use touchline_law::facts::Refusal;
use touchline_law::law;
use touchline_law::notify::{DeliveryMark, Message, Planned, default_texts};

/// What is due after a moment, up to and with the moment of the question.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JobsDue {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 1,000 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10_000))]
    pub limit: Option<u32>,
    /// The moment after which: up to it everything was asked for before.
    pub since: Instant,
}

/// By which way somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Channel {
    /// In the product.
    InApp,
    /// By an e-mail of its own.
    Email,
    /// By an e-mail that gathers what is due to one person.
    Digest,
}

/// Something to be handed to one person by one way.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Delivery {
    /// When.
    pub at: Instant,
    /// The default text: the message's, or the digest's with the subjects of its messages.
    pub body: String,
    /// By which way.
    pub channel: Channel,
    /// Its id: the same whenever the same is due, so that doubles can be dropped.
    pub id: Id<DeliveryMark>,
    /// The messages: one, or in a digest all that are due, the oldest first.
    pub messages: Vec<Message>,
    /// To whom.
    pub recipient: PersonId,
    /// The default subject.
    pub subject: String,
}

/// Something that the host is to do.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Run {
    /// Tell somebody something.
    Deliver(Delivery),
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Due {
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
    /// What is to be done, by when, then by id.
    pub runs: Vec<Run>,
}

const DEFAULT_LIMIT: u32 = 1_000;

/// What is due at one moment by one way to one person, before anybody has looked whether it still is.
struct Group {
    key: SortKey<DeliveryMark>,
    channel: Channel,
    recipient: PersonId,
    messages: Vec<Planned>,
}

impl Asks for JobsDue {
    type View = Due;

    /// What is due, as far as there still is need for it and its recipient may see it.
    fn ask(&self, asking: Asking, workspace: &Workspace) -> Result<Due, Refusal> {
        let (now, policy) = (asking.at, workspace.policy());
        Standing::alone(asking.viewer, &policy.access, &workspace.world)?.may(Action::SeeDue)?;
        // A cursor is of this span alone; the host is no person, and needs none to be bound to.
        let (list, host) = (format!("{}/{}/{now}", Self::NAME, self.since), PersonId::new(uuid::Uuid::nil()));
        let after = match self.after.as_deref() {
            None => None,
            Some(text) => match cursor::read::<SortKey<DeliveryMark>>(&list, host, text) {
                Some(key) => Some(key),
                None => return Err(Rejection::from(Code::CursorInvalid).at("/body/after").into()),
            },
        };
        let limit = usize::try_from(self.limit.unwrap_or(DEFAULT_LIMIT)).unwrap_or(usize::MAX);
        let mut runs = Vec::new();
        let mut last = None;
        for group in groups(workspace, after.map_or(self.since, |(at, _)| before(at).max(self.since)), now) {
            if after.is_some_and(|after| group.key <= after) {
                continue;
            }
            let key = group.key;
            let Some(delivery) = group.delivery(workspace)? else { continue };
            if runs.len() == limit {
                return Ok(Due { next: last.map(|key| cursor::print(&list, host, &key)), runs });
            }
            runs.push(Run::Deliver(delivery));
            last = Some(key);
        }
        Ok(Due { next: None, runs })
    }
}

/// The moment before this one, so that what is due at it is looked at once more.
fn before(at: Instant) -> Instant {
    at.checked_add_millis(-1).unwrap_or(at)
}

/// All that is due after a moment and up to another, moment by moment; of one moment by id.
fn groups(workspace: &Workspace, since: Instant, now: Instant) -> impl Iterator<Item = Group> {
    let mut planned = workspace.world.notices.between(since, now).peekable();
    let mut together: Vec<Group> = Vec::new();
    core::iter::from_fn(move || {
        if together.is_empty() {
            let (at, _) = *planned.peek()?;
            while let Some((at, planned)) = planned.next_if(|(next, _)| *next == at) {
                put(&mut together, at, planned);
            }
            together.sort_unstable_by_key(|group| Reverse(group.key));
        }
        together.pop()
    })
}

/// Puts a message among what is due at this moment, by each way by which it is. One person's follow one another.
fn put(groups: &mut Vec<Group>, at: Instant, planned: Planned) {
    let mut alone = |channel: Channel| {
        let id = planned.id().child(&[channel.into()]);
        groups.push(Group { key: (at, id), channel, recipient: planned.recipient, messages: vec![planned] });
    };
    if planned.at == at {
        alone(Channel::InApp);
    }
    let Some(email) = planned.email.filter(|email| email.at == at) else { return };
    if !email.digest {
        alone(Channel::Email);
        return;
    }
    let own = groups.iter_mut().rev().take_while(|group| group.recipient == planned.recipient);
    match own.into_iter().find(|group| group.channel == Channel::Digest) {
        Some(digest) => digest.messages.push(planned),
        None => {
            let id = planned.recipient.child(&[Channel::Digest.into(), at.text().as_str()]);
            let recipient = planned.recipient;
            groups.push(Group { key: (at, id), channel: Channel::Digest, recipient, messages: vec![planned] });
        }
    }
}

impl Group {
    /// What is handed over, if anything is left to be.
    fn delivery(self, workspace: &Workspace) -> Result<Option<Delivery>, Refusal> {
        let (policy, world, texts) = (workspace.policy(), &workspace.world, default_texts());
        let mut messages = Vec::new();
        for planned in &self.messages {
            // In the product everything is kept that was told.
            if self.channel == Channel::InApp || law::is_wanted(planned, policy, world)? {
                messages.extend(law::message(planned, policy, world, texts)?);
            }
        }
        messages.sort_unstable_by_key(|message| (message.at, message.id));
        let Some(first) = messages.first() else { return Ok(None) };
        let (body, subject) = match self.channel {
            Channel::InApp | Channel::Email => (first.body.clone(), first.subject.clone()),
            Channel::Digest => {
                let subjects: Vec<&str> = messages.iter().map(|message| message.subject.as_str()).collect();
                let words = texts.render_digest(&subjects);
                (words.body, words.subject)
            }
        };
        let ((at, id), channel, recipient) = (self.key, self.channel, self.recipient);
        Ok(Some(Delivery { at, body, channel, id, messages, recipient, subject }))
    }
}
