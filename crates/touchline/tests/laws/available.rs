//! KER-11: `available` agrees with `decide`, always.
//!
//! Of what is not there yet `available` speaks where its id tells whose it will be, as somebody's own settings do: there it is
//! held against `decide` as anywhere else. Elsewhere whose a thing will be stands in the body of the command that makes it, and
//! `available`, which is asked about an id, answers that there is no such thing.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};
use strum::VariantArray;
use touchline::facts::ThingKind;
use touchline::kernel::lifecycle::{Names, PrintedRow};
use touchline::law::lifecycles;
use touchline::waist::{Answer, Status};

use crate::tenant::{GIVE, PEOPLE, Tenant, id, step, steps_and_policies};
use crate::things::{Sent, furnished, furnishing, ids};

/// Codes that may refuse an open command: the body's own conditions, and the version that the sender named.
const OF_THE_BODY: [&str; 6] =
    ["not_found", "call_twice", "day_ahead", "version_conflict", "person_deactivated", "training_item_twice"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn ker_11_what_is_closed_is_refused_with_its_code_and_what_is_open_only_for_its_body(
        before in steps_and_policies(24), last in step()
    ) {
        let mut tenant = Tenant::new();
        for step in &before {
            tenant.take(step);
        }
        let command = tenant.step_command(&last);
        let viewer = PEOPLE[last.actor];
        let list = tenant.available_on(viewer, &last.thing());
        let said: Option<Option<String>> = match list.status {
            Status::Ok => {
                let list: Value = serde_json::from_str(&list.json).unwrap();
                let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == last.kind()).unwrap().clone();
                prop_assert_eq!(entry["open"].as_bool().unwrap(), entry["code"].is_null());
                Some(entry["code"].as_str().map(str::to_owned))
            }
            _ => None,
        };
        let answer = tenant.send(&command);
        // A body that breaks the limits of the policy in force is told of before anything is decided.
        if answer.status == Status::BadInput {
            return Ok(());
        }
        let json: Value = serde_json::from_str(&answer.json).unwrap();
        let got = (answer.status == Status::Rejected).then(|| json["code"].as_str().unwrap().to_owned());
        let birth = last.makes() || (last.verb == GIVE && said.is_none());
        match (said, got) {
            // Who may not see the thing is answered as if there were none; making one there is another matter.
            (None, got) => prop_assert!(birth || got.is_some(), "{viewer} on {}", last.thing()),
            (Some(Some(code)), got) => {
                // A version that the sender names is checked before the state.
                let conflict = got.as_deref() == Some("version_conflict") && last.expected_version.is_some();
                // What is to be made is decided on with the agent whom the body names; what is there is not made again.
                let of_agent = birth && got.as_deref().is_some_and(|got| ["not_permitted", "not_found"].contains(&got));
                prop_assert!(conflict || of_agent || got.as_deref() == Some(&*code), "said {code}, got {got:?}");
            }
            (Some(None), Some(got)) => prop_assert!(OF_THE_BODY.contains(&&*got), "said open, got {got}"),
            (Some(None), None) => {}
        }
    }
}

/// Everybody who may act where there is something of every kind: those who stand beside the teams, too, and the host.
fn everybody() -> Vec<String> {
    let beside = ["hana", "hugo", "hank", "carl"];
    let people = PEOPLE.into_iter().chain(beside).map(id);
    people.chain(["system".to_owned()]).collect()
}

fn send(tenant: &mut Tenant, (actor, kind, body): (&str, &str, &Value)) -> Answer {
    let command = tenant.command(actor, kind, body, None);
    tenant.send(&command)
}

fn code_of(answer: &Answer) -> Option<String> {
    let json: Value = serde_json::from_str(&answer.json).unwrap();
    (answer.status != Status::Ok).then(|| json["code"].as_str().unwrap_or("bad_input").to_owned())
}

/// What is open to somebody on a thing, and the code that closes what is not; or the code with which they are told nothing.
fn listed(tenant: &Tenant, actor: &str, thing: &Value) -> Result<BTreeMap<String, Option<String>>, String> {
    let question = json!({"at": tenant.at(), "viewer": actor, "thing": thing});
    let answer = tenant.workspace.available(question.to_string().as_bytes());
    if let Some(code) = code_of(&answer) {
        return Err(code);
    }
    let list: Vec<Value> = serde_json::from_str(&answer.json).unwrap();
    let entry = |entry: &Value| {
        let code = entry["code"].as_str().map(str::to_owned);
        assert_eq!(entry["open"], code.is_none(), "{entry}");
        (entry["command"].as_str().unwrap().to_owned(), code)
    };
    Ok(list.iter().map(entry).collect())
}

/// Everything that furnishes a tenant, and what each command turned out to be about.
fn furnishing_of_things() -> Vec<(Sent, Value)> {
    let mut tenant = Tenant::new();
    let about = |sent: Sent| {
        let answer = send(&mut tenant, (&sent.0, &sent.1, &sent.2));
        let json: Value = serde_json::from_str(&answer.json).unwrap();
        (sent, json["body"]["receipt"]["thing"].clone())
    };
    furnishing().into_iter().map(about).collect()
}

/// How whoever would make a thing is refused where there is one with that id: whether they may make it rests on the body.
const OF_MAKING: [&str; 3] = ["id_taken", "not_found", "not_permitted"];

fn row_of(command: &str) -> Option<PrintedRow> {
    let (kind, verb) = command.split_once('.').unwrap();
    let table = lifecycles().into_iter().find(|table| table.thing == kind)?;
    table.rows.into_iter().find(|row| row.command == verb)
}

/// Whether a command makes a thing where there is none, as whatever is recorded whole does.
fn makes(command: &str) -> bool {
    row_of(command).is_none_or(|row| row.cells[0].to.is_some())
}

/// Whether nobody sends anything about things of this kind.
fn is_moved_alone(kind: &str) -> bool {
    let table = lifecycles().into_iter().find(|table| table.thing == kind);
    table.is_some_and(|table| table.rows.iter().all(|row| !row.sent))
}

/// A tenant that is furnished step by step, and the kinds of things of which what was said was held against what was decided.
struct Held {
    all: Vec<(Sent, Value)>,
    everybody: Vec<String>,
    kinds: BTreeSet<String>,
    tenant: Tenant,
    there: BTreeSet<String>,
}

impl Held {
    /// Everybody tries everything that is ever sent about a thing, as far as it is closed to them: each is refused as it was said.
    fn try_what_is_closed(&mut self, thing: &Value) {
        for actor in &self.everybody {
            let list = listed(&self.tenant, actor, thing);
            for ((_, command, body), _) in self.all.iter().filter(|(_, other)| other == thing) {
                let said = match &list {
                    Ok(list) => list[command].clone(),
                    // Who is told of nothing there may still make it, as far as they are told.
                    Err(_) if makes(command) => None,
                    Err(code) => Some(code.clone()).filter(|_| self.there.contains(&thing.to_string())),
                };
                let Some(said) = said else { continue };
                let answer = send(&mut self.tenant, (actor.as_str(), command.as_str(), body));
                check_refused(command, &said, code_of(&answer).as_deref());
                check_told(&answer, list.as_ref().ok());
                self.kinds.extend(list.is_ok().then(|| thing["type"].as_str().unwrap().to_owned()));
            }
        }
    }

    /// What is taken was open, or there was nothing yet to be asked about.
    fn take(&mut self, ((sender, command, body), thing): &(Sent, Value)) {
        let said = listed(&self.tenant, sender, thing);
        let answer = send(&mut self.tenant, (sender.as_str(), command.as_str(), body));
        assert_eq!(answer.status, Status::Ok, "{command}: {}", answer.json);
        let is_new = self.there.insert(thing.to_string());
        match said {
            Ok(list) => assert_eq!(list[command], None, "{command}"),
            Err(_) => assert!(is_new, "{command} of what was not seen"),
        }
    }

    /// Whatever was done is done once more: it is taken where it is open, unless the body forbids it.
    fn once_more(&mut self, ((sender, command, body), thing): &(Sent, Value)) {
        let Ok(list) = listed(&self.tenant, sender, thing) else { return };
        let got = code_of(&send(&mut self.tenant, (sender.as_str(), command.as_str(), body)));
        match &list[command] {
            Some(said) => check_refused(command, said, got.as_deref()),
            None => assert!(got.as_deref().is_none_or(|got| OF_AN_OLD_BODY.contains(&got)), "{command}: {got:?}"),
        }
        self.kinds.insert(thing["type"].as_str().unwrap().to_owned());
    }
}

/// Codes that refuse what is open where a body that was taken before comes once more.
const OF_AN_OLD_BODY: [&str; 1] = ["milestone_proposal_over"];

fn check_refused(command: &str, said: &str, got: Option<&str>) {
    let of_making = makes(command) && [Some(said), got].into_iter().flatten().all(|code| OF_MAKING.contains(&code));
    assert!(got.is_some() && (of_making || got == Some(said)), "{command}: said {said}, got {got:?}");
}

/// Where the state is to blame, the refusal says it, and of the thing's commands those that are open.
fn check_told(answer: &Answer, list: Option<&BTreeMap<String, Option<String>>>) {
    let refused: Value = serde_json::from_str(&answer.json).unwrap();
    if refused["kind"] != "wrong_state" {
        return;
    }
    let told: Option<BTreeSet<&str>> =
        refused["details"]["open"].as_array().map(|open| open.iter().filter_map(Value::as_str).collect());
    let open = list.unwrap().iter().filter(|(_, code)| code.is_none());
    assert_eq!(told, Some(open.map(|(command, _)| command.as_str()).collect()), "{refused}");
    assert!(refused["details"]["state"].is_string(), "{refused}");
}

#[test]
fn ker_11_of_a_thing_of_every_kind_what_is_closed_is_refused_as_it_was_said_and_what_is_taken_was_open() {
    let all = furnishing_of_things();
    let (kinds, there) = (BTreeSet::new(), BTreeSet::new());
    let mut held = Held { all: all.clone(), everybody: everybody(), kinds, tenant: Tenant::new(), there };
    for sent in &all {
        held.try_what_is_closed(&sent.1);
        held.take(sent);
    }
    for thing in all.iter().map(|(_, thing)| thing.to_string()).collect::<BTreeSet<_>>() {
        held.try_what_is_closed(&serde_json::from_str(&thing).unwrap());
    }
    all.iter().for_each(|sent| held.once_more(sent));
    let kinds = ThingKind::VARIANTS.iter().map(|kind| kind.name());
    let sent: BTreeSet<String> = kinds.filter(|kind| !is_moved_alone(kind)).map(str::to_owned).collect();
    assert_eq!(held.kinds, sent);
}

/// What needs room where its body says: in a milestone's values, among its plan's milestones or coaches, for a response.
const ROOM_BY_BODY: [&str; 6] = [
    "plan.add_coach",
    "plan.amend",
    "plan.reopen_milestone",
    "plan.set_milestone",
    "plan.update_milestone",
    "review.acknowledge",
];

#[test]
fn ker_11_where_a_list_is_full_what_would_make_it_longer_is_closed() {
    let all = furnishing_of_things();
    let (mut by_body, mut full) = (BTreeSet::new(), BTreeSet::new());
    for limits in [json!({"list": 1}), json!({"list": 2}), json!({"list": 3})] {
        let policy = json!({"access": {"manager_scope": "own_reports"}, "limits": limits});
        let mut tenant = Tenant::under(&policy.to_string());
        // Everything twice, so that lists grow; what does not go under such limits, and what rests on that, is left out.
        for ((sender, command, body), thing) in all.iter().flat_map(|sent| [sent, sent]) {
            let mut body = body.clone();
            if command == "policy.adopt" {
                body["limits"] = limits.clone();
            }
            let said = listed(&tenant, sender, thing).ok().and_then(|list| list.get(command).cloned());
            let got = code_of(&send(&mut tenant, (sender, command, &body)));
            match (said, got.as_deref()) {
                (_, Some("bad_input")) | (None, _) => {}
                // A body that was taken before may be refused for itself first.
                (Some(Some(said)), got) => {
                    assert!(got.is_some(), "{command} was said to be closed: {said}");
                    full.extend((said == "list_too_long").then(|| command.clone()));
                }
                (Some(None), got) => by_body.extend((got == Some("list_too_long")).then(|| command.clone())),
            }
        }
    }
    by_body.retain(|command| !ROOM_BY_BODY.contains(&command.as_str()));
    assert!(by_body.is_empty(), "said to be open: {by_body:?}");
    for command in ["plan.propose_milestone", "plan.review_midpoint", "programme.review"] {
        assert!(full.contains(command), "{command} never met a full list: {full:?}");
    }
}

#[test]
fn ker_11_of_what_only_follows_from_elsewhere_nothing_is_open_or_closed() {
    let tenant = furnished();
    for kind in ThingKind::VARIANTS.iter().filter(|kind| is_moved_alone(kind.name())) {
        let lists = ids(*kind).into_iter().map(|of| json!({"type": kind.name(), "id": of}));
        let told: Vec<_> = lists.filter_map(|thing| listed(&tenant, &id("mia"), &thing).ok()).collect();
        assert!(!told.is_empty() && told.iter().all(BTreeMap::is_empty), "{}: {told:?}", kind.name());
    }
}
