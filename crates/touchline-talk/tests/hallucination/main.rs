//! Of a thousand quotes that were made up or altered none is verified, and of a thousand true ones all are, however they are cased
//! and punctuated: over a made-up text, and over dialogues where these lie beside the project.
//!
//! What is altered is what AIX-02 refuses: a word of ten that is neither a negation nor a number may differ.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod altered;
mod calls;
mod dice;
mod judged;
mod near;
mod quote;

use altered::KINDS;
use calls::{Calls, all};
use dice::Dice;
use judged::verified;
use quote::Quote;

const QUOTES: usize = 1_000;
/// How often it is tried to find a place for an alteration.
const TRIES: usize = 100_000;

/// As many quotes as are wanted, each by the next of the ways to make one.
fn quotes(name: &str, ways: &[(&str, altered::Make)], calls: &Calls) -> Vec<(String, Quote)> {
    let mut dice = Dice::default();
    let mut quote = |(kind, make): &(&str, altered::Make)| {
        let found = (0..TRIES).find_map(|_| make(calls, &mut dice));
        (format!("{name}: {kind}"), found.unwrap_or_else(|| panic!("{name} has no place for {kind}")))
    };
    ways.iter().cycle().take(QUOTES).map(&mut quote).collect()
}

#[test]
fn aix_02_none_of_a_thousand_altered_quotes_is_verified() {
    for (name, calls) in all() {
        for ((kind, quote), verified) in verified(&calls, quotes(name, &KINDS, &calls)) {
            assert_eq!(verified, None, "{kind}: {:?} of {:?}", quote.text, calls[quote.call][quote.segment]);
        }
    }
}

#[test]
fn aix_02_each_of_a_thousand_true_quotes_is_verified() {
    for (name, calls) in all() {
        let quotes = quotes(name, &[("true", quote::repunctuated)], &calls);
        for ((_, quote), verified) in verified(&calls, quotes) {
            assert_eq!(verified, Some(1.0), "{name}: {:?} of {:?}", quote.text, calls[quote.call][quote.segment]);
        }
    }
}
