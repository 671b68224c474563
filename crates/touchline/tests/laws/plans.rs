//! ACC-07, ACC-08, ACC-11, ACC-13, PIP-02, PIP-07, PLN-03, PLN-10, PLN-13: who learns what of a plan, and what they may do with it,
//! whatever was prepared, approved, amended, signed, held, called off and taken back up meanwhile.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Answer, Status, Workspace};

use crate::books::told_by_every_way;
use crate::tenant::{PEOPLE, Tenant, id, placed};

const PLANS: usize = 2;
/// Who acts: mia manages ana, max manages bob; hana and hugo work in human resources, she as a director.
const ACTORS: [&str; 9] = ["system", "olga", "mia", "max", "ana", "bob", "gus", "hana", "hugo"];
/// Whom the plans coach.
const COACHEES: [&str; 2] = ["ana", "bob"];
const MANAGERS: [&str; 2] = ["mia", "max"];
const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;
const COMMANDS: [&str; 31] = [
    "plan.create",
    "plan.revise",
    "plan.set_milestone",
    "plan.remove_milestone",
    "plan.update_milestone",
    "plan.reopen_milestone",
    "plan.drop_milestone",
    "plan.review_midpoint",
    "plan.activate",
    "plan.hold",
    "plan.resume",
    "plan.complete",
    "plan.cancel",
    "plan.reinstate",
    "plan.add_coach",
    "plan.remove_coach",
    "plan.archive",
    "plan.restore",
    "plan.start_from_template",
    "plan.mark_track",
    "plan.unmark_track",
    "plan.request_approval",
    "plan.withdraw_request",
    "plan.approve",
    "plan.reject",
    "plan.amend",
    "plan.sign",
    "plan.propose_milestone",
    "plan.accept_milestone",
    "plan.decline_milestone",
    "plan.withdraw_milestone",
];
/// What whom a plan coaches does with it, and nobody else.
const OWN: [&str; 3] = ["sign", "propose_milestone", "withdraw_milestone"];
/// What brings an improvement track on its way, so that random turns come far enough.
const ON_ITS_WAY: [&str; 7] =
    ["mark_track", "request_approval", "approve", "activate", "amend", "set_milestone", "reject"];

/// What a command does, as its lifecycle calls it.
fn verb(place: usize) -> &'static str {
    COMMANDS[place].strip_prefix("plan.").unwrap()
}

fn place_of(name: &str) -> usize {
    (0..COMMANDS.len()).find(|place| verb(*place) == name).unwrap()
}

/// What somebody does with a plan: the first is ana's, the second bob's.
#[derive(Clone, Copy, Debug)]
struct Turn {
    place: usize,
    verb: usize,
    actor: usize,
    /// What the command says, of a few that it could.
    said: usize,
}

fn turn() -> impl Strategy<Value = Turn> {
    let manager = (0..PLANS, 0..COMMANDS.len(), 0..3_usize).prop_map(|(place, verb, said)| Turn {
        place,
        verb,
        actor: place + 2,
        said,
    });
    let director =
        (0..PLANS, 12..COMMANDS.len(), 0..3_usize).prop_map(|(place, verb, said)| Turn { place, verb, actor: 7, said });
    let anybody = (0..PLANS, 0..COMMANDS.len(), 0..ACTORS.len(), 0..3_usize)
        .prop_map(|(place, verb, actor, said)| Turn { place, verb, actor, said });
    let track = (0..PLANS, prop::sample::select(&ON_ITS_WAY[..]), 0..3_usize).prop_map(|(place, verb, said)| Turn {
        place,
        verb: place_of(verb),
        actor: if ["approve", "reject"].contains(&verb) { 7 } else { place + 2 },
        said,
    });
    let own = (0..PLANS, prop::sample::select(&OWN[..]), 0..3_usize).prop_map(|(place, verb, said)| Turn {
        place,
        verb: place_of(verb),
        actor: place + 4,
        said,
    });
    prop_oneof![4 => manager, 1 => director, 1 => anybody, 4 => track, 2 => own]
}

fn plan(place: usize) -> String {
    placed("plan", place)
}

fn content(last: &str) -> Value {
    json!({
        "days": {"first": "2026-02-20", "last": last}, "focus_areas": [{"area": "closing", "title": "Closing"}],
        "goals": [{"finding": {"finding": "F 2", "review": "R 1"}, "text": "Close alone."}], "key_results": ["KR 1"],
        "kind": "development", "performance_reviews": [{"cycle": "2025", "review": "R 1"}], "title": "Closing deals",
    })
}

fn milestone() -> Value {
    let measure = json!({"type": "number", "body": {"baseline": 0, "target": 2, "unit": "deals"}});
    json!({
        "description": "Close two deals alone", "focus_area": "closing", "measure": measure, "milestone": "deals",
        "target_on": "2026-03-10", "weight": 2,
    })
}

/// A template that makes the same plan.
fn template() -> Value {
    let mut milestone = milestone();
    milestone["target_day"] = json!(18);
    milestone.as_object_mut().unwrap().remove("target_on");
    json!({
        "about": "For whoever closes.", "focus_areas": [{"area": "closing", "title": "Closing"}], "goals": ["Close alone."],
        "key": "closing", "kind": "development", "length_days": 29, "milestones": [milestone], "title": "Closing deals",
        "sessions": {"agenda": ["What came of it?"], "length_minutes": 30, "rhythm": "weekly"}, "version": 3,
    })
}

/// The last days that a plan can be given: before the first of them its milestone is due no more.
const LAST: [&str; 3] = ["2026-03-05", "2026-03-20", "2026-03-25"];
const VALUES: [f64; 3] = [0.0, 1.0, 2.0];

fn body(verb: &str, place: usize, said: usize) -> Value {
    let plan = plan(place);
    match verb {
        "create" => json!({
            "coachee": id(COACHEES[place]), "content": content("2026-03-20"), "plan": plan,
            "milestones": if said == 0 { json!([]) } else { json!([milestone()]) },
        }),
        "start_from_template" => json!({
            "coachee": id(COACHEES[place]), "first_day": "2026-02-20", "plan": plan,
            "template": {"type": "own", "body": template()},
        }),
        "revise" => json!({"content": content(LAST[said]), "plan": plan}),
        "set_milestone" => json!({"milestone": milestone(), "plan": plan}),
        "remove_milestone" => json!({"milestone": "deals", "plan": plan}),
        "update_milestone" => json!({"milestone": "deals", "note": "So far.", "plan": plan, "value": VALUES[said]}),
        "reopen_milestone" => {
            json!({"milestone": "deals", "plan": plan, "reason": "Undone.", "value": VALUES[said]})
        }
        "drop_milestone" => json!({"milestone": "deals", "plan": plan, "reason": "Not any more."}),
        "review_midpoint" => {
            let one = json!({"milestone": "deals", "note": "Good.", "outlook": "on_track"});
            json!({"assessments": if said == 0 { json!([]) } else { json!([one]) }, "plan": plan, "summary": "Half."})
        }
        "hold" => json!({"plan": plan, "reason": "Leave."}),
        "resume" => json!({"plan": plan, "shift": said == 1}),
        "complete" => {
            let result = ["achieved", "missed", "dropped"][said];
            let results = json!([{"milestone": "deals", "reason": "So it is.", "result": result}]);
            json!({"plan": plan, "results": results, "summary": "It was worth it."})
        }
        "cancel" => json!({"plan": plan, "reason": "Not now."}),
        "reinstate" => json!({"plan": plan, "reason": "Now."}),
        "reject" => json!({"plan": plan, "reason": "Not so."}),
        "amend" => json!({"content": content(LAST[said]), "plan": plan, "reason": "It takes longer."}),
        "sign" => json!({"content_version": said + 1, "plan": plan}),
        "propose_milestone" => json!({"milestone": milestone(), "note": "I could.", "plan": plan}),
        "accept_milestone" | "withdraw_milestone" => json!({"plan": plan, "proposal": said + 1}),
        "decline_milestone" => json!({"plan": plan, "proposal": said + 1, "reason": "Not yet."}),
        "add_coach" => json!({"coach": coach(said), "plan": plan}),
        "remove_coach" => json!({"coach": {"type": "person", "body": {"person": id(MANAGERS[place])}}, "plan": plan}),
        _ => json!({ "plan": plan }),
    }
}

/// One who manages somebody else, one of whose words hugo takes down, and a director.
fn coach(said: usize) -> Value {
    match said {
        0 => json!({"type": "person", "body": {"person": id("max")}}),
        1 => json!({"type": "external", "body": {"contact": "eve", "entered_by": id("hugo"), "name": "Eve Moss"}}),
        _ => json!({"type": "person", "body": {"person": id("hana")}}),
    }
}

pub(crate) fn staff() -> [(String, String, Value); 2] {
    [("hana", "hr_director"), ("hugo", "hr_staff")].map(|(name, role)| {
        let person = json!({"person": id(name), "name": name, "roles": [role]});
        ("system".to_owned(), "person.record".to_owned(), person)
    })
}

/// The same proposal, with another note.
fn once_more((actor, kind, mut body): (String, String, Value)) -> (String, String, Value) {
    body["note"] = json!("I still could.");
    (actor, kind, body)
}

/// A plan of ana's with all the words that it can hold.
pub(crate) fn worked_on() -> Vec<(String, String, Value)> {
    let by = |actor: &str, verb: &str, said: usize| (id(actor), format!("plan.{verb}"), body(verb, 0, said));
    let sent = [
        by("mia", "create", 1),
        by("mia", "add_coach", 1),
        by("mia", "activate", 0),
        by("ana", "sign", 0),
        by("ana", "propose_milestone", 0),
        by("mia", "accept_milestone", 0),
        once_more(by("ana", "propose_milestone", 0)),
        by("mia", "decline_milestone", 1),
        by("mia", "update_milestone", 2),
        by("mia", "reopen_milestone", 1),
        by("mia", "review_midpoint", 1),
        by("mia", "hold", 0),
        by("mia", "cancel", 0),
        by("hana", "reinstate", 0),
        by("mia", "resume", 1),
        by("mia", "drop_milestone", 0),
        by("mia", "complete", 2),
    ];
    staff().into_iter().chain(sent).chain(approved()).collect()
}

/// An improvement track of hers that she signed, with an amendment and why it was rejected.
pub(crate) fn approved() -> Vec<(String, String, Value)> {
    let by = |actor: &str, verb: &str| (id(actor), format!("plan.{verb}"), body(verb, 1, 1));
    let (mut created, mut amended, mut signed) = (by("mia", "create"), by("mia", "amend"), by("ana", "sign"));
    signed.2["content_version"] = json!(1);
    created.2["coachee"] = json!(id("ana"));
    let mut more = milestone();
    more["milestone"] = json!("more");
    amended.2["milestones"] = json!([more]);
    amended.2["dropped"] = json!([{"milestone": "deals", "reason": "Nobody buys."}]);
    let asked = ["mark_track", "request_approval"].map(|verb| by("mia", verb));
    let proposed = [by("ana", "propose_milestone"), by("mia", "accept_milestone"), by("mia", "decline_milestone")];
    let [propose, mut accept, decline] = proposed;
    accept.2["proposal"] = json!(1);
    let proposed = [propose.clone(), accept, once_more(propose), decline];
    let mut approved = by("hana", "approve");
    approved.2["content_version"] = json!(2);
    let run = [approved, by("mia", "activate"), signed];
    let run = run.into_iter().chain(proposed).chain([amended, by("hana", "reject")]);
    [created].into_iter().chain(asked).chain(run).collect()
}

fn tenant() -> Tenant {
    let mut tenant = Tenant::under(POLICY);
    for (actor, kind, body) in staff() {
        let command = tenant.command(&actor, &kind, &body, None);
        assert_eq!(tenant.send(&command).status, Status::Ok);
    }
    tenant
}

/// The version that somebody reads who is to approve what is asked for of a plan; 0 where nothing was.
fn asked_last(tenant: &Tenant, place: usize) -> Value {
    let shown: Value =
        serde_json::from_str(&tenant.ask("hana", "plan.get", &json!({"plan": plan(place)})).json).unwrap();
    let requests = shown["body"]["track"]["requests"].as_array();
    requests.and_then(|requests| requests.last()).map_or(json!(0), |asked| asked["content_version"].clone())
}

impl Turn {
    fn command(&self, tenant: &mut Tenant) -> Value {
        tenant.now_ms += 1_000;
        let actor = if self.actor == 0 { "system".to_owned() } else { id(ACTORS[self.actor]) };
        let mut body = body(verb(self.verb), self.place, self.said);
        if verb(self.verb) == "approve" {
            body["content_version"] = asked_last(tenant, self.place);
        }
        tenant.command(&actor, COMMANDS[self.verb], &body, None)
    }
}

/// A plan, as somebody keeps it who reads the rules.
#[derive(Clone, Debug)]
struct Noted {
    state: &'static str,
    archived: bool,
    author: &'static str,
    shown: bool,
    coaches: Vec<&'static str>,
    external: bool,
    milestone: Option<Stands>,
    last: usize,
    /// How often there are sessions, as it says; nothing where it says nothing of them.
    rhythm: Option<&'static str>,
    track: Track,
    /// Which of its texts it says since its days have run, and whether that is signed.
    text: usize,
    signed: bool,
    /// The milestones that were proposed, all of which say the same: whether each awaits a decision.
    proposed: Vec<bool>,
}

/// Whether a plan is an improvement track, and what of it is approved.
#[derive(Clone, Copy, Debug, Default)]
struct Track {
    marked: bool,
    ever: bool,
    approved: bool,
    open: Option<Asked>,
}

/// What awaits a decision.
#[derive(Clone, Copy, Debug)]
struct Asked {
    by: &'static str,
    /// The last day that is proposed.
    amends: Option<usize>,
}

/// The one milestone.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stands {
    value: Option<usize>,
    dropped: bool,
}

impl Stands {
    fn achieved(self) -> bool {
        !self.dropped && self.value == Some(2)
    }

    fn open(self) -> bool {
        !self.dropped && self.value != Some(2)
    }
}

#[derive(Clone, Default)]
struct Book(BTreeMap<usize, Noted>);

impl Book {
    fn takes(&mut self, turn: &Turn) -> bool {
        let (verb, actor) = (verb(turn.verb), ACTORS[turn.actor]);
        if actor == "gus" || (actor == COACHEES[turn.place]) != OWN.contains(&verb) {
            return false;
        }
        let Some(noted) = self.0.get(&turn.place) else {
            let may = actor == MANAGERS[turn.place] || ["hana", "hugo"].contains(&actor);
            if !["create", "start_from_template"].contains(&verb) || !may {
                return false;
            }
            let has_milestone = turn.said != 0 || verb == "start_from_template";
            let milestone = has_milestone.then_some(Stands { value: None, dropped: false });
            let (archived, shown, external) = (false, false, false);
            let coaches = vec![ACTORS[turn.actor]];
            self.0.insert(
                turn.place,
                Noted {
                    state: "draft",
                    archived,
                    author: ACTORS[turn.actor],
                    shown,
                    coaches,
                    external,
                    milestone,
                    last: 1,
                    rhythm: (verb != "create").then_some("weekly"),
                    track: Track::default(),
                    text: 0,
                    signed: false,
                    proposed: Vec::new(),
                },
            );
            return true;
        };
        let after = noted.after(verb, actor, *turn);
        after.map(|after| self.0.insert(turn.place, after)).is_some()
    }

    fn sight(&self, viewer: &str, place: usize) -> Option<&'static str> {
        let noted = self.0.get(&place)?;
        if viewer == COACHEES[place] {
            return noted.shown.then_some("agent");
        }
        let coaches = noted.coaches.contains(&viewer) || (noted.external && viewer == "hugo");
        (coaches || viewer == "hana").then_some("staff")
    }
}

impl Noted {
    fn after(&self, verb: &'static str, actor: &'static str, turn: Turn) -> Option<Noted> {
        let coaches = self.coaches.contains(&actor);
        let may = match verb {
            "create" | "start_from_template" => false,
            "add_coach" | "remove_coach" => coaches || actor == "hana",
            "reinstate" => actor == "hana",
            "approve" | "reject" => actor == "hana" && !coaches,
            own if OWN.contains(&own) => self.shown,
            "archive" | "restore" => return self.put_away(verb, actor),
            _ => coaches || (self.external && actor == "hugo"),
        };
        // Who writes for another only does not say for whom.
        let speaks = ["update_milestone", "reopen_milestone", "drop_milestone", "review_midpoint", "hold", "complete"];
        let says_for = ["cancel", "amend", "decline_milestone"].contains(&verb) || speaks.contains(&verb);
        if !may || self.archived || (!coaches && says_for) {
            return None;
        }
        if self.track.marked && self.shown {
            // What it says is amended.
            let shifts = verb == "resume" && turn.said == 1;
            if ["revise", "set_milestone", "drop_milestone"].contains(&verb) || shifts {
                return None;
            }
        }
        let mut after = self.clone();
        let edits = self.edits(verb, turn);
        after.track = self.track.after_edit(edits && !self.shown, ["cancel", "complete"].contains(&verb));
        match (verb, self.state) {
            ("mark_track" | "unmark_track" | "request_approval", "draft" | "on_hold") if !self.shown => {
                after.prepares_track(self, verb, actor)?;
            }
            ("withdraw_request", "draft" | "active" | "on_hold") => {
                self.track.open.filter(|open| open.by == actor)?;
                after.track.open = None;
            }
            ("approve" | "reject", "draft" | "active" | "on_hold") => {
                let open = self.track.open.filter(|open| open.by != actor)?;
                after.track.open = None;
                if verb == "approve" {
                    (after.track.approved, after.track.ever) = (true, true);
                    let last = open.amends.unwrap_or(self.last);
                    if open.amends.is_some() && !self.could_last(last) {
                        return None;
                    }
                    let rhythm = if open.amends.is_some() { self.rhythm_unsaid() } else { self.rhythm };
                    (after.last, after.rhythm) = (last, rhythm);
                }
            }
            ("amend", "active" | "on_hold") if self.shown => {
                if !self.track.marked || !self.could_last(turn.said) || !self.may_be_approved(actor) {
                    return None;
                }
                // What says nothing new takes the place of what awaits a decision, and awaits none else.
                if self.track.open.is_some() || self.would_say(turn.said) {
                    after.track.open = Some(Asked { by: actor, amends: Some(turn.said) });
                }
            }
            ("revise", "draft" | "on_hold") => (after.last, after.rhythm) = (turn.said, self.rhythm_unsaid()),
            ("revise", "active") => {
                // The milestone is due on the tenth.
                let outside = turn.said == 0 && self.milestone.is_some_and(Stands::open);
                (after.last, after.rhythm) = if outside { return None } else { (turn.said, self.rhythm_unsaid()) };
            }
            ("set_milestone", "draft" | "active" | "on_hold") => {
                if !self.could_be_set() {
                    return None;
                }
                after.milestone = Some(self.milestone.unwrap_or(Stands { value: None, dropped: false }));
            }
            ("remove_milestone", "on_hold") if self.shown => return None,
            ("drop_milestone" | "complete", "on_hold") if !self.shown => return None,
            ("remove_milestone", "draft" | "on_hold") => after.milestone = self.milestone.map(|_| None)?,
            ("update_milestone", "active") => {
                let known = self.milestone.filter(|known| !known.dropped)?;
                if known.achieved() && turn.said != 2 {
                    return None;
                }
                after.milestone = Some(Stands { value: Some(turn.said), ..known });
            }
            ("reopen_milestone", "active") => {
                let known = self.milestone.filter(|known| known.achieved() && turn.said != 2)?;
                after.milestone = Some(Stands { value: Some(turn.said), ..known });
            }
            ("drop_milestone", "active" | "on_hold") => {
                let known = self.milestone.filter(|known| known.open())?;
                after.milestone = Some(Stands { dropped: true, ..known });
            }
            ("review_midpoint", "active") => {
                let aimed_at = self.milestone.is_some_and(|known| !known.dropped);
                if aimed_at != (turn.said != 0) {
                    return None;
                }
            }
            ("activate", "draft") | ("resume", "on_hold") => {
                let is_approved = !self.track.marked || self.track.approved;
                if !self.could_last(self.last) || !is_approved {
                    return None;
                }
                (after.state, after.shown) = ("active", true);
            }
            ("hold", "active") => after.state = "on_hold",
            ("propose_milestone", "active" | "on_hold") => {
                after.proposed.push(self.could_be_set().then_some(true)?);
            }
            ("accept_milestone" | "decline_milestone" | "withdraw_milestone", "active" | "on_hold") => {
                let open = after.proposed.get_mut(turn.said).filter(|open| **open)?;
                *open = false;
                // It says what is proposed, unless that was dropped.
                if verb == "accept_milestone" && self.milestone.is_none_or(|known| known.dropped) {
                    return None;
                }
            }
            ("sign", "active" | "on_hold") => {
                after.signed = (!self.signed && turn.said + 1 == self.text).then_some(true)?;
            }
            ("complete", "active" | "on_hold") => {
                let known = self.milestone?;
                let fits = match turn.said {
                    0 => known.achieved(),
                    1 => known.open(),
                    _ => known.open() || known.dropped,
                };
                after.state = if fits { "completed" } else { return None };
            }
            ("cancel", "draft" | "active" | "on_hold") => after.state = "cancelled",
            ("reinstate", "cancelled") => after.state = "on_hold",
            ("add_coach", "draft" | "active" | "on_hold") => match turn.said {
                1 => after.external = true,
                said => {
                    let added = if said == 0 { "max" } else { "hana" };
                    if !after.coaches.contains(&added) {
                        after.coaches.push(added);
                    }
                }
            },
            ("remove_coach", "draft" | "active" | "on_hold") => {
                let one = MANAGERS[turn.place];
                let left = self.coaches.len() + usize::from(self.external);
                if !self.coaches.contains(&one) || (self.state == "active" && left < 2) {
                    return None;
                }
                after.coaches.retain(|coach| *coach != one);
            }
            _ => return None,
        }
        if after.shown && (!self.shown || self.says_otherwise(verb, turn)) {
            (after.text, after.signed) = (self.text + 1, false);
        }
        Some(after)
    }

    /// Whether its milestone can be set.
    fn could_be_set(&self) -> bool {
        self.milestone.is_none_or(Stands::open) && (self.state != "active" || self.last != 0)
    }

    /// Whether a command has it say something else that is shown.
    fn says_otherwise(&self, verb: &str, turn: Turn) -> bool {
        match verb {
            "revise" | "set_milestone" => self.edits(verb, turn),
            "drop_milestone" => true,
            "approve" => self.track.open.is_some_and(|open| open.amends.is_some()),
            _ => false,
        }
    }

    fn waits_for_signature(&self) -> bool {
        self.shown && !self.signed && ["active", "on_hold"].contains(&self.state)
    }

    /// Whether a command changes what it says, or who coaches.
    fn edits(&self, verb: &str, turn: Turn) -> bool {
        match verb {
            "revise" => self.would_say(turn.said),
            "set_milestone" => self.milestone.is_none(),
            "remove_milestone" | "remove_coach" | "cancel" => true,
            "add_coach" => match turn.said {
                1 => !self.external,
                said => !self.coaches.contains(&if said == 0 { "max" } else { "hana" }),
            },
            _ => false,
        }
    }

    /// How often there are sessions where that is left unsaid: of a track every day.
    fn rhythm_unsaid(&self) -> Option<&'static str> {
        self.track.marked.then_some("daily")
    }

    /// Whether it would say something new with this last day, and nothing of sessions.
    fn would_say(&self, last: usize) -> bool {
        (self.rhythm, self.last) != (self.rhythm_unsaid(), last)
    }

    /// Whether its milestone lies in days that end so, as it does unless it is achieved.
    fn could_last(&self, last: usize) -> bool {
        self.milestone.is_some_and(|known| !known.dropped && (known.achieved() || last != 0))
    }

    /// Whether hana, who alone is a director, could decide on what this one asks for.
    fn may_be_approved(&self, asks: &str) -> bool {
        asks != "hana" && !self.coaches.contains(&"hana")
    }

    fn prepares_track(&mut self, before: &Noted, verb: &str, actor: &'static str) -> Option<()> {
        let known = before.track;
        match verb {
            "mark_track" if known.marked => {}
            "mark_track" => {
                self.track.marked = true;
                // It has daily check-ins from then on, where it said nothing of sessions.
                if self.rhythm.is_none() {
                    self.rhythm = Some("daily");
                }
            }
            "unmark_track" => {
                if !known.marked || known.ever {
                    return None;
                }
                self.track = Track::default();
            }
            _ => {
                let fits = before.could_last(before.last) && before.may_be_approved(actor);
                if !known.marked || !fits || known.open.is_some() || known.approved {
                    return None;
                }
                self.track.open = Some(Asked { by: actor, amends: None });
            }
        }
        Some(())
    }

    fn put_away(&self, verb: &str, actor: &str) -> Option<Noted> {
        let ended = ["completed", "cancelled"].contains(&self.state);
        // Its author, wherever they are now, and an owner, who sees nothing of it.
        let may = actor == self.author || actor == "olga";
        (may && ended && self.archived == (verb == "restore"))
            .then(|| Noted { archived: verb == "archive", ..self.clone() })
    }
}

impl Track {
    /// What an edit leaves of it before its days run, and its end.
    fn after_edit(self, is_edit: bool, ends: bool) -> Track {
        Track { approved: self.approved && !is_edit, open: self.open.filter(|_| !is_edit && !ends), ..self }
    }
}

/// Everything that each person is told of plans, held against what the rules say.
fn told(tenant: &Tenant, workspace: &Workspace, book: &Book) -> Vec<String> {
    let mut told = Vec::new();
    // Gus has left, and is told nothing.
    for viewer in PEOPLE.into_iter().chain(["hana", "hugo"]).filter(|name| *name != "gus") {
        let mut ask = |kind: &str, body: Value| {
            let answer: Answer = tenant.ask_of(workspace, viewer, kind, &body);
            told.push(answer.json.clone());
            (answer.status == Status::Ok).then(|| serde_json::from_str::<Value>(&answer.json).unwrap())
        };
        for place in 0..PLANS {
            let seen = ask("plan.get", json!({"plan": plan(place)}));
            let sight = seen.as_ref().map(|seen| seen["type"].as_str().unwrap());
            assert_eq!(sight, book.sight(viewer, place), "{viewer}");
            if let Some(seen) = seen {
                assert_eq!(seen["body"]["state"], book.0[&place].state);
                let marked = book.0[&place].track.marked;
                assert_eq!(seen["body"]["track"].is_null(), !marked, "{viewer}");
                let (signing, noted) = (&seen["body"]["signing"], &book.0[&place]);
                let told = noted.shown.then(|| (json!(noted.text), json!(noted.signed)));
                let signs = signing.as_object().map(|of| (of["content_version"].clone(), of["is_signed"].clone()));
                assert_eq!(signs, told, "{viewer}");
                let proposals = seen["body"]["proposals"].as_array().unwrap();
                let open: Vec<bool> = proposals.iter().map(|proposal| proposal["outcome"].is_null()).collect();
                assert_eq!(open, noted.proposed, "{viewer}");
            }
        }
        let decides = |place: &usize| {
            let noted = book.0.get(place).filter(|noted| viewer == "hana" && !noted.coaches.contains(&viewer));
            noted.and_then(|noted| noted.track.open).is_some_and(|open| open.by != viewer)
        };
        let approvals = (0..PLANS).filter(decides).count();
        let listed = ask("plan.approvals", json!({})).unwrap()["items"].as_array().unwrap().len();
        assert_eq!(listed, approvals, "{viewer}");
        let own =
            |place: &usize| viewer == COACHEES[*place] && book.0.get(place).is_some_and(Noted::waits_for_signature);
        let to_sign = (0..PLANS).filter(own).count();
        let listed = ask("plan.to_sign", json!({})).unwrap()["items"].as_array().unwrap().len();
        assert_eq!(listed, to_sign, "{viewer}");
        let decides = |place: &usize| {
            let noted = book.0.get(place).filter(|noted| ["active", "on_hold"].contains(&noted.state));
            let coaches = |noted: &Noted| noted.coaches.contains(&viewer) || (noted.external && viewer == "hugo");
            noted.is_some_and(|noted| coaches(noted) && noted.proposed.contains(&true))
        };
        let proposed = (0..PLANS).filter(decides).count();
        let listed = ask("plan.proposed", json!({})).unwrap()["items"].as_array().unwrap().len();
        assert_eq!(listed, proposed, "{viewer}");
        let badge = ask("plan.badge", json!({})).unwrap();
        assert_eq!(badge, json!({"approvals": approvals, "to_sign": to_sign}), "{viewer}");
        for (list, state) in [
            ("active", "active"),
            ("on_hold", "on_hold"),
            ("drafts", "draft"),
            ("completed", "completed"),
            ("cancelled", "cancelled"),
            ("archived", ""),
        ] {
            let stands = |place: &usize| {
                book.0.get(place).is_some_and(|noted| {
                    (noted.archived && state.is_empty()) || (!noted.archived && noted.state == state)
                })
            };
            let seen_as = |as_what: &'static str| {
                (0..PLANS).filter(|place| stands(place) && book.sight(viewer, *place) == Some(as_what)).count()
            };
            let mut count = |kind: &str| ask(kind, json!({"list": list})).unwrap()["items"].as_array().unwrap().len();
            assert_eq!(count("plan.list"), seen_as("staff"), "{viewer} {list}");
            if list != "drafts" {
                assert_eq!(count("plan.mine"), seen_as("agent"), "{viewer} {list}");
            }
            let coaches = |place: &usize| {
                let noted = &book.0[place];
                noted.coaches.contains(&viewer) || (noted.external && viewer == "hugo")
            };
            let coached = (0..PLANS).filter(|place| stands(place) && coaches(place)).count();
            assert_eq!(count("plan.coached"), coached, "{viewer} {list}");
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn acc_08_acc_11_everybody_is_told_what_the_rules_say_by_workspace_replay_snapshot_and_host(
        turns in prop::collection::vec(turn(), 1..30)
    ) {
        told_by_every_way(tenant(), POLICY, &turns, Turn::command, Book::takes, told);
    }
}

/// What is done to a draft, how often it is prepared anew, and why it was called off, is nothing to whom it is to coach.
#[test]
fn ker_17_acc_19_whom_a_plan_coaches_is_shown_nothing_of_how_it_was_prepared() {
    let by_mia = |verb: &str, said: usize| Turn { place: 0, verb: place_of(verb), actor: 2, said };
    let reinstated = Turn { actor: 7, ..by_mia("reinstate", 0) };
    let ways: [Vec<Turn>; 2] = [
        vec![by_mia("create", 1), by_mia("revise", 2), by_mia("activate", 0)],
        vec![
            by_mia("create", 0),
            by_mia("revise", 0),
            by_mia("set_milestone", 0),
            by_mia("revise", 2),
            by_mia("cancel", 0),
            reinstated,
            by_mia("resume", 0),
        ],
    ];
    let seen = ways.map(|way| {
        let mut tenant = tenant();
        let end = tenant.now_ms + 60_000;
        for turn in &way[..way.len() - 1] {
            let command = turn.command(&mut tenant);
            assert_eq!(tenant.send(&command).status, Status::Ok);
        }
        tenant.now_ms = end;
        let command = way[way.len() - 1].command(&mut tenant);
        assert_eq!(tenant.send(&command).status, Status::Ok);
        let seen = tenant.ask_of(&tenant.workspace, "ana", "plan.get", &json!({"plan": plan(0)}));
        assert_eq!(seen.status, Status::Ok, "{}", seen.json);
        seen.json
    });
    assert_eq!(seen[0], seen[1]);
}

/// Each cell of the table by each sort of actor: what it says is what is decided.
#[test]
fn pln_03_ker_10_every_cell_of_a_plan_is_what_decide_does() {
    let table = lifecycles().into_iter().find(|table| table.thing == "plan").unwrap();
    // What is decided on is so by hana, and signed by ana.
    let actor_of = |verb: &str| match verb {
        "approve" | "reject" => 7,
        own if OWN.contains(&own) => 4,
        _ => 2,
    };
    let turn_of = |verb: &&str| {
        // The first of its texts, and of what was proposed.
        let said = match *verb {
            "sign" => 0,
            milestone if milestone.ends_with("_milestone") => 0,
            // What it says already is no amendment.
            "amend" => 2,
            _ => 1,
        };
        Turn { place: 0, verb: place_of(verb), actor: actor_of(verb), said }
    };
    let by_mia = |verbs: &[&str]| -> Vec<Turn> { verbs.iter().map(turn_of).collect() };
    let track = ["create", "mark_track", "request_approval", "approve", "activate"];
    let further = |more: &[&str]| by_mia(&[&track[..], more].concat());
    let ways: [(Option<&str>, Vec<Turn>); 19] = [
        (None, Vec::new()),
        (Some("draft"), by_mia(&["create"])),
        (Some("active"), by_mia(&["create", "activate"])),
        (Some("on_hold"), by_mia(&["create", "activate", "hold"])),
        (Some("completed"), by_mia(&["create", "activate", "complete"])),
        (Some("cancelled"), by_mia(&["create", "cancel"])),
        (Some("active"), by_mia(&["create", "activate", "sign"])),
        (Some("on_hold"), by_mia(&["create", "activate", "sign", "hold"])),
        (Some("active"), by_mia(&["create", "activate", "sign", "drop_milestone"])),
        (Some("active"), by_mia(&["create", "activate", "propose_milestone"])),
        (Some("on_hold"), by_mia(&["create", "activate", "propose_milestone", "hold"])),
        (Some("draft"), by_mia(&track[..2])),
        (Some("draft"), by_mia(&track[..3])),
        (Some("draft"), by_mia(&track[..4])),
        (Some("active"), by_mia(&track)),
        (Some("active"), further(&["amend"])),
        (Some("on_hold"), further(&["amend", "hold"])),
        (Some("completed"), further(&["amend", "complete"])),
        (Some("cancelled"), further(&["amend", "cancel"])),
    ];
    let come = |way: &[Turn]| {
        let (mut tenant, mut book) = (tenant(), Book::default());
        for turn in way {
            let command = turn.command(&mut tenant);
            assert_eq!(tenant.send(&command).status, Status::Ok);
            assert!(book.takes(turn));
        }
        (tenant, book)
    };
    let mut led = 0;
    for (state, way) in &ways {
        let (mut tenant, mut book) = come(way);
        let column = state.map_or(0, |state| table.states.iter().position(|known| *known == state).unwrap() + 1);
        for row in table.rows.iter().filter(|row| COMMANDS.contains(&&*format!("plan.{}", row.command))) {
            let verb = place_of(row.command);
            for (actor, said) in (0..ACTORS.len()).flat_map(|actor| (0..3).map(move |said| (actor, said))) {
                let turn = Turn { place: 0, verb, actor, said };
                let command = turn.command(&mut tenant);
                let answer = tenant.send(&command);
                assert_eq!(answer.status == Status::Ok, book.takes(&turn), "{state:?} {turn:?} {}", answer.json);
                led += usize::from(answer.status == Status::Ok && row.cells[column].to.is_some());
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                let refused = row.cells[column].code.is_some()
                    && ACTORS[actor] == "mia"
                    && !["reinstate", "restore", "approve", "reject"].contains(&row.command)
                    && !OWN.contains(&row.command);
                if refused {
                    assert_eq!(json["code"], row.cells[column].code.unwrap().name(), "{state:?} {turn:?}");
                }
                // What is refused leaves no trace, so that the next is tried on the same.
                if answer.status == Status::Ok {
                    (tenant, book) = come(way);
                }
            }
        }
    }
    assert!(led > 60, "{led}");
}
