//! `law.reach`: what a viewer may see of a kind of thing, as a condition over the columns of `law.columns`.
//!
//! Rules: WSP-12.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Code, DetailKey, Failure, Key, Names as _, PersonId, Reason, Rejection};

use super::columns::Role;
use super::fact::Fact;
use super::joined::sighted;
use super::loaded::Loaded;
use crate::access::{Action, Held, OpenWay, Reached, Standing, Tie, Ties};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::ThingKind;
use crate::ground::people::Person;
use crate::policy::Policy;
use strum::VariantArray as _;

/// Whose reach, over which kind of thing.
#[derive(Deserialize, JsonSchema)]
pub struct ReachInput {
    /// Only those of what they see on which access lets them do one of these; all that they see where none is named.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub actions: Vec<Action>,
    /// The facts that are loaded: the viewer, as a person, is the one that is asked for.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub facts: Vec<Fact>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
    /// Who looks.
    pub viewer: PersonId,
}

/// What a viewer may see of a kind of thing: what one of the ways holds for, and nothing where there is none.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reach {
    /// The ways.
    pub any: Vec<ReachWay>,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
    /// Who looks: the viewer that the terms speak of.
    pub viewer: PersonId,
}

/// One way: all of these hold, and none of those. What has neither is every thing of the kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct ReachWay {
    /// What holds.
    pub all: Vec<ReachTerm>,
    /// What does not.
    pub none: Vec<ReachTerm>,
}

/// The columns that name a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ReachPersonColumn")]
pub enum PersonColumn {
    /// Who assigned it.
    Assigner,
    /// Who made it.
    Author,
    /// Whom it coaches or describes, or who leads the team that it is about.
    Coached,
    /// Who keeps it while it is live.
    Keeper,
    /// Who reviews.
    Reviewer,
}

/// The columns that say that something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ReachFlag")]
pub enum Flag {
    /// It is open to the audiences of its kind.
    Open,
    /// The person coached was shown it.
    Shown,
    /// Something about it is to be decided.
    Undecided,
}

/// Which column of a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachColumn {
    /// The column.
    pub column: PersonColumn,
}

/// What is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachHolds {
    /// The column.
    pub column: Flag,
}

/// What somebody is to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachRole {
    /// What they are.
    pub role: Role,
}

/// What others need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachNeeds {
    /// The action.
    pub action: Action,
}

/// Which campaigns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReachCampaigns {
    /// The campaigns, in their order.
    pub campaigns: Vec<Key>,
}

/// One term, about a thing's columns and the viewer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ReachTerm {
    /// Whom it describes stands above the viewer.
    Above,
    /// Whom it coaches, or who leads the team that it is about, stands below the viewer.
    Below,
    /// The column names the viewer.
    Is(ReachColumn),
    /// The column says so.
    Holds(ReachHolds),
    /// The viewer is this to it: a row of theirs beside it.
    Has(ReachRole),
    /// Others need this action: what stands in the column `needs`.
    Needs(ReachNeeds),
    /// Its `call` is of one of these campaigns, by the call's own columns.
    OfCampaign(ReachCampaigns),
    /// The viewer is this to its `plan`: a row of theirs beside that plan, and where `said_to` is not null one of which that
    /// is the `coach`. A coach where `confidential_since` is not null has been one since then, by `since`, and is a `confidant`
    /// beside the thing itself.
    PlanHas(ReachRole),
    /// The one coached reports to the viewer directly, and whoever is the `assigner` has left or is not known.
    StandsIn,
    /// Nobody who is active and has an account stands above the one coached, who is not the viewer, and neither does the
    /// viewer.
    Unled,
    /// The viewer is a coach of its `plan`: a row of theirs beside that plan, whoever of the coaches there it is for.
    CoachesItsPlan,
}

pub(super) fn law_reach(input: ReachInput) -> Result<Reach, Failure> {
    let facts = Loaded::new(input.facts)?;
    let asked = (input.viewer, input.kind);
    Ok(reach(asked, &input.actions, &input.policy, &facts)?)
}

/// What a viewer may see of a kind of thing.
///
/// # Errors
/// Facts to be loaded; a viewer who can see nothing; an action on something else.
pub fn reach<F: Facts>(
    (viewer, kind): (PersonId, ThingKind),
    actions: &[Action],
    policy: &Policy,
    facts: &F,
) -> Result<Reach, Refusal> {
    let sighted = sighted(kind);
    for (place, action) in actions.iter().enumerate() {
        check(*action, sighted.shape.about())
            .map_err(|reason| Rejection::from(reason).at(format!("/actions/{place}")))?;
    }
    let reached = Reached { access: &policy.access, sighted, viewer: looking(viewer, policy, facts)? };
    Ok(Reach { any: reached.ways(actions).iter().map(way_of).collect(), kind, viewer })
}

/// Who looks.
///
/// # Errors
/// Facts to be loaded; a viewer who can see nothing.
pub(super) fn looking<'a, F: Facts>(viewer: PersonId, policy: &Policy, facts: &'a F) -> Result<&'a Person, Refusal> {
    facts.gather([FactKey::person(viewer)])?;
    Standing::alone(Actor::Person(viewer), &policy.access, facts)?;
    facts.person(viewer).present()?.ok_or_else(|| Reason::new(Code::UnknownActor).into())
}

/// Refuses an action that is about something else than the kind is.
fn check(action: Action, about: crate::access::About) -> Result<(), Reason> {
    if action.about() == about {
        return Ok(());
    }
    let known = Action::VARIANTS.iter().filter(|known| known.about() == about).map(|known| known.name());
    let known: Vec<&str> = known.collect();
    Err(Reason::new(Code::UnknownValue).with(DetailKey::Actual, action.name()).with(DetailKey::Known, known.join(", ")))
}

pub(super) fn way_of(open: &OpenWay<'_>) -> ReachWay {
    let mut all = terms(open.way.all);
    match open.held {
        Held::Nothing => {}
        Held::Needs(action) => all.push(ReachTerm::Needs(ReachNeeds { action })),
        Held::Open => all.push(ReachTerm::Holds(ReachHolds { column: Flag::Open })),
        Held::Shown => all.push(ReachTerm::Holds(ReachHolds { column: Flag::Shown })),
    }
    if let Some(campaigns) = &open.campaigns {
        let campaigns = campaigns.iter().map(|campaign| (*campaign).clone()).collect();
        all.push(ReachTerm::OfCampaign(ReachCampaigns { campaigns }));
    }
    ReachWay { all, none: terms(open.way.none) }
}

fn terms(ties: Ties) -> Vec<ReachTerm> {
    Tie::VARIANTS.iter().filter(|tie| ties.holds(**tie)).map(|tie| term(*tie)).collect()
}

fn term(tie: Tie) -> ReachTerm {
    let is = |column| ReachTerm::Is(ReachColumn { column });
    let has = |role| ReachTerm::Has(ReachRole { role });
    match tie {
        Tie::IsCoached => is(PersonColumn::Coached),
        Tie::IsAuthor => is(PersonColumn::Author),
        Tie::IsKeeper => is(PersonColumn::Keeper),
        Tie::IsReviewer => is(PersonColumn::Reviewer),
        Tie::IsAssigner => is(PersonColumn::Assigner),
        Tie::IsAsked => has(Role::Asked),
        Tie::IsCoach => has(Role::Coach),
        Tie::IsWriter => has(Role::Writer),
        Tie::IsRater => has(Role::Rater),
        Tie::IsFormerReviewer => has(Role::FormerReviewer),
        Tie::Manages => ReachTerm::Below,
        Tie::ReportsTo => ReachTerm::Above,
        Tie::Undecided => ReachTerm::Holds(ReachHolds { column: Flag::Undecided }),
        Tie::StandsIn => ReachTerm::StandsIn,
        Tie::CoachesPlan => ReachTerm::PlanHas(ReachRole { role: Role::Coach }),
        Tie::WritesInPlan => ReachTerm::PlanHas(ReachRole { role: Role::Writer }),
        Tie::Unled => ReachTerm::Unled,
        Tie::CoachesItsPlan => ReachTerm::CoachesItsPlan,
    }
}
