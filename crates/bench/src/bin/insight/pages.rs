//! Pages of a team: its ranking, who of it needs coaching, and the team at a glance, in a tenant of one team and in one of ten thousand.

use std::time::Duration;

use touchline::waist::Workspace;
use touchline_bench::grown::{ask, grow, in_turns};
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::tenant::Tenant;

const SIZES: [usize; 2] = [100, 1_000_000];
const ROUNDS: usize = 40;

/// The days on which everything in the tenants was done.
const DAYS: &str = r#"{"first":"2026-01-01","last":"2026-01-31"}"#;
const AT: &str = "2026-01-20T09:00:00.000Z";

/// A page: what it is, and the query with what its body holds beside the manager.
const PAGES: [(&str, &str, bool); 3] = [
    ("ranking of a team of 50", "report.ranking", true),
    ("who of a team of 50 needs coaching", "report.needs_coaching", false),
    ("a team of 50 at a glance", "report.team", true),
];

/// Measures each page in tenants of both sizes, in turn.
pub(crate) fn measure() -> Result<usize, String> {
    let grown = SIZES.iter().map(|size| large_teams(*size)).collect::<Result<Vec<_>, String>>()?;
    let heads = SIZES.iter().map(|size| number(*size as f64));
    let mut rows = vec![std::iter::once("reviews in the tenant".to_owned()).chain(heads).collect::<Vec<_>>()];
    let mut bars = Vec::new();
    for (what, query, of_days) in PAGES {
        let samples = in_turns(&grown, (ROUNDS, 1), |workspace, tenant, place| {
            asked(workspace, tenant.manager(place), (query, of_days))
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

/// How long one answer takes, which tells of the team.
fn asked(workspace: &Workspace, manager: uuid::Uuid, (query, of_days): (&str, bool)) -> Result<Duration, String> {
    let days = if of_days { format!(r#","days":{DAYS}"#) } else { String::new() };
    let body = format!(r#"{{"manager":"{manager}"{days}}}"#);
    let question = format!(r#"{{"viewer":"{manager}","at":"{AT}","type":"{query}","body":{body}}}"#);
    let (time, answer) = ask(workspace, &question)?;
    if answer.json.len() > 5_000 || query != "report.ranking" {
        Ok(time)
    } else {
        Err(format!("a question of the bench was not answered: {}", answer.json))
    }
}
