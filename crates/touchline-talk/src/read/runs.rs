//! Words by who says them, where a file tells it of each: a piece of it may hold words of several.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use super::draft::{Draft, Said, Who};
use super::json::Token;
use super::place::Place;
use touchline_kernel::rejection::Reason;

/// A word of which a file may tell who says it, and when.
pub(super) trait Spoken {
    fn letters(&self) -> &str;

    fn who(&self, draft: &mut Draft<'_>) -> Option<Who>;

    /// Where it begins and ends.
    fn times(&self, place: Place) -> Result<(Option<i64>, Option<i64>), Reason>;
}

/// Words that one speaker says, one after the other.
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) who: Option<Who>,
    text: String,
}

impl Run {
    pub(super) fn times<W: Spoken>(
        &self,
        words: &[W],
        place: impl Fn(usize) -> Place,
    ) -> Result<(Option<i64>, Option<i64>), Reason> {
        let (mut start, mut end) = (None, None);
        for (nth, word) in words.iter().enumerate().take(self.to).skip(self.from) {
            let (begins, ends) = word.times(place(nth))?;
            (start, end) = (start.or(begins), ends.or(end));
        }
        Ok((start, end))
    }

    pub(super) fn say(self, (start, end): (Option<i64>, Option<i64>), place: Place, draft: &mut Draft<'_>) {
        let (start, end) = (start.or(end), end.or(start));
        draft.say(Said { place, who: self.who, start, end, text: Cow::Owned(self.text) });
    }

    /// The same words, so many places further on.
    pub(super) fn moved(self, by: usize) -> Self {
        Run { from: self.from.saturating_add(by), to: self.to.saturating_add(by), ..self }
    }
}

/// Says a piece of a file: where its words are of somebody else than the piece is, each says theirs.
pub(super) fn say<'t, W: Spoken>(
    said: Said<'t>,
    words: &[W],
    place: impl Fn(usize) -> Place,
    draft: &mut Draft<'t>,
) -> Result<(), Reason> {
    let runs = runs(words, said.who, draft);
    let own = said.who;
    if let Some(other) = runs.iter().find_map(|run| run.who.filter(|who| own.is_some_and(|own| own != *who)))
        && runs.len() == 1
    {
        draft.put_right.speakers_by_word = draft.put_right.speakers_by_word.saturating_add(1);
        draft.say(Said { who: Some(other), ..said });
        return Ok(());
    }
    let [first, _, ..] = runs.as_slice() else {
        let who = own.or_else(|| runs.first().and_then(|run| run.who));
        draft.say(Said { who, ..said });
        return Ok(());
    };
    let first = first.from;
    draft.put_right.speakers_by_word = draft.put_right.speakers_by_word.saturating_add(1);
    for run in said_by_each(&said.text, words, &runs) {
        let mut times = run.times(words, &place)?;
        // The piece's own bounds hold where its first and last words have none.
        times.0 = times.0.or(said.start.filter(|_| run.from == first));
        times.1 = times.1.or(said.end.filter(|_| run.to == words.len()));
        let place = place(run.from);
        run.say(times, place, draft);
    }
    Ok(())
}

/// Words with a space between them.
pub(super) fn together<W: Spoken>(words: &[W]) -> String {
    words.iter().map(Spoken::letters).collect::<Vec<&str>>().join(" ")
}

/// The words by who says them. A word of nobody is of whoever said the one before, or of the piece's speaker.
pub(super) fn runs<W: Spoken>(words: &[W], own: Option<Who>, draft: &mut Draft<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (nth, word) in words.iter().enumerate() {
        let who = word.who(draft);
        let to = nth.saturating_add(1);
        match runs.last_mut() {
            Some(run) if who.is_none() || run.who == who || run.who.is_none() => {
                (run.to, run.who) = (to, run.who.or(who))
            }
            _ => runs.push(Run { from: nth, to, who: who.or(own), text: String::new() }),
        }
    }
    runs
}

/// What each says of a text: from where their first word stands in it. Where the words do not stand there they are put
/// together, with a space between them.
pub(super) fn said_by_each<W: Spoken>(text: &str, words: &[W], runs: &[Run]) -> Vec<Run> {
    let (mut places, mut at) = (Vec::with_capacity(words.len()), 0_usize);
    for word in words.iter().map(Spoken::letters) {
        let Some(found) = text.get(at..).and_then(|rest| rest.find(word)) else { break };
        places.push(at.saturating_add(found));
        at = at.saturating_add(found).saturating_add(word.len());
    }
    let is_found = places.len() == words.len();
    let begins = |run: &Run, nth: usize| if nth == 0 { Some(0) } else { places.get(run.from).copied() };
    let told = |nth: usize, run: &Run| {
        let next = runs.get(nth.saturating_add(1));
        let ends = next.map_or(Some(text.len()), |next| places.get(next.from).copied());
        let part = begins(run, nth).zip(ends).and_then(|(begins, ends)| text.get(begins..ends)).filter(|_| is_found);
        let together = || together(words.get(run.from..run.to).unwrap_or_default());
        Run { text: part.map_or_else(together, |part| part.trim().to_owned()), ..*run }
    };
    runs.iter().enumerate().map(|(nth, run)| told(nth, run)).collect()
}

const SPEAKER: &[u8] = b"\"speaker\"";

/// Whether words tell of another speaker than the piece that they stand in does. They are looked through and not read, since
/// few do.
pub(super) fn tell_of_others(words: &str, own: Option<&Token<'_>>) -> bool {
    let own = own.map(|Token(own)| own.as_ref());
    memchr::memmem::find_iter(words.as_bytes(), SPEAKER).any(|at| {
        let behind = words.get(at.saturating_add(SPEAKER.len())..).unwrap_or_default().trim_start();
        let Some(told) = behind.strip_prefix(':') else { return false };
        let told = told.trim_start();
        let told = match told.strip_prefix('"') {
            Some(text) => text.split('"').next(),
            None => told.split([',', '}', ' ', '\n', '\r', '\t']).next().filter(|told| *told != "null"),
        };
        told.is_some_and(|told| !told.is_empty() && Some(told) != own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_words_are_looked_through_for_speakers_of_their_own() {
        let (zero, ana) = (Token(Cow::Borrowed("0")), Token(Cow::Borrowed("Ana")));
        for (words, own, tell) in [
            (r#"[{"word":"a","speaker":0},{"speaker": 0,"word":"b"}]"#, &zero, false),
            (r#"[{"word":"a","speaker":0},{"speaker": 1 }]"#, &zero, true),
            (r#"[{"speaker" :"Ana"},{"speaker":null},{"word":"speaker"}]"#, &ana, false),
            (r#"[{"speaker":"Ana"},{"speaker":"Bo"}]"#, &ana, true),
            (r#"[{"word":"\"speaker\":1"}]"#, &zero, false),
        ] {
            assert_eq!(tell_of_others(words, Some(own)), tell, "{words}");
        }
        assert!(tell_of_others(r#"[{"speaker":0}]"#, None));
    }
}
