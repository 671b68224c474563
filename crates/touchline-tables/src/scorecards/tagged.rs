//! Root causes of answers, each list of them once however many answers name it.

use touchline_calculators::scorecard::Compiled;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::Key;

use super::words::Words;

/// Lists of root causes that answers were tagged with.
#[derive(Debug)]
pub(super) struct Tagged {
    /// By places in the template, in its order. The first has none.
    lists: Vec<Vec<usize>>,
    /// By the numbers of its texts: the list's place; nothing where a text is no root cause, or comes twice.
    known: LookUp<Vec<u32>, Option<u32>>,
}

/// The list without a root cause.
pub(super) const UNTAGGED: u32 = 0;

impl Default for Tagged {
    fn default() -> Self {
        Tagged { lists: vec![Vec::new()], known: LookUp::default() }
    }
}

impl Tagged {
    /// The root causes of a list.
    pub(super) fn list(&self, list: u32) -> &[usize] {
        self.lists.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// The list that texts name by their numbers; nothing where one is no root cause of the template, or comes twice.
    pub(super) fn read(&mut self, compiled: &Compiled, words: &Words, texts: &[u32]) -> Option<u32> {
        if texts.is_empty() {
            return Some(UNTAGGED);
        }
        if let Some(known) = self.known.get(texts) {
            return *known;
        }
        let list = places(compiled, &words.keys(texts)).map(|places| {
            self.lists.push(places);
            (self.lists.len() - 1) as u32
        });
        self.known.insert(texts.to_vec(), list);
        list
    }
}

fn places(compiled: &Compiled, tags: &[Key]) -> Option<Vec<usize>> {
    let place = |tag: &Key| compiled.tags().iter().position(|known| known == tag);
    let mut places: Vec<usize> = tags.iter().map(place).collect::<Option<_>>()?;
    places.sort_unstable();
    places.windows(2).all(|two| two[0] < two[1]).then_some(places)
}
