//! Whether a quote was said where it is said to stand: word for word, but for case, white space and punctuation; or else
//! nearly, with the same negations and the same numbers. Where nobody knows how a language denies, nothing is taken that is
//! only near.
//!
//! Rules: AIX-02, TRS-10.

use core::cmp::Ordering;
use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::changed::{Text, altered, cut_otherwise};
use super::nearest::nearest;
use super::not_verified::NotVerified;
use super::said::Said;
use super::sign::MASK;
use crate::measure::Evidence;
use crate::phrases::Fixed;
use crate::transcript::Transcript;

/// How many words a quote needs.
const LEAST_WORDS: usize = 3;
/// How many words a quote may have, and how many characters; of one that has more no more are told.
const MOST_WORDS: usize = 200;
pub(super) const MOST_CHARACTERS: usize = 2_000;
/// At how many places of a segment the same letters are looked at that make other words there.
const MOST_MISFITS: usize = 100;
/// How many steps the search for near words, and for words in other segments, may take for one answer: no answer that
/// somebody made up for it keeps a host busy.
const MOST_STEPS: usize = 100_000_000;

/// A quote that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "HandOffQuote")]
pub struct Quoted {
    /// Where it stands, and what was really said there.
    pub evidence: Evidence,
    /// How much of it is the same, by words: 1 where nothing but case, white space and punctuation differs.
    pub similarity: f64,
}

/// Why a quote was not found, with what is known besides.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Missed {
    pub(super) reason: NotVerified,
    pub(super) similarity: Option<f64>,
    pub(super) stands_in: Option<usize>,
}

impl Missed {
    fn because(reason: NotVerified) -> Self {
        Missed { reason, similarity: None, stands_in: None }
    }
}

impl Said {
    /// The words of a text that have the letters of a quote and no others, whatever stands between them: the first, and the one
    /// behind the last. What is one word here and several there has to have the same negations and numbers, and no number is cut
    /// at either end. Where there are none that are so, why.
    fn exactly(
        &self,
        text: &str,
        asked: Text<'_>,
        fixed: Option<&Fixed>,
    ) -> Result<(usize, usize), Option<NotVerified>> {
        let mut misfit = None;
        let mut misfits = 0_usize;
        let letters = asked.said.letters.as_str();
        for (first, word) in self.words.iter().enumerate() {
            let rest = self.letters.get(word.letters.0..).unwrap_or_default();
            if !rest.starts_with(letters) {
                continue;
            }
            let end = word.letters.0.saturating_add(letters.len());
            let Ok(last) = self.words.binary_search_by_key(&end, |word| word.letters.1) else { continue };
            let words = (first, last.saturating_add(1));
            let cuts = self.cut_a_number(text, words).then_some(NotVerified::NumberDiffers);
            match cuts.or_else(|| joint(Text { said: self, text, words }, asked, fixed)) {
                None => return Ok(words),
                differs => misfit = misfit.or(differs),
            }
            misfits = misfits.saturating_add(1);
            if misfits == MOST_MISFITS {
                break;
            }
        }
        Err(misfit)
    }
}

/// What keeps the words of a quote from being these words, whose letters are the same: that a negation or a number is part of
/// what is cut into words in another way.
fn joint(said: Text<'_>, asked: Text<'_>, fixed: Option<&Fixed>) -> Option<NotVerified> {
    let first = said.words.0;
    let begin = said.said.words.get(first).map_or(0, |word| word.letters.0);
    let (mut here, mut there) = (first, 0_usize);
    while there < asked.said.words.len() {
        let (from_here, from_there) = (here, there);
        // As many words of both as it takes until both end with the same letter.
        loop {
            let end_here = said.said.words.get(here)?.letters.1.saturating_sub(begin);
            let end_there = asked.said.words.get(there)?.letters.1;
            match end_here.cmp(&end_there) {
                Ordering::Less => here = here.saturating_add(1),
                Ordering::Greater => there = there.saturating_add(1),
                Ordering::Equal => break,
            }
        }
        let (next_here, next_there) = (here.saturating_add(1), there.saturating_add(1));
        if here != from_here || there != from_there {
            let said = Text { words: (from_here, next_here), ..said };
            let differs = cut_otherwise(said, Text { words: (from_there, next_there), ..asked }, fixed);
            if differs.is_some() {
                return differs;
            }
        }
        (here, there) = (next_here, next_there);
    }
    None
}

/// A segment's text with its words.
#[derive(Debug)]
struct Prepared<'a> {
    said: Said,
    text: Cow<'a, str>,
}

/// How a segment is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// As it was said.
    Spoken,
    /// As a model was shown it: without numbers of cards.
    Masked,
}

/// The segments of a call, in which quotes are looked for.
#[derive(Debug)]
pub struct Quotes<'a> {
    /// How many steps the search for the words themselves may still take.
    exact_steps: usize,
    /// None where nobody knows how the language denies.
    fixed: Option<&'a Fixed>,
    /// By segment, as a model was shown it, once somebody asked.
    masked: Vec<Option<Prepared<'a>>>,
    /// By segment, as it was said, once somebody asked.
    spoken: Vec<Option<Prepared<'a>>>,
    /// How many steps the other searches may still take.
    steps: usize,
    transcript: &'a Transcript,
}

impl<'a> Quotes<'a> {
    pub(super) fn new(transcript: &'a Transcript, fixed: Option<&'a Fixed>) -> Self {
        let none = || transcript.segments.iter().map(|_| None).collect();
        Quotes { exact_steps: MOST_STEPS, fixed, masked: none(), spoken: none(), steps: MOST_STEPS, transcript }
    }

    fn prepare(&mut self, segment: usize, sight: Sight) {
        let transcript = self.transcript;
        let slots = match sight {
            Sight::Spoken => &mut self.spoken,
            Sight::Masked => &mut self.masked,
        };
        let Some(slot) = slots.get_mut(segment).filter(|slot| slot.is_none()) else { return };
        let spoken = || transcript.segments.get(segment).map_or("", |segment| segment.text.as_str());
        *slot = Some(match sight {
            Sight::Spoken => Prepared { said: Said::of(spoken()), text: Cow::Borrowed(spoken()) },
            Sight::Masked => {
                let text = transcript.masked(segment).unwrap_or_default();
                Prepared { said: Said::of_masked(&text), text }
            }
        });
    }

    fn prepared(&self, segment: usize, sight: Sight) -> Option<&Prepared<'a>> {
        let slots = match sight {
            Sight::Spoken => &self.spoken,
            Sight::Masked => &self.masked,
        };
        slots.get(segment)?.as_ref()
    }

    /// Looks for a quote in the segment in which it is said to stand: in what was said, and where it shows masked digits itself, in
    /// what a model was shown.
    pub(super) fn verify(&mut self, segment: usize, quote: &str) -> Result<Quoted, Missed> {
        if quote.chars().nth(MOST_CHARACTERS).is_some() {
            return Err(Missed::because(NotVerified::TooLong));
        }
        match self.look(segment, quote, Sight::Spoken) {
            Err(_) if quote.contains(MASK) => self.look(segment, quote, Sight::Masked),
            found => found,
        }
    }

    fn look(&mut self, segment: usize, quote: &str, sight: Sight) -> Result<Quoted, Missed> {
        let asked = match sight {
            Sight::Spoken => Said::of(quote),
            Sight::Masked => Said::of_masked(quote),
        };
        if asked.spoken() < LEAST_WORDS {
            return Err(Missed::because(NotVerified::TooShort));
        }
        if asked.words.len() > MOST_WORDS {
            return Err(Missed::because(NotVerified::TooLong));
        }
        let quoted = Text { said: &asked, text: quote, words: (0, asked.words.len()) };
        self.prepare(segment, sight);
        let words = self.prepared(segment, sight).map_or(0, |prepared| prepared.said.words.len());
        let Some(left) = self.exact_steps.checked_sub(words) else {
            return Err(Missed::because(NotVerified::NotSaid));
        };
        self.exact_steps = left;
        let mut steps = self.steps;
        let Some(Prepared { said, text }) = self.prepared(segment, sight) else {
            return Err(Missed::because(NotVerified::NotSaid));
        };
        let misfit = match said.exactly(text, quoted, self.fixed) {
            Ok(words) => return Ok(self.quoted(segment, sight, words, 1.0)),
            Err(misfit) => misfit,
        };
        let near = nearest(&asked, said, &mut steps);
        let close = near.filter(|near| near.is_near_enough());
        let (Some(near), Some(fixed)) = (close, self.fixed) else {
            let similarity = near.and_then(|near| near.similarity());
            self.steps = steps;
            let stands_in = if misfit.is_some() { None } else { self.elsewhere(segment, quoted, sight) };
            let unknown = close.map(|_| NotVerified::NegationsUnknown);
            let other = stands_in.map(|_| NotVerified::OtherSegment);
            let reason = misfit.or(other).or(unknown).unwrap_or(NotVerified::NotSaid);
            return Err(Missed { reason, similarity, stands_in });
        };
        let similarity = near.similarity();
        let window = (near.first, near.last.saturating_add(1));
        let verdict = match altered(quoted, Text { said, text, words: window }, fixed, &mut steps) {
            Some(differs) => Err(differs),
            None => Ok(self.quoted(segment, sight, window, similarity.unwrap_or_default())),
        };
        self.steps = steps;
        verdict.map_err(|reason| Missed { reason, similarity, stands_in: None })
    }

    fn quoted(&self, segment: usize, sight: Sight, words: (usize, usize), similarity: f64) -> Quoted {
        let moment_ms = self.transcript.segments.get(segment).and_then(|segment| segment.start_ms);
        let shown = |Prepared { said, text }: &Prepared<'_>| match sight {
            Sight::Spoken => self.transcript.masked_part(segment, said.span(words)),
            Sight::Masked => Some(said.slice(text, words).to_owned()),
        };
        let quote = self.prepared(segment, sight).filter(|_| self.transcript.consented).and_then(shown);
        Quoted { evidence: Evidence { moment_ms, quote, segment }, similarity }
    }

    /// The first other segment in which the words stand.
    fn elsewhere(&mut self, segment: usize, asked: Text<'_>, sight: Sight) -> Option<usize> {
        for other in 0..self.spoken.len() {
            self.prepare(other, sight);
            let Some(Prepared { said, text }) = self.prepared(other, sight) else { continue };
            let stands = other != segment && said.exactly(text, asked, self.fixed).is_ok();
            let steps = said.words.len().saturating_add(1);
            if stands {
                return Some(other);
            }
            self.steps = self.steps.checked_sub(steps)?;
        }
        None
    }
}
