//! Conversations for hosts, beside what asks a policy: the mean over several calls, and the lists that measures rest on.

use schemars::JsonSchema;
use serde::Deserialize;

use super::figures::Figures;
use super::mean::Means;
use crate::phrases::{List, built_in, fitting};
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
