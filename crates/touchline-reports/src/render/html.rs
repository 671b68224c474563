//! A document as one HTML page: it loads nothing, runs nothing, and is read on a phone, at night and on paper.

use std::fmt::Write as _;

use crate::document::{Block, Document, Figure, Table};
use crate::escape::escape;
use crate::locale::{Printer, is_right_to_left};
use crate::picture::{self, Picture};
use crate::value::{Cell, Tone, Value};

const STYLE: &str = include_str!("page.css");

/// The document as a page.
#[must_use]
pub fn html(document: &Document, printer: &Printer<'_>) -> String {
    let mut page = Page { heading: String::new(), out: String::with_capacity(16_384), pictures: 0, printer: *printer };
    page.document(document);
    page.out
}

struct Page<'a> {
    /// What stands right above.
    heading: String,
    out: String,
    /// How many pictures there are so far: each has a number of its own.
    pictures: usize,
    printer: Printer<'a>,
}

impl Page<'_> {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing into a text cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn document(&mut self, document: &Document) {
        let language = self.printer.words.locale();
        let subject = document.subject.as_ref().map(|cell| self.printer.cell(cell));
        let title = match &subject {
            None => document.title.clone(),
            Some(subject) => format!("{}: {subject}", document.title),
        };
        self.add(format_args!(
            "<!DOCTYPE html>\n<html lang=\"{}\"{}>\n<head>\n<meta charset=\"utf-8\">\n",
            escape(language),
            if is_right_to_left(language) { " dir=\"rtl\"" } else { "" }
        ));
        self.out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.out.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
        self.add(format_args!(
            "<title>{}</title>\n<style>{STYLE}{}</style>\n</head>\n",
            escape(&title),
            picture::STYLE
        ));
        self.out.push_str("<body class=\"tl\">\n<main>\n<header>\n");
        match &document.subject {
            None => self.add(format_args!("<h1>{}</h1>\n", escape(&document.title))),
            Some(subject) => {
                self.add(format_args!("<p class=\"kind\">{}</p>\n<h1>", escape(&document.title)));
                self.cell(subject);
                self.out.push_str("</h1>\n");
            }
        }
        let head = document.head();
        if !head.is_empty() {
            self.facts("about", head);
        }
        self.out.push_str("</header>\n");
        for block in &document.blocks {
            self.block(block);
            self.heading = match block {
                Block::Heading(_, cells) => cells.iter().map(|cell| self.printer.cell(cell)).collect(),
                _ => String::new(),
            };
        }
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, cells) => {
                self.add(format_args!("<h{level}>"));
                self.cells(cells, " · ");
                self.add(format_args!("</h{level}>\n"));
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Facts(figures) => self.facts("facts", figures.iter()),
            Block::Table(table) => self.table(table),
            Block::Text(label, cell) => {
                self.out.push_str("<p class=\"text\">");
                if let Some(label) = label {
                    self.add(format_args!("<b>{}</b> ", escape(label)));
                }
                self.cell(cell);
                self.out.push_str("</p>\n");
            }
            Block::List(entries) => {
                self.out.push_str("<ul>\n");
                for entry in entries {
                    self.out.push_str("<li>");
                    self.cells(entry, " · ");
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ul>\n");
            }
            Block::Quote(cell, source) => {
                self.out.push_str("<figure class=\"quote\"><blockquote>");
                self.cell(cell);
                self.out.push_str("</blockquote>");
                if !source.is_empty() {
                    self.out.push_str("<figcaption>");
                    self.cells(source, " · ");
                    self.out.push_str("</figcaption>");
                }
                self.out.push_str("</figure>\n");
            }
            Block::Note(note) => self.add(format_args!("<p class=\"note\">{}</p>\n", escape(&self.printer.cell(note)))),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.out.push_str("<figure class=\"picture\">");
        match &picture.narrow {
            None => self.svg(picture),
            // A page shows the one that it has room for.
            Some(narrow) => {
                for (class, picture) in [("wide", picture), ("narrow", narrow)] {
                    self.add(format_args!("<div class=\"{class}\">"));
                    self.svg(picture);
                    self.out.push_str("</div>");
                }
            }
        }
        self.add(format_args!("<figcaption>{}</figcaption></figure>\n", escape(&picture.title)));
    }

    fn svg(&mut self, picture: &Picture) {
        self.pictures = self.pictures.saturating_add(1);
        self.out.push_str(&picture::svg(picture, Some(self.pictures)));
    }

    fn figures(&mut self, figures: &[Figure]) {
        self.out.push_str("<dl class=\"figures\">\n");
        for figure in figures {
            self.add(format_args!("<div><dt>{}</dt><dd><span class=\"value\">", escape(&figure.label)));
            self.cell(&figure.cell);
            self.out.push_str("</span>");
            self.beside(figure);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn facts<'f>(&mut self, class: &str, figures: impl IntoIterator<Item = &'f Figure>) {
        self.add(format_args!("<dl class=\"{class}\">\n"));
        for figure in figures {
            self.add(format_args!("<div><dt>{}</dt><dd>", escape(&figure.label)));
            self.cell(&figure.cell);
            self.beside(figure);
            self.out.push_str("</dd></div>\n");
        }
        self.out.push_str("</dl>\n");
    }

    fn beside(&mut self, figure: &Figure) {
        for (label, cell) in &figure.beside {
            self.add(format_args!(" <span class=\"beside\">{} ", escape(label)));
            self.cell(cell);
            self.out.push_str("</span>");
        }
    }

    fn table(&mut self, table: &Table) {
        let caption = escape(&table.caption);
        if table.rows.is_empty() {
            self.add(format_args!("<p class=\"note\">{caption}: {}</p>\n", escape(&table.empty)));
            return;
        }
        self.add(format_args!("<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">"));
        // What its heading says already is not seen a second time.
        let class = if table.caption == self.heading { " class=\"unseen\"" } else { "" };
        self.add(format_args!("<table>\n<caption{class}>{caption}</caption>\n<thead><tr>"));
        for column in &table.columns {
            let class = if column.is_numeric { " class=\"n\"" } else { "" };
            self.add(format_args!("<th scope=\"col\"{class}>{}</th>", escape(&column.label)));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let (open, close) = if place == 0 { ("th scope=\"row\"", "th") } else { ("td", "td") };
                let class = match (column.is_numeric, &cell.value) {
                    (true, _) => " class=\"n\"",
                    (false, Value::Text(_)) => " class=\"x\"",
                    (false, _) => "",
                };
                self.add(format_args!("<{open}{class}>"));
                self.cell(cell);
                self.add(format_args!("</{close}>"));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }

    fn cells(&mut self, cells: &[Cell], between: &str) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.out.push_str(between);
            }
            self.cell(cell);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let text = self.isolated(&cell.value);
        match (&cell.value, cell.tone) {
            (Value::Text(_), _) => self.out.push_str(&text),
            (Value::Nothing(_), _) => self.add(format_args!("<span class=\"none\">{text}</span>")),
            (_, Tone::Plain) => self.out.push_str(&text),
            (_, Tone::Good) => self.add(format_args!("<span class=\"good\">{text}</span>")),
            (_, Tone::Fair) => self.add(format_args!("<span class=\"fair\">{text}</span>")),
            (_, Tone::Poor) => self.add(format_args!("<span class=\"poor\">{text}</span>")),
        }
    }

    /// A value. What people wrote may run the other way, and turns nothing beside it, where several stand in one place too.
    fn isolated(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => format!("<bdi>{}</bdi>", escape(text)),
            Value::Several(values) => values.iter().map(|value| self.isolated(value)).collect::<Vec<_>>().join(", "),
            Value::Range(..) => {
                let text = self.printer.value(value);
                // From where to where is read in one, where a frame has room for that.
                let is_short = text.chars().count() <= 16;
                let text = escape(&text);
                if is_short { format!("<span class=\"in-one\">{text}</span>") } else { text.into_owned() }
            }
            value => escape(&self.printer.value(value)).into_owned(),
        }
    }
}
