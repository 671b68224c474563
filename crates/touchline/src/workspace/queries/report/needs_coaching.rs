//! `report.needs_coaching`: who below a manager needs coaching, and why, over what the viewer sees of whom they know to stand there:
//! what waits in training, whether coaching is proposed, the newest published scores, and when they were coached last.
//!
//! Rules: ACC-19, INS-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::history::last_received;
use super::records::key;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::coaching_meeting::index::counted;
use crate::workspace::things::person::list::PersonList;
use crate::workspace::things::skill_report::lists::SkillReportsOf;
use crate::workspace::things::training_item::proposals::proposal_of;
use crate::workspace::things::training_item::queue::TrainingQueue;
use crate::workspace::{Ordered, SortKey};
use strum::VariantArray as _;
use touchline_calculators::insight::{AreaPublished, CoachingNeed, NeedsCoaching, needs_coaching};
use touchline_kernel::{Instant, LocalDate, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::ground::CoachingMeetingMark;
use touchline_law::things::coaching_meeting::{CoachingMeeting, CoachingMeetingSight, MeetingOutcome};
use touchline_law::things::person::PersonSight;
use touchline_law::things::skill_report;
use touchline_law::things::training_item;

/// Whose team.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NeedsCoachingOf")]
pub struct ReportNeedsCoaching {
    /// Who leads the team.
    pub manager: PersonId,
}

/// Who of a team needs coaching, of what the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NeedsCoachingReport {
    /// How many of the team the viewer sees who are there: those who need coaching are among them.
    pub looked_at: u64,
    /// Who leads the team.
    pub manager: PersonId,
    /// Who needs coaching, and why: who has most reasons first. People are named by their ids.
    pub people: Vec<NeedsCoaching>,
}

impl Question for ReportNeedsCoaching {
    type View = NeedsCoachingReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<NeedsCoachingReport, Refusal> {
        let below = PersonList { limit: Some(u32::MAX), ..PersonList::below(self.manager, false) }.answer(asked)?;
        let needs: Result<Vec<_>, _> = below.items.iter().map(|person| need(person, asked)).collect();
        let (needs, zone) = (needs?, asked.policy.organisation.zone);
        let people = needs_coaching(&needs, (asked.viewing.at, zone), &asked.policy.insight);
        Ok(NeedsCoachingReport { looked_at: needs.len().try_into().unwrap_or(u64::MAX), manager: self.manager, people })
    }
}

/// What the viewer sees of somebody that speaks for coaching them.
fn need(sight: &PersonSight, asked: &Asked<'_>) -> Result<CoachingNeed, Refusal> {
    let person = sight.person();
    Ok(CoachingNeed {
        last_coached_at: last_coached(person, asked)?,
        live_proposals: live_proposals(person, asked)?,
        pending_training: pending_training(person, asked)?,
        person: key(person),
        scores: newest_scores(person, asked)?,
        since: hired(sight),
    })
}

/// When they were coached last: by what was given and stands, or in a meeting with them alone.
fn last_coached(person: PersonId, asked: &Asked<'_>) -> Result<Option<Instant>, Refusal> {
    // A meeting of today may be held where the day has begun already, while it has not where the organisation is.
    let met = last_met(person, asked)?.map(|on| asked.policy.organisation.zone.first_moment(on).min(asked.viewing.at));
    Ok(met.max(last_received(person, asked)?))
}

fn last_met(person: PersonId, asked: &Asked<'_>) -> Result<Option<LocalDate>, Refusal> {
    let mut last = None;
    for keys in counted(&asked.world.coaching_meeting_index.own, person) {
        last = last.max(last_held(keys, asked)?);
    }
    Ok(last)
}

/// The day of the last of these meetings that the viewer sees and that was held.
fn last_held(keys: &Ordered<SortKey<CoachingMeetingMark>>, asked: &Asked<'_>) -> Result<Option<LocalDate>, Refusal> {
    for (_, id) in keys.iter().rev() {
        let content = match asked.shown::<CoachingMeeting>(*id)? {
            Some(CoachingMeetingSight::Agent(meeting)) => meeting.content,
            Some(CoachingMeetingSight::Staff(meeting)) => meeting.content,
            None => continue,
        };
        if content.outcome == MeetingOutcome::Held {
            return Ok(Some(content.on));
        }
    }
    Ok(None)
}

/// How many rules propose to coach them.
fn live_proposals(person: PersonId, asked: &Asked<'_>) -> Result<u32, Refusal> {
    let reasons = proposal_of(person, asked)?.map_or(0, |proposal| proposal.reasons.len());
    Ok(reasons.try_into().unwrap_or(u32::MAX))
}

fn pending_training(person: PersonId, asked: &Asked<'_>) -> Result<u32, Refusal> {
    let (agent, state) = (Some(person), training_item::State::Pending);
    let waiting = TrainingQueue { after: None, agent, limit: Some(u32::MAX), state }.answer(asked)?;
    Ok(waiting.items.len().try_into().unwrap_or(u32::MAX))
}

/// The scores of the report that was recorded last, whatever became of it.
fn newest_scores(person: PersonId, asked: &Asked<'_>) -> Result<Vec<AreaPublished>, Refusal> {
    let mut reports = Vec::new();
    for state in skill_report::State::VARIANTS {
        reports.extend(SkillReportsOf { after: None, limit: Some(1), person, state: *state }.answer(asked)?.items);
    }
    // Of two that were recorded at once the one whose state stands first counts.
    let newest = reports.into_iter().rev().max_by_key(|report| report.recorded.at);
    let Some(content) = newest.map(|report| report.content) else { return Ok(Vec::new()) };
    let areas = content.areas.into_iter().map(|of| (Some(of.area), of.scored.score));
    let all = [(None, content.overall.score)].into_iter().chain(areas);
    Ok(all.filter_map(|(area, score)| Some(AreaPublished { area, score: score? })).collect())
}

/// The day of their hire, where the viewer sees it.
fn hired(sight: &PersonSight) -> Option<LocalDate> {
    match sight {
        PersonSight::Whole(person) => person.hire_date,
        PersonSight::Card(_) | PersonSight::Work(_) => None,
    }
}
