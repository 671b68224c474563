//! A call, and what it is measured with.

use super::observed::{Observed, admit, check_observed};
use super::ratio_of::RatioOf;
use super::report::{Meter, TalkMeasures};
use crate::phrases::{List, More, check_lists, fitting, ready};
use crate::transcript::Transcript;
use touchline_calculators::skill::FrameworkGiven;
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::operation::Failure;
use touchline_kernel::text::Key;

/// A call, and what it is measured with.
#[derive(Clone, Debug)]
pub struct Talk<'a> {
    /// The skill framework whose components are given.
    pub framework: &'a FrameworkGiven,
    /// The language, where it is another than the transcript says, or the transcript says none.
    pub language: Option<&'a Key>,
    /// Lists of the host's own: they take the place of those that ship for their language.
    pub lists: &'a [List],
    /// What is added to the lists of the language.
    pub more: &'a More,
    /// What the host's models say of how people feel.
    pub observed: &'a [Observed],
    /// The policy's section.
    pub policy: &'a TalkPolicy,
    /// What the rep's speech is divided by.
    pub ratio_of: RatioOf,
    /// The call.
    pub transcript: Transcript,
}

impl Talk<'_> {
    /// What is measured of the call.
    ///
    /// # Errors
    /// Everything that is wrong with the input, or that what a model says of an employee is not taken in.
    pub fn measure(self) -> Result<TalkMeasures, Failure> {
        self.measured().map(|(_, measures)| measures)
    }

    /// The same, with the call in its order.
    pub(crate) fn measured(self) -> Result<(Transcript, TalkMeasures), Failure> {
        let transcript = self.transcript.ordered("/transcript").map_err(Failure::BadInput)?;
        check_lists(self.lists, self.more).map_err(Failure::BadInput)?;
        let chosen = self.framework.chosen(None).map_err(Failure::BadInput)?;
        check_observed(self.observed, chosen.framework, &transcript, "/observed").map_err(Failure::BadInput)?;
        admit(self.observed, self.policy, "/observed")?;
        let language = self.language.or(transcript.language.as_ref()).map(Key::as_str);
        let list = language.and_then(|language| fitting(language, self.lists));
        self.more.check_sides(list, "/more").map_err(Failure::BadInput)?;
        let compiled = ready(language, self.lists, self.more);
        let observed: Vec<Observed> = self.observed.iter().map(|one| one.shown(&transcript)).collect();
        let meter = Meter {
            compiled: compiled.as_deref(),
            framework: chosen.framework,
            observed: &observed,
            policy: self.policy,
            ratio_of: self.ratio_of,
        };
        let measures = meter.measure(&transcript);
        Ok((transcript, measures))
    }
}
