//! How a table is to be grouped: the document that a host hands in.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;
use strum::IntoStaticStr;
use touchline_calculators::insight::Every;
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, Zone};
use touchline_law::policy::Policy;

use super::EACH;
use crate::fault::Faults;
use crate::options::{Absent, Extra, Invalid, Naive, NotFinite, ScoringOptions};

/// How a table of calls is scored group by group.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GroupOptions {
    /// What becomes of a component for which the table has no column.
    pub absent: Absent,
    /// A further column by which groups are told apart, such as of regions or campaigns.
    pub also: Option<String>,
    /// The moment as of which figures are told: with `least_people`, windows of the calendar that are not over by then
    /// are withheld.
    pub as_of: Option<Instant>,
    /// The column of moments or days, by which windows of the calendar are told apart.
    pub at: Option<String>,
    /// By what groups are told apart: `team`, `also`, `person` and `window` are the columns that are named so here, and any other
    /// name is that of a further column. By all that are named here where it is null.
    pub by: Option<Vec<String>>,
    /// The columns of components that do not have the component's key as their name.
    pub columns: BTreeMap<String, String>,
    /// Whether everything is told of each area, too, and not its score alone.
    pub detail: bool,
    /// How long windows of the calendar are; a month where it is null.
    pub every: Option<Every>,
    /// What becomes of columns that are neither a component nor named here.
    pub extra: Extra,
    /// Whether windows without a row, between a group's first one and its last, are told as gaps.
    pub fill: bool,
    /// The framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// Whether the interval around each score is told, too: it rests on how all measures vary together, which takes most of
    /// the time.
    pub intervals: bool,
    /// What becomes of rows in which something is wrong. Of those that are left out each group tells how many they are and
    /// why.
    pub invalid: Invalid,
    /// How many people with a score have to be in a group whose figures are told; all groups' are where it is null.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub least_people: Option<u32>,
    /// Whether the interval of 95 % around each mean is told, too, by Student's distribution over the calls that have the
    /// measure.
    pub mean_intervals: bool,
    /// Whether the mean of each component's raw measures is told, too.
    pub means: bool,
    /// How many gaps are told at most: a few calls that lie years apart have as many days between them, and each is a row.
    #[schemars(range(min = 0, max = 10_000_000))]
    pub most_gaps: u32,
    /// How many rows may be told, where whoever hands the table in is not trusted: more are refused before one is made, gaps
    /// among them, and no more groups are held but for those that a viewer may not be told of. With `trends` the windows count
    /// of which they are made.
    #[schemars(range(min = 1))]
    pub most_rows: Option<u32>,
    /// What becomes of timestamps without a zone; they are refused where it is null.
    pub naive: Option<Naive>,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The column that says whose a row is.
    pub person: Option<String>,
    /// The policy in force.
    pub policy: Policy,
    /// Whether each group's gaps, strengths and focus are told, too.
    pub recommendations: bool,
    /// Whether the viewer's own reports are released: else those with a critical score are held from them.
    pub released: bool,
    /// The roles that everybody in the table holds: what is expected of them may rest on these.
    pub roles: Vec<Key>,
    /// The column that says in which team.
    pub team: Option<String>,
    /// How many days ago everybody in the table was hired; null where nobody knows.
    pub tenure_days: Option<u32>,
    /// How many threads score rows, put them in the order of their groups, add them up, and work out what groups come to.
    #[schemars(range(min = 1, max = 1024))]
    pub threads: u32,
    /// Whether trends are told in place of windows: a row for each team and person, with how their score goes from window to
    /// window.
    pub trends: bool,
    /// The view of the framework, where not all of it counts.
    pub view: Option<Key>,
    /// Who will see the figures, as the column of persons has it: they do not count among the least people, and windows of
    /// theirs alone in which a score is critical are to them as if there were none, until they are released.
    pub viewer: Option<String>,
    /// The column that says in which window, in place of one of moments.
    pub window: Option<String>,
    /// The zone of the windows of the calendar; the organisation's where it is null.
    pub zone: Option<Zone>,
}

/// By what groups are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum GroupBy {
    /// By team.
    Team,
    /// By further columns.
    Also,
    /// By person.
    Person,
    /// By window.
    Window,
}

impl GroupBy {
    fn name(self) -> &'static str {
        self.into()
    }
}

impl Default for GroupOptions {
    fn default() -> Self {
        let ScoringOptions { absent, columns, detail, extra, framework, not_finite, policy, .. } =
            ScoringOptions::default();
        GroupOptions {
            absent,
            also: None,
            as_of: None,
            at: None,
            by: None,
            columns,
            detail,
            every: None,
            extra,
            fill: true,
            framework,
            intervals: true,
            invalid: Invalid::Refuse,
            least_people: None,
            mean_intervals: false,
            means: false,
            most_gaps: 100_000,
            most_rows: None,
            naive: None,
            not_finite,
            person: None,
            policy,
            recommendations: false,
            released: false,
            roles: Vec::new(),
            team: None,
            tenure_days: None,
            threads: 1,
            trends: false,
            view: None,
            viewer: None,
            window: None,
            zone: None,
        }
    }
}

impl GroupOptions {
    /// Whether it is asked how measures vary together.
    pub(super) fn varies(&self) -> bool {
        // Of trends only the scores are told.
        self.intervals && !self.trends
    }

    /// The zone of the windows.
    pub(super) fn zone(&self) -> Zone {
        self.zone.unwrap_or(self.policy.organisation.zone)
    }

    /// How long windows of the calendar are.
    pub(super) fn every(&self) -> Every {
        self.every.unwrap_or(Every::Month)
    }

    /// What becomes of timestamps without a zone.
    pub(super) fn naive(&self) -> Naive {
        self.naive.unwrap_or_default()
    }

    /// Options that would do nothing for want of another: who asks for windows, or for figures to be withheld, must not
    /// get neither and not hear of it.
    pub(super) fn idle(&self, faults: &mut Faults) {
        let without_moments =
            [("every", self.every.is_some()), ("naive", self.naive.is_some()), ("zone", self.zone.is_some())];
        let given = |options: &[(&'static str, bool)]| -> Vec<&'static str> {
            options.iter().filter(|(_, is_given)| *is_given).map(|(option, _)| *option).collect()
        };
        if self.at.is_none() {
            given(&without_moments).into_iter().for_each(|option| faults.alone(option, "at"));
        }
        if self.when().is_none() && !self.fill {
            faults.alone("fill", "at");
        }
        if self.as_of.is_some() && self.least_people.is_none() {
            faults.alone("as_of", "least_people");
        } else if self.as_of.is_some() && self.at.is_none() {
            faults.alone("as_of", "at");
        }
        if self.viewer.is_some() && self.person.is_none() {
            faults.alone("viewer", "person");
        }
        if self.released && self.viewer.is_none() {
            faults.alone("released", "viewer");
        }
        if self.mean_intervals && !self.means {
            faults.alone("mean_intervals", "means");
        }
        if self.trends {
            let with_figures =
                [("intervals", !self.intervals), ("means", self.means), ("recommendations", self.recommendations)];
            given(&with_figures).into_iter().for_each(|option| faults.not_with(option, "trends"));
        }
        faults.unused(self.recommendations, &self.roles, self.tenure_days);
    }

    /// The column of windows or moments.
    pub(super) fn when(&self) -> Option<&String> {
        self.window.as_ref().or(self.at.as_ref())
    }

    /// Whether windows are those of the calendar.
    pub(super) fn calendar(&self) -> bool {
        self.window.is_none()
    }

    /// The column behind what groups are told apart by.
    pub(super) fn column(&self, by: GroupBy) -> Option<&String> {
        match by {
            GroupBy::Team => self.team.as_ref(),
            GroupBy::Also => self.also.as_ref(),
            GroupBy::Person => self.person.as_ref(),
            GroupBy::Window => self.when(),
        }
    }

    /// What is named here of what groups are told apart by, in the order of the columns.
    pub(super) fn named(&self) -> Vec<GroupBy> {
        let is_meant = |by: &GroupBy| match &self.by {
            Some(these) => these.iter().any(|name| name == by.name()),
            None => self.column(*by).is_some(),
        };
        EACH.into_iter().filter(is_meant).collect()
    }

    /// By what groups are told apart, in the order of the columns.
    pub(super) fn by(&self) -> Vec<GroupBy> {
        let named = self.named();
        let has_further = self.further().next().is_some();
        EACH.into_iter().filter(|by| named.contains(by) || *by == GroupBy::Also && has_further).collect()
    }

    /// The columns by whose own names groups are told apart.
    fn further(&self) -> impl Iterator<Item = &String> {
        let names = self.by.iter().flatten();
        names.filter(|name| EACH.iter().all(|by| *name != by.name()))
    }

    /// The columns that are told as further ones, where they are several or named by themselves.
    pub(super) fn several(&self) -> Vec<&String> {
        let mut further = self.further().peekable();
        if further.peek().is_none() {
            return Vec::new();
        }
        let also = self.also.as_ref().filter(|_| self.named().contains(&GroupBy::Also));
        also.into_iter().chain(further).collect()
    }

    /// How the calls themselves are scored, with the columns of keys handed on.
    pub(super) fn scoring(&self) -> ScoringOptions {
        let keys: BTreeSet<&String> = [&self.team, &self.also, &self.person]
            .into_iter()
            .flatten()
            .chain(self.when())
            .chain(self.further())
            .collect();
        ScoringOptions {
            absent: self.absent,
            columns: self.columns.clone(),
            extra: self.extra,
            framework: self.framework.clone(),
            keep: keys.into_iter().cloned().collect(),
            not_finite: self.not_finite,
            threads: self.threads,
            view: self.view.clone(),
            ..ScoringOptions::default()
        }
    }
}
