//! What makes a framework one: every fault of a document at once, each at its JSON Pointer.
//!
//! Rules: SKL-01.

use std::collections::BTreeSet;

use super::framework::{
    AreaDocument, ComponentDocument, CurveDocument, Framework, FrameworkView, RAWS, VALUES, WEIGHTS,
};
use touchline_kernel::math::{adds_up_to_one, sum};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason, shown};

/// How far a point of a curve lies to the right of the one before it, at least.
const LEAST_RISE: f64 = 1e-9;

impl Framework {
    /// Refuses what is no framework. It stands at `path` in the input.
    ///
    /// # Errors
    /// Every fault, in the order of the document.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Found::default();
        let at = format!("{path}/areas");
        faults.0.list(&at, self.areas.len(), 1);
        faults.weights(&at, self.areas.iter().map(|area| area.weight));
        let (mut areas, mut components) = (BTreeSet::new(), BTreeSet::new());
        for (place, area) in self.areas.iter().enumerate() {
            let at = format!("{at}/{place}");
            faults.unique(&at, "key", area.key.as_str(), &mut areas);
            faults.area(&at, area, &mut components);
        }
        let mut views = BTreeSet::new();
        for (place, view) in self.views.iter().enumerate() {
            let at = format!("{path}/views/{place}");
            faults.unique(&at, "key", view.key.as_str(), &mut views);
            faults.view(&at, view, &components);
        }
        faults.0.told()
    }
}

/// What is wrong with the document so far.
#[derive(Default)]
struct Found(Faults);

impl Found {
    fn area<'a>(&mut self, path: &str, area: &'a AreaDocument, seen: &mut BTreeSet<&'a str>) {
        let at = format!("{path}/components");
        self.0.list(&at, area.components.len(), 1);
        self.weights(&at, area.components.iter().map(|component| component.weight));
        for (place, component) in area.components.iter().enumerate() {
            let at = format!("{at}/{place}");
            self.unique(&at, "key", component.key.as_str(), seen);
            self.component(&at, component);
        }
    }

    fn component(&mut self, path: &str, component: &ComponentDocument) {
        self.curve(&format!("{path}/curve/points"), &component.curve);
    }

    fn curve(&mut self, path: &str, curve: &CurveDocument) {
        self.0.list(path, curve.points.len(), 2);
        let mut before: Option<f64> = None;
        for (place, point) in curve.points.iter().enumerate() {
            let at = format!("{path}/{place}/x");
            self.0.range(&at, point.x, RAWS);
            self.0.range(&format!("{path}/{place}/y"), point.y, VALUES);
            if let Some(before) = before.filter(|before| point.x - *before < LEAST_RISE) {
                let reason = Reason::new(Code::CurveFoldsBack).with(DetailKey::Actual, shown(point.x));
                self.0.add(at, reason.with(DetailKey::Minimum, shown(before)));
            }
            before = Some(point.x);
        }
    }

    fn view(&mut self, path: &str, view: &FrameworkView, known: &BTreeSet<&str>) {
        let at = format!("{path}/components");
        self.0.list(&at, view.components.len(), 1);
        self.weights(&at, view.components.iter().map(|component| component.weight));
        let mut seen = BTreeSet::new();
        for (place, component) in view.components.iter().enumerate() {
            let (at, key) = (format!("{at}/{place}"), component.component.as_str());
            self.unique(&at, "component", key, &mut seen);
            self.0.known(format!("{at}/component"), key, known.iter().copied());
        }
    }

    /// The weights of a list's entries: none has one, or all have, and they add up to 1.
    fn weights(&mut self, path: &str, weights: impl Iterator<Item = Option<f64>>) {
        let weights: Vec<Option<f64>> = weights.collect();
        if weights.iter().all(Option::is_none) {
            return;
        }
        for (place, weight) in weights.iter().enumerate() {
            match weight {
                Some(weight) => self.0.range(&format!("{path}/{place}/weight"), *weight, WEIGHTS),
                None => {
                    let reason = Reason::new(Code::MissingField).with(DetailKey::Field, "weight");
                    self.0.add(format!("{path}/{place}"), reason);
                }
            }
        }
        if weights.iter().all(Option::is_some) && !adds_up_to_one(weights.iter().copied().flatten()) {
            let whole = sum(weights.into_iter().flatten());
            self.0.add(path, Reason::new(Code::WeightsMissOne).with(DetailKey::Actual, shown(whole)));
        }
    }

    fn unique<'a>(&mut self, path: &str, field: &str, key: &'a str, seen: &mut BTreeSet<&'a str>) {
        if !seen.insert(key) {
            self.0.add(format!("{path}/{field}"), Reason::twice(key));
        }
    }
}
