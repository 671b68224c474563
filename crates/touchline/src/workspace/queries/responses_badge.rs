//! `responses.badge`: how many responses await a manager.
//!
//! Rules: NTF-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question, tallies};
use crate::workspace::things::bundle::badge::KEPT_ANSWERED;
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::law::{Count, CountOf, CountTerm};
use touchline_law::things::{bundle, escalation};

/// Asks for the badge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ResponsesBadge {}

/// How many responses await a manager: to bundles that were responded to or acknowledged, and to escalations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResponsesBadges {
    /// All that the viewer prepares and follows: as many as `responses.list` holds of those that await a manager.
    pub awaiting: u64,
    /// Those of them that the viewer keeps, and so is to bring to their end: the bundles that `bundle.badge` counts as
    /// `answered`, and the escalations that the viewer raised or took over.
    pub kept: u64,
}

const ESCALATIONS_ANSWERED: CountOf = CountOf {
    actions: &[],
    kind: ThingKind::Escalation,
    viewer: CountOf::OF_OTHERS,
    says: || vec![CountTerm::in_state(escalation::State::is_answered)],
};

impl ResponsesBadge {
    /// The same over columns.
    pub(in crate::workspace) const COUNTS: &[Count] = &[
        Count {
            name: "awaiting",
            of: &[CountOf { viewer: CountOf::OF_OTHERS, ..KEPT_ANSWERED }, ESCALATIONS_ANSWERED],
        },
        Count { name: "kept", of: &[KEPT_ANSWERED, CountOf { viewer: CountOf::KEPT, ..ESCALATIONS_ANSWERED }] },
    ];
}

impl Question for ResponsesBadge {
    type View = ResponsesBadges;

    fn answer(&self, asked: &Asked<'_>) -> Result<ResponsesBadges, Refusal> {
        let awaiting = [
            tallies::followed(asked)?.of(bundle::State::is_answered),
            tallies::escalations_followed(asked)?.of(escalation::State::is_answered),
        ];
        let kept = [
            tallies::bundles_kept(asked)?.of(bundle::State::is_answered),
            tallies::escalations_kept(asked)?.of(escalation::State::is_answered),
        ];
        Ok(ResponsesBadges { awaiting: awaiting.iter().sum(), kept: kept.iter().sum() })
    }
}
