//! SKL-09, ACC-14: who learns what of a skill report, whatever was handed in, released, held and moved meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Status, Workspace};

use crate::host::Database;
use crate::sessions::{check_state_told, refused_by_table, refused_first};
use crate::tenant::{PEOPLE, POLICY, Tenant, id, placed, snapshot_of};

const REPORTS: usize = 3;
const ACTORS: [&str; 7] = ["system", "olga", "mia", "max", "ana", "bob", "gus"];
const AGENTS: [&str; 2] = ["ana", "bob"];
/// Under whom the agents come to work; one of them reports to nobody.
const MANAGERS: [Option<&str>; 3] = [Some("mia"), Some("max"), None];

#[derive(Clone, Debug)]
enum Turn {
    Record { report: usize, agent: usize, areas: Vec<Option<u8>>, overall: Option<u8> },
    Release { report: usize, actor: usize },
    Hold { report: usize, actor: usize },
    Move { agent: usize, manager: usize },
}

/// Scores on both sides of the bound.
fn score() -> impl Strategy<Value = Option<u8>> {
    prop_oneof![1 => Just(None), 4 => Just(Some(40)), 4 => (41..=100_u8).prop_map(Some), 1 => Just(Some(39)), 1 => (0..39_u8).prop_map(Some)]
}

fn turn() -> impl Strategy<Value = Turn> {
    let record = (0..REPORTS, 0..AGENTS.len(), prop::collection::vec(score(), 0..4), score());
    let decided = || (0..REPORTS, prop_oneof![3 => 1..4_usize, 1 => 0..ACTORS.len()]);
    prop_oneof![
        4 => record.prop_map(|(report, agent, areas, overall)| Turn::Record { report, agent, areas, overall }),
        3 => decided().prop_map(|(report, actor)| Turn::Release { report, actor }),
        2 => decided().prop_map(|(report, actor)| Turn::Hold { report, actor }),
        1 => (0..AGENTS.len(), 0..MANAGERS.len()).prop_map(|(agent, manager)| Turn::Move { agent, manager }),
    ]
}

fn report(place: usize) -> String {
    placed("skill_report", place)
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let (actor, kind, body) = match self {
            Turn::Record { report: place, agent, areas, overall } => {
                let areas: Vec<Value> = areas
                    .iter()
                    .enumerate()
                    .map(|(area, score)| json!({"area": format!("area_{area}"), "reported": {"score": score}}))
                    .collect();
                let body = json!({
                    "areas": areas, "framework": "six_areas", "overall": {"score": overall},
                    "person": id(AGENTS[*agent]), "skill_report": report(*place),
                    "window": {"first": "2026-02-16", "last": "2026-02-22"},
                });
                (0, "skill_report.record", body)
            }
            Turn::Release { report: place, actor } => {
                (*actor, "skill_report.release", json!({"skill_report": report(*place)}))
            }
            Turn::Hold { report: place, actor } => {
                (*actor, "skill_report.hold", json!({"reason": "Not yet.", "skill_report": report(*place)}))
            }
            Turn::Move { agent, manager } => {
                let manager = MANAGERS[*manager].map(id);
                (0, "person.record", json!({"person": id(AGENTS[*agent]), "manager": manager, "name": "Somebody"}))
            }
        };
        let actor = if actor == 0 { "system".to_owned() } else { id(ACTORS[actor]) };
        tenant.command(&actor, kind, &body, None)
    }

    fn is_critical(&self) -> bool {
        let critical = |score: &Option<u8>| score.is_some_and(|score| score < 40);
        matches!(self, Turn::Record { areas, overall, .. } if areas.iter().chain([overall]).any(critical))
    }
}

/// What somebody would keep who reads the rule: whose each report is, and where it stands.
#[derive(Default)]
struct Book {
    above: BTreeMap<&'static str, Option<&'static str>>,
    reports: BTreeMap<usize, (&'static str, &'static str)>,
}

impl Book {
    fn manages(&self, manager: &str, agent: &str) -> bool {
        let above = self.above.get(agent).copied().unwrap_or(Some(if agent == "ana" { "mia" } else { "max" }));
        // Olga stands above both managers.
        above.is_some_and(|above| above == manager || manager == "olga")
    }

    /// Whether the rule lets it be done; then notes it.
    fn takes(&mut self, turn: &Turn) -> bool {
        match turn {
            Turn::Record { report, agent, .. } => {
                let state = if turn.is_critical() { "manager_review_required" } else { "released" };
                !self.reports.contains_key(report) && self.reports.insert(*report, (AGENTS[*agent], state)).is_none()
            }
            Turn::Release { report, actor } => self.decides(*report, *actor, "released"),
            Turn::Hold { report, actor } => self.decides(*report, *actor, "held"),
            Turn::Move { agent, manager } => {
                self.above.insert(AGENTS[*agent], MANAGERS[*manager]);
                true
            }
        }
    }

    fn decides(&mut self, report: usize, actor: usize, to: &'static str) -> bool {
        let Some((agent, state)) = self.reports.get(&report).copied() else { return false };
        // Where nobody manages the person an owner decides.
        let unmanaged = self.above.get(agent) == Some(&None) && ACTORS[actor] == "olga";
        let may = (self.manages(ACTORS[actor], agent) || unmanaged) && state != "released";
        if may {
            self.reports.insert(report, (agent, to));
        }
        may
    }

    /// How somebody sees a report, if at all.
    fn sight(&self, viewer: &str, report: usize) -> Option<&'static str> {
        let (agent, state) = self.reports.get(&report).copied()?;
        if viewer == agent {
            return (state == "released").then_some("agent");
        }
        (viewer == "olga" || self.manages(viewer, agent)).then_some("staff")
    }
}

fn ids(page: &str) -> BTreeSet<String> {
    let page: Value = serde_json::from_str(page).unwrap();
    page["items"].as_array().unwrap().iter().map(|item| item["skill_report"].as_str().unwrap().to_owned()).collect()
}

/// Everything that each person is told of reports by a workspace; held against what the rule says where that is given.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().filter(|name| *name != "gus") {
        for place in 0..REPORTS {
            let answer = tenant.ask_of(workspace, viewer, "skill_report.get", &json!({"skill_report": report(place)}));
            let seen: Value = serde_json::from_str(&answer.json).unwrap();
            let sight = (answer.status == Status::Ok).then(|| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer} {}", answer.json);
            told.push(answer.json);
        }
        let of = |is: &dyn Fn(usize, &str, &str) -> bool| -> BTreeSet<String> {
            let all = book.reports.iter().filter(|(place, (agent, state))| is(**place, agent, state));
            all.map(|(place, _)| report(*place)).collect()
        };
        let mine = tenant.ask_of(workspace, viewer, "skill_report.mine", &json!({})).json;
        assert_eq!(ids(&mine), of(&|_, agent, state| agent == viewer && state == "released"), "{viewer}");
        told.push(mine);
        for list in ["manager_review_required", "held"] {
            let waits = tenant.ask_of(workspace, viewer, "skill_report.withheld", &json!({"list": list})).json;
            assert_eq!(ids(&waits), of(&|_, agent, state| state == list && book.manages(viewer, agent)), "{viewer}");
            told.push(waits);
        }
        for (agent, state) in AGENTS
            .into_iter()
            .flat_map(|agent| ["manager_review_required", "held", "released"].map(|state| (agent, state)))
        {
            let body = json!({"person": id(agent), "state": state});
            let listed = tenant.ask_of(workspace, viewer, "skill_report.list", &body).json;
            let staff =
                |place, of: &str, is: &str| of == agent && is == state && book.sight(viewer, place) == Some("staff");
            assert_eq!(ids(&listed), of(&staff), "{viewer} of {agent}");
            told.push(listed);
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn skl_09_acc_14_everybody_is_told_what_the_rule_says_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..25)
    ) {
        let (mut tenant, mut book) = (Tenant::new(), Book::default());
        let mut database = Database::following(&tenant, POLICY);
        for turn in &turns {
            let command = turn.command(&mut tenant);
            let thing = command["body"]["skill_report"].clone();
            // Held against what was said to be open.
            let actor = command["actor"].as_str().unwrap();
            let question = json!({"at": tenant.at(), "viewer": actor, "thing": {"type": "skill_report", "id": thing}});
            let said = tenant.workspace.available(question.to_string().as_bytes());
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record);
            let accepted = ours.status == Status::Ok;
            prop_assert_eq!(accepted, book.takes(turn), "{:?} {}", turn, ours.json);
            if said.status == Status::Ok {
                let said: Value = serde_json::from_str(&said.json).unwrap();
                let entry = said.as_array().unwrap().iter().find(|entry| entry["command"] == command["type"]).unwrap().clone();
                prop_assert_eq!(entry["open"].as_bool().unwrap(), accepted, "{:?} {}", turn, ours.json);
            }
        }
        let now = told(&tenant, &tenant.workspace, &book);
        for again in tenant.anew(POLICY) {
            prop_assert_eq!(&told(&tenant, &again, &book), &now);
            prop_assert_eq!(snapshot_of(&again), tenant.snapshot());
        }
    }

    #[test]
    fn skl_09_acc_19_what_is_withheld_changes_nothing_for_whose_scores_they_are(
        turns in prop::collection::vec(turn(), 1..20)
    ) {
        // The other world has a report more, of which every score is critical and which nobody releases.
        let (mut one, mut other) = (Tenant::new(), Tenant::new());
        let hidden = Turn::Record { report: REPORTS, agent: 0, areas: vec![Some(12)], overall: Some(3) };
        let held = Turn::Hold { report: REPORTS, actor: 1 };
        for (place, turn) in turns.iter().enumerate() {
            let (now, more) = (other.now_ms, if place == 0 { &hidden } else { &held });
            let command = more.command(&mut other);
            other.send(&command);
            other.now_ms = now;
            for world in [&mut one, &mut other] {
                let command = turn.command(world);
                world.send(&command);
            }
        }
        for viewer in ["ana", "bob"] {
            let all = |world: &Tenant| -> Vec<String> {
                let mut seen = Vec::new();
                for (kind, body) in [
                    ("skill_report.mine", json!({})),
                    ("skill_report.withheld", json!({"list": "held"})),
                    ("skill_report.list", json!({"person": id("ana"), "state": "held"})),
                    ("skill_report.get", json!({"skill_report": report(REPORTS)})),
                    ("notifications.mine", json!({})),
                    ("agent.dashboard", json!({})),
                ] {
                    seen.push(world.ask(viewer, kind, &body).json);
                }
                seen.push(world.available_on(viewer, &json!({"type": "skill_report", "id": report(REPORTS)})).json);
                seen
            };
            prop_assert_eq!(all(&one), all(&other), "{}", viewer);
        }
    }
}

/// Who is refused before the table is looked at: who has left, who sees no such report, and who may not do this. Scores are
/// handed in by the host alone; whose they are sees them once they are released.
fn refused_before(who: &str, verb: &str, state: Option<&str>) -> Option<&'static str> {
    if verb.starts_with("record") {
        return refused_first(who, &ACTORS, &["system"]);
    }
    let sees: &[&str] = match state {
        None => &[],
        Some("released") => &["olga", "mia", "ana"],
        Some(_) => &["olga", "mia"],
    };
    refused_first(who, sees, &["olga", "mia"])
}

/// Each cell of the table by each sort of actor: what it says is what is decided, and each refusal is the one that the rules
/// give.
#[test]
fn skl_09_ker_10_every_cell_of_a_skill_report_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "skill_report").unwrap();
    let recorded = |overall| Turn::Record { report: 0, agent: 0, areas: Vec::new(), overall: Some(overall) };
    let ways: [(Option<&str>, Vec<Turn>); 4] = [
        (None, Vec::new()),
        (Some("manager_review_required"), vec![recorded(39)]),
        (Some("held"), vec![recorded(39), Turn::Hold { report: 0, actor: 2 }]),
        (Some("released"), vec![recorded(40)]),
    ];
    let mut taken = BTreeSet::new();
    for (column, (state, way)) in ways.iter().enumerate() {
        assert_eq!(*state, column.checked_sub(1).map(|place| table.states[place]));
        for row in &table.rows {
            for (actor, name) in ACTORS.into_iter().enumerate() {
                let mut tenant = Tenant::new();
                for turn in way {
                    let command = turn.command(&mut tenant);
                    assert_eq!(tenant.send(&command).status, Status::Ok);
                }
                let turn = match row.command {
                    "record" => recorded(71),
                    "record_for_review" => recorded(12),
                    "release" => Turn::Release { report: 0, actor },
                    _ => Turn::Hold { report: 0, actor },
                };
                let mut command = turn.command(&mut tenant);
                if actor != 0 {
                    command["actor"] = json!(id(name));
                }
                let answer = tenant.send(&command);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let (cell, place) = (&row.cells[column], format!("{state:?} {} by {name}: {json}", row.command));
                let refused = refused_before(name, row.command, *state);
                let expected = refused.or(refused_by_table(row, column, false));
                assert_eq!(json["code"].as_str(), expected, "{place}");
                check_state_told(&json, &format!("skill_report.{}", row.command), *state);
                if answer.status == Status::Ok {
                    assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
                    taken.insert((column, row.command));
                }
            }
        }
    }
    let open = table.rows.iter().flat_map(|row| row.cells.iter()).filter(|cell| cell.to.is_some());
    assert_eq!(taken.len(), open.count(), "{taken:?}");
}
