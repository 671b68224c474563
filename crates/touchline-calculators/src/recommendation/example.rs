//! Examples: a moment to learn from, shown as far as the viewer may know whose it is, and never twice.
//!
//! Rules: REC-02, REC-04, TRS-10.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anonymous::Telling;
use super::{Colleague, Highlight, HighlightKind};
use touchline_kernel::command::PersonId;
use touchline_kernel::id::{AnyThing, Id};
use touchline_kernel::masking::masked;
use touchline_kernel::text::{Key, Note, Title};
use touchline_kernel::time::LocalDate;

/// A moment to learn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "CoachingExample")]
pub enum Example {
    /// Of the person's own.
    Own(Moment),
    /// Of a top performer whose scores the viewer may see.
    TopPerformer(Moment),
    /// Of a top performer of whom the viewer is told nothing.
    Anonymised(Quote),
}

/// A moment of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CallMoment")]
pub struct Moment {
    /// The call.
    pub call: Id<AnyThing>,
    /// What the call is called.
    pub call_name: Option<Title>,
    /// The component that it shows.
    pub component: Key,
    /// Where in the call it begins, in milliseconds.
    pub moment_ms: u64,
    /// The day of the call, where it was handled.
    pub on: LocalDate,
    /// Who handled the call.
    pub person: PersonId,
    /// What was said.
    pub quote: Note,
}

/// What was said in a call that is not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AnonymousQuote")]
pub struct Quote {
    /// The component that it shows.
    pub component: Key,
    /// What was said, without the words that would tell whose it is.
    pub quote: Note,
}

impl Moment {
    fn of(highlight: &Highlight) -> Self {
        let Highlight { call, call_name, component, moment_ms, on, person, quote, .. } = highlight.clone();
        Moment { call, call_name, component, moment_ms, on, person, quote: masked(&quote) }
    }
}

/// Chooses examples for one report. What it has given once it gives no more.
pub(super) struct Chooser<'a> {
    person: PersonId,
    /// The strongest first; of equals the latest, then the first of the list.
    highlights: Vec<&'a Highlight>,
    colleagues: BTreeMap<PersonId, (&'a Colleague, Sight)>,
    given: BTreeSet<(Id<AnyThing>, u64)>,
}

/// Whether the viewer may see somebody's scores (ACC-14). That somebody is a top performer tells their scores.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// The viewer may.
    Seen,
    /// The viewer may not.
    Unseen,
}

impl<'a> Chooser<'a> {
    /// Of somebody listed twice the first mention counts. What is dated after today is not known yet.
    pub(super) fn new(
        (person, today): (PersonId, LocalDate),
        highlights: &'a [Highlight],
        colleagues: impl DoubleEndedIterator<Item = (&'a Colleague, Sight)>,
    ) -> Self {
        // Consent is given to the recording of a call: one highlight without it speaks for all of that call.
        let silent: BTreeSet<Id<AnyThing>> =
            highlights.iter().filter(|highlight| !highlight.consented).map(|highlight| highlight.call).collect();
        let may_be_shown = |highlight: &&Highlight| !silent.contains(&highlight.call) && highlight.on <= today;
        let mut highlights: Vec<&Highlight> = highlights.iter().filter(may_be_shown).collect();
        highlights.sort_by(|one, other| other.strength.total_cmp(&one.strength).then(other.on.cmp(&one.on)));
        let colleagues = colleagues.rev().map(|(colleague, sight)| (colleague.person, (colleague, sight))).collect();
        Chooser { person, highlights, colleagues, given: BTreeSet::new() }
    }

    /// How to do it better: the person's own good call, else that of a top performer whom the viewer may see, else one
    /// that is not named.
    pub(super) fn study(&mut self, area: &Key, component: &Key) -> Option<Example> {
        let shows = |highlight: &Highlight| {
            highlight.kind == HighlightKind::Positive && highlight.area == *area && highlight.component == *component
        };
        let person = self.person;
        if let Some(own) = self.take(|highlight, _| shows(highlight) && highlight.person == person) {
            return Some(Example::Own(Moment::of(own)));
        }
        let of_top = |highlight: &Highlight, whose: Option<&(&Colleague, Sight)>, sight| {
            let is_top = |(colleague, seen): &(&Colleague, Sight)| colleague.top_in.contains(area) && *seen == sight;
            shows(highlight) && highlight.person != person && whose.is_some_and(is_top)
        };
        if let Some(seen) = self.take(|highlight, whose| of_top(highlight, whose, Sight::Seen)) {
            return Some(Example::TopPerformer(Moment::of(seen)));
        }
        let unseen = self.take(|highlight, whose| of_top(highlight, whose, Sight::Unseen))?;
        let name = self.colleagues.get(&unseen.person).and_then(|(colleague, _)| colleague.name.as_ref());
        // A card's number shows itself whole alone: what is taken out of it might leave the rest.
        let shown = masked(&unseen.quote);
        let quote = Note::new(&Telling::of(unseen, shown.as_str(), name).taken_out());
        Some(Example::Anonymised(Quote { component: unseen.component.clone(), quote }))
    }

    /// The person's own call to go through again.
    pub(super) fn review(&mut self, area: &Key, component: &Key) -> Option<Moment> {
        let person = self.person;
        let found = self.take(|highlight, _| {
            highlight.kind == HighlightKind::Improvement
                && highlight.person == person
                && highlight.area == *area
                && highlight.component == *component
        });
        found.map(Moment::of)
    }

    /// The person's own best moment in an area.
    pub(super) fn at_its_best(&mut self, area: &Key) -> Option<Moment> {
        let person = self.person;
        let found = self.take(|highlight, _| {
            highlight.kind == HighlightKind::Positive && highlight.person == person && highlight.area == *area
        });
        found.map(Moment::of)
    }

    /// The first highlight that fits and was not given yet; the same moment of a call may be listed more than once.
    fn take(&mut self, fits: impl Fn(&Highlight, Option<&(&Colleague, Sight)>) -> bool) -> Option<&'a Highlight> {
        let found = self.highlights.iter().copied().find(|highlight| {
            !self.given.contains(&(highlight.call, highlight.moment_ms))
                && fits(highlight, self.colleagues.get(&highlight.person))
        })?;
        self.given.insert((found.call, found.moment_ms));
        Some(found)
    }
}
