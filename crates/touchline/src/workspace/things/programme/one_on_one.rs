//! `programme.one_on_one`: what a one-on-one with somebody is prepared with, from what the workspace holds: the figures of the
//! week that is over beside those of the week before it, what is open, what is to be reached, what was planned for deals, and
//! what the last one was, but for what was put away. For those who keep the programme, each part as far as they see it
//! elsewhere.
//!
//! Rules: ACC-14, KER-09, PRG-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::team::{kept, version_on};
use crate::workspace::queries::{Asked, Page, Question};
use crate::workspace::things::action_item::lists::{ActionItemList, ActionItemsOf};
use crate::workspace::things::coaching_meeting::index::Section;
use crate::workspace::things::goal::lists::{GoalList, GoalsOf};
use touchline_calculators::metric::Metric;
use touchline_calculators::programme::{DealPlan, MeetingOutput, PREPARED, format_for_each, whole_week};
use touchline_calculators::progress::{Measure, MetricMeasure, Observed, Unit};
use touchline_kernel::money::Currency;
use touchline_kernel::text::Prose;
use touchline_kernel::{Code, DaySpan, DetailKey, Key, LocalDate, PersonId, Reason, Rejection};
use touchline_law::access::Action;
use touchline_law::facts::{Refusal, refuse_first};
use touchline_law::ground::{CoachingMeetingId, ProgrammeId};
use touchline_law::things::action_item::StaffActionItem;
use touchline_law::things::coaching_meeting::{
    CoachingMeeting, CoachingMeetingSight, MeetingOutcome, StaffCoachingMeeting,
};
use touchline_law::things::goal::StaffGoal;

/// How many of each list there are where nobody says.
const DEFAULT_LIMIT: u32 = 10;

/// The format of a one-on-one among those that ship.
fn weekly_one_on_one() -> Key {
    Key::new("weekly_one_on_one")
}

/// With whom, when, under which programme.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeOneOnOneWith")]
pub struct ProgrammeOneOnOne {
    /// The format, by its key: one of the programme's, held for each person.
    #[serde(default = "weekly_one_on_one")]
    pub format: Key,
    /// How many of each list at the most; 10 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// The day, where the person is.
    pub on: LocalDate,
    /// With whom.
    pub person: PersonId,
    /// The programme.
    pub programme: ProgrammeId,
}

/// What a metric came to in a week, and in the week before it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OneOnOneFigure {
    /// The currency, of money.
    pub currency: Option<Currency>,
    /// The metric.
    pub metric: Metric,
    /// How many records count.
    pub observations: u64,
    /// How many counted in the week before.
    pub observations_before: u64,
    /// What it is in.
    pub unit: Unit,
    /// What it comes to; null where no day of the week was recorded, or where there is no figure over what was.
    pub value: Option<f64>,
    /// What it came to in the week before.
    pub value_before: Option<f64>,
}

/// What was planned for deals when somebody's pipeline was last reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlannedDeals {
    /// The meeting in which it was planned.
    pub coaching_meeting: CoachingMeetingId,
    /// The deals.
    pub deals: Vec<DealPlan>,
    /// The day of the meeting.
    pub on: LocalDate,
}

/// What a one-on-one with somebody is prepared with. Each list goes on from its `next` with the query that is named.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "OneOnOne")]
pub struct OneOnOneView {
    /// What the person is to do, what is due first first: `action_item.list`, of this assignee, open.
    pub actions: Page<StaffActionItem>,
    /// The format's agenda.
    pub agenda: Vec<Prose>,
    /// What was planned for deals; null where no review of the person's pipeline up to the day planned any. One that was put away
    /// does not count here.
    pub deals: Option<PlannedDeals>,
    /// The figures of the week; null for who is not shown the person's.
    pub figures: Option<Vec<OneOnOneFigure>>,
    /// What the person is to reach, what ends first first: `goal.list`, of this person, active.
    pub goals: Page<StaffGoal>,
    /// The last one that was held up to the day and is not put away, with what came of it; null where there is none.
    pub last: Option<StaffCoachingMeeting>,
    /// The day.
    pub on: LocalDate,
    /// With whom.
    pub person: PersonId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The week that is over: the last one from Monday to Sunday before the week of the day.
    pub week: DaySpan,
}

impl Question for ProgrammeOneOnOne {
    type View = OneOnOneView;

    fn answer(&self, asked: &Asked<'_>) -> Result<OneOnOneView, Refusal> {
        let programme = kept(asked, self.programme)?;
        let is_member = asked.world.lines.steps(programme.manager, self.person).is_some();
        let person = asked.world.tables.people.get(self.person).filter(|known| is_member && known.document.active);
        person.ok_or_else(|| Rejection::from(Code::NotFound).at("/body/person"))?;
        let version = version_on(programme, self.on).ok_or(Code::NotFound)?;
        let format = format_for_each(version.document.formats(), &self.format, "/body/format");
        let agenda = refuse_first(format, str::to_owned)?.agenda.clone();
        let too_early = || Rejection::from(Reason::new(Code::InvalidDate).with(DetailKey::Actual, self.on.to_string()));
        let (week, before) =
            whole_week(self.on, 1).zip(whole_week(self.on, 2)).ok_or_else(|| too_early().at("/body/on"))?;
        let (after, limit) = (None, Some(self.limit.unwrap_or(DEFAULT_LIMIT)));
        let actions = ActionItemsOf {
            after: None,
            assignee: Some(self.person),
            decided_by_me: false,
            limit,
            list: ActionItemList::Open,
            plan: None,
        };
        let shown = asked.standing(self.person)?.may(Action::SeeSkillScores).is_ok();
        Ok(OneOnOneView {
            actions: actions.answer(asked)?,
            agenda,
            deals: self.deals(asked)?,
            figures: shown.then(|| self.figures(asked, week, before)),
            goals: GoalsOf { after, limit, list: GoalList::Active, person: self.person }.answer(asked)?,
            last: self.held(asked, |meeting| meeting.content.format == self.format)?,
            on: self.on,
            person: self.person,
            programme: self.programme,
            week,
        })
    }
}

impl ProgrammeOneOnOne {
    /// The last meeting with the person up to the day that was held under the programme, of those that are meant; those that
    /// were put away are not.
    fn held(
        &self,
        asked: &Asked<'_>,
        is_meant: impl Fn(&CoachingMeeting) -> bool,
    ) -> Result<Option<StaffCoachingMeeting>, Refusal> {
        let own = asked.world.coaching_meeting_index.own.of(self.person, Section::Recorded).into_iter().flatten();
        let known = own.rev().filter_map(|(_, id)| asked.world.tables.coaching_meetings.get(*id));
        let mut held = known.filter(|meeting| {
            meeting.programme == self.programme
                && meeting.content.on <= self.on
                && meeting.content.outcome == MeetingOutcome::Held
        });
        let Some(meeting) = held.find(|meeting| is_meant(meeting)) else { return Ok(None) };
        Ok(asked.show(meeting)?.and_then(CoachingMeetingSight::staff))
    }

    fn deals(&self, asked: &Asked<'_>) -> Result<Option<PlannedDeals>, Refusal> {
        let is_pipeline = |output: &MeetingOutput| matches!(output, MeetingOutput::PipelineReview(_));
        let meeting = self.held(asked, |meeting| meeting.content.outputs.iter().any(is_pipeline))?;
        Ok(meeting.map(|meeting| {
            let planned = meeting.content.outputs.into_iter().filter_map(|output| match output {
                MeetingOutput::PipelineReview(review) => Some(review.deals),
                MeetingOutput::PerformanceReview(_) | MeetingOutput::Technique(_) => None,
            });
            PlannedDeals {
                coaching_meeting: meeting.coaching_meeting,
                deals: planned.flatten().collect(),
                on: meeting.content.on,
            }
        }))
    }

    fn figures(&self, asked: &Asked<'_>, week: DaySpan, before: DaySpan) -> Vec<OneOnOneFigure> {
        let figure = |metric: &Metric| {
            let mut measure = MetricMeasure { against: None, currency: None, metric: *metric, stage: None };
            measure.currency = asked.policy.metric.currency.filter(|_| measure.entry().in_currency);
            let (observations, value) = self.counted(asked, &measure, week);
            let (observations_before, value_before) = self.counted(asked, &measure, before);
            let unit = measure.entry().unit;
            OneOnOneFigure {
                currency: measure.currency,
                metric: *metric,
                observations,
                observations_before,
                unit,
                value,
                value_before,
            }
        };
        PREPARED.iter().map(figure).collect()
    }

    /// How many records of a metric counted on some days, and what they come to.
    fn counted(&self, asked: &Asked<'_>, measure: &MetricMeasure, days: DaySpan) -> (u64, Option<f64>) {
        let mut all: Option<Observed> = None;
        let reads = Measure::Metric(measure.clone());
        asked.world.observe_days((self.person, measure), days, |day| {
            if let Some(observed) = reads.reads(day) {
                all.get_or_insert_default().add(&observed);
            }
        });
        let value = all.and_then(|all| reads.value(&all, days));
        (all.map_or(0, |all| all.count), value)
    }
}
