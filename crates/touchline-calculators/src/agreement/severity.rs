//! How severe raters are: a rating is what the person is worth plus how lenient the rater is, by least squares, as far as
//! raters have rated the same people.
//!
//! Rules: INS-10.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::linear::Triangle;
use crate::metric::Interval;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::math::{Sample, quotient, student_quantile, sum};
use touchline_kernel::text::Key;

/// The greatest number of raters who are held against one another. The work grows with its cube, so several parts may be no
/// more work together than one of so many.
pub const MOST_RATERS: usize = 1_000;

/// How somebody rated somebody, by the places of both. The same rater may rate the same person often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The person's place.
    pub person: u32,
    /// The rater's place.
    pub rater: u32,
    /// The rating.
    pub value: f64,
}

/// The same by the names of both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedJudgement<'a> {
    /// Who was rated.
    pub person: &'a Key,
    /// Who rated.
    pub rater: &'a Key,
    /// The rating.
    pub value: f64,
}

/// How severe each rater is, and what scores would be if all were equally so.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SeverityAnswer")]
pub struct Severity {
    /// Those who can be held against one another: in each of these parts everybody is connected, and nobody with another's.
    /// The part with most ratings comes first.
    pub parts: Vec<Part>,
    /// Who was rated, in the order of their keys.
    pub people: Vec<PersonAdjusted>,
    /// Who rated, in the order of their keys.
    pub raters: Vec<RaterSeverity>,
}

/// People and raters who are connected: by whom the one rated, whom another rated, and so on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SeverityPart")]
pub struct Part {
    /// The degrees of freedom of what is left: ratings less what was estimated.
    pub degrees_of_freedom: u32,
    /// The standard deviation of what neither person nor rater tells; null without degrees of freedom.
    pub deviation: Option<f64>,
    /// How many people were rated.
    pub people: u32,
    /// How many raters there are.
    pub raters: u32,
    /// How many ratings there are.
    pub ratings: u32,
}

/// How severe a rater is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RaterSeverity {
    /// Whether nobody else rated any of the same people: then nothing says how severe they are.
    pub alone: bool,
    /// From where to where the leniency may well lie, at 95 %; null where nothing says how sure it is.
    pub interval: Option<Interval>,
    /// By how much they rate above the mean of the raters of their part, the same people taken; below 0 they are severe. In
    /// each part these add up to 0.
    pub leniency: f64,
    /// The number of their part, from 0.
    pub part: u32,
    /// How many people they rated.
    pub people: u32,
    /// Who.
    pub rater: Key,
    /// How many ratings they gave.
    pub ratings: u32,
    /// The standard error of the leniency; null where nothing says how sure it is.
    pub standard_error: Option<f64>,
}

/// What somebody's score would be.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonAdjusted {
    /// The mean of their ratings, each less the leniency of its rater: what raters of mean severity would have given.
    pub adjusted: f64,
    /// With how many others they can be compared: those of their part. With those of another part they cannot.
    pub comparable_with: u32,
    /// The mean of their ratings as they are.
    pub mean: f64,
    /// The number of their part, from 0.
    pub part: u32,
    /// Who.
    pub person: Key,
    /// How many raters rated them.
    pub raters: u32,
    /// How many ratings they have.
    pub ratings: u32,
}

/// Why nothing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// There are so many raters.
    TooMany(usize),
    /// The equations of a part have no one solution, as they always have.
    Singular,
}

/// Numbers, one for each of so many places.
struct Places(Vec<u32>);

/// The ratings of a part.
struct Connected<'a> {
    judgements: Vec<&'a Judgement>,
    people: Vec<u32>,
    raters: Vec<u32>,
}

/// Under this share of how far ratings of the same people lie apart, what is left is what rounding leaves.
const ROUNDING: f64 = 1e-20;

/// What least squares find in a part.
struct Found {
    /// By rater, in the part's order.
    lenience: Vec<f64>,
    /// What is left, squared and added up.
    left: f64,
    /// By rater, how the error of their leniency follows from that of a rating.
    spread: Option<Vec<f64>>,
}

impl Severity {
    /// How severe these raters are.
    ///
    /// # Errors
    /// How many raters there are, where these are too many.
    pub fn of_named(rated: &[NamedJudgement<'_>]) -> Result<Self, Unsolved> {
        let in_order = |names: BTreeSet<_>| names.into_iter().collect::<Vec<&Key>>();
        let people = in_order(rated.iter().map(|judgement| judgement.person).collect());
        let raters = in_order(rated.iter().map(|judgement| judgement.rater).collect());
        let (person, rater) = (places_of(&people), places_of(&raters));
        let judgements = rated.iter().filter_map(|judgement| {
            Some(Judgement {
                person: *person.get(judgement.person)?,
                rater: *rater.get(judgement.rater)?,
                value: judgement.value,
            })
        });
        Severity::of(judgements.collect(), &people, &raters)
    }

    /// How severe these raters are. People and raters are named by their places.
    ///
    /// # Errors
    /// How many raters there are, where these are too many.
    pub fn of(mut judgements: Vec<Judgement>, people: &[&Key], raters: &[&Key]) -> Result<Self, Unsolved> {
        judgements.sort_unstable_by(|one, other| {
            let places = (one.person, one.rater).cmp(&(other.person, other.rater));
            places.then(one.value.total_cmp(&other.value))
        });
        let parts = connected(&judgements, people.len(), raters.len());
        let cube = |count: usize| count.saturating_mul(count).saturating_mul(count);
        let work = parts.iter().map(|part| cube(part.raters.len())).fold(0, usize::saturating_add);
        if work > cube(MOST_RATERS) {
            return Err(Unsolved::TooMany(raters.len()));
        }
        let mut severity = Severity { parts: Vec::new(), people: Vec::new(), raters: Vec::new() };
        for (part, number) in parts.iter().zip(0_u32..) {
            let found = Found::of(part).ok_or(Unsolved::Singular)?;
            severity.tell(number, part, &found, (people, raters));
        }
        severity.people.sort_unstable_by(|one, other| one.person.cmp(&other.person));
        severity.raters.sort_unstable_by(|one, other| one.rater.cmp(&other.rater));
        Ok(severity)
    }

    fn tell(&mut self, number: u32, part: &Connected<'_>, found: &Found, (people, raters): (&[&Key], &[&Key])) {
        let degrees_of_freedom = part.degrees_of_freedom();
        let freedom = f64::from(degrees_of_freedom);
        let deviation = (degrees_of_freedom > 0).then(|| (found.left / freedom).sqrt());
        let point = deviation.filter(|deviation| *deviation > 0.0).map(|_| student_quantile(0.975, freedom));
        for ((place, leniency), nth) in part.raters.iter().zip(&found.lenience).zip(0_usize..) {
            let own = || part.judgements.iter().filter(|judgement| judgement.rater == *place);
            let error = || Some(deviation? * found.spread.as_ref()?.get(nth)?.max(0.0).sqrt());
            let alone = part.raters.len() == 1;
            let standard_error = error().filter(|_| !alone && point.is_some());
            let interval = standard_error.zip(point).map(|(error, point)| {
                let half = point * error;
                Interval { high: leniency + half, low: leniency - half }
            });
            let Some(rater) = named(raters, *place) else { continue };
            self.raters.push(RaterSeverity {
                alone,
                interval,
                leniency: *leniency,
                part: number,
                people: different(own().map(|judgement| judgement.person)),
                rater: rater.clone(),
                ratings: count(own()),
                standard_error,
            });
        }
        let lenient = |place: u32| {
            let nth = part.raters.binary_search(&place).ok()?;
            found.lenience.get(nth).copied()
        };
        for own in part.judgements.chunk_by(|one, other| one.person == other.person) {
            let of_all = f64::from(count(own));
            let mean = mean_of(own);
            let lenience = sum(own.iter().filter_map(|judgement| lenient(judgement.rater))) / of_all;
            let Some(person) = own.first().and_then(|judgement| named(people, judgement.person)) else { continue };
            self.people.push(PersonAdjusted {
                adjusted: mean - lenience,
                comparable_with: count(&part.people).saturating_sub(1),
                mean,
                part: number,
                person: person.clone(),
                raters: different(own.iter().map(|judgement| judgement.rater)),
                ratings: count(own),
            });
        }
        self.parts.push(Part {
            degrees_of_freedom,
            deviation,
            people: count(&part.people),
            raters: count(&part.raters),
            ratings: count(&part.judgements),
        });
    }
}

/// The ratings of some, in whole trillionths: so that those that are the same do not differ by a last bit.
fn sample(of: &[&Judgement]) -> Sample {
    Sample::of_numbers(of.iter().map(|judgement| judgement.value))
}

fn mean_of(own: &[&Judgement]) -> f64 {
    sample(own).mean().unwrap_or_default()
}

fn places_of<'a>(names: &[&'a Key]) -> LookUp<&'a Key, u32> {
    names.iter().copied().zip(0_u32..).collect()
}

fn named<'a>(names: &[&'a Key], place: u32) -> Option<&'a Key> {
    names.get(usize::try_from(place).ok()?).copied()
}

fn count<T>(all: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(all.into_iter().count()).unwrap_or(u32::MAX)
}

/// How many different ones there are among those that stand in order.
fn different(places: impl Iterator<Item = u32>) -> u32 {
    let mut places: Vec<u32> = places.collect();
    places.sort_unstable();
    places.dedup();
    count(places)
}

/// The parts of ratings, of which the one with most comes first, and of several the one whose first person does.
fn connected(judgements: &[Judgement], people: usize, raters: usize) -> Vec<Connected<'_>> {
    let begin = u32::try_from(people).unwrap_or(u32::MAX);
    let mut leaders = Places::new(people.saturating_add(raters));
    for judgement in judgements {
        leaders.join(judgement.person, begin.saturating_add(judgement.rater));
    }
    let mut by_leader: Vec<(u32, &Judgement)> =
        judgements.iter().map(|judgement| (leaders.leader(judgement.person), judgement)).collect();
    by_leader.sort_by_key(|(leader, _)| *leader);
    let mut parts: Vec<Connected<'_>> = by_leader
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|of_part| Connected::of(of_part.iter().map(|(_, judgement)| *judgement).collect()))
        .collect();
    parts.sort_by_key(|part| (core::cmp::Reverse(part.judgements.len()), part.people.first().copied()));
    parts
}

impl Places {
    fn new(count: usize) -> Self {
        Places((0_u32..).take(count).collect())
    }

    fn at(&self, place: u32) -> u32 {
        usize::try_from(place).ok().and_then(|nth| self.0.get(nth)).copied().unwrap_or(place)
    }

    fn set(&mut self, place: u32, to: u32) {
        if let Some(leader) = usize::try_from(place).ok().and_then(|nth| self.0.get_mut(nth)) {
            *leader = to;
        }
    }

    /// The least place of those with whom this one is joined. On the way there every second step is cut short.
    fn leader(&mut self, mut place: u32) -> u32 {
        while self.at(place) != place {
            let next = self.at(self.at(place));
            self.set(place, next);
            place = next;
        }
        place
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.leader(one), self.leader(other));
        self.set(one.max(other), one.min(other));
    }
}

impl<'a> Connected<'a> {
    fn of(judgements: Vec<&'a Judgement>) -> Self {
        let sorted = |place: fn(&Judgement) -> u32| {
            let mut places: Vec<u32> = judgements.iter().map(|judgement| place(judgement)).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let (people, raters) = (sorted(|judgement| judgement.person), sorted(|judgement| judgement.rater));
        Connected { judgements, people, raters }
    }

    /// One is estimated for each person and rater, less the one by which only their sum is known.
    fn degrees_of_freedom(&self) -> u32 {
        let estimated = count(&self.people).saturating_add(count(&self.raters)).saturating_sub(1);
        count(&self.judgements).saturating_sub(estimated)
    }
}

impl Found {
    /// Takes people out of the equations, so that those of raters are left: how often each rated, less what they share with
    /// others by rating the same people.
    fn of(part: &Connected<'_>) -> Option<Self> {
        let raters = part.raters.len();
        let evenly = 1.0 / quotient(i128::try_from(raters).ok()?, 1)?;
        // What is added everywhere makes the one solution whose leniencies add up to 0.
        let mut rows: Vec<Vec<f64>> = (1..=raters).map(|length| vec![evenly; length]).collect();
        let mut above = vec![0.0; raters];
        for own in part.judgements.chunk_by(|one, other| one.person == other.person) {
            let of_all = f64::from(count(own));
            let sample = sample(own);
            let by_rater: Vec<(usize, f64, f64)> = own
                .chunk_by(|one, other| one.rater == other.rater)
                .filter_map(|same| {
                    let nth = part.raters.binary_search(&same.first()?.rater).ok()?;
                    let times = f64::from(count(same));
                    Some((nth, times, times * self::sample(same).less(&sample)?))
                })
                .collect();
            for (nth, times, strays) in &by_rater {
                above.get_mut(*nth).into_iter().for_each(|above| *above += strays);
                let row = rows.get_mut(*nth)?;
                *row.get_mut(*nth)? += times;
                for (other, others, _) in by_rater.iter().filter(|(other, _, _)| other <= nth) {
                    *row.get_mut(*other)? -= times * others / of_all;
                }
            }
        }
        let triangle = Triangle::of(rows)?;
        let lenience = triangle.solve(&above)?;
        let left = part.left(&lenience);
        let is_told = part.degrees_of_freedom() > 0 && left > 0.0 && raters > 1;
        let spread = is_told.then(|| triangle.inverse_diagonal()).flatten();
        let spread = spread.map(|all| all.into_iter().map(|own| own - evenly).collect());
        Some(Found { lenience, left, spread })
    }
}

impl Connected<'_> {
    /// What neither people nor raters tell, squared and added up.
    fn left(&self, lenience: &[f64]) -> f64 {
        let lenient = |judgement: &Judgement| {
            let nth = self.raters.binary_search(&judgement.rater).ok();
            nth.and_then(|nth| lenience.get(nth)).copied().unwrap_or_default()
        };
        let of_each = || self.judgements.chunk_by(|one, other| one.person == other.person);
        let left = sum(of_each().map(|own| {
            let without = own.iter().map(|judgement| judgement.value - lenient(judgement));
            Sample::of_numbers(without).squares()
        }));
        let around = sum(of_each().map(|own| sample(own).squares()));
        if left > ROUNDING * around { left } else { 0.0 }
    }
}
