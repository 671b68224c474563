//! What the events of a calendar file ask to be done, beside what is known of them; or why no act is made of one.
//!
//! Rules: SES-08.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::Instant;

use super::event::{CalendarMethod, EventStatus, Found, Participation, ReadEvent, ReadParty, WithheldReason};
use super::event_time::EventTime;
use super::known::KnownEvent;
use super::series::{LONGEST, MovedOccurrence, Series};

/// Something that a file asks to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CalendarAct {
    /// Occurrences are added to an event: those of a series of their own.
    Added(Box<ScheduledEvent>),
    /// An event, or an occurrence of it, does not take place.
    Cancelled(CancelledEvent),
    /// An occurrence takes place at another time.
    Moved(MovedEvent),
    /// What somebody proposed is turned down.
    ProposalDeclined(DeclinedProposal),
    /// An occurrence that was left out takes place after all.
    Reinstated(MovedEvent),
    /// Somebody says whether they come.
    Replied(EventReply),
    /// An event takes place so: nothing is known of it, or something else.
    Scheduled(Box<ScheduledEvent>),
}

/// An event that does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CancelledEvent {
    /// Whether the occurrences behind this one do not take place either.
    pub and_following: bool,
    /// What whoever asks for it adds; null where there is nothing.
    pub comment: Option<String>,
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// Whether somebody who is invited proposes it, and nothing is decided.
    pub is_proposal: bool,
    /// Who is said to ask for it, as whose event it is; null where it is not told.
    pub organizer: Option<ReadParty>,
    /// Who proposes it; null where it is none.
    pub proposal: Option<EventProposal>,
    /// The occurrence, by when it would have begun; null for the event as a whole.
    pub recurrence_id: Option<EventTime>,
    /// How often the event was changed.
    pub sequence: u64,
    /// By what the event is known.
    pub uid: String,
}

/// Something that is proposed: who does, and what they add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventProposal {
    /// Who is invited by it, by address. Whoever proposes it is among them, and in most files alone.
    pub by: Vec<String>,
    /// What they add; null where there is nothing.
    pub comment: Option<String>,
    /// When they proposed it; null where it is not told. Of one sender the latest counts.
    pub stamped_at: Option<Instant>,
}

/// A proposal that is turned down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclinedProposal {
    /// What whoever turns it down adds; null where there is nothing.
    pub comment: Option<String>,
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// The occurrence, by when it would have begun; null for the event as a whole.
    pub recurrence_id: Option<EventTime>,
    /// On which change of the event it was made.
    pub sequence: u64,
    /// When it was turned down; null where it is not told.
    pub stamped_at: Option<Instant>,
    /// The time that was proposed; null where it is not told.
    pub starts: Option<EventTime>,
    /// By what the event is known.
    pub uid: String,
}

/// An occurrence that takes place at another time, or after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MovedEvent {
    /// Whether the occurrences behind this one are moved as far.
    pub and_following: bool,
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// Whether somebody who is invited proposes it, and nothing is decided.
    pub is_proposal: bool,
    /// How long it takes now, in seconds; null where it is not told.
    pub length_seconds: Option<u64>,
    /// Who is said to ask for it, as whose event it is; null where it is not told.
    pub organizer: Option<ReadParty>,
    /// Who proposes it; null where it is none.
    pub proposal: Option<EventProposal>,
    /// The occurrence, by when it would have begun.
    pub recurrence_id: EventTime,
    /// How often the event was changed.
    pub sequence: u64,
    /// When it begins now.
    pub starts: EventTime,
    /// By what the event is known.
    pub uid: String,
}

/// What somebody says who is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventReply {
    /// Their e-mail address; any other address of a calendar as it is written.
    pub address: String,
    /// What they add; null where there is nothing.
    pub comment: Option<String>,
    /// For whom they come, by address.
    pub delegated_from: Vec<String>,
    /// Who is to come for them, by address.
    pub delegated_to: Vec<String>,
    /// Whether a later change of the event is known, of which they say nothing.
    pub is_outdated: bool,
    /// Whether they come; null where it is said in a word that is not known.
    pub participation: Option<Participation>,
    /// The occurrence, by when it would have begun; null for the event as a whole.
    pub recurrence_id: Option<EventTime>,
    /// On which change of the event they answer.
    pub sequence: u64,
    /// When they said so; null where it is not told. The latest counts.
    pub stamped_at: Option<Instant>,
    /// By what the event is known.
    pub uid: String,
}

/// An event that takes place so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScheduledEvent {
    /// Whether a later change of the event is known.
    pub is_outdated: bool,
    /// Whether somebody who is invited proposes it, and nothing is decided.
    pub is_proposal: bool,
    /// Who is said to ask for it, as whose event it is; null where it is not told.
    pub organizer: Option<ReadParty>,
    /// Who proposes it; null where it is none.
    pub proposal: Option<EventProposal>,
    /// How often the event was changed.
    pub sequence: u64,
    /// When it takes place.
    pub series: Series,
    /// By what the event is known.
    pub uid: String,
}

impl CalendarAct {
    /// By what its event is known.
    #[must_use]
    pub fn uid(&self) -> &str {
        match self {
            CalendarAct::Added(event) | CalendarAct::Scheduled(event) => &event.uid,
            CalendarAct::Cancelled(event) => &event.uid,
            CalendarAct::Moved(event) | CalendarAct::Reinstated(event) => &event.uid,
            CalendarAct::ProposalDeclined(event) => &event.uid,
            CalendarAct::Replied(event) => &event.uid,
        }
    }

    /// The occurrence that it is about, by when it would have begun, and whether those behind it are meant, too; nothing where it is
    /// about the event as a whole.
    #[must_use]
    pub fn occurrence(&self) -> Option<(&EventTime, bool)> {
        let (recurrence_id, and_following) = match self {
            CalendarAct::Added(_) | CalendarAct::Scheduled(_) => (None, false),
            CalendarAct::Cancelled(event) => (event.recurrence_id.as_ref(), event.and_following),
            CalendarAct::Moved(event) | CalendarAct::Reinstated(event) => {
                (Some(&event.recurrence_id), event.and_following)
            }
            CalendarAct::ProposalDeclined(event) => (event.recurrence_id.as_ref(), false),
            CalendarAct::Replied(event) => (event.recurrence_id.as_ref(), false),
        };
        recurrence_id.map(|recurrence_id| (recurrence_id, and_following))
    }

    /// The address of whoever is said to ask for it: who answers, and else whose event it is. Nothing where that is not told.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        let organizer = match self {
            CalendarAct::Replied(event) => return Some(&event.address),
            CalendarAct::Added(event) | CalendarAct::Scheduled(event) => &event.organizer,
            CalendarAct::Cancelled(event) => &event.organizer,
            CalendarAct::Moved(event) | CalendarAct::Reinstated(event) => &event.organizer,
            CalendarAct::ProposalDeclined(_) => return None,
        };
        organizer.as_ref().map(|organizer| organizer.address.as_str())
    }

    /// What they add to an answer, or to that it does not take place.
    #[must_use]
    pub fn comment(&self) -> Option<&str> {
        match self {
            CalendarAct::Cancelled(event) => event.comment.as_deref(),
            CalendarAct::Replied(event) => event.comment.as_deref(),
            CalendarAct::Added(_)
            | CalendarAct::Moved(_)
            | CalendarAct::ProposalDeclined(_)
            | CalendarAct::Reinstated(_)
            | CalendarAct::Scheduled(_) => None,
        }
    }
}

/// An event that the host knows already, to be looked up.
pub(super) struct Known<'a> {
    sequence: u64,
    pub(super) series: &'a Series,
    moved: BTreeMap<Instant, &'a MovedOccurrence>,
    skipped: BTreeSet<Instant>,
}

impl<'a> Known<'a> {
    pub(super) fn of(known: &'a KnownEvent) -> Self {
        let series = &known.series;
        Known {
            sequence: known.sequence,
            series,
            moved: series.moved.iter().map(|moved| (series.zone.meant(moved.recurrence_id), moved)).collect(),
            skipped: series.skipped.iter().map(|wall| series.zone.meant(*wall)).collect(),
        }
    }

    /// Whether an occurrence stands so already.
    fn has(&self, planned: Instant, starts: Instant, length: Option<u64>) -> bool {
        let moved = self.moved.get(&planned);
        let stands = moved.map_or(planned, |moved| self.series.zone.meant(moved.starts));
        let known = moved.and_then(|moved| moved.length_seconds).unwrap_or(self.series.length_seconds);
        stands == starts && length.is_none_or(|told| told == known)
    }
}

/// What there is beside an event.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    /// What is known of it.
    pub(super) known: Option<&'a Known<'a>>,
    /// Whether its series stands in its calendar, so that an occurrence is told with that.
    pub(super) is_joined: bool,
}

/// What an event asks to be done, or why no act is made of it.
pub(super) fn acts_of(found: &Found<'_>, beside: Beside<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
    use WithheldReason::{MethodNotUnderstood, OccurrenceNotUnderstood, Superseded};
    withheld_for(found, &[MethodNotUnderstood, OccurrenceNotUnderstood, Superseded])?;
    let asked = Asked::of(&found.event, beside);
    let method = found.event.method.unwrap_or(CalendarMethod::Publish);
    let is_off = found.event.status == Some(EventStatus::Cancelled);
    match method {
        CalendarMethod::Reply => asked.replies(found),
        CalendarMethod::Refresh => Ok(Vec::new()),
        CalendarMethod::DeclineCounter => Ok(vec![asked.declined()]),
        CalendarMethod::Cancel => Ok(vec![asked.cancelled(found.event.recurrence_id.clone())]),
        // RFC 5546, 3.2.4: what is added is none of what there is.
        CalendarMethod::Add if found.is_occurrence() => Err(OccurrenceNotUnderstood),
        CalendarMethod::Add => asked.added(found),
        CalendarMethod::Counter | CalendarMethod::Publish | CalendarMethod::Request => match found.is_occurrence() {
            true if beside.is_joined && !found.event.and_following => asked.joined(found),
            _ if is_off => Ok(vec![asked.cancelled(found.event.recurrence_id.clone())]),
            true => asked.alone(found),
            false => asked.scheduled(found),
        },
    }
}

/// Refuses where one of these reasons holds.
fn withheld_for(found: &Found<'_>, reasons: &[WithheldReason]) -> Result<(), WithheldReason> {
    reasons.iter().find(|reason| found.withheld.contains(reason)).map_or(Ok(()), |reason| Err(*reason))
}

/// What stands in the way of an act that says when something takes place.
const IN_THE_WAY: [WithheldReason; 6] = [
    WithheldReason::NoSuchOccurrence,
    WithheldReason::StartNotUnderstood,
    WithheldReason::NoZone,
    WithheldReason::ElsewhereSeries,
    WithheldReason::RecurrenceNotUnderstood,
    WithheldReason::LengthNotUnderstood,
];

/// An event whose acts are made.
struct Asked<'a> {
    event: &'a ReadEvent,
    known: Option<&'a Known<'a>>,
    is_outdated: bool,
    is_proposal: bool,
}

impl<'a> Asked<'a> {
    fn of(event: &'a ReadEvent, beside: Beside<'a>) -> Self {
        Asked {
            event,
            known: beside.known,
            is_outdated: beside.known.is_some_and(|known| event.sequence < known.sequence),
            is_proposal: event.method == Some(CalendarMethod::Counter),
        }
    }

    fn proposal(&self) -> Option<EventProposal> {
        self.is_proposal.then(|| EventProposal {
            by: self.event.attendees.iter().map(|attendee| attendee.address.clone()).collect(),
            comment: self.event.comment.clone(),
            stamped_at: self.event.stamped_at,
        })
    }

    /// What everybody says who says something.
    fn replies(&self, found: &Found<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
        let said = self.event.attendees.iter().enumerate().filter(|(nth, _)| !found.silent.contains(nth));
        let replies: Vec<CalendarAct> = said
            .map(|(_, attendee)| {
                CalendarAct::Replied(EventReply {
                    address: attendee.address.clone(),
                    comment: self.event.comment.clone(),
                    delegated_from: attendee.delegated_from.clone(),
                    delegated_to: attendee.delegated_to.clone(),
                    is_outdated: self.is_outdated,
                    participation: attendee.participation,
                    recurrence_id: self.event.recurrence_id.clone(),
                    sequence: self.event.sequence,
                    stamped_at: self.event.stamped_at,
                    uid: self.event.uid.clone(),
                })
            })
            .collect();
        if replies.is_empty() { Err(WithheldReason::AnswerNotUnderstood) } else { Ok(replies) }
    }

    fn declined(&self) -> CalendarAct {
        CalendarAct::ProposalDeclined(DeclinedProposal {
            comment: self.event.comment.clone(),
            is_outdated: self.is_outdated,
            recurrence_id: self.event.recurrence_id.clone(),
            sequence: self.event.sequence,
            stamped_at: self.event.stamped_at,
            starts: self.event.starts.clone(),
            uid: self.event.uid.clone(),
        })
    }

    fn cancelled(&self, recurrence_id: Option<EventTime>) -> CalendarAct {
        CalendarAct::Cancelled(CancelledEvent {
            and_following: self.event.and_following,
            comment: self.event.comment.clone(),
            is_outdated: self.is_outdated,
            is_proposal: self.is_proposal,
            organizer: self.event.organizer.clone(),
            proposal: self.proposal(),
            recurrence_id,
            sequence: self.event.sequence,
            uid: self.event.uid.clone(),
        })
    }

    fn moved(&self, recurrence_id: EventTime, starts: EventTime, length_seconds: Option<u64>) -> MovedEvent {
        MovedEvent {
            and_following: self.event.and_following,
            is_outdated: self.is_outdated,
            is_proposal: self.is_proposal,
            length_seconds,
            organizer: self.event.organizer.clone(),
            proposal: self.proposal(),
            recurrence_id,
            sequence: self.event.sequence,
            starts,
            uid: self.event.uid.clone(),
        }
    }

    fn series(&self, series: &Series) -> Box<ScheduledEvent> {
        Box::new(ScheduledEvent {
            is_outdated: self.is_outdated,
            is_proposal: self.is_proposal,
            organizer: self.event.organizer.clone(),
            proposal: self.proposal(),
            sequence: self.event.sequence,
            series: series.clone(),
            uid: self.event.uid.clone(),
        })
    }

    /// An occurrence that is told with its series, as far as that has it.
    fn joined(&self, found: &Found<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
        let is_off = self.event.status == Some(EventStatus::Cancelled);
        if is_off { Ok(Vec::new()) } else { self.takes_place(found).map(|()| Vec::new()) }
    }

    /// Refuses what is not known to take place at some time, for some time.
    fn takes_place(&self, found: &Found<'_>) -> Result<(), WithheldReason> {
        withheld_for(found, &IN_THE_WAY)?;
        if self.event.length_seconds.is_some_and(|length| length > LONGEST) {
            return Err(WithheldReason::LengthNotUnderstood);
        }
        if found.occurs == Some(false) { Err(WithheldReason::NoSuchOccurrence) } else { Ok(()) }
    }

    /// An occurrence that stands by itself in a file.
    fn alone(&self, found: &Found<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
        self.takes_place(found)?;
        let planned = self.event.recurrence_id.as_ref().ok_or(WithheldReason::OccurrenceNotUnderstood)?;
        let starts = self.event.starts.as_ref().ok_or(WithheldReason::StartNotUnderstood)?;
        let moved = self.moved(planned.clone(), starts.clone(), self.event.length_seconds);
        let (Some(known), Some(planned), Some(starts), false) =
            (self.known, planned.at(), starts.at(), self.event.and_following)
        else {
            return Ok(vec![CalendarAct::Moved(moved)]);
        };
        if known.skipped.contains(&planned) {
            return Ok(vec![CalendarAct::Reinstated(moved)]);
        }
        let stands = known.has(planned, starts, self.event.length_seconds);
        Ok(if stands { Vec::new() } else { vec![CalendarAct::Moved(moved)] })
    }

    /// What is added, unless it is there already.
    fn added(&self, found: &Found<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
        self.takes_place(found)?;
        let series = self.event.series.as_ref().ok_or(WithheldReason::StartNotUnderstood)?;
        let is_there = |known: &Known<'_>| {
            let at = series.zone.meant(series.start);
            let mut added = known.series.added.iter().map(|wall| known.series.zone.meant(*wall));
            series.occurs_once() && added.any(|added| added == at) && !known.skipped.contains(&at)
        };
        let is_there = self.known.is_some_and(is_there);
        Ok(if is_there { Vec::new() } else { vec![CalendarAct::Added(self.series(series))] })
    }

    /// A series beside the one that is known: what of it differs, occurrence by occurrence where nothing else does.
    fn scheduled(&self, found: &Found<'_>) -> Result<Vec<CalendarAct>, WithheldReason> {
        self.takes_place(found)?;
        let series = self.event.series.as_ref().ok_or(WithheldReason::StartNotUnderstood)?;
        let whole = || Ok(vec![CalendarAct::Scheduled(self.series(series))]);
        let Some(known) = self.known else { return whole() };
        // A session of which the moment alone is known is held against the same moment.
        let is_moment = matches!(self.event.starts, Some(EventTime::Elsewhere(_)));
        let zone = known.series.zone;
        let shown = Series { start: zone.shown(series.zone.meant(series.start)), zone, ..series.clone() };
        let told = if is_moment { &shown } else { series };
        let moved: BTreeMap<_, _> = told.moved.iter().map(|moved| (moved.recurrence_id, moved)).collect();
        let skipped: BTreeSet<_> = told.skipped.iter().copied().collect();
        let is_kept = |id| skipped.contains(&id) || moved.contains_key(&id);
        let takes_back = known.series.skipped.iter().any(|one| !skipped.contains(one))
            || !known.series.moved.iter().all(|moved| is_kept(moved.recurrence_id));
        // What was skipped or moved and is so no more is told by the whole, and so is whatever else there is, or is proposed.
        if takes_back || told.without_exceptions() != known.series.without_exceptions() {
            return whole();
        }
        let known_moved: BTreeMap<_, _> = known.series.moved.iter().map(|moved| (moved.recurrence_id, moved)).collect();
        let known_skipped: BTreeSet<_> = known.series.skipped.iter().copied().collect();
        let moved = told.moved.iter().filter(|moved| known_moved.get(&moved.recurrence_id) != Some(moved));
        let skipped = told.skipped.iter().filter(|skipped| !known_skipped.contains(skipped));
        let (moved, skipped): (Vec<_>, Vec<_>) = (moved.collect(), skipped.collect());
        if self.is_proposal && moved.len().saturating_add(skipped.len()) > 0 {
            return whole();
        }
        let time = |wall| EventTime::in_zone(series.zone.meant(wall), series.zone);
        let moved = moved.into_iter().map(|moved| {
            let length = moved.length_seconds.unwrap_or(series.length_seconds);
            CalendarAct::Moved(self.moved(time(moved.recurrence_id), time(moved.starts), Some(length)))
        });
        let skipped = skipped.into_iter().map(|skipped| self.cancelled(Some(time(*skipped))));
        Ok(moved.chain(skipped).collect())
    }
}

impl Series {
    /// Whether it takes place once, as it was first set.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        self.occurs_once() && self.skipped.is_empty() && self.moved.is_empty()
    }

    /// Whether nothing recurs.
    const fn occurs_once(&self) -> bool {
        self.rule.is_none() && self.added.is_empty()
    }

    /// The series as it would be if nothing had been skipped or moved, and as a file can say it: to the second.
    fn without_exceptions(&self) -> Series {
        let mut plain = Series { moved: Vec::new(), skipped: Vec::new(), ..self.clone() };
        plain.added.sort_unstable();
        if let Some(rule) = &mut plain.rule {
            let whole =
                |until: Instant| Instant::from_millis(until.millis().saturating_sub(until.millis().rem_euclid(1_000)));
            rule.until = rule.until.and_then(whole);
        }
        plain
    }
}
