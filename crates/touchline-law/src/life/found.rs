//! What a host finds a thing by, which keeps it in a table of its own: what each thing says of itself, beside whose it is.
//!
//! Rules: WSP-13.

use std::collections::BTreeSet;

use touchline_kernel::{Instant, Key, LocalDate, Names, PersonId, Zone};

use crate::facts::CoachKept;
use crate::ground::{Mark, ThingRef};
use touchline_kernel::Id;

/// Where a thing stands on its way, whatever its states are called.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ThingSection")]
pub enum Section {
    /// It was put away.
    Archived,
    /// Something is still to be done with it.
    Live,
    /// It has come to its end.
    Over,
}

/// What a person's row says, by which reporting lines are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    /// Whether they are still there.
    pub active: bool,
    /// Whether they have an account.
    pub has_account: bool,
    /// To whom they report.
    pub manager: Option<PersonId>,
}

/// What a thing is found by, beside whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Since when it is as old as its age says.
    pub ages_from: Instant,
    /// Who is to do something with it next, as far as the thing says so.
    pub awaits: Vec<PersonId>,
    /// Who does not decide on what is undecided about it, each once.
    pub barred: Vec<PersonId>,
    /// The campaign, of a call.
    pub campaign: Option<Key>,
    /// Who coaches, and since when, of a plan.
    pub coaches: Vec<CoachKept>,
    /// When it was made, or happened.
    pub made_at: Instant,
    /// The things that it names.
    pub names: Vec<ThingRef>,
    /// What is known of a person.
    pub person: Option<FoundPerson>,
    /// Where it stands on its way.
    pub section: Section,
    /// Its state; nothing where it has none.
    pub state: Option<&'static str>,
    /// What it is about beside a call: the check, the metric.
    pub topic: Option<Key>,
    /// Whether something about it is to be decided, where access does not ask for that.
    pub undecided: bool,
}

/// Where a day stands among moments in a list, wherever whoever it is a day of may be.
#[must_use]
pub fn among_moments(day: LocalDate) -> Instant {
    Zone::default().first_moment(day)
}

impl Found {
    /// What was made at a moment, and has no states.
    #[must_use]
    pub fn made(made_at: Instant) -> Self {
        Found {
            ages_from: made_at,
            awaits: Vec::new(),
            barred: Vec::new(),
            campaign: None,
            coaches: Vec::new(),
            made_at,
            names: Vec::new(),
            person: None,
            section: Section::Live,
            state: None,
            topic: None,
            undecided: false,
        }
    }

    /// It stands in this state, which may be its end.
    #[must_use]
    pub fn stands(self, state: impl Names, is_over: bool) -> Self {
        let section = if is_over { Section::Over } else { self.section };
        Found { section, state: Some(state.name()), ..self }
    }

    /// It is put away, where it is.
    #[must_use]
    pub fn archived(self, archived: bool) -> Self {
        if archived { Found { section: Section::Archived, ..self } } else { self }
    }

    /// These are to do something next, as long as it is worked on.
    #[must_use]
    pub fn awaits(mut self, people: impl IntoIterator<Item = PersonId>) -> Self {
        if self.section == Section::Live {
            self.awaits.extend(people);
            self.awaits.sort_unstable();
            self.awaits.dedup();
        }
        self
    }

    /// These do not decide on what is undecided about it.
    #[must_use]
    pub fn barred(self, people: impl IntoIterator<Item = PersonId>) -> Self {
        let barred: BTreeSet<PersonId> = people.into_iter().collect();
        Found { barred: barred.into_iter().collect(), ..self }
    }

    /// It names these things.
    #[must_use]
    pub fn names<M: Mark>(mut self, things: impl IntoIterator<Item = Id<M>>) -> Self {
        self.names.extend(things.into_iter().map(ThingRef::of));
        self
    }

    /// It names one of any kind.
    #[must_use]
    pub fn names_any(mut self, things: impl IntoIterator<Item = ThingRef>) -> Self {
        self.names.extend(things);
        self
    }

    /// Its age counts from this moment.
    #[must_use]
    pub fn ages_from(self, ages_from: Instant) -> Self {
        Found { ages_from, ..self }
    }

    /// Something about it is to be decided, where this is so.
    #[must_use]
    pub fn undecided(self, undecided: bool) -> Self {
        Found { undecided, ..self }
    }

    /// It is about this.
    #[must_use]
    pub fn about(self, topic: Option<&Key>) -> Self {
        Found { topic: topic.cloned(), ..self }
    }
}
