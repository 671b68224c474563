//! What agents have answered, whatever it was: responses to bundles and answers to escalations in one order.
//!
//! Rules: ESC-02.

use strum::VariantArray;

use crate::workspace::index::lists::{ListsBy, sections};
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::{Instant, PersonId};
use touchline_law::ground::{ThingKind, ThingRef};
use touchline_law::things::bundle::Bundle;
use touchline_law::things::escalation::Escalation;

/// Where something that was answered stands among the others: by its latest answer.
pub(in crate::workspace) type AnswerKey = (Instant, ThingRef);

/// The lists of what was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// A manager's turn has come.
    Awaiting,
    /// Whatever became of it, unless it was put away.
    All,
}

sections!(Section);

/// What was answered of bundles, by who may want to list it; escalations keep their own, by campaign. What is archived is
/// in none of them.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Responses {
    /// `responses.list`: "All responses to bundles in the organisation", "of one agent" and "of the people whom I manage".
    pub(in crate::workspace) to_bundles: Along<Section, AnswerKey>,
    /// `responses.list`: "The responses to what I keep": of bundles alone, since whoever keeps an escalation sees it by
    /// nothing else than everybody.
    pub(in crate::workspace) by_keeper: ListsBy<PersonId, Section, AnswerKey>,
}

/// What the lists need to know of a thing, before and after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Answered {
    agent: PersonId,
    keeper: Option<PersonId>,
    awaiting: Option<AnswerKey>,
    all: Option<AnswerKey>,
}

impl Answered {
    pub(in crate::workspace) fn of_bundle(bundle: &Bundle) -> Self {
        let thing = ThingRef::new(ThingKind::Bundle, bundle.bundle);
        let key = bundle.answered_at().filter(|_| !bundle.archived).map(|at| (at, thing));
        let awaiting = key.filter(|_| bundle.state.is_answered());
        Answered { agent: bundle.agent, keeper: bundle.awaited_keeper(), awaiting, all: key }
    }

    pub(in crate::workspace) fn of_escalation(escalation: &Escalation) -> Self {
        let thing = ThingRef::new(ThingKind::Escalation, escalation.escalation);
        let key = escalation.answered_at().filter(|_| !escalation.archived).map(|at| (at, thing));
        let awaiting = key.filter(|_| escalation.state.is_answered());
        Answered { agent: escalation.agent, keeper: None, awaiting, all: key }
    }

    /// Where it stands in a section, if it does.
    pub(in crate::workspace) fn listed(self, section: Section) -> Option<(Section, AnswerKey)> {
        let key = match section {
            Section::Awaiting => self.awaiting,
            Section::All => self.all,
        };
        key.map(|key| (section, key))
    }
}

impl Responses {
    /// Takes a thing as it is after a change; its agent, who stays the same, has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<Answered>, after: Answered, managers: &[PersonId]) {
        if before.map_or(after.all.is_none(), |before| before == after) {
            return;
        }
        for section in Section::VARIANTS {
            let (was, is) = (before.and_then(|before| before.listed(*section)), after.listed(*section));
            self.to_bundles.change(after.agent, managers, was, is);
            let keeper = before.and_then(|before| before.keeper);
            self.by_keeper.hand_over(keeper.zip(was), after.keeper.zip(is));
        }
    }
}

impl Follows<World> for Responses {
    /// A person has moved, and everybody below them along: so does what they answered.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.to_bundles.moved(moved, world);
    }
}
