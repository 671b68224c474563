//! Figures of people: what was counted for them, held against what is recorded for them.

use std::collections::BTreeSet;

use super::counting::Amounts;
use super::figure::{Against, Figure};
use super::ledger::{Ledger, Wanted, WantedSum};
use super::owners::{Owner, Owners};
use super::rows::RowOwner;
use super::table::{MetricEntry, Reckoning};
use super::tallies::ByOwner;
use super::tally::Tally;
use super::window::{Window, days_in_millis};
use touchline_kernel::math::{Sample, trillionths};
use touchline_kernel::text::Key;

/// Whose figures they are.
#[derive(Clone, Copy)]
pub(super) enum Who<'a> {
    /// Everybody's, and what belongs to nobody.
    Everybody,
    /// One person's, or what belongs to nobody.
    One(Owner<'a>),
    /// Those of some people together.
    These(&'a BTreeSet<&'a Key>),
}

/// What a metric, of a stage where it is one of stages, counted in a window, by whose it is.
pub(super) struct Counts<'a> {
    /// What each record brings in, where that is asked for and the metric is a mean of it.
    pub(super) amounts: Option<Amounts>,
    pub(super) by_owner: ByOwner,
    pub(super) entry: &'static MetricEntry,
    pub(super) stage: Owner<'a>,
}

/// A ledger and a window, with what the host compares with.
pub(super) struct Measure<'a> {
    pub(super) discount_target: Option<f64>,
    /// Whether only a part of all facts was counted: what somebody is to achieve is recorded of no part.
    pub(super) is_of_part: bool,
    pub(super) ledger: &'a Ledger<'a>,
    pub(super) window: Window,
}

impl Measure<'_> {
    /// The figure of somebody.
    pub(super) fn figure(&self, counts: &Counts<'_>, who: Who<'_>) -> Figure {
        let mut against = Against {
            active_millis: self.active_millis(who),
            deal_size: self.ledger.deal_size,
            discount_target: self.discount_target.map(trillionths),
            ..Against::default()
        };
        let wanted = match counts.entry.reckoning {
            _ if self.is_of_part => None,
            Reckoning::OverQuota => Some((Wanted::Quota, &mut against.quota)),
            Reckoning::AgainstForecast => Some((Wanted::Forecast, &mut against.forecast)),
            _ => None,
        };
        let (mut these, mut prorated) = (None, Vec::new());
        if let Some((wanted, target)) = wanted
            && let Some((owners, found)) = self.wanted(who, wanted)
        {
            *target = Some(found.sum);
            prorated = found.prorated;
            these = Some(owners);
        }
        // What is held against a target is what those brought in for whom it is recorded.
        let owners = &self.ledger.owners;
        let is_meant = |place: RowOwner| {
            let is_among = |these: &BTreeSet<&Key>| owners.key(place).is_some_and(|owner| these.contains(owner));
            these.as_ref().is_none_or(is_among)
        };
        let counted = |owner: Owner<'_>| counts.by_owner.get(owners.place(owner).filter(|place| is_meant(*place))?);
        let tally: Tally = match who {
            Who::Everybody => {
                counts.by_owner.iter().filter(|(place, _)| is_meant(*place)).map(|(_, tally)| tally).sum()
            }
            Who::One(owner) => counted(owner).into_iter().sum(),
            Who::These(these) => these.iter().copied().map(Some).filter_map(counted).sum(),
        };
        let figure = Figure::of(counts.entry.metric, counts.stage, &tally, &against, self.ledger.currency);
        let squares = counts.amounts.as_ref().and_then(|amounts| squares((&figure, amounts), who, owners));
        Figure { prorated, squares, ..figure }
    }

    /// The days on which one person was at work, where that is recorded; else those of the window. What several do together they
    /// do in the weeks of the window, whoever of them was away.
    fn active_millis(&self, who: Who<'_>) -> i128 {
        let alone = match who {
            Who::One(owner) => owner,
            Who::These(these) if these.len() == 1 => these.iter().copied().next(),
            Who::Everybody | Who::These(_) => None,
        };
        let days =
            alone.zip(self.window.span()).and_then(|(owner, span)| self.ledger.wanted(owner, Wanted::ActiveDays, span));
        let days = days.and_then(|days| u32::try_from(days.sum).ok());
        days.map_or_else(|| self.window.millis(), days_in_millis)
    }

    /// What is wanted of somebody, and of whom; none where it is not recorded for all who are meant.
    fn wanted<'w>(&'w self, who: Who<'w>, wanted: Wanted) -> Option<(BTreeSet<&'w Key>, WantedSum)> {
        let span = self.window.span()?;
        let of = |owner: &'w Key| Some((owner, self.ledger.wanted(owner, wanted, span)?));
        let each: Vec<(&Key, WantedSum)> = match who {
            Who::Everybody => self.ledger.with_targets().filter_map(of).collect(),
            Who::One(owner) => vec![of(owner?)?],
            Who::These(these) => these.iter().copied().map(of).collect::<Option<_>>()?,
        };
        let mut found = WantedSum::default();
        let mut owners = BTreeSet::new();
        for (owner, wanted) in each {
            owners.insert(owner);
            found.sum = found.sum.saturating_add(wanted.sum);
            found.prorated.extend(wanted.prorated);
        }
        found.prorated.sort_unstable_by_key(|period| (period.first, period.last));
        found.prorated.dedup();
        (!owners.is_empty()).then_some((owners, found))
    }
}

/// The squares of how far what somebody's records bring in lies from the mean, which is the figure.
fn squares((figure, amounts): (&Figure, &Amounts), who: Who<'_>, owners: &Owners<'_>) -> Option<f64> {
    let one = figure.grain()?;
    let alone = if let Who::One(owner) = who { owners.place(owner) } else { None };
    let is_meant = |place: RowOwner| match who {
        Who::Everybody => true,
        Who::One(_) => alone == Some(place),
        Who::These(these) => owners.key(place).is_some_and(|owner| these.contains(owner)),
    };
    let meant = amounts.iter().filter(|(owner, _)| is_meant(**owner));
    Some(Sample::new(meant.flat_map(|(_, amounts)| amounts).copied().collect(), one).squares())
}
