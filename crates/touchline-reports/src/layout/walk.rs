//! The walk: one layout, one report's data, one document.

use std::cell::RefCell;

use super::kinds::ReportKind;
use super::part::{Field, Form, Layout, Part, TableOf};
use super::scope::{Beside, DATA, Scope};
use crate::document::{Block, Column, Document, Figure, Table};
use crate::locale::Printer;
use crate::value::{Cell, Tone, Value};
use touchline_kernel::reader::Data;
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::{Code, DetailKey, Reason};

/// The document of a report's data.
///
/// # Errors
/// Data of another shape than the kind has: every place that differs.
pub fn lay_out(
    kind: ReportKind,
    data: Data<'_>,
    beside: Beside<'_>,
    printer: &Printer<'_>,
) -> Result<Document, BadInput> {
    let layout = kind.layout();
    let faults = RefCell::default();
    let scope = Scope {
        beside,
        faults: &faults,
        here: data,
        path: DATA,
        printer: *printer,
        root: data,
        speaks_of: DATA,
        words: printer.words,
    };
    for needed in layout.needs.iter().filter(|needed| data.at(needed).is_none()) {
        let name = needed.rsplit('/').next().unwrap_or_default();
        faults.borrow_mut().add(DATA, Reason::new(Code::MissingField).with(DetailKey::Field, name));
    }
    told(&faults)?;
    let document = layout.document(kind, &scope);
    told(&faults)?;
    beside.spent.check()?;
    Ok(document)
}

fn told(faults: &RefCell<Faults>) -> Result<(), BadInput> {
    faults.take().told()
}

impl Layout {
    fn document(&self, kind: ReportKind, scope: &Scope<'_>) -> Document {
        let mut blocks = Vec::new();
        for part in self.parts {
            part.walk(scope, 2, &mut blocks);
        }
        let about = self.about.iter().map(|field| field.figure(scope));
        let mut document = Document {
            about: about.filter(|figure| !figure.cell.value.is_nothing()).collect(),
            blocks: without_bare_headings(blocks),
            kind: kind.into(),
            subject: self.subject.map(|field| field.cell(scope)).filter(|cell| !cell.value.is_nothing()),
            title: scope.words.get(self.title).to_owned(),
            told_in: None,
        };
        document.told_in = document.tells_moments().then(|| zone(scope));
        document
    }
}

/// The blocks without headings of mere words that nothing stands under. One that names something of the data stays.
fn without_bare_headings(blocks: Vec<Block>) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.into_iter().rev() {
        let is_bare = match &block {
            Block::Heading(level, said) if said.iter().all(|cell| cell.at.is_empty()) => match kept.last() {
                Some(Block::Heading(next, _)) => next <= level,
                next => next.is_none(),
            },
            _ => false,
        };
        if !is_bare {
            kept.push(block);
        }
    }
    kept.reverse();
    kept
}

fn walk_all(parts: &[Part], scope: &Scope<'_>, level: u8, blocks: &mut Vec<Block>) {
    for part in parts {
        part.walk(scope, level, blocks);
    }
}

impl Part {
    fn walk(&self, scope: &Scope<'_>, level: u8, blocks: &mut Vec<Block>) {
        match self {
            Part::Heading(key) => blocks.push(Block::Heading(level, vec![said(scope, key)])),
            Part::Figures(fields) => {
                blocks.push(Block::Figures(fields.iter().map(|field| field.figure(scope)).collect()))
            }
            Part::Facts(fields) => {
                let figures = fields.iter().map(|field| field.figure(scope));
                let figures: Vec<_> = figures.filter(|figure| !figure.cell.value.is_nothing()).collect();
                if !figures.is_empty() {
                    blocks.push(Block::Facts(figures));
                }
            }
            Part::Table(of) => blocks.push(Block::Table(of.table(scope))),
            Part::Each(place, heading, parts) => {
                for_each(scope, place, &mut |scope| {
                    let cells = cells(heading, scope);
                    if !cells.is_empty() {
                        blocks.push(Block::Heading(level.saturating_add(1), cells));
                    }
                    walk_all(parts, scope, level.saturating_add(1), blocks);
                });
            }
            Part::Text(field) => {
                let cell = field.cell(scope);
                if !cell.value.is_nothing() {
                    let label = (!field.label.is_empty()).then(|| field.label_in(scope));
                    blocks.push(Block::Text(label, cell));
                }
            }
            Part::Quote(field, source) => {
                let cell = field.cell(scope);
                if !cell.value.is_nothing() {
                    blocks.push(Block::Quote(cell, cells(source, scope)));
                }
            }
            Part::List(place, fields) => {
                let mut entries = Vec::new();
                for_each(scope, place, &mut |scope| {
                    entries.extend(Some(cells(fields, scope)).filter(|entry| !entry.is_empty()));
                });
                if !entries.is_empty() {
                    blocks.push(Block::List(entries));
                }
            }
            Part::When(place, parts) if scope.has(place) => {
                walk_all(parts, &scope.asked(&scope.path_of(place)), level, blocks)
            }
            Part::Unless(place, parts) if !scope.has(place) => {
                walk_all(parts, &scope.asked(&scope.path_of(place)), level, blocks)
            }
            Part::If(is_so, parts) if is_so(scope) => walk_all(parts, scope, level, blocks),
            Part::When(..) | Part::Unless(..) | Part::If(..) => {}
            Part::Label(key) => {
                blocks.push(Block::Text(Some(scope.words.get(key).to_owned()), Cell::own(Value::Text(String::new()))))
            }
            Part::Note(key) => blocks.push(Block::Note(note(scope.speaks_of, scope.words.get(key).to_owned()))),
            Part::Within(place, parts) => {
                if let Some(here) = scope.at(place) {
                    let path = scope.path_of(place);
                    walk_all(parts, &Scope { here, path: &path, speaks_of: &path, ..*scope }, level, blocks);
                }
            }
            Part::Withheld(place) => {
                for_each(scope, place, &mut |scope| {
                    blocks.extend(withheld(scope).map(|said| Block::Note(note(scope.path, said))));
                });
            }
            Part::Picture(draw) => blocks.extend(draw(scope).map(Box::new).map(Block::Picture)),
        }
    }
}

/// Does something for each entry of a list, standing there. Of a list in each entry of another, `/*` stands for the entry.
fn for_each(scope: &Scope<'_>, place: &str, act: &mut dyn FnMut(&Scope<'_>)) {
    if let Some((outer, inner)) = place.split_once("/*") {
        for_each(scope, outer, &mut |scope| for_each(scope, inner, act));
        return;
    }
    let mut path = scope.path_of(place);
    path.push('/');
    let list = path.len();
    for (number, here) in scope.entries(place).into_iter().enumerate() {
        path.truncate(list);
        path.push_str(itoa::Buffer::new().format(number));
        act(&Scope { here, path: &path, speaks_of: &path, ..*scope });
    }
}

/// The cells of some fields that have a value.
fn cells(fields: &[Field], scope: &Scope<'_>) -> Vec<Cell> {
    fields.iter().map(|field| field.cell(scope)).filter(|cell| !cell.value.is_nothing()).collect()
}

/// Whose clock tells the moments.
fn zone(scope: &Scope<'_>) -> Figure {
    let name = scope.printer.zone.name().to_owned();
    let cell = Cell::own(Value::Term { raw: name.clone(), shown: name });
    Figure { beside: Vec::new(), cell, label: scope.words.term("label", "zone") }
}

fn said(scope: &Scope<'_>, key: &str) -> Cell {
    Cell::own(Value::Text(scope.words.get(key).to_owned()))
}

/// Something that is said of a place in the data.
fn note(at: &str, said: String) -> Cell {
    Cell { at: at.to_owned(), tone: Tone::Plain, value: Value::Text(said) }
}

/// What is withheld, in a sentence.
fn withheld(scope: &Scope<'_>) -> Option<String> {
    let part = scope.words.term("withheld", scope.text("/part")?);
    let because = scope.words.term("because", scope.text("/because")?);
    let of = scope.text("/of").map(|of| {
        ["metric", "area", "measure", "phrase_kind"]
            .iter()
            .find_map(|group| scope.words.find_in(group, of).map(str::to_owned))
            .unwrap_or_else(|| scope.words.term("area", of))
    });
    let values: &[(&str, &str)] = &[("part", &part), ("of", of.as_deref().unwrap_or_default()), ("because", &because)];
    Some(scope.words.with(if of.is_some() { "withheld_of" } else { "withheld" }, values))
}

impl TableOf {
    fn table(&self, scope: &Scope<'_>) -> Table {
        let columns = self.columns.iter().map(|field| Column {
            has_why: field.why.is_some() || matches!(field.form, Form::ByNumber(_)),
            is_numeric: field.form.is_numeric(),
            label: field.label_in(scope),
            name: field.label,
        });
        let mut rows = Vec::new();
        for_each(scope, self.rows, &mut |scope| {
            let row: Vec<Cell> = self.columns.iter().map(|field| field.cell(scope)).collect();
            if scope.beside.spent.goes_on() {
                rows.push(row);
            }
        });
        Table {
            caption: scope.words.find_in("table", self.name).unwrap_or_default().to_owned(),
            columns: columns.collect(),
            empty: scope.words.get("nothing_here").to_owned(),
            name: self.name.to_owned(),
            rows,
        }
    }
}
