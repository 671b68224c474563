//! What can be wrong with facts though each has its shape: names that stand for nothing, ends before beginnings,
//! currencies that nobody put together.
//!
//! Rules: MET-08.

use std::collections::{BTreeMap, BTreeSet};

use super::Terms;
use super::check::once;
use super::facts::{DealFact, Facts, PriceFact};
use super::qualification::check_frameworks;
use touchline_kernel::look_up::Seen;
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, Rejection};
use touchline_kernel::text::Key;

/// What all amounts are in: the currency of the rates, or that of the first amount. Refuses the first amount that
/// cannot be put together with it.
pub(super) fn currency(facts: &Facts, terms: &Terms) -> Result<Option<Currency>, Failure> {
    if let Some(frameworks) = &terms.frameworks {
        check_frameworks(frameworks, "/terms/frameworks").map_err(Failure::BadInput)?;
    }
    let mut common = terms.rates.as_ref().map(|rates| rates.sums_in);
    let mut join = |money: Money, path: &dyn Fn() -> String| {
        let expected = *common.get_or_insert(money.currency);
        let joins = match &terms.rates {
            Some(rates) => rates.convert(money).is_some(),
            None => money.currency == expected,
        };
        if joins {
            return Ok(());
        }
        let reason = Reason::new(Code::CurrencyMixed)
            .with(DetailKey::Actual, money.currency.code())
            .with(DetailKey::Expected, expected.code());
        Err(Rejection::from(reason).at(format!("{}/currency", path())))
    };
    for (money, (list, place, field)) in amounts(facts) {
        join(money, &|| format!("/facts/{list}/{place}/{field}"))?;
    }
    if let Some(size) = terms.deal_size {
        join(size, &|| "/terms/deal_size".to_owned())?;
    }
    Ok(common)
}

/// Where an amount stands: in which list, in which of its records, and in which field.
type Place = (&'static str, usize, &'static str);

/// Every amount of the facts, with its place.
fn amounts(facts: &Facts) -> impl Iterator<Item = (Money, Place)> {
    let deals = facts.deals.iter().enumerate().flat_map(|(place, deal)| {
        [(deal.list_price, ("deals", place, "list_price")), (deal.value, ("deals", place, "value"))]
    });
    let prices = facts.prices.iter().enumerate().map(|(place, price)| (Some(price.price), ("prices", place, "price")));
    let targets = facts.targets.iter().enumerate().flat_map(|(place, target)| {
        [(target.forecast, ("targets", place, "forecast")), (target.quota, ("targets", place, "quota"))]
    });
    deals.chain(prices).chain(targets).filter_map(|(money, place)| Some((money?, place)))
}

/// A name by its letters and digits, in any case.
pub(super) fn folded(name: &Key) -> String {
    name.as_str().chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl PriceFact {
    /// The product's name as others are held against it: what has the same is the same product.
    #[must_use]
    pub fn name(&self) -> String {
        folded(&self.product)
    }
}

/// What each product costs, by its folded name.
pub(super) fn prices(facts: &Facts, faults: &mut Faults) -> BTreeMap<String, Money> {
    let mut prices = BTreeMap::new();
    for (place, price) in facts.prices.iter().enumerate() {
        if prices.insert(price.name(), price.price).is_some() {
            faults.add(format!("/facts/prices/{place}/product"), Reason::twice(price.product.as_str()));
        }
    }
    prices
}

/// Everything that is wrong with facts and terms, but for what is looked up in frameworks and prices.
pub(super) fn facts(facts: &Facts, terms: &Terms, faults: &mut Faults) {
    let mut stages = Seen::default();
    for (place, stage) in terms.pipeline.iter().enumerate() {
        once(faults, &mut stages, stage, || format!("/terms/pipeline/{place}"));
    }
    let mut rates = BTreeSet::new();
    for (place, rate) in terms.rates.iter().flat_map(|rates| rates.rates.iter().enumerate()) {
        if !rates.insert(rate.currency) {
            faults.add(format!("/terms/rates/rates/{place}/currency"), Reason::twice(rate.currency.code()));
        }
    }
    // There may be a million, and to make room again and again would mean to hash each again and again.
    let mut deals = Seen::with_capacity_and_hasher(facts.deals.len(), Default::default());
    for (place, deal) in facts.deals.iter().enumerate() {
        let at = |field: &str| format!("/facts/deals/{place}/{field}");
        once(faults, &mut deals, &deal.deal, || at("deal"));
        moments(deal, faults, at);
        for (entered, stage) in deal.stages.iter().enumerate().filter(|(_, entered)| !stages.contains(&entered.stage)) {
            let known = terms.pipeline.iter().map(Key::as_str);
            faults.known(at(&format!("stages/{entered}/stage")), stage.stage.as_str(), known);
        }
    }
    for (place, target) in facts.targets.iter().enumerate() {
        if let Err(reason) = target.period.check() {
            faults.add(format!("/facts/targets/{place}/period"), reason);
        }
    }
}

/// A deal is not closed before it was opened, or before an offer was made.
fn moments(deal: &DealFact, faults: &mut Faults, at: impl Fn(&str) -> String) {
    let Some(closed) = deal.closed else { return };
    for (field, begun) in [("opened_at", deal.opened_at), ("first_offer_at", deal.first_offer_at)] {
        if closed.is_before(begun) {
            faults.add(at(field), Code::SpanReversed);
        }
    }
}
