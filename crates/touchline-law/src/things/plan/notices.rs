//! Whom a plan tells what: whom it coaches and its coaches that its mid-point review is due, that it has fallen behind, and that
//! a milestone's day is over. Each change of its course plans these anew; of what was told before nothing is told again.
//!
//! On hold nothing is overdue, and nobody is told. Where the plan goes on and is behind, or its mid-point review is due, that is
//! told as it goes on, in the place of what was told before; of milestones whose day was over by then nobody is told by themselves.
//!
//! Whom it coaches is told that what it says waits for their signature, as it is activated and as often as it comes to say something
//! else; and its coaches that it was signed. These are told of a milestone that was proposed, too, and whoever proposed it what came of
//! that.
//!
//! Of an improvement track those who may approve it are told that it waits for that, and whoever asked what was decided.
//!
//! Rules: MIL-04, NTF-01, NTF-03, NTF-05, PIP-07, PLN-05, PLN-08, PLN-09, PLN-13.

use super::act::Happening;
use super::{Milestone, Plan, State};
use crate::access::Sight;
use crate::facts::{Facts, PlanCourse as _, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{FallsDue, MessageFacts, Notice, Placeholder, Planned, Template, To, When};
use crate::policy::Policy;
use touchline_calculators::plan::MilestoneTaken;
use touchline_kernel::widen::widen;
use touchline_kernel::{Instant, LocalDate, Zone};

const fn row(template: Template, to: To, when: When, rule: &'static str) -> Notice {
    Notice { template, to, when, rule }
}

/// Coaches are told as everybody who takes part in the thing is; whom it coaches is told by themselves, in other words.
const COURSE: [Notice; 6] = [
    row(Template::MidpointDue, To::Coached, When::AtMidpoint, "PLN-08"),
    row(Template::MidpointDueToCoach, To::Circle, When::AtMidpoint, "PLN-08"),
    row(Template::PlanBehind, To::Coached, When::OnceBehind, "PLN-09"),
    row(Template::PlanBehindToCoach, To::Circle, When::OnceBehind, "PLN-09"),
    row(Template::MilestoneOverdue, To::Coached, When::AfterTarget, "MIL-04"),
    row(Template::MilestoneOverdueToCoach, To::Circle, When::AfterTarget, "MIL-04"),
];
const TO_SIGN: Notice = row(Template::PlanToSign, To::Signer, When::AtOnce, "PLN-13");
/// What moves the course, and what the plan says, too.
const TEXT: [Notice; 7] = {
    let [midpoint, midpoint_to_coach, behind, behind_to_coach, overdue, overdue_to_coach] = COURSE;
    [midpoint, midpoint_to_coach, behind, behind_to_coach, overdue, overdue_to_coach, TO_SIGN]
};
/// The same of what accepts a proposal.
const ACCEPTED: [Notice; 8] = {
    let [midpoint, midpoint_to_coach, behind, behind_to_coach, overdue, overdue_to_coach, to_sign] = TEXT;
    let accepted = row(Template::MilestoneAccepted, To::Coached, When::AtOnce, "PLN-13");
    [midpoint, midpoint_to_coach, behind, behind_to_coach, overdue, overdue_to_coach, accepted, to_sign]
};
const PROPOSED: &[Notice] = &[row(Template::MilestoneProposed, To::Circle, When::AtOnce, "PLN-13")];
const DECLINED: &[Notice] = &[row(Template::MilestoneDeclined, To::Coached, When::AtOnce, "PLN-13")];
const SIGNED: &[Notice] = &[row(Template::PlanSigned, To::Circle, When::AtOnce, "PLN-13")];

/// The states in which an approval can be asked for, and decided on.
const LIVE: &[&str] = &["draft", "active", "on_hold"];

const fn decision(happening: Happening, notices: &'static [Notice]) -> Telling<Happening> {
    Telling { on: happening, needed: LIVE, notices }
}

const ASKED: &[Notice] = &[row(Template::TrackToApprove, To::Approver, When::AtOnce, "PIP-07")];
const APPROVED: &[Notice] = &[row(Template::TrackApproved, To::Requester, When::AtOnce, "PIP-07")];
const REJECTED: &[Notice] = &[row(Template::TrackRejected, To::Requester, When::AtOnce, "PIP-07")];

const fn on(happening: Happening, notices: &'static [Notice]) -> Telling<Happening> {
    Telling { on: happening, needed: &["active"], notices }
}

/// What passes between whom it coaches and its coaches while it has not ended.
const fn between(happening: Happening, notices: &'static [Notice]) -> Telling<Happening> {
    Telling { on: happening, needed: &["active", "on_hold"], notices }
}

/// What moves the course of a plan, or who hears of it; and what is asked and decided of an improvement track.
pub(super) const TELLINGS: &[Telling<Happening>] = &[
    on(Happening::Activated, &TEXT),
    on(Happening::Resumed, &TEXT),
    on(Happening::Revised, &TEXT),
    on(Happening::MilestoneSet, &TEXT),
    on(Happening::MilestoneUpdated, &COURSE),
    on(Happening::MilestoneReopened, &COURSE),
    on(Happening::MilestoneDropped, &TEXT),
    on(Happening::MilestoneProgressed, &COURSE),
    on(Happening::CoachAdded, &COURSE),
    on(Happening::HandedOver, &COURSE),
    on(Happening::Amended, &TEXT),
    on(Happening::MilestoneAccepted, &ACCEPTED),
    decision(Happening::ApprovalRequested, ASKED),
    decision(Happening::AmendmentProposed, ASKED),
    decision(Happening::Approved, APPROVED),
    decision(Happening::Rejected, REJECTED),
    between(Happening::Signed, SIGNED),
    between(Happening::MilestoneProposed, PROPOSED),
    between(Happening::MilestoneDeclined, DECLINED),
];

/// What of a plan falls due, and when, if everything stays as it is.
pub(super) fn falls_due(plan: &Plan, when: When, policy: &Policy) -> Vec<FallsDue> {
    if plan.state != State::Active {
        return Vec::new();
    }
    let whole = |on: LocalDate| FallsDue { on, part: 0, at_once: plan.course.began };
    match when {
        When::AtMidpoint => plan.taken().midpoint_from(&policy.plan).map(whole).into_iter().collect(),
        When::OnceBehind => plan.taken().behind_from(&policy.plan).map(whole).into_iter().collect(),
        When::AfterTarget => {
            let overdue = plan.milestones.iter().map(|milestone| milestone.taken().overdue_from());
            let each = (1..).zip(overdue);
            each.filter_map(|(part, on)| Some(FallsDue { on: on?, part, at_once: false })).collect()
        }
        _ => Vec::new(),
    }
}

/// The milestone that a message is about, where it is about one.
fn milestone<'a>(plan: &'a Plan, told: &Planned) -> Option<&'a Milestone> {
    plan.milestones.get(widen(told.part.checked_sub(1)?))
}

/// What a message about a plan says, of what its words name.
pub(super) fn says<F: Facts>(
    plan: &Plan,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<Option<MessageFacts>, Refusal> {
    let names: &[Placeholder] = told.template.names();
    let agent_name = match viewer.see(plan)? {
        None => return Ok(None),
        Some(Sight::Coached(_)) => None,
        Some(Sight::Staff(_)) => viewer.name_of(plan.coachee, names)?,
    };
    let milestone = milestone(plan, told).map(|milestone| &milestone.content);
    Ok(Some(MessageFacts {
        agent_name,
        due_on: milestone.and_then(|milestone| milestone.target_on),
        milestone: milestone.map(|milestone| milestone.milestone.clone()),
        title: Some(plan.content.title.clone()),
        ..MessageFacts::about(plan.coachee)
    }))
}

/// Whether an e-mail is needed still that was planned earlier: nobody is asked to decide what is decided, or asked for no more, nor to
/// sign what is signed.
pub(super) fn is_needed(plan: &Plan, told: &Planned) -> bool {
    match told.template {
        Template::TrackToApprove => plan.still_asks(told),
        Template::PlanToSign => plan.awaits_signature(),
        _ => true,
    }
}

/// Whether a message still is one: what it tells was so then, by all that is known now, while the plan's days ran, and it is of
/// the course in force or was told before that; of coaches, to those who coach still.
pub(super) fn still_tells<F: Facts>(plan: &Plan, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
    // What was asked, decided and signed was so.
    let notice = Telling::by(TELLINGS, told.template);
    if !notice.is_some_and(|(notice, _)| notice.when.is_of_a_course()) {
        return Ok(true);
    }
    let is_to_coach = notice.is_some_and(|(notice, _)| matches!(notice.to, To::Circle));
    if is_to_coach && !plan.standing().is_written_by(told.recipient) {
        return Ok(false);
    }
    let is_of_course = told.version == plan.course_since(told.recipient) || told.at <= plan.course.at;
    let rested = plan.was_on_hold(told.at) || plan.was_called_off(told.at);
    if plan.state != State::Active || rested || !is_of_course {
        return Ok(false);
    }
    let zone = viewer.zone_of(plan.coachee)?;
    let at = judged_at(plan, told, zone, viewer.policy);
    let progress = plan.progress(zone, at, &viewer.policy.plan);
    // What the plan as a whole came to before it rested is told anew as it goes on.
    let went_on = plan.holds.last().and_then(|hold| hold.resumed).map(|resumed| resumed.at);
    if told.part == 0 && went_on.is_some_and(|went_on| told.at < went_on) {
        return Ok(false);
    }
    Ok(match told.template {
        Template::MidpointDue | Template::MidpointDueToCoach => progress.midpoint.is_due,
        Template::PlanBehind | Template::PlanBehindToCoach => !progress.behind.is_empty(),
        _ => {
            let overdue =
                milestone(plan, told).map(Milestone::taken).and_then(|taken: MilestoneTaken| taken.overdue_from());
            overdue.is_some_and(|day| zone.day_of(at) >= day)
        }
    })
}

/// As of when a message of its course is looked at: as it was told. Whom it coaches may have moved since to where the day of which
/// it tells came later; then as that began, unless that is told by another message, since the course has changed.
fn judged_at(plan: &Plan, told: &Planned, zone: Zone, policy: &Policy) -> Instant {
    let when = Telling::by(TELLINGS, told.template).map(|(notice, _)| notice.when);
    let due = when.into_iter().flat_map(|when| falls_due(plan, when, policy)).find(|due| due.part == told.part);
    let begins = due.and_then(|due| told.begins_since(due.on, zone));
    let is_in_force = told.version == plan.course_since(told.recipient);
    begins.filter(|begins| is_in_force || *begins <= plan.course.at).unwrap_or(told.at)
}
