//! WSP-07: a host with its own database that asks `law.decide` keeps the same records as the workspace.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use touchline::facts::RESTS_ON;
use touchline::kernel::Names as _;
use touchline::waist::{Answer, Status, call};

use crate::duties::leaving;
use crate::review::drawing;
use crate::tenant::{PEOPLE, POLICY, Tenant, id, steps_and_policies};
use crate::things::furnished;

/// By what things are found, as a host asks for it.
fn columns_of(things: &Value) -> Value {
    let found = call("law.columns", json!({"things": things}).to_string().as_bytes());
    assert_eq!(found.status, Status::Ok, "{}", found.json);
    serde_json::from_str::<Value>(&found.json).unwrap()["columns"].clone()
}

/// Things of a kind by when something was done with them, then by id.
/// Something that is being worked on: who keeps it, whom it coaches, and since when it is theirs to do, if it is.
struct Duty<'a> {
    kind: &'static str,
    body: &'a Value,
    keeper: Option<&'a Value>,
    agent: &'a Value,
    since: &'a Value,
    shown: Option<&'a Value>,
}

impl<'a> Duty<'a> {
    /// The kinds, in the order in which they are told.
    const KINDS: [&'static str; 6] =
        ["bundle", "escalation", "action_item", "review", "calibration", "review_assignment"];

    fn of(thing: &'a Value) -> Option<Self> {
        let kind = Self::KINDS.into_iter().find(|kind| thing["type"] == **kind)?;
        let body = &thing["body"];
        let ended = ["concluded", "cancelled", "closed", "withdrawn", "verified", "discarded", "retracted"];
        let ended = ended.into_iter().chain(["done", "recalled", "declined"]).collect::<Vec<_>>();
        if body["archived"] == true || ended.contains(&body["state"].as_str().unwrap()) {
            return None;
        }
        let (made, agent) = match kind {
            "bundle" => (&body["created"], &body["agent"]),
            "escalation" => (&body["raised"], &body["agent"]),
            "action_item" => (&body["assigned"], &body["assignee"]),
            "calibration" => (&body["drafted"], &body["agent"]),
            "review_assignment" => (&body["asked"], &body["agent"]),
            _ => (&body["delivered"], &body["agent"]),
        };
        // Whoever is to bring it to its end is the one who took it over; else whoever gave it.
        let givers = match kind {
            "bundle" => vec![&body["succession"]["keeper"], &body["released"]["by"], &made["by"]],
            "action_item" => vec![&body["assigner"]],
            "calibration" => vec![&body["leader"]],
            "review_assignment" => vec![&body["reviewer"]],
            _ => vec![&body["successor"]["keeper"], &made["by"]],
        };
        let shown = match kind {
            "bundle" => Some(&body["released"]["at"]).filter(|at| !at.is_null()),
            // What is done is its assignee's no more.
            "action_item" => Some(&made["at"]).filter(|_| body["state"] != "complete"),
            "escalation" | "review_assignment" => Some(&made["at"]),
            _ => None,
        };
        let keeper = givers.into_iter().find(|by| !by.is_null());
        (kind != "review" || owes(body)).then_some(Duty { kind, body, keeper, agent, since: &made["at"], shown })
    }

    fn place(&self) -> (usize, String, String) {
        let place = Self::KINDS.iter().position(|kind| *kind == self.kind).unwrap();
        (place, self.since.to_string(), self.body[self.kind].to_string())
    }

    fn thing(&self) -> Value {
        json!({"type": self.kind, "id": self.body[self.kind]})
    }

    fn kept(&self) -> Value {
        json!({"coached": self.agent, "moves": [], "thing": self.thing()})
    }
}

fn kind_of(fact: &Value) -> String {
    fact["type"].as_str().unwrap().to_owned()
}

/// Whether a review is before whoever handled the call, and a clarification of theirs has no reply.
fn owes(review: &Value) -> bool {
    let thread = review["thread"].as_array().unwrap();
    let answered = |number: usize| thread.iter().any(|entry| entry["to"] == number);
    let asked = thread.iter().enumerate().filter(|(_, entry)| entry["kind"] == "clarification");
    !review["delivered"].is_null() && asked.map(|(place, _)| place + 1).any(|number| !answered(number))
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
    /// Whether each fact is to be what the library reckons over the same things, and which kinds were.
    reckoned: Option<BTreeSet<String>>,
}

impl Database {
    /// A database with everything that a tenant has done so far, whose chain goes on from the same record.
    pub(crate) fn following(tenant: &Tenant, policy: &str) -> Self {
        Database { opened_with: policy.to_owned(), ..Database::default() }.follow(tenant)
    }

    fn follow(self, tenant: &Tenant) -> Self {
        let mut database = self;
        for record in tenant.log.lines() {
            let record: Value = serde_json::from_str(record).unwrap();
            let mut command = record["command"].clone();
            command["entropy"] = record["hash"].clone();
            if let Some(token) = command["body"].get_mut("token") {
                // No log holds a token: another one opens the links of this database.
                *token = json!("5a".repeat(32));
            }
            let answer = database.execute(&command);
            assert_eq!(answer.status, Status::Ok, "{}: {}", command["type"], answer.json);
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
        // What is told of a course follows the days of whom it coaches.
        let of_courses: Vec<Value> = if kind == "person" { self.courses_of(&whose) } else { Vec::new() };
        let waits = |message: &&mut Value| {
            let plan = &message["plan"];
            whose.is_null() || plan["recipient"] == whose || of_courses.contains(&plan["thing"])
        };
        let policy = self.policy();
        let mut planned = core::mem::take(&mut self.planned);
        for message in planned.iter_mut().filter(waits) {
            let input = json!({"at": event["at"], "messages": [message["plan"]], "policy": policy});
            let answer = self.loading(&input, "notify.replan");
            message["plan"] = serde_json::from_str::<Value>(&answer.json).unwrap()["messages"][0].clone();
        }
        self.planned = planned;
    }

    /// The plans and certifications of a person.
    fn courses_of(&self, person: &Value) -> Vec<Value> {
        let is_theirs = |kind: &str, thing: &Value| match kind {
            "plan" => thing["body"]["coachee"] == *person,
            "certification" => thing["body"]["person"] == *person,
            _ => false,
        };
        let theirs = self.things.iter().filter(|((kind, _), thing)| is_theirs(kind, thing));
        theirs.map(|((kind, id), _)| json!({"type": kind, "id": id})).collect()
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

    /// Facts as they are asked for, where need be beside what the library makes of them.
    fn load_all(&mut self, keys: &Value) -> Vec<Value> {
        let keys = keys.as_array().unwrap();
        let loaded: Vec<Value> = keys.iter().map(|key| self.load(key)).collect();
        if self.reckoned.is_some() {
            for (key, loaded) in keys.iter().zip(&loaded) {
                assert_eq!(self.reckon(key), *loaded);
            }
            self.reckoned.iter_mut().for_each(|kinds| kinds.extend(keys.iter().map(kind_of)));
        }
        loaded
    }

    /// A fact as the library reckons it, over the things that it rests on and nothing else; people and calls that these rest
    /// on in turn are told as they are asked for.
    fn reckon(&self, key: &Value) -> Value {
        let row = RESTS_ON.iter().find(|row| row.fact == kind_of(key)).unwrap();
        let named = [key["body"]["type"].as_str().unwrap_or_default().to_owned()];
        let kinds: Vec<&str> = row.things.iter().map(|kind| kind.name()).collect();
        let is_one = |kind: &str| if kinds.is_empty() { kind == named[0] } else { kinds.contains(&kind) };
        let things: Vec<&Value> =
            self.things.iter().filter(|((kind, _), _)| is_one(kind)).map(|(_, thing)| thing).collect();
        let mut input = json!({"keys": [key], "policy": self.policy(), "things": things, "facts": []});
        for _ in 0..20 {
            let answer = call("law.facts", input.to_string().as_bytes());
            let said: Value = serde_json::from_str(&answer.json).unwrap();
            match answer.status {
                Status::Ok => return said["facts"][0].clone(),
                Status::NeedsFacts => {
                    let more = said["keys"].as_array().unwrap().iter().map(|key| self.load(key));
                    input["facts"].as_array_mut().unwrap().extend(more);
                }
                other => panic!("{other:?}: {said}"),
            }
        }
        panic!("facts are asked for again and again")
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
            "acting_managers" => {
                let mut able = Vec::new();
                let mut above = self.document("person", &body["person"])["manager"].clone();
                while !above.is_null() {
                    let person = self.document("person", &above);
                    if person["active"] == true && person["has_account"] == true {
                        able.push(above);
                    }
                    above = person["manager"].clone();
                }
                json!({"type": "acting_managers", "body": {"person": body["person"], "value": able}})
            }
            "in_office" => {
                // The policies of these tests leave the built-in roles as they are.
                let roles: &[&str] = match body["office"].as_str().unwrap() {
                    "owner" => &["owner"],
                    "track_approver" => &["hr_director"],
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
            "reporting_line" => {
                let manager = |person: &Value| self.document("person", person)["manager"].clone();
                let line = |person: &Value| {
                    let above = std::iter::successors(Some(manager(person)), |above| {
                        (!above.is_null()).then(|| manager(above))
                    });
                    above.take_while(|person| !person.is_null()).collect::<Vec<_>>()
                };
                let people = self.things.keys().filter(|(kind, _)| kind == "person");
                let steps = people.filter_map(|(_, id)| line(&json!(id)).iter().position(|one| *one == body["person"]));
                let below = steps.map(|steps| steps + 1).max().unwrap_or(0);
                let value = json!({"above": line(&body["person"]).len(), "below": below});
                json!({"type": "reporting_line", "body": {"person": body["person"], "value": value}})
            }
            "assessed" => {
                let known = self.things.iter().filter(|((kind, _), _)| kind == "assessment");
                let known = known.map(|(_, thing)| &thing["body"]);
                let stand = known.filter(|one| {
                    one["person"] == body["person"] && one["month"] == body["month"] && one["state"] != "cancelled"
                });
                let told = |one: &Value| json!({"assessment": one["assessment"], "skills": one["skills"]});
                let value: Vec<Value> = stand.map(told).collect();
                let (month, person) = (&body["month"], &body["person"]);
                json!({"type": "assessed", "body": {"month": month, "person": person, "value": value}})
            }
            "certifications" => {
                let known = self.things.iter().filter(|((kind, _), _)| kind == "certification");
                let known = known.map(|(_, thing)| &thing["body"]);
                let stand = known.filter(|one| one["person"] == body["person"] && one["state"] == "recorded");
                let value: Vec<Value> = stand
                    .map(|one| {
                        let taken = json!({"level": one["result"]["level"], "on": one["on"], "skill": one["skill"]});
                        json!({"certification": one["certification"], "taken": taken})
                    })
                    .collect();
                json!({"type": "certifications", "body": {"person": body["person"], "value": value}})
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
            "feedback_released" => {
                let rounds = self.things.iter().filter(|((kind, _), _)| kind == "feedback_round");
                let rounds = rounds.map(|(_, thing)| &thing["body"]);
                let about = rounds.filter(|round| round["coachee"] == body["person"] && !round["released"].is_null());
                let mut about: Vec<&Value> = about.collect();
                about.sort_by_key(|round| {
                    (round["released"]["done"]["at"].to_string(), round["feedback_round"].to_string())
                });
                let kept =
                    |round: &&Value| json!({"groups": round["released"]["groups"], "round": round["feedback_round"]});
                let value: Vec<Value> = about.iter().map(kept).collect();
                json!({"type": "feedback_released", "body": {"person": body["person"], "value": value}})
            }
            "tracks_kept" => {
                let plans = self.things.iter().filter(|((kind, _), _)| kind == "plan").map(|(_, thing)| &thing["body"]);
                let tracks = plans.filter(|plan| {
                    !plan["activated"].is_null() && !plan["track"].is_null() && plan["track"]["unmarked"].is_null()
                });
                let kept = |plan: &&Value| {
                    let completed = plan["outcome"]["summary"]["done"]["at"].as_str();
                    let off = plan["cancellations"].as_array().unwrap().last();
                    let off = off.filter(|off| off["reinstated"].is_null());
                    let ended = completed.or(off.and_then(|off| off["said"]["done"]["at"].as_str()));
                    ended.is_none_or(|ended| ended >= body["since"].as_str().unwrap())
                };
                let people: BTreeSet<&str> =
                    tracks.filter(kept).map(|plan| plan["coachee"].as_str().unwrap()).collect();
                json!({"type": "tracks_kept", "body": {"since": body["since"], "value": people}})
            }
            "reviews_asked" => {
                let of_call = self.assignments().filter(|asked| asked["call"] == body["call"]);
                let value: Vec<Value> = of_call
                    .map(|asked| {
                        let same = ["agent", "review_assignment", "reviewer"];
                        let mut value: Map<String, Value> =
                            same.iter().map(|field| ((*field).to_owned(), asked[*field].clone())).collect();
                        value.insert("is_requested".to_owned(), json!(asked["origin"] == "requested"));
                        Value::Object(value)
                    })
                    .collect();
                json!({"type": "reviews_asked", "body": {"call": body["call"], "value": value}})
            }
            "reviews_answered" => {
                let key = ("review".to_owned(), body["review"].as_str().unwrap().to_owned());
                let review = self.things.get(&key).map_or(&Value::Null, |thing| &thing["body"]);
                let keeper =
                    [&review["successor"]["keeper"], &review["created"]["by"]].into_iter().find(|by| !by.is_null());
                let is_met = |asked: &&Value| {
                    let is_by_them = asked["origin"] == "requested" || Some(&asked["reviewer"]) == keeper;
                    asked["call"] == review["call"] && asked["agent"] == review["agent"] && is_by_them
                };
                let value: Vec<&Value> =
                    self.assignments().filter(is_met).map(|asked| &asked["review_assignment"]).collect();
                json!({"type": "reviews_answered", "body": {"review": body["review"], "value": value}})
            }
            "reviews_given" => {
                let reviews = self.things.iter().filter(|((kind, _), _)| kind == "review");
                let given = reviews.map(|(_, thing)| &thing["body"]).filter(|review| {
                    let states = ["draft", "delivered", "reviewed", "acknowledged"];
                    let keeper = &review["successor"]["keeper"];
                    let is_another_s = !keeper.is_null() && *keeper != body["reviewer"];
                    review["call"] == body["call"]
                        && review["created"]["by"] == body["reviewer"]
                        && (is_another_s || states.contains(&review["state"].as_str().unwrap()))
                });
                let told = |review: &Value| {
                    let delivered = review["state"] != "draft";
                    json!({"agent": review["agent"], "delivered": delivered, "review": review["review"]})
                };
                let value: Vec<Value> = given.map(told).collect();
                let (call, reviewer) = (&body["call"], &body["reviewer"]);
                json!({"type": "reviews_given", "body": {"call": call, "reviewer": reviewer, "value": value}})
            }
            "scorecards_of_key" => {
                let cards = || {
                    let cards = self.things.iter().filter(|((kind, _), _)| kind == "scorecard");
                    cards.map(|(_, thing)| &thing["body"])
                };
                let own = cards().find(|card| card["scorecard"] == body["scorecard"]);
                let others = cards().filter(|card| {
                    own.is_some_and(|own| own["template"]["key"] == card["template"]["key"])
                        && card["scorecard"] != body["scorecard"]
                        && !card["published"].is_null()
                        && card["replaced_by"].is_null()
                });
                let value: Vec<&Value> = others.map(|card| &card["scorecard"]).collect();
                json!({"type": "scorecards_of_key", "body": {"scorecard": body["scorecard"], "value": value}})
            }
            "plan_templates_of_key" => {
                let versions = || {
                    let versions = self.things.iter().filter(|((kind, _), _)| kind == "plan_template");
                    versions.map(|(_, thing)| &thing["body"])
                };
                let own = versions().find(|version| version["plan_template"] == body["plan_template"]);
                let others = versions().filter(|version| {
                    own.is_some_and(|own| own["template"]["key"] == version["template"]["key"])
                        && version["plan_template"] != body["plan_template"]
                        && !version["published"].is_null()
                        && version["replaced_by"].is_null()
                });
                let value: Vec<&Value> = others.map(|version| &version["plan_template"]).collect();
                let body = json!({"plan_template": body["plan_template"], "value": value});
                json!({"type": "plan_templates_of_key", "body": body})
            }
            "plan_template_in_place" => {
                let versions = self.things.iter().filter(|((kind, _), _)| kind == "plan_template");
                let mut versions = versions.map(|(_, thing)| &thing["body"]);
                let newest = versions.find(|version| {
                    version["template"]["key"] == body["shipped"]
                        && !version["published"].is_null()
                        && version["replaced_by"].is_null()
                });
                let value = newest.map(|version| &version["plan_template"]);
                json!({"type": "plan_template_in_place", "body": {"shipped": body["shipped"], "value": value}})
            }
            "sessions_scheduled" => {
                let sessions = self.things.iter().filter(|((kind, _), _)| kind == "session");
                let sessions = sessions.map(|(_, thing)| &thing["body"]);
                let of_plan = sessions.filter(|met| met["plan"] == body["plan"] && met["state"] == "scheduled");
                let value: Vec<&Value> = of_plan.map(|met| &met["session"]).collect();
                json!({"type": "sessions_scheduled", "body": {"plan": body["plan"], "value": value}})
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
                    let mut reviews = self.things.iter().filter(|((kind, _), _)| kind == "review");
                    given.any(|(_, thing)| thing["body"]["call"] == call["call"])
                        || reviews.any(|(_, thing)| {
                            let states = ["delivered", "reviewed", "acknowledged"];
                            thing["body"]["call"] == call["call"]
                                && states.contains(&thing["body"]["state"].as_str().unwrap())
                        })
                };
                let value: Vec<Value> = calls
                    .filter(between)
                    .map(|call| {
                        json!({
                            "began": call["started_at"], "call": call["call"], "call_type": call["call_type"], "campaign": call["campaign"],
                            "handler": call["handler"], "length_ms": call["length_ms"], "reviewed": reviewed(call),
                        })
                    })
                    .collect();
                let (earliest, latest) = (&body["earliest"], &body["latest"]);
                json!({"type": "calls_begun", "body": {"earliest": earliest, "latest": latest, "value": value}})
            }
            "follow_up" => {
                let value = self.follow_up(&body["person"], &body["reviewer"]);
                json!({"type": "follow_up", "body": {"person": body["person"], "reviewer": body["reviewer"], "value": value}})
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

    /// The assignments of reviews that are still to be done, by id.
    fn assignments(&self) -> impl Iterator<Item = &Value> {
        let all =
            self.things.iter().filter(|((kind, _), _)| kind == "review_assignment").map(|(_, thing)| &thing["body"]);
        all.filter(|asked| asked["state"] == "requested" || asked["state"] == "open")
    }

    /// What a person keeps, and what is for them.
    fn duties(&self, person: &Value) -> Value {
        let mut known: Vec<Duty> = self.things.values().filter_map(Duty::of).collect();
        known.sort_by_key(Duty::place);
        let kept = known.iter().filter(|duty| duty.keeper == Some(person)).map(Duty::kept);
        let kept: Vec<Value> = kept.collect();
        known.retain(|duty| duty.shown.is_some() && duty.agent == person);
        known.sort_by_key(|duty| Duty { since: duty.shown.unwrap_or(duty.since), ..*duty }.place());
        let own: Vec<Value> =
            known.iter().map(|duty| json!({"moves": self.moved_by(duty), "thing": duty.thing()})).collect();
        let kept: Vec<Value> = kept.into_iter().chain(self.plans_coached(person)).collect();
        json!({"kept": kept, "own": own, "to_decide": []})
    }

    /// The plans that a person coaches or writes in for a coach, as long as they go on.
    fn plans_coached(&self, person: &Value) -> Vec<Value> {
        let coaches = |plan: &Value| {
            let mut coaches = plan["coaches"].as_array().unwrap().iter().map(|kept| &kept["coach"]["body"]);
            coaches.any(|coach| coach["person"] == *person || coach["entered_by"] == *person)
        };
        let goes_on = |plan: &Value| ["draft", "active", "on_hold"].contains(&plan["state"].as_str().unwrap());
        let all = self.things.values().filter(|thing| thing["type"] == "plan").map(|thing| &thing["body"]);
        let mut coached: Vec<&Value> =
            all.filter(|plan| goes_on(plan) && plan["archived"] == false && coaches(plan)).collect();
        coached.sort_by_key(|plan| (plan["created"]["at"].to_string(), plan["plan"].to_string()));
        let duty = |plan: &Value| {
            let thing = json!({"type": "plan", "id": plan["plan"]});
            json!({"coached": plan["coachee"], "moves": self.scheduled_of(&plan["plan"]), "thing": thing})
        };
        coached.into_iter().map(duty).collect()
    }

    /// The sessions of a plan that are scheduled.
    fn scheduled_of(&self, plan: &Value) -> Vec<Value> {
        let sessions = self.things.values().filter(|thing| thing["type"] == "session").map(|thing| &thing["body"]);
        let of_plan = sessions.filter(|met| met["plan"] == *plan && met["state"] == "scheduled");
        of_plan.map(|met| json!({"type": "session", "id": met["session"]})).collect()
    }

    /// What a reviewer gave a person before, and when they reviewed a call of theirs last.
    fn follow_up(&self, person: &Value, reviewer: &Value) -> Value {
        let of = |kind: &'static str| self.things.values().filter(move |thing| thing["type"] == kind);
        let items = of("action_item").map(|thing| &thing["body"]);
        let given: Vec<&Value> = items
            .filter(|item| item["assignee"] == *person && item["assigner"] == *reviewer && item["archived"] == false)
            .collect();
        let open = || given.iter().filter(|item| item["state"] == "pending" || item["state"] == "in_progress");
        let asks = |item: &&&Value| {
            item["extensions"].as_array().unwrap().iter().any(|extension| extension["answer"].is_null())
        };
        let mut due: Vec<&Value> = open().map(|item| &item["due_on"]).filter(|due| !due.is_null()).collect();
        due.sort_by_key(|due| due.to_string());
        let delivered = of("review").map(|thing| &thing["body"]).filter(|review| {
            let shown = ["delivered", "reviewed", "acknowledged"].contains(&review["state"].as_str().unwrap());
            let keeper = &review["successor"]["keeper"];
            let is_theirs = review["created"]["by"] == *reviewer && (keeper.is_null() || keeper == reviewer);
            shown && review["agent"] == *person && is_theirs
        });
        let last = delivered.map(|review| &review["delivered"]["at"]).max_by_key(|at| at.to_string());
        let done = given.iter().filter(|item| item["state"] == "complete").count();
        json!({"awaiting": open().filter(asks).count() + done, "due": due, "last_delivered": last, "open": open().count()})
    }

    /// What moves along with a bundle.
    fn moved_by(&self, duty: &Duty<'_>) -> Vec<Value> {
        let items = duty.body["content"]["training_items"].as_array().into_iter().flatten();
        let items = items.map(|item| json!({"type": "training_item", "id": item}));
        let goals = self.things.values().filter(|known| duty.kind == "bundle" && known["type"] == "goal");
        let goals = goals.map(|goal| &goal["body"]).filter(|goal| goal["bundle"] == duty.body["bundle"]);
        items.chain(goals.map(|goal| json!({"type": "goal", "id": goal["goal"]}))).collect()
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
        let (mut facts, mut asked): (Vec<Value>, Vec<String>) = (Vec::new(), Vec::new());
        for _ in 0..3 {
            let input = json!({"command": command, "facts": facts, "policy": policy});
            let answer = call("law.decide", input.to_string().as_bytes());
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            match answer.status {
                Status::NeedsFacts => {
                    facts.extend(self.load_all(&json["keys"]));
                    asked.push(json["keys"].to_string());
                }
                Status::Ok => {
                    let seal = json!({"draft": json["draft"], "previous": self.head, "seq": self.seq + 1});
                    let record = call("law.seal", seal.to_string().as_bytes());
                    assert_eq!(record.status, Status::Ok, "{}", record.json);
                    self.seq += 1;
                    self.head = serde_json::from_str::<Value>(&record.json).unwrap()["hash"].clone();
                    self.plan(&json["draft"]["events"], &facts, &policy);
                    assert_eq!(json["columns"], columns_of(&json["things"]));
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
        panic!("facts were asked for in more than two rounds, for {command}: {asked:#?}");
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

#[test]
fn wsp_07_facts_that_are_reckoned_over_a_hosts_things_are_those_of_its_queries() {
    let reckoned = Some(BTreeSet::new());
    let database = Database { opened_with: POLICY.to_owned(), reckoned, ..Database::default() };
    let kinds = database.follow(&furnished()).reckoned.unwrap();
    assert!(kinds.len() > 9, "{kinds:?}");
}

#[test]
fn wsp_07_every_kind_of_fact_says_what_it_rests_on() {
    let document = touchline::schema::document().unwrap();
    let keys = document["$defs"]["FactKey"]["oneOf"].as_array().unwrap();
    let mut kinds: Vec<&str> = keys.iter().map(|key| key["properties"]["type"]["const"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, RESTS_ON.iter().map(|row| row.fact).collect::<Vec<_>>());
}

#[test]
fn wsp_07_the_sentence_of_duties_names_every_kind_of_them() {
    let document = touchline::schema::document().unwrap();
    let keys = document["$defs"]["FactKey"]["oneOf"].as_array().unwrap();
    let duties = keys.iter().find(|key| key["properties"]["type"]["const"] == "duties").unwrap();
    let said = duties["description"].as_str().unwrap().replace('\n', " ");
    for kind in Duty::KINDS.into_iter().chain(["plan"]) {
        let kind = kind.replace('_', " ");
        assert!(said.contains(&format!("each {kind} that")), "{kind}: {said}");
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
