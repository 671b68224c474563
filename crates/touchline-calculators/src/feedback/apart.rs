//! Who can be told apart by everything that was ever released of a question: those who stand in exactly the same groups are one
//! class, and no class is smaller than the minimum.
//!
//! Whatever is reckoned from released groups gives all of a class the same part, so that no difference of any of them, of however
//! many, is over fewer answers than a class holds.
//!
//! Rules: FBK-03.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::text::Key;

/// People, by what tells them apart.
pub(super) type People<'a> = BTreeSet<&'a Key>;

/// The classes of those who stand in anything released.
#[derive(Debug, Default)]
pub(super) struct Classes<'a> {
    of: BTreeMap<&'a Key, usize>,
    /// How many each holds.
    sizes: Vec<usize>,
}

impl<'a> Classes<'a> {
    /// Releases a group, unless that would tell too few apart from the others: whether it was released.
    pub(super) fn take(&mut self, group: &People<'a>, minimum: usize) -> bool {
        let admits = self.admits(group, minimum);
        if admits {
            self.split(group);
        }
        admits
    }

    fn admits(&self, group: &People<'a>, minimum: usize) -> bool {
        let is_safe = |(class, inside): (Option<usize>, Vec<&Key>)| {
            let outside = self.size(class).saturating_sub(inside.len());
            match class {
                None => inside.len() >= minimum,
                // A class that stays whole tells nobody apart who was not before, however small it is.
                Some(_) => outside == 0 || inside.len().min(outside) >= minimum,
            }
        };
        group.len() >= minimum && self.parts(group).into_iter().all(is_safe)
    }

    /// Takes in a group that was released: of each class those who stand in it are a class of their own from now on, and so are
    /// those who stood in none.
    pub(super) fn split(&mut self, group: &People<'a>) {
        for (class, inside) in self.parts(group) {
            let new = self.sizes.len();
            self.sizes.push(inside.len());
            if let Some(size) = class.and_then(|class| self.sizes.get_mut(class)) {
                *size = size.saturating_sub(inside.len());
            }
            self.of.extend(inside.into_iter().map(|person| (person, new)));
        }
    }

    /// Who of a group stands in which class, and who in none.
    fn parts(&self, group: &People<'a>) -> BTreeMap<Option<usize>, Vec<&'a Key>> {
        let mut parts: BTreeMap<Option<usize>, Vec<&'a Key>> = BTreeMap::new();
        for person in group {
            parts.entry(self.of.get(person).copied()).or_default().push(person);
        }
        parts
    }

    fn size(&self, class: Option<usize>) -> usize {
        class.and_then(|class| self.sizes.get(class)).copied().unwrap_or_default()
    }
}
