//! The formats of a programme's meetings: for whom, how often, how long, about what, and what comes of them. The nine that
//! ship are a document.
//!
//! Rules: PRG-01, PRG-10.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CoachingMethod, Rhythm};
use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::{Key, Prose};

/// For whom a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldFor {
    /// For one person.
    Person,
    /// For the team.
    Team,
}

/// Who sees to it that a session is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormatOwner {
    /// Whoever enables sales.
    Enablement,
    /// The manager.
    Manager,
    /// Those who perform best.
    TopPerformers,
}

/// What comes of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormatOutput {
    /// One action.
    Action,
    /// A plan of actions for each deal.
    ActionPlanPerDeal,
    /// Actions.
    Actions,
    /// A note on the career.
    CareerNote,
    /// A plan for the development.
    DevelopmentPlan,
    /// How sure a forecast is.
    ForecastConfidence,
    /// A level of certification.
    Level,
    /// A rating.
    Rating,
    /// Techniques that the team adopts.
    TechniquesAdopted,
}

/// How long a session takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinutesRange {
    /// The fewest minutes.
    #[schemars(range(min = 1, max = 1_440))]
    pub least: u32,
    /// The most minutes.
    #[schemars(range(min = 1, max = 1_440))]
    pub most: u32,
}

/// A format of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingFormat {
    /// What is gone through, in its order.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub agenda: Vec<Prose>,
    /// What it is about, in words.
    pub focus: Prose,
    /// Its key.
    pub format: Key,
    /// For whom a session is held.
    pub held_for: HeldFor,
    /// How often it is held in a large team; as in any other where it is null.
    #[serde(default)]
    pub large_team_rhythm: Option<Rhythm>,
    /// How it is done, in words.
    pub method: Prose,
    /// By which methods it coaches.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub methods: Vec<CoachingMethod>,
    /// How long it takes.
    pub minutes: MinutesRange,
    /// Its name, in words.
    pub name: Prose,
    /// What comes of it; empty where nothing is asked of it.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub outputs: Vec<FormatOutput>,
    /// Who may see to it that it is held: any of them.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub owners: Vec<FormatOwner>,
    /// How often it is held.
    pub rhythm: Rhythm,
    /// What it may take up, in words.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub topics: Vec<Prose>,
}

impl MeetingFormat {
    /// How often it is held in a team of such a size.
    #[must_use]
    pub fn rhythm_in(&self, is_large: bool) -> &Rhythm {
        self.large_team_rhythm.as_ref().filter(|_| is_large).unwrap_or(&self.rhythm)
    }

    /// Adds everything that is wrong with it, at `path`.
    pub(super) fn faults(&self, path: &str, faults: &mut Faults) {
        let MinutesRange { least, most } = self.minutes;
        if most < least {
            faults.add(format!("{path}/minutes/most"), Reason::out_of_range(most, least, 1_440));
        }
        self.rhythm.check(&format!("{path}/rhythm"), faults);
        if let Some(rhythm) = &self.large_team_rhythm {
            rhythm.check(&format!("{path}/large_team_rhythm"), faults);
        }
    }
}

/// The format of this key that is held for each person; refuses others, which stand at `path`.
///
/// # Errors
/// A format that is not among these, or that is held for the team.
pub fn format_for_each<'a>(formats: &'a [MeetingFormat], key: &Key, path: &str) -> Result<&'a MeetingFormat, BadInput> {
    let own = || formats.iter().filter(|format| format.held_for == HeldFor::Person);
    own().find(|format| format.format == *key).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.known(path, key.as_str(), own().map(|format| format.format.as_str()));
        faults.into()
    })
}

/// The formats that ship. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_formats() -> &'static [MeetingFormat] {
    static FORMATS: LazyLock<Vec<MeetingFormat>> =
        LazyLock::new(|| serde_json::from_str(include_str!("formats.json")).unwrap_or_default());
    &FORMATS
}

/// Adds everything that is wrong with these formats, which stand at `path`.
pub(super) fn format_faults(formats: &[MeetingFormat], path: &str, faults: &mut Faults) {
    let mut seen = Seen::default();
    for (place, format) in formats.iter().enumerate() {
        once(faults, &mut seen, &format.format, || format!("{path}/{place}/format"));
        format.faults(&format!("{path}/{place}"), faults);
    }
}

/// Tells everything that is wrong with these formats, which stand at `path`: a key that stands twice, more minutes at
/// least than at most, a rhythm without a day.
///
/// # Errors
/// All of that.
pub fn check_formats(formats: &[MeetingFormat], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    format_faults(formats, path, &mut faults);
    faults.told()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prg_01_the_nine_formats_that_ship_are_whole() {
        let file: Vec<MeetingFormat> = serde_json::from_str(include_str!("formats.json")).unwrap();
        assert_eq!(file, default_formats());
        check_formats(&file, "").unwrap();
        assert_eq!(file.len(), 9);
        for format in &file {
            let is_told = !format.agenda.is_empty() && !format.owners.is_empty() && !format.topics.is_empty();
            assert!(is_told, "{:?}", format.format);
        }
    }
}
