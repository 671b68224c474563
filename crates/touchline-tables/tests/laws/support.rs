//! Rows drawn at random, the tables of them, and how a table's scores are held against the rows' own.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type, Int16Type, UInt8Type};
use arrow_array::{Array, ArrayRef, Float64Array, RecordBatch};
use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::skill::{BuiltIn, Compiled, Figures, Level, published};
use touchline_tables::Scorer;

/// The greatest measure that is read.
const MOST: f64 = 9_007_199_254_740_991.0;

/// A raw measure for each component of `sales`.
pub(crate) type Row = Vec<Option<f64>>;

pub(crate) fn compiled(framework: &str, view: Option<&str>) -> &'static Compiled {
    BuiltIn::of(framework).unwrap().in_view(view).unwrap()
}

/// The keys of a framework's components.
pub(crate) fn framework(key: &str) -> Vec<String> {
    compiled(key, None).components().iter().map(|component| component.key.as_str().to_owned()).collect()
}

/// A framework of one's own, of so many components in areas of 250.
pub(crate) fn wide(components: usize) -> Value {
    let curve = json!({"points": [{"x": 0, "y": 0}, {"x": 1, "y": 100}], "why": "a share"});
    let component =
        |nth: usize| json!({"key": format!("c{nth}"), "name": "c", "measure": "m", "unit": "share", "curve": curve});
    let components: Vec<Value> = (0..components).map(component).collect();
    let area = |(nth, its): (usize, &[Value])| json!({"key": format!("a{nth}"), "name": "a", "components": its});
    let areas: Vec<Value> = components.chunks(250).enumerate().map(area).collect();
    json!({"type": "own", "body": {"key": "wide", "name": "wide", "areas": areas}})
}

pub(crate) fn components() -> Vec<String> {
    framework("sales")
}

pub(crate) fn scorer(options: &str) -> Scorer {
    Scorer::new(options.as_bytes()).unwrap()
}

/// A table with a column for each component.
pub(crate) fn table(rows: &[Row]) -> RecordBatch {
    let column = |place: usize| Arc::new(Float64Array::from_iter(rows.iter().map(|row| row[place]))) as ArrayRef;
    RecordBatch::try_from_iter(components().into_iter().enumerate().map(|(place, key)| (key, column(place)))).unwrap()
}

/// A table that has the same value in all components of a row.
pub(crate) fn table_of(values: &[f64]) -> RecordBatch {
    table(&values.iter().map(|value| vec![Some(*value); components().len()]).collect::<Vec<_>>())
}

/// A small generator of random numbers.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 11
    }

    /// A whole number under a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.roll() % bound
    }

    fn share(&mut self) -> f64 {
        self.roll() as f64 / (1_u64 << 53) as f64
    }

    /// A row with measures a little beyond what the curves tell apart, one in ten of them missing.
    pub(crate) fn row(&mut self) -> Row {
        let missing = if self.roll().is_multiple_of(20) { 0.6 } else { 0.1 };
        let measure = |curve: &touchline::skill::Curve, share: f64| {
            let (from, to) = (curve.x[0], curve.x[curve.x.len() - 1]);
            from + (share * 1.2 - 0.1) * (to - from)
        };
        let parts = compiled("sales", None).components().iter();
        parts.map(|part| (self.share() >= missing).then(|| measure(&part.curve, self.share()))).collect()
    }
}

/// A row with measures on the points of the curves, beside them and far away.
pub(crate) fn any_row() -> impl Strategy<Value = Row> {
    let measures = compiled("sales", None).components().iter().map(|component| {
        let points = component.curve.x.clone();
        let on = prop::sample::select(points.clone());
        let beside = prop::sample::select(points).prop_map(|point| f64::from_bits(point.to_bits().wrapping_add(1)));
        prop_oneof![
            1 => Just(None),
            6 => prop_oneof![on, beside, -MOST..MOST, -1.0..2.0, 0.0..100.0, Just(-0.0), Just(f64::MIN_POSITIVE)]
                .prop_map(Some),
        ]
    });
    measures.collect::<Vec<_>>()
}

/// Holds the scores of a table against those of its rows, bit for bit.
pub(crate) fn check(scored: &RecordBatch, rows: &[Row]) {
    check_figures(scored, &figures(rows));
}

/// The scores of rows, one by one.
pub(crate) fn figures(rows: &[Row]) -> Vec<Figures> {
    rows.iter().map(|row| compiled("sales", None).score(row).unwrap()).collect()
}

/// Holds the scores of a table against these, bit for bit.
pub(crate) fn check_figures(scored: &RecordBatch, rows: &[Figures]) {
    let compiled = compiled("sales", None);
    assert_eq!(scored.num_rows(), rows.len());
    let overall = Columns::of(scored, "");
    let areas: Vec<(Columns<'_>, &str)> =
        compiled.areas().iter().map(|area| (Columns::of(scored, area.key.as_str()), area.key.as_str())).collect();
    for (number, figures) in rows.iter().enumerate() {
        overall.check(number, figures.overall, figures.coverage, figures.weakest, "overall");
        for ((columns, name), area) in areas.iter().zip(&figures.areas) {
            columns.check(number, area.score, area.coverage, area.weakest, name);
        }
    }
}

/// The columns of an area, or those over all.
struct Columns<'a> {
    score: &'a Float64Array,
    more: Option<[&'a dyn Array; 4]>,
}

impl<'a> Columns<'a> {
    fn of(scored: &'a RecordBatch, area: &str) -> Self {
        let score = if area.is_empty() { "overall" } else { area };
        let named = |name: &str| {
            scored.column_by_name(&if area.is_empty() { name.to_owned() } else { format!("{area}_{name}") })
        };
        let more = ["coverage", "published", "level", "weakest"].map(|name| named(name).map(AsRef::as_ref));
        let more = more.iter().all(Option::is_some).then(|| more.map(Option::unwrap));
        Columns { score: scored.column_by_name(score).unwrap().as_primitive::<Float64Type>(), more }
    }

    fn check(&self, row: usize, score: Option<f64>, coverage: f64, weakest: Option<usize>, name: &str) {
        let found = self.score.is_valid(row).then(|| self.score.value(row).to_bits());
        assert_eq!(found, score.map(f64::to_bits), "{name} in row {row}: {:?}, not {score:?}", self.score.value(row));
        let Some([coverages, numbers, levels, weakests]) = self.more else { return };
        assert_eq!(coverages.as_primitive::<Float64Type>().value(row).to_bits(), coverage.to_bits(), "{name} {row}");
        let number = score.map(published);
        let numbers = numbers.as_primitive::<UInt8Type>();
        assert_eq!(numbers.is_valid(row).then(|| numbers.value(row)), number, "{name} published in row {row}");
        let level = levels.as_dictionary::<Int8Type>().key(row);
        assert_eq!(level, number.map(|number| Level::of(number) as usize), "{name} level in row {row}");
        assert_eq!(weakests.as_dictionary::<Int16Type>().key(row), weakest, "{name} weakest in row {row}");
    }
}
