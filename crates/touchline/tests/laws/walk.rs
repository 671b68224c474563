//! KER-10: an exhaustive walk of the bundle's table: every state, every command, every kind of actor.

use serde_json::{Value, json};
use touchline::bundle::{LIFECYCLE, State, Verb};
use touchline::kernel::lifecycle::{Cell, Names};
use touchline::waist::Status;

use crate::tenant::{PEOPLE, Step, Tenant, VERBS, bundle};
use strum::VariantArray;

/// How each state is reached, by mia and ana.
fn way_to(state: Option<State>) -> &'static [(usize, &'static str)] {
    const MIA: usize = 1;
    const ANA: usize = 3;
    match state {
        None => &[],
        Some(State::Draft) => &[(MIA, "create")],
        Some(State::Released) => &[(MIA, "create_and_release")],
        Some(State::AgentReviewed) => &[(MIA, "create_and_release"), (ANA, "respond")],
        Some(State::CompletedInPerson) => &[(MIA, "create_and_release"), (MIA, "record_session")],
        Some(State::AgentAcknowledged) => &[(MIA, "create_and_release"), (MIA, "record_session"), (ANA, "acknowledge")],
        Some(State::Concluded) => &[(MIA, "create_and_release"), (ANA, "respond"), (MIA, "conclude")],
        Some(State::Cancelled) => &[(MIA, "create_and_release"), (MIA, "cancel")],
    }
}

fn step(actor: usize, verb: &str) -> Step {
    Step {
        actor,
        verb: VERBS.iter().position(|name| *name == verb).unwrap(),
        bundle: 0,
        agent: 3,
        calls: vec![0],
        titled: true,
        later_ms: 1_000,
        expected_version: None,
    }
}

fn tenant_in(state: Option<State>, archived: bool) -> Option<Tenant> {
    let mut tenant = Tenant::new();
    for (actor, verb) in way_to(state) {
        let answer = tenant.take(&step(*actor, verb));
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    if archived && tenant.take(&step(1, "archive")).status != Status::Ok {
        return None;
    }
    Some(tenant)
}

#[test]
fn ker_10_every_cell_is_what_decide_does_and_what_available_says() {
    let states: Vec<Option<State>> =
        [None].into_iter().chain(State::VARIANTS.iter().map(|state| Some(*state))).collect();
    let (mut cells, mut taken) = (0, 0);
    for state in states {
        for archived in [false, true] {
            if archived && state.is_none() {
                continue;
            }
            for verb in Verb::VARIANTS {
                for (actor, name) in PEOPLE.iter().enumerate() {
                    let Some(mut tenant) = tenant_in(state, archived) else { continue };
                    cells += 1;
                    let said = tenant.available(name, 0);
                    let answer = tenant.take(&step(actor, verb.name()));
                    let json: Value = serde_json::from_str(&answer.json).unwrap();
                    let place = format!("{state:?} archived {archived}, {} by {name}: {json}", verb.name());
                    if answer.status == Status::Ok {
                        taken += 1;
                        let Some(Cell::To(to, _)) = LIFECYCLE.cell(state, *verb) else { panic!("{place}") };
                        assert_eq!(json["body"]["receipt"]["state"], to.name(), "{place}");
                    } else if let Some(Cell::No(code)) = LIFECYCLE.cell(state, *verb) {
                        let own = ["not_permitted", "not_found", "actor_deactivated", "archived", "not_archived"];
                        let got = json["code"].as_str().unwrap();
                        assert!(got == code.name() || own.contains(&got), "{place}");
                    }
                    if let (Status::Ok, Some(_)) = (said.status, state) {
                        let list: Value = serde_json::from_str(&said.json).unwrap();
                        let command = format!("bundle.{}", verb.name());
                        let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == *command).unwrap();
                        assert_eq!(entry["open"], json!(answer.status == Status::Ok), "{place}");
                        if answer.status != Status::Ok {
                            assert_eq!(entry["code"], json["code"], "{place}");
                        }
                    }
                }
            }
        }
    }
    println!("{cells} cells walked (state × archived × command × actor), {taken} of them taken");
    assert!(bundle(0).len() == 36 && cells > 500 && taken > 20, "{cells} {taken}");
}
