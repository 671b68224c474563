//! What is told of a batch, in Arrow: a row for each row, or one for each component of each row.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Float64Type, Int16Type};
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, PrimitiveArray, RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field};
use pulp::bytemuck::cast_slice;
use touchline_calculators::skill::{Compiled, Uncounted};

use super::layout::{Layout, PartPlaces, Place};
use super::{ExplainLayout, ExplainOptions, Explainer};
use crate::binding::Binding;
use crate::column::{Column, is_measure};
use crate::groups::words;
use crate::kernel::{Plan, ROWS};
use crate::pieces;

/// What was worked out of a batch, where it lies.
pub(super) struct Told<'a> {
    pub(super) explainer: &'a Explainer,
    pub(super) layout: &'a Layout,
    pub(super) memory: &'a Buffer,
    pub(super) rows: usize,
}

fn named() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int16), Box::new(DataType::Utf8))
}

/// The fields of what is told, behind those that are kept.
pub(super) fn fields(compiled: &Compiled, plan: &Plan, options: &ExplainOptions) -> Vec<Field> {
    let number = |name: String| Field::new(name, DataType::Float64, true);
    if options.layout == ExplainLayout::Parts {
        let reason = DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8));
        return vec![
            Field::new("area", named(), false),
            Field::new("component", named(), false),
            number("points".into()),
            number("lost".into()),
            number("value".into()),
            number("weight".into()),
            Field::new("largest", DataType::Boolean, false),
            Field::new("uncounted", reason, true),
        ];
    }
    let key = |place: usize| compiled.components().get(place).map_or("", |component| component.key.as_str());
    let of = |name: &str, prefix: &str| {
        [number(name.to_owned()), Field::new(format!("{prefix}largest_loss"), named(), true)]
    };
    let mut fields = Vec::new();
    if options.overall {
        fields.extend(of("overall", ""));
    }
    for area in &plan.areas {
        let places = || area.components.iter().map(|component| component.place);
        let its = places().next().and_then(|place| compiled.components().get(place)).map(|component| component.area);
        if let Some(area) = its.and_then(|place| compiled.areas().get(place)).filter(|_| !options.overall) {
            fields.extend(of(area.key.as_str(), &format!("{}_", area.key.as_str())));
        }
        for place in places() {
            fields.extend(["points", "lost"].map(|what| number(format!("{}_{what}", key(place)))));
            if options.detail {
                fields.extend(["value", "weight"].map(|what| number(format!("{}_{what}", key(place)))));
            }
        }
    }
    fields
}

impl Told<'_> {
    fn nulls(&self, place: &Place) -> NullBuffer {
        let bytes = self.memory.slice_with_length(place.start, place.len());
        NullBuffer::new(BooleanBuffer::new(bytes, 0, self.rows))
    }

    fn numbers(&self, place: &Place, nulls: &NullBuffer) -> Result<ArrayRef, ArrowError> {
        let bytes = self.memory.slice_with_length(place.start, place.len());
        let values: ScalarBuffer<f64> = ScalarBuffer::new(bytes, 0, self.rows);
        Ok(Arc::new(PrimitiveArray::<Float64Type>::try_new(values, Some(nulls.clone()))?))
    }

    fn part(&self, places: &PartPlaces, detail: bool) -> Result<Vec<ArrayRef>, ArrowError> {
        let counted = self.nulls(&places.counted);
        let mut arrays = vec![self.numbers(&places.points, &counted)?, self.numbers(&places.lost, &counted)?];
        for place in places.more.iter().flatten().filter(|_| detail) {
            arrays.push(self.numbers(place, &counted)?);
        }
        Ok(arrays)
    }

    fn score(&self, nth: usize) -> Result<Vec<ArrayRef>, ArrowError> {
        let Some(places) = self.layout.scores.get(nth) else { return Ok(Vec::new()) };
        let scored = self.nulls(&places.scored);
        let bytes = self.memory.slice_with_length(places.largest.start, places.largest.len());
        let largest =
            PrimitiveArray::<Int16Type>::try_new(ScalarBuffer::new(bytes, 0, self.rows), Some(scored.clone()))?;
        let names = self.explainer.scorer.names().components();
        Ok(vec![self.numbers(&places.score, &scored)?, Arc::new(DictionaryArray::try_new(largest, Arc::clone(names))?)])
    }

    /// A row for each row.
    pub(super) fn in_rows(&self, binding: &Binding, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let options = &self.explainer.options;
        let mut arrays: Vec<ArrayRef> = binding.kept(batch).collect();
        if options.overall {
            arrays.extend(self.score(0)?);
        }
        let mut parts = self.layout.parts.iter();
        for (nth, area) in self.explainer.plan.areas.iter().enumerate() {
            if !options.overall {
                arrays.extend(self.score(nth)?);
            }
            for places in parts.by_ref().take(area.components.len()) {
                arrays.extend(self.part(places, options.detail)?);
            }
        }
        let rows = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::clone(&binding.schema), arrays, &rows)
    }

    /// A row for each component of each row, in the framework's order.
    pub(super) fn in_parts(
        &self,
        binding: &Binding,
        batch: &RecordBatch,
        columns: &[Column<'_>],
        first_row: u64,
    ) -> Result<RecordBatch, ArrowError> {
        let mut arrays = pieces::numbered(binding, batch, self.layout.parts.len(), first_row)?;
        let (places, areas) = self.places();
        let compiled = self.explainer.scorer.compiled();
        let keys = StringArray::from_iter_values(compiled.areas().iter().map(|area| area.key.as_str()));
        let names = self.explainer.scorer.names().components();
        arrays.push(self.cycled(&areas, &(Arc::new(keys) as ArrayRef))?);
        arrays.push(self.cycled(&places, names)?);
        let counted: Vec<NullBuffer> = self.layout.parts.iter().map(|places| self.nulls(&places.counted)).collect();
        let count = counted.len();
        let length = self.rows * count;
        let all = BooleanBuffer::collect_bool(length, |at| counted[at % count].is_valid(at / count));
        let of: [fn(&PartPlaces) -> Option<&Place>; 4] = [
            |places| Some(&places.points),
            |places| Some(&places.lost),
            |places| places.more.as_ref().map(|[value, _]| value),
            |places| places.more.as_ref().map(|[_, weight]| weight),
        ];
        for of in of {
            let numbers = self.transposed(of);
            arrays.push(Arc::new(Float64Array::try_new(numbers.into(), Some(NullBuffer::new(all.clone())))?));
        }
        arrays.push(Arc::new(BooleanArray::new(self.largest(&places, &all), None)));
        let reason = |at: usize| {
            let (row, part) = (at / count, at % count);
            if counted.get(part)?.is_valid(row) {
                return None;
            }
            let is_there = columns.get(usize::try_from(*places.get(part)?).ok()?)?.number(row).is_some_and(is_measure);
            Some(if is_there { Uncounted::InsufficientEvidence } else { Uncounted::Missing })
        };
        arrays.push(words(&(0..length).map(reason).collect::<Vec<_>>())?);
        let rows = RecordBatchOptions::new().with_row_count(Some(length));
        RecordBatch::try_new_with_options(Arc::clone(&binding.schema), arrays, &rows)
    }

    /// By component that is explained: its place among all, and that of its area.
    fn places(&self) -> (Vec<i16>, Vec<i16>) {
        let compiled = self.explainer.scorer.compiled();
        let components = self.explainer.plan.areas.iter().flat_map(|area| &area.components);
        let place = |place: usize| i16::try_from(place).unwrap_or_default();
        let area = |of: usize| compiled.components().get(of).map_or(0, |component| place(component.area));
        components.map(|component| (place(component.place), area(component.place))).unzip()
    }

    /// A column of names, the same for each row.
    fn cycled(&self, places: &[i16], names: &ArrayRef) -> Result<ArrayRef, ArrowError> {
        dictionary::<Int16Type>(places.repeat(self.rows), names)
    }

    /// The numbers of all components, row by row.
    fn transposed(&self, of: impl Fn(&PartPlaces) -> Option<&Place>) -> Vec<f64> {
        let count = self.layout.parts.len();
        let mut numbers = vec![0.0; self.rows * count];
        let columns: Vec<&[f64]> = self
            .layout
            .parts
            .iter()
            .map(|places| {
                of(places).and_then(|place| self.memory.as_slice().get(place.clone())).map_or(&[][..], cast_slice)
            })
            .collect();
        // Some rows at a time, so that what is written stays near.
        for first in (0..self.rows).step_by(ROWS) {
            let rows = first..self.rows.min(first + ROWS);
            for (part, column) in columns.iter().enumerate() {
                for row in rows.clone() {
                    numbers[row * count + part] = column.get(row).copied().unwrap_or_default();
                }
            }
        }
        numbers
    }

    /// Whether each component is the one that keeps most from its score.
    fn largest(&self, places: &[i16], counted: &BooleanBuffer) -> BooleanBuffer {
        let scores: Vec<&[i16]> = self
            .layout
            .scores
            .iter()
            .map(|score| self.memory.as_slice().get(score.largest.clone()).map_or(&[][..], cast_slice))
            .collect();
        let areas = &self.explainer.plan.areas;
        let of_part: Vec<usize> =
            areas.iter().enumerate().flat_map(|(nth, area)| std::iter::repeat_n(nth, area.components.len())).collect();
        let count = places.len();
        BooleanBuffer::collect_bool(self.rows * count, |at| {
            let (row, part) = (at / count, at % count);
            let score = if self.explainer.options.overall { 0 } else { of_part[part] };
            counted.value(at) && scores.get(score).and_then(|largest| largest.get(row)) == places.get(part)
        })
    }
}

fn dictionary<K: ArrowDictionaryKeyType>(places: Vec<K::Native>, names: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::try_new(PrimitiveArray::<K>::new(places.into(), None), Arc::clone(names))?))
}
