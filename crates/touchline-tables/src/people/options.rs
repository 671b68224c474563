//! What is asked of a table about people: the documents that a host hands in.

use schemars::JsonSchema;
use serde::Deserialize;
use touchline_calculators::insight::{Coaching, Every, ProficiencySince};
use touchline_calculators::metric::{Better, Window};
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, Zone};
use touchline_law::policy::Policy;

use crate::fault::Faults;
use crate::options::{Extra, Invalid, Naive, NotFinite};

/// What is asked of a fair ranking.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RankingOptions {
    /// Which way is better.
    pub better: Better,
    /// The columns by which groups are told apart, of which each has a ranking of its own; without any, the table is one.
    pub by: Vec<String>,
    /// The column that says how what was observed came to be looked at: `asked`, `chosen` or `random`. An empty cell says that
    /// nobody knows. Nobody knows of any where it is null.
    pub drawn: Option<String>,
    /// What becomes of columns of which nobody has said anything.
    pub extra: Extra,
    /// The column of hits, where people are ranked by rates.
    pub hits: String,
    /// What becomes of rows in which something is wrong.
    pub invalid: Invalid,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The column that says of how many these are hits, where people are ranked by rates.
    pub of: String,
    /// The column that says whose a row is: texts, whole numbers or dates.
    pub person: String,
    /// The policy in force: its section on insight.
    pub policy: Policy,
    /// What people are ranked by.
    pub ranks: RankedBy,
    /// The column of values, where people are ranked by means. An empty one says that nothing was observed.
    pub value: String,
}

/// What people are ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RankedBy {
    /// By the mean of values, each of which is a row.
    #[default]
    Means,
    /// By a rate, of which each row has hits.
    Rates,
}

impl Default for RankingOptions {
    fn default() -> Self {
        RankingOptions {
            better: Better::Higher,
            by: Vec::new(),
            drawn: None,
            extra: Extra::default(),
            hits: "hits".to_owned(),
            invalid: Invalid::default(),
            not_finite: NotFinite::default(),
            of: "of".to_owned(),
            person: "person".to_owned(),
            policy: Policy::default(),
            ranks: RankedBy::default(),
            value: "value".to_owned(),
        }
    }
}

impl RankingOptions {
    /// Refuses names of columns that nobody reads by what people are ranked by.
    pub(super) fn refuse_idle(&self) -> Result<(), BadInput> {
        let (mut faults, usual) = (Faults::default(), RankingOptions::default());
        match self.ranks {
            RankedBy::Means => {
                let of_rates = [("hits", self.hits != usual.hits), ("of", self.of != usual.of)];
                for (option, _) in of_rates.iter().filter(|(_, is_given)| *is_given) {
                    faults.alone(option, "ranks");
                }
            }
            RankedBy::Rates if self.value != usual.value => faults.idle_beside("value", "ranks"),
            RankedBy::Rates => (),
        }
        faults.told()
    }
}

/// What is asked of the effect of coaching on what was measured of people.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ValueEffectsOptions {
    /// The moment as of which it is told: what was measured later does not count.
    pub at: Instant,
    /// The columns by which groups are told apart, such as the measure, of which each has an effect of its own; without any,
    /// the table is one. All groups together look at nobody more than 100,000,000 times: at each who was coached once, and
    /// at each to compare with around each engagement.
    #[serde(default)]
    pub by: Vec<String>,
    /// Who was coached when, and who was not, by what the table calls them.
    pub coaching: Coaching,
    /// What becomes of columns of which nobody has said anything.
    #[serde(default)]
    pub extra: Extra,
    /// What becomes of rows in which something is wrong.
    #[serde(default)]
    pub invalid: Invalid,
    /// What becomes of timestamps without a zone.
    #[serde(default)]
    pub naive: Naive,
    /// What becomes of a NaN or an infinity.
    #[serde(default)]
    pub not_finite: NotFinite,
    /// The column that says whose a row is: texts or whole numbers.
    #[serde(default = "person")]
    pub person: String,
    /// The policy in force: its section on insight.
    #[serde(default)]
    pub policy: Policy,
    /// Of what there are rows.
    #[serde(default)]
    pub tells: ValueEffectsOf,
    /// The column of what was measured. An empty one says that nothing was.
    #[serde(default = "value")]
    pub value: String,
    /// The column that says when it was measured: moments, or days of which each means its first moment in the zone of the
    /// coaching, which is the organisation's where it names none.
    #[serde(default = "when")]
    pub when: String,
}

fn person() -> String {
    "person".to_owned()
}

fn value() -> String {
    "value".to_owned()
}

fn when() -> String {
    "at".to_owned()
}

/// Of what a table of effects has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueEffectsOf {
    /// Of effects: of those who were coached and, where somebody is to compare with, of these, of how much more the former
    /// changed, and of whether both moved apart before.
    #[default]
    Effects,
    /// Of everybody who was coached.
    People,
}

/// What is asked of how long people take to become proficient.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProficiencyOptions {
    /// The columns by which groups are told apart, such as when people came; without any, the table is one.
    pub by: Vec<String>,
    /// What becomes of columns of which nobody has said anything.
    pub extra: Extra,
    /// The column that says when somebody was hired, which is read where the time runs from then on, or something is expected
    /// of people by how long they are there.
    pub hire_date: String,
    /// What becomes of rows in which something is wrong.
    pub invalid: Invalid,
    /// What becomes of timestamps without a zone.
    pub naive: Naive,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The column of the days of the windows' scores.
    pub on: String,
    /// The column that says whose a row is: texts, whole numbers or dates.
    pub person: String,
    /// The policy in force: its section on insight, and what that on skills expects of people.
    pub policy: Policy,
    /// The roles that everybody in the table holds: what is expected of them may rest on these.
    #[schemars(length(max = 100))]
    pub roles: Vec<Key>,
    /// The column of scores, as they were published. An empty one says that there was none.
    pub score: String,
    /// From when on the time runs.
    pub since: ProficiencySince,
    /// Of what there are rows.
    pub tells: ProficiencyOf,
    /// The zone in which moments are on a day; the organisation's where it is null.
    pub zone: Option<Zone>,
}

/// Of what the table of times to proficiency has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProficiencyOf {
    /// Of groups: the median, and how many stand how.
    #[default]
    Groups,
    /// Of people: how far each came.
    People,
    /// Of steps of the curve: of which share it has not happened yet.
    Steps,
}

impl Default for ProficiencyOptions {
    fn default() -> Self {
        ProficiencyOptions {
            by: Vec::new(),
            extra: Extra::default(),
            hire_date: "hire_date".to_owned(),
            invalid: Invalid::default(),
            naive: Naive::default(),
            not_finite: NotFinite::default(),
            on: "on".to_owned(),
            person: "person".to_owned(),
            policy: Policy::default(),
            roles: Vec::new(),
            score: "score".to_owned(),
            since: ProficiencySince::FirstScore,
            tells: ProficiencyOf::default(),
            zone: None,
        }
    }
}

/// What is asked of how what was measured of people goes over time.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TrendsOptions {
    /// The columns by which groups are told apart, such as the measure; without any, the table is one.
    pub by: Vec<String>,
    /// How long windows of the calendar are. What was measured of somebody in one of them counts as its mean.
    pub every: Every,
    /// What becomes of columns of which nobody has said anything.
    pub extra: Extra,
    /// What becomes of rows in which something is wrong.
    pub invalid: Invalid,
    /// What becomes of timestamps without a zone.
    pub naive: Naive,
    /// What becomes of a NaN or an infinity.
    pub not_finite: NotFinite,
    /// The column that says when it was measured.
    pub on: String,
    /// The column that says whose a row is, a person or a team: texts, whole numbers or dates.
    pub person: String,
    /// The policy in force: where the organisation is.
    pub policy: Policy,
    /// Of what there are rows.
    pub tells: TrendsOf,
    /// The column of values. An empty one says that nothing was measured.
    pub value: String,
    /// The zone in which moments are on a day; the organisation's where it is null.
    pub zone: Option<Zone>,
}

/// Of what a table of trends has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrendsOf {
    /// Of people: which way what was measured of each goes.
    #[default]
    People,
    /// Of the windows of each in which something was measured: one in which nothing was is a gap, and has no row.
    Windows,
}

impl Default for TrendsOptions {
    fn default() -> Self {
        TrendsOptions {
            by: Vec::new(),
            every: Every::Month,
            extra: Extra::default(),
            invalid: Invalid::default(),
            naive: Naive::default(),
            not_finite: NotFinite::default(),
            on: "on".to_owned(),
            person: "person".to_owned(),
            policy: Policy::default(),
            tells: TrendsOf::default(),
            value: "value".to_owned(),
            zone: None,
        }
    }
}

/// What is asked of how coaching is taken.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct PracticeOptions {
    /// The column that says when coaching was acknowledged. An empty cell says that it was not.
    #[serde(default = "acknowledged")]
    pub acknowledged: String,
    /// The column that says whether they are asked to acknowledge it: booleans, of which an empty one says yes. They are asked of all
    /// where it is null.
    #[serde(default)]
    pub acknowledgement_asked: Option<String>,
    /// The moment as of which it is told: what is dated later does not count.
    pub at: Instant,
    /// The columns by which groups are told apart, such as who coaches; without any, the table is one.
    #[serde(default)]
    pub by: Vec<String>,
    /// The column that says when coaching was delivered: moments, or days of which each means its first moment in the zone.
    #[serde(default = "delivered")]
    pub delivered: String,
    /// What becomes of columns of which nobody has said anything.
    #[serde(default)]
    pub extra: Extra,
    /// What becomes of rows in which something is wrong.
    #[serde(default)]
    pub invalid: Invalid,
    /// What becomes of timestamps without a zone.
    #[serde(default)]
    pub naive: Naive,
    /// What becomes of a NaN or an infinity.
    #[serde(default)]
    pub not_finite: NotFinite,
    /// The column that says for whom it was: texts, whole numbers or dates.
    #[serde(default = "person")]
    pub person: String,
    /// The policy in force: its section on insight, where the organisation is, and how many days a window has.
    #[serde(default)]
    pub policy: Policy,
    /// The column that says how many questions were asked of it, of which an empty cell says none. Nothing is told of questions where
    /// it is null.
    #[serde(default)]
    pub questions: Option<String>,
    /// The column that says when it was read. An empty cell says that it was not. Nothing is told of reading where it is null.
    #[serde(default)]
    pub read: Option<String>,
    /// The column that says whether anybody would know that it was read: booleans, of which an empty one says yes. It is known of all
    /// where it is null.
    #[serde(default)]
    pub reading_known: Option<String>,
    /// The column that says when it was responded to. An empty cell says that it was not. Nothing is told of responses where it is null.
    #[serde(default)]
    pub responded: Option<String>,
    /// Of what there are rows.
    #[serde(default)]
    pub tells: PracticeOf,
    /// The window: what was delivered in it counts. The policy's number of whole days before the day of `at` where it is null.
    #[serde(default)]
    pub window: Option<Window>,
    /// The zone in which days begin and end; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn acknowledged() -> String {
    "acknowledged_at".to_owned()
}

fn delivered() -> String {
    "delivered_at".to_owned()
}

/// Of what a table of how coaching is taken has rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PracticeOf {
    /// Of groups: how those take it who are coached in each.
    #[default]
    Groups,
    /// Of whoever is coached in each group.
    People,
}
