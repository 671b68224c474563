//! WSP-04, WSP-02: a log that a store printed otherwise is the same log, whoever reads it: verification, loading, redaction.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use touchline::waist::{Loader, Status, Verifier, Workspace};

use crate::missing_texts::told_of;
use crate::redaction::rewritten;
use crate::tenant::{Tenant, id};

/// Prints JSON in other words: names in another order, spaces, numbers and characters written otherwise, by the bytes that
/// are drawn.
struct Reprinter<'a> {
    drawn: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    /// What of that is done to the record at hand: a bit each. One thing alone is easily taken for nothing.
    manner: u8,
    /// How deep within the record.
    depth: usize,
}

const SPACES: u8 = 1;
const NUMBERS: u8 = 2;
const CHARACTERS: u8 = 4;
const ORDER: u8 = 8;
/// Only in what a command or an event says, and not around it.
const WITHIN: u8 = 16;
/// The depth of what a command or an event says.
const BODY: usize = 3;

impl Reprinter<'_> {
    fn record(&mut self, line: &str) -> String {
        self.manner = self.draw(32);
        self.print(&serde_json::from_str(line).unwrap())
    }

    fn draw(&mut self, below: u8) -> u8 {
        self.drawn.next().map_or(0, |byte| byte % below)
    }

    fn does(&self, what: u8) -> bool {
        self.manner & what != 0 && (self.manner & WITHIN == 0 || self.depth >= BODY)
    }

    fn space(&mut self) -> &'static str {
        if self.does(SPACES) { ["", "", " ", "\t", "  "][usize::from(self.draw(5))] } else { "" }
    }

    fn print(&mut self, value: &Value) -> String {
        self.depth += 1;
        let printed = self.print_whole(value);
        self.depth -= 1;
        printed
    }

    fn print_whole(&mut self, value: &Value) -> String {
        match value {
            Value::Object(members) => {
                let mut members: Vec<(&String, &Value)> = members.iter().collect();
                if self.does(ORDER) {
                    let turn = usize::from(self.draw(8)) % members.len().max(1);
                    members.rotate_left(turn);
                }
                let told: Vec<String> =
                    members.iter().map(|(name, value)| format!("{}:{}", self.text(name), self.print(value))).collect();
                format!("{{{}{}}}", self.space(), told.join(","))
            }
            Value::Array(entries) => {
                let told: Vec<String> = entries.iter().map(|entry| self.print(entry)).collect();
                format!("[{}{}]", told.join(&format!("{},", self.space())), self.space())
            }
            Value::String(text) => self.text(text),
            Value::Number(number) => self.number(&number.to_string()),
            other => other.to_string(),
        }
    }

    fn text(&mut self, text: &str) -> String {
        let mut told = String::from("\"");
        for character in text.chars() {
            match character {
                '/' if self.does(CHARACTERS) && self.draw(4) == 0 => told.push_str("\\/"),
                '"' | '\\' => told.extend(['\\', character]),
                plain if plain < ' ' || (plain.is_ascii() && self.does(CHARACTERS) && self.draw(16) == 0) => {
                    told.push_str(&format!("\\u{:04X}", u32::from(plain)));
                }
                plain => told.push(plain),
            }
        }
        told + "\""
    }

    fn number(&mut self, number: &str) -> String {
        if !self.does(NUMBERS) {
            return number.to_owned();
        }
        let manner = self.draw(4);
        match number.split_once('.') {
            // Nought, and what has an exponent already, stays.
            Some((_, behind)) if behind.contains(['e', 'E']) || number.parse() == Ok(0.0) => number.to_owned(),
            Some((whole, behind)) => fraction(whole, behind, manner),
            None => whole(number, manner),
        }
    }
}

fn whole(number: &str, manner: u8) -> String {
    match manner {
        _ if !number.bytes().all(|byte| byte.is_ascii_digit()) => number.to_owned(),
        0 => format!("{number}.0"),
        1 => format!("{number}e0"),
        2 if number.len() > 1 => format!("{}.{}E+{}", &number[..1], &number[1..], number.len() - 1),
        _ => number.to_owned(),
    }
}

/// A number with digits behind its point, as other printers have it.
fn fraction(whole: &str, behind: &str, manner: u8) -> String {
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let digits = format!("{}{behind}", whole.trim_start_matches('-'));
    let digits = digits.trim_start_matches('0');
    match manner {
        0 => format!("{whole}.{behind}00"),
        1 => format!("{whole}.{behind}E0"),
        2 if digits.len() >= behind.len() => format!("{sign}0.{digits}E+{}", digits.len() - behind.len()),
        _ => format!("{sign}{digits}e-{:02}", behind.len()),
    }
}

/// What a metric counted, in numbers with digits behind the point.
const SUMS: [f64; 5] = [12.5, 0.25, 123.456_789, 0.000_001, 199.999_999];

/// A tenant of whose records some hold such numbers.
fn told_with_fractions() -> Tenant {
    let mut tenant = told_of(&["ana"]);
    for (nth, sum) in SUMS.iter().enumerate() {
        let day = format!("2026-02-1{nth}");
        let body =
            json!({"person": id("bob"), "metric": "engagement_score", "day": day, "observations": 2, "sum": sum});
        let command = tenant.command("system", "metric_day.record", &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    tenant
}

fn verified(log: &str) -> (Status, String) {
    let mut verifier = Verifier::new(b"").unwrap();
    verifier.feed(log.as_bytes());
    let answer = verifier.finish();
    (answer.status, answer.json)
}

fn loaded(log: &str) -> Workspace {
    let mut loader = Loader::new(b"{}").unwrap();
    loader.feed(log.as_bytes()).and_then(|()| loader.finish()).map_err(|answer| answer.json).unwrap()
}

/// Every command of the log sent once more, and what comes of it.
fn sent_again(workspace: &mut Workspace, log: &str) -> Vec<String> {
    let send = |(number, line): (usize, &str)| {
        let mut command = serde_json::from_str::<Value>(line).unwrap()["command"].clone();
        command["entropy"] = json!(format!("{:064x}", number + 1));
        workspace.execute(command.to_string().as_bytes()).json
    };
    log.lines().enumerate().map(send).collect()
}

/// Where a later version may have written more: in the record, in what was wanted and what happened, and beside each commitment.
const PLACES: [&str; 6] = ["", "/command", "/command/body", "/events/0", "/events/0/body", "/private"];

/// A record with a member that this version does not know, as a later one would seal it.
fn with_more(line: &str, name: &str, place: &str) -> String {
    let mut whole: Value = serde_json::from_str(line).unwrap();
    let at = whole.pointer_mut(place).unwrap().as_object_mut().unwrap();
    let within: Vec<&mut Map<String, Value>> = match place {
        "/private" => at.values_mut().filter_map(Value::as_object_mut).collect(),
        _ => vec![at],
    };
    assert!(!within.is_empty(), "{place}");
    for members in within {
        members.insert(name.to_owned(), json!({"more": [1, {"than": "is known"}]}));
    }
    let mut record = whole.as_object().unwrap().clone();
    let mut hashed = Value::Object(record.clone());
    hashed.as_object_mut().unwrap().remove("hash");
    let private: Vec<String> = record["private"].as_object().unwrap().keys().cloned().collect();
    for pointer in private {
        *hashed.pointer_mut(&pointer).unwrap() = Value::Null;
        hashed["private"][&pointer]["salt"] = Value::Null;
    }
    let digest = Sha256::digest(hashed.to_string().as_bytes());
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    record.insert("hash".to_owned(), json!(hash));
    Value::Object(record).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn wsp_04_a_log_printed_otherwise_is_verified_loaded_and_redacted_as_it_was(
        drawn in prop::collection::vec(any::<u8>(), 50..500)
    ) {
        let log = told_with_fractions().log;
        let mut reprinter = Reprinter { drawn: drawn.iter().cycle(), manner: 0, depth: 0 };
        let reprinted: Vec<String> = log.lines().map(|line| reprinter.record(line)).collect();
        let reprinted = reprinted.join("\n");
        prop_assert_eq!(verified(&reprinted), verified(&log));
        let (mut one, mut other) = (loaded(&log), loaded(&reprinted));
        prop_assert_eq!(one.printed().unwrap(), other.printed().unwrap());
        prop_assert_eq!(sent_again(&mut one, &log), sent_again(&mut other, &log));
        // A line without anything to take out stays as its store printed it.
        let ((one, told), (other, told_of_other)) = (rewritten(&log, 4_096), rewritten(&reprinted, 4_096));
        prop_assert_eq!(told, told_of_other);
        prop_assert_eq!(verified(&one), verified(&other));
        prop_assert_eq!(loaded(&one).printed().unwrap(), loaded(&other).printed().unwrap());
    }
}

#[test]
fn wsp_04_ker_14_what_a_later_version_wrote_beside_is_verified_and_passed_over() {
    let log = told_of(&[]).log;
    let lines: Vec<&str> = log.lines().collect();
    let (last, before) = lines.split_last().unwrap();
    let names = ["again", "cone", "file", "held", "known", "prone", "scope", "sequel"];
    let everywhere = names.iter().flat_map(|name| PLACES.map(|place| (*name, place)));
    // Beside a commitment nothing is known of what a record has.
    let beside = ["events", "hash", "schema"].map(|name| (name, "/private"));
    for (name, place) in everywhere.chain(beside) {
        let more = [before.join("\n"), with_more(last, name, place)].join("\n");
        assert_eq!(verified(&more).0, Status::Ok, "{name} in {place}: {}", verified(&more).1);
        assert_eq!(loaded(&more).printed().unwrap().lines().count(), loaded(&log).printed().unwrap().lines().count());
        let altered = more.replace("is known", "is known!");
        let (status, told) = verified(&altered);
        assert_eq!(status, Status::Rejected);
        assert!(told.contains("record_altered"), "{name} in {place}: {told}");
    }
}

#[test]
fn wsp_04_a_salt_that_stands_twice_makes_no_record() {
    let log = told_of(&[]).log;
    let at = log.rfind("\"salt\":\"").unwrap();
    let salt = &log[at..at + "\"salt\":\"\"".len() + 32];
    let twice = format!("{}{salt},{}", &log[..at], &log[at..]);
    let (status, told) = verified(&twice);
    assert!(status == Status::Rejected && told.contains("record_unreadable"), "{told}");
}

#[test]
fn wsp_04_each_number_printed_otherwise_is_the_same_number() {
    let log = told_with_fractions().log;
    let (before, sums): (Vec<&str>, Vec<&str>) = {
        let lines: Vec<&str> = log.lines().collect();
        let (before, sums) = lines.split_at(lines.len() - SUMS.len());
        (before.to_vec(), sums.to_vec())
    };
    for manner in 0..4 {
        let otherwise = |line: &&str| {
            let (_, from) = line.split_once("\"sum\":").unwrap();
            let sum = from.split(['}', ',']).next().unwrap();
            let (whole, behind) = sum.split_once('.').unwrap();
            let other = fraction(whole, behind, manner);
            assert_eq!(other.parse::<f64>(), sum.parse::<f64>(), "{other}");
            line.replace(&format!("\"sum\":{sum}"), &format!("\"sum\":{other}"))
        };
        let reprinted: Vec<String> = sums.iter().map(otherwise).collect();
        let differ = sums.iter().zip(&reprinted).filter(|(line, other)| line != other).count();
        assert_eq!(differ, SUMS.len());
        let whole = [before.join("\n"), reprinted.join("\n")].join("\n");
        assert_eq!(verified(&whole), verified(&log));
        assert_eq!(loaded(&whole).printed().unwrap(), loaded(&log).printed().unwrap());
    }
}
