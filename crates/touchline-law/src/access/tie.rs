//! How it is told what an actor is to a thing: by who stands in the thing, and by what is known besides. The one table of
//! it: [`Whose`](super::Whose) looks a relation up by it for one thing, and reach says by it of which things it holds.

use super::about::About;
use super::relation::Relation;

/// What a thing is to be asked for a relation to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::VariantArray)]
pub enum Tie {
    /// The actor is whom it coaches or describes; of what is about a team, who leads it.
    IsCoached,
    /// The actor made it.
    IsAuthor,
    /// The actor keeps it, while it is live.
    IsKeeper,
    /// The actor reviews.
    IsReviewer,
    /// The actor assigned it.
    IsAssigner,
    /// The actor was asked for feedback.
    IsAsked,
    /// The actor is one of its coaches.
    IsCoach,
    /// The actor enters what an external coach of it says.
    IsWriter,
    /// The actor scores in it.
    IsRater,
    /// The actor stands above whom it coaches.
    Manages,
    /// The actor stands below whom it describes.
    ReportsTo,
    /// Something about it is to be decided.
    Undecided,
    /// The actor is the manager of whom it coaches, and whoever assigned it has left.
    StandsIn,
    /// The actor coaches under its plan, and is one of those for whom it is.
    CoachesPlan,
    /// The actor writes in its plan for an external coach, and for the one to whom it is said.
    WritesInPlan,
    /// Nobody who could act stands above whom it coaches, and the actor is not that one.
    Unled,
    /// The actor coaches under its plan, whoever of those who do it is for.
    CoachesItsPlan,
    /// The actor reviewed, or answered for it for a while, and does no more.
    IsFormerReviewer,
}

/// What a thing says of whose it is: the variants of [`Whose`](super::Whose), as far as relations to them are told in
/// different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The organisation's own, which coaches nobody.
    Organisation,
    /// What is about one person.
    Person,
    /// A review of somebody's call.
    Review,
    /// A calibration over somebody's call.
    Calibration,
    /// What somebody is to do.
    ActionItem,
    /// A coaching plan.
    Plan,
    /// What belongs to a plan, which says who coaches.
    OfPlan,
    /// A round of feedback on whom a plan coaches.
    FeedbackRound,
    /// A report on somebody's scores.
    ScoreReport,
    /// A person, as the organisation knows them.
    Profile,
    /// What is about a team.
    Team,
    /// A meeting in a team, for one of it or for all.
    Meeting,
}

const COACHED: (Relation, Tie) = (Relation::Coached, Tie::IsCoached);
const AUTHOR: (Relation, Tie) = (Relation::Author, Tie::IsAuthor);
const MANAGES: (Relation, Tie) = (Relation::Manages, Tie::Manages);
const UNDECIDED: (Relation, Tie) = (Relation::Undecided, Tie::Undecided);
const COACHES_PLAN: (Relation, Tie) = (Relation::CoachOf, Tie::CoachesPlan);
const WRITES_IN_PLAN: (Relation, Tie) = (Relation::OnBehalfOf, Tie::WritesInPlan);

impl Shape {
    /// What an action on it is about.
    #[must_use]
    pub const fn about(self) -> About {
        match self {
            Shape::Organisation => About::Organisation,
            Shape::Person => About::Person,
            Shape::Review | Shape::Calibration => About::Review,
            Shape::ActionItem => About::ActionItem,
            Shape::Plan | Shape::OfPlan => About::Plan,
            Shape::FeedbackRound => About::FeedbackRound,
            Shape::ScoreReport => About::ScoreReport,
            Shape::Profile => About::Profile,
            Shape::Team | Shape::Meeting => About::Team,
        }
    }

    /// By what each relation is told that has to be known; one that stands here twice holds by either.
    pub(super) const fn ties(self) -> &'static [(Relation, Tie)] {
        match self {
            Shape::Organisation => &[],
            Shape::Person => &[COACHED, AUTHOR, (Relation::Keeper, Tie::IsKeeper), MANAGES],
            Shape::Review => &[
                COACHED,
                (Relation::Reviewer, Tie::IsReviewer),
                (Relation::FormerReviewer, Tie::IsFormerReviewer),
                UNDECIDED,
                MANAGES,
            ],
            Shape::Calibration => &[COACHED, (Relation::Reviewer, Tie::IsRater), MANAGES],
            Shape::ActionItem => &[
                (Relation::Assignee, Tie::IsCoached),
                (Relation::Assigner, Tie::IsAssigner),
                COACHES_PLAN,
                (Relation::StandsIn, Tie::StandsIn),
                MANAGES,
            ],
            Shape::Plan => &[
                COACHED,
                (Relation::CoachOf, Tie::IsCoach),
                (Relation::OnBehalfOf, Tie::IsWriter),
                AUTHOR,
                UNDECIDED,
                MANAGES,
            ],
            Shape::OfPlan => &[COACHED, COACHES_PLAN, WRITES_IN_PLAN, AUTHOR, MANAGES],
            Shape::FeedbackRound => {
                &[COACHED, COACHES_PLAN, WRITES_IN_PLAN, AUTHOR, (Relation::Asked, Tie::IsAsked), MANAGES]
            }
            Shape::ScoreReport => &[COACHED, MANAGES, (Relation::Unmanaged, Tie::Unled)],
            Shape::Profile => &[COACHED, MANAGES, (Relation::ReportsTo, Tie::ReportsTo)],
            // Whoever leads the team manages everybody in it.
            // Whoever leads the team, and whoever manages whom it was for.
            Shape::Meeting => &[AUTHOR, MANAGES, (Relation::Manages, Tie::IsKeeper), (Relation::Member, Tie::IsAsked)],
            Shape::Team => &[AUTHOR, MANAGES, (Relation::Manages, Tie::IsCoached)],
        }
    }
}
