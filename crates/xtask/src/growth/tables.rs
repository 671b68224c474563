//! Families of tables: the rows of each call over columns grow, and so do wrong rows.

use std::collections::BTreeMap;

use super::cases;
use super::family::Family;
use super::sources::performed;
use crate::Result;
use crate::conformance::executor::Executor;
use crate::conformance::input::to_hex;
use crate::conformance::instruction::Instruction;
use crate::conformance::table::{Cells, Table};

const MOST_ROWS: usize = 1 << 20;

/// Cells come out of texts here, which is much of the time: a table is to be large before a size is chosen.
const LEAST_ROWS: usize = 2_000;

/// For each call the table that made most, accepted and refused, its rows alike and each of another name.
pub(crate) fn all() -> Result<Vec<Family>> {
    let mut heaviest: BTreeMap<(String, bool), (usize, &'static Instruction)> = BTreeMap::new();
    for step in cases::performed()?.iter().flat_map(|performance| &performance.steps) {
        if tables(&step.instruction).is_none() {
            continue;
        }
        let (status, said) = step.line.split_once('\t').unwrap_or_default();
        let accepted = match status {
            "ok" => true,
            "bad_input" | "failed" => false,
            _ => continue,
        };
        let known =
            heaviest.entry((step.instruction.door().trim().to_owned(), accepted)).or_insert((0, &step.instruction));
        if known.0 < said.len() {
            *known = (said.len(), &step.instruction);
        }
    }
    Ok(heaviest
        .into_iter()
        .flat_map(|((of, accepted), (_, instruction))| families(&of, accepted, instruction))
        .collect())
}

fn families(of: &str, accepted: bool, instruction: &'static Instruction) -> Vec<Family> {
    let rows = if accepted { "rows" } else { "wrong rows" };
    let family = |how: &str, fresh: bool| {
        let make = move |size| Ok(performed(Executor::default(), longer(instruction, size, fresh)));
        Family { least: LEAST_ROWS, ..Family::new(of, format!("{rows} {how}"), MOST_ROWS, make) }
    };
    vec![family("alike", false), family("each another", true)]
}

fn tables(instruction: &Instruction) -> Option<Vec<&Table>> {
    match instruction {
        Instruction::Table { table, .. } => Some(vec![table]),
        Instruction::Metrics { tables, .. } | Instruction::Effects { tables, .. } => {
            Some(tables.iter().map(|(_, table)| table).collect())
        }
        _ => None,
    }
}

/// The call with so many rows in each of its tables, in one batch.
fn longer(instruction: &Instruction, rows: usize, fresh: bool) -> Instruction {
    let mut instruction = instruction.clone();
    match &mut instruction {
        Instruction::Table { table, .. } => *table = grown(table, rows, fresh),
        Instruction::Metrics { tables, .. } | Instruction::Effects { tables, .. } => {
            for (_, table) in tables {
                *table = grown(table, rows, fresh);
            }
        }
        _ => {}
    }
    instruction
}

fn grown(table: &Table, rows: usize, fresh: bool) -> Table {
    let columns = table.columns.iter().enumerate().map(|(column, kind)| {
        let all: Vec<&String> =
            table.batches.iter().flat_map(|batch| batch[column].cells.iter().skip(batch[column].before)).collect();
        let is_text = matches!(kind.format.as_str(), "u" | "i>u");
        let cell = |nth: usize| {
            let (cell, copy) = (all[nth % all.len()], nth / all.len());
            match cell.strip_prefix('x') {
                Some(text) if fresh && is_text && copy > 0 => {
                    let ending = to_hex(format!("_{copy}").as_bytes());
                    format!("x{text}{ending}")
                }
                _ => cell.clone(),
            }
        };
        let cells = if all.is_empty() { Vec::new() } else { (0..rows).map(cell).collect() };
        Cells { before: 0, cells }
    });
    Table { columns: table.columns.clone(), batches: vec![columns.collect()] }
}
