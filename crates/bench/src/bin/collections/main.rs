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

/// A thing as it is kept: its text, and the same read.
struct Kept {
    text: String,
    read: Value,
}

/// A manager's world: so many things, people and calls among them.
fn loaded(tenant: Tenant) -> Result<Vec<Kept>, String> {
    let mut workspace = Workspace::open(b"{}").map_err(|answer| answer.json)?;
    let bundles = (0..tenant.bundles()).flat_map(|place| tenant.bundle(place));
    for command in tenant.base().chain(bundles) {
        let answer = workspace.execute(command.as_bytes());
        if answer.status != Status::Ok {
            return Err(answer.json);
        }
    }
    let printed = workspace.printed().map_err(|answer| answer.json)?;
    let kept = |line: &str| serde_json::from_str(line).map(|read| Kept { text: line.to_owned(), read });
    let lines = printed.lines().map(kept).collect::<Result<Vec<_>, _>>();
    let mut things = lines.map_err(|error| error.to_string())?;
    things.retain(|line| line.read.get("schema").is_some());
    // Everybody, and of the first manager's team the calls and bundles.
    let manager = tenant.manager(0).to_string();
    let is = |thing: &Kept, kind: &str| thing.read["type"] == kind;
    let team: Vec<Value> = things
        .iter()
        .filter(|thing| is(thing, "person") && thing.read["body"]["document"]["manager"] == *manager)
        .map(|thing| thing.read["body"]["document"]["person"].clone())
        .collect();
    let of_team = |thing: &Kept| {
        let body = &thing.read["body"];
        [&body["agent"], &body["document"]["handler"], &body["document"]["person"]].iter().any(|who| team.contains(who))
    };
    things.retain(|thing| of_team(thing) || is(thing, "person"));
    things.truncate(THINGS);
    if things.len() < THINGS { Err(format!("{} things in all", things.len())) } else { Ok(things) }
}

/// `law.reach` for a manager, over bundles.
fn reached(viewer: Uuid, things: &[Kept]) -> Result<Bar, String> {
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

fn facts_of(viewer: Uuid, things: &[Kept]) -> Result<Loaded, String> {
    let person =
        things.iter().map(|thing| &thing.read).find(|thing| thing["body"]["document"]["person"] == *viewer.to_string());
    let person = person.ok_or("the viewer is not among the things")?;
    let body = json!({"person": viewer, "value": person["body"]["document"]});
    let fact = serde_json::from_str(&typed("person", &body)).map_err(|error| error.to_string())?;
    Loaded::new([fact]).map_err(|rejection| format!("{rejection:?}"))
}

/// What has a type, which stands first.
fn typed(kind: &str, body: &Value) -> String {
    format!(r#"{{"type":"{kind}","body":{body}}}"#)
}

/// JSON in which each type and its schema stand before what is of them, as values are read that no text is put in order for.
fn type_first(value: &Value) -> String {
    match value {
        Value::Array(entries) => format!("[{}]", entries.iter().map(type_first).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(name, _)| (*name != "type", *name != "schema"));
            let member = |(name, value)| format!("{}:{}", json!(name), type_first(value));
            format!("{{{}}}", members.into_iter().map(member).collect::<Vec<String>>().join(","))
        }
        other => other.to_string(),
    }
}

/// A page of 50 packs over all things, as values and as texts.
fn pages(viewer: Uuid, things: &[Kept]) -> Result<[Bar; 2], String> {
    let query = typed("bundle.packs", &json!({"list": "active", "limit": 50}));
    let asked: Query = serde_json::from_str(&query).map_err(|error| error.to_string())?;
    let texts: Vec<&str> = things.iter().map(|thing| thing.text.as_str()).collect();
    let stored = things.iter().map(|thing| serde_json::from_str(&type_first(&thing.read)));
    let stored = stored.collect::<Result<Vec<StoredThing>, _>>();
    let stored = stored.map_err(|error| error.to_string())?;
    let at = serde_json::from_value(json!(AT)).map_err(|error| error.to_string())?;
    let viewer_of = serde_json::from_value(json!(viewer)).map_err(|error| error.to_string())?;
    let asking = Asking { asked_by: None, at, viewer: viewer_of };
    let head = query.replacen('{', &format!(r#"{{"viewer":"{viewer}","at":"{AT}","#), 1);
    let text = format!(r#"{{"query":{head},"things":[{}],"whole":true}}"#, texts.join(","));
    let (mut values, mut texts) = (Samples::default(), Samples::default());
    for _ in 0..ROUNDS {
        let collected = Collected { things: stored.clone(), whole: true, ..Collected::default() };
        let (took, answered) =
            timed(|| Collection::of(collected).and_then(|collection| collection.ask(asking, &asked)));
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
