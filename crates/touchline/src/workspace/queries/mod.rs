//! Questions to a workspace. Sight is applied first, then order, counts and pages.

mod agent_dashboard;
mod agent_detail;
mod agent_history;
pub(super) mod cursor;
mod jobs_due;
pub(super) mod listing;
mod notifications_mine;
mod responses_badge;
mod responses_list;
pub(super) mod tallies;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::Workspace;
use super::world::World;
use touchline_kernel::canonical;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::Instant;
use touchline_law::access::{Action, Standing, Whose};
use touchline_law::facts::Refusal;
use touchline_law::life::{Thing, Viewer};
use touchline_law::policy::Policy;

pub use super::things::bundle::badge::BundleBadge;
pub use super::things::bundle::figures::BundleFigures;
pub use super::things::bundle::get::BundleGet;
pub use super::things::bundle::my_packs::BundleMyPacks;
pub use super::things::bundle::pack_list::PackList;
pub use super::things::bundle::packs::BundlePacks;
pub use super::things::bundle::results::{BundleEffect, BundleResults, CheckResult, CheckResults};
pub use super::things::bundle::why_unseen::BundleWhyUnseen;
pub use super::things::disposition::of_call::{CallDispositions, DispositionOfCall};
pub use super::things::escalation::get::EscalationGet;
pub use super::things::escalation::lists::{EscalationList, EscalationMine, EscalationsOf};
pub use super::things::goal::get::GoalGet;
pub use super::things::goal::lists::{GoalList, GoalMine, GoalsOf};
pub use super::things::notification_settings::get::NotificationsSettings;
pub use super::things::person::duties::PersonDuties;
pub use super::things::review_queue::figures::ReviewFigures;
pub use super::things::review_queue::queue::ReviewQueue;
pub use super::things::sampling::get::SamplingGet;
pub use super::things::skill_report::get::SkillReportGet;
pub use super::things::skill_report::lists::{SkillReportMine, SkillReportWithheld, SkillReportsOf, WithheldList};
pub use super::things::team_goal::get::TeamGoalGet;
pub use super::things::team_goal::list::TeamGoalsOf;
pub use super::things::training_item::figures::TrainingFigures;
pub use super::things::training_item::get::TrainingItemGet;
pub use super::things::training_item::pool::{PoolAgent, PoolCheck, TrainingPool};
pub use super::things::training_item::proposals::TrainingProposals;
pub use super::things::training_item::queue::TrainingQueue;
pub use super::things::training_item::why_empty::TrainingWhyEmpty;
pub use agent_dashboard::{AgentDashboard, Dashboard, DashboardBanner};
pub use agent_detail::{AgentDetail, AgentFigures, AgentPage};
pub use agent_history::AgentHistory;
pub use cursor::Page;
pub use jobs_due::{Channel, Delivery, Due, JobsDue, Run};
pub use notifications_mine::NotificationsMine;
pub use responses_badge::{ResponsesBadge, ResponsesBadges};
pub use responses_list::{AgentResponse, AnsweredThing, ResponseList, ResponsesList};

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// Who asks in the viewer's stead, where it is about a past moment.
    pub asked_by: Option<Actor>,
    /// The moment against which ages and days are counted.
    pub at: Instant,
    /// Who asks: a person, or the host itself for what is the host's alone.
    pub viewer: Actor,
}

/// Which person asks, and as of when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Viewing {
    pub(super) at: Instant,
    pub(super) viewer: PersonId,
}

/// What can be asked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
pub enum Query {
    /// What an agent sees first: what needs their action, their packs, what is asked of them, how they were coached.
    #[serde(rename = "agent.dashboard")]
    AgentDashboard(AgentDashboard),
    /// All that there is of one agent, for those who coach them.
    #[serde(rename = "agent.detail")]
    AgentDetail(AgentDetail),
    /// An agent's packs that were concluded or cancelled, as the viewer sees them; the one last ended first.
    #[serde(rename = "agent.history")]
    AgentHistory(AgentHistory),
    /// How many packs wait for the viewer, as their releaser and as their agent.
    #[serde(rename = "bundle.badge")]
    BundleBadge(BundleBadge),
    /// How many packs the viewer prepares and follows, by where they stand.
    #[serde(rename = "bundle.figures")]
    BundleFigures(BundleFigures),
    /// One bundle, as the viewer sees it.
    #[serde(rename = "bundle.get")]
    BundleGet(BundleGet),
    /// The packs that were released to the viewer, by release.
    #[serde(rename = "bundle.my_packs")]
    BundleMyPacks(BundleMyPacks),
    /// The packs that the viewer prepares and follows, by creation.
    #[serde(rename = "bundle.packs")]
    BundlePacks(BundlePacks),
    /// How the agent fared in a bundle's checks before it and after it, for those who prepare and follow it.
    #[serde(rename = "bundle.results")]
    BundleResults(BundleResults),
    /// Why an agent does not see a bundle, for those who prepare and follow it.
    #[serde(rename = "bundle.why_unseen")]
    BundleWhyUnseen(BundleWhyUnseen),
    /// What was made of a call, check by check, for those who review.
    #[serde(rename = "disposition.of_call")]
    DispositionOfCall(DispositionOfCall),
    /// What is to be done after a moment and up to that of the question: the messages that are to be told, in the
    /// product and by e-mail. For the host alone, as `system`.
    #[serde(rename = "jobs.due")]
    JobsDue(JobsDue),
    /// What the viewer was told in the product, the newest first.
    #[serde(rename = "notifications.mine")]
    NotificationsMine(NotificationsMine),
    /// How the viewer has chosen to be told.
    #[serde(rename = "notifications.settings")]
    NotificationsSettings(NotificationsSettings),
    /// One escalation, as the viewer sees it.
    #[serde(rename = "escalation.get")]
    EscalationGet(EscalationGet),
    /// The escalations that the viewer follows, by when they were raised.
    #[serde(rename = "escalation.list")]
    EscalationList(EscalationsOf),
    /// The escalations that the viewer is to answer, or was, by when they were raised.
    #[serde(rename = "escalation.mine")]
    EscalationMine(EscalationMine),
    /// One goal, with how far its person has come.
    #[serde(rename = "goal.get")]
    GoalGet(GoalGet),
    /// A person's goals, for those who set and follow them.
    #[serde(rename = "goal.list")]
    GoalList(GoalsOf),
    /// The viewer's own goals.
    #[serde(rename = "goal.mine")]
    GoalMine(GoalMine),
    /// What another person still has to do, for whoever may record them, and for their managers.
    #[serde(rename = "person.duties")]
    PersonDuties(PersonDuties),
    /// How many responses of agents await a manager.
    #[serde(rename = "responses.badge")]
    ResponsesBadge(ResponsesBadge),
    /// What agents have answered, bundles and escalations together, the newest first.
    #[serde(rename = "responses.list")]
    ResponsesList(ResponsesList),
    /// How many calls wait for review, of those that the viewer may review.
    #[serde(rename = "review.figures")]
    ReviewFigures(ReviewFigures),
    /// The calls that wait for review, each with its reasons, of those that the viewer may review: the oldest first.
    #[serde(rename = "review.queue")]
    ReviewQueue(ReviewQueue),
    /// One sampling, for whoever may set what is sampled.
    #[serde(rename = "sampling.get")]
    SamplingGet(SamplingGet),
    /// One skill report, as the viewer sees it.
    #[serde(rename = "skill_report.get")]
    SkillReportGet(SkillReportGet),
    /// A person's skill reports, for those who see their scores: the newest first.
    #[serde(rename = "skill_report.list")]
    SkillReportList(SkillReportsOf),
    /// The viewer's own skill reports, as far as they were released: the newest first.
    #[serde(rename = "skill_report.mine")]
    SkillReportMine(SkillReportMine),
    /// The skill reports that those whom the viewer manages are not shown: the oldest first.
    #[serde(rename = "skill_report.withheld")]
    SkillReportWithheld(SkillReportWithheld),
    /// One goal of a team, with how far all of it have come together.
    #[serde(rename = "team_goal.get")]
    TeamGoalGet(TeamGoalGet),
    /// The goals of a manager's team, for those who set and follow them.
    #[serde(rename = "team_goal.list")]
    TeamGoalList(TeamGoalsOf),
    /// How many training items there are of those whom the viewer coaches, by where they stand.
    #[serde(rename = "training.figures")]
    TrainingFigures(TrainingFigures),
    /// One training item, for those who keep the queue.
    #[serde(rename = "training.item")]
    TrainingItem(TrainingItemGet),
    /// The agents who need attention, of those whom the viewer coaches: with what waits of theirs, what they were
    /// given lately, and why they stand where they do.
    #[serde(rename = "training.pool")]
    TrainingPool(TrainingPool),
    /// The agents for whom coaching is suggested, of those whom the viewer coaches, though nobody asked for training:
    /// the newest first, with the reasons.
    #[serde(rename = "training.proposals")]
    TrainingProposals(TrainingProposals),
    /// The training items of those whom the viewer coaches.
    #[serde(rename = "training.queue")]
    TrainingQueue(TrainingQueue),
    /// Why nothing waits in the viewer's training queue, with how much was looked at.
    #[serde(rename = "training.why_empty")]
    TrainingWhyEmpty(TrainingWhyEmpty),
}

/// One question and the shape of its answer.
pub(super) trait Question: Serialize {
    /// The name on the wire.
    const NAME: &'static str;
    /// What comes back.
    type View: Serialize + JsonSchema;

    /// The answer, from what the viewer may see.
    fn answer(&self, asked: &Asked<'_>) -> Result<Self::View, Refusal>;
}

/// One question that only the host asks, and the shape of its answer.
trait HostQuestion {
    /// The name on the wire.
    const NAME: &'static str;
    /// The access action that it needs.
    const ACTION: Action;
    /// What comes back.
    type View: Serialize + JsonSchema;

    /// The answer, at a moment.
    fn answer(&self, at: Instant, workspace: &Workspace) -> Result<Self::View, Refusal>;
}

/// The name of each query and the shape of its view.
pub fn views(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
    fn of<Q: Question>(generator: &mut SchemaGenerator) -> (&'static str, Schema) {
        (Q::NAME, generator.subschema_for::<Q::View>())
    }
    fn of_host<Q: HostQuestion>(generator: &mut SchemaGenerator) -> (&'static str, Schema) {
        (Q::NAME, generator.subschema_for::<Q::View>())
    }
    vec![
        of::<AgentDashboard>(generator),
        of::<AgentDetail>(generator),
        of::<AgentHistory>(generator),
        of::<BundleBadge>(generator),
        of::<BundleFigures>(generator),
        of::<BundleGet>(generator),
        of::<BundleMyPacks>(generator),
        of::<BundlePacks>(generator),
        of::<BundleResults>(generator),
        of::<BundleWhyUnseen>(generator),
        of::<DispositionOfCall>(generator),
        of_host::<JobsDue>(generator),
        of::<NotificationsMine>(generator),
        of::<NotificationsSettings>(generator),
        of::<EscalationGet>(generator),
        of::<EscalationsOf>(generator),
        of::<EscalationMine>(generator),
        of::<GoalGet>(generator),
        of::<GoalsOf>(generator),
        of::<GoalMine>(generator),
        of::<PersonDuties>(generator),
        of::<ResponsesBadge>(generator),
        of::<ResponsesList>(generator),
        of::<ReviewFigures>(generator),
        of::<ReviewQueue>(generator),
        of::<SamplingGet>(generator),
        of::<SkillReportGet>(generator),
        of::<SkillReportsOf>(generator),
        of::<SkillReportMine>(generator),
        of::<SkillReportWithheld>(generator),
        of::<TeamGoalGet>(generator),
        of::<TeamGoalsOf>(generator),
        of::<TrainingFigures>(generator),
        of::<TrainingItemGet>(generator),
        of::<TrainingPool>(generator),
        of::<TrainingProposals>(generator),
        of::<TrainingQueue>(generator),
        of::<TrainingWhyEmpty>(generator),
    ]
}

impl Workspace {
    /// What a viewer is shown; nothing where they may not ask.
    pub(super) fn shown<Q: Question>(&self, viewer: PersonId, at: Instant, query: &Q) -> Option<Q::View> {
        let asked = Asked { policy: self.policy(), viewing: Viewing { at, viewer }, world: &self.world };
        asked.viewer().and_then(|_| query.answer(&asked)).ok()
    }

    /// Answers a query with a view in its canonical form.
    pub fn ask(&self, Asking { asked_by, at, viewer }: Asking, query: &Query) -> Result<String, Failure> {
        self.whole()?;
        self.may_be_asked(asked_by)?;
        let asked = || match viewer {
            Actor::Person(viewer) => {
                Ok(Asked { policy: self.policy(), viewing: Viewing { at, viewer }, world: &self.world })
            }
            Actor::System => Err(only_for_people()),
        };
        match query {
            Query::AgentDashboard(query) => asked()?.answer(query),
            Query::AgentDetail(query) => asked()?.answer(query),
            Query::AgentHistory(query) => asked()?.answer(query),
            Query::BundleBadge(query) => asked()?.answer(query),
            Query::BundleFigures(query) => asked()?.answer(query),
            Query::BundleGet(query) => asked()?.answer(query),
            Query::BundleMyPacks(query) => asked()?.answer(query),
            Query::BundlePacks(query) => asked()?.answer(query),
            Query::BundleResults(query) => asked()?.answer(query),
            Query::BundleWhyUnseen(query) => asked()?.answer(query),
            Query::DispositionOfCall(query) => asked()?.answer(query),
            Query::EscalationGet(query) => asked()?.answer(query),
            Query::EscalationList(query) => asked()?.answer(query),
            Query::EscalationMine(query) => asked()?.answer(query),
            Query::GoalGet(query) => asked()?.answer(query),
            Query::GoalList(query) => asked()?.answer(query),
            Query::GoalMine(query) => asked()?.answer(query),
            Query::JobsDue(query) => self.answer_host(query, at, viewer),
            Query::NotificationsMine(query) => asked()?.answer(query),
            Query::NotificationsSettings(query) => asked()?.answer(query),
            Query::PersonDuties(query) => asked()?.answer(query),
            Query::ResponsesBadge(query) => asked()?.answer(query),
            Query::ResponsesList(query) => asked()?.answer(query),
            Query::TrainingFigures(query) => asked()?.answer(query),
            Query::TrainingItem(query) => asked()?.answer(query),
            Query::TrainingPool(query) => asked()?.answer(query),
            Query::TrainingProposals(query) => asked()?.answer(query),
            Query::TrainingQueue(query) => asked()?.answer(query),
            Query::TrainingWhyEmpty(query) => asked()?.answer(query),
            Query::ReviewFigures(query) => asked()?.answer(query),
            Query::ReviewQueue(query) => asked()?.answer(query),
            Query::SamplingGet(query) => asked()?.answer(query),
            Query::SkillReportGet(query) => asked()?.answer(query),
            Query::SkillReportList(query) => asked()?.answer(query),
            Query::SkillReportMine(query) => asked()?.answer(query),
            Query::SkillReportWithheld(query) => asked()?.answer(query),
            Query::TeamGoalGet(query) => asked()?.answer(query),
            Query::TeamGoalList(query) => asked()?.answer(query),
        }
    }

    fn answer_host<Q: HostQuestion>(&self, query: &Q, at: Instant, viewer: Actor) -> Result<String, Failure> {
        Standing::alone(viewer, &self.policy().access, &self.world)?.may(Q::ACTION)?;
        let view = query.answer(at, self)?;
        canonical::to_string(&view).map_err(|defect| Failure::Defect(defect.to_string()))
    }
}

/// What a person may see is for a person to ask.
fn only_for_people() -> Reason {
    Reason::new(Code::NotPermitted).with(DetailKey::Rule, "none").with(DetailKey::Missing, "relation:person")
}

/// What a query is answered from.
pub(super) struct Asked<'a> {
    pub(super) policy: &'a Policy,
    pub(super) viewing: Viewing,
    pub(super) world: &'a World,
}

impl<'a> Asked<'a> {
    fn answer<Q: Question>(&self, query: &Q) -> Result<String, Failure> {
        // Who may ask nothing is told so before anything is looked at.
        self.viewer()?;
        let view = query.answer(self)?;
        canonical::to_string(&view).map_err(|defect| Failure::Defect(defect.to_string()))
    }

    /// The viewer towards something that coaches `coached`.
    pub(super) fn standing(&self, coached: PersonId, author: Option<PersonId>) -> Result<Standing<'a>, Refusal> {
        self.sight().towards(&Whose::Person { coached, author })
    }

    /// A thing as the viewer sees it; nothing where they do not.
    pub(super) fn show<T: Thing>(&self, thing: &T) -> Result<Option<T::View>, Refusal> {
        thing.show(&self.sight())
    }

    /// What the viewer is shown of things.
    pub(super) fn sight(&self) -> Viewer<'a, World> {
        let Viewing { at, viewer } = self.viewing;
        Viewer { person: viewer, at, policy: self.policy, facts: self.world }
    }

    /// The viewer towards nothing in particular.
    pub(super) fn viewer(&self) -> Result<Standing<'a>, Refusal> {
        self.sight().alone()
    }
}
