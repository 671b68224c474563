//! `law.columns`: what a host keeps beside a stored thing to find it by. What reach asks of a thing is among it.
//!
//! Rules: WSP-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};
use touchline_kernel::id::AnyThing as AnyMark;
use touchline_kernel::{Actor, Failure, Id, Instant, Key, LocalDate, PersonId};

use super::joined::{AnyThing, Thing};
use super::sight::Sight;
use super::stored::StoredThing;
use crate::access::{Action, Whose};
use crate::facts::{PlanCoach, PlanCoachRef};
use crate::ground::calls::CallId;
use crate::ground::{PlanId, ThingKind, ThingRef};
use crate::life::{Found, Section};

/// What somebody is to a thing, in a row of their own.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "ColumnRole")]
pub enum Role {
    /// They were asked for feedback.
    Asked,
    /// They are to do something with it next.
    Awaited,
    /// They coach under the plan.
    Coach,
    /// It is confidential, and they coached when it came to be so.
    Confidant,
    /// They score in the calibration.
    Rater,
    /// They enter what an external coach of the plan says.
    Writer,
    /// They answered for the review before, and do no more.
    FormerReviewer,
    /// They do not decide on what is undecided about it, whatever else they may.
    Barred,
}

/// Somebody and what they are to a thing: a row of their own.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColumnPerson {
    /// Which coach of the plan that is, as `said_to` has it; null where they are no coach and write for none.
    pub coach: Option<String>,
    /// Who.
    pub person: PersonId,
    /// What they are to it.
    pub role: Role,
    /// Since when, of a coach.
    pub since: Option<Instant>,
}

/// What a host keeps beside a thing to find it by. What a thing does not have is null.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ThingColumns {
    /// Whether the person is still there; null where it is no person.
    pub active: Option<bool>,
    /// Since when it is as old as its age says.
    pub ages_from: Instant,
    /// Who assigned it, or took that over.
    pub assigner: Option<PersonId>,
    /// Who made it, as far as access asks for that.
    pub author: Option<PersonId>,
    /// The call that it is of, or is about, as far as access asks for that.
    pub call: Option<CallId>,
    /// The campaign, of a call.
    pub campaign: Option<Key>,
    /// When it changed last.
    pub changed_at: Instant,
    /// Whose it is: whom it coaches or describes; of what is about a team, who leads it.
    pub coached: Option<PersonId>,
    /// Since when it is confidential; null where it is so for nobody.
    pub confidential_since: Option<Instant>,
    /// The last day on which what it asks for is in time.
    pub due_on: Option<LocalDate>,
    /// Whether the person has an account; null where it is no person.
    pub has_account: Option<bool>,
    /// Its id.
    pub id: Id<AnyMark>,
    /// Who keeps it, while it is live and as far as access asks for that.
    pub keeper: Option<PersonId>,
    /// By which moment lists of its kind go, and then by id; where they go by a day, the beginning of that day in UTC. Lists of
    /// what is to be done go by the day on which it is due first.
    pub listed_at: Instant,
    /// When it was made, or happened.
    pub made_at: Instant,
    /// To whom the person reports; null where it is no person, too.
    pub manager: Option<PersonId>,
    /// The things that it names: each a row of its own.
    pub names: Vec<ThingRef>,
    /// The action that others than the one coached need to see it as it stands.
    pub needs: Action,
    /// Whether it is open to the audiences that its kind has of its own.
    pub open: bool,
    /// Who is what to it: each a row of its own.
    pub people: Vec<ColumnPerson>,
    /// The plan that says who coaches.
    pub plan: Option<PlanId>,
    /// Who reviews, or took that over.
    pub reviewer: Option<PersonId>,
    /// To which coach of the plan it is said; null where it is for all.
    pub said_to: Option<String>,
    /// Where it stands on its way.
    pub section: Section,
    /// Whether the person coached was shown it.
    pub shown: bool,
    /// Its state; null where it has none.
    pub state: Option<String>,
    /// What it is about beside a call: the check, by its key.
    pub topic: Option<Key>,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: ThingKind,
    /// Whether something about it is to be decided.
    pub undecided: bool,
    /// Its version, as the host counts it.
    pub version: u64,
}

/// Which things.
#[derive(Deserialize, JsonSchema)]
pub struct ColumnsInput {
    /// Their states.
    #[schemars(length(max = 100_000))]
    pub things: Vec<StoredThing>,
}

/// What each of them is found by.
#[derive(Serialize, JsonSchema)]
pub struct ColumnsOfThings {
    /// In the same order.
    pub columns: Vec<ThingColumns>,
}

pub(super) fn law_columns(input: ColumnsInput) -> Result<ColumnsOfThings, Failure> {
    Ok(ColumnsOfThings { columns: columns_of_each(input.things.iter().map(|stored| &stored.0))? })
}

/// What each of these things is found by.
pub(super) fn columns_of_each<'a>(things: impl Iterator<Item = &'a Thing>) -> Result<Vec<ThingColumns>, Failure> {
    let columns: Option<Vec<_>> = things.map(|thing| columns_of(thing.as_any())).collect();
    columns.ok_or_else(|| Failure::Defect("a thing has no columns".to_owned()))
}

/// What a thing is found by; nothing where there is none.
#[must_use]
pub fn columns_of(thing: AnyThing<'_>) -> Option<ThingColumns> {
    let (reference, sight) = (thing.reference()?, thing.sight()?);
    let found = thing.found()?;
    let (version, changed_at) = thing.last(Actor::System)?;
    let Sight { whose, needs, shown, open } = sight;
    Some(ThingColumns {
        active: found.person.map(|person| person.active),
        ages_from: found.ages_from,
        assigner: whose.assigner(),
        author: whose.author(),
        call: whose.of_call(),
        campaign: found.campaign.clone(),
        changed_at,
        coached: whose.coached(),
        confidential_since: whose.among().map(|among| among.since),
        due_on: thing.last_day(),
        has_account: found.person.map(|person| person.has_account),
        id: reference.id,
        keeper: whose.keeper(),
        listed_at: thing.listed_at()?,
        made_at: found.made_at,
        manager: found.person.and_then(|person| person.manager),
        names: named(&found),
        needs,
        open,
        people: people(&whose, &found),
        plan: whose.plan(),
        reviewer: whose.reviewer(),
        said_to: whose.said_to().map(coach),
        section: found.section,
        shown,
        state: found.state.map(str::to_owned),
        topic: found.topic,
        kind: reference.kind,
        undecided: whose.undecided() || found.undecided,
        version,
    })
}

/// What a thing names, each once and in the order of kinds and ids.
fn named(found: &Found) -> Vec<ThingRef> {
    let mut named = found.names.clone();
    named.sort_unstable_by_key(|thing| (thing.kind, thing.id));
    named.dedup();
    named
}

/// Who is what to a thing, by what they are, then by id.
fn people(whose: &Whose, found: &Found) -> Vec<ColumnPerson> {
    let mut people: Vec<ColumnPerson> = Vec::new();
    let mut are = |role: Role, named: &[PersonId]| {
        people.extend(named.iter().map(|person| ColumnPerson { coach: None, person: *person, role, since: None }));
    };
    are(Role::Asked, whose.asked());
    are(Role::Awaited, &found.awaits);
    are(Role::Rater, whose.raters());
    are(Role::FormerReviewer, whose.former_reviewers());
    are(Role::Barred, &found.barred);
    are(Role::Confidant, whose.among().map_or(&[], |among| among.coaches.as_slice()));
    people.extend(found.coaches.iter().map(|kept| ColumnPerson {
        coach: Some(coach(&kept.coach.meant())),
        person: kept.coach.writer(),
        role: if matches!(kept.coach, PlanCoach::Person(_)) { Role::Coach } else { Role::Writer },
        since: Some(kept.added.at),
    }));
    people.sort_unstable_by(|one, other| {
        (one.role, one.person, &one.coach).cmp(&(other.role, other.person, &other.coach))
    });
    people
}

/// Which coach of a plan, in one word: no contact is called as a person is.
fn coach(meant: &PlanCoachRef) -> String {
    match meant {
        PlanCoachRef::External(external) => format!("external:{}", external.contact.as_str()),
        PlanCoachRef::Person(internal) => format!("person:{}", internal.person),
    }
}
