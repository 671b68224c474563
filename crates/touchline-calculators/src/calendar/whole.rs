//! A series that is carried out as a whole: it comes to an end, and has no more occurrences than are wanted.
//!
//! Rules: SES-02.

use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};

use super::expand::{Page, Window, page};
use super::rule::RecurrenceRule;
use super::series::{Occurrence, Series};

impl Series {
    /// All its occurrences, in the order in which they begin. What is wrong with it is told by places under this one: so is a
    /// series that never ends, that has none, or more than so many.
    pub fn whole(&self, most: usize, path: &str) -> Result<Vec<Occurrence>, BadInput> {
        let mut faults = Faults::default();
        self.check(path, &mut faults);
        let path = format!("{path}/rule");
        if self.rule.as_ref().is_some_and(RecurrenceRule::is_endless) {
            faults.add(&path, Code::NeverEnds);
        }
        faults.told()?;
        self.counted(most).map_err(|reason| {
            let mut faults = Faults::default();
            faults.add(path, reason);
            faults.into()
        })
    }

    fn counted(&self, most: usize) -> Result<Vec<Occurrence>, Reason> {
        let window = Window { since: None, until: None, limit: most };
        let Page { occurrences, next } = page(&[self], window).map_err(|(_, reason)| reason)?;
        if next.is_some() || occurrences.len() > most {
            return Err(Reason::new(Code::TooManyOccurrences).with(DetailKey::Limit, most));
        }
        if occurrences.is_empty() {
            return Err(Code::NeverOccurs.into());
        }
        Ok(occurrences.into_iter().map(|(occurrence, _)| occurrence).collect())
    }
}
