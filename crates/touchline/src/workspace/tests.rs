//! WSP-06: what a command, a badge and a page cost, told by how often anything is looked up in a table or an
//! index. Time would depend on the machine; this depends on the tenant alone.

use core::cell::Cell;
use core::hash::BuildHasher;
use std::hash::DefaultHasher;

use serde_json::{Value, json};

use crate::waist::{Status, Workspace};
use touchline_kernel::time::Instant;

thread_local! {
    static LOOK_UPS: Cell<usize> = const { Cell::new(0) };
}

/// Hashes as look-ups do, and counts them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CountedHashing;

impl BuildHasher for CountedHashing {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        LOOK_UPS.set(LOOK_UPS.get() + 1);
        DefaultHasher::new()
    }
}

fn id(name: &str) -> String {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, name.as_bytes()).to_string()
}

/// An owner, a director below, teams below the director, each of a manager and some agents with some bundles;
/// and a director without a team.
struct Tenant {
    workspace: Workspace,
    commands: u64,
}

const AGENTS_OF_A_TEAM: usize = 3;
const BUNDLES_OF_AN_AGENT: usize = 2;

impl Tenant {
    fn of(teams: usize, scope: &str) -> Self {
        let policy = json!({"access": {"manager_scope": scope}}).to_string();
        let mut tenant = Tenant { workspace: Workspace::open(policy.as_bytes()).unwrap(), commands: 0 };
        tenant.record("owner", "owner", None);
        for director in ["director", "other director"] {
            tenant.record(director, "senior_manager", Some("owner"));
        }
        for team in 0..teams {
            let manager = format!("manager {team}");
            tenant.record(&manager, "manager", Some("director"));
            for place in 0..AGENTS_OF_A_TEAM {
                let agent = format!("agent {team} {place}");
                tenant.record(&agent, "agent", Some(&manager));
                for number in 0..BUNDLES_OF_AN_AGENT {
                    tenant.prepare(&manager, &agent, &format!("{agent} {number}"));
                }
            }
        }
        tenant
    }

    fn record(&mut self, name: &str, role: &str, manager: Option<&str>) -> usize {
        let body = json!({"person": id(name), "name": name, "roles": [role], "manager": manager.map(id)});
        self.execute("system", "person.record", &body)
    }

    /// A call, a bundle that is made, released and answered, and a question that is raised and answered; how often each
    /// of the five looked something up.
    fn prepare(&mut self, manager: &str, agent: &str, bundle: &str) -> [usize; 5] {
        let at = "2026-03-02T08:00:00Z";
        let call = json!({"call": id(bundle), "handler": id(agent), "length_ms": 60_000, "name": "Cold call", "started_at": at});
        self.execute("system", "call.record", &call);
        let need = json!({"call": id(bundle), "check": "greeting", "ruling": "pass_with_training"});
        self.execute(&id(manager), "disposition.give", &need);
        let content = json!({"title": "Openings", "calls": [{"call": id(bundle)}]});
        let create = json!({"agent": id(agent), "bundle": id(bundle), "content": content});
        let respond = json!({"bundle": id(bundle), "kind": "reflection", "text": "I will pause."});
        let about = json!({"type": "call", "body": {"call": id(bundle)}});
        let raise = json!({"about": about, "agent": id(agent), "escalation": id(bundle), "question": "Why?"});
        let answer = json!({"escalation": id(bundle), "text": "I was in a hurry."});
        [
            self.execute(&id(manager), "bundle.create", &create),
            self.execute(&id(manager), "bundle.release", &json!({"bundle": id(bundle)})),
            self.execute(&id(agent), "bundle.respond", &respond),
            self.execute(&id(manager), "escalation.raise", &raise),
            self.execute(&id(agent), "escalation.answer", &answer),
        ]
    }

    /// A review of an agent's call, delivered.
    fn review(&mut self, reviewer: &str, call: &str) {
        let review = id(&format!("review of {call}"));
        let create = json!({"call": id(call), "review": review});
        self.execute(&id(reviewer), "review.create", &create);
        self.execute(&id(reviewer), "review.set_rating", &json!({"rating": 4, "review": review}));
        self.execute(&id(reviewer), "review.set_summary", &json!({"review": review, "summary": "Kind."}));
        self.execute(&id(reviewer), "review.deliver", &json!({"review": review}));
    }

    fn dispute(&mut self, agent: &str, call: &str) {
        let points = json!([{"about": {"type": "rating", "body": {}}, "reason": "It was better."}]);
        let dispute = json!({"points": points, "review": id(&format!("review of {call}"))});
        self.execute(&id(agent), "review.dispute", &dispute);
    }

    /// An improvement track of an agent's, which waits to be approved.
    fn ask_approval(&mut self, manager: &str, agent: &str, other_coach: Option<&str>) {
        let plan = id(&format!("track of {agent}"));
        let areas = json!([{"area": "results", "title": "Results"}]);
        let content = json!({"days": march(), "focus_areas": areas, "kind": "improvement", "title": "Back on course"});
        let measure = json!({"type": "number", "body": {"baseline": 0, "target": 4, "unit": "deals"}});
        let milestone = json!({
            "description": "Close four deals", "focus_area": "results", "measure": measure, "milestone": "deals",
            "target_on": "2026-03-20",
        });
        let create = json!({"coachee": id(agent), "content": content, "milestones": [milestone], "plan": plan});
        self.execute(&id(manager), "plan.create", &create);
        self.execute(&id(manager), "plan.mark_track", &json!({"plan": plan}));
        if let Some(coach) = other_coach {
            let coach = json!({"type": "person", "body": {"person": id(coach)}});
            self.execute(&id(manager), "plan.add_coach", &json!({"coach": coach, "plan": plan}));
        }
        self.execute(&id(manager), "plan.request_approval", &json!({"plan": plan}));
    }

    /// Somebody's and the director's answers to a scorecard are held against each other.
    fn calibrate(&mut self, manager: &str, call: &str) {
        let calibration = id(&format!("calibration of {call}"));
        let raters = json!([id(manager), id("director")]);
        let draft = json!({
            "calibration": calibration, "call": id(call), "raters": raters, "reference": id("director"),
            "scorecard": id("scorecard"),
        });
        self.execute(&id("owner"), "calibration.draft", &draft);
        self.execute(&id("owner"), "calibration.open", &json!({"calibration": calibration}));
    }

    fn publish_scorecard(&mut self) {
        let question = json!({"asks": "Was it so?", "key": "greeting", "kind": {"type": "yes_no", "body": {}}});
        let sections = json!([{"key": "opening", "name": "Opening", "questions": [question]}]);
        let template = json!({"key": "service", "name": "Service", "sections": sections});
        let draft = json!({"scorecard": id("scorecard"), "template": template});
        self.execute(&id("owner"), "scorecard.draft", &draft);
        self.execute(&id("owner"), "scorecard.publish", &json!({"scorecard": id("scorecard")}));
    }

    fn execute(&mut self, actor: &str, kind: &str, body: &Value) -> usize {
        self.commands += 1;
        let at = Instant::from_millis(1_772_438_400_000 + i64::try_from(self.commands).unwrap()).unwrap();
        let (command, entropy) = (id(&format!("command {}", self.commands)), format!("{:064x}", self.commands + 1));
        let command = json!({"id": command, "actor": actor, "at": at, "entropy": entropy, "type": kind, "body": body});
        let (look_ups, answer) = counted(|| self.workspace.execute(command.to_string().as_bytes()));
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        look_ups
    }

    fn ask(&self, viewer: &str, kind: &str, body: &Value) -> (usize, Value) {
        let question = json!({"viewer": id(viewer), "at": "2026-03-03T08:00:00Z", "type": kind, "body": body});
        let (look_ups, answer) = counted(|| self.workspace.ask(question.to_string().as_bytes()));
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        (look_ups, serde_json::from_str(&answer.json).unwrap())
    }

    /// Two pages of the viewer's packs, the second with more behind it.
    fn pages(&self, viewer: &str, limit: usize) -> usize {
        self.pages_of(viewer, "bundle.packs", &json!({"list": "active"}), limit)
    }

    /// Two pages of a list, the second with more behind it.
    fn pages_of(&self, viewer: &str, kind: &str, list: &Value, limit: usize) -> usize {
        let mut body = list.clone();
        body["limit"] = json!(limit);
        let (first, page) = self.ask(viewer, kind, &body);
        body["after"] = page["next"].clone();
        let (second, page) = self.ask(viewer, kind, &body);
        assert_eq!(page["items"].as_array().unwrap().len(), limit);
        assert!(page["next"].is_string());
        first + second
    }
}

fn march() -> Value {
    json!({"first": "2026-03-01", "last": "2026-03-31"})
}

fn packs_of(name: &str) -> Value {
    json!({"days": march(), "limit": 1, "person": id(name), "section": "bundles"})
}

fn counted<T>(run: impl FnOnce() -> T) -> (usize, T) {
    let before = LOOK_UPS.get();
    let result = run();
    (LOOK_UPS.get() - before, result)
}

/// All agents, each after whoever leads them.
fn agents(teams: usize) -> impl Iterator<Item = (String, String)> {
    let places = (0..teams).flat_map(|team| (0..AGENTS_OF_A_TEAM).map(move |place| (team, place)));
    places.map(|(team, place)| (format!("manager {team}"), format!("agent {team} {place}")))
}

/// A tenant, and one of the same depth that is twenty times as big.
fn small_and_large(scope: &str) -> [Tenant; 2] {
    [Tenant::of(2, scope), Tenant::of(40, scope)]
}

#[test]
fn wsp_06_a_badge_looks_up_as_much_in_a_tenant_twenty_times_as_big() {
    for scope in ["organisation", "own_reports"] {
        let [small, large] = small_and_large(scope);
        for viewer in ["owner", "director", "manager 0", "agent 0 0"] {
            for kind in ["bundle.badge", "bundle.figures", "training.figures", "training.why_empty", "responses.badge"]
            {
                let [small, large] = [&small, &large].map(|tenant| tenant.ask(viewer, kind, &json!({})).0);
                assert_eq!(small, large, "{kind}, {viewer}, {scope}");
            }
        }
    }
}

#[test]
fn wsp_06_ntf_04_what_waits_for_somebody_is_counted_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    let [small, large] = [2, 40].map(|teams| {
        let mut tenant = Tenant::of(teams, "own_reports");
        tenant.record("hr director", "hr_director", None);
        tenant.publish_scorecard();
        for team in 0..teams {
            tenant.calibrate(&format!("manager {team}"), &format!("agent {team} 0 0"));
        }
        for (manager, agent) in agents(teams) {
            tenant.review(&manager, &format!("{agent} 0"));
            let assign = json!({
                "call": id(&format!("{agent} 1")), "due_on": "2026-03-06", "review_assignment": id(&format!("of {agent}")),
                "reviewer": id(&manager),
            });
            tenant.execute(&id("director"), "review_assignment.assign", &assign);
            tenant.ask_approval(&manager, &agent, None);
        }
        tenant
    });
    for (viewer, kind) in [
        ("manager 0", "calibration.badge"),
        ("director", "calibration.badge"),
        ("manager 0", "review.badge"),
        ("agent 0 0", "review.badge"),
        ("manager 0", "review_assignment.badge"),
        ("hr director", "plan.badge"),
    ] {
        let [small, large] = [&small, &large].map(|tenant| tenant.ask(viewer, kind, &json!({})));
        assert_eq!(small.0, large.0, "{viewer}, {kind}");
        assert!(small.1.as_object().unwrap().values().any(|count| *count != json!(0)), "{viewer}, {}", small.1);
    }
}

#[test]
fn wsp_06_what_one_may_not_decide_is_passed_over_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    let [small, large] = [2, 40].map(|teams| {
        let mut tenant = Tenant::of(teams, "own_reports");
        tenant.record("hr director", "hr_director", None);
        tenant.record("other hr director", "hr_director", None);
        // What is the viewer's own stands in front of what they may decide.
        for (_, agent) in agents(teams) {
            tenant.review("owner", &format!("{agent} 0"));
            tenant.dispute(&agent, &format!("{agent} 0"));
        }
        for (manager, agent) in agents(teams) {
            tenant.review(&manager, &format!("{agent} 1"));
            tenant.dispute(&agent, &format!("{agent} 1"));
        }
        let (coached, others): (Vec<_>, Vec<_>) = agents(teams).partition(|(_, agent)| agent.ends_with('0'));
        coached.iter().for_each(|(manager, agent)| tenant.ask_approval(manager, agent, Some("hr director")));
        others.iter().for_each(|(manager, agent)| tenant.ask_approval(manager, agent, None));
        tenant
    });
    for (viewer, kind) in [("owner", "review.disputed"), ("hr director", "plan.approvals")] {
        let [small, large] = [&small, &large].map(|tenant| tenant.pages_of(viewer, kind, &json!({}), 1));
        assert_eq!(small, large, "{viewer}, {kind}");
    }
}

#[test]
fn wsp_06_a_page_looks_up_what_it_shows_whatever_it_is_a_page_of() {
    for scope in ["organisation", "own_reports"] {
        let [small, large] = small_and_large(scope);
        for viewer in ["owner", "director"] {
            assert_eq!(small.pages(viewer, 5), large.pages(viewer, 5), "{viewer}, {scope}");
            let [two, three, four] = [2, 3, 4].map(|limit| large.pages(viewer, limit));
            assert_eq!(three - two, four - three, "each item costs the same: {viewer}, {scope}");
            let pool = |tenant: &Tenant| tenant.pages_of(viewer, "training.pool", &json!({}), 2);
            assert_eq!(pool(&small), pool(&large), "{viewer}, {scope}");
        }
    }
}

#[test]
fn wsp_06_the_pages_of_one_agent_look_up_as_much_in_a_tenant_twenty_times_as_big() {
    for scope in ["organisation", "own_reports"] {
        let [small, large] = small_and_large(scope);
        for (viewer, kind, body) in [
            ("owner", "agent.detail", json!({"agent": id("agent 0 0")})),
            ("manager 0", "agent.detail", json!({"agent": id("agent 0 0")})),
            ("agent 0 0", "agent.dashboard", json!({})),
            ("manager 0", "person.review_pack", json!({"days": march(), "person": id("agent 0 0")})),
            ("owner", "person.review_pack_section", packs_of("agent 0 0")),
            ("director", "responses.list", json!({"list": "awaiting", "limit": 3})),
            ("director", "escalation.list", json!({"list": "active", "limit": 3})),
        ] {
            let [small, large] = [&small, &large].map(|tenant| tenant.ask(viewer, kind, &body).0);
            assert_eq!(small, large, "{viewer}, {kind}, {scope}");
        }
    }
}

#[test]
fn wsp_06_pln_12_a_coach_finds_their_plans_of_a_review_cycle_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    let [small, large] = [2, 40].map(|teams| {
        let mut tenant = Tenant::of(teams, "own_reports");
        for (manager, agent) in agents(teams) {
            let links = json!([{"cycle": "2026", "review": agent}]);
            let content =
                json!({"days": march(), "kind": "development", "performance_reviews": links, "title": "Openings"});
            let plan = json!({"coachee": id(&agent), "content": content, "plan": id(&format!("plan of {agent}"))});
            tenant.execute(&id(&manager), "plan.create", &plan);
        }
        tenant
    });
    let page = |tenant: &Tenant| {
        tenant.pages_of("manager 0", "plan.review_cycle", &json!({"cycle": "2026", "list": "drafts"}), 1)
    };
    assert_eq!(page(&small), page(&large));
}

#[test]
fn wsp_06_people_and_calls_are_listed_and_found_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    for scope in ["organisation", "own_reports"] {
        let [small, large] = small_and_large(scope);
        for (viewer, kind, body) in [
            ("owner", "person.list", json!({})),
            ("owner", "person.list", json!({"role": "agent"})),
            ("owner", "person.list", json!({"below": id("manager 1")})),
            ("director", "person.list", json!({"active": true})),
            ("director", "person.list", json!({"below": id("owner")})),
            ("director", "person.search", json!({"name": "agent"})),
            ("owner", "person.search", json!({"name": "age 1"})),
            ("owner", "call.list", json!({})),
            ("owner", "call.search", json!({"name": "c"})),
            ("director", "call.search", json!({"name": "c"})),
            ("director", "call.list", json!({"before": "2026-04-01T00:00:00Z"})),
        ] {
            let [small, large] = [&small, &large].map(|tenant| tenant.pages_of(viewer, kind, &body, 1));
            assert_eq!(small, large, "{viewer}, {kind} {body}, {scope}");
        }
    }
}

#[test]
fn wsp_06_act_07_what_is_to_be_done_is_listed_and_rated_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    let [small, large] = [2, 40].map(|teams| {
        let mut tenant = Tenant::of(teams, "own_reports");
        for (manager, agent) in agents(teams) {
            let item = json!({
                "action_item": id(&format!("item of {agent}")), "assignee": id(&agent), "due_on": "2026-03-02",
                "kind": {"type": "practice"}, "task": "Pause.",
            });
            tenant.execute(&id(&manager), "action_item.assign", &item);
        }
        tenant
    });
    for viewer in ["owner", "manager 0"] {
        for list in ["open", "overdue"] {
            let page = |tenant: &Tenant| tenant.pages_of(viewer, "action_item.list", &json!({"list": list}), 1);
            assert_eq!(page(&small), page(&large), "{viewer}, {list}");
        }
        let team = json!({"type": "team", "body": {"manager": id("director")}});
        for whose in [json!({"type": "everybody"}), team] {
            let days = json!({"first": "2026-03-01", "last": "2026-03-31"});
            let body = json!({"days": days, "whose": whose});
            let rates = |tenant: &Tenant| tenant.ask(viewer, "action_item.figures", &body).0;
            assert_eq!(rates(&small), rates(&large), "{viewer}, {whose}");
        }
        let badge = |tenant: &Tenant| tenant.ask(viewer, "action_item.badge", &json!({})).0;
        assert_eq!(badge(&small), badge(&large), "{viewer}");
    }
}

#[test]
fn wsp_06_ntf_03_what_somebody_was_told_and_what_is_due_look_up_what_they_give() {
    let [small, large] = small_and_large("own_reports");
    for viewer in ["manager 0", "agent 0 0"] {
        let page = |tenant: &Tenant| tenant.ask(viewer, "notifications.mine", &json!({"limit": 2}));
        let [(small, of_small), (large, of_large)] = [&small, &large].map(page);
        assert_eq!(of_small["items"].as_array().unwrap().len(), of_large["items"].as_array().unwrap().len());
        assert_eq!(small, large, "{viewer}");
    }
    let due = |tenant: &Tenant, limit: usize| {
        let body = json!({"since": "2026-01-01T00:00:00Z", "limit": limit});
        let question = json!({"viewer": "system", "at": "2026-03-03T08:00:00Z", "type": "jobs.due", "body": body});
        let (look_ups, answer) = counted(|| tenant.workspace.ask(question.to_string().as_bytes()));
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
        let runs: Value = serde_json::from_str(&answer.json).unwrap();
        assert_eq!(runs["runs"].as_array().unwrap().len(), limit);
        look_ups
    };
    assert_eq!(due(&small, 4), due(&large, 4));
}

#[test]
fn wsp_06_whoever_has_lost_a_team_looks_for_nothing_of_it() {
    let mut tenant = Tenant::of(4, "own_reports");
    let before = tenant.pages("director", 5);
    tenant.record("manager 0", "manager", Some("other director"));
    assert_eq!(tenant.pages("director", 5), before);
    assert_eq!(tenant.pages("other director", 2), Tenant::of(4, "own_reports").pages("director", 2));
}

#[test]
fn wsp_06_a_command_looks_up_as_much_in_a_tenant_twenty_times_as_big() {
    // Tables grow by doubling, and look all of theirs up anew when they do: the least of some is without that.
    let least = |mut tenant: Tenant| {
        let all = (0..8).map(|round| {
            let [create, release, respond, raise, answer] =
                tenant.prepare("manager 0", "agent 0 0", &format!("more {round}"));
            let mut moves = |name, role, to| tenant.record(name, role, Some(to));
            let agent = moves("agent 1 0", "agent", "other director") + moves("agent 1 0", "agent", "manager 1");
            let team = moves("manager 1", "manager", "other director") + moves("manager 1", "manager", "director");
            [create, release, respond, raise, answer, agent, team]
        });
        all.reduce(|one, other| core::array::from_fn(|place| one[place].min(other[place]))).unwrap()
    };
    let [small, large] = small_and_large("own_reports").map(least);
    assert_eq!(small, large);
}

#[test]
fn wsp_06_gol_03_a_call_counts_for_the_teams_above_with_as_many_look_ups_in_a_tenant_twenty_times_as_big() {
    let month = json!({"type": "monthly", "body": {"start": "2026-03-02"}});
    let aim = json!({"measure": {"type": "calls_completed"}, "period": month, "target": 100});
    let aims = |mut tenant: Tenant, teams: usize| {
        let leaders = (0..teams).map(|team| format!("manager {team}")).chain(["director", "owner"].map(str::to_owned));
        for leader in leaders {
            let goal = json!({"aim": aim, "manager": id(&leader), "team_goal": id(&format!("goal of {leader}"))});
            tenant.execute(&id("owner"), "team_goal.set", &goal);
        }
        tenant
    };
    let goal = |leader: &str| json!({"team_goal": id(&format!("goal of {leader}"))});
    // Tables grow by doubling, and look all of theirs up anew when they do: the least of some is without that.
    let costs = |teams: usize| {
        let mut tenant = aims(Tenant::of(teams, "own_reports"), teams);
        let current = |tenant: &Tenant| tenant.ask("director", "team_goal.get", &goal("director"));
        let before = current(&tenant).1["progress"]["current"].as_f64().unwrap();
        let call = |round: usize| {
            let at = "2026-03-02T08:00:00Z";
            let call = id(&format!("late {round}"));
            json!({"call": call, "handler": id("agent 0 0"), "length_ms": 60_000, "started_at": at})
        };
        let calls = (0..8).map(|round| tenant.execute("system", "call.record", &call(round))).min();
        let (asked, after) = current(&tenant);
        assert!((after["progress"]["current"].as_f64().unwrap() - before - 8.0).abs() < f64::EPSILON);
        (calls, asked)
    };
    assert_eq!(costs(2), costs(40));
}
