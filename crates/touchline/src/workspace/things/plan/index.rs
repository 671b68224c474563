//! Development plans by who may want to list them: whom they coach, who coaches, and who manages coaching; and by the review cycles
//! that they are linked to.
//!
//! Rules: PIP-07, PLN-10, PLN-12, PLN-13.

use std::collections::BTreeSet;

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, ListsBy, SortKey, sections};
use crate::workspace::{Follows, Moved, Ordered, World};
use touchline_kernel::{Id, Instant, Key, PersonId};
use touchline_law::ground::PlanMark;
use touchline_law::life::Thing as _;
use touchline_law::things::plan::{Plan, State};

/// Which of the lists a plan stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// By when it was created.
    Draft,
    /// By its last day.
    Active,
    /// By its last day.
    OnHold,
    /// By when it was completed.
    Completed,
    /// By when it was called off.
    Cancelled,
    /// By when it was put away.
    Archived,
}

sections!(Section);

/// Whose plans a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Of {
    /// All.
    All,
    /// Those in which a person writes as a coach, or for one.
    Coach(PersonId),
    /// Those of a person, drafts and all.
    Coachee(PersonId),
    /// Those of a person that they were shown.
    Own(PersonId),
}

/// Who decides on the approvals that are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::workspace) enum Decides {
    /// Whoever may approve.
    Anybody,
    /// Anybody but a person: they asked for it, coach or did since it was asked, or are coached.
    AnybodyBut(PersonId),
}

/// Where a plan stands among those by which somebody was coached: whether it goes on, then since when its days have run, or when it
/// came to its end.
pub(in crate::workspace) type RanKey = (bool, Instant, Id<PlanMark>);

/// Where a plan stands in a list.
type Place = (Section, SortKey<PlanMark>);

#[derive(Debug, Default)]
pub(in crate::workspace) struct PlanIndex {
    /// `plan.list`: "Which are there?" and "which are this person's?"; `plan.coached`: "Which do I coach?"; `plan.mine`: "Which
    /// are mine?"; `person.profile`.
    pub(in crate::workspace) listed: Lists<Of, Section, PlanMark>,
    /// `plan.review_cycle`: "Which of these plans are linked to this review cycle?"
    pub(in crate::workspace) of_cycle: Lists<(Key, Of), Section, PlanMark>,
    /// `person.review_pack`, `plan.effect`, `action_item.effect`: "By which plans was this person coached?", of those whose days
    /// have ever run.
    pub(in crate::workspace) ran: ListsBy<PersonId, (), RanKey>,
    /// `plan.approvals`: "Which approvals are asked for?", by when; `plan.badge`: "How many, and on how many of them may I not
    /// decide?"
    pub(in crate::workspace) asked: Lists<Decides, (), PlanMark>,
    /// The fact `tracks_kept`: "Which improvement tracks have there been?", by since when.
    pub(in crate::workspace) tracks: Ordered<SortKey<PlanMark>>,
    /// `plan.proposed`: "On which milestones that were proposed in plans that I coach am I to decide?", by when.
    pub(in crate::workspace) proposed: Lists<PersonId, (), PlanMark>,
    /// `plan.to_sign`: "Which of my plans wait for my signature?", by since when; `plan.badge`: "How many?"
    pub(in crate::workspace) to_sign: Lists<PersonId, (), PlanMark>,
}

/// What the index needs to know of a plan, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    asked: Option<SortKey<PlanMark>>,
    coachee: PersonId,
    /// The review cycles that it is linked to, each once.
    cycles: BTreeSet<Key>,
    deciders: Vec<Decides>,
    owners: Vec<Of>,
    place: Place,
    proposed: Option<SortKey<PlanMark>>,
    ran: Option<RanKey>,
    to_sign: Option<SortKey<PlanMark>>,
    track: Option<SortKey<PlanMark>>,
}

impl Entry {
    pub(in crate::workspace) fn of(plan: &Plan) -> Self {
        let coachee = plan.coachee;
        let own = plan.activated.map(|_| Of::Own(coachee));
        let mut owners: Vec<Of> = [Of::All, Of::Coachee(coachee)].into_iter().chain(own).collect();
        for writer in plan.coaches.iter().map(|kept| Of::Coach(kept.coach.writer())) {
            // Somebody may coach, and write for others who do.
            if !owners.contains(&writer) {
                owners.push(writer);
            }
        }
        let asked = plan.open_request().map(|request| (request.asked.at, plan.plan));
        let mut deciders = Vec::new();
        if asked.is_some() {
            let barred: BTreeSet<PersonId> = plan.barred_from_deciding().into_iter().collect();
            deciders.push(Decides::Anybody);
            deciders.extend(barred.into_iter().map(Decides::AnybodyBut));
        }
        let proposed = plan.open_proposals().next().map(|proposal| (proposal.proposed.at, plan.plan));
        let to_sign = plan.awaits_signature().then_some((plan.signing.since, plan.plan));
        let activated = plan.activated.filter(|_| plan.as_track().is_some());
        let track = activated.map(|activated| (activated.at, plan.plan));
        let cycles = plan.content.performance_reviews.iter().map(|link| link.cycle.clone()).collect();
        let (place, ran) = (place(plan), ran(plan));
        Entry { asked, coachee, cycles, deciders, owners, place, proposed, ran, to_sign, track }
    }
}

impl Entry {
    /// Under what the lists of review cycles hold it.
    fn in_cycles(&self) -> impl Iterator<Item = (Key, Of)> {
        self.cycles.iter().flat_map(|cycle| self.owners.iter().map(|of| (cycle.clone(), *of)))
    }

    /// Those who coach, or write for others who do.
    fn coaches(&self) -> impl Iterator<Item = PersonId> {
        self.owners.iter().filter_map(|of| if let Of::Coach(coach) = of { Some(*coach) } else { None })
    }
}

fn ran(plan: &Plan) -> Option<RanKey> {
    let activated = plan.activated?;
    Some(plan.ended_at().map_or((true, activated.at, plan.plan), |ended| (false, ended, plan.plan)))
}

fn place(plan: &Plan) -> Place {
    let section = match plan.state {
        _ if plan.archived => Section::Archived,
        State::Draft => Section::Draft,
        State::Active => Section::Active,
        State::OnHold => Section::OnHold,
        State::Completed => Section::Completed,
        State::Cancelled => Section::Cancelled,
    };
    (section, (plan.listed_at(), plan.plan))
}

impl PlanIndex {
    /// Takes a plan as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        if before == Some(after) {
            return;
        }
        if let Some(track) = after.track {
            // Once its days have run, whether it is one is settled.
            self.tracks.insert(track);
        }
        for owner in before.into_iter().flat_map(|entry| &entry.owners) {
            self.listed.change(*owner, before.map(|entry| entry.place), None);
        }
        for owner in &after.owners {
            self.listed.change(*owner, None, Some(after.place));
        }
        for of in before.into_iter().flat_map(Entry::in_cycles) {
            self.of_cycle.change(of, before.map(|entry| entry.place), None);
        }
        after.in_cycles().for_each(|of| self.of_cycle.change(of, None, Some(after.place)));
        let ran = |entry: &Entry| entry.ran.map(|key| ((), key));
        self.ran.change(after.coachee, before.and_then(ran), ran(after));
        if let Some(entry) = before {
            entry.deciders.iter().for_each(|of| self.asked.change(*of, entry.asked.map(|key| ((), key)), None));
        }
        after.deciders.iter().for_each(|of| self.asked.change(*of, None, after.asked.map(|key| ((), key))));
        if let Some(entry) = before {
            entry.coaches().for_each(|coach| self.proposed.change(coach, entry.proposed.map(|key| ((), key)), None));
        }
        after.coaches().for_each(|coach| self.proposed.change(coach, None, after.proposed.map(|key| ((), key))));
        let to_sign = |entry: &Entry| entry.to_sign.map(|key| ((), key));
        self.to_sign.change(after.coachee, before.and_then(to_sign), to_sign(after));
    }
}

impl Follows<World> for PlanIndex {
    /// Who stands above whom makes no difference to who coaches.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
