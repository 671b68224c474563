//! Rows told apart by the values of some columns: each group gets a number as it comes up, and is told in the order of its values.
//!
//! Rules: BAT-03.

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::ArrowError;
use touchline_kernel::look_up::LookUp;

use crate::key_column::key_column;
use crate::keys::{Keys, Kind};

/// The groups that have come up.
#[derive(Debug)]
pub(crate) struct ToldApart {
    /// By column: its values.
    by: Vec<Keys>,
    /// By the numbers of a group's values: its own.
    numbers: LookUp<Vec<u32>, u32>,
    /// By the number of a group: the numbers of its values.
    groups: Vec<Vec<u32>>,
}

impl ToldApart {
    /// Groups by so many columns. By none there is one, even without a row.
    pub(crate) fn by(columns: usize) -> Self {
        let by = vec![Keys::as_kept(); columns];
        let mut groups = ToldApart { by, numbers: LookUp::default(), groups: Vec::new() };
        if columns == 0 {
            groups.number(&[]);
        }
        groups
    }

    /// How many groups have come up.
    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of each row of a batch, whose columns stand at these places.
    pub(crate) fn of_rows(&mut self, batch: &RecordBatch, places: impl Iterator<Item = usize>) -> Vec<u32> {
        let by: Vec<Vec<u32>> =
            places.zip(&mut self.by).map(|(place, keys)| keys.numbers(batch.column(place).as_ref())).collect();
        let mut key = Vec::with_capacity(by.len());
        let group = |row: usize| {
            key.clear();
            key.extend(by.iter().map(|numbers| numbers[row]));
            self.number(&key)
        };
        (0..batch.num_rows()).map(group).collect()
    }

    fn number(&mut self, key: &[u32]) -> u32 {
        if let Some(group) = self.numbers.get(key) {
            return *group;
        }
        let group = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.numbers.insert(key.to_vec(), group);
        self.groups.push(key.to_vec());
        group
    }

    /// Forgets all groups behind so many: they came up in rows that are not kept.
    pub(crate) fn truncate(&mut self, count: usize) {
        for key in self.groups.drain(count.min(self.groups.len())..) {
            self.numbers.remove(&key);
        }
    }

    /// The groups, in the order of their values.
    pub(crate) fn order(&self) -> Vec<u32> {
        let ranks: Vec<Vec<usize>> = self.by.iter().map(Keys::ranks).collect();
        let mut order: Vec<u32> = (0_u32..).take(self.groups.len()).collect();
        order.sort_by_cached_key(|group| -> Vec<usize> {
            let numbers = self.groups[*group as usize].iter().zip(&ranks);
            numbers.map(|(number, ranks)| ranks.get(*number as usize).copied().unwrap_or_default()).collect()
        });
        order
    }

    /// By the number of a group: its place in that order.
    pub(crate) fn places(&self) -> Vec<usize> {
        let order = self.order();
        let mut places = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, group)| places[*group as usize] = place);
        places
    }

    /// The columns by which they are told apart, of these groups.
    pub(crate) fn columns<'a>(
        &self,
        named: impl Iterator<Item = (&'a str, Kind)>,
        groups: &[u32],
    ) -> Result<Vec<(String, ArrayRef)>, ArrowError> {
        let columns = named.zip(&self.by).enumerate();
        columns
            .map(|(nth, ((name, kind), keys))| {
                let values = groups.iter().map(|group| keys.value(self.groups[*group as usize][nth]));
                Ok((name.to_owned(), key_column(name, kind, values)?))
            })
            .collect()
    }
}
