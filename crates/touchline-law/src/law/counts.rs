//! What a badge counts, before any thing is looked at: reach, narrowed to what the viewer is to a thing and where that stands,
//! so that a database counts over columns what a workspace would.
//!
//! Rules: NTF-04, WSP-12.

use schemars::JsonSchema;
use serde::Serialize;
use touchline_kernel::{Names, PersonId};

use super::columns::Role;
use super::joined::sighted;
use super::reach::{Flag, ReachHolds, ReachRole, ReachWay, looking, way_of};
use crate::access::{Action, Reached, Tie, Ties, Way, Ways};
use crate::facts::{Facts, Refusal};
use crate::ground::ThingKind;
use crate::life::Section;
use crate::policy::Policy;

/// One number of a badge: how many things there are of these together.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// Its name in the answer.
    pub name: &'static str,
    /// What it counts.
    pub of: &'static [CountOf],
}

/// Things of a kind that are counted: what nobody put away and has not come to its end, as far as the viewer sees it.
#[derive(Clone, Copy, Debug)]
pub struct CountOf {
    /// Only those on which access lets the viewer do one of these; all that they see where none is named.
    pub actions: &'static [Action],
    /// The kind.
    pub kind: ThingKind,
    /// What the viewer is to one: one of these.
    pub viewer: &'static [Way],
    /// What one says of itself.
    pub says: fn() -> Vec<CountTerm>,
}

const OF_OTHERS: Way = Way { all: Ties::NONE, none: Ties::of(Tie::IsCoached) };

impl CountOf {
    /// Whatever the viewer is to it.
    pub const WHATEVER: &'static [Way] = &[Way { all: Ties::NONE, none: Ties::NONE }];
    /// It coaches the viewer.
    pub const COACHED: &'static [Way] = &[Way::where_it_holds(Tie::IsCoached)];
    /// It coaches another.
    pub const OF_OTHERS: &'static [Way] = &[OF_OTHERS];
    /// It coaches another, and the viewer keeps it.
    pub const KEPT: &'static [Way] = &[Way { all: Ties::of(Tie::IsKeeper), ..OF_OTHERS }];
    /// It coaches another, and the viewer answers for it as its reviewer.
    pub const REVIEWED: &'static [Way] = &[Way { all: Ties::of(Tie::IsReviewer), ..OF_OTHERS }];
    /// The viewer assigned it, or stands in for whoever did and has left.
    pub const ASSIGNED: &'static [Way] = &[Way::where_it_holds(Tie::IsAssigner), Way::where_it_holds(Tie::StandsIn)];
}

/// What a counted thing says of itself, by its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum CountTerm {
    /// Whom it coaches is this to it: a row of theirs beside it.
    CoachedHas(ReachRole),
    /// The viewer is this to it: a row of theirs beside it.
    Has(ReachRole),
    /// The column says so.
    Holds(ReachHolds),
    /// It stands there on its way.
    InSection(CountSection),
    /// Its state is one of these.
    InState(CountStates),
    /// The viewer is not this to it: no row of theirs beside it.
    Lacks(ReachRole),
}

/// In which section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountSection {
    /// The section.
    pub section: Section,
}

/// In which states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountStates {
    /// The states.
    pub states: Vec<&'static str>,
}

impl CountTerm {
    /// It stands in one of the states of which this is so.
    #[must_use]
    pub fn in_state<S: Names>(is_so: fn(S) -> bool) -> Self {
        let states = S::VARIANTS.iter().filter(|state| is_so(**state)).map(|state| state.name()).collect();
        CountTerm::InState(CountStates { states })
    }

    /// Something about it is to be decided.
    #[must_use]
    pub const fn undecided() -> Self {
        CountTerm::Holds(ReachHolds { column: Flag::Undecided })
    }

    /// The viewer is not barred from deciding.
    #[must_use]
    pub const fn viewer_may_decide() -> Self {
        CountTerm::Lacks(ReachRole { role: Role::Barred })
    }

    /// It awaits the viewer.
    #[must_use]
    pub const fn awaits_viewer() -> Self {
        CountTerm::Has(ReachRole { role: Role::Awaited })
    }

    /// It awaits whom it coaches.
    #[must_use]
    pub const fn awaits_coached() -> Self {
        CountTerm::CoachedHas(ReachRole { role: Role::Awaited })
    }
}

/// What a badge counts, as conditions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Counts {
    /// Its numbers, in the order of their names.
    pub counts: Vec<CountedNumber>,
    /// Who looks: the viewer that the terms speak of.
    pub viewer: PersonId,
}

/// A number of a badge.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountedNumber {
    /// Its name in the answer.
    pub name: &'static str,
    /// What is counted, together.
    pub of: Vec<CountedThings>,
}

/// The things of a kind for which all of these hold, and one of the ways does; none where there is no way.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CountedThings {
    /// What holds for each.
    pub all: Vec<CountTerm>,
    /// The ways, as `law.reach` has them.
    pub any: Vec<ReachWay>,
    /// The kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
}

/// What the numbers of a badge count for a viewer.
///
/// # Errors
/// Facts to be loaded; a viewer who can see nothing.
pub fn counts<F: Facts>(viewer: PersonId, rows: &[Count], policy: &Policy, facts: &F) -> Result<Counts, Refusal> {
    let person = looking(viewer, policy, facts)?;
    let things = |of: &CountOf| {
        let reached = Reached { access: &policy.access, sighted: sighted(of.kind), viewer: person };
        let ways = reached.ways_as(&Ways::any(of.viewer), of.actions);
        let mut all = vec![CountTerm::InSection(CountSection { section: Section::Live })];
        all.extend((of.says)());
        CountedThings { all, any: ways.iter().map(way_of).collect(), kind: of.kind }
    };
    let counted = |row: &Count| CountedNumber { name: row.name, of: row.of.iter().map(things).collect() };
    Ok(Counts { counts: rows.iter().map(counted).collect(), viewer })
}
