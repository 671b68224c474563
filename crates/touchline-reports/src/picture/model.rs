//! What a picture is made of.

use smallvec::SmallVec;

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// All that is seen, in words.
    pub description: String,
    /// How high it is, in its own units.
    pub height: f64,
    /// What is drawn, the hindmost first.
    pub marks: Vec<Mark>,
    /// The same as a phone shows it, where it is too wide for one.
    pub narrow: Option<Box<Picture>>,
    /// What it shows.
    pub title: String,
    /// How wide it is.
    pub width: f64,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// That of a page.
    Wide,
    /// That of a phone.
    Narrow,
}

impl Room {
    /// How wide a picture is.
    pub(super) const fn width(self) -> f64 {
        self.pick(640.0, 360.0)
    }

    /// What holds in this room.
    pub(super) const fn pick(self, wide: f64, narrow: f64) -> f64 {
        match self {
            Room::Wide => wide,
            Room::Narrow => narrow,
        }
    }
}

impl Picture {
    /// The picture for a page, with the one for a phone, of which the same is told.
    pub(super) fn in_each(description: String, draw: impl Fn(Room, String) -> Picture) -> Self {
        let narrow = draw(Room::Narrow, description.clone());
        Picture { narrow: Some(Box::new(narrow)), ..draw(Room::Wide, description) }
    }
}

/// With what something is drawn; each look has a colour for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Words.
    Text,
    /// Words beside.
    Faint,
    /// Lines to read values off.
    Grid,
    /// What the picture is about.
    Own,
    /// What it is compared with.
    Team,
    /// The best.
    Top,
    /// What is as it should be.
    Good,
    /// What asks for action.
    Poor,
    /// What it is drawn on.
    Paper,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// In one.
    Solid,
    /// In strokes.
    Dashed,
    /// In points.
    Dotted,
}

/// How a shape is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// With all of its ink.
    Full,
    /// So that what lies behind it is seen.
    Soft,
    /// Not at all: its edge alone.
    Edge,
}

/// The form of a dot, which tells series apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dot {
    /// A circle.
    Circle,
    /// A square.
    Square,
    /// A diamond.
    Diamond,
    /// A cross.
    Cross,
}

/// From where a text goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It stands around it.
    Middle,
    /// It ends there.
    End,
}

/// Points of a line or a shape. A picture has hundreds of lines of two and of shapes of four, which take no room of their own.
pub type Points = SmallVec<[(f64, f64); 4]>;

/// Something that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line through points.
    Line {
        /// The points.
        points: Points,
        /// Its ink.
        ink: Ink,
        /// How wide it is.
        width: f64,
        /// How it is drawn.
        dash: Dash,
    },
    /// A closed shape.
    Shape {
        /// Its corners.
        points: Points,
        /// Its ink.
        ink: Ink,
        /// How it is filled.
        fill: Fill,
    },
    /// A dot.
    Dot {
        /// Where its middle is.
        at: (f64, f64),
        /// How far it reaches from there.
        reach: f64,
        /// Its ink.
        ink: Ink,
        /// Its form.
        form: Dot,
        /// Whether it is filled.
        fill: Fill,
    },
    /// Words.
    Text {
        /// Where they stand, on their base line.
        at: (f64, f64),
        /// How large they are.
        size: f64,
        /// From where they go on.
        anchor: Anchor,
        /// Their ink.
        ink: Ink,
        /// Whether they are bold.
        strong: bool,
        /// What they say.
        text: String,
    },
}
