//! Whether a quote was said where it is said to stand: word for word, but for case, white space and punctuation; or else
//! nearly, with the same negations and the same numbers. Where nobody knows how a language denies, nothing is taken that is
//! only near.
//!
//! Rules: AIX-02, TRS-10.

use core::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::changed::{Text, altered, cut_otherwise};
use super::nearest::nearest;
use super::not_verified::NotVerified;
use super::said::Said;
use crate::measure::Evidence;
use crate::phrases::Fixed;
use crate::transcript::Transcript;
use touchline_kernel::masking::without_card_numbers;

/// How many words a quote needs.
const LEAST_WORDS: usize = 3;
/// How many words a quote may have, and how many characters.
const MOST_WORDS: usize = 200;
const MOST_CHARACTERS: usize = 2_000;
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
    /// The words that have the letters of a quote and no others, whatever stands between them: the first, and the one behind
    /// the last. What is one word here and several there has to have the same negations and numbers. Where there are none
    /// that do, why.
    fn exactly(&self, asked: &Said, fixed: Option<&Fixed>) -> Result<(usize, usize), Option<NotVerified>> {
        let mut misfit = None;
        let mut misfits = 0_usize;
        for (first, word) in self.words.iter().enumerate() {
            let rest = self.letters.get(word.letters.0..).unwrap_or_default();
            if !rest.starts_with(asked.letters.as_str()) {
                continue;
            }
            let end = word.letters.0.saturating_add(asked.letters.len());
            let Ok(last) = self.words.binary_search_by_key(&end, |word| word.letters.1) else { continue };
            match self.joint(first, asked, fixed) {
                None => return Ok((first, last.saturating_add(1))),
                differs => misfit = misfit.or(differs),
            }
            misfits = misfits.saturating_add(1);
            if misfits == MOST_MISFITS {
                break;
            }
        }
        Err(misfit)
    }

    /// What keeps the words of a quote from being these words, from one on, whose letters are the same: that a negation or a
    /// number is part of what is cut into words in another way.
    fn joint(&self, first: usize, asked: &Said, fixed: Option<&Fixed>) -> Option<NotVerified> {
        let begin = self.words.get(first).map_or(0, |word| word.letters.0);
        let (mut here, mut there) = (first, 0_usize);
        while there < asked.words.len() {
            let (from_here, from_there) = (here, there);
            // As many words of both as it takes until both end with the same letter.
            loop {
                let end_here = self.words.get(here)?.letters.1.saturating_sub(begin);
                let end_there = asked.words.get(there)?.letters.1;
                match end_here.cmp(&end_there) {
                    Ordering::Less => here = here.saturating_add(1),
                    Ordering::Greater => there = there.saturating_add(1),
                    Ordering::Equal => break,
                }
            }
            let (next_here, next_there) = (here.saturating_add(1), there.saturating_add(1));
            if here != from_here || there != from_there {
                let (said, quoted) = (self.spaced((from_here, next_here)), asked.spaced((from_there, next_there)));
                let differs = cut_otherwise(&said, &quoted, fixed);
                if differs.is_some() {
                    return differs;
                }
            }
            (here, there) = (next_here, next_there);
        }
        None
    }
}

/// The segments of a call, in which quotes are looked for.
#[derive(Debug)]
pub struct Quotes<'a> {
    /// None where nobody knows how the language denies.
    fixed: Option<&'a Fixed>,
    /// By segment, its text without numbers of cards, and that as words, once somebody asked.
    said: Vec<Option<(String, Said)>>,
    /// How many steps the search for the words themselves may still take.
    exact_steps: usize,
    /// How many the other searches may.
    steps: usize,
    transcript: &'a Transcript,
}

impl<'a> Quotes<'a> {
    pub(super) fn new(transcript: &'a Transcript, fixed: Option<&'a Fixed>) -> Self {
        let said = transcript.segments.iter().map(|_| None).collect();
        Quotes { exact_steps: MOST_STEPS, fixed, said, steps: MOST_STEPS, transcript }
    }

    fn prepare(&mut self, segment: usize) {
        let Some(slot) = self.said.get_mut(segment).filter(|slot| slot.is_none()) else { return };
        let text = self.transcript.masked(segment).unwrap_or_default().into_owned();
        let words = Said::of(&text);
        *slot = Some((text, words));
    }

    fn prepared(&self, segment: usize) -> Option<&(String, Said)> {
        self.said.get(segment)?.as_ref()
    }

    /// Looks for a quote in the segment in which it is said to stand.
    pub(super) fn verify(&mut self, segment: usize, quote: &str) -> Result<Quoted, Missed> {
        if quote.chars().nth(MOST_CHARACTERS).is_some() {
            return Err(Missed::because(NotVerified::TooLong));
        }
        let quote = without_card_numbers(quote);
        let asked = Said::of(&quote);
        if asked.words.len() < LEAST_WORDS {
            return Err(Missed::because(NotVerified::TooShort));
        }
        if asked.words.len() > MOST_WORDS {
            return Err(Missed::because(NotVerified::TooLong));
        }
        self.prepare(segment);
        let words = self.prepared(segment).map_or(0, |(_, said)| said.words.len());
        let Some(left) = self.exact_steps.checked_sub(words) else {
            return Err(Missed::because(NotVerified::NotSaid));
        };
        self.exact_steps = left;
        let mut steps = self.steps;
        let Some((text, said)) = self.prepared(segment) else {
            return Err(Missed::because(NotVerified::NotSaid));
        };
        let misfit = match said.exactly(&asked, self.fixed) {
            Ok(words) => return Ok(self.quoted(segment, text, said, words, 1.0)),
            Err(misfit) => misfit,
        };
        let near = nearest(&asked, said, &mut steps);
        let close = near.filter(|near| near.is_near_enough());
        let (Some(near), Some(fixed)) = (close, self.fixed) else {
            let similarity = near.and_then(|near| near.similarity());
            self.steps = steps;
            let stands_in = if misfit.is_some() { None } else { self.elsewhere(segment, &asked) };
            let unknown = close.map(|_| NotVerified::NegationsUnknown);
            let other = stands_in.map(|_| NotVerified::OtherSegment);
            let reason = misfit.or(other).or(unknown).unwrap_or(NotVerified::NotSaid);
            return Err(Missed { reason, similarity, stands_in });
        };
        let similarity = near.similarity();
        let window = (near.first, near.last.saturating_add(1));
        let quoted = Text { said: &asked, text: &quote, words: (0, asked.words.len()) };
        let verdict = match altered(quoted, Text { said, text, words: window }, fixed, &mut steps) {
            Some(differs) => Err(differs),
            None => Ok(self.quoted(segment, text, said, window, similarity.unwrap_or_default())),
        };
        self.steps = steps;
        verdict.map_err(|reason| Missed { reason, similarity, stands_in: None })
    }

    fn quoted(&self, segment: usize, text: &str, said: &Said, words: (usize, usize), similarity: f64) -> Quoted {
        let moment_ms = self.transcript.segments.get(segment).and_then(|segment| segment.start_ms);
        let quote = self.transcript.consented.then(|| said.slice(text, words).to_owned());
        Quoted { evidence: Evidence { moment_ms, quote, segment }, similarity }
    }

    /// The first other segment in which the words stand.
    fn elsewhere(&mut self, segment: usize, asked: &Said) -> Option<usize> {
        for other in 0..self.said.len() {
            self.prepare(other);
            let Some((_, said)) = self.prepared(other) else { continue };
            let stands = other != segment && said.exactly(asked, self.fixed).is_ok();
            let steps = said.words.len().saturating_add(1);
            if stands {
                return Some(other);
            }
            self.steps = self.steps.checked_sub(steps)?;
        }
        None
    }
}
