//! A mixed month of a contact centre, as the commands that make it: goals, what is made of calls, bundles with their items,
//! responses and conclusions, questions and their answers.
//!
//! It is made of rounds: what happens around one agent in one week. Each can be made without the others.

use std::path::Path;

use serde_json::{Value, json};

use crate::dice::{Dice, id};
use crate::tenant::{BEGINNING, CHECKS, Tenant, at, command, text};

const CALL: u64 = 23;
const BUNDLE: u64 = 24;
const COMMAND: u64 = 25;
const ESCALATION: u64 = 26;
const GOAL: u64 = 27;

const WEEKS: usize = 4;
const WEEK: i64 = 7 * 86_400_000;
const CALLS: usize = 4;
const CHECKS_OF_A_CALL: usize = 3;
/// How many rounds make a page: what crosses into the library at once.
const PAGE: usize = 625;

/// A month.
#[derive(Clone, Copy, Debug)]
pub struct Month {
    tenant: Tenant,
    agents: usize,
}

/// Who does what, and when after the round began.
struct Doing<'a> {
    month: Month,
    round: usize,
    commands: &'a mut Vec<String>,
}

impl Month {
    /// How many commands a round has.
    pub const ROUND: usize = 20;

    /// A month of so many rounds, or a few more.
    #[must_use]
    pub fn of(rounds: usize) -> Self {
        let agents = rounds.div_ceil(WEEKS).max(12);
        Month { tenant: Tenant::with_agents(agents), agents }
    }

    /// How many rounds it has.
    #[must_use]
    pub fn rounds(self) -> usize {
        self.agents * WEEKS
    }

    /// The commands that enter the people, and the calls of the month.
    pub fn base(self) -> impl Iterator<Item = String> {
        let calls = (0..self.rounds() * CALLS).map(move |place| {
            let body = json!({
                "call": id(CALL, place), "handler": self.tenant.agent(place / CALLS), "campaign": "support",
                "length_ms": 60_000 + place % 900_000, "started_at": at(self.begins(place / CALLS) - 3_600_000)
            });
            command(CALL, place, "system", BEGINNING, "call.record", &body)
        });
        self.tenant.people().chain(calls)
    }

    /// What happens in one round.
    #[must_use]
    pub fn round(self, round: usize) -> Vec<String> {
        let mut commands = Vec::with_capacity(Self::ROUND);
        let mut doing = Doing { month: self, round, commands: &mut commands };
        let mut dice = Dice::new(COMMAND ^ round as u64);
        doing.aim();
        let items = doing.review(&mut dice);
        doing.coach(&mut dice, &items);
        doing.ask(&mut dice);
        commands
    }

    /// Writes what comes before into `base.lines`, and the commands into pages, a command a line.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn write(self, folder: &Path) -> std::io::Result<()> {
        // A page that is left from a longer month would be executed too.
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join("base.lines"), self.base().collect::<Vec<_>>().join("\n"))?;
        let rounds: Vec<usize> = (0..self.rounds()).collect();
        for (page, rounds) in rounds.chunks(PAGE).enumerate() {
            let commands: Vec<String> = rounds.iter().flat_map(|round| self.round(*round)).collect();
            std::fs::write(folder.join(format!("page-{page:04}.lines")), commands.join("\n"))?;
        }
        Ok(())
    }

    fn begins(self, round: usize) -> i64 {
        let (week, agent) = (round / self.agents, round % self.agents);
        BEGINNING + week as i64 * WEEK + (agent as i64 * 5 * 86_400_000) / self.agents as i64
    }
}

impl Doing<'_> {
    fn does(&mut self, actor: &str, name: &str, body: &Value) {
        let place = self.round * Month::ROUND + self.commands.len();
        let moment = self.month.begins(self.round) + self.commands.len() as i64 * 60_000;
        self.commands.push(command(COMMAND, place, actor, moment, name, body));
    }

    fn agent(&self) -> usize {
        self.round % self.month.agents
    }

    fn manager(&self) -> String {
        self.month.tenant.manager_of(self.agent()).to_string()
    }

    fn call(&self, number: usize) -> uuid::Uuid {
        id(CALL, self.round * CALLS + number)
    }

    /// Every check of every call is given a disposition; gives the training items that come of them, with their
    /// calls.
    fn review(&mut self, dice: &mut Dice) -> Vec<(usize, String)> {
        let manager = self.manager();
        let mut items = Vec::new();
        for call in 0..CALLS {
            for check in CHECKS.iter().take(CHECKS_OF_A_CALL) {
                let id = self.call(call);
                let ruling = match dice.below(100) {
                    0..70 => "pass",
                    70..82 => "pass_with_training",
                    82..94 => "fail",
                    _ => "not_applicable",
                };
                let note = (ruling != "pass").then(|| text(dice, 12));
                let body = json!({"call": id, "check": check, "ruling": ruling, "note": note});
                self.does(&manager, "disposition.give", &body);
                if ruling == "pass_with_training" {
                    items.push((call, training_item(id, check)));
                }
            }
        }
        items
    }

    /// A bundle of these items, and how it ends.
    fn coach(&mut self, dice: &mut Dice, items: &[(usize, String)]) {
        let (manager, agent) = (self.manager(), self.month.tenant.agent(self.agent()).to_string());
        let bundle = id(BUNDLE, self.round);
        let mut calls: Vec<usize> = items.iter().map(|(call, _)| *call).collect();
        calls.push(dice.below(CALLS));
        calls.sort_unstable();
        calls.dedup();
        let calls: Vec<Value> = calls.iter().map(|call| json!({"call": self.call(*call)})).collect();
        let items: Vec<&String> = items.iter().map(|(_, item)| item).collect();
        let content = json!({"title": text(dice, 5), "notes": text(dice, 40), "calls": calls, "training_items": items});
        self.does(&manager, "bundle.create", &json!({"agent": agent, "bundle": bundle, "content": content}));
        self.does(&manager, "bundle.release", &json!({"bundle": bundle}));
        let response = json!({"bundle": bundle, "kind": "reflection", "text": text(dice, 30)});
        self.does(&agent, "bundle.respond", &response);
        self.does(&manager, "bundle.conclude", &json!({"bundle": bundle, "note": text(dice, 10)}));
    }

    /// A goal for the week, which what is made of the calls counts towards.
    fn aim(&mut self) {
        let manager = self.manager();
        let start = &at(self.month.begins(self.round))[..10];
        let measure = json!({"type": "check_pass_rate", "body": {"check": CHECKS[0]}});
        let aim = json!({"measure": measure, "target": 80, "period": {"type": "weekly", "body": {"start": start}}});
        let person = self.month.tenant.agent(self.agent());
        self.does(&manager, "goal.set", &json!({"aim": aim, "goal": id(GOAL, self.round), "person": person}));
    }

    /// A question about a call, and its answer.
    fn ask(&mut self, dice: &mut Dice) {
        let (manager, agent) = (self.manager(), self.month.tenant.agent(self.agent()).to_string());
        let escalation = id(ESCALATION, self.round);
        let about = json!({"type": "call", "body": {"call": self.call(dice.below(CALLS))}});
        let question = text(dice, 15);
        let raised = json!({"about": about, "agent": agent, "escalation": escalation, "question": question});
        self.does(&manager, "escalation.raise", &raised);
        self.does(&agent, "escalation.answer", &json!({"escalation": escalation, "text": text(dice, 25)}));
        self.does(&manager, "escalation.close", &json!({"escalation": escalation, "note": text(dice, 5)}));
    }
}

/// The id of the training item of a call's check, as the library makes it.
fn training_item(call: uuid::Uuid, check: &str) -> String {
    let call: touchline::calls::CallId = touchline::kernel::id::Id::new(call);
    let item: touchline::facts::TrainingItemId = call.child(&[check]);
    item.to_string()
}

#[cfg(test)]
mod tests {
    use touchline::waist::Workspace;

    use super::*;
    use crate::peer::States;

    #[test]
    fn every_command_of_a_month_is_accepted() {
        let month = Month::of(60);
        let mut workspace = Workspace::open(b"").unwrap();
        for command in month.base().chain((0..month.rounds()).flat_map(|round| month.round(round))) {
            let answer = workspace.execute(command.as_bytes());
            assert!(answer.record.is_some(), "{command}: {}", answer.json);
        }
        assert_eq!(month.round(7).len(), Month::ROUND);
    }

    #[test]
    fn the_peer_reads_every_record_of_a_month() {
        let month = Month::of(60);
        let (mut workspace, mut plain, mut swift) =
            (Workspace::open(b"").unwrap(), States::default(), States::default());
        for command in month.base().chain((0..month.rounds()).flat_map(|round| month.round(round))) {
            let record = workspace.execute(command.as_bytes()).record.unwrap() + "\n";
            assert!(plain.feed_plain(record.as_bytes()).is_some(), "{record}");
            assert!(swift.feed_swift(record.as_bytes()).is_some(), "{record}");
        }
        assert_eq!(plain.events, swift.events);
    }
}
