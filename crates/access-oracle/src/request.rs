//! What is asked: an actor with their roles, a thing with the people around it, an action, a scope.

use strum::VariantArray as _;
use touchline::access::{AccessPolicy, Action, Bearing, Capability, ManagerScope, RolePolicy};
use touchline::people::Role;
use touchline_bench::dice::Dice;

/// The people that a thing can have around it; the first is the one who asks.
pub const PEOPLE: [&str; 3] = ["me", "other", "third"];

/// Roles of the policy's own: one carries what managers carry, one keeps the organisation's facts and nothing else.
pub const OWN_ROLES: [(&str, &str); 2] = [("coach", "manager"), ("clerk", "keeper")];

/// One question.
#[derive(Clone, Debug)]
pub struct Request {
    /// What is to be done or seen.
    pub action: Action,
    /// Whether the host itself asks, and no person.
    pub is_host: bool,
    /// The roles of whoever asks.
    pub roles: Vec<&'static str>,
    /// Who is coached, as a place in [`PEOPLE`].
    pub coached: Option<usize>,
    /// Who made the thing.
    pub author: Option<usize>,
    /// Who manages the one coached.
    pub managers: Vec<usize>,
    /// How far managers reach.
    pub scope: ManagerScope,
}

impl Request {
    /// A request at random: any action, up to three roles, anybody around the thing.
    pub fn draw(dice: &mut Dice) -> Self {
        let roles: Vec<&'static str> =
            Role::VARIANTS.iter().map(|role| (*role).into()).chain(OWN_ROLES.map(|(role, _)| role)).collect();
        let is_host = dice.below(20) == 0;
        let held = if is_host { 0 } else { dice.below(4) };
        let mut somebody = || Some(dice.below(PEOPLE.len() + 1)).filter(|place| *place < PEOPLE.len());
        let (coached, author) = (somebody(), somebody());
        Request {
            action: Action::VARIANTS[dice.below(Action::VARIANTS.len())],
            is_host,
            roles: (0..held).map(|_| roles[dice.below(roles.len())]).collect(),
            coached,
            author,
            managers: (0..PEOPLE.len()).filter(|_| dice.below(2) == 0).collect(),
            scope: [ManagerScope::Organisation, ManagerScope::OwnReports][dice.below(2)],
        }
    }

    /// What whoever asks is to a thing that coaches somebody.
    #[must_use]
    pub fn bearing(&self) -> Option<Bearing> {
        self.coached.filter(|_| !self.is_host).map(|coached| Bearing {
            is_coached: coached == 0,
            is_author: self.author == Some(0),
            manages: self.managers.contains(&0),
        })
    }
}

/// The policy's section on access, with the roles of its own.
#[must_use]
pub fn policy(manager_scope: ManagerScope) -> AccessPolicy {
    let like = |role: &str| match role {
        "manager" => vec![Capability::CoachPipeline],
        _ => vec![Capability::KeepOrganisation],
    };
    let own = OWN_ROLES.map(|(role, model)| (role.to_owned(), RolePolicy { capabilities: like(model) }));
    AccessPolicy { manager_scope, roles: own.into_iter().collect() }
}
