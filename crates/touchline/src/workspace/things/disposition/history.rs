//! `disposition.of_check` and `disposition.check_rate`: the history of one check with one person, result by result and in
//! figures.
//!
//! Rules: INS-07, SCO-06, SCO-11, TRN-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Ordered;
use crate::workspace::index::moments::{Moments, between};
use crate::workspace::queries::cursor::Page;
use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Question};
use touchline_calculators::metric::{Interval, Proportion, RateAnswer};
use touchline_kernel::math::quotient;
use touchline_kernel::{Actor, DaySpan, Instant, Key, PersonId, Rejection};
use touchline_law::access::visible_call;
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::ground::DispositionId;
use touchline_law::things::disposition::{Ruling, Source, StaffDisposition};

paged! {
    /// Which check of whose calls.
    #[schemars(rename = "DispositionsOfCheck")]
    DispositionOfCheck {
        /// Who handled the calls.
        agent: PersonId,
        /// The check; where it is left out, calls as a whole.
        #[serde(default)]
        check: Option<Key>,
    }
}

/// A result in a check.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckRuled {
    /// When the call began.
    pub began: Instant,
    /// What was made of it.
    pub disposition: StaffDisposition,
    /// Whether it was passed: what passes only with training was not; null where the check does not apply.
    pub passed: Option<bool>,
}

impl Question for DispositionOfCheck {
    type View = Page<CheckRuled>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CheckRuled>, Refusal> {
        let name = format!("{}/{}/{:?}", Self::NAME, self.agent, self.check.as_ref().map(Key::as_str));
        let keys = asked.world.findings.results(self.agent, self.check.clone());
        let paging = self.paging(Order::NewestFirst);
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        listing.page(|id| ruled(asked, id))
    }
}

/// One result, as the viewer sees it; when a call began is for those who see the call.
fn ruled(asked: &Asked<'_>, id: DispositionId) -> Result<Option<CheckRuled>, Refusal> {
    let Some(known) = asked.world.tables.dispositions.get(id) else { return Ok(None) };
    let viewer = Actor::Person(asked.viewing.viewer);
    if visible_call(known.call, viewer, &asked.policy.access, asked.world)?.is_none() {
        return Ok(None);
    }
    let (began, shown) = (asked.world.began(known.call), asked.show(known)?);
    let ruled = began.zip(shown);
    Ok(ruled.map(|(began, disposition)| CheckRuled { began, passed: disposition.ruling.passes(), disposition }))
}

/// Which check of whose calls, and on which days these began.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckRated")]
pub struct CheckRateOf {
    /// Who handled the calls.
    pub agent: PersonId,
    /// The check; where it is left out, calls as a whole.
    #[serde(default)]
    pub check: Option<Key>,
    /// The days on which the calls began, where that person is.
    pub days: DaySpan,
}

/// How often a check was passed, of the results that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckRate {
    /// How many results are a fail.
    pub failed: u64,
    /// Between which bounds the rate lies with a probability of 95 %, in percent: Wilson's interval; null where the check
    /// applied to none.
    pub interval: Option<Interval>,
    /// Whether the check applied to fewer than five.
    pub low_evidence: bool,
    /// How many say that the check does not apply: they are in no rate.
    pub not_applicable: u64,
    /// How many results a model alone gave: until a person rules they are in no other of these numbers.
    pub of_model_alone: u64,
    /// How many results are a pass.
    pub passed: u64,
    /// How many pass, and need training: in the rate they are no pass.
    pub passed_with_training: u64,
    /// How many percent of the results are a pass; null where the check applied to none.
    pub rate: Option<f64>,
}

impl Question for CheckRateOf {
    type View = CheckRate;

    fn answer(&self, asked: &Asked<'_>) -> Result<CheckRate, Refusal> {
        self.days.check().map_err(|reason| Rejection::from(reason).at("/body/days"))?;
        let (since, until) = moments_of(self.days, asked.world.zone_of(self.agent));
        let none = Ordered::default();
        let results = asked.world.findings.results(self.agent, self.check.clone()).unwrap_or(&none);
        let mut counts = RulingCounts::default();
        for (_, id) in results.range(between(Moments { since, until })) {
            if let Some(seen) = ruled(asked, *id)? {
                counts.count(&seen.disposition);
            }
        }
        Ok(counts.rate())
    }
}

/// How many results are what.
#[derive(Clone, Copy, Default)]
struct RulingCounts {
    failed: u64,
    not_applicable: u64,
    of_model_alone: u64,
    passed: u64,
    passed_with_training: u64,
}

impl RulingCounts {
    fn count(&mut self, result: &StaffDisposition) {
        let counter = match result.ruling {
            _ if result.source.as_ref().is_some_and(Source::is_a_model) => &mut self.of_model_alone,
            Ruling::Pass => &mut self.passed,
            Ruling::PassWithTraining => &mut self.passed_with_training,
            Ruling::Fail => &mut self.failed,
            Ruling::NotApplicable => &mut self.not_applicable,
        };
        *counter = counter.saturating_add(1);
    }

    fn rate(self) -> CheckRate {
        let RulingCounts { failed, not_applicable, of_model_alone, passed, passed_with_training } = self;
        let of = passed.saturating_add(passed_with_training).saturating_add(failed);
        let in_percent = |Interval { high, low }| Interval { high: high * 100.0, low: low * 100.0 };
        let RateAnswer { interval, low_evidence, rate: _ } = RateAnswer::of(Proportion { hits: passed, of });
        CheckRate {
            failed,
            interval: interval.map(in_percent),
            low_evidence,
            not_applicable,
            of_model_alone,
            passed,
            passed_with_training,
            rate: quotient(i128::from(passed).saturating_mul(100), i128::from(of)),
        }
    }
}
