//! The columns of scores: where they lie in one piece of memory, and what they become in Arrow.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, Float64Type, Int8Type, Int16Type, UInt8Type};
use arrow_array::{ArrayRef, ArrowPrimitiveType, DictionaryArray, PrimitiveArray, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field};
use pulp::bytemuck::{Pod, cast_slice, cast_slice_mut};
use touchline_calculators::skill::{Compiled, LEVELS};

use crate::kernel::{ROWS, WORDS};

/// Where a column lies, in bytes.
type Place = Range<usize>;

/// Where the columns of an area lie, or those over all.
#[derive(Clone, Debug)]
pub(crate) struct TargetPlaces {
    score: Place,
    scored: Place,
    more: Option<MorePlaces>,
}

#[derive(Clone, Debug)]
struct MorePlaces {
    coverage: Place,
    present: Place,
    weakest: Place,
    published: Place,
    level: Place,
}

/// Where everything lies: the areas, then what is over all.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) targets: Vec<TargetPlaces>,
    pub(crate) bytes: usize,
}

impl Layout {
    /// Room for so many chunks of scores; of areas more than the score where `all` is set.
    pub(crate) fn of(areas: usize, chunks: usize, all: bool) -> Self {
        let mut bytes = 0;
        let mut place = |each: usize| {
            let from = bytes;
            bytes += each * chunks;
            from..bytes
        };
        let targets = (0..=areas).map(|target| TargetPlaces {
            score: place(size_of::<[f64; ROWS]>()),
            scored: place(size_of::<[u64; WORDS]>()),
            more: (all || target == areas).then(|| MorePlaces {
                coverage: place(size_of::<[f64; ROWS]>()),
                present: place(size_of::<[u64; WORDS]>()),
                weakest: place(size_of::<[i16; ROWS]>()),
                published: place(ROWS),
                level: place(ROWS),
            }),
        });
        Layout { targets: targets.collect(), bytes }
    }

    /// The columns of all chunks, to be written to.
    pub(crate) fn columns<'a>(&self, mut bytes: &'a mut [u8]) -> Vec<TargetColumns<'a>> {
        self.targets
            .iter()
            .map(|places| TargetColumns {
                score: next(&mut bytes, &places.score),
                scored: next(&mut bytes, &places.scored),
                more: places.more.as_ref().map(|more| MoreColumns {
                    coverage: next(&mut bytes, &more.coverage),
                    present: next(&mut bytes, &more.present),
                    weakest: next(&mut bytes, &more.weakest),
                    published: next(&mut bytes, &more.published),
                    level: next(&mut bytes, &more.level),
                }),
            })
            .collect()
    }
}

impl Layout {
    /// By area: published scores, where there are any, and weakest components. Nothing of areas without room for them.
    pub(crate) fn areas<'a>(
        &'a self,
        memory: &'a Buffer,
        rows: usize,
    ) -> impl Iterator<Item = (&'a [u8], BooleanBuffer, &'a [i16])> {
        let areas = self.targets.split_last().map_or(&[][..], |(_, areas)| areas);
        areas.iter().filter_map(move |places| {
            let more = places.more.as_ref()?;
            let published = memory.as_slice().get(more.published.clone())?;
            let weakest = cast_slice(memory.as_slice().get(more.weakest.clone())?);
            Some((published, nulls(memory, &places.scored, rows).into_inner(), weakest))
        })
    }
}

/// Takes the next column off what is left of the memory.
fn next<'a, T: Pod>(bytes: &mut &'a mut [u8], place: &Place) -> &'a mut [T] {
    let (column, rest) = std::mem::take(bytes).split_at_mut(place.len());
    *bytes = rest;
    cast_slice_mut(column)
}

/// The columns of an area, or those over all: of some chunks that follow one another.
pub(crate) struct TargetColumns<'a> {
    pub(crate) score: &'a mut [f64],
    pub(crate) scored: &'a mut [u64],
    pub(crate) more: Option<MoreColumns<'a>>,
}

/// What comes with the scores.
pub(crate) struct MoreColumns<'a> {
    pub(crate) coverage: &'a mut [f64],
    pub(crate) present: &'a mut [u64],
    pub(crate) weakest: &'a mut [i16],
    pub(crate) published: &'a mut [u8],
    pub(crate) level: &'a mut [i8],
}

impl<'a> TargetColumns<'a> {
    /// The columns of the first chunks, and those of the others.
    pub(crate) fn split(self, chunks: usize) -> (Self, Self) {
        let (score, scores) = self.score.split_at_mut(chunks * ROWS);
        let (scored, scored_later) = self.scored.split_at_mut(chunks * WORDS);
        let (more, more_later) = self.more.map(|more| more.split(chunks)).unzip();
        (TargetColumns { score, scored, more }, TargetColumns { score: scores, scored: scored_later, more: more_later })
    }
}

impl<'a> MoreColumns<'a> {
    fn split(self, chunks: usize) -> (Self, Self) {
        let (coverage, coverage_later) = self.coverage.split_at_mut(chunks * ROWS);
        let (present, present_later) = self.present.split_at_mut(chunks * WORDS);
        let (weakest, weakest_later) = self.weakest.split_at_mut(chunks * ROWS);
        let (published, published_later) = self.published.split_at_mut(chunks * ROWS);
        let (level, level_later) = self.level.split_at_mut(chunks * ROWS);
        let later = MoreColumns {
            coverage: coverage_later,
            present: present_later,
            weakest: weakest_later,
            published: published_later,
            level: level_later,
        };
        (MoreColumns { coverage, present, weakest, published, level }, later)
    }
}

/// The names of levels and components, once for all batches.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    levels: ArrayRef,
    components: ArrayRef,
}

impl Names {
    pub(crate) fn of(compiled: &Compiled) -> Self {
        let components = compiled.components().iter().map(|component| component.key.as_str());
        Names {
            levels: Arc::new(StringArray::from_iter_values(levels())),
            components: Arc::new(StringArray::from_iter_values(components)),
        }
    }

    /// The names of the components.
    pub(crate) fn components(&self) -> &ArrayRef {
        &self.components
    }
}

/// The names of the levels, the least first.
fn levels() -> impl Iterator<Item = &'static str> {
    LEVELS.iter().map(|row| row.level.into())
}

/// Whether a column holds levels, whose names stand in their order: a library that knows of ordered categories sorts and
/// compares by it.
pub(crate) fn is_of_levels(column: &ArrayRef) -> bool {
    let names = column.as_any_dictionary_opt().and_then(|dictionary| dictionary.values().as_string_opt::<i32>());
    names.is_some_and(|names| names.iter().flatten().eq(levels()))
}

/// The fields of the scores: those over all first, then the areas'.
pub(crate) fn fields(compiled: &Compiled, detail: bool) -> Vec<Field> {
    let named = |key: DataType| DataType::Dictionary(Box::new(key), Box::new(DataType::Utf8));
    let more = |prefix: &str| {
        vec![
            Field::new(format!("{prefix}coverage"), DataType::Float64, false),
            Field::new(format!("{prefix}published"), DataType::UInt8, true),
            Field::new(format!("{prefix}level"), named(DataType::Int8), true).with_dict_is_ordered(true),
            Field::new(format!("{prefix}weakest"), named(DataType::Int16), true),
        ]
    };
    let mut fields = vec![Field::new("overall", DataType::Float64, true)];
    fields.extend(more(""));
    for area in compiled.areas() {
        fields.push(Field::new(area.key.as_str(), DataType::Float64, true));
        if detail {
            fields.extend(more(&format!("{}_", area.key.as_str())));
        }
    }
    fields
}

/// The arrays of the scores, in the order of the fields.
pub(crate) fn arrays(
    layout: &Layout,
    memory: &Buffer,
    rows: usize,
    names: &Names,
    detail: bool,
) -> Result<Vec<ArrayRef>, ArrowError> {
    let mut arrays = Vec::new();
    // What is over all lies last and is told first.
    let told = layout.targets.split_last().into_iter().flat_map(|(overall, areas)| [overall].into_iter().chain(areas));
    for (number, places) in told.enumerate() {
        let scored = nulls(memory, &places.scored, rows);
        arrays.push(Arc::new(numbers::<Float64Type>(memory, &places.score, rows, Some(scored.clone()))?) as ArrayRef);
        if let Some(more) = places.more.as_ref().filter(|_| detail || number == 0) {
            let present = nulls(memory, &more.present, rows);
            let levels = numbers::<Int8Type>(memory, &more.level, rows, Some(scored.clone()))?;
            let weakest = numbers::<Int16Type>(memory, &more.weakest, rows, Some(present))?;
            arrays.push(Arc::new(numbers::<Float64Type>(memory, &more.coverage, rows, None)?));
            arrays.push(Arc::new(numbers::<UInt8Type>(memory, &more.published, rows, Some(scored))?));
            arrays.push(named(levels, &names.levels)?);
            arrays.push(named(weakest, &names.components)?);
        }
    }
    Ok(arrays)
}

fn numbers<T: ArrowPrimitiveType>(
    memory: &Buffer,
    place: &Place,
    rows: usize,
    nulls: Option<NullBuffer>,
) -> Result<PrimitiveArray<T>, ArrowError> {
    let values = ScalarBuffer::new(memory.slice_with_length(place.start, place.len()), 0, rows);
    PrimitiveArray::try_new(values, nulls)
}

fn named<K: ArrowDictionaryKeyType>(keys: PrimitiveArray<K>, names: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::try_new(keys, Arc::clone(names))?))
}

fn nulls(memory: &Buffer, place: &Place, rows: usize) -> NullBuffer {
    NullBuffer::new(BooleanBuffer::new(memory.slice_with_length(place.start, place.len()), 0, rows))
}
