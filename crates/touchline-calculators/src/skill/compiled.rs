//! A framework that was checked, as arithmetic: what rows and columns share, operation by operation.
//!
//! A weight counts to a trillionth, after all of a list were shared out so that they make one whole: so their sums are
//! exact, and weights that are all scaled by the same factor are the same weights. What the rounding of a list can take
//! from a sum is no difference: half of the weight is half of it where weights are sixths, too.
//!
//! Rules: SKL-02, SKL-03, SKL-04, SKL-08.

use super::framework::{CurveDocument, Framework, FrameworkView};
use touchline_kernel::math::{sum, trillionths};
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;

/// How many times as far as a curve's ends are apart a measure may be away, as far as its spread counts.
const WIDEST: f64 = 1_000.0;

/// How many parts of a weight make the whole.
const PARTS: f64 = 1e12;

/// How many parts the rounding of one weight can move twice a sum and the whole apart, at the most.
const LOST_OF_EACH: f64 = 2.0;

/// A framework, or a view of one, as arithmetic.
#[derive(Clone, Debug)]
pub struct Compiled {
    areas: Vec<Area>,
    components: Vec<Component>,
    by_key: Vec<usize>,
    weight: f64,
    lost: f64,
}

/// An area: some components that follow one another.
#[derive(Clone, Debug)]
pub struct Area {
    /// Its key.
    pub key: Key,
    /// The place of its first component.
    pub first: usize,
    /// How many components it has.
    pub count: usize,
    /// Its weight in the overall score: a whole number.
    pub weight: f64,
    /// The weights of all its components together: a whole number.
    pub whole: f64,
    /// What twice the weight that is present comes to where it is half of the whole.
    pub enough: f64,
}

/// A component.
#[derive(Clone, Debug)]
pub struct Component {
    /// Its key.
    pub key: Key,
    /// The place of its area.
    pub area: usize,
    /// Its weight in its area: a whole number.
    pub weight: f64,
    /// From its raw measure to 0–100.
    pub curve: Curve,
}

/// A curve. Between `x[k]` and `x[k + 1]` it rises by `slope[k]`.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The raw measures of its points, rising.
    pub x: Vec<f64>,
    /// Their values.
    pub y: Vec<f64>,
    /// How steep it is between two points.
    pub slope: Vec<f64>,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub greatest: f64,
}

/// A raw measure that is infinite or no number at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the raw measure of `{}` is not a finite number", .component.as_str())]
pub struct NotANumber {
    /// The component whose raw measure it is.
    pub component: Key,
}

impl Curve {
    /// The value of a finite raw measure. Each step is a plain operation of doubles that never falls where the curve
    /// rises, and there is no branch: so a row and a lane of many give the same bits.
    #[must_use]
    pub fn value(&self, raw: f64) -> f64 {
        let mut value = self.y.first().copied().unwrap_or_default();
        for ((slope, from), to) in self.slope.iter().zip(&self.x).zip(self.x.iter().skip(1)) {
            value += slope * (raw.max(*from).min(*to) - from);
        }
        value.max(self.least).min(self.greatest)
    }

    /// Where a raw measure lies on the curve: 0 at its first point, 10^12 at its last, and at the most 1,000 times as far
    /// as these are apart; [`MISSING`] where there is none.
    #[must_use]
    pub fn place_of(&self, raw: Option<f64>) -> i64 {
        let Some(raw) = raw else { return MISSING };
        let along = (raw - self.x.first().copied().unwrap_or_default()) / self.width();
        i64::try_from(trillionths(along.clamp(-WIDEST, WIDEST))).unwrap_or_default()
    }

    fn of(document: &CurveDocument) -> Self {
        // Adding 0 makes 0 of -0, which would be printed alike and have other bits.
        let x: Vec<f64> = document.points.iter().map(|point| point.x + 0.0).collect();
        let y: Vec<f64> = document.points.iter().map(|point| point.y + 0.0).collect();
        let rise = |values: &[f64]| -> Vec<f64> {
            values.iter().zip(values.iter().skip(1)).map(|(from, to)| to - from).collect()
        };
        let slope = rise(&y).into_iter().zip(rise(&x)).map(|(up, along)| up / along).collect();
        let least = y.iter().copied().fold(f64::INFINITY, f64::min);
        let greatest = y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Curve { x, y, slope, least, greatest }
    }
}

/// Weights as whole numbers, each with what its rounding can take away: one each where none is given.
fn shares(weights: &[Option<f64>]) -> Vec<Share> {
    let whole = sum(weights.iter().copied().flatten());
    let rounded = |weight: f64| Share { weight: (weight / whole * PARTS).round(), lost: LOST_OF_EACH };
    weights.iter().map(|weight| weight.map_or(Share { weight: 1.0, lost: 0.0 }, rounded)).collect()
}

/// A weight, and by how much rounding may have moved it.
#[derive(Clone, Copy)]
struct Share {
    weight: f64,
    lost: f64,
}

impl Share {
    fn all(shares: impl Iterator<Item = Share> + Clone) -> Share {
        Share { weight: sum(shares.clone().map(|share| share.weight)), lost: sum(shares.map(|share| share.lost)) }
    }
}

impl Compiled {
    /// A framework as a whole.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn of(framework: &Framework) -> Result<Self, BadInput> {
        framework.check("")?;
        Ok(Compiled::unchecked(framework))
    }

    /// One view of a framework.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn view(framework: &Framework, view: &FrameworkView) -> Result<Self, BadInput> {
        framework.check("")?;
        Ok(Compiled::unchecked_view(framework, view))
    }

    /// What [`Compiled::of`] gives of a framework that was checked.
    pub(super) fn unchecked(framework: &Framework) -> Self {
        let weights: Vec<Option<f64>> = framework.areas.iter().map(|area| area.weight).collect();
        let mut compiled = Compiled::empty();
        for (area, share) in framework.areas.iter().zip(shares(&weights)) {
            let weights: Vec<Option<f64>> = area.components.iter().map(|component| component.weight).collect();
            let components = area.components.iter().zip(shares(&weights));
            compiled.add(&area.key, share, components.map(|(part, share)| (&part.key, share, &part.curve)));
        }
        compiled.indexed()
    }

    /// What [`Compiled::view`] gives of a framework that was checked.
    pub(super) fn unchecked_view(framework: &Framework, view: &FrameworkView) -> Self {
        let weights: Vec<Option<f64>> = view.components.iter().map(|component| component.weight).collect();
        let shares: Vec<(&Key, Share)> =
            view.components.iter().map(|component| &component.component).zip(shares(&weights)).collect();
        let share = |key: &Key| shares.iter().find(|(component, _)| *component == key).map(|(_, share)| *share);
        let mut compiled = Compiled::empty();
        for area in &framework.areas {
            let seen = || area.components.iter().filter_map(|part| Some((&part.key, share(&part.key)?, &part.curve)));
            let whole = Share::all(seen().map(|(_, share, _)| share));
            if whole.weight > 0.0 {
                compiled.add(&area.key, whole, seen());
            }
        }
        compiled.indexed()
    }

    fn empty() -> Self {
        Compiled { areas: Vec::new(), components: Vec::new(), by_key: Vec::new(), weight: 0.0, lost: 0.0 }
    }

    fn add<'a>(&mut self, key: &Key, own: Share, parts: impl Iterator<Item = (&'a Key, Share, &'a CurveDocument)>) {
        let (area, first) = (self.areas.len(), self.components.len());
        let mut shares = Vec::new();
        for (key, share, curve) in parts {
            shares.push(share);
            self.components.push(Component { key: key.clone(), area, weight: share.weight, curve: Curve::of(curve) });
        }
        let whole = Share::all(shares.into_iter());
        let count = self.components.len().saturating_sub(first);
        let (weight, enough) = (own.weight, whole.weight - whole.lost);
        self.areas.push(Area { key: key.clone(), first, count, weight, whole: whole.weight, enough });
        self.weight += own.weight;
        self.lost += own.lost;
    }

    fn indexed(mut self) -> Self {
        let mut by_key: Vec<usize> = (0..self.components.len()).collect();
        by_key.sort_unstable_by_key(|place| self.components.get(*place).map(|component| component.key.as_str()));
        self.by_key = by_key;
        self
    }

    /// Its areas, in the framework's order.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Its components, area by area, in the framework's order.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The components of one area.
    #[must_use]
    pub fn components_of(&self, area: &Area) -> &[Component] {
        self.components.get(area.first..).and_then(|rest| rest.get(..area.count)).unwrap_or_default()
    }

    /// The weights of all areas together: a whole number.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// What twice the weight of the areas that have a score comes to where it is half of all.
    #[must_use]
    pub fn enough(&self) -> f64 {
        self.weight - self.lost
    }

    /// Whether an area weighs less than another by more than rounding can have taken from it.
    #[must_use]
    pub fn is_lighter(&self, area: &Area, than: &Area) -> bool {
        area.weight < than.weight - self.lost
    }

    /// Where the component of this key stands.
    #[must_use]
    pub fn place(&self, key: &str) -> Option<usize> {
        let of = |place: &usize| self.components.get(*place).map_or("", |component| component.key.as_str());
        let found = self.by_key.binary_search_by(|place| of(place).cmp(key)).ok()?;
        self.by_key.get(found).copied()
    }
}

/// Stands in a row for a measure that is missing.
pub const MISSING: i64 = i64::MIN;
