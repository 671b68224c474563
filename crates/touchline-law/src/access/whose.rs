//! Whose a thing is: all that access must know of it, whatever it is.

use touchline_kernel::Instant;
use touchline_kernel::command::{Actor, PersonId};

use super::about::About;
use super::policy::AccessPolicy;
use super::relation::{Relation, Relations};
use super::standing::Campaigns;
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

    /// What an action on it is about.
    #[must_use]
    pub const fn about(&self) -> About {
        match self {
            Whose::Organisation => About::Organisation,
            Whose::Person { .. } => About::Person,
            Whose::Review { .. } | Whose::Calibration { .. } => About::Review,
            Whose::ActionItem { .. } => About::ActionItem,
            Whose::Plan { .. } | Whose::OfPlan { .. } | Whose::ToCoach { .. } => About::Plan,
            Whose::ScoreReport { .. } => About::ScoreReport,
            Whose::Profile { .. } => About::Profile,
            Whose::Team { .. } => About::Team,
            Whose::FeedbackRound { .. } => About::FeedbackRound,
        }
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
            Whose::Team { manager, .. } => Some(*manager),
        }
    }

    /// What has to be known for an actor's standing towards it, and of whom it coaches.
    pub fn asks(&self, actor: Actor, access: &AccessPolicy) -> impl Iterator<Item = FactKey> + use<> {
        let assigner = match self {
            Whose::ActionItem { assigner, .. } => *assigner,
            _ => None,
        };
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
    const fn of_call(&self) -> Option<CallId> {
        match self {
            Whose::Person { of: OfCall::Call(call), .. }
            | Whose::Review { of: OfCall::Call(call), .. }
            | Whose::Calibration { of: OfCall::Call(call), .. } => Some(*call),
            _ => None,
        }
    }

    /// The plan that says who coaches.
    const fn plan(&self) -> Option<PlanId> {
        match self {
            Whose::OfPlan { plan, .. }
            | Whose::ToCoach { plan, .. }
            | Whose::FeedbackRound { plan, .. }
            | Whose::ActionItem { plan: Some(plan), .. } => Some(*plan),
            _ => None,
        }
    }

    /// What a person is known to be to it, before what follows from that.
    pub(super) fn known<F: Facts>(&self, actor: PersonId, facts: &F) -> Result<Relations, Refusal> {
        let is = |person: Option<PersonId>| person == Some(actor);
        let Some(coached) = self.coached() else { return Ok(Relations::NONE) };
        let manages = facts.manages(actor, coached).present()?.is_some();
        let known = Relations::NONE.with_if(Relation::Manages, manages);
        Ok(match self {
            Whose::Organisation => known,
            Whose::Person { author, keeper, .. } => known
                .with_if(Relation::Coached, is(Some(coached)))
                .with_if(Relation::Author, is(*author))
                .with_if(Relation::Keeper, is(*keeper)),
            Whose::Review { reviewer, undecided, .. } => known
                .with_if(Relation::Coached, is(Some(coached)))
                .with_if(Relation::Reviewer, is(*reviewer))
                .with_if(Relation::Undecided, *undecided),
            Whose::Calibration { raters, .. } => {
                known.with_if(Relation::Coached, is(Some(coached))).with_if(Relation::Reviewer, raters.contains(&actor))
            }
            Whose::ActionItem { assigner, .. } => known
                .with_if(Relation::Assignee, is(Some(coached)))
                .with_if(Relation::Assigner, is(*assigner))
                .with_if(Relation::CoachOf, coaches_since(self.plan(), actor, facts)?.is_some())
                .with_if(Relation::StandsIn, stands_in(actor, (*assigner, coached), facts)?),
            Whose::Plan { coaches, on_behalf, author, undecided, .. } => known
                .with_if(Relation::Coached, is(Some(coached)))
                .with_if(Relation::CoachOf, coaches.contains(&actor))
                .with_if(Relation::OnBehalfOf, on_behalf.contains(&actor))
                .with_if(Relation::Author, is(*author))
                .with_if(Relation::Undecided, *undecided),
            Whose::OfPlan { among, author, plan, .. } => {
                let since = coaches_since(Some(*plan), actor, facts)?;
                let is_for = |joined| among.as_ref().is_none_or(|among| among.holds(actor, joined));
                known
                    .with_if(Relation::Coached, is(Some(coached)))
                    .with_if(Relation::CoachOf, since.is_some_and(is_for))
                    .with_if(Relation::OnBehalfOf, writes_in(*plan, actor, facts)?)
                    .with_if(Relation::Author, is(*author))
            }
            Whose::ToCoach { plan, to, .. } => {
                let standing = facts.plan(*plan).present()?;
                let addressed = standing.and_then(|standing| standing.coach(to));
                let writes_for = |coach: &PlanCoach| coach.person().is_none() && coach.writer() == actor;
                known
                    .with_if(Relation::Coached, is(Some(coached)))
                    .with_if(Relation::CoachOf, addressed.and_then(PlanCoach::person) == Some(actor))
                    .with_if(Relation::OnBehalfOf, addressed.is_some_and(writes_for))
            }
            Whose::FeedbackRound { asked, author, plan, .. } => known
                .with_if(Relation::Coached, is(Some(coached)))
                .with_if(Relation::CoachOf, coaches_since(Some(*plan), actor, facts)?.is_some())
                .with_if(Relation::OnBehalfOf, writes_in(*plan, actor, facts)?)
                .with_if(Relation::Author, is(*author))
                .with_if(Relation::Asked, asked.contains(&actor)),
            Whose::ScoreReport { .. } if is(Some(coached)) => known.with(Relation::Coached),
            Whose::ScoreReport { .. } => {
                known.with_if(Relation::Unmanaged, !manages && facts.acting_manager(coached).present()?.is_none())
            }
            Whose::Profile { person } => known
                .with_if(Relation::Coached, is(Some(*person)))
                .with_if(Relation::ReportsTo, facts.manages(*person, actor).present()?.is_some()),
            // Whoever leads the team manages everybody in it.
            Whose::Team { manager, author } => {
                known.with_if(Relation::Manages, actor == *manager).with_if(Relation::Author, is(*author))
            }
        })
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
