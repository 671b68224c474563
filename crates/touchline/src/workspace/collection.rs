//! Things that a host has loaded, asked as a workspace is: the same tables, indexes and queries over what was handed in,
//! for as long as one question takes.
//!
//! What the host said to be all there is is taken so. Of anything else an answer says which facts it still needs, and is
//! none until they are there.
//!
//! Rules: WSP-07, WSP-14.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::workspace::any_table::TABLES;
use crate::workspace::queries::Asking;
use crate::workspace::queries::questions::{Answered, Query};
use crate::workspace::told::Told;
use crate::workspace::track_chains::Row as Linked;
use touchline_kernel::record::Hash;
use touchline_kernel::{Actor, Code, DetailKey, Id, Instant, PersonId, Reason, Recorded, Rejection};
use touchline_law::facts::{CallKey, FactKey, PersonKey, Refusal};
use touchline_law::ground::{PlanId, ThingKind, ThingRef};
use touchline_law::law::{AnyThing, Fact, Joined as _, Loaded, StoredThing, Thing, TrackLink};
use touchline_law::notify::Planned;
use touchline_law::policy::Policy;

/// What was noted down of a track, link by link.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TrackOfPlan {
    /// The links, from the first on.
    #[schemars(length(max = 100_000))]
    pub links: Vec<TrackLink>,
    /// The plan that is a track.
    pub plan: PlanId,
}

/// What a host has loaded.
#[derive(Debug, Default)]
pub struct Collected {
    /// Facts that are no things of the collection: absent things, people and calls that were never recorded here, sums.
    pub facts: Vec<Fact>,
    /// The hash of the log's last record, and how many there are.
    pub log: (Option<Hash>, u64),
    /// Planned messages, in the order in which they were planned.
    pub messages: Vec<Planned>,
    /// The policy in force where no policy is among the things.
    pub policy: Policy,
    /// The states of things, in any order.
    pub things: Vec<StoredThing>,
    /// What was noted down of tracks.
    pub tracks: Vec<TrackOfPlan>,
    /// Whether these are all the things that there are.
    pub whole: bool,
}

/// What may be missing among things that were handed in, and is asked for where it is looked for in vain.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Misses {
    /// They are all there is.
    Nothing,
    /// Of some kinds they are all there is; what they rest on may be of others.
    Things,
    /// They are some of many, and what is reckoned over all is told as a fact.
    Everything,
}

/// Things that a host has loaded, ready to be asked.
#[derive(Debug)]
pub struct Collection {
    workspace: Workspace,
    /// What is known not to be there.
    absent: BTreeSet<ThingRef>,
    /// What was handed in.
    handed_in: BTreeSet<ThingRef>,
}

impl Collection {
    /// Takes in what was loaded.
    ///
    /// # Errors
    /// A thing twice; a thing that rests on another which is not there; what must still be loaded to know whether it is.
    pub fn of(collected: Collected) -> Result<Self, Refusal> {
        let misses = if collected.whole { Misses::Nothing } else { Misses::Everything };
        Collection::missing(misses, collected)
    }

    /// Takes in things over which facts are to be reckoned: what there is of the kinds that these rest on.
    ///
    /// # Errors
    /// As in `of`.
    pub fn to_reckon(collected: Collected) -> Result<Self, Refusal> {
        Collection::missing(Misses::Things, collected)
    }

    fn missing(misses: Misses, collected: Collected) -> Result<Self, Refusal> {
        let Collected { facts, log, messages, policy, things, tracks, whole: _ } = collected;
        let mut sorted = Sorted::of(things, facts)?;
        let mut workspace = Workspace::new(policy);
        (workspace.head, workspace.seq) = log;
        workspace.world.make_directory_later();
        if misses != Misses::Nothing {
            TABLES.iter().for_each(|table| (table.note_missed)(&mut workspace.world));
        }
        if misses == Misses::Everything {
            let facts = core::mem::take(&mut sorted.facts);
            let told = Told::of(Loaded::new(facts)?);
            workspace.world.told = Some(Box::new(told));
        }
        let Sorted { absent, handed_in, placed, .. } = sorted;
        let mut collection = Collection { workspace, absent, handed_in };
        let references = collection.take_in(in_order(placed))?;
        for (place, planned) in messages.iter().enumerate() {
            let added = collection.workspace.world.notices.add(planned, None, 0);
            added.map_err(|_| does_not_fit(format!("/messages/{place}")))?;
        }
        for reference in references {
            collection.workspace.world.arrange(reference, 0);
        }
        for (place, track) in tracks.into_iter().enumerate() {
            for (nth, link) in track.links.into_iter().enumerate() {
                let added = collection.workspace.world.add_link(Linked::of(track.plan, link));
                added.map_err(|_| does_not_fit(format!("/tracks/{place}/links/{nth}")))?;
            }
        }
        Ok(collection)
    }

    /// Takes things in, and says which, in that order. What does not fit may only rest on what was not loaded: of all of them
    /// together that is told first.
    fn take_in(&mut self, placed: impl Iterator<Item = Placed>) -> Result<Vec<ThingRef>, Refusal> {
        let (mut references, mut first) = (Vec::with_capacity(self.handed_in.len()), None);
        for Placed { place, thing } in placed {
            if let Some(reason) = self.too_deep(&thing) {
                return Err(Rejection::from(reason).at(place.pointer()).into());
            }
            references.push(thing.reference());
            if !self.put(thing) {
                first.get_or_insert(place);
            }
        }
        let Some(place) = first else { return Ok(references) };
        self.needs()?;
        Err(does_not_fit(place.pointer()).into())
    }

    /// Whether a thing fits to what is there.
    fn put(&mut self, thing: Thing) -> bool {
        let kind = thing.reference().kind;
        let manager = manager_of(&thing).filter(|manager| self.workspace.world.tables.people.get(*manager).is_none());
        let Some(table) = TABLES.iter().find(|table| table.kind == kind) else { return true };
        manager.is_none() && (table.put)(&mut self.workspace.world, thing).is_ok()
    }

    /// What is wrong with a person who stands further down than the policy has it.
    fn too_deep(&self, thing: &Thing) -> Option<Reason> {
        let (above, limit) = (manager_of(thing)?, self.workspace.policy().organisation.longest_line);
        let steps = self.workspace.world.lines.managers(above).len().saturating_add(1);
        let is_too_deep = u32::try_from(steps).is_ok_and(|steps| steps > limit);
        let reason = Reason::new(Code::ReportingLineTooLong).with(DetailKey::Actual, steps.to_string());
        is_too_deep.then(|| reason.with(DetailKey::Limit, limit))
    }

    /// Answers a query, as a workspace does that holds nothing else.
    ///
    /// # Errors
    /// What the query is refused for; what must be loaded first.
    pub fn ask(&self, asking: Asking, query: &Query) -> Result<Answered, Refusal> {
        self.look_for_whom_things_are(asking.viewer);
        let answered = self.workspace.answered(asking, query);
        self.needs()?;
        answered
    }

    /// What these keys come to, each in its place.
    ///
    /// # Errors
    /// What must be loaded first.
    pub fn facts(&self, keys: Vec<FactKey>) -> Result<Vec<Fact>, Refusal> {
        let told = keys.iter().map(|key| Fact::of(*key, &self.workspace.world));
        let told: Vec<Fact> = told.collect::<Result<_, _>>()?;
        // What is asked for itself, and was not handed in, is not there.
        self.needs_besides(&keys.into_iter().collect())?;
        Ok(told)
    }

    /// Whom a thing coaches has to be known where somebody else looks: they may see it by the reporting line alone, on which
    /// nobody stands who is not there. What is looked for in vain is taken note of.
    fn look_for_whom_things_are(&self, viewer: Actor) {
        let (Some(viewer), true) = (viewer.person(), self.workspace.world.told.is_some()) else { return };
        let whose = self.handed_in.iter().filter_map(|thing| self.workspace.world.state_of(*thing).coached());
        for coached in whose.filter(|coached| *coached != viewer).collect::<BTreeSet<_>>() {
            self.workspace.world.tables.people.get(coached);
        }
    }

    /// Stops with everything that was looked for in vain, and of which nobody said that it is not there. What was handed in,
    /// and rests on something that is missing, is not asked for again.
    fn needs(&self) -> Result<(), Refusal> {
        self.needs_besides(&BTreeSet::new())
    }

    fn needs_besides(&self, asked: &BTreeSet<FactKey>) -> Result<(), Refusal> {
        let missed = TABLES.iter().flat_map(|table| {
            let ids = (table.missed)(&self.workspace.world).into_iter();
            ids.map(|id| ThingRef::new(table.kind, Id::<()>::new(id)))
        });
        let is_known = |thing: &ThingRef| {
            let is_asked = asked.contains(&FactKey::Thing(*thing)) || asked.contains(&key_of(*thing));
            is_asked || self.absent.contains(thing) || self.handed_in.contains(thing)
        };
        let mut keys: Vec<FactKey> = missed.filter(|thing| !is_known(thing)).map(key_of).collect();
        let wanted = self.workspace.world.told.iter().flat_map(|told| told.wanted());
        keys.extend(wanted.filter(|key| !matches!(key, FactKey::Thing(thing) if is_known(thing))));
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() { Ok(()) } else { Err(Refusal::NeedsFacts(keys)) }
    }
}

/// The key of a thing: of people and calls, what is known of them is enough.
fn key_of(thing: ThingRef) -> FactKey {
    match thing.kind {
        ThingKind::Person => FactKey::Person(PersonKey { person: thing.typed() }),
        ThingKind::Call => FactKey::Call(CallKey { call: thing.typed() }),
        _ => FactKey::Thing(thing),
    }
}

fn does_not_fit(place: String) -> Rejection {
    Rejection::from(Code::ThingDoesNotFit).at(place)
}

/// Where something stands in what was handed in.
#[derive(Clone, Copy)]
enum Place {
    Fact(usize),
    Thing(usize),
}

impl Place {
    fn pointer(self) -> String {
        match self {
            Place::Fact(place) => format!("/facts/{place}"),
            Place::Thing(place) => format!("/things/{place}"),
        }
    }
}

/// A thing, and where it stands in what was handed in.
struct Placed {
    place: Place,
    thing: Thing,
}

/// What was handed in, by what it is.
struct Sorted {
    absent: BTreeSet<ThingRef>,
    facts: Vec<Fact>,
    handed_in: BTreeSet<ThingRef>,
    placed: Vec<Placed>,
}

impl Sorted {
    fn of(things: Vec<StoredThing>, facts: Vec<Fact>) -> Result<Self, Rejection> {
        let placed = Vec::with_capacity(things.len().saturating_add(facts.len()));
        let mut sorted = Sorted { absent: BTreeSet::new(), facts: Vec::new(), handed_in: BTreeSet::new(), placed };
        for (place, StoredThing(thing)) in things.into_iter().enumerate() {
            let (reference, place) = (thing.reference(), Place::Thing(place));
            if !sorted.handed_in.insert(reference) {
                return Err(Rejection::from(Reason::twice(&reference.id.to_string())).at(place.pointer()));
            }
            sorted.placed.push(Placed { place, thing });
        }
        for (place, fact) in facts.into_iter().enumerate() {
            let place = Place::Fact(place);
            if fact.is_of_another() {
                return Err(Rejection::from(Code::AnotherThing).at(format!("{}/body/value", place.pointer())));
            }
            sorted.take(place, fact);
        }
        Ok(sorted)
    }

    /// A fact about a thing stands for the thing, unless that is among them.
    fn take(&mut self, place: Place, fact: Fact) {
        let (reference, thing) = match fact {
            Fact::Thing(fact) => (fact.thing, fact.value.map(|stored| stored.0)),
            Fact::Person(fact) => (ThingRef::of(fact.person), fact.value.map(|person| unrecorded(person).thing())),
            Fact::Call(fact) => (ThingRef::of(fact.call), fact.value.map(|call| unrecorded(call).thing())),
            fact => return self.facts.push(fact),
        };
        match thing {
            None => drop(self.absent.insert(reference)),
            Some(thing) if self.handed_in.insert(reference) => self.placed.push(Placed { place, thing }),
            Some(_) => {}
        }
    }
}

/// In the order in which they can be taken in: the policy first, then everything after what it rests on, which is people from
/// above to below and the others in the order of kinds. A thing is large, so that each is moved once.
fn in_order(placed: Vec<Placed>) -> impl Iterator<Item = Placed> {
    let people = placed.iter().filter(|placed| placed.thing.reference().kind == ThingKind::Person);
    let managers: BTreeMap<PersonId, Option<PersonId>> =
        people.map(|placed| (placed.thing.reference().typed(), manager_of(&placed.thing))).collect();
    let depths = depths(&managers);
    let key = |(place, placed): (usize, &Placed)| {
        let reference = placed.thing.reference();
        let of_a_person = (reference.kind == ThingKind::Person).then(|| reference.typed());
        let depth = of_a_person.and_then(|person: PersonId| depths.get(&person)).copied();
        (reference.kind != ThingKind::Policy, reference.kind, depth, place)
    };
    let mut order: Vec<_> = placed.iter().enumerate().map(key).collect();
    order.sort_unstable();
    let mut placed: Vec<Option<Placed>> = placed.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |(.., place)| placed.get_mut(place).and_then(Option::take))
}

/// How far below the top each person stands, and everybody whom a line leads to. Who stands in a ring, or below one, stands
/// lower than all others. Each line is walked up to where one before it was.
fn depths(managers: &BTreeMap<PersonId, Option<PersonId>>) -> BTreeMap<PersonId, usize> {
    let mut depths = BTreeMap::new();
    for person in managers.keys() {
        let (mut line, mut passed) = (Vec::new(), BTreeSet::new());
        let mut next = Some(*person);
        let mut depth = loop {
            match next {
                None => break 0,
                Some(above) if depths.contains_key(&above) => break depths.get(&above).copied().unwrap_or_default(),
                Some(above) if !passed.insert(above) => break usize::MAX,
                Some(above) => line.push(above),
            }
            next = next.and_then(|above| managers.get(&above).copied().flatten());
        };
        for passed in line.into_iter().rev() {
            depth = depth.saturating_add(1);
            depths.insert(passed, depth);
        }
    }
    depths
}

/// Something that is known and was never recorded here.
fn unrecorded<D>(document: D) -> Recorded<D> {
    Recorded { changed_at: Instant::MIN, document, version: 0 }
}

/// To whom a person reports.
fn manager_of(thing: &Thing) -> Option<PersonId> {
    match thing.as_any() {
        AnyThing::Person(person) => person.document.manager,
        _ => None,
    }
}
