//! `report.performance`: how somebody did on some days: the coaching that they got, how their scores went, what there is to improve,
//! and what became of what they were given to do.
//!
//! Rules: INS-04, RPT-03, RPT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::records::{self, Draws, Reserved};
use crate::workspace::index::moments::Moments;
use crate::workspace::index::sums::Additive as _;
use crate::workspace::queries::review_pack::{PersonReviewPack, ReviewPackCount, ReviewPackItem, ReviewPackSection};
use crate::workspace::queries::zone_seen::zone_seen;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::action_item::figures::{ActionItemFigures, ActionItemsOfPerson, WhoseActionItems};
use crate::workspace::things::review::averages::AveragesOf;
use touchline_calculators::insight::{
    Asked as Window, CoachingRecords, Every, ImprovementArea, PersonInsight, TeamInsight, TrendWindows,
};
use touchline_calculators::metric::{Window as MetricWindow, WindowDays};
use touchline_kernel::{DaySpan, Failure, PersonId, Reason, Rejection, Zone};
use touchline_law::facts::{Refusal, first_fault, moments_of};
use touchline_law::ground::{MOST_REPORT_DAYS, check_report_days};
use touchline_law::things::action_item::{ActionItemRates, Due};
use touchline_law::things::review::ReviewAverages;

/// Whose, on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PerformanceOf")]
pub struct ReportPerformance {
    /// The days, both of them included, where the person is.
    pub days: DaySpan,
    /// The person.
    pub person: PersonId,
}

/// How somebody did on some days, of what the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PerformanceReport {
    /// Of what they were to do by these days, how much was done, and done in time.
    pub action_items: ActionItemRates,
    /// How much of each sort they were coached by: `person.review_pack_section` shows it, and `history.received` all of it in one order.
    pub coaching: Vec<ReviewPackCount>,
    /// The days.
    pub days: DaySpan,
    /// What there is to improve, what was found most often first.
    pub improvement_areas: Vec<ImprovementArea>,
    /// What waits for them, how their scores go month by month, what they reached, and their habits: over what was given on these
    /// days and on as many before, and what was given earlier and still waits, or was to be done by these days.
    pub insight: PersonInsight,
    /// The person.
    pub person: PersonId,
    /// What the reviews of calls of these days come to.
    pub reviews: ReviewAverages,
}

impl Question for ReportPerformance {
    type View = PerformanceReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<PerformanceReport, Refusal> {
        self.report(asked, Reserved::Told)
    }
}

impl ReportPerformance {
    /// The report, with or without what is reserved.
    pub(in crate::workspace) fn report(
        &self,
        asked: &Asked<'_>,
        reserved: Reserved,
    ) -> Result<PerformanceReport, Refusal> {
        let (days, person) = (checked(self.days)?, self.person);
        let (window, mut records) =
            recorded(asked, days, zone_seen(asked, person)?, (&[person], reserved, Draws::LeftOut))?;
        let since = window.window.previous().map_err(|reason| reason.at("/body/days"))?.moments().since;
        records::add_earlier(&mut records, asked, (person, reserved), (since, days))?;
        // A month is told as a whole, and so is the one in which the days before begin.
        let month = window.zone.first_moment(window.zone.day_of(since).first_of_month());
        records.scores.extend(records::scores(
            asked,
            (&[person], Draws::LeftOut),
            Moments { since: month, until: since },
        )?);
        let whose = records::key(person);
        let arrow_points = asked.policy.skill.arrow_points;
        let trend = TrendWindows { arrow_points, every: Every::Month, zone: window.zone };
        let insight = PersonInsight::of(&records, &whose, (&window, &trend, &asked.policy.insight)).map_err(refused)?;
        let (action_items, coaching) = match reserved {
            Reserved::LeftOut => (rates_beside_plans(asked, person, days)?, told_beside_plans(asked, person, days)?),
            Reserved::Told => {
                let whose = WhoseActionItems::Person(ActionItemsOfPerson { person });
                let rates = ActionItemFigures { days, whose }.answer(asked)?;
                (rates, PersonReviewPack { days, person }.answer(asked)?.sections)
            }
        };
        Ok(PerformanceReport {
            action_items,
            coaching,
            days,
            improvement_areas: TeamInsight::of(&records, &[whose], &window, &asked.policy.insight).improvement_areas,
            insight,
            person,
            reviews: AveragesOf { agent: person, days }.answer(asked)?,
        })
    }
}

/// What was due on some days and stands under no plan, of what the viewer sees.
fn rates_beside_plans(asked: &Asked<'_>, person: PersonId, days: DaySpan) -> Result<ActionItemRates, Refusal> {
    let mut due = Due::default();
    let to_do = asked.world.action_item_index.due_of(person, days);
    for item in to_do.filter_map(|item| asked.world.tables.action_items.get(item)) {
        if asked.show(item)?.is_some_and(|seen| !seen.is_under_plan()) {
            due.add(&Due::one(item));
        }
    }
    Ok(ActionItemRates::of(&due))
}

/// How much somebody was coached by, without what stands under plans, and without skill reports, of which some may be withheld.
fn told_beside_plans(asked: &Asked<'_>, person: PersonId, days: DaySpan) -> Result<Vec<ReviewPackCount>, Refusal> {
    let is_told = |item| !matches!(item, ReviewPackItem::ActionItem(item) if item.is_under_plan());
    PersonReviewPack { days, person }.counted(asked, ReviewPackSection::is_told_by_links, is_told)
}

/// Days that a report can be over.
pub(in crate::workspace) fn checked(days: DaySpan) -> Result<DaySpan, Refusal> {
    check_report_days(days).map_err(|reason| Rejection::from(reason).at("/body/days"))?;
    Ok(days)
}

fn too_many() -> Refusal {
    Rejection::from(Reason::out_of_range(MOST_REPORT_DAYS, 1, MOST_REPORT_DAYS)).at("/body/days").into()
}

/// What the viewer sees of people's coaching on some days, and on as many before.
pub(in crate::workspace) fn recorded(
    asked: &Asked<'_>,
    days: DaySpan,
    zone: Zone,
    (people, reserved, draws): (&[PersonId], Reserved, Draws),
) -> Result<(Window, CoachingRecords), Refusal> {
    let window = MetricWindow::Days(WindowDays { first: days.first, last: days.last, zone });
    let before = window.previous().map_err(|reason| reason.at("/body/days"))?;
    let (_, until) = moments_of(days, zone);
    let mut records = CoachingRecords::default();
    for person in people {
        records::add(
            &mut records,
            asked,
            (*person, reserved, draws),
            Moments { since: before.moments().since, until },
        )?;
    }
    Ok((Window { at: asked.viewing.at, window, zone }, records))
}

/// Scores that lie too far apart for windows as short as these: by how many windows they do.
pub(super) fn refused(failure: Failure) -> Refusal {
    match failure {
        Failure::Rejected(rejection) => rejection.at("/body/days").into(),
        Failure::BadInput(bad) => first_fault(bad, |_| "/body/days".to_owned()).into(),
        _ => too_many(),
    }
}
