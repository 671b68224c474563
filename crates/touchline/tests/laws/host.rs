//! WSP-07: a host with its own database that asks `law.decide` keeps the same records as the workspace.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::waist::{Answer, Status, call};

use crate::duties::leaving;
use crate::review::drawing;
use crate::tenant::{PEOPLE, POLICY, Tenant, id, steps_and_policies};

/// Things of a kind by when something was done with them, then by id.
fn sorted<'a>(kind: &str, chosen: impl Iterator<Item = &'a Value>, by: &str) -> Vec<&'a Value> {
    let mut chosen: Vec<&Value> = chosen.collect();
    chosen.sort_by_key(|body| (body[by]["at"].to_string(), body[kind].to_string()));
    chosen
}

/// A host's database: things by kind and id, and the chain's last record.
#[derive(Default)]
pub(crate) struct Database {
    things: BTreeMap<(String, String), Value>,
    head: Value,
    seq: u64,
    /// The policy of the beginning.
    opened_with: String,
    /// The messages that its records cause, in their order.
    pub(crate) planned: Vec<Value>,
}

impl Database {
    /// A database with everything that a tenant has done so far, whose chain goes on from the same record.
    pub(crate) fn following(tenant: &Tenant, policy: &str) -> Self {
        let mut database = Database { opened_with: policy.to_owned(), ..Database::default() };
        for record in tenant.log.lines() {
            let record: Value = serde_json::from_str(record).unwrap();
            let mut command = record["command"].clone();
            command["entropy"] = json!("0".repeat(64));
            assert_eq!(database.execute(&command).status, Status::Ok);
        }
        let last: Value = serde_json::from_str(tenant.log.lines().last().unwrap()).unwrap();
        database.head = last["hash"].clone();
        database
    }

    /// An operation that says what it needs, in two rounds at most.
    pub(crate) fn loading(&self, input: &Value, operation: &str) -> Answer {
        let mut input = input.clone();
        let mut facts: Vec<Value> = input["facts"].as_array().cloned().unwrap_or_default();
        for _ in 0..3 {
            input["facts"] = json!(facts);
            let answer = call(operation, input.to_string().as_bytes());
            if answer.status != Status::NeedsFacts {
                assert_eq!(answer.status, Status::Ok, "{}", answer.json);
                return answer;
            }
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            facts.extend(json["keys"].as_array().unwrap().iter().map(|key| self.load(key)));
        }
        panic!("facts were asked for in more than two rounds");
    }

    /// Plans what a record causes, from the facts on which it was decided.
    fn plan(&mut self, events: &Value, facts: &[Value], policy: &Value) {
        let answer = self.loading(&json!({"events": events, "facts": facts, "policy": policy}), "notify.plan");
        let planned: Value = serde_json::from_str(&answer.json).unwrap();
        self.planned.extend(planned["messages"].as_array().unwrap().iter().cloned());
    }

    /// Plans anew what waits for those who are told in another way from this event on.
    fn plan_anew(&mut self, event: &Value) {
        let (kind, _) = event["type"].as_str().unwrap().split_once('.').unwrap();
        let whose = match kind {
            "policy" => Value::Null,
            "person" | "notification_settings" => event["body"]["person"].clone(),
            _ => return,
        };
        let waits = |message: &&mut Value| whose.is_null() || message["plan"]["recipient"] == whose;
        let policy = self.policy();
        let mut planned = core::mem::take(&mut self.planned);
        for message in planned.iter_mut().filter(waits) {
            let input = json!({"at": event["at"], "messages": [message["plan"]], "policy": policy});
            let answer = self.loading(&input, "notify.replan");
            message["plan"] = serde_json::from_str::<Value>(&answer.json).unwrap()["messages"][0].clone();
        }
        self.planned = planned;
    }

    /// A thing's kind and id, from its state: the id stands in it under the name of its kind.
    fn id_of(thing: &Value) -> (String, String) {
        let kind = thing["type"].as_str().unwrap().to_owned();
        let document = thing["body"].get("document").unwrap_or(&thing["body"]);
        let id = document[&kind].as_str().unwrap().to_owned();
        (kind, id)
    }

    /// The policy that was adopted last, or the one of the beginning.
    pub(crate) fn policy(&self) -> Value {
        let adopted = self.things.iter().find(|((kind, _), _)| kind == "policy");
        adopted.map_or_else(
            || serde_json::from_str(&self.opened_with).unwrap(),
            |(_, thing)| thing["body"]["settings"].clone(),
        )
    }

    fn document(&self, kind: &str, id: &Value) -> Value {
        let key = (kind.to_owned(), id.as_str().unwrap().to_owned());
        self.things.get(&key).map_or(Value::Null, |thing| thing["body"]["document"].clone())
    }

    /// The facts' definitions, as a host would write them as queries.
    fn load(&self, key: &Value) -> Value {
        let body = &key["body"];
        match key["type"].as_str().unwrap() {
            "person" => {
                json!({"type": "person", "body": {"person": body["person"], "value": self.document("person", &body["person"])}})
            }
            "call" => {
                json!({"type": "call", "body": {"call": body["call"], "value": self.document("call", &body["call"])}})
            }
            "manages" => {
                let (mut depth, mut person) = (0_u32, body["report"].clone());
                let found = loop {
                    person = self.document("person", &person)["manager"].clone();
                    depth += 1;
                    if person.is_null() || person == body["manager"] {
                        break !person.is_null();
                    }
                };
                let depth = if found { json!(depth) } else { Value::Null };
                json!({"type": "manages", "body": {"manager": body["manager"], "report": body["report"], "depth": depth}})
            }
            "acting_manager" => {
                let can_act = |person: &Value| person["active"] == true && person["has_account"] == true;
                let mut above = self.document("person", &body["person"])["manager"].clone();
                while !above.is_null() && !can_act(&self.document("person", &above)) {
                    above = self.document("person", &above)["manager"].clone();
                }
                json!({"type": "acting_manager", "body": {"person": body["person"], "value": above}})
            }
            "in_office" => {
                // The policies of these tests leave the built-in roles as they are.
                let roles: &[&str] = match body["office"].as_str().unwrap() {
                    "owner" => &["owner"],
                    _ => &["hr_staff", "hr_admin", "hr_director"],
                };
                let people = self.things.iter().filter(|((kind, _), _)| kind == "person").map(|(_, thing)| thing);
                let holds = |person: &&Value| {
                    let held =
                        person["roles"].as_array().unwrap().iter().any(|role| roles.contains(&role.as_str().unwrap()));
                    held && person["active"] == true && person["has_account"] == true
                };
                let people = people.map(|thing| &thing["body"]["document"]).filter(holds);
                let value: Vec<Value> = people.map(|person| person["person"].clone()).collect();
                json!({"type": "in_office", "body": {"office": body["office"], "value": value}})
            }
            "reports_withheld" => {
                let reports = self.things.iter().filter(|((kind, _), _)| kind == "skill_report");
                let reports = reports.map(|(_, thing)| &thing["body"]);
                let withheld =
                    reports.filter(|report| report["person"] == body["person"] && report["state"] != "released");
                let value: Vec<Value> = withheld
                    .map(|report| {
                        let (content, id) = (&report["content"], &report["skill_report"]);
                        json!({"framework": content["framework"], "skill_report": id, "window": content["window"]})
                    })
                    .collect();
                json!({"type": "reports_withheld", "body": {"person": body["person"], "value": value}})
            }
            "calls_begun" => {
                let calls = self.things.iter().filter(|((kind, _), _)| kind == "call").map(|(_, thing)| thing);
                let calls = calls.map(|thing| &thing["body"]["document"]);
                let between = |call: &&Value| {
                    let [began, earliest, latest] =
                        [&call["started_at"], &body["earliest"], &body["latest"]].map(|at| at.as_str().unwrap());
                    earliest <= began && began <= latest
                };
                let reviewed = |call: &Value| {
                    let mut given = self.things.iter().filter(|((kind, _), _)| kind == "disposition");
                    given.any(|(_, thing)| thing["body"]["call"] == call["call"])
                };
                let value: Vec<Value> = calls
                    .filter(between)
                    .map(|call| {
                        json!({
                            "began": call["started_at"], "call": call["call"], "campaign": call["campaign"],
                            "handler": call["handler"], "length_ms": call["length_ms"], "reviewed": reviewed(call),
                        })
                    })
                    .collect();
                let (earliest, latest) = (&body["earliest"], &body["latest"]);
                json!({"type": "calls_begun", "body": {"earliest": earliest, "latest": latest, "value": value}})
            }
            "duties" => {
                let value = self.duties(&body["person"]);
                json!({"type": "duties", "body": {"person": body["person"], "value": value}})
            }
            "thing" => {
                let kind = body["type"].as_str().unwrap().to_owned();
                let value = self.things.get(&(kind, body["id"].as_str().unwrap().to_owned()));
                json!({"type": "thing", "body": {"thing": body, "value": value}})
            }
            other => panic!("no such fact: {other}"),
        }
    }

    /// The states of a kind that are neither at their end nor put away.
    fn open(&self, wanted: &str) -> Vec<&Value> {
        let ends = ["concluded", "cancelled", "closed", "withdrawn"];
        let ended = |body: &&Value| ends.contains(&body["state"].as_str().unwrap());
        let bodies = self.things.iter().filter(|((kind, _), _)| kind == wanted).map(|(_, thing)| &thing["body"]);
        bodies.filter(|body| body["archived"] == false && !ended(body)).collect()
    }

    /// What a person keeps and what is for them, of bundles and then of escalations.
    fn duties(&self, person: &Value) -> Value {
        let coalesce = |body: &Value| {
            let successors = [&body["succession"]["keeper"], &body["successor"]["keeper"]];
            let makers = [&body["released"]["by"], &body["created"]["by"], &body["raised"]["by"]];
            successors.into_iter().chain(makers).find(|value| !value.is_null()).cloned().unwrap()
        };
        let escalations = self.open("escalation");
        let raised =
            sorted("escalation", escalations.iter().copied().filter(|body| coalesce(body) == *person), "raised");
        let asked = sorted("escalation", escalations.iter().copied().filter(|body| body["agent"] == *person), "raised");
        let bundles = self.open("bundle");
        let kept = bundles.iter().copied().filter(|body| coalesce(body) == *person);
        let own = bundles.iter().copied().filter(|body| body["agent"] == *person && !body["released"].is_null());
        let thing = |kind: &str, id: &Value| json!({"type": kind, "id": id});
        let keeps = |kind: &'static str| move |body: &Value| json!({"coached": body["agent"], "thing": thing(kind, &body[kind])});
        let kept: Vec<Value> = sorted("bundle", kept, "created")
            .into_iter()
            .map(keeps("bundle"))
            .chain(raised.into_iter().map(keeps("escalation")))
            .collect();
        let asked =
            asked.into_iter().map(|body| json!({"moves": [], "thing": thing("escalation", &body["escalation"])}));
        let own: Vec<Value> = sorted("bundle", own, "released")
            .into_iter()
            .map(|body| {
                let items = body["content"]["training_items"].as_array().unwrap();
                let goals = self.things.values().filter(|known| known["type"] == "goal");
                let goals = goals.filter(|goal| goal["body"]["bundle"] == body["bundle"]);
                let goals = goals.map(|goal| thing("goal", &goal["body"]["goal"]));
                let moves: Vec<Value> = items.iter().map(|item| thing("training_item", item)).chain(goals).collect();
                json!({"moves": moves, "thing": thing("bundle", &body["bundle"])})
            })
            .chain(asked)
            .collect();
        json!({"kept": kept, "own": own})
    }

    /// Takes out of all things what was ordered to go.
    fn redact(&mut self, ordered: &Value) {
        let things: Vec<&Value> = self.things.values().collect();
        let input = json!({"held": ordered["held"], "person": ordered["person"], "things": things});
        let answer = call("law.redact", input.to_string().as_bytes());
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        let left: Value = serde_json::from_str(&answer.json).unwrap();
        for (thing, left) in self.things.values_mut().zip(left["things"].as_array().unwrap()) {
            if !left.is_null() {
                *thing = left.clone();
            }
        }
    }

    /// Decides, loading facts as asked, in two rounds at most; keeps the state and gives the record.
    pub(crate) fn execute(&mut self, command: &Value) -> Answer {
        let policy = self.policy();
        let mut facts: Vec<Value> = Vec::new();
        for _ in 0..3 {
            let input = json!({"command": command, "facts": facts, "policy": policy});
            let answer = call("law.decide", input.to_string().as_bytes());
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            match answer.status {
                Status::NeedsFacts => facts.extend(json["keys"].as_array().unwrap().iter().map(|key| self.load(key))),
                Status::Ok => {
                    let seal = json!({"draft": json["draft"], "previous": self.head, "seq": self.seq + 1});
                    let record = call("law.seal", seal.to_string().as_bytes());
                    assert_eq!(record.status, Status::Ok, "{}", record.json);
                    self.seq += 1;
                    self.head = serde_json::from_str::<Value>(&record.json).unwrap()["hash"].clone();
                    self.plan(&json["draft"]["events"], &facts, &policy);
                    for thing in json["things"].as_array().unwrap() {
                        self.things.insert(Self::id_of(thing), thing.clone());
                    }
                    for event in json["draft"]["events"].as_array().unwrap() {
                        self.plan_anew(event);
                    }
                    if command["type"] == "person.redact" {
                        self.redact(&json["draft"]["events"][0]["body"]);
                    }
                    return Answer { record: Some(record.json), ..answer };
                }
                // The host's input holds the command, which is all that a workspace's is.
                _ => return Answer { json: answer.json.replace(r#""path":"/command/"#, r#""path":"/"#), ..answer },
            }
        }
        panic!("facts were asked for in more than two rounds");
    }
}

#[test]
fn wsp_07_a_things_id_stands_in_its_state_under_the_name_of_its_kind() {
    let document = touchline::schema::document().unwrap();
    let shape = |named: &Value| {
        let name = named["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
        document["$defs"][name].clone()
    };
    let things = shape(&document["outputs"]["thing"]);
    for thing in things["oneOf"].as_array().unwrap() {
        let kind = thing["properties"]["type"]["const"].as_str().unwrap();
        let mut state = shape(&thing["properties"]["body"])["properties"].clone();
        if let Some(recorded) = state.get("document") {
            state = shape(recorded)["properties"].clone();
        }
        assert_eq!(state[kind]["format"], "uuid", "{kind}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn wsp_07_the_hosts_records_are_the_workspaces_to_the_byte(
        steps in steps_and_policies(25), hand_overs in prop::collection::vec(prop::option::weighted(0.3, leaving()), 25),
        redactions in prop::collection::vec(prop::option::weighted(0.1, (0..PEOPLE.len(), 0..2_usize)), 25),
        draws in prop::collection::vec(prop::option::weighted(0.2, drawing()), 25)
    ) {
        let mut tenant = Tenant::new();
        let mut database = Database::following(&tenant, POLICY);
        for (((step, hand_over), redaction), draw) in steps.iter().zip(&hand_overs).zip(&redactions).zip(&draws) {
            let command = match (redaction, hand_over, draw) {
                (Some((person, actor)), _, _) => {
                    let body = json!({"person": id(PEOPLE[*person]), "order": "2026/17"});
                    tenant.command(&id(PEOPLE[*actor]), "person.redact", &body, None)
                }
                (None, Some(change), _) => change.command(&mut tenant),
                (None, None, Some(draw)) => draw.command(&mut tenant),
                (None, None, None) => tenant.step_command(step),
            };
            let theirs = database.execute(&command);
            let ours = tenant.send(&command);
            prop_assert_eq!(&theirs.record, &ours.record);
            prop_assert_eq!(theirs.status, ours.status, "{}", theirs.json);
            if ours.status == Status::Rejected {
                prop_assert_eq!(theirs.json, ours.json);
            }
        }
    }
}
