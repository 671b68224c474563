//! Where a walk stands in the data, and what it reads there.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::called::{CallNamed, Calls};
use super::whose::{About, HistoryOf};
use crate::locale::Printer;
use crate::spent::{Sort, Spent};
use crate::value::Why;
use crate::words::Words;
use touchline_kernel::reader::Data;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::Name;
use touchline_kernel::{Code, DetailKey, Reason, Title};

/// What people are called, by their ids.
pub type Names = BTreeMap<String, Name>;

/// What is handed in beside the data.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// Of a scorecard or a calibration, what it is of.
    pub about: Option<&'a About>,
    /// What calls are called.
    pub calls: &'a Calls,
    /// Of a history, whose it is.
    pub history: Option<&'a HistoryOf>,
    /// What people are called.
    pub names: &'a Names,
    /// What counts how much of all that is told.
    pub spent: &'a Spent,
}

impl<'a> Beside<'a> {
    /// What somebody is called, if that is said: nothing more of it than there is room for.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&'a str> {
        let name = self.names.get(id)?.as_str();
        Some(if self.spent.more(Sort::Names, name.len()) { name } else { "" })
    }

    /// What is known of a call, and its name as far as there is room for it.
    #[must_use]
    pub fn call(&self, id: &str) -> Option<(&'a CallNamed, Option<&'a str>)> {
        let call = self.calls.get(id)?;
        let name = call.name.as_ref().map(Title::as_str);
        Some((call, name.map(|name| if self.spent.more(Sort::Calls, name.len()) { name } else { "" })))
    }
}

/// A place in the data.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// What is handed in beside the data.
    pub beside: Beside<'a>,
    /// What is wrong with the data so far.
    pub faults: &'a RefCell<Faults>,
    /// What stands here.
    pub here: Data<'a>,
    /// The path that leads here.
    pub path: &'a str,
    /// How values are written.
    pub printer: Printer<'a>,
    /// All of the data.
    pub root: Data<'a>,
    /// The path of what was looked at for whether something is said: a note speaks of that.
    pub speaks_of: &'a str,
    /// The words.
    pub words: Words<'a>,
}

/// What all data stands under in an input.
pub(crate) const DATA: &str = "/data";

impl<'a> Scope<'a> {
    /// What stands at a place; nothing where that is null or is not there.
    #[must_use]
    pub fn at(&self, place: &str) -> Option<Data<'a>> {
        let found = match place.strip_prefix('^') {
            Some(place) => self.root.at(place),
            None => self.here.at(place),
        };
        found.filter(|found| !found.is_null())
    }

    /// The path of a place.
    #[must_use]
    pub fn path_of(&self, place: &str) -> String {
        match place.strip_prefix('^') {
            Some(place) => [DATA, place].concat(),
            None => [self.path, place].concat(),
        }
    }

    /// What stands above the last place of this name on the path that leads here, such as the plan of a reason.
    #[must_use]
    pub fn above(&self, name: &str) -> Option<Data<'a>> {
        let (above, _) = self.path.rsplit_once(name)?;
        self.root.at(above.strip_prefix(DATA)?)
    }

    /// The same place, for what is said since something stands at that path, or does not.
    #[must_use]
    pub fn asked<'b>(&'b self, speaks_of: &'b str) -> Scope<'b> {
        Scope { speaks_of, ..*self }
    }

    /// The entries of a list; none where there is no list.
    #[must_use]
    pub fn entries(&self, place: &str) -> Vec<Data<'a>> {
        let Some(here) = self.at(place) else { return Vec::new() };
        here.as_list().unwrap_or_else(|| {
            self.refuse(place, "list", here);
            Vec::new()
        })
    }

    /// A text.
    #[must_use]
    pub fn text(&self, place: &str) -> Option<&'a str> {
        let found = self.at(place)?;
        if found.as_str().is_none() {
            self.refuse(place, "string", found);
        }
        found.as_str()
    }

    /// A number.
    #[must_use]
    pub fn number(&self, place: &str) -> Option<f64> {
        let found = self.at(place)?;
        if found.as_f64().is_none() {
            self.refuse(place, "number", found);
        }
        found.as_f64()
    }

    /// What is written in a form of its own, such as a day.
    #[must_use]
    pub fn written<T: std::str::FromStr<Err = Reason>>(&self, place: &str) -> Option<T> {
        match self.text(place)?.parse() {
            Ok(written) => Some(written),
            Err(reason) => {
                self.faults.borrow_mut().add(self.path_of(place), reason);
                None
            }
        }
    }

    /// Why there is no value, by its name in a group of such reasons; nothing where none is told.
    #[must_use]
    pub fn why(&self, place: &str, group: &str) -> Option<Why> {
        let raw = self.text(place)?;
        Some(Why { raw: raw.to_owned(), shown: self.words.term(group, raw) })
    }

    /// Whether something is there: no null, no empty list, no false.
    #[must_use]
    pub fn has(&self, place: &str) -> bool {
        self.at(place).is_some_and(|here| here.as_bool() != Some(false) && !here.is_empty_list())
    }

    /// Refuses what is of another type than the layout reads there.
    pub fn refuse(&self, place: &str, expected: &str, found: Data<'_>) {
        let reason =
            Reason::new(Code::WrongType).with(DetailKey::Expected, expected).with(DetailKey::Actual, found.sort());
        self.faults.borrow_mut().add(self.path_of(place), reason);
    }
}
