//! Names that stand twice in the same object.

use std::borrow::Cow;

use super::tree::Tree;

/// Below this many names comparing each with each is quicker than sorting them.
const FEW: usize = 12;

/// The nodes of those names that an earlier one of `names` already is, each once.
pub(super) fn repeated(tree: &Tree<'_>, names: &[usize]) -> Vec<usize> {
    if names.len() <= FEW {
        let is_repeated = |(place, name): &(usize, &usize)| {
            let name = tree.value(**name);
            names.iter().take(*place).any(|earlier| tree.value(*earlier).says_as(name))
        };
        return names.iter().enumerate().filter(is_repeated).map(|(_, name)| *name).collect();
    }
    let mut sorted: Vec<(Cow<'_, str>, usize)> =
        names.iter().map(|name| (tree.value(*name).text().unwrap_or_default(), *name)).collect();
    sorted.sort_unstable();
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs.filter(|(first, second)| first.0 == second.0).map(|(_, second)| second.1).collect()
}
