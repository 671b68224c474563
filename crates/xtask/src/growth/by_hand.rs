//! Families that no case suggests: long logs, deep reporting lines, ids chosen to collide, people who are all alike, files
//! with many parts.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use touchline::waist::{self, Loader, Redactor, Trial, Verifier, Workspace};
use uuid::Uuid;

use super::family::{Act, Family};
use super::sources::told;
use crate::Result;
use crate::conformance::input::to_hex;

const AT: &str = "2026-03-02T09:00:00.000Z";

/// How many of something are made by hand at most.
const MOST: usize = 100_000;

/// The families.
pub(crate) fn all() -> Vec<Family> {
    let all =
        [logs(), trials(), lines(), ids(), batches(), lists(), policies(), people(), series(), frameworks(), files()];
    all.into_iter().flatten().chain([points()]).collect()
}

/// The id of the nth of something, of which the bytes that tell them apart stand where a place says.
fn id(nth: usize, place: u32) -> Uuid {
    let nth = nth as u128;
    let fixed = 0x0000_0000_0000_4000_8000_0000_0000_0000_u128;
    // The version and the variant stay what they are.
    let told = match place {
        0 => nth,
        1 => nth << 96,
        // Whatever stands before these eight bytes, all of them had one hash where tables were hashed by a seed that is known.
        3 => return Uuid::from_u128(nth << 96 | 0x0000_4000_1709_47b5_b5d5_843f),
        _ => (nth & 0xfff) << 64 | (nth >> 12) << 80,
    };
    Uuid::from_u128(fixed ^ told)
}

fn person(nth: usize, manager: Option<usize>, place: u32) -> Value {
    let manager = manager.map(|manager| id(manager, place));
    json!({"person": id(nth, place), "name": format!("P {nth}"), "roles": ["agent"], "manager": manager})
}

fn command(nth: usize, kind: &str, body: &Value) -> Value {
    let id = Uuid::from_u128(0x1111_0000_0000_4000_8000_0000_0000_0000 + nth as u128);
    let entropy = to_hex(&Sha256::digest(nth.to_be_bytes()));
    json!({"id": id, "entropy": entropy, "actor": "system", "at": AT, "type": kind, "body": body})
}

/// A workspace with so many people, their commands a line each.
fn commands(people: usize, place: u32, manager: impl Fn(usize) -> Option<usize>) -> Vec<u8> {
    let mut lines = String::new();
    for nth in 0..people {
        let _ = writeln!(lines, "{}", command(nth, "person.record", &person(nth, manager(nth), place)));
    }
    lines.into_bytes()
}

fn open() -> Result<Workspace> {
    Workspace::open(b"").map_err(|answer| answer.json)
}

/// All report to the first.
fn flat(nth: usize) -> Option<usize> {
    (nth > 0).then_some(0)
}

fn log(people: usize, place: u32) -> Result<String> {
    Ok(open()?.execute_many(&commands(people, place, flat)).records)
}

/// A log that grows, of people whose ids differ in a place, and what is done with it.
fn of_log(of: &str, grows: &str, place: u32, act: fn(&str) -> String) -> Family {
    let make = move |size| -> Result<Act> {
        let log = log(size, place)?;
        Ok(Box::new(move || act(&log)))
    };
    Family { least: 8, ..Family::new(of, grows, 4_000, make) }
}

fn logs() -> Vec<Family> {
    let family = |of: &str, act: fn(&str) -> String| of_log(of, "records", 0, act);
    vec![
        family("load", loaded),
        family("load_as_of", |log| fed(Loader::as_of(b"", format!("{{\"at\":\"{AT}\"}}").as_bytes()), log)),
        family("verify", |log| verified(log.as_bytes())),
        family("redact", redacted),
        family("try", |log| tried(&json!({"policy": {}}), log)),
        family("replay", replayed),
        of_orders("verify", ALL, |log| verified(log.as_bytes())),
        of_orders("verify", ONE, |log| verified(log.as_bytes())),
        of_orders("redact", ALL, redacted),
        of_orders("redact", ONE, redacted),
        Family { least: 8, ..Family::new("snapshot", "people", 4_000, snapshot) },
        Family { least: 8, ..Family::new("load", "people in a snapshot", 4_000, from_snapshot) },
        Family::new("verify", "pointers in private", MOST, |size| {
            record(size, |record, size| {
                let sealed = json!({"commitment": "0".repeat(64), "salt": null});
                let pointers = (0..size).map(|nth| (format!("/command/body/roles/{nth}"), sealed.clone()));
                record["private"] = Value::Object(pointers.collect());
            })
        }),
        Family::new("verify", "pointers into a list", MOST, |size| {
            record(size, |record, size| {
                let sealed = json!({"commitment": "0".repeat(64), "salt": null});
                record["command"]["body"]["roles"] = vec![json!("x"); size].into();
                let pointers = (0..size).map(|nth| (format!("/command/body/roles/{nth}"), sealed.clone()));
                record["private"] = Value::Object(pointers.collect());
            })
        }),
        Family::new("verify", "events in a record", MOST, |size| {
            record(size, |record, size| {
                record["events"] = vec![record["events"][0].clone(); size].into();
            })
        }),
    ]
}

/// Who is redacted by the nth order.
type Whom = (&'static str, fn(usize) -> usize);

const ALL: Whom = ("orders of as many people", |nth| nth);
const ONE: Whom = ("orders of one person", |_| 1);

/// A log in which somebody orders others to be redacted, and what is done with it.
fn of_orders(of: &str, (grows, whom): Whom, act: fn(&str) -> String) -> Family {
    let make = move |size: usize| -> Result<Act> {
        let mut owner = person(0, None, 0);
        owner["roles"] = json!(["owner"]);
        let mut lines = format!("{}\n", command(0, "person.record", &owner)).into_bytes();
        let others = (1..=size).map(|nth| command(nth, "person.record", &person(nth, None, 0)));
        let orders = (1..=size).map(|nth| {
            let mut order =
                command(size + nth, "person.redact", &json!({"person": id(whom(nth), 0), "order": "Asked for"}));
            order["actor"] = json!(id(0, 0));
            order
        });
        for line in others.chain(orders) {
            lines.extend(format!("{line}\n").into_bytes());
        }
        let told = open()?.execute_many(&lines);
        if told.accepted != 2 * size as u64 + 1 {
            return Err(format!("an order was not accepted: {}", told.answers));
        }
        let log = told.records;
        Ok(Box::new(move || act(&log)))
    };
    Family { least: 400, ..Family::new(of, grows, 2_000, make) }
}

fn replayed(log: &str) -> String {
    match Workspace::open(b"") {
        Ok(mut workspace) => told(&workspace.replay(log.as_bytes())),
        Err(answer) => told(&answer),
    }
}

fn tried(input: &Value, log: &str) -> String {
    let tried = || {
        let mut trial = Trial::new(input.to_string().as_bytes())?;
        trial.feed(log.as_bytes())?;
        Ok(trial.finish())
    };
    told(&tried().unwrap_or_else(|answer: waist::Answer| answer))
}

/// Trials of commands besides, all of the one moment that every record has.
fn trials() -> Vec<Family> {
    let family = |grows: &str, records: fn(usize) -> usize, besides: fn(usize) -> usize| {
        let make = move |size: usize| -> Result<Act> {
            let log = log(records(size), 0)?;
            let beside = |nth: usize| command(size + nth, "person.record", &person(nth, flat(nth), 0));
            let commands: Vec<Value> = (0..besides(size)).map(beside).collect();
            let input = json!({"policy": {}, "commands": commands});
            Ok(Box::new(move || tried(&input, &log)))
        };
        Family { least: 8, ..Family::new("try", grows, 4_000, make) }
    };
    vec![
        family("records of a moment with one command besides", |size| size, |_| 1),
        family("commands besides of a moment with one record", |_| 1, |size| size),
        family("records of a moment, and a command besides about each of them", |size| size, |size| size),
    ]
}

fn fed(loader: Result<Loader, waist::Answer>, log: &str) -> String {
    let loaded = loader.and_then(|mut loader| {
        loader.feed(log.as_bytes())?;
        loader.finish()
    });
    loaded.map_or_else(|answer| told(&answer), |_| "ok".to_owned())
}

fn loaded(log: &str) -> String {
    fed(Loader::new(b""), log)
}

fn verified(log: &[u8]) -> String {
    match Verifier::new(b"") {
        Ok(mut verifier) => {
            verifier.feed(log);
            told(&verifier.finish())
        }
        Err(answer) => told(&answer),
    }
}

fn redacted(log: &str) -> String {
    let mut redactor = Redactor::new();
    redactor.survey(log.as_bytes());
    match redactor.rewrite(log.as_bytes()) {
        Ok(_) => told(&redactor.finish().1),
        Err(answer) => told(&answer),
    }
}

fn of_people(people: usize) -> Result<Workspace> {
    let mut workspace = open()?;
    workspace.execute_many(&commands(people, 0, flat));
    Ok(workspace)
}

fn taken(workspace: &Workspace) -> Vec<u8> {
    let (mut cursor, mut bytes) = (workspace.snapshot(), Vec::new());
    while let Ok(Some(chunk)) = workspace.snapshot_chunk(&mut cursor) {
        bytes.extend(chunk);
    }
    bytes
}

fn snapshot(people: usize) -> Result<Act> {
    let workspace = of_people(people)?;
    Ok(Box::new(move || taken(&workspace).len().to_string()))
}

fn from_snapshot(people: usize) -> Result<Act> {
    let bytes = taken(&of_people(people)?);
    Ok(Box::new(move || {
        let loaded = Loader::new(b"").and_then(|mut loader| {
            loader.feed(&bytes)?;
            loader.finish()
        });
        loaded.map_or_else(|answer| told(&answer), |_| "ok".to_owned())
    }))
}

/// A record as somebody changed it, to be verified.
fn record(size: usize, change: fn(&mut Value, usize)) -> Result<Act> {
    let log = log(1, 0)?;
    let mut record: Value = serde_json::from_str(log.trim_end()).map_err(|error| error.to_string())?;
    change(&mut record, size);
    let line = format!("{record}\n");
    Ok(Box::new(move || verified(line.as_bytes())))
}

/// Reporting lines: deep ones, a ring with many below it, and a wide one, in what a host hands in.
fn lines() -> Vec<Family> {
    let ask = |grows: &str, manager: fn(usize) -> Option<usize>| {
        Family::new("law.ask", grows, MOST, move |size| {
            let stored = |nth| {
                let mut document = person(nth, manager(nth), 0);
                document["active"] = true.into();
                document["has_account"] = true.into();
                json!({"type": "person", "schema": 1, "body": {"changed_at": AT, "version": 1, "document": document}})
            };
            let query = json!({"viewer": id(0, 0), "at": AT, "type": "person.list", "body": {}});
            let things: Vec<Value> = (0..size).map(stored).collect();
            call("law.ask", json!({"things": things, "whole": true, "query": query}))
        })
    };
    let facts = Family::new("law.ask", "facts of people in one line", MOST, |size| {
        let fact = |nth: usize| {
            let value = person(nth, nth.checked_sub(1), 0);
            json!({"type": "person", "body": {"person": id(nth, 0), "value": value}})
        };
        let facts: Vec<Value> = (0..size).map(fact).collect();
        let query = json!({"viewer": id(0, 0), "at": AT, "type": "person.list", "body": {}});
        call("law.ask", json!({"things": [], "facts": facts, "whole": true, "query": query}))
    });
    vec![
        ask("people in one line", |nth| nth.checked_sub(1)),
        ask("people below two who manage each other", |nth| Some(if nth == 0 { 1 } else { 0 })),
        ask("people below a line that is a ring", |nth| Some(nth.saturating_sub(1).max(usize::from(nth == 0)))),
        ask("people below one", flat),
        facts,
        Family {
            least: 8,
            ..Family::new("execute_many", "people in one line", 4_000, |size| {
                batch(commands(size, 0, |nth| nth.checked_sub(1)))
            })
        }
        .once(),
    ]
}

/// Ids that are alike but for some of their bytes.
fn ids() -> Vec<Family> {
    let family = |grows: &str, place: u32| {
        let make = move |size| batch(commands(size, place, flat));
        Family { least: 8, ..Family::new("execute_many", grows, 4_000, make) }.once()
    };
    let alike = [
        ("people whose ids differ at their end", 0),
        ("people whose ids differ at their beginning", 1),
        ("people whose ids differ in their middle", 2),
        ("people whose ids had one hash", 3),
    ];
    let each = |(grows, place)| {
        [family(grows, place), of_log("load", grows, place, loaded), of_log("replay", grows, place, replayed)]
    };
    let of_commands = Family {
        least: 8,
        ..Family::new("execute_many", "commands whose ids had one hash", 4_000, |size| {
            let one = |nth: usize| {
                let mut one = command(nth, "person.record", &person(nth, flat(nth), 0));
                one["id"] = json!(id(nth, 3));
                format!("{one}\n")
            };
            batch((0..size).map(one).collect::<String>().into_bytes())
        })
    };
    alike.into_iter().flat_map(each).chain([of_commands.once()]).collect()
}

/// Frameworks with more components, and with more areas, each of them measured: what would lift the score of all of it.
fn frameworks() -> Vec<Family> {
    let component = |nth: usize| {
        let curve = json!({"points": [{"x": 0, "y": 0}, {"x": 100, "y": 100}], "why": "by hand"});
        json!({"key": format!("c{nth}"), "name": "C", "measure": format!("c{nth}"), "unit": "score", "weight": null, "curve": curve})
    };
    let area = |nth: usize, components: Vec<Value>| json!({"key": format!("a{nth}"), "name": "A", "weight": null, "components": components});
    let asked = |size: usize, areas: Vec<Value>| {
        let values: serde_json::Map<String, Value> =
            (0..size).map(|nth| (format!("c{nth}"), json!(nth % 50))).collect();
        let framework = json!({"type": "own", "body": {"key": "own", "name": "Own", "areas": areas}});
        call("skill.what_if", json!({"framework": framework, "values": values, "goal": {"area": null, "score": 30}}))
    };
    vec![
        Family::new("skill.what_if", "components of an area, all measured", MOST, move |size| {
            asked(size, vec![area(0, (0..size).map(component).collect())])
        }),
        Family::new("skill.what_if", "areas of a component, all measured", MOST, move |size| {
            asked(size, (0..size).map(|nth| area(nth, vec![component(nth)])).collect())
        }),
    ]
}

fn batches() -> Vec<Family> {
    let lines = |size: usize, body: fn(usize) -> Value| {
        let line = |nth: usize| format!("{}\n", command(nth, "person.record", &body(nth)));
        (0..size).map(line).collect::<String>().into_bytes()
    };
    let family = |grows: &str, body: fn(usize) -> Value| {
        Family { least: 8, ..Family::new("execute_many", grows, 8_000, move |size| batch(lines(size, body))) }.once()
    };
    vec![
        family("wrong commands", |nth| json!({"person": nth, "such": 1})),
        family("refused commands", |nth| person(nth, Some(nth), 0)),
        family("repeated commands", |_| person(0, None, 0)),
    ]
}

fn batch(lines: Vec<u8>) -> Result<Act> {
    let mut workspace = open()?;
    Ok(Box::new(move || workspace.execute_many(&lines).accepted.to_string()))
}

/// A stateless operation with an input of its own.
fn call(operation: &'static str, input: Value) -> Result<Act> {
    let bytes = input.to_string().into_bytes();
    Ok(Box::new(move || told(&waist::call(operation, &bytes))))
}

/// Lists of phrases, of which no case hands in one without a fault.
fn lists() -> Vec<Family> {
    let family = |grows: &str, phrases: fn(usize) -> Vec<Value>| {
        Family::new("talk.check_list", grows, MOST, move |size| {
            call("talk.check_list", json!({"language": "en", "name": "Own", "phrases": phrases(size)}))
        })
    };
    vec![
        family("kinds of phrases", |size| {
            let kind = |nth: usize| json!({"key": format!("k{nth}"), "name": format!("K {nth}"), "phrases": [format!("a b{nth}")]});
            (0..size).map(kind).collect()
        }),
        family("phrases of a kind", |size| {
            let phrases: Vec<String> = (0..size).map(|nth| format!("so it is {nth}")).collect();
            vec![json!({"key": "k", "name": "K", "phrases": phrases})]
        }),
        family("kinds twice", |size| vec![json!({"key": "k", "name": "K", "phrases": ["!?"]}); size]),
    ]
}

/// A call in which nobody says more than a sign, which is read with what comes next.
fn points() -> Family {
    Family::new("talk.measure", "segments of nothing but points", MOST, |size| {
        let segment = |nth: usize| json!({"start_ms": nth * 100, "end_ms": nth * 100 + 90, "speaker": format!("s{}", nth % 2), "text": "..."});
        let speakers = ["s0", "s1"].map(|key| json!({"key": key, "name": null, "role": "other"}));
        let segments: Vec<Value> = (0..size).map(segment).collect();
        let transcript = json!({
            "consented": true, "language": "en", "length_ms": null, "segments": segments, "speakers": speakers,
        });
        call("talk.measure", json!({"transcript": transcript}))
    })
}

/// Policies, of which cases check small ones.
fn policies() -> Vec<Family> {
    let family = |grows: &str, policy: fn(usize) -> Value| {
        Family::new("policy.check", grows, MOST, move |size| call("policy.check", policy(size)))
    };
    vec![
        family("roles", |size| {
            let role = |nth: usize| (format!("role_{nth}"), json!({"capabilities": ["coach_pipeline"]}));
            json!({"access": {"roles": (0..size).map(role).collect::<serde_json::Map<_, _>>()}})
        }),
        family("holidays", |size| {
            let holiday = json!({"date": "2026-03-02", "name": "Day"});
            json!({"organisation": {"holidays": vec![holiday; size]}})
        }),
        family("campaigns of a role", |size| {
            let campaigns: Vec<String> = (0..size).map(|nth| format!("c{nth}")).collect();
            json!({"access": {"reviewer_scope": {"reviewer": {"campaigns": campaigns, "reach": "organisation"}}}})
        }),
    ]
}

/// Many people of whom there is a little each.
fn people() -> Vec<Family> {
    let programme = |of: &'static str, grows: &'static str, everybody: bool| {
        Family::new(of, grows, MOST_OF_A_PROGRAMME, move |size| call(of, of_programme(of, size, everybody)))
    };
    vec![
        // Whoever differs no more than by chance is drawn wholly to the mean of all.
        Family::new("insight.ranking", "people who are alike", MOST, |size| {
            let value = |nth: usize| json!({"person": format!("p{}", nth / 2), "value": nth % 2});
            let values: Vec<Value> = (0..2 * size).map(value).collect();
            call("insight.ranking", json!({"of": {"type": "means", "body": {"values": values}}}))
        }),
        programme("programme.adherence", "people with a session each", false),
        programme("programme.due", "people with a session each", false),
        programme("programme.adherence", "people with a session of everybody's", true),
        programme("programme.due", "people with a session of everybody's", true),
    ]
}

/// Values of which one has digits far behind those of the others, so that they have no grain in common that is not fine.
fn series() -> Vec<Family> {
    let family = |grows: &str, speck: f64| {
        let make = move |size| {
            let value = |nth: usize| if nth == size / 2 { json!(speck) } else { json!(nth * 7_919 % 10_007) };
            call("insight.series", json!({"values": (0..size).map(value).collect::<Vec<_>>()}))
        };
        // Few values are gone through by pairs.
        Family { least: 1_000, ..Family::new("insight.series", grows, MOST, make) }
    };
    vec![
        family("values, and what 0.1 + 0.2 - 0.3 leaves", 5.551_115_123_125_783e-17),
        family("values, and one next to nothing", 1e-300),
    ]
}

/// How many people a programme may have.
const MOST_OF_A_PROGRAMME: usize = 10_000;

/// So many people who are to meet once in a month, with a session of each, or one of everybody.
fn of_programme(of: &str, people: usize, everybody: bool) -> Value {
    let member = |nth: usize| json!({"person": format!("p{nth}"), "leave": [], "working_days": ["monday"]});
    let session = |people: Vec<String>| json!({"format": "talk", "on": "2026-02-02", "outcome": {"type": "held"}, "people": people});
    let of_each = (0..people).map(|nth| session(vec![format!("p{nth}")]));
    let sessions: Vec<Value> = if everybody { vec![session(Vec::new())] } else { of_each.collect() };
    let format = json!({
        "focus": "One", "format": "talk", "held_for": if everybody { "team" } else { "person" }, "method": "Talk",
        "minutes": {"least": 30, "most": 60}, "name": "Talk", "rhythm": {"type": "months", "body": {"every": 1}},
    });
    let mut input = json!({
        "people": (0..people).map(member).collect::<Vec<_>>(), "sessions": sessions,
        "policy": {"organisation": {"holidays": []}},
        "programme": {"programme": "p", "team": "t", "starts_on": "2026-02-01", "version": 1, "formats": [format]},
    });
    if of == "programme.due" {
        input["on"] = "2026-02-20".into();
    } else {
        input["window"] = json!({"first": "2026-02-01", "last": "2026-02-28"});
    }
    input
}

/// A file of a head, many parts and an end.
struct File {
    of: &'static str,
    grows: &'static str,
    head: &'static str,
    part: fn(usize) -> String,
    end: &'static str,
    input: fn(String) -> Value,
}

fn files() -> Vec<Family> {
    let family = |file: &'static File| Family {
        least: 8,
        ..Family::new(file.of, file.grows, MOST, move |size| {
            let parts: String = (0..size).map(file.part).collect();
            call(file.of, (file.input)(format!("{}{parts}{}", file.head, file.end)))
        })
    };
    FILES.iter().map(family).collect()
}

/// The same text, its digits first.
fn leading_digits(text: &str) -> String {
    let (digits, others): (String, String) = text.chars().partition(char::is_ascii_digit);
    digits + &others
}

/// A coaching report of somebody of this name, with nothing else in it.
fn page_of(name: &str) -> Value {
    let period = json!({"first": "2026-03-02", "last": "2026-03-08"});
    json!({
        "areas": [], "calls": [], "focus_areas": [], "metrics": [], "name": name, "overall": null, "period": period, "strengths": [],
        "withheld": []
    })
}

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nMETHOD:REQUEST\r\n";
const EVENT: &str = "BEGIN:VEVENT\r\nUID:s1@example.com\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260302T090000Z\r\n";

const FILES: &[File] = &[
    File {
        of: "calendar.read_file",
        grows: "events",
        head: CALENDAR,
        part: |nth| {
            format!(
                "BEGIN:VEVENT\r\nUID:s{nth}@example.com\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260302T090000Z\r\nEND:VEVENT\r\n"
            )
        },
        end: "END:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "calendar.read_file",
        grows: "events of one id",
        head: CALENDAR,
        part: |nth| format!("{EVENT}RECURRENCE-ID:{}T090000Z\r\nEND:VEVENT\r\n", 20_260_302 + nth),
        end: "END:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "calendar.read_file",
        grows: "zones",
        head: CALENDAR,
        part: |nth| {
            format!("BEGIN:VTIMEZONE\r\nTZID:Office {nth}\r\nX-LIC-LOCATION:Europe/Berlin\r\nEND:VTIMEZONE\r\n")
        },
        end: "END:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "calendar.read_file",
        grows: "folded lines",
        head: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nMETHOD:REQUEST\r\nX-NOTE:",
        part: |_| "\r\n word".to_owned(),
        end: "\r\nEND:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "calendar.read_file",
        grows: "parameters of a line",
        head: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\nMETHOD:REQUEST\r\nX-NOTE",
        part: |nth| format!(";X-{nth}=\"a\""),
        end: ":x\r\nEND:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "calendar.read_file",
        grows: "components in one another",
        head: CALENDAR,
        part: |_| "BEGIN:X-THING\r\n".to_owned(),
        end: "END:VCALENDAR\r\n",
        input: of_calendar,
    },
    File {
        of: "transcript.read",
        grows: "cues of WebVTT",
        head: "WEBVTT\n",
        part: |nth| format!("\n{}.000 --> {}.000\n<v P {}>so it is</v>\n", clock(nth), clock(nth + 1), nth % 7),
        end: "",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "speakers of WebVTT",
        head: "WEBVTT\n",
        part: |nth| format!("\n{}.000 --> {}.000\n<v P {nth}>so it is</v>\n", clock(nth), clock(nth + 1)),
        end: "",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "cues at one time",
        head: "WEBVTT\n",
        part: |nth| format!("\n00:00:01.000 --> 00:00:02.000\n<v P {}>so it is</v>\n", nth % 7),
        end: "",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "cues of SubRip",
        head: "",
        part: |nth| format!("{}\n{},000 --> {},000\nP {}: so it is\n\n", nth + 1, clock(nth), clock(nth + 1), nth % 7),
        end: "",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "tags in a cue",
        head: "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
        part: |_| "<b>".to_owned(),
        end: "\n",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "tags in a cue that none of them ends",
        head: "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
        part: |_| "<a".to_owned(),
        end: ">\n",
        input: of_transcript,
    },
    File {
        of: "transcript.read",
        grows: "angles in a cue that nothing closes",
        head: "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
        part: |_| "<".to_owned(),
        end: "\n",
        input: of_transcript,
    },
    File {
        of: "report.render",
        grows: "digits and points in a page of Markdown",
        head: "",
        part: |nth| if nth % 2 == 0 { "1" } else { ". " }.to_owned(),
        end: "",
        input: |text| json!({"data": page_of(&leading_digits(&text)), "format": "markdown", "kind": "coaching"}),
    },
    File {
        of: "report.render",
        grows: "the title of a PDF",
        head: "",
        part: |_| "a".to_owned(),
        end: "",
        input: |text| json!({"at": AT, "data": page_of(&text), "format": "pdf", "kind": "coaching"}),
    },
    File {
        of: "transcript.read",
        grows: "utterances",
        head: "{\"audio_duration\": 100000, \"utterances\": [",
        part: |nth| {
            let start = nth * 1_000;
            format!(
                "{}{{\"speaker\": \"{}\", \"start\": {start}, \"end\": {}, \"text\": \"Yes.\"}}",
                if nth == 0 { "" } else { "," },
                nth % 7,
                start + 900
            )
        },
        end: "]}",
        input: of_transcript,
    },
];

/// So many seconds, as a clock shows them.
fn clock(seconds: usize) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

fn of_calendar(text: String) -> Value {
    json!({"file": {"type": "text", "body": text}})
}

fn of_transcript(text: String) -> Value {
    json!({"consented": true, "text": text})
}
