//! A framework as the kernel walks it: numbers in framework order, and no names.

use touchline_calculators::skill::{Compiled, Curve};

/// A framework's areas.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) areas: Vec<Area>,
    /// What the areas weigh together.
    pub(crate) whole: Whole,
}

/// What entries of a list weigh together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole {
    pub(crate) weight: f64,
    /// What twice the weight that counts comes to where it is half of this.
    pub(crate) enough: f64,
}

/// An area with its components.
#[derive(Clone, Debug)]
pub(crate) struct Area {
    pub(crate) components: Vec<Component>,
    /// What the area weighs in the overall score.
    pub(crate) weight: f64,
    /// What the components weigh together.
    pub(crate) whole: Whole,
}

/// A component with its curve.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// Its place among all components.
    pub(crate) place: usize,
    pub(crate) weight: f64,
    /// The curve's value at its first point and before it.
    pub(crate) first: f64,
    pub(crate) segments: Vec<Segment>,
    /// The curve's own least and greatest values.
    pub(crate) least: f64,
    pub(crate) greatest: f64,
}

/// A straight piece of a curve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) slope: f64,
}

impl Plan {
    pub(crate) fn of(compiled: &Compiled) -> Self {
        let areas = compiled.areas().iter().map(|area| {
            let places = (area.first..).zip(compiled.components_of(area));
            let component = |(place, component): (usize, &touchline_calculators::skill::Component)| {
                Component::of(place, component.weight, &component.curve)
            };
            let whole = Whole { weight: area.whole, enough: area.enough };
            Area { components: places.map(component).collect(), weight: area.weight, whole }
        });
        Plan { areas: areas.collect(), whole: Whole { weight: compiled.weight(), enough: compiled.enough() } }
    }
}

impl Component {
    fn of(place: usize, weight: f64, curve: &Curve) -> Self {
        let ends = curve.x.iter().zip(curve.x.iter().skip(1));
        let segments =
            ends.zip(&curve.slope).map(|((from, to), slope)| Segment { from: *from, to: *to, slope: *slope });
        let first = curve.y.first().copied().unwrap_or_default();
        Component { place, weight, first, segments: segments.collect(), least: curve.least, greatest: curve.greatest }
    }
}
