//! Areas of skill beside a team: a person's score in each, the mean of the members' and the best, as far as the viewer may see
//! theirs.
//!
//! Rules: ACC-14, ACC-15, MET-03, RPT-01.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::benchmark::{Benchmark, Look, Member, Team};
use super::figure::FEW;
use touchline_kernel::rejection::{BadInput, Faults, Reason, member};
use touchline_kernel::text::Key;

/// Somebody's scores by area.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct AreasScored {
    /// The scores by area, from 0 to 100; an area without one is left out or null.
    pub areas: BTreeMap<String, Option<f64>>,
    /// How many calls they rest on.
    pub calls: u64,
    /// Who.
    pub person: Key,
}

/// An area beside the team's average and the top performer's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AreaBenchmarks {
    /// The area.
    pub area: Key,
    /// The person's own score; null where they have none.
    pub own: Option<f64>,
    /// The mean of the members' scores, the person's among them.
    pub team_average: Benchmark,
    /// The best score of the team, of members whose scores rest on at least five calls; to a viewer who may not see theirs one
    /// by one the mean of the best quarter of all who have a score, if at least three others are in it.
    pub top_performer: Benchmark,
}

/// Everything that is wrong with scores: beyond the range, or somebody's twice.
///
/// # Errors
/// All of it at once.
pub fn check_areas_scored(scores: &[AreasScored], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut people = BTreeSet::new();
    for (place, of) in scores.iter().enumerate() {
        if !people.insert(&of.person) {
            faults.add(format!("{path}/{place}/person"), Reason::twice(of.person.as_str()));
        }
        for (area, score) in &of.areas {
            let at = member(&format!("{path}/{place}/areas"), area);
            faults.range(&at, score.unwrap_or_default(), (0.0, 100.0));
        }
    }
    faults.told()
}

impl AreaBenchmarks {
    /// The areas that a person's own scores name, in the order of their keys: that others have one besides is nobody's to learn
    /// here. Everybody whose scores are given is of the team.
    #[must_use]
    pub fn of(person: &Key, scores: &[AreasScored], look: Look<'_>) -> Vec<AreaBenchmarks> {
        let mut scores: Vec<&AreasScored> = scores.iter().collect();
        scores.sort_by(|one, other| one.person.cmp(&other.person));
        let members: BTreeSet<&Key> = scores.iter().map(|of| &of.person).chain([person]).collect();
        let Some(own) = scores.iter().find(|of| of.person == *person) else { return Vec::new() };
        let areas: Vec<&str> = own.areas.keys().map(String::as_str).collect();
        let team = Team::of_scores(look, &members, areas.iter().map(|area| scored(&scores, area)));
        let beside = areas.iter().zip(team.others(person)).map(|(area, (team_average, top_performer))| {
            AreaBenchmarks { area: Key::new(area), own: score(own, area), team_average, top_performer }
        });
        beside.collect()
    }
}

/// A score of minus nothing is nothing.
fn score(of: &AreasScored, area: &str) -> Option<f64> {
    of.areas.get(area).copied().flatten().map(|score| score + 0.0)
}

/// Who has a score in an area.
fn scored<'a>(scores: &[&'a AreasScored], area: &str) -> Vec<Member<'a>> {
    let member = |of: &&'a AreasScored| {
        let value = score(of, area)?;
        Some(Member { counts_at_the_top: of.calls >= FEW, person: &of.person, value })
    };
    scores.iter().filter_map(member).collect()
}
