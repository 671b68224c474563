//! The parts of a document, placed on pages.

use super::flow::{Letter, Line, Measure, lines};
use super::fonts::{Fonts, Weight};
use super::sheet::{Child, Draw, MARGIN, Node, Place, Role, Room, Sheets, TOP, WIDTH};
use crate::document::{Block, Document, Figure};
use crate::locale::Printer;
use crate::picture::{Anchor, Dash, Dot, Ink, Mark, Picture};
use crate::value::{Cell, Tone};
use touchline_kernel::Failure;

/// How words of a kind look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) size: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
}

pub(super) const BODY: Look = Look { size: 9.5, weight: Weight::Regular, ink: Ink::Text };
pub(super) const STRONG: Look = Look { size: 9.5, weight: Weight::Bold, ink: Ink::Text };
pub(super) const FAINT: Look = Look { size: 8.5, weight: Weight::Regular, ink: Ink::Faint };
const TITLE: Look = Look { size: 20.0, weight: Weight::Bold, ink: Ink::Text };
const KIND: Look = Look { size: 10.5, weight: Weight::Bold, ink: Ink::Faint };
const VALUE: Look = Look { size: 14.0, weight: Weight::Bold, ink: Ink::Text };

/// Writes a document on pages.
pub(super) struct Writer<'a> {
    pub(super) sheets: Sheets,
    pub(super) measure: Measure<'a>,
    pub(super) printer: Printer<'a>,
}

/// So much of what a heading stands over is on its page.
pub(super) const WITH_HEADING: f32 = 84.0;

/// So much a heading takes that a picture stands under.
const HEADING: f32 = 44.0;
/// So much smaller than it is drawn a picture may be to stay on its page.
const LEAST: f32 = 0.8;
/// So much stands around a picture: a gap above, and its title below.
const UNDER: f32 = 24.0;

/// How many lines, from this one on, are on one page: no page begins or ends with a single line of a text.
const fn together(place: usize, count: usize) -> usize {
    match count.saturating_sub(place) {
        left @ 1..=3 if place == 0 => left,
        2 => 2,
        _ if place == 0 => 2,
        _ => 1,
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(fonts: &'a Fonts, printer: &Printer<'a>, room: Room) -> Self {
        Writer { sheets: Sheets::new(room), measure: Measure::new(fonts.reader()), printer: *printer }
    }

    /// How high a line is.
    pub(super) fn leading(&self, look: Look) -> f32 {
        look.size * self.sheets.room.leading
    }

    pub(super) fn document(mut self, document: &Document) -> Result<Sheets, Failure> {
        self.title(document);
        for (place, block) in document.blocks.iter().enumerate() {
            if let (Block::Heading(..), Some(Block::Picture(next))) =
                (block, document.blocks.get(place.saturating_add(1)))
            {
                self.sheets.keep(self.room_of(next) + HEADING);
            }
            self.block(block);
        }
        self.measure.faults.told().map_err(Failure::BadInput)?;
        Ok(self.sheets)
    }

    fn title(&mut self, document: &Document) {
        let title = match &document.subject {
            None => document.title.clone(),
            Some(subject) => {
                let (kind, subject) = (document.title.clone(), subject.clone());
                let node = self.words(&kind, "", KIND, (MARGIN, WIDTH), Role::Paragraph);
                self.sheets.tree.push(node);
                self.sheets.y += 2.0;
                let text = self.printer.cell(&subject);
                let node = self.words(&text, &subject.at, TITLE, (MARGIN, WIDTH), Role::Heading(1, text.clone()));
                self.sheets.tree.push(node);
                String::new()
            }
        };
        if !title.is_empty() {
            let node = self.words(&title, "", TITLE, (MARGIN, WIDTH), Role::Heading(1, title.clone()));
            self.sheets.tree.push(node);
        }
        self.sheets.y += 4.0;
        self.facts(document.head());
        let y = self.sheets.y + 2.0;
        let points = vec![(MARGIN, y), (MARGIN + WIDTH, y)];
        self.sheets.draw(None, Draw::Stroke { points, ink: Ink::Text, width: 1.2, dash: Dash::Solid, closed: false });
        self.sheets.y = y + 12.0;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, cells) => self.heading(*level, cells),
            Block::Figures(figures) => self.figures(figures),
            Block::Facts(figures) => self.facts(figures.iter()),
            Block::Table(table) => self.table(table),
            Block::Text(label, cell) => self.text(label.as_deref(), cell),
            Block::List(entries) => self.list(entries),
            Block::Quote(cell, source) => self.quote(cell, source),
            Block::Note(note) => {
                let text = self.printer.cell(note);
                let node = self.words(&text, &note.at, FAINT, (MARGIN, WIDTH), Role::Paragraph);
                self.sheets.tree.push(node);
                self.sheets.y += 4.0;
            }
            Block::Picture(picture) => self.picture(picture),
        }
    }

    /// A text in lines between two edges, as one part of the tree.
    pub(super) fn words(&mut self, text: &str, at: &str, look: Look, (left, width): (f32, f32), role: Role) -> Node {
        let letters = self.measure.letters(text, look.weight, at);
        self.letters(&letters, look, (left, width), role)
    }

    pub(super) fn letters(&mut self, letters: &[Letter], look: Look, (left, width): (f32, f32), role: Role) -> Node {
        let mut children = Vec::new();
        let (leading, lines) = (self.leading(look), lines(letters, width, look.size));
        let count = lines.len();
        for (place, line) in lines.into_iter().enumerate() {
            self.sheets.keep(leading * float(together(place, count)));
            self.sheets.y += leading;
            let y = self.sheets.y - look.size * 0.35;
            children.extend(self.line(line, look, (left, y)).map(Child::Leaf));
        }
        Node { role, children }
    }

    /// A line of words at a place; nothing where it has none.
    pub(super) fn line(&mut self, line: Line, look: Look, at: (f32, f32)) -> Option<usize> {
        if line.0.is_empty() {
            return None;
        }
        let leaf = self.sheets.leaf();
        self.sheets.draw(Some(leaf), Draw::Words { at, size: look.size, ink: look.ink, line });
        Some(leaf)
    }

    fn heading(&mut self, level: u8, cells: &[Cell]) {
        let text = self.joined(cells);
        let at = cells.iter().map(|cell| cell.at.as_str()).find(|at| !at.is_empty()).unwrap_or_default().to_owned();
        let (size, above) = if level <= 2 { (13.5, 14.0) } else { (10.5, 8.0) };
        // A heading stays with some of what it stands over.
        self.sheets.keep(above + size * 1.4 + WITH_HEADING);
        self.sheets.y += above;
        if level <= 2 {
            let (page, y) = (self.sheets.page(), self.sheets.y);
            self.sheets.outline.push(Place { text: text.clone(), page, y });
        }
        let look = Look { size, weight: Weight::Bold, ink: Ink::Text };
        let role = Role::Heading(u16::from(level), text.clone());
        let node = self.words(&text, &at, look, (MARGIN, WIDTH), role);
        self.sheets.tree.push(node);
        self.sheets.y += 3.0;
    }

    pub(super) fn joined(&self, cells: &[Cell]) -> String {
        cells.iter().map(|cell| self.printer.cell(cell)).collect::<Vec<_>>().join(" · ")
    }

    fn text(&mut self, label: Option<&str>, cell: &Cell) {
        let mut letters = Vec::new();
        if let Some(label) = label {
            letters = self.measure.letters(&format!("{label} "), Weight::Bold, "");
        }
        let text = self.printer.cell(cell);
        letters.extend(self.measure.letters(&text, Weight::Regular, &cell.at));
        let node = self.letters(&letters, BODY, (MARGIN, WIDTH), Role::Paragraph);
        self.sheets.tree.push(node);
        self.sheets.y += 3.0;
    }

    fn list(&mut self, entries: &[Vec<Cell>]) {
        let mut list = Node { role: Role::List, children: Vec::new() };
        for entry in entries {
            let text = format!("– {}", self.joined(entry));
            let at = entry.first().map(|cell| cell.at.clone()).unwrap_or_default();
            let body = self.words(&text, &at, BODY, (MARGIN, WIDTH), Role::EntryBody);
            list.children.push(Child::Node(Node { role: Role::Entry, children: vec![Child::Node(body)] }));
        }
        self.sheets.tree.push(list);
        self.sheets.y += 4.0;
    }

    fn quote(&mut self, cell: &Cell, source: &[Cell]) {
        const INDENT: f32 = 14.0;
        self.sheets.keep(44.0);
        self.sheets.y += 2.0;
        let (page, top) = (self.sheets.page(), self.sheets.y);
        let text = self.printer.cell(cell);
        let place = (MARGIN + INDENT, WIDTH - INDENT);
        let said = self.words(&text, &cell.at, BODY, place, Role::Paragraph);
        let mut children = vec![Child::Node(said)];
        if !source.is_empty() {
            let text = self.joined(source);
            let at = source.first().map(|cell| cell.at.clone()).unwrap_or_default();
            children.push(Child::Node(self.words(&text, &at, FAINT, place, Role::Paragraph)));
        }
        if page == self.sheets.page() {
            let x = MARGIN + 3.0;
            let points = vec![(x, top + 2.0), (x, self.sheets.y + 2.0)];
            self.sheets
                .draw(None, Draw::Stroke { points, ink: Ink::Own, width: 2.0, dash: Dash::Solid, closed: false });
        }
        self.sheets.tree.push(Node { role: Role::Quote, children });
        self.sheets.y += 6.0;
    }

    /// Labels beside their values.
    fn facts<'f>(&mut self, figures: impl IntoIterator<Item = &'f Figure>) {
        const LABELS: f32 = 122.0;
        for figure in figures {
            let letters = self.figure_letters(figure);
            let count = lines(&letters, WIDTH - LABELS, BODY.size).len();
            // A label and what stands beside it begin on one page.
            let label_height = self.height(&figure.label, FAINT, LABELS - 8.0);
            self.sheets.keep(label_height.max(self.leading(BODY) * float(count.clamp(2, 3))));
            let (page, top) = (self.sheets.page(), self.sheets.y);
            let label = self.words(&figure.label, "", FAINT, (MARGIN, LABELS - 8.0), Role::Paragraph);
            let (label_page, label_end) = (self.sheets.page(), self.sheets.y);
            if page == label_page {
                self.sheets.y = top;
            }
            let value = self.letters(&letters, BODY, (MARGIN + LABELS, WIDTH - LABELS), Role::Paragraph);
            if self.sheets.page() == label_page {
                self.sheets.y = self.sheets.y.max(label_end);
            }
            let children = label.children.into_iter().chain(value.children).collect();
            self.sheets.tree.push(Node { role: Role::Paragraph, children });
            self.sheets.y += 1.0;
        }
        self.sheets.y += 4.0;
    }

    /// A value, and what stands beside it.
    fn figure_letters(&mut self, figure: &Figure) -> Vec<Letter> {
        let text = self.printer.cell(&figure.cell);
        let mut letters = self.measure.letters(&text, Weight::Regular, &figure.cell.at);
        for (label, cell) in &figure.beside {
            let text = format!("; {label} {}", self.printer.cell(cell));
            letters.extend(self.measure.letters(&text, Weight::Regular, &cell.at));
        }
        letters
    }

    /// Figures in frames, three beside one another.
    fn figures(&mut self, figures: &[Figure]) {
        const BETWEEN: f32 = 10.0;
        const INSIDE: f32 = 8.0;
        let width = (WIDTH - 2.0 * BETWEEN) / 3.0;
        for row in figures.chunks(3) {
            let heights: Vec<f32> = row.iter().map(|figure| self.frame_height(figure, width - 2.0 * INSIDE)).collect();
            let height = heights.into_iter().fold(0.0, f32::max) + 2.0 * INSIDE;
            self.sheets.keep(height + 8.0);
            let top = self.sheets.y + 4.0;
            for (figure, column) in row.iter().zip([0.0, 1.0, 2.0]) {
                let left = MARGIN + column * (width + BETWEEN);
                let (right, bottom) = (left + width, top + height);
                let points = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
                self.sheets
                    .draw(None, Draw::Stroke { points, ink: Ink::Grid, width: 0.8, dash: Dash::Solid, closed: true });
                self.sheets.y = top + INSIDE - 2.0;
                let node = self.framed(figure, (left + INSIDE, width - 2.0 * INSIDE));
                self.sheets.tree.push(node);
            }
            self.sheets.y = top + height + 4.0;
        }
        self.sheets.y += 4.0;
    }

    fn framed(&mut self, figure: &Figure, place: (f32, f32)) -> Node {
        let mut node = self.words(&figure.label, "", FAINT, place, Role::Paragraph);
        let text = self.printer.cell(&figure.cell);
        let look = if figure.cell.value.is_nothing() { FAINT } else { VALUE };
        node.children.extend(self.words(&text, &figure.cell.at, look, place, Role::Paragraph).children);
        for (label, cell) in &figure.beside {
            let text = format!("{label} {}", self.printer.cell(cell));
            let look = Look { ink: ink_of(cell.tone, Ink::Faint), ..FAINT };
            node.children.extend(self.words(&text, &cell.at, look, place, Role::Paragraph).children);
        }
        node
    }

    fn frame_height(&mut self, figure: &Figure, width: f32) -> f32 {
        let look = if figure.cell.value.is_nothing() { FAINT } else { VALUE };
        let texts = [(figure.label.clone(), FAINT), (self.printer.cell(&figure.cell), look)];
        let beside = figure.beside.iter().map(|(label, cell)| (format!("{label} {}", self.printer.cell(cell)), FAINT));
        let texts: Vec<(String, Look)> = texts.into_iter().chain(beside).collect();
        texts.iter().map(|(text, look)| self.height(text, *look, width)).sum()
    }

    /// How high a text is between two edges. What no font covers is told where it is drawn.
    fn height(&mut self, text: &str, look: Look, width: f32) -> f32 {
        let letters = self.measure.quietly(text, look.weight);
        self.leading(look) * float(lines(&letters, width, look.size).len())
    }

    /// How much room a picture needs, at the least: no more than a page has below a heading, which would stand alone otherwise.
    fn room_of(&self, picture: &Picture) -> f32 {
        (scaled(picture).2 * LEAST + UNDER).min(self.sheets.bottom() - TOP - HEADING)
    }

    fn picture(&mut self, picture: &Picture) {
        let (scale, width, height) = scaled(picture);
        self.sheets.keep(self.room_of(picture));
        // One that is a little too high for the rest of its page is drawn a little smaller, and leaves none half empty.
        let room = (self.sheets.bottom() - self.sheets.y - UNDER) / height;
        let (scale, width, height) = (scale * room.min(1.0), width * room.min(1.0), height * room.min(1.0));
        let (left, top) = (MARGIN, self.sheets.y + 4.0);
        let leaf = self.sheets.leaf();
        let place = move |(x, y): (f64, f64)| (left + single(x) * scale, top + single(y) * scale);
        for mark in &picture.marks {
            self.drawn(mark, leaf, scale, &place);
        }
        let role = Role::Figure {
            alt: format!("{}. {}", picture.title, picture.description),
            page: self.sheets.page(),
            bounds: [left, top, left + width, top + height],
        };
        self.sheets.tree.push(Node { role, children: vec![Child::Leaf(leaf)] });
        self.sheets.y = top + height;
        let node = self.words(&picture.title, "", FAINT, (MARGIN, WIDTH), Role::Paragraph);
        self.sheets.tree.push(node);
        self.sheets.y += 6.0;
    }

    fn drawn(&mut self, mark: &Mark, leaf: usize, scale: f32, place: &impl Fn((f64, f64)) -> (f32, f32)) {
        let all = |points: &[(f64, f64)]| points.iter().copied().map(place).collect::<Vec<_>>();
        let draw = match mark {
            Mark::Line { points, ink, width, dash } => {
                let width = single(*width) * scale;
                Draw::Stroke { points: all(points), ink: *ink, width, dash: *dash, closed: false }
            }
            Mark::Shape { points, ink, fill } => Draw::Area { points: all(points), ink: *ink, fill: *fill },
            Mark::Dot { at, reach, ink, form, fill } => match form {
                Dot::Circle => Draw::Circle { at: place(*at), reach: single(*reach) * scale, ink: *ink, fill: *fill },
                Dot::Square | Dot::Diamond => {
                    Draw::Area { points: all(&form.corners(*at, *reach)), ink: *ink, fill: *fill }
                }
                Dot::Cross => {
                    for stroke in Dot::strokes(*at, *reach) {
                        let points = all(&stroke);
                        let width = 2.0 * scale;
                        self.sheets.draw(
                            Some(leaf),
                            Draw::Stroke { points, ink: *ink, width, dash: Dash::Solid, closed: false },
                        );
                    }
                    return;
                }
            },
            Mark::Text { at, size, anchor, ink, strong, text } => {
                let weight = if *strong { Weight::Bold } else { Weight::Regular };
                let line = Line(self.measure.quietly(text, weight));
                let size = single(*size) * scale;
                let (x, y) = place(*at);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - line.width(size) / 2.0,
                    Anchor::End => x - line.width(size),
                };
                Draw::Words { at: (x, y), size, ink: *ink, line }
            }
        };
        self.sheets.draw(Some(leaf), draw);
    }
}

/// How much smaller a picture is on paper, how wide and how high.
fn scaled(picture: &Picture) -> (f32, f32, f32) {
    let scale = (400.0 / single(picture.width)).min(0.62);
    (scale, single(picture.width) * scale, single(picture.height) * scale)
}

/// The ink of a meaning.
pub(super) const fn ink_of(tone: Tone, plain: Ink) -> Ink {
    match tone {
        Tone::Plain => plain,
        Tone::Good => Ink::Good,
        Tone::Fair => Ink::Top,
        Tone::Poor => Ink::Poor,
    }
}

/// A number of a picture, as precise as paper is.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "what is lost is far less than a printer's dot"
)]
pub(super) fn single(number: f64) -> f32 {
    number as f32
}

/// How many, to calculate with.
pub(super) fn float(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
