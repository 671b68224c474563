//! Options and root causes: columns of texts, or of lists of them.

use arrow_array::cast::AsArray;
use arrow_array::{Array, GenericListArray, OffsetSizeTrait};
use arrow_schema::DataType;
use touchline_calculators::scorecard::Leaf;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::Key;

use crate::keys::{Keys, Kind, LookedThrough, NULL};

/// All texts that have come up, and which options of which question they name.
#[derive(Debug)]
pub(super) struct Words {
    separator: Option<String>,
    texts: Keys,
    bits: LookUp<(usize, u32), Option<u64>>,
}

/// The texts of each row of a column.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) numbers: Vec<u32>,
    /// Where each row's texts stand, of a column of lists; nothing where it has none.
    pub(super) rows: Option<Vec<Option<(usize, usize)>>>,
}

/// Whether a column of this type holds texts, or lists of them.
pub(super) fn holds_texts(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) => Kind::of(item.data_type()) == Some(Kind::Text),
        kind => Kind::of(kind) == Some(Kind::Text),
    }
}

impl Texts {
    /// The texts of a row; nothing where it is null.
    pub(super) fn row(&self, row: usize) -> Option<&[u32]> {
        match &self.rows {
            None => self.numbers.get(row..row + 1).filter(|texts| texts.first() != Some(&NULL)),
            Some(rows) => {
                let (begin, end) = (*rows.get(row)?)?;
                self.numbers.get(begin..end)
            }
        }
    }
}

impl Words {
    pub(super) fn of(separator: Option<String>) -> Self {
        Words { separator: separator.filter(|text| !text.is_empty()), texts: Keys::default(), bits: LookUp::default() }
    }

    /// The texts of a column of which [`holds_texts`] is true.
    pub(super) fn read(&mut self, array: &dyn Array) -> Texts {
        self.read_after(array, &mut LookedThrough::default())
    }

    /// The same of a part of a column, after others of it.
    pub(super) fn read_after(&mut self, array: &dyn Array, looked_through: &mut LookedThrough) -> Texts {
        match array.data_type() {
            DataType::List(_) => self.of_lists(array.as_list::<i32>(), looked_through),
            DataType::LargeList(_) => self.of_lists(array.as_list::<i64>(), looked_through),
            _ => Texts { numbers: self.texts.numbers_after(array, looked_through), rows: None },
        }
    }

    fn of_lists<O: OffsetSizeTrait>(
        &mut self,
        lists: &GenericListArray<O>,
        looked_through: &mut LookedThrough,
    ) -> Texts {
        let ends = lists.value_offsets();
        let place = |row: usize| ends.get(row).map_or(0, |end| end.as_usize());
        // The lists of a part lie among those of the whole column.
        let (first, end) = (place(0), place(lists.len()));
        let texts = lists.values().slice(first, end - first);
        let row = |row: usize| lists.is_valid(row).then(|| (place(row) - first, place(row + 1) - first));
        Texts {
            numbers: self.texts.numbers_after(texts.as_ref(), looked_through),
            rows: Some((0..lists.len()).map(row).collect()),
        }
    }

    /// A text by its number; an empty one where it is null.
    pub(super) fn text(&self, number: u32) -> String {
        self.texts.value(number).written().unwrap_or_default().into_owned()
    }

    /// The words of a row, one by one.
    pub(super) fn keys(&self, numbers: &[u32]) -> Vec<Key> {
        let mut keys = Vec::new();
        for number in numbers {
            let text = self.text(*number);
            match &self.separator {
                None => keys.push(Key::new(&text)),
                Some(separator) => keys.extend(text.split(separator.as_str()).map(Key::new)),
            }
        }
        keys
    }

    /// The options of a question that a row names, a bit for each; nothing where one of them is none, or comes twice.
    pub(super) fn bits(&mut self, (place, leaf): (usize, &Leaf), numbers: &[u32]) -> Option<u64> {
        let mut bits = 0;
        for number in numbers {
            let more = match self.bits.get(&(place, *number)) {
                Some(known) => *known,
                None => {
                    let named = bits_of(leaf, &self.keys(std::slice::from_ref(number)));
                    self.bits.insert((place, *number), named);
                    named
                }
            }?;
            if bits & more != 0 {
                return None;
            }
            bits |= more;
        }
        Some(bits)
    }
}

fn bits_of(leaf: &Leaf, keys: &[Key]) -> Option<u64> {
    let mut bits = 0;
    for key in keys {
        let bit = leaf.bit(key.as_str())?;
        if bits & bit != 0 {
            return None;
        }
        bits |= bit;
    }
    Some(bits)
}
