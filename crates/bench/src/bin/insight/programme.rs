//! What is due in the programme that ships, and how it was adhered to over a year: teams of 50 with holidays and leave.

use std::collections::BTreeSet;
use std::hint::black_box;

use serde_json::{Value, json};
use touchline::kernel::{DaySpan, LocalDate};
use touchline::programme::{Adherence, CoachingSession, Member, Programme, ProgrammePolicy, TeamProgramme};
use touchline_bench::dice::Dice;
use touchline_bench::timing::{Samples, timed};

use super::nanos::nanos;

const TEAMS: usize = 200;
const TEAM: usize = 50;
const ROUNDS: usize = 200;
/// 2026-01-01.
const FIRST: i64 = 20_454;
const YEAR: i64 = 365;

/// A team, with what became of its sessions.
struct Team {
    members: Vec<Member>,
    programme: Programme,
    sessions: Vec<CoachingSession>,
}

/// Measures all of it.
pub(crate) fn measure() -> Result<(), String> {
    let holidays: BTreeSet<LocalDate> = [0, 5, 92, 95, 120, 148, 358, 359].into_iter().filter_map(day).collect();
    let policy = ProgrammePolicy::default();
    let teams = (0..TEAMS).map(team).collect::<Result<Vec<Team>, String>>()?;
    for (when, today) in [("", day(88)), ("_late", day(280))] {
        due(when, &teams, (today.ok_or("no day")?, &holidays, &policy))?;
    }
    let first = teams.first().ok_or("no team")?;
    let year = DaySpan { first: day(0).ok_or("no day")?, last: day(YEAR - 1).ok_or("no day")? };
    let adherence: Adherence = nanos("adherence_team", || Ok(told(first, &holidays, &policy).adherence(year)))?;
    if adherence.total.held == 0 || adherence.total.missing == 0 {
        return Err("sessions were held, and others were not".to_owned());
    }
    nanos("adherence_all", || {
        Ok(teams.iter().map(|team| told(team, &holidays, &policy).adherence(year).total.held).sum::<u64>())
    })?;
    Ok(())
}

/// What is due on a day, for one team and for all of them, of which a host has what became of sessions up to then, and no later ones.
fn due(
    when: &str,
    teams: &[Team],
    (today, holidays, policy): (LocalDate, &BTreeSet<LocalDate>, &ProgrammePolicy),
) -> Result<(), String> {
    let teams: Vec<Team> = teams.iter().map(|team| team.up_to(today)).collect();
    let first = teams.first().ok_or("no team")?;
    let mut samples = Samples::default();
    for _ in 0..ROUNDS {
        let (time, due) = timed(|| told(first, holidays, policy).due(today, &[]));
        samples.add_nanos(time);
        black_box(due);
    }
    println!("due_team{when} {}", samples.median());
    let all = || Ok(teams.iter().map(|team| told(team, holidays, policy).due(today, &[]).people.len()).sum::<usize>());
    nanos(&format!("due_all{when}"), all).map(|_| ())
}

impl Team {
    fn up_to(&self, today: LocalDate) -> Team {
        let sessions = self.sessions.iter().filter(|session| session.on <= today).cloned().collect();
        Team { members: self.members.clone(), programme: self.programme.clone(), sessions }
    }
}

fn told<'a>(team: &'a Team, holidays: &'a BTreeSet<LocalDate>, policy: &'a ProgrammePolicy) -> TeamProgramme<'a> {
    let Team { members, programme, sessions } = team;
    TeamProgramme { holidays: Some(holidays), members, policy, programme, sessions }
}

fn day(after: i64) -> Option<LocalDate> {
    LocalDate::from_days(FIRST + after)
}

fn written(after: i64) -> String {
    day(after).map(|day| day.to_string()).unwrap_or_default()
}

/// A team whose people have a one-on-one in most weeks and a huddle on most days, are hired through the year and take leave.
fn team(number: usize) -> Result<Team, String> {
    let mut dice = Dice::new(0x7ea3 ^ number as u64);
    let people: Vec<String> = (0..TEAM).map(|_| dice.uuid().to_string()).collect();
    let member = |person: &String| {
        let away = dice.below(330) as i64;
        let hired = if dice.below(10) == 0 { dice.below(200) as i64 } else { -400 };
        json!({"person": person, "hire_date": written(hired), "leave": [{"first": written(away), "last": written(away + 13)}],
            "working_days": ["monday", "tuesday", "wednesday", "thursday", "friday"]})
    };
    let members: Vec<Value> = people.iter().map(member).collect();
    let mut sessions = Vec::new();
    for at in 0..YEAR {
        if dice.below(100) < 60 {
            sessions
                .push(json!({"format": "team_huddle", "on": written(at), "outcome": {"type": "held"}, "minutes": 15}));
        }
        for person in people.iter().filter(|_| at % 7 == 4) {
            let outcome = match dice.below(10) {
                0 => json!({"type": "missed", "body": {}}),
                1 => json!({"type": "cancelled", "body": {"reason": "A customer called."}}),
                2 => continue,
                _ => json!({"type": "held"}),
            };
            sessions.push(json!({"format": "weekly_one_on_one", "people": [person], "on": written(at), "outcome": outcome, "minutes": 55}));
        }
    }
    let programme = json!({"programme": "p", "team": format!("t{number}"), "version": 1, "starts_on": written(0)});
    Ok(Team {
        members: read(&Value::Array(members))?,
        programme: read(&programme)?,
        sessions: read(&Value::Array(sessions))?,
    })
}

fn read<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, String> {
    // Through text, so that numbers and tags are read as they are everywhere.
    serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
}
