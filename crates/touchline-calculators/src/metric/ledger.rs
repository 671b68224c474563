//! The facts of a document, checked and made ready to be counted: money in one currency, prices and qualification
//! looked up, what followed upon what in order of time.
//!
//! Rules: MET-09.

use std::collections::BTreeMap;

use super::Terms;
use super::facts::{DealFact, Facts, StageEntered, TargetFact};
use super::inspect;
use super::looked_up::{About, Call, Deal, DealRecord};
use super::owners::Owners;
use super::parts::FactParts;
use super::policy::MetricPolicy;
use super::qualification::{Filled, FrameworkOf, default_frameworks};
use super::rows::{Followers, Rows, StageAt};
use super::tally::Counted;
use super::window::days_in_millis;
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone};

/// When what may follow upon something happened to the deal of records, in order of time.
#[derive(Default)]
struct Recorded {
    demos: Vec<Instant>,
    proposals: Vec<Instant>,
}

impl Recorded {
    fn all(&self) -> Followers<'_> {
        Followers { demos: &self.demos, proposals: &self.proposals }
    }
}

/// Facts as they were known at a moment.
pub(super) struct Ledger<'a> {
    pub(super) at: Instant,
    pub(super) calls: Vec<Call<'a>>,
    /// What all money is in; none where there is no money.
    pub(super) currency: Option<Currency>,
    pub(super) deal_size: Option<i128>,
    pub(super) deals: Vec<DealRecord<'a>>,
    pub(super) facts: &'a Facts,
    follow_millis: i64,
    followers: BTreeMap<&'a Key, Recorded>,
    pub(super) owners: Owners<'a>,
    /// The parts that records are in.
    pub(super) parts: FactParts<'a>,
    pub(super) pipeline: &'a [Key],
    /// What is counted where it lies.
    pub(super) rows: Option<&'a dyn Rows>,
    terms: &'a Terms,
    targets: BTreeMap<&'a Key, Targets>,
    /// Where days begin and end.
    pub(super) zone: Zone,
}

/// What somebody is to achieve, each of what can be wanted by itself, period by period.
#[derive(Default)]
struct Targets {
    active_days: Vec<Target>,
    forecast: Vec<Target>,
    quota: Vec<Target>,
}

/// What somebody is to achieve in a period.
struct Target {
    amount: i128,
    period: DaySpan,
    /// The last day of this period, and of those before it.
    latest: LocalDate,
}

/// One of the things that can be wanted of a period.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    ActiveDays,
    Forecast,
    Quota,
}

/// What is wanted of some days.
#[derive(Default)]
pub(super) struct WantedSum {
    /// The periods of which only a part lies in these days.
    pub(super) prorated: Vec<DaySpan>,
    pub(super) sum: i128,
}

/// The part of an amount that falls into some days of its period, rounded half away from zero.
fn prorated(amount: i128, shared: DaySpan, period: DaySpan) -> Option<i128> {
    let days = |span: DaySpan| i128::from(span.last.days_since(span.first)).saturating_add(1);
    let twice = amount.saturating_mul(days(shared)).saturating_mul(2);
    let whole = days(period);
    twice.saturating_add(whole.saturating_mul(amount.signum())).checked_div(whole.saturating_mul(2))
}

impl<'a> Ledger<'a> {
    /// The facts as they were known at a moment, or all that is wrong with them.
    pub(super) fn new(
        (facts, rows): (&'a Facts, Option<&'a dyn Rows>),
        terms: &'a Terms,
        (at, zone): (Instant, Zone),
        policy: &MetricPolicy,
    ) -> Result<Self, Failure> {
        let currency = inspect::currency(facts, terms)?.or_else(|| rows.and_then(Rows::currency));
        let mut faults = Faults::default();
        inspect::facts(facts, terms, &mut faults);
        let minor = |money: Option<Money>| money.and_then(|money| minor_units(terms, money));
        let prices = inspect::prices(facts, &mut faults);
        let frameworks = terms.frameworks.as_deref().unwrap_or(default_frameworks());
        let mut completeness = |filled: Option<&Filled>, of: FrameworkOf, path: &dyn Fn() -> String| {
            let framework = filled?.of(frameworks, |framework| framework.of == of, &mut faults, path)?;
            filled.map(|filled| framework.completeness(filled))
        };
        let calls = facts.calls.iter().enumerate().map(|(place, fact)| {
            let path = || format!("/facts/calls/{place}/qualification");
            let completeness = completeness(fact.qualification.as_ref(), FrameworkOf::Call, &path);
            Call { about: About::Key(fact.deal.as_ref()), completeness, fact }
        });
        let calls = calls.collect();
        let deals = facts.deals.iter().enumerate().map(|(place, fact)| {
            let path = || format!("/facts/deals/{place}/qualification");
            let completeness = completeness(fact.qualification.as_ref(), FrameworkOf::Deal, &path);
            let listed = || fact.product.as_ref().and_then(|product| prices.get(&inspect::folded(product)).copied());
            let list_price = minor(fact.list_price.or_else(listed));
            let stages = fact.stages.iter().filter_map(|StageEntered { at, stage }| {
                let stage = terms.pipeline.iter().position(|known| known == stage)?;
                Some(StageAt { at: *at, stage })
            });
            DealRecord { completeness, fact, list_price, stages: stages.collect(), value: minor(fact.value) }
        });
        let deals = deals.collect();
        faults.told().map_err(Failure::BadInput)?;
        let follow_millis = i64::try_from(days_in_millis(policy.follow_days)).unwrap_or(i64::MAX);
        Ok(Ledger {
            at,
            calls,
            currency,
            deal_size: minor(terms.deal_size),
            deals,
            facts,
            follow_millis,
            followers: followers(facts),
            owners: Owners::of(facts, rows),
            parts: FactParts::default(),
            pipeline: &terms.pipeline,
            rows,
            terms,
            targets: targets(facts, minor),
            zone,
        })
    }

    /// Whether one thing was followed by another for the same deal, in time. What is too young to say is pending,
    /// even where it was followed already: else the last weeks would show successes alone.
    pub(super) fn followed(&self, at: Instant, about: About<'_>, demos_too: bool) -> Counted {
        let Some(followers) = self.followers(about) else { return Counted::Unknown };
        let Some(until) = self.past_end(at) else { return Counted::Pending };
        let within = |moments: &[Instant]| {
            let next = moments.partition_point(|moment| *moment <= at);
            moments.get(next).is_some_and(|moment| *moment <= until)
        };
        Counted::yes(Some(within(followers.proposals) || demos_too && within(followers.demos)))
    }

    /// What happened to a deal; nothing where nobody says which it was.
    fn followers<'f>(&'f self, about: About<'f>) -> Option<Followers<'f>> {
        match about {
            About::Key(deal) => deal.map(|deal| self.followers.get(deal).map(Recorded::all).unwrap_or_default()),
            About::Row(followers) => followers,
        }
    }

    /// Whether nothing can follow any more upon what happened then.
    pub(super) fn is_old(&self, at: Instant) -> bool {
        self.past_end(at).is_some()
    }

    /// Up to when something can follow upon what happened then, where that is over.
    fn past_end(&self, at: Instant) -> Option<Instant> {
        at.checked_add_millis(self.follow_millis).filter(|until| *until <= self.at)
    }

    /// A deal of which nothing has to be looked up.
    pub(super) fn deal<'f>(&self, fact: &'f DealFact, stages: &'f [StageAt]) -> Deal<'f> {
        let minor = |money: Option<Money>| money.and_then(|money| minor_units(self.terms, money));
        let (list_price, value) = (minor(fact.list_price), minor(fact.value));
        Deal { completeness: None, fact, list_price, stages, value }
    }

    /// Whether it had happened by then.
    pub(super) fn is_known(&self, at: Instant) -> bool {
        at <= self.at
    }

    /// What somebody is to achieve on these days: what is recorded for periods that follow one another from the first
    /// day to the last. Of a period that begins or ends elsewhere a quota counts by its days; of what else is wanted
    /// nobody can say how much falls into them.
    pub(super) fn wanted(&self, owner: &Key, wanted: Wanted, span: DaySpan) -> Option<WantedSum> {
        let mut next = Some(span.first);
        let mut found = WantedSum::default();
        let targets = self.targets.get(owner)?.of(wanted);
        // Whatever ends before these days stands before, and whatever begins after them behind.
        let begin = targets.partition_point(|target| target.latest < span.first);
        let end = targets.partition_point(|target| target.period.first <= span.last);
        for Target { amount, period, .. } in targets.get(begin..end).unwrap_or_default() {
            let Some(shared) = period.shared(span) else { continue };
            let is_cut = shared != *period;
            if next != Some(shared.first) || is_cut && !matches!(wanted, Wanted::Quota) {
                return None;
            }
            found.sum = found.sum.saturating_add(prorated(*amount, shared, *period)?);
            found.prorated.extend(is_cut.then_some(*period));
            next = shared.last.checked_add_days(1);
        }
        (next == span.last.checked_add_days(1)).then_some(found)
    }

    /// The periods within these days for which it is recorded what somebody is to achieve, in their order.
    pub(super) fn periods(&self, owner: &Key, wanted: Wanted, span: DaySpan) -> Vec<DaySpan> {
        let targets = self.targets.get(owner).map(|targets| targets.of(wanted)).unwrap_or_default();
        let within = |target: &&Target| target.period.shared(span) == Some(target.period);
        targets.iter().filter(within).map(|target| target.period).collect()
    }

    /// Everybody for whom something is wanted in some period, in the order of their keys.
    pub(super) fn with_targets(&self) -> impl Iterator<Item = &'a Key> {
        self.targets.keys().copied()
    }
}

impl Targets {
    fn of(&self, wanted: Wanted) -> &[Target] {
        match wanted {
            Wanted::ActiveDays => &self.active_days,
            Wanted::Forecast => &self.forecast,
            Wanted::Quota => &self.quota,
        }
    }
}

/// The amount in the currency of all sums.
fn minor_units(terms: &Terms, money: Money) -> Option<i128> {
    match &terms.rates {
        Some(rates) => rates.convert(money),
        None => Some(money.amount.into()),
    }
}

/// Of what is not known yet, too: nobody asks for what happened after a time that is over.
fn followers(facts: &Facts) -> BTreeMap<&Key, Recorded> {
    let mut followers: BTreeMap<&Key, Recorded> = BTreeMap::new();
    for meeting in facts.meetings.iter().filter(|meeting| meeting.demo) {
        if let Some(deal) = &meeting.deal {
            followers.entry(deal).or_default().demos.push(meeting.at);
        }
    }
    for proposal in &facts.proposals {
        followers.entry(&proposal.deal).or_default().proposals.push(proposal.at);
    }
    for each in followers.values_mut() {
        each.demos.sort_unstable();
        each.proposals.sort_unstable();
    }
    followers
}

fn targets(facts: &Facts, minor: impl Fn(Option<Money>) -> Option<i128>) -> BTreeMap<&Key, Targets> {
    let mut all: BTreeMap<&Key, Targets> = BTreeMap::new();
    for TargetFact { active_days, forecast, owner, period, quota } in &facts.targets {
        let targets = all.entry(owner).or_default();
        for (amount, wanted) in [
            (active_days.map(i128::from), &mut targets.active_days),
            (minor(*forecast), &mut targets.forecast),
            (minor(*quota), &mut targets.quota),
        ] {
            wanted.extend(amount.map(|amount| Target { amount, period: *period, latest: period.last }));
        }
    }
    let lists = all.values_mut().flat_map(|of| [&mut of.active_days, &mut of.forecast, &mut of.quota]);
    for targets in lists {
        targets.sort_by_key(|target| target.period);
        let mut latest = None;
        for target in targets {
            target.latest = latest.map_or(target.latest, |latest| target.latest.max(latest));
            latest = Some(target.latest);
        }
    }
    all
}
