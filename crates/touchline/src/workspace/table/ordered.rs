//! A set in order, for keys that come nearly in order: most are moments at which something just happened.
//!
//! Keys lie in runs, one after the other. What comes last is put behind the last run without a search, and a run that
//! is full is closed; what comes between is put into its own run, so that no more than a run is ever moved.

use core::iter::{Chain, FlatMap};
use core::ops::{Bound, RangeBounds};
use core::slice;

/// How many keys a run holds when it is closed. One into which others come later may hold twice as many.
const RUN: usize = 64;

/// A set in order.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Ordered<K> {
    /// All before the last run; none is empty.
    closed: Vec<Run<K>>,
    last: Vec<K>,
    length: usize,
}

/// Keys, and the first of them beside its fellows, where a search finds it without going anywhere.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Run<K> {
    first: K,
    keys: Vec<K>,
}

type KeysOf<'a, K> = fn(&'a Run<K>) -> slice::Iter<'a, K>;
/// All keys, in order.
pub(in crate::workspace) type Keys<'a, K> =
    Chain<FlatMap<slice::Iter<'a, Run<K>>, slice::Iter<'a, K>, KeysOf<'a, K>>, slice::Iter<'a, K>>;

/// A run, and a place in it.
type Place = (usize, usize);

impl<K> Default for Ordered<K> {
    fn default() -> Self {
        Ordered { closed: Vec::new(), last: Vec::new(), length: 0 }
    }
}

impl<K: Ord + Clone> Ordered<K> {
    pub(in crate::workspace) fn len(&self) -> usize {
        self.length
    }

    pub(in crate::workspace) fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(in crate::workspace) fn first(&self) -> Option<&K> {
        self.closed.first().map_or_else(|| self.last.first(), |run| Some(&run.first))
    }

    pub(in crate::workspace) fn last(&self) -> Option<&K> {
        self.last.last().or_else(|| self.closed.last().and_then(|run| run.keys.last()))
    }

    pub(in crate::workspace) fn iter(&self) -> Keys<'_, K> {
        let keys: KeysOf<'_, K> = |run| run.keys.iter();
        self.closed.iter().flat_map(keys).chain(&self.last)
    }

    /// The keys between two bounds; none where the first lies behind the second.
    pub(in crate::workspace) fn range(&self, bounds: impl RangeBounds<K>) -> impl DoubleEndedIterator<Item = &K> {
        let from = match bounds.start_bound() {
            Bound::Unbounded => (0, 0),
            Bound::Included(key) => self.place_of(|other| other < key),
            Bound::Excluded(key) => self.place_of(|other| other <= key),
        };
        let to = match bounds.end_bound() {
            Bound::Unbounded => (self.closed.len(), self.last.len()),
            Bound::Included(key) => self.place_of(|other| other <= key),
            Bound::Excluded(key) => self.place_of(|other| other < key),
        };
        let (front, between, back) = self.parts(from, to.max(from));
        front.iter().chain(between.iter().flat_map(|run| &run.keys)).chain(back)
    }

    pub(in crate::workspace) fn contains(&self, key: &K) -> bool {
        self.keys(self.run_of(key)).binary_search(key).is_ok()
    }

    /// Puts a key in; says whether it was missing.
    pub(in crate::workspace) fn insert(&mut self, key: K) -> bool {
        if self.last().is_none_or(|last| *last < key) {
            self.append(key);
            return true;
        }
        let run = self.run_of(&key);
        let inserted = match self.closed.get_mut(run) {
            Some(run) => run.insert(key),
            None => insert(&mut self.last, key),
        };
        if inserted {
            self.length = self.length.saturating_add(1);
            self.split(run);
        }
        inserted
    }

    /// Takes a key out; says whether it was there.
    pub(in crate::workspace) fn remove(&mut self, key: &K) -> bool {
        let run = self.run_of(key);
        let Ok(place) = self.keys(run).binary_search(key) else { return false };
        match self.closed.get_mut(run) {
            Some(run) => run.remove(place),
            None => drop(self.last.remove(place)),
        }
        self.length = self.length.saturating_sub(1);
        self.join(run);
        true
    }

    /// The run that a key stands in, or would: nearly always the last one.
    fn run_of(&self, key: &K) -> usize {
        if self.closed.is_empty() || self.last.first().is_some_and(|first| first <= key) {
            return self.closed.len();
        }
        self.closed.partition_point(|run| run.first <= *key).saturating_sub(1)
    }

    /// Where the keys end that lie before something. It is never the end of a closed run, but the beginning of what
    /// follows.
    fn place_of(&self, lies_before: impl Fn(&K) -> bool) -> Place {
        let begun = self.closed.partition_point(|run| lies_before(&run.first));
        let Some(run) = begun.checked_sub(1) else {
            let before = if self.closed.is_empty() { self.last.partition_point(lies_before) } else { 0 };
            return (0, before);
        };
        let keys = self.keys(run);
        let place = keys.partition_point(&lies_before);
        if place < keys.len() {
            return (run, place);
        }
        let before = if begun == self.closed.len() { self.last.partition_point(lies_before) } else { 0 };
        (begun, before)
    }

    fn keys(&self, run: usize) -> &[K] {
        self.closed.get(run).map_or(&self.last, |run| &run.keys)
    }

    fn parts(&self, (from_run, from): Place, (to_run, to): Place) -> (&[K], &[Run<K>], &[K]) {
        if from_run == to_run {
            return (self.keys(from_run).get(from..to).unwrap_or_default(), &[], &[]);
        }
        let front = self.keys(from_run).get(from..).unwrap_or_default();
        let between = self.closed.get(from_run.saturating_add(1)..to_run).unwrap_or_default();
        (front, between, self.keys(to_run).get(..to).unwrap_or_default())
    }

    fn append(&mut self, key: K) {
        self.last.push(key);
        self.length = self.length.saturating_add(1);
        if self.last.len() >= RUN
            && let Some(first) = self.last.first().cloned()
        {
            let keys = core::mem::take(&mut self.last);
            self.closed.push(Run { first, keys });
        }
    }

    /// Makes two runs of one that has become too long.
    fn split(&mut self, place: usize) {
        let run = match self.closed.get_mut(place) {
            Some(run) => &mut run.keys,
            None => &mut self.last,
        };
        if run.len() < RUN.saturating_mul(2) {
            return;
        }
        let upper = run.split_off(RUN);
        if place < self.closed.len() {
            if let Some(first) = upper.first().cloned() {
                self.closed.insert(place.saturating_add(1), Run { first, keys: upper });
            }
            return;
        }
        let lower = core::mem::replace(&mut self.last, upper);
        if let Some(first) = lower.first().cloned() {
            self.closed.push(Run { first, keys: lower });
        }
    }

    /// Makes one run of one that has become short and a neighbour that is, too.
    fn join(&mut self, place: usize) {
        if self.closed.get(place).is_some_and(|run| run.keys.is_empty()) {
            self.closed.remove(place);
            return;
        }
        for place in [Some(place), place.checked_sub(1)].into_iter().flatten() {
            let next = place.saturating_add(1);
            let together = self.keys(place).len().saturating_add(self.keys(next).len());
            if next < self.closed.len() && together <= RUN / 2 {
                let joined = self.closed.remove(next);
                if let Some(run) = self.closed.get_mut(place) {
                    run.keys.extend(joined.keys);
                }
            }
        }
    }
}

impl<K: Ord + Clone> Run<K> {
    fn insert(&mut self, key: K) -> bool {
        if key < self.first {
            self.first = key.clone();
        }
        insert(&mut self.keys, key)
    }

    fn remove(&mut self, place: usize) {
        self.keys.remove(place);
        if let Some(first) = self.keys.first().filter(|_| place == 0) {
            self.first = first.clone();
        }
    }
}

fn insert<K: Ord>(keys: &mut Vec<K>, key: K) -> bool {
    match keys.binary_search(&key) {
        Ok(_) => false,
        Err(place) => {
            keys.insert(place, key);
            true
        }
    }
}

impl<'a, K: Ord + Clone> IntoIterator for &'a Ordered<K> {
    type Item = &'a K;
    type IntoIter = Keys<'a, K>;

    fn into_iter(self) -> Keys<'a, K> {
        self.iter()
    }
}

impl<K: Ord + Clone> Extend<K> for Ordered<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Takes keys in and out as told, beside the standard library's set.
    fn made(steps: &[(bool, u16)]) -> (Ordered<u16>, BTreeSet<u16>) {
        let (mut ordered, mut standard) = (Ordered::default(), BTreeSet::new());
        for (put, key) in steps {
            let (ours, theirs) = match put {
                true => (ordered.insert(*key), standard.insert(*key)),
                false => (ordered.remove(key), standard.remove(key)),
            };
            assert_eq!(ours, theirs, "{put} {key}");
        }
        (ordered, standard)
    }

    fn any_steps() -> impl Strategy<Value = Vec<(bool, u16)>> {
        let scattered = prop::collection::vec((prop::bool::weighted(0.6), 0_u16..700), 0..1500);
        let rising = (0_u16..900, scattered.clone())
            .prop_map(|(length, more)| (0..length).map(|key| (true, key)).chain(more).collect());
        prop_oneof![scattered, rising]
    }

    proptest! {
        #[test]
        fn wsp_06_it_is_the_standard_librarys_set(steps in any_steps(), from in 0_u16..750, to in 0_u16..750) {
            let (ordered, standard) = made(&steps);
            prop_assert!(ordered.iter().eq(&standard));
            prop_assert!(ordered.iter().rev().eq(standard.iter().rev()));
            prop_assert_eq!((ordered.len(), ordered.is_empty()), (standard.len(), standard.is_empty()));
            prop_assert_eq!(ordered.contains(&from), standard.contains(&from));
            prop_assert_eq!((ordered.first(), ordered.last()), (standard.first(), standard.last()));
            prop_assert!(ordered.range(from..).eq(standard.range(from..)));
            prop_assert!(ordered.range(..to).rev().eq(standard.range(..to).rev()));
            let after = (Bound::Excluded(from), Bound::Unbounded);
            prop_assert!(ordered.range(after).eq(standard.range(after)));
            if from <= to {
                prop_assert!(ordered.range(from..to).eq(standard.range(from..to)));
                prop_assert!(ordered.range(from..=to).rev().eq(standard.range(from..=to).rev()));
            } else {
                prop_assert_eq!(ordered.range(from..to).count(), 0);
            }
            prop_assert!(ordered.closed.iter().all(|run| run.keys.first() == Some(&run.first)));
            prop_assert!(ordered.closed.iter().all(|run| run.keys.len() < 2 * RUN));
        }
    }

    #[test]
    fn wsp_06_short_runs_are_joined_and_empty_ones_go() {
        let steps: Vec<(bool, u16)> = (0..6400)
            .map(|key| (true, key))
            .chain((0..6400).filter(|key| key % 64 > 2).map(|key| (false, key)))
            .collect();
        let (ordered, standard) = made(&steps);
        assert!(ordered.iter().eq(&standard));
        assert!(ordered.closed.len() <= 40, "{}", ordered.closed.len());
    }
}
