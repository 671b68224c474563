//! Whether those who take part come: the newest answer of each to the time in force. Where the session is moved all of them are
//! asked anew, so that nobody counts as coming to a time to which they never agreed.
//!
//! Rules: ACC-08, ORG-03, SES-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::act::{ReplyToSession, SessionReplied};
use super::case::{SessionCase, coaches, speaker};
use super::{Change, Session, SessionAnswer, SessionCoach};
use crate::facts::{Facts, PlanCoachRef, PlanStanding, Refusal, refuse_if};
use touchline_kernel::{Code, DetailKey, Done, Instant, Note, Reason, Rejection};

/// Whether somebody comes who takes part in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionReply {
    /// Whether they come.
    pub answer: SessionAnswer,
    /// The coach whose answer that is; null where it is that of whom the plan coaches.
    pub coach: Option<PlanCoachRef>,
    /// What they add.
    pub comment: Option<Note>,
    /// When that was sent, and by whom.
    pub replied: Done,
    /// When they said so.
    pub said_at: Instant,
}

impl SessionReply {
    /// Whether somebody who says this says nothing that does not stand already: the same, and not later.
    #[must_use]
    pub fn stands_for(&self, answer: SessionAnswer, comment: Option<&Note>, said_at: Instant) -> bool {
        self.answer == answer && self.comment.as_ref() == comment && said_at <= self.said_at
    }
}

impl SessionReplied {
    /// What is kept of it.
    fn kept(self, replied: Done) -> SessionReply {
        let SessionReplied { answer, coach, comment, said_at, .. } = self;
        SessionReply { answer, coach, comment, replied, said_at: counts_from(said_at, replied.at) }
    }
}

/// When somebody said so who answers at a moment: nobody has said anything later than they sent it.
fn counts_from(said_at: Option<Instant>, sent_at: Instant) -> Instant {
    said_at.map_or(sent_at, |said_at| said_at.min(sent_at))
}

impl Session {
    /// What a coach has answered, or whom the plan coaches; nothing where they were not heard of since the session was set to
    /// its time.
    fn reply_of(&self, coach: Option<&PlanCoachRef>) -> Option<&SessionReply> {
        self.replies.iter().find(|reply| reply.coach.as_ref() == coach)
    }

    /// Whether somebody takes part: whom the plan coaches, or one of the coaches of this session who coaches still.
    #[must_use]
    pub fn takes_part(&self, who: &PlanCoachRef, plan: &PlanStanding<'_>) -> bool {
        is_beside(self.coaches_in_it(who), &self.coaches_of(plan))
    }

    /// What those have answered who take part beside these coaches.
    pub(super) fn replies_beside(&self, coaches: &[SessionCoach]) -> Vec<SessionReply> {
        let replies = self.replies.iter().filter(|reply| is_beside(reply.coach.as_ref(), coaches));
        replies.cloned().collect()
    }

    /// What somebody who takes part has answered.
    #[must_use]
    pub fn answer_of(&self, who: &PlanCoachRef) -> Option<&SessionReply> {
        self.reply_of(self.coaches_in_it(who))
    }

    /// Somebody as a coach; nothing where it is whom the plan coaches.
    fn coaches_in_it<'a>(&self, who: &'a PlanCoachRef) -> Option<&'a PlanCoachRef> {
        (who.person() != Some(self.coachee)).then_some(who)
    }

    /// Takes an answer, in the place of the one before.
    pub(super) fn take_reply(&mut self, replied: SessionReplied, done: Done) {
        self.replies.retain(|reply| reply.coach != replied.coach);
        self.replies.push(replied.kept(done));
    }
}

/// Whether somebody takes part beside these coaches: one of them, or, where no coach is meant, whom the plan coaches.
fn is_beside(coach: Option<&PlanCoachRef>, coaches: &[SessionCoach]) -> bool {
    coach.is_none_or(|coach| coaches.iter().any(|one| one.coach == *coach))
}

/// Refuses the answer of somebody who takes no part, one to another time than the one in force, and one that was given before
/// the one that stands.
pub(super) fn can_be_taken<F: Facts>(case: &SessionCase<'_, F>, body: &ReplyToSession) -> Result<(), Refusal> {
    let known = case.known.ok_or(Code::NotFound)?;
    let coach = coach_of(case, body);
    let takes_part = is_beside(coach.as_ref(), &coaches(case)?);
    refuse_if(!takes_part, Code::TakesNoPart, "/body/on_behalf_of")?;
    is_to_time_in_force(known, body.to_sequence)?;
    is_not_superseded(known.reply_of(coach.as_ref()), body.said_at)
}

fn is_to_time_in_force(known: &Session, to_sequence: Option<u64>) -> Result<(), Refusal> {
    let in_force = known.sequence();
    let Some(other) = to_sequence.filter(|to| *to != in_force) else { return Ok(()) };
    let reason = Reason::new(Code::OtherTimeInForce).with(DetailKey::Actual, other);
    Err(Rejection::from(reason.with(DetailKey::Expected, in_force)).at("/body/to_sequence").into())
}

fn is_not_superseded(stands: Option<&SessionReply>, said_at: Option<Instant>) -> Result<(), Refusal> {
    let later = stands.map(|reply| reply.said_at).filter(|stands| said_at.is_some_and(|said_at| said_at < *stands));
    let Some(later) = later else { return Ok(()) };
    let reason = Reason::new(Code::LaterReplyStands).with(DetailKey::Actual, later.to_string());
    Err(Rejection::from(reason).at("/body/said_at").into())
}

/// What an answer changes: nothing where the same stands already, and was not given earlier.
pub(super) fn replied<F: Facts>(case: &SessionCase<'_, F>, body: &ReplyToSession) -> Vec<Change> {
    let coach = coach_of(case, body);
    let stands = case.known.and_then(|known| known.reply_of(coach.as_ref()));
    let said_at = counts_from(body.said_at, case.at);
    if stands.is_some_and(|stands| stands.stands_for(body.answer, body.comment.as_ref(), said_at)) {
        return Vec::new();
    }
    let ReplyToSession { answer, comment, said_at, session, .. } = body.clone();
    vec![Change::Replied(SessionReplied { answer, coach, comment, said_at, session })]
}

/// The coach who answers, or for whom it is done; nothing where it is whom the plan coaches.
fn coach_of<F: Facts>(case: &SessionCase<'_, F>, body: &ReplyToSession) -> Option<PlanCoachRef> {
    if case.standing.is_coached() { None } else { speaker(case, body.on_behalf_of.as_ref()) }
}
