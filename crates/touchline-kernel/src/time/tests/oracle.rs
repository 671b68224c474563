//! The same offsets as chrono-tz, which compiles the database's source by a program of its own.

use chrono::{DateTime, Offset, TimeZone};

use super::super::Zone;
use super::every_zone;

/// 1970 to 2099, as far as chrono-tz expands the rules.
const FROM: i64 = 0;
const UNTIL: i64 = 4_102_444_800;
const WEEK: i64 = 604_800;

/// Zones of which the two releases, 2025b there and 2026e here, say different things since 1970. When
/// either is brought up to date this list changes: look up in the release notes what is new before editing it.
const CHANGED_SINCE: [&str; 20] = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Bogota",
    "America/Edmonton",
    "America/Ensenada",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Santa_Isabel",
    "America/Tijuana",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Asia/Tehran",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Europe/Chisinau",
    "Europe/Tiraspol",
    "Iran",
    "Mexico/BajaNorte",
];

fn theirs(zone: chrono_tz::Tz, second: i64) -> i64 {
    let moment = DateTime::from_timestamp(second, 0).expect("within the range").naive_utc();
    zone.offset_from_utc_datetime(&moment).fix().local_minus_utc().into()
}

/// The first second, of each week and around each change, at which the two differ.
fn first_difference(ours: Zone, theirs_of: chrono_tz::Tz) -> Option<i64> {
    let mut changes = Vec::new();
    let mut stretch = ours.offsets().stretch_at(FROM);
    while stretch.until < UNTIL {
        changes.extend([stretch.until - 1, stretch.until]);
        stretch = ours.offsets().stretch_at(stretch.until);
    }
    let weeks = (FROM..UNTIL).step_by(usize::try_from(WEEK).expect("small"));
    let differs = |second: &i64| ours.offsets().east_at(*second) != theirs(theirs_of, *second);
    changes.into_iter().chain(weeks).filter(differs).min()
}

#[test]
fn every_zone_has_the_offsets_that_chrono_tz_gives_it() {
    let both = every_zone().filter_map(|zone| Some((zone, zone.name().parse::<chrono_tz::Tz>().ok()?)));
    let mut compared = 0;
    let mut differing = Vec::new();
    for (zone, theirs_of) in both {
        compared += 1;
        if let Some(second) = first_difference(zone, theirs_of) {
            differing.push((zone.name(), DateTime::from_timestamp(second, 0)));
        }
    }
    let names: Vec<&str> = differing.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, CHANGED_SINCE, "{differing:?}");
    assert!(compared >= 590, "only {compared} zones are known to both");
}
