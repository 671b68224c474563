//! Which of a thing's events tell somebody: rows in the thing's own folder, found by what happened.

use crate::notify::{Notice, Template};

/// What one event tells, and while what is so. `H` is what can happen to the thing.
#[derive(Clone, Copy, Debug)]
pub struct Telling<H: 'static> {
    /// What happens.
    pub on: H,
    /// The states of the thing in which there still is need for an e-mail when it is sent, by name.
    pub needed: &'static [&'static str],
    /// Whom it tells what.
    pub notices: &'static [Notice],
}

impl<H: Eq> Telling<H> {
    /// What is told of what happened.
    #[must_use]
    pub fn of(tellings: &'static [Self], happening: &H) -> &'static [Notice] {
        tellings.iter().find(|telling| telling.on == *happening).map_or(&[], |telling| telling.notices)
    }

    /// The row of a template, and the states in which there still is need for an e-mail.
    #[must_use]
    pub fn by(tellings: &'static [Self], template: Template) -> Option<(&'static Notice, &'static [&'static str])> {
        tellings.iter().find_map(|telling| {
            let notice = telling.notices.iter().find(|notice| notice.template == template)?;
            Some((notice, telling.needed))
        })
    }
}
