//! A tenant under random commands: two teams, their calls, a handful of bundles.

use proptest::prelude::*;
use serde_json::{Value, json};
use touchline::law::lifecycles;
use touchline::waist::{Answer, Loader, Status, Workspace};

/// Who may act: the host, an owner, two managers, an agent of each, one who has left.
pub(crate) const PEOPLE: [&str; 6] = ["olga", "mia", "max", "ana", "bob", "gus"];
/// The ids of bundles that commands may be about; some never come to be.
pub(crate) const BUNDLES: usize = 4;
/// Calls: one of ana's, one of bob's, one of gus's, and one that nobody knows.
pub(crate) const CALLS: usize = 4;
/// What a disposition can be about: the call as a whole, or one of its checks.
pub(crate) const CHECKS: [Option<&str>; 3] = [None, Some("greeting"), Some("closing")];
/// What a disposition can say.
pub(crate) const RULINGS: [&str; 4] = ["pass_with_training", "pass", "fail", "not_applicable"];

/// The id of a person, a call, a bundle: fixed by its name.
pub(crate) fn id(name: &str) -> String {
    uuid(name).to_string()
}

fn uuid(name: &str) -> uuid::Uuid {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, name.as_bytes())
}

pub(crate) fn bundle(place: usize) -> String {
    placed("bundle", place)
}

/// The id of the thing of this kind at a place.
pub(crate) fn placed(kind: &str, place: usize) -> String {
    id(&format!("{} {place}", kind.replace('_', " ")))
}

/// The id of what belongs to a call and one of its checks, as the wire contract has it.
pub(crate) fn child(thing: &str, call: usize, check: usize) -> String {
    let name: Vec<&str> = [thing].into_iter().chain(CHECKS[check]).collect();
    uuid::Uuid::new_v5(&uuid(&format!("call {call}")), json!(name).to_string().as_bytes()).to_string()
}

/// What a disposition is about, and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) call: usize,
    pub(crate) check: usize,
    pub(crate) ruling: usize,
    pub(crate) note: Option<&'static str>,
}

/// One random command: who wants what of which bundle, or of which call, how long after the one before.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) actor: usize,
    pub(crate) verb: usize,
    pub(crate) bundle: usize,
    pub(crate) agent: usize,
    pub(crate) calls: Vec<usize>,
    /// The training items of the content, by call and check.
    pub(crate) items: Vec<(usize, usize)>,
    pub(crate) finding: Finding,
    pub(crate) titled: bool,
    pub(crate) later_ms: i64,
    pub(crate) expected_version: Option<u64>,
    /// The policy to be adopted, in place of all that.
    pub(crate) policy: Option<usize>,
}

/// Policies that may be adopted: each changes what is allowed, what can be read, or who may adopt the next one.
pub(crate) const POLICIES: [&str; 7] = [
    POLICY,
    r#"{"access":{"manager_scope":"organisation"}}"#,
    r#"{"access":{"manager_scope":"own_reports","reviewer_scope":{"manager":{"campaigns":["spring"],"reach":"organisation"}}}}"#,
    r#"{"access":{"roles":{"manager":{"capabilities":["keep_quality"]}}}}"#,
    r#"{"access":{"roles":{"owner":{"capabilities":[]}}}}"#,
    r#"{"limits":{"list":1,"note":20,"title":5}}"#,
    r#"{"clock":{"tolerance_ms":0},"organisation":{"holidays":[],"zone":"Asia/Tokyo"}}"#,
];

pub(crate) const VERBS: [&str; 40] = [
    "create",
    "create_and_release",
    "release",
    "respond",
    "edit",
    "record_session",
    "acknowledge",
    "deny",
    "conclude",
    "cancel",
    "archive",
    "restore",
    "give",
    "escalation.raise",
    "escalation.answer",
    "escalation.close",
    "escalation.send_back",
    "escalation.withdraw",
    "escalation.archive",
    "escalation.restore",
    "action_item.assign",
    "action_item.start",
    "action_item.note_progress",
    "action_item.complete",
    "action_item.request_extension",
    "action_item.grant_extension",
    "action_item.decline_extension",
    "action_item.verify",
    "action_item.request_revision",
    "action_item.cancel",
    "action_item.archive",
    "action_item.restore",
    "goal.set",
    "goal.cancel",
    "goal.archive",
    "goal.restore",
    "team_goal.set",
    "team_goal.cancel",
    "team_goal.archive",
    "team_goal.restore",
];

/// What can be aimed at: calls on days that are over, calls in a month that is not, a score in its last week.
const AIMS: [&str; 3] = [
    r#"{"measure":{"type":"calls_completed"},"target":2,"period":{"type":"custom","body":{"first":"2026-02-16","last":"2026-02-20"}}}"#,
    r#"{"measure":{"type":"calls_completed"},"target":3,"period":{"type":"monthly","body":{"start":"2026-02-10"}}}"#,
    r#"{"measure":{"type":"overall_score"},"target":80,"period":{"type":"weekly","body":{"start":"2026-02-27"}}}"#,
];

fn aim(place: usize) -> Value {
    serde_json::from_str(AIMS[place]).unwrap()
}
/// The one among the verbs that is about a call. Those before it are about a bundle, the others name their thing.
pub(crate) const GIVE: usize = 12;

fn call() -> impl Strategy<Value = usize> {
    prop_oneof![8 => 0..2_usize, 1 => 2..CALLS]
}

fn finding() -> impl Strategy<Value = Finding> {
    let ruling = prop_oneof![1 => Just(0), 1 => 1..RULINGS.len()];
    let note = prop::sample::select(vec![None, Some("Too fast."), Some("No name.")]);
    (call(), 0..CHECKS.len(), ruling, note).prop_map(|(call, check, ruling, note)| Finding {
        call,
        check,
        ruling,
        note,
    })
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let verb = prop_oneof![8 => 0..GIVE, 2 => Just(GIVE), 5 => GIVE + 1..VERBS.len()];
    let shape = (0..PEOPLE.len(), verb, 0..BUNDLES, 3..5_usize);
    let items = prop::collection::vec((call(), 0..CHECKS.len()), 1..3);
    let rest = (
        prop::collection::vec(call(), 0..3),
        prop_oneof![3 => Just(Vec::new()), 2 => items],
        finding(),
        prop::bool::weighted(0.8),
        prop_oneof![9 => 0..5_000_i64, 1 => -4_000..0_i64],
        prop_oneof![9 => Just(None), 1 => (0..4_u64).prop_map(Some)],
    );
    (shape, rest).prop_map(
        |((actor, verb, bundle, agent), (calls, items, finding, titled, later_ms, expected_version))| Step {
            actor,
            verb,
            bundle,
            agent,
            calls,
            items,
            finding,
            titled,
            later_ms,
            expected_version,
            policy: None,
        },
    )
}

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..most)
}

/// Steps among which the host, or somebody who may or may not, adopts a policy now and then.
pub(crate) fn steps_and_policies(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(prop_oneof![7 => step(), 1 => adoption()], 1..most)
}

/// A policy is adopted.
pub(crate) fn adoption() -> impl Strategy<Value = Step> {
    (step(), 0..POLICIES.len()).prop_map(|(step, policy)| Step { policy: Some(policy), ..step })
}

impl Step {
    /// A command by its name, a second after the one before: with a title, and without calls.
    pub(crate) fn of(actor: usize, verb: &str, bundle: usize, agent: usize) -> Step {
        Step {
            actor,
            verb: VERBS.iter().position(|name| *name == verb).unwrap(),
            bundle,
            agent,
            calls: Vec::new(),
            items: Vec::new(),
            finding: Finding { call: 0, check: 1, ruling: 0, note: None },
            titled: true,
            later_ms: 1_000,
            expected_version: None,
            policy: None,
        }
    }

    /// The command's name.
    pub(crate) fn kind(&self) -> String {
        if self.policy.is_some() {
            return "policy.adopt".to_owned();
        }
        match VERBS[self.verb] {
            "give" => "disposition.give".to_owned(),
            named if named.contains('.') => named.to_owned(),
            verb => format!("bundle.{verb}"),
        }
    }

    /// What it is about.
    pub(crate) fn thing(&self) -> Value {
        let (kind, _) = self.named();
        let id = match self.finding {
            Finding { call, check, .. } if self.verb == GIVE => child("disposition", call, check),
            _ => placed(&kind, self.bundle),
        };
        json!({"type": kind, "id": id})
    }

    /// The kind of what it is about, and the command's name without it.
    fn named(&self) -> (String, String) {
        let name = self.kind();
        let (kind, command) = name.split_once('.').unwrap();
        (kind.to_owned(), command.to_owned())
    }

    /// Whether it makes a thing with an id of the sender's choice, where there is none.
    pub(crate) fn makes(&self) -> bool {
        let (kind, command) = self.named();
        let table = lifecycles().into_iter().find(|table| table.thing == kind);
        let row = table.and_then(|table| table.rows.into_iter().find(|row| row.command == command));
        self.verb != GIVE && row.is_some_and(|row| row.cells[0].to.is_some())
    }

    /// Whether it is by the one coached that it is usually sent.
    pub(crate) fn is_the_agents(&self) -> bool {
        let theirs = ["start", "note_progress", "complete", "request_extension"];
        ["respond", "acknowledge", "deny", "escalation.answer"].contains(&VERBS[self.verb])
            || VERBS[self.verb].strip_prefix("action_item.").is_some_and(|verb| theirs.contains(&verb))
    }

    /// What an escalation is about: the bundle of the same place, the call of the finding, or a check of it.
    fn about(&self) -> Value {
        let call = id(&format!("call {}", self.finding.call));
        match (self.items.is_empty(), CHECKS[self.finding.check]) {
            (false, _) => json!({"type": "bundle", "body": {"bundle": bundle(self.bundle)}}),
            (true, None) => json!({"type": "call", "body": {"call": call}}),
            (true, Some(check)) => json!({"type": "check", "body": {"call": call, "check": check}}),
        }
    }

    /// What is to be done: something out of the bundle of the same place, or to listen to the call of the finding.
    fn to_do(&self, item: &str) -> Value {
        let call = json!({"type": "call", "body": {"call": id(&format!("call {}", self.finding.call))}});
        let from = json!({"type": "bundle", "body": {"bundle": bundle(self.bundle)}});
        json!({
            "action_item": item, "assignee": id(PEOPLE[self.agent]), "check": "greeting", "details": "Twice a day.",
            "due_on": if self.titled { json!("2026-03-03") } else { Value::Null },
            "kind": if self.finding.check == 2 { call } else { json!({"type": "practice"}) },
            "source": if self.items.len() > 1 { from } else { Value::Null }, "task": "Pause more.",
        })
    }

    /// The body that this command would have; always whole, so that only rules can refuse it.
    pub(crate) fn body(&self) -> Value {
        if let Some(policy) = self.policy {
            return serde_json::from_str(POLICIES[policy]).unwrap();
        }
        let ((kind, _), bundle, escalation) = (self.named(), bundle(self.bundle), placed("escalation", self.bundle));
        let own = placed(&kind, self.bundle);
        let calls: Vec<Value> = self.calls.iter().map(|call| json!({"call": id(&format!("call {call}"))})).collect();
        let title = if self.titled { json!("Openings") } else { Value::Null };
        let items: Vec<String> = self.items.iter().map(|(call, check)| child("training_item", *call, *check)).collect();
        let goals: Vec<Value> = if items.is_empty() { Vec::new() } else { vec![aim(1), aim(0)] };
        let content = json!({"calls": calls, "goals": goals, "notes": "Listen to the pause.", "title": title, "training_items": items});
        match VERBS[self.verb] {
            "create" | "create_and_release" => {
                json!({"agent": id(PEOPLE[self.agent]), "bundle": bundle, "content": content})
            }
            "give" => {
                let Finding { call, check, ruling, note } = self.finding;
                json!({
                    "call": id(&format!("call {call}")), "check": CHECKS[check], "note": note,
                    "ruling": RULINGS[ruling],
                })
            }
            "escalation.raise" => json!({
                "about": self.about(), "agent": id(PEOPLE[self.agent]), "escalation": escalation, "question": "Why?",
            }),
            "escalation.answer" => json!({"escalation": escalation, "text": "I was in a hurry."}),
            "escalation.close" => json!({"escalation": escalation, "note": "Good."}),
            "escalation.send_back" | "escalation.withdraw" => json!({"escalation": escalation, "reason": "Not yet."}),
            "action_item.assign" => self.to_do(&own),
            "action_item.note_progress" => json!({"action_item": own, "note": "Half of it."}),
            "action_item.complete" | "action_item.verify" | "action_item.decline_extension" => {
                json!({"action_item": own, "note": "Good."})
            }
            "action_item.request_extension" => {
                let due_on = format!("2026-03-{}", 10 + self.finding.ruling);
                json!({"action_item": own, "due_on": due_on, "reason": "I was ill."})
            }
            "action_item.grant_extension" => json!({"action_item": own, "note": "Take your time."}),
            "action_item.request_revision" | "action_item.cancel" => {
                json!({"action_item": own, "reason": "Not like this."})
            }
            "goal.set" => json!({
                "aim": aim(self.items.len().min(2)), "goal": placed("goal", self.bundle), "person": id(PEOPLE[self.agent]),
            }),
            "team_goal.set" => json!({
                // The manager of the agent.
                "aim": aim(self.items.len().min(2)), "manager": id(PEOPLE[self.agent - 2]),
                "team_goal": placed("team_goal", self.bundle),
            }),
            "team_goal.cancel" => json!({"reason": "It was too much.", "team_goal": placed("team_goal", self.bundle)}),
            "goal.cancel" => json!({"goal": placed("goal", self.bundle), "reason": "It was too much."}),
            "edit" => json!({"bundle": bundle, "content": content}),
            "respond" => json!({"bundle": bundle, "kind": "action_plan", "text": "I will pause."}),
            "record_session" => json!({"bundle": bundle, "held_on": "2026-02-20", "note": null}),
            "acknowledge" | "conclude" => json!({"bundle": bundle, "note": "Good."}),
            "deny" | "cancel" => json!({"bundle": bundle, "reason": "It did not happen."}),
            _ => json!({ kind: own }),
        }
    }
}

/// A workspace with its log and a clock.
pub(crate) struct Tenant {
    pub(crate) workspace: Workspace,
    pub(crate) log: String,
    pub(crate) now_ms: i64,
    next: u64,
}

pub(crate) const POLICY: &str = r#"{"access":{"manager_scope":"own_reports"}}"#;

/// A call that this agent handled, as the host records it for the first time or anew.
pub(crate) fn handled(place: usize, handler: &str) -> Value {
    let (call, name) = (id(&format!("call {place}")), format!("Lost parcel no-{place}"));
    let (campaign, started) = ((place == 0).then_some("spring"), "2026-02-20T10:00:00.000Z");
    json!({
        "call": call, "campaign": campaign, "handler": id(handler), "length_ms": 60_000, "name": name,
        "started_at": started,
    })
}

impl Tenant {
    /// Two teams: mia leads ana and gus (who has left), max leads bob; olga owns the place.
    pub(crate) fn new() -> Self {
        Tenant::under(POLICY)
    }

    /// The same teams under another policy.
    pub(crate) fn under(policy: &str) -> Self {
        let workspace = Workspace::open(policy.as_bytes()).unwrap();
        let mut tenant = Tenant { workspace, log: String::new(), now_ms: 1_772_000_000_000, next: 0 };
        for (name, role, manager, active) in [
            ("olga", "owner", None, true),
            ("mia", "manager", Some("olga"), true),
            ("max", "manager", Some("olga"), true),
            ("ana", "agent", Some("mia"), true),
            ("bob", "agent", Some("max"), true),
            ("gus", "agent", Some("mia"), false),
        ] {
            let manager = manager.map(id);
            let person =
                json!({"person": id(name), "name": name, "roles": [role], "manager": manager, "active": active});
            tenant.must("person.record", &person);
        }
        for (place, handler) in ["ana", "bob", "gus"].into_iter().enumerate() {
            tenant.must("call.record", &handled(place, handler));
        }
        tenant
    }

    fn must(&mut self, kind: &str, body: &Value) {
        let command = self.command("system", kind, body, None);
        let answer = self.send(&command);
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }

    /// A command with a fresh id, now.
    pub(crate) fn command(&mut self, actor: &str, kind: &str, body: &Value, expected_version: Option<u64>) -> Value {
        self.next += 1;
        let at = touchline::kernel::time::Instant::from_millis(self.now_ms).unwrap().to_string();
        json!({
            "actor": actor, "at": at, "body": body, "entropy": format!("{:064x}", self.next),
            "expected_version": expected_version, "id": id(&format!("command {}", self.next)), "type": kind,
        })
    }

    pub(crate) fn step_command(&mut self, step: &Step) -> Value {
        self.now_ms += step.later_ms;
        // Most policies are adopted by the host, which always may.
        let by_host = step.policy.is_some() && step.titled;
        let actor = if by_host { "system".to_owned() } else { id(PEOPLE[step.actor]) };
        self.command(&actor, &step.kind(), &step.body(), step.expected_version)
    }

    pub(crate) fn send(&mut self, command: &Value) -> Answer {
        let answer = self.workspace.execute(command.to_string().as_bytes());
        if let Some(record) = &answer.record {
            self.log.push_str(record);
            self.log.push('\n');
        }
        answer
    }

    pub(crate) fn take(&mut self, step: &Step) -> Answer {
        let command = self.step_command(step);
        self.send(&command)
    }

    pub(crate) fn at(&self) -> String {
        self.at_after(0)
    }

    /// So many milliseconds from now.
    pub(crate) fn at_after(&self, millis: i64) -> String {
        touchline::kernel::time::Instant::from_millis(self.now_ms + millis).unwrap().to_string()
    }

    /// What is open to a viewer on a bundle.
    pub(crate) fn available(&self, viewer: &str, place: usize) -> Answer {
        self.available_on(viewer, &json!({"type": "bundle", "id": bundle(place)}))
    }

    /// What is open to a viewer on anything.
    pub(crate) fn available_on(&self, viewer: &str, thing: &Value) -> Answer {
        let question = json!({"at": self.at(), "viewer": id(viewer), "thing": thing});
        self.workspace.available(question.to_string().as_bytes())
    }

    pub(crate) fn ask(&self, viewer: &str, kind: &str, body: &Value) -> Answer {
        self.ask_of(&self.workspace, viewer, kind, body)
    }

    /// The same question to another workspace.
    pub(crate) fn ask_of(&self, workspace: &Workspace, viewer: &str, kind: &str, body: &Value) -> Answer {
        let query = json!({"at": self.at(), "viewer": id(viewer), "type": kind, "body": body});
        workspace.ask(query.to_string().as_bytes())
    }

    /// The same tenant anew, from its log and from its snapshot, under the policy that it began with.
    pub(crate) fn anew(&self, policy: &str) -> [Workspace; 2] {
        [self.log.clone().into_bytes(), self.snapshot()].map(|source| {
            let mut loader = Loader::new(policy.as_bytes()).unwrap();
            loader.feed(&source).unwrap();
            loader.finish().unwrap()
        })
    }

    pub(crate) fn snapshot(&self) -> Vec<u8> {
        snapshot_of(&self.workspace)
    }

    /// Everything that it holds, a line each.
    pub(crate) fn printed(&self) -> String {
        self.workspace.printed().unwrap()
    }
}

pub(crate) fn snapshot_of(workspace: &Workspace) -> Vec<u8> {
    let mut cursor = workspace.snapshot();
    let mut bytes = Vec::new();
    while let Some(chunk) = workspace.snapshot_chunk(&mut cursor).unwrap() {
        bytes.extend(chunk);
    }
    bytes
}
