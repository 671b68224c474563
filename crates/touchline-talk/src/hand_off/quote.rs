//! Whether a quote was said where it is said to stand: word for word, but for case, white space and punctuation; or else
//! nearly, with the same negations and the same numbers. Where nobody knows how a language denies, nothing is taken that is
//! only near.
//!
//! Rules: AIX-02, TRS-10.

use core::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::measure::Evidence;
use crate::phrases::{Negations, Sink, Word, folded, scan};
use crate::transcript::Transcript;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::masking::without_card_numbers;
use touchline_kernel::math::quotient;

/// Why a quote is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "HandOffNotVerified")]
pub enum NotVerified {
    /// It is near to what was said, and denies what was affirmed, or the other way round.
    NegationDiffers,
    /// It is near to what was said, and how the language denies is in no list: only what is word for word the same counts.
    NegationsUnknown,
    /// There is none: something was judged, and nothing quoted.
    NoQuote,
    /// Nothing of the kind was said there; or so much was looked through for this answer that nothing near is looked for any
    /// more.
    NotSaid,
    /// It is near to what was said, with another number in it.
    NumberDiffers,
    /// It was said, but in another segment.
    OtherSegment,
    /// It has more than 200 words or 2,000 characters.
    TooLong,
    /// It has fewer than three words.
    TooShort,
}

/// How many words a quote needs.
const LEAST_WORDS: usize = 3;
/// Of how many words of the longer of both one may differ.
const ONE_IN: usize = 10;
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

/// A text as words, and as letters alone. What an apostrophe joins is one word here.
#[derive(Debug, Default)]
struct Said {
    /// Its letters and digits, in lower case.
    letters: String,
    /// By word, where it begins and ends in the text, where its letters begin and end, and what it is.
    words: Vec<SaidWord>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct SaidWord {
    end: usize,
    letters: (usize, usize),
    start: usize,
}

impl Sink for Said {
    fn word(&mut self, text: &str, word: Word) {
        let begin = self.letters.len();
        let spelled = text.get(word.start..word.end).unwrap_or_default();
        if spelled.is_ascii() {
            self.letters.extend(spelled.chars().map(|letter| letter.to_ascii_lowercase()));
        } else {
            self.letters.push_str(&folded(spelled));
        }
        let end = self.letters.len();
        match self.words.last_mut().filter(|_| word.is_joined) {
            Some(before) => (before.end, before.letters.1) = (word.end, end),
            None => self.words.push(SaidWord { end: word.end, letters: (begin, end), start: word.start }),
        }
    }
}

impl Said {
    fn of(text: &str) -> Self {
        let mut said = Said::default();
        scan(text, &mut said);
        said
    }

    fn word(&self, word: &SaidWord) -> &str {
        self.letters.get(word.letters.0..word.letters.1).unwrap_or_default()
    }

    /// The words that have the letters of a quote and no others, whatever stands between them: the first and the last. What
    /// is one word here and several there has to be free of negations and numbers. Where there are none that are, why.
    fn exactly(&self, asked: &Said, negations: Option<&Negations>) -> Result<(usize, usize), Option<NotVerified>> {
        let mut misfit = None;
        let mut misfits = 0_usize;
        for (first, word) in self.words.iter().enumerate() {
            let rest = self.letters.get(word.letters.0..).unwrap_or_default();
            if !rest.starts_with(asked.letters.as_str()) {
                continue;
            }
            let end = word.letters.0.saturating_add(asked.letters.len());
            let Ok(last) = self.words.binary_search_by_key(&end, |word| word.letters.1) else { continue };
            match self.joint(first, asked, negations) {
                None => return Ok((first, last)),
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
    fn joint(&self, first: usize, asked: &Said, negations: Option<&Negations>) -> Option<NotVerified> {
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
            if here != from_here || there != from_there {
                let (said, quoted) = (self.spaced(from_here, here), asked.spaced(from_there, there));
                if said.contains(char::is_numeric) {
                    return Some(NotVerified::NumberDiffers);
                }
                let Some(known) = negations else { return Some(NotVerified::NegationsUnknown) };
                if known.of_text(&said) != known.of_text(&quoted) {
                    return Some(NotVerified::NegationDiffers);
                }
            }
            (here, there) = (here.saturating_add(1), there.saturating_add(1));
        }
        None
    }

    /// Words with a space between any two.
    fn spaced(&self, first: usize, last: usize) -> String {
        let words = self.words.get(first..=last).unwrap_or_default();
        words.iter().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    /// The words with digits in them, in their order.
    fn numbers(&self, first: usize, last: usize) -> Vec<&str> {
        let words = self.words.get(first..=last).unwrap_or_default();
        words.iter().map(|word| self.word(word)).filter(|word| word.contains(|sign: char| sign.is_numeric())).collect()
    }
}

/// The segments of a call, in which quotes are looked for.
#[derive(Debug)]
pub struct Quotes<'a> {
    /// None where nobody knows how the language denies.
    negations: Option<&'a Negations>,
    /// By segment, its text without numbers of cards, and that as words, once somebody asked.
    said: Vec<Option<(String, Said)>>,
    /// How many steps the search for the words themselves may still take.
    exact_steps: usize,
    /// How many the other searches may.
    steps: usize,
    transcript: &'a Transcript,
}

impl<'a> Quotes<'a> {
    pub(super) fn new(transcript: &'a Transcript, negations: Option<&'a Negations>) -> Self {
        let said = transcript.segments.iter().map(|_| None).collect();
        Quotes { exact_steps: MOST_STEPS, negations, said, steps: MOST_STEPS, transcript }
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
        let misfit = match said.exactly(&asked, self.negations) {
            Ok(words) => return Ok(self.quoted(segment, text, said, words, 1.0)),
            Err(misfit) => misfit,
        };
        let near = nearest(&asked, said, &mut steps);
        let close = near.filter(|near| near.is_near_enough());
        let (Some(near), Some(negations)) = (close, self.negations) else {
            let similarity = near.and_then(|near| near.similarity());
            self.steps = steps;
            let stands_in = if misfit.is_some() { None } else { self.elsewhere(segment, &asked) };
            let unknown = close.map(|_| NotVerified::NegationsUnknown);
            let other = stands_in.map(|_| NotVerified::OtherSegment);
            let reason = misfit.or(other).or(unknown).unwrap_or(NotVerified::NotSaid);
            return Err(Missed { reason, similarity, stands_in });
        };
        let similarity = near.similarity();
        let window = said.slice(text, (near.first, near.last));
        let verdict = if negations.of_text(&quote) != negations.of_text(window) {
            Err(NotVerified::NegationDiffers)
        } else if asked.numbers(0, asked.words.len().saturating_sub(1)) != said.numbers(near.first, near.last) {
            Err(NotVerified::NumberDiffers)
        } else {
            Ok(self.quoted(segment, text, said, (near.first, near.last), similarity.unwrap_or_default()))
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
            let stands = other != segment && said.exactly(asked, self.negations).is_ok();
            let steps = said.words.len().saturating_add(1);
            if stands {
                return Some(other);
            }
            self.steps = self.steps.checked_sub(steps)?;
        }
        None
    }
}

impl Said {
    /// The text from one word to another.
    fn slice<'t>(&self, text: &'t str, (first, last): (usize, usize)) -> &'t str {
        let from = self.words.get(first).map_or(0, |word| word.start);
        let to = self.words.get(last).map_or(0, |word| word.end);
        text.get(from..to).unwrap_or_default()
    }
}

/// The words of a segment that are nearest to a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Near {
    /// How many words have to be changed, left out or put in.
    edits: usize,
    first: usize,
    last: usize,
    /// How many words the longer of both has.
    longer: usize,
}

impl Near {
    fn is_near_enough(&self) -> bool {
        self.edits.saturating_mul(ONE_IN) <= self.longer
    }

    fn similarity(&self) -> Option<f64> {
        let same = self.longer.saturating_sub(self.edits);
        quotient(i128::try_from(same).ok()?, i128::try_from(self.longer).ok()?)
    }

    /// Whether it is nearer than another: fewer words of the longer of both differ.
    fn is_nearer_than(&self, other: &Near) -> bool {
        self.edits.saturating_mul(other.longer) < other.edits.saturating_mul(self.longer)
    }
}

/// A way through the table of edits: how many, and with which word of the segment it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    edits: usize,
    first: usize,
}

/// The words of a segment that are nearest to a quote, where there may be any that are near enough: by the least number of
/// words that are changed, left out or put in. Nothing is looked for where no steps are left.
fn nearest(asked: &Said, said: &Said, steps: &mut usize) -> Option<Near> {
    // What may differ in a window that is longer than the quote by as many words as differ.
    let most = asked.words.len() / (ONE_IN - 1);
    *steps = steps.checked_sub(said.words.len())?;
    let mut known: LookUp<&str, u32> = LookUp::default();
    for word in &said.words {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        known.entry(said.word(word)).or_insert(next);
    }
    let quote: Vec<Option<u32>> = asked.words.iter().map(|word| known.get(asked.word(word)).copied()).collect();
    let strangers = quote.iter().filter(|word| word.is_none()).count();
    if most == 0 || strangers > most {
        return None;
    }
    let beyond = most.saturating_add(1);
    // By how many words of the quote are taken: the best way that ends with the present word of the segment. Rows from
    // `live` on have more edits than may be.
    let mut column: Vec<Way> = (0..=quote.len()).map(|edits| Way { edits, first: 0 }).collect();
    let mut live = beyond.min(quote.len());
    let mut best: Option<Near> = None;
    for (place, word) in said.words.iter().enumerate() {
        let id = known.get(said.word(word)).copied();
        let mut slanted = Way { edits: 0, first: place };
        let mut above = Way { edits: 0, first: place.saturating_add(1) };
        if let Some(top) = column.first_mut() {
            *top = above;
        }
        let rows = live.saturating_add(1).min(quote.len());
        *steps = steps.checked_sub(rows)?;
        for (cell, of_quote) in column.iter_mut().skip(1).zip(&quote).take(rows) {
            let left = *cell;
            let cost = usize::from(of_quote.is_none() || *of_quote != id);
            let changed = Way { edits: slanted.edits.saturating_add(cost), ..slanted };
            let put_in = Way { edits: left.edits.saturating_add(1), ..left };
            let left_out = Way { edits: above.edits.saturating_add(1), ..above };
            let least = changed.min(put_in).min(left_out);
            *cell = Way { edits: least.edits.min(beyond), ..least };
            (slanted, above) = (left, *cell);
        }
        live = rows;
        while live > 0 && column.get(live).is_some_and(|way| way.edits >= beyond) {
            live = live.saturating_sub(1);
        }
        if live == quote.len()
            && let Some(way) = column.last()
        {
            let length = place.saturating_add(1).saturating_sub(way.first);
            let near = Near { edits: way.edits, first: way.first, last: place, longer: quote.len().max(length) };
            if length > 0 && best.is_none_or(|best| near.is_nearer_than(&best)) {
                best = Some(near);
            }
        }
    }
    best
}
