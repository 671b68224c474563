//! The order in which texts are shown: by a hash of what they say. Neither who wrote them nor when is known here, so that no order
//! can tell of it, and there is no secret that could be lost.
//!
//! Rules: FBK-03.

use touchline_kernel::record::Hash;
use touchline_kernel::text::{Key, Note};

/// Puts the texts of a question into their order.
pub(super) fn shuffle(texts: &mut [Note], round: &Key, question: &Key) {
    texts.sort_by_cached_key(|text| *place(text, round, question).bytes());
}

/// With the question in it, two that were answered with the same words tell nothing by where these stand.
fn place(text: &Note, round: &Key, question: &Key) -> Hash {
    let parts = [round.as_str(), question.as_str(), text.as_str()];
    let [round, question, text] = parts.map(str::as_bytes);
    Hash::of(&[b"touchline/feedback/1", &[0], round, &[0], question, &[0], text])
}
