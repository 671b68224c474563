//! What a workspace is asked about plans, as a tenant grows: a coach of twenty plans waits as long among a hundred as among a
//! hundred thousand.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use touchline::kernel::Instant as Moment;
use touchline::waist::Workspace;
use touchline_bench::grown;
use touchline_bench::planned::{ASKED_AT, Planned};
use touchline_bench::table::{Bar, number, print_rows};
use uuid::Uuid;

const SMALLEST: usize = 100;
/// Questions in a round, and rounds; both sizes take their turn in each round, so that noise meets them alike.
const QUESTIONS: usize = 25;
const ROUNDS: usize = 40;

/// One question, and by whom it is asked: about another plan each time.
struct Asked {
    what: &'static str,
    query: &'static str,
    body: fn(Planned, usize) -> Value,
    viewer: fn(Planned, usize) -> Uuid,
    /// Whether it must not take longer in a bigger tenant. Whoever manages coaching and asks for those that fall behind reads on
    /// until a page is full, and so further where fewer do.
    flat: bool,
}

const fn asked(what: &'static str, query: &'static str, body: fn(Planned, usize) -> Value) -> Asked {
    Asked { what, query, body, viewer: Planned::coach, flat: true }
}

#[rustfmt::skip]
const ASKED: [Asked; 10] = [
    asked("a plan", "plan.get", |tenant, place| json!({"plan": tenant.plan(place)})),
    asked("what a plan came to", "plan.effect", |tenant, place| json!({"plan": tenant.plan(place), "values": engagement(tenant.coachee(place))})),
    asked("page of 20 that one coaches", "plan.coached", |_, _| json!({"list": "active", "limit": 20})),
    asked("the sessions of a plan", "session.list", |tenant, place| json!({"list": "held", "plan": tenant.plan(place)})),
    asked("the agenda of a session", "session.agenda", |tenant, place| json!({"session": tenant.ahead(place)})),
    asked("the notes of a session", "session_note.list", |tenant, place| json!({"session": tenant.held(place)})),
    asked("the week of a coach", "plan.week", |tenant, place| json!({"coach": tenant.coach(place), "limit": 20})),
    asked("what falls behind of a coach", "plan.week", |tenant, place| json!({"behind": true, "coach": tenant.coach(place), "limit": 20})),
    Asked { viewer: Planned::staff, ..asked("page of 20 of everybody's week", "plan.week", |_, _| json!({"limit": 20})) },
    Asked { flat: false, viewer: Planned::staff, ..asked("page of 20 of all that falls behind", "plan.week", |_, _| json!({"behind": true, "limit": 20})) },
];

/// What a host measured of somebody before their plan, and since.
fn engagement(coachee: Uuid) -> Value {
    let days = ["2025-12-01", "2025-12-20", "2026-01-03", "2026-01-20"].into_iter();
    let value = |(nth, day): (usize, &str)| json!({"at": format!("{day}T12:00:00Z"), "measure": "engagement", "person": coachee, "value": nth});
    days.enumerate().map(value).collect()
}

/// Times each question in a small tenant and in a large one, and gives the bars that this is held to.
pub(crate) fn measure(largest: usize) -> Result<Vec<Bar>, String> {
    let sizes = [SMALLEST, largest];
    let grown = sizes.map(|size| grow(Planned::of(size)));
    let grown = grown.into_iter().collect::<Result<Vec<_>, String>>()?;
    let head = std::iter::once("plans".to_owned()).chain(sizes.map(|size| number(size as f64)));
    let (mut rows, mut bars) = (vec![head.collect::<Vec<_>>()], Vec::new());
    for asked in &ASKED {
        let samples = grown::in_turns(&grown, (ROUNDS, QUESTIONS), |workspace, tenant, place| {
            ask(workspace, (tenant, place), asked)
        })?;
        rows.push(grown::row(asked.what, &samples));
        bars.extend(grown::flat(asked.what, &samples).filter(|_| asked.flat));
    }
    println!("\nask, JSON in and JSON out: microseconds, median (nine in ten below)");
    print_rows(&rows);
    Ok(bars)
}

/// Makes a tenant by its commands.
fn grow(tenant: Planned) -> Result<(Planned, Workspace), String> {
    let begun = Instant::now();
    let workspace = grown::grow("{}", tenant.commands())?;
    println!("grown in {:.1} s", begun.elapsed().as_secs_f64());
    Ok((tenant, workspace))
}

/// How long one answer takes.
fn ask(workspace: &Workspace, (tenant, place): (Planned, usize), asked: &Asked) -> Result<Duration, String> {
    let at = Moment::from_millis(ASKED_AT).map(|at| at.to_string()).unwrap_or_default();
    let (viewer, body) = ((asked.viewer)(tenant, place), (asked.body)(tenant, place));
    let question = json!({"at": at, "body": body, "type": asked.query, "viewer": viewer}).to_string();
    grown::ask(workspace, &question).map(|(time, _)| time)
}
