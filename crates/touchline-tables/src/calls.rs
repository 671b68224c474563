//! The calls on tables as faces have them: what each does, which options it takes, what it reads and gives. A face's
//! signatures, types and help are printed from here, and from the schemas of the options.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use touchline_calculators::insight::MetricEffects;

#[cfg(feature = "talk")]
use crate::conversations::ConversationOptions;
use crate::explain::ExplainOptions;
use crate::groups::GroupOptions;
use crate::metrics::{EffectOptions, MetricsOptions};
use crate::options::ScoringOptions;
use crate::people::{PracticeOptions, ProficiencyOptions, RankingOptions, TrendsOptions, ValueEffectsOptions};
use crate::ratings::{AgreementOptions, SeverityOptions};
use crate::scorecards::ScorecardOptions;
use crate::what_if::WhatIfOptions;

/// One call.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// What it reads.
    pub reads: Reads,
    /// The documents with its options; each option stands in one of them.
    pub options: fn(&mut SchemaGenerator) -> Vec<Schema>,
    /// Options of these documents that are no question here.
    pub without: &'static [&'static str],
    /// What it gives.
    pub gives: Gives,
}

/// What a call reads.
#[derive(Clone, Copy, Debug)]
pub enum Reads {
    /// A table with a column for each component.
    Rows,
    /// Tables of facts, each with its name.
    Facts,
}

/// What a call gives.
#[derive(Clone, Copy, Debug)]
pub enum Gives {
    /// A table, once all is read; whoever asks is told of the progress, and may stop it.
    WatchedTable,
    /// A table batch by batch, as it is read.
    Stream,
    /// A document of the type of this name.
    Document(fn() -> Cow<'static, str>),
}

fn scoring(generator: &mut SchemaGenerator) -> Vec<Schema> {
    vec![generator.subschema_for::<ScoringOptions>()]
}

/// All calls.
pub const CALLS: &[Call] = &[
    Call {
        name: "score",
        doc: "Score each row of a table, which has a column of raw measures for each component. Nulls are missing \
            values. A row gets the scores that `skill.score` gives it by itself, to the last bit.",
        reads: Reads::Rows,
        options: scoring,
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "stream",
        doc: "Do what `score` does batch by batch, as whoever reads the result asks for them, in constant memory. What \
            is wrong with a batch reaches the reader as an error of its own kind, with the faults in its message.",
        reads: Reads::Rows,
        options: scoring,
        without: &[],
        gives: Gives::Stream,
    },
    Call {
        name: "explain",
        doc: "Tell why the scores of each row of a table are what they are: what each component gave and kept, and the \
            largest loss by name.\n\nA row has columns for each area and each of its components; with `layout` there is a row for \
            each component of a row in their place. The figures are those that `skill.explain` gives a row by itself, to \
            the last bit.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<ExplainOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "what_if",
        doc: "Tell what would lift the score of each row of a table to a target: of each component that is present the least \
            change that does it alone, and the easiest of them by name.\n\nTargets stand in a column, or are one `score` \
            for all rows. The figures are those that `skill.what_if` gives a row by itself, to the last bit.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<WhatIfOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "groups",
        doc: "Score a table of calls group by group: a row for each team, person and window, and the values of \
            further columns, whatever there is of these.\n\nA group's scores are those that `skill.score` gives for its \
            rows as the evidence `per_call`, in any order of them. Windows are those of the calendar, by a column of \
            moments or days, or those of a column of your own.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<GroupOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "scorecards",
        doc: "Score a table of filled scorecards: a row for each form, in the order of the table.\n\nEach row is a form with \
            a column for each question, or, with `layout`, an answer. A form gets the figures that `scorecard.score` gives \
            it by itself, to the last bit; with `detail` there is a row for itself, each section and each question of it. \
            What cannot be an answer is refused and never passed over.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<ScorecardOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    #[cfg(feature = "talk")]
    Call {
        name: "conversations",
        doc: "Measure calls from a table of what was said in them: a row for each call, in the order in which they come \
            up.\n\nEach row of the table is a segment: its `call` and `text`, and, where they are known, `speaker`, `role` \
            (`rep`, `customer` or `other`), `start`, `end`, `language` and `consented`. A call gets the figures that \
            `talk.measure` gives it by itself, to the last bit, how many phrases of each kind were said, and the raw \
            measures of the framework's components, as `score` takes them. Or, with `tells`, there is a row for each \
            phrase and each question that was found, with its moment and its words.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<ConversationOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "agreement",
        doc: "Tell how far raters agree: a row for each coefficient of each group of a table of ratings.\n\nEach row of the \
            table is a rating: who rated what, and how. The figures are those that `agreement.percent`, `agreement.fleiss`, \
            `agreement.krippendorff`, `agreement.intraclass` and `agreement.cohen` give for the same ratings, to the last \
            bit, and of many more than these take. Where there is none, `undefined` says why.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<AgreementOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "severity",
        doc: "Tell how severe raters are: a row for each rater of each group of a table of ratings, or for each person with \
            what their ratings would be from raters of mean severity.\n\nEach row of the table is a rating: who rated whom, \
            and how; somebody may be rated by the same rater several times. The figures are those that \
            `agreement.severity` gives for the same ratings, to the last bit.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<SeverityOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "practice",
        doc: "Tell how coaching is taken: a row for each group of a table of what was delivered, such as who coaches, or for each \
            person in it.\n\nEach row of the table is something that was delivered to somebody at a moment, with what came of it: \
            when it was acknowledged, read and responded to, and how many questions were asked. The figures are those that \
            `insight.manager` and `insight.person` give for the same deliveries, to the last bit: how often a week, rates \
            with their counts and bounds, and after how many hours coaching is acknowledged, in whose median what is open \
            counts as lasting at least as long as it does so far.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<PracticeOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "ranking",
        doc: "Rank people fairly: a row for each person of each group, in the order of estimates that are drawn towards the \
            mean of the group, the more the less is known of somebody.\n\nEach row of the table is a value that was observed \
            of a person, or so many hits of so many. The figures are those that `insight.ranking` gives for the same \
            observations, to the last bit, and of many more than it takes. Who has none comes last, without a rank.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<RankingOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "time_to_proficiency",
        doc: "Tell how many weeks people take to become proficient: a row for each group of a table of scores, for each \
            person, or for each step of the curve of Kaplan and Meier.\n\nEach row of the table is somebody's score on a day. \
            The figures are those that `insight.time_to_proficiency` gives for the same people, to the last bit, and of many \
            more than it takes.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<ProficiencyOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "trends",
        doc: "Tell which way what was measured of people goes: a row for each person of each group of a table of values, or \
            for each of their windows.\n\nEach row of the table is something that was measured of somebody on a day, such as a \
            score. What is told of a person are the figures that `insight.trend` gives for the same scores, to the last bit, \
            however many windows they lie apart. Of twenty people who go nowhere one may seem to rise or fall by chance: \
            `false_discovery_rate` tells what a test is worth among all of its group.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<TrendsOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "value_effects",
        doc: "Tell the effect of coaching on what was measured of people: a row for each effect of each group of a table of \
            values, or for each person who was coached.\n\nEach row of the table is something that was measured of somebody at \
            a moment, such as a score. The figures are those that `insight.effect` gives for the same values, to the last bit, \
            and of many more than it takes. `statements` has the keys of what has to be said beside them, which \
            `insight.statements` has in words.",
        reads: Reads::Rows,
        options: |generator| vec![generator.subschema_for::<ValueEffectsOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "metrics",
        doc: "Measure success metrics over tables of facts: a row for each metric, by window, then by further columns, \
            if any, and by whose it is.\n\nFacts are those of `metric.measure` as flat columns, such as `closed_at`, `closed_outcome`, \
            `value_amount` and `value_currency` of `deals`; what a deal has many of are tables with its key \
            (`handovers`, `stages`, `qualifications`). The figures are those of the same records, to the last bit.",
        reads: Reads::Facts,
        options: |generator| vec![generator.subschema_for::<MetricsOptions>()],
        without: &[],
        gives: Gives::WatchedTable,
    },
    Call {
        name: "effects",
        doc: "Tell the effect of coaching on success metrics over tables of facts: each before against after.\n\nFacts \
            are those of `metrics`, and read by the same options; `teams` may be among them, and is of no matter here. \
            Days are those of the `zone`, unless the coaching has one of its own. The answer is that of `metric.effect` \
            over the same records; with `invalid` beside it, which rows were left out.",
        reads: Reads::Facts,
        options: |generator| {
            vec![generator.subschema_for::<MetricsOptions>(), generator.subschema_for::<EffectOptions>()]
        },
        without: &[
            "benchmarks",
            "by",
            "calendar",
            "mean_intervals",
            "most_rows",
            "people",
            "previous",
            "sees_individuals",
            "threads",
            "windows",
        ],
        gives: Gives::Document(MetricEffects::schema_name),
    },
];
