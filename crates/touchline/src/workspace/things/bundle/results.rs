//! `bundle.results`: how the agent fared in a bundle's checks before it and after it.
//!
//! Rules: BUN-18.

use core::ops::Bound;

use crate::workspace::index::moments::first_at;
use crate::workspace::queries::{Asked, Question};
use crate::workspace::{Ordered, SortKey};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Code, Instant, Key};
use touchline_law::access::Sight;
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{DispositionMark, TrainingItemId};
use touchline_law::things::bundle::{Bundle, BundleId};
use touchline_law::things::disposition::Ruling;

/// Which bundle.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BundleResults {
    /// The bundle.
    pub bundle: BundleId,
}

/// One result in a check.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckResult {
    /// When the call began.
    pub began: Instant,
    /// The call.
    pub call: CallId,
    /// What the reviewer made of it.
    pub ruling: Ruling,
}

/// The results in one check of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckResults {
    /// The next results after the bundle was concluded, the earliest first; as many as the policy says.
    pub after: Vec<CheckResult>,
    /// The last results before the bundle was released, the earliest first; as many as the policy says.
    pub before: Vec<CheckResult>,
    /// The check; null where calls as a whole are meant.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// The training item.
    pub training_item: TrainingItemId,
}

/// The results in the checks of a bundle.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleEffect {
    /// For each training item of the bundle, in its order.
    pub checks: Vec<CheckResults>,
}

impl Question for BundleResults {
    type View = BundleEffect;

    fn answer(&self, asked: &Asked<'_>) -> Result<BundleEffect, Refusal> {
        let bundle = asked.world.tables.bundles.get(self.bundle).ok_or(Code::NotFound)?;
        match asked.sight().see(bundle)? {
            Some(Sight::Staff(seen)) => effect(seen.thing(), asked),
            Some(Sight::Coached(_)) | None => Err(Code::NotFound.into()),
        }
    }
}

fn effect(bundle: &Bundle, asked: &Asked<'_>) -> Result<BundleEffect, Refusal> {
    let shown = usize::try_from(asked.policy.bundle.results).unwrap_or(usize::MAX);
    let released = bundle.released.map_or(asked.viewing.at, |released| released.at);
    let mut checks = Vec::new();
    for item in &bundle.content.training_items {
        let standing = asked.world.training_item(*item).present()?.filter(|item| item.agent == bundle.agent);
        let Some(standing) = standing else { continue };
        let none = Ordered::default();
        let results = asked.world.findings.results(bundle.agent, standing.check.cloned()).unwrap_or(&none);
        let earlier = results.range((Bound::Unbounded, Bound::Excluded(first_at(released)))).rev();
        let mut before = shown_of(earlier.copied(), shown, asked)?;
        before.reverse();
        let after = match &bundle.concluded {
            None => Vec::new(),
            Some(concluded) => shown_of(results.range(first_at(concluded.done.at)..).copied(), shown, asked)?,
        };
        let (check, check_name) = (standing.check.cloned(), standing.check_name.cloned());
        checks.push(CheckResults { after, before, check, check_name, training_item: *item });
    }
    Ok(BundleEffect { checks })
}

/// The first so many that the viewer sees.
fn shown_of(
    keys: impl Iterator<Item = SortKey<DispositionMark>>,
    most: usize,
    asked: &Asked<'_>,
) -> Result<Vec<CheckResult>, Refusal> {
    let mut shown = Vec::new();
    for (began, id) in keys {
        if shown.len() == most {
            break;
        }
        let Some(disposition) = asked.world.tables.dispositions.get(id) else { continue };
        let seen = asked.show(disposition)?;
        shown.extend(seen.map(|seen| CheckResult { began, call: seen.call, ruling: seen.ruling }));
    }
    Ok(shown)
}
