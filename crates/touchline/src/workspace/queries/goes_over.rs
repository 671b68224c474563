//! Over which kinds of things a question goes: over what its viewer may see of them, or over all that there are. That is what a host
//! hands in to have it answered; what it needs besides it asks for.
//!
//! Rules: WSP-14.

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use super::questions::QUESTIONS;
use touchline_kernel::Names as _;
use touchline_law::ground::ThingKind;

/// Whose planned messages a question goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "MessagesGoneOver")]
pub enum MessagesOf {
    /// Everybody's.
    Everybody,
    /// The viewer's.
    Viewer,
}

/// A question, and what it goes over.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "QuestionGoesOver")]
pub struct GoesOver {
    /// Whose planned messages are to be there; null where none are.
    pub messages: Option<MessagesOf>,
    /// The question, by its name.
    pub question: &'static str,
    /// The kinds of things.
    pub things: Vec<ThingKind>,
    /// Whether the links of improvement tracks are to be there.
    pub tracks: bool,
    /// Whether all things of these kinds are to be there, since the answer rests on more than its viewer sees; else those that the viewer
    /// may see.
    pub unseen: bool,
}

/// The kinds of things of some questions.
enum Over {
    /// All that there are.
    All,
    /// These.
    Kinds(&'static [ThingKind]),
}

/// The questions that go over other things than those of the kind in their name: by that, or by all that it begins with.
#[rustfmt::skip]
const OTHERS: &[(&str, Over)] = &[
    ("action_item.effect", Over::All),
    ("agent.", Over::All),
    ("call.feedback", Over::All),
    ("bundle.results", Over::Kinds(&[ThingKind::Bundle, ThingKind::Disposition])),
    ("call.list", Over::Kinds(&[ThingKind::Call, ThingKind::Disposition, ThingKind::Review])),
    ("call.search", Over::Kinds(&[ThingKind::Call, ThingKind::Disposition, ThingKind::Review])),
    ("disposition.of_call", Over::Kinds(&[ThingKind::Call, ThingKind::Disposition])),
    ("export.", Over::All),
    ("history.", Over::All),
    ("jobs.due", Over::Kinds(&[ThingKind::FeedbackRound, ThingKind::NotificationSettings, ThingKind::Review])),
    ("log.head", Over::Kinds(&[])),
    ("notifications.mine", Over::Kinds(&[])),
    ("notifications.settings", Over::Kinds(&[ThingKind::NotificationSettings])),
    ("person.profile", Over::All),
    ("person.review_pack", Over::All),
    ("plan.compliance", Over::Kinds(&[
        ThingKind::ActionItem, ThingKind::Plan, ThingKind::Session, ThingKind::SessionNote,
    ])),
    ("plan.effect", Over::All),
    ("plan.track_proof", Over::Kinds(&[ThingKind::Plan, ThingKind::Session, ThingKind::SessionNote])),
    ("plan.week", Over::Kinds(&[ThingKind::Plan, ThingKind::Session])),
    ("programme.", Over::All),
    ("report.", Over::All),
    ("responses.", Over::Kinds(&[ThingKind::Bundle, ThingKind::Escalation, ThingKind::Review])),
    ("review.beside", Over::All),
    ("review.figures", Over::Kinds(&[ThingKind::Call, ThingKind::Disposition, ThingKind::ReviewAssignment])),
    ("review.queue", Over::Kinds(&[ThingKind::Call, ThingKind::Disposition, ThingKind::ReviewAssignment])),
    ("session.agenda", Over::Kinds(&[ThingKind::ActionItem, ThingKind::Session])),
    ("session.read_calendar", Over::Kinds(&[ThingKind::Session, ThingKind::SessionSeries])),
    ("session_series.calendar", Over::Kinds(&[ThingKind::Session, ThingKind::SessionSeries])),
    ("share_link.shown", Over::All),
    ("training.pool", Over::Kinds(&[
        ThingKind::Person, ThingKind::TrainingItem, ThingKind::Bundle, ThingKind::Disposition, ThingKind::Call,
    ])),
    ("training.proposals", Over::All),
    ("training.why_empty", Over::All),
    ("training.", Over::Kinds(&[ThingKind::TrainingItem])),
];

/// The questions whose answers rest on more than their viewer sees: on what others made of coaching, on what the subject of a request or
/// the maker of a link sees, on whatever falls due, on all that a track holds, on figures that are reckoned, on how all reviewers judge.
#[rustfmt::skip]
const UNSEEN: [&str; 9] = [
    "coaching_rating.mean", "export.subject_access", "jobs.due", "plan.compliance", "plan.track_proof",
    "programme.one_on_one", "review.severity", "share_link.shown", "skill_report.team_means",
];

/// What each question goes over, in the order of their names.
#[must_use]
pub fn goes_over() -> Vec<GoesOver> {
    let mut all: Vec<GoesOver> = QUESTIONS.iter().map(|question| of(question)).collect();
    all.sort_unstable_by_key(|row| row.question);
    all
}

fn of(question: &'static str) -> GoesOver {
    let messages = match question {
        "jobs.due" => Some(MessagesOf::Everybody),
        "export.person" | "notifications.mine" => Some(MessagesOf::Viewer),
        _ => None,
    };
    let tracks = matches!(question, "plan.compliance" | "plan.track_proof");
    GoesOver { messages, question, things: things(question), tracks, unseen: UNSEEN.contains(&question) }
}

fn things(question: &str) -> Vec<ThingKind> {
    match OTHERS.iter().find(|(name, _)| question.starts_with(name)) {
        Some((_, Over::All)) => ThingKind::VARIANTS.to_vec(),
        Some((_, Over::Kinds(kinds))) => kinds.to_vec(),
        None => ThingKind::VARIANTS.iter().copied().filter(|kind| is_of(question, *kind)).collect(),
    }
}

/// Whether a question says in its name that it is of this kind.
fn is_of(question: &str, kind: ThingKind) -> bool {
    question.split_once('.').is_some_and(|(of, _)| of == kind.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new question whose name says no kind stands among the others.
    #[test]
    fn wsp_14_every_question_goes_over_something_or_is_said_not_to() {
        let nothing: Vec<&str> =
            goes_over().iter().filter(|row| row.things.is_empty()).map(|row| row.question).collect();
        assert_eq!(nothing, ["log.head", "notifications.mine"]);
    }

    #[test]
    fn wsp_14_what_stands_among_the_others_is_asked() {
        for name in OTHERS.iter().map(|(name, _)| name).chain(&UNSEEN) {
            assert!(QUESTIONS.iter().any(|question| question.starts_with(name)), "{name}");
        }
    }
}
