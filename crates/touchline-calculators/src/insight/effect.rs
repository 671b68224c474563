//! The effect of coaching: before against after, of one person over what was observed of them, of several over each
//! person's difference; and beside people who were not coached in that time.
//!
//! Rules: INS-05.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::change::{EffectChange, NoEffect};
use super::coaching::{Around, CoachedPerson, ComparedPerson, Engagements, KnownDays, Side, Times};
use super::observed::EffectObserved;
use crate::metric::{Observed, Vouched, Window};
use touchline_kernel::math::{Sample, TRILLION, quotient, trillionths};
use touchline_kernel::text::Key;

/// What the two sides of an effect are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EffectOver {
    /// What was observed of one person: Welch's t over the observations.
    Observations,
    /// People, each with one mean: Student's t over each one's difference.
    People,
}

/// Why somebody is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LeftOutBecause {
    /// They were coached themselves at that time.
    CoachedThen,
    /// There is nothing of them before.
    NothingBefore,
    /// There is nothing of them after.
    NothingAfter,
}

/// Somebody who is not counted.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Why.
    pub because: LeftOutBecause,
    /// Who.
    pub person: Key,
}

/// Before against after, of one person or of several.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct GroupEffect {
    /// What there is after it.
    pub after: EffectObserved,
    /// What there is before it.
    pub before: EffectObserved,
    /// The change: after less before. Null where none is told.
    pub change: Option<EffectChange>,
    /// Who is not counted, in the order of their keys.
    pub left_out: Vec<LeftOut>,
    /// What both sides are made of.
    pub over: EffectOver,
    /// Why no change is told; null where one is.
    pub undefined: Option<NoEffect>,
}

/// Before against after, of one person among several.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonEffect {
    /// What was observed after it.
    pub after: EffectObserved,
    /// What was observed before it.
    pub before: EffectObserved,
    /// The change: after less before. Null where none is told.
    pub change: Option<EffectChange>,
    /// Who.
    pub person: Key,
    /// Why no change is told; null where one is.
    pub undefined: Option<NoEffect>,
}

/// How much more those changed who were coached than those who were not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "EffectContrast")]
pub struct Contrast {
    /// The change of those who were coached less that of those who were not: Welch's t over each person's difference.
    /// Null where none is told.
    pub change: Option<EffectChange>,
    /// Why no change is told; null where one is.
    pub undefined: Option<NoEffect>,
}

/// Whether those who were coached and those to compare with moved alike in the days before the coaching, as a difference in
/// differences assumes that they would have afterwards: the same over the two halves of these days, between which nothing
/// happened.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TrendBefore {
    /// Whether they moved apart already: whether the interval holds no 0. Where it holds 0 they may have moved alike, or too
    /// little was observed to tell. Null where no change is told.
    pub apart: Option<bool>,
    /// From the earlier half of the days before to the later one: the change of those who were coached less that of those
    /// who were not, by Welch's t over each person's difference. Null where none is told.
    pub change: Option<EffectChange>,
    /// Why no change is told, where either side of coaching is a half of the days before it; null where one is.
    pub undefined: Option<NoEffect>,
}

/// What changed with coaching.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "CoachingEffect")]
pub struct Effect {
    /// Of those who were coached.
    pub coached: GroupEffect,
    /// Of those to compare with, over the same days; null where nobody is.
    pub comparison: Option<GroupEffect>,
    /// The difference in differences; null where there is nobody to compare with.
    pub difference_in_differences: Option<Contrast>,
    /// Each person who was coached, where they are asked for: in the order of their keys.
    pub people: Vec<PersonEffect>,
    /// Whether both moved alike before the coaching; null where there is nobody to compare with.
    pub trend_before: Option<TrendBefore>,
}

/// Which days around an engagement are held against each other.
type Days = fn(&Around) -> Option<Around>;

/// What was observed of a person in a window on one side of coaching, where somebody answers for these ends of it.
pub(super) type Observe<'o> = dyn Fn(&Key, Side, Window, Vouched) -> Observed + 'o;

/// What was observed of one person, before and after.
struct Observations<'a> {
    after: Observed,
    before: Observed,
    person: &'a Key,
}

/// The means of one person, and how far they lie apart.
#[derive(Clone, Copy)]
struct Means {
    after: f64,
    before: f64,
    difference: f64,
    silent: Silent,
}

/// On which sides of coaching somebody has silent weeks or periods.
#[derive(Clone, Copy, Default)]
struct Silent {
    after: bool,
    before: bool,
}

/// Several people, of whom each counts once.
struct Group<'a> {
    after: Sample,
    before: Sample,
    differences: Sample,
    left_out: Vec<LeftOut>,
    /// Who of those that count has silent weeks or periods.
    silent: Vec<(&'a Key, Silent)>,
}

impl Effect {
    /// The effect by what was observed of a person in a window, on one side of coaching; with whoever counts by silent
    /// weeks or periods, too.
    pub(super) fn of<'a>(times: &Times<'a>, by_person: bool, observed: &Observe<'_>) -> (Self, BTreeSet<&'a Key>) {
        let around: Days = |around| Some(*around);
        let each = coached(times, around, observed);
        let group = Group::of(each.iter().map(|one| (one.person, one.means())));
        let compared = (!times.comparison.is_empty()).then(|| compared(times, &group.left_out, around, observed));
        let mut silent: BTreeSet<&Key> = each.iter().filter(|one| one.is_silent()).map(|one| one.person).collect();
        silent.extend(compared.iter().flat_map(|compared| &compared.silent).map(|(person, _)| *person));
        let effect = Effect {
            coached: match each.as_slice() {
                [one] => one.alone(group.left_out.clone()),
                _ => group.effect(NoEffect::TooFewPeople),
            },
            comparison: compared.as_ref().map(|compared| compared.effect(NoEffect::TooFewCompared)),
            difference_in_differences: compared.as_ref().map(|compared| group.beside(compared)),
            people: each.iter().filter(|_| by_person).map(Observations::told).collect(),
            trend_before: compared.is_some().then(|| TrendBefore::of(times, observed)),
        };
        (effect, silent)
    }
}

impl TrendBefore {
    fn of(times: &Times<'_>, observed: &Observe<'_>) -> Self {
        let each = coached(times, Around::halves_before, observed);
        let group = Group::of(each.iter().map(|one| (one.person, one.means())));
        let Contrast { change, undefined } =
            group.beside(&compared(times, &group.left_out, Around::halves_before, observed));
        let apart = change.map(|change| change.interval.low > 0.0 || change.interval.high < 0.0);
        TrendBefore { apart, change, undefined }
    }
}

/// What was observed of each person who was coached.
fn coached<'a>(times: &Times<'a>, days: Days, observed: &Observe<'_>) -> Vec<Observations<'a>> {
    let of = |(person, (coached, around)): (&&'a Key, &(&CoachedPerson, Around))| {
        Observations::of(person, days(around), times.known(coached.known), observed)
    };
    times.coached.iter().map(of).collect()
}

/// Those to compare with, over the same days: those around the engagements of whoever counts, or of everybody where nobody
/// does.
fn compared<'a>(times: &Times<'a>, left_out: &[LeftOut], days: Days, observed: &Observe<'_>) -> Group<'a> {
    // Both are in the order of their keys.
    let counts = |person: &&Key| left_out.binary_search_by(|one| one.person.cmp(person)).is_err();
    let coached = times.coached.keys().copied();
    let engagements = if left_out.len() < times.coached.len() {
        times.engagements(coached.filter(counts))
    } else {
        times.engagements(coached)
    };
    let means = |person, compared: &ComparedPerson| {
        let known = times.known(compared.known);
        let of = |around: &Around| Observations::of(person, days(around), known, observed).means();
        weighted(&engagements, compared, of)
    };
    Group::of(times.comparison.iter().map(|(person, compared)| (*person, means(*person, compared))))
}

impl<'a> Observations<'a> {
    fn of(person: &'a Key, around: Option<Around>, known: KnownDays, observed: &Observe<'_>) -> Self {
        let vouched = known.vouched();
        let on = |side| {
            let window = around.and_then(|around| around.window(side, known));
            window.map(|window| observed(person, side, window, vouched)).unwrap_or_default()
        };
        Observations { after: on(Side::After), before: on(Side::Before), person }
    }

    const fn is_silent(&self) -> bool {
        self.before.silent > 0 || self.after.silent > 0
    }

    fn means(&self) -> Result<Means, LeftOutBecause> {
        let (before, after) = (&self.before.sample, &self.after.sample);
        let difference = after.less(before);
        let before = before.mean().ok_or(LeftOutBecause::NothingBefore)?;
        let after = after.mean().ok_or(LeftOutBecause::NothingAfter)?;
        let difference = difference.ok_or(LeftOutBecause::NothingAfter)?;
        let silent = Silent { after: self.after.silent > 0, before: self.before.silent > 0 };
        Ok(Means { after, before, difference, silent })
    }

    fn change(&self) -> Result<EffectChange, NoEffect> {
        let (before, after) = (&self.before.sample, &self.after.sample);
        match (before.count(), after.count()) {
            (0, _) => Err(NoEffect::NothingBefore),
            (_, 0) => Err(NoEffect::NothingAfter),
            (1, _) => Err(NoEffect::OneBefore),
            (_, 1) => Err(NoEffect::OneAfter),
            _ => EffectChange::between(before, after).ok_or(NoEffect::NothingVaries),
        }
    }

    fn told(&self) -> PersonEffect {
        let change = self.change();
        PersonEffect {
            after: EffectObserved::of(&self.after.sample, self.after.silent),
            before: EffectObserved::of(&self.before.sample, self.before.silent),
            change: change.ok(),
            person: self.person.clone(),
            undefined: change.err(),
        }
    }

    /// The effect where nobody else was coached.
    fn alone(&self, left_out: Vec<LeftOut>) -> GroupEffect {
        let PersonEffect { after, before, change, undefined, .. } = self.told();
        GroupEffect { after, before, change, left_out, over: EffectOver::Observations, undefined }
    }
}

impl<'a> Group<'a> {
    fn of(people: impl Iterator<Item = (&'a Key, Result<Means, LeftOutBecause>)>) -> Self {
        let (mut means, mut left_out, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        for (person, found) in people {
            match found {
                Ok(found) => {
                    if found.silent.before || found.silent.after {
                        silent.push((person, found.silent));
                    }
                    means.push(found);
                }
                Err(because) => left_out.push(LeftOut { because, person: person.clone() }),
            }
        }
        let sample = |of: fn(&Means) -> f64| Sample::of_numbers(means.iter().map(of));
        Group {
            after: sample(|means| means.after),
            before: sample(|means| means.before),
            differences: sample(|means| means.difference),
            left_out,
            silent,
        }
    }

    /// How many have silent weeks or periods on a side.
    fn silent(&self, on: impl Fn(&Silent) -> bool) -> u64 {
        self.silent.iter().fold(0, |count, (_, silent)| count.saturating_add(u64::from(on(silent))))
    }

    /// Before against after; with too few people there is none.
    fn effect(&self, too_few: NoEffect) -> GroupEffect {
        let change = match self.differences.count() {
            0 | 1 => Err(too_few),
            _ => EffectChange::over(&self.differences).ok_or(NoEffect::NothingVaries),
        };
        GroupEffect {
            after: EffectObserved::of(&self.after, self.silent(|silent| silent.after)),
            before: EffectObserved::of(&self.before, self.silent(|silent| silent.before)),
            change: change.ok(),
            left_out: self.left_out.clone(),
            over: EffectOver::People,
            undefined: change.err(),
        }
    }

    /// How much more these changed than others.
    fn beside(&self, others: &Group<'_>) -> Contrast {
        let change = match (self.differences.count(), others.differences.count()) {
            (0 | 1, _) => Err(NoEffect::TooFewPeople),
            (_, 0 | 1) => Err(NoEffect::TooFewCompared),
            _ => EffectChange::between(&others.differences, &self.differences).ok_or(NoEffect::NothingVaries),
        };
        Contrast { change: change.ok(), undefined: change.err() }
    }
}

/// The means of somebody who was not coached, over the days of those who were: of several engagements each counts as
/// often as there are people whose it was.
fn weighted(
    engagements: &Engagements,
    compared: &ComparedPerson,
    means: impl Fn(&Around) -> Result<Means, LeftOutBecause>,
) -> Result<Means, LeftOutBecause> {
    let (mut sums, mut silence) = ([0_i128; 3], Silent::default());
    let (mut weights, mut lacked) = (0_i128, LeftOutBecause::CoachedThen);
    for (around, people) in engagements.values().filter(|(around, _)| !compared.was_coached(around)) {
        match means(around) {
            Err(because) => lacked = because,
            Ok(Means { after, before, difference, silent }) => {
                silence.after |= silent.after;
                silence.before |= silent.before;
                weights = weights.saturating_add(*people);
                for (sum, value) in sums.iter_mut().zip([after, before, difference]) {
                    *sum = sum.saturating_add(trillionths(value).saturating_mul(*people));
                }
            }
        }
    }
    let [after, before, difference] = sums.map(|sum| quotient(sum, weights.saturating_mul(TRILLION)));
    let means = || Some(Means { after: after?, before: before?, difference: difference?, silent: silence });
    means().ok_or(lacked)
}
