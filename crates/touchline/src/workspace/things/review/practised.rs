//! How many reviews met which habit of good practice, added up by who wrote them and by the day of their delivery.
//!
//! Rules: REV-10, WSP-06.

use std::collections::BTreeMap;

use crate::workspace::LookUp;
use crate::workspace::index::sums::Additive;
use touchline_kernel::{DaySpan, LocalDate, PersonId};
use touchline_law::things::review::{PracticeCounts, Review};

/// Which of somebody's reviews are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// All that they wrote.
    Writer(PersonId),
    /// Those for which they answer themselves, which they see.
    Kept(PersonId),
    /// Those of calls that the second person handled.
    About(PersonId, PersonId),
}

/// What a review counts for: who wrote it, whether they answer for it, on which day it was delivered, and as what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::workspace) struct Practised {
    agent: PersonId,
    counts: PracticeCounts,
    day: LocalDate,
    is_kept: bool,
    writer: PersonId,
}

impl Practised {
    pub(super) fn of(review: &Review) -> Option<Self> {
        let (writer, practice) = review.practised()?;
        Some(Practised {
            agent: review.agent,
            counts: PracticeCounts::one(practice),
            day: practice.day,
            is_kept: review.keeper() == Some(writer),
            writer,
        })
    }

    fn places(&self) -> impl Iterator<Item = Of> + use<> {
        let kept = self.is_kept.then_some(Of::Kept(self.writer));
        [Of::Writer(self.writer), Of::About(self.writer, self.agent)].into_iter().chain(kept)
    }
}

impl Additive for PracticeCounts {
    fn add(&mut self, other: &Self) {
        *self = self.with(other, u64::saturating_add);
    }

    fn take(&mut self, other: &Self) {
        *self = self.with(other, u64::saturating_sub);
    }
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct PractisedByDay(LookUp<Of, BTreeMap<LocalDate, PracticeCounts>>);

impl PractisedByDay {
    /// What was delivered on these days.
    pub(in crate::workspace) fn within(&self, of: Of, days: DaySpan) -> PracticeCounts {
        let mut sum = PracticeCounts::default();
        let sums = self.0.get(&of).into_iter();
        sums.flat_map(|sums| sums.range(days.first..=days.last)).for_each(|(_, counts)| sum.add(counts));
        sum
    }

    /// Takes what a review counts for after a change.
    pub(super) fn change(&mut self, before: Option<Practised>, after: Option<Practised>) {
        if before == after {
            return;
        }
        before.iter().for_each(|practised| self.sum(practised, PracticeCounts::take));
        after.iter().for_each(|practised| self.sum(practised, PracticeCounts::add));
    }

    fn sum(&mut self, practised: &Practised, summing: fn(&mut PracticeCounts, &PracticeCounts)) {
        for of in practised.places() {
            let days = self.0.entry(of).or_default();
            let sum = days.entry(practised.day).or_default();
            summing(sum, &practised.counts);
            if *sum == PracticeCounts::default() {
                days.remove(&practised.day);
            }
        }
    }
}
