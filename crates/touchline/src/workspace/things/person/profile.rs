//! `person.profile`: a person, where they stand, and how they are coached, as far as the viewer sees it.
//!
//! Rules: ORG-04, PLN-12, WSP-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::workspace::queries::{Asked, Page, Question, tallies};
use crate::workspace::things::goal::lists::{GoalList, GoalMine, GoalsOf};
use crate::workspace::things::person::list::PersonList;
use crate::workspace::things::plan::lists::{MyPlanList, PlanList, PlanMine, PlansOf};
use touchline_kernel::{Actor, Code, PersonId, Recorded, WarningCount};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::people::Person;
use touchline_law::law::open_duties;
use touchline_law::things::bundle::{self, Bundle};
use touchline_law::things::goal::GoalSight;
use touchline_law::things::person::{PersonCard, PersonSight, card};
use touchline_law::things::plan::PlanSight;
use touchline_law::things::skill_report::{self, SkillReport, SkillReportSight};

/// How many reports, goals and plans there are where nobody says.
const DEFAULT_LIMIT: u32 = 10;

/// Whose profile.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PersonProfileOf")]
pub struct PersonProfile {
    /// How many reports, goals and plans of each list at the most; 10 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// The person.
    pub person: PersonId,
}

/// Where somebody stands in the organisation.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonLine {
    /// Everybody who manages them, directly or through others, the nearest first.
    pub above: Vec<PersonCard>,
    /// How many steps they stand above the viewer, whom they manage; null where they do not.
    pub above_viewer: Option<u32>,
    /// How many steps they stand below the viewer, who manages them; null where the viewer does not.
    pub below_viewer: Option<u32>,
    /// How many steps they stand below the top of their line: 0 for whoever reports to nobody.
    pub depth: usize,
}

/// Those who report to somebody and are still there, of whom the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonReports {
    /// How many report directly.
    pub direct: u64,
    /// How many report directly or through others.
    pub everybody: u64,
    /// Those who report directly, by name: `person.list` goes on from `next`, of those `below` them, `direct` and `active`.
    pub first: Page<PersonSight>,
}

/// How many bundles stand in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundlesInState {
    /// How many.
    pub count: u64,
    /// The state.
    pub state: bundle::State,
}

/// The plans that coach somebody, of those that the viewer sees: `plan.list` goes on from `next`, and for oneself `plan.mine`.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlansOfPerson {
    /// Those whose days run: the one that ends first first.
    pub active: Page<PlanSight>,
    /// Those that were called off: the newest first.
    pub cancelled: Page<PlanSight>,
    /// Those that are completed: the newest first.
    pub completed: Page<PlanSight>,
    /// Those that are being prepared: the oldest first. Whom they are to coach is shown none.
    pub drafts: Page<PlanSight>,
    /// Those that rest: the one that ends first first.
    pub on_hold: Page<PlanSight>,
}

/// A person, where they stand, and how they are coached.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "PersonPage")]
pub struct ProfileView {
    /// Their bundles by state, but for those that are archived: a row for each state in which there are any. Null for
    /// whoever does not see their bundles.
    pub bundles: Option<Vec<BundlesInState>>,
    /// What they still have to do, of which the viewer may know: how many of each kind. Null for whoever does not see
    /// their duties, and for themselves.
    pub duties: Option<Vec<WarningCount>>,
    /// What they are to reach, what ends first first: `goal.list` goes on from `next`, and for oneself `goal.mine`. Null
    /// for whoever does not see their goals.
    pub goals: Option<Page<GoalSight>>,
    /// Where they stand.
    pub line: PersonLine,
    /// The person.
    pub person: PersonSight,
    /// The plans that coach them, of those that the viewer sees.
    pub plans: PlansOfPerson,
    /// Those who report to them.
    pub reports: PersonReports,
    /// The skill report that was recorded last, of those that the viewer sees; null where there is none.
    pub skill_report: Option<SkillReportSight>,
}

impl Question for PersonProfile {
    type View = ProfileView;

    fn answer(&self, asked: &Asked<'_>) -> Result<ProfileView, Refusal> {
        let (person, limit) = (self.person, Some(self.limit.unwrap_or(DEFAULT_LIMIT)));
        let Some(seen) = asked.shown::<Recorded<Person>>(person)? else { return Err(Code::NotFound.into()) };
        Ok(ProfileView {
            bundles: bundles(asked, person)?,
            duties: duties(asked, person)?,
            goals: goals(asked, person, limit)?,
            line: line(asked, person)?,
            person: seen,
            plans: plans(asked, person, limit)?,
            reports: reports(asked, person, limit)?,
            skill_report: skill_report(asked, person)?,
        })
    }
}

fn line(asked: &Asked<'_>, person: PersonId) -> Result<PersonLine, Refusal> {
    let (lines, viewer) = (&asked.world.lines, asked.viewing.viewer);
    let mut above = Vec::new();
    for known in lines.managers(person).iter().filter_map(|manager| asked.world.tables.people.get(*manager)) {
        above.extend(card(&known.document, &asked.sight())?);
    }
    Ok(PersonLine {
        above_viewer: lines.steps(person, viewer),
        below_viewer: lines.steps(viewer, person),
        depth: above.len(),
        above,
    })
}

fn reports(asked: &Asked<'_>, person: PersonId, limit: Option<u32>) -> Result<PersonReports, Refusal> {
    let below = |direct| PersonList { limit, ..PersonList::below(person, direct) };
    Ok(PersonReports {
        direct: below(true).count(asked)?,
        everybody: below(false).count(asked)?,
        first: below(true).answer(asked)?,
    })
}

fn bundles(asked: &Asked<'_>, person: PersonId) -> Result<Option<Vec<BundlesInState>>, Refusal> {
    let by_state = |count: &dyn Fn(bundle::State) -> u64| {
        let rows = bundle::State::VARIANTS.iter().map(|state| BundlesInState { count: count(*state), state: *state });
        rows.filter(|row| row.count > 0).collect()
    };
    if asked.viewing.viewer == person {
        let given = tallies::given(asked)?;
        return Ok(Some(by_state(&|state| given.of(|other| other == state))));
    }
    if asked.standing(person)?.may(Action::SeeBundle).is_err() {
        return Ok(None);
    }
    let tally = asked.world.bundle_index.counts.of_agent(person);
    let followed = tallies::of_agent::<Bundle, _, _>(asked, person, &tally)?;
    Ok(Some(by_state(&|state| followed.of(|other| other == state))))
}

fn duties(asked: &Asked<'_>, person: PersonId) -> Result<Option<Vec<WarningCount>>, Refusal> {
    if asked.standing(person)?.may(Action::SeeDuties).is_err() {
        return Ok(None);
    }
    let viewer = Actor::Person(asked.viewing.viewer);
    open_duties(person, viewer, asked.viewing.at, asked.policy, asked.world).map(Some)
}

fn goals(asked: &Asked<'_>, person: PersonId, limit: Option<u32>) -> Result<Option<Page<GoalSight>>, Refusal> {
    let (after, list) = (None, GoalList::Active);
    if asked.viewing.viewer == person {
        return Ok(Some(GoalMine { after, limit, list }.answer(asked)?.map(GoalSight::Agent)));
    }
    if asked.standing(person)?.may(Action::SeeGoal).is_err() {
        return Ok(None);
    }
    Ok(Some(GoalsOf { after, limit, list, person }.answer(asked)?.map(GoalSight::Staff)))
}

fn plans(asked: &Asked<'_>, person: PersonId, limit: Option<u32>) -> Result<PlansOfPerson, Refusal> {
    let of = |own: Option<MyPlanList>, list: PlanList| -> Result<Page<PlanSight>, Refusal> {
        if asked.viewing.viewer != person {
            return Ok(PlansOf { after: None, coachee: Some(person), limit, list }
                .answer(asked)?
                .map(PlanSight::Staff));
        }
        let Some(list) = own else { return Ok(Page { items: Vec::new(), next: None }) };
        Ok(PlanMine { after: None, limit, list }.answer(asked)?.map(PlanSight::Agent))
    };
    Ok(PlansOfPerson {
        active: of(Some(MyPlanList::Active), PlanList::Active)?,
        cancelled: of(Some(MyPlanList::Cancelled), PlanList::Cancelled)?,
        completed: of(Some(MyPlanList::Completed), PlanList::Completed)?,
        drafts: of(None, PlanList::Drafts)?,
        on_hold: of(Some(MyPlanList::OnHold), PlanList::OnHold)?,
    })
}

fn skill_report(asked: &Asked<'_>, person: PersonId) -> Result<Option<SkillReportSight>, Refusal> {
    let by_person = &asked.world.skill_report_index.by_person;
    let states = skill_report::State::VARIANTS.iter();
    let mut newest: Vec<_> = states.filter_map(|state| by_person.of(person, *state)?.last()).collect();
    newest.sort_unstable_by(|one, other| other.cmp(one));
    for (_, report) in newest {
        if let Some(seen) = asked.shown::<SkillReport>(*report)? {
            return Ok(Some(seen));
        }
    }
    Ok(None)
}
