//! Whose a thing is: all that access must know of it, whatever it is; who stands in for whoever assigned it and has left.
//!
//! Rules: ACC-02, ACC-12.

use touchline_kernel::Instant;
use touchline_kernel::command::{Actor, PersonId};

use super::about::About;
use super::campaigns::Campaigns;
use super::policy::AccessPolicy;
use super::relation::Relations;
use super::tie::{Shape, Tie};
use crate::facts::{FactKey, Facts, PlanCoach, PlanCoachRef, Refusal};
use crate::ground::calls::CallId;
use crate::ground::{PlanId, ThingRef};

/// Of which call something is, where it matters whose campaign that belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfCall {
    /// Of none.
    None,
    /// Of this one.
    Call(CallId),
    /// Of one that is still to be named, and is looked at by itself.
    Any,
}

impl From<Option<CallId>> for OfCall {
    fn from(call: Option<CallId>) -> Self {
        call.map_or(OfCall::None, OfCall::Call)
    }
}

/// The coaches for whom something is that is confidential: those who coached when it came to be so, as far as they still do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Among {
    /// Who coached then.
    pub coaches: Vec<PersonId>,
    /// Since when it is confidential.
    pub since: Instant,
}

impl Among {
    /// Whether it is for one who coaches, and has since this moment: whoever stopped meanwhile and began anew has joined later.
    fn holds(&self, coach: PersonId, joined: Instant) -> bool {
        joined <= self.since && self.coaches.contains(&coach)
    }
}

/// Whose a thing is. What is found through other facts (who manages whom, who has left) is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The organisation's own, which coaches nobody.
    Organisation,
    /// It is about one person.
    Person {
        /// The person coached.
        coached: PersonId,
        /// Who made it, if that matters.
        author: Option<PersonId>,
        /// Who is to bring it to its end, while it is live and if that matters.
        keeper: Option<PersonId>,
        /// Of which call it is.
        of: OfCall,
    },
    /// A review of somebody's call.
    Review {
        /// The person coached.
        coached: PersonId,
        /// Who reviews.
        reviewer: Option<PersonId>,
        /// Who reviewed, or answered for it for a while, and does no more.
        former: Vec<PersonId>,
        /// Whether a dispute about it is open.
        undecided: bool,
        /// Of which call it is.
        of: OfCall,
    },
    /// A calibration over somebody's call, which several review by themselves.
    Calibration {
        /// The person coached: whoever handled the call.
        coached: PersonId,
        /// Who scores in it.
        raters: Vec<PersonId>,
        /// Of which call it is.
        of: OfCall,
    },
    /// Something that somebody is to do.
    ActionItem {
        /// To whom it was assigned; they are the one coached.
        assignee: PersonId,
        /// Who assigned it.
        assigner: Option<PersonId>,
        /// The plan from whose session it comes.
        plan: Option<PlanId>,
    },
    /// A coaching plan and what belongs to it.
    Plan {
        /// The person coached.
        coached: PersonId,
        /// Who coaches them.
        coaches: Vec<PersonId>,
        /// Who enters what external coaches say.
        on_behalf: Vec<PersonId>,
        /// Who made it.
        author: Option<PersonId>,
        /// Whether an approval was asked for, and not given yet.
        undecided: bool,
    },
    /// What belongs to a plan, which says who coaches.
    OfPlan {
        /// For whom it is confidential; null where it is so for nobody.
        among: Option<Among>,
        /// Who made it, if that matters.
        author: Option<PersonId>,
        /// The person coached.
        coached: PersonId,
        /// The plan.
        plan: PlanId,
    },
    /// What whom a plan coaches says to one of its coaches: of those who coach it is for that one alone.
    ToCoach {
        /// The person coached, whose words it is.
        coached: PersonId,
        /// The plan, which says who coaches.
        plan: PlanId,
        /// To whom.
        to: PlanCoachRef,
    },
    /// A round of feedback on whom a plan coaches, which says who coaches.
    FeedbackRound {
        /// Who was asked.
        asked: Vec<PersonId>,
        /// Who asks.
        author: Option<PersonId>,
        /// The person coached.
        coached: PersonId,
        /// The plan.
        plan: PlanId,
    },
    /// A report on somebody's scores.
    ScoreReport {
        /// Whose scores they are.
        coached: PersonId,
    },
    /// A person, as the organisation knows them.
    Profile {
        /// Who.
        person: PersonId,
    },
    /// It is about a team: everybody below a manager.
    Team {
        /// Whose team it is.
        manager: PersonId,
        /// Who made it.
        author: Option<PersonId>,
    },
    /// A meeting in a team, for one of it or for all.
    Meeting {
        /// Whose team it is.
        manager: PersonId,
        /// For whom it was; null where it was for all.
        person: Option<PersonId>,
        /// Who recorded it.
        author: Option<PersonId>,
    },
}

impl Whose {
    /// What is about one person, and was made by nobody who could stand to it by that.
    #[must_use]
    pub const fn person(coached: PersonId) -> Self {
        Whose::Person { coached, author: None, keeper: None, of: OfCall::None }
    }

    /// What is of a call, and so about whoever handled it.
    #[must_use]
    pub const fn call(handler: PersonId, call: CallId) -> Self {
        Whose::Person { coached: handler, author: None, keeper: None, of: OfCall::Call(call) }
    }

    /// How relations to it are told.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Whose::Organisation => Shape::Organisation,
            Whose::Person { .. } => Shape::Person,
            Whose::Review { .. } => Shape::Review,
            Whose::Calibration { .. } => Shape::Calibration,
            Whose::ActionItem { .. } => Shape::ActionItem,
            Whose::Plan { .. } => Shape::Plan,
            Whose::OfPlan { .. } | Whose::ToCoach { .. } => Shape::OfPlan,
            Whose::FeedbackRound { .. } => Shape::FeedbackRound,
            Whose::ScoreReport { .. } => Shape::ScoreReport,
            Whose::Profile { .. } => Shape::Profile,
            Whose::Team { .. } => Shape::Team,
            Whose::Meeting { .. } => Shape::Meeting,
        }
    }

    /// What an action on it is about.
    #[must_use]
    pub const fn about(&self) -> About {
        self.shape().about()
    }

    /// Whom it coaches or describes; of what is about a team, who leads it.
    #[must_use]
    pub const fn coached(&self) -> Option<PersonId> {
        match self {
            Whose::Organisation => None,
            Whose::Person { coached, .. }
            | Whose::Review { coached, .. }
            | Whose::Calibration { coached, .. }
            | Whose::Plan { coached, .. }
            | Whose::OfPlan { coached, .. }
            | Whose::ToCoach { coached, .. }
            | Whose::FeedbackRound { coached, .. }
            | Whose::ScoreReport { coached } => Some(*coached),
            Whose::ActionItem { assignee, .. } => Some(*assignee),
            Whose::Profile { person } => Some(*person),
            Whose::Team { manager, .. } | Whose::Meeting { manager, person: None, .. } => Some(*manager),
            Whose::Meeting { person, .. } => *person,
        }
    }

    /// What has to be known for an actor's standing towards it, and of whom it coaches.
    pub fn asks(&self, actor: Actor, access: &AccessPolicy) -> impl Iterator<Item = FactKey> + use<> {
        let assigner = self.assigner();
        let coached = self.coached();
        let line = coached.and_then(|coached| FactKey::line(actor, coached));
        let above = match self {
            // For whose scores they are it does not matter who manages them.
            Whose::ScoreReport { coached } => {
                actor.person().filter(|actor| actor != coached).map(|_| FactKey::acting_manager(*coached))
            }
            // Those below somebody know them, too.
            Whose::Profile { person } => actor.person().map(|actor| FactKey::manages(*person, actor)),
            _ => None,
        };
        let plan = self.plan().map(|plan| FactKey::Thing(ThingRef::of(plan)));
        let call = self.of_call().filter(|_| access.narrows()).map(FactKey::call);
        line.into_iter()
            .chain(above)
            .chain(call)
            .chain(plan)
            .chain(coached.into_iter().chain(assigner).map(FactKey::person))
    }

    /// Of which campaigns it is, as far as reviewing may be narrowed to these.
    pub(super) fn campaigns<F: Facts>(&self, facts: &F) -> Result<Campaigns, Refusal> {
        if matches!(self, Whose::Person { of: OfCall::Any, .. }) {
            return Ok(Campaigns::Any);
        }
        let Some(call) = self.of_call() else { return Ok(Campaigns::One(None)) };
        Ok(Campaigns::One(facts.call(call).present()?.and_then(|call| call.campaign.clone())))
    }

    /// The call that it is of, where it is of one that is named.
    #[must_use]
    pub const fn of_call(&self) -> Option<CallId> {
        match self {
            Whose::Person { of: OfCall::Call(call), .. }
            | Whose::Review { of: OfCall::Call(call), .. }
            | Whose::Calibration { of: OfCall::Call(call), .. } => Some(*call),
            _ => None,
        }
    }

    /// The plan that says who coaches.
    #[must_use]
    pub const fn plan(&self) -> Option<PlanId> {
        match self {
            Whose::OfPlan { plan, .. }
            | Whose::ToCoach { plan, .. }
            | Whose::FeedbackRound { plan, .. }
            | Whose::ActionItem { plan: Some(plan), .. } => Some(*plan),
            _ => None,
        }
    }

    /// Who made it, if that matters.
    #[must_use]
    pub const fn author(&self) -> Option<PersonId> {
        match self {
            Whose::Person { author, .. }
            | Whose::Plan { author, .. }
            | Whose::OfPlan { author, .. }
            | Whose::FeedbackRound { author, .. }
            | Whose::Team { author, .. }
            | Whose::Meeting { author, .. } => *author,
            _ => None,
        }
    }

    /// Who is to bring it to its end, while it is live and if that matters.
    #[must_use]
    pub const fn keeper(&self) -> Option<PersonId> {
        match self {
            Whose::Person { keeper, .. } => *keeper,
            Whose::Meeting { manager, .. } => Some(*manager),
            _ => None,
        }
    }

    /// Who reviews.
    #[must_use]
    pub const fn reviewer(&self) -> Option<PersonId> {
        match self {
            Whose::Review { reviewer, .. } => *reviewer,
            _ => None,
        }
    }

    /// Who reviewed, or answered for it for a while, and does no more.
    #[must_use]
    pub fn former_reviewers(&self) -> &[PersonId] {
        match self {
            Whose::Review { former, .. } => former,
            _ => &[],
        }
    }

    /// Who assigned it.
    #[must_use]
    pub const fn assigner(&self) -> Option<PersonId> {
        match self {
            Whose::ActionItem { assigner, .. } => *assigner,
            _ => None,
        }
    }

    /// Who was asked for feedback, or whom a meeting was for.
    #[must_use]
    pub fn asked(&self) -> &[PersonId] {
        match self {
            Whose::FeedbackRound { asked, .. } => asked,
            Whose::Meeting { person, .. } => person.as_slice(),
            _ => &[],
        }
    }

    /// Who scores in it.
    #[must_use]
    pub fn raters(&self) -> &[PersonId] {
        match self {
            Whose::Calibration { raters, .. } => raters,
            _ => &[],
        }
    }

    /// Whether something about it is to be decided.
    #[must_use]
    pub const fn undecided(&self) -> bool {
        matches!(self, Whose::Review { undecided: true, .. } | Whose::Plan { undecided: true, .. })
    }

    /// To which coach of its plan it is said, where it is for that one alone.
    #[must_use]
    pub const fn said_to(&self) -> Option<&PlanCoachRef> {
        match self {
            Whose::ToCoach { to, .. } => Some(to),
            _ => None,
        }
    }

    /// For whom it is confidential, where it is so.
    #[must_use]
    pub const fn among(&self) -> Option<&Among> {
        match self {
            Whose::OfPlan { among, .. } => among.as_ref(),
            _ => None,
        }
    }

    /// Whose that is to which it belongs, where it is not for all who coach there.
    pub(super) fn around(&self) -> Option<Self> {
        match self {
            Whose::OfPlan { among: Some(_), author, coached, plan } => {
                Some(Whose::OfPlan { among: None, author: *author, coached: *coached, plan: *plan })
            }
            _ => None,
        }
    }

    /// What a person is known to be to it, before what follows from that.
    pub(super) fn known<F: Facts>(&self, actor: PersonId, facts: &F) -> Result<Relations, Refusal> {
        let mut known = Relations::NONE;
        for (relation, tie) in self.shape().ties() {
            known = known.with_if(*relation, self.is_tied(*tie, actor, facts)?);
        }
        Ok(known)
    }

    /// Whether one thing holds by which a relation is told.
    fn is_tied<F: Facts>(&self, tie: Tie, actor: PersonId, facts: &F) -> Result<bool, Refusal> {
        let is = |person: Option<PersonId>| person == Some(actor);
        Ok(match tie {
            Tie::IsCoached => is(self.coached()),
            Tie::IsAuthor => is(self.author()),
            Tie::IsKeeper => is(self.keeper()),
            Tie::IsReviewer => is(self.reviewer()),
            Tie::IsFormerReviewer => self.former_reviewers().contains(&actor),
            Tie::IsAssigner => is(self.assigner()),
            Tie::IsAsked => self.asked().contains(&actor),
            Tie::IsCoach => matches!(self, Whose::Plan { coaches, .. } if coaches.contains(&actor)),
            Tie::IsWriter => matches!(self, Whose::Plan { on_behalf, .. } if on_behalf.contains(&actor)),
            Tie::IsRater => self.raters().contains(&actor),
            Tie::Manages => self.is_below(actor, facts)?,
            Tie::ReportsTo => match self.coached() {
                Some(coached) => facts.manages(coached, actor).present()?.is_some(),
                None => false,
            },
            Tie::Undecided => self.undecided(),
            Tie::StandsIn => match self.coached() {
                Some(assignee) => stands_in(actor, (self.assigner(), assignee), facts)?,
                None => false,
            },
            Tie::CoachesPlan => self.coaches_plan(actor, facts)?,
            Tie::CoachesItsPlan => coaches_since(self.plan(), actor, facts)?.is_some(),
            Tie::WritesInPlan => self.writes_in_plan(actor, facts)?,
            // For whose scores they are, and for whoever manages them, it does not matter who could act.
            Tie::Unled => match self.coached() {
                Some(coached) if coached != actor && !self.is_below(actor, facts)? => {
                    facts.acting_manager(coached).present()?.is_none()
                }
                _ => false,
            },
        })
    }

    /// Whether whom it coaches stands below somebody.
    fn is_below<F: Facts>(&self, manager: PersonId, facts: &F) -> Result<bool, Refusal> {
        let Some(coached) = self.coached() else { return Ok(false) };
        Ok(facts.manages(manager, coached).present()?.is_some())
    }

    /// Whether somebody coaches under its plan, and is one of those for whom it is.
    pub fn coaches_plan<F: Facts>(&self, actor: PersonId, facts: &F) -> Result<bool, Refusal> {
        if let Whose::ToCoach { plan, to, .. } = self {
            let addressed =
                facts.plan(*plan).present()?.and_then(|standing| standing.coach(to).and_then(PlanCoach::person));
            return Ok(addressed == Some(actor));
        }
        let since = coaches_since(self.plan(), actor, facts)?;
        Ok(since.is_some_and(|joined| self.among().is_none_or(|among| among.holds(actor, joined))))
    }

    /// Whether somebody writes in its plan for an external coach, and for the one to whom it is said.
    fn writes_in_plan<F: Facts>(&self, actor: PersonId, facts: &F) -> Result<bool, Refusal> {
        let Some(plan) = self.plan() else { return Ok(false) };
        if let Whose::ToCoach { to, .. } = self {
            let writes_for = |coach: &PlanCoach| coach.person().is_none() && coach.writer() == actor;
            return Ok(facts.plan(plan).present()?.is_some_and(|standing| standing.coach(to).is_some_and(writes_for)));
        }
        writes_in(plan, actor, facts)
    }
}

/// Whether somebody stands in for an assigner who has left: the assignee's own manager does.
fn stands_in<F: Facts>(
    actor: PersonId,
    (assigner, assignee): (Option<PersonId>, PersonId),
    facts: &F,
) -> Result<bool, Refusal> {
    let Some(assigner) = assigner else { return Ok(false) };
    let manager = facts.person(assignee).present()?.and_then(|assignee| assignee.manager);
    if manager != Some(actor) {
        return Ok(false);
    }
    Ok(!facts.person(assigner).present()?.is_some_and(|assigner| assigner.active))
}

/// Whether somebody writes for an external coach of a plan.
fn writes_in<F: Facts>(plan: PlanId, actor: PersonId, facts: &F) -> Result<bool, Refusal> {
    Ok(facts.plan(plan).present()?.is_some_and(|plan| plan.on_behalf().any(|writer| writer == actor)))
}

/// Since when somebody coaches under a plan, where they do.
fn coaches_since<F: Facts>(plan: Option<PlanId>, actor: PersonId, facts: &F) -> Result<Option<Instant>, Refusal> {
    let Some(plan) = plan else { return Ok(None) };
    let Some(standing) = facts.plan(plan).present()? else { return Ok(None) };
    let own = standing.coaches.iter().find(|kept| kept.coach.person() == Some(actor));
    Ok(own.map(|kept| kept.added.at))
}
