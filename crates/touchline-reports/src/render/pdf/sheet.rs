//! Pages, as what is drawn on them, and the tree of what it means.

use super::flow::Line;
use crate::picture::{Dash, Fill, Ink};

/// How wide and high a page is: A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// How far from its edges words stand.
pub(super) const MARGIN: f32 = 52.0;
/// Where words begin on a page.
pub(super) const TOP: f32 = 64.0;
/// How wide a line may be.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;

/// A last page with less on it than this is one that the page before should have held.
const SHORT: f32 = 96.0;
/// Lines that belong together take at most so much more than is asked for.
const TOGETHER: f32 = 36.0;

/// How much room there is on pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Where words end on a page.
    bottom: f32,
    /// How far lines stand apart, by how large they are.
    pub(super) leading: f32,
    /// A page that ends sooner, and by how much: the next begins with what it leaves.
    sooner: Option<(usize, f32)>,
}

impl Room {
    /// As pages are set.
    pub(super) const PLAIN: Room = Room { bottom: 780.0, leading: 1.42, sooner: None };
    /// A little more on each page, where that spares the last one.
    pub(super) const TIGHT: Room = Room { bottom: 792.0, leading: 1.36, sooner: None };
}

/// Something that is drawn on a page.
#[derive(Clone, Debug)]
pub(super) enum Draw {
    /// A line of words, from its left end on its base line.
    Words { at: (f32, f32), size: f32, ink: Ink, line: Line },
    /// A line through points.
    Stroke { points: Vec<(f32, f32)>, ink: Ink, width: f32, dash: Dash, closed: bool },
    /// A shape.
    Area { points: Vec<(f32, f32)>, ink: Ink, fill: Fill },
    /// A circle.
    Circle { at: (f32, f32), reach: f32, ink: Ink, fill: Fill },
}

/// What is drawn, and to which leaf of the tree it belongs; to none where it is decoration.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) leaf: Option<usize>,
    pub(super) draw: Draw,
}

/// What a part of the tree is.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Heading(u16, String),
    Paragraph,
    Quote,
    List,
    Entry,
    EntryBody,
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure { alt: String, page: usize, bounds: [f32; 4] },
}

/// A part of the tree.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) role: Role,
    pub(super) children: Vec<Child>,
}

/// What a part consists of.
#[derive(Clone, Debug)]
pub(super) enum Child {
    Node(Node),
    Leaf(usize),
}

/// Where a heading stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) y: f32,
}

/// All pages of a document.
#[derive(Debug)]
pub(super) struct Sheets {
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) tree: Vec<Node>,
    pub(super) outline: Vec<Place>,
    /// Where the next words begin on the last page.
    pub(super) y: f32,
    pub(super) leaves: usize,
    pub(super) room: Room,
}

impl Sheets {
    pub(super) fn new(room: Room) -> Self {
        Sheets { pages: vec![Vec::new()], tree: Vec::new(), outline: Vec::new(), y: TOP, leaves: 0, room }
    }

    /// Where words end on the last page.
    pub(super) fn bottom(&self) -> f32 {
        let sooner = self.room.sooner.filter(|(page, _)| *page == self.page());
        self.room.bottom - sooner.map_or(0.0, |(_, by)| by)
    }

    /// The room by which the last page has more on it, where it has but a few lines: the page before ends as much sooner.
    pub(super) fn evened(&self) -> Option<Room> {
        let missing = SHORT - (self.y - TOP);
        let before = self.page().checked_sub(1).filter(|_| missing > 0.0)?;
        Some(Room { sooner: Some((before, missing + TOGETHER)), ..self.room })
    }

    /// A leaf of its own.
    pub(super) fn leaf(&mut self) -> usize {
        let leaf = self.leaves;
        self.leaves = leaf.saturating_add(1);
        leaf
    }

    pub(super) fn draw(&mut self, leaf: Option<usize>, draw: Draw) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Mark { leaf, draw });
        }
    }

    /// Goes on to a new page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Goes on to a new page where less than this is left.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y + height > self.bottom() && self.y > TOP {
            self.turn();
        }
    }

    pub(super) fn page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }
}
