//! `cargo xtask bench collections`: what a host with its own database asks for a manager's screen: which rows (`law.reach`),
//! and the page over the things that it loaded (`law.ask`); as values of Rust, and as texts.

use std::process::ExitCode;

use serde_json::{Value, json};
use touchline::law::{self, Loaded, StoredThing};
use touchline::policy::Policy;
use touchline::waist::{Status, Workspace, call};
use touchline::workspace::{Asking, Collected, Collection, Query};
use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, print_bars};
use touchline_bench::tenant::Tenant;
use touchline_bench::timing::{Samples, timed};
use uuid::Uuid;

/// How many things a page is chosen from.
const THINGS: usize = 500;
const ROUNDS: usize = 200;
const REACHES: u32 = 100;
const AT: &str = "2026-01-06T08:00:00.000Z";

fn main() -> ExitCode {
    program::ended(run())
}

fn run() -> Result<usize, String> {
    let tenant = Tenant::of(2 * THINGS);
    let (viewer, things) = (tenant.manager(0), loaded(tenant)?);
    let mut bars = vec![reached(viewer, &things)?];
    bars.extend(pages(viewer, &things)?);
    Ok(print_bars(&bars))
}

/// A manager's world: so many things, people and calls among them.
fn loaded(tenant: Tenant) -> Result<Vec<Value>, String> {
    let mut workspace = Workspace::open(b"{}").map_err(|answer| answer.json)?;
    let bundles = (0..tenant.bundles()).flat_map(|place| tenant.bundle(place));
    for command in tenant.base().chain(bundles) {
        let answer = workspace.execute(command.as_bytes());
        if answer.status != Status::Ok {
            return Err(answer.json);
        }
    }
    let printed = workspace.printed().map_err(|answer| answer.json)?;
    let lines = printed.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>();
    let mut things = lines.map_err(|error| error.to_string())?;
    things.retain(|line| line.get("schema").is_some());
    // The team of the first manager: its people, its bundles, and the calls in these.
    let manager = tenant.manager(0).to_string();
    let is = |thing: &Value, kind: &str| thing["type"] == kind;
    let team: Vec<Value> = things
        .iter()
        .filter(|thing| is(thing, "person") && thing["body"]["document"]["manager"] == *manager)
        .map(|thing| thing["body"]["document"]["person"].clone())
        .collect();
    let above = |thing: &Value| is(thing, "person") && !is(&thing["body"]["document"]["roles"], "agent");
    let of_team = |thing: &Value| {
        let body = &thing["body"];
        [&body["agent"], &body["document"]["handler"], &body["document"]["person"]].iter().any(|who| team.contains(who))
    };
    things.retain(|thing| of_team(thing) || above(thing));
    things.truncate(THINGS);
    if things.len() < THINGS { Err(format!("{} things in all", things.len())) } else { Ok(things) }
}

/// `law.reach` for a manager, over bundles.
fn reached(viewer: Uuid, things: &[Value]) -> Result<Bar, String> {
    let (policy, facts) = (Policy::default(), facts_of(viewer, things)?);
    let person = touchline::kernel::PersonId::new(viewer);
    let mut samples = Samples::default();
    for _ in 0..ROUNDS {
        let (took, _) = timed(|| {
            for _ in 0..REACHES {
                let asked = (person, touchline::facts::ThingKind::Bundle);
                let reach = law::reach(asked, &[], &policy, &facts);
                assert!(reach.is_ok_and(|reach| !std::hint::black_box(reach).any.is_empty()));
            }
        });
        samples.add_nanos(took / REACHES);
    }
    Ok(Bar::new("law.reach of bundles, Rust", samples.median(), Bound::AtMost(2_000.0), "ns"))
}

fn facts_of(viewer: Uuid, things: &[Value]) -> Result<Loaded, String> {
    let person = things.iter().find(|thing| thing["body"]["document"]["person"] == *viewer.to_string());
    let person = person.ok_or("the viewer is not among the things")?;
    let fact = json!({"type": "person", "body": {"person": viewer, "value": person["body"]["document"]}});
    let fact = serde_json::from_value(fact).map_err(|error| error.to_string())?;
    Loaded::new([fact]).map_err(|rejection| format!("{rejection:?}"))
}

/// A page of 50 packs over all things, as values and as texts.
fn pages(viewer: Uuid, things: &[Value]) -> Result<[Bar; 2], String> {
    let body = json!({"list": "active", "limit": 50});
    let query: Query =
        serde_json::from_value(json!({"type": "bundle.packs", "body": body})).map_err(|error| error.to_string())?;
    let stored: Vec<StoredThing> = things
        .iter()
        .map(|thing| serde_json::from_value(thing.clone()))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    let at = serde_json::from_value(json!(AT)).map_err(|error| error.to_string())?;
    let viewer_of = serde_json::from_value(json!(viewer)).map_err(|error| error.to_string())?;
    let asking = Asking { asked_by: None, at, viewer: viewer_of };
    let text = json!({
        "query": {"viewer": viewer, "at": AT, "type": "bundle.packs", "body": body}, "things": things, "whole": true,
    })
    .to_string();
    let (mut values, mut texts) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        let collected = Collected { things: stored.clone(), whole: true, ..Collected::default() };
        let (took, answered) =
            timed(|| Collection::of(collected).and_then(|collection| collection.ask(asking, &query)));
        answered.map_err(|refusal| format!("{refusal:?}"))?;
        values.add_nanos(took);
        let (took, answer) = timed(|| call("law.ask", text.as_bytes()));
        if answer.status != Status::Ok {
            return Err(answer.json);
        }
        texts.add_nanos(took);
    }
    Ok([
        Bar::new("page of 50 packs over 500 things, Rust", values.median(), Bound::AtMost(2e6), "ns"),
        Bar::new("the same, text in and out", texts.median(), Bound::AtMost(5e6), "ns"),
    ])
}
