//! Who can be told apart by everything that was ever released about a person: those who stand in exactly the same groups are one
//! class, and no class is smaller than the minimum.
//!
//! Whatever is reckoned from released groups gives all of a class the same part, so that no difference of any of them, of however
//! many, is over fewer answers than a class holds. Which questions ask the same only people can tell, and whoever asks chooses
//! their words: so a group has to stand whatever other question asks the same as its own.
//!
//! Rules: FBK-03.

use std::collections::{BTreeMap, BTreeSet};

use touchline_kernel::text::Key;

/// People, by what tells them apart.
pub(super) type People<'a> = BTreeSet<&'a Key>;

/// Who is told apart, by each reading of which earlier questions ask the same as a question: it alone, it and one other, or all.
#[derive(Debug)]
pub(super) struct Apart<'a>(Vec<Classes<'a>>);

impl<'a> Apart<'a> {
    /// By the groups that were released, each with its question.
    pub(super) fn by(question: &Key, released: impl Iterator<Item = (&'a Key, People<'a>)>) -> Self {
        let mut by_question: BTreeMap<&Key, Vec<People<'a>>> = BTreeMap::new();
        released.for_each(|(question, people)| by_question.entry(question).or_default().push(people));
        let own = Classes::of(by_question.remove(question).iter().flatten());
        let all = own.beside(by_question.values().flatten());
        // Questions that the same people answered tell the same apart, and are looked at once.
        let others: BTreeSet<Vec<People<'a>>> = by_question.into_values().collect();
        let readings = others.iter().map(|other| own.beside(other));
        Apart(readings.chain([all]).chain([own.clone()]).collect())
    }

    /// Releases a group, unless that would tell too few apart from the others by any reading: whether it was released.
    pub(super) fn take(&mut self, group: &People<'a>, minimum: usize) -> bool {
        let admits = self.0.iter().all(|classes| classes.admits(group, minimum));
        if admits {
            self.0.iter_mut().for_each(|classes| classes.split(group));
        }
        admits
    }
}

/// The classes of those who stand in anything released.
#[derive(Clone, Debug, Default)]
struct Classes<'a> {
    of: BTreeMap<&'a Key, usize>,
    /// How many each holds.
    sizes: Vec<usize>,
}

impl<'a> Classes<'a> {
    fn of<'g>(groups: impl IntoIterator<Item = &'g People<'a>>) -> Self
    where
        'a: 'g,
    {
        Self::default().beside(groups)
    }

    /// These classes, told apart by more groups.
    fn beside<'g>(&self, groups: impl IntoIterator<Item = &'g People<'a>>) -> Self
    where
        'a: 'g,
    {
        let mut classes = self.clone();
        groups.into_iter().for_each(|group| classes.split(group));
        classes
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
    fn split(&mut self, group: &People<'a>) {
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
