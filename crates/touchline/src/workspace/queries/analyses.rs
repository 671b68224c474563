//! Analyses that are made again and again: each is due once its week or its month is over.
//!
//! Days, weeks and months are those of the organisation's zone; a week begins on Monday. Nothing that anybody does moves them
//! but another zone of the organisation.
//!
//! Rules: INS-05, INS-12, JOB-02, JOB-04.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::workspace::index::lists::SortKey;
use touchline_calculators::insight::Every;
use touchline_kernel::time::{DaySpan, LocalDate, Zone};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::notify::DeliveryMark;

/// What is analysed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AnalysisKind {
    /// How far plans have come, and why they fall behind: `plan.week`, of each coach's plans or of all.
    WeeklyProgress,
    /// What coaching came to, for whoever is coached: `plan.effect` of each plan whose days met the month.
    MonthlyEffectiveness,
}

/// An analysis that the host is to make, as the person to whom it will tell what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Analysis {
    /// When: the first moment after its days.
    pub at: Instant,
    /// The days that it is about: a week from Monday on, or a month.
    pub days: DaySpan,
    /// Its id: the same whenever the same is due, so that doubles can be dropped.
    pub id: Id<DeliveryMark>,
    /// What is analysed.
    pub kind: AnalysisKind,
}

impl Analysis {
    pub(super) fn key(&self) -> SortKey<DeliveryMark> {
        (self.at, self.id)
    }

    /// That of the week or the month with this number.
    fn numbered(kind: AnalysisKind, number: i64, zone: Zone) -> Option<Self> {
        let (first, last) = kind.every().days(number);
        let days = DaySpan { first: LocalDate::from_days(first)?, last: LocalDate::from_days(last)? };
        let at = zone.first_moment(days.last.checked_add_days(1)?);
        // It belongs to the organisation, which has no id.
        let id = PersonId::new(uuid::Uuid::nil()).child(&[kind.into(), days.first.to_string().as_str()]);
        Some(Analysis { at, days, id, kind })
    }
}

impl AnalysisKind {
    /// How long the days of one are.
    const fn every(self) -> Every {
        match self {
            AnalysisKind::WeeklyProgress => Every::Week,
            AnalysisKind::MonthlyEffectiveness => Every::Month,
        }
    }
}

/// Those that become due after a moment, up to and with another, by when, then by id: of each kind so many at the most.
pub(super) fn due(zone: Zone, (since, now): (Instant, Instant), most: usize) -> Vec<Analysis> {
    let of_kind = |kind: &AnalysisKind| {
        let kind = *kind;
        // Where clocks are put back over midnight, a day's last moment lies after the next one's first.
        let first = kind.every().number(zone.day_of(since));
        let before = Analysis::numbered(kind, first.saturating_sub(1), zone);
        let all = before.into_iter().chain((first..).map_while(move |number| Analysis::numbered(kind, number, zone)));
        all.take_while(move |analysis| analysis.at <= now).filter(move |analysis| analysis.at > since).take(most)
    };
    let mut all: Vec<Analysis> = AnalysisKind::VARIANTS.iter().flat_map(of_kind).collect();
    all.sort_unstable_by_key(Analysis::key);
    all
}
