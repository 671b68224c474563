//! GOL-01 … GOL-05, SCO-11: what is kept counted of goals is what somebody would count who goes through all calls, reviews,
//! results and training items, whatever was corrected, changed or moved meanwhile; of a team's, over everybody below its manager.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::kernel::time::{Instant, LocalDate, Zone};
use touchline::waist::{Loader, Status};

use crate::tenant::{RULINGS, Tenant, bundle, child, id, placed};

const POLICY: &str = r#"{"access":{"manager_scope":"organisation"},"organisation":{"zone":"UTC"}}"#;
const AGENTS: [&str; 2] = ["ana", "bob"];
/// Who comes to stand elsewhere, and under whom.
const MOVING: [&str; 4] = ["ana", "bob", "mia", "max"];
const MANAGERS: [&str; 3] = ["olga", "mia", "max"];
const ZONES: [Option<&str>; 4] = [None, Some("Europe/Berlin"), Some("America/New_York"), Some("Asia/Tokyo")];
/// Moments on both sides of midnight in those zones, and around the hour that Berlin and New York skip or double.
const MOMENTS: [&str; 8] = [
    "2026-02-24T05:30:00.000Z",
    "2026-02-24T15:30:00.000Z",
    "2026-02-24T23:30:00.000Z",
    "2026-02-25T04:59:59.999Z",
    "2026-02-25T05:00:00.000Z",
    "2026-03-08T06:59:59.999Z",
    "2026-03-29T00:59:59.999Z",
    "2026-03-29T21:59:59.999Z",
];
const PERIODS: [(&str, &str); 5] = [
    ("2026-02-24", "2026-02-24"),
    ("2026-02-25", "2026-02-25"),
    ("2026-02-01", "2026-02-28"),
    ("2026-03-08", "2026-03-28"),
    ("2026-01-01", "2026-12-31"),
];
const PLACES: usize = 4;
/// One that is the better the more it is, and one that is the better the less.
const METRICS: [&str; 2] = ["win_rate", "sales_cycle_days"];
/// The first and the last days of the periods, and days beside them.
const DAYS: [&str; 6] = ["2026-02-24", "2026-02-25", "2026-02-28", "2026-03-08", "2026-03-29", "2026-12-31"];
/// What may become of a review, and who says so.
const STEPS: [(&str, &str); 5] = [
    ("olga", "review.deliver"),
    ("olga", "review.retract"),
    ("ana", "review.dispute"),
    ("otto", "review.decide_dispute"),
    ("olga", "review.set_rating"),
];
/// How many measures there are to choose from.
const MEASURES: usize = 5 + METRICS.len();

#[derive(Clone, Debug)]
enum Turn {
    Call {
        call: usize,
        agent: usize,
        began: usize,
        score: Option<u32>,
        stars: Option<u32>,
    },
    Give {
        call: usize,
        check: usize,
        ruling: usize,
    },
    Person {
        person: usize,
        zone: usize,
        manager: usize,
    },
    Policy {
        zone: usize,
        open: bool,
        disputed: bool,
    },
    /// A review is begun, rated and delivered in one turn, or comes to its next step.
    Review {
        place: usize,
        call: usize,
        stars: Option<u32>,
        delivered: bool,
    },
    Step {
        place: usize,
        step: usize,
    },
    Goal {
        place: usize,
        agent: usize,
        measure: usize,
        period: usize,
    },
    Team {
        place: usize,
        manager: usize,
        measure: usize,
        period: usize,
    },
    Release {
        place: usize,
        agent: usize,
        items: Vec<(usize, usize)>,
    },
    End {
        place: usize,
        concluded: bool,
    },
    /// What a metric counted for somebody on a day: so many hits or days of so many.
    Day {
        agent: usize,
        metric: usize,
        day: usize,
        observations: u32,
        sum: u32,
    },
    Later {
        days: i64,
    },
}

fn turn() -> impl Strategy<Value = Turn> {
    let call = (0..3_usize, 0..2_usize, 0..MOMENTS.len(), any::<Option<u32>>(), any::<Option<u32>>());
    let items = prop::collection::vec((0..3_usize, 0..3_usize), 1..3);
    prop_oneof![
        4 => call.prop_map(|(call, agent, began, score, stars)| Turn::Call { call, agent, began, score, stars }),
        5 => (0..3_usize, 0..3_usize, 0..4_usize).prop_map(|(call, check, ruling)| Turn::Give { call, check, ruling }),
        2 => (0..MOVING.len(), 0..ZONES.len(), 0..=MANAGERS.len())
            .prop_map(|(person, zone, manager)| Turn::Person { person, zone, manager }),
        2 => (1..ZONES.len(), any::<bool>(), any::<bool>())
            .prop_map(|(zone, open, disputed)| Turn::Policy { zone, open, disputed }),
        6 => (0..PLACES, 0..3_usize, any::<Option<u32>>(), any::<bool>())
            .prop_map(|(place, call, stars, delivered)| Turn::Review { place, call, stars, delivered }),
        3 => (0..PLACES, 0..STEPS.len()).prop_map(|(place, step)| Turn::Step { place, step }),
        4 => (0..PLACES, 0..2_usize, 0..MEASURES, 0..PERIODS.len())
            .prop_map(|(place, agent, measure, period)| Turn::Goal { place, agent, measure, period }),
        4 => (0..PLACES, 0..MANAGERS.len(), 0..MEASURES, 0..PERIODS.len())
            .prop_map(|(place, manager, measure, period)| Turn::Team { place, manager, measure, period }),
        2 => (0..PLACES, 0..2_usize, items).prop_map(|(place, agent, items)| Turn::Release { place, agent, items }),
        2 => (0..PLACES, any::<bool>()).prop_map(|(place, concluded)| Turn::End { place, concluded }),
        6 => (0..2_usize, 0..METRICS.len(), 0..DAYS.len(), 0..6_u32, any::<u32>())
            .prop_map(|(agent, metric, day, observations, sum)| Turn::Day { agent, metric, day, observations, sum }),
        1 => (0..40_i64).prop_map(|days| Turn::Later { days }),
    ]
}

fn measure(place: usize) -> Value {
    match place {
        0 => json!({"type": "overall_score"}),
        1 => json!({"type": "check_pass_rate", "body": {"check": "greeting"}}),
        2 => json!({"type": "calls_completed"}),
        3 => json!({"type": "training_completed"}),
        4 => json!({"type": "scorecard_average"}),
        _ => json!({"type": "metric", "body": {"metric": METRICS[place - 5]}}),
    }
}

fn days(place: usize) -> Value {
    let (first, last) = PERIODS[place];
    json!({"type": "custom", "body": {"first": first, "last": last}})
}

fn take(tenant: &mut Tenant, turn: &Turn) {
    tenant.now_ms += 1_000;
    let mut send = |actor: &str, kind: &str, body: Value| {
        let actor = if actor == "system" { actor.to_owned() } else { id(actor) };
        let command = tenant.command(&actor, kind, &body, None);
        drop(tenant.send(&command));
    };
    match turn {
        Turn::Call { call, agent, began, score, stars } => {
            let score = score.map(|score| f64::from(score % 10_001) / 100.0);
            let stars = stars.map(|stars| 1.0 + f64::from(stars % 401) / 100.0);
            send(
                "system",
                "call.record",
                json!({
                    "call": id(&format!("call {call}")), "handler": id(AGENTS[*agent]), "length_ms": 1,
                    "started_at": MOMENTS[*began], "quality_score": score, "stars": stars,
                }),
            );
        }
        Turn::Give { call, check, ruling } => {
            let check = [None, Some("greeting"), Some("closing")][*check];
            let body = json!({"call": id(&format!("call {call}")), "check": check, "ruling": RULINGS[*ruling]});
            send("olga", "disposition.give", body);
        }
        Turn::Person { person, zone, manager } => {
            let manager = MANAGERS.get(*manager).map(|manager| id(manager));
            let body = json!({
                "person": id(MOVING[*person]), "manager": manager, "name": "Somebody", "zone": ZONES[*zone],
            });
            send("system", "person.record", body);
        }
        Turn::Policy { zone, open, disputed } => {
            let access = json!({"manager_scope": "organisation", "managers_see_all_reviews": open});
            let review = json!({"disputed_scores": if *disputed { "include" } else { "exclude" }});
            let body = json!({"access": access, "organisation": {"zone": ZONES[*zone]}, "review": review});
            send("system", "policy.adopt", body);
        }
        Turn::Review { place, call, stars, delivered } => {
            let review = placed("review", *place);
            send("olga", "review.create", json!({"call": id(&format!("call {call}")), "review": review}));
            send("olga", "review.set_summary", json!({"review": review, "summary": "Kind."}));
            send("olga", "review.set_rating", json!({"rating": stars.map(|stars| 1 + stars % 5), "review": review}));
            if *delivered {
                send("olga", "review.deliver", json!({"review": review}));
            }
        }
        Turn::Step { place, step } => {
            let (actor, kind) = STEPS[*step];
            let mut body = json!({"review": placed("review", *place)});
            let more = match kind {
                "review.retract" => json!({"reason": "The wrong call."}),
                "review.dispute" => {
                    let about = json!({"type": "rating", "body": {"proposed": 5}});
                    json!({"points": [{"about": about, "reason": "It was better."}]})
                }
                "review.decide_dispute" => json!({"note": "Heard.", "rulings": [{"ruling": {"type": "accept"}}]}),
                "review.set_rating" => json!({"rating": 3}),
                _ => json!({}),
            };
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            send(actor, kind, body);
        }
        Turn::Goal { place, agent, measure: what, period } => {
            let aim = json!({"measure": measure(*what), "period": days(*period), "target": 1});
            send("olga", "goal.set", json!({"aim": aim, "goal": placed("goal", *place), "person": id(AGENTS[*agent])}));
        }
        Turn::Team { place, manager, measure: what, period } => {
            let aim = json!({"measure": measure(*what), "period": days(*period), "target": 1});
            let body = json!({"aim": aim, "manager": id(MANAGERS[*manager]), "team_goal": placed("team_goal", *place)});
            send("olga", "team_goal.set", body);
        }
        Turn::Release { place, agent, items } => {
            let calls: Vec<Value> =
                (0..3).map(|call| json!({"call": id(&format!("call {call}")), "example": true})).collect();
            let mut items = items.clone();
            items.dedup();
            let items: Vec<String> = items.iter().map(|(call, check)| child("training_item", *call, *check)).collect();
            let aim = json!({"measure": measure(3), "period": days(*place), "target": 90});
            let content = json!({"calls": calls, "goals": [aim], "title": "Items", "training_items": items});
            let body = json!({"agent": id(AGENTS[*agent]), "bundle": bundle(*place), "content": content});
            send("olga", "bundle.create_and_release", body);
        }
        Turn::End { place, concluded: true } => {
            let body = json!({"bundle": bundle(*place), "kind": "reflection", "text": "Yes."});
            send("ana", "bundle.respond", body.clone());
            send("bob", "bundle.respond", body);
            send("olga", "bundle.conclude", json!({"bundle": bundle(*place), "note": null}));
        }
        Turn::End { place, concluded: false } => {
            send("olga", "bundle.cancel", json!({"bundle": bundle(*place), "reason": "No time."}));
        }
        Turn::Day { agent, metric, day, observations, sum } => {
            let (observations, sum) = (*observations, f64::from(*sum % 1_000) / 8.0);
            let sum = if *metric == 0 { sum.min(f64::from(observations)).trunc() } else { sum };
            let body = json!({
                "day": DAYS[*day], "metric": METRICS[*metric], "observations": observations,
                "person": id(AGENTS[*agent]), "sum": if observations == 0 { 0.0 } else { sum },
            });
            send("system", "metric_day.record", body);
        }
        Turn::Later { days } => tenant.now_ms += days * 86_400_000,
    }
}

/// Everything that there is, by kind, as the workspace prints it.
struct Things(BTreeMap<String, Vec<Value>>);

impl Things {
    fn of(printed: &str) -> Self {
        let mut things: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for line in printed.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let body = line["body"].get("document").unwrap_or(&line["body"]).clone();
            things.entry(line["type"].as_str().unwrap().to_owned()).or_default().push(body);
        }
        Things(things)
    }

    fn all(&self, kind: &str) -> impl Iterator<Item = &Value> {
        self.0.get(kind).into_iter().flatten()
    }

    fn zone_of(&self, person: &Value) -> Zone {
        let own = self.all("person").find(|known| known["person"] == *person).unwrap();
        let first = json!("UTC");
        let adopted = self.all("policy").last().map_or(&first, |policy| &policy["settings"]["organisation"]["zone"]);
        let zone = if own["zone"].is_null() { adopted } else { &own["zone"] };
        zone.as_str().unwrap().parse().unwrap()
    }

    /// Whether somebody stands below a manager.
    fn is_below(&self, manager: &Value, person: &Value) -> bool {
        let above = self.all("person").find(|known| known["person"] == *person).map(|known| &known["manager"]);
        above.is_some_and(|above| above == manager || self.is_below(manager, above))
    }

    /// The mean of what the reviews of a call give it that count, in stars.
    fn reviewed(&self, call: &Value) -> Option<f64> {
        let settings = &self.all("policy").last()?["settings"];
        if settings["access"]["managers_see_all_reviews"] != true {
            return None;
        }
        let excluded = settings["review"]["disputed_scores"] == "exclude";
        let counting = self.all("review").filter(|review| {
            let is_open = review["disputes"].as_array().unwrap().iter().any(|dispute| dispute["closed"].is_null());
            review["call"] == call["call"]
                && review["agent"] == call["handler"]
                && ["delivered", "reviewed", "acknowledged"].contains(&review["state"].as_str().unwrap())
                && !(excluded && is_open)
        });
        let stars: Vec<f64> = counting.filter_map(|review| review["rating"].as_f64()).collect();
        let many = f64::from(u32::try_from(stars.len()).unwrap());
        (many > 0.0).then(|| stars.iter().sum::<f64>() / many)
    }

    /// All that counts for a goal, each in its unit: of a team's, by the days of whoever leads it.
    fn readings(&self, goal: &Value) -> Vec<f64> {
        let manager = &goal["manager"];
        if manager.is_null() {
            return self.readings_of(&goal["person"], goal, self.zone_of(&goal["person"]));
        }
        let everybody = self.all("person").map(|known| &known["person"]);
        let below = everybody.filter(|person| self.is_below(manager, person));
        below.flat_map(|person| self.readings_of(person, goal, self.zone_of(manager))).collect()
    }

    /// All of one person's that counts for a goal.
    fn readings_of(&self, person: &Value, goal: &Value, zone: Zone) -> Vec<f64> {
        let aim = &goal["aim"];
        let date = |name: &str| goal["days"][name].as_str().unwrap().parse::<LocalDate>().unwrap();
        let day = |moment: &Value| zone.day_of(moment.as_str().unwrap().parse::<Instant>().unwrap());
        let within = |moment: &Value| (date("first")..=date("last")).contains(&day(moment));
        let calls = || self.all("call").filter(|call| call["handler"] == *person && within(&call["started_at"]));
        let share = |passes: bool| if passes { 100.0 } else { 0.0 };
        match aim["measure"]["type"].as_str().unwrap() {
            "metric" => {
                let days = self.all("metric_day").map(|day| &day["counted"]).filter(|day| {
                    let on: LocalDate = day["day"].as_str().unwrap().parse().unwrap();
                    day["person"] == *person
                        && day["metric"] == aim["measure"]["body"]["metric"]
                        && (date("first")..=date("last")).contains(&on)
                });
                let each = |day: &Value| {
                    let of = u32::try_from(day["observations"].as_u64().unwrap()).unwrap();
                    vec![day["sum"].as_f64().unwrap() / f64::from(of); usize::try_from(of).unwrap()]
                };
                days.flat_map(each).collect()
            }
            "calls_completed" => calls().map(|_| 1.0).collect(),
            "overall_score" => calls().filter_map(|call| call["quality_score"].as_f64()).collect(),
            "scorecard_average" => {
                calls().filter_map(|call| self.reviewed(call).or_else(|| call["stars"].as_f64())).collect()
            }
            "check_pass_rate" => {
                let began =
                    |call: &Value| self.all("call").find(|known| known["call"] == *call).unwrap()["started_at"].clone();
                let counted = self.all("disposition").filter(|given| {
                    given["agent"] == *person
                        && given["check"]["key"] == aim["measure"]["body"]["check"]
                        && given["ruling"] != "not_applicable"
                        && given["source"]["type"] != "model"
                        && within(&began(&given["call"]))
                });
                counted.map(|given| share(given["ruling"] == "pass")).collect()
            }
            _ => {
                let named = |item: &Value| match goal["training_items"].as_array() {
                    Some(items) => items.contains(&item["training_item"]),
                    None => within(&item["raised"]["at"]),
                };
                let asked =
                    |item: &&Value| ["pending", "in_progress", "resolved"].contains(&item["state"].as_str().unwrap());
                let items =
                    self.all("training_item").filter(asked).filter(|item| item["agent"] == *person && named(item));
                items
                    .map(|item| share(item["state"] == "resolved" && day(&item["resolved_at"]) <= date("last")))
                    .collect()
            }
        }
    }
}

/// Every goal, as an owner is shown it: people's, then teams'.
fn shown(tenant: &Tenant, workspace: &touchline::waist::Workspace, things: &Things) -> Vec<Value> {
    let look = |kind: &str, goal: &Value| {
        let answer = tenant.ask_of(workspace, "olga", &format!("{kind}.get"), &json!({kind: goal[kind]}));
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        serde_json::from_str::<Value>(&answer.json).unwrap()
    };
    let own = things.all("goal").map(|goal| look("goal", goal)["body"].clone());
    own.chain(things.all("team_goal").map(|goal| look("team_goal", goal))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn gol_03_what_is_kept_counted_of_a_goal_is_what_one_would_count(
        turns in prop::collection::vec(turn(), 1..50), cut in any::<prop::sample::Index>()
    ) {
        let mut tenant = Tenant::under(POLICY);
        let (mut early, cut) = (Vec::new(), cut.index(turns.len()));
        for (place, turn) in turns.iter().enumerate() {
            if place == cut {
                early = tenant.snapshot();
            }
            let before = tenant.log.len();
            take(&mut tenant, turn);
            if place >= cut {
                early.extend_from_slice(&tenant.log.as_bytes()[before..]);
            }
        }
        let things = Things::of(&tenant.printed());
        let now = shown(&tenant, &tenant.workspace, &things);
        for (goal, view) in things.all("goal").chain(things.all("team_goal")).zip(&now) {
            let readings = things.readings(goal);
            let progress = &view["progress"];
            prop_assert_eq!(&progress["observations"], &json!(readings.len()), "{}", view);
            let sum: f64 = readings.iter().sum();
            let count = goal["aim"]["measure"]["type"] == "calls_completed";
            let many = f64::from(u32::try_from(readings.len()).unwrap());
            let expected = if count { Some(sum) } else { (many > 0.0).then(|| sum / many) };
            match (progress["current"].as_f64(), expected) {
                (Some(got), Some(expected)) => prop_assert!((got - expected).abs() < 1e-6, "{} {}", view, expected),
                (got, expected) => prop_assert_eq!(got, expected, "{}", view),
            }
        }
        for source in [tenant.log.as_bytes(), &early, &tenant.snapshot()] {
            let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
            loader.feed(source).unwrap();
            prop_assert_eq!(&shown(&tenant, &loader.finish().unwrap(), &things), &now);
        }
    }
}
