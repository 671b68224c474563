//! Rows that are left out, and what is wrong with them: each row counts once, for what was found in it first.
//!
//! Rules: BAT-02.

use touchline_kernel::look_up::LookUp;
use touchline_kernel::rejection::{Fault, Reason};

use crate::kinds::Kinds;
use crate::rows::Rows;

/// Of how many kinds it is known which of a table's rows are of them, where each row is asked about.
const MOST_KINDS: usize = 10_000;

/// Rows that are left out. Of more kinds of what is wrong than are kept, rows count, and nothing else is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct LeftOut {
    rows: Rows,
    kinds: Kinds,
    /// By its number, a kind.
    told: Vec<Kind>,
    /// By row the number of its kind, where each row is asked about.
    of_each: Option<LookUp<u64, usize>>,
}

/// What is wrong in some rows.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    column: String,
    reason: Reason,
    first: u64,
    rows: u64,
}

impl Kind {
    /// What is wrong, in this row.
    pub(crate) fn in_row(&self, row: u64) -> String {
        format!("{}/{row}: {}", self.column, self.reason.message())
    }
}

impl LeftOut {
    /// Rows of which each is asked about.
    pub(crate) fn of_each() -> Self {
        let kinds = Kinds::up_to(MOST_KINDS);
        LeftOut { kinds, of_each: Some(LookUp::default()), ..LeftOut::default() }
    }

    /// Leaves out a row for what is wrong with a column of it.
    pub(crate) fn add(
        &mut self,
        column: impl FnOnce() -> String,
        row: u64,
        find: impl FnOnce(&mut Kinds) -> Option<(usize, Option<Reason>)>,
    ) {
        if !self.rows.insert(row) {
            return;
        }
        let Some((kind, new)) = find(&mut self.kinds) else { return };
        if let Some(reason) = new {
            self.told.push(Kind { column: column(), reason, first: row, rows: 0 });
        }
        if let Some(of_kind) = self.told.get_mut(kind) {
            of_kind.rows = of_kind.rows.saturating_add(1);
        }
        if let Some(of_each) = &mut self.of_each {
            of_each.insert(row, kind);
        }
    }

    /// Whether a row is left out.
    pub(crate) fn has(&self, row: u64) -> bool {
        self.rows.contains(row)
    }

    /// The numbers of the rows.
    pub(crate) fn rows(&self) -> &Rows {
        &self.rows
    }

    /// What is wrong with a row that is left out, where that is known.
    pub(crate) fn why(&self, row: u64) -> Option<(usize, &Kind)> {
        let number = *self.of_each.as_ref()?.get(&row)?;
        Some((number, self.told.get(number)?))
    }

    /// What is wrong, with the place of the first row that has it and how many have.
    pub(crate) fn told(&self) -> impl Iterator<Item = (Fault, u64)> {
        self.told.iter().map(|Kind { column, reason, first, rows }| {
            (Fault { reason: reason.clone(), path: format!("{column}/{first}"), position: None }, *rows)
        })
    }
}

/// Why rows were left out: each reason with how many rows have it, and how many are wrong otherwise; nothing where none was.
pub(crate) fn because(reasons: impl Iterator<Item = (String, u64)>, others: u64) -> Option<String> {
    let each = reasons.map(|(reason, rows)| format!("{reason} ({rows})"));
    let others = (others > 0).then(|| format!("others ({others})"));
    let told: Vec<String> = each.chain(others).collect();
    (!told.is_empty()).then(|| told.join("; "))
}
