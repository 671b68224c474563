//! Where characters were handed in that no font covers: in the data, or beside it, among names and words. A PDF knows of a character
//! only where in the data the value stands that is shown with it.
//!
//! Rules: RPT-07.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::RenderInput;
use crate::layout::DATA;
use touchline_kernel::reader::Data;
use touchline_kernel::rejection::{BadInput, Fault, Faults, member};
use touchline_kernel::{Code, DetailKey, Failure};

/// A failure with every missing glyph told where the text stands that has it.
pub(super) fn placed(failure: Failure, input: &RenderInput, data: Data<'_>) -> Failure {
    let Failure::BadInput(BadInput { faults }) = failure else { return failure };
    let mut placed = Faults::default();
    let mut told = BTreeSet::new();
    for fault in faults {
        for path in places(&fault, input, data) {
            if told.insert((path.clone(), character(&fault))) {
                placed.add(path, fault.reason.clone());
            }
        }
    }
    Failure::BadInput(placed.into())
}

/// The places of a fault: where it says, unless the text that has the character stands beside the data.
fn places(fault: &Fault, input: &RenderInput, data: Data<'_>) -> Vec<String> {
    let here = || vec![fault.path.clone()];
    let Some(missing) = character(fault) else { return here() };
    let has = |text: &str| text.nfc().any(|character| character == missing);
    let at = fault.path.strip_prefix(DATA).and_then(|place| data.at(place));
    if at.and_then(Data::as_str).is_some_and(has) {
        return here();
    }
    let beside: Vec<String> = beside(input).filter(|(_, text)| has(text)).map(|(path, _)| path).collect();
    if beside.is_empty() { here() } else { beside }
}

fn character(fault: &Fault) -> Option<char> {
    let number = fault.reason.detail(DetailKey::Actual).filter(|_| fault.reason.code == Code::GlyphMissing)?;
    u32::from_str_radix(number.as_str()?, 16).ok().and_then(char::from_u32)
}

/// Every text that is handed in beside the data, with its place.
fn beside(input: &RenderInput) -> impl Iterator<Item = (String, &str)> {
    let calls = input.calls.iter().filter_map(|(id, call)| {
        let name = call.name.as_ref()?;
        Some((format!("{}/name", member("/calls", id)), name.as_str()))
    });
    let names = input.names.iter().map(|(id, name)| (member("/names", id), name.as_str()));
    let about = input.about.iter().flat_map(|about| {
        let call = about.call.as_ref().map(|call| ("/about/call", call.as_str()));
        call.into_iter().chain(about.scorecard.as_ref().map(|card| ("/about/scorecard", card.as_str())))
    });
    let about = about.map(|(at, text)| (at.to_owned(), text));
    let texts = input.words.iter().flat_map(|words| &words.texts);
    let texts = texts.map(|(key, text)| (member("/words/texts", key), text.as_str()));
    calls.chain(names).chain(about).chain(texts)
}
