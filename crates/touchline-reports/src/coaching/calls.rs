//! The calls of a coaching report: how much was heard, what was measured of the talk, and which two to go back to.
//!
//! Rules: RPT-01.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::id::{AnyThing, Id};
use touchline_kernel::{Instant, Key, Note, Title};

/// A call that was looked at.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct ReportedCall {
    /// Its scores by area, from 0 to 100; an area without one is left out or null.
    #[serde(default)]
    pub areas: BTreeMap<String, Option<f64>>,
    /// When it was.
    pub at: Instant,
    /// The call.
    pub call: Id<AnyThing>,
    /// How long it was, in milliseconds.
    #[schemars(range(max = 86_400_000))]
    pub duration_ms: u64,
    /// What the call is called.
    #[serde(default)]
    pub name: Option<Title>,
    /// Its score overall; null where it has none.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub score: Option<f64>,
    /// What could go better in it.
    #[serde(default)]
    pub to_improve: Option<Note>,
    /// What went well in it.
    #[serde(default)]
    pub went_well: Option<Note>,
}

/// A measure of somebody's talk over calls.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpokenMeasure {
    /// How many calls have it.
    pub calls: u64,
    /// Whether the target is met; null where there is none, or where it is a mark to come near to.
    pub met: Option<bool>,
    /// What it should come to; null where nobody says.
    pub target: Option<f64>,
    /// The measure; null where it cannot be had.
    pub value: Option<f64>,
}

/// What was measured of somebody's talk.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpokenMeasures {
    /// How many fillers in a minute.
    pub fillers_per_minute: SpokenMeasure,
    /// How many questions a call.
    pub questions: SpokenMeasure,
    /// The person's share of the talk, from 0 to 1.
    pub talk_ratio: SpokenMeasure,
}

/// A call to go back to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReportCallPick")]
pub struct CallPick {
    /// The area by which it was chosen; null where it was chosen by its score overall.
    pub area: Option<Key>,
    /// When it was.
    pub at: Instant,
    /// The call.
    pub call: Id<AnyThing>,
    /// What the call is called.
    pub name: Option<Title>,
    /// What went well in it, or what could go better.
    pub note: Option<Note>,
    /// The score by which it was chosen.
    pub score: f64,
}

/// The calls of the period.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ReportCallReview")]
pub struct CallReview {
    /// The call with the highest score; null where none has one. Of equals the newest, then the one with the lowest id.
    pub best_call: Option<CallPick>,
    /// How many calls were looked at.
    pub calls: u64,
    /// How long they were together, in milliseconds.
    pub duration_ms: u64,
    /// What was measured of the person's talk; null where nothing was.
    pub talk: Option<SpokenMeasures>,
    /// The call with the lowest score in the first gap; null without a gap, and where none has one. Of equals the newest,
    /// then the one with the lowest id.
    pub to_review: Option<CallPick>,
}

impl CallReview {
    /// Of some calls. The best one is chosen by its score in `area`, where the report is about one.
    pub(super) fn of(
        calls: &[ReportedCall],
        talk: Option<SpokenMeasures>,
        area: Option<&Key>,
        gap: Option<&Key>,
    ) -> Self {
        let best = scored(calls, area).max_by(|(one, call), (other, others)| {
            one.total_cmp(other).then_with(|| newest_first(call, others).reverse())
        });
        let lowest = gap.and_then(|gap| {
            scored(calls, Some(gap))
                .min_by(|(one, call), (other, others)| one.total_cmp(other).then_with(|| newest_first(call, others)))
        });
        CallReview {
            best_call: best.map(|(score, call)| CallPick::of(call, score, area, call.went_well.as_ref())),
            calls: u64::try_from(calls.len()).unwrap_or(u64::MAX),
            duration_ms: calls.iter().map(|call| call.duration_ms).fold(0, u64::saturating_add),
            talk,
            to_review: lowest.map(|(score, call)| CallPick::of(call, score, gap, call.to_improve.as_ref())),
        }
    }
}

/// The calls that have a score, in the area if it is asked for.
fn scored<'c>(calls: &'c [ReportedCall], area: Option<&'c Key>) -> impl Iterator<Item = (f64, &'c ReportedCall)> {
    calls.iter().filter_map(move |call| {
        let score = match area {
            None => call.score,
            Some(area) => call.areas.get(area.as_str()).copied().flatten(),
        };
        // Below nothing is nothing: -0 is held as 0 is, and told so.
        Some((score? + 0.0, call))
    })
}

fn newest_first(one: &ReportedCall, other: &ReportedCall) -> std::cmp::Ordering {
    (Reverse(one.at), one.call).cmp(&(Reverse(other.at), other.call))
}

impl CallPick {
    fn of(call: &ReportedCall, score: f64, area: Option<&Key>, note: Option<&Note>) -> Self {
        CallPick {
            area: area.cloned(),
            at: call.at,
            call: call.call,
            name: call.name.clone(),
            note: note.cloned(),
            score,
        }
    }
}
