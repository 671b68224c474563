//! What progress promises whatever a plan holds.

use proptest::prelude::*;

use super::*;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, LocalDate};

fn day(number: i64) -> LocalDate {
    LocalDate::from_days(20_000 + number).unwrap()
}

fn measure() -> impl Strategy<Value = MilestoneMeasure> {
    let number = (-100_i32..100, -100_i32..100).prop_map(|(baseline, target)| {
        MilestoneMeasure::Number(NumberMeasure {
            baseline: f64::from(baseline),
            maximum: None,
            minimum: None,
            target: f64::from(target),
            unit: Key::new("points"),
        })
    });
    prop_oneof![4 => number, 1 => Just(MilestoneMeasure::YesNo)]
}

fn milestone() -> impl Strategy<Value = MilestoneTaken> {
    (measure(), proptest::option::of(0_i32..=100), 1_u32..5, any::<bool>(), 0_i64..40).prop_map(
        |(measure, value, weight, dropped, target)| MilestoneTaken {
            dropped,
            measure: Some(measure),
            milestone: Key::new("one"),
            target_on: Some(day(target)),
            value: value.map(f64::from),
            weight,
        },
    )
}

fn holds() -> impl Strategy<Value = Vec<HoldDays>> {
    let hold = (-5_i64..45, proptest::option::of(0_i64..10))
        .prop_map(|(since, length)| HoldDays { since: day(since), until: length.map(|length| day(since + length)) });
    prop::collection::vec(hold, 0..4)
}

fn plan() -> impl Strategy<Value = PlanTaken> {
    (0_i64..40, holds(), prop::collection::vec(milestone(), 0..4), any::<bool>()).prop_map(
        |(length, holds, milestones, midpoint_reviewed)| PlanTaken {
            activated_on: None,
            days: DaySpan { first: day(0), last: day(length) },
            holds,
            midpoint_reviewed,
            milestones,
            running: Running::Active,
        },
    )
}

/// The days of a plan that count, each looked at by itself.
fn counted(plan: &PlanTaken, today: LocalDate, until: LocalDate) -> i64 {
    let is_held = |one: LocalDate| {
        plan.holds.iter().any(|hold| hold.since <= one && one < hold.until.unwrap_or(today).min(today))
    };
    let days = (0..60).map(day).filter(|one| plan.days.contains(*one) && *one < until && !is_held(*one));
    i64::try_from(days.count()).unwrap()
}

proptest! {
    #[test]
    fn pln_09_days_on_hold_are_left_out_whatever_overlaps(plan in plan(), now in -3_i64..50) {
        let today = day(now);
        let elapsed = PlanDays::on(today, plan.days, &plan.holds).elapsed();
        prop_assert_eq!(elapsed.planned, counted(&plan, today, day(60)));
        prop_assert_eq!(elapsed.over, counted(&plan, today, today));
    }

    #[test]
    fn pln_08_the_middle_is_the_first_day_on_which_half_of_the_days_are_over(plan in plan(), now in -3_i64..50) {
        let today = day(now);
        let days = PlanDays::on(today, plan.days, &plan.holds);
        let planned = days.elapsed().planned;
        match days.midpoint(&PlanPolicy::default()) {
            None => prop_assert_eq!(planned, 0),
            Some(middle) => {
                let yesterday = middle.checked_add_days(-1).unwrap();
                prop_assert!(2 * counted(&plan, today, middle) >= planned);
                prop_assert!(2 * counted(&plan, today, yesterday) < planned);
            }
        }
    }

    #[test]
    fn pln_09_progress_lies_between_nothing_and_the_whole_and_rests_on_what_is_not_dropped(plan in plan(), now in 0_i64..50) {
        let progress = plan.progress(day(now), &PlanPolicy::default());
        let kept = PlanTaken { milestones: plan.milestones.iter().filter(|one| !one.dropped).cloned().collect(), ..plan.clone() };
        let again = kept.progress(day(now), &PlanPolicy::default());
        prop_assert_eq!(progress.percent, again.percent);
        prop_assert_eq!(&progress.behind, &again.behind);
        prop_assert_eq!(progress.percent.is_none(), kept.milestones.is_empty());
        prop_assert!(progress.percent.is_none_or(|percent| (0.0..=100.0).contains(&percent)));
    }

    #[test]
    fn ins_12_days_without_a_session_are_those_over_since_the_last_and_the_reasons_are_those_of_progress(
        plan in plan(), now in -3_i64..50, last in proptest::option::of(-5_i64..50), limit in 1_u32..40,
    ) {
        let today = day(now);
        let policy = PlanPolicy { days_without_session: limit, ..PlanPolicy::default() };
        let week = plan.week(today, last.map(day), &policy);
        let since = last.map_or(day(0), |last| day(last + 1)).max(day(0));
        let is_held = |one: LocalDate| {
            plan.holds.iter().any(|hold| hold.since <= one && one < hold.until.unwrap_or(today).min(today))
        };
        let silent = (0..60).map(day).filter(|one| since <= *one && *one < today && !is_held(*one)).count();
        let told = week.reasons.iter().find_map(|reason| match reason {
            FallingBehind::NoSession(told) => Some(usize::try_from(told.days).unwrap()),
            _ => None,
        });
        prop_assert_eq!(told, (silent >= usize::try_from(limit).unwrap()).then_some(silent));
        let progress = plan.progress(today, &policy);
        let lags = week.reasons.iter().any(|reason| matches!(reason, FallingBehind::Pace(_)));
        prop_assert_eq!(lags, progress.behind.contains(&BehindReason::Pace));
        let overdue = week.reasons.iter().filter(|reason| matches!(reason, FallingBehind::MilestoneOverdue(_))).count();
        prop_assert_eq!(overdue, progress.milestones.iter().filter(|one| one.days_overdue.is_some()).count());
        prop_assert_eq!((week.percent, week.expected_percent), (progress.percent, progress.elapsed_percent));
        let still = PlanTaken { running: Running::Still, ..plan };
        prop_assert!(still.week(today, last.map(day), &policy).reasons.is_empty());
    }

    #[test]
    fn pln_08_pln_09_mil_04_what_is_to_come_comes_on_its_day_and_not_before(plan in plan()) {
        // What was on hold is over, and the plan's days run on.
        let holds: Vec<HoldDays> = plan.holds.iter().filter(|hold| hold.until.is_some()).copied().collect();
        let plan = PlanTaken { holds, running: Running::Active, ..plan };
        let policy = PlanPolicy::default();
        let since = plan.holds.iter().filter_map(|hold| hold.until).max();
        let days = (0..80).map(day).filter(|today| since.is_none_or(|since| *today >= since));
        for today in days {
            let progress = plan.progress(today, &policy);
            let is_behind = plan.behind_from(&policy).is_some_and(|from| from <= today);
            prop_assert_eq!(!progress.behind.is_empty(), is_behind, "{:?}", today);
            prop_assert_eq!(progress.midpoint.is_due, plan.midpoint_from(&policy).is_some_and(|from| from <= today), "{:?}", today);
        }
    }

    #[test]
    fn pln_05_a_plan_that_does_not_run_is_not_behind(plan in plan(), now in 0_i64..50) {
        let still = PlanTaken { running: Running::Still, ..plan };
        let progress = still.progress(day(now), &PlanPolicy::default());
        prop_assert!(progress.behind.is_empty() && !progress.midpoint.is_due && !progress.midpoint.is_overdue);
        prop_assert!(progress.milestones.iter().all(|milestone| milestone.days_overdue.is_none()));
    }

    #[test]
    fn mil_03_nothing_but_the_target_or_what_lies_beyond_it_is_the_whole(measure in measure(), value in -120_i32..120) {
        let percent = measure.percent(f64::from(value)).count();
        prop_assert!((0..=100_000_000).contains(&percent));
        if let MilestoneMeasure::Number(number) = &measure {
            let value = f64::from(value);
            let reached = match number.baseline.total_cmp(&number.target) {
                core::cmp::Ordering::Less => value >= number.target,
                core::cmp::Ordering::Greater => value <= number.target,
                core::cmp::Ordering::Equal => value.total_cmp(&number.target).is_eq(),
            };
            prop_assert_eq!(percent == 100_000_000, reached);
        }
    }
}

#[test]
fn pln_02_the_templates_that_ship_are_whole_and_stand_by_their_keys() {
    let keys: Vec<&str> = templates().iter().map(|template| template.key.as_str()).collect();
    assert_eq!(
        keys,
        ["high_potential_development", "new_manager_onboarding", "performance_improvement", "technical_upskilling"]
    );
    for template in templates() {
        template.check("", &PlanPolicy::default()).unwrap();
        assert!(template.milestones.iter().all(|milestone| milestone.target_day < template.length_days));
        assert!(!template.sessions.agenda.is_empty() && !template.goals.is_empty());
    }
}

#[test]
fn mil_02_words_or_letters_say_something() {
    for (text, says) in [
        ("Close two deals", true),
        ("Close deals", false),
        ("Close - deals !", false),
        ("新しい顧客を三社増やす", true),
        ("顧客を増やす", false),
        ("เพิ่มลูกค้าใหม่สามราย", true),
        ("Verkaufsgespräche 株", false),
        ("新規CRM導入を進める", true),
    ] {
        assert_eq!(says_something(text, &PlanPolicy::default()), says, "{text}");
    }
}
