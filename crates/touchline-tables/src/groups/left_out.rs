//! Rows that are left out of their groups since something is wrong in them: how many they are, and why.
//!
//! Rules: BAT-02, BAT-03.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, RecordBatch, RecordBatchOptions};
use arrow_data::transform::MutableArrayData;
use arrow_schema::ArrowError;

use super::Grouper;
use super::output::Column;
use crate::fault::{Faults, LeftOut};
use crate::keys::texts;

/// What is wrong with rows of a group: each reason with how many rows have it, in the order in which they came up.
#[derive(Clone, Debug, Default)]
pub(super) struct Reasons(Vec<(String, u64)>);

impl Reasons {
    fn add(&mut self, reason: &str) {
        match self.0.iter_mut().find(|(known, _)| known == reason) {
            Some((_, rows)) => *rows += 1,
            None => self.0.push((reason.to_owned(), 1)),
        }
    }

    fn rows(&self) -> u64 {
        self.0.iter().map(|(_, rows)| rows).sum()
    }

    fn told(&self) -> Option<String> {
        let each = self.0.iter().map(|(reason, rows)| format!("{reason} ({rows})"));
        (!self.0.is_empty()).then(|| each.collect::<Vec<_>>().join("; "))
    }
}

impl Grouper {
    /// Counts the rows of a batch that are left out in their groups, and tells which rows stay.
    pub(super) fn leave_out(&mut self, faults: &Faults, groups: &[u32]) -> Vec<bool> {
        let mut stays = vec![true; groups.len()];
        let left_out = faults.left_out();
        let reasons: Vec<String> = left_out.into_iter().flat_map(LeftOut::told).map(|(fault, _)| said(fault)).collect();
        for (number, kind) in left_out.into_iter().flat_map(LeftOut::rows) {
            let row = number.saturating_sub(self.progress.rows) as usize;
            let group = groups.get(row).and_then(|group| self.groups.get_mut(*group as usize));
            if let (Some(stays), Some(group), Some(reason)) = (stays.get_mut(row), group, reasons.get(*kind)) {
                *stays = false;
                group.left_out.add(reason);
            }
        }
        stays
    }
}

/// A fault of a column, whatever row has it.
fn said(fault: &touchline_kernel::rejection::Fault) -> String {
    let column = fault.path.rsplit_once('/').map_or("", |(column, _)| column);
    format!("{column}: {}", fault.reason.message())
}

/// How many rows of each group were left out, and why; nothing of one that is withheld.
pub(super) fn columns(groups: &[Option<Reasons>]) -> Result<[Column; 2], ArrowError> {
    let rows = groups.iter().map(|reasons| i64::try_from(reasons.as_ref()?.rows()).ok());
    let told: Vec<Option<String>> = groups.iter().map(|reasons| reasons.as_ref()?.told()).collect();
    let rows: ArrayRef = Arc::new(rows.collect::<Int64Array>());
    Ok([("left_out".to_owned(), rows), ("left_out_because".to_owned(), texts(told.iter().map(Option::as_deref))?)])
}

/// The rows of a batch that stay.
pub(super) fn staying(batch: &RecordBatch, stays: &[bool]) -> Result<RecordBatch, ArrowError> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (row, _) in stays.iter().enumerate().filter(|(_, stays)| **stays) {
        match runs.last_mut().filter(|(_, end)| *end == row) {
            Some((_, end)) => *end = row + 1,
            None => runs.push((row, row + 1)),
        }
    }
    let rows = runs.iter().map(|(begin, end)| end - begin).sum();
    let of_rows = |array: &ArrayRef| -> Result<ArrayRef, ArrowError> {
        let data = array.to_data();
        let mut kept = MutableArrayData::new(vec![&data], false, rows);
        runs.iter().try_for_each(|(begin, end)| kept.try_extend(0, *begin, *end))?;
        Ok(arrow_array::make_array(kept.freeze()))
    };
    let columns = batch.columns().iter().map(of_rows).collect::<Result<_, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(batch.schema(), columns, &options)
}
