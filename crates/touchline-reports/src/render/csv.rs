//! A document as CSV (RFC 4180): its values, or one of its tables. What a spreadsheet would run as a formula begins with an
//! apostrophe, and so does what began with one, so that whoever takes one off reads every text as it was. Where the numbers have a
//! comma spreadsheets part a line at semicolons, and heed no quotation mark in the middle of what they take for a cell: so the same
//! holds of what follows a semicolon, a tab or a line's end within a text.
//!
//! Values are those of the data and not as people read them: a share is `0.42` and a day `2026-03-02`. Where there is no value, its
//! field is empty, and why stands in a field of its own, so that a column of numbers holds nothing else.
//!
//! Rules: RPT-05.

use std::borrow::Cow;

use crate::document::{Block, Document, Figure, Table};
use crate::layout::DATA;
use crate::value::{Cell, Value};

/// Every value of a document, a line each: the part that it stands in, the row of a table, what it is, the value, why there is none,
/// and where in the data it stands. Several values of one place are lines of their own.
#[must_use]
pub fn every_value(document: &Document) -> String {
    let mut sheet = Sheet(String::with_capacity(4_096));
    sheet.line(["part", "row", "item", "value", "why", "at"].map(str::to_owned));
    let mut part = "about".to_owned();
    if let Some(subject) = &document.subject {
        sheet.value(&part, None, "subject", subject);
    }
    sheet.figures(&part, &document.about);
    for block in &document.blocks {
        match block {
            Block::Heading(_, cells) => {
                part = cells.iter().map(|cell| raw(&cell.value)).collect::<Vec<_>>().join(" · ")
            }
            Block::Figures(figures) | Block::Facts(figures) => sheet.figures(&part, figures),
            Block::Table(table) => sheet.table(table),
            Block::Text(label, cell) => sheet.value(&part, None, label.as_deref().unwrap_or("text"), cell),
            Block::Quote(cell, source) => {
                sheet.value(&part, None, "quote", cell);
                for cell in source {
                    sheet.value(&part, None, "source", cell);
                }
            }
            Block::List(entries) => {
                for (row, entry) in entries.iter().enumerate() {
                    for cell in entry {
                        sheet.value(&part, Some(row), "entry", cell);
                    }
                }
            }
            Block::Note(note) => sheet.value("note", None, "note", note),
            // It shows nothing that the data has not.
            Block::Picture(_) => {}
        }
    }
    sheet.0
}

/// One table of a document, under the names of its columns; behind one that may have no value for a reason, `_why` has that.
#[must_use]
pub fn one_table(table: &Table) -> String {
    let mut sheet = Sheet(String::with_capacity(1_024));
    let heads = table.columns.iter().flat_map(|column| {
        let why = column.has_why.then(|| format!("{}_why", column.name));
        [Some(column.name.to_owned()), why].into_iter().flatten()
    });
    sheet.line(heads);
    for row in &table.rows {
        let fields = row.iter().zip(&table.columns).flat_map(|(cell, column)| {
            let why = column.has_why.then(|| why(&cell.value));
            [Some(field(&cell.value)), why].into_iter().flatten()
        });
        sheet.line(fields);
    }
    sheet.0
}

struct Sheet(String);

impl Sheet {
    /// A record; its fields are harmless already.
    fn line(&mut self, fields: impl IntoIterator<Item = String>) {
        for (place, field) in fields.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.0.push_str(&quoted(&field));
        }
        self.0.push_str("\r\n");
    }

    fn value(&mut self, part: &str, row: Option<usize>, item: &str, cell: &Cell) {
        let row = row.map_or_else(String::new, |row| row.saturating_add(1).to_string());
        let at = cell.at.strip_prefix(DATA).unwrap_or(&cell.at);
        let [part, item, at] = [part, item, at].map(|text| write_cell(text).into_owned());
        let values = match &cell.value {
            Value::Several(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            self.line([part.clone(), row.clone(), item.clone(), field(value), why(value), at.clone()]);
        }
    }

    fn figures(&mut self, part: &str, figures: &[Figure]) {
        for figure in figures {
            self.value(part, None, &figure.label, &figure.cell);
            for (label, cell) in &figure.beside {
                self.value(part, None, &format!("{}: {label}", figure.label), cell);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        for (place, row) in table.rows.iter().enumerate() {
            for (cell, column) in row.iter().zip(&table.columns) {
                self.value(&table.name, Some(place), column.name, cell);
            }
        }
    }
}

/// A value as a field: a number as it is, everything else harmless.
fn field(value: &Value) -> String {
    let text = raw(value);
    let is_number =
        matches!(value, Value::Number(..) | Value::Change(..) | Value::Share(_) | Value::Days(_) | Value::Millis(_));
    if is_number { text } else { write_cell(&text).into_owned() }
}

/// Why there is no value, where that is known.
fn why(value: &Value) -> String {
    match value {
        Value::Nothing(Some(why)) => write_cell(&why.raw).into_owned(),
        _ => String::new(),
    }
}

/// A value as the data has it.
fn raw(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Term { raw: text, .. } => text.clone(),
        Value::Number(number, _)
        | Value::Change(number, _)
        | Value::Share(number)
        | Value::Days(number)
        | Value::Millis(number) => format!("{}", number + 0.0),
        Value::Money(amount, currency) => format!("{} {}", in_whole_units(*amount, currency.digits()), currency.code()),
        Value::Day(day) => day.to_string(),
        Value::Moment(moment) => moment.to_string(),
        Value::Range(low, high) => format!("{}..{}", raw(low), raw(high)),
        // Nothing is written with a sign.
        Value::Counted(hits, of) => format!("{} of {}", hits + 0.0, of + 0.0),
        Value::Several(values) => values.iter().map(raw).collect::<Vec<_>>().join("\n"),
        Value::Nothing(_) => String::new(),
    }
}

/// An amount of minor units in whole ones: the point moves, and every digit stays, so that nothing of a mean is lost.
fn in_whole_units(amount: f64, digits: u32) -> String {
    let written = format!("{}", amount + 0.0);
    let (sign, written) = written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    let digits = usize::try_from(digits).unwrap_or_default();
    let whole = format!("{whole:0>width$}", width = digits.saturating_add(1));
    let (units, minor) = whole.split_at_checked(whole.len().saturating_sub(digits)).unwrap_or((&whole, ""));
    let fraction = format!("{minor}{fraction}");
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{units}"),
        fraction => format!("{sign}{units}.{fraction}"),
    }
}

/// A text as a cell that no spreadsheet runs, also where one of another country parts it at a semicolon, a tab or a line's end.
#[must_use]
pub fn write_cell(text: &str) -> Cow<'_, str> {
    let mut places = Starts::of(text).filter(|(place, _)| is_guarded(text, *place)).peekable();
    if places.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut cell = String::with_capacity(text.len().saturating_add(4));
    let mut written = 0;
    for (place, _) in places {
        cell.push_str(text.get(written..place).unwrap_or_default());
        cell.push('\'');
        written = place;
    }
    cell.push_str(text.get(written..).unwrap_or_default());
    Cow::Owned(cell)
}

/// The text of such a cell.
#[must_use]
pub fn read_cell(cell: &str) -> Cow<'_, str> {
    let mut places = Starts::of(cell).filter(|(_, letter)| *letter == '\'').peekable();
    if places.peek().is_none() {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len());
    let mut read = 0_usize;
    for (place, _) in places {
        text.push_str(cell.get(read..place).unwrap_or_default());
        read = place.saturating_add(1);
    }
    text.push_str(cell.get(read..).unwrap_or_default());
    Cow::Owned(text)
}

/// Whether an apostrophe is put before a place at which a cell may begin: where what is told there begins with a sign of a formula,
/// spaces left aside, since some spreadsheets read over them. White space that parts cells is guarded at the beginning of all
/// alone, where some read over it, too.
fn is_guarded(text: &str, place: usize) -> bool {
    let rest = text.get(place..).unwrap_or_default();
    let told = rest.trim_start_matches(|letter: char| letter.is_whitespace() && !parts_cells(letter));
    told.starts_with(begins_formula) || (place == 0 && rest.starts_with(['\t', '\r', '\n']))
}

fn begins_formula(letter: char) -> bool {
    matches!(letter, '=' | '+' | '-' | '@' | '\'' | '＝' | '＋' | '－' | '＠' | '|' | '%')
}

/// Whether a spreadsheet of some country begins a cell behind it.
fn parts_cells(letter: char) -> bool {
    matches!(letter, ';' | '\t' | '\r' | '\n')
}

/// The letters with which some spreadsheet may begin a cell, with their places: the first one, and the one behind each sign that
/// parts cells somewhere, quotation marks left aside. What an apostrophe stands before is no such letter itself.
struct Starts<'a> {
    letters: std::str::CharIndices<'a>,
    may_begin: bool,
}

impl<'a> Starts<'a> {
    fn of(text: &'a str) -> Self {
        Starts { letters: text.char_indices(), may_begin: true }
    }
}

impl Iterator for Starts<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        for (place, letter) in self.letters.by_ref() {
            let begins = self.may_begin;
            self.may_begin = parts_cells(letter) || (begins && letter == '"');
            if begins {
                return Some((place, letter));
            }
        }
        None
    }
}

/// A field as RFC 4180 has it: in quotation marks where it needs them, and where a spreadsheet of another country might part it.
fn quoted(field: &str) -> Cow<'_, str> {
    let needs = |letter: char| matches!(letter, '"' | ',' | ';' | '\t' | '\r' | '\n');
    let is_edged = field.starts_with(' ') || field.ends_with(' ');
    if field.contains(needs) || is_edged {
        return Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")));
    }
    Cow::Borrowed(field)
}
