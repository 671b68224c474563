//! What a meeting of a programme was: its format and day, for whom, how long, what became of it, what it served, and what
//! came of it. What of that is wrong the calculators know.
//!
//! Rules: PRG-02, PRG-06, PRG-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{Refusal, refuse_first, refuse_if};
use touchline_calculators::programme::{
    CoachingMethod, CoachingSession, MeetingFormat, MeetingOutput, NotHeld, SessionOutcome, default_areas,
};
use touchline_kernel::redaction::{Redaction, Whose};
use touchline_kernel::text::Text;
use touchline_kernel::{Key, LocalDate, Note, PersonId, Reason};

/// Why a meeting was not held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingNotHeld {
    /// The reason, in words; null where nobody gave one.
    #[serde(default)]
    pub reason: Option<Note>,
}

/// What became of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum MeetingOutcome {
    /// It was called off.
    Cancelled(MeetingNotHeld),
    /// It was held.
    Held,
    /// It was set, and did not take place.
    Missed(MeetingNotHeld),
}

/// What a meeting was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingContent {
    /// The skill area that it served; null where none is named.
    #[serde(default)]
    pub area: Option<Key>,
    /// The focus that it served, which is one of the area's.
    #[serde(default)]
    pub focus: Option<Key>,
    /// Its format, which is one of the programme's on its day.
    pub format: Key,
    /// By which method it coached; null where none is named.
    #[serde(default)]
    pub method: Option<CoachingMethod>,
    /// How many minutes it took; null where that is not known.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_440))]
    pub minutes: Option<u32>,
    /// Its day, where whoever leads the team is.
    pub on: LocalDate,
    /// What became of it.
    pub outcome: MeetingOutcome,
    /// What came of it.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub outputs: Vec<MeetingOutput>,
}

impl MeetingContent {
    /// The meeting as the calculators take it: for these people, or for everybody where none are named.
    #[must_use]
    pub fn as_session(&self, people: impl IntoIterator<Item = PersonId>) -> CoachingSession {
        CoachingSession {
            area: self.area.clone(),
            focus: self.focus.clone(),
            format: Some(self.format.clone()),
            method: self.method,
            minutes: self.minutes,
            on: self.on,
            outcome: self.outcome.as_session(),
            people: people.into_iter().map(|person| Key::new(&person.to_string())).collect(),
        }
    }

    /// Refuses what is of none of these formats, served nothing that there is, or has an output that is not whole.
    pub(super) fn check(&self, person: Option<PersonId>, formats: &[MeetingFormat]) -> Result<(), Refusal> {
        let at = |path: &str| path.replacen("/content/people", "/person", 1);
        refuse_first(self.as_session(person).check(formats, default_areas(), "/body/content"), at)?;
        self.check_held()?;
        for (place, output) in self.outputs.iter().enumerate() {
            refuse_first(output.check(&format!("/body/content/outputs/{place}")), str::to_owned)?;
        }
        Ok(())
    }

    /// Refuses minutes that a meeting took, and what came of it, where it was not held.
    fn check_held(&self) -> Result<(), Refusal> {
        if self.outcome == MeetingOutcome::Held {
            return Ok(());
        }
        let minutes = self.minutes.unwrap_or_default();
        refuse_if(minutes > 0, Reason::out_of_range(minutes, 0, 0), "/body/content/minutes")?;
        let outputs = self.outputs.len();
        refuse_if(outputs > 0, Reason::too_long(outputs, 0), "/body/content/outputs")
    }

    /// Takes away what a redaction takes of it.
    pub(super) fn redact(&mut self, redaction: &Redaction, whose: Whose) {
        if let MeetingOutcome::Cancelled(not_held) | MeetingOutcome::Missed(not_held) = &mut self.outcome {
            redaction.redact_any(&mut not_held.reason, whose);
        }
        for output in &mut self.outputs {
            for text in texts(output) {
                redaction.redact(text, whose);
            }
        }
    }
}

/// The texts of an output.
fn texts(output: &mut MeetingOutput) -> Vec<&mut Note> {
    match output {
        MeetingOutput::PerformanceReview(review) => vec![
            &mut review.career_note,
            &mut review.development_plan,
            &mut review.manager_assessment,
            &mut review.self_assessment,
        ],
        MeetingOutput::PipelineReview(review) => {
            review.deals.iter_mut().flat_map(|deal| &mut deal.actions).map(|action| &mut action.what).collect()
        }
        MeetingOutput::Technique(technique) => vec![&mut technique.technique],
    }
}

impl MeetingOutcome {
    fn as_session(&self) -> SessionOutcome {
        let why = |not_held: &MeetingNotHeld| NotHeld {
            reason: not_held.reason.as_ref().map(Note::as_str).filter(|reason| !reason.is_empty()).map(Text::new),
        };
        match self {
            MeetingOutcome::Cancelled(not_held) => SessionOutcome::Cancelled(why(not_held)),
            MeetingOutcome::Held => SessionOutcome::Held,
            MeetingOutcome::Missed(not_held) => SessionOutcome::Missed(why(not_held)),
        }
    }
}
