//! The things joined, from the one list: what can be done, what can happen, what there is, and what each of them says
//! when it is asked. Nothing here knows a thing by name but the two orders about a person, which make none.

use schemars::{JsonSchema, SchemaGenerator};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use touchline_kernel::envelope::{Tagged, Variants, read_parts, variants};
use touchline_kernel::lifecycle::{AnyLifecycle, Printed};
use touchline_kernel::{Actor, Event, Instant, Last, LocalDate, Note, OfSchema, PersonId, Redaction};

use super::lifts::{self, Lifted};
use super::order::{self, Order, Ordered};
use super::sight::Sight;
use crate::access::{Sighted, Subject as _, Whose};
use crate::facts::{FactKey, Facts, Glance, Refusal};
use crate::ground::{ThingKind, ThingRef};
use crate::life::{self, Arranged, Decides, Found, Happens, Says, Telling, Told as _, Viewer};
use crate::notify::{FallsDue, Kind, MessageFacts, Notice, Planned, Template, To, When};
use crate::policy::Policy;

/// A kind of thing among all of them.
pub trait Joined: Decides {
    /// What is known of it, where it is of this kind.
    fn known(thing: AnyThing<'_>) -> Option<&Self>;
    /// The thing, where it is of this kind.
    fn own(thing: Thing) -> Option<Self>;
    /// The thing, as one of any kind.
    fn thing(self) -> Thing;
    /// What happened to it, as what can happen to anything.
    fn change(change: Self::Change) -> Change;
}

macro_rules! joined {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        /// What can be done with any thing.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Act {
            $($(#[$doc])* $Kind(<$of as life::Thing>::Act),)*
            /// An order about a person, which makes no thing.
            Order(Order),
        }

        /// What can happen to any thing.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Change {
            $($(#[$doc])* $Kind(<$of as life::Thing>::Change),)*
            /// An order about a person was carried out.
            Ordered(Ordered),
        }

        /// What happened, without what it was done with.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Happening {
            $($(#[$doc])* $Kind(<<$of as life::Thing>::Change as Happens>::Happening),)*
            /// An order about a person was carried out.
            Ordered(order::Happening),
        }

        /// A thing's state, as a host with its own database keeps it.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "type", content = "body")]
        pub enum Thing {
            $($(#[$doc])* #[serde(rename = $name)] $Kind($of),)*
        }

        /// The state that a decision starts from, wherever it is kept.
        #[derive(Clone, Copy, Debug)]
        pub enum AnyThing<'a> {
            /// There is no such thing.
            Absent,
            $($(#[$doc])* $Kind(&'a $of),)*
        }

        /// A thing, as the viewer sees it.
        #[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
        #[serde(tag = "type", content = "body")]
        pub enum View {
            $($(#[$doc])* #[serde(rename = $name)] $Kind(Box<<$of as life::Thing>::View>),)*
        }

        $(impl Joined for $of {
            fn known(thing: AnyThing<'_>) -> Option<&Self> {
                match thing {
                    AnyThing::$Kind(known) => Some(known),
                    _ => None,
                }
            }

            fn own(thing: Thing) -> Option<Self> {
                match thing {
                    Thing::$Kind(own) => Some(own),
                    _ => None,
                }
            }

            fn thing(self) -> Thing {
                Thing::$Kind(self)
            }

            fn change(change: Self::Change) -> Change {
                Change::$Kind(change)
            }
        })*

        impl Act {
            /// Which thing it is about.
            #[must_use]
            pub fn target(&self) -> ThingRef {
                match self {
                    $(Act::$Kind(act) => ThingRef::of(act.thing()),)*
                    Act::Order(order) => ThingRef::of(order.person()),
                }
            }

            /// Its name, such as `bundle.release`.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Act::$Kind(act) => act.into(),)*
                    Act::Order(order) => order.name(),
                }
            }

            /// Whether it enters what is known of something, so that whoever does so writes nothing of their own.
            pub(super) fn enters(&self) -> bool {
                match self {
                    $(Act::$Kind(_) => <$of as life::Thing>::IS_ENTERED,)*
                    Act::Order(_) => false,
                }
            }
        }

        impl Tagged for Act {
            fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
                match kind.split_once('.') {
                    _ if Order::is(kind) => Order::read(kind, body).map(Act::Order),
                    $(Some(($name, _)) => read_parts(kind, body).map(Act::$Kind),)*
                    _ => Err(D::Error::custom(format_args!("`{kind}` is not a command"))),
                }
            }
        }

        impl Change {
            /// Which thing it happened to.
            #[must_use]
            pub fn target(&self) -> ThingRef {
                match self {
                    $(Change::$Kind(change) => ThingRef::of(change.thing()),)*
                    Change::Ordered(ordered) => ThingRef::of(ordered.person()),
                }
            }

            /// Its name, such as `bundle.released`.
            #[must_use]
            pub fn name(&self) -> &'static str {
                self.happening().name()
            }

            /// What happened.
            #[must_use]
            pub fn happening(&self) -> Happening {
                match self {
                    $(Change::$Kind(change) => Happening::$Kind(change.happening()),)*
                    Change::Ordered(ordered) => Happening::Ordered(ordered.happening()),
                }
            }

            /// Whom the thing that it happened to coaches or describes, where the change says so.
            #[must_use]
            pub fn coached(&self) -> Option<PersonId> {
                match self {
                    $(Change::$Kind(change) => change.coached(),)*
                    Change::Ordered(ordered) => Some(ordered.person()),
                }
            }

            /// Whether it enters what is known of something, so that whoever did so wrote nothing of their own.
            pub(super) fn enters(&self) -> bool {
                match self {
                    $(Change::$Kind(_) => <$of as life::Thing>::IS_ENTERED,)*
                    Change::Ordered(_) => false,
                }
            }

            /// What it tells whom.
            pub(super) fn notices(&self) -> &'static [Notice] {
                match self {
                    $(Change::$Kind(change) => Telling::of(<$of as life::Thing>::TELLINGS, &change.happening()),)*
                    Change::Ordered(_) => &[],
                }
            }

            /// Reads a change of the present schema from its name and its body.
            fn of_parts<'de, D: Deserializer<'de>>(name: &str, body: D) -> Result<Self, D::Error> {
                match name.split_once('.') {
                    _ if Ordered::is(name) => Ordered::read(name, body).map(Change::Ordered),
                    $(Some(($name, _)) => read_parts(name, body).map(Change::$Kind),)*
                    _ => Err(D::Error::custom(format_args!("`{name}` is not an event"))),
                }
            }
        }

        /// Where the events of each name say whom a thing coaches or describes.
        pub(super) fn says() -> impl Iterator<Item = (&'static str, (ThingKind, Says))> {
            let kinds = [$((<$of as life::Thing>::KIND, <<$of as life::Thing>::Change as Happens>::SAYS),)*];
            kinds.into_iter().flat_map(|(kind, rows)| rows.iter().map(move |(name, says)| (*name, (kind, *says))))
        }

        /// Whether an event of this name tells nothing to others than those between whom it is.
        pub(super) fn is_untold(happened: &str) -> bool {
            let untold = [$(<$of as life::Thing>::UNTOLD.iter().any(|one| <&str>::from(*one) == happened),)*];
            untold.contains(&true)
        }

        impl Happening {
            /// Its name, such as `bundle.released`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Happening::$Kind(happening) => happening.into(),)*
                    Happening::Ordered(happening) => happening.into(),
                }
            }
        }

        impl Thing {
            /// The thing, to be looked at.
            #[must_use]
            pub fn as_any(&self) -> AnyThing<'_> {
                match self {
                    $(Thing::$Kind(thing) => AnyThing::$Kind(thing),)*
                }
            }

            /// The thing's kind and id.
            #[must_use]
            pub fn reference(&self) -> ThingRef {
                match self {
                    $(Thing::$Kind(thing) => ThingRef::of(life::Thing::id(thing)),)*
                }
            }

            /// Takes away what a redaction takes.
            pub fn redact(&mut self, redaction: &Redaction) {
                match self {
                    $(Thing::$Kind(thing) => life::Thing::redact(thing, redaction),)*
                }
            }
        }

        impl<'a> AnyThing<'a> {
            /// Where the thing stands in its lifecycle, if it has one.
            #[must_use]
            pub fn stands(self) -> Option<&'static str> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => thing.stands(),)*
                }
            }

            /// The same, as this actor is told.
            #[must_use]
            pub fn stands_for(self, actor: Actor) -> Option<&'static str> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => thing.stands_for(actor),)*
                }
            }

            /// Its version and the moment of its last change, as this actor counts them.
            #[must_use]
            pub fn last(self, counted_by: Actor) -> Option<Last> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(life::Thing::last(thing, counted_by)),)*
                }
            }

            /// The thing as a host keeps it; nothing where it was never recorded, and is only known.
            #[must_use]
            pub fn recorded(self) -> Option<Thing> {
                self.last(Actor::System).filter(|(version, _)| *version > 0)?;
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(Joined::thing(thing.clone())),)*
                }
            }

            /// Whether it is put away.
            pub(super) fn is_archived(self) -> bool {
                match self {
                    AnyThing::Absent => false,
                    $(AnyThing::$Kind(thing) => thing.is_archived(),)*
                }
            }

            /// Whom the thing coaches, or describes; of what is about a team, who leads it.
            #[must_use]
            pub fn coached(self) -> Option<PersonId> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::coached(thing),)*
                }
            }

            /// Whose it is.
            #[must_use]
            pub fn whose(self) -> Whose {
                match self {
                    AnyThing::Absent => Whose::Organisation,
                    $(AnyThing::$Kind(thing) => thing.whose(),)*
                }
            }

            /// Whether what somebody is shown of it is theirs alone.
            #[must_use]
            pub fn is_private_to(self, viewer: PersonId) -> bool {
                match self {
                    AnyThing::Absent => false,
                    $(AnyThing::$Kind(thing) => life::Thing::is_private_to(thing, viewer),)*
                }
            }

            /// Whether whom it coaches or describes was ever shown it.
            #[must_use]
            pub fn was_shown(self) -> bool {
                match self {
                    AnyThing::Absent => false,
                    $(AnyThing::$Kind(thing) => thing.was_shown(),)*
                }
            }

            /// Its kind and id; nothing where there is none.
            #[must_use]
            pub fn reference(self) -> Option<ThingRef> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(ThingRef::of(life::Thing::id(thing))),)*
                }
            }

            /// What a host finds it by.
            pub(super) fn found(self) -> Option<Found> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(life::Thing::found(thing)),)*
                }
            }

            /// By which moment lists of its kind go.
            pub(super) fn listed_at(self) -> Option<Instant> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(life::Thing::listed_at(thing)),)*
                }
            }

            /// What access must know of it, whoever looks.
            pub(super) fn sight(self) -> Option<Sight> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => Some(Sight {
                        whose: thing.whose(),
                        needs: thing.see(),
                        shown: thing.was_shown(),
                        open: thing.is_open(),
                    }),)*
                }
            }

            /// Who is to bring it to its end.
            pub(super) fn keeper(self) -> Option<PersonId> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::keeper(thing),)*
                }
            }

            /// Who may not decide what somebody else is to decide about it.
            pub(super) fn barred(self) -> Vec<PersonId> {
                match self {
                    AnyThing::Absent => Vec::new(),
                    $(AnyThing::$Kind(thing) => life::Thing::barred(thing),)*
                }
            }

            /// Who takes part in it and is told of it together.
            pub(super) fn circle(self) -> Vec<PersonId> {
                match self {
                    AnyThing::Absent => Vec::new(),
                    $(AnyThing::$Kind(thing) => life::Thing::circle(thing),)*
                }
            }

            /// Who came last to take part in it.
            pub(super) fn newcomer(self) -> Option<PersonId> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::newcomer(thing),)*
                }
            }

            /// Who asked for what was decided about it last.
            pub(super) fn requester(self) -> Option<PersonId> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::requester(thing),)*
                }
            }

            /// Who is to sign what it has just come to say.
            pub(super) fn signer(self) -> Option<PersonId> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::signer(thing),)*
                }
            }

            /// What holds it, where something does.
            pub(super) fn held_in(self) -> Option<ThingRef> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::held_in(thing),)*
                }
            }

            /// What is to be done with it at a moment that somebody set.
            #[must_use]
            pub fn arranged(self) -> Option<Arranged<Act>> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::arranged(thing).map(|set| set.map(Act::$Kind)),)*
                }
            }

            /// The last day on which what it asks for is in time.
            pub(super) fn last_day(self) -> Option<LocalDate> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::last_day(thing),)*
                }
            }

            /// What must be known before a message that tells what falls due of it can be shown.
            pub(super) fn asks_to_tell(self, keys: &mut Vec<FactKey>) {
                match self {
                    AnyThing::Absent => {}
                    $(AnyThing::$Kind(thing) => life::Thing::asks_to_tell(thing, keys),)*
                }
            }

            /// What of it falls due by its course.
            pub(super) fn falls_due(self, when: When, policy: &Policy) -> Vec<FallsDue> {
                match self {
                    AnyThing::Absent => Vec::new(),
                    $(AnyThing::$Kind(thing) => life::Thing::falls_due(thing, when, policy),)*
                }
            }

            /// When it begins and ends, where it takes place at a time of its own.
            pub(super) fn times(self) -> Option<(Instant, Instant)> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::times(thing),)*
                }
            }

            /// Where it stands among others of its kind that are still open.
            pub(super) fn in_line(self) -> Option<(bool, Instant)> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::in_line(thing),)*
                }
            }

            /// When it was released, where it is followed up from then on.
            pub(super) fn followed_up_since(self) -> Option<Instant> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::followed_up_since(thing),)*
                }
            }

            /// What others may know of it, whoever they are.
            #[must_use]
            pub fn glance(self) -> Option<Glance<'a>> {
                match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::glance(thing),)*
                }
            }

            /// The thing as the viewer sees it; nothing where they do not.
            pub fn show<F: Facts>(self, viewer: &Viewer<'_, F>) -> Result<Option<View>, Refusal> {
                Ok(match self {
                    AnyThing::Absent => None,
                    $(AnyThing::$Kind(thing) => life::Thing::show(thing, viewer)?.map(Box::new).map(View::$Kind),)*
                })
            }

            /// Whether the viewer knows that it exists.
            pub(super) fn is_seen_by<F: Facts>(self, viewer: &Viewer<'_, F>) -> Result<bool, Refusal> {
                match self {
                    AnyThing::Absent => Ok(false),
                    $(AnyThing::$Kind(thing) => viewer.sees(thing),)*
                }
            }

            /// Whether the viewer is one of those who prepare and follow it.
            pub(super) fn is_followed_by<F: Facts>(self, viewer: &Viewer<'_, F>) -> Result<bool, Refusal> {
                match self {
                    AnyThing::Absent => Ok(false),
                    $(AnyThing::$Kind(thing) => viewer.follows(thing),)*
                }
            }

            /// What must be known before it can be shown, as far as it can be told without any fact.
            pub(super) fn asks_to_show(self, viewer: PersonId, keys: &mut Vec<FactKey>) {
                match self {
                    AnyThing::Absent => {}
                    $(AnyThing::$Kind(thing) => life::Thing::asks_to_show(thing, viewer, keys),)*
                }
            }

            /// What must be known then, once what it names is.
            pub(super) fn asks_of_named<F: Facts>(self, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
                match self {
                    AnyThing::Absent => {}
                    $(AnyThing::$Kind(thing) => life::Thing::asks_of_named(thing, viewer, keys),)*
                }
            }

            /// What a message about it says to the viewer; nothing where they do not see it.
            pub(super) fn says<F: Facts>(
                self,
                viewer: &Viewer<'_, F>,
                told: &Planned,
            ) -> Result<Option<MessageFacts>, Refusal> {
                match self {
                    AnyThing::Absent => Ok(None),
                    $(AnyThing::$Kind(thing) => life::Thing::says(thing, viewer, told),)*
                }
            }

            /// Whether a message about it is still worth telling.
            pub(super) fn still_tells<F: Facts>(
                self,
                viewer: &Viewer<'_, F>,
                told: &Planned,
            ) -> Result<bool, Refusal> {
                match self {
                    AnyThing::Absent => Ok(false),
                    $(AnyThing::$Kind(thing) => life::Thing::still_tells(thing, viewer, told),)*
                }
            }

            /// Whether an e-mail about it is needed still, in the states in which it can be.
            pub(super) fn is_needed(self, told: &Planned) -> bool {
                match self {
                    AnyThing::Absent => false,
                    $(AnyThing::$Kind(thing) => life::Thing::is_needed(thing, told),)*
                }
            }
        }

        /// The thing after an event about it, or nothing where the event cannot have happened to this state.
        fn evolve_same(thing: Option<Thing>, event: Event<Change>) -> Option<Thing> {
            let (change, event) = event.split();
            match change {
                $(Change::$Kind(change) => {
                    let known = thing.and_then(<$of as Joined>::own);
                    <$of as life::Thing>::evolve(known, event.with(change)).map(Thing::$Kind)
                })*
                Change::Ordered(ordered) => {
                    let person = thing.and_then(Joined::own);
                    ordered.evolve(person, &event).map(Joined::thing)
                }
            }
        }

        /// What follows for a thing that one hands over to another; nothing where nobody keeps such a thing.
        pub(super) fn after_hand_over(thing: ThingRef, whom: (PersonId, PersonId)) -> Option<Change> {
            match thing.kind {
                $(ThingKind::$Kind => {
                    <$of as life::Thing>::handed_over(thing.typed(), whom).map(Change::$Kind)
                })*
            }
        }

        /// What follows for a thing that is for somebody who has left.
        pub(super) fn after_leaving(thing: ThingRef, known: AnyThing<'_>, said: (&Note, Actor)) -> Option<Change> {
            match thing.kind {
                $(ThingKind::$Kind => {
                    <$of as life::Thing>::called_off(thing.typed(), Joined::known(known), said).map(Change::$Kind)
                })*
            }
        }

        /// How access releases things of a kind.
        #[must_use]
        pub const fn sighted(kind: ThingKind) -> Sighted {
            match kind {
                $(ThingKind::$Kind => Sighted::of::<$of>(),)*
            }
        }

        /// The lifecycle of a kind of thing, if it has one.
        #[must_use]
        pub fn lifecycle(kind: ThingKind) -> Option<&'static dyn AnyLifecycle> {
            match kind {
                $(ThingKind::$Kind => <$of as Decides>::LIFECYCLE,)*
            }
        }

        /// Every lifecycle table.
        #[must_use]
        pub fn lifecycles() -> Vec<Printed> {
            [$(<$of as Decides>::LIFECYCLE),*].into_iter().flatten().map(|table| table.printed()).collect()
        }

        /// Every row that tells somebody something: of which thing, on which event, needed while it stands where.
        #[must_use]
        pub fn tellings() -> Vec<TellingRow> {
            let mut rows = Vec::new();
            $(rows_of(ThingKind::$Kind, <$of as life::Thing>::TELLINGS, &mut rows);)*
            rows.sort_by_key(|row| row.template);
            rows
        }

        /// The row of a template, wherever it stands, with the kind of its thing and the states in which there still is
        /// need for an e-mail.
        #[must_use]
        pub fn telling(template: Template) -> Option<(ThingKind, &'static Notice, &'static [&'static str])> {
            $(if let Some((notice, needed)) = Telling::by(<$of as life::Thing>::TELLINGS, template) {
                return Some((ThingKind::$Kind, notice, needed));
            })*
            None
        }

        /// Each command: an object with `type` and `body`, the name in `type`.
        pub fn acts(generator: &mut SchemaGenerator) -> Vec<Value> {
            let all = [
                $(<<$of as life::Thing>::Act>::json_schema(generator),)*
            ];
            variants(all.into_iter().chain(Order::schemas(generator)))
        }

        /// Each event: an object with `type` and `body`, the name in `type`.
        pub fn changes(generator: &mut SchemaGenerator) -> Vec<Value> {
            let all = [
                $(<<$of as life::Thing>::Change>::json_schema(generator),)*
            ];
            variants(all.into_iter().chain(Ordered::schemas(generator)))
        }
    };
}
crate::things!(joined);

/// The thing after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub fn evolve(thing: Option<Thing>, event: Event<Change>) -> Option<Thing> {
    if thing.as_ref().is_some_and(|thing| thing.reference() != event.change.target()) {
        return None;
    }
    evolve_same(thing, event)
}

impl Change {
    /// Reads a change from its name, the schema that it was written under, and its body.
    ///
    /// What an older one said is lifted, and one that is newer than the library is refused.
    pub fn of_schema<'de, D: Deserializer<'de>>(name: &str, schema: u32, body: D) -> Result<Self, D::Error> {
        match lifts::EVENTS.lift((name, schema), body)? {
            Lifted::Present(body) => Change::of_parts(name, body),
            Lifted::Older(body) => Change::of_parts(name, body).map_err(D::Error::custom),
        }
    }

    /// The redaction that it is, if it is one.
    #[must_use]
    pub fn redaction(&self) -> Option<Redaction> {
        match self {
            Change::Ordered(ordered) => ordered.redaction(),
            _ => None,
        }
    }
}

impl OfSchema for Change {
    fn schema(&self) -> u32 {
        lifts::schema_of(self.name())
    }
}

impl Tagged for Change {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        Change::of_parts(kind, body)
    }

    fn read_of<'de, D: Deserializer<'de>>(kind: &str, schema: Option<u32>, body: D) -> Result<Self, D::Error> {
        Change::of_schema(kind, schema.ok_or_else(|| D::Error::missing_field("schema"))?, body)
    }
}

impl Variants for Act {
    fn variants(generator: &mut SchemaGenerator) -> Vec<Value> {
        acts(generator)
    }
}

impl Variants for Change {
    fn variants(generator: &mut SchemaGenerator) -> Vec<Value> {
        changes(generator)
    }
}

/// A row of the table of messages, as it is printed.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TellingRow {
    /// The event that causes it.
    pub event: &'static str,
    /// The kind of notification.
    pub kind: Kind,
    /// The states of the thing in which there still is need for an e-mail when it is sent.
    pub needed: &'static [&'static str],
    /// The rule that demands it.
    pub rule: &'static str,
    /// The text's key.
    pub template: Template,
    /// The kind of thing that it is about.
    pub thing: ThingKind,
    /// Who is told.
    pub to: To,
    /// When.
    pub when: When,
}

fn rows_of<H: Copy + Into<&'static str>>(
    thing: ThingKind,
    tellings: &'static [Telling<H>],
    rows: &mut Vec<TellingRow>,
) {
    for telling in tellings {
        rows.extend(telling.notices.iter().map(|notice| {
            let Notice { template, to, when, rule } = *notice;
            let (event, needed) = (telling.on.into(), telling.needed);
            TellingRow { event, kind: template.kind(), needed, rule, template, thing, to, when }
        }));
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn ntf_01_each_template_is_sent_by_one_thing_to_the_same_and_while_the_same_is_so() {
        let mut rows = tellings();
        // Whoever came last to take part is one of those who do.
        let whole = |to: To| if to == To::Newcomer { To::Circle } else { to };
        for (one, other) in rows.iter().zip(rows.iter().skip(1)).filter(|(one, other)| one.template == other.template) {
            let same = |row: &TellingRow| (row.thing, whole(row.to), row.when, row.needed);
            assert_eq!(same(one), same(other), "what is kept of a message names no event: {one:?} {other:?}");
        }
        rows.dedup_by_key(|row| row.template);
        let templates: Vec<Template> = rows.iter().map(|row| row.template).collect();
        assert_eq!(templates, Template::VARIANTS);
    }

    #[test]
    fn ntf_03_need_is_told_in_states_that_the_thing_has() {
        for row in tellings() {
            let table = lifecycle(row.thing).unwrap().printed();
            assert!(!row.needed.is_empty(), "{row:?} could never be sent");
            assert!(row.needed.iter().all(|state| table.states.contains(state)), "{row:?}");
        }
    }

    #[test]
    fn ker_10_a_tables_rows_stand_in_the_order_of_its_commands() {
        for table in ThingKind::VARIANTS.iter().filter_map(|kind| lifecycle(*kind)) {
            assert!(table.is_in_order(), "{}", table.printed().thing);
        }
    }
}
