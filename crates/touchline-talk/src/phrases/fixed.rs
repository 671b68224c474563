//! What no quote may change of what was said, however near it comes: what denies, what turns a word into its opposite, and
//! words for numbers.
//!
//! Rules: AIX-02.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::built_in::{built_in, fitting};
use super::list::List;
use super::listed::Listed;
use super::number_words::NumberWords;
use super::opposites::Opposites;

/// What is fixed in a language, or in several.
#[derive(Clone, Debug)]
pub(crate) struct Fixed {
    negations: Listed,
    numbers: NumberWords,
    opposites: Opposites,
}

impl Fixed {
    /// What lists say.
    pub(crate) fn of<'a>(lists: impl Iterator<Item = &'a List> + Clone) -> Self {
        Fixed {
            negations: Listed::of(lists.clone().flat_map(|list| &list.negations)),
            numbers: NumberWords::of(lists.clone().flat_map(|list| &list.numbers)),
            opposites: Opposites::of(lists.flat_map(|list| &list.opposites)),
        }
    }

    /// What all lists say that ship.
    pub(crate) fn shipped() -> &'static Fixed {
        static SHIPPED: LazyLock<Fixed> = LazyLock::new(|| Fixed::of(shipped()));
        &SHIPPED
    }

    /// What is fixed in a language: by the list that fits it best, or that ships where that one does not say how it denies. What
    /// all lists say that ship is fixed beside it, since calls are labelled wrongly and people change languages. None where no
    /// list knows how the language denies.
    pub(crate) fn in_language(language: &str, own: &[List]) -> Option<Cow<'static, Fixed>> {
        let lists = [fitting(language, own), fitting(language, &[])];
        let of_language = lists.into_iter().flatten().find(|list| !list.negations.is_empty())?;
        let is_shipped = shipped().any(|list| core::ptr::eq(list, of_language));
        Some(match is_shipped {
            true => Cow::Borrowed(Fixed::shipped()),
            false => Cow::Owned(Fixed::of(core::iter::once(of_language).chain(shipped()))),
        })
    }

    /// What denies in a text, in its order.
    pub(crate) fn negations(&self, text: &str) -> Vec<String> {
        self.negations.of_text(text)
    }

    /// Where what denies begins and ends in a text, in its order.
    pub(crate) fn negations_at(&self, text: &str) -> Vec<(usize, usize)> {
        self.negations.places_in(text)
    }

    /// The words for numbers in a text, in their order, without those that have digits.
    pub(crate) fn numbers(&self, text: &str) -> Vec<String> {
        self.numbers.of_text(text)
    }

    /// Whether one of two words, in lower case, is the other's opposite by how it begins or ends.
    pub(crate) fn are_opposites(&self, one: &str, other: &str) -> bool {
        self.opposites.are(one, other)
    }
}

fn shipped<'a>() -> impl Iterator<Item = &'a List> + Clone {
    built_in().iter().map(|built_in| &built_in.list)
}
