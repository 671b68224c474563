//! What is asked: an actor with their roles, a thing with the people around it, an action, a policy's settings.

use strum::VariantArray as _;
use touchline::access::{
    About, AccessPolicy, Action, Capability, ManagerScope, Relation, Relations, ReviewerReach, ReviewerScope,
    RolePolicy,
};
use touchline::kernel::text::Key;
use touchline::people::Role;
use touchline_bench::dice::Dice;

/// The people that a thing can have around it; the first is the one who asks.
pub const PEOPLE: [&str; 3] = ["me", "other", "third"];

/// Roles of the policy's own, and in whose place each stands: one carries what managers carry, one keeps the
/// organisation's facts and nothing else, one approves tracks and nothing else.
pub const OWN_ROLES: [(&str, &str); 3] = [("coach", "manager"), ("clerk", "keeper"), ("judge", "approver")];

/// Roles that review by the policy's word: everybody's calls or those of whom managers reach, of all campaigns or of some.
pub const REVIEWERS: [(&str, ReviewerReach, &[&str]); 4] = [
    ("quality_reviewer", ReviewerReach::Organisation, &[]),
    ("team_reviewer", ReviewerReach::ManagerScope, &[]),
    ("spring_reviewer", ReviewerReach::Organisation, &["spring"]),
    ("campaign_reviewer", ReviewerReach::ManagerScope, &["spring", "autumn"]),
];

/// The campaigns that a call can be of.
pub const CAMPAIGNS: [&str; 3] = ["spring", "autumn", "winter"];

/// How many others of a group must have scores.
pub const GROUP_MINIMUM: usize = 5;

/// One question. People are places in [`PEOPLE`].
#[derive(Clone, Debug)]
pub struct Request {
    /// What is to be done or seen.
    pub action: Action,
    /// Whether the host itself asks, and no person.
    pub is_host: bool,
    /// The roles of whoever asks.
    pub roles: Vec<&'static str>,
    /// With what.
    pub thing: Thing,
    /// Under which settings, as a place among [`policies`].
    pub policy: usize,
}

/// The people around a thing.
#[derive(Clone, Debug, Default)]
pub struct Thing {
    /// Who is coached.
    pub coached: Option<usize>,
    /// Who made it.
    pub author: Option<usize>,
    /// Who keeps it while it is live.
    pub keeper: Option<usize>,
    /// Of which campaign the call is that it is about.
    pub campaign: Option<&'static str>,
    /// Who manages the one coached, or the team.
    pub managers: Vec<usize>,
    /// Whom the one coached manages.
    pub reports: Vec<usize>,
    /// Who reviews.
    pub reviewer: Option<usize>,
    /// Who answered for the review before.
    pub former_reviewers: Vec<usize>,
    /// To whom it was assigned; they are the one coached.
    pub assignee: Option<usize>,
    /// Who assigned it.
    pub assigner: Option<usize>,
    /// The assignee's manager, where the assigner was deactivated.
    pub stands_in: Option<usize>,
    /// Who coaches.
    pub coaches: Vec<usize>,
    /// Who writes for external coaches.
    pub on_behalf: Vec<usize>,
    /// Who was asked for feedback.
    pub asked: Vec<usize>,
    /// Who is in the team, where it is one.
    pub members: Option<Vec<usize>>,
    /// How many others than whoever asks have scores.
    pub others_scored: usize,
    /// Whether a decision is awaited.
    pub undecided: bool,
    /// Whether nobody who could act manages the one coached.
    pub unmanaged: bool,
}

impl Request {
    /// A request at random: any action, up to three roles, anybody around the thing, any of so many policies.
    pub fn draw(dice: &mut Dice, policies: usize) -> Self {
        let roles: Vec<&'static str> = Role::VARIANTS.iter().map(|role| (*role).into()).collect();
        let own = OWN_ROLES.map(|(role, _)| role).into_iter().chain(REVIEWERS.map(|(role, ..)| role));
        let roles: Vec<&'static str> = roles.into_iter().chain(own).collect();
        let is_host = dice.below(20) == 0;
        let held = if is_host { 0 } else { dice.below(4) };
        let action = Action::VARIANTS[dice.below(Action::VARIANTS.len())];
        Request {
            action,
            is_host,
            roles: (0..held).map(|_| roles[dice.below(roles.len())]).collect(),
            thing: Thing::draw(action.about(), dice),
            policy: dice.below(policies),
        }
    }

    /// What whoever asks is to the thing.
    #[must_use]
    pub fn relations(&self, policy: &AccessPolicy) -> Relations {
        let about = self.action.about();
        let is_there = match about {
            About::Organisation => false,
            About::Team => self.thing.members.is_some(),
            _ => self.thing.coached.is_some(),
        };
        match (self.is_host, is_there) {
            (true, _) => Relations::of_host(),
            (false, true) => about.relations(self.thing.known(), policy),
            (false, false) => Relations::of_person(),
        }
    }
}

impl Thing {
    fn draw(about: About, dice: &mut Dice) -> Self {
        let mut anybody = || Some(dice.below(PEOPLE.len() + 1)).filter(|place| *place < PEOPLE.len());
        let (coached, author, reviewer, assigner, stands_in) = (anybody(), anybody(), anybody(), anybody(), anybody());
        let keeper = anybody();
        let mut some = || (0..PEOPLE.len()).filter(|_| dice.below(2) == 0).collect::<Vec<_>>();
        let (managers, coaches, on_behalf, members, asked) = (some(), some(), some(), some(), some());
        let former_reviewers = some();
        let apart = |place: &usize| Some(*place) != coached && !managers.contains(place);
        let reports = some().into_iter().filter(apart).collect();
        let is_team = about == About::Team && dice.below(8) > 0;
        let of_calls = matches!(about, About::Person | About::Review);
        let campaign = CAMPAIGNS.get(dice.below(CAMPAIGNS.len() + 1)).copied().filter(|_| of_calls);
        Thing {
            coached: coached.filter(|_| !is_team),
            author,
            keeper,
            campaign,
            reports,
            reviewer,
            former_reviewers,
            assignee: coached.filter(|_| about == About::ActionItem),
            assigner,
            stands_in: stands_in.filter(|place| managers.contains(place)),
            managers,
            coaches,
            on_behalf,
            asked,
            members: is_team.then_some(members),
            others_scored: dice.below(2 * GROUP_MINIMUM),
            undecided: dice.below(2) == 0,
            unmanaged: dice.below(2) == 0,
        }
    }

    fn known(&self) -> Relations {
        let me = |place: Option<usize>| place == Some(0);
        Relations::NONE
            .with_if(Relation::Coached, me(self.coached))
            .with_if(Relation::Author, me(self.author))
            .with_if(Relation::Keeper, me(self.keeper))
            .with_if(Relation::Manages, self.managers.contains(&0))
            .with_if(Relation::Reviewer, me(self.reviewer))
            .with_if(Relation::Assignee, me(self.assignee))
            .with_if(Relation::Assigner, me(self.assigner))
            .with_if(Relation::StandsIn, me(self.stands_in))
            .with_if(Relation::CoachOf, self.coaches.contains(&0))
            .with_if(Relation::OnBehalfOf, self.on_behalf.contains(&0))
            .with_if(Relation::Member, self.members.as_ref().is_some_and(|members| members.contains(&0)))
            .with_if(Relation::LargeGroup, self.others_scored >= GROUP_MINIMUM)
            .with_if(Relation::Undecided, self.undecided)
            .with_if(Relation::ReportsTo, self.reports.contains(&0))
            .with_if(Relation::Asked, self.asked.contains(&0))
            .with_if(Relation::FormerReviewer, self.former_reviewers.contains(&0))
            .with_if(Relation::Unmanaged, self.unmanaged && !self.managers.contains(&0))
    }
}

/// Sections on access with every setting both ways, and with the roles of their own.
#[must_use]
pub fn policies() -> Vec<AccessPolicy> {
    let scopes = [ManagerScope::Organisation, ManagerScope::OwnReports];
    let lists = [vec![], vec!["hr_admin", "coach"]];
    let mut policies = Vec::new();
    for manager_scope in scopes {
        for managers_see_all_reviews in [false, true] {
            for confidential in &lists {
                policies.push(AccessPolicy {
                    confidential_roles: confidential.iter().map(|role| Key::new(role)).collect(),
                    group_minimum: GROUP_MINIMUM,
                    // Of no request: it is about what a mean tells.
                    group_settles_after_days: AccessPolicy::default().group_settles_after_days,
                    manager_scope,
                    managers_see_all_reviews,
                    reviewer_scope: REVIEWERS
                        .map(|(role, reach, campaigns)| {
                            let campaigns = campaigns.iter().map(|campaign| Key::new(campaign)).collect();
                            (role.to_owned(), ReviewerScope { campaigns, reach })
                        })
                        .into(),
                    roles: OWN_ROLES.map(|(role, model)| (role.to_owned(), like(model))).into_iter().collect(),
                });
            }
        }
    }
    policies
}

fn like(model: &str) -> RolePolicy {
    let capabilities = match model {
        "manager" => vec![Capability::CoachPipeline, Capability::CoachingWrite, Capability::RunProgrammes],
        "approver" => vec![Capability::ApproveTracks],
        _ => vec![Capability::KeepOrganisation],
    };
    RolePolicy { capabilities }
}
