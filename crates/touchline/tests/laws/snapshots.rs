//! A snapshot is loaded as it was written, or not at all.

use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use strum::VariantArray;
use touchline::facts::ThingKind;
use touchline::waist::{Answer, Loader, Status, Workspace};

use crate::tenant::{POLICY, Tenant, snapshot_of, steps_and_policies};
use crate::things::{furnished, made};

/// The kind and the length of what is in a frame, and its digest behind that.
const HEAD: usize = 5;
const DIGEST: usize = 32;
/// The kind of a frame of planned messages.
const MESSAGES: u8 = 65;

fn loaded(snapshot: &[u8]) -> Result<Workspace, Answer> {
    let mut loader = Loader::new(b"")?;
    loader.feed(snapshot)?;
    loader.finish()
}

fn refusal(snapshot: &[u8]) -> (String, Value) {
    let answer = loaded(snapshot).map(|workspace| workspace.printed().unwrap()).unwrap_err();
    let told: Value = serde_json::from_str(&answer.json).unwrap();
    (told["code"].as_str().unwrap().to_owned(), told["details"].clone())
}

/// The first line and the frames, by the wire contract.
fn parts(snapshot: &[u8]) -> Vec<Vec<u8>> {
    let end = snapshot.iter().position(|byte| *byte == b'\n').unwrap();
    let (first, mut rest) = snapshot.split_at(end + 1);
    let mut parts = vec![first.to_vec()];
    while !rest.is_empty() {
        let length = u32::from_le_bytes(rest[1..HEAD].try_into().unwrap());
        let (frame, after) = rest.split_at(HEAD + usize::try_from(length).unwrap() + DIGEST);
        parts.push(frame.to_vec());
        rest = after;
    }
    parts
}

/// These parts with lengths and digests that fit them, as whoever knows the contract would write them.
fn forged(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut whole = parts[0].clone();
    for part in &parts[1..] {
        let inside = &part[HEAD..part.len() - DIGEST];
        whole.push(part[0]);
        whole.extend(u32::try_from(inside.len()).unwrap().to_le_bytes());
        whole.extend(inside);
        let digest = Sha256::digest(&whole);
        whole.extend(digest);
    }
    whole
}

/// A frame, but for its length and its digest.
fn frame(kind: u8, inside: &[u8]) -> Vec<u8> {
    [&[kind], [0; 4].as_slice(), inside, &[0; DIGEST]].concat()
}

#[test]
fn wsp_02_a_snapshot_has_a_frame_of_every_kind() {
    let mut tenant = furnished();
    // The goal's reminders come at their hour where ana is.
    let mut moved = made(ThingKind::Person);
    let (actor, kind, body) = &mut moved[0];
    body["zone"] = json!("Asia/Tokyo");
    let command = tenant.command(actor, kind, body, None);
    assert_eq!(tenant.send(&command).status, Status::Ok);
    let kinds: Vec<u8> = parts(&tenant.snapshot())[1..].iter().map(|frame| frame[0]).collect();
    let of_things = (0..).take(ThingKind::VARIANTS.len());
    assert_eq!(kinds, of_things.chain(64..=71).collect::<Vec<u8>>());
}

/// The places in a part at which a byte is altered, or the snapshot cut off: each of what stands around its content, and of that
/// as many as walk through every bit.
fn telling(part: &[u8]) -> impl Iterator<Item = usize> {
    let (length, inside) = (part.len(), part.len().saturating_sub(DIGEST));
    (0..length).filter(move |place| *place < HEAD || *place >= inside || place % 13 == 0)
}

#[test]
fn wsp_02_a_changed_byte_is_found_in_the_part_that_it_is_in() {
    let snapshot = furnished().snapshot();
    let parts = parts(&snapshot);
    assert_eq!(forged(&parts), snapshot, "it is written by the contract");
    let mut changed = snapshot.clone();
    let mut begin = 0;
    for (number, part) in parts.iter().enumerate() {
        for place in telling(part).map(|place| begin + place) {
            changed[place] ^= 1 << (place % 8);
            let (code, details) = refusal(&changed);
            if number == 0 {
                // What may have been another version, or a log, is told as that.
                let known = ["snapshot_damaged", "snapshot_version", "record_unreadable"].contains(&code.as_str());
                assert!(known, "byte {place}: {code}");
            } else {
                assert_eq!(
                    (code.as_str(), &details["line"]),
                    ("snapshot_damaged", &Value::from(number + 1)),
                    "{place}"
                );
            }
            changed[place] = snapshot[place];
        }
        begin += part.len();
    }
}

#[test]
fn wsp_02_a_snapshot_that_is_cut_off_is_refused() {
    let snapshot = furnished().snapshot();
    let frames_begin = parts(&snapshot)[0].len();
    let mut loader = Loader::new(b"").unwrap();
    loader.feed(&snapshot[..frames_begin - 1]).unwrap();
    let within = loader.finish().unwrap_err();
    assert!(within.json.contains("\"snapshot_damaged\""), "{}", within.json);
    let mut begin = frames_begin;
    for part in &parts(&snapshot)[1..] {
        for length in telling(part).map(|place| begin + place) {
            assert_eq!(refusal(&snapshot[..length]).0, "snapshot_damaged", "{length}");
        }
        begin += part.len();
    }
}

#[test]
fn wsp_02_what_follows_a_snapshot_counts_its_own_lines() {
    let snapshot = furnished().snapshot();
    let (code, details) = refusal(&[&snapshot[..], b"\nrubbish\n"].concat());
    assert_eq!((code.as_str(), &details["line"]), ("record_unreadable", &Value::from(2)));
}

#[test]
fn wsp_02_what_cannot_be_is_refused_though_its_digests_fit() {
    let snapshot = furnished().snapshot();
    let parts = parts(&snapshot);
    let (end, commands) = (parts.len() - 1, parts.len() - 2);
    let changed = |change: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut parts = parts.clone();
        change(&mut parts);
        forged(&parts)
    };
    let doubled = |place: usize| changed(&|parts: &mut Vec<Vec<u8>>| parts.insert(place, parts[place].clone()));
    // A message has no id of its own that would tell it from itself.
    for place in (1..end).filter(|place| parts[*place][0] != MESSAGES) {
        assert_eq!(refusal(&doubled(place)), ("snapshot_damaged".to_owned(), json!({"line": place + 2})));
    }
    for (what, forged) in [
        ("another order", changed(&|parts| parts.swap(1, 2))),
        ("a kind that there is not", changed(&|parts| parts.insert(end, frame(63, &[0])))),
        ("an end with something in it", changed(&|parts| parts[end] = frame(68, &[0]))),
        ("no end", changed(&|parts| drop(parts.pop()))),
        ("half a command", changed(&|parts| parts[commands].truncate(HEAD + 20 + DIGEST))),
        ("no such actor", changed(&|parts| parts[commands][HEAD + 3] = 0x7f)),
        ("about nobody there is", changed(&|parts| parts[commands][HEAD + 7] = 0x7f)),
        ("a record to come", changed(&|parts| parts[commands][HEAD + 24] = 0xff)),
        ("commands of nobody", changed(&|parts| drop(parts.remove(commands - 1)))),
        ("a policy that is none", changed(&|parts| parts[1] = frame(0, &[0; 300]))),
        ("a length beyond all bytes", changed(&|parts| parts[2] = frame(1, &[0xff; 12]))),
    ] {
        assert_eq!(refusal(&forged).0, "snapshot_damaged", "{what}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn wsp_02_a_forged_snapshot_is_refused_or_loads_into_itself(
        steps in steps_and_policies(20), places in prop::collection::vec(any::<prop::sample::Index>(), 1..4), byte in any::<u8>(),
    ) {
        let mut tenant = Tenant::new();
        steps.iter().for_each(|step| drop(tenant.take(step)));
        let mut parts = parts(&tenant.snapshot());
        for place in &places {
            let part = 1 + place.index(parts.len() - 2);
            let inside = parts[part].len() - HEAD - DIGEST;
            parts[part][HEAD + place.index(inside)] = byte;
        }
        if let Ok(workspace) = loaded(&forged(&parts)) {
            let snapshot = snapshot_of(&workspace);
            prop_assert_eq!(snapshot_of(&loaded(&snapshot).unwrap()), snapshot);
        }
    }

    #[test]
    fn wsp_02_a_snapshot_loads_into_itself_wherever_it_is_cut(
        steps in steps_and_policies(20), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut tenant = Tenant::under(POLICY);
        steps.iter().for_each(|step| drop(tenant.take(step)));
        let snapshot = tenant.snapshot();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(snapshot.len())).chain([0, snapshot.len()]).collect();
        cuts.sort_unstable();
        let mut loader = Loader::new(b"").unwrap();
        for cut in cuts.windows(2) {
            loader.feed(&snapshot[cut[0]..cut[1]]).unwrap();
        }
        let workspace = loader.finish().unwrap();
        prop_assert_eq!(workspace.printed().unwrap(), tenant.printed());
        prop_assert_eq!(snapshot_of(&workspace), snapshot);
    }
}
