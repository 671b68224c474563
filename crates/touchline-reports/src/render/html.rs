//! A document as one HTML page: it loads nothing, runs nothing, and is read on a phone, at night and on paper.

use crate::document::{Block, Document, Figure, Table};
use crate::escape::push_escaped;
use crate::locale::{Printer, is_right_to_left};
use crate::picture::{self, Picture};
use crate::value::{Cell, Tone, Value};

const STYLE: &str = include_str!("page.css");

/// Room for a page with its style and some pictures.
const ROOM: usize = 48 * 1024;

/// The document as a page.
#[must_use]
pub fn html(document: &Document, printer: &Printer<'_>) -> String {
    let mut page = Page {
        heading: String::new(),
        out: String::with_capacity(ROOM),
        pictures: 0,
        printer: *printer,
        printed: String::new(),
    };
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
    /// The value that is printed last, before it is escaped.
    printed: String,
}

impl Page<'_> {
    /// Adds markup.
    fn add(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Adds a text between markup.
    fn text_in(&mut self, before: &str, text: &str, behind: &str) {
        self.out.push_str(before);
        push_escaped(&mut self.out, text);
        self.out.push_str(behind);
    }

    fn document(&mut self, document: &Document) {
        let language = self.printer.words.locale();
        self.text_in("<!DOCTYPE html>\n<html lang='", language, "'");
        self.add(if is_right_to_left(language) { " dir='rtl'" } else { "" });
        self.add(">\n<head>\n<meta charset='utf-8'>\n");
        self.add("<meta name='viewport' content='width=device-width, initial-scale=1'>\n");
        self.add("<meta name='color-scheme' content='light dark'>\n");
        self.text_in("<title>", &document.title, "");
        if let Some(subject) = &document.subject {
            self.add(": ");
            self.value(&subject.value);
        }
        self.add("</title>\n<style>");
        self.add(STYLE);
        self.add(picture::STYLE);
        self.add("</style>\n</head>\n<body class='tl'>\n<main>\n<header>\n");
        match &document.subject {
            None => self.text_in("<h1>", &document.title, "</h1>\n"),
            Some(subject) => {
                self.text_in("<p class='kind'>", &document.title, "</p>\n<h1>");
                self.cell(subject);
                self.add("</h1>\n");
            }
        }
        let head = document.head();
        if !head.is_empty() {
            self.facts("about", head);
        }
        self.add("</header>\n");
        for block in &document.blocks {
            self.block(block);
            self.heading.clear();
            if let Block::Heading(_, cells) = block {
                cells.iter().for_each(|cell| self.printer.push(&mut self.heading, &cell.value));
            }
        }
        self.add("</main>\n</body>\n</html>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, cells) => {
                let mut buffer = itoa::Buffer::new();
                let level = buffer.format(*level);
                self.text_in("<h", level, ">");
                self.cells(cells, " · ");
                self.text_in("</h", level, ">\n");
            }
            Block::Figures(figures) => self.figures(figures),
            Block::Facts(figures) => self.facts("facts", figures.iter()),
            Block::Table(table) => self.table(table),
            Block::Text(label, cell) => {
                self.add("<p class='text'>");
                if let Some(label) = label {
                    self.text_in("<b>", label, "</b> ");
                }
                self.cell(cell);
                self.add("</p>\n");
            }
            Block::List(entries) => {
                self.add("<ul>\n");
                for entry in entries {
                    self.add("<li>");
                    self.cells(entry, " · ");
                    self.add("</li>\n");
                }
                self.add("</ul>\n");
            }
            Block::Quote(cell, source) => {
                self.add("<figure class='quote'><blockquote>");
                self.cell(cell);
                self.add("</blockquote>");
                if !source.is_empty() {
                    self.add("<figcaption>");
                    self.cells(source, " · ");
                    self.add("</figcaption>");
                }
                self.add("</figure>\n");
            }
            Block::Note(note) => {
                self.add("<p class='note'>");
                self.value(&note.value);
                self.add("</p>\n");
            }
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.add("<figure class='picture'>");
        match &picture.narrow {
            None => self.svg(picture),
            // A page shows the one that it has room for.
            Some(narrow) => {
                for (class, picture) in [("wide", picture), ("narrow", narrow)] {
                    self.text_in("<div class='", class, "'>");
                    self.svg(picture);
                    self.add("</div>");
                }
            }
        }
        self.text_in("<figcaption>", &picture.title, "</figcaption></figure>\n");
    }

    fn svg(&mut self, picture: &Picture) {
        self.pictures = self.pictures.saturating_add(1);
        picture::push_svg(&mut self.out, picture, Some(self.pictures));
    }

    fn figures(&mut self, figures: &[Figure]) {
        self.add("<dl class='figures'>\n");
        for figure in figures {
            self.text_in("<div><dt>", &figure.label, "</dt><dd><span class='value'>");
            self.cell(&figure.cell);
            self.add("</span>");
            self.beside(figure);
            self.add("</dd></div>\n");
        }
        self.add("</dl>\n");
    }

    fn facts<'f>(&mut self, class: &str, figures: impl IntoIterator<Item = &'f Figure>) {
        self.text_in("<dl class='", class, "'>\n");
        for figure in figures {
            self.text_in("<div><dt>", &figure.label, "</dt><dd>");
            self.cell(&figure.cell);
            self.beside(figure);
            self.add("</dd></div>\n");
        }
        self.add("</dl>\n");
    }

    fn beside(&mut self, figure: &Figure) {
        for (label, cell) in &figure.beside {
            self.text_in(" <span class='beside'>", label, " ");
            self.cell(cell);
            self.add("</span>");
        }
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            self.text_in("<p class='note'>", &table.caption, ": ");
            self.text_in("", &table.empty, "</p>\n");
            return;
        }
        self.text_in("<div class='scroll' role='region' aria-label='", &table.caption, "' tabindex='0'>");
        // What its heading says already is not seen a second time.
        let class = if table.caption == self.heading { " class='unseen'" } else { "" };
        self.add("<table>\n<caption");
        self.add(class);
        self.text_in(">", &table.caption, "</caption>\n<thead><tr>");
        for column in &table.columns {
            let class = if column.is_numeric { " class='n'" } else { "" };
            self.add("<th scope='col'");
            self.add(class);
            self.text_in(">", &column.label, "</th>");
        }
        self.add("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.add("<tr>");
            for (place, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                let (open, close) = if place == 0 { ("<th scope='row'", "</th>") } else { ("<td", "</td>") };
                let class = match (column.is_numeric, &cell.value) {
                    (true, _) => " class='n'>",
                    (false, Value::Text(_)) => " class='x'>",
                    (false, _) => ">",
                };
                self.add(open);
                self.add(class);
                self.cell(cell);
                self.add(close);
            }
            self.add("</tr>\n");
        }
        self.add("</tbody>\n</table></div>\n");
    }

    fn cells(&mut self, cells: &[Cell], between: &str) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.add(between);
            }
            self.cell(cell);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let class = match (&cell.value, cell.tone) {
            (Value::Text(_), _) => None,
            (Value::Nothing(_), _) => Some("<span class='none'>"),
            (_, Tone::Plain) => None,
            (_, Tone::Good) => Some("<span class='good'>"),
            (_, Tone::Fair) => Some("<span class='fair'>"),
            (_, Tone::Poor) => Some("<span class='poor'>"),
        };
        self.add(class.unwrap_or_default());
        self.isolated(&cell.value);
        self.add(if class.is_some() { "</span>" } else { "" });
    }

    /// A value. What people wrote may run the other way, and turns nothing beside it, where several stand in one place too.
    fn isolated(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.text_in("<bdi>", text, "</bdi>"),
            Value::Several(values) => {
                for (place, value) in values.iter().enumerate() {
                    self.add(if place > 0 { ", " } else { "" });
                    self.isolated(value);
                }
            }
            Value::Range(..) => {
                self.print(value);
                // From where to where is read in one, where a frame has room for that.
                let is_short = self.printed.chars().count() <= 16;
                let (before, behind) = if is_short { ("<span class='in-one'>", "</span>") } else { ("", "") };
                self.add(before);
                push_escaped(&mut self.out, &self.printed);
                self.add(behind);
            }
            value => self.value(value),
        }
    }

    /// A value as it is, in one.
    fn value(&mut self, value: &Value) {
        self.print(value);
        push_escaped(&mut self.out, &self.printed);
    }

    fn print(&mut self, value: &Value) {
        self.printed.clear();
        self.printer.push(&mut self.printed, value);
    }
}
