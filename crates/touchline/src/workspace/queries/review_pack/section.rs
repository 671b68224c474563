//! The sections of a review pack, a row each: which index holds them by person, and which moment of each counts.
//!
//! Rules: PLN-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::item::{PlanInPack, ReviewPackItem as Item};
use crate::workspace::index::lists::Section as _;
use crate::workspace::index::moments::first_at;
use crate::workspace::queries::cursor::Position;
use crate::workspace::queries::listing::{Listing, Paging};
use crate::workspace::queries::zone_seen::zone_seen;
use crate::workspace::queries::{Asked, Page};
use crate::workspace::things::coaching_meeting::index::counted;
use crate::workspace::things::plan::index::RanKey;
use crate::workspace::things::{bundle, goal, self_review, session};
use crate::workspace::{Ordered, SortKey, Tabled};
use touchline_kernel::{DaySpan, Instant, PersonId, Rejection, Zone};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::ground::{GoalId, PlanId};
use touchline_law::things::action_item::ActionItem;
use touchline_law::things::assessment::Assessment;
use touchline_law::things::bundle::Bundle;
use touchline_law::things::certification::{self, Certification};
use touchline_law::things::coaching_meeting::{CoachingMeeting, CoachingMeetingSight};
use touchline_law::things::escalation::Escalation;
use touchline_law::things::feedback_round::{FeedbackRound, FeedbackRoundSight};
use touchline_law::things::goal::Goal;
use touchline_law::things::plan::Plan;
use touchline_law::things::plan_feedback::PlanFeedback;
use touchline_law::things::progress_note::ProgressNote;
use touchline_law::things::review::Review;
use touchline_law::things::self_review::SelfReview;
use touchline_law::things::session::Session;
use touchline_law::things::skill_report::{self, SkillReport};
use touchline_law::things::training_item::{self, TrainingItem};

/// The sections of a review pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReviewPackSection {
    /// The packs that were released to the person on these days, whatever became of them.
    Bundles,
    /// The reviews of their calls that were delivered on these days, but for those that were taken back or are void.
    Reviews,
    /// What they were given to do on these days, whatever became of it.
    ActionItems,
    /// The goals whose days share one with these, the one that ends last first.
    Goals,
    /// Their skill reports that were recorded on these days.
    SkillReports,
    /// The plans whose days ran on one of these: from when a plan was activated until it was completed or called off. First those
    /// that go on, the one last activated first; then those that came to their end, the one that did last first.
    Plans,
    /// The sessions that coached them and began on these days, of those that were held and those that somebody missed.
    Sessions,
    /// The meetings of programmes that were for them alone and lie on these days, of those that were held and those that were missed.
    Meetings,
    /// What those who coach them wrote down between sessions on these days.
    ProgressNotes,
    /// What those who coach them said to them under plans on these days.
    Feedback,
    /// What was released on these days of the answers of many about them.
    FeedbackRounds,
    /// What came up on these days that they were to be trained in, whatever became of it; for those who keep that queue.
    TrainingItems,
    /// What they made of their own calls and submitted on these days.
    SelfReviews,
    /// The questions that were put to them on these days, whatever became of them.
    Escalations,
    /// The assessments of their skills in which both sides were in on these days.
    Assessments,
    /// The certifications whose examination was on one of these days, but for those that were withdrawn.
    Certifications,
    /// The meetings of programmes that were for all of a team, lie on these days, and were held or missed: of the teams of those
    /// above them now, of whoever has not left. What lies before their first day of work is left out for whoever sees that day.
    TeamMeetings,
}

impl ReviewPackSection {
    pub(super) fn name(self) -> &'static str {
        self.into()
    }

    /// What is told of a section by its number to whoever follows a link: how much there is under plans is as confidential as what it
    /// says, and so with programmes; of reports some may be withheld, the queue is for its keepers alone, what somebody made of
    /// their own calls is theirs, and what they were asked or how they were assessed is theirs and of those who ask and assess.
    pub(in crate::workspace) const fn is_told_by_links(self) -> bool {
        match self {
            ReviewPackSection::Bundles
            | ReviewPackSection::Reviews
            | ReviewPackSection::ActionItems
            | ReviewPackSection::Goals => true,
            ReviewPackSection::SkillReports
            | ReviewPackSection::Plans
            | ReviewPackSection::Sessions
            | ReviewPackSection::Meetings
            | ReviewPackSection::ProgressNotes
            | ReviewPackSection::Feedback
            | ReviewPackSection::FeedbackRounds
            | ReviewPackSection::TrainingItems
            | ReviewPackSection::SelfReviews
            | ReviewPackSection::Escalations
            | ReviewPackSection::Assessments
            | ReviewPackSection::Certifications
            | ReviewPackSection::TeamMeetings => false,
        }
    }
}

/// What somebody was coached by on some days, where they are.
pub(super) struct Pack<'a> {
    asked: &'a Asked<'a>,
    days: DaySpan,
    person: PersonId,
    since: Instant,
    until: Instant,
}

/// Which part of a section is wanted, and as what.
pub(super) struct Read<'p, View> {
    pub(super) name: String,
    pub(super) of: fn(Item) -> View,
    pub(super) paging: Paging<'p>,
}

impl<'a> Pack<'a> {
    pub(super) fn of(asked: &'a Asked<'a>, person: PersonId, days: DaySpan) -> Result<Self, Refusal> {
        days.check().map_err(|reason| Rejection::from(reason).at("/body/days"))?;
        let (since, until) = moments_of(days, zone_seen(asked, person)?);
        Ok(Pack { asked, days, person, since, until })
    }

    /// What a section holds, of what the viewer sees.
    pub(super) fn read<View>(&self, section: ReviewPackSection, read: Read<'_, View>) -> Result<Page<View>, Refusal> {
        let (world, person) = (self.asked.world, self.person);
        match section {
            ReviewPackSection::Bundles => {
                let shown = bundle::index::Section::ALL.iter();
                let keys = shown.filter_map(|section| world.bundle_index.shown_to.of(person, *section));
                self.by_moment::<Bundle, _>(read, keys, |seen| Some(Item::Bundle(Box::new(seen))))
            }
            ReviewPackSection::Reviews => {
                let keys = world.review_index.received.of(person, ());
                self.by_moment::<Review, _>(read, keys, |seen| Some(Item::Review(Box::new(seen))))
            }
            ReviewPackSection::ActionItems => {
                let keys = world.action_item_index.received.of(person, ());
                self.by_moment::<ActionItem, _>(read, keys, |seen| Some(Item::ActionItem(Box::new(seen))))
            }
            ReviewPackSection::Goals => self.goals(read),
            ReviewPackSection::SkillReports => {
                let states = skill_report::State::VARIANTS.iter();
                let keys = states.filter_map(|state| world.skill_report_index.by_person.of(person, *state));
                self.by_moment::<SkillReport, _>(read, keys, |seen| Some(Item::SkillReport(Box::new(seen))))
            }
            ReviewPackSection::Plans => self.plans(read),
            ReviewPackSection::Sessions => {
                use session::index::{Of, Section};
                let took_place = [Section::Held, Section::Missed].into_iter();
                let keys = took_place.flat_map(|section| world.session_index.listed.all(Of::Coachee(person), section));
                self.by_moment::<Session, _>(read, keys, |seen| Some(Item::Session(Box::new(seen))))
            }
            ReviewPackSection::Meetings => {
                let keys = counted(&world.coaching_meeting_index.own, person);
                self.by_day::<CoachingMeeting, _>(read, keys, met)
            }
            ReviewPackSection::ProgressNotes => {
                let keys = world.progress_note_index.of_coachee.of(person, ());
                self.by_moment::<ProgressNote, _>(read, keys, |seen| Some(Item::ProgressNote(Box::new(seen))))
            }
            ReviewPackSection::Feedback => {
                let keys = world.plan_feedback_index.to_coachee.of(person, ());
                self.by_moment::<PlanFeedback, _>(read, keys, |seen| Some(Item::PlanFeedback(Box::new(seen))))
            }
            ReviewPackSection::FeedbackRounds => {
                let keys = world.feedback_round_index.released.of(person, ());
                // Whoever was asked alone sees nothing of what was released.
                let item = |seen: FeedbackRoundSight| seen.of_plan().map(|seen| Item::FeedbackRound(Box::new(seen)));
                self.by_moment::<FeedbackRound, _>(read, keys, item)
            }
            ReviewPackSection::TrainingItems => {
                let states = training_item::State::VARIANTS.iter();
                let keys = states.filter_map(|state| world.training_index.queue.own(person, *state));
                self.by_moment::<TrainingItem, _>(read, keys, |seen| Some(Item::TrainingItem(Box::new(seen))))
            }
            ReviewPackSection::SelfReviews => {
                use self_review::index::Section;
                let submitted = [Section::Submitted, Section::Archived].into_iter();
                let keys = submitted.filter_map(|section| world.self_review_index.own.of(person, section));
                self.by_moment::<SelfReview, _>(read, keys, |seen| Some(Item::SelfReview(Box::new(seen))))
            }
            ReviewPackSection::Escalations => {
                let keys = world.escalation_index.raised_to.of(person, ());
                self.by_moment::<Escalation, _>(read, keys, |seen| Some(Item::Escalation(Box::new(seen))))
            }
            ReviewPackSection::Assessments => {
                let keys = world.assessment_index.completed.of(person, ());
                self.by_moment::<Assessment, _>(read, keys, |seen| Some(Item::Assessment(Box::new(seen))))
            }
            ReviewPackSection::Certifications => {
                let (index, recorded) = (&world.certification_index, certification::State::Recorded);
                let keys = index.listed.own(person, recorded).into_iter().chain(index.put_away.of(person, recorded));
                self.by_day::<Certification, _>(read, keys, |seen| Some(Item::Certification(Box::new(seen))))
            }
            ReviewPackSection::TeamMeetings => self.team_meetings(read),
        }
    }

    /// What stands by the moment that counts of it, as far as that is one of the days.
    fn by_moment<T: Tabled, View>(
        &self,
        read: Read<'_, View>,
        keys: impl IntoIterator<Item = &'a Ordered<SortKey<T::Mark>>>,
        item: impl Fn(T::View) -> Option<Item>,
    ) -> Result<Page<View>, Refusal> {
        self.between::<T, View>(read, keys, ((self.since, self.until), item))
    }

    /// What stands by its day, as far as that is one of the days, wherever the person is.
    fn by_day<T: Tabled, View>(
        &self,
        read: Read<'_, View>,
        keys: impl IntoIterator<Item = &'a Ordered<SortKey<T::Mark>>>,
        item: impl Fn(T::View) -> Option<Item>,
    ) -> Result<Page<View>, Refusal> {
        self.between::<T, View>(read, keys, (moments_of(self.days, Zone::default()), item))
    }

    /// What stands by a moment from one on, and before another.
    fn between<T: Tabled, View>(
        &self,
        read: Read<'_, View>,
        keys: impl IntoIterator<Item = &'a Ordered<SortKey<T::Mark>>>,
        ((since, until), item): ((Instant, Instant), impl Fn(T::View) -> Option<Item>),
    ) -> Result<Page<View>, Refusal> {
        let Read { name, of, paging } = read;
        let listing = self.listing(name, keys, paging)?.beginning(first_at(until));
        listing.page_while(|(moment, _)| *moment >= since, |id| Ok(self.asked.shown::<T>(id)?.and_then(&item).map(of)))
    }

    /// Who is of a team is whoever stands below the one who leads it and has not left, as for adherence to its programme.
    fn team_meetings<View>(&self, read: Read<'_, View>) -> Result<Page<View>, Refusal> {
        let world = self.asked.world;
        let person = world.tables.people.get(self.person).map(|person| &person.document).filter(|person| person.active);
        let managers = person.map(|person| world.lines.managers(person.person)).unwrap_or_default();
        let teams = &world.coaching_meeting_index.of_team;
        let keys = managers.iter().flat_map(|manager| counted(teams, *manager));
        let (mut since, until) = moments_of(self.days, Zone::default());
        if let Some(hired) = person.and_then(|person| person.hire_date)
            && self.asked.sees_employment(self.person)?
        {
            since = since.max(Zone::default().first_moment(hired));
        }
        self.between::<CoachingMeeting, View>(read, keys, ((since, until), met))
    }

    /// Goals stand by their last day, whichever days are theirs before it.
    fn goals<View>(&self, Read { name, of, paging }: Read<'_, View>) -> Result<Page<View>, Refusal> {
        let (world, first) = (self.asked.world, Zone::default().first_moment(self.days.first));
        let listed = goal::index::Section::ALL.iter();
        let keys = listed.filter_map(|section| world.goal_index.listed.of(self.person, *section));
        let is_meant = |id: GoalId| {
            let goal = world.tables.goals.get(id);
            goal.is_some_and(|goal| goal.days.shared(self.days).is_some())
        };
        self.listing(name, keys, paging)?.page_while(
            |(last, _)| *last >= first,
            |id| {
                let seen = if is_meant(id) { self.asked.shown::<Goal>(id)? } else { None };
                Ok(seen.map(|seen| of(Item::Goal(Box::new(seen)))))
            },
        )
    }

    /// Those that go on stand before those that came to their end.
    fn plans<View>(&self, Read { name, of, paging }: Read<'_, View>) -> Result<Page<View>, Refusal> {
        let keys = self.asked.world.plan_index.ran.of(self.person, ());
        self.listing(name, keys, paging)?.page_while(
            |(goes_on, moment, _): &RanKey| *goes_on || *moment >= self.since,
            |id| Ok(self.plan(id)?.map(|plan| of(Item::Plan(Box::new(plan))))),
        )
    }

    fn plan(&self, id: PlanId) -> Result<Option<PlanInPack>, Refusal> {
        let Some(plan) = self.asked.world.tables.plans.get(id) else { return Ok(None) };
        if plan.activated.is_none_or(|activated| activated.at >= self.until) {
            return Ok(None);
        }
        let achieved = || plan.achieved_between(&(self.since..self.until));
        Ok(self.asked.show::<Plan>(plan)?.map(|seen| PlanInPack { achieved: achieved(), plan: seen }))
    }

    fn listing<P: Position>(
        &self,
        name: String,
        keys: impl IntoIterator<Item = &'a Ordered<P>>,
        paging: Paging<'_>,
    ) -> Result<Listing<'a, P>, Refusal> {
        Listing::new(name, self.asked, keys.into_iter().collect(), paging)
    }
}

/// A meeting, if it was held or missed: one that was called off coached nobody.
fn met(seen: CoachingMeetingSight) -> Option<Item> {
    seen.took_place_or_was_missed().then(|| Item::CoachingMeeting(Box::new(seen)))
}
