//! The properties of an event: which are read, how often one may stand there, and which are passed over.
//!
//! Rules: SES-08.

/// A property that calendars know.
pub(super) struct Property {
    pub(super) name: &'static str,
    /// Whether an event has one at most.
    pub(super) is_single: bool,
    /// The parameters of it that are read; none where it says nothing that a session needs to know.
    pub(super) read: Option<&'static [&'static str]>,
}

const NONE: &[&str] = &[];
const OF_TIME: &[&str] = &["TZID", "VALUE"];
const OF_ATTENDEE: &[&str] = &["CN", "DELEGATED-FROM", "DELEGATED-TO", "PARTSTAT", "ROLE", "RSVP"];

const fn once(name: &'static str, read: &'static [&'static str]) -> Property {
    Property { name, is_single: true, read: Some(read) }
}

const fn often(name: &'static str, read: &'static [&'static str]) -> Property {
    Property { name, is_single: false, read: Some(read) }
}

const fn passed_over(name: &'static str) -> Property {
    Property { name, is_single: false, read: None }
}

/// In the order of their names.
#[rustfmt::skip]
const PROPERTIES: &[Property] = &[
    often("ATTENDEE", OF_ATTENDEE),
    passed_over("CATEGORIES"),
    passed_over("CLASS"),
    passed_over("COLOR"),
    often("COMMENT", NONE),
    passed_over("CREATED"),
    once("DESCRIPTION", NONE),
    once("DTEND", OF_TIME),
    once("DTSTAMP", NONE),
    once("DTSTART", OF_TIME),
    once("DURATION", NONE),
    often("EXDATE", OF_TIME),
    passed_over("GEO"),
    passed_over("LAST-MODIFIED"),
    once("LOCATION", NONE),
    once("ORGANIZER", &["CN"]),
    passed_over("PRIORITY"),
    often("RDATE", OF_TIME),
    once("RECURRENCE-ID", &["RANGE", "TZID", "VALUE"]),
    passed_over("REQUEST-STATUS"),
    passed_over("RESOURCES"),
    often("RRULE", NONE),
    once("SEQUENCE", NONE),
    once("STATUS", NONE),
    once("SUMMARY", NONE),
    passed_over("TRANSP"),
    once("UID", NONE),
    once("URL", &["VALUE"]),
];

/// What calendars know of a property; nothing where they know none of that name.
pub(super) fn property(name: &str) -> Option<&'static Property> {
    let at = PROPERTIES.binary_search_by(|property| property.name.cmp(name)).ok()?;
    PROPERTIES.get(at)
}
