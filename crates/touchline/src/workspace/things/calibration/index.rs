//! Calibrations by who may want to list them: those who lead them, and those who score in them.
//!
//! Where one stands for a rater is told by what that rater has handed in, and never by what others have.
//!
//! Rules: ACC-19, REV-13.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::moments::{Moments, between};
use crate::workspace::{Follows, Moved, Ordered, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{CalibrationId, CalibrationMark};
use touchline_law::things::calibration::{Calibration, State};

/// Which of the lists a calibration stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Draft,
    /// For a rater alone: their answers are awaited.
    Awaiting,
    /// It goes on; for a rater, they have handed in their answers.
    Scoring,
    Review,
    Closed,
    Cancelled,
    Archived,
}

sections!(Section);

/// Where a calibration stands in a list.
type Place = (Section, SortKey<CalibrationMark>);

/// Whose calibrations a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// All.
    All,
    /// Those in which one person scores.
    Rater(PersonId),
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct CalibrationIndex {
    /// `calibration.list`, `calibration.mine`, `calibration.badge`: "Which are there?" by when they were drafted, and "Which
    /// are there for me to score in?" by when they were opened.
    pub(in crate::workspace) listed: Lists<Of, Section, CalibrationMark>,
    /// `calibration.agreement`: "Which were closed between two moments?", whether they are put away or not.
    closed: Ordered<SortKey<CalibrationMark>>,
    /// `person.duties`: "Which does this person lead, that are not over?"
    pub(in crate::workspace) led_by: Lists<PersonId, (), CalibrationMark>,
}

/// What the index needs to know of a calibration, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    closed: Option<SortKey<CalibrationMark>>,
    led: Option<(PersonId, ((), SortKey<CalibrationMark>))>,
    place: Place,
    raters: Vec<(PersonId, Place)>,
}

impl Entry {
    pub(in crate::workspace) fn of(calibration: &Calibration) -> Self {
        let section = section(calibration);
        let drafted = (calibration.drafted.at, calibration.calibration);
        let live = !calibration.archived && !calibration.state.is_final();
        let opened = calibration.opened.into_iter();
        let raters = opened.flat_map(|opened| {
            let key = (opened.at, calibration.calibration);
            calibration.scoring().map(move |rater| {
                let section = if calibration.awaits(rater.person) { Section::Awaiting } else { section };
                (rater.person, (section, key))
            })
        });
        Entry {
            closed: calibration.closed.as_deref().map(|closed| (closed.done.at, calibration.calibration)),
            led: calibration.leader.filter(|_| live).map(|leader| (leader, ((), drafted))),
            place: (section, drafted),
            raters: raters.collect(),
        }
    }
}

fn section(calibration: &Calibration) -> Section {
    match calibration.state {
        _ if calibration.archived => Section::Archived,
        State::Draft => Section::Draft,
        State::Scoring => Section::Scoring,
        State::Review => Section::Review,
        State::Closed => Section::Closed,
        State::Cancelled => Section::Cancelled,
    }
}

impl CalibrationIndex {
    /// Takes a calibration as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        if before == Some(after) {
            return;
        }
        self.listed.change(Of::All, before.map(|entry| entry.place), Some(after.place));
        if let Some(closed) = before.and_then(|entry| entry.closed) {
            self.closed.remove(&closed);
        }
        if let Some(closed) = after.closed {
            self.closed.insert(closed);
        }
        self.led_by.hand_over(before.and_then(|entry| entry.led), after.led);
        for (rater, place) in before.into_iter().flat_map(|entry| &entry.raters) {
            self.listed.change(Of::Rater(*rater), Some(*place), None);
        }
        for (rater, place) in &after.raters {
            self.listed.change(Of::Rater(*rater), None, Some(*place));
        }
    }

    /// Those that were closed then, in that order.
    pub(in crate::workspace) fn closed_within(&self, then: Moments) -> impl Iterator<Item = CalibrationId> + '_ {
        self.closed.range(between(then)).map(|(_, id)| *id)
    }
}

impl Follows<World> for CalibrationIndex {
    /// Who stands above whoever handled the call makes no difference to where one is listed.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
