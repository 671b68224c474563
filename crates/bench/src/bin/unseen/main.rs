//! `cargo xtask bench unseen [SAMPLES]`: whether somebody can tell by the clock what they may not see from what is not there.
//! Both are answered by the same bytes (ACC-19). Questions after the one and the other take turns, and their times are held
//! against each other.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::json;
use touchline::waist::{Status, Workspace};
use touchline_bench::dice::Dice;
use touchline_bench::tenant::Tenant;
use touchline_bench::timing::{Samples, timed};
use touchline_bench::{program, ranks};
use uuid::Uuid;

/// How often each is asked, where nothing else is said.
const SAMPLES: usize = 200_000;
/// How many things of each kind are asked after.
const THINGS: usize = 2_000;
/// How many questions come before those that are timed.
const WARMED_BY: usize = 5_000;
/// A difference beyond chance: once in a million tests it would be seen where there is none.
const BEYOND_CHANCE: f64 = 4.9;
const REVIEWS: usize = 10_000;
const AT: &str = "2026-06-01T08:00:00.000Z";

/// A kind of things, and the nth of those that the viewer does not see.
struct Asked {
    query: &'static str,
    body: &'static str,
    unseen: fn(Tenant, usize) -> Uuid,
}

#[rustfmt::skip]
const ASKED: [Asked; 4] = [
    Asked { query: "bundle.get", body: "bundle", unseen: |tenant, nth| tenant.bundle_of(elsewhere(tenant, nth)) },
    Asked { query: "call.get", body: "call", unseen: |tenant, nth| tenant.call(elsewhere(tenant, nth)) },
    Asked { query: "person.get", body: "person", unseen: |tenant, nth| tenant.agent(elsewhere(tenant, nth)) },
    Asked { query: "review.get", body: "review", unseen: |tenant, nth| tenant.review(elsewhere(tenant, nth)) },
];

/// A place whose agent is of another team than the first one.
fn elsewhere(tenant: Tenant, nth: usize) -> usize {
    let others = tenant.agents() / 2;
    nth / others * tenant.agents() + others + nth % others
}

fn main() -> ExitCode {
    program::with_arguments(|arguments| {
        let samples = match arguments {
            [] => SAMPLES,
            [samples] => samples.parse().map_err(|_| format!("`{samples}` is no number of samples"))?,
            _ => return Err("unseen takes a number of samples".to_owned()),
        };
        let tenant = Tenant::of_reviews(REVIEWS);
        let mut workspace = Workspace::open(b"").map_err(|answer| answer.json)?;
        let bundles = (0..elsewhere(tenant, THINGS)).flat_map(|place| tenant.bundle(place));
        let commands = tenant.base().chain(tenant.reviews()).chain(bundles).collect::<Vec<_>>().join("\n");
        workspace.execute_many(commands.as_bytes());
        println!("{samples} questions after what is not there, and as many after what is not seen, in nanoseconds");
        println!("{:<12} {:>9} {:>9} {:>11} {:>8} {:>10}", "", "absent", "unseen", "difference", "z", "told apart");
        for asked in &ASKED {
            told(asked, &samples_of(asked, tenant, &workspace, samples)?);
            let _ = std::io::stdout().flush();
        }
        Ok(0)
    })
}

/// What is not there, and what is not seen.
type Both = [Samples; 2];

fn samples_of(asked: &Asked, tenant: Tenant, workspace: &Workspace, samples: usize) -> Result<Both, String> {
    let question = |id: Uuid| {
        let body = json!({asked.body: id});
        json!({"viewer": tenant.agent(0), "at": AT, "type": asked.query, "body": body}).to_string().into_bytes()
    };
    let mut dice = Dice::new(20);
    let absent: Vec<Vec<u8>> = (0..THINGS).map(|_| question(dice.uuid())).collect();
    let unseen: Vec<Vec<u8>> = (0..THINGS).map(|nth| question((asked.unseen)(tenant, nth))).collect();
    let [there, not_there] = [&unseen, &absent].map(|questions| questions.first().map(|one| workspace.ask(one)));
    let same = there.as_ref().zip(not_there.as_ref()).is_some_and(|(there, not_there)| there.json == not_there.json);
    if !same || there.is_none_or(|answer| answer.status != Status::Rejected) {
        return Err(format!("{}: what is not seen is not answered as what is not there", asked.query));
    }
    let mut both = Both::default();
    for nth in 0..WARMED_BY + samples {
        // Which comes first is drawn, so that neither warms the other.
        let first = dice.below(2);
        for which in [first, 1 - first] {
            let questions = if which == 0 { &absent } else { &unseen };
            let question = &questions[dice.below(THINGS)];
            let (took, _) = timed(|| workspace.ask(question));
            if nth >= WARMED_BY {
                both[which].add_nanos(took);
            }
        }
    }
    Ok(both)
}

fn told(asked: &Asked, [absent, unseen]: &Both) {
    let ranked = ranks::held(absent.figures(), unseen.figures());
    let [absent, unseen] = [absent, unseen].map(|samples| ranks::trimmed_mean(samples.figures()));
    let told = if ranked.z.abs() > BEYOND_CHANCE { "beyond chance" } else { "within chance" };
    let difference = unseen - absent;
    let apart = ranked.share * 100.0;
    println!(
        "{:<12} {absent:>9.0} {unseen:>9.0} {difference:>+11.0} {:>8.1} {apart:>8.1} %  {told}",
        asked.query, ranked.z
    );
}
