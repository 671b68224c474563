//! Which tables there are, and which fields each one has: flat columns, and tables of their own for what a deal has many
//! of.

use schemars::JsonSchema;
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::metric::Metric;
use touchline_kernel::rejection::BadInput;

use super::options::Whose;
use crate::fault::Faults;

/// A table of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, JsonSchema, VariantArray)]
#[schemars(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FactTable {
    /// Calls that were made.
    Calls,
    /// Contracts that were offered.
    Contracts,
    /// Deals, open and closed.
    Deals,
    /// E-mails that were sent.
    Emails,
    /// To whom deals came later.
    Handovers,
    /// Meetings that were held.
    Meetings,
    /// What products cost before any discount.
    Prices,
    /// Proposals that were made.
    Proposals,
    /// What was filled in of deals' qualification frameworks: a row for each field.
    Qualifications,
    /// The stages that deals entered.
    Stages,
    /// What people are to achieve, period by period.
    Targets,
    /// Who is in which team.
    Teams,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Holds {
    /// A key, or a whole number that is one.
    Key,
    /// Any text, a blank one too.
    Text,
    Moment,
    Day,
    Flag,
    /// A whole number, up to this.
    Whole(i64),
    /// A number from one bound to the other.
    Number(f64, f64),
}

/// A field: its name, what it holds, and whether every row has it.
pub(crate) type Field = (&'static str, Holds, bool);

use Holds::{Day, Flag, Key, Moment, Number, Text, Whole};

/// Minor units that an amount may have.
const MOST_MONEY: i64 = 1_000_000_000_000_000;
const MOST_COUNT: i64 = u32::MAX as i64;

/// By table the metrics that read it beside the records that they count.
const READ_BESIDE: &[(FactTable, &[Metric])] = &[
    (FactTable::Meetings, &[Metric::DiscoveryConversionRate]),
    (FactTable::Prices, &[Metric::AverageDiscount, Metric::DiscountVsTarget]),
    (FactTable::Proposals, &[Metric::DemoToProposalRate, Metric::DiscoveryConversionRate]),
    (FactTable::Qualifications, &[Metric::QualificationCompleteness, Metric::QualificationCompletionRate]),
    (FactTable::Stages, &[Metric::StageConversion]),
    (FactTable::Targets, &[Metric::ForecastAccuracy, Metric::QuotaAttainment]),
];

/// The same of metrics that read it for somebody alone: on how many days they were at work.
const READ_OF_SOMEBODY: &[(FactTable, &[Metric])] =
    &[(FactTable::Targets, &[Metric::CallsPerWeek, Metric::EmailsPerWeek, Metric::MeetingsPerWeek])];

impl FactTable {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The table of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        FactTable::VARIANTS.iter().copied().find(|table| table.name() == name)
    }

    /// The table that somebody speaks of by its name.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn meant(name: &str) -> Result<Self, BadInput> {
        FactTable::named(name).ok_or_else(|| {
            let mut faults = Faults::default();
            faults.unknown(name, FactTable::names());
            faults.into()
        })
    }

    /// The names of all of them.
    pub(crate) fn names() -> Vec<String> {
        FactTable::VARIANTS.iter().map(|table| table.name().to_owned()).collect()
    }

    /// The tables that a figure of a metric rests on: that whose records it counts, and those that are read with it. Everybody's
    /// turns neither on whose a deal was nor on who was at work when.
    pub(crate) fn read_by(metric: Metric, whose: Whose) -> impl Iterator<Item = FactTable> {
        let is_somebodys = whose != Whose::Everybody;
        let counted = FactTable::named(metric.entry().facts());
        let of_somebody = READ_OF_SOMEBODY.iter().filter(move |_| is_somebodys);
        let beside = READ_BESIDE.iter().chain(of_somebody).filter(move |(_, metrics)| metrics.contains(&metric));
        // Whose a deal was, its handovers say.
        let handovers = (is_somebodys && counted == Some(FactTable::Deals)).then_some(FactTable::Handovers);
        counted.into_iter().chain(handovers).chain(beside.map(|(table, _)| *table))
    }

    /// Its fields.
    #[rustfmt::skip]
    pub(crate) const fn fields(self) -> &'static [Field] {
        match self {
            FactTable::Calls => &[
                ("at", Moment, true), ("deal", Key, false), ("discovery", Flag, false),
                ("meeting_scheduled", Flag, false), ("owner", Key, false), ("reached_decision_maker", Flag, false),
            ],
            FactTable::Contracts => &[
                ("accepted_on_first_terms", Flag, false), ("at", Moment, true), ("owner", Key, false),
            ],
            FactTable::Deals => &[
                ("closed_at", Moment, false), ("closed_outcome", Key, false), ("deal", Key, true),
                ("disqualified_rightly", Flag, false), ("executive", Flag, false), ("first_offer_at", Moment, false),
                ("icp_fit", Flag, false), ("list_price_amount", Whole(MOST_MONEY), false),
                ("list_price_currency", Key, false), ("needs_captured", Flag, false), ("negotiated", Flag, false),
                ("opened_at", Moment, false), ("owner", Key, false), ("price_objection", Flag, false),
                ("product", Key, false), ("qualified", Flag, false), ("sponsor_touches", Whole(MOST_COUNT), false),
                ("stakeholders", Whole(MOST_COUNT), false), ("value_amount", Whole(MOST_MONEY), false),
                ("value_currency", Key, false),
            ],
            FactTable::Emails => &[("answered", Flag, false), ("at", Moment, true), ("owner", Key, false)],
            FactTable::Handovers => &[("at", Moment, true), ("deal", Key, true), ("owner", Key, false)],
            FactTable::Meetings => &[
                ("at", Moment, true), ("became_qualified", Flag, false), ("deal", Key, false), ("demo", Flag, false),
                ("engagement", Number(0.0, 100.0), false), ("executive", Flag, false),
                ("follow_up_booked", Flag, false), ("next_step", Flag, false), ("owner", Key, false),
                ("satisfaction", Number(1.0, 5.0), false),
            ],
            FactTable::Prices => &[
                ("price_amount", Whole(MOST_MONEY), true), ("price_currency", Key, false), ("product", Key, true),
            ],
            FactTable::Proposals => &[("at", Moment, true), ("deal", Key, true)],
            FactTable::Qualifications => &[
                ("deal", Key, true), ("field", Key, false), ("framework", Key, true), ("text", Text, false),
            ],
            FactTable::Stages => &[("at", Moment, true), ("deal", Key, true), ("stage", Key, true)],
            FactTable::Targets => &[
                ("active_days", Whole(100_000), false), ("first", Day, true),
                ("forecast_amount", Whole(MOST_MONEY), false), ("forecast_currency", Key, false), ("last", Day, true),
                ("owner", Key, true), ("quota_amount", Whole(MOST_MONEY), false), ("quota_currency", Key, false),
            ],
            FactTable::Teams => &[("owner", Key, true), ("team", Key, true)],
        }
    }
}
