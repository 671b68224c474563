//! How large words and boxes are. No font is asked, since those of a reader are not known: names are of letters that are all
//! equally wide, and the picture says how long each is to be drawn.

use super::graph::{Entry, Form, Node, Tone};

/// The width of a letter of equally wide ones, of its size; most fonts have this one, the others are a little narrower.
const LETTER: f64 = 0.602;
/// The width of a letter in a sentence, of its size, in wide fonts.
const PROSE: f64 = 0.56;

/// How large a node's name is, and what else is said.
pub(super) const NAME: f64 = 13.0;
pub(super) const SAID: f64 = 11.0;
/// How far lines are apart.
pub(super) const LINE: f64 = 15.0;
/// What a diamond takes before a word.
pub(super) const DIAMOND: f64 = 11.0;
/// How far words are from the edge of what they stand in.
pub(super) const INSIDE: f64 = 10.0;
pub(super) const BESIDE: f64 = 8.0;
/// The height of a box's head, where its name stands.
pub(super) const HEAD: f64 = 28.0;
/// The reach of the dot where all begins.
pub(super) const DOT: f64 = 7.0;
/// How far apart lines leave a box.
pub(super) const PORT: f64 = 16.0;
/// The room that a line takes where it passes a layer.
pub(super) const BEND: f64 = 10.0;

/// How wide a name is.
pub(super) fn name(text: &str) -> f64 {
    letters(text) * LETTER * NAME
}

/// How wide one of the words is, without its diamond.
pub(super) fn said(text: &str) -> f64 {
    letters(text) * LETTER * SAID
}

/// How wide a sentence is.
pub(super) fn prose(text: &str) -> f64 {
    letters(text) * PROSE * SAID
}

/// How wide one of the words is, with its diamond.
pub(super) fn entry(entry: &Entry) -> f64 {
    said(&entry.text) + if entry.tone == Tone::Marked { DIAMOND } else { 0.0 }
}

fn letters(text: &str) -> f64 {
    text.chars().count() as f64
}

/// What stands in a box below its name, in lines: commas part what is in one line.
pub(super) fn lines(node: &Node) -> Vec<Vec<Entry>> {
    let all: f64 = node.within.iter().map(entry).sum();
    let widest = (all / 3.5).clamp(150.0, 290.0);
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    let mut width = 0.0;
    for (place, each) in node.within.iter().enumerate() {
        let mut each = each.clone();
        if place + 1 < node.within.len() {
            each.text.push(',');
        }
        let taken = entry(&each);
        match lines.last_mut() {
            Some(line) if width + said(" ") + taken <= widest => {
                width += said(" ") + taken;
                line.push(each);
            }
            _ => {
                width = taken;
                lines.push(vec![each]);
            }
        }
    }
    lines
}

/// How wide a line of words is.
pub(super) fn line(entries: &[Entry]) -> f64 {
    let gaps = entries.len().saturating_sub(1) as f64;
    entries.iter().map(entry).sum::<f64>() + gaps * said(" ")
}

/// How wide and high a node is that so many lines leave at the most on one side.
pub(super) fn node(node: &Node, ports: usize) -> (f64, f64) {
    if node.form == Form::Start {
        return (2.0 * DOT, 2.0 * DOT);
    }
    let lines = lines(node);
    let words = lines.iter().map(|entries| line(entries)).fold(name(&node.name), f64::max);
    let width = f64::max(words + 2.0 * INSIDE + 4.0, ports as f64 * PORT + 12.0).max(84.0);
    let below = if lines.is_empty() {
        0.0
    } else {
        lines.len() as f64 * LINE + if node.form == Form::End { 10.0 } else { 8.0 }
    };
    ((width / 2.0).ceil() * 2.0, HEAD + below)
}

/// How wide and high the words on an edge are.
pub(super) fn label(says: &[Entry]) -> (f64, f64) {
    let width = says.iter().map(entry).fold(0.0, f64::max) + 2.0 * BESIDE;
    ((width / 2.0).ceil() * 2.0, says.len() as f64 * LINE + 6.0)
}
