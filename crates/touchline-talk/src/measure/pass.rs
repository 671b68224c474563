//! The one pass over what was said: words are cut and numbered once, and phrases, fillers and questions are found on the way.
//!
//! Rules: TRS-04, TRS-05, TRS-07.

use super::runs::Speech;
use super::tallies::Tallies;
use super::words::words_of;
use crate::phrases::{
    Begins, Compiled, Mark, OPENING_WORDS, Opening, Place, Search, Sink, Start, Word, WordId, end_before, scan,
};
use crate::transcript::{Role, SILENCE_MS, Transcript};

/// Counts what is said in a call.
pub(super) fn tallied(transcript: &Transcript, speech: &Speech, compiled: &Compiled) -> Tallies {
    let mut pass = Pass::new(compiled);
    for run in &speech.runs {
        pass.role = run.role;
        let before = pass.words;
        let mut until = None;
        let mut segments =
            speech.segments(run).filter_map(|place| Some((place, transcript.segments.get(place)?))).peekable();
        while let Some((place, segment)) = segments.next() {
            until = until.max(speech.ends.end(place));
            let next = segments.peek().map(|(_, next)| *next);
            let silence = next.and_then(|next| Some(next.start_ms?.saturating_sub(until?)));
            let is_silent = silence.is_some_and(|silence| silence >= u64::from(SILENCE_MS));
            let next = next.filter(|_| !is_silent).map_or("", |next| next.text.trim_start());
            pass.hear(place, &segment.text, next);
            if is_silent {
                pass.pause();
            }
        }
        pass.end();
        let words = pass.words.saturating_sub(before);
        pass.tallies.run_words.push(words);
        pass.tallies.words.add(run.role, words);
    }
    let pieces = u64::try_from(pass.search.words()).unwrap_or(u64::MAX);
    Tallies { pieces, ..pass.tallies }
}

/// Counts words alone, where there is no list.
pub(super) fn counted(transcript: &Transcript, speech: &Speech) -> Tallies {
    let mut tallies = Tallies::default();
    for run in &speech.runs {
        let segments = speech.segments(run).filter_map(|place| transcript.segments.get(place));
        let words = segments.fold(0_u64, |words, segment| words.saturating_add(words_of(&segment.text)));
        tallies.run_words.push(words);
        tallies.words.add(run.role, words);
    }
    tallies
}

/// A sentence that is being listened to.
#[derive(Clone, Copy, Debug, Default)]
struct Sentence {
    /// Whether a sign says that it is a question.
    asks: bool,
    /// Whether a clause of it is the beginning of an open question and no more: what it asks follows behind others.
    asks_openly: bool,
    /// Whether a sign ended it.
    ended: bool,
    /// What its first clause behind the last silence begins like.
    first: Option<Opening>,
    /// Where it begins.
    from: Option<Place>,
    /// Whether a clause of it has ended since the last silence.
    has_clause: bool,
    /// What the last of its clauses begins like that begins like a question.
    last: Option<Opening>,
    /// Where it begins behind the last silence.
    since: Option<Place>,
}

/// What was asked without a mark before a silence: a sentence of its own, unless a question mark ends the one that goes on.
#[derive(Clone, Copy, Debug)]
struct Paused {
    from: Place,
    opening: Opening,
    to: Place,
}

/// How much of a clause was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clause {
    /// None of its words.
    Fresh,
    /// Words with which a question may begin.
    Heard,
    /// It begins like no question, or enough of it was heard.
    Passed,
}

struct Pass<'a> {
    clause: Clause,
    compiled: &'a Compiled,
    /// The first words of the clause, as long as it may be a question by them.
    heard: Vec<Begins>,
    /// Whether the next word says something of its sentence or of its clause: most words do not, and pass at once.
    listens: bool,
    /// What the speaker says next, without a silence before it.
    next: &'a str,
    paused: Vec<Paused>,
    role: Role,
    search: Search<'a>,
    segment: usize,
    sentence: Sentence,
    tallies: Tallies,
    /// What is said in the segment, without white space at its end.
    text: &'a str,
    /// Where the last word or sign ended.
    to: Place,
    words: u64,
}

impl<'a> Pass<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        Pass {
            clause: Clause::Fresh,
            compiled,
            heard: Vec::with_capacity(OPENING_WORDS),
            listens: true,
            next: "",
            paused: Vec::new(),
            role: Role::Other,
            search: Search::new(compiled),
            segment: 0,
            sentence: Sentence::default(),
            tallies: Tallies::new(compiled),
            text: "",
            to: Place { byte: 0, segment: 0 },
            words: 0,
        }
    }

    /// Takes what is said in a segment. It is a function of its own so that the loop over words has the registers.
    #[inline(never)]
    fn hear(&mut self, segment: usize, text: &'a str, next: &'a str) {
        (self.segment, self.text, self.next) = (segment, text.trim_end(), next);
        scan(text, self);
    }

    fn cut(&mut self) {
        let (compiled, role, tallies) = (self.compiled, self.role, &mut self.tallies);
        self.search.cut(&mut |found| tallies.found(compiled, role, found));
    }

    fn begin_clause(&mut self, first: Option<Begins>) {
        self.heard.clear();
        self.clause = if first.is_some() { Clause::Heard } else { Clause::Passed };
        self.heard.extend(first);
    }

    fn go_on_with_clause(&mut self, word: Begins) {
        self.heard.push(word);
        if self.heard.len() >= OPENING_WORDS || self.compiled.is_decided(&self.heard) {
            self.judge_clause();
            self.clause = Clause::Passed;
        }
    }

    /// Takes a word that may be of a phrase. Few words are, and those that are not have the registers.
    #[inline(never)]
    fn walk(&mut self, id: WordId, start: &Start, from: Place) {
        let (compiled, role, tallies) = (self.compiled, self.role, &mut self.tallies);
        self.search.walk(id, start, from, self.to, &mut |found| tallies.found(compiled, role, found));
    }

    /// Takes in what a word says of its sentence and of its clause.
    #[inline(never)]
    fn listen(&mut self, text: &str, start: usize, id: WordId, opens: bool) {
        if self.sentence.ended {
            self.end_sentence();
        }
        match self.clause {
            Clause::Fresh if self.role != Role::Rep => self.clause = Clause::Passed,
            Clause::Fresh => self.begin_clause(opens.then(|| Begins::at(id, text, start))),
            Clause::Heard => self.go_on_with_clause(Begins::at(id, text, start)),
            Clause::Passed => {}
        }
        if self.sentence.since.is_none() {
            let from = Place { byte: start, segment: self.segment };
            self.sentence.since = Some(from);
            self.sentence.from = self.sentence.from.or(Some(from));
        }
        self.listens = self.clause != Clause::Passed;
    }

    /// Whether the words that were heard are the beginning of a question, and of which.
    fn judge_clause(&mut self) -> Option<Opening> {
        let opening = self.compiled.opening(&self.heard);
        if !self.sentence.has_clause {
            self.sentence.first = opening;
        }
        self.sentence.last = opening.filter(|opening| *opening != Opening::Neither).or(self.sentence.last);
        opening
    }

    /// A clause of the sentence has ended.
    fn end_clause(&mut self) {
        if self.clause == Clause::Fresh {
            return;
        }
        if self.clause == Clause::Heard && self.judge_clause() == Some(Opening::Open) {
            self.sentence.asks_openly |= self.compiled.is_but_open(&self.heard);
        }
        self.sentence.has_clause = true;
        self.clause = Clause::Fresh;
        self.listens = true;
    }

    /// Whoever speaks was silent: what they said has ended, where no mark ends it later.
    fn pause(&mut self) {
        self.cut();
        if self.sentence.ended {
            return;
        }
        self.end_clause();
        let sentence = &mut self.sentence;
        let (first, since) = (sentence.first.take(), sentence.since.take());
        sentence.has_clause = false;
        self.listens = true;
        if let Some((opening @ (Opening::Open | Opening::Closed), from)) = first.zip(since) {
            self.paused.push(Paused { from, opening, to: self.to });
        }
    }

    /// The sentence has ended, and whether it was a question is known.
    fn end_sentence(&mut self) {
        self.end_clause();
        let sentence = core::mem::take(&mut self.sentence);
        self.listens = true;
        if !sentence.asks {
            self.paused.iter().for_each(|paused| self.tallies.asks(paused.from, paused.to, paused.opening));
        }
        self.paused.clear();
        let Some(from) = sentence.from.filter(|_| self.role == Role::Rep) else { return };
        if sentence.asks {
            let is_open = sentence.asks_openly || sentence.last == Some(Opening::Open);
            self.tallies.asks(from, self.to, if is_open { Opening::Open } else { Opening::Closed });
        } else if !sentence.ended
            && let Some((opening @ (Opening::Open | Opening::Closed), since)) = sentence.first.zip(sentence.since)
        {
            self.tallies.asks(since, self.to, opening);
        }
    }

    /// The piece of speech has ended.
    fn end(&mut self) {
        self.cut();
        self.end_sentence();
    }
}

impl Sink for Pass<'_> {
    #[inline]
    fn word(&mut self, text: &str, word: Word) {
        self.words = self.words.wrapping_add(u64::from(!word.is_joined));
        let id = self.compiled.id(text, word);
        let start = self.compiled.start(id);
        if self.listens {
            self.listen(text, word.start, id, start.opens);
        }
        let from = Place { byte: word.start, segment: self.segment };
        self.to = Place { byte: word.end, segment: self.segment };
        if self.search.is_of_any(id, start) {
            self.walk(id, start, from);
        }
        self.search.pass(start, from);
    }

    fn mark(&mut self, mark: Mark, end: usize) {
        let mark = match mark {
            Mark::Semicolon if self.compiled.semicolon_asks => Mark::Asks,
            Mark::Semicolon => Mark::Clause,
            Mark::End => match end_before(self.text, end, self.next) {
                Some(mark) => mark,
                None => return,
            },
            other => other,
        };
        if mark == Mark::Clause {
            self.end_clause();
            self.search.end_clause();
            return;
        }
        if self.sentence.from.is_none() {
            return;
        }
        if mark != Mark::End {
            self.sentence.asks = true;
        }
        if mark != Mark::AsksWithin {
            self.sentence.ended = true;
            self.listens = true;
            self.cut();
        }
        self.to = Place { byte: end, segment: self.segment };
    }
}
