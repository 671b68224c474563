//! What is counted: plain records, as a CRM keeps them, one list for each of its tables.
//!
//! Whatever may be null may be left out, and means that nobody recorded it. What nobody recorded counts neither for a
//! person nor against them: it is told beside a figure, as unknown.

use schemars::JsonSchema;
use serde::Deserialize;

use super::qualification::Filled;
use touchline_kernel::money::Money;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant};

/// What happened: as many records as there are, in any order.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "MetricFacts")]
#[serde(default)]
pub struct Facts {
    /// Calls that were made.
    #[schemars(length(max = 100_000))]
    pub calls: Vec<CallFact>,
    /// Contracts that were offered.
    #[schemars(length(max = 100_000))]
    pub contracts: Vec<ContractFact>,
    /// Deals, open and closed.
    #[schemars(length(max = 100_000))]
    pub deals: Vec<DealFact>,
    /// E-mails that were sent.
    #[schemars(length(max = 100_000))]
    pub emails: Vec<EmailFact>,
    /// Meetings that were held.
    #[schemars(length(max = 100_000))]
    pub meetings: Vec<MeetingFact>,
    /// What products cost before any discount.
    #[schemars(length(max = 100_000))]
    pub prices: Vec<PriceFact>,
    /// Proposals that were made.
    #[schemars(length(max = 100_000))]
    pub proposals: Vec<ProposalFact>,
    /// What people are to achieve, period by period.
    #[schemars(length(max = 100_000))]
    pub targets: Vec<TargetFact>,
}

/// A call that was made.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "SalesCallFact")]
pub struct CallFact {
    /// When.
    pub at: Instant,
    /// The deal it was about, which ties it to what followed.
    #[serde(default)]
    pub deal: Option<Key>,
    /// Whether it was a discovery call.
    #[serde(default)]
    pub discovery: bool,
    /// Whether it became a scheduled meeting.
    #[serde(default)]
    pub meeting_scheduled: Option<bool>,
    /// Who made it, by the key that they have with the host.
    #[serde(default)]
    pub owner: Option<Key>,
    /// What was filled in of a qualification framework for calls.
    #[serde(default)]
    pub qualification: Option<Filled>,
    /// Whether it reached somebody who decides.
    #[serde(default)]
    pub reached_decision_maker: Option<bool>,
}

/// A contract that was offered.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ContractFact {
    /// Whether its first terms were accepted; null while nobody has answered, which counts as no after the policy's
    /// `follow_days`.
    #[serde(default)]
    pub accepted_on_first_terms: Option<bool>,
    /// When it was offered.
    pub at: Instant,
    /// Who offered it.
    #[serde(default)]
    pub owner: Option<Key>,
}

/// How a deal was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealOutcome {
    /// It was won.
    Won,
    /// It was lost.
    Lost,
    /// It was given up, since it would have been none: neither won nor lost.
    Disqualified,
}

/// When and how a deal was closed.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct DealClosed {
    /// When.
    pub at: Instant,
    /// How.
    pub outcome: DealOutcome,
}

/// A deal that came to somebody else.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct DealHandover {
    /// From when on it was theirs.
    pub at: Instant,
    /// Whose it was from then on; null where nobody's.
    #[serde(default)]
    pub owner: Option<Key>,
}

/// A stage of the pipeline that a deal entered.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct StageEntered {
    /// When.
    pub at: Instant,
    /// The stage, by its key in the pipeline.
    pub stage: Key,
}

/// A deal, or opportunity.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct DealFact {
    /// When and how it was closed; null while it is open.
    #[serde(default)]
    pub closed: Option<DealClosed>,
    /// Its key.
    pub deal: Key,
    /// Whether it was right to disqualify it.
    #[serde(default)]
    pub disqualified_rightly: Option<bool>,
    /// Whether an executive of the customer's took part.
    #[serde(default)]
    pub executive: Option<bool>,
    /// When the first offer was made.
    #[serde(default)]
    pub first_offer_at: Option<Instant>,
    /// To whom it came later, in any order.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub handovers: Vec<DealHandover>,
    /// Whether the customer fits the profile of an ideal one.
    #[serde(default)]
    pub icp_fit: Option<bool>,
    /// What it would cost without a discount; the list price of its product where it is null.
    #[serde(default)]
    pub list_price: Option<Money>,
    /// Whether the customer's needs were written down.
    #[serde(default)]
    pub needs_captured: Option<bool>,
    /// Whether its price or terms were negotiated.
    #[serde(default)]
    pub negotiated: Option<bool>,
    /// When it was opened.
    #[serde(default)]
    pub opened_at: Option<Instant>,
    /// Whose it was at first, by the key that they have with the host.
    #[serde(default)]
    pub owner: Option<Key>,
    /// Whether the customer objected to the price.
    #[serde(default)]
    pub price_objection: Option<bool>,
    /// The product, as somebody wrote it.
    #[serde(default)]
    pub product: Option<Key>,
    /// What was filled in of a qualification framework for deals.
    #[serde(default)]
    pub qualification: Option<Filled>,
    /// Whether it is qualified.
    #[serde(default)]
    pub qualified: Option<bool>,
    /// How often the executive sponsor was in touch.
    #[serde(default)]
    pub sponsor_touches: Option<u32>,
    /// The stages it entered, in any order.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub stages: Vec<StageEntered>,
    /// How many people of the customer's take part in the decision.
    #[serde(default)]
    pub stakeholders: Option<u32>,
    /// What it is worth; of a deal that was won, what it was sold for.
    #[serde(default)]
    pub value: Option<Money>,
}

impl DealClosed {
    /// Whether it lies before what cannot come after it: the opening, or a first offer.
    #[must_use]
    pub fn is_before(&self, begun: Option<Instant>) -> bool {
        begun.is_some_and(|begun| begun > self.at)
    }
}

/// An e-mail that was sent.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct EmailFact {
    /// Whether it was answered.
    #[serde(default)]
    pub answered: Option<bool>,
    /// When it was sent.
    pub at: Instant,
    /// Who sent it.
    #[serde(default)]
    pub owner: Option<Key>,
}

/// A meeting that was held.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct MeetingFact {
    /// When.
    pub at: Instant,
    /// Whether it became a qualified opportunity.
    #[serde(default)]
    pub became_qualified: Option<bool>,
    /// The deal it was about, which ties it to what went before and what followed.
    #[serde(default)]
    pub deal: Option<Key>,
    /// Whether it was a demo.
    #[serde(default)]
    pub demo: bool,
    /// How engaged the customer was, by the measure of the host's, from 0 to 100. It counts to a trillionth.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub engagement: Option<f64>,
    /// Whether it was with an executive.
    #[serde(default)]
    pub executive: bool,
    /// Whether a meeting to follow was booked.
    #[serde(default)]
    pub follow_up_booked: Option<bool>,
    /// Whether it ended with a next step.
    #[serde(default)]
    pub next_step: Option<bool>,
    /// Who held it.
    #[serde(default)]
    pub owner: Option<Key>,
    /// How content the customer was, from 1 to 5. It counts to a trillionth.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub satisfaction: Option<f64>,
}

/// What a product costs before any discount.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct PriceFact {
    /// The price.
    pub price: Money,
    /// The product. Names are the same where their letters and digits are, in any case.
    pub product: Key,
}

/// A proposal that was made.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ProposalFact {
    /// When.
    pub at: Instant,
    /// For which deal.
    pub deal: Key,
}

/// What somebody is to achieve in a period.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TargetFact {
    /// On how many days they were at work in it.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100_000))]
    pub active_days: Option<u32>,
    /// What was forecast that they would win.
    #[serde(default)]
    pub forecast: Option<Money>,
    /// Who.
    pub owner: Key,
    /// The days.
    pub period: DaySpan,
    /// What they are to win.
    #[serde(default)]
    pub quota: Option<Money>,
}
