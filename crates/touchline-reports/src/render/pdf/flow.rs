//! Words, measured and broken into lines.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fonts::{Glyph, OWN, Reader, Weight};
use touchline_kernel::rejection::Faults;
use touchline_kernel::{Code, DetailKey, Reason};
use unicode_normalization::UnicodeNormalization as _;

/// A character that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Letter {
    pub(super) character: char,
    pub(super) glyph: Glyph,
}

/// A line of letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line(pub(super) Vec<Letter>);

impl Line {
    /// How wide it is at a size.
    pub(super) fn width(&self, size: f32) -> f32 {
        width_of(&self.0, size)
    }

    /// Leaves as many of its letters as are no wider together.
    pub(super) fn cut(&mut self, size: f32, most: f32) {
        let mut width = 0.0;
        let fits = |letter: &&Letter| {
            width += letter.glyph.advance * size;
            width <= most
        };
        let fitting = self.0.iter().take_while(fits).count();
        self.0.truncate(fitting);
    }

    /// How wide it is without the blank that it was broken at.
    pub(super) fn solid_width(&self, size: f32) -> f32 {
        let solid =
            self.0.iter().rposition(|letter| !is_space(letter.character)).map_or(0, |last| last.saturating_add(1));
        width_of(self.0.get(..solid).unwrap_or_default(), size)
    }
}

fn width_of(letters: &[Letter], size: f32) -> f32 {
    letters.iter().map(|letter| letter.glyph.advance * size).sum()
}

/// Measures words with some fonts, and remembers glyphs.
pub(super) struct Measure<'a> {
    reader: Reader<'a>,
    /// Of ASCII, which most words are of, by its number, as far as it was asked for: regular, then bold.
    ascii: [[Option<Option<Glyph>>; 128]; 2],
    known: BTreeMap<(char, bool), Option<Glyph>>,
    /// Characters that no font covers.
    pub(super) faults: Faults,
}

impl<'a> Measure<'a> {
    pub(super) fn new(reader: Reader<'a>) -> Self {
        Measure { reader, ascii: [[None; 128]; 2], known: BTreeMap::new(), faults: Faults::default() }
    }

    /// The letters of a text that stands at a place in the data.
    pub(super) fn letters(&mut self, text: &str, weight: Weight, at: &str) -> Vec<Letter> {
        let mut letters = Vec::with_capacity(text.len());
        let text = &*with_line_ends(text);
        if text.is_ascii() {
            text.chars().for_each(|character| self.letter(character, weight, at, &mut letters));
        } else {
            // What is composed has a glyph of its own in most fonts.
            let composed = text.nfc().filter(|character| !is_ignorable(*character));
            composed.for_each(|character| self.letter(character, weight, at, &mut letters));
        }
        self.join(&mut letters);
        letters
    }

    fn letter(&mut self, character: char, weight: Weight, at: &str, letters: &mut Vec<Letter>) {
        let shown = if matches!(character, '\n' | '\t') { ' ' } else { character };
        match self.glyph(shown, weight) {
            Some(glyph) => letters.push(Letter { character, glyph }),
            None => {
                let number = format!("{:04X}", u32::from(character));
                self.faults.add(at, Reason::new(Code::GlyphMissing).with(DetailKey::Actual, number));
            }
        }
    }

    /// A blank between two words of one of the host's fonts is of that font, too: shaped together they stand in the order of their
    /// script.
    pub(super) fn join(&self, letters: &mut [Letter]) {
        for place in 1..letters.len().saturating_sub(1) {
            let around = letters.get(place.saturating_sub(1)).zip(letters.get(place.saturating_add(1)));
            let face = around.filter(|(before, after)| before.glyph.face == after.glyph.face);
            let face = face.map(|(before, _)| before.glyph.face).filter(|face| *face >= OWN);
            if let Some((face, letter)) = face.zip(letters.get_mut(place)).filter(|(_, letter)| letter.character == ' ')
                && let Some(glyph) = self.reader.glyph_of(' ', face)
            {
                letter.glyph = glyph;
            }
        }
    }

    /// The same of a text that is only measured: what no font covers is told where it is drawn.
    pub(super) fn quietly(&mut self, text: &str, weight: Weight) -> Vec<Letter> {
        let faults = std::mem::take(&mut self.faults);
        let letters = self.letters(text, weight, "");
        self.faults = faults;
        letters
    }

    fn glyph(&mut self, character: char, weight: Weight) -> Option<Glyph> {
        let [regular, bold] = &mut self.ascii;
        let ascii = if weight == Weight::Bold { bold } else { regular };
        if let Some(known) = usize::try_from(u32::from(character)).ok().and_then(|number| ascii.get_mut(number)) {
            return *known.get_or_insert_with(|| self.reader.glyph(character, weight));
        }
        let key = (character, weight == Weight::Bold);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let found = self.reader.glyph(character, weight);
        self.known.insert(key, found);
        found
    }
}

/// What shows nothing and has no glyph: marks of direction, joiners, selectors.
fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// A text in which each line ends as one does everywhere, whatever it was written with.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    const OTHERS: [char; 3] = ['\r', '\u{2028}', '\u{2029}'];
    if text.contains(OTHERS) {
        Cow::Owned(text.replace("\r\n", "\n").replace(OTHERS, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The letters in lines of a width. A word that fits into none is broken where the line ends.
pub(super) fn lines(letters: &[Letter], width: f32, size: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in letters.split(|letter| letter.character == '\n') {
        wrap(paragraph, width, size, &mut lines);
    }
    lines
}

fn wrap(letters: &[Letter], width: f32, size: f32, lines: &mut Vec<Line>) {
    let mut wrapping = Wrapping { line: Line::default(), lines, size, used: 0.0, width };
    for word in letters.split_inclusive(|letter| letter.character == ' ') {
        if width_of(solid(word), size) > width {
            // What belongs together, such as a day and its time, parts before a word is broken.
            word.split_inclusive(|letter| is_space(letter.character)).for_each(|piece| wrapping.add(piece));
        } else {
            wrapping.add(word);
        }
    }
    let Wrapping { line, lines, .. } = wrapping;
    lines.push(line);
}

/// Whether a word may end with it where room is scarce.
pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}')
}

/// A word without the space behind it.
fn solid(word: &[Letter]) -> &[Letter] {
    match word {
        [solid @ .., Letter { character, .. }] if is_space(*character) => solid,
        solid => solid,
    }
}

/// Lines, and the one that is being filled.
struct Wrapping<'a> {
    line: Line,
    lines: &'a mut Vec<Line>,
    size: f32,
    used: f32,
    width: f32,
}

impl Wrapping<'_> {
    fn add(&mut self, word: &[Letter]) {
        let needed = width_of(solid(word), self.size);
        if self.used + needed > self.width {
            self.turn();
        }
        for letter in word {
            let wide = letter.glyph.advance * self.size;
            // Only within a word that is wider than a line.
            if self.used + wide > self.width && needed > self.width {
                self.turn();
            }
            self.line.0.push(*letter);
            self.used += wide;
        }
    }

    fn turn(&mut self) {
        if !self.line.0.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
            self.used = 0.0;
        }
    }
}
