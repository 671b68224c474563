//! Whatever programme, people and sessions there are: what is told of them adds up, and knows no order.

use proptest::prelude::*;

use super::*;
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, LocalDate, Weekday};

const FIRST: i64 = 20_500;

fn day(after: i64) -> LocalDate {
    LocalDate::from_days(FIRST + after).unwrap()
}

fn rhythms() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        Just(Rhythm::WorkingDays),
        Just(Rhythm::DaysOfWeek(DaysOfWeek { days: [Weekday::Monday, Weekday::Friday].into() })),
        (1..4_u32).prop_map(|times| Rhythm::TimesAWeek(TimesAWeek { times })),
        (1..4_u32).prop_map(|every| Rhythm::Weeks(EveryWeeks { every })),
        (1..4_u32).prop_map(|every| Rhythm::Months(EveryMonths { every })),
    ]
}

fn programmes() -> impl Strategy<Value = Programme> {
    let formats = prop::collection::vec((rhythms(), any::<bool>()), 1..4).prop_map(|formats| {
        let format = |(nth, (rhythm, is_for_team)): (usize, (Rhythm, bool))| MeetingFormat {
            agenda: Vec::new(),
            focus: Prose::new("one"),
            format: Key::new(&format!("f{nth}")),
            held_for: if is_for_team { HeldFor::Team } else { HeldFor::Person },
            large_team_rhythm: None,
            method: Prose::new("talk"),
            methods: Vec::new(),
            minutes: MinutesRange { least: 30, most: 60 },
            name: Prose::new("format"),
            outputs: Vec::new(),
            owners: Vec::new(),
            rhythm,
            topics: Vec::new(),
        };
        formats.into_iter().enumerate().map(format).collect::<Vec<_>>()
    });
    (formats, 0..40_i64).prop_map(|(formats, starts)| Programme {
        ends_on: None,
        formats: Some(formats),
        objectives: Vec::new(),
        programme: Key::new("p"),
        starts_on: day(starts),
        team: Key::new("t"),
        version: 1,
    })
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let one = (prop::option::of(0..120_i64), prop::option::of(60..200_i64), 0..150_i64, 0..40_i64, any::<bool>());
    prop::collection::vec(one, 1..5).prop_map(|all| {
        let member = |(nth, (hired, left, away, long, weekends)): (usize, _)| Member {
            active_until: Option::map(left, day),
            hire_date: Option::map(hired, day),
            leave: Some(vec![DaySpan { first: day(away), last: day(away + long) }]),
            person: Key::new(&format!("m{nth}")),
            working_days: Some(if weekends {
                [Weekday::Saturday, Weekday::Sunday].into()
            } else {
                [Weekday::Monday, Weekday::Tuesday, Weekday::Thursday, Weekday::Friday].into()
            }),
        };
        all.into_iter().enumerate().map(member).collect()
    })
}

fn sessions() -> impl Strategy<Value = Vec<CoachingSession>> {
    // On a few days many are alike but for one thing, in which their order could show.
    let (days, minutes) = (prop_oneof![0..200_i64, 0..4_i64], prop_oneof![0..200_u32, Just(199)]);
    let one = (0..4_usize, days, 0..3_usize, minutes, 0..7_usize);
    prop::collection::vec(one, 0..60).prop_map(|all| {
        let session = |(format, on, outcome, minutes, person): (usize, i64, usize, u32, usize)| CoachingSession {
            area: (minutes % 3 > 0).then(|| Key::new(&format!("a{}", minutes % 3))),
            focus: None,
            format: Some(Key::new(&format!("f{format}"))),
            method: None,
            minutes: (minutes % 7 > 0).then_some(minutes),
            on: day(on),
            outcome: match outcome {
                0 => SessionOutcome::Held,
                1 => SessionOutcome::Cancelled(NotHeld { reason: Some(Prose::new(&format!("for {on}"))) }),
                _ => SessionOutcome::Missed(NotHeld { reason: None }),
            },
            people: match person {
                5 => Vec::new(),
                6 => vec![Key::new("m1"), Key::new("m0")],
                _ => vec![Key::new(&format!("m{person}"))],
            },
        };
        all.into_iter().map(session).collect()
    })
}

/// A session that names nobody is for everybody.
fn is_for(session: &CoachingSession, person: &Key) -> bool {
    session.people.is_empty() || session.people.contains(person)
}

proptest! {
    /// What is told of somebody among others is what is told of them alone, with each session that was for them.
    #[test]
    fn prg_02_nobody_elses_sessions_count(
        programme in programmes(),
        members in members(),
        sessions in sessions(),
        long in 0..150_i64,
    ) {
        let holidays = [day(30), day(77)].into();
        let policy = ProgrammePolicy::default();
        let window = DaySpan { first: day(0), last: day(long) };
        let of_one = |member: &Member| -> Vec<CoachingSession> {
            let own = sessions.iter().filter(|session| is_for(session, &member.person)).cloned();
            own.map(|session| CoachingSession { people: vec![member.person.clone()], ..session }).collect()
        };
        let by_member: Vec<Vec<CoachingSession>> = members.iter().map(of_one).collect();
        let team = |members, sessions| TeamProgramme {
            holidays: Some(&holidays), members, policy: &policy, programme: &programme, sessions,
        };
        let (told, due) = (team(&members, &sessions).adherence(window), team(&members, &sessions).due(window.last, &[]));
        let (mut rows, mut people) = (Vec::new(), Vec::new());
        for (member, own) in members.iter().zip(&by_member) {
            let alone = team(std::slice::from_ref(member), own);
            rows.extend(alone.adherence(window).rows);
            people.extend(alone.due(window.last, &[]).people);
        }
        prop_assert_eq!(told.rows, rows);
        prop_assert_eq!(due.people, people);
    }

    #[test]
    fn prg_02_parts_add_up_and_order_changes_nothing(
        programme in programmes(),
        members in members(),
        sessions in sessions(),
        by in 0..60_usize,
        (first, long) in (0..100_i64, 0..150_i64),
    ) {
        let holidays = [day(30), day(31), day(77)].into();
        let policy = ProgrammePolicy::default();
        let window = DaySpan { first: day(first), last: day(first + long) };
        let team = |sessions| TeamProgramme {
            holidays: Some(&holidays), members: &members, policy: &policy, programme: &programme, sessions,
        };
        let told = team(&sessions).adherence(window);
        let mut totals = (0, 0, 0);
        for row in &told.rows {
            let of = row.adherence.as_ref().unwrap();
            prop_assert_eq!(of.expected, of.held + of.cancelled + of.missing);
            prop_assert_eq!(u64::try_from(row.unfulfilled.len()).unwrap(), of.cancelled + of.missing);
            let held = sessions.iter().filter(|one| {
                one.outcome == SessionOutcome::Held && is_for(one, &row.person)
                    && one.format.as_ref() == Some(&row.format) && told.window.is_some_and(|own| own.contains(one.on))
            });
            prop_assert_eq!(u64::try_from(held.count()).unwrap(), of.held + row.extra + row.in_cut_periods);
            totals = (totals.0 + of.expected, totals.1 + of.held, totals.2 + of.missing);
        }
        prop_assert_eq!((told.total.expected, told.total.held, told.total.missing), totals);
        let by_format = told.by_format.iter().map(|format| format.adherence.expected).sum::<u64>();
        let by_person = told.by_person.iter().map(|one| one.adherence.as_ref().unwrap().expected).sum::<u64>();
        prop_assert_eq!((by_format, by_person), (totals.0, totals.0));

        let mut turned = sessions.clone();
        if !turned.is_empty() {
            let by = by % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(team(&turned).adherence(window), told);
        prop_assert_eq!(team(&turned).due(window.last, &[]), team(&sessions).due(window.last, &[]));
    }

    /// Periods that are looked at one by one say what is told of many at once.
    #[test]
    fn prg_03_what_is_due_is_the_same_period_by_period(
        (earlier, programme) in (programmes(), programmes()),
        members in members(),
        sessions in sessions(),
        (begins, on) in (50..120_i64, 0..260_i64),
        has_stayed in any::<bool>(),
    ) {
        let holidays = [day(30), day(31), day(77)].into();
        let policy = ProgrammePolicy::default();
        let formats = if has_stayed { earlier.formats.clone() } else { programme.formats.clone() };
        let programme = Programme { formats, starts_on: day(begins), version: 2, ..programme };
        let earlier = Programme { ends_on: Some(day(begins - 1)), ..earlier };
        let team = TeamProgramme {
            holidays: Some(&holidays), members: &members, policy: &policy, programme: &programme, sessions: &sessions,
        };
        let one_by_one = team.due_by(day(on), &[&earlier], i64::MAX);
        prop_assert_eq!(&team.due_by(day(on), &[&earlier], 0), &one_by_one);
        prop_assert_eq!(&team.due(day(on), &[&earlier]), &one_by_one);
    }

    #[test]
    fn prg_06_hours_of_each_kind_add_up_to_those_of_all_in_any_order(sessions in sessions(), by in 0..60_usize) {
        let window = Some(DaySpan { first: day(10), last: day(150) });
        let told = CoachingHours::of(&sessions, window);
        let counted = |of: &HoursOf| (of.minutes, of.sessions, of.unknown);
        for kinds in [&told.by_area, &told.by_focus_and_method, &told.by_method] {
            let sums = kinds.iter().map(counted).fold((0, 0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2));
            prop_assert_eq!(sums, counted(&told.total));
        }
        let mut turned = sessions.clone();
        turned.reverse();
        let by = by.checked_rem(turned.len()).unwrap_or_default();
        turned.rotate_left(by);
        prop_assert_eq!(CoachingHours::of(&turned, window), told);
    }

    /// Whoever holds all that is due has nothing due any more.
    #[test]
    fn prg_03_what_is_due_and_then_held_is_due_no_more(
        programme in programmes(),
        members in members(),
        sessions in sessions(),
        on in 40..200_i64,
    ) {
        let holidays = [day(30), day(77)].into();
        let policy = ProgrammePolicy::default();
        let mut sessions = sessions;
        // Three a week are due three times.
        for _ in 0..4 {
            let team = TeamProgramme {
                holidays: Some(&holidays), members: &members, policy: &policy, programme: &programme, sessions: &sessions,
            };
            let due = team.due(day(on), &[]);
            let held: Vec<CoachingSession> = due.people.iter().flat_map(|one| one.formats.iter().map(|due| CoachingSession {
                area: None, focus: None, format: Some(due.format.clone()), method: None, minutes: None, on: day(on),
                outcome: SessionOutcome::Held, people: vec![one.person.clone()],
            })).collect();
            sessions.extend(held);
        }
        let team = TeamProgramme {
            holidays: Some(&holidays), members: &members, policy: &policy, programme: &programme, sessions: &sessions,
        };
        prop_assert!(team.due(day(on), &[]).people.iter().all(|one| one.formats.is_empty()));
    }
}

/// So many people who are to meet each working day.
fn each_day(people: usize) -> (Programme, Vec<Member>) {
    let format = MeetingFormat {
        agenda: Vec::new(),
        focus: Prose::new("one"),
        format: Key::new("daily"),
        held_for: HeldFor::Person,
        large_team_rhythm: None,
        method: Prose::new("talk"),
        methods: Vec::new(),
        minutes: MinutesRange { least: 30, most: 60 },
        name: Prose::new("daily"),
        outputs: Vec::new(),
        owners: Vec::new(),
        rhythm: Rhythm::WorkingDays,
        topics: Vec::new(),
    };
    let member = |nth: usize| Member {
        active_until: None,
        hire_date: None,
        leave: Some(Vec::new()),
        person: Key::new(&format!("m{nth}")),
        working_days: Some([Weekday::Monday].into()),
    };
    let programme = Programme {
        ends_on: None,
        formats: Some(vec![format]),
        objectives: Vec::new(),
        programme: Key::new("p"),
        starts_on: day(0),
        team: Key::new("t"),
        version: 1,
    };
    (programme, (0..people).map(member).collect())
}

/// The year is a leap year, and the formats are those that ship.
#[test]
fn prg_02_adherence_over_a_year_is_told_of_ten_thousand_people() {
    let (programme, members) = each_day(10_000);
    let starts_on = LocalDate::new(2028, 1, 1).unwrap();
    let programme = Programme { formats: None, starts_on, ..programme };
    let policy = ProgrammePolicy::default();
    let team =
        TeamProgramme { holidays: None, members: &members, policy: &policy, programme: &programme, sessions: &[] };
    let window = DaySpan { first: starts_on, last: LocalDate::new(2028, 12, 31).unwrap() };
    assert!(team.check(window, "/window", HeldAgainst::Adherence).is_ok());
}

#[test]
fn prg_03_more_sessions_than_can_be_told_are_refused_before_any_is() {
    let window = DaySpan { first: day(0), last: day(3_649) };
    for (people, is_told) in [(1_506, true), (1_507, false)] {
        let (programme, members) = each_day(people);
        let policy = ProgrammePolicy::default();
        let team =
            TeamProgramme { holidays: None, members: &members, policy: &policy, programme: &programme, sessions: &[] };
        let told = team.check(window, "/window", HeldAgainst::Adherence);
        assert_eq!(told.is_ok(), is_told, "{told:?}");
        let message = told.err().map(|bad| bad.faults.iter().map(|fault| fault.reason.message()).collect::<String>());
        assert!(message.is_none_or(|message| message.contains("5500550") && message.contains("fewer of `people`")));
    }
}

/// Each format is told at most once of each person, however long it was not held.
#[test]
fn prg_03_what_is_due_is_told_of_ten_thousand_people_over_all_days_that_are_looked_at() {
    let (programme, members) = each_day(10_000);
    let policy = ProgrammePolicy::default();
    let window = DaySpan { first: day(0), last: day(3_659) };
    let twice: Vec<MeetingFormat> = programme.formats().iter().cycle().take(2).cloned().collect();
    for (formats, is_told) in [(None, true), (Some(twice), false)] {
        let programme = Programme { formats, ..programme.clone() };
        let team =
            TeamProgramme { holidays: None, members: &members, policy: &policy, programme: &programme, sessions: &[] };
        let told = team.check_days(window, "/on", HeldAgainst::Due);
        assert_eq!(told.is_ok(), is_told, "{told:?}");
    }
}
