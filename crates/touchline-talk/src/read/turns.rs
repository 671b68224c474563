//! Words as turns, for files that tell who says each word and not what was said without a break.
//!
//! A turn is what somebody says until somebody else does, or until they have been silent for two seconds: what nobody says is
//! nobody's time.

use std::borrow::Cow;

use super::draft::{Draft, Said, Who};
use super::place::Place;
use crate::transcript::SILENCE_MS;

/// A word of a file.
pub(super) struct Word<'w> {
    pub(super) place: Place,
    pub(super) who: Option<Who>,
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
    pub(super) text: &'w str,
    /// Whether it stands behind the word before without a space, as a full stop does.
    pub(super) is_joined: bool,
}

/// The turn that is being said.
#[derive(Default)]
pub(super) struct Turns(Option<Said<'static>>);

impl Turns {
    /// The next word.
    pub(super) fn word(&mut self, word: &Word<'_>, draft: &mut Draft<'_>) {
        let goes_on = |turn: &Said<'_>| {
            let silence = word.start.zip(turn.end).map_or(0, |(start, end)| start.saturating_sub(end));
            word.is_joined || turn.who == word.who && silence < i64::from(SILENCE_MS)
        };
        match self.0.as_mut().filter(|turn| goes_on(turn)) {
            Some(turn) => {
                let text = turn.text.to_mut();
                if !word.is_joined {
                    text.push(' ');
                }
                text.push_str(word.text.trim());
                turn.start = turn.start.or(word.start);
                turn.end = turn.end.max(word.end);
            }
            None => {
                self.end(draft);
                let Word { place, who, start, end, text, .. } = *word;
                self.0 = Some(Said { place, who, start, end, text: Cow::Owned(text.trim().to_owned()) });
            }
        }
    }

    /// Nothing more is said in this turn.
    pub(super) fn end(&mut self, draft: &mut Draft<'_>) {
        if let Some(turn) = self.0.take() {
            draft.say(turn);
        }
    }
}
