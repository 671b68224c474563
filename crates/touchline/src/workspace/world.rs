//! Everything that a workspace knows of its things, and the facts that decisions ask of it.

use std::collections::BTreeSet;

use touchline_calculators::feedback::ReleasedRound;
use touchline_calculators::plan::ShippedTemplate;
use touchline_calculators::progress::Observed;
use touchline_kernel::packed::Misfit;
use touchline_kernel::{Id, Instant, LocalDate, PersonId, Recorded, Redaction, Zone};
use touchline_law::access::{AccessPolicy, Capability};
use touchline_law::facts::{
    self, AskedReview, AssessedKey, AssessedSkills, BegunCall, CallsBegunKey, CoachedBefore, Duties, FactKey, Facts,
    Failed, FollowUp, FollowUpKey, GivenReview, Glance, Known, ObservedKey, Office, Own, Refusal, ReviewsGivenKey,
    SampledIn, TakenCertification, TeamObservedKey, WithheldReport,
};
use touchline_law::ground::calls::Call;
use touchline_law::ground::people::Person;
use touchline_law::ground::{
    BundleMark, CallId, GoalId, NotificationSettingsId, PlanId, PlanTemplateId, PlanTemplateMark, ReviewAssignmentId,
    ReviewId, ScorecardId, ScorecardMark, SessionId, ThingRef, TrainingItemId,
};
use touchline_law::law::{AnyThing, Loaded, Source, tells_of_a_course};
use touchline_law::life::Thing;
use touchline_law::notify::{Choices, Planned};
use touchline_law::policy::{DisputedScores, Policy};
use touchline_law::things::action_item::ActionItem;
use touchline_law::things::assessment::Assessment;
use touchline_law::things::bundle::Bundle;
use touchline_law::things::disposition::{self, Disposition};
use touchline_law::things::escalation::Escalation;
use touchline_law::things::feedback_round::FeedbackRound;
use touchline_law::things::notification_settings::settings_of;
use touchline_law::things::plan::Plan;
use touchline_law::things::plan_template::PlanTemplateVersion;
use touchline_law::things::policy::InForce;
use touchline_law::things::review::counted_in_goals;
use touchline_law::things::review_assignment::ReviewAssignment;
use touchline_law::things::scorecard::Scorecard;
use touchline_law::things::skill_report::SkillReport;

use crate::workspace::arrangements::{Arrangements, Row};
use crate::workspace::index::campaigns::ByCampaign;
use crate::workspace::index::editions::Editions;
use crate::workspace::index::history::History;
use crate::workspace::index::reporting::{Follows as _, Moved, ReportingLines};
use crate::workspace::index::responses::Responses;
use crate::workspace::index::sums::AlongSums;
use crate::workspace::notices::{Notices, Row as Message};
use crate::workspace::table::places::Full;
use crate::workspace::tables::Tables;
use crate::workspace::things::action_item::index::{self as action_items, ActionItemIndex};
use crate::workspace::things::assessment::index::AssessmentIndex;
use crate::workspace::things::bundle::index::{BundleIndex, Section};
use crate::workspace::things::calibration::index::CalibrationIndex;
use crate::workspace::things::call::begun::Begun;
use crate::workspace::things::certification::index::CertificationIndex;
use crate::workspace::things::coaching_meeting::index::CoachingMeetingIndex;
use crate::workspace::things::coaching_rating::index::CoachingRatingIndex;
use crate::workspace::things::disposition::findings::Findings;
use crate::workspace::things::escalation::{self, index::EscalationIndex};
use crate::workspace::things::feedback_round::index::FeedbackRoundIndex;
use crate::workspace::things::goal::index::GoalIndex;
use crate::workspace::things::person::directory::{Directory, People};
use crate::workspace::things::person::holders::Holders;
use crate::workspace::things::plan::index::{self as plans, PlanIndex};
use crate::workspace::things::plan_feedback::index::PlanFeedbackIndex;
use crate::workspace::things::plan_proposal::index::PlanProposalIndex;
use crate::workspace::things::private_note::index::PrivateNoteIndex;
use crate::workspace::things::programme::index::ProgrammeIndex;
use crate::workspace::things::progress_note::index::ProgressNoteIndex;
use crate::workspace::things::review::index::ReviewIndex;
use crate::workspace::things::review_assignment::index::{ReviewAssignmentIndex, Section as Assigned};
use crate::workspace::things::review_queue::index::ReviewQueue;
use crate::workspace::things::self_review::index::SelfReviewIndex;
use crate::workspace::things::session::index::{self as sessions, SessionIndex};
use crate::workspace::things::session_note::index::SessionNoteIndex;
use crate::workspace::things::session_series::index::SessionSeriesIndex;
use crate::workspace::things::share_link::index::ShareLinkIndex;
use crate::workspace::things::skill_report::index::SkillReportIndex;
use crate::workspace::things::team_goal::index::TeamGoalIndex;
use crate::workspace::things::training_item::coached::Coached;
use crate::workspace::things::training_item::index::TrainingIndex;
use crate::workspace::things::training_item::pool_index::Pool;
use crate::workspace::things::training_item::proposals_index::{self, Proposals};
use crate::workspace::told::Told;
use crate::workspace::track_chains::TrackChains;
use crate::workspace::{Kept, LookUp, Ordered, SortKey};

/// Makes the world of its indexes, each of which follows whoever moves or does not compile.
macro_rules! world {
    ($($(#[$doc:meta])* $index:ident: $Index:ty,)*) => {
        /// What a workspace knows: its things, and the indexes that questions and facts are answered from.
        #[derive(Debug, Default)]
        pub(super) struct World {
            pub(super) tables: Tables,
            /// The organisation's zone until a policy is adopted.
            pub(super) first_zone: Zone,
            /// What roles carry until a policy is adopted.
            pub(super) first_access: AccessPolicy,
            /// How reviews count towards goals, under the policy in force; nothing where none does.
            pub(super) counted_reviews: Option<DisputedScores>,
            pub(super) lines: ReportingLines,
            /// Whether a log is being loaded: most indexes wait until it was.
            is_loading: bool,
            /// What a host has told beside the things that it handed in, where these are not all there are.
            pub(super) told: Option<Box<Told>>,
            /// "What proves the notes of this track?"
            pub(super) track_chains: TrackChains,
            $($(#[$doc])* pub(super) $index: $Index,)*
        }

        impl World {
            /// Takes everything along with a person who has moved.
            pub(super) fn follow(&mut self, moved: &Moved) {
                // Each is out of its place meanwhile, so that it may look at all the others.
                $(
                    let mut index = core::mem::take(&mut self.$index);
                    index.moved(moved, self);
                    self.$index = index;
                )*
            }
        }
    };
}

world! {
    bundle_index: BundleIndex,
    training_index: TrainingIndex,
    findings: Findings,
    /// `training.why_empty`: "How much was looked at?", by who handled the calls.
    looked: ByCampaign<AlongSums<disposition::Tally>>,
    pool: Pool,
    proposals: Proposals,
    coached: Coached,
    /// "How does this person want to be told?"
    settings_of: LookUp<PersonId, NotificationSettingsId>,
    /// What was told, and is to be told.
    notices: Notices,
    /// What is to be done at moments that were set.
    arrangements: Arrangements,
    escalation_index: EscalationIndex,
    responses: Responses,
    goal_index: GoalIndex,
    scorecard_index: Editions<ScorecardMark>,
    skill_report_index: SkillReportIndex,
    team_goal_index: TeamGoalIndex,
    begun: Begun,
    review_queue: ReviewQueue,
    review_index: ReviewIndex,
    holders: Holders,
    directory: People,
    action_item_index: ActionItemIndex,
    calibration_index: CalibrationIndex,
    review_assignment_index: ReviewAssignmentIndex,
    self_review_index: SelfReviewIndex,
    plan_index: PlanIndex,
    session_index: SessionIndex,
    session_note_index: SessionNoteIndex,
    progress_note_index: ProgressNoteIndex,
    private_note_index: PrivateNoteIndex,
    feedback_round_index: FeedbackRoundIndex,
    plan_proposal_index: PlanProposalIndex,
    plan_feedback_index: PlanFeedbackIndex,
    coaching_rating_index: CoachingRatingIndex,
    session_series_index: SessionSeriesIndex,
    share_link_index: ShareLinkIndex,
    assessment_index: AssessmentIndex,
    certification_index: CertificationIndex,
    programme_index: ProgrammeIndex,
    coaching_meeting_index: CoachingMeetingIndex,
    plan_template_index: Editions<PlanTemplateMark>,
    history: History,
}

/// The event cannot have happened to this state.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoesNotFit;

impl From<Misfit> for DoesNotFit {
    fn from(_: Misfit) -> Self {
        DoesNotFit
    }
}

impl From<Full> for DoesNotFit {
    fn from(_: Full) -> Self {
        DoesNotFit
    }
}

impl World {
    /// A world without anything in it, under the policy that it begins with.
    pub(super) fn under(policy: &Policy) -> Self {
        let (first_zone, first_access) = (policy.organisation.zone, policy.access.clone());
        let counted_reviews = counted_in_goals(policy);
        let mut world = World { first_zone, first_access, counted_reviews, ..World::default() };
        proposals_index::adopt(&mut world, &policy.training.suggestions);
        world
    }

    /// Leaves who there is, by name, to be made when it is asked for: nothing is to change from then on.
    pub(super) fn make_directory_later(&mut self) {
        self.directory = People::later();
    }

    /// Who there is, by name.
    pub(super) fn directory(&self) -> &Directory {
        self.directory.of(self)
    }

    /// The state of one thing.
    pub(super) fn state_of(&self, thing: ThingRef) -> AnyThing<'_> {
        self.tables.find(thing)
    }

    /// A person's bundles that are being worked on, from one of the indexes, in no order.
    fn open_bundles<'w>(
        &'w self,
        listed: impl Fn(Section) -> Option<&'w Ordered<SortKey<BundleMark>>>,
    ) -> Vec<&'w Bundle> {
        let keys = Section::OPEN.into_iter().filter_map(listed).flatten();
        keys.filter_map(|(_, bundle)| self.tables.bundles.get(*bundle)).collect()
    }

    /// What somebody assigned, or took over, that is being worked on: by when it was assigned.
    fn action_items_assigned(&self, person: PersonId) -> impl Iterator<Item = &ActionItem> {
        let live = self.action_item_index.assigned.of(person, true).into_iter().flatten();
        live.filter_map(|(_, id)| self.tables.action_items.get(*id))
    }

    /// What somebody assigned to another, or took over, that stands in a section of what is worked on.
    fn action_items_between(
        &self,
        FollowUpKey { person, reviewer }: FollowUpKey,
        section: action_items::Section,
    ) -> impl Iterator<Item = &ActionItem> {
        let keys = self.action_item_index.listed.of(action_items::Of::Between(reviewer, person), section);
        let items = keys.into_iter().flatten().filter_map(|(_, _, id)| self.tables.action_items.get(*id));
        items.filter(move |item| item.assigner == Some(reviewer))
    }

    /// What somebody is still to do, by when it was assigned.
    fn action_items_to_do(&self, person: PersonId) -> Vec<&ActionItem> {
        let open = self.action_item_index.listed.of(action_items::Of::Assignee(person), action_items::Section::Open);
        let keys = open.into_iter().flatten();
        let mut items: Vec<&ActionItem> = keys.filter_map(|(_, _, id)| self.tables.action_items.get(*id)).collect();
        items.sort_unstable_by_key(|item| (item.assigned.at, item.action_item));
        items
    }

    /// The plans under which somebody coaches, or writes for a coach, and which have not ended, by creation.
    fn plans_coached(&self, person: PersonId) -> Vec<&Plan> {
        let live = [plans::Section::Draft, plans::Section::Active, plans::Section::OnHold];
        let keys = live.into_iter().flat_map(|section| self.plan_index.listed.of(plans::Of::Coach(person), section));
        let mut coached: Vec<&Plan> = keys.flatten().filter_map(|(_, id)| self.tables.plans.get(*id)).collect();
        coached.sort_unstable_by_key(|plan| (plan.created.at, plan.plan));
        coached
    }

    /// The sessions of a plan that are scheduled, by id.
    fn scheduled_of(&self, plan: PlanId) -> Vec<SessionId> {
        let of_plan = self.session_index.listed.of(sessions::Of::Plan(plan), sessions::Section::Scheduled, false);
        let mut scheduled: Vec<SessionId> = of_plan.into_iter().flatten().map(|(_, session)| *session).collect();
        scheduled.sort_unstable();
        scheduled
    }

    /// The improvement tracks on whose approval somebody may decide, by when it was asked for.
    fn tracks_to_approve(&self, person: PersonId) -> impl Iterator<Item = &Plan> {
        let approvers = self.in_office(Office::TrackApprover).present().ok().flatten().unwrap_or_default();
        let may = approvers.contains(&person);
        let asked = self.plan_index.asked.of(plans::Decides::Anybody, ()).filter(|_| may);
        let plans = asked.into_iter().flatten().filter_map(|(_, id)| self.tables.plans.get(*id));
        plans.filter(move |plan| !plan.barred_from_deciding().contains(&person))
    }

    /// The assignments of reviews of a call, by id.
    pub(super) fn assignments_of(&self, call: CallId) -> impl Iterator<Item = &ReviewAssignment> {
        let of_call = self.review_assignment_index.of_call(call).into_iter();
        of_call.filter_map(|id| self.tables.review_assignments.get(id))
    }

    /// What somebody is to review, by when it was assigned or asked for.
    fn reviews_to_give(&self, person: PersonId) -> impl Iterator<Item = &ReviewAssignment> {
        let waiting = self.review_assignment_index.by_reviewer.of(person, Assigned::Waiting);
        waiting.into_iter().flatten().filter_map(|(_, _, id)| self.tables.review_assignments.get(*id))
    }

    /// What is to be said of somebody's calls, by when it was assigned or asked for.
    fn reviews_to_get(&self, person: PersonId) -> impl Iterator<Item = &ReviewAssignment> {
        let waiting = self.review_assignment_index.listed.all.own(person, Assigned::Waiting);
        waiting.into_iter().flatten().filter_map(|(_, _, id)| self.tables.review_assignments.get(*id))
    }

    /// Takes in what is to be done with a thing after the record of this number.
    pub(super) fn arrange(&mut self, thing: ThingRef, seq: u64) {
        let at = self.state_of(thing).arranged().map(|arranged| arranged.at);
        self.arrangements.follow(thing, at, seq);
    }

    /// Whom the course coaches that a message is of, if it is of one.
    pub(super) fn coached_by_course(&self, planned: &Planned) -> Option<PersonId> {
        tells_of_a_course(planned.template).then(|| self.state_of(planned.thing).coached()).flatten()
    }

    /// Takes one more message in, which the record of this number causes.
    pub(super) fn add_planned(&mut self, planned: &Planned, seq: u64) -> Result<(), Full> {
        let coached = self.coached_by_course(planned);
        self.notices.add(planned, coached, seq)
    }

    /// Takes in a message as it was kept, once its thing is.
    pub(super) fn add_message(&mut self, row: Message) -> Result<(), Misfit> {
        let coached = row.course().and_then(|thing| self.state_of(thing).coached());
        self.notices.add_row(row, coached)
    }

    /// Takes in what was kept of that.
    pub(super) fn add_arrangement(&mut self, row: Row) -> Result<(), Misfit> {
        let at = self.state_of(row.thing()).arranged().map(|arranged| arranged.at);
        self.arrangements.add(row, at)
    }

    /// The policy that was adopted last, which stands alone in its table.
    pub(super) fn policy(&self) -> Option<&InForce> {
        self.tables.policies.row(0)
    }

    /// Puts a thing where there was none: what a snapshot holds.
    pub(super) fn put<T: Kept>(&mut self, thing: T) -> Result<(), DoesNotFit> {
        if !thing.fits(self) {
            return Err(DoesNotFit);
        }
        let after = self.follows::<T>().then(|| thing.entry());
        T::table_mut(&mut self.tables).add(thing)?;
        if let Some(after) = after {
            T::index(self, None, after);
        }
        Ok(())
    }

    /// Whether most indexes are to wait from now on; what waited until now is to be put in its places.
    pub(super) fn load(&mut self, is_loading: bool) {
        self.is_loading = is_loading;
    }

    /// Puts everything of a kind that waited for it in its places.
    pub(super) fn index_all<T: Kept>(&mut self) {
        if T::AT_ONCE {
            return;
        }
        let entry = |world: &World, place| T::table(&world.tables).row(place).map(T::entry);
        let mut place = 0_usize;
        while let Some(entry) = entry(self, place) {
            T::index(self, None, entry);
            place = place.saturating_add(1);
        }
    }

    /// Whether the indexes of a kind follow a change now.
    fn follows<T: Kept>(&self) -> bool {
        T::AT_ONCE || !self.is_loading
    }

    /// Takes away what a redaction takes, from all there is: it is ordered seldom, and no index says who wrote what. What
    /// people are called is the one text that indexes hold.
    pub(super) fn redact(&mut self, redaction: &Redaction) -> Result<(), DoesNotFit> {
        if self.tables.people.get(redaction.person).is_some() {
            self.change(redaction.person, |known: Option<Recorded<Person>>| {
                known.map(|mut person| {
                    Thing::redact(&mut person, redaction);
                    person
                })
            })?;
        }
        self.tables.redact(redaction);
        Ok(())
    }

    /// Puts what a change makes of a thing in its place, and brings the indexes after it. Where nothing can be made
    /// of it, or what is made has no place here, the thing is gone, and with it whatever was being folded.
    pub(super) fn change<T: Kept>(
        &mut self,
        id: Id<T::Mark>,
        change: impl FnOnce(Option<T>) -> Option<T>,
    ) -> Result<(), DoesNotFit> {
        let (place, known) = T::table_mut(&mut self.tables).take(id)?;
        let follows = self.follows::<T>();
        let before = known.as_ref().filter(|_| follows).map(T::entry);
        let made = change(known).ok_or(DoesNotFit)?;
        if !made.fits(self) {
            return Err(DoesNotFit);
        }
        let after = follows.then(|| made.entry());
        T::table_mut(&mut self.tables).fill(place, made);
        if let Some(after) = after {
            T::index(self, before, after);
        }
        Ok(())
    }

    /// The draws that a call came out of, as a host told them, or as they were made here.
    pub(super) fn draws(&self, call: CallId) -> Vec<SampledIn> {
        let told = self.told.as_ref().and_then(|told| told.known(|facts| facts.sampled(call)));
        told.unwrap_or_else(|| self.review_queue.drawn(call).collect())
    }

    /// Which calls wait for review rests on all draws that there are: where some may be missing, those of each call that
    /// nobody has reviewed are asked for.
    pub(super) fn look_for_draws(&self) {
        if self.told.is_none() {
            return;
        }
        let calls = self.tables.calls.rows().map(|call| call.document.call);
        for call in calls.filter(|call| self.findings.of_call(*call).next().is_none()) {
            self.told(|facts| facts.sampled(call));
        }
    }

    /// When a call began; there is no disposition of a call that nobody knows.
    pub(super) fn began(&self, call: CallId) -> Option<Instant> {
        self.tables.calls.get(call).map(|call| call.document.started_at)
    }
}

impl World {
    /// A fact as a host told it, where it did; where it told none, and things may be missing, that is taken note of.
    fn told<'w, T>(&'w self, look: impl FnOnce(&'w Loaded) -> Known<T>) -> Option<Known<T>> {
        self.told.as_ref().and_then(|told| told.look(look))
    }
}

impl World {
    /// Whether somebody could act.
    fn can_act(&self, person: PersonId) -> bool {
        self.tables.people.get(person).is_some_and(|known| known.document.can_act())
    }

    /// Whether there is a disposition of a call, or a review that whoever handled it has before them: one that was given to
    /// whoever was taken for that is none of the call as it is known now.
    fn is_reviewed(&self, call: CallId) -> bool {
        let handler = self.tables.calls.get(call).map(|call| call.document.handler);
        let reviews = self.review_index.of_call(call).filter_map(|review| self.tables.reviews.get(review));
        let mut shown = reviews.filter(|review| review.state.is_shown() && Some(review.agent) == handler);
        self.findings.of_call(call).next().is_some() || shown.next().is_some()
    }
}

impl Facts for World {
    fn person(&self, person: PersonId) -> Known<&Person> {
        self.tables.people.get(person).map(|person| &person.document).into()
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        self.lines.steps(manager, report).into()
    }

    fn acting_manager(&self, person: PersonId) -> Known<PersonId> {
        self.lines.managers(person).iter().copied().find(|above| self.can_act(*above)).into()
    }

    fn acting_managers(&self, person: PersonId) -> Known<Vec<PersonId>> {
        Known::Present(self.lines.managers(person).iter().copied().filter(|above| self.can_act(*above)).collect())
    }

    fn in_office(&self, office: Office) -> Known<Vec<PersonId>> {
        if let Some(told) = self.told(|facts| facts.in_office(office)) {
            return told;
        }
        let access = self.policy().map_or(&self.first_access, |policy| &policy.settings.access);
        let capability = match office {
            Office::HumanResources => Capability::HumanResources,
            Office::Owner => Capability::OwnOrganisation,
            Office::TrackApprover => Capability::ApproveTracks,
        };
        Known::Present(self.holders.of(|role| access.carries(role, capability)))
    }

    fn feedback_released(&self, person: PersonId) -> Known<Vec<ReleasedRound>> {
        if let Some(told) = self.told(|facts| facts.feedback_released(person)) {
            return told;
        }
        let released = self.feedback_round_index.released.of(person, ()).into_iter().flatten();
        let rounds = released.filter_map(|(_, round)| self.tables.feedback_rounds.get(*round));
        Known::Present(rounds.filter_map(FeedbackRound::kept).collect())
    }

    fn tracks_kept(&self, since: Instant) -> Known<Vec<PersonId>> {
        if let Some(told) = self.told(|facts| facts.tracks_kept(since)) {
            return told;
        }
        let tracks = self.plan_index.tracks.iter().filter_map(|(_, plan)| self.tables.plans.get(*plan));
        let kept = tracks.filter(|plan| plan.ended_at().is_none_or(|ended| ended >= since));
        Known::Present(kept.map(|plan| plan.coachee).collect::<BTreeSet<_>>().into_iter().collect())
    }

    fn steps_above(&self, person: PersonId) -> Known<u32> {
        Known::Present(self.lines.steps_above(person))
    }

    fn steps_below(&self, person: PersonId) -> Known<u32> {
        Known::Present(self.lines.steps_below(person))
    }

    fn assessed(&self, key: AssessedKey) -> Known<Vec<AssessedSkills>> {
        if let Some(told) = self.told(|facts| facts.assessed(key)) {
            return told;
        }
        let of_month = self.assessment_index.by_month.of((key.person, key.month), ()).into_iter().flatten();
        let known = of_month.filter_map(|(_, assessment)| self.tables.assessments.get(*assessment));
        let mut assessed: Vec<AssessedSkills> = known.filter_map(Assessment::assessed).collect();
        assessed.sort_unstable_by_key(|one| one.assessment);
        Known::Present(assessed)
    }

    fn certifications(&self, person: PersonId) -> Known<Vec<TakenCertification>> {
        if let Some(told) = self.told(|facts| facts.certifications(person)) {
            return told;
        }
        let known = self.certifications_of(person);
        let taken = known.filter_map(|known| Some((known.certification, known.taken()?)));
        let mut taken: Vec<TakenCertification> =
            taken.map(|(certification, taken)| TakenCertification { certification, taken }).collect();
        taken.sort_unstable_by_key(|one| one.certification);
        Known::Present(taken)
    }

    fn reports_withheld(&self, person: PersonId) -> Known<Vec<WithheldReport>> {
        if let Some(told) = self.told(|facts| facts.reports_withheld(person)) {
            return told;
        }
        let withheld = self.skill_report_index.withheld(person);
        let reports = withheld.filter_map(|report| self.tables.skill_reports.get(report));
        let mut reports: Vec<WithheldReport> = reports.map(SkillReport::as_withheld).collect();
        reports.sort_unstable_by_key(|report| report.skill_report);
        Known::Present(reports)
    }

    fn reviews_answered(&self, review: ReviewId) -> Known<Vec<ReviewAssignmentId>> {
        if let Some(told) = self.told(|facts| facts.reviews_answered(review)) {
            return told;
        }
        let Some(review) = self.tables.reviews.get(review) else { return Known::Present(Vec::new()) };
        let asked = self.assignments_of(review.call);
        let met = asked.filter(|known| known.is_met_by(review.call, review.agent, review.keeper()));
        Known::Present(met.map(|known| known.review_assignment).collect())
    }

    fn reviews_asked(&self, call: CallId) -> Known<Vec<AskedReview>> {
        if let Some(told) = self.told(|facts| facts.reviews_asked(call)) {
            return told;
        }
        Known::Present(self.assignments_of(call).filter_map(ReviewAssignment::asked_review).collect())
    }

    fn reviews_given(&self, key: ReviewsGivenKey) -> Known<Vec<GivenReview>> {
        if let Some(told) = self.told(|facts| facts.reviews_given(key)) {
            return told;
        }
        let of_call = self.review_index.of_call(key.call).filter_map(|review| self.tables.reviews.get(review));
        Known::Present(of_call.filter_map(|review| review.given_by(key.reviewer)).collect())
    }

    fn scorecards_of_key(&self, scorecard: ScorecardId) -> Known<Vec<ScorecardId>> {
        if let Some(told) = self.told(|facts| facts.scorecards_of_key(scorecard)) {
            return told;
        }
        let Some(known) = self.tables.scorecards.get(scorecard) else { return Known::Present(Vec::new()) };
        let of_key = self.scorecard_index.of_key(&known.template.key);
        let others = of_key.filter(|other| *other != scorecard).filter_map(|other| self.tables.scorecards.get(other));
        let mut newest: Vec<ScorecardId> = others.filter_map(Scorecard::newest_published).collect();
        newest.sort_unstable();
        Known::Present(newest)
    }

    fn plan_templates_of_key(&self, plan_template: PlanTemplateId) -> Known<Vec<PlanTemplateId>> {
        if let Some(told) = self.told(|facts| facts.plan_templates_of_key(plan_template)) {
            return told;
        }
        let table = &self.tables.plan_templates;
        let Some(known) = table.get(plan_template) else { return Known::Present(Vec::new()) };
        let of_key = self.plan_template_index.of_key(&known.template.key);
        let others = of_key.filter(|other| *other != plan_template).filter_map(|other| table.get(other));
        let mut newest: Vec<PlanTemplateId> = others.filter_map(PlanTemplateVersion::newest_published).collect();
        newest.sort_unstable();
        Known::Present(newest)
    }

    fn plan_template_in_place(&self, shipped: ShippedTemplate) -> Known<PlanTemplateId> {
        if let Some(told) = self.told(|facts| facts.plan_template_in_place(shipped)) {
            return told;
        }
        let Some(template) = shipped.template() else { return Known::Absent };
        let of_key = self.plan_template_index.of_key(&template.key);
        let mut versions = of_key.filter_map(|version| self.tables.plan_templates.get(version));
        versions.find_map(PlanTemplateVersion::newest_published).into()
    }

    fn sampled(&self, call: CallId) -> Known<Vec<SampledIn>> {
        if let Some(told) = self.told(|facts| facts.sampled(call)) {
            return told;
        }
        Known::Present(self.review_queue.drawn(call).collect())
    }

    fn sessions_scheduled(&self, plan: PlanId) -> Known<Vec<SessionId>> {
        if let Some(told) = self.told(|facts| facts.sessions_scheduled(plan)) {
            return told;
        }
        Known::Present(self.scheduled_of(plan))
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        self.tables.calls.get(call).map(|call| &call.document).into()
    }

    fn glance(&self, thing: ThingRef) -> Known<Glance<'_>> {
        self.state_of(thing).glance().into()
    }

    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>> {
        if let Some(told) = self.told(|facts| facts.calls_begun(key)) {
            return told;
        }
        let begun = self.begun.between(key.earliest, key.latest).filter_map(|(began, id)| {
            let call = &self.tables.calls.get(id)?.document;
            Some(BegunCall {
                began,
                call: id,
                call_type: call.call_type.clone(),
                campaign: call.campaign.clone(),
                handler: call.handler,
                length_ms: call.length_ms,
                reviewed: self.is_reviewed(id),
            })
        });
        let mut begun: Vec<BegunCall> = begun.collect();
        begun.sort_unstable_by_key(|call| call.call);
        Known::Present(begun)
    }

    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore> {
        if let Some(told) = self.told(|facts| facts.coached_before(item)) {
            return told;
        }
        let before = self.tables.training_items.get(item).and_then(|item| {
            let check = item.check_key()?;
            self.coached.before(item.agent, check, item.raised.at, item.bundle)
        });
        before.into()
    }

    fn failed_checks(&self, call: CallId) -> Known<Vec<Failed>> {
        if let Some(told) = self.told(|facts| facts.failed_checks(call)) {
            return told;
        }
        let given = self.findings.of_call(call).filter_map(|id| self.tables.dispositions.get(id));
        let mut failed: Vec<Failed> = given.filter_map(Disposition::failed).collect();
        failed.sort_unstable_by(|one, other| one.check.cmp(&other.check));
        Known::Present(failed)
    }

    fn follow_up(&self, key: FollowUpKey) -> Known<FollowUp> {
        if let Some(told) = self.told(|facts| facts.follow_up(key)) {
            return told;
        }
        let open: Vec<&ActionItem> = self.action_items_between(key, action_items::Section::Open).collect();
        let mut due: Vec<LocalDate> = open.iter().filter_map(|item| item.due_on).collect();
        due.sort_unstable();
        let awaiting = self.action_items_between(key, action_items::Section::Awaiting).count();
        let given = self.review_index.given_to.of((key.reviewer, key.person), ());
        let count = |items: usize| u64::try_from(items).unwrap_or(u64::MAX);
        Known::Present(FollowUp {
            awaiting: count(awaiting),
            due,
            last_delivered: given.and_then(|given| given.last()).map(|(delivered, _)| *delivered),
            open: count(open.len()),
        })
    }

    fn choices(&self, person: PersonId) -> Known<&Choices> {
        if let Some(told) = &self.told
            && !self.settings_of.contains_key(&person)
        {
            told.note(FactKey::Thing(ThingRef::of(settings_of(person))));
        }
        let settings =
            self.settings_of.get(&person).and_then(|settings| self.tables.notification_settings.get(*settings));
        settings.map(|settings| &settings.choices).into()
    }

    fn observed(&self, key: ObservedKey) -> Known<Observed> {
        if let Some(told) = self.told(|facts| facts.observed(key)) {
            return told;
        }
        Known::Present(self.goal_index.observed(key.goal))
    }

    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed> {
        if let Some(told) = self.told(|facts| facts.team_observed(key)) {
            return told;
        }
        Known::Present(self.team_goal_index.observed(key.team_goal))
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        if let Some(told) = self.told(|facts| facts.duties(person)) {
            return told;
        }
        let mut kept = self.open_bundles(|section| self.bundle_index.by_keeper.of(person, section));
        kept.sort_unstable_by_key(|bundle| (bundle.created.at, bundle.bundle));
        let mut own = self.open_bundles(|section| self.bundle_index.shown_to.of(person, section));
        own.sort_unstable_by_key(|bundle| (bundle.released.map(|released| released.at), bundle.bundle));
        let raised = self.escalation_index.kept_by.of(person, ()).into_iter().flatten();
        let raised = raised.filter_map(|(_, id)| self.tables.escalations.get(*id));
        let asked = self
            .escalation_index
            .asked
            .all
            .listed
            .own(person, escalation::index::Section::Active)
            .into_iter()
            .flatten();
        let mut asked: Vec<&Escalation> = asked.filter_map(|(_, _, id)| self.tables.escalations.get(*id)).collect();
        asked.sort_unstable_by_key(|escalation| (escalation.raised.at, escalation.escalation));
        let bundles = kept.into_iter().map(|known| (known.agent, ThingRef::of(known.bundle)));
        let escalations = raised.map(|known| (known.agent, ThingRef::of(known.escalation)));
        let kept = bundles.chain(escalations).map(|(coached, thing)| facts::Kept { coached, moves: Vec::new(), thing });
        let asked = asked.into_iter().map(|known| Own { moves: Vec::new(), thing: ThingRef::of(known.escalation) });
        let given = self.action_items_assigned(person);
        let given = given.map(|item| facts::Kept {
            coached: item.assignee,
            moves: Vec::new(),
            thing: ThingRef::of(item.action_item),
        });
        let owed = self.review_index.owed_by.of(person, ()).into_iter().flatten();
        let owed = owed.filter_map(|(_, id)| self.tables.reviews.get(*id));
        let owed = owed.map(|known| facts::Kept {
            coached: known.agent,
            moves: Vec::new(),
            thing: ThingRef::of(known.review),
        });
        let led = self.calibration_index.led_by.of(person, ()).into_iter().flatten();
        let led = led.filter_map(|(_, id)| self.tables.calibrations.get(*id));
        let led = led.map(|known| facts::Kept {
            coached: known.agent,
            moves: Vec::new(),
            thing: ThingRef::of(known.calibration),
        });
        let to_do = self.action_items_to_do(person);
        let to_do = to_do.into_iter().map(|item| Own { moves: Vec::new(), thing: ThingRef::of(item.action_item) });
        let to_give = self.reviews_to_give(person);
        let to_give = to_give.map(|one| facts::Kept {
            coached: one.agent,
            moves: Vec::new(),
            thing: ThingRef::of(one.review_assignment),
        });
        let to_get = self.reviews_to_get(person);
        let to_get = to_get.map(|one| Own { moves: Vec::new(), thing: ThingRef::of(one.review_assignment) });
        let own = own.into_iter().map(moved_along).chain(asked).chain(to_do).chain(to_get);
        let plan = |known: &Plan, moves: Vec<ThingRef>| facts::Kept {
            coached: known.coachee,
            moves,
            thing: ThingRef::of(known.plan),
        };
        let coached = self
            .plans_coached(person)
            .into_iter()
            .map(|known| plan(known, self.scheduled_of(known.plan).into_iter().map(ThingRef::of).collect()));
        Known::Present(Duties {
            kept: kept.chain(given).chain(owed).chain(led).chain(to_give).chain(coached).collect(),
            own: own.collect(),
            to_decide: self.tracks_to_approve(person).map(|known| plan(known, Vec::new())).collect(),
        })
    }

    fn gather(&self, _: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        Ok(())
    }
}

impl Source for World {
    fn state(&self, thing: ThingRef) -> Known<AnyThing<'_>> {
        Known::Present(self.state_of(thing))
    }
}

/// A bundle that coaches a person, with what moves when it ends.
fn moved_along(bundle: &Bundle) -> Own {
    let items = bundle.content.training_items.iter().copied().map(ThingRef::of);
    let goals: BTreeSet<GoalId> = bundle.goals().map(|(goal, _)| goal).collect();
    Own { moves: items.chain(goals.into_iter().map(ThingRef::of)).collect(), thing: ThingRef::of(bundle.bundle) }
}
