//! In which checks agents were coached, and when: what makes a finding one that came again.
//!
//! Rules: TRN-07.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::workspace::index::moments::first_at;
use crate::workspace::{Follows, LookUp, Moved, World};
use touchline_kernel::{Instant, Key, PersonId};
use touchline_law::facts::CoachedBefore;
use touchline_law::ground::BundleId;

/// A concluded bundle, by when it was concluded.
pub(in crate::workspace) type Concluded = (Instant, BundleId);

/// "How often was this agent coached in this check before?": the concluded bundles with resolved items of it, each
/// with how many.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Coached(LookUp<PersonId, BTreeMap<Key, BTreeMap<Concluded, u32>>>);

impl Coached {
    /// An agent's item in a check was resolved with a bundle.
    pub(in crate::workspace) fn resolved(&mut self, agent: PersonId, check: &Key, bundle: Concluded) {
        let checks = self.0.entry(agent).or_default();
        let bundles = match checks.get_mut(check) {
            Some(bundles) => bundles,
            None => checks.entry(check.clone()).or_default(),
        };
        let items = bundles.entry(bundle).or_default();
        *items = items.saturating_add(1);
    }

    /// An item that was resolved with a bundle is not any more: its disposition was changed away.
    pub(in crate::workspace) fn corrected(&mut self, agent: PersonId, check: &Key, bundle: Concluded) {
        let Some(bundles) = self.0.get_mut(&agent).and_then(|checks| checks.get_mut(check)) else { return };
        let left = bundles.get(&bundle).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            bundles.remove(&bundle);
        } else {
            bundles.insert(bundle, left);
        }
    }

    /// The coaching of an agent in a check before a moment, but for one bundle.
    pub(in crate::workspace) fn before(
        &self,
        agent: PersonId,
        check: &Key,
        moment: Instant,
        but_for: Option<BundleId>,
    ) -> Option<CoachedBefore> {
        let bundles = self.0.get(&agent)?.get(check)?;
        let earlier = bundles.range((Bound::Unbounded, Bound::Excluded(first_at(moment))));
        let counted = earlier.map(|(concluded, _)| *concluded).filter(|(_, bundle)| Some(*bundle) != but_for);
        counted.fold(None, |before: Option<CoachedBefore>, (last, _)| {
            Some(CoachedBefore { last, times: before.map_or(1, |before| before.times.saturating_add(1)) })
        })
    }
}

impl Follows<World> for Coached {
    /// Each agent's own, whoever manages them.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
