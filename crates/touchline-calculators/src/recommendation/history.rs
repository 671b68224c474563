//! Progress: what was in focus in which week, and how the score of its area changed in it.
//!
//! Rules: REC-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// How many days a focus lasts.
const WEEK: i64 = 7;

/// What came before a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "CoachingHistory")]
pub struct History {
    /// What was in focus.
    pub focuses: Vec<PastFocus>,
    /// The published scores of areas.
    pub scores: Vec<PastScore>,
}

/// What was in focus in a week.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct PastFocus {
    /// The area.
    pub area: Key,
    /// The component.
    pub component: Key,
    /// Whether it stood in a report that is held: its person is told nothing of it.
    #[serde(default)]
    pub held: bool,
    /// The day on which it came into focus, and so the first day of its week.
    pub week: LocalDate,
}

/// The published score of an area, as it stood on a day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct PastScore {
    /// The area.
    pub area: Key,
    /// Whether it stood in a report that is held: its person is told nothing of it.
    #[serde(default)]
    pub held: bool,
    /// The day.
    pub on: LocalDate,
    /// The score.
    #[schemars(range(min = 0, max = 100))]
    pub score: u8,
}

/// How a week went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingProgressRow")]
pub struct ProgressRow {
    /// The area that was in focus.
    pub area: Key,
    /// By how many points its score changed; null unless both scores are there.
    pub change: Option<i16>,
    /// The component that was in focus.
    pub component: Key,
    /// The area's newest score of the seven days after the week's first one; null until these are over, and where there
    /// is none.
    pub score_at_end: Option<u8>,
    /// The area's newest score of the week's first day or before it; null where there is none.
    pub score_at_start: Option<u8>,
    /// The first day of the week.
    pub week: LocalDate,
}

impl History {
    /// What its person may be told of it: nothing that stood in a report that is held.
    pub(super) fn told_to_its_person(&self) -> History {
        let focuses = self.focuses.iter().filter(|focus| !focus.held).cloned();
        let scores = self.scores.iter().filter(|score| !score.held).cloned();
        History { focuses: focuses.collect(), scores: scores.collect() }
    }

    /// A row for each focus up to today, the oldest first. What is dated later does not count.
    pub(super) fn table(&self, today: LocalDate) -> Vec<ProgressRow> {
        let mut focuses: Vec<&PastFocus> = self.focuses.iter().filter(|focus| focus.week <= today).collect();
        focuses.sort_by_key(|focus| focus.week);
        focuses.into_iter().map(|focus| self.row(focus, today)).collect()
    }

    fn row(&self, focus: &PastFocus, today: LocalDate) -> ProgressRow {
        let over = focus.week.checked_add_days(WEEK).filter(|next| *next <= today);
        let score_at_start = self.newest(&focus.area, |day| day <= focus.week);
        let score_at_end = over.and_then(|next| self.newest(&focus.area, |day| focus.week < day && day <= next));
        let change = score_at_start.zip(score_at_end);
        ProgressRow {
            area: focus.area.clone(),
            change: change.map(|(start, end)| i16::from(end).saturating_sub(start.into())),
            component: focus.component.clone(),
            score_at_end,
            score_at_start,
            week: focus.week,
        }
    }

    /// The newest score of an area on such days; of two on one day the later of the list.
    fn newest(&self, area: &Key, on: impl Fn(LocalDate) -> bool) -> Option<u8> {
        let scores = self.scores.iter().filter(|score| score.area == *area && on(score.on));
        scores.max_by_key(|score| score.on).map(|score| score.score)
    }
}
