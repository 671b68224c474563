//! What the tests that walk the one list need of each thing and each question: an arm for every kind, without which this
//! does not compile, and a body for every question, without which the walk fails.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::{Value, json};
use strum::VariantArray;
use touchline::facts::ThingKind;
use touchline::kernel::lifecycle::Names;
use touchline::waist::Status;

use crate::assessments::assessed;
use crate::calibrations::calibrated;
use crate::certifications::certified;
use crate::coaching_ratings::{rated, rating_of};
use crate::feedback_rounds::asked_about;
use crate::notices::settings_of;
use crate::plan_feedback::said_of_plan;
use crate::plan_proposals::proposed;
use crate::plan_templates::kept_templates;
use crate::plans::worked_on;
use crate::programmes::{kept_programme, recorded_meeting};
use crate::review::SAMPLINGS;
use crate::review_assignments::asked_and_declined;
use crate::reviews::{exchanged, set_ahead};
use crate::scorecards::template_of;
use crate::self_reviews::submitted;
use crate::session_series::recurring_of_plan;
use crate::sessions::{met, noted_on_track};
use crate::share_links::shared;
use crate::tenant::{BUNDLES, CALLS, CHECKS, PEOPLE, Step, Tenant, VERBS, bundle, child, id, placed};

/// Who sends a command, its name, and its body.
pub(crate) type Sent = (String, String, Value);

const MIA: usize = 1;
const ANA: usize = 3;

fn days() -> Value {
    json!({"first": "2026-02-09", "last": "2026-02-22"})
}

/// All days on which anything happens there.
pub(crate) fn year() -> Value {
    json!({"first": "2026-01-01", "last": "2026-12-31"})
}

/// A skill report of somebody, as the host records it.
pub(crate) fn reported(place: usize, person: &str) -> Value {
    json!({
        "skill_report": placed("skill_report", place), "person": id(person), "framework": "six_areas", "window": days(),
        "areas": [{"area": "closing", "reported": {"score": 39}}], "overall": {"score": 71},
    })
}

/// What a metric counted for somebody on a day.
pub(crate) fn counted(person: &str) -> Value {
    json!({"person": id(person), "metric": "win_rate", "day": "2026-02-20", "observations": 4, "sum": 3})
}

fn step(actor: usize, verb: &str) -> Sent {
    let step = Step { calls: vec![0], ..Step::of(actor, verb, 0, ANA) };
    (id(PEOPLE[actor]), step.kind(), step.body())
}

fn by_host(kind: &str, body: Value) -> Sent {
    ("system".to_owned(), kind.to_owned(), body)
}

/// How a thing of this kind comes to be in a tenant, with all the words that it can hold.
pub(crate) fn made(kind: ThingKind) -> Vec<Sent> {
    match kind {
        ThingKind::Person => {
            let body = json!({"person": id("ana"), "name": "ana", "roles": ["agent"], "manager": id("mia")});
            vec![by_host("person.record", body)]
        }
        ThingKind::Call => {
            let started = "2026-02-20T10:00:00.000Z";
            let body = json!({"call": id("call 0"), "handler": id("ana"), "length_ms": 61_000, "started_at": started});
            vec![by_host("call.record", body)]
        }
        ThingKind::Bundle => vec![step(MIA, "create_and_release"), step(ANA, "respond"), step(MIA, "conclude")],
        ThingKind::Disposition | ThingKind::TrainingItem => vec![step(MIA, "give")],
        ThingKind::Policy => {
            // Under it mia may review whatever is drawn.
            vec![by_host("policy.adopt", json!({"access": {"manager_scope": "organisation"}}))]
        }
        ThingKind::NotificationSettings => vec![(
            id("ana"),
            "notification_settings.set".to_owned(),
            json!({"person": id("ana"), "choices": {"quiet_hours": {"begin": "22:00", "end": "07:00"}}}),
        )],
        ThingKind::Escalation => {
            vec![step(MIA, "escalation.raise"), step(ANA, "escalation.answer"), step(MIA, "escalation.close")]
        }
        ThingKind::Goal => vec![step(MIA, "goal.set")],
        ThingKind::Sampling => {
            let size = json!({"type": "calls", "body": {"calls": 1}});
            let body = json!({
                "sampling": id("sampling 0"), "seed": "0000000000000007", "size": size,
                "reviewers": [id("mia"), id("max")], "period": days(),
            });
            vec![(id("olga"), "sampling.draw".to_owned(), body)]
        }
        ThingKind::TeamGoal => vec![step(MIA, "team_goal.set")],
        ThingKind::SkillReport => vec![by_host("skill_report.record", reported(0, "ana"))],
        ThingKind::MetricDay => vec![by_host("metric_day.record", counted("ana"))],
        ThingKind::Scorecard => {
            let drafted = json!({"scorecard": placed("scorecard", 0), "template": template_of("scored_together", 1)});
            vec![(id("olga"), "scorecard.draft".to_owned(), drafted)]
        }
        ThingKind::ActionItem => vec![
            step(MIA, "action_item.assign"),
            step(ANA, "action_item.note_progress"),
            step(ANA, "action_item.request_extension"),
            step(MIA, "action_item.grant_extension"),
            step(ANA, "action_item.complete"),
            step(MIA, "action_item.request_revision"),
            step(MIA, "action_item.cancel"),
        ],
        // Whoever delivered a review of a call takes up none of it any more.
        ThingKind::Review => asked_and_declined().into_iter().chain(exchanged()).chain(set_ahead()).collect(),
        ThingKind::Calibration => calibrated(),
        ThingKind::ReviewAssignment => asked_and_declined(),
        ThingKind::SelfReview => submitted(),
        ThingKind::Plan => worked_on(),
        ThingKind::SessionNote => met().into_iter().chain(noted_on_track()).collect(),
        ThingKind::Session | ThingKind::ProgressNote | ThingKind::PrivateNote => met(),
        ThingKind::FeedbackRound => asked_about(),
        ThingKind::PlanProposal => proposed(),
        ThingKind::PlanFeedback => said_of_plan(),
        ThingKind::CoachingRating => rated(),
        ThingKind::SessionSeries => recurring_of_plan(),
        ThingKind::ShareLink => shared(),
        ThingKind::Assessment => assessed(),
        ThingKind::Certification => certified(),
        ThingKind::Programme => kept_programme(),
        ThingKind::CoachingMeeting => recorded_meeting(),
        ThingKind::PlanTemplate => kept_templates(),
    }
}

/// Everything that makes a tenant have something of every kind, each command once.
pub(crate) fn furnishing() -> Vec<Sent> {
    let mut sent = BTreeSet::new();
    let all = ThingKind::VARIANTS.iter().flat_map(|kind| made(*kind));
    all.filter(|(_, kind, body)| sent.insert(format!("{kind} {body}"))).collect()
}

/// A tenant with something of every kind.
pub(crate) fn furnished() -> Tenant {
    let mut tenant = Tenant::new();
    for (actor, kind, body) in furnishing() {
        let command = tenant.command(&actor, &kind, &body, None);
        let answer = tenant.send(&command);
        assert_eq!(answer.status, Status::Ok, "{kind}: {}", answer.json);
    }
    tenant
}

fn children(kind: ThingKind) -> Vec<String> {
    let checks = (0..CALLS).flat_map(|call| (0..CHECKS.len()).map(move |check| (call, check)));
    checks.map(|(call, check)| child(kind.name(), call, check)).collect()
}

fn all_placed(kind: ThingKind, many: usize) -> Vec<String> {
    (0..many).map(|place| placed(kind.name(), place)).collect()
}

/// The ids that a random tenant's things of this kind have, or would.
pub(crate) fn ids(kind: ThingKind) -> Vec<String> {
    match kind {
        ThingKind::Person => PEOPLE.iter().map(|name| id(name)).collect(),
        ThingKind::Disposition | ThingKind::TrainingItem => children(kind),
        ThingKind::Policy => vec![touchline::policy::id().to_string()],
        ThingKind::NotificationSettings => PEOPLE.iter().map(|name| settings_of(name)).collect(),
        ThingKind::MetricDay => PEOPLE.iter().map(|name| day_of(name)).collect(),
        ThingKind::CoachingRating => ids(ThingKind::Session).iter().map(|session| rating_of(session)).collect(),
        ThingKind::Call => all_placed(kind, CALLS),
        ThingKind::Sampling => all_placed(kind, SAMPLINGS),
        _ => all_placed(kind, BUNDLES),
    }
}

/// The id of what the metric of [`counted`] counted, as the wire contract has it.
fn day_of(name: &str) -> String {
    let person = uuid::Uuid::parse_str(&id(name)).unwrap();
    uuid::Uuid::new_v5(&person, br#"["metric_day","win_rate","2026-02-20"]"#).to_string()
}

fn each<'a>(values: impl IntoIterator<Item = &'a str>, body: impl Fn(&str) -> Value) -> Vec<Value> {
    values.into_iter().map(body).collect()
}

/// Lists of everybody, and of each person.
fn lists_of_agents<'a>(lists: impl IntoIterator<Item = &'a str> + Clone) -> Vec<Value> {
    let of = |list: &'a str| each(PEOPLE, move |name| json!({"agent": id(name), "limit": 1, "list": list}));
    let all = lists.clone().into_iter().map(|list| json!({"limit": 1, "list": list}));
    all.chain(lists.into_iter().flat_map(of)).collect()
}

fn of_each(kind: ThingKind) -> Vec<Value> {
    ids(kind).iter().map(|id| json!({kind.name(): id})).collect()
}

const LED: [&str; 6] = ["draft", "scoring", "review", "closed", "cancelled", "archived"];
const SCORED: [&str; 6] = ["awaiting", "scored", "review", "closed", "cancelled", "archived"];
const SECTIONS: [&str; 3] = ["active", "completed", "archived"];
const PACKS: [&str; 4] = ["active", "awaiting", "completed", "archived"];
const GOALS: [&str; 4] = ["active", "ended", "cancelled", "archived"];
const EDITIONS: [&str; 4] = ["active", "retired", "draft", "archived"];
const TO_DO: [&str; 6] = ["open", "overdue", "awaiting_decision", "verified", "cancelled", "archived"];
const TO_REVIEW: [&str; 4] = ["open", "overdue", "ended", "archived"];
pub(crate) const PACKED: [&str; 17] = [
    "bundles",
    "reviews",
    "action_items",
    "goals",
    "skill_reports",
    "plans",
    "sessions",
    "meetings",
    "progress_notes",
    "feedback",
    "feedback_rounds",
    "training_items",
    "self_reviews",
    "escalations",
    "assessments",
    "certifications",
    "team_meetings",
];
const PLANS: [&str; 6] = ["active", "on_hold", "drafts", "completed", "cancelled", "archived"];
const MY_PLANS: [&str; 5] = ["active", "on_hold", "completed", "cancelled", "archived"];
const PROPOSED: [&str; 3] = ["open", "ended", "archived"];
const ROUNDS: [&str; 3] = ["open", "released", "cancelled"];
const MY_ROUNDS: [&str; 5] = ["awaiting", "submitted", "declined", "expired", "cancelled"];
const SESSIONS: [&str; 6] = ["upcoming", "overdue", "scheduled", "held", "cancelled", "missed"];
const REPORTS: [&str; 2] = ["manager_review_required", "held"];

/// Whose addresses stand in calendar files.
fn addresses() -> Value {
    let of = |name: &str| json!({"address": format!("{name}@example.com"), "of": {"type": "person", "body": {"person": id(name)}}});
    json!([of("ana"), of("mia")])
}

/// The calendar file of a session, asked for.
fn calendar_of(session: &str) -> Value {
    json!({"addresses": addresses(), "organizer": {"address": "coaching@example.com"}, "session": session})
}

/// The calendar file of a series, asked for.
fn calendar_of_series(series: &str) -> Value {
    json!({"addresses": addresses(), "organizer": {"address": "coaching@example.com"}, "session_series": series})
}

/// A calendar file in which ana answers to a session, and mia moves it.
fn calendar_to_read(session: &str) -> Value {
    let event = |method: &str, lines: &str| {
        let calendar = format!("BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:{session}\n{lines}");
        format!("{calendar}\nEND:VEVENT\nEND:VCALENDAR\n")
    };
    let reply = event("REPLY", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.com");
    let moved = event("REQUEST", "SEQUENCE:9\nORGANIZER:mailto:mia@example.com\nDTSTART:20260226T100000Z");
    json!({"addresses": addresses(), "file": {"type": "text", "body": format!("{reply}{moved}")}})
}

/// Every way in which a question is asked about a random tenant: pages of one where there are pages.
pub(crate) fn bodies(question: &str) -> Vec<Value> {
    match question {
        "action_item.badge"
        | "agent.dashboard"
        | "bundle.badge"
        | "bundle.figures"
        | "calibration.badge"
        | "notifications.settings"
        | "log.head"
        | "plan.badge"
        | "responses.badge"
        | "review.badge"
        | "review_assignment.badge"
        | "review.figures"
        | "review.team_figures"
        | "training.figures"
        | "training.pool"
        | "training.proposals"
        | "plan_template.shipped"
        | "training.why_empty" => vec![json!({})],
        "action_item.get" | "action_item.effect" => of_each(ThingKind::ActionItem),
        "action_item.mine" => each(TO_DO, |list| json!({"limit": 1, "list": list})),
        "action_item.list" => {
            let of = each(PEOPLE, |name| json!({"assignee": id(name), "list": "open"}));
            let own = each(TO_DO, |list| json!({"decided_by_me": true, "list": list}));
            each(TO_DO, |list| json!({"limit": 1, "list": list})).into_iter().chain(of).chain(own).collect()
        }
        "action_item.figures" => {
            let of = each(PEOPLE, |name| json!({"type": "person", "body": {"person": id(name)}}));
            let below = each(PEOPLE, |name| json!({"type": "team", "body": {"manager": id(name)}}));
            let whose = of.into_iter().chain(below).chain([json!({"type": "everybody"})]);
            whose.map(|whose| json!({"days": {"first": "2026-01-01", "last": "2026-12-31"}, "whose": whose})).collect()
        }
        "review.averages" => {
            let days = json!({"first": "2026-01-01", "last": "2026-12-31"});
            each(PEOPLE, |name| json!({"agent": id(name), "days": days}))
        }
        "agent.detail" | "agent.history" => each(PEOPLE, |name| json!({"agent": id(name)})),
        "assessment.get" => of_each(ThingKind::Assessment),
        "assessment.list" => touchline::assessment::State::VARIANTS
            .iter()
            .flat_map(|state| each(PEOPLE, move |name| json!({"limit": 1, "person": id(name), "state": state.name()})))
            .collect(),
        "certification.get" => of_each(ThingKind::Certification),
        "certification.held" => of_each(ThingKind::Person),
        "certification.list" => touchline::things::certification::State::VARIANTS
            .iter()
            .flat_map(|state| each(PEOPLE, move |name| json!({"limit": 1, "person": id(name), "state": state.name()})))
            .collect(),
        "bundle.packs" => lists_of_agents(PACKS),
        "bundle.my_packs" => each(PACKS, |list| json!({"limit": 1, "list": list})),
        "bundle.get" | "bundle.results" => of_each(ThingKind::Bundle),
        "bundle.why_unseen" => (0..BUNDLES)
            .flat_map(|place| each(PEOPLE, move |name| json!({"agent": id(name), "bundle": bundle(place)})))
            .collect(),
        "calibration.get" | "calibration.result" => of_each(ThingKind::Calibration),
        "calibration.list" => each(LED, |list| json!({"limit": 1, "list": list})),
        "calibration.mine" => each(SCORED, |list| json!({"limit": 1, "list": list})),
        "call.list" => {
            let of = each(PEOPLE, |name| json!({"limit": 1, "agent": id(name)}));
            [json!({"limit": 1}), json!({"campaign": "spring"})].into_iter().chain(of).collect()
        }
        "call.search" => each(["lost", "ana", "p"], |name| json!({"limit": 1, "name": name})),
        "call.feedback" | "call.get" | "disposition.of_call" => of_each(ThingKind::Call),
        "disposition.of_check" | "disposition.check_rate" => {
            let days = json!({"first": "2026-01-01", "last": "2026-12-31"});
            let more = if question == "disposition.of_check" { ("limit", json!(1)) } else { ("days", days) };
            let of = |name| CHECKS.map(|check| json!({"agent": id(name), "check": check, (more.0): more.1}));
            PEOPLE.into_iter().flat_map(of).collect()
        }
        "jobs.due" => vec![json!({"since": "2026-01-01T00:00:00.000Z"})],
        "assessment.awaiting"
        | "certification.expiring"
        | "notifications.mine"
        | "plan.approvals"
        | "plan.proposed"
        | "plan.to_sign"
        | "review.disputed"
        | "review.owed"
        | "skill_report.mine" => {
            vec![json!({"limit": 1})]
        }
        "escalation.list" => lists_of_agents(SECTIONS),
        "escalation.mine" => each(SECTIONS, |list| json!({"list": list})),
        "escalation.get" => of_each(ThingKind::Escalation),
        "feedback_round.get" => of_each(ThingKind::FeedbackRound),
        "feedback_round.list" => {
            let of = |plan: String| each(ROUNDS, move |list| json!({"limit": 1, "list": list, "plan": plan}));
            ids(ThingKind::Plan).into_iter().flat_map(of).collect()
        }
        "feedback_round.mine" => each(MY_ROUNDS, |list| json!({"limit": 1, "list": list})),
        "export.person" | "export.subject_access" => of_each(ThingKind::Person),
        "export.everything" => {
            let of = ThingKind::VARIANTS.iter().map(|kind| json!({"kind": kind.name()}));
            [json!({})].into_iter().chain(of).collect()
        }
        "export.team" => each(PEOPLE, |name| json!({"days": year(), "key": "1".repeat(64), "manager": id(name)})),
        "history.given" => each(PEOPLE, |name| json!({"by": id(name), "limit": 1})),
        "history.received" => each(PEOPLE, |name| json!({"limit": 1, "person": id(name)})),
        "report.bundle" => of_each(ThingKind::Bundle),
        "report.performance" => each(PEOPLE, |name| json!({"days": year(), "person": id(name)})),
        "report.needs_coaching" => each(PEOPLE, |name| json!({"manager": id(name)})),
        "report.ranking" | "report.team" => each(PEOPLE, |name| json!({"days": year(), "manager": id(name)})),
        "calibration.agreement" | "review.severity" => vec![json!({"days": year()})],
        "skill_report.team_means" => each(PEOPLE, |name| json!({"manager": id(name), "month": "2026-03-01"})),
        "skill_report.trend" => {
            each(PEOPLE, |name| json!({"days": year(), "every": "month", "framework": "six_areas", "person": id(name)}))
        }
        "report.trend" => {
            let of = |kind: &str, key: &str, name: &str| json!({"days": year(), "every": "week", "whose": {"type": kind, "body": {(key): id(name)}}});
            let whose = |name: &str| [of("person", "person", name), of("team", "manager", name)];
            PEOPLE.into_iter().flat_map(whose).collect()
        }
        "goal.get" => of_each(ThingKind::Goal),
        "goal.mine" => each(GOALS, |list| json!({"list": list})),
        "goal.list" => {
            PEOPLE.iter().flat_map(|name| each(GOALS, |list| json!({"list": list, "person": id(name)}))).collect()
        }
        "plan_template.get" => of_each(ThingKind::PlanTemplate),
        "plan_template.list" => {
            let all = each(EDITIONS, |list| json!({"limit": 1, "list": list}));
            all.into_iter().chain([json!({"key": "closing", "list": "active"})]).collect()
        }
        "programme.get" => of_each(ThingKind::Programme),
        "programme.team_due" => {
            ids(ThingKind::Programme).iter().map(|id| json!({"on": "2026-02-20", "programme": id})).collect()
        }
        "programme.one_on_one" => {
            let of = |programme: String| {
                each(PEOPLE, move |name| json!({"on": "2026-02-20", "person": id(name), "programme": programme}))
            };
            ids(ThingKind::Programme).into_iter().flat_map(of).collect()
        }
        "programme.team_adherence" | "programme.team_hours" => {
            ids(ThingKind::Programme).iter().map(|id| json!({"programme": id, "window": days()})).collect()
        }
        "coaching_meeting.get" => of_each(ThingKind::CoachingMeeting),
        "coaching_meeting.mine" => vec![json!({"limit": 1}), json!({"archived": true, "limit": 1})],
        "coaching_meeting.list" => {
            let of = |id: &String| {
                let all = each(["recorded", "withdrawn"], |state| json!({"limit": 1, "programme": id, "state": state}));
                let away = json!({"archived": true, "programme": id, "state": "recorded"});
                all.into_iter().chain([away]).collect::<Vec<_>>()
            };
            ids(ThingKind::Programme).iter().flat_map(of).collect()
        }
        "programme.list" => {
            let away = each(PEOPLE, |name| json!({"archived": true, "manager": id(name)}));
            each(PEOPLE, |name| json!({"limit": 1, "manager": id(name)})).into_iter().chain(away).collect()
        }
        "team_goal.get" => of_each(ThingKind::TeamGoal),
        "team_goal.list" => {
            PEOPLE.iter().flat_map(|name| each(GOALS, |list| json!({"list": list, "manager": id(name)}))).collect()
        }
        "plan.compliance" | "plan.effect" | "plan.get" | "plan.track_proof" => of_each(ThingKind::Plan),
        "plan.week" => {
            let of =
                PEOPLE.iter().flat_map(|name| [true, false].map(|behind| json!({"behind": behind, "coach": id(name)})));
            of.chain([json!({"limit": 1})]).collect()
        }
        "plan.review_cycle" => {
            let of = |cycle| each(PLANS, move |list| json!({"cycle": cycle, "limit": 1, "list": list}));
            ["2025", "2026"].into_iter().flat_map(of).collect()
        }
        "plan.mine" => each(MY_PLANS, |list| json!({"limit": 1, "list": list})),
        "plan.coached" => each(PLANS, |list| json!({"limit": 1, "list": list})),
        "plan.list" => {
            let of = each(PEOPLE, |name| json!({"coachee": id(name), "list": "active"}));
            each(PLANS, |list| json!({"limit": 1, "list": list})).into_iter().chain(of).collect()
        }
        "plan_proposal.get" => of_each(ThingKind::PlanProposal),
        "plan_proposal.mine" => each(PROPOSED, |list| json!({"limit": 1, "list": list})),
        "plan_proposal.list" => {
            let of = each(PEOPLE, |name| json!({"coachee": id(name), "list": "open"}));
            each(PROPOSED, |list| json!({"limit": 1, "list": list})).into_iter().chain(of).collect()
        }
        "coaching_rating.get" => of_each(ThingKind::CoachingRating),
        "coaching_rating.mean" => each(PEOPLE, |name| json!({"coach": id(name)})),
        "coaching_rating.mine" => vec![json!({"limit": 1})],
        "plan_feedback.get" => of_each(ThingKind::PlanFeedback),
        "plan_feedback.list" => ids(ThingKind::Plan).iter().map(|plan| json!({"limit": 1, "plan": plan})).collect(),
        "plan_feedback.mine" => each(["given", "received"], |list| json!({"limit": 1, "list": list})),
        "session.get" | "session.agenda" => of_each(ThingKind::Session),
        "session.calendar" => ids(ThingKind::Session).iter().map(|session| calendar_of(session)).collect(),
        "session.read_calendar" => ids(ThingKind::Session).iter().map(|session| calendar_to_read(session)).collect(),
        "session.mine" => each(SESSIONS, |list| json!({"limit": 1, "list": list})),
        "session.list" => {
            let of = |plan: String| each(SESSIONS, move |list| json!({"limit": 1, "list": list, "plan": plan}));
            ids(ThingKind::Plan).into_iter().flat_map(of).collect()
        }
        "private_note.get" => of_each(ThingKind::PrivateNote),
        "private_note.list" => {
            let of = |session: &String| json!({"limit": 1, "session": session});
            ids(ThingKind::Session).iter().map(of).collect()
        }
        "progress_note.get" => of_each(ThingKind::ProgressNote),
        "progress_note.list" => ids(ThingKind::Plan).iter().map(|plan| json!({"limit": 1, "plan": plan})).collect(),
        "session_note.get" => of_each(ThingKind::SessionNote),
        "session_series.calendar" => {
            ids(ThingKind::SessionSeries).iter().map(|series| calendar_of_series(series)).collect()
        }
        "session_series.get" => of_each(ThingKind::SessionSeries),
        "session_series.list" => ids(ThingKind::Plan).iter().map(|plan| json!({"limit": 1, "plan": plan})).collect(),
        "session_note.list" => {
            let of = |session: &String| json!({"limit": 1, "session": session});
            ids(ThingKind::Session).iter().map(of).collect()
        }
        "person.duties" | "person.get" | "person.profile" => of_each(ThingKind::Person),
        "person.review_pack" => PEOPLE
            .iter()
            .flat_map(|name| [days(), year()].map(|days| json!({"days": days, "person": id(name)})))
            .collect(),
        "person.review_pack_section" => {
            let of = |name: &&str| {
                let person = id(name);
                let body =
                    move |section: &str| json!({"days": year(), "limit": 1, "person": person, "section": section});
                each(PACKED, body)
            };
            PEOPLE.iter().flat_map(of).collect()
        }
        "person.list" => {
            let below = each(PEOPLE, |name| json!({"limit": 1, "below": id(name)}));
            let direct = each(PEOPLE, |name| json!({"limit": 1, "below": id(name), "direct": true}));
            let chosen = [json!({}), json!({"active": true}), json!({"role": "agent"}), json!({"team": "north"})];
            chosen.into_iter().chain(below).chain(direct).collect()
        }
        "person.search" => each(["a", "m", "some", "ana"], |name| json!({"limit": 1, "name": name})),
        "responses.list" => lists_of_agents(["all", "awaiting"]),
        "review.queue" => each(PEOPLE, |name| json!({"agent": id(name)})).into_iter().chain([json!({})]).collect(),
        "review_assignment.get" => of_each(ThingKind::ReviewAssignment),
        "review_assignment.mine" => each(TO_REVIEW, |list| json!({"limit": 1, "list": list})),
        "review_assignment.list" => {
            let of = each(PEOPLE, |name| json!({"agent": id(name), "list": "open"}));
            let own = each(TO_REVIEW, |list| json!({"assigned_by_me": true, "list": list}));
            each(TO_REVIEW, |list| json!({"limit": 1, "list": list})).into_iter().chain(of).chain(own).collect()
        }
        "review_assignment.requested" => {
            let put_away = json!({"archived": true, "limit": 1});
            [false, true].map(|ended| json!({"ended": ended, "limit": 1})).into_iter().chain([put_away]).collect()
        }
        "review.get" | "review.practice" => of_each(ThingKind::Review),
        "review.practice_figures" => {
            each(PEOPLE, |name| json!({"days": {"first": "2026-01-01", "last": "2027-12-31"}, "reviewer": id(name)}))
        }
        "review.given" => each(["drafts", "awaiting", "settled", "history"], |list| json!({"limit": 1, "list": list})),
        "review.mine" => each(["inbox", "history"], |list| json!({"limit": 1, "list": list})),
        "review.team" => {
            let all = each(["awaiting", "settled", "history"], |list| json!({"limit": 1, "list": list}));
            let of = |name: &str| json!({"limit": 1, "list": "history", "agent": id(name), "reviewer": id("mia")});
            all.into_iter().chain(each(PEOPLE, of)).collect()
        }
        "review.beside" => of_each(ThingKind::Review),
        "self_review.get" => of_each(ThingKind::SelfReview),
        "self_review.mine" => each(["drafts", "submitted", "archived"], |list| json!({"limit": 1, "list": list})),
        "sampling.get" => of_each(ThingKind::Sampling),
        "scorecard.get" => of_each(ThingKind::Scorecard),
        "scorecard.list" => {
            let all = each(EDITIONS, |list| json!({"limit": 1, "list": list}));
            all.into_iter().chain([json!({"key": "service", "list": "active"})]).collect()
        }
        "share_link.get" => of_each(ThingKind::ShareLink),
        "share_link.mine" => vec![json!({"limit": 1})],
        "share_link.shown" => {
            let (link, token) = (placed("share_link", 0), "1".repeat(64));
            vec![json!({"opened_at": "2026-02-25T10:00:00.000Z", "share_link": link, "token": token})]
        }
        "skill_report.get" => of_each(ThingKind::SkillReport),
        "skill_report.list" => touchline::skill_report::State::VARIANTS
            .iter()
            .flat_map(|state| each(PEOPLE, move |name| json!({"limit": 1, "person": id(name), "state": state.name()})))
            .collect(),
        "skill_report.withheld" => each(REPORTS, |list| json!({"limit": 1, "list": list})),
        "training.item" => of_each(ThingKind::TrainingItem),
        "training.queue" => {
            let all = touchline::training::State::VARIANTS.iter().map(|state| json!({"state": state.name()}));
            let of = |state: &touchline::training::State| {
                let state = state.name();
                each(PEOPLE, move |name| json!({"agent": id(name), "state": state}))
            };
            all.chain(touchline::training::State::VARIANTS.iter().flat_map(of)).collect()
        }
        other => panic!("`{other}`: say how it is asked, and what may not be seen is looked for in its answers too"),
    }
}

fn names(list: &str) -> Vec<String> {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| touchline::schema::document().unwrap());
    let name = |entry: &Value| entry["name"].as_str().unwrap().to_owned();
    DOCUMENT[list].as_array().unwrap().iter().map(name).collect()
}

/// Every question that there is.
pub(crate) fn questions() -> Vec<String> {
    names("queries")
}

#[test]
fn a_thing_of_every_kind_is_made_and_stands_under_its_id() {
    let tenant = furnished();
    for kind in ThingKind::VARIANTS {
        let ids = ids(*kind);
        let stands = tenant.printed().lines().any(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let body = &line["body"];
            let own = [&body[kind.name()], &body["document"][kind.name()]];
            line["type"] == kind.name() && ids.iter().any(|id| own.iter().any(|own| *own == id))
        });
        assert!(stands, "{}", kind.name());
    }
}

#[test]
fn every_question_is_asked_in_a_way_that_it_can_be_answered() {
    let tenant = furnished();
    for question in questions() {
        let bodies = bodies(&question);
        assert!(!bodies.is_empty(), "{question}");
        for body in bodies {
            let answer = tenant.ask("olga", &question, &body);
            assert_ne!(answer.status, Status::BadInput, "{question} {body}: {}", answer.json);
        }
    }
}

/// The laws, but for this one.
fn other_laws() -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/laws");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| !path.ends_with("things.rs")).map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_command_is_sent_to_random_tenants_or_by_a_law_of_its_own() {
    let verbs = (0..VERBS.len()).map(|verb| Step { verb, ..Step::of(0, "give", 0, ANA) });
    let adopted = Step { policy: Some(0), ..Step::of(0, "give", 0, ANA) };
    let sent: BTreeSet<String> = verbs.chain([adopted]).map(|step| step.kind()).collect();
    let laws = other_laws();
    for command in names("commands") {
        assert!(sent.contains(&command) || laws.contains(&format!("\"{command}\"")), "{command}");
    }
}
