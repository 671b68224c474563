//! What an action can be about, and what an actor can be to each of it: the one place that says which
//! relations come together, and which follow from others or from the policy.
//!
//! Rules: ACC-17, ACC-20.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::policy::{AccessPolicy, ManagerScope};
use super::relation::{Relation, Relations};

/// What an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum About {
    /// The organisation's own affairs, which coach nobody.
    Organisation,
    /// What is about one person: their calls, bundles, training items, goals, escalations, scores, record.
    Person,
    /// A review of a call, or a calibration, in which several review one.
    Review,
    /// An action item.
    ActionItem,
    /// A coaching plan and its sessions.
    Plan,
    /// A team or a peer group.
    Team,
    /// A report on one person's scores, which somebody may have to release to them.
    ScoreReport,
    /// A person as the organisation knows them, whom those below them know, too.
    Profile,
    /// A round in which people are asked for feedback on whom a plan coaches.
    FeedbackRound,
}

/// What ties people to it.
pub(super) struct Ties {
    /// What has to be known.
    known: &'static [Relation],
    /// What never comes together: of each pair one relation, and what else cannot hold with it.
    never: &'static [(Relation, &'static [Relation])],
    /// What follows, each from what stands before it.
    pub(super) follows: &'static [(Relation, When)],
}

/// When a relation follows.
pub(super) enum When {
    /// Where one of these holds.
    Any(Relations),
    /// Where none of these holds.
    None(Relations),
    /// Where managers reach the whole organisation.
    WholeOrganisation,
    /// Where managers see all reviews.
    AllReviews,
}

const NOT_COACHED: (Relation, When) = (Relation::NotCoached, When::None(Relations::of(&[Relation::Coached])));
const THEIR_OWN: (Relation, When) = (Relation::InScope, When::Any(Relations::of(&[Relation::Manages])));
const EVERYBODY: (Relation, When) = (Relation::InScope, When::WholeOrganisation);

const NOBODY: Ties = Ties { known: &[], never: &[], follows: &[] };

/// Nobody manages themselves (ORG-04), and nobody prepares what coaches them (ACC-17).
const PERSON: Ties = Ties {
    known: &[Relation::Keeper, Relation::Coached, Relation::Author, Relation::Manages],
    never: &[(Relation::Coached, &[Relation::Author, Relation::Keeper, Relation::Manages])],
    follows: &[NOT_COACHED, THEIR_OWN, EVERYBODY],
};

/// Nobody reviews their own call (REV-12).
const REVIEW: Ties = Ties {
    known: &[Relation::Coached, Relation::Reviewer, Relation::FormerReviewer, Relation::Undecided, Relation::Manages],
    never: &[
        (Relation::Coached, &[Relation::Reviewer, Relation::FormerReviewer, Relation::Manages]),
        (Relation::Reviewer, &[Relation::FormerReviewer]),
    ],
    follows: &[
        NOT_COACHED,
        THEIR_OWN,
        EVERYBODY,
        (Relation::NotReviewer, When::None(Relations::of(&[Relation::Reviewer]))),
        (Relation::NotFormerReviewer, When::None(Relations::of(&[Relation::FormerReviewer]))),
        (Relation::ReviewsOpen, When::AllReviews),
    ],
};

/// Whoever stands in for an assigner who left is not that assigner, and is the assignee's manager. Somebody may
/// well assign an item to themselves.
const ACTION_ITEM: Ties = Ties {
    known: &[Relation::Assignee, Relation::Assigner, Relation::StandsIn, Relation::CoachOf, Relation::Manages],
    never: &[
        (Relation::Assignee, &[Relation::StandsIn, Relation::CoachOf, Relation::Manages]),
        (Relation::Assigner, &[Relation::StandsIn]),
    ],
    follows: &[
        (Relation::Coached, When::Any(Relations::of(&[Relation::Assignee]))),
        NOT_COACHED,
        (Relation::Manages, When::Any(Relations::of(&[Relation::StandsIn]))),
        THEIR_OWN,
        EVERYBODY,
    ],
};

/// Nobody coaches themselves, or writes for whoever coaches them.
const PLAN: Ties = Ties {
    known: &[
        Relation::Coached,
        Relation::CoachOf,
        Relation::OnBehalfOf,
        Relation::Author,
        Relation::Undecided,
        Relation::Manages,
    ],
    never: &[(Relation::Coached, &[Relation::CoachOf, Relation::OnBehalfOf, Relation::Author, Relation::Manages])],
    follows: &[
        NOT_COACHED,
        (Relation::NotCoach, When::None(Relations::of(&[Relation::CoachOf, Relation::OnBehalfOf]))),
    ],
};

const TEAM: Ties = Ties {
    known: &[Relation::Member, Relation::LargeGroup, Relation::Author, Relation::Manages],
    never: &[],
    follows: &[THEIR_OWN, EVERYBODY],
};

/// Who manages the person can act, or nobody who manages them can.
const SCORE_REPORT: Ties = Ties {
    known: &[Relation::Coached, Relation::Manages, Relation::Unmanaged],
    never: &[(Relation::Coached, &[Relation::Manages]), (Relation::Manages, &[Relation::Unmanaged])],
    follows: &[NOT_COACHED],
};

/// Whoever stands above somebody does not stand below them: reporting lines form a forest (ORG-04).
const PROFILE: Ties = Ties {
    known: &[Relation::Coached, Relation::Manages, Relation::ReportsTo],
    never: &[
        (Relation::Coached, &[Relation::Manages, Relation::ReportsTo]),
        (Relation::Manages, &[Relation::ReportsTo]),
    ],
    follows: &[NOT_COACHED, THEIR_OWN, EVERYBODY],
};

/// Whoever asks coaches, and is not asked; who coaches may have been asked before they did.
const FEEDBACK_ROUND: Ties = Ties {
    known: &[
        Relation::Coached,
        Relation::CoachOf,
        Relation::OnBehalfOf,
        Relation::Author,
        Relation::Asked,
        Relation::Manages,
    ],
    never: &[
        (
            Relation::Coached,
            &[Relation::CoachOf, Relation::OnBehalfOf, Relation::Author, Relation::Asked, Relation::Manages],
        ),
        (Relation::Author, &[Relation::Asked]),
    ],
    follows: &[NOT_COACHED],
};

impl About {
    pub(super) fn ties(self) -> &'static Ties {
        match self {
            About::Organisation => &NOBODY,
            About::Person => &PERSON,
            About::Review => &REVIEW,
            About::ActionItem => &ACTION_ITEM,
            About::Plan => &PLAN,
            About::Team => &TEAM,
            About::ScoreReport => &SCORE_REPORT,
            About::Profile => &PROFILE,
            About::FeedbackRound => &FEEDBACK_ROUND,
        }
    }

    /// Whether it can be about a call, and so of that one's campaign.
    #[must_use]
    pub const fn can_be_of_calls(self) -> bool {
        matches!(self, About::Person | About::Review)
    }

    /// What has to be known of a person and a thing for all that they are to it to follow.
    #[must_use]
    pub fn known(self) -> &'static [Relation] {
        self.ties().known
    }

    /// All that a person is to it, of whom this is known.
    #[must_use]
    pub fn relations(self, known: Relations, access: &AccessPolicy) -> Relations {
        self.ties().follows.iter().fold(Relations::of_person().and(known), |set, (relation, when)| {
            let holds = match when {
                When::Any(of) => set.meets(*of),
                When::None(of) => !set.meets(*of),
                When::WholeOrganisation => access.manager_scope == ManagerScope::Organisation,
                When::AllReviews => access.managers_see_all_reviews,
            };
            set.with_if(*relation, holds)
        })
    }

    /// Every set of relations that there can be: the host's first, then a person's, one's own case before others'.
    #[must_use]
    pub fn occurring(self, access: &AccessPolicy) -> Vec<Relations> {
        let known = self.known().iter().fold(vec![Relations::NONE], |sets, relation| {
            sets.into_iter().flat_map(|set| [set, set.with(*relation)]).collect()
        });
        let mut sets: Vec<Relations> = Vec::new();
        for set in known.into_iter().filter(|set| self.can_be(*set)).map(|set| self.relations(set, access)) {
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        sets.sort_by_key(|set| !set.contains(Relation::Coached));
        [Relations::of_host()].into_iter().chain(sets).collect()
    }

    fn can_be(self, set: Relations) -> bool {
        let apart = |(one, others): &(Relation, &[Relation])| {
            !set.contains(*one) || !others.iter().any(|other| set.contains(*other))
        };
        self.ties().never.iter().all(apart)
    }
}

impl Relations {
    /// What the host itself is to anything.
    #[must_use]
    pub fn of_host() -> Self {
        Relations::of(&[Relation::System])
    }

    /// What a person is to what coaches nobody.
    #[must_use]
    pub fn of_person() -> Self {
        Relations::of(&[Relation::Person])
    }
}
