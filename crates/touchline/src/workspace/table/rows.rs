//! Rows in the order in which they came.

/// How many rows lie together. A row never moves, and no more than so many are kept ready for things to come.
const TOGETHER: usize = 64;

#[derive(Debug)]
pub(in crate::workspace) struct Rows<T>(Vec<Vec<T>>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows(Vec::new())
    }
}

impl<T> Rows<T> {
    pub(in crate::workspace) fn get(&self, place: usize) -> Option<&T> {
        self.0.get(place / TOGETHER)?.get(place % TOGETHER)
    }

    pub(in crate::workspace) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.0.get_mut(place / TOGETHER)?.get_mut(place % TOGETHER)
    }

    pub(in crate::workspace) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    pub(in crate::workspace) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }

    /// Puts a row behind all others.
    pub(in crate::workspace) fn push(&mut self, row: T) {
        match self.0.last_mut() {
            Some(last) if last.len() < TOGETHER => last.push(row),
            _ => {
                let mut rows = Vec::with_capacity(TOGETHER);
                rows.push(row);
                self.0.push(rows);
            }
        }
    }
}
