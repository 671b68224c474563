//! Measures of conversations for hosts: of one call, the mean over several, and the lists that they rest on.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::Figures;
use super::mean::Means;
use super::observed::{Observed, admit, check_observed};
use super::policy::TalkPolicy;
use super::ratio_of::RatioOf;
use super::report::{Meter, TalkMeasures};
use crate::phrases::{List, More, built_in, check_lists, fitting, ready};
use crate::transcript::Transcript;
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::Key;

touchline_kernel::operations! {
    /// Check lists of one's own: they come back as they are read, or every fault is told at once.
    "talk.check_list": talk_check_list;
    /// The lists that ship, by language, whole, to be taken as they are or edited and handed in.
    "talk.lists": talk_lists;
    /// The figures of several calls: the mean of the calls' values.
    "talk.mean": talk_mean;
    /// What is measured of a call: who spoke how long, what was asked, which phrases were said; each figure with how it was
    /// had and what it is divided by, and the components of a skill framework that these are.
    "talk.measure": talk_measure;
}

/// A call, and what it is measured with.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TalkMeasureInput")]
pub struct MeasureInput {
    /// The skill framework whose components are given; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The language, where it is another than the transcript says, or the transcript says none.
    #[serde(default)]
    pub language: Option<Key>,
    /// Lists of the host's own: they take the place of those that ship for their language.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub lists: Vec<List>,
    /// What is added to the lists of the language.
    #[serde(default)]
    pub more: More,
    /// What the host's models say of how people feel. Without consent to the recording it comes back without quotes and reasons.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub observed: Vec<Observed>,
    /// The policy in force.
    #[serde(default)]
    pub policy: TalkPolicy,
    /// What the rep's speech is divided by.
    #[serde(default)]
    pub ratio_of: RatioOf,
    /// The call.
    pub transcript: Transcript,
}

impl MeasureInput {
    /// What is measured of the call.
    ///
    /// # Errors
    /// Everything that is wrong with the input, or that what a model says of an employee is not taken in.
    pub fn measure(self) -> Result<TalkMeasures, Failure> {
        let transcript = self.transcript.ordered("/transcript").map_err(Failure::BadInput)?;
        check_lists(&self.lists, &self.more).map_err(Failure::BadInput)?;
        let chosen = self.framework.chosen(None).map_err(Failure::BadInput)?;
        check_observed(&self.observed, chosen.framework, &transcript, "/observed").map_err(Failure::BadInput)?;
        admit(&self.observed, &self.policy, "/observed")?;
        let language = self.language.as_ref().or(transcript.language.as_ref()).map(Key::as_str);
        let list = language.and_then(|language| fitting(language, &self.lists));
        self.more.check_sides(list, "/more").map_err(Failure::BadInput)?;
        let compiled = ready(language, &self.lists, &self.more);
        let observed: Vec<Observed> = self.observed.iter().map(|one| one.shown(transcript.consented)).collect();
        let meter = Meter {
            compiled: compiled.as_deref(),
            framework: chosen.framework,
            observed: &observed,
            policy: &self.policy,
            ratio_of: self.ratio_of,
        };
        Ok(meter.measure(&transcript))
    }
}

fn talk_measure(input: MeasureInput) -> Result<TalkMeasures, Failure> {
    input.measure()
}

/// The figures of calls.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TalkMeanInput")]
pub struct MeanInput {
    /// The figures of each call, as they were measured.
    #[schemars(length(max = 10_000))]
    pub calls: Vec<Figures>,
}

fn talk_mean(input: MeanInput) -> Result<Means, Failure> {
    Ok(Means::of(&input.calls))
}

/// Which lists.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TalkListsInput")]
pub struct ListsInput {
    /// The language; all of them where it is left out.
    #[serde(default)]
    pub language: Option<Key>,
}

fn talk_lists(input: ListsInput) -> Result<Vec<List>, Failure> {
    let all = built_in().iter().map(|built_in| &built_in.list);
    let Some(language) = &input.language else { return Ok(all.cloned().collect()) };
    match fitting(language.as_str(), &[]) {
        Some(list) => Ok(vec![list.clone()]),
        None => {
            let mut faults = Faults::default();
            faults.known("/language", language.as_str(), all.map(|list| list.language.as_str()));
            Err(Failure::BadInput(faults.into()))
        }
    }
}

fn talk_check_list(list: List) -> Result<List, Failure> {
    list.check("").map_err(Failure::BadInput)?;
    Ok(list)
}
