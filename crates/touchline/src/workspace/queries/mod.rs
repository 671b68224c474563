//! Questions to a workspace. Sight is applied first, then order, counts and pages.
//!
//! Rules: WSP-05.

mod agent_dashboard;
mod agent_detail;
mod agent_history;
mod analyses;
pub(super) mod badges;
pub(super) mod cursor;
pub(super) mod export;
pub(super) mod get;
pub(super) mod goes_over;
mod jobs_due;
pub(super) mod listing;
mod log_head;
mod notifications_mine;
pub(super) mod questions;
pub(super) mod report;
mod responses_badge;
mod responses_list;
mod review_pack;
pub(super) mod shared;
pub(super) mod tallies;
pub(super) mod told;
mod zone_seen;

use schemars::JsonSchema;
use serde::Serialize;

use super::Workspace;
use super::index::reach::Reach;
use super::log::past::Past;
use super::table::ordered::Ordered;
use super::tables::Tabled;
use super::world::World;
use cursor::Position;
use listing::{Listing, Paging};
use touchline_kernel::{Actor, Failure, Id, Instant, Key, PersonId, Reason, canonical};
use touchline_law::access::{
    Action, Bearing, Capability, ManagerScope, Missing, Relation, Standing, Subject, not_permitted,
};
use touchline_law::facts::Refusal;
use touchline_law::law::{AnyThing, View};
use touchline_law::life::{Thing, Viewer};
use touchline_law::policy::Policy;

pub(super) use told::*;

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
    /// Where it is about a past moment.
    pub(super) past: Option<Past>,
    pub(super) viewer: PersonId,
}

/// What stands in the list of questions, which says what it is called.
pub trait Listed {
    /// The name on the wire.
    const NAME: &'static str;
}

/// One question of a person's, and the shape of its answer.
pub trait Question: Listed {
    /// What comes back.
    type View: Serialize + JsonSchema;

    /// The answer, from what the viewer may see.
    fn answer(&self, asked: &Asked<'_>) -> Result<Self::View, Refusal>;
}

/// One question, whoever may ask it: a person, or the host alone.
pub trait Asks {
    /// What comes back.
    type View: Serialize + JsonSchema;

    /// The answer, for whoever may ask.
    fn ask(&self, asking: Asking, workspace: &Workspace) -> Result<Self::View, Refusal>;
}

impl<Q: Question> Asks for Q {
    type View = Q::View;

    fn ask(&self, Asking { asked_by, at, viewer }: Asking, workspace: &Workspace) -> Result<Self::View, Refusal> {
        let past = workspace.past(asked_by, viewer);
        let viewer = viewer.person().ok_or_else(only_for_people)?;
        let viewing = Viewing { at, past, viewer };
        let asked = Asked { policy: workspace.policy(), viewing, world: &workspace.world };
        // Who may ask nothing is told so before anything is looked at.
        asked.viewer()?;
        self.answer(&asked)
    }
}

impl Workspace {
    /// What a viewer is shown; nothing where they may not ask.
    pub(super) fn shown<Q: Question>(&self, viewer: PersonId, at: Instant, query: &Q) -> Option<Q::View> {
        let asked = Asked { policy: self.policy(), viewing: Viewing { at, past: None, viewer }, world: &self.world };
        asked.viewer().and_then(|_| query.answer(&asked)).ok()
    }

    fn answer<Q: Asks>(&self, asking: Asking, query: &Q) -> Result<String, Failure> {
        let view = query.ask(asking, self)?;
        canonical::to_string(&view).map_err(|defect| Failure::Defect(defect.to_string()))
    }
}

/// What a person may see is for a person to ask: no rule lets the host ask for it.
fn only_for_people() -> Reason {
    not_permitted(None, Missing::Relation(Relation::Person))
}

/// Whose things lists hold: of all campaigns, and of some of them.
pub(super) type Reaches<'a> = Vec<(Option<&'a Key>, Reach)>;

/// What a query is answered from.
pub struct Asked<'a> {
    pub(super) policy: &'a Policy,
    pub(super) viewing: Viewing,
    pub(super) world: &'a World,
}

impl<'a> Asked<'a> {
    /// The viewer towards something that coaches `coached`, and to which nobody stands in any other way.
    pub(super) fn standing(&self, coached: PersonId) -> Result<Standing<'a>, Refusal> {
        self.sight().towards_person(coached)
    }

    /// Whether the viewer is shown when somebody is employed and away.
    pub(super) fn sees_employment(&self, person: PersonId) -> Result<bool, Refusal> {
        Ok(self.standing(person)?.may(Action::SeeEmployment).is_ok())
    }

    /// A thing as the viewer sees it; nothing where they do not.
    pub(super) fn show<T: Thing>(&self, thing: &T) -> Result<Option<T::View>, Refusal> {
        if self.in_stead() && thing.is_private_to(self.viewing.viewer) { Ok(None) } else { thing.show(&self.sight()) }
    }

    /// Whether the viewer sees a thing, where it does not matter how.
    pub(super) fn sees<T: Thing + Subject>(&self, thing: &T) -> Result<bool, Refusal> {
        let in_stead = self.in_stead() && thing.is_private_to(self.viewing.viewer);
        Ok(!in_stead && self.sight().see(thing)?.is_some())
    }

    /// A thing of any kind as the viewer sees it; nothing where they do not.
    pub(super) fn show_any(&self, thing: AnyThing<'_>) -> Result<Option<View>, Refusal> {
        if self.in_stead() && thing.is_private_to(self.viewing.viewer) { Ok(None) } else { thing.show(&self.sight()) }
    }

    /// Whether somebody else asks, about a past moment, than the one to whom it would have been shown.
    pub(super) fn in_stead(&self) -> bool {
        self.viewing.past.is_some_and(|past| past.in_stead)
    }

    /// Until when it is known what happened: up to the moment that is asked about, and not beyond it where that is past.
    pub(super) fn known_until(&self) -> Instant {
        self.viewing.past.map_or(self.viewing.at, |past| past.as_of.min(self.viewing.at))
    }

    /// A thing by its id, as the viewer sees it; nothing where they do not.
    pub(super) fn shown<T: Tabled>(&self, id: Id<T::Mark>) -> Result<Option<T::View>, Refusal> {
        T::table(&self.world.tables).get(id).map_or(Ok(None), |thing| self.show(thing))
    }

    /// A page of a list of things, each as the viewer sees it, where that is what `of` takes.
    pub(super) fn page<T: Tabled, P: Position<Id = Id<T::Mark>> + 'a, View>(
        &self,
        name: String,
        keys: impl IntoIterator<Item = &'a Ordered<P>>,
        paging: Paging<'_>,
        of: impl Fn(T::View) -> Option<View>,
    ) -> Result<Page<View>, Refusal> {
        let keys = keys.into_iter().collect();
        Listing::new(name, self, keys, paging)?.page(|id| Ok(self.shown::<T>(id)?.and_then(&of)))
    }

    /// Whose things a list holds: those of a person who is named, or of all whom the viewer coaches.
    pub(super) fn reach(&self, named: Option<PersonId>) -> Result<Reach, Refusal> {
        let coaches = self.viewer()?.carries(Capability::CoachPipeline);
        Ok(named.map_or_else(|| self.managed(coaches), Reach::One))
    }

    /// Whose a list holds of what is seen by this action: of strangers, too, or of those whom the viewer manages. What is
    /// the viewer's own, or somebody's above them, it does not hold.
    pub(super) fn reach_of(&self, see: Action) -> Result<Reach, Refusal> {
        Ok(self.reached_by(&self.viewer()?, see))
    }

    /// Whose a list holds of what awaits a decision that the viewer may take.
    pub(super) fn reach_to_decide(&self, decide: Action) -> Result<Reach, Refusal> {
        let viewer = self.viewer()?;
        let decides = |bearing| viewer.bearing_on(decide.about(), bearing).undecided().may(decide).is_ok();
        Ok(self.reached_where(decides))
    }

    fn reached_by(&self, viewer: &Standing<'_>, see: Action) -> Reach {
        self.reached_where(|bearing| viewer.bearing_on(see.about(), bearing).may(see).is_ok())
    }

    fn reached_where(&self, reaches: impl Fn(Bearing) -> bool) -> Reach {
        match (reaches(Bearing::STRANGER), reaches(Bearing::MANAGER)) {
            (true, _) => Reach::All,
            (false, true) => Reach::Below(self.viewing.viewer),
            (false, false) => Reach::Nobody,
        }
    }

    /// The same of what is about calls, where the policy may narrow reviewing to campaigns: of all of it, and of these
    /// campaigns besides, as far as the viewer reaches further there. Of a person who is named theirs alone.
    pub(super) fn reaches_of(&self, see: Action, named: Option<PersonId>) -> Result<Reaches<'a>, Refusal> {
        let towards = |campaign: Option<&Key>| -> Result<Reach, Refusal> {
            let Some(person) = named else {
                return Ok(self.reached_by(&self.viewer()?.in_campaign(campaign), see));
            };
            let seen = self.standing(person)?.in_campaign(campaign).may(see).is_ok();
            Ok(if seen { Reach::One(person) } else { Reach::Nobody })
        };
        let all = towards(None)?;
        let mut reaches = vec![(None, all)];
        for campaign in self.viewer()?.campaigns() {
            let further = towards(Some(campaign))?;
            if further != all {
                reaches.push((Some(campaign), further));
            }
        }
        Ok(reaches)
    }

    /// Everybody whom a manager reaches.
    fn managed(&self, is_manager: bool) -> Reach {
        match self.policy.access.manager_scope {
            _ if !is_manager => Reach::Nobody,
            ManagerScope::Organisation => Reach::All,
            ManagerScope::OwnReports => Reach::Below(self.viewing.viewer),
        }
    }

    /// What the viewer is shown of things.
    pub(super) fn sight(&self) -> Viewer<'a, World> {
        let Viewing { at, viewer, .. } = self.viewing;
        Viewer { person: viewer, at, policy: self.policy, facts: self.world }
    }

    /// The viewer towards nothing in particular.
    pub(super) fn viewer(&self) -> Result<Standing<'a>, Refusal> {
        self.sight().alone()
    }
}
