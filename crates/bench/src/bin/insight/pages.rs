//! Pages of a team: its ranking, who of it needs coaching, the team at a glance, how its scores go, and how somebody of it does, in a tenant of
//! one team and in one of ten thousand.

use std::time::Duration;

use serde_json::{Value, json};
use touchline::waist::Workspace;
use touchline_bench::grown::{ask, grow, in_turns};
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::tenant::Tenant;

const SIZES: [usize; 2] = [100, 1_000_000];
const ROUNDS: usize = 40;

/// Long enough after all that was done for everybody to need coaching.
const AT: &str = "2026-03-20T09:00:00.000Z";

/// What a page asks about, of a manager's team or of somebody in it.
type Body = fn(Tenant, usize) -> Value;

/// A page: what it is, the query, its body, and how long an answer is at the least that tells of somebody.
const PAGES: [(&str, &str, Body, usize); 5] = [
    ("ranking of a team of 50", "report.ranking", team_and_days, 5_000),
    ("who of a team of 50 needs coaching", "report.needs_coaching", team, 5_000),
    ("a team of 50 at a glance", "report.team", team_and_days, 500),
    ("how the scores of a team of 50 go", "report.trend", team_by_weeks, 300),
    ("how somebody of it does", "report.performance", somebody, 500),
];

/// The days on which everything in the tenants was done.
fn days() -> Value {
    json!({"first": "2026-01-01", "last": "2026-01-31"})
}

fn team(tenant: Tenant, place: usize) -> Value {
    json!({"manager": tenant.manager(place)})
}

fn team_and_days(tenant: Tenant, place: usize) -> Value {
    json!({"manager": tenant.manager(place), "days": days()})
}

fn team_by_weeks(tenant: Tenant, place: usize) -> Value {
    json!({"days": days(), "every": "week", "whose": {"type": "team", "body": {"manager": tenant.manager(place)}}})
}

fn somebody(tenant: Tenant, place: usize) -> Value {
    json!({"days": days(), "person": tenant.agent_of(place)})
}

/// Measures each page in tenants of both sizes, in turn.
pub(crate) fn measure() -> Result<usize, String> {
    let grown = SIZES.iter().map(|size| large_teams(*size)).collect::<Result<Vec<_>, String>>()?;
    let heads = SIZES.iter().map(|size| number(*size as f64));
    let mut rows = vec![std::iter::once("reviews in the tenant".to_owned()).chain(heads).collect::<Vec<_>>()];
    let mut bars = Vec::new();
    for (what, query, body, least) in PAGES {
        let samples = in_turns(&grown, (ROUNDS, 1), |workspace, tenant, place| {
            asked(workspace, tenant.manager(place), (query, &body(tenant, place)), least)
        })?;
        rows.push(std::iter::once(what.to_owned()).chain(samples.iter().map(|of| number(of.median() / 1e3))).collect());
        if let Some((small, large)) = samples.first().zip(samples.last()) {
            bars.push(Bar::new(
                format!("{what}: large tenant against small one"),
                large.median() / small.median(),
                Bound::AtMost(2.0),
                "×",
            ));
        }
    }
    println!("\nmicroseconds of a page, JSON in and JSON out, median");
    print_rows(&rows);
    Ok(print_bars(&bars))
}

/// A tenant of teams that each have a hundred reviews.
fn large_teams(reviews: usize) -> Result<(Tenant, Workspace), String> {
    let tenant = Tenant::of_large_teams(reviews);
    grow("{}", tenant.base().chain(tenant.reviews())).map(|workspace| (tenant, workspace))
}

/// How long one answer takes, which tells of whom it was asked.
fn asked(
    workspace: &Workspace,
    manager: uuid::Uuid,
    (query, body): (&str, &Value),
    least: usize,
) -> Result<Duration, String> {
    let question = json!({"viewer": manager, "at": AT, "type": query, "body": body}).to_string();
    let (time, answer) = ask(workspace, &question)?;
    if answer.json.len() < least {
        return Err(format!("{query} of the bench tells of nobody: {}", answer.json));
    }
    Ok(time)
}
