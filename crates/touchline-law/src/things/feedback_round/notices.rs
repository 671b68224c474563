//! Whom a feedback round tells what: those who are asked that they are, and that its last day comes near while they have
//! neither answered nor declined; whom it is about, and who asked, that what may be shown of it is there.
//!
//! Rules: FBK-02, FBK-03, NTF-01, NTF-03, PLN-05.

use super::act::Happening;
use super::{FeedbackRound, FeedbackStanding};
use crate::facts::{Facts, PlanStage, PlanStanding, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};

const fn told(template: Template, to: To, rule: &'static str) -> Notice {
    Notice { template, to, when: When::AtOnce, rule }
}

const DUE_SOON: Notice =
    Notice { template: Template::FeedbackRoundDueSoon, to: To::Circle, when: When::BeforeLastDay, rule: "NTF-01" };

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling {
        on: Happening::Asked,
        needed: &["open"],
        notices: &[told(Template::FeedbackRoundAsked, To::Circle, "FBK-02"), DUE_SOON],
    },
    Telling {
        on: Happening::Released,
        needed: &["released"],
        notices: &[
            told(Template::FeedbackRoundReleased, To::Coached, "FBK-03"),
            told(Template::FeedbackRoundReleasedToCoach, To::Keeper, "FBK-03"),
        ],
    },
    Telling {
        on: Happening::Cancelled,
        needed: &["cancelled"],
        notices: &[told(Template::FeedbackRoundCancelled, To::Circle, "FBK-02")],
    },
];

/// What a message about a round says, of what its words name.
pub(super) fn says<F: Facts>(
    round: &FeedbackRound,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    if !viewer.sees(round)? {
        return Ok(None);
    }
    let is_about_them = viewer.person == round.coachee;
    let agent_name = if is_about_them { None } else { viewer.name_of(round.coachee, names)? };
    let due_on = Some(round.due_on).filter(|_| names.contains(&Placeholder::Date));
    Ok(Some(MessageFacts { agent_name, due_on, ..MessageFacts::about(round.coachee) }))
}

/// Whether an e-mail is needed still that was planned earlier: who is asked is awaited still when it is sent.
pub(super) fn is_needed(round: &FeedbackRound, told: &Planned) -> bool {
    if !asks_for_an_answer(told.template) {
        return true;
    }
    let asked = round.person(told.recipient);
    asked.is_some_and(|asked| round.standing_of(asked, told.last()) == FeedbackStanding::Asked)
}

/// Whether a message still is one: nobody is told to answer whose answer is none any more, and a reminder is for whoever was
/// still awaited then, in a round that went on, by a plan whose days ran then and run now.
pub(super) fn still_tells<F: Facts>(
    round: &FeedbackRound,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    if !asks_for_an_answer(told.template) {
        return Ok(true);
    }
    if round.is_of_the_plan(told.recipient, viewer.facts)? {
        return Ok(false);
    }
    Ok(told.template == Template::FeedbackRoundAsked || (was_awaited(round, told) && is_nudged(round, viewer, told)?))
}

const fn asks_for_an_answer(template: Template) -> bool {
    matches!(template, Template::FeedbackRoundAsked | Template::FeedbackRoundDueSoon)
}

/// Whether the days of its plan run, and ran then. What fell due meanwhile is told neither then nor later.
fn is_nudged<F: Facts>(round: &FeedbackRound, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
    let plan = viewer.facts.plan(round.plan).present()?;
    let ran = |plan: &PlanStanding<'_>| plan.reminds(told.at) && !plan.course.was_called_off(told.at);
    Ok(plan.is_some_and(|plan| plan.stage == PlanStage::Active && ran(&plan)))
}

/// Whether somebody had neither answered nor declined at the moment of a message, in a round that went on.
fn was_awaited(round: &FeedbackRound, told: &Planned) -> bool {
    let ended = round.released.as_deref().map(|released| released.done.at);
    let ended = ended.or(round.cancelled.as_deref().map(|cancelled| cancelled.done.at));
    let response = round.person(told.recipient).and_then(|asked| asked.response.as_deref());
    let settled = ended.into_iter().chain(response.map(|response| response.at));
    settled.min().is_none_or(|settled| settled > told.at)
}
