//! Lists of phrases as data, and the search for all of them at once: a text is cut into words once, and every phrase is
//! looked for while that is done.
//!
//! It knows no speakers and no calls.

mod abbreviation;
mod address;
mod built_in;
mod bytes;
mod check;
mod compiled;
mod ends;
mod fixed;
mod hesitation;
mod joint;
mod lexicon;
mod list;
mod listed;
mod mark;
mod number_words;
mod opposites;
mod perfect;
mod scan;
mod search;
mod table;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "places in short texts")]
mod tests;
mod tree;
mod word_key;

pub use built_in::{BuiltIn, built_in};
pub use compiled::Compiled;
pub use list::{Fillers, List, More, PhraseList, QuestionWords};

pub(crate) use abbreviation::goes_on_behind;
pub(crate) use address::is_in_an_address;
pub(crate) use built_in::{fitting, ready};
pub(crate) use bytes::is_without_digits;
pub(crate) use check::check_lists;
pub(crate) use compiled::{Begins, FILLERS, Kind, OPENING_WORDS, Opening, Start};
pub(crate) use ends::{first_end, last_end};
pub(crate) use fixed::Fixed;
pub(crate) use hesitation::hesitates;
pub(crate) use joint::end_before;
pub(crate) use lexicon::{WordId, folded, recased};
pub(crate) use mark::{Mark, is_apostrophe};
pub(crate) use scan::{Sink, Word, scan};
pub(crate) use search::{Found, Place, Search};

/// Makes ready what is made once and kept: the lists that ship, and what they say that no quote may change.
pub fn warm_up() {
    let _ = Fixed::shipped();
}
