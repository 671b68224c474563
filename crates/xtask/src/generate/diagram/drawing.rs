//! What is drawn, each with its place, before it is printed.

/// A picture's parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    pub width: f64,
    pub height: f64,
    /// For each edge, the lines that it is of: to its words, and from these on.
    pub edges: Vec<Vec<Line>>,
    /// The lines of the key.
    pub samples: Vec<Line>,
    pub heads: Vec<Head>,
    pub frames: Vec<Frame>,
    pub dots: Vec<(f64, f64)>,
    pub diamonds: Vec<(f64, f64)>,
    pub texts: Vec<Text>,
}

/// What a frame is around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Around {
    Node(usize),
    End(usize),
    Label(usize),
    /// A sign of the key, with what it means: not drawn itself.
    Key,
    /// A sign that is drawn like a node.
    Sample {
        end: bool,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub around: Around,
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
    /// How far below its top a rule parts the name from what is below it.
    pub rule: Option<f64>,
}

/// How words are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// A node's name.
    Name,
    /// A word on an edge or in a box.
    Said,
    /// The same in bold.
    Strong,
    /// A sentence of the key.
    Prose,
}

/// Words in one line.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub left: f64,
    pub base: f64,
    pub width: f64,
    pub style: Style,
    pub text: String,
}

/// How a line goes on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Straight down to there.
    Down(f64),
    /// Down to there, and to the side: upright at both ends.
    Curve(f64, f64),
    /// Straight to the right, in the key alone.
    Right(f64),
}

/// A line, from the top down but in the key.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub from: (f64, f64),
    pub steps: Vec<Step>,
    pub dashed: bool,
}

/// The head of an arrow, by its tip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub tip: (f64, f64),
    pub way: Way,
}

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
    Right,
}
