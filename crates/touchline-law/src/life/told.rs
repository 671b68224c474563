//! What can be done with a thing and what can happen to one, written as rows: a sentence, the body, the name.

use touchline_kernel::command::PersonId;

/// The commands of a thing: `Act`, and which thing each is about. Named behind them, the verbs of its lifecycle get
/// each command's own, which is called like it.
macro_rules! acts {
    (
        $(#[$about:meta])*
        Act as $schema:tt: $Mark:ident, $body:ident => $id:expr, $Verb:ident;
        $($(#[$doc:meta])* $name:literal: $Variant:ident($Body:ty),)*
    ) => {
        $crate::life::acts! {
            $(#[$about])*
            Act as $schema: $Mark, $body => $id;
            $($(#[$doc])* $name: $Variant($Body),)*
        }

        impl Act {
            /// Its row in the lifecycle's table.
            #[must_use]
            pub fn verb(&self) -> $Verb {
                match self {
                    $(Act::$Variant(_) => $Verb::$Variant,)*
                }
            }
        }
    };
    (
        $(#[$about:meta])*
        Act as $schema:tt: $Mark:ident, $body:ident => $id:expr;
        $($(#[$doc:meta])* $name:literal: $Variant:ident($Body:ty),)*
    ) => {
        $(#[$about])*
        #[derive(
            Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema,
            ::strum::IntoStaticStr,
        )]
        #[serde(tag = "type", content = "body")]
        #[schemars(rename = $schema)]
        pub enum Act {
            $($(#[$doc])* #[serde(rename = $name)] #[strum(serialize = $name)] $Variant($Body),)*
        }

        impl $crate::life::Told for Act {
            type Mark = $Mark;

            fn thing(&self) -> ::touchline_kernel::id::Id<$Mark> {
                match self {
                    $(Act::$Variant($body) => $id,)*
                }
            }
        }
    };
}

/// The events of a thing: `Change`, to which thing each happened and whom that coaches, and `Happening`. A row says which
/// thing its own body is about where it says so elsewhere than the others.
macro_rules! changes {
    (@of $id:expr) => { $id };
    (@of $id:expr, $own:expr) => { $own };
    (
        $(#[$about:meta])*
        Change as $schema:tt: $Mark:ident, $body:ident => $id:expr, $coached:expr;
        $($(#[$doc:meta])* $name:literal: $Variant:ident($Body:ty) $(of $own:expr)?,)*
    ) => {
        $(#[$about])*
        #[derive(
            Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema,
            ::strum::EnumDiscriminants,
        )]
        #[strum_discriminants(
            name(Happening),
            derive(::strum::IntoStaticStr),
            doc = "What happened, without what it was done with."
        )]
        #[serde(tag = "type", content = "body")]
        #[schemars(rename = $schema)]
        pub enum Change {
            $($(#[$doc])* #[serde(rename = $name)] #[strum_discriminants(strum(serialize = $name))] $Variant($Body),)*
        }

        impl $crate::life::Told for Change {
            type Mark = $Mark;

            fn thing(&self) -> ::touchline_kernel::id::Id<$Mark> {
                match self {
                    $(Change::$Variant($body) => $crate::life::changes!(@of $id $(, $own)?),)*
                }
            }
        }

        impl $crate::life::Happens for Change {
            type Happening = Happening;

            fn happening(&self) -> Happening {
                self.into()
            }

            fn coached(&self) -> Option<::touchline_kernel::command::PersonId> {
                $coached(self)
            }
        }
    };
}

pub(crate) use {acts, changes};

/// Whom things coach that are nobody's.
pub(crate) fn nobody<C>(_: &C) -> Option<PersonId> {
    None
}
