//! How metrics are to be measured over tables: the document that a host hands in.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::metric::{Metric, Terms, Window};
use touchline_kernel::money::Currency;
use touchline_kernel::time::{Instant, LocalDate, Zone};
use touchline_law::access::{ActorWithRoles, PersonByKey};
use touchline_law::policy::Policy;

use crate::groups::Every;
use crate::options::{Extra, Invalid, Naive, NotFinite};

/// How metrics are measured over tables of facts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct MetricsOptions {
    /// The moment as of which the facts are told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each owner's figures are told beside those of their team and of its best: of all who are in a team with them.
    #[serde(default)]
    pub benchmarks: bool,
    /// Whose figures are told: `everybody`, `team` or `owner`, each owner's where it is null; and by what else they are told
    /// apart: any other name is that of a further column, which each table has whose rows are counted. Where such columns
    /// alone are named, figures are everybody's. Each metric of each window, of whomever, is a row: more than 4,000,000 are
    /// refused before one is made.
    #[serde(default)]
    pub by: Option<Vec<String>>,
    /// Windows of the calendar, one after the other; beside those that are named.
    #[serde(default)]
    pub calendar: Option<CalendarWindows>,
    /// By table and by field: the columns that do not have the field's name.
    #[serde(default)]
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
    /// The currency of amounts beside which there is none. Amounts are whole minor units, such as cents, unless `unit` says
    /// otherwise.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// What becomes of columns that are no field.
    #[serde(default)]
    pub extra: Extra,
    /// What becomes of rows in which something is wrong. Of those that are left out each figure tells how many they are and,
    /// where no viewer is named, why.
    #[serde(default)]
    pub invalid: Invalid,
    /// Whether the interval of 95 % around each mean is told, too, by Student's distribution over the records that count.
    #[serde(default)]
    pub mean_intervals: bool,
    /// The metrics; all of them where it is null.
    #[serde(default)]
    pub metrics: Option<Vec<Metric>>,
    /// How many rows may be told, where whoever hands the facts in is not trusted: more are refused before one is made.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of timestamps without a zone.
    #[serde(default)]
    pub naive: Naive,
    /// What becomes of a NaN or an infinity.
    #[serde(default)]
    pub not_finite: NotFinite,
    /// Who the teams' members are. Of whoever is not listed the viewer may see nothing by itself.
    #[serde(default)]
    pub people: Vec<PersonByKey>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Whether each figure is told beside that of the window before, of equal length.
    #[serde(default)]
    pub previous: bool,
    /// Nothing any more: whether whoever sees the table may see the figures of a team's members one by one is told by
    /// `viewer` and `people`.
    #[serde(default)]
    pub sees_individuals: bool,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
    /// How many threads look through batches and count rows. Rows that cannot be counted where they lie, since something
    /// has to be made good or rows of other tables belong to them, are counted by one.
    #[serde(default = "one_thread")]
    #[schemars(range(min = 1, max = 1024))]
    pub threads: u32,
    /// What amounts are counted in. Whole dollars look like cents: 1000 is ten dollars unless this is `major`.
    #[serde(default)]
    pub unit: Unit,
    /// By table, by field and by text: what a text stands for, or a whole number as people write it; null where it stands for
    /// nothing. What is not named stands for itself. Fields that are true or false take texts where they are named here, of
    /// which each must come to `true`, to `false` or to null.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, BTreeMap<String, Option<String>>>>,
    /// Who sees the table. Where they may not see the figures of each of a team's members one by one, the best of that team
    /// is the mean of its best quarter, and too small a group is withheld.
    #[serde(default)]
    pub viewer: Option<ActorWithRoles>,
    /// The windows; where there are none and no calendar either, the policy's number of whole days before the day of
    /// `at`.
    #[serde(default)]
    pub windows: Vec<Window>,
    /// The zone of days, and of timestamps without one that a clock on the wall showed; the organisation's where it is
    /// null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

const fn one_thread() -> u32 {
    1
}

impl MetricsOptions {
    /// Whether rows in which something is wrong are left out.
    pub(super) fn skips(&self) -> bool {
        self.invalid == Invalid::Skip
    }

    /// Whose figures are told.
    pub(super) fn whose(&self) -> BTreeSet<Whose> {
        let Some(names) = &self.by else { return BTreeSet::from([Whose::Owner]) };
        let whose: BTreeSet<Whose> = names.iter().filter_map(|name| Whose::named(name)).collect();
        if whose.is_empty() && self.further().next().is_some() { BTreeSet::from([Whose::Everybody]) } else { whose }
    }

    /// The further columns by which figures are told apart.
    pub(super) fn further(&self) -> impl Iterator<Item = &str> {
        self.by.iter().flatten().map(String::as_str).filter(|name| Whose::named(name).is_none())
    }

    /// The metrics that are asked for.
    pub(super) fn metrics(&self) -> Vec<Metric> {
        self.metrics.clone().unwrap_or_else(|| Metric::VARIANTS.to_vec())
    }
}

/// What amounts are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "UnitOfAmounts")]
pub enum Unit {
    /// In the minor unit: of euros in cents.
    #[default]
    Minor,
    /// In the currency itself: of euros in euros, and cents stand after the point.
    Major,
}

/// Windows of the calendar that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct CalendarWindows {
    /// How long each is.
    pub every: Every,
    /// A day of the first one.
    pub first: LocalDate,
    /// A day of the last one.
    pub last: LocalDate,
}

/// Whose figures are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Whose {
    /// Everybody's together, and what belongs to nobody.
    Everybody,
    /// Those of each team's members together.
    Team,
    /// Each owner's.
    Owner,
}

impl Whose {
    fn named(name: &str) -> Option<Self> {
        Whose::VARIANTS.iter().copied().find(|whose| name == <&str>::from(*whose))
    }
}
