//! KER-10: exhaustive walks of the tables: every state, every command, every kind of actor, every condition.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use strum::VariantArray;
use touchline::action_item::{self, ActionItem};
use touchline::disposition;
use touchline::facts::{NewActionItem, Refusal, ThingKind};
use touchline::kernel::lifecycle::{Cell, Names, Printed, PrintedCell, PrintedRow};
use touchline::kernel::rejection::Code;
use touchline::law::{Fact, Loaded, lifecycles};
use touchline::life::{Decides as _, Life as _, Thing as _, Told as _};
use touchline::policy::Policy;
use touchline::sampling;
use touchline::training::{self, TrainingItem};
use touchline::waist::Status;

use crate::tenant::{Finding, PEOPLE, Step, Tenant, bundle, child, id, placed};
use crate::things::made;

/// How the table of a kind of thing is walked.
enum Walk {
    /// It has none: it is recorded, as a document is.
    Recorded,
    /// Cell by cell, by every command as every actor; also where the days are still running, if it has days, and where a
    /// later due date was asked for, if it has one.
    Cells(&'static [bool]),
    /// By the law of this name in this source, since what moves it is not a command, or is not a verb and an id.
    By(&'static str, &'static str),
}

fn walk_of(kind: ThingKind) -> Walk {
    const HERE: &str = include_str!("walk.rs");
    match kind {
        ThingKind::Person | ThingKind::Call | ThingKind::Policy | ThingKind::MetricDay => Walk::Recorded,
        ThingKind::Bundle | ThingKind::Escalation => Walk::Cells(&[false]),
        ThingKind::Goal | ThingKind::TeamGoal | ThingKind::ActionItem => Walk::Cells(&[false, true]),
        ThingKind::Disposition => {
            Walk::By("ker_10_a_disposition_is_given_where_its_table_says_so_by_those_who_may", HERE)
        }
        ThingKind::TrainingItem => Walk::By("ker_10_a_training_item_goes_where_its_table_says_and_nowhere_else", HERE),
        ThingKind::Sampling => Walk::By("ker_10_a_sampling_is_drawn_where_its_table_says_so_by_those_who_may", HERE),
        ThingKind::NotificationSettings => Walk::By(
            "ntf_02_acc_07_settings_are_given_where_their_table_says_so_by_whose_they_are",
            include_str!("notices.rs"),
        ),
        ThingKind::Scorecard => {
            Walk::By("sco_01_ker_10_every_cell_of_a_scorecard_is_what_decide_does", include_str!("scorecards.rs"))
        }
        ThingKind::Review => {
            Walk::By("rev_05_ker_10_every_cell_of_a_review_is_what_decide_does", include_str!("reviews.rs"))
        }
        ThingKind::Calibration => {
            Walk::By("rev_13_ker_10_every_cell_of_a_calibration_is_what_decide_does", include_str!("calibrations.rs"))
        }
        ThingKind::ReviewAssignment => Walk::By(
            "rev_20_ker_10_every_cell_of_an_assignment_is_what_decide_does",
            include_str!("review_assignments.rs"),
        ),
        ThingKind::SelfReview => {
            Walk::By("rev_21_ker_10_every_cell_of_a_self_review_is_what_decide_does", include_str!("self_reviews.rs"))
        }
        ThingKind::Plan => Walk::By("pln_03_ker_10_every_cell_of_a_plan_is_what_decide_does", include_str!("plans.rs")),
        ThingKind::Session => {
            Walk::By("ses_01_ker_10_every_cell_of_a_session_is_what_decide_does", include_str!("sessions.rs"))
        }
        ThingKind::SessionNote => {
            Walk::By("ses_05_ker_10_every_cell_of_a_session_s_note_is_what_decide_does", include_str!("sessions.rs"))
        }
        ThingKind::ProgressNote => {
            Walk::By("pln_11_ker_10_every_cell_of_a_progress_note_is_what_decide_does", include_str!("notes.rs"))
        }
        ThingKind::PrivateNote => {
            Walk::By("ses_09_ker_10_every_cell_of_a_private_note_is_what_decide_does", include_str!("notes.rs"))
        }
        ThingKind::FeedbackRound => Walk::By(
            "fbk_02_ker_10_every_cell_of_a_feedback_round_is_what_decide_does",
            include_str!("feedback_rounds.rs"),
        ),
        ThingKind::PlanProposal => Walk::By(
            "pln_13_ker_10_every_cell_of_a_plan_that_is_proposed_is_what_decide_does",
            include_str!("plan_proposals.rs"),
        ),
        ThingKind::CoachingRating => Walk::By(
            "fbk_04_ker_10_every_cell_of_a_rating_of_coaching_is_what_decide_does",
            include_str!("coaching_ratings.rs"),
        ),
        ThingKind::PlanFeedback => {
            Walk::By("fbk_01_ker_10_every_cell_of_plan_feedback_is_what_decide_does", include_str!("plan_feedback.rs"))
        }
        ThingKind::SessionSeries => Walk::By(
            "ses_02_ker_10_every_cell_of_a_series_of_sessions_is_what_decide_does",
            include_str!("session_series.rs"),
        ),
        ThingKind::ShareLink => {
            Walk::By("rpt_08_ker_10_every_cell_of_a_share_link_is_what_decide_does", include_str!("share_links.rs"))
        }
        ThingKind::Assessment => {
            Walk::By("crt_01_ker_10_every_cell_of_an_assessment_is_what_decide_does", include_str!("assessments.rs"))
        }
        ThingKind::Certification => Walk::By(
            "crt_02_ker_10_every_cell_of_a_certification_is_what_decide_does",
            include_str!("certifications.rs"),
        ),
        ThingKind::Programme => {
            Walk::By("prg_08_ker_10_every_cell_of_a_programme_is_what_decide_does", include_str!("programmes.rs"))
        }
        ThingKind::CoachingMeeting => Walk::By(
            "prg_02_ker_10_every_cell_of_a_meeting_of_a_programme_is_what_decide_does",
            include_str!("programmes.rs"),
        ),
        ThingKind::PlanTemplate => {
            Walk::By("pln_02_ker_10_every_cell_of_a_template_is_what_decide_does", include_str!("plan_templates.rs"))
        }
        ThingKind::SkillReport => {
            Walk::By("skl_09_ker_10_every_cell_of_a_skill_report_is_what_decide_does", include_str!("skill_reports.rs"))
        }
    }
}

/// How each state of a thing is reached, by mia and ana.
fn way_to(kind: &str, state: Option<&str>) -> &'static [(usize, &'static str)] {
    const MIA: usize = 1;
    const ANA: usize = 3;
    const ASKED: (usize, &str) = (MIA, "escalation.raise");
    const ASSIGNED: (usize, &str) = (MIA, "action_item.assign");
    const DONE: (usize, &str) = (ANA, "action_item.complete");
    const ANSWERED: (usize, &str) = (ANA, "escalation.answer");
    match (kind, state) {
        (_, None) => &[],
        ("goal", Some("set")) => &[(MIA, "goal.set")],
        ("goal", Some("cancelled")) => &[(MIA, "goal.set"), (MIA, "goal.cancel")],
        ("team_goal", Some("set")) => &[(MIA, "team_goal.set")],
        ("team_goal", Some("cancelled")) => &[(MIA, "team_goal.set"), (MIA, "team_goal.cancel")],
        ("action_item", Some("pending")) => &[ASSIGNED],
        ("action_item", Some("in_progress")) => &[ASSIGNED, (ANA, "action_item.start")],
        ("action_item", Some("complete")) => &[ASSIGNED, DONE],
        ("action_item", Some("verified")) => &[ASSIGNED, DONE, (MIA, "action_item.verify")],
        ("action_item", Some("cancelled")) => &[ASSIGNED, (MIA, "action_item.cancel")],
        (_, Some("draft")) => &[(MIA, "create")],
        (_, Some("released")) => &[(MIA, "create_and_release")],
        (_, Some("agent_reviewed")) => &[(MIA, "create_and_release"), (ANA, "respond")],
        (_, Some("completed_in_person")) => &[(MIA, "create_and_release"), (MIA, "record_session")],
        (_, Some("agent_acknowledged")) => {
            &[(MIA, "create_and_release"), (MIA, "record_session"), (ANA, "acknowledge")]
        }
        (_, Some("concluded")) => &[(MIA, "create_and_release"), (ANA, "respond"), (MIA, "conclude")],
        (_, Some("cancelled")) => &[(MIA, "create_and_release"), (MIA, "cancel")],
        ("escalation", Some("open")) => &[ASKED],
        ("escalation", Some("answered")) => &[ASKED, ANSWERED],
        ("escalation", Some("closed")) => &[ASKED, ANSWERED, (MIA, "escalation.close")],
        ("escalation", Some("withdrawn")) => &[ASKED, (MIA, "escalation.withdraw")],
        (_, Some(other)) => panic!("{kind} {other}"),
    }
}

fn step(actor: usize, verb: &str) -> Step {
    Step { calls: vec![0], ..Step::of(actor, verb, 0, 3) }
}

/// The same, where a goal is set whose days are running.
fn running(step: Step) -> Step {
    Step { items: vec![(0, 0)], ..step }
}

/// The verb as a step of the tenant names it.
fn verb_of(kind: &str, command: &str) -> String {
    if kind == "bundle" { command.to_owned() } else { format!("{kind}.{command}") }
}

fn tenant_in(kind: &str, state: Option<&str>, archived: bool, runs: bool) -> Option<Tenant> {
    let mut tenant = Tenant::new();
    for (actor, verb) in way_to(kind, state) {
        let step = step(*actor, verb);
        let answer = tenant.take(&if runs { running(step) } else { step });
        // What is over is not called off any more.
        if kind.ends_with("goal") && !runs && answer.status != Status::Ok {
            return None;
        }
        assert_eq!(answer.status, Status::Ok, "{}", answer.json);
    }
    let asks = runs && kind == "action_item" && state.is_some();
    if asks && tenant.take(&step(3, "action_item.request_extension")).status != Status::Ok {
        return None;
    }
    if archived && tenant.take(&step(1, &verb_of(kind, "archive"))).status != Status::Ok {
        return None;
    }
    Some(tenant)
}

/// One command by one actor, where the table has this cell; whether it did as the cell says: was taken, or refused with
/// the cell's own code.
fn walk_cell(
    tenant: &mut Tenant,
    known: bool,
    (kind, row): (&str, &PrintedRow),
    cell: &PrintedCell,
    actor: usize,
) -> bool {
    let step = step(actor, &verb_of(kind, row.command));
    let said = tenant.available_on(PEOPLE[actor], &step.thing());
    let answer = tenant.take(&step);
    let json: Value = serde_json::from_str(&answer.json).unwrap();
    let place = format!("{} by {}, {cell:?}: {json}", step.kind(), PEOPLE[actor]);
    if answer.status == Status::Ok {
        assert_eq!(json["body"]["receipt"]["state"], json!(cell.to.unwrap()), "{place}");
    } else if let Some(code) = cell.code {
        let own = ["not_permitted", "not_found", "actor_deactivated", "archived", "not_archived"];
        let got = json["code"].as_str().unwrap();
        assert!(got == code.name() || own.contains(&got), "{place}");
    }
    if said.status == Status::Ok && known {
        let list: Value = serde_json::from_str(&said.json).unwrap();
        let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == step.kind()).unwrap();
        assert_eq!(entry["open"], json!(answer.status == Status::Ok), "{place}");
        if answer.status != Status::Ok {
            assert_eq!(entry["code"], json["code"], "{place}");
        }
    }
    match cell.code {
        Some(code) => json["code"] == json!(code.name()),
        None => answer.status == Status::Ok,
    }
}

/// Whether nobody meets a cell's code: whoever may answer a bundle sees no draft, and what is not put away from a state
/// has nothing to be brought back from.
fn is_unmet(table: &Printed, column: usize, command: &str) -> bool {
    let answers = ["respond", "acknowledge", "deny"].contains(&command);
    let draft = column.checked_sub(1).is_some_and(|state| table.states[state] == "draft");
    let archive = table.rows.iter().find(|row| row.command == "archive");
    let stays = archive.is_some_and(|archive| archive.cells[column].to.is_none());
    (answers && draft) || (command == "restore" && stays)
}

#[test]
fn ker_10_every_cell_is_what_decide_does_and_what_available_says() {
    for kind in ThingKind::VARIANTS {
        let (walk, kind) = (walk_of(*kind), kind.name());
        let table = lifecycles().into_iter().find(|table| table.thing == kind);
        let (times, table) = match (walk, table) {
            (Walk::Recorded, None) => continue,
            (Walk::By(law, source), Some(_)) => {
                assert!(source.contains(&format!("#[test]\nfn {law}() {{")), "{law}");
                continue;
            }
            (Walk::Cells(times), Some(table)) => (times, table),
            (_, table) => panic!("{kind}: {table:?}"),
        };
        let states: Vec<Option<&str>> = [None].into_iter().chain(table.states.iter().copied().map(Some)).collect();
        let sent = |row: &&PrintedRow| !["hand_over", "call_off", "take_up"].contains(&row.command);
        let (mut cells, mut taken) = (0, BTreeSet::new());
        for (column, state) in states.iter().enumerate() {
            for (archived, runs) in
                [false, true].into_iter().flat_map(|archived| times.iter().map(move |runs| (archived, *runs)))
            {
                for row in table.rows.iter().filter(sent) {
                    for actor in 0..PEOPLE.len() {
                        let archived = archived && state.is_some();
                        let Some(mut tenant) = tenant_in(kind, *state, archived, runs) else { continue };
                        cells += 1;
                        let cell = &row.cells[column];
                        if walk_cell(&mut tenant, state.is_some(), (kind, row), cell, actor) {
                            taken.insert((column, row.command));
                        }
                    }
                }
            }
        }
        println!("{kind}: {cells} cells walked (state × archived × command × actor)");
        // Somebody was led where each cell leads, or met the code with which it refuses whoever may.
        let all = table.rows.iter().filter(sent).flat_map(|row| (0..states.len()).map(|column| (column, row.command)));
        let met = |cell: &(usize, &str)| taken.contains(cell) || is_unmet(&table, cell.0, cell.1);
        let missed: Vec<_> = all.filter(|cell| !met(cell)).collect();
        assert!(missed.is_empty(), "{kind}: {missed:?}");
    }
}

#[test]
fn ker_10_every_table_is_total_and_leads_to_each_of_its_states() {
    for table in lifecycles() {
        let columns: Vec<Option<&str>> =
            [None].into_iter().chain(table.states.iter().map(|state| Some(*state))).collect();
        let mut reached = BTreeSet::from([None]);
        for _ in &columns {
            for row in &table.rows {
                assert_eq!(row.cells.len(), columns.len(), "{} {}", table.thing, row.command);
                let from = columns.iter().zip(&row.cells).filter(|(state, _)| reached.contains(*state));
                let to: Vec<_> = from.filter_map(|(_, cell)| cell.to.map(Some)).collect();
                reached.extend(to);
                for cell in &row.cells {
                    assert_eq!(cell.to.is_some(), cell.code.is_none(), "{} {}", table.thing, row.command);
                    assert!(cell.to.is_some() || cell.conditions.is_empty(), "{} {}", table.thing, row.command);
                }
            }
        }
        assert_eq!(reached, columns.into_iter().collect(), "{}", table.thing);
    }
}

#[test]
fn ker_10_a_disposition_is_given_where_its_table_says_so_by_those_who_may() {
    let give = step(0, "give");
    let mut taken = BTreeSet::new();
    for state in [None, Some(disposition::State::Given)] {
        for (actor, name) in PEOPLE.iter().enumerate() {
            let mut tenant = Tenant::new();
            if state.is_some() {
                let ruling = Finding { ruling: 2, ..give.finding.clone() };
                assert_eq!(tenant.take(&Step { actor: 1, finding: ruling, ..give.clone() }).status, Status::Ok);
            }
            let said = tenant.available_on(name, &give.thing());
            let answer = tenant.take(&Step { actor, ..give.clone() });
            let place = format!("{state:?} by {name}: {} {}", said.json, answer.json);
            let Some(Cell::To(to, _)) = disposition::LIFECYCLE.cell(state, disposition::Verb::Give) else {
                panic!("{place}")
            };
            if answer.status == Status::Ok {
                taken.insert(*name);
                let json: Value = serde_json::from_str(&answer.json).unwrap();
                assert_eq!(json["body"]["receipt"]["state"], to.name(), "{place}");
                assert_eq!(json["body"]["receipt"]["thing"], give.thing(), "{place}");
            }
            assert_eq!(said.status == Status::Ok, state.is_some() && answer.status == Status::Ok, "{place}");
        }
    }
    assert_eq!(taken, BTreeSet::from(["mia", "olga"]));
}

#[test]
fn ker_10_a_sampling_is_drawn_where_its_table_says_so_by_those_who_may() {
    let drawn = made(ThingKind::Sampling);
    let [(drawer, command, body)] = drawn.as_slice() else { panic!("{drawn:?}") };
    let thing = json!({"type": "sampling", "id": body["sampling"]});
    let mut taken = BTreeSet::new();
    for state in [None, Some(sampling::State::Drawn)] {
        for name in PEOPLE {
            let mut tenant = Tenant::under(r#"{"access": {"manager_scope": "organisation"}}"#);
            if state.is_some() {
                let before = tenant.command(drawer, command, body, None);
                assert_eq!(tenant.send(&before).status, Status::Ok);
            }
            let said = tenant.available_on(name, &thing);
            let drawing = tenant.command(&id(name), command, body, None);
            let answer = tenant.send(&drawing);
            let place = format!("{state:?} by {name}: {} {}", said.json, answer.json);
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            match sampling::LIFECYCLE.cell(state, sampling::Verb::Draw) {
                Some(Cell::To(to, _)) if answer.status == Status::Ok => {
                    taken.insert(name);
                    assert_eq!(json["body"]["receipt"]["state"], to.name(), "{place}");
                    assert_eq!(json["body"]["receipt"]["thing"], thing, "{place}");
                }
                Some(Cell::No(code)) if name == "olga" => assert_eq!(json["code"], code.name(), "{place}"),
                _ => assert_eq!(answer.status, Status::Rejected, "{place}"),
            }
            // Who sees it is told that it cannot be drawn again, and nobody else that there is one.
            assert_eq!(said.status == Status::Ok, state.is_some() && name == "olga", "{place}");
            assert!(!said.json.contains("\"open\":true"), "{place}");
        }
    }
    assert_eq!(taken, BTreeSet::from(["olga"]));
}

/// How an item of a draft comes to each state, by mia and ana and another bundle.
fn way_to_item(state: training::State) -> &'static [(usize, &'static str)] {
    const MIA: usize = 1;
    const ANA: usize = 3;
    match state {
        training::State::Pending => &[],
        training::State::InProgress => &[(MIA, "create_and_release")],
        training::State::Resolved => &[(MIA, "create_and_release"), (ANA, "respond"), (MIA, "conclude")],
        training::State::Withdrawn => &[(MIA, "give")],
        training::State::Superseded => &[(MIA, "create_and_release"), (MIA, "give")],
    }
}

#[test]
fn bun_14_a_draft_is_released_where_the_items_table_lets_it_start() {
    for state in training::State::VARIANTS {
        for (actor, name) in PEOPLE.iter().enumerate() {
            let mut tenant = Tenant::new();
            let with_item = |step: Step| Step { items: vec![(0, 1)], ..step };
            tenant.take(&step(1, "give"));
            tenant.take(&with_item(step(1, "create")));
            for (actor, verb) in way_to_item(*state) {
                let away = Finding { call: 0, check: 1, ruling: 2, note: None };
                let answer = tenant.take(&Step { bundle: 1, finding: away, ..with_item(step(*actor, verb)) });
                assert_eq!(answer.status, Status::Ok, "{}", answer.json);
            }
            let said = tenant.available(name, 0);
            let answer = tenant.take(&step(actor, "release"));
            let json: Value = serde_json::from_str(&answer.json).unwrap();
            let place = format!("{state:?} by {name}: {} {json}", said.json);
            if !["olga", "mia"].contains(name) {
                assert_eq!(answer.status, Status::Rejected, "{place}");
                continue;
            }
            let expected = match training::LIFECYCLE.cell(Some(*state), training::Verb::Start) {
                Some(Cell::No(code)) => json!(code),
                _ => Value::Null,
            };
            assert_eq!(json["code"], expected, "{place}");
            let list: Value = serde_json::from_str(&said.json).unwrap();
            let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == "bundle.release").unwrap();
            assert_eq!(entry["code"], expected, "{place}");
        }
    }
}

#[test]
fn act_01_what_a_review_holds_is_given_by_whoever_delivers_it_until_it_is_past_its_due_date() {
    let ana = json!({"person": id("ana"), "name": "Ana", "roles": ["agent"], "zone": "America/New_York"});
    let ana = json!({"type": "person", "body": {"person": id("ana"), "value": ana}});
    let facts = Loaded::new([serde_json::from_value::<Fact>(ana).unwrap()]).unwrap();
    let review: Value = json!({"type": "review", "body": {"review": id("review")}});
    let held = json!({
        "action_item": placed("action_item", 0), "due_on": "2026-03-06", "kind": {"type": "practice"}, "task": "Pause.",
    });
    let taken = |text: &str| {
        let item: NewActionItem = serde_json::from_value(held.clone()).unwrap();
        let [review, ana, mia] = ["review", "ana", "mia"].map(|name| json!(id(name)));
        let (review, ana) = (serde_json::from_value(review).unwrap(), serde_json::from_value(ana).unwrap());
        let change = action_item::taken_up(item, review, ana, serde_json::from_value(mia).unwrap());
        let (at, policy) = (text.parse().unwrap(), Policy::default());
        ActionItem::followed((change.thing(), None), change, at, &policy, &facts)
    };
    // Five in the morning in UTC is midnight there.
    let given = taken("2026-03-07T04:59:59Z").unwrap_or_else(|refused| panic!("{refused:?}"));
    let item = serde_json::to_value(ActionItem::evolve(None, given).unwrap()).unwrap();
    assert_eq!([&item["assigner"], &item["assigned"]["by"]], [&json!(id("mia")); 2]);
    assert_eq!(item["source"], review);
    let Err(Refusal::Rejected(refused)) = taken("2026-03-07T05:00:00Z") else { panic!("it is past its due date") };
    assert_eq!(refused.reason.code, Code::DueDatePast);
}

/// One change of each sort, all of them about the same item.
fn change(verb: training::Verb) -> training::Change {
    use training::Verb;
    let name = match verb {
        Verb::Raise => "raised",
        Verb::Withdraw => "withdrawn",
        Verb::Supersede => "superseded",
        Verb::Reinstate => "reinstated",
        Verb::Start => "started",
        Verb::PutBack => "returned",
        Verb::Resolve => "resolved",
        Verb::LetGo => "let_go",
    };
    let change = json!({"type": format!("training_item.{name}"), "body": about()});
    let change: training::Change = serde_json::from_value(change).unwrap();
    assert_eq!(TrainingItem::follows(&change), Some(verb));
    change
}

/// Everything that a change may say; each takes what is its own.
fn about() -> Value {
    json!({
        "agent": id("ana"), "bundle": bundle(0), "call": id("call 0"), "check": {"key": "greeting", "name": null},
        "found_by": id("mia"), "training_item": child("training_item", 0, 1), "note": "No name.",
    })
}

fn item_in(state: training::State, held: bool, agent: &str) -> TrainingItem {
    let mut item = about();
    let since = "2026-03-02T09:00:00.000Z";
    let more = json!({
        "agent": id(agent), "changed_at": since, "held": held, "raised": {"at": since, "by": id("mia")},
        "state": state.name(), "training_item": item["training_item"], "version": 1,
    });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(item).unwrap()
}

/// What the table says of a change, given what its conditions rest on.
fn expected(
    state: Option<training::State>,
    verb: training::Verb,
    (held, active, theirs): (bool, bool, bool),
) -> Result<training::State, Code> {
    use training::{Condition, State};
    let has_it = theirs && matches!(state, Some(State::Pending | State::InProgress | State::Resolved));
    match training::LIFECYCLE.cell(state, verb).unwrap() {
        Cell::No(code) => Err(code),
        Cell::To(to, conditions) => {
            let refused = conditions.iter().find_map(|condition| match condition {
                Condition::AgentIsActive => (!active && !has_it).then_some(Code::PersonDeactivated),
                Condition::IsHeld => (!held).then_some(Code::EventDoesNotFit),
                Condition::IsNotHeld => held.then_some(Code::TrainingItemInUse),
                Condition::IsTheirs => (!theirs).then_some(Code::TrainingItemInUse),
            });
            refused.map_or(Ok(to), Err)
        }
    }
}

#[test]
fn ker_10_a_training_item_goes_where_its_table_says_and_nowhere_else() {
    let at = "2026-03-02T10:00:00.000Z".parse().unwrap();
    let mut cells = 0;
    for (active, theirs) in [(true, true), (true, false), (false, true), (false, false)] {
        let owner = if theirs { "ana" } else { "bob" };
        let ana = json!({"person": id("ana"), "name": "Ana", "roles": ["agent"], "active": active});
        let ana = json!({"type": "person", "body": {"person": id("ana"), "value": ana}});
        let facts = Loaded::new([serde_json::from_value::<Fact>(ana).unwrap()]).unwrap();
        for state in [None].into_iter().chain(training::State::VARIANTS.iter().copied().map(Some)) {
            for held in [true, false] {
                for verb in training::Verb::VARIANTS {
                    cells += 1;
                    let item = state.map(|state| item_in(state, held, owner));
                    let change = change(*verb);
                    let known = (change.thing(), item.as_ref());
                    let decided = TrainingItem::followed(known, change, at, &Policy::default(), &facts);
                    let went = match decided {
                        Ok(event) => Ok(TrainingItem::evolve(item, event).unwrap().state),
                        Err(Refusal::Rejected(rejection)) => Err(rejection.reason.code),
                        Err(needs) => panic!("{needs:?}"),
                    };
                    let expected = expected(state, *verb, (held, active, theirs));
                    let about = format!("{state:?} held {held}, active {active}, theirs {theirs}");
                    assert_eq!(went, expected, "{about}, {}", verb.name());
                }
            }
        }
    }
    println!("{cells} cells walked (state × held × active × whose × command)");
    assert_eq!(cells, 4 * 6 * 2 * 8);
}
