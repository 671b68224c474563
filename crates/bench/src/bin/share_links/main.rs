//! `cargo xtask bench share-links [TOKENS]`: so many random tokens are tried on a link, of which none may open it; and a token that is wrong,
//! one whose link is over, one whose link was revoked and one whose views are used up are refused by turns, none of which may take longer than
//! another.
//!
//! Beside them is refused what takes other work, a link that there is not: where that one is not told apart, nothing would be.

use std::process::ExitCode;

use serde_json::{Value, json};
use touchline::waist::{Status, Workspace};
use touchline_bench::dice::{Dice, id};
use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::timing::{Samples, timed};

const TOKENS: usize = 1_000_000;
const ROUNDS: usize = 40_000;
/// How far the medians of what must be alike may lie apart.
const APART: f64 = 0.01;
/// How the links are closed; the last is none at all.
const CLOSED: [&str; 5] = ["another token", "over", "revoked", "used up", "no such link"];
/// What of these has to be alike.
const ALIKE: usize = 4;

fn main() -> ExitCode {
    program::with_arguments(run)
}

fn run(arguments: &[String]) -> Result<usize, String> {
    let tokens = match arguments {
        [] => TOKENS,
        [asked, ..] => asked.parse().map_err(|_| format!("`{asked}` is no number of tokens"))?,
    };
    let mut tenant = Tenant::new()?;
    let opened = tenant.tried(tokens)?;
    let samples = tenant.refused()?;
    let medians: Vec<f64> = samples.iter().map(Samples::median).collect();
    let rows =
        CLOSED.iter().zip(&medians).map(|(why, median)| vec![(*why).to_owned(), format!("{} ns", number(*median))]);
    println!("refused, median of {} rounds", number(ROUNDS as f64));
    print_rows(&rows.collect::<Vec<_>>());
    let alike = medians.get(..ALIKE).unwrap_or_default();
    let (least, most) = (alike.iter().copied().fold(f64::MAX, f64::min), alike.iter().copied().fold(0.0, f64::max));
    let other = medians.last().map_or(0.0, |other| (other / least - 1.0).abs());
    Ok(print_bars(&[
        Bar::new(format!("of {} random tokens open", number(tokens as f64)), opened as f64, Bound::AtMost(0.0), ""),
        Bar::new(
            "medians of what must be alike lie apart by",
            100.0 * (most / least - 1.0),
            Bound::AtMost(100.0 * APART),
            "%",
        ),
        Bar::new("that of a link that there is not lies away by", 100.0 * other, Bound::AtLeast(100.0 * APART), "%"),
    ]))
}

/// A manager who shares a review by links that are closed in different ways.
struct Tenant {
    dice: Dice,
    workspace: Workspace,
}

const SYSTEM: &str = "system";
const NOW: &str = "2026-03-04T09:00:00.000Z";
const TOKEN: &str = "7c1e5a0b93d2f8461122334455667788990a0b0c0d0e0f10a1b2c3d4e5f60718";
const ANOTHER: &str = "7c1e5a0b93d2f8461122334455667788990a0b0c0d0e0f10a1b2c3d4e5f60719";

fn of(name: u64) -> String {
    id(name, 0).to_string()
}

fn link(place: usize) -> String {
    id(9, place).to_string()
}

impl Tenant {
    fn new() -> Result<Self, String> {
        let workspace = Workspace::open(b"").map_err(|answer| answer.json)?;
        let mut tenant = Tenant { dice: Dice::new(7), workspace };
        let (mia, ana, call, review) = (of(1), of(2), of(3), of(4));
        let early = "2026-03-02T09:00:00.000Z";
        let started = "2026-03-01T09:00:00.000Z";
        tenant.must(SYSTEM, early, "person.record", &json!({"person": mia, "name": "Mia", "roles": ["manager"]}))?;
        let agent = json!({"person": ana, "name": "Ana", "roles": ["agent"], "manager": mia});
        tenant.must(SYSTEM, early, "person.record", &agent)?;
        let recorded = json!({"call": call, "handler": ana, "started_at": started, "length_ms": 60_000});
        tenant.must(SYSTEM, early, "call.record", &recorded)?;
        tenant.must(&mia, early, "review.create", &json!({"call": call, "review": review}))?;
        tenant.must(&mia, early, "review.set_rating", &json!({"rating": 4, "review": review}))?;
        tenant.must(&mia, early, "review.set_summary", &json!({"review": review, "summary": "Well asked."}))?;
        tenant.must(&mia, early, "review.deliver", &json!({"review": review}))?;
        let (far, near) = ("2027-01-01T00:00:00.000Z", "2026-03-03T00:00:00.000Z");
        for (place, ends) in [far, near, far, far].into_iter().enumerate() {
            let shows = json!({"type": "review", "body": {"review": review}});
            let body =
                json!({"share_link": link(place), "shows": shows, "token": TOKEN, "ends_at": ends, "most_views": 1});
            tenant.must(&mia, early, "share_link.create", &body)?;
        }
        tenant.must(&mia, early, "share_link.revoke", &json!({"share_link": link(2)}))?;
        tenant.must(SYSTEM, early, "share_link.view", &json!({"share_link": link(3), "token": TOKEN}))?;
        Ok(tenant)
    }

    fn command(&mut self, actor: &str, at: &str, kind: &str, body: &Value) -> String {
        let (entropy, command) = (self.dice.entropy(), self.dice.uuid());
        json!({"actor": actor, "at": at, "body": body, "entropy": entropy, "id": command, "type": kind}).to_string()
    }

    fn must(&mut self, actor: &str, at: &str, kind: &str, body: &Value) -> Result<(), String> {
        let command = self.command(actor, at, kind, body);
        let answer = self.workspace.execute(command.as_bytes());
        if answer.status == Status::Ok { Ok(()) } else { Err(format!("{kind}: {}", answer.json)) }
    }

    fn view(&mut self, place: usize, token: &str) -> String {
        self.command(SYSTEM, NOW, "share_link.view", &json!({"share_link": link(place), "token": token}))
    }

    /// How many of so many random tokens open a link.
    fn tried(&mut self, tokens: usize) -> Result<usize, String> {
        let mut opened = 0;
        for _ in 0..tokens {
            let token = self.dice.entropy();
            let command = self.view(0, &token);
            match self.workspace.execute(command.as_bytes()).status {
                Status::Rejected => {}
                Status::Ok => opened += 1,
                other => return Err(format!("{other:?}")),
            }
        }
        Ok(opened)
    }

    /// How long each way of being refused takes: all take turns, another first each time.
    fn refused(&mut self) -> Result<Vec<Samples>, String> {
        let mut samples = vec![Samples::default(); CLOSED.len()];
        for round in 0..ROUNDS {
            for turn in 0..CLOSED.len() {
                let place = (round + turn) % CLOSED.len();
                let command = self.view(place, if place == 0 { ANOTHER } else { TOKEN });
                let (time, answer) = timed(|| self.workspace.execute(command.as_bytes()));
                if answer.status != Status::Rejected {
                    return Err(format!("{}: {}", CLOSED[place], answer.json));
                }
                samples[place].add_nanos(time);
            }
        }
        Ok(samples)
    }
}
