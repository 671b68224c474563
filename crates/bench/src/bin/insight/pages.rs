//! Pages of a team: its ranking, who of it needs coaching, and the team at a glance, in a tenant of one team and in one of a thousand.

use std::time::Duration;

use touchline::waist::{Status, Workspace};
use touchline_bench::dice::Dice;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::tenant::Tenant;
use touchline_bench::timing::{Samples, timed};

const SIZES: [usize; 2] = [100, 100_000];
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
    let grown = SIZES.iter().map(|size| grow(*size)).collect::<Result<Vec<_>, String>>()?;
    let heads = SIZES.iter().map(|size| number(*size as f64));
    let mut rows = vec![std::iter::once("reviews in the tenant".to_owned()).chain(heads).collect::<Vec<_>>()];
    let mut bars = Vec::new();
    for (what, query, of_days) in PAGES {
        let mut samples = [Samples::default(), Samples::default()];
        let mut dice = Dice::new(5);
        for _ in 0..ROUNDS {
            for ((tenant, workspace), samples) in grown.iter().zip(&mut samples) {
                samples.add_nanos(ask(workspace, tenant.manager(dice.below(usize::MAX)), (query, of_days))?);
            }
        }
        let [small, large] = &samples;
        rows.push(std::iter::once(what.to_owned()).chain(samples.iter().map(|of| number(of.median() / 1e3))).collect());
        bars.push(Bar::new(
            format!("{what}: large tenant against small one"),
            large.median() / small.median(),
            Bound::AtMost(2.0),
            "×",
        ));
    }
    println!("\nmicroseconds of a page, JSON in and JSON out, median");
    print_rows(&rows);
    Ok(print_bars(&bars))
}

/// A tenant of teams that each have a hundred reviews.
fn grow(reviews: usize) -> Result<(Tenant, Workspace), String> {
    let mut workspace = Workspace::open(b"{}").map_err(|answer| answer.json)?;
    let tenant = Tenant::of_large_teams(reviews);
    for command in tenant.base().chain(tenant.reviews()) {
        let answer = workspace.execute(command.as_bytes());
        if answer.record.is_none() {
            return Err(format!("a command of the bench was not accepted: {}", answer.json));
        }
    }
    Ok((tenant, workspace))
}

/// How long one answer takes, which tells of the team.
fn ask(workspace: &Workspace, manager: uuid::Uuid, (query, of_days): (&str, bool)) -> Result<Duration, String> {
    let days = if of_days { format!(r#","days":{DAYS}"#) } else { String::new() };
    let body = format!(r#"{{"manager":"{manager}"{days}}}"#);
    let question = format!(r#"{{"viewer":"{manager}","at":"{AT}","type":"{query}","body":{body}}}"#);
    let (time, answer) = timed(|| workspace.ask(question.as_bytes()));
    match answer.status {
        Status::Ok if answer.json.len() > 5_000 || query != "report.ranking" => Ok(time),
        _ => Err(format!("a question of the bench was not answered: {}", answer.json)),
    }
}
