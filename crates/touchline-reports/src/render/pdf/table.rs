//! Tables across pages: each page begins with the heads of the columns.

use super::blocks::{FAINT, Look, STRONG, WITH_HEADING, Writer, float, ink_of};
use super::flow::{Letter, Line, is_space, lines};
use super::fonts::Weight;
use super::sheet::{Child, Draw, MARGIN, Node, Role, TOP, WIDTH};
use crate::document::Table;
use crate::picture::{Dash, Ink};

const BETWEEN: f32 = 9.0;
const HEAD: Look = Look { size: 8.5, weight: Weight::Bold, ink: Ink::Text };
const CELL: Look = Look { size: 8.5, weight: Weight::Regular, ink: Ink::Text };
/// No column asks for less than this, so that the long ones leave it as much: it is raised before the room is shared out, or the
/// last column would stand over the margin.
const NARROWEST: f32 = 34.0;
/// A longer word may be broken where room is scarce: such as an id.
const LONGEST_WORD: f32 = 90.0;

/// A column as it is set.
#[derive(Clone, Copy)]
struct Set {
    left: f32,
    width: f32,
    is_numeric: bool,
}

/// A cell as it is set.
struct SetCell {
    lines: Vec<Line>,
    look: Look,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            let text = format!("{}: {}", table.caption, table.empty);
            let node = self.words(&text, "", FAINT, (MARGIN, WIDTH), Role::Paragraph);
            self.sheets.tree.push(node);
            self.sheets.y += 4.0;
            return;
        }
        let heads: Vec<Vec<Letter>> =
            table.columns.iter().map(|column| self.measure.letters(&column.label, HEAD.weight, "")).collect();
        let rows: Vec<Vec<(Vec<Letter>, Look)>> = table
            .rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|cell| {
                        let text = self.printer.cell(cell);
                        let look = Look { ink: ink_of(cell.tone, Ink::Text), ..CELL };
                        (self.measure.letters(&text, look.weight, &cell.at), look)
                    })
                    .collect()
            })
            .collect();
        let columns = set(table, &heads, &rows);
        let broken = |letters: &[Letter], column: &Set, look: Look| SetCell {
            lines: lines(letters, column.width, look.size),
            look,
        };
        let heads: Vec<SetCell> =
            heads.iter().zip(&columns).map(|(letters, column)| broken(letters, column, HEAD)).collect();
        let rows: Vec<Vec<SetCell>> = rows
            .iter()
            .map(|row| {
                row.iter().zip(&columns).map(|((letters, look), column)| broken(letters, column, *look)).collect()
            })
            .collect();
        // Its caption and heads stand over a row at least, if that is of some lines.
        let first = rows.first().map_or(0.0, |row| self.row_height(row));
        let begun = self.leading(FAINT) + self.row_height(&heads) + first;
        self.sheets.keep(begun.clamp(70.0, WITH_HEADING));
        let caption = self.words(&table.caption, "", FAINT, (MARGIN, WIDTH), Role::Paragraph);
        self.sheets.tree.push(caption);
        let head = self.row(&heads, &columns, (0, usize::MAX), Some(&|_| Role::ColumnHead));
        let mut node = Node { role: Role::Table, children: vec![Child::Node(head)] };
        for (place, cells) in rows.iter().enumerate() {
            // The last row stands on no page by itself.
            if let [last] = rows.get(place.saturating_add(1)..).unwrap_or_default() {
                let both = self.row_height(cells) + self.row_height(last);
                self.keep_rows(both, &heads, &columns);
            }
            node.children.push(Child::Node(self.across_pages(cells, &columns, &heads)));
        }
        self.sheets.tree.push(node);
        self.sheets.y += 8.0;
    }

    /// How high a row is.
    fn row_height(&self, cells: &[SetCell]) -> f32 {
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        float(most) * self.leading(CELL) + 5.0
    }

    /// Goes on to a new page, with the heads of the columns, where rows of this height fit into a page and not into what is left.
    fn keep_rows(&mut self, height: f32, heads: &[SetCell], columns: &[Set]) {
        let is_first_of_page = self.sheets.y <= TOP + 40.0;
        let fits_a_page = height < self.sheets.bottom() - TOP - 60.0;
        if fits_a_page && !is_first_of_page && self.sheets.y + height > self.sheets.bottom() {
            self.turn_with(heads, columns);
        }
    }

    /// Goes on to a new page, with the heads of the columns.
    fn turn_with(&mut self, heads: &[SetCell], columns: &[Set]) {
        self.sheets.turn();
        self.row(heads, columns, (0, usize::MAX), None);
    }

    /// A row; what does not fit on a page goes on on the next, line by line.
    fn across_pages(&mut self, cells: &[SetCell], columns: &[Set], heads: &[SetCell]) -> Node {
        let role: &dyn Fn(usize) -> Role = &|place| if place == 0 { Role::RowHead } else { Role::Cell };
        let most = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or_default();
        let leading = self.leading(CELL);
        self.keep_rows(self.row_height(cells), heads, columns);
        let mut whole: Option<Node> = None;
        let mut from = 0;
        while from < most || whole.is_none() {
            let room = self.sheets.bottom() - self.sheets.y - 5.0;
            if room < leading {
                self.turn_with(heads, columns);
                continue;
            }
            let mut count = 0_usize;
            while float(count.saturating_add(1)) * leading <= room && from.saturating_add(count) < most {
                count = count.saturating_add(1);
            }
            let part = self.row(cells, columns, (from, count.max(1)), Some(role));
            whole = Some(match whole {
                None => part,
                Some(whole) => joined(whole, part),
            });
            from = from.saturating_add(count.max(1));
        }
        whole.unwrap_or(Node { role: Role::Row, children: Vec::new() })
    }

    /// Some lines of a row, with a rule below. Without roles it is decoration: heads that stand there once more.
    fn row(
        &mut self,
        cells: &[SetCell],
        columns: &[Set],
        (from, count): (usize, usize),
        role: Option<&dyn Fn(usize) -> Role>,
    ) -> Node {
        let top = self.sheets.y + 2.5;
        let mut deepest = top;
        let mut node = Node { role: Role::Row, children: Vec::new() };
        for (place, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let mut y = top;
            let mut leaves = Vec::new();
            for line in cell.lines.iter().skip(from).take(count) {
                y += self.leading(cell.look);
                let width = line.solid_width(cell.look.size);
                let x = if column.is_numeric { column.left + column.width - width } else { column.left };
                let at = (x, y - cell.look.size * 0.35);
                match role {
                    Some(_) => leaves.extend(self.line(line.clone(), cell.look, at).map(Child::Leaf)),
                    None => self
                        .sheets
                        .draw(None, Draw::Words { at, size: cell.look.size, ink: cell.look.ink, line: line.clone() }),
                }
            }
            deepest = deepest.max(y);
            if let Some(role) = role {
                node.children.push(Child::Node(Node { role: role(place), children: leaves }));
            }
        }
        let y = deepest + 2.5;
        let points = vec![(MARGIN, y), (MARGIN + WIDTH, y)];
        let is_head = cells.first().is_some_and(|cell| cell.look.weight == STRONG.weight);
        let (ink, width) = if is_head { (Ink::Faint, 1.0) } else { (Ink::Grid, 0.6) };
        self.sheets.draw(None, Draw::Stroke { points, ink, width, dash: Dash::Solid, closed: false });
        self.sheets.y = y;
        node
    }
}

/// The second part of a row behind the first, cell by cell.
fn joined(mut whole: Node, part: Node) -> Node {
    for (cell, more) in whole.children.iter_mut().zip(part.children) {
        if let (Child::Node(cell), Child::Node(more)) = (cell, more) {
            cell.children.extend(more.children);
        }
    }
    whole
}

/// How wide each column is: as wide as what stands in it where there is room, else less where most stands.
fn set(table: &Table, heads: &[Vec<Letter>], rows: &[Vec<(Vec<Letter>, Look)>]) -> Vec<Set> {
    let wide =
        |letters: &[Letter], size: f32| -> f32 { letters.iter().map(|letter| letter.glyph.advance * size).sum() };
    let count = float(table.columns.len());
    let room = WIDTH - BETWEEN * (count - 1.0).max(0.0);
    let column = |place: usize| rows.iter().filter_map(move |row| row.get(place));
    let wanted: Vec<f32> = heads
        .iter()
        .enumerate()
        .map(|(place, head)| {
            let cells = column(place).map(|(letters, look)| wide(letters, look.size));
            let head = longest_word(head, |character| character == ' ').max(wide(head, HEAD.size).min(72.0));
            cells.fold(head, f32::max).max(NARROWEST) + 0.5
        })
        .collect();
    let words = |is_end: fn(char) -> bool| -> Vec<f32> {
        let heads = heads.iter().enumerate().map(|(place, head)| {
            let cells = column(place).map(|(letters, _)| longest_word(letters, is_end));
            cells.fold(longest_word(head, is_end), f32::max).clamp(NARROWEST, LONGEST_WORD) + 0.5
        });
        heads.collect()
    };
    let whole = words(|character| character == ' ');
    let widths = if whole.iter().sum::<f32>() > room {
        given(&wanted, &words(is_space), room)
    } else {
        given(&wanted, &whole, room)
    };
    let mut left = MARGIN;
    let columns = table.columns.iter().zip(widths).map(|(column, width)| {
        let set = Set { left, width, is_numeric: column.is_numeric };
        left += width + BETWEEN;
        set
    });
    columns.collect()
}

/// The longest of the words that such characters part.
fn longest_word(letters: &[Letter], is_end: fn(char) -> bool) -> f32 {
    let words = letters.split(|letter| is_end(letter.character));
    words.map(|word| word.iter().map(|letter| letter.glyph.advance * HEAD.size).sum()).fold(0.0, f32::max)
}

/// Room given out: to each column its longest word first, where there is room for that, so that no word is broken that need not be.
fn given(wanted: &[f32], words: &[f32], room: f32) -> Vec<f32> {
    let least: f32 = words.iter().sum();
    if least > room {
        return shared(wanted, room);
    }
    let beyond: Vec<f32> = wanted.iter().zip(words).map(|(want, word)| (want - word).max(0.0)).collect();
    words.iter().zip(shared(&beyond, room - least)).map(|(word, more)| word + more).collect()
}

/// Room shared out: nobody gets more than they want, and who wants more than their part shares what others leave.
fn shared(wanted: &[f32], room: f32) -> Vec<f32> {
    let total: f32 = wanted.iter().sum();
    if total <= room {
        let spare = (room - total) / float(wanted.len().max(1));
        return wanted.iter().map(|want| want + spare).collect();
    }
    let mut limit = room / float(wanted.len().max(1));
    for _ in 0..wanted.len() {
        let (mut left, mut open) = (room, 0.0);
        for want in wanted {
            if *want <= limit {
                left -= want;
            } else {
                open += 1.0;
            }
        }
        let next = if open > 0.0 { left / open } else { limit };
        if (next - limit).abs() < 0.01 {
            break;
        }
        limit = next;
    }
    wanted.iter().map(|want| want.min(limit)).collect()
}
