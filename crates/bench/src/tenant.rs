//! A tenant as a contact centre has one, as the commands that make it: people under managers, their calls,
//! and bundles that are made, released and answered, with texts as long as people write them.
//!
//! The same size gives the same commands in every run, and any of them can be made without the others.

use serde_json::{Value, json};
use touchline::kernel::time::Instant;
use uuid::Uuid;

use crate::dice::{Dice, id};

const AGENT: u64 = 1;
const MANAGER: u64 = 2;
const CALL: u64 = 3;
const BUNDLE: u64 = 4;
const COMMAND: u64 = 5;
const OWNER: u64 = 6;
const FINDING: u64 = 7;
const FLAGGED: u64 = 8;
const REVIEW: u64 = 9;

/// How many a manager has in a contact centre.
const TEAM: usize = 12;
/// How many a manager has whose team is large.
const LARGE_TEAM: usize = 50;
pub(crate) const CHECKS: [&str; 5] = ["greeting", "needs", "price", "next steps", "closing"];
const BUNDLES_OF_AN_AGENT: usize = 50;
const REVIEWS_OF_AN_AGENT: usize = 100;
/// Fewer would not fill a page of anything.
const LEAST_AGENTS: usize = 30;

/// 2026-01-05T08:00:00Z, a Monday.
pub(crate) const BEGINNING: i64 = 1_767_600_000_000;

/// How big a tenant is.
#[derive(Clone, Copy, Debug)]
pub struct Tenant {
    bundles: usize,
    agents: usize,
    calls: usize,
    team: usize,
}

/// What is done with every bundle, in this order.
pub const STEPS: [&str; 3] = ["bundle.create", "bundle.release", "bundle.respond"];

impl Tenant {
    /// A tenant that is to have so many bundles.
    #[must_use]
    pub fn of(bundles: usize) -> Self {
        let agents = (bundles / BUNDLES_OF_AN_AGENT).max(LEAST_AGENTS);
        Tenant { bundles, agents, calls: (bundles / 2).max(agents * 10), team: TEAM }
    }

    /// A tenant of large teams that is to have so many reviews, one of each call.
    #[must_use]
    pub fn of_reviews(reviews: usize) -> Self {
        let agents = (reviews / REVIEWS_OF_AN_AGENT).max(2 * LARGE_TEAM);
        Tenant { bundles: 0, agents, calls: reviews, team: LARGE_TEAM }
    }

    /// A tenant of so many reviews whose large teams have as many each, however many there are in all.
    #[must_use]
    pub fn of_large_teams(reviews: usize) -> Self {
        Tenant { bundles: 0, agents: (reviews / 2).max(LARGE_TEAM), calls: reviews, team: LARGE_TEAM }
    }

    /// How many bundles it has.
    #[must_use]
    pub fn bundles(self) -> usize {
        self.bundles
    }

    /// The commands that enter its people and calls.
    pub fn base(self) -> impl Iterator<Item = String> {
        self.people().chain(self.calls())
    }

    /// The commands that enter its people.
    pub fn people(self) -> impl Iterator<Item = String> {
        let managers = self.agents.div_ceil(self.team);
        let team = self.team;
        let owner = std::iter::once((OWNER, 0, "owner", None));
        let managers = (0..managers).map(|place| (MANAGER, place, "manager", Some(id(OWNER, 0))));
        let agents = (0..self.agents).map(move |place| (AGENT, place, "agent", Some(self.manager_of(place))));
        owner.chain(managers).chain(agents).map(move |(kind, place, role, manager)| {
            let body = json!({
                "person": id(kind, place), "name": name(kind, place), "roles": [role], "manager": manager,
                "team": format!("team-{}", place / team), "campaigns": ["support", "sales"],
                "zone": "Europe/Vienna", "hire_date": "2023-04-01"
            });
            command(kind, place, "system", BEGINNING, "person.record", &body)
        })
    }

    fn calls(self) -> impl Iterator<Item = String> {
        (0..self.calls).map(move |place| {
            let body = json!({
                "call": id(CALL, place), "handler": id(AGENT, place % self.agents), "campaign": "support",
                "length_ms": 60_000 + place % 900_000, "started_at": at(BEGINNING - 86_400_000 + place as i64 * 1_000)
            });
            command(CALL, place, "system", BEGINNING, "call.record", &body)
        })
    }

    /// What is done with one bundle: made and released by the manager, answered by the agent. Bundles beyond
    /// the tenant's number can be made too.
    #[must_use]
    pub fn bundle(self, place: usize) -> [String; 3] {
        let mut dice = Dice::new(place as u64);
        let (bundle, agent) = (id(BUNDLE, place), place % self.agents);
        let manager = self.manager_of(agent).to_string();
        let calls_of_agent = self.calls / self.agents;
        let first = dice.below(calls_of_agent);
        let second = (first + 1 + dice.below(calls_of_agent - 1)) % calls_of_agent;
        let call = |number: usize| json!({"call": id(CALL, agent + number * self.agents)});
        let create = json!({"agent": id(AGENT, agent), "bundle": bundle, "content": {
            "title": text(&mut dice, 5), "notes": text(&mut dice, 60), "calls": [call(first), call(second)]
        }});
        let release = json!({"bundle": bundle});
        let respond = json!({"bundle": bundle, "kind": "reflection", "text": text(&mut dice, 40)});
        let moment = BEGINNING + place as i64 * 1_000;
        let does = |step: usize, actor: &str, after: i64, body: &Value| {
            command(COMMAND, place * 3 + step, actor, moment + after, STEPS[step], body)
        };
        [
            does(0, &manager, 0, &create),
            does(1, &manager, 60_000, &release),
            does(2, &id(AGENT, agent).to_string(), 7_200_000, &respond),
        ]
    }

    /// A bundle by its id, whether it has been made or not.
    #[must_use]
    pub fn bundle_of(self, place: usize) -> Uuid {
        id(BUNDLE, place)
    }

    /// What the managers make of every call: each needs training in one of a handful of checks.
    pub fn findings(self) -> impl Iterator<Item = String> {
        (0..self.calls).map(move |place| {
            let check = CHECKS[place % CHECKS.len()];
            let note = text(&mut Dice::new(FINDING ^ place as u64), 12);
            let body = json!({"call": id(CALL, place), "check": check, "ruling": "pass_with_training", "note": note});
            let manager = self.manager_of(place % self.agents).to_string();
            command(FINDING, place, &manager, BEGINNING + place as i64 * 1_000, "disposition.give", &body)
        })
    }

    /// Calls beside the others that somebody should review: one for each ten.
    pub fn flagged(self) -> impl Iterator<Item = String> {
        (0..self.calls / 10).map(move |place| {
            let body = json!({
                "call": id(FLAGGED, place), "handler": id(AGENT, place % self.agents), "flag": "customer_complaint",
                "length_ms": 60_000 + place % 900_000, "started_at": at(BEGINNING + place as i64 * 1_000)
            });
            command(FLAGGED, place, "system", BEGINNING + place as i64 * 1_000, "call.record", &body)
        })
    }

    /// A review of each call by the manager of whoever handled it, delivered; of every other call it is acknowledged, too.
    pub fn reviews(self) -> impl Iterator<Item = String> {
        (0..self.calls).flat_map(move |place| {
            let (agent, review) = (place % self.agents, id(REVIEW, place));
            let (manager, agent) = (self.manager_of(agent).to_string(), id(AGENT, agent).to_string());
            let summary = text(&mut Dice::new(REVIEW ^ place as u64), 30);
            let steps = [
                (&manager, "review.create", json!({"review": review, "call": id(CALL, place)})),
                (&manager, "review.set_rating", json!({"review": review, "rating": 1 + place % 5})),
                (&manager, "review.set_summary", json!({"review": review, "summary": summary})),
                (&manager, "review.deliver", json!({"review": review})),
                (&agent, "review.acknowledge", json!({"review": review})),
            ];
            let done = if place % 2 == 0 { 5 } else { 4 };
            let moment = BEGINNING + place as i64 * 1_000;
            let does = |(step, (actor, name, body)): (usize, &(&String, &str, Value))| {
                command(REVIEW, place * 5 + step, actor, moment + step as i64, name, body)
            };
            steps.iter().take(done).enumerate().map(does).collect::<Vec<String>>()
        })
    }

    /// Whom nobody manages.
    #[must_use]
    pub fn owner(self) -> Uuid {
        id(OWNER, 0)
    }

    /// An agent: any number stands for one.
    #[must_use]
    pub fn agent(self, number: usize) -> Uuid {
        id(AGENT, number % self.agents)
    }

    /// The first agent of the manager for whom this number stands.
    #[must_use]
    pub fn agent_of(self, number: usize) -> Uuid {
        id(AGENT, self.team_of(number) * self.team)
    }

    /// A call: those of one agent stand as far apart as there are agents.
    #[must_use]
    pub fn call(self, place: usize) -> Uuid {
        id(CALL, place % self.calls.max(1))
    }

    /// The review of a call.
    #[must_use]
    pub fn review(self, place: usize) -> Uuid {
        id(REVIEW, place % self.calls.max(1))
    }

    /// How many agents it has.
    #[must_use]
    pub fn agents(self) -> usize {
        self.agents
    }

    /// A manager whose team is whole where there is one: any number stands for one.
    #[must_use]
    pub fn manager(self, number: usize) -> Uuid {
        id(MANAGER, self.team_of(number))
    }

    /// A tenant that has so many agents, and nothing else yet.
    #[must_use]
    pub fn with_agents(agents: usize) -> Self {
        Tenant { bundles: 0, agents, calls: 0, team: TEAM }
    }

    /// Any number stands for a team that is whole, where there is one.
    fn team_of(self, number: usize) -> usize {
        number % (self.agents / self.team).max(1)
    }

    pub(crate) fn manager_of(self, agent: usize) -> Uuid {
        id(MANAGER, agent / self.team)
    }
}

pub(crate) fn command(kind: u64, place: usize, actor: &str, moment: i64, name: &str, body: &Value) -> String {
    let mut dice = Dice::new(kind.rotate_left(50) ^ place as u64);
    let (id, entropy) = (dice.uuid(), dice.entropy());
    json!({"id": id, "actor": actor, "at": at(moment), "entropy": entropy, "type": name, "body": body}).to_string()
}

pub(crate) fn at(millis: i64) -> String {
    Instant::from_millis(millis).map(|instant| instant.to_string()).unwrap_or_default()
}

fn name(kind: u64, place: usize) -> String {
    let mut dice = Dice::new(kind ^ place as u64);
    format!("{} {}", capitalised(WORDS[dice.below(WORDS.len())]), capitalised(WORDS[dice.below(WORDS.len())]))
}

pub(crate) fn text(dice: &mut Dice, words: usize) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[dice.below(WORDS.len())]).collect();
    format!("{}.", capitalised(&words.join(" ")))
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "the", "customer", "asked", "for", "a", "refund", "and", "you", "waited", "before", "answering", "which", "was",
    "good", "next", "time", "please", "name", "price", "again", "so", "that", "nobody", "has", "to", "guess", "I",
    "would", "like", "hear", "how", "opening", "went", "pauses", "help", "when", "someone", "is", "upset", "listen",
    "first", "then", "offer", "two", "ways", "out", "café", "Zürich", "don't", "summarise", "what", "agreed",
];
