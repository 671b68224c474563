//! What a viewer may see of a kind of thing, before any thing is looked at: the rules' rows evaluated as far as the
//! viewer and the policy go. What is left is a condition that each thing's columns answer.
//!
//! Rules: WSP-12.

use std::collections::BTreeSet;

use touchline_kernel::Key;

use super::action::Action;
use super::policy::{AccessPolicy, Capability};
use super::relation::Relation;
use super::rule::{Rule, rules_of};
use super::sight::Subject;
use super::tie::{Shape, Tie};
use super::ways::{Way, Ways};
use crate::ground::people::Person;

/// How access releases things of a kind, whichever they are: what [`see`](super::see) and [`see_as`](super::see_as) look
/// at, of the kind as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighted {
    /// How relations to one are told.
    pub shape: Shape,
    /// What those may need who prepare and follow one: which of it, each thing says.
    pub sees: &'static [Action],
    /// What the person coached needs, once it was shown to them; nothing where nobody sees one as that.
    pub own: Option<Action>,
    /// What the members of audiences of its own need, as far as one is open to them.
    pub audiences: &'static [Action],
    /// What those need besides who prepare and follow one, towards that to which it belongs.
    pub around: Option<Action>,
}

impl Sighted {
    /// How access releases things of this kind.
    #[must_use]
    pub const fn of<T: Subject>() -> Self {
        Sighted { shape: T::SHAPE, sees: T::SEES, own: T::OWN, audiences: T::AUDIENCES, around: T::AROUND }
    }
}

/// What a thing says of itself, beside whose it is, for a way to be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// Nothing more.
    Nothing,
    /// That the person coached was shown it.
    Shown,
    /// That this is what those need who prepare and follow it.
    Needs(Action),
    /// That it is open to its own audiences.
    Open,
}

/// One way for a thing to be within reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenWay<'a> {
    /// Of which campaigns its call must be; nothing where that does not matter.
    pub campaigns: Option<BTreeSet<&'a Key>>,
    /// What the thing must say of itself.
    pub held: Held,
    /// What must be so of the viewer and the thing.
    pub way: Way,
}

/// What a viewer may see of a kind, or do with it.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'a> {
    /// The policy's section.
    pub access: &'a AccessPolicy,
    /// How the kind is seen.
    pub sighted: Sighted,
    /// Who looks.
    pub viewer: &'a Person,
}

impl<'a> Reached<'a> {
    /// In which ways a thing of the kind is seen, and one of these actions is open on it; whatever they are where none is
    /// named.
    #[must_use]
    pub fn ways(&self, actions: &[Action]) -> Vec<OpenWay<'a>> {
        let seen = self.seen();
        if actions.is_empty() {
            return seen;
        }
        let open: Vec<OpenWay<'a>> = actions.iter().flat_map(|action| self.open(*action, Held::Nothing)).collect();
        let mut both = Vec::new();
        for (seen, open) in seen.iter().flat_map(|seen| open.iter().map(move |open| (seen, open))) {
            if let Some(way) = seen.and(open) {
                add(&mut both, way);
            }
        }
        both
    }

    /// The same of those things alone to which the viewer is this.
    #[must_use]
    pub fn ways_as(&self, is: &Ways, actions: &[Action]) -> Vec<OpenWay<'a>> {
        let mut ways = Vec::new();
        self.ways(actions).into_iter().flat_map(|open| open.within(is)).for_each(|way| add(&mut ways, way));
        ways
    }

    /// In which ways a thing of the kind is seen, as `see` and `see_as` release it: the one coached sees it as that and
    /// in no other way, unless they belong to an audience of its own.
    fn seen(&self) -> Vec<OpenWay<'a>> {
        let coached = self.relation(Relation::Coached);
        let others = coached.negated();
        let own = self.sighted.own.into_iter().flat_map(|own| self.open(own, Held::Shown));
        let mut ways = Vec::new();
        own.flat_map(|open| open.within(&coached)).for_each(|way| add(&mut ways, way));
        for see in self.sighted.sees {
            let held = if self.sighted.sees.len() > 1 { Held::Needs(*see) } else { Held::Nothing };
            let open = self.open(*see, held).flat_map(|open| self.with_around(*see, open));
            open.flat_map(|open| open.within(&others)).for_each(|way| add(&mut ways, way));
        }
        for needs in self.sighted.audiences {
            self.open(*needs, Held::Open).for_each(|way| add(&mut ways, way));
        }
        ways
    }

    /// This way where what is needed towards that to which it belongs is open, too.
    fn with_around(&self, see: Action, open: OpenWay<'a>) -> Vec<OpenWay<'a>> {
        match self.sighted.around {
            Some(around) if around != see => {
                let ways = self.open_by(around, Held::Nothing, &Ways::tie(Tie::CoachesItsPlan));
                ways.filter_map(|around| open.and(&around)).collect()
            }
            _ => vec![open],
        }
    }

    /// In which ways an action is open: rule by rule.
    fn open(&self, action: Action, held: Held) -> impl Iterator<Item = OpenWay<'a>> {
        self.open_by(action, held, &Ways::never())
    }

    /// The same where somebody coaches under its plan in these ways, too.
    fn open_by(&self, action: Action, held: Held, coaches: &Ways) -> impl Iterator<Item = OpenWay<'a>> + use<'a> {
        let (_, rules) = rules_of(action);
        let (reached, coaches) = (*self, coaches.clone());
        rules.iter().flat_map(move |rule| {
            let campaigns = reached.carried(rule);
            let ways = campaigns.as_ref().map_or_else(Ways::never, |_| reached.relations(rule, &coaches));
            let campaigns = campaigns.flatten();
            let open = |way: &Way| OpenWay { campaigns: campaigns.clone(), held, way: *way };
            ways.list().iter().map(open).collect::<Vec<_>>()
        })
    }

    /// In which ways all the relations of a rule hold.
    fn relations(&self, rule: &Rule, coaches: &Ways) -> Ways {
        let relations = rule.relations.iter();
        relations.fold(Ways::always(), |ways, relation| ways.and(&self.told(*relation, coaches)))
    }

    fn relation(&self, relation: Relation) -> Ways {
        self.told(relation, &Ways::never())
    }

    fn told(&self, relation: Relation, coaches: &Ways) -> Ways {
        let shape = self.sighted.shape;
        let known = |relation: Relation| {
            let told = shape.ties().iter().filter(|(known, _)| *known == relation);
            let ways = told.fold(Ways::never(), |ways, (_, tie)| ways.or(Ways::tie(*tie)));
            if relation == Relation::CoachOf { ways.or(coaches.clone()) } else { ways }
        };
        shape.about().ways(relation, self.access, &known)
    }

    /// Whether the viewer carries what a rule asks for: towards everything, or towards calls of these campaigns alone.
    fn carried(&self, rule: &Rule) -> Option<Option<BTreeSet<&'a Key>>> {
        let Some(capability) = rule.capability else { return Some(None) };
        if self.carries(capability, None) {
            return Some(None);
        }
        if !self.sighted.shape.about().can_be_of_calls() || !self.access.narrows() {
            return None;
        }
        let campaigns = self.access.campaigns_of(&self.viewer.roles).into_iter();
        let carried: BTreeSet<&Key> = campaigns.filter(|campaign| self.carries(capability, Some(campaign))).collect();
        (!carried.is_empty()).then_some(Some(carried))
    }

    fn carries(&self, capability: Capability, campaign: Option<&Key>) -> bool {
        let mut roles = self.viewer.roles.iter();
        roles.any(|role| self.access.carries_towards(role.as_str(), capability, campaign))
    }
}

impl<'a> OpenWay<'a> {
    /// This where one of these holds, too.
    fn within(self, ways: &Ways) -> Vec<Self> {
        let here = Ways::of(self.way).and(ways);
        here.list()
            .iter()
            .map(|way| OpenWay { campaigns: self.campaigns.clone(), held: self.held, way: *way })
            .collect()
    }

    /// Both; nothing where they contradict one another. What is only open says nothing of the thing itself.
    fn and(&self, open: &Self) -> Option<Self> {
        let way = *Ways::of(self.way).and(&Ways::of(open.way)).list().first()?;
        let campaigns = match (&self.campaigns, &open.campaigns) {
            (Some(one), Some(other)) => {
                let both: BTreeSet<&Key> = one.intersection(other).copied().collect();
                if both.is_empty() {
                    return None;
                }
                Some(both)
            }
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Some(OpenWay { campaigns, held: self.held, way })
    }

    /// Whether whatever the other holds of this one does, too.
    fn is_wider(&self, other: &Self) -> bool {
        let campaigns = match (&self.campaigns, &other.campaigns) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(others)) => own.is_superset(others),
        };
        let held = self.held == Held::Nothing || self.held == other.held;
        campaigns && held && self.way.is_wider(other.way)
    }
}

fn add<'a>(ways: &mut Vec<OpenWay<'a>>, way: OpenWay<'a>) {
    if ways.iter().any(|known| known.is_wider(&way)) {
        return;
    }
    ways.retain(|known| !way.is_wider(known));
    ways.push(way);
}
