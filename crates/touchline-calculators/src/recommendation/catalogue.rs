//! The catalogue: why a component of a skill matters, how to work on it, what to practise; a document for each locale.
//!
//! One catalogue ships, in English. A host adds documents of its own: an entry of theirs stands in the place of one
//! that ships for the same locale, area and component.
//!
//! Rules: REC-03, REC-09.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::CourseReference;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::{Key, Locale, Prose};

/// A catalogue in one locale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingCatalogue")]
pub struct Catalogue {
    /// Its entries: one for each component of an area.
    pub entries: Vec<CatalogueEntry>,
    /// The locale that it is written in.
    pub locale: Locale,
}

/// What is said of one component of an area. It is addressed to the person who is coached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingEntry")]
pub struct CatalogueEntry {
    /// The area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// Courses that teach it, the one to take first at the head; left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<CourseReference>,
    /// What to practise, for how long and how often.
    pub practice: Prose,
    /// Why it matters.
    pub reason: Prose,
    /// What to do in the next call, with a sentence to say.
    pub tip: Prose,
}

/// What a catalogue says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingWords")]
pub struct Words {
    /// The courses that it proposes, the one to take first at the head; left out where it proposes none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<CourseReference>,
    /// The locale that it is said in, which may be another one than was asked for.
    pub locale: Locale,
    /// What to practise, for how long and how often.
    pub practice: Prose,
    /// Why it matters.
    pub reason: Prose,
    /// What to do in the next call, with a sentence to say.
    pub tip: Prose,
}

/// One text of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingPhrase")]
pub struct Phrase {
    /// The locale that it is said in.
    pub locale: Locale,
    /// The text.
    pub text: Prose,
}

impl Words {
    fn of(locale: &Locale, entry: &CatalogueEntry) -> Self {
        let CatalogueEntry { courses, practice, reason, tip, .. } = entry.clone();
        Words { courses, locale: locale.clone(), practice, reason, tip }
    }

    /// One of the texts.
    pub(super) fn phrase(&self, text: &Prose) -> Phrase {
        Phrase { locale: self.locale.clone(), text: text.clone() }
    }
}

/// The catalogue that ships, in English. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
        let nothing = Catalogue { entries: Vec::new(), locale: Locale::new(LAST_RESORT) };
        serde_json::from_str(FILE).unwrap_or(nothing)
    });
    &CATALOGUE
}

/// The file of the catalogue that ships.
pub(super) const FILE: &str = include_str!("catalogue/en.json");
/// The locale that is always there.
const LAST_RESORT: &str = "en";

/// The host's catalogues, and the one that ships.
#[derive(Clone, Copy, Debug)]
pub struct Library<'a> {
    hosts: &'a [Catalogue],
}

impl<'a> Library<'a> {
    /// Refuses two entries for the same locale, area and component, be it in two documents, and a course that one entry
    /// names twice. They stand at `path`.
    ///
    /// # Errors
    /// Every entry that stands there again, and every course.
    pub fn of(hosts: &'a [Catalogue], path: &str) -> Result<Self, BadInput> {
        let (mut faults, mut seen) = (Faults::default(), BTreeSet::new());
        for (document, catalogue) in hosts.iter().enumerate() {
            let locale = catalogue.locale.as_str().to_ascii_lowercase();
            for (place, entry) in catalogue.entries.iter().enumerate() {
                let (area, component) = (entry.area.as_str(), entry.component.as_str());
                if !seen.insert((locale.clone(), area, component)) {
                    faults.add(format!("{path}/{document}/entries/{place}/component"), Reason::twice(component));
                }
                courses_once(entry, &format!("{path}/{document}/entries/{place}"), &mut faults);
            }
        }
        faults.told()?;
        Ok(Library::of_checked(hosts))
    }

    /// What [`Library::of`] gives of catalogues that were checked.
    #[must_use]
    pub fn of_checked(hosts: &'a [Catalogue]) -> Self {
        Library { hosts }
    }

    /// What is said of a component, to somebody who reads this locale.
    ///
    /// The locale comes first, then what it becomes as subtags fall off its end (RFC 4647, section 3.4: `de-CH`, then
    /// `de`), then English. In each, an entry of this area and component counts before one of the component in
    /// whatever area, and the host's before the one that ships.
    #[must_use]
    pub fn words(self, locale: Option<&Locale>, area: &Key, component: &Key) -> Option<Words> {
        let wanted = locale.map_or(LAST_RESORT, Locale::as_str);
        range(wanted).chain(range(LAST_RESORT)).find_map(|locale| self.words_in(locale, area, component))
    }

    fn words_in(self, locale: &str, area: &Key, component: &Key) -> Option<Words> {
        let documents = || {
            let shipped = core::iter::once(default_catalogue());
            let all = self.hosts.iter().chain(shipped);
            all.filter(move |catalogue| catalogue.locale.as_str().eq_ignore_ascii_case(locale))
        };
        let find = |fits: &dyn Fn(&CatalogueEntry) -> bool| {
            documents().find_map(|catalogue| {
                let entry = catalogue.entries.iter().find(|entry| fits(entry))?;
                Some(Words::of(&catalogue.locale, entry))
            })
        };
        let of_component = |entry: &CatalogueEntry| entry.component == *component;
        find(&|entry| of_component(entry) && entry.area == *area).or_else(|| find(&of_component))
    }
}

/// Refuses a course that an entry names twice.
fn courses_once(entry: &CatalogueEntry, path: &str, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for (place, CourseReference { course, .. }) in entry.courses.iter().enumerate() {
        if !seen.insert(course) {
            faults.add(format!("{path}/courses/{place}/course"), Reason::twice(course.as_str()));
        }
    }
}

/// A locale and what it becomes, subtag by subtag: `zh-Hant-CN`, `zh-Hant`, `zh`. A subtag of one letter says what the
/// next one means, and goes with it.
fn range(locale: &str) -> impl Iterator<Item = &str> {
    core::iter::successors(Some(locale), |longer| {
        let shorter = longer.rsplit_once('-')?.0;
        let stem = shorter.rsplit_once('-').filter(|(_, last)| last.len() == 1);
        Some(stem.map_or(shorter, |(stem, _)| stem))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rec_03_a_locale_loses_its_subtags_from_the_end() {
        let of = |locale| range(locale).collect::<Vec<_>>();
        assert_eq!(
            of("zh-Hant-CN-x-private1-private2"),
            ["zh-Hant-CN-x-private1-private2", "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"]
        );
        assert_eq!(of("de"), ["de"]);
    }
}
