//! The facts of a document, checked and made ready to be counted: money in one currency, prices and qualification
//! looked up, what followed upon what in order of time.
//!
//! Rules: MET-09.

use std::collections::BTreeMap;

use super::Terms;
use super::counts::ClosedDeal;
use super::facts::{CallFact, ContractFact, DealFact, EmailFact, Facts, MeetingFact, TargetFact};
use super::inspect;
use super::policy::MetricPolicy;
use super::qualification::{Completeness, Filled, FrameworkOf, default_frameworks};
use super::rows::{RowOwner, Rows, Tallies};
use super::spans::Spans;
use super::table::{MetricEntry, Over};
use super::tally::{Counted, Tally};
use super::window::days_in_millis;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, Instant, LocalDate, Zone};

/// A call, with what had to be looked up.
pub(super) struct Call<'a> {
    pub(super) fact: &'a CallFact,
    /// How far its qualification framework is filled in; unknown where it names none.
    pub(super) completeness: Option<Completeness>,
}

/// A deal, with what had to be looked up.
pub(super) struct Deal<'a> {
    pub(super) fact: &'a DealFact,
    /// How far its qualification framework is filled in; unknown where it names none.
    pub(super) completeness: Option<Completeness>,
    pub(super) list_price: Option<i128>,
    pub(super) value: Option<i128>,
}

/// When what may follow upon something happened to a deal, in order of time.
#[derive(Default)]
struct Followers {
    demos: Vec<Instant>,
    proposals: Vec<Instant>,
}

/// Facts as they were known at a moment.
pub(super) struct Ledger<'a> {
    pub(super) at: Instant,
    calls: Vec<Call<'a>>,
    /// What all money is in; none where there is no money.
    pub(super) currency: Option<Currency>,
    pub(super) deal_size: Option<i128>,
    deals: Vec<Deal<'a>>,
    facts: &'a Facts,
    follow_millis: i64,
    followers: BTreeMap<&'a Key, Followers>,
    pub(super) pipeline: &'a [Key],
    /// What is counted where it lies.
    rows: Option<&'a dyn Rows>,
    terms: &'a Terms,
    targets: BTreeMap<&'a Key, Targets>,
    /// Where days begin and end.
    zone: Zone,
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

/// A metric, of a stage where it is one of stages.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) entry: &'static MetricEntry,
    pub(super) stage: Option<usize>,
}

/// Takes whose a record is, what dates it, and what it is to a metric.
type Adding<'f, O> = dyn FnMut(O, Instant, &dyn Fn(Over) -> Counted) + 'f;

/// What was counted, by whose it is.
pub(super) type ByOwner<'a> = BTreeMap<Owner<'a>, Tally>;

/// Adds what was counted elsewhere.
pub(super) fn merge<'a>(counted: &mut ByOwner<'a>, other: ByOwner<'a>) {
    for (owner, tally) in other {
        counted.entry(owner).or_default().merge(&tally);
    }
}

/// What is asked, each with its place; metrics that are about the same records stand together, to go through them once.
fn together(asked: &[Asked]) -> Vec<Vec<(usize, Asked)>> {
    let mut waiting: Vec<(usize, Asked)> = asked.iter().copied().enumerate().collect();
    let mut all = Vec::new();
    while let Some((_, first)) = waiting.first().copied() {
        let (together, others) = waiting.into_iter().partition(|(_, next)| next.goes_with(first));
        waiting = others;
        all.push(together);
    }
    all
}

/// Whose figures they are.
pub(super) type Owner<'a> = Option<&'a Key>;

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
            Call { completeness: completeness(fact.qualification.as_ref(), FrameworkOf::Call, &path), fact }
        });
        let calls = calls.collect();
        let deals = facts.deals.iter().enumerate().map(|(place, fact)| {
            let path = || format!("/facts/deals/{place}/qualification");
            let completeness = completeness(fact.qualification.as_ref(), FrameworkOf::Deal, &path);
            let listed = || fact.product.as_ref().and_then(|product| prices.get(&inspect::folded(product)).copied());
            let list_price = minor(fact.list_price.or_else(listed));
            Deal { completeness, fact, list_price, value: minor(fact.value) }
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
            pipeline: &terms.pipeline,
            rows,
            terms,
            targets: targets(facts, minor),
            zone,
        })
    }

    /// Whether one thing was followed by another for the same deal, in time. What is too young to say is pending,
    /// even where it was followed already: else the last weeks would show successes alone.
    pub(super) fn followed(&self, at: Instant, deal: Owner<'_>, demos_too: bool) -> Counted {
        let Some(deal) = deal else { return Counted::Unknown };
        let Some(until) = self.past_end(at) else { return Counted::Pending };
        let within = |moments: &[Instant]| {
            let next = moments.partition_point(|moment| *moment <= at);
            moments.get(next).is_some_and(|moment| *moment <= until)
        };
        let followers = self.followers.get(deal);
        let hit = followers.is_some_and(|each| within(&each.proposals) || demos_too && within(&each.demos));
        Counted::yes(Some(hit))
    }

    /// Whether nothing can follow any more upon what happened then.
    pub(super) fn is_old(&self, at: Instant) -> bool {
        self.past_end(at).is_some()
    }

    /// Up to when something can follow upon what happened then, where that is over.
    fn past_end(&self, at: Instant) -> Option<Instant> {
        at.checked_add_millis(self.follow_millis).filter(|until| *until <= self.at)
    }

    /// What metrics count in each window that was cut into spans, by whose it is: the windows of each.
    pub(super) fn count(&self, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner<'a>>> {
        let mut counted = self.count_records(asked, spans);
        if let Some(rows) = self.rows {
            for (counted, of_rows) in counted.iter_mut().zip(self.count_of_rows(rows, asked, spans)) {
                counted.iter_mut().zip(of_rows).for_each(|(counted, of_rows)| merge(counted, of_rows));
            }
        }
        counted
    }

    /// The same of records alone.
    fn count_records(&self, asked: &[Asked], spans: &Spans) -> Vec<Vec<ByOwner<'a>>> {
        let mut counted = vec![Vec::new(); asked.len()];
        for together in together(asked) {
            let tallies = self.count_together(&together, spans);
            for (number, (place, _)) in together.iter().enumerate() {
                let of_window = |spans| merged(tallies.get(spans).unwrap_or_default(), number);
                if let Some(counted) = counted.get_mut(*place) {
                    *counted = spans.windows().map(of_window).collect();
                }
            }
        }
        counted
    }

    /// The same of rows alone.
    pub(super) fn count_of_rows<'r>(
        &self,
        rows: &'r dyn Rows,
        asked: &[Asked],
        spans: &Spans,
    ) -> Vec<Vec<ByOwner<'r>>> {
        let mut counted = vec![Vec::new(); asked.len()];
        let windows: Vec<_> = spans.windows().collect();
        for together in together(asked) {
            let tallies = self.count_rows(rows, &together, spans);
            for (number, (place, _)) in together.iter().enumerate() {
                let of_windows = tallies.within(number, &windows).into_iter().map(|tallies| {
                    let mut by_owner = ByOwner::new();
                    for (owner, tally) in tallies {
                        let owner = owner.and_then(|owner| rows.owners().get(owner));
                        by_owner.entry(owner).or_default().merge(tally);
                    }
                    by_owner
                });
                if let Some(counted) = counted.get_mut(*place) {
                    *counted = of_windows.collect();
                }
            }
        }
        counted
    }

    /// What metrics count together of rows.
    fn count_rows(&self, rows: &dyn Rows, asked: &[(usize, Asked)], spans: &Spans) -> Tallies {
        let mut tallies = Tallies::new(asked.len(), spans.len(), rows.owners().len());
        let Some((_, first)) = asked.first() else { return tallies };
        self.every_row(rows, first.entry.over, &mut |owner, at, count| {
            if let Some(span) = spans.place(at) {
                let tallies = tallies.of(span, owner);
                tallies.iter_mut().zip(asked).for_each(|(tally, (_, asked))| tally.add(count(asked.entry.over)));
            }
        });
        tallies
    }

    /// What metrics count that are about the same records: in each span, by whose it is, a tally for each of them.
    fn count_together(&self, asked: &[(usize, Asked)], spans: &Spans) -> Vec<LookUp<Owner<'a>, Vec<Tally>>> {
        let mut tallies: Vec<LookUp<Owner<'a>, Vec<Tally>>> = vec![LookUp::default(); spans.len()];
        let Some((_, first)) = asked.first() else { return tallies };
        self.every(first.entry.over, first.stage, |owner, at, count| {
            if let Some(of_span) = spans.place(at).and_then(|place| tallies.get_mut(place)) {
                let known = of_span.entry(owner).or_insert_with(|| vec![Tally::default(); asked.len()]);
                known.iter_mut().zip(asked).for_each(|(tally, (_, asked))| tally.add(count(asked.entry.over)));
            }
        });
        tallies
    }

    /// Goes through the records that a metric is about, with whose each is, what dates it, and what it is to whichever
    /// metric that is about the same records; through those of a stage, where it is about stages.
    pub(super) fn every(
        &self,
        over: Over,
        stage: Option<usize>,
        mut add: impl FnMut(Owner<'a>, Instant, &dyn Fn(Over) -> Counted),
    ) {
        match over {
            Over::Calls(_) => {
                self.calls.iter().for_each(|call| self.call(call.fact.owner.as_ref(), call, &mut add));
            }
            Over::Contracts(_) => {
                for contract in &self.facts.contracts {
                    self.contract(contract.owner.as_ref(), contract, &mut add);
                }
            }
            Over::Emails(_) => {
                self.facts.emails.iter().for_each(|email| self.email(email.owner.as_ref(), email, &mut add));
            }
            Over::Meetings(_) => {
                for meeting in &self.facts.meetings {
                    self.meeting(meeting.owner.as_ref(), meeting, &mut add);
                }
            }
            Over::DealsClosed(_) => {
                self.deals.iter().for_each(|deal| self.closed(|at| deal.fact.owner_at(at), deal, &mut add));
            }
            Over::DealsOpened(_) => {
                self.deals.iter().for_each(|deal| self.opened(|at| deal.fact.owner_at(at), deal, &mut add));
            }
            Over::Stages => {
                for deal in &self.deals {
                    if let Some(entered) = self.entered(deal.fact, stage).filter(|at| self.is_known(*at)) {
                        let counted = |_| Counted::yes(Some(self.went_on(deal.fact, stage, entered)));
                        add(deal.fact.owner_at(entered), entered, &counted);
                    }
                }
            }
        }
    }

    /// Goes through the rows that a metric is about in the same way. Of rows no deal has stages.
    fn every_row(&self, rows: &dyn Rows, over: Over, add: &mut Adding<'_, RowOwner>) {
        match over {
            Over::Calls(_) => {
                rows.calls(&mut |owner, fact| self.call(owner, &Call { completeness: None, fact }, add));
            }
            Over::Contracts(_) => rows.contracts(&mut |owner, fact| self.contract(owner, fact, add)),
            Over::Emails(_) => rows.emails(&mut |owner, fact| self.email(owner, fact, add)),
            Over::Meetings(_) => rows.meetings(&mut |owner, fact| self.meeting(owner, fact, add)),
            Over::DealsClosed(_) => rows.deals(&mut |owner, fact| self.closed(|_| owner, &self.deal(fact), add)),
            Over::DealsOpened(_) => rows.deals(&mut |owner, fact| self.opened(|_| owner, &self.deal(fact), add)),
            Over::Stages => (),
        }
    }

    /// A deal of which nothing has to be looked up.
    fn deal<'f>(&self, fact: &'f DealFact) -> Deal<'f> {
        let minor = |money: Option<Money>| money.and_then(|money| minor_units(self.terms, money));
        Deal { completeness: None, fact, list_price: minor(fact.list_price), value: minor(fact.value) }
    }

    fn is_known(&self, at: Instant) -> bool {
        at <= self.at
    }

    fn call<O>(&self, owner: O, call: &Call<'_>, add: &mut Adding<'_, O>) {
        if self.is_known(call.fact.at) {
            let counted = |over| if let Over::Calls(count) = over { count(call, self) } else { Counted::Out };
            add(owner, call.fact.at, &counted);
        }
    }

    fn contract<O>(&self, owner: O, contract: &ContractFact, add: &mut Adding<'_, O>) {
        if self.is_known(contract.at) {
            let counted = |over| if let Over::Contracts(count) = over { count(contract, self) } else { Counted::Out };
            add(owner, contract.at, &counted);
        }
    }

    fn email<O>(&self, owner: O, email: &EmailFact, add: &mut Adding<'_, O>) {
        if self.is_known(email.at) {
            let counted = |over| if let Over::Emails(count) = over { count(email) } else { Counted::Out };
            add(owner, email.at, &counted);
        }
    }

    fn meeting<O>(&self, owner: O, meeting: &MeetingFact, add: &mut Adding<'_, O>) {
        if self.is_known(meeting.at) {
            let counted = |over| if let Over::Meetings(count) = over { count(meeting, self) } else { Counted::Out };
            add(owner, meeting.at, &counted);
        }
    }

    /// A deal, where it was closed by then.
    fn closed<O>(&self, owner_at: impl Fn(Instant) -> O, deal: &Deal<'_>, add: &mut Adding<'_, O>) {
        if let Some(closed) = deal.fact.closed.filter(|closed| self.is_known(closed.at)) {
            let closed = ClosedDeal { at: closed.at, deal, outcome: closed.outcome, zone: self.zone };
            let counted = |over| if let Over::DealsClosed(count) = over { count(&closed) } else { Counted::Out };
            add(owner_at(closed.at), closed.at, &counted);
        }
    }

    /// A deal, where it was opened by then.
    fn opened<O>(&self, owner_at: impl Fn(Instant) -> O, deal: &Deal<'_>, add: &mut Adding<'_, O>) {
        if let Some(opened) = deal.fact.opened_at.filter(|at| self.is_known(*at)) {
            let counted = |over| if let Over::DealsOpened(count) = over { count(deal) } else { Counted::Out };
            add(owner_at(opened), opened, &counted);
        }
    }

    /// Of which a metric is: each stage of the pipeline by its place, where it is one of stages and there are any.
    pub(super) fn stages_of(&self, entry: &MetricEntry) -> Vec<(Option<usize>, Owner<'a>)> {
        if !entry.is_by_stage() || self.pipeline.is_empty() {
            return vec![(None, None)];
        }
        self.pipeline.iter().enumerate().map(|(place, stage)| (Some(place), Some(stage))).collect()
    }

    /// When a deal was in a stage for the first time.
    fn entered(&self, deal: &DealFact, stage: Option<usize>) -> Option<Instant> {
        let stage = self.pipeline.get(stage?)?;
        deal.stages.iter().filter(|entered| entered.stage == *stage).map(|entered| entered.at).min()
    }

    /// Whether it was in a later stage after that, or won.
    fn went_on(&self, deal: &DealFact, stage: Option<usize>, entered: Instant) -> bool {
        let since = |at: Instant| entered <= at && at <= self.at;
        let later = stage.and_then(|stage| self.pipeline.get(stage.saturating_add(1)..)).unwrap_or_default();
        deal.stages.iter().any(|next| since(next.at) && later.contains(&next.stage))
            || deal.closed.is_some_and(|closed| closed.outcome == super::facts::DealOutcome::Won && since(closed.at))
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

impl Asked {
    /// Whether both are about the same records, dated alike.
    fn goes_with(self, other: Asked) -> bool {
        core::mem::discriminant(&self.entry.over) == core::mem::discriminant(&other.entry.over)
            && self.stage == other.stage
    }
}

/// What some spans come to for one of the metrics that were counted together. What a metric is not about leaves no trace
/// of its owner.
fn merged<'a>(spans: &[LookUp<Owner<'a>, Vec<Tally>>], number: usize) -> ByOwner<'a> {
    let mut merged = ByOwner::new();
    for (owner, tallies) in spans.iter().flatten() {
        if let Some(tally) = tallies.get(number).filter(|tally| **tally != Tally::default()) {
            merged.entry(*owner).or_default().merge(tally);
        }
    }
    merged
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

impl DealFact {
    /// Whose it was at a moment.
    fn owner_at(&self, at: Instant) -> Owner<'_> {
        let since = self.handovers.iter().filter(|handover| handover.at <= at);
        // Of two at the same moment the later one in the list counts.
        let last = since.reduce(|last, next| if next.at >= last.at { next } else { last });
        last.map_or(self.owner.as_ref(), |handover| handover.owner.as_ref())
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
fn followers(facts: &Facts) -> BTreeMap<&Key, Followers> {
    let mut followers: BTreeMap<&Key, Followers> = BTreeMap::new();
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
