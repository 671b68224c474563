//! `jobs.due`: exactly what is to be done after one moment and up to another. For the host alone.
//!
//! Two halves of a span give what the whole of it gives, each run once. What waits moves with its recipient's settings, their
//! zone and the policy. A cursor names beside the moment up to which all was handed out the record up to which: what a later
//! record planned for before that moment, or moved to it, comes with the next question. Where a record that came late moves
//! what was handed out already, the cursor names the question to which it was, until the moment to which it was moved has
//! passed.
//!
//! Rules: JOB-02, JOB-04, KER-18, NTF-03.

use core::cmp::Reverse;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;
use crate::workspace::index::lists::SortKey;
use crate::workspace::notices::{Asked, Notices, Told, Way};
use crate::workspace::queries::analyses::{self, Analysis};
use crate::workspace::queries::cursor::Position;
use crate::workspace::queries::{Asking, Asks, Listed as _, cursor};
use touchline_kernel::{Actor, Code, Command, CommandId, DetailKey, Id, Instant, PersonId, Reason, Rejection};
use touchline_law::access::{Action, Standing};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingRef;
use touchline_law::law::{self, Act};
use touchline_law::notify::{DeliveryMark, Message, Planned, default_texts};

/// What is due after a moment, up to and with the moment of the question.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JobsDue {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Whether the analyses are told, too, whose week or month is over: for a host that makes them.
    #[serde(default)]
    pub analyses: bool,
    /// Where the question before ended, from its `cursor`: what is due since, and what commands that were executed since
    /// made due before. It goes before `since`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// How many at the most; 1,000 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 10_000))]
    pub limit: Option<u32>,
    /// The moment after which, for a host without a cursor: up to it everything was asked for before.
    #[serde(default)]
    pub since: Option<Instant>,
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

/// A command whose moment has come, which somebody set.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Execution {
    /// The moment that was set.
    pub at: Instant,
    /// The command, of the moment of the question: whole but for its entropy. Executed later than that, it takes the moment
    /// of then as its `at`. Its id is the same whenever the same is due, so that it is done once.
    pub command: Box<Command<Act>>,
    /// Whose order it carries out.
    pub ordered_by: PersonId,
}

/// Something that the host is to do.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Run {
    /// Make an analysis, whose days are over.
    Analyse(Analysis),
    /// Tell somebody something.
    Deliver(Delivery),
    /// Execute a command, as the host itself.
    Execute(Execution),
}

/// What is due.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Due {
    /// Where the next question begins, once all of this one was answered; null where there is another page.
    pub cursor: Option<String>,
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

/// What is to be done with a thing at one moment.
struct Order {
    key: SortKey<DeliveryMark>,
    thing: ThingRef,
}

/// What is due, before anybody has looked whether it still is.
enum Job {
    Analyse(Analysis),
    Tell(Group),
    Carry(Order),
}

impl Asks for JobsDue {
    type View = Due;

    /// What is due, as far as there still is need for it and its recipient may see it.
    fn ask(&self, asking: Asking, workspace: &Workspace) -> Result<Due, Refusal> {
        let (now, policy) = (asking.at, workspace.policy());
        Standing::alone(asking.viewer, &policy.access, &workspace.world)?.may(Action::SeeDue)?;
        let from = self.from(workspace.seq())?;
        // A page is of this span alone, and of what stood in the log when the first one was asked for.
        let with = if self.analyses { "/analyses" } else { "" };
        let (list, host) = (format!("{}/{}/{now}{with}", Self::NAME, from.print()), host());
        let (until, after) = match self.after.as_deref() {
            None => (workspace.seq(), None),
            Some(text) => {
                let page = cursor::read::<PageKey>(&list, host, text).filter(|page| page.seq <= workspace.seq());
                let PageKey { seq, key } = page.ok_or_else(|| invalid("/body/after"))?;
                (seq, Some(key))
            }
        };
        let limit = usize::try_from(self.limit.unwrap_or(DEFAULT_LIMIT)).unwrap_or(usize::MAX);
        let mut runs = Vec::new();
        let mut last = None;
        // The last of the page before is listed once more, and one behind this page tells that another follows.
        let most = if self.analyses { limit.saturating_add(2) } else { 0 };
        for job in jobs(workspace, &from, after, (now, until), most) {
            let key = job.key();
            if after.is_some_and(|after| key <= after) {
                continue;
            }
            let Some(run) = job.run(workspace, now)? else { continue };
            if runs.len() == limit {
                let next = last.map(|key| cursor::print(&list, host, &PageKey { seq: until, key }));
                return Ok(Due { cursor: None, next, runs });
            }
            runs.push(run);
            last = Some(key);
        }
        let end = from.and_then(&workspace.world.notices, Asked { at: now, seq: until });
        Ok(Due { cursor: Some(cursor::print(Self::NAME, host, &end)), next: None, runs })
    }
}

impl JobsDue {
    /// Where the question begins. A moment alone says nothing of the log: nothing before it is late.
    ///
    /// A cursor that knows of records beyond the log's end is of another log, or of this one before it was put back: what
    /// was executed here since would be taken for handed out.
    fn from(&self, end: u64) -> Result<Reached, Rejection> {
        match (self.cursor.as_deref(), self.since) {
            (Some(text), _) => {
                let reached = cursor::read::<Reached>(Self::NAME, host(), text);
                reached.filter(|reached| reached.last.seq <= end).ok_or_else(|| invalid("/body/cursor"))
            }
            (None, Some(at)) => Ok(Reached { before: Vec::new(), last: Asked { at, seq: u64::MAX } }),
            (None, None) => {
                Err(Rejection::from(Reason::new(Code::MissingField).with(DetailKey::Field, "since")).at("/body"))
            }
        }
    }
}

/// The host is no person, and needs none for a cursor to be bound to.
fn host() -> PersonId {
    PersonId::new(uuid::Uuid::nil())
}

fn invalid(path: &str) -> Rejection {
    Rejection::from(Code::CursorInvalid).at(path)
}

/// Up to where all was handed out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reached {
    /// Earlier questions, to which something was handed out that has been moved behind the last one.
    before: Vec<Asked>,
    last: Asked,
}

impl Reached {
    /// Every question that is known of, the last one last.
    fn asked(&self) -> Vec<Asked> {
        self.before.iter().copied().chain([self.last]).collect()
    }

    /// Where the question after this one begins.
    fn and_then(&self, notices: &Notices, now: Asked) -> Reached {
        let last = Asked { at: self.last.at.max(now.at), seq: now.seq };
        Reached { before: notices.to_remember(&self.asked(), last), last }
    }
}

/// Where a page ended, and up to which record the question goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PageKey {
    seq: u64,
    key: SortKey<DeliveryMark>,
}

/// `<milliseconds>.<record>` of each question, the last one last, with commas between them.
impl Position for Reached {
    type Id = u64;

    fn id(&self) -> u64 {
        self.last.seq
    }

    fn print(&self) -> String {
        let asked = self.asked();
        let asked: Vec<String> = asked.iter().map(|asked| format!("{}.{}", asked.at.millis(), asked.seq)).collect();
        asked.join(",")
    }

    fn read(text: &str) -> Option<Self> {
        let read = |text: &str| {
            let (at, seq) = text.split_once('.')?;
            Some(Asked { at: Instant::from_millis(at.parse().ok()?)?, seq: seq.parse().ok()? })
        };
        let mut before: Vec<Asked> = text.split(',').map(read).collect::<Option<_>>()?;
        let last = before.pop()?;
        Some(Reached { before, last })
    }
}

/// `<record>.<key>`.
impl Position for PageKey {
    type Id = Id<DeliveryMark>;

    fn id(&self) -> Id<DeliveryMark> {
        self.key.id()
    }

    fn print(&self) -> String {
        format!("{}.{}", self.seq, self.key.print())
    }

    fn read(text: &str) -> Option<Self> {
        let (seq, key) = text.split_once('.')?;
        Some(PageKey { seq: seq.parse().ok()?, key: Position::read(key)? })
    }
}

/// The moment before this one, so that what is due at it is looked at once more.
fn before(at: Instant) -> Instant {
    at.checked_add_millis(-1).unwrap_or(at)
}

/// All that is due from there and up to a moment and a record, by when, then by id; of analyses the first ones alone.
fn jobs<'w>(
    workspace: &'w Workspace,
    from: &'w Reached,
    after: Option<SortKey<DeliveryMark>>,
    (now, until): (Instant, u64),
    most_analyses: usize,
) -> impl Iterator<Item = Job> + use<'w> {
    let mut groups = groups(workspace, from, after, (now, until)).peekable();
    let orders = workspace.world.arrangements.due(from.last, now, until);
    let orders = orders.filter_map(|(at, thing)| Order::of(workspace, at, thing)).map(Job::Carry);
    let since = after.map_or(from.last.at, |(at, _)| before(at).max(from.last.at));
    let zone = workspace.policy().organisation.zone;
    let analyses = analyses::due(zone, (since, now), most_analyses).into_iter().map(Job::Analyse);
    let mut others: Vec<Job> = orders.chain(analyses).collect();
    others.sort_unstable_by_key(|job| Reverse(job.key()));
    core::iter::from_fn(move || {
        let is_other = match (groups.peek(), others.last()) {
            (Some(group), Some(other)) => other.key() < group.key,
            (None, other) => other.is_some(),
            (Some(_), None) => false,
        };
        if is_other { others.pop() } else { groups.next().map(Job::Tell) }
    })
}

impl Job {
    fn key(&self) -> SortKey<DeliveryMark> {
        match self {
            Job::Analyse(analysis) => analysis.key(),
            Job::Tell(group) => group.key,
            Job::Carry(order) => order.key,
        }
    }

    /// What the host is to do, if anything is left to be done.
    fn run(self, workspace: &Workspace, now: Instant) -> Result<Option<Run>, Refusal> {
        Ok(match self {
            Job::Analyse(analysis) => Some(Run::Analyse(analysis)),
            Job::Tell(group) => group.delivery(workspace)?.map(Run::Deliver),
            Job::Carry(order) => order.execution(workspace, now).map(Run::Execute),
        })
    }
}

impl Order {
    fn of(workspace: &Workspace, at: Instant, thing: ThingRef) -> Option<Self> {
        let arranged = workspace.world.state_of(thing).arranged()?;
        let (at_text, set_at) = (at.text(), arranged.set_at.text());
        let id = thing.id.child::<DeliveryMark>(&[arranged.act.name(), at_text.as_str(), set_at.as_str()]);
        Some(Order { key: (at, id), thing })
    }

    fn execution(self, workspace: &Workspace, now: Instant) -> Option<Execution> {
        let arranged = workspace.world.state_of(self.thing).arranged()?;
        let id = CommandId::new(self.key.1.uuid());
        // Where the clock went back it is not carried out before its moment.
        let at = now.max(arranged.at);
        let command = Command { actor: Actor::System, at, expected_version: None, id, act: arranged.act };
        Some(Execution { at: arranged.at, command: Box::new(command), ordered_by: arranged.ordered_by })
    }
}

/// All that is due from there and up to a moment and a record, moment by moment; of one moment by id. What is late comes
/// first, since its moments do, from where a page before ended.
fn groups<'w>(
    workspace: &'w Workspace,
    from: &'w Reached,
    after: Option<SortKey<DeliveryMark>>,
    (now, until): (Instant, u64),
) -> impl Iterator<Item = Group> + use<'w> {
    let (notices, last, asked) = (&workspace.world.notices, from.last, from.asked());
    let since = after.map_or(last.at, |(at, _)| before(at).max(last.at));
    let late = notices.late(last, until).into_iter().map(|told| (told, true));
    let on_time = notices.between(since, now, until).map(|told| (told, false));
    let mut all = late.chain(on_time).peekable();
    let mut together: Vec<Group> = Vec::new();
    core::iter::from_fn(move || {
        while together.is_empty() {
            let at = all.peek()?.0.at;
            while let Some((told, is_late)) = all.next_if(|(next, _)| next.at == at) {
                let is_new = |way| !notices.was_handed(told.place, way, &asked, until);
                put(&mut together, &told, is_late, is_new);
            }
            together.sort_unstable_by_key(|group| Reverse(group.key));
        }
        together.pop()
    })
}

/// Puts a message among what is due at this moment, by each way by which it is. One person's follow one another. The digest
/// that one is too late for went out before, so that it goes out in one of its own.
fn put(groups: &mut Vec<Group>, told: &Told, is_late: bool, is_new: impl Fn(Way) -> bool) {
    let Told { at, planned, .. } = *told;
    let mut alone = |channel: Channel| {
        let id = planned.id().child(&[channel.into()]);
        groups.push(Group { key: (at, id), channel, recipient: planned.recipient, messages: vec![planned] });
    };
    if planned.at == at && is_new(Way::InApp) {
        alone(Channel::InApp);
    }
    let Some(email) = planned.email.filter(|email| email.at == at && is_new(Way::Email)) else { return };
    if !email.digest {
        alone(Channel::Email);
        return;
    }
    if is_late {
        alone(Channel::Digest);
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
