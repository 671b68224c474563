//! Records that are as they were written, shown one by one to whoever looks at a log while it is verified.

use super::layout::Layout;
use super::outline::{Outline, Place};

/// Whoever is shown each sound record of a log, in its order, by the number of its line.
pub trait Witness {
    /// What there is to be seen of a record.
    fn saw(&mut self, record: &SoundRecord<'_>, line: u64);
}

impl Witness for () {
    fn saw(&mut self, _: &SoundRecord<'_>, _: u64) {}
}

/// A record that is as it was written.
pub struct SoundRecord<'a> {
    pub(super) layout: Layout<'a>,
    pub(super) line: &'a str,
}

impl<'a> SoundRecord<'a> {
    /// Its line in the canonical form.
    #[must_use]
    pub fn line(&self) -> &'a str {
        self.line
    }

    /// Its place in its log.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.layout.seq
    }

    /// Where personal texts are gone, by their JSON Pointers.
    pub fn missing(&self) -> impl Iterator<Item = &'a str> {
        self.layout.missing()
    }

    /// Its events, in order.
    pub fn events(&self) -> impl Iterator<Item = SoundEvent<'_>> {
        let events = &self.layout.events;
        events.elements().into_iter().flatten().map(move |place| SoundEvent { events, place })
    }
}

/// An event of a sound record.
pub struct SoundEvent<'a> {
    events: &'a Outline<'a>,
    place: Place,
}

impl<'a> SoundEvent<'a> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> Option<&'a str> {
        self.events.value(self.place, &["type"])?.strip_prefix('"')?.strip_suffix('"')
    }

    /// What stands in a field of its body, as it is written.
    #[must_use]
    pub fn field(&self, names: &[&str]) -> Option<&'a str> {
        let body = self.events.within(self.place, &["body"])?;
        self.events.value(body, names)
    }
}
