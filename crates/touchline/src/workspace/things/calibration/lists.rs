//! `calibration.list` and `calibration.mine`: calibrations for those who may lead them, and for those who score in them.
//!
//! Rules: REV-13, WSP-05.

use crate::workspace::Reach;
use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::calibration::index::{Of, Section};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::calibration::{Calibration, CalibrationSight, RatedCalibration};

lists! {
    /// The lists of calibrations, for those who may lead them.
    CalibrationListed of Section {
        /// What was not opened yet; the oldest first.
        Draft: Draft, OldestFirst,
        /// Those in which people score; the oldest first.
        Scoring: Scoring, OldestFirst,
        /// Those whose scoring is over, and that are still to be closed; the oldest first.
        Review: Review, OldestFirst,
        /// What was closed; the newest first.
        Closed: Closed, NewestFirst,
        /// What was called off; the newest first.
        Cancelled: Cancelled, NewestFirst,
        /// What was put away; the newest first.
        Archived: Archived, NewestFirst,
    }
}

lists! {
    /// The lists of the calibrations in which one was asked to score.
    MyCalibrationList of Section {
        /// Those in which one is still to score; the one that was opened first first.
        Awaiting: Awaiting, OldestFirst,
        /// Those in which one has handed in one's answers, and may still change them; the newest first.
        Scored: Scoring, NewestFirst,
        /// Those whose scoring is over; the newest first.
        Review: Review, NewestFirst,
        /// What was closed; the newest first.
        Closed: Closed, NewestFirst,
        /// What was called off; the newest first.
        Cancelled: Cancelled, NewestFirst,
        /// What was put away; the newest first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which calibrations.
    #[schemars(rename = "CalibrationsLed")]
    CalibrationList {
        /// Which list.
        list: CalibrationListed,
    }
}

paged! {
    /// Which of the calibrations in which one was asked to score.
    #[schemars(rename = "CalibrationsMine")]
    CalibrationMine {
        /// Which list.
        list: MyCalibrationList,
    }
}

impl Question for CalibrationList {
    type View = Page<CalibrationSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<CalibrationSight>, Refusal> {
        let leads = asked.reach_of(Action::LeadCalibration)? == Reach::All;
        let keys = asked.world.calibration_index.listed.of(Of::All, self.list.section()).filter(|_| leads);
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Calibration, _, _>(name, keys, self.paging(self.list.order()), Some)
    }
}

impl Question for CalibrationMine {
    type View = Page<RatedCalibration>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<RatedCalibration>, Refusal> {
        let keys = asked.world.calibration_index.listed.of(Of::Rater(asked.viewing.viewer), self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Calibration, _, _>(name, keys, self.paging(self.list.order()), CalibrationSight::rated)
    }
}
