//! Calibrations: several who review score one call by themselves, with one version of a scorecard, to see whether they
//! judge alike. Until scoring is over each of them sees their own answers alone, and nothing tells of the others'.
//!
//! Rules: ACC-17, ACC-19, REV-13.

mod act;
mod conditions;
mod decide;
mod evolve;
mod follow;
mod lifecycle;
mod notices;
mod redact;
mod result;
mod view;

use crate::access::{Action, Audience, OfCall, Shape, Standing, Subject, Whose, see, see_as};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::calls::CallId;
use crate::ground::{CalibrationMark, ScorecardId};
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::scorecard::Form;
use touchline_kernel::{Actor, Done, Instant, Last, LocalDate, Note, PersonId};

pub use crate::ground::CalibrationId;
pub use act::{
    Act, CalibrationDrafted, CalibrationHandedOver, CalibrationRater, CalibrationRef, CancelCalibration, Change,
    CloseCalibration, DraftCalibration, Happening, ReviseCalibration, ScoringEnded, SubmitScores,
};
pub use follow::ended;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use result::{
    AgreementOver, CalibrationAgreement, CalibrationResult, Coefficients, QuestionRated, QuestionResult, RaterResult,
    TotalsAgreement, agreement_over, result,
};
pub use view::{CalibrationSight, LedCalibration, RatedCalibration, RaterView};

/// Something that was said about a calibration as a whole, with when and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CalibrationRemark")]
pub struct Remark {
    /// When and by whom.
    pub done: Done,
    /// What was said.
    pub text: Note,
}

/// How somebody scored the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CalibrationSubmission")]
pub struct Submission {
    /// When, the last time.
    pub at: Instant,
    /// Their answers.
    pub form: Form,
}

/// Somebody who is to score, or was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CalibrationRaterKept")]
pub struct Rater {
    /// Who.
    pub person: PersonId,
    /// How often they have handed in answers.
    pub submissions: u64,
    /// Their answers, once they have handed them in.
    pub submitted: Option<Box<Submission>>,
    /// Whether they are to score no more.
    pub withdrawn: bool,
}

/// That scoring is over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CalibrationScored")]
pub struct Scored {
    /// When, and who ended it: the system where everybody had scored.
    pub done: Done,
    /// How many points may lie between the highest and the lowest score of a question: as the policy had it then.
    pub spread_limit: u32,
}

/// A calibration, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calibration {
    /// Who handled the call.
    pub agent: PersonId,
    /// Whether it is put away.
    pub archived: bool,
    /// Its id.
    pub calibration: CalibrationId,
    /// The call.
    pub call: CallId,
    /// Why it was called off, if it was.
    pub cancelled: Option<Box<Remark>>,
    /// When it last changed, but for answers that were handed in.
    pub changed_at: Instant,
    /// What was concluded, once it is closed.
    pub closed: Option<Box<Remark>>,
    /// When and by whom it was drafted.
    pub drafted: Done,
    /// How many changes its draft had seen when it was opened, which no rater is shown; 0 until then.
    pub drafts_unseen: u64,
    /// The day by which everybody is to have scored.
    pub due_on: Option<LocalDate>,
    /// Who brings it to its end: whoever drafted it, or took it over.
    pub leader: Option<PersonId>,
    /// When and by whom it was opened.
    pub opened: Option<Done>,
    /// Who is to score, and who was, in the order in which they were asked.
    pub raters: Vec<Rater>,
    /// The rater against whom the others are held.
    pub reference: Option<PersonId>,
    /// That scoring is over, once it is.
    pub scored: Option<Box<Scored>>,
    /// The version of a scorecard by which everybody scores.
    pub scorecard: ScorecardId,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl Calibration {
    /// Those who are to score.
    pub fn scoring(&self) -> impl Iterator<Item = &Rater> {
        self.raters.iter().filter(|rater| !rater.withdrawn)
    }

    /// What is known of somebody who is to score.
    #[must_use]
    pub fn rater(&self, person: PersonId) -> Option<&Rater> {
        self.scoring().find(|rater| rater.person == person)
    }

    /// Somebody who is to score, where they were asked to: nobody is before it is opened.
    fn asked(&self, person: PersonId) -> Option<&Rater> {
        self.rater(person).filter(|_| self.opened.is_some())
    }

    /// Whether this rater is still to hand in their answers, of a calibration that is not put away.
    #[must_use]
    pub fn awaits(&self, person: PersonId) -> bool {
        self.state == State::Scoring && self.rater(person).is_some_and(|rater| rater.submitted.is_none())
    }

    /// What is known of somebody who was asked to score, whether or not they are still to.
    fn ever_asked(&self, person: PersonId) -> Option<&Rater> {
        self.raters.iter().find(|rater| rater.person == person && self.opened.is_some())
    }

    /// The version as this actor counts it: whoever was asked to score is shown neither what was done before it was opened nor that others
    /// have handed in their answers.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        let Some(rater) = actor.person().and_then(|person| self.ever_asked(person)) else { return self.version };
        let others = self.raters.iter().filter(|other| other.person != rater.person);
        let unseen = others.map(|other| other.submissions).fold(self.drafts_unseen, u64::saturating_add);
        self.version.saturating_sub(unseen)
    }

    /// When it last changed, as far as this actor is shown. What is done to it takes its moment from this, and is shown to
    /// everybody: so it tells nobody when another handed in their answers, not even whoever leads it.
    #[must_use]
    pub fn changed_for(&self, actor: Actor) -> Instant {
        let own = actor.person().and_then(|person| self.asked(person)).and_then(|rater| rater.submitted.as_deref());
        own.map_or(self.changed_at, |submission| submission.at.max(self.changed_at))
    }
}

/// Those who were asked to score.
pub enum Raters {}

impl Audience<Calibration> for Raters {
    const NEEDS: Action = Action::SeeCalibration;

    fn admits(calibration: &Calibration, _: &Standing<'_>) -> bool {
        calibration.is_open()
    }
}

impl Subject for Calibration {
    const SEE: Action = Action::LeadCalibration;
    const SHAPE: Shape = Shape::Calibration;
    const AUDIENCES: &'static [Action] = &[<Raters as Audience<Calibration>>::NEEDS];

    fn whose(&self) -> Whose {
        Whose::Calibration {
            coached: self.agent,
            raters: self.scoring().map(|rater| rater.person).collect(),
            of: OfCall::Call(self.call),
        }
    }

    /// Whoever handled the call is judged by nobody here.
    fn was_shown(&self) -> bool {
        false
    }

    fn is_open(&self) -> bool {
        self.opened.is_some()
    }
}

impl Thing for Calibration {
    by_files!(CalibrationMark, calibration, CalibrationSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, counted_by: Actor) -> Last {
        (self.version_for(counted_by), self.changed_for(counted_by))
    }

    /// What somebody answered, and whether they have, is their own until scoring is over.
    fn is_private_to(&self, viewer: PersonId) -> bool {
        self.state == State::Scoring && self.ever_asked(viewer).is_some()
    }

    fn is_seen(&self, viewer: &Standing<'_>) -> bool {
        see(self, viewer).is_some() || see_as::<Raters, _>(self, viewer).is_some()
    }

    fn asks_to_show(&self, _: PersonId, keys: &mut Vec<FactKey>) {
        keys.push(FactKey::call(self.call));
    }

    fn asks_of_named<F: Facts>(&self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
        let call = viewer.facts.call(self.call).present().ok().flatten();
        keys.extend(call.map(|call| FactKey::manages(viewer.person, call.handler)));
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, _: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        let facts = MessageFacts { call: Some(self.call), ..MessageFacts::about(self.agent) };
        Ok(viewer.sees(self)?.then_some(facts))
    }

    fn keeper(&self) -> Option<PersonId> {
        self.leader
    }

    fn circle(&self) -> Vec<PersonId> {
        if self.opened.is_none() {
            return Vec::new();
        }
        let leader = self.leader.filter(|leader| self.state != State::Scoring && self.rater(*leader).is_none());
        leader.into_iter().chain(self.scoring().map(|rater| rater.person)).collect()
    }

    fn handed_over(calibration: CalibrationId, (_, to): (PersonId, PersonId)) -> Option<Change> {
        Some(follow::handed_over(calibration, to))
    }

    fn found(&self) -> Found {
        let scores = |rater: &&Rater| self.state == State::Scoring && rater.submitted.is_none();
        let raters = self.scoring().filter(scores).map(|rater| rater.person);
        let leader = self.leader.filter(|_| self.state != State::Scoring);
        Found::made(self.drafted.at)
            .stands(self.state, self.state.is_final())
            .archived(self.archived)
            .awaits(raters.chain(leader))
            .names([self.call])
            .names([self.scorecard])
    }
}
