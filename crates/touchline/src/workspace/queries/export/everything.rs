//! `export.everything`: all that there is, or all of one kind, as far as whoever may export everything sees it themselves.
//!
//! Rules: ACC-12, ACC-16, ACC-19, KER-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EXPORT_SCHEMA, in_order};
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::Instant;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::View;

/// All, or all of one kind.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExportOfEverything")]
pub struct ExportEverything {
    /// Of which kind; null for all kinds.
    #[serde(default)]
    pub kind: Option<ThingKind>,
}

/// What there is, as whoever exported it sees it. What they do not see is not there, and leaves no gap. A text in it that is
/// empty was redacted: nobody can write an empty one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "EverythingExport")]
pub struct Everything {
    /// When it was exported.
    pub made_at: Instant,
    /// The schema of this document.
    pub schema: u32,
    /// The things, put away or not, kind by kind, and those of a kind by their ids.
    pub things: Vec<View>,
}

impl Question for ExportEverything {
    type View = Everything;

    fn answer(&self, asked: &Asked<'_>) -> Result<Everything, Refusal> {
        asked.viewer()?.may(Action::ExportEverything)?;
        let everything = asked.world.tables.everything();
        let wanted = everything.filter(|(kind, _)| self.kind.is_none_or(|wanted| wanted == *kind));
        let shown = in_order(wanted.map(|(_, thing)| (thing, ()))).into_iter().map(|(thing, ())| asked.show_any(thing));
        let things = shown.filter_map(Result::transpose).collect::<Result<_, Refusal>>()?;
        Ok(Everything { made_at: asked.viewing.at, schema: EXPORT_SCHEMA, things })
    }
}
