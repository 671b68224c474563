//! The hand-off for hosts: the request, the answer read, and what a person confirms of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Reading;
use super::asked::Asked;
use super::confirm::Confirming;
use super::read::Reader;
use super::request::{HandOffRequest, consent};
use crate::phrases::{Fixed, List};
use crate::transcript::Transcript;
use touchline_kernel::operation::Failure;
use touchline_kernel::text::{Key, Limits};

touchline_kernel::operations! {
    /// What a person confirms of a model's scores: they enter goals, rankings, certification and improvement tracks from then
    /// on.
    "hand_off.confirm": hand_off_confirm, read under |_| Limits::WIDEST;
    /// A model's answer to a request, read: refused whole where it departs from the schema; each quote held against what was
    /// said, and each score with the evidence that is left.
    "hand_off.read": hand_off_read, read under |_| Limits::WIDEST;
    /// What to send to a model about a call: instructions, the transcript as fenced data, and the schema of the answer. The
    /// host sends it to whatever model it has.
    "hand_off.request": hand_off_request, read under |_| Limits::WIDEST;
}

/// A call, and what a model is to be asked about it.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "HandOffRequestInput")]
pub struct RequestInput {
    /// What it is asked.
    #[serde(default)]
    pub asked: Asked,
    /// The call.
    pub transcript: Transcript,
}

impl RequestInput {
    /// What to send to a model.
    ///
    /// # Errors
    /// Everything that is wrong with the input, or that the call may not be handed over.
    pub fn request(self) -> Result<HandOffRequest, Failure> {
        let transcript = self.transcript.ordered("/transcript").map_err(Failure::BadInput)?;
        let ready = self.asked.ready("/asked").map_err(Failure::BadInput)?;
        HandOffRequest::of(&ready, &transcript)
    }
}

fn hand_off_request(input: RequestInput) -> Result<HandOffRequest, Failure> {
    input.request()
}

/// A model's answer, and what it was asked about which call.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "HandOffReadInput")]
pub struct ReadInput {
    /// The answer as the model gave it: JSON text.
    pub answer: String,
    /// What it was asked: the same as in the request.
    #[serde(default)]
    pub asked: Asked,
    /// Whether what has no evidence counts all the same.
    #[serde(default)]
    pub count_unverified: bool,
    /// The language, where it is another than the transcript says, or the transcript says none. Where its negations are in no
    /// list, or it is not known, only quotes count that are word for word the same.
    #[serde(default)]
    pub language: Option<Key>,
    /// Lists of the host's own, with what denies in their languages, and their words for numbers.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub lists: Vec<List>,
    /// The model's name.
    pub model: Key,
    /// The call: the same as in the request.
    pub transcript: Transcript,
}

impl ReadInput {
    /// What came of the answer.
    ///
    /// # Errors
    /// Everything in which the input is wrong or the answer departs from the schema, or that the call may not be quoted.
    pub fn read(self) -> Result<Reading, Failure> {
        let transcript = self.transcript.ordered("/transcript").map_err(Failure::BadInput)?;
        for (place, list) in self.lists.iter().enumerate() {
            list.check(&format!("/lists/{place}")).map_err(Failure::BadInput)?;
        }
        let ready = self.asked.ready("/asked").map_err(Failure::BadInput)?;
        consent(&transcript)?;
        let language = self.language.as_ref().or(transcript.language.as_ref()).map(Key::as_str);
        let fixed = language.and_then(|language| Fixed::in_language(language, &self.lists));
        let reader = Reader {
            counts_unverified: self.count_unverified,
            model: &self.model,
            fixed: fixed.as_deref(),
            ready: &ready,
            transcript: &transcript,
        };
        reader.read(&self.answer, "/answer")
    }
}

fn hand_off_read(input: ReadInput) -> Result<Reading, Failure> {
    input.read()
}

fn hand_off_confirm(input: Confirming) -> Result<Reading, Failure> {
    input.confirmed().map_err(Failure::BadInput)
}
