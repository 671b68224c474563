//! Facts: what a decision must know besides a command, asked for by typed keys.
//!
//! A fact is present, known to be absent, or not loaded. The workspace answers from its indexes and has
//! everything loaded; a host with its own database is told which keys to load. Each key's documentation
//! says what it means precisely enough to be written as a query.

mod action_item;
mod assessed;
mod begun;
mod bundle;
mod certified;
mod coaching;
mod duties;
mod failed;
mod filled;
mod follow_up;
mod glance;
mod goal;
mod item;
mod key;
mod known;
mod office;
mod plan;
mod plan_content;
mod plan_template;
mod programme;
mod refusal;
mod reporting_line;
mod rests_on;
mod review;
mod review_assignment;
mod sampled;
mod scorecard;
mod session;
mod withheld;
mod zone;

use crate::ground::calls::{Call, CallId};
use crate::ground::people::Person;
use crate::ground::{
    BundleId, GoalId, PlanId, PlanTemplateId, ProgrammeId, ReviewAssignmentId, ReviewId, ScorecardId, SessionId,
    ThingRef, TrainingItemId,
};
use crate::notify::Choices;
use touchline_calculators::feedback::ReleasedRound;
use touchline_calculators::plan::ShippedTemplate;
use touchline_calculators::progress::Observed;
use touchline_kernel::Instant;
use touchline_kernel::command::PersonId;

pub use action_item::{ActionItemKind, AgreedActionItem, CallToHear, NewActionItem};
pub use assessed::AssessedSkills;
pub use begun::BegunCall;
pub use bundle::BundleStanding;
pub use certified::TakenCertification;
pub use coaching::{CoachedBundle, CoachedPlan, CoachedReview, CoachedSession, CoachingRef, CoachingStanding};
pub use duties::{Duties, Kept, Own};
pub use failed::{Failed, FailedRuling};
pub use filled::{Filled, FilledView, Judged};
pub use follow_up::FollowUp;
pub use glance::Glance;
pub use goal::{GoalStanding, NewGoal};
pub use item::{CoachedBefore, ItemStanding, Repeat, TrainingItemState};
pub use key::{
    AssessedKey, CallKey, CallsBegunKey, FactKey, FollowUpKey, ItemKey, ManagesKey, ObservedKey, OfficeKey, PersonKey,
    PlanKey, PlanTemplateKey, ReviewKey, ReviewsGivenKey, ScorecardKey, ShippedTemplateKey, TeamObservedKey,
    TracksKeptKey, moments_of,
};
pub use known::Known;
pub use office::Office;
pub use plan::{
    CoachKept, ExternalCoach, ExternalCoachRef, InternalCoach, PlanCoach, PlanCoachRef, PlanCourse, PlanEnd,
    PlanRemark, PlanStage, PlanStanding,
};
pub use plan_content::{
    GoalFinding, MilestoneContent, PerformanceLink, PlanContent, PlanFocusArea, PlanGoal, PlanSessions, unknown_area,
};
pub use plan_template::PlanTemplateStanding;
pub use programme::{ProgrammeStanding, ProgrammeVersion, ReviewOfProgramme};
pub use refusal::{NeedsFacts, Refusal, first_fault, refuse_first, refuse_if};
pub use reporting_line::ReportingLine;
pub use rests_on::{RESTS_ON, RestsOn};
pub use review::{GivenReview, ReviewStanding};
pub use review_assignment::AskedReview;
pub use sampled::SampledIn;
pub use scorecard::ScorecardStanding;
pub use session::{NewSessionNote, SessionCoach, SessionProgress, SessionStanding, SessionTime, WhyNoNotes};
pub use withheld::WithheldReport;

/// Where facts come from.
pub trait Facts {
    /// The person with this id.
    fn person(&self, person: PersonId) -> Known<&Person>;

    /// How many steps up from `report` the `manager` stands.
    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32>;

    /// The nearest person above this one who could act.
    fn acting_manager(&self, person: PersonId) -> Known<PersonId>;

    /// Everybody above this person who could act, the nearest first.
    fn acting_managers(&self, person: PersonId) -> Known<Vec<PersonId>>;

    /// Everybody who could act and holds this office.
    fn in_office(&self, office: Office) -> Known<Vec<PersonId>>;

    /// What was released of every feedback round about this person, in the order in which it was.
    fn feedback_released(&self, person: PersonId) -> Known<Vec<ReleasedRound>>;

    /// Whom improvement tracks coach, or did, that did not end before this moment.
    fn tracks_kept(&self, since: Instant) -> Known<Vec<PersonId>>;

    /// How many people stand above this person.
    fn steps_above(&self, person: PersonId) -> Known<u32>;

    /// How many steps below this person the one stands who is furthest below them.
    fn steps_below(&self, person: PersonId) -> Known<u32>;

    /// The assessments of this person in this month that were not called off, by id.
    fn assessed(&self, key: AssessedKey) -> Known<Vec<AssessedSkills>>;

    /// The certifications of this person that were not withdrawn, by id.
    fn certifications(&self, person: PersonId) -> Known<Vec<TakenCertification>>;

    /// The skill reports of this person that they are not shown.
    fn reports_withheld(&self, person: PersonId) -> Known<Vec<WithheldReport>>;

    /// The assignments that the delivery of this review brings to their end.
    fn reviews_answered(&self, review: ReviewId) -> Known<Vec<ReviewAssignmentId>>;

    /// The reviews of this call that somebody is to give.
    fn reviews_asked(&self, call: CallId) -> Known<Vec<AskedReview>>;

    /// The reviews that this reviewer gave, or drafts, of this call.
    fn reviews_given(&self, key: ReviewsGivenKey) -> Known<Vec<GivenReview>>;

    /// The newest published versions of the scorecards that have the key of this one.
    fn scorecards_of_key(&self, scorecard: ScorecardId) -> Known<Vec<ScorecardId>>;

    /// The newest published versions of the templates of plans that have the key of this one.
    fn plan_templates_of_key(&self, plan_template: PlanTemplateId) -> Known<Vec<PlanTemplateId>>;

    /// The newest published version of the template of plans that has the key of this one that ships.
    fn plan_template_in_place(&self, shipped: ShippedTemplate) -> Known<PlanTemplateId>;

    /// The draws that this call came out of.
    fn sampled(&self, call: CallId) -> Known<Vec<SampledIn>>;

    /// The sessions of this plan that are scheduled.
    fn sessions_scheduled(&self, plan: PlanId) -> Known<Vec<SessionId>>;

    /// The call with this id.
    fn call(&self, call: CallId) -> Known<&Call>;

    /// What others may know of the thing with this id: its state, asked for as `FactKey::Thing`.
    fn glance(&self, thing: ThingRef) -> Known<Glance<'_>>;

    /// Where the bundle with this id stands.
    fn bundle(&self, bundle: BundleId) -> Known<BundleStanding<'_>> {
        self.glance(ThingRef::of(bundle)).and_then(|glance| match glance {
            Glance::Bundle(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the training item with this id stands.
    fn training_item(&self, item: TrainingItemId) -> Known<ItemStanding<'_>> {
        self.glance(ThingRef::of(item)).and_then(|glance| match glance {
            Glance::TrainingItem(standing) => Some(standing),
            _ => None,
        })
    }

    /// The calls that began between two moments.
    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>>;

    /// The coaching that the check of a training item had before the item was raised.
    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore>;

    /// The checks of a call that were not passed, as they were ruled last.
    fn failed_checks(&self, call: CallId) -> Known<Vec<Failed>>;

    /// What a reviewer gave a person before, and when last.
    fn follow_up(&self, key: FollowUpKey) -> Known<FollowUp>;

    /// How this person wants to be told: chosen in the settings that are theirs, asked for as `FactKey::Thing`.
    fn choices(&self, person: PersonId) -> Known<&Choices>;

    /// Where the goal with this id stands.
    fn goal(&self, goal: GoalId) -> Known<GoalStanding> {
        self.glance(ThingRef::of(goal)).and_then(|glance| match glance {
            Glance::Goal(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the version of a scorecard with this id stands.
    fn scorecard(&self, scorecard: ScorecardId) -> Known<ScorecardStanding<'_>> {
        self.glance(ThingRef::of(scorecard)).and_then(|glance| match glance {
            Glance::Scorecard(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the version of a template of plans with this id stands.
    fn plan_template(&self, plan_template: PlanTemplateId) -> Known<PlanTemplateStanding<'_>> {
        self.glance(ThingRef::of(plan_template)).and_then(|glance| match glance {
            Glance::PlanTemplate(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the plan with this id stands.
    fn plan(&self, plan: PlanId) -> Known<PlanStanding<'_>> {
        self.glance(ThingRef::of(plan)).and_then(|glance| match glance {
            Glance::Plan(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the programme with this id stands.
    fn programme(&self, programme: ProgrammeId) -> Known<ProgrammeStanding<'_>> {
        self.glance(ThingRef::of(programme)).and_then(|glance| match glance {
            Glance::Programme(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the review with this id stands.
    fn review(&self, review: ReviewId) -> Known<ReviewStanding<'_>> {
        self.glance(ThingRef::of(review)).and_then(|glance| match glance {
            Glance::Review(standing) => Some(standing),
            _ => None,
        })
    }

    /// Where the session with this id stands.
    fn session(&self, session: SessionId) -> Known<SessionStanding<'_>> {
        self.glance(ThingRef::of(session)).and_then(|glance| match glance {
            Glance::Session(standing) => Some(standing),
            _ => None,
        })
    }

    /// What coaching a bundle, a plan, a review or a session was, where whom it was for was shown it.
    fn coaching(&self, of: CoachingRef) -> Known<CoachingStanding> {
        self.glance(of.thing()).and_then(|glance| CoachingStanding::of(&glance))
    }

    /// What was observed of a goal between two moments.
    fn observed(&self, key: ObservedKey) -> Known<Observed>;

    /// What was observed of a team's goal between two moments.
    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed>;

    /// What a person still has to do.
    fn duties(&self, person: PersonId) -> Known<Duties>;

    /// Stops with every key that is not loaded, so that a host learns of all of them at once. A source that
    /// has everything loaded need not look.
    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal>;
}
