//! Many calls, one after the other: what they are measured with is checked and made ready once.
//!
//! Rules: TRS-07, BAT-03.

use std::borrow::Cow;

use super::ratio_of::RatioOf;
use super::report::{Meter, TalkMeasures};
use crate::phrases::{Compiled, List, More, built_in, check_lists, fitting, ready};
use crate::transcript::Transcript;
use touchline_calculators::skill::{Framework, FrameworkGiven};
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;

/// What calls are measured with.
#[derive(Debug)]
pub struct Measuring {
    framework: Framework,
    lists: Vec<List>,
    more: More,
    policy: TalkPolicy,
    ratio_of: RatioOf,
    /// The lists that some call was in the language of, each once, whatever its language was called.
    ready: Vec<(Key, Cow<'static, Compiled>)>,
}

/// The lists that calls of some language have: the host's own, and those that ship where none of these takes their place.
fn chosen_for_some(own: &[List]) -> impl Iterator<Item = &List> {
    let shipped = built_in().iter().map(|built_in| &built_in.list);
    let is_taken = |list: &&List| !own.iter().any(|one| one.fits(list.language.as_str()).is_some());
    own.iter().chain(shipped.filter(is_taken))
}

impl Measuring {
    /// Checks what calls are to be measured with.
    ///
    /// # Errors
    /// Every fault of the lists, of what is added to them, or of the framework.
    pub fn of(
        framework: &FrameworkGiven,
        (lists, more): (Vec<List>, More),
        policy: TalkPolicy,
        ratio_of: RatioOf,
    ) -> Result<Self, BadInput> {
        check_lists(&lists, &more)?;
        more.check_sides(chosen_for_some(&lists), "/more")?;
        let framework = framework.chosen(None)?.framework.clone();
        Ok(Measuring { framework, lists, more, policy, ratio_of, ready: Vec::new() })
    }

    /// The kinds of phrases that are looked for in a language: none where there is no list for it. Without a language, those
    /// of all lists that there are.
    #[must_use]
    pub fn kinds(&self, language: Option<&Key>) -> Vec<Key> {
        let shipped = built_in().iter().map(|built_in| &built_in.list);
        let lists: Vec<&List> = match language {
            Some(language) => fitting(language.as_str(), &self.lists).into_iter().collect(),
            None => shipped.chain(&self.lists).collect(),
        };
        let added = self.more.phrases.iter().filter(|_| !lists.is_empty());
        let mut kinds: Vec<Key> = Vec::new();
        for kind in lists.iter().flat_map(|list| &list.phrases).chain(added) {
            if !kinds.contains(&kind.key) {
                kinds.push(kind.key.clone());
            }
        }
        kinds
    }

    /// The framework whose components are given.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// What `talk.measure` says of a call whose segments stand in their order.
    pub fn measure(&mut self, transcript: &Transcript) -> TalkMeasures {
        self.meter(transcript).measure(transcript)
    }

    /// The same without its moments, for whom figures are enough: no hits, no questions, and nothing that components rest on.
    pub fn figures(&mut self, transcript: &Transcript) -> TalkMeasures {
        self.meter(transcript).figures(transcript)
    }

    fn meter(&mut self, transcript: &Transcript) -> Meter<'_> {
        let place = transcript.language.as_ref().and_then(|language| self.ready_place(language));
        let compiled = place.and_then(|place| self.ready.get(place)).map(|(_, ready)| ready.as_ref());
        Meter { compiled, framework: &self.framework, observed: &[], policy: &self.policy, ratio_of: self.ratio_of }
    }

    /// Where the list for a language stands among those that are ready; it is made ready the first time.
    fn ready_place(&mut self, language: &Key) -> Option<usize> {
        let list = &fitting(language.as_str(), &self.lists)?.language;
        if let Some(place) = self.ready.iter().position(|(known, _)| known == list) {
            return Some(place);
        }
        let compiled = ready(Some(language.as_str()), &self.lists, &self.more)?;
        self.ready.push((list.clone(), compiled));
        self.ready.len().checked_sub(1)
    }
}
