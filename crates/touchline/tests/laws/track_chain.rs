//! ACC-19, PIP-03, PIP-04: whatever byte of an improvement track's records is changed, the record is named; and what proves a track
//! tells nobody of a note whom that is not for.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use touchline::kernel::base64;
use touchline::waist::{Answer, Status, call};

use crate::sessions::{POLICY, noted_on_track, send_all, sent};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

/// Changes of a byte, of which none may be missed.
const CHANGES: usize = 10_000;
/// Sessions of the track, each with notes.
const SESSIONS: usize = 6;

fn track() -> String {
    placed("plan", 1)
}

/// A session of the track, with notes of both kinds, to the first of which something is added.
fn held(place: usize) -> Vec<Sent> {
    let (session, note) = (placed("session", 10 + place), |nth: usize| placed("session_note", 20 + 3 * place + nth));
    let begun = json!({"type": "moment", "body": {"at": "2026-02-24T12:00:00.000Z"}});
    let schedule = json!({"length_minutes": 15, "plan": track(), "session": session, "starts": begun});
    let notes: Vec<Value> = (0..3)
        .map(|nth| json!({"confidential": nth == 2, "session_note": note(nth), "text": format!("Über {place}: 第{nth}回.")}))
        .collect();
    let added = json!({"session_note": note(0), "text": "And so on."});
    vec![
        sent("mia", "session.schedule", schedule),
        sent("mia", "session.record", json!({"notes": notes, "session": session})),
        sent("mia", "session_note.add_addendum", added),
    ]
}

/// A tenant with a track, of whose sessions much was noted down; and the records that tell of that, of the sessions, and of plans.
fn noted() -> (Tenant, Vec<String>) {
    let mut tenant = Tenant::under(POLICY);
    send_all(&mut tenant, &noted_on_track());
    send_all(&mut tenant, &(0..SESSIONS).flat_map(held).collect::<Vec<_>>());
    let beside = ["plan.", "session."].map(|thing| format!("\"type\":\"{thing}"));
    let is_near = |line: &&str| tells_of_notes(line) || beside.iter().any(|kind| line.contains(kind));
    let records = tenant.log.lines().filter(is_near).map(str::to_owned).collect();
    (tenant, records)
}

fn tells_of_notes(record: &str) -> bool {
    record.contains("\"type\":\"session_note.")
}

fn verified<R: AsRef<[u8]>>(records: &[R], expected: &Value) -> (Status, Value) {
    let mut input = json!({"expected": expected, "plan": track()});
    let records: Vec<&[u8]> = records.iter().map(AsRef::as_ref).collect();
    // Handed over as a text, where they are one still.
    match String::from_utf8(records.join(&b'\n')) {
        Ok(text) => input["records"] = json!(text),
        Err(broken) => input["records_base64"] = json!(base64::encoded(broken.as_bytes())),
    }
    let Answer { status, json, .. } = call("track.verify", input.to_string().as_bytes());
    (status, serde_json::from_str(&json).unwrap())
}

fn hashes(records: &[String]) -> Vec<Value> {
    let (status, told) = verified(records, &json!({}));
    assert_eq!(status, Status::Ok, "{told}");
    told["links"].as_array().unwrap().iter().map(|link| link["hash"].clone()).collect()
}

#[test]
fn pip_03_of_ten_thousand_changed_bytes_none_is_missed_and_the_record_is_named() {
    let (_, records) = noted();
    let notes = records.iter().filter(|record| tells_of_notes(record)).count();
    assert!(notes > 2 * SESSIONS && records.len() > notes);
    let text = records.join("\n").into_bytes();
    // A step that shares no factor with them walks through all bytes before it comes to one again.
    let step = (7_919..).find(|step| !text.len().is_multiple_of(*step)).unwrap();
    let (mut made, mut met) = (BTreeSet::new(), Met::default());
    for change in 0..CHANGES {
        // Each byte becomes any other: the mask is one of 255.
        let (at, mask) = (change * step % text.len(), u8::try_from(1 + change * 101 % 255).unwrap());
        assert!(made.insert((at, mask)), "no change is made twice");
        let mut altered = text.clone();
        altered[at] ^= mask;
        met.count(text[at], &altered, at);
        // What ends a line is of that line.
        let line = 1 + text[..at].iter().filter(|byte| **byte == b'\n').count();
        let (status, told) = verified(&[&altered], &json!({}));
        assert_eq!(status, Status::Rejected, "byte {at} of line {line}, mask {mask}: {told}");
        assert!(["record_altered", "record_unreadable"].contains(&told["code"].as_str().unwrap()), "{told}");
        assert_eq!(told["details"]["line"], json!(line), "byte {at}, mask {mask}: {told}");
    }
    assert!(met.beyond_ascii > 0 && met.no_text > CHANGES / 4, "{met:?}");
    assert!(met.ends_of_lines > 0 && met.new_lines > 0, "{met:?}");
}

/// What sorts of changes were made.
#[derive(Debug, Default)]
struct Met {
    beyond_ascii: usize,
    ends_of_lines: usize,
    new_lines: usize,
    no_text: usize,
}

impl Met {
    fn count(&mut self, before: u8, altered: &[u8], at: usize) {
        self.beyond_ascii += usize::from(!before.is_ascii());
        self.ends_of_lines += usize::from(before == b'\n');
        self.new_lines += usize::from(altered[at] == b'\n');
        self.no_text += usize::from(str::from_utf8(altered).is_err());
    }
}

/// A record of which one byte is another.
fn with_changed_byte(record: &str, at: usize, bit: usize) -> Vec<u8> {
    let mut bytes = record.as_bytes().to_vec();
    bytes[at % record.len()] ^= 1 << bit;
    bytes
}

fn as_bytes(records: &[String]) -> Vec<Vec<u8>> {
    records.iter().map(|record| record.clone().into_bytes()).collect()
}

#[test]
fn pip_03_of_two_records_that_were_changed_the_earlier_is_named() {
    let (_, records) = noted();
    for earlier in 0..records.len() {
        for later in earlier + 1..records.len() {
            for bit in 0..8 {
                // Anywhere in either: what cannot be read any more hides nothing that stands before it.
                let at = |place: usize| 7_919 * (1 + place) * (1 + bit) + 31 * later;
                let mut altered = as_bytes(&records);
                let changed = |place: usize| with_changed_byte(&records[place], at(place), bit);
                (altered[earlier], altered[later]) = (changed(earlier), changed(later));
                let (status, told) = verified(&altered, &json!({}));
                assert_eq!(status, Status::Rejected, "{told}");
                assert_eq!(told["details"]["line"], json!(earlier + 1), "and {}, bit {bit}: {told}", later + 1);
            }
        }
    }
}

#[test]
fn pip_03_records_that_are_left_out_doubled_or_made_anew_show_by_what_was_kept() {
    let (tenant, records) = noted();
    let links = hashes(&records);
    let kept = json!({"count": links.len(), "head": links.last(), "links": links});
    assert_eq!(verified(&records, &kept).1["anchored"], json!(true));
    for place in 0..records.len() {
        let mut fewer = records.clone();
        let removed = fewer.remove(place);
        // Others than those of notes need not be there.
        let expected = if tells_of_notes(&removed) { Status::Rejected } else { Status::Ok };
        assert_eq!(verified(&fewer, &kept).0, expected, "without record {place}");
        let mut doubled = records.clone();
        doubled.insert(place, records[place].clone());
        let (_, told) = verified(&doubled, &json!({}));
        assert_eq!((&told["code"], &told["details"]["line"]), (&json!("record_doubled"), &json!(place + 2)));
    }
    // What the workspace tells is what the log proves, whatever else stands in it.
    let whole: Vec<String> = tenant.log.lines().map(str::to_owned).collect();
    assert_eq!(hashes(&whole), links);
}

#[test]
fn pip_03_of_a_whole_log_and_of_a_span_the_first_record_that_is_missing_is_named() {
    let (tenant, _) = noted();
    let whole: Vec<String> = tenant.log.lines().map(str::to_owned).collect();
    let span = json!({"type": "between", "body": {"first": 1, "last": whole.len()}});
    for all_of in [json!({"type": "whole_log"}), span] {
        let verified = |records: &[String]| {
            let input = json!({"all_of": all_of, "plan": track(), "records": records.join("\n")});
            let Answer { status, json, .. } = call("track.verify", input.to_string().as_bytes());
            (status, serde_json::from_str::<Value>(&json).unwrap())
        };
        assert_eq!(verified(&whole).0, Status::Ok);
        for place in 0..whole.len() - 1 {
            let mut fewer = whole.clone();
            fewer.remove(place);
            let (_, told) = verified(&fewer);
            let named = (&told["code"], &told["details"]["seq"], &told["details"]["line"]);
            assert_eq!(named, (&json!("record_dropped"), &json!(place + 1), &json!(place + 1)), "{told}");
        }
        // A tail that was cut off shows where its end is known.
        let expected = if all_of["body"].is_null() { Status::Ok } else { Status::Rejected };
        assert_eq!(verified(&whole[..whole.len() - 1]).0, expected);
    }
}

/// What is told of the track to those who are not shown each note of it, once it is closed and max has come to coach.
fn told(written: &[Sent]) -> Vec<String> {
    let mut tenant = Tenant::under(POLICY);
    send_all(&mut tenant, &noted_on_track());
    let hank = json!({"person": id("hank"), "name": "hank", "roles": ["hr_admin"]});
    send_all(&mut tenant, &[sent("system", "person.record", hank)]);
    let end = tenant.now_ms + 100_000;
    send_all(&mut tenant, written);
    tenant.now_ms = end;
    let joined = json!({"coach": {"type": "person", "body": {"person": id("max")}}, "plan": track()});
    let off = json!({"plan": track(), "reason": "Over."});
    send_all(&mut tenant, &[sent("mia", "plan.add_coach", joined), sent("mia", "plan.cancel", off)]);
    let questions = ["plan.compliance", "plan.track_proof"];
    let asked = ["max", "hank", "olga", "bob"].into_iter().flat_map(|viewer| questions.map(|asked| (viewer, asked)));
    let asked = asked.map(|(viewer, asked)| {
        let told = tenant.ask(viewer, asked, &json!({"plan": track()})).json;
        assert!(!told.contains("\"links\""), "{viewer}: {told}");
        told
    });
    let told = asked.collect();
    for asked in questions {
        let shown = tenant.ask("ana", asked, &json!({"plan": track()})).json;
        assert!(shown.contains("\"links\""), "{shown}");
    }
    told
}

#[test]
fn pip_04_acc_19_a_summary_tells_of_no_note_that_is_not_for_whoever_asks() {
    let note = placed("session_note", 8);
    let write = |text: &str| {
        let body = json!({"session": placed("session", 6), "session_note": note, "text": text});
        sent("mia", "session_note.write_confidential", body)
    };
    let added = sent("mia", "session_note.add_addendum", json!({"session_note": note, "text": "Again."}));
    let worlds =
        [vec![], vec![write("She may leave.")], vec![write("She may stay.")], vec![write("She may leave."), added]];
    let answers: Vec<Vec<String>> = worlds.iter().map(|written| told(written)).collect();
    assert!(answers.iter().all(|other| *other == answers[0]));
}
