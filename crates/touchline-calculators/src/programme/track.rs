//! Tracks for the four hard cases: what helps a new manager, a remote team, those who perform high and those who perform
//! low; and which track facts speak for.
//!
//! Rules: PRG-05.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ProgrammePolicy;
use crate::skill::PublishedScore;
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::LocalDate;

/// A track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTrackKey")]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// For who manages people since lately.
    NewManager,
    /// For teams that are not in one place.
    RemoteTeam,
    /// For who performs high.
    HighPerformer,
    /// For who performs low.
    LowPerformer,
}

/// Something that a track is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrackMeasure {
    /// Its key.
    pub measure: Key,
    /// What it is, in words.
    pub name: Prose,
}

/// A track, with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeTrack {
    /// What it is made of.
    pub measures: Vec<TrackMeasure>,
    /// What it is called.
    pub name: Prose,
    /// Which one it is.
    pub track: Track,
}

/// The tracks that ship. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_tracks() -> &'static [ProgrammeTrack] {
    static TRACKS: LazyLock<Vec<ProgrammeTrack>> =
        LazyLock::new(|| serde_json::from_str(include_str!("tracks.json")).unwrap_or_default());
    &TRACKS
}

/// What is known of a person. What is left out speaks for nothing.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTrackFacts")]
pub struct TrackFacts {
    /// Whether the person is on an improvement track.
    #[serde(default)]
    pub improvement_track: bool,
    /// Where the person works.
    #[serde(default)]
    pub location: Option<Key>,
    /// Where their manager works.
    #[serde(default)]
    pub manager_location: Option<Key>,
    /// Since when the person has been a manager.
    #[serde(default)]
    pub manager_since: Option<LocalDate>,
    /// The day that it is.
    pub on: LocalDate,
    /// The person's overall score, as it was published.
    #[serde(default)]
    pub overall_score: Option<PublishedScore>,
    /// Whether the person works remotely.
    #[serde(default)]
    pub remote: bool,
}

/// For how many days somebody has been a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ManagerSince {
    /// The days.
    pub days: i64,
    /// Since when.
    pub since: LocalDate,
}

/// Two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LocationsDiffer {
    /// Where the manager works.
    pub managers: Key,
    /// Where the person works.
    pub own: Key,
}

/// A score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ProgrammeTrackScore")]
pub struct Scored {
    /// The overall score, as it was published.
    pub score: u8,
}

/// The fact that speaks for a track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum TrackBecause {
    /// The person is on an improvement track.
    ImprovementTrack,
    /// The person works elsewhere than their manager.
    LocationsDiffer(LocationsDiffer),
    /// The person has been a manager for few days.
    ManagerSince(ManagerSince),
    /// The overall score is as low or as high as that.
    OverallScore(Scored),
    /// The person works remotely.
    Remote,
}

/// A track that is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuggestedTrack {
    /// The facts that speak for it.
    pub because: Vec<TrackBecause>,
    /// The track.
    pub track: ProgrammeTrack,
}

impl TrackFacts {
    fn speak_for(&self, track: Track, policy: &ProgrammePolicy) -> Vec<TrackBecause> {
        let score = self.overall_score.map(|score| score.0);
        let scored = |score: u8| TrackBecause::OverallScore(Scored { score });
        match track {
            Track::NewManager => {
                let since = self.manager_since.filter(|since| *since <= self.on);
                let manager = since.map(|since| ManagerSince { days: self.on.days_since(since), since });
                let is_new = |manager: &ManagerSince| manager.days < policy.new_manager_days.into();
                manager.filter(is_new).map(TrackBecause::ManagerSince).into_iter().collect()
            }
            Track::RemoteTeam => {
                let both = self.location.as_ref().zip(self.manager_location.as_ref());
                let differ = both.filter(|(own, managers)| own != managers).map(|(own, managers)| {
                    TrackBecause::LocationsDiffer(LocationsDiffer { managers: managers.clone(), own: own.clone() })
                });
                self.remote.then_some(TrackBecause::Remote).into_iter().chain(differ).collect()
            }
            Track::HighPerformer => score.filter(|score| *score >= policy.high_score).map(scored).into_iter().collect(),
            Track::LowPerformer => {
                let low = score.filter(|score| *score < policy.low_score).map(scored);
                self.improvement_track.then_some(TrackBecause::ImprovementTrack).into_iter().chain(low).collect()
            }
        }
    }
}

/// The tracks for which something speaks, in their order.
#[must_use]
pub fn suggest(facts: &TrackFacts, policy: &ProgrammePolicy) -> Vec<SuggestedTrack> {
    let suggested = |track: &ProgrammeTrack| {
        let because = facts.speak_for(track.track, policy);
        (!because.is_empty()).then(|| SuggestedTrack { because, track: track.clone() })
    };
    default_tracks().iter().filter_map(suggested).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prg_05_the_four_tracks_that_ship_are_whole() {
        let file: Vec<ProgrammeTrack> = serde_json::from_str(include_str!("tracks.json")).unwrap();
        assert_eq!(file, default_tracks());
        let of: Vec<(Track, usize)> = file.iter().map(|track| (track.track, track.measures.len())).collect();
        let expected =
            [(Track::NewManager, 5), (Track::RemoteTeam, 5), (Track::HighPerformer, 4), (Track::LowPerformer, 5)];
        assert_eq!(of, expected);
    }
}
