//! What is told of what would lift scores, in Arrow: a row for each row, or one for each component that may be changed.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{ArrayRef, BooleanArray, Float64Array, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, DataType, Field};
use touchline_calculators::skill::{Change, Compiled, WhatIf};
use touchline_kernel::text::Key;

use super::WhatIfOptions;
use crate::binding::Binding;
use crate::explain::ExplainLayout;
use crate::groups::dictionary;
use crate::pieces;
use crate::scorer::Scorer;

/// A number of a change, by its name.
type Told = (&'static str, fn(&Change) -> Option<f64>);

/// The numbers of a change, where each has a row.
const OF_CHANGE: [Told; 6] = [
    ("raw", |change| Some(change.raw)),
    ("needed", |change| Some(change.needed)),
    ("change", |change| Some(change.change)),
    ("relative", |change| change.relative),
    ("spread", |change| change.spread),
    ("score", |change| Some(change.score)),
];

/// The fields of what is told, behind those that are kept.
pub(super) fn fields(compiled: &Compiled, options: &WhatIfOptions) -> Vec<Field> {
    let named = DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8));
    let number = |name: &str| Field::new(name, DataType::Float64, true);
    if options.layout == ExplainLayout::Parts {
        let component = Field::new("component", named, false);
        let numbers = OF_CHANGE.iter().map(|(name, _)| number(name));
        return std::iter::once(component)
            .chain(numbers)
            .chain([Field::new("out_of_reach", DataType::Boolean, false)])
            .collect();
    }
    let easiest = [
        number("score"),
        Field::new("reached", DataType::Boolean, true),
        Field::new("easiest", named, true),
        number("easiest_needed"),
        number("easiest_change"),
        number("easiest_score"),
    ];
    let is_meant = |area: usize| {
        let key = compiled.areas().get(area).map(|area| &area.key);
        options.area.is_none() || options.area.as_ref() == key
    };
    let meant = compiled.components().iter().filter(|component| is_meant(component.area));
    let each = meant.map(|component| number(&needed(&component.key)));
    easiest.into_iter().chain(each).collect()
}

fn needed(component: &Key) -> String {
    format!("{}_needed", component.as_str())
}

fn place(compiled: &Compiled, key: &Key) -> Option<i16> {
    i16::try_from(compiled.place(key.as_str())?).ok()
}

/// A row for each row.
pub(super) fn in_rows(
    scorer: &Scorer,
    binding: &Binding,
    batch: &RecordBatch,
    told: &[Option<WhatIf>],
) -> Result<RecordBatch, ArrowError> {
    let compiled = scorer.compiled();
    let mut arrays: Vec<ArrayRef> = binding.kept(batch).collect();
    let numbers = |of: &dyn Fn(&WhatIf) -> Option<f64>| -> ArrayRef {
        Arc::new(told.iter().map(|told| of(told.as_ref()?)).collect::<Float64Array>())
    };
    let easiest = |told: &WhatIf| told.changes.first().cloned();
    arrays.push(numbers(&|told| told.score));
    arrays.push(Arc::new(told.iter().map(|told| told.as_ref().map(|told| told.reached)).collect::<BooleanArray>()));
    let places = told.iter().map(|told| place(compiled, &easiest(told.as_ref()?)?.component)).collect();
    arrays.push(dictionary::<Int16Type>(places, scorer.names().components())?);
    arrays.push(numbers(&|told| Some(easiest(told)?.needed)));
    arrays.push(numbers(&|told| Some(easiest(told)?.change)));
    arrays.push(numbers(&|told| Some(easiest(told)?.score)));
    for component in compiled.components() {
        if binding.schema.column_with_name(&needed(&component.key)).is_some() {
            let found = |told: &WhatIf| told.changes.iter().find(|change| change.component == component.key).cloned();
            arrays.push(numbers(&|told| Some(found(told)?.needed)));
        }
    }
    let rows = RecordBatchOptions::new().with_row_count(Some(told.len()));
    RecordBatch::try_new_with_options(Arc::clone(&binding.schema), arrays, &rows)
}

/// How many components of a row may be changed.
pub(super) fn parts(told: &Option<WhatIf>) -> usize {
    told.as_ref().map_or(0, |told| told.changes.len() + told.out_of_reach.len())
}

/// A row for each component of a row that may be changed: the easiest first, then those that cannot lift the score so far.
pub(super) fn in_parts(
    scorer: &Scorer,
    binding: &Binding,
    batch: &RecordBatch,
    told: &[Option<WhatIf>],
    first_row: u64,
) -> Result<RecordBatch, ArrowError> {
    let mut arrays = pieces::numbered_by(binding, batch, told.iter().map(parts), first_row)?;
    let parts = || {
        told.iter().flatten().flat_map(|told| {
            let changes = told.changes.iter().map(|change| (&change.component, Some(change)));
            changes.chain(told.out_of_reach.iter().map(|component| (component, None)))
        })
    };
    let places: Vec<Option<i16>> = parts().map(|(component, _)| place(scorer.compiled(), component)).collect();
    let length = places.len();
    arrays.push(dictionary::<Int16Type>(places, scorer.names().components())?);
    for (_, of) in OF_CHANGE {
        arrays.push(Arc::new(parts().map(|(_, change)| of(change?)).collect::<Float64Array>()));
    }
    arrays.push(Arc::new(parts().map(|(_, change)| Some(change.is_none())).collect::<BooleanArray>()));
    let rows = RecordBatchOptions::new().with_row_count(Some(length));
    RecordBatch::try_new_with_options(Arc::clone(&binding.schema), arrays, &rows)
}
