//! What to coach, row by row: the areas that stand out, in columns of lists.
//!
//! Lists hold plain text and no dictionaries: there are a few short texts in each, and whatever knows lists knows text.
//!
//! Rules: BAT-01.

use std::sync::Arc;

use arrow_array::types::Int8Type;
use arrow_array::{ArrayRef, DictionaryArray, ListArray, PrimitiveArray, StringArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, FieldRef};
use strum::VariantArray as _;
use touchline_calculators::recommendation::{AreaChooser, FocusKind, Outstanding};
use touchline_calculators::skill::Compiled;

use crate::output::Layout;

/// The lists, each under its name.
const LISTS: [&str; 4] = ["gaps", "gap_components", "strengths", "focus"];
const FOCUS_KIND: &str = "focus_kind";

/// The fields of what to coach.
pub(crate) fn fields() -> Vec<Field> {
    let lists = LISTS.iter().map(|name| Field::new(*name, DataType::List(item()), true));
    let kind = DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8));
    lists.chain([Field::new(FOCUS_KIND, kind, true)]).collect()
}

fn item() -> FieldRef {
    Arc::new(Field::new("item", DataType::Utf8, true))
}

/// An area's published scores and weakest components.
struct Area<'a> {
    published: &'a [u8],
    scored: BooleanBuffer,
    weakest: &'a [i16],
}

impl Area<'_> {
    fn published(&self, row: usize) -> Option<u8> {
        self.published.get(row).copied().filter(|_| self.scored.value(row))
    }

    fn weakest(&self, row: usize) -> Option<usize> {
        usize::try_from(*self.weakest.get(row)?).ok()
    }
}

/// The arrays of what to coach, in the order of the fields, from the scores that lie in memory.
pub(crate) fn arrays(
    layout: &Layout,
    memory: &Buffer,
    rows: usize,
    chooser: &AreaChooser,
    compiled: &Compiled,
) -> Result<Vec<ArrayRef>, ArrowError> {
    let areas = layout.areas(memory, rows);
    let areas: Vec<Area<'_>> = areas.map(|(published, scored, weakest)| Area { published, scored, weakest }).collect();
    let (mut coached, mut outstanding) = (Coached::of(rows), Outstanding::default());
    for row in 0..rows {
        chooser.choose(|place| areas.get(place)?.published(row), &mut outstanding);
        coached.add(&outstanding, compiled, |place| areas.get(place)?.weakest(row))?;
    }
    coached.arrays()
}

/// The columns of what to coach, as they grow.
pub(crate) struct Coached {
    gaps: Lists,
    components: Lists,
    strengths: Lists,
    focus: Lists,
    kinds: Vec<Option<i8>>,
}

impl Coached {
    pub(crate) fn of(rows: usize) -> Self {
        let [gaps, components, strengths, focus] = std::array::from_fn(|_| Lists::of(rows));
        Coached { gaps, components, strengths, focus, kinds: Vec::with_capacity(rows) }
    }

    /// Adds a row, of which the areas' weakest components are known.
    pub(crate) fn add(
        &mut self,
        outstanding: &Outstanding,
        compiled: &Compiled,
        weakest: impl Fn(usize) -> Option<usize>,
    ) -> Result<(), ArrowError> {
        let area = |place: &usize| compiled.areas().get(*place).map_or("", |area| area.key.as_str());
        let component = |place: usize| {
            let component = weakest(place).and_then(|place| compiled.components().get(place));
            component.map_or("", |component| component.key.as_str())
        };
        self.gaps.add(outstanding.gaps.iter().map(area))?;
        self.components.add(outstanding.gaps.iter().copied().map(component))?;
        self.strengths.add(outstanding.strengths.iter().map(area))?;
        let on = outstanding.focus.iter().flat_map(|focus| [Some(focus.first), focus.second]).flatten();
        self.focus.add(on.map(component))?;
        self.kinds.push(outstanding.focus.map(|focus| ordinal(focus.kind)));
        Ok(())
    }

    /// Adds a row of which nothing is told.
    pub(crate) fn add_nothing(&mut self) {
        for lists in [&mut self.gaps, &mut self.components, &mut self.strengths, &mut self.focus] {
            lists.add_null();
        }
        self.kinds.push(None);
    }

    /// Adds the rows of another one.
    pub(crate) fn append(&mut self, later: &Coached) -> Result<(), ArrowError> {
        self.gaps.append(&later.gaps)?;
        self.components.append(&later.components)?;
        self.strengths.append(&later.strengths)?;
        self.focus.append(&later.focus)?;
        self.kinds.extend(&later.kinds);
        Ok(())
    }

    /// The arrays, in the order of the fields.
    pub(crate) fn arrays(self) -> Result<Vec<ArrayRef>, ArrowError> {
        let names = FocusKind::VARIANTS.iter().map(|kind| <&'static str>::from(*kind));
        let names = Arc::new(StringArray::from_iter_values(names));
        let kinds = DictionaryArray::try_new(PrimitiveArray::<Int8Type>::from(self.kinds), names)?;
        let lists = [self.gaps, self.components, self.strengths, self.focus].into_iter().map(Lists::array);
        lists.chain([Ok(Arc::new(kinds) as ArrayRef)]).collect()
    }
}

fn ordinal(kind: FocusKind) -> i8 {
    let place = FocusKind::VARIANTS.iter().position(|other| *other == kind);
    place.and_then(|place| i8::try_from(place).ok()).unwrap_or_default()
}

/// A column of lists of text, as it grows.
pub(crate) struct Lists {
    /// Where each row's list ends among the texts.
    rows: Vec<i32>,
    /// Which rows have a list.
    present: Vec<bool>,
    /// Where each text ends among the bytes.
    texts: Vec<i32>,
    bytes: Vec<u8>,
}

impl Lists {
    pub(crate) fn of(rows: usize) -> Self {
        let mut ends = Vec::with_capacity(rows + 1);
        ends.push(0);
        Lists { rows: ends, present: Vec::with_capacity(rows), texts: vec![0], bytes: Vec::new() }
    }

    pub(crate) fn add<'a>(&mut self, texts: impl Iterator<Item = &'a str>) -> Result<(), ArrowError> {
        for text in texts {
            self.bytes.extend_from_slice(text.as_bytes());
            self.texts.push(place(self.bytes.len())?);
        }
        self.rows.push(place(self.texts.len() - 1)?);
        self.present.push(true);
        Ok(())
    }

    /// Adds the rows of another column.
    fn append(&mut self, later: &Lists) -> Result<(), ArrowError> {
        append_ends(&mut self.texts, &later.texts)?;
        append_ends(&mut self.rows, &later.rows)?;
        self.bytes.extend_from_slice(&later.bytes);
        self.present.extend_from_slice(&later.present);
        Ok(())
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.present.len()
    }

    /// Adds rows whose list is empty.
    pub(crate) fn add_empty(&mut self, rows: usize) {
        let end = self.rows.last().copied().unwrap_or_default();
        self.rows.resize(self.rows.len() + rows, end);
        self.present.resize(self.present.len() + rows, true);
    }

    fn add_null(&mut self) {
        self.rows.push(self.rows.last().copied().unwrap_or_default());
        self.present.push(false);
    }

    pub(crate) fn array(self) -> Result<ArrayRef, ArrowError> {
        let texts = StringArray::try_new(ends(self.texts), self.bytes.into(), None)?;
        let nulls = self.present.contains(&false).then(|| NullBuffer::from(self.present));
        Ok(Arc::new(ListArray::try_new(item(), ends(self.rows), Arc::new(texts), nulls)?))
    }
}

fn place(length: usize) -> Result<i32, ArrowError> {
    let too_long = |_| ArrowError::ComputeError("one batch cannot hold so much text: give smaller ones".to_owned());
    i32::try_from(length).map_err(too_long)
}

/// Adds ends that were counted from 0 to others.
fn append_ends(ends: &mut Vec<i32>, later: &[i32]) -> Result<(), ArrowError> {
    let before = ends.last().copied().unwrap_or_default();
    let length = |end: &i32| place(usize::try_from(i64::from(before) + i64::from(*end)).unwrap_or(usize::MAX));
    for end in later.iter().skip(1) {
        ends.push(length(end)?);
    }
    Ok(())
}

fn ends(ends: Vec<i32>) -> OffsetBuffer<i32> {
    OffsetBuffer::new(ScalarBuffer::from(ends))
}
