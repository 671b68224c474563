//! `cargo xtask bench badges [SIZE…]`: badges, figures and pages of packs, of the queues, of the pool and of reviews as JSON
//! operations, as a tenant grows.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use serde_json::json;
use touchline::waist::Workspace;
use touchline_bench::table::{Bar, number, print_bars, print_rows};
use touchline_bench::tenant::Tenant;
use touchline_bench::{grown, program};
use uuid::Uuid;

/// Questions in a round, and rounds; every size takes its turn in each round, so that noise meets all alike.
const QUESTIONS: usize = 25;
const ROUNDS: usize = 80;

/// What grows, and how far managers reach in it.
struct Grown {
    name: &'static str,
    scope: &'static str,
    /// Of how much.
    of: &'static str,
    tenant: fn(usize) -> Tenant,
    /// What is done in it once people and calls are there.
    done: fn(Tenant) -> Box<dyn Iterator<Item = String>>,
}

#[rustfmt::skip]
const GROWN: [Grown; 3] = [
    Grown { name: "organisation", scope: "organisation", of: "bundles", tenant: Tenant::of, done: bundled },
    Grown { name: "own_reports", scope: "own_reports", of: "bundles", tenant: Tenant::of, done: bundled },
    Grown { name: "teams of 50", scope: "own_reports", of: "reviews", tenant: Tenant::of_reviews, done: reviewed },
];

fn bundled(tenant: Tenant) -> Box<dyn Iterator<Item = String>> {
    let bundles = (0..tenant.bundles()).flat_map(move |place| tenant.bundle(place));
    Box::new(bundles.chain(tenant.findings()).chain(tenant.flagged()))
}

fn reviewed(tenant: Tenant) -> Box<dyn Iterator<Item = String>> {
    Box::new(tenant.reviews())
}

/// One question and whom it is asked for: another person each time, where there are others.
struct Asked {
    /// Of what grows.
    scope: &'static str,
    what: &'static str,
    query: &'static str,
    body: &'static str,
    viewer: fn(Tenant, usize) -> Uuid,
    /// Whether it must not take longer in a bigger tenant. What a page shows of another team each time has to
    /// come from memory that nobody touched lately, and the more of that the more memory there is.
    flat: bool,
}

const fn asked(
    scope: &'static str,
    what: &'static str,
    (query, body): (&'static str, &'static str),
    viewer: fn(Tenant, usize) -> Uuid,
) -> Asked {
    Asked { scope, what, query, body, viewer, flat: true }
}

const FIGURES: (&str, &str) = ("bundle.figures", "{}");
const BADGE: (&str, &str) = ("bundle.badge", "{}");
const QUEUE: (&str, &str) = ("training.figures", "{}");
const WAITING: (&str, &str) = ("training.queue", r#"{"state":"pending","limit":20}"#);
const POOL: (&str, &str) = ("training.pool", r#"{"limit":20}"#);
const WHY: (&str, &str) = ("training.why_empty", "{}");
const REVIEWS: (&str, &str) = ("review.figures", "{}");
const TO_REVIEW: (&str, &str) = ("review.queue", r#"{"limit":20}"#);
const PAGE: (&str, &str) = ("bundle.packs", r#"{"list":"active","limit":20}"#);
const COACHING: (&str, &str) = ("review.badge", "{}");
const TEAM_COACHING: (&str, &str) = ("review.team_figures", "{}");
const AWAITING: (&str, &str) = ("review.team", r#"{"list":"awaiting","limit":20}"#);
const SETTLED: (&str, &str) = ("review.team", r#"{"list":"settled","limit":20}"#);
const HISTORY: (&str, &str) = ("review.team", r#"{"list":"history","limit":20}"#);
const INBOX: (&str, &str) = ("review.mine", r#"{"list":"inbox","limit":20}"#);

fn owner(tenant: Tenant, _: usize) -> Uuid {
    tenant.owner()
}

const ASKED: [Asked; 31] = [
    asked("organisation", "figures of all, owner", FIGURES, owner),
    asked("organisation", "figures of all, manager", FIGURES, Tenant::manager),
    asked("organisation", "badge, manager", BADGE, Tenant::manager),
    asked("organisation", "page of 20 packs, owner", PAGE, owner),
    asked("organisation", "queue figures of all, manager", QUEUE, Tenant::manager),
    asked("organisation", "page of 20 waiting items, owner", WAITING, owner),
    asked("organisation", "page of 20 in the pool, owner", POOL, owner),
    asked("organisation", "what was looked at, manager", WHY, Tenant::manager),
    asked("organisation", "figures of the review queue, manager", REVIEWS, Tenant::manager),
    asked("organisation", "page of 20 calls to review, owner", TO_REVIEW, owner),
    asked("own_reports", "figures of a team, manager", FIGURES, Tenant::manager),
    asked("own_reports", "badge, manager", BADGE, Tenant::manager),
    asked("own_reports", "badge, agent", BADGE, Tenant::agent),
    asked("own_reports", "figures of all teams, owner", FIGURES, owner),
    Asked { flat: false, ..asked("own_reports", "page of 20 packs of a team, manager", PAGE, Tenant::manager) },
    asked("own_reports", "page of 20 packs of all teams, owner", PAGE, owner),
    asked("own_reports", "queue figures of a team, manager", QUEUE, Tenant::manager),
    asked("own_reports", "queue figures of all teams, owner", QUEUE, owner),
    Asked { flat: false, ..asked("own_reports", "page of 20 waiting items of a team", WAITING, Tenant::manager) },
    asked("own_reports", "page of 20 waiting items of all teams, owner", WAITING, owner),
    asked("own_reports", "figures of the review queue of a team, manager", REVIEWS, Tenant::manager),
    asked("own_reports", "page of 20 in the pool of all teams, owner", POOL, owner),
    Asked { flat: false, ..asked("own_reports", "the pool of a team, manager", POOL, Tenant::manager) },
    asked("own_reports", "page of 20 calls to review of all teams, owner", TO_REVIEW, owner),
    asked("teams of 50", "badge, agent", COACHING, Tenant::agent),
    asked("teams of 50", "badge, manager", COACHING, Tenant::manager),
    asked("teams of 50", "figures of team coaching, manager", TEAM_COACHING, Tenant::manager),
    Asked { flat: false, ..asked("teams of 50", "page of 20 reviews that await, manager", AWAITING, Tenant::manager) },
    Asked { flat: false, ..asked("teams of 50", "page of 20 settled reviews, manager", SETTLED, Tenant::manager) },
    Asked { flat: false, ..asked("teams of 50", "page of 20 of all reviews, manager", HISTORY, Tenant::manager) },
    Asked { flat: false, ..asked("teams of 50", "page of 20 of the inbox, agent", INBOX, Tenant::agent) },
];

fn main() -> ExitCode {
    program::ended(run())
}

fn run() -> Result<usize, String> {
    let sizes = program::sizes()?;
    let mut bars: Vec<Bar> = Vec::new();
    for kind in &GROWN {
        let mut grown = Vec::new();
        for size in &sizes {
            grown.push(grow(kind, *size)?);
        }
        measure((&sizes, &grown), kind, &mut bars)?;
    }
    Ok(print_bars(&bars))
}

/// Makes a tenant by its commands.
fn grow(kind: &Grown, size: usize) -> Result<(Tenant, Workspace), String> {
    print!("growing to {} {}, {} … ", number(size as f64), kind.of, kind.name);
    let _ = std::io::stdout().flush();
    let begun = Instant::now();
    let policy = json!({"access": {"manager_scope": kind.scope}}).to_string();
    let tenant = (kind.tenant)(size);
    let workspace = grown::grow(&policy, tenant.base().chain((kind.done)(tenant)))?;
    println!("{:.1} s", begun.elapsed().as_secs_f64());
    Ok((tenant, workspace))
}

/// Times the questions of one kind in tenants of all sizes, in turn.
fn measure(
    (sizes, grown): (&[usize], &[(Tenant, Workspace)]),
    kind: &Grown,
    bars: &mut Vec<Bar>,
) -> Result<(), String> {
    let sizes = sizes.iter().map(|size| number(*size as f64));
    let mut rows = vec![std::iter::once(kind.of.to_owned()).chain(sizes).collect::<Vec<_>>()];
    for asked in ASKED.iter().filter(|asked| asked.scope == kind.name) {
        let samples = grown::in_turns(grown, (ROUNDS, QUESTIONS), |workspace, tenant, place| {
            ask(workspace, (asked.viewer)(tenant, place), asked)
        })?;
        rows.push(grown::row(asked.what, &samples));
        bars.extend(grown::flat(&format!("{}, {}", kind.name, asked.what), &samples).filter(|_| asked.flat));
    }
    println!("\nask under `{}`, JSON in and JSON out: microseconds, median (nine in ten below)", kind.name);
    print_rows(&rows);
    Ok(())
}

/// How long one answer takes.
fn ask(workspace: &Workspace, viewer: Uuid, asked: &Asked) -> Result<std::time::Duration, String> {
    let at = "2026-11-20T09:00:00.000Z";
    let (query, body) = (asked.query, asked.body);
    let question = format!(r#"{{"viewer":"{viewer}","at":"{at}","type":"{query}","body":{body}}}"#);
    grown::ask(workspace, &question).map(|(time, _)| time)
}
