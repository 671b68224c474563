//! A document as Markdown (CommonMark, with the tables of GitHub). What people wrote is text in it, and never markup.

use crate::document::{Block, Document, Figure, Table};
use crate::locale::Printer;
use crate::value::Cell;

/// The document as Markdown.
#[must_use]
pub fn markdown(document: &Document, printer: &Printer<'_>) -> String {
    let mut page = Page { out: String::with_capacity(8_192), printer: *printer };
    let title = escape(&document.title);
    match &document.subject {
        None => page.line(&format!("# {title}")),
        Some(subject) => page.line(&format!("# {title}: {}", page.cell(subject))),
    }
    page.facts(document.head());
    for block in &document.blocks {
        page.block(block);
    }
    page.out
}

struct Page<'a> {
    out: String,
    printer: Printer<'a>,
}

impl Page<'_> {
    /// A part of the page, with an empty line behind it.
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    /// A cell on one line.
    fn cell(&self, cell: &Cell) -> String {
        escape(&self.printer.cell(cell))
    }

    fn cells(&self, cells: &[Cell]) -> String {
        cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(" · ")
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, cells) => {
                let sign = if *level <= 2 { "##" } else { "###" };
                let text = self.cells(cells);
                self.line(&format!("{sign} {text}"));
            }
            Block::Figures(figures) | Block::Facts(figures) => self.facts(figures.iter()),
            Block::Table(table) => self.table(table),
            Block::Text(label, cell) => {
                let text = self.cell(cell);
                match label {
                    None => self.line(&text),
                    Some(label) => self.line(&format!("**{}** {text}", escape(label))),
                }
            }
            Block::List(entries) => {
                let entries: Vec<String> = entries.iter().map(|entry| format!("- {}", self.cells(entry))).collect();
                self.line(&entries.join("\n"));
            }
            Block::Quote(cell, source) => {
                let text = self.cell(cell);
                let from = if source.is_empty() { String::new() } else { format!("\n>\n> — {}", self.cells(source)) };
                self.line(&format!("> {text}{from}"));
            }
            Block::Note(note) => self.line(&format!("*{}*", self.cell(note))),
            Block::Picture(picture) => {
                self.line(&format!("**{}** {}", escape(&picture.title), escape(&picture.description)));
            }
        }
    }

    fn facts<'f>(&mut self, figures: impl IntoIterator<Item = &'f Figure>) {
        let entries = figures.into_iter().map(|figure| {
            let beside = figure.beside.iter().map(|(label, cell)| format!("; {} {}", escape(label), self.cell(cell)));
            format!("- **{}** {}{}", escape(&figure.label), self.cell(&figure.cell), beside.collect::<String>())
        });
        let entries: Vec<String> = entries.collect();
        if !entries.is_empty() {
            self.line(&entries.join("\n"));
        }
    }

    fn table(&mut self, table: &Table) {
        let caption = escape(&table.caption);
        if table.rows.is_empty() {
            self.line(&format!("*{caption}: {}*", escape(&table.empty)));
            return;
        }
        self.line(&format!("**{caption}**"));
        let labels = table.columns.iter().map(|column| escape(&column.label));
        let mut lines = vec![row(labels)];
        lines.push(row(table.columns.iter().map(|column| if column.is_numeric { "---:" } else { "---" }.to_owned())));
        lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(|cell| self.cell(cell)))));
        self.line(&lines.join("\n"));
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// The text as text: no sign in it is read as markup, and it stays on one line.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len().saturating_add(8));
    let letters: Vec<char> = text.trim().chars().collect();
    let digits = letters.iter().take_while(|letter| letter.is_ascii_digit()).count();
    for (place, letter) in letters.iter().enumerate() {
        let rest = letters.get(place.saturating_add(1)..).unwrap_or_default();
        match letter {
            '\n' | '\r' => escaped.push(' '),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '@' => escaped.extend(['\\', *letter]),
            // What looks like an address becomes no link.
            ':' if rest.starts_with(&['/', '/']) => escaped.push_str("\\:"),
            '.' if ends_in_www(&escaped) => escaped.push_str("\\."),
            '#' | '+' | '-' | '=' | '!' if place == 0 => escaped.extend(['\\', *letter]),
            '.' | ')' if place > 0 && place == digits && rest.first().is_none_or(|next| next.is_ascii_whitespace()) => {
                escaped.extend(['\\', *letter]);
            }
            letter => escaped.push(*letter),
        }
    }
    escaped
}

fn ends_in_www(text: &str) -> bool {
    text.len() >= 3 && text.get(text.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
