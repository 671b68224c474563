//! A decision as data: what a host prints, with the rule that decided or came nearest.

use schemars::JsonSchema;
use serde::Serialize;

use super::decision::Decision;
use super::rule::RULES;
use touchline_kernel::lifecycle::Names as _;

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "AccessDecision")]
pub struct Verdict {
    /// Whether it is allowed.
    pub allowed: bool,
    /// What the nearest rule lacked, such as `capability:coach_pipeline` or `relation:in_scope`, or `rule` where
    /// no rule is about the action; null where it is allowed.
    pub missing: Option<String>,
    /// The rule that allowed it, or else the one that came nearest; null where no rule is about the action.
    pub rule: Option<&'static str>,
}

impl From<Decision> for Verdict {
    fn from(decision: Decision) -> Self {
        let (place, missing) = match decision {
            Decision::Allowed(place) => (Some(place), None),
            Decision::Denied(place, missing) => (place, Some(missing.name())),
        };
        let rule = place.and_then(|place| RULES.get(place)).map(|rule| rule.id.name());
        Verdict { allowed: missing.is_none(), missing, rule }
    }
}
