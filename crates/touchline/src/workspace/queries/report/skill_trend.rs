//! `skill_report.trend`: how somebody's recorded scores go by windows of the calendar, of the reports that the viewer sees.
//!
//! Rules: ACC-19, INS-01, SKL-09, WSP-05.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::performance::{checked, refused};
use crate::workspace::queries::{Asked, Question};
use crate::workspace::tables::Tabled as _;
use touchline_calculators::insight::{AreaTrend, Every, ScoreTrend, TrendScore, TrendWindows};
use touchline_kernel::{DaySpan, Instant, Key, PersonId, Zone};
use touchline_law::facts::Refusal;
use touchline_law::things::skill_report::{Scored, SkillReport};

/// Whose recorded scores, of which days, by which windows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillReportTrendOf")]
pub struct SkillReportTrend {
    /// The days, both of them included: a report is of the last day that it scores.
    pub days: DaySpan,
    /// How long windows of the calendar are.
    pub every: Every,
    /// The framework by its key: scores by others are not held against these.
    pub framework: Key,
    /// Whose.
    pub person: PersonId,
}

/// How recorded scores go, of what the viewer sees.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SkillReportTrends {
    /// Area by area, by their keys: those of which one of these reports tells a score.
    pub areas: Vec<AreaTrend>,
    /// The days.
    pub days: DaySpan,
    /// How long its windows are.
    pub every: Every,
    /// The framework.
    pub framework: Key,
    /// The overall score. A window with several reports has the mean of theirs.
    pub overall: ScoreTrend,
    /// Whose they are.
    pub person: PersonId,
}

impl Question for SkillReportTrend {
    type View = SkillReportTrends;

    fn answer(&self, asked: &Asked<'_>) -> Result<SkillReportTrends, Refusal> {
        let days = checked(self.days)?;
        let (mut overall, mut areas) = (Vec::new(), BTreeMap::<Key, Vec<TrendScore>>::new());
        for (_, report) in asked.world.skill_report_index.of(self.person) {
            let Some(report) = SkillReport::table(&asked.world.tables).get(report) else { continue };
            // Which way a report's scores went is none of its scores: whether that is shown, which rests on other reports, is not asked.
            if !asked.sees(report)? {
                continue;
            }
            let content = &report.content;
            if content.framework != self.framework || !days.contains(content.window.last) {
                continue;
            }
            // A report's days are dates, which no zone moves.
            let at = Zone::default().first_moment(content.window.last);
            overall.extend(score_at(at, content.overall));
            for area in &content.areas {
                if let Some(score) = score_at(at, area.scored) {
                    areas.entry(area.area.clone()).or_default().push(score);
                }
            }
        }
        let windows =
            TrendWindows { arrow_points: asked.policy.skill.arrow_points, every: self.every, zone: Zone::default() };
        let trend = |scores: &[TrendScore]| windows.of_scores(scores, "/body/days").map_err(refused);
        let areas = areas.into_iter().map(|(area, scores)| Ok(AreaTrend { area, trend: trend(&scores)? }));
        Ok(SkillReportTrends {
            areas: areas.collect::<Result<_, Refusal>>()?,
            days,
            every: self.every,
            framework: self.framework.clone(),
            overall: trend(&overall)?,
            person: self.person,
        })
    }
}

/// A score as it was before it was published, where that was handed in.
fn score_at(at: Instant, scored: Scored) -> Option<TrendScore> {
    let published = || scored.score.map(|published| f64::from(published.0));
    scored.unrounded.or_else(published).map(|score| TrendScore { at, score })
}
