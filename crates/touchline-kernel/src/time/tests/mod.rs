//! What must hold of time: at the edges that history and the calendar have, over all zones, and against
//! another reading of the same database.

mod instants;
mod local_days;
mod odd_days;
mod oracle;
mod properties;
mod walls;

use super::{Instant, LocalDate, Zone};

fn instant(text: &str) -> Instant {
    text.parse().unwrap_or_else(|reason| panic!("{reason:?}"))
}

fn date(text: &str) -> LocalDate {
    text.parse().unwrap_or_else(|reason| panic!("{reason:?}"))
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap_or_else(|reason| panic!("{reason:?}"))
}

fn every_zone() -> impl Iterator<Item = Zone> {
    Zone::names().map(zone)
}
