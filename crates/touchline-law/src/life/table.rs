//! What a thing with a life says in the same words as all the others: the names in its table, where it stands, and
//! which of its files says what.

/// The names in a thing's table: where it can stand, its commands by their names without the thing's, and what must hold
/// outside a command's body before a cell may be taken.
macro_rules! names {
    (
        $(#[$about:meta])*
        State as $schema:tt { $($(#[$state_doc:meta])* $State:ident,)* }
        Verb { $($(#[$verb_doc:meta])* $Verb:ident,)* }
        Condition { $($(#[$condition_doc:meta])* $Condition:ident,)* }
    ) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema,
            ::strum::IntoStaticStr, ::strum::EnumString, ::strum::VariantArray,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[schemars(rename = $schema)]
        pub enum State { $($(#[$state_doc])* $State,)* }

        /// The commands, by their names without the thing's.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, ::strum::IntoStaticStr, ::strum::EnumString, ::strum::VariantArray,
        )]
        #[strum(serialize_all = "snake_case")]
        #[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
        pub enum Verb { $($(#[$verb_doc])* $Verb,)* }

        /// What must hold outside a command's body before a cell may be taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ::strum::IntoStaticStr, ::strum::VariantArray)]
        #[strum(serialize_all = "snake_case")]
        pub enum Condition { $($(#[$condition_doc])* $Condition,)* }
    };
}

/// What [`Life`](super::Life) asks of a thing whose names stand in its `lifecycle.rs` and whose commands are called like
/// its verbs.
macro_rules! by_table {
    ($($archived:ident)?) => {
        type State = super::lifecycle::State;
        type Verb = super::lifecycle::Verb;
        type Condition = super::lifecycle::Condition;

        const TABLE: &'static $crate::life::Table<Self::State, Self::Verb, Self::Condition> =
            &super::lifecycle::LIFECYCLE;

        fn state(&self) -> Self::State {
            self.state
        }

        $(fn archived(&self) -> bool {
            self.$archived
        })?

        fn verb(act: &Self::Act) -> Self::Verb {
            act.verb()
        }
    };
}

/// What [`Thing`](super::Thing) asks of a thing that has its files: what its ids are marked with, the field that holds
/// its own, and its view.
macro_rules! by_files {
    ($Mark:ident, $id:ident, $View:ident) => {
        type Mark = $Mark;
        type Act = Act;
        type Change = Change;
        type View = $View;

        fn id(&self) -> ::touchline_kernel::id::Id<$Mark> {
            self.$id
        }

        fn evolve(known: Option<Self>, event: ::touchline_kernel::event::Event<Change>) -> Option<Self> {
            evolve::evolve(known, event)
        }

        fn redact(&mut self, redaction: &::touchline_kernel::redaction::Redaction) {
            redact::redact(self, redaction);
        }

        fn show<F: $crate::facts::Facts>(
            &self,
            viewer: &$crate::life::Viewer<'_, F>,
        ) -> Result<Option<$View>, $crate::facts::Refusal> {
            view::show(self, viewer)
        }
    };
}

/// A thing's view by the audience that the viewer belongs to.
macro_rules! audiences {
    ($(#[$about:meta])* $View:ident { $(#[$agent:meta])* Agent($Agent:ty), $(#[$staff:meta])* Staff($Staff:ty), }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::schemars::JsonSchema)]
        #[serde(tag = "type", content = "body", rename_all = "snake_case")]
        pub enum $View {
            $(#[$agent])*
            Agent($Agent),
            $(#[$staff])*
            Staff($Staff),
        }

        impl $View {
            $(#[$agent])*
            #[must_use]
            pub fn agent(self) -> Option<$Agent> {
                match self {
                    $View::Agent(view) => Some(view),
                    $View::Staff(_) => None,
                }
            }

            $(#[$staff])*
            #[must_use]
            pub fn staff(self) -> Option<$Staff> {
                match self {
                    $View::Staff(view) => Some(view),
                    $View::Agent(_) => None,
                }
            }
        }
    };
}

/// The version and the moment of a thing that all count alike.
macro_rules! counted_alike {
    () => {
        fn last(&self, _: ::touchline_kernel::command::Actor) -> ::touchline_kernel::aggregate::Last {
            (self.version, self.changed_at)
        }
    };
}

pub(crate) use {audiences, by_files, by_table, counted_alike, names};
