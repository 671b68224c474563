//! The document between a report and its formats: headings, figures, tables, quotes and pictures, with every value as it is
//! and not yet as it is printed. A format decides how, and never what.
//!
//! Rules: RPT-04.

use crate::value::Cell;

use crate::picture::Picture;

/// A report, laid out.
#[derive(Clone, Debug)]
pub struct Document {
    /// What stands under its title: whom it is about, and when.
    pub about: Vec<Figure>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The kind of the report, such as `coaching`.
    pub kind: &'static str,
    /// Whose report it is, where it is one person's: it stands beside the title on every page.
    pub subject: Option<Cell>,
    /// Its title.
    pub title: String,
    /// In which zone its moments are told, where it tells any.
    pub told_in: Option<Figure>,
}

/// A value with its label.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What stands beside it: an interval, a count, a target.
    pub beside: Vec<(String, Cell)>,
    /// The value.
    pub cell: Cell,
    /// What it is.
    pub label: String,
}

/// Something that a report says.
#[derive(Clone, Debug)]
pub enum Block {
    /// Where a part begins: 2 under the title, 3 within that.
    Heading(u8, Vec<Cell>),
    /// Figures to be seen at a glance.
    Figures(Vec<Figure>),
    /// Labels with their values, one under the other.
    Facts(Vec<Figure>),
    /// A table.
    Table(Table),
    /// A text, under a label.
    Text(Option<String>, Cell),
    /// Texts of equal rank.
    List(Vec<Vec<Cell>>),
    /// What somebody said, and where it is from.
    Quote(Cell, Vec<Cell>),
    /// What is withheld, or not there, with the place that it speaks of.
    Note(Cell),
    /// A picture.
    Picture(Box<Picture>),
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What is said where it has no rows.
    pub empty: String,
    /// Its name, such as `metrics`: one of its own in a report.
    pub name: String,
    /// Its rows: as many cells as it has columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Whether its data says why where it has no value: in a file of values that has a column of its own behind it.
    pub has_why: bool,
    /// Whether it holds numbers, which stand under one another by their ends.
    pub is_numeric: bool,
    /// The column's label.
    pub label: String,
    /// The column's name in a file of values.
    pub name: &'static str,
}

impl Document {
    /// What stands under its title for people. A file of values has its moments in UTC.
    #[must_use]
    pub fn head(&self) -> Vec<&Figure> {
        self.about.iter().chain(&self.told_in).collect()
    }

    /// Whether it tells a moment.
    #[must_use]
    pub fn tells_moments(&self) -> bool {
        self.about.iter().any(Figure::tells_moments) || self.blocks.iter().any(Block::tells_moments)
    }

    /// Its tables, in their order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl Figure {
    fn tells_moments(&self) -> bool {
        self.cell.value.is_of_moments() || self.beside.iter().any(|(_, cell)| cell.value.is_of_moments())
    }
}

impl Block {
    fn tells_moments(&self) -> bool {
        let any = |cells: &[Cell]| cells.iter().any(|cell| cell.value.is_of_moments());
        match self {
            Block::Heading(_, cells) => any(cells),
            Block::Figures(figures) | Block::Facts(figures) => figures.iter().any(Figure::tells_moments),
            Block::Table(table) => table.rows.iter().any(|row| any(row)),
            Block::Text(_, cell) => cell.value.is_of_moments(),
            Block::List(entries) => entries.iter().any(|entry| any(entry)),
            Block::Quote(cell, source) => cell.value.is_of_moments() || any(source),
            Block::Note(_) | Block::Picture(_) => false,
        }
    }
}
