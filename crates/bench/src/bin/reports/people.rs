//! People to make reports of: each has a name, figures and calls of their own.

use serde_json::{Value, json};
use touchline_bench::dice::{self, Dice};

/// What a report of somebody is made of.
const MATERIAL: &str = include_str!("../../../../touchline-reports/tests/data/coaching.json");

const GIVEN: [&str; 16] = [
    "Zoë",
    "Ana",
    "Björn",
    "Chiara",
    "Dmitri",
    "Елена",
    "François",
    "Γιώργος",
    "Håkon",
    "Ieva",
    "Jürgen",
    "Καλλιόπη",
    "Łukasz",
    "Ольга",
    "Şebnem",
    "Živa",
];
const FAMILY: [&str; 16] = [
    "Müller",
    "Παπαδοπούλου",
    "Иванова",
    "Nuñez",
    "Čapek",
    "Øvergaard",
    "Kowalczyk",
    "Brâncuși",
    "O’Neill",
    "Fernández-Ríos",
    "Σταματίου",
    "Шевченко",
    "Åkesson",
    "Lefèvre",
    "Yılmaz",
    "Žukauskas",
];

/// What the reports of people rest on.
pub(crate) struct People {
    material: Value,
}

impl People {
    pub(crate) fn new() -> Result<Self, String> {
        serde_json::from_str(MATERIAL).map(|material| People { material }).map_err(|error| error.to_string())
    }

    /// What the report of the first of them is made of, who is no one made up here.
    pub(crate) fn first() -> &'static str {
        MATERIAL
    }

    /// What the report of somebody is made of: the same whenever it is asked for.
    pub(crate) fn one(&self, number: usize) -> String {
        let mut dice = Dice::new(number as u64);
        let mut material = self.material.clone();
        let (given, family) = (GIVEN[dice.below(GIVEN.len())], FAMILY[dice.below(FAMILY.len())]);
        material["name"] = json!(format!("{given} {family} {number}"));
        material["person"] = json!(dice::id(u64::from_be_bytes(*b"reported"), number));
        material["deals"] = json!(dice.below(40));
        for area in entries(&mut material, "/skill/areas") {
            let score = 40 + dice.below(60);
            let rating = &mut area["rating"];
            rating["published"] = json!(score);
            rating["score"] = json!(score);
            rating["interval"] = json!({"low": score as f64 - 6.3, "high": score as f64 + 0.4});
        }
        for metric in entries(&mut material, "/metrics") {
            let value = metric.pointer("/own/value").and_then(Value::as_f64).unwrap_or_default();
            metric["own"]["value"] = json!((value * (50 + dice.below(100)) as f64).round() / 100.0);
            metric["own"]["observations"] = json!(5 + dice.below(60));
        }
        for beside in entries(&mut material, "/area_benchmarks") {
            beside["own"] = json!(40 + dice.below(60));
        }
        for window in entries(&mut material, "/score_trend").filter(|window| !window["published"].is_null()) {
            let score = 40 + dice.below(60);
            window["published"] = json!(score);
            window["score"] = json!(score);
        }
        for call in entries(&mut material, "/calls") {
            call["name"] = json!(format!("Call {} with {}", dice.below(10_000), FAMILY[dice.below(FAMILY.len())]));
            call["duration_ms"] = json!(600_000 + dice.below(3_000_000));
        }
        material.to_string()
    }
}

fn entries<'a>(material: &'a mut Value, at: &str) -> impl Iterator<Item = &'a mut Value> {
    material.pointer_mut(at).and_then(Value::as_array_mut).into_iter().flatten()
}
