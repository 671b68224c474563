//! ACC-19, FBK-02, FBK-03, KER-09, KER-10, KER-17: what becomes of feedback rounds; that nobody learns anything of an answer before it is
//! released; and that of all that is ever shown nothing tells who of those who stand together gave which, or of what is not shown.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::past::{as_of, ask};
use crate::sessions::{
    come_to_the_same, come_to_the_same_after, everything, handed, plan, planned, refused_first, refused_to_put_away,
    send, send_all, sent, tenant, walk,
};
use crate::tenant::{Tenant, id, placed};
use crate::things::Sent;

const COMMANDS: [&str; 8] = [
    "feedback_round.ask",
    "feedback_round.submit",
    "feedback_round.decline",
    "feedback_round.close",
    "feedback_round.expire",
    "feedback_round.cancel",
    "feedback_round.archive",
    "feedback_round.restore",
];
const DAY: i64 = 86_400_000;
/// The last days of rounds that are begun a week after one another.
const DUE: [&str; 4] = ["2026-03-01", "2026-03-08", "2026-03-15", "2026-03-22"];

fn round(place: usize) -> String {
    placed("feedback_round", place)
}

/// How a round may ask the same: by which keys, and in which words.
const WORDINGS: [(&str, &str, &str); 3] = [
    ("listens", "more_of", "Does Ana listen?"),
    ("hears", "more_of", "Does Ana listen?"),
    ("hears", "wishes", "Does Ana hear you out?"),
];

fn questions(wording: usize) -> Value {
    let (listens, more_of, text) = WORDINGS[wording];
    json!([
        {"asks_for": "rating", "question": listens, "text": text},
        {"asks_for": "text", "question": more_of, "text": "What should she do more of?"},
    ])
}

fn answers(wording: usize, rating: Option<u32>, text: Option<&str>) -> Value {
    let (listens, more_of, _) = WORDINGS[wording];
    let listens =
        rating.map(|rating| json!({"answer": {"type": "rating", "body": {"rating": rating}}, "question": listens}));
    let more = text.map(|text| json!({"answer": {"type": "text", "body": {"text": text}}, "question": more_of}));
    json!(listens.into_iter().chain(more).collect::<Vec<_>>())
}

fn asking((place, wording): (usize, usize), asked: &[(String, &str)]) -> Sent {
    let asked: Vec<Value> =
        asked.iter().map(|(name, as_what)| json!({"person": id(name), "relation": as_what})).collect();
    let due = DUE[place % DUE.len()];
    let body = json!({"asked": asked, "due_on": due, "feedback_round": round(place), "plan": plan(), "questions": questions(wording)});
    sent("mia", "feedback_round.ask", body)
}

fn of_round(actor: &str, verb: &str, place: usize) -> Sent {
    let kind = format!("feedback_round.{verb}");
    if verb == "ask" {
        let (_, kind, body) = asking((place, 0), &["bob", "max"].map(|name| (name.to_owned(), "stakeholder")));
        return sent(actor, &kind, body);
    }
    let mut body = json!({"feedback_round": round(place)});
    match verb {
        "submit" => body["answers"] = answers(0, Some(4), Some("She hears me out.")),
        "cancel" => body["reason"] = json!("Too early."),
        _ => {}
    }
    sent(actor, &kind, body)
}

/// Rounds with all the words that they can hold.
pub(crate) fn asked_about() -> Vec<Sent> {
    let done = [
        ("mia", "ask", 0),
        ("bob", "submit", 0),
        ("max", "decline", 0),
        ("mia", "close", 0),
        ("mia", "ask", 1),
        ("bob", "submit", 1),
        ("mia", "cancel", 1),
    ];
    planned().into_iter().chain(done.map(|(actor, verb, place)| of_round(actor, verb, place))).collect()
}

/// A round that the host closes, since its last day is over.
pub(crate) fn closing_late(tenant: &mut Tenant) {
    send_all(tenant, &[of_round("mia", "ask", 2)]);
    tenant.now_ms += 30 * DAY;
    send_all(tenant, &[of_round("system", "expire", 2)]);
}

/// What a host with its own database is told, and what a log and a snapshot come to.
#[test]
fn fbk_03_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same() {
    let late = [of_round("mia", "ask", 2), of_round("max", "submit", 2), of_round("system", "expire", 2)];
    let wait = |kind: &str| if kind == "feedback_round.expire" { 30 * DAY } else { 1_000 };
    come_to_the_same_after(wait, asked_about().into_iter().chain(late));
}

#[test]
fn ker_09_wsp_07_a_host_a_replay_and_a_snapshot_come_to_the_same_where_rounds_are_put_away() {
    let put = [
        of_round("mia", "archive", 0),
        of_round("olga", "archive", 1),
        of_round("olga", "restore", 1),
        // What is released later stands beside what was put away.
        of_round("mia", "ask", 2),
        of_round("bob", "submit", 2),
        of_round("mia", "close", 2),
    ];
    come_to_the_same(asked_about().into_iter().chain(put));
}

#[test]
fn fbk_02_ker_10_every_cell_of_a_feedback_round_is_what_decide_does() {
    let way = |verbs: &[&str]| {
        let done = verbs.iter().map(|verb| of_round("mia", verb, 0));
        planned().into_iter().chain(done).collect::<Vec<_>>()
    };
    let ways = [
        (None, way(&[])),
        (Some("open"), way(&["ask"])),
        (Some("released"), way(&["ask", "close"])),
        (Some("cancelled"), way(&["ask", "cancel"])),
    ];
    let command = |actor: &str, verb: &str| of_round(actor, verb, 0);
    let first = |actor: &str, verb: &str, state: Option<&str>| {
        // Who sees the plan is told that the id is in use, if they may ask; whom it is about sees what is released.
        let sees: &[&str] = match state {
            None if verb != "ask" => &[],
            None => &["mia", "ana", "hana", "hank"],
            Some("released") => &["mia", "ana", "hana", "hank", "bob", "max"],
            Some(_) if verb == "ask" => &["mia", "ana", "hana", "hank", "bob", "max"],
            Some(_) => &["mia", "hana", "hank", "bob", "max"],
        };
        match (actor, verb, state) {
            // The host carries out what was ordered, without seeing it, and not before its moment.
            ("system", "expire", Some("open")) => Some("feedback_day_not_over"),
            ("system", "expire", Some(_)) => None,
            (_, "submit" | "decline", _) => refused_first(actor, sees, &["bob", "max"]),
            (_, "expire", _) => refused_first(actor, sees, &[]),
            (_, "archive" | "restore", Some(_)) => refused_to_put_away(actor, verb, sees),
            _ => refused_first(actor, sees, &["mia"]),
        }
    };
    let led = walk(("feedback_round", &COMMANDS), &ways, command, first);
    assert_eq!(led, 7 + 4);
}

/// Those who are asked, and as what: six peers, three who report to ana, three of elsewhere.
fn around() -> Vec<(String, &'static str, Option<&'static str>)> {
    let group = |letter: char, many: usize, relation, manager| {
        (0..many).map(move |nth| (format!("{letter}{nth}"), relation, manager))
    };
    let peers = group('p', 6, "peer", Some("mia"));
    let reports = group('d', 3, "direct_report", Some("ana"));
    peers.chain(reports).chain(group('s', 3, "stakeholder", None)).collect()
}

/// A plan of ana's, and everybody around her.
fn begun() -> Vec<Sent> {
    let people = around().into_iter().map(|(name, _, manager)| {
        sent("system", "person.record", json!({"person": id(&name), "name": name, "manager": manager.map(id)}))
    });
    planned().into_iter().chain(people).collect()
}

/// What becomes of somebody who is asked.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    Submits(Option<u32>, Option<String>),
    Declines,
    /// Tries to answer once the last day is over.
    IsLate,
    DoesNothing,
    /// Is not asked.
    IsLeftOut,
}

/// A round: how it asks, what becomes of each, and whether the coach closes it, or the host as its day is over.
#[derive(Clone, Debug)]
struct Told {
    wording: usize,
    fates: Vec<Fate>,
    by_coach: bool,
}

/// What becomes of somebody who answers nothing.
fn silent() -> impl Strategy<Value = Fate> {
    prop_oneof![Just(Fate::Declines), Just(Fate::IsLate), Just(Fate::DoesNothing)]
}

fn fate() -> impl Strategy<Value = Fate> {
    let text = (0_u32..6).prop_map(|nth| format!("Text {nth}."));
    let both = (proptest::option::weighted(0.8, 1_u32..=5), proptest::option::weighted(0.7, text));
    let submits = both.prop_map(|(rating, text)| match (rating, text) {
        (None, None) => Fate::DoesNothing,
        (rating, text) => Fate::Submits(rating, text),
    });
    prop_oneof![7 => submits, 2 => silent(), 1 => Just(Fate::IsLeftOut)]
}

fn told() -> impl Strategy<Value = Told> {
    (0..WORDINGS.len(), prop::collection::vec(fate(), around().len()), any::<bool>())
        .prop_filter("somebody is asked", |(_, fates, _)| fates.iter().any(|fate| *fate != Fate::IsLeftOut))
        .prop_map(|(wording, fates, by_coach)| Told { wording, fates, by_coach })
}

/// Whom no answer is for before it is released, and who afterwards have no more than one another.
const ATTACKERS: [&str; 4] = ["ana", "mia", "hana", "hank"];

fn march() -> Value {
    json!({"first": "2026-03-01", "last": "2026-03-31"})
}

/// What attackers are told of rounds as they stood at a moment, while they were answered: none of them may ask as of one. An owner may,
/// in the stead of those who were asked, too.
fn reads_of_then(tenant: &Tenant, at: i64, rounds: usize) -> Vec<String> {
    let at = touchline::kernel::time::Instant::from_millis(at).unwrap().to_string();
    let then = as_of(&tenant.log, &at, 1_000);
    let asked = (0..rounds).map(|place| ("feedback_round.get", json!({"feedback_round": round(place)})));
    let asked: Vec<(&str, Value)> = asked.collect();
    let read = |attacker: &&str| -> Vec<String> {
        asked.iter().map(|question| ask(&then, attacker, &at, Some(attacker), question).json).collect()
    };
    let in_stead = |asked_of: (String, &str, Option<&str>)| -> Vec<String> {
        asked.iter().map(|question| ask(&then, &asked_of.0, &at, Some("olga"), question).json).collect()
    };
    ATTACKERS.iter().flat_map(read).chain(around().into_iter().flat_map(in_stead)).collect()
}

/// All that an attacker reads at a moment of all rounds there are, what is handed to them, and how they are refused.
fn reads(tenant: &mut Tenant, rounds: usize) -> Vec<String> {
    let mut read = Vec::new();
    for attacker in ATTACKERS {
        for place in 0..rounds {
            let own = json!({"feedback_round": round(place)});
            read.push(tenant.ask(attacker, "feedback_round.get", &own).json);
            read.push(tenant.available_on(attacker, &json!({"type": "feedback_round", "id": round(place)})).json);
            // What is refused by its version tells one.
            let command = tenant.command(&id(attacker), "feedback_round.close", &own, Some(99));
            read.push(tenant.send(&command).json);
        }
        for list in ["open", "released", "cancelled"] {
            read.push(tenant.ask(attacker, "feedback_round.list", &json!({"list": list, "plan": plan()})).json);
        }
        for (kind, body) in [
            ("feedback_round.mine", json!({"list": "awaiting"})),
            ("notifications.mine", json!({})),
            ("person.profile", json!({"person": id("ana")})),
            ("plan.get", json!({"plan": plan()})),
            ("person.review_pack", json!({"days": march(), "person": id("ana")})),
            ("person.review_pack_section", json!({"days": march(), "person": id("ana"), "section": "feedback_rounds"})),
            ("export.person", json!({"person": id("ana")})),
            ("export.subject_access", json!({"person": id("ana")})),
            ("export.team", json!({"days": march(), "key": "0".repeat(64), "manager": id("mia")})),
        ] {
            read.push(tenant.ask(attacker, kind, &body).json);
        }
        read.extend(handed(tenant, attacker));
    }
    read
}

/// In which order those who answer do.
#[derive(Clone, Copy)]
enum Order {
    AsAsked,
    LastFirst,
}

/// The rounds one after the other, and all that attackers read meanwhile.
fn history(all: &[Told]) -> (Tenant, Vec<Vec<String>>) {
    history_in(Order::AsAsked, all)
}

fn history_in(order: Order, all: &[Told]) -> (Tenant, Vec<Vec<String>>) {
    let mut tenant = tenant(&begun());
    let start = tenant.now_ms;
    let mut read = Vec::new();
    for (place, Told { wording, fates, by_coach }) in all.iter().enumerate() {
        let week = start + i64::try_from(place).unwrap() * 7 * DAY;
        tenant.now_ms = week;
        let (asked, fates): (Vec<(String, &str)>, Vec<&Fate>) = around()
            .into_iter()
            .zip(fates)
            .filter(|(_, fate)| **fate != Fate::IsLeftOut)
            .map(|((name, relation, _), fate)| ((name, relation), fate))
            .unzip();
        send_all(&mut tenant, &[asking((place, *wording), &asked)]);
        let submit = |name: &str, rating, text: Option<&str>| {
            let body = json!({"answers": answers(*wording, rating, text), "feedback_round": round(place)});
            sent(name, "feedback_round.submit", body)
        };
        let mut answering: Vec<_> = asked.iter().zip(&fates).collect();
        if matches!(order, Order::LastFirst) {
            answering.reverse();
        }
        for (nth, ((name, _), fate)) in answering.into_iter().enumerate() {
            tenant.now_ms = week + 60_000 * i64::try_from(nth).unwrap();
            match fate {
                Fate::Submits(rating, text) => send_all(&mut tenant, &[submit(name, *rating, text.as_deref())]),
                Fate::Declines => {
                    let declined = json!({"feedback_round": round(place)});
                    send_all(&mut tenant, &[sent(name, "feedback_round.decline", declined)]);
                }
                Fate::IsLate | Fate::DoesNothing | Fate::IsLeftOut => {}
            }
        }
        tenant.now_ms = week + DAY;
        read.push(reads(&mut tenant, all.len()));
        if *by_coach {
            send_all(&mut tenant, &[of_round("mia", "close", place)]);
        }
        // Past the last day: late answers are refused, whether or not it was closed.
        tenant.now_ms = week + 5 * DAY + DAY / 2;
        for ((name, _), fate) in asked.iter().zip(&fates) {
            if **fate == Fate::IsLate {
                let answer = send(&mut tenant, &submit(name, Some(3), None));
                let code = if *by_coach { "feedback_round_over" } else { "feedback_day_over" };
                assert!(answer.json.contains(code), "{}", answer.json);
            }
        }
        tenant.now_ms = week + 6 * DAY;
        if !*by_coach {
            send_all(&mut tenant, &[of_round("system", "expire", place)]);
        }
        tenant.now_ms = week + 6 * DAY + DAY / 2;
        read.push(reads(&mut tenant, all.len()));
        read.push(reads_of_then(&tenant, week + DAY, all.len()));
    }
    (tenant, read)
}

/// In which of the released groups of what asks for the same each stands, by person, whatever the questions are called: round by
/// round.
fn signatures(tenant: &Tenant, asks_for: &str) -> BTreeMap<String, Vec<bool>> {
    let lines = tenant.printed();
    let things = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let rounds: Vec<Value> = things.filter(|thing| thing["type"] == "feedback_round").collect();
    let groups = rounds.iter().filter_map(|round| round["body"]["released"]["groups"].as_array()).flatten();
    let groups: Vec<&Value> = groups.filter(|group| group["asks_for"] == asks_for).collect();
    let stands = |name: &str| {
        let person = json!(id(name));
        groups.iter().map(|group| group["people"].as_array().unwrap().contains(&person)).collect()
    };
    around().into_iter().map(|(name, ..)| (name.clone(), stands(&name))).collect()
}

/// Two who stand together in all that was released of what asks for ratings, of what asks for texts, or of both.
struct Together {
    one: usize,
    other: usize,
    by: Vec<&'static str>,
}

/// All such pairs.
fn together(tenant: &Tenant) -> Vec<Together> {
    let names: Vec<String> = around().into_iter().map(|(name, ..)| name).collect();
    let by_kind = ["rating", "text"].map(|asks_for| (asks_for, signatures(tenant, asks_for)));
    let pair = |(one, other): (usize, usize)| {
        let stand = |(_, of): &&(&str, BTreeMap<String, Vec<bool>>)| {
            of[&names[one]].contains(&true) && of[&names[one]] == of[&names[other]]
        };
        let by: Vec<&str> = by_kind.iter().filter(stand).map(|(asks_for, _)| *asks_for).collect();
        (!by.is_empty()).then_some(Together { one, other, by })
    };
    let pairs = (0..names.len()).flat_map(|one| (one + 1..names.len()).map(move |other| (one, other)));
    pairs.filter_map(pair).collect()
}

/// Each answers in the other's place, of what is shown of both.
fn swap(tenant: &Tenant, all: &mut [Told], pair: &Together) {
    let names: Vec<String> = around().into_iter().map(|(name, ..)| name).collect();
    for (place, told) in all.iter_mut().enumerate() {
        let fates = [pair.one, pair.other].map(|nth| told.fates[nth].clone());
        let [Fate::Submits(rating, text), Fate::Submits(other_rating, other_text)] = fates else { continue };
        for asks_for in &pair.by {
            if ![pair.one, pair.other].iter().all(|nth| is_shown(tenant, place, asks_for, &names[*nth])) {
                continue;
            }
            for (nth, rating, text) in [(pair.one, &other_rating, &other_text), (pair.other, &rating, &text)] {
                match (&mut told.fates[nth], *asks_for) {
                    (Fate::Submits(own, _), "rating") => own.clone_from(rating),
                    (Fate::Submits(_, own), _) => own.clone_from(text),
                    _ => unreachable!("both submit"),
                }
            }
        }
    }
}

/// Whether somebody stands in what was released in a round of what asks for this.
fn is_shown(tenant: &Tenant, place: usize, asks_for: &str, name: &str) -> bool {
    let lines = tenant.printed();
    let things = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut rounds = things.filter(|thing| thing["body"]["feedback_round"] == json!(round(place)));
    let groups = rounds.next().map(|found| found["body"]["released"]["groups"].clone()).unwrap();
    let of_question = groups.as_array().unwrap().iter().filter(|group| group["asks_for"] == asks_for);
    of_question.flat_map(|group| group["people"].as_array().unwrap()).any(|person| *person == json!(id(name)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    // However a round asks, and whomever: those who stand in all the same groups of ratings are three, so that no sum of means is
    // over fewer.
    #[test]
    fn fbk_03_whoever_chooses_the_keys_the_words_and_the_people_tells_nobody_apart(
        all in prop::collection::vec(told(), 1..5),
    ) {
        let (tenant, _) = history(&all);
        let mut alike: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
        for stands in signatures(&tenant, "rating").into_values().filter(|stands| stands.contains(&true)) {
            *alike.entry(stands).or_default() += 1;
        }
        prop_assert!(alike.values().all(|people| *people >= 3), "{alike:?}");
    }

    // Whoever reads all of it over time, and knows what all others answered, cannot tell two from one another, nor who came first.
    #[test]
    fn fbk_03_acc_19_who_of_those_who_stand_together_answered_what_changes_nothing_that_anybody_reads(
        all in prop::collection::vec(told(), 1..4), pick in any::<prop::sample::Index>(),
    ) {
        let (tenant, read) = history(&all);
        let pairs = together(&tenant);
        prop_assume!(!pairs.is_empty());
        let mut swapped = all.clone();
        swap(&tenant, &mut swapped, pick.get(&pairs));
        prop_assume!(all.iter().zip(&swapped).any(|(one, other)| one.fates != other.fates));
        prop_assert_eq!(history_in(Order::LastFirst, &swapped).1, read);
    }

    // Of answers that are not shown nothing tells: not what they say, nor whether there are any, or those were late who gave none.
    #[test]
    fn fbk_02_fbk_03_acc_19_what_is_not_shown_could_be_anything_and_need_not_be_there(
        all in prop::collection::vec(told(), 1..4), instead in prop::collection::vec(silent(), 12), is_gone in any::<bool>(),
    ) {
        let (tenant, read) = history(&all);
        let mut other = all.clone();
        for (place, told) in other.iter_mut().enumerate() {
            for ((name, ..), (fate, silent)) in around().into_iter().zip(told.fates.iter_mut().zip(&instead)) {
                if *fate == Fate::IsLeftOut {
                    continue;
                }
                let Fate::Submits(rating, text) = fate else {
                    *fate = silent.clone();
                    continue;
                };
                if !is_shown(&tenant, place, "rating", &name) {
                    *rating = rating.filter(|_| !is_gone).map(|rating| 6 - rating);
                }
                if !is_shown(&tenant, place, "text", &name) {
                    *text = text.take().filter(|_| !is_gone).map(|_| "Another.".to_owned());
                }
                if rating.is_none() && text.is_none() {
                    *fate = silent.clone();
                }
            }
        }
        prop_assert_eq!(history(&other).1, read);
    }
}

/// A round of which everybody around ana was asked, and what some of them answered: nothing where they declined.
fn answered(done: &[(&str, Option<u32>)]) -> Tenant {
    let asked: Vec<(String, &str)> = around().into_iter().map(|(name, relation, _)| (name, relation)).collect();
    let mut tenant = tenant(&begun());
    send_all(&mut tenant, &[asking((0, 0), &asked)]);
    let end = tenant.now_ms + 100_000;
    for (name, rating) in done {
        let mut body = json!({"feedback_round": round(0)});
        let verb = if rating.is_some() { "submit" } else { "decline" };
        if rating.is_some() {
            body["answers"] = answers(0, *rating, Some("She hears me out."));
        }
        send_all(&mut tenant, &[sent(name, &format!("feedback_round.{verb}"), body)]);
    }
    tenant.now_ms = end;
    tenant
}

/// Whoever was asked and did nothing learns as little as the others.
fn are_told_alike(worlds: &mut [Tenant]) {
    for viewer in ["ana", "mia", "hana", "hank", "olga", "p5", "d2"] {
        let told: Vec<Vec<String>> = worlds.iter_mut().map(|world| everything(world, viewer)).collect();
        for other in &told[1..] {
            assert_eq!(told[0].len(), other.len());
            told[0].iter().zip(other).for_each(|(one, another)| assert_eq!(one, another, "{viewer}"));
        }
    }
}

/// Worlds that differ in answers that are not shown, or in which of those who stand together gave which: once it is released nobody
/// else learns of that, whatever they ask.
#[test]
fn acc_19_fbk_03_after_it_is_released_nobody_learns_of_what_is_not_shown() {
    type Done<'a> = &'a [(&'a str, Option<u32>)];
    let rows: [&[Done<'_>]; 2] = [
        &[&[], &[("p0", Some(5))], &[("p0", Some(1)), ("p1", Some(4))], &[("p0", None), ("d0", Some(2))]],
        &[&[("p0", Some(5)), ("p1", Some(4)), ("p2", Some(3))], &[("p0", Some(3)), ("p1", Some(5)), ("p2", Some(4))]],
    ];
    for row in rows {
        let mut worlds: Vec<Tenant> = row.iter().map(|done| answered(done)).collect();
        worlds.iter_mut().for_each(|world| send_all(world, &[of_round("mia", "close", 0)]));
        are_told_alike(&mut worlds);
    }
}

/// Worlds that differ in answers alone: before they are released nobody else learns of any, whatever they ask.
#[test]
fn acc_19_ker_17_before_it_is_released_nobody_learns_of_an_answer() {
    let mut worlds = [
        answered(&[]),
        answered(&[("p0", Some(5))]),
        answered(&[("p0", Some(1)), ("p1", None)]),
        answered(&[("p0", Some(5)), ("p1", Some(4)), ("p2", Some(3)), ("d0", None), ("s0", Some(2))]),
    ];
    are_told_alike(&mut worlds);
    // And it does not hold for want of anything to tell: once it is released they differ.
    let shown: Vec<String> = worlds
        .iter_mut()
        .map(|world| {
            send_all(world, &[of_round("mia", "close", 0)]);
            world.ask("ana", "feedback_round.get", &json!({"feedback_round": round(0)})).json
        })
        .collect();
    assert_eq!(shown[0], shown[1]);
    assert_ne!(shown[0], shown[3]);
}
