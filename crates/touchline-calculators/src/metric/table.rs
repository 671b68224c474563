//! The metrics: one row for each, with what it counts over which records. Whatever a metric is, is told here and
//! nowhere else: the figures, the reference and the faces read these rows.
//!
//! Rules: MET-01, MET-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::counts;
use super::facts::{ContractFact, EmailFact};
use super::ledger::Ledger;
use super::looked_up::{Call, ClosedDeal, Deal, Meeting};
use super::tally::{Counted, ONE};

/// A metric.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each metric's meaning stands in the table below, where the reference is printed from")]
pub enum Metric {
    ConnectionRate,
    MeetingBookingRate,
    ResponseRate,
    MeetingConversionRate,
    QualificationCompletionRate,
    StakeholderDepth,
    DiscoveryConversionRate,
    WinRate,
    QualifiedWinRate,
    DemoToProposalRate,
    EngagementScore,
    DemoSatisfaction,
    FollowUpBookedRate,
    NegotiatedWinRate,
    AverageDiscount,
    NegotiationCycleDays,
    TermsAcceptanceRate,
    ExecutiveMeetingSuccessRate,
    SponsorEngagement,
    AverageDealSize,
    ExecutiveWinRate,
    SalesCycleDays,
    CallsPerWeek,
    EmailsPerWeek,
    MeetingsPerWeek,
    QuotaAttainment,
    PipelineGeneration,
    StageConversion,
    ForecastAccuracy,
    ExecutiveDealSize,
    NeedsCapturedRate,
    IcpFitRate,
    AppropriateDisqualificationRate,
    DiscountVsTarget,
    PriceObjectionWinRate,
    DealSizeVsBenchmark,
    QualificationCompleteness,
    CallQualificationCompleteness,
}

/// What a metric is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[schemars(rename = "MetricUnit")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// A share from 0 to 1.
    Share,
    /// One number over another: 1 where both are the same.
    Ratio,
    /// How many.
    Number,
    /// How many in a week.
    PerWeek,
    /// Days of 24 hours; between two dates so many as the calendar has.
    Days,
    /// Minor units of a currency.
    Money,
    /// Points from 0 to 100.
    Points,
    /// From 1 to 5.
    Grade,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[schemars(rename = "MetricDirection")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How what was counted becomes a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr)]
#[schemars(rename = "MetricReckoning")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Reckoning {
    /// So many of so many, with an interval.
    Rate,
    /// The mean over what counts.
    Mean,
    /// The mean over what counts, over a discount to aim at.
    OverDiscountTarget,
    /// The mean over what counts, over a size to compare with.
    OverDealSize,
    /// What it adds up to.
    Sum,
    /// How many there are, over the weeks of the window.
    PerWeek,
    /// What it adds up to, over the quota.
    OverQuota,
    /// How near a forecast came to what it adds up to.
    AgainstForecast,
}

/// Which records a metric is about, what dates them, and what each one is to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Over {
    Calls(fn(&Call<'_>, &Ledger<'_>) -> Counted),
    Contracts(fn(&ContractFact, &Ledger<'_>) -> Counted),
    DealsClosed(fn(&ClosedDeal<'_>) -> Counted),
    DealsOpened(fn(&Deal<'_>) -> Counted),
    Emails(fn(&EmailFact) -> Counted),
    Meetings(fn(&Meeting<'_>, &Ledger<'_>) -> Counted),
    Stages,
}

/// What one metric is.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct MetricEntry {
    /// Which way is better.
    pub better: Better,
    /// What stands below the line.
    pub denominator: &'static str,
    /// The metric.
    pub metric: Metric,
    /// What stands above the line.
    pub numerator: &'static str,
    /// How what was counted becomes a figure.
    pub reckoning: Reckoning,
    /// What it is in.
    pub unit: Unit,
    #[serde(skip)]
    #[schemars(skip)]
    pub(super) over: Over,
}

impl MetricEntry {
    /// In how many parts one of its unit is counted.
    pub(super) const fn grain(&self) -> i128 {
        match (self.reckoning, self.unit) {
            (Reckoning::Mean, Unit::Days) => 86_400_000,
            (Reckoning::Mean, Unit::Share | Unit::Points | Unit::Grade) | (Reckoning::OverDiscountTarget, _) => ONE,
            _ => 1,
        }
    }

    /// What its records are counted in: of a rate hits, of a ratio of money the money.
    #[must_use]
    pub const fn counted_in(&self) -> Unit {
        match self.reckoning {
            Reckoning::Rate | Reckoning::PerWeek => Unit::Number,
            Reckoning::Mean | Reckoning::Sum => self.unit,
            Reckoning::OverDiscountTarget => Unit::Share,
            Reckoning::OverDealSize | Reckoning::OverQuota | Reckoning::AgainstForecast => Unit::Money,
        }
    }

    /// Whether its records can add up to less than 0: what was sold above its list price is a discount under 0.
    #[must_use]
    pub const fn can_be_negative(&self) -> bool {
        matches!((self.counted_in(), self.better), (Unit::Share, Better::Lower))
    }

    /// What the number is in that it is held against, besides the records that it counts; nothing where it is held
    /// against none.
    #[must_use]
    pub const fn against(&self) -> Option<Unit> {
        match self.reckoning {
            Reckoning::Rate | Reckoning::Mean | Reckoning::Sum | Reckoning::PerWeek => None,
            Reckoning::OverDiscountTarget => Some(Unit::Share),
            Reckoning::OverDealSize | Reckoning::OverQuota | Reckoning::AgainstForecast => Some(Unit::Money),
        }
    }

    /// Whether it is one of each stage of a pipeline.
    #[must_use]
    pub const fn is_by_stage(&self) -> bool {
        matches!(self.over, Over::Stages)
    }

    /// Whether it holds records of other lists for the same deal against those that it is about.
    #[must_use]
    pub const fn follows_deals(&self) -> bool {
        matches!(self.metric, Metric::DiscoveryConversionRate | Metric::DemoToProposalRate)
    }

    /// The list of facts whose records it is about.
    #[must_use]
    pub const fn facts(&self) -> &'static str {
        match self.over {
            Over::Calls(_) => "calls",
            Over::Contracts(_) => "contracts",
            Over::DealsClosed(_) | Over::DealsOpened(_) | Over::Stages => "deals",
            Over::Emails(_) => "emails",
            Over::Meetings(_) => "meetings",
        }
    }

    /// What dates a record for it.
    #[must_use]
    pub const fn dated_by(&self) -> &'static str {
        match self.over {
            Over::Calls(_) => "the call",
            Over::Contracts(_) => "the offer",
            Over::DealsClosed(_) => "the deal's close",
            Over::DealsOpened(_) => "the deal's opening",
            Over::Emails(_) => "the e-mail",
            Over::Meetings(_) => "the meeting",
            Over::Stages => "the first time in the stage",
        }
    }
}

const fn row(
    metric: Metric,
    (unit, better, reckoning): (Unit, Better, Reckoning),
    over: Over,
    numerator: &'static str,
    denominator: &'static str,
) -> MetricEntry {
    MetricEntry { better, denominator, metric, numerator, reckoning, unit, over }
}

use Better::{Higher, Lower};
use Over::{Calls, Contracts, DealsClosed, DealsOpened, Emails, Meetings, Stages};

const RATE: (Unit, Better, Reckoning) = (Unit::Share, Higher, Reckoning::Rate);
const NUMBER: (Unit, Better, Reckoning) = (Unit::Number, Higher, Reckoning::Mean);
const DAYS: (Unit, Better, Reckoning) = (Unit::Days, Lower, Reckoning::Mean);
const MONEY: (Unit, Better, Reckoning) = (Unit::Money, Higher, Reckoning::Mean);
const A_WEEK: (Unit, Better, Reckoning) = (Unit::PerWeek, Higher, Reckoning::PerWeek);

/// One row for each metric, in the order of the enum.
#[rustfmt::skip]
pub const METRICS: &[MetricEntry] = &[
    row(Metric::ConnectionRate, RATE, Calls(|call, _| Counted::yes(call.fact.reached_decision_maker)),
        "calls that reached somebody who decides", "calls"),
    row(Metric::MeetingBookingRate, RATE, Calls(counts::booked),
        "calls that reached somebody who decides and became a scheduled meeting", "calls that reached somebody who decides"),
    row(Metric::ResponseRate, RATE, Emails(|email| Counted::yes(email.answered)),
        "e-mails that were answered", "e-mails sent"),
    row(Metric::MeetingConversionRate, RATE, Meetings(|meeting, _| Counted::yes(meeting.fact.became_qualified)),
        "meetings that became a qualified opportunity", "meetings"),
    row(Metric::QualificationCompletionRate, RATE, DealsOpened(|deal| Counted::yes(deal.completeness.map(|found| found.complete))),
        "deals with every field of their qualification framework filled in", "deals opened"),
    row(Metric::StakeholderDepth, NUMBER, DealsOpened(|deal| Counted::whole(deal.fact.stakeholders.map(i128::from))),
        "people who take part in the decision", "deals opened"),
    row(Metric::DiscoveryConversionRate, RATE, Calls(counts::discovery_followed),
        "discovery calls followed by a demo or a proposal for the same deal", "discovery calls"),
    row(Metric::WinRate, RATE, DealsClosed(|deal| deal.won_among(Some(true))),
        "deals won", "deals won or lost"),
    row(Metric::QualifiedWinRate, RATE, DealsClosed(|deal| deal.won_among(deal.fact().qualified)),
        "qualified deals won", "qualified deals won or lost"),
    row(Metric::DemoToProposalRate, RATE, Meetings(counts::demo_followed),
        "demos followed by a proposal for the same deal", "demos"),
    row(Metric::EngagementScore, (Unit::Points, Higher, Reckoning::Mean), Meetings(|meeting, _| Counted::number(meeting.fact.engagement)),
        "points of engagement", "meetings that have them"),
    row(Metric::DemoSatisfaction, (Unit::Grade, Higher, Reckoning::Mean), Meetings(counts::satisfaction),
        "grades of satisfaction", "demos that have one"),
    row(Metric::FollowUpBookedRate, RATE, Meetings(|meeting, _| counts::among(meeting.fact.demo, meeting.fact.follow_up_booked)),
        "demos with a meeting to follow", "demos"),
    row(Metric::NegotiatedWinRate, RATE, DealsClosed(|deal| deal.won_among(deal.fact().negotiated)),
        "negotiated deals won", "negotiated deals won or lost"),
    row(Metric::AverageDiscount, (Unit::Share, Lower, Reckoning::Mean), DealsClosed(counts::discount),
        "(list price − sold for) ÷ list price, deal by deal", "deals won that have a list price"),
    row(Metric::NegotiationCycleDays, DAYS, DealsClosed(counts::negotiation),
        "days from the first offer to the close", "deals won or lost after an offer"),
    row(Metric::TermsAcceptanceRate, RATE, Contracts(counts::accepted),
        "contracts accepted on their first terms", "contracts offered"),
    row(Metric::ExecutiveMeetingSuccessRate, RATE, Meetings(|meeting, _| counts::among(meeting.fact.executive, meeting.fact.next_step)),
        "executive meetings with a next step", "executive meetings"),
    row(Metric::SponsorEngagement, NUMBER, DealsOpened(|deal| Counted::whole(deal.fact.sponsor_touches.map(i128::from))),
        "times the executive sponsor was in touch", "deals opened"),
    row(Metric::AverageDealSize, MONEY, DealsClosed(|deal| deal.value_if(Some(true))),
        "what deals were sold for", "deals won"),
    row(Metric::ExecutiveWinRate, RATE, DealsClosed(|deal| deal.won_among(deal.fact().executive)),
        "deals with executive engagement won", "deals with executive engagement won or lost"),
    row(Metric::SalesCycleDays, DAYS, DealsClosed(counts::cycle),
        "days from the opening to the close", "deals won"),
    row(Metric::CallsPerWeek, A_WEEK, Calls(|_, _| Counted::In(1)),
        "calls", "weeks of the window: active days ÷ 7"),
    row(Metric::EmailsPerWeek, A_WEEK, Emails(|_| Counted::In(1)),
        "e-mails sent", "weeks of the window: active days ÷ 7"),
    row(Metric::MeetingsPerWeek, A_WEEK, Meetings(|_, _| Counted::In(1)),
        "meetings", "weeks of the window: active days ÷ 7"),
    row(Metric::QuotaAttainment, (Unit::Ratio, Higher, Reckoning::OverQuota), DealsClosed(|deal| deal.value_if(Some(true))),
        "what deals were sold for", "the quota"),
    row(Metric::PipelineGeneration, (Unit::Money, Higher, Reckoning::Sum), DealsOpened(|deal| Counted::whole(deal.value)),
        "what deals opened are worth", "nothing: it is a sum"),
    row(Metric::StageConversion, RATE, Stages,
        "deals that went on to a later stage or were won", "deals that entered the stage"),
    row(Metric::ForecastAccuracy, (Unit::Share, Higher, Reckoning::AgainstForecast), DealsClosed(|deal| deal.value_if(Some(true))),
        "what was sold less how far the forecast was off, not under 0", "what was sold"),
    row(Metric::ExecutiveDealSize, MONEY, DealsClosed(|deal| deal.value_if(deal.fact().executive)),
        "what deals with executive engagement were sold for", "deals with executive engagement won"),
    row(Metric::NeedsCapturedRate, RATE, DealsOpened(|deal| Counted::yes(deal.fact.needs_captured)),
        "deals with the customer's needs written down", "deals opened"),
    row(Metric::IcpFitRate, RATE, DealsOpened(|deal| Counted::yes(deal.fact.icp_fit)),
        "deals with a customer of the ideal profile", "deals opened"),
    row(Metric::AppropriateDisqualificationRate, RATE, DealsClosed(counts::disqualified),
        "deals that it was right to disqualify", "deals disqualified"),
    row(Metric::DiscountVsTarget, (Unit::Ratio, Lower, Reckoning::OverDiscountTarget), DealsClosed(counts::discount),
        "(list price − sold for) ÷ list price, deal by deal", "the discount to aim at, for each deal won that has a list price"),
    row(Metric::PriceObjectionWinRate, RATE, DealsClosed(|deal| deal.won_among(deal.fact().price_objection)),
        "deals with an objection to the price won", "deals with an objection to the price won or lost"),
    row(Metric::DealSizeVsBenchmark, (Unit::Ratio, Higher, Reckoning::OverDealSize), DealsClosed(|deal| deal.value_if(Some(true))),
        "what deals were sold for", "the size to compare with, for each deal won"),
    row(Metric::QualificationCompleteness, (Unit::Share, Higher, Reckoning::Mean), DealsOpened(counts::completeness),
        "fields filled in ÷ fields of the qualification framework, deal by deal", "deals opened that have a qualification framework"),
    row(Metric::CallQualificationCompleteness, (Unit::Share, Higher, Reckoning::Mean), Calls(counts::call_completeness),
        "fields filled in ÷ fields of the qualification framework, call by call", "calls that have a qualification framework"),
];

impl Metric {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Its row.
    #[must_use]
    pub fn entry(self) -> &'static MetricEntry {
        METRICS.iter().find(|entry| entry.metric == self).unwrap_or(&UNLISTED)
    }
}

/// Stands in for a metric that the table lacks; a test shows that there is none.
const UNLISTED: MetricEntry = row(Metric::WinRate, RATE, Stages, "", "");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn met_01_the_table_has_one_row_for_each_metric_in_the_enums_order() {
        let listed: Vec<Metric> = METRICS.iter().map(|entry| entry.metric).collect();
        assert_eq!(listed, Metric::VARIANTS);
    }

    #[test]
    fn met_01_less_is_better_of_days_and_discounts_alone() {
        for entry in METRICS {
            let name = entry.metric.name();
            let lower = name.ends_with("_days") || name.contains("discount");
            assert_eq!(entry.better == Lower, lower, "{name}");
        }
    }
}
