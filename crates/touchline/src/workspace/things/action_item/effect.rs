//! `action_item.effect`: how its assignee fared in what an action item is to better, before it was assigned and after it was
//! verified: in its check, and in the area of skill for whose gap its course was recommended.
//!
//! Rules: ACT-09.

use core::cmp::Reverse;

use crate::workspace::SortKey;
use crate::workspace::index::moments::{Moments, between};
use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::plan::effect::other_engagements;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_calculators::insight::{CoachedPerson, Coaching, Effects, PersonValue, Times};
use touchline_calculators::skill::PublishedScore;
use touchline_kernel::{Code, DaySpan, Key, LocalDate, PersonId, Zone};
use touchline_law::access::Sight;
use touchline_law::facts::Refusal;
use touchline_law::ground::{ActionItemId, SkillReportMark};
use touchline_law::things::action_item::ActionItem;
use touchline_law::things::skill_report::ReportContent;

/// Which action item.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemEffect {
    /// The action item.
    pub action_item: ActionItemId,
}

impl Question for ActionItemEffect {
    type View = Effects;

    fn answer(&self, asked: &Asked<'_>) -> Result<Effects, Refusal> {
        let item = asked.world.tables.action_items.get(self.action_item).ok_or(Code::NotFound)?;
        match asked.sight().see(item)? {
            Some(Sight::Staff(seen)) => effect(seen.thing(), asked),
            Some(Sight::Coached(_)) | None => Err(Code::NotFound.into()),
        }
    }
}

fn effect(item: &ActionItem, asked: &Asked<'_>) -> Result<Effects, Refusal> {
    let at = asked.viewing.at;
    let (policy, zone) = (&asked.policy.insight, asked.sight().zone_of(item.assignee)?);
    let (person, engagement) = (Key::new(&item.assignee.to_string()), item.days(zone, at));
    let other_engagements = other_engagements(asked, (item.assignee, zone), engagement, None)?;
    let coached = CoachedPerson { engagement, known: None, other_engagements, person: person.clone() };
    let coaching =
        Coaching { coached: vec![coached], comparison: Vec::new(), days: None, known: None, zone: Some(zone) };
    // So near an end of the calendar there are no days before or after.
    let Ok(times) = Times::new(&coaching, at, policy, zone) else { return Err(Code::NotFound.into()) };
    let days = around(engagement, policy.effect_days);
    let mut values = Vec::new();
    if let Some(check) = &item.check {
        values.extend(results(item, check, days, (&person, zone), asked)?);
    }
    // Two figures of one name would be added up.
    if let Some(area) = item.area().filter(|area| item.check.as_ref() != Some(area)) {
        values.extend(scores(item.assignee, area, (days, engagement), (&person, zone), asked)?);
    }
    Ok(Effects::of(&times, &values, true))
}

/// These days with so many before and after them.
fn around(DaySpan { first, last }: DaySpan, days: u32) -> DaySpan {
    let days = i64::from(days);
    let shifted = |day: LocalDate, by| day.checked_add_days(by).unwrap_or(day);
    DaySpan { first: shifted(first, days.saturating_neg()), last: shifted(last, days.saturating_add(1)) }
}

/// The assignee's results in a check on these days, as far as the viewer sees them: in percent, as a pass rate has them.
fn results(
    item: &ActionItem,
    check: &Key,
    days: DaySpan,
    (person, zone): (&Key, Zone),
    asked: &Asked<'_>,
) -> Result<Vec<PersonValue>, Refusal> {
    let within = Moments { since: zone.first_moment(days.first), until: zone.first_moment(days.last) };
    let results = asked.world.findings.results(item.assignee, Some(check.clone())).into_iter();
    let mut values = Vec::new();
    for (began, id) in results.flat_map(|results| results.range(between(within))) {
        let Some(given) = asked.world.tables.dispositions.get(*id) else { continue };
        let seen = asked.show(given)?.and_then(|_| given.counts_as());
        values.extend(seen.map(|passes| PersonValue {
            at: *began,
            measure: check.clone(),
            person: person.clone(),
            value: if passes { 100.0 } else { 0.0 },
        }));
    }
    Ok(values)
}

/// A score in an area, by the report that tells it.
struct Reported<'a> {
    framework: &'a Key,
    recorded: SortKey<SkillReportMark>,
    score: u8,
    window: DaySpan,
}

/// The assignee's published scores in an area, as far as the viewer sees them: of the windows that lie before the engagement
/// or after it, whole, under the framework of the latest days. Where windows share days the shortest count, of equal ones the
/// one that was recorded last, so that no day counts twice.
fn scores(
    assignee: PersonId,
    area: &Key,
    (days, engagement): (DaySpan, DaySpan),
    (person, zone): (&Key, Zone),
    asked: &Asked<'_>,
) -> Result<Vec<PersonValue>, Refusal> {
    let mut reported = Vec::new();
    for recorded in asked.world.skill_report_index.of(assignee) {
        let Some(report) = asked.world.tables.skill_reports.get(recorded.1) else { continue };
        let ReportContent { areas, framework, window, .. } = &report.content;
        let scored = areas.iter().find(|scored| scored.area == *area).and_then(|scored| scored.scored.score);
        let Some(PublishedScore(score)) = scored.filter(|_| is_beside(*window, (days, engagement))) else { continue };
        if asked.show(report)?.is_some() {
            reported.push(Reported { framework, recorded, score, window: *window });
        }
    }
    let latest = reported.iter().max_by_key(|one| (one.window.last, one.recorded.0, one.framework));
    let framework = latest.map(|latest| latest.framework);
    reported.retain(|one| Some(one.framework) == framework);
    let values = apart(reported).into_iter().map(|Reported { score, window, .. }| PersonValue {
        at: zone.first_moment(if window.last < engagement.first { window.last } else { window.first }),
        measure: area.clone(),
        person: person.clone(),
        value: f64::from(score),
    });
    Ok(values.collect())
}

/// Whether a window lies before the engagement or after it, whole, on the days that are looked at: the last of them is the
/// first that is not.
fn is_beside(window: DaySpan, (days, engagement): (DaySpan, DaySpan)) -> bool {
    let is_before = window.last < engagement.first && window.first >= days.first;
    let is_after = window.first > engagement.last && window.last < days.last;
    is_before || is_after
}

/// Those of which no two windows share a day.
fn apart(mut reported: Vec<Reported<'_>>) -> Vec<Reported<'_>> {
    reported.sort_by_key(|one| (one.window.last.days_since(one.window.first), Reverse(one.recorded)));
    let mut apart: Vec<Reported<'_>> = Vec::new();
    for one in reported {
        if apart.iter().all(|kept| kept.window.shared(one.window).is_none()) {
            apart.push(one);
        }
    }
    apart
}
