//! `plan.track_proof`: what proves what was noted down of the sessions of an improvement track, as long as it goes on and after that.
//!
//! Rules: ACC-12, PIP-03.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::workspace::queries::{Asked, Question};
use crate::workspace::things::session::index as sessions;
use touchline_kernel::Code;
use touchline_kernel::record::Hash;
use touchline_law::facts::Refusal;
use touchline_law::ground::{PlanId, SessionNoteId};
use touchline_law::law::TrackLink;
use touchline_law::things::plan::{Plan, TrackProved};

/// Asks for what proves the notes of which improvement track.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PlanTrackProofOf")]
pub struct PlanTrackProof {
    /// The plan.
    pub plan: PlanId,
}

/// What proves what was noted down of the sessions of a track: keep it apart from the log, and hand it to `track.verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrackProof {
    /// How much was noted down.
    pub count: u64,
    /// The hash of the last of that; null where nothing was.
    pub head: Option<Hash>,
    /// What was noted down, in its order.
    pub links: Vec<TrackLink>,
}

/// What proves the notes of a track, for whoever is shown all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrackProofView {
    /// What proves what was noted down of its sessions. Null for whoever is not shown all of that.
    pub verification: Option<TrackProof>,
}

impl Question for PlanTrackProof {
    type View = TrackProofView;

    fn answer(&self, asked: &Asked<'_>) -> Result<TrackProofView, Refusal> {
        asked.shown::<Plan>(self.plan)?.ok_or(Code::NotFound)?;
        let plan = asked.world.tables.plans.get(self.plan).ok_or(Code::NotFound)?;
        if plan.as_track().is_none() {
            return Err(Code::NotATrack.into());
        }
        Ok(TrackProofView { verification: proof(asked, plan)? })
    }
}

/// Whoever is not shown each confidential note would learn by a hash, or by a count, that there is one.
pub(super) fn proof(asked: &Asked<'_>, plan: &Plan) -> Result<Option<TrackProof>, Refusal> {
    if asked.sight().see(&TrackProved(plan))?.is_none() {
        return Ok(None);
    }
    let links = asked.world.track_chains.of(plan.plan).to_vec();
    // A workspace has a link of each note. Who asks over things of their own is not told that nothing was noted down.
    let told: BTreeSet<SessionNoteId> = links.iter().map(|link| link.session_note).collect();
    if !notes(asked, plan.plan).all(|note| told.contains(&note)) {
        return Err(Code::TrackLinksMissing.into());
    }
    let last = links.last();
    let (count, head) = (last.map_or(0, |last| last.number), last.map(|last| last.hash));
    Ok(Some(TrackProof { count, head, links }))
}

/// Every note of the plan's sessions.
fn notes<'a>(asked: &'a Asked<'_>, plan: PlanId) -> impl Iterator<Item = SessionNoteId> + 'a {
    let index = &asked.world.session_index.listed;
    let sections = sessions::Section::VARIANTS.iter();
    let sessions = sections.flat_map(move |section| index.all(sessions::Of::Plan(plan), *section)).flatten();
    let notes = &asked.world.session_note_index.listed;
    sessions.filter_map(|(_, session)| notes.of(*session, ())).flatten().map(|(.., note)| *note)
}
