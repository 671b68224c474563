//! A fair ranking: people in the order of an estimate that is drawn towards the mean of all, the more the less is known of
//! somebody, so that one lucky call leads no table.
//!
//! How far is estimated from the figures themselves, by the method of moments: how much people differ is what is left of how
//! far they lie apart, once what chance alone does is taken from it. Every observation weighs the same.
//!
//! Rules: INS-07, INS-08, INS-16.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::InsightPolicy;
use crate::metric::{Better, FEW, Interval, MeanIntervals, Proportion};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::math::{NORMAL_95, Sample, TRILLION, beta_quantile, quotient, sum};
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;

/// How what was observed came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ObservationDrawn")]
pub enum Drawn {
    /// Somebody asked for it.
    Asked,
    /// Somebody chose it on purpose.
    Chosen,
    /// It was drawn at random.
    Random,
}

/// So many hits of so many, of a person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedRate {
    /// How these came to be looked at; null where that is not known.
    #[serde(default)]
    pub drawn: Option<Drawn>,
    /// How many are hits.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub hits: u64,
    /// How many there are.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub of: u64,
    /// Whose.
    pub person: Key,
}

/// A value that was observed of a person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedValue {
    /// How it came to be looked at; null where that is not known.
    #[serde(default)]
    pub drawn: Option<Drawn>,
    /// Whose.
    pub person: Key,
    /// The value. It counts to a trillionth.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

/// Rates to be ranked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedRates {
    /// Hits, in any order and in as many parts as there are.
    #[schemars(length(max = 100_000))]
    pub rates: Vec<RankedRate>,
}

/// Means to be ranked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedMeans {
    /// Values, in any order.
    #[schemars(length(max = 100_000))]
    pub values: Vec<RankedValue>,
}

/// What people are ranked by.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum RankingOf {
    /// The mean of values.
    Means(RankedMeans),
    /// A rate.
    Rates(RankedRates),
}

/// Which observations were used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ObservationsUsed {
    /// All of them: not everybody has enough that were drawn at random.
    All,
    /// Those alone that were drawn at random, of which everybody has enough.
    Random,
}

/// How far estimates are drawn to the mean of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Pooling {
    /// Wholly: people do not differ more than chance makes them, or nobody can say whether they do.
    Full,
    /// Not at all: there are too few people, or chance does nothing.
    None,
    /// The more the less is known of somebody.
    Partial,
}

/// Somebody's place.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RankedPerson {
    /// Between which bounds the estimate lies with a probability of 95 %, taking what is known of all for granted; null
    /// where nobody can say.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// How many observations there are of the person.
    pub observations: u64,
    /// How much what is known of the person counts in the estimate, beside the mean of all: from 0 to 1.
    pub own_weight: f64,
    /// Who.
    pub person: Key,
    /// The place, from 1: people with the same estimate have the same one; null where a viewer is shown a part of those who are in
    /// order, among whom a place would be none among all.
    pub rank: Option<u64>,
    /// The figure as it was observed.
    pub raw: f64,
    /// Between which bounds that lies: Wilson's interval of a rate, Student's of a mean; null where nobody can say.
    pub raw_interval: Option<Interval>,
    /// The estimate by which people are in order.
    pub shrunken: f64,
}

/// A fair ranking.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Ranking {
    /// How much people differ, as a variance; null where nobody can say. At most 0 where chance explains all.
    pub between_variance: Option<f64>,
    /// The mean of all observations; null where there are none.
    pub mean: Option<f64>,
    /// How many observations there are.
    pub observations: u64,
    /// The people: the best first, then whoever has more observations, then in the order of their keys.
    pub people: Vec<RankedPerson>,
    /// How far estimates are drawn to the mean.
    pub pooling: Pooling,
    /// Which observations were used.
    pub used: ObservationsUsed,
    /// Who has no observation that was used, in the order of their keys.
    pub without: Vec<Key>,
}

impl Ranking {
    /// The same where figures lie between two bounds: no interval reaches beyond them.
    #[must_use]
    pub fn between(mut self, least: f64, most: f64) -> Self {
        for row in &mut self.people {
            let around = [&mut row.interval, &mut row.raw_interval].into_iter().flatten();
            around.for_each(|interval| *interval = interval.within(least, most));
        }
        self
    }

    /// The same for somebody who is shown a part of those who are in order: nobody has a place.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.people.iter_mut().for_each(|row| row.rank = None);
        self
    }
}

/// What is observed of one person.
trait Observed {
    /// How many observations there are.
    fn count(&self) -> u64;
    /// The figure; nothing of no observation.
    fn raw(&self) -> Option<f64>;
    /// Between which bounds it lies.
    fn interval(&self, means: &mut MeanIntervals) -> Option<Interval>;
}

impl Observed for Proportion {
    fn count(&self) -> u64 {
        self.of
    }

    fn raw(&self) -> Option<f64> {
        self.share()
    }

    fn interval(&self, _: &mut MeanIntervals) -> Option<Interval> {
        Proportion::interval(*self, NORMAL_95)
    }
}

/// What the values of a person come to.
struct Values {
    count: u64,
    mean: Option<f64>,
    /// The squares of how far they lie from their mean.
    squares: f64,
    /// In trillionths.
    sum: i128,
}

impl Values {
    fn of(numbers: impl IntoIterator<Item = f64>) -> Self {
        let sample = Sample::of_numbers(numbers);
        Values { count: sample.count(), mean: sample.mean(), squares: sample.squares(), sum: sample.sum() }
    }

    /// How many there are of all people, and their mean.
    fn together(people: &[(Key, Values)]) -> (u64, Option<f64>) {
        let count = people.iter().map(|(_, values)| values.count).fold(0, u64::saturating_add);
        let sum = people.iter().map(|(_, values)| values.sum).fold(0, i128::saturating_add);
        (count, quotient(sum, TRILLION.saturating_mul(count.into())))
    }
}

impl Observed for Values {
    fn count(&self) -> u64 {
        self.count
    }

    fn raw(&self) -> Option<f64> {
        self.mean
    }

    fn interval(&self, means: &mut MeanIntervals) -> Option<Interval> {
        means.around(self.raw()?, self.squares, self.count)
    }
}

fn real(count: u64) -> Option<f64> {
    quotient(count.into(), 1)
}

/// What the method of moments makes of people.
struct Moments {
    between: Option<f64>,
    /// Half of what an observation weighs beside the mean: how much each observation's own variance is of that between
    /// people. Nothing where all is the mean.
    beside: Option<f64>,
}

/// People in the order of their keys, with what is used of them.
struct People<T> {
    used: ObservationsUsed,
    with: Vec<(Key, T)>,
    without: Vec<Key>,
}

/// A person, and what is told of them.
struct Own<'a> {
    /// How many observations there are of them.
    all: u64,
    key: &'a Key,
    /// How many of the observations were drawn at random.
    random: u64,
    /// In how many runs they lie.
    runs: usize,
}

/// People in the order in which they came up, and the observations of one after those of the other, in runs of such as lie side
/// by side: most people have one.
struct ByPerson<'a, O> {
    runs: Vec<&'a [O]>,
    people: Vec<Own<'a>>,
}

impl Own<'_> {
    fn add<O>(&mut self, run: &[O], told: fn(&O) -> Told<'_>) {
        self.runs = self.runs.saturating_add(1);
        for (_, drawn, count) in run.iter().map(told) {
            self.all = self.all.saturating_add(count);
            let random = if drawn == Some(Drawn::Random) { count } else { 0 };
            self.random = self.random.saturating_add(random);
        }
    }
}

impl<'a, O> ByPerson<'a, O> {
    fn of(observations: &'a [O], told: fn(&O) -> Told<'_>) -> Self {
        let runs: Vec<&[O]> = observations.chunk_by(|one, other| told(one).0 == told(other).0).collect();
        let mut places: LookUp<&str, usize> = LookUp::default();
        places.reserve(runs.len());
        let mut people: Vec<Own<'_>> = Vec::with_capacity(runs.len());
        let mut whose = Vec::with_capacity(runs.len());
        for run in &runs {
            let Some((key, ..)) = run.first().map(told) else { continue };
            let place = *places.entry(key.as_str()).or_insert(people.len());
            whose.push(place);
            if place == people.len() {
                people.push(Own { all: 0, key, random: 0, runs: 0 });
            }
            people.get_mut(place).into_iter().for_each(|own| own.add(run, told));
        }
        // Where the next run of each goes.
        let mut next: Vec<usize> = people
            .iter()
            .scan(0, |begins: &mut usize, own| {
                let own_begins = *begins;
                *begins = begins.saturating_add(own.runs);
                Some(own_begins)
            })
            .collect();
        let mut in_order: Vec<&[O]> = vec![&[]; runs.len()];
        for (run, place) in runs.into_iter().zip(whose) {
            let Some(next) = next.get_mut(place) else { continue };
            in_order.get_mut(*next).into_iter().for_each(|place| *place = run);
            *next = next.saturating_add(1);
        }
        ByPerson { runs: in_order, people }
    }

    /// Each person, with their observations.
    fn each(&self) -> impl Iterator<Item = (&'a Key, impl Iterator<Item = &'a O>)> {
        let mut rest = self.runs.as_slice();
        self.people.iter().map(move |own| {
            let (those, behind) = rest.split_at(own.runs.min(rest.len()));
            rest = behind;
            (own.key, those.iter().copied().flatten())
        })
    }

    /// The places of the people, in the order of their keys.
    fn by_key(&self) -> impl Iterator<Item = usize> {
        // Most keys differ in how they begin, which is compared at once.
        let told = |(place, own): (usize, &Own<'a>)| (beginning(own.key.as_str()), place);
        let key = |place: usize| self.people.get(place).map(|own| own.key.as_str());
        let mut places: Vec<(u128, usize)> = self.people.iter().enumerate().map(told).collect();
        places.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| key(one.1).cmp(&key(other.1))));
        places.into_iter().map(|(_, place)| place)
    }
}

/// The first bytes of a text, in whose order texts are as far as they tell.
fn beginning(text: &str) -> u128 {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(text.bytes()).for_each(|(byte, own)| *byte = own);
    u128::from_be_bytes(bytes)
}

/// Gathers observations by person: those that were drawn at random where everybody has enough of them, else all.
fn gather<O, T: Observed>(
    observations: &[O],
    told: fn(&O) -> Told<'_>,
    sum: impl Fn(&mut dyn Iterator<Item = &O>) -> T,
    enough: u32,
) -> People<T> {
    let by_person = ByPerson::of(observations, told);
    let is_random = |one: &&O| told(one).1 == Some(Drawn::Random);
    let any = by_person.people.iter().any(|own| own.all > 0);
    let all_have = by_person.people.iter().all(|own| own.all == 0 || own.random >= enough.into());
    let used = if any && all_have { ObservationsUsed::Random } else { ObservationsUsed::All };
    let is_used = |one: &&O| used == ObservationsUsed::All || is_random(one);
    let summed = by_person.each().map(|(person, those)| Some((person.clone(), sum(&mut those.filter(is_used)))));
    let mut observed: Vec<Option<(Key, T)>> = summed.collect();
    let (mut with, mut without) = (Vec::with_capacity(observed.len()), Vec::new());
    for place in by_person.by_key() {
        let Some((person, observed)) = observed.get_mut(place).and_then(Option::take) else { continue };
        if observed.count() > 0 {
            with.push((person, observed));
        } else {
            without.push(person);
        }
    }
    People { used, with, without }
}

/// How far counts are from being all of one person: what a variance between people is divided by.
fn spread_of_counts(counts: &[u64]) -> Option<f64> {
    let all: i128 = counts.iter().map(|count| i128::from(*count)).sum();
    let squares: i128 = counts.iter().map(|count| i128::from(*count).saturating_mul((*count).into())).sum();
    quotient(all.saturating_mul(all).saturating_sub(squares), all)
}

/// The squares of how far people lie from the mean, each as often as it has observations.
fn apart<T: Observed>(people: &[(Key, T)], mean: f64) -> f64 {
    sum(people.iter().filter_map(|(_, observed)| {
        let apart = observed.raw()? - mean;
        Some(real(observed.count())? * apart * apart)
    }))
}

/// Sums of squares that are equal come out as far apart at most, as a part of what they are.
const ROUNDING: f64 = 1e-12;

fn one_less(count: usize) -> Option<f64> {
    real(u64::try_from(count).ok()?.checked_sub(1)?)
}

/// How much more there is than is to be expected. What rounding alone may have left is nothing.
fn beyond(found: f64, expected: f64) -> f64 {
    let more = found - expected;
    if more.abs() <= ROUNDING * expected { 0.0 } else { more }
}

/// Of rates: the correlation within people by Kleinman's weighted moments, each observation weighing one.
fn of_rates(people: &[(Key, Proportion)], all: Proportion) -> Option<Moments> {
    let mean = all.share()?;
    let chance = mean * (1.0 - mean);
    let fewer = one_less(people.len())?;
    let counts: Vec<u64> = people.iter().map(|(_, rate)| rate.of).collect();
    let below = spread_of_counts(&counts)? - fewer;
    if chance <= 0.0 || below <= 0.0 {
        let between = (chance <= 0.0 && below > 0.0).then_some(0.0);
        return Some(Moments { between, beside: None });
    }
    let within = beyond(apart(people, mean) / chance, fewer) / below;
    let beside = (within > 0.0).then(|| ((1.0 - within) / within).max(0.0));
    Some(Moments { between: Some(within * chance), beside })
}

/// Of means, of so many values in all with this mean: the variance between people by the analysis of variance, each
/// observation weighing one.
fn of_means(people: &[(Key, Values)], (count, mean): (u64, Option<f64>)) -> Option<Moments> {
    let (mean, fewer) = (mean?, one_less(people.len())?);
    let counts: Vec<u64> = people.iter().map(|(_, values)| values.count()).collect();
    let freedom = real(count.checked_sub(u64::try_from(people.len()).ok()?)?)?;
    let below = spread_of_counts(&counts)?;
    if freedom <= 0.0 || below <= 0.0 {
        return Some(Moments { between: None, beside: None });
    }
    let within = sum(people.iter().map(|(_, values)| values.squares)) / freedom;
    let between = beyond(apart(people, mean), fewer * within) / below;
    Some(Moments { between: Some(between), beside: (between > 0.0).then(|| within / between) })
}

impl RankingOf {
    /// Refuses more hits than there are. It stands at `path`.
    ///
    /// # Errors
    /// All of them.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let RankingOf::Rates(RankedRates { rates }) = self {
            for (place, rate) in rates.iter().enumerate().filter(|(_, rate)| rate.hits > rate.of) {
                faults.add(format!("{path}/body/rates/{place}/hits"), Reason::out_of_range(rate.hits, 0, rate.of));
            }
        }
        faults.told()
    }

    /// The ranking.
    #[must_use]
    pub fn ranking(&self, better: Better, policy: &InsightPolicy) -> Ranking {
        match self {
            RankingOf::Rates(RankedRates { rates }) => {
                let own = |rates: &mut dyn Iterator<Item = &RankedRate>| {
                    let none = Proportion { hits: 0, of: 0 };
                    rates.fold(none, |sum, rate| Proportion {
                        hits: sum.hits.saturating_add(rate.hits),
                        of: sum.of.saturating_add(rate.of),
                    })
                };
                let people = gather(rates, rate_told, own, policy.random_enough);
                let sums = |of: fn(&Proportion) -> u64| {
                    people.with.iter().map(|(_, rate)| of(rate)).fold(0, u64::saturating_add)
                };
                let all = Proportion { hits: sums(|rate| rate.hits), of: sums(|rate| rate.of) };
                let moments = of_rates(&people.with, all);
                // Many people have as many hits of as many.
                let mut known: LookUp<(u64, u64), Option<Interval>> = LookUp::default();
                let mut interval = |rate: &Proportion, beside: f64| {
                    let (mean, hits, of) = (all.share()?, real(rate.hits)?, real(rate.of)?);
                    let told = || beta_interval(hits + beside * mean, of - hits + beside * (1.0 - mean));
                    *known.entry((rate.hits, rate.of)).or_insert_with(told)
                };
                let whole = || Proportion::interval(all, NORMAL_95);
                let all = Whole { count: all.of, interval: &whole, mean: all.share() };
                ranked(people, (all, moments, &mut interval), better, policy)
            }
            RankingOf::Means(RankedMeans { values }) => {
                let own = |values: &mut dyn Iterator<Item = &RankedValue>| Values::of(values.map(|value| value.value));
                let people = gather(values, value_told, own, policy.random_enough);
                let used = people.used;
                let is_used =
                    move |value: &&RankedValue| used == ObservationsUsed::All || value.drawn == Some(Drawn::Random);
                let together = || Values::of(values.iter().filter(is_used).map(|value| value.value));
                let all = Values::together(&people.with);
                let moments = of_means(&people.with, all);
                let between = moments.as_ref().and_then(|moments| moments.between);
                let (count, mean) = all;
                let mut interval = |values: &Values, beside: f64| {
                    let count = real(values.count())?;
                    let mean = estimate(values.raw()?, mean?, count / (count + beside));
                    // What is left of the variance between people, once so many observations are known.
                    let half = NORMAL_95 * (between? * beside / (count + beside)).sqrt();
                    Some(Interval { high: mean + half, low: mean - half })
                };
                let whole = || together().interval(&mut MeanIntervals::default());
                ranked(people, (Whole { count, interval: &whole, mean }, moments, &mut interval), better, policy)
            }
        }
    }
}

/// Whose something is, how it came to be looked at, and how many observations it is.
type Told<'a> = (&'a Key, Option<Drawn>, u64);

fn rate_told(rate: &RankedRate) -> Told<'_> {
    (&rate.person, rate.drawn, rate.of)
}

fn value_told(value: &RankedValue) -> Told<'_> {
    (&value.person, value.drawn, 1)
}

/// The middle 95 % of the beta distribution.
fn beta_interval(above: f64, below: f64) -> Option<Interval> {
    let at = |share: f64| Some(beta_quantile(share, above, below)).filter(|bound| bound.is_finite());
    Some(Interval { high: at(0.975)?, low: at(0.025)? })
}

/// An estimate between a figure and a mean: never beyond either of them, whatever rounding does.
fn estimate(raw: f64, mean: f64, weight: f64) -> f64 {
    (mean + weight * (raw - mean)).clamp(raw.min(mean), raw.max(mean))
}

/// What all observations together come to.
struct Whole<'a> {
    count: u64,
    /// Between which bounds their figure lies.
    interval: &'a dyn Fn() -> Option<Interval>,
    mean: Option<f64>,
}

/// All observations together, what the moments are, and between which bounds an estimate lies that is drawn to the mean in part.
type Drawing<'a, T> = (Whole<'a>, Option<Moments>, &'a mut dyn FnMut(&T, f64) -> Option<Interval>);

fn ranked<T: Observed>(
    people: People<T>,
    (all, moments, interval): Drawing<'_, T>,
    better: Better,
    policy: &InsightPolicy,
) -> Ranking {
    let People { used, with, without } = people;
    let too_few = u64::try_from(with.len()).is_ok_and(|people| people < policy.ranking_people.into());
    let beside = moments.as_ref().and_then(|moments| moments.beside);
    let pooling = match beside {
        _ if too_few => Pooling::None,
        None => Pooling::Full,
        Some(beside) if beside > 0.0 => Pooling::Partial,
        Some(_) => Pooling::None,
    };
    let mean = all.mean;
    // All observations are gone through once for it, however many people there are.
    let of_all = (pooling == Pooling::Full).then(all.interval).flatten();
    let own_weight = |count: u64| match (pooling, beside) {
        (Pooling::Partial, Some(beside)) => Some(real(count)? / (real(count)? + beside)),
        (Pooling::Full, _) => Some(0.0),
        _ => Some(1.0),
    };
    let shrunken = |observed: &T| {
        let (raw, mean) = (observed.raw()?, mean?);
        Some(match pooling {
            Pooling::Full => mean,
            Pooling::None => raw,
            Pooling::Partial => estimate(raw, mean, own_weight(observed.count())?),
        })
    };
    let mut means = MeanIntervals::default();
    let mut row = |person: Key, observed: &T, shrunken: f64| {
        let raw_interval = observed.interval(&mut means);
        let interval = match (pooling, beside) {
            (Pooling::Partial, Some(beside)) => interval(observed, beside),
            (Pooling::Full, _) => of_all,
            _ => raw_interval,
        };
        let observations = observed.count();
        Some(RankedPerson {
            interval,
            low_evidence: observations < FEW,
            observations,
            own_weight: own_weight(observations)?,
            person,
            rank: None,
            raw: observed.raw()?,
            raw_interval,
            shrunken,
        })
    };
    // Small keys are put in order, and not whole rows. The people stand in the order of theirs, which is kept among equals.
    let placed = |(place, (_, observed)): (usize, &(Key, T))| Some((shrunken(observed)?, observed.count(), place));
    let mut order: Vec<(f64, u64, usize)> = with.iter().enumerate().filter_map(placed).collect();
    order.sort_by(|one, other| {
        let by_estimate = match better {
            Better::Higher => other.0.total_cmp(&one.0),
            Better::Lower => one.0.total_cmp(&other.0),
        };
        by_estimate.then(other.1.cmp(&one.1))
    });
    let mut with: Vec<Option<(Key, T)>> = with.into_iter().map(Some).collect();
    let in_order = order.into_iter().filter_map(|(shrunken, _, place)| {
        let (person, observed) = with.get_mut(place)?.take()?;
        row(person, &observed, shrunken)
    });
    let mut rows: Vec<RankedPerson> = in_order.collect();
    let mut before: Option<(f64, u64)> = None;
    for (place, row) in (1_u64..).zip(&mut rows) {
        let same = before.filter(|(estimate, _)| estimate.total_cmp(&row.shrunken).is_eq());
        let rank = same.map_or(place, |(_, rank)| rank);
        row.rank = Some(rank);
        before = Some((row.shrunken, rank));
    }
    Ranking {
        between_variance: moments.and_then(|moments| moments.between),
        mean,
        observations: all.count,
        people: rows,
        pooling,
        used,
        without,
    }
}
