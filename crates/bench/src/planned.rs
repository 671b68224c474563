//! A tenant of development plans, as the commands that make it: coaches who each have twenty, with milestones, a session that was
//! held with what was noted down, and one ahead.
//!
//! A coach has as many however many there are, so that what is asked for them shows as much at any size.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::dice::{Dice, id};
use crate::tenant::{BEGINNING, at, command, text};

const COACH: u64 = 21;
const COACHEE: u64 = 22;
const PLAN: u64 = 23;
const HELD: u64 = 24;
const AHEAD: u64 = 25;
const NOTE: u64 = 26;
const STAFF: u64 = 27;

/// How many plans a coach has.
const OF_A_COACH: usize = 20;
const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;

/// When it is asked about: three weeks after its plans began.
pub const ASKED_AT: i64 = BEGINNING + 21 * DAY;

/// How big a tenant is.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    plans: usize,
}

impl Planned {
    /// A tenant that is to have so many active plans.
    #[must_use]
    pub fn of(plans: usize) -> Self {
        Planned { plans: plans.max(OF_A_COACH) }
    }

    /// The commands that make it.
    pub fn commands(self) -> impl Iterator<Item = String> {
        let staff = std::iter::once(person((STAFF, 0), "hr_director", None));
        let coaches = (0..self.plans.div_ceil(OF_A_COACH)).map(|place| person((COACH, place), "manager", None));
        let plans = (0..self.plans).flat_map(|place| {
            let coachee = person((COACHEE, place), "agent", Some(coach_of(place)));
            std::iter::once(coachee).chain(plan(place))
        });
        staff.chain(coaches).chain(plans)
    }

    /// Who manages coaching.
    #[must_use]
    pub fn staff(self, _: usize) -> Uuid {
        id(STAFF, 0)
    }

    /// The coach who is asked about: one, so that what is measured is how far the others are in the way, and not memory that nobody
    /// touched lately.
    #[must_use]
    pub fn coach(self, _: usize) -> Uuid {
        coach_of(0)
    }

    /// One of the plans of that coach.
    #[must_use]
    pub fn plan(self, place: usize) -> Uuid {
        id(PLAN, place % OF_A_COACH)
    }

    /// Whom it coaches.
    #[must_use]
    pub fn coachee(self, place: usize) -> Uuid {
        id(COACHEE, place % OF_A_COACH)
    }

    /// The session of one of them that was held.
    #[must_use]
    pub fn held(self, place: usize) -> Uuid {
        id(HELD, place % OF_A_COACH)
    }

    /// The one that is ahead.
    #[must_use]
    pub fn ahead(self, place: usize) -> Uuid {
        id(AHEAD, place % OF_A_COACH)
    }
}

fn coach_of(place: usize) -> Uuid {
    id(COACH, place / OF_A_COACH)
}

fn person((kind, place): (u64, usize), role: &str, manager: Option<Uuid>) -> String {
    let name = format!("{role} {place}");
    let body =
        json!({"person": id(kind, place), "name": name, "roles": [role], "manager": manager, "zone": "Europe/Vienna"});
    command(kind, place, "system", BEGINNING, "person.record", &body)
}

/// A plan whose days run, as its coach makes it: its first session was held on its second day.
fn plan(place: usize) -> impl Iterator<Item = String> {
    let mut dice = Dice::new(0x71a9 ^ place as u64);
    let coach = coach_of(place).to_string();
    let milestones: Vec<Value> = (0..4).map(|nth| milestone(&mut dice, nth)).collect();
    let content = json!({
        "title": text(&mut dice, 3), "kind": "development", "days": {"first": "2026-01-05", "last": "2026-06-30"},
        "focus_areas": [{"area": "closing", "title": "Closing"}]
    });
    let create =
        json!({"coachee": id(COACHEE, place), "content": content, "milestones": milestones, "plan": id(PLAN, place)});
    let session = |kind: u64, moment: i64| {
        let starts = json!({"type": "moment", "body": {"at": at(moment)}});
        json!({"session": id(kind, place), "plan": id(PLAN, place), "starts": starts, "length_minutes": 30})
    };
    let value = dice.below(4);
    let record = json!({
        "session": id(HELD, place), "milestones": [{"milestone": "m0", "value": value}],
        "notes": [{"session_note": id(NOTE, place), "text": text(&mut dice, 30)}]
    });
    let done = [
        ("plan.create", BEGINNING, create),
        ("plan.activate", BEGINNING + MINUTE, json!({"plan": id(PLAN, place)})),
        ("session.schedule", BEGINNING + 2 * MINUTE, session(HELD, BEGINNING + DAY)),
        ("session.schedule", BEGINNING + 3 * MINUTE, session(AHEAD, ASKED_AT + DAY)),
        ("session.record", BEGINNING + DAY + 40 * MINUTE, record),
    ];
    done.into_iter()
        .enumerate()
        .map(move |(nth, (name, moment, body))| command(PLAN + 10 + nth as u64, place, &coach, moment, name, &body))
}

fn milestone(dice: &mut Dice, nth: usize) -> Value {
    let measure = json!({"type": "number", "body": {"baseline": 0, "target": 4 + dice.below(6), "unit": "deals"}});
    json!({
        "milestone": format!("m{nth}"), "description": "Close the deals alone", "focus_area": "closing",
        "measure": measure, "target_on": format!("2026-{:02}-{:02}", 1 + dice.below(6), 6 + dice.below(20))
    })
}
