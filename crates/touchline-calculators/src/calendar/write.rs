//! A calendar file written: a session or a series, as an invitation or called off. What is said in a session has no place
//! in it.
//!
//! Rules: SES-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, Rejection};
use touchline_kernel::text::{Key, Name, Title};
use touchline_kernel::time::{Instant, LocalDateTime, Zone};

use super::address::check_address;
use super::content_line::{escaped, fold, parameter_value};
use super::event::{AttendeeRole, Participation};
use super::rule_text::{duration_text, local, utc};
use super::series::{MovedOccurrence, Series};
use super::walls::MOST_STEPS;
use super::zone_text::write_zone;

/// A day before whatever a file speaks of: so early its clocks are told.
const EARLIER: i64 = 86_400;

/// What a file is sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SentMethod {
    /// What was planned does not take place.
    Cancel,
    /// Somebody is invited, or is told of a change.
    Request,
}

/// Whose event it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Organizer {
    /// Their e-mail address.
    pub address: Key,
    /// Their name; null where it is not told.
    #[serde(default)]
    pub name: Option<Name>,
}

/// Somebody who is invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attendee {
    /// Their e-mail address.
    pub address: Key,
    /// Their name; null where it is not told.
    #[serde(default)]
    pub name: Option<Name>,
    /// Whether they come.
    #[serde(default = "needs_action")]
    pub participation: Participation,
    /// What they are to the event.
    #[serde(default = "required")]
    pub role: AttendeeRole,
    /// Whether they are asked to answer.
    #[serde(default = "asked")]
    pub wants_reply: bool,
}

const fn needs_action() -> Participation {
    Participation::NeedsAction
}

const fn required() -> AttendeeRole {
    AttendeeRole::ReqParticipant
}

const fn asked() -> bool {
    true
}

/// A session or a series, to be sent as a calendar file. What is said in a session has no place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Invitation {
    /// Who is invited: one at least.
    pub attendees: Vec<Attendee>,
    /// Where it takes place; null where it is not told.
    #[serde(default)]
    pub location: Option<Title>,
    /// What it is sent for.
    pub method: SentMethod,
    /// The one occurrence that is sent, by when it would have begun; null for all of it.
    #[serde(default)]
    pub only: Option<LocalDateTime>,
    /// Whose event it is.
    pub organizer: Organizer,
    /// How often it was changed since it was first sent: each file that changes it or calls it off has a greater number.
    #[serde(default)]
    pub sequence: u64,
    /// When it takes place.
    pub series: Series,
    /// The moment that it is.
    pub stamped_at: Instant,
    /// What it is called; null where it is not told.
    #[serde(default)]
    pub summary: Option<Title>,
    /// By what it is known, the same in all files of it.
    pub uid: Key,
}

/// An occurrence that stands by itself behind its series, since it takes place at another time or somebody answered otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Who is invited to it.
    pub attendees: Vec<Attendee>,
    /// How long it takes, in seconds.
    pub length_seconds: u64,
    /// When it would have begun, in the series' zone.
    pub recurrence_id: LocalDateTime,
    /// When it begins, as the clocks of its zone show it.
    pub starts: LocalDateTime,
    /// The zone by whose clock that is told: the series' own, or UTC.
    pub zone: Zone,
}

impl Apart {
    fn begins_at(&self) -> Instant {
        self.zone.meant(self.starts)
    }

    fn ends_at(&self) -> Instant {
        let length = i64::try_from(self.length_seconds).unwrap_or(i64::MAX).saturating_mul(1_000);
        self.begins_at().checked_add_millis(length).unwrap_or(Instant::MAX)
    }
}

/// What of an invitation a file tells.
#[derive(Clone, Copy, Debug)]
pub struct FileTold<'a> {
    /// The occurrences that stand by themselves.
    pub apart: &'a [Apart],
    /// Whether it is called off for those alone whom the file names, and takes place for others.
    pub is_uninvited: bool,
    /// Whether the series stands before them; nothing else of it is told where it does not.
    pub is_whole: bool,
}

/// An address as a file writes it: what has no place in a URI as percent signs.
fn mail_to(address: &str) -> String {
    let mut uri = String::from("mailto:");
    for byte in address.bytes() {
        match byte {
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'.'
            | b'_'
            | b'~'
            | b'@'
            | b'+'
            | b'!'
            | b'$'
            | b'\''
            | b'*'
            | b'='
            | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

impl Invitation {
    /// Tells what is wrong with it, all at once.
    pub fn check(&self, faults: &mut Faults) {
        self.series.check("/series", faults);
        faults.list("/attendees", self.attendees.len(), 1);
        let attendees = self.attendees.iter().enumerate();
        let attendees = attendees.map(|(nth, one)| (format!("/attendees/{nth}/address"), &one.address));
        for (path, address) in attendees.chain([("/organizer/address".to_owned(), &self.organizer.address)]) {
            if let Err(reason) = check_address(address.as_str()) {
                faults.add(path, reason);
            }
        }
    }

    /// The file, of what was checked. A refusal names the field that is to blame.
    pub fn file(&self) -> Result<String, Rejection> {
        let moved: Vec<Apart> = self.series.moved.iter().map(|moved| self.apart(moved)).collect();
        self.file_with(&moved)
    }

    /// The file, with these occurrences by themselves behind the series, whatever it says of them.
    pub fn file_with(&self, apart: &[Apart]) -> Result<String, Rejection> {
        self.file_of(FileTold { apart, is_uninvited: false, is_whole: true })
    }

    /// The file, of what is told of it.
    pub fn file_of(&self, told: FileTold<'_>) -> Result<String, Rejection> {
        let apart = told.apart;
        let refused = |reason: Reason| Rejection::from(reason).at("/series/rule");
        let start = self.series.first().ok_or_else(|| refused(Code::NeverOccurs.into()))?;
        let last = self.last_second(apart).map_err(refused)?;

        let mut file = String::new();
        let product = format!("PRODID:-//touchline//touchline {}//EN", env!("CARGO_PKG_VERSION"));
        let method = match self.method {
            SentMethod::Cancel => "METHOD:CANCEL",
            SentMethod::Request => "METHOD:REQUEST",
        };
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0", &product, "CALSCALE:GREGORIAN", method] {
            fold(&mut file, line);
        }
        if self.series.zone.name() != "UTC" {
            write_zone(&mut file, self.series.zone, self.first_second(apart).saturating_sub(EARLIER), last);
        }
        match self.only {
            Some(only) => {
                let one = self.occurrence(only, apart).map_err(|reason| Rejection::from(reason).at("/only"))?;
                self.write_one(&mut file, &one, told);
            }
            None => {
                if told.is_whole {
                    self.write_series(&mut file, start, told);
                }
                if self.method == SentMethod::Request || !told.is_whole {
                    apart.iter().for_each(|one| self.write_one(&mut file, one, told));
                }
            }
        }
        fold(&mut file, "END:VCALENDAR");
        Ok(file)
    }

    /// An occurrence that was moved, to which those are invited who are to all.
    fn apart(&self, moved: &MovedOccurrence) -> Apart {
        Apart {
            attendees: self.attendees.clone(),
            length_seconds: moved.length_seconds.unwrap_or(self.series.length_seconds),
            recurrence_id: moved.recurrence_id,
            starts: moved.starts,
            zone: self.series.zone,
        }
    }

    /// The first second of UTC that the file speaks of.
    fn first_second(&self, apart: &[Apart]) -> i64 {
        let listed = self.series.added.iter().chain(&self.series.skipped).copied();
        let planned = listed.chain(apart.iter().map(|one| one.recurrence_id)).map(|wall| self.series.zone.meant(wall));
        let second = |at: Instant| at.millis().div_euclid(1_000);
        let begins = planned.chain(apart.iter().map(Apart::begins_at)).map(second);
        begins.fold(second(self.series.zone.meant(self.series.start)), i64::min)
    }

    /// The last second of UTC that the file speaks of; nothing where it never ends.
    fn last_second(&self, apart: &[Apart]) -> Result<Option<i64>, Reason> {
        if self.series.rule.as_ref().is_some_and(super::RecurrenceRule::is_endless) {
            return Ok(None);
        }
        let mut occurrences = self.series.occurrences((None, None), MOST_STEPS)?;
        let last = occurrences.by_ref().map(|occurrence| occurrence.ends_at).max();
        if occurrences.steps_left() == 0 {
            return Err(Reason::new(Code::TooRare).with(DetailKey::Limit, MOST_STEPS));
        }
        let listed = apart.iter().map(|one| one.recurrence_id).chain(self.series.skipped.iter().copied());
        let second = |instant: Instant| instant.millis().div_euclid(1_000);
        let ends = listed.map(|wall| self.series.zone.meant(wall)).chain(apart.iter().map(Apart::ends_at));
        Ok(ends.chain(last).map(second).max())
    }

    /// An occurrence as it stands.
    fn occurrence(&self, planned: LocalDateTime, apart: &[Apart]) -> Result<Apart, Reason> {
        let zone = self.series.zone;
        let is_it = |wall: LocalDateTime| zone.meant(wall) == zone.meant(planned);
        if let Some(one) = apart.iter().find(|one| is_it(one.recurrence_id)) {
            return Ok(one.clone());
        }
        // One that is called off may be left out already; one that is sent may not.
        let is_out = self.method == SentMethod::Request && self.series.skipped.iter().any(|wall| is_it(*wall));
        let second = zone.meant(planned).millis().div_euclid(1_000);
        let mut rule = self.series.moments(MOST_STEPS).beginning_near(second).ending_before(second.saturating_add(1));
        let mut of_rule = std::iter::from_fn(|| rule.next());
        let occurs = self.series.added.iter().any(|wall| is_it(*wall)) || of_rule.any(|moment| moment.second == second);
        if is_out || !occurs {
            return Err(Reason::new(Code::NoSuchOccurrence).with(DetailKey::Actual, planned.to_string()));
        }
        Ok(self.apart(&MovedOccurrence { length_seconds: None, recurrence_id: planned, starts: planned }))
    }

    fn write_series(&self, file: &mut String, start: LocalDateTime, told: FileTold<'_>) {
        self.begin(file, &self.attendees, told);
        let series = Series { start, ..self.series.clone() };
        series.lines().iter().for_each(|line| fold(file, line));
        fold(file, "END:VEVENT");
    }

    /// Writes an occurrence that stands by itself, and so with its length.
    fn write_one(&self, file: &mut String, one: &Apart, told: FileTold<'_>) {
        self.begin(file, &one.attendees, told);
        fold(file, &times(self.series.zone, "RECURRENCE-ID", &[one.recurrence_id]));
        fold(file, &times(one.zone, "DTSTART", &[one.starts]));
        fold(file, &format!("DURATION:{}", duration_text(one.length_seconds)));
        fold(file, "END:VEVENT");
    }

    /// What is said of every event of the file, and who is invited to this one.
    fn begin(&self, file: &mut String, attendees: &[Attendee], told: FileTold<'_>) {
        // What takes place for others has no state for those who are uninvited (RFC 5546, 3.2.5).
        let status = match self.method {
            SentMethod::Cancel => Some("CANCELLED").filter(|_| !told.is_uninvited),
            SentMethod::Request => Some("CONFIRMED"),
        };
        fold(file, "BEGIN:VEVENT");
        fold(file, &format!("UID:{}", escaped(self.uid.as_str())));
        fold(file, &format!("DTSTAMP:{}", utc(self.stamped_at)));
        fold(file, &format!("SEQUENCE:{}", self.sequence));
        if let Some(status) = status {
            fold(file, &format!("STATUS:{status}"));
        }
        for (name, text) in [("SUMMARY", &self.summary), ("LOCATION", &self.location)] {
            if let Some(text) = text {
                fold(file, &format!("{name}:{}", escaped(text.as_str())));
            }
        }
        let name = |name: &Option<Name>| {
            name.as_ref().map(|name| format!(";CN={}", parameter_value(name.as_str()))).unwrap_or_default()
        };
        let address = mail_to(self.organizer.address.as_str());
        // ical.js looks too early for what is behind a last parameter with a backslash; EMAIL is of RFC 7986.
        let has_backslash = self.organizer.name.as_ref().is_some_and(|name| name.as_str().contains('\\'));
        let email = parameter_value(self.organizer.address.as_str());
        let email = if has_backslash { format!(";EMAIL={email}") } else { String::new() };
        fold(file, &format!("ORGANIZER{}{email}:{address}", name(&self.organizer.name)));
        for one in attendees {
            let (role, participation): (&str, &str) = (one.role.into(), one.participation.into());
            let rsvp = if one.wants_reply { "TRUE" } else { "FALSE" };
            let parameters = format!(";ROLE={role};PARTSTAT={participation};RSVP={rsvp}");
            let address = mail_to(one.address.as_str());
            fold(file, &format!("ATTENDEE{}{parameters}:{address}", name(&one.name)));
        }
    }
}

/// Times as the clocks of a zone show them.
fn times(zone: Zone, name: &str, times: &[LocalDateTime]) -> String {
    let zone = zone.name();
    let (parameter, end) =
        if zone == "UTC" { (String::new(), "Z") } else { (format!(";TZID={}", parameter_value(zone)), "") };
    let times: Vec<String> = times.iter().map(|wall| format!("{}{end}", local(*wall))).collect();
    format!("{name}{parameter}:{}", times.join(","))
}

impl Series {
    /// When the first of it would take place by its rule, as the clocks of its zone show it: calendars have an event begin there.
    /// Nothing where none ever does.
    #[must_use]
    pub fn first(&self) -> Option<LocalDateTime> {
        let first = self.moments(MOST_STEPS).next()?;
        Some(LocalDateTime::from_seconds(first.wall).unwrap_or(self.start))
    }

    /// The lines that say of an occurrence when it takes place now.
    fn lines_of_moved(&self, moved: &MovedOccurrence) -> Vec<String> {
        let told = [("RECURRENCE-ID", moved.recurrence_id), ("DTSTART", moved.starts)];
        let told = told.into_iter().map(|(name, wall)| times(self.zone, name, &[wall]));
        let length = moved.length_seconds.map(|length| format!("DURATION:{}", duration_text(length)));
        told.chain(length).collect()
    }

    /// All lines that say when it takes place, without folds: those of the series, then those of each occurrence that was
    /// moved, which begin with its RECURRENCE-ID.
    pub(super) fn all_lines(&self) -> Vec<String> {
        self.lines().into_iter().chain(self.moved.iter().flat_map(|moved| self.lines_of_moved(moved))).collect()
    }

    /// The lines that say when it takes place, without folds and without what was moved.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![times(self.zone, "DTSTART", &[self.start])];
        lines.push(format!("DURATION:{}", duration_text(self.length_seconds)));
        lines.extend(self.rule.as_ref().map(|rule| format!("RRULE:{}", rule.text())));
        for (name, listed) in [("RDATE", &self.added), ("EXDATE", &self.skipped)] {
            if !listed.is_empty() {
                lines.push(times(self.zone, name, listed));
            }
        }
        lines
    }
}
