//! A host's tables in a test: the states that a workspace holds, and what is looked up in them.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use touchline::waist::{Status, call};

use crate::tenant::Tenant;

/// Everything that a tenant holds, as a host keeps it, by kind and id.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) things: Vec<Value>,
    by_id: BTreeMap<(String, String), Value>,
    /// What stands beside each of them, in the same order.
    pub(crate) columns: Vec<Value>,
}

/// An operation, which answers.
pub(crate) fn answer(operation: &str, input: &Value) -> Value {
    let answer = call(operation, input.to_string().as_bytes());
    assert_eq!(answer.status, Status::Ok, "{operation}: {}", answer.json);
    serde_json::from_str(&answer.json).unwrap()
}

/// What a tenant prints behind the first line, which says what it is.
pub(crate) fn printed_lines(tenant: &Tenant) -> Vec<Value> {
    tenant.printed().lines().skip(1).map(|line| serde_json::from_str(line).unwrap()).collect()
}

impl Held {
    pub(crate) fn of(tenant: &Tenant) -> Self {
        // Messages and commands are no things.
        let things: Vec<Value> =
            printed_lines(tenant).into_iter().filter(|line| line.get("schema").is_some()).collect();
        let columns = answer("law.columns", &json!({"things": things}))["columns"].as_array().unwrap().clone();
        let key = |columns: &Value| {
            (columns["type"].as_str().unwrap().to_owned(), columns["id"].as_str().unwrap().to_owned())
        };
        let by_id = columns.iter().map(key).zip(things.iter().cloned()).collect();
        Held { things, by_id, columns }
    }

    pub(crate) fn find(&self, kind: &str, id: &Value) -> Option<&Value> {
        self.by_id.get(&(kind.to_owned(), id.as_str()?.to_owned()))
    }

    pub(crate) fn columns_of(&self, kind: &str, id: &Value) -> Option<&Value> {
        self.columns.iter().find(|columns| columns["type"] == kind && columns["id"] == *id)
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = &Value> {
        self.columns.iter().filter(|columns| columns["type"] == "person")
    }

    /// Everybody above somebody, the nearest first.
    pub(crate) fn above(&self, person: &Value) -> Vec<&Value> {
        let mut line = Vec::new();
        let mut next = self.columns_of("person", person).map(|columns| &columns["manager"]);
        while let Some(manager) = next.filter(|manager| !manager.is_null() && !line.contains(manager)) {
            line.push(manager);
            next = self.columns_of("person", manager).map(|columns| &columns["manager"]);
        }
        line
    }

    /// A fact, as far as it matters to what is seen: what is only counted is told as nothing.
    pub(crate) fn fact(&self, key: &Value) -> Value {
        let (kind, mut body) = (key["type"].as_str().unwrap(), key["body"].clone());
        if kind == "thing" {
            let value = self.find(body["type"].as_str().unwrap(), &body["id"]);
            return json!({"type": kind, "body": {"thing": body, "value": value}});
        }
        if kind == "manages" {
            let place = self.above(&body["report"]).iter().position(|above| **above == body["manager"]);
            body["depth"] = json!(place.map(|place| place + 1));
            return json!({"type": kind, "body": body});
        }
        body["value"] = match kind {
            "person" | "call" => {
                self.find(kind, &body[kind]).map_or(Value::Null, |thing| thing["body"]["document"].clone())
            }
            "acting_manager" => json!(self.above(&body["person"]).into_iter().find(|above| self.can_act(above))),
            "acting_managers" => {
                json!(self.above(&body["person"]).into_iter().filter(|above| self.can_act(above)).collect::<Vec<_>>())
            }
            "observed" | "team_observed" => json!({"count": 0, "sum": 0}),
            "coached_before" => Value::Null,
            _ => json!([]),
        };
        json!({"type": kind, "body": body})
    }

    fn can_act(&self, person: &Value) -> bool {
        let columns = self.columns_of("person", person).unwrap();
        columns["active"] == true && columns["has_account"] == true
    }

    /// An operation that says which facts it needs; nothing where it refuses.
    pub(crate) fn loading(&self, operation: &str, input: &Value) -> Option<Value> {
        let mut input = input.clone();
        let mut facts: Vec<Value> = Vec::new();
        for _ in 0..4 {
            input["facts"] = json!(facts);
            let answer = call(operation, input.to_string().as_bytes());
            let said: Value = serde_json::from_str(&answer.json).unwrap();
            match answer.status {
                Status::Ok => return Some(said),
                Status::NeedsFacts => facts.extend(said["keys"].as_array().unwrap().iter().map(|key| self.fact(key))),
                Status::Rejected => return None,
                other => panic!("{operation}: {other:?} {said}"),
            }
        }
        panic!("{operation} asks for facts again and again")
    }
}
