//! What can be done with a thing and what can happen to one, written as rows: a sentence, the body, the name.

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
/// thing its own body is about where it says so elsewhere than the others, and in which field of it whom that coaches or
/// describes; where that takes more than a field, what reads it of the body.
macro_rules! changes {
    (
        $(#[$about:meta])*
        Change as $schema:tt: $Mark:ident of $id:ident;
        $($rows:tt)*
    ) => {
        $crate::life::changes! { @all [$(#[$about])*] $schema $Mark [of $id]; $($rows)* }
    };
    (
        $(#[$about:meta])*
        Change as $schema:tt: $Mark:ident is $id:expr;
        $($rows:tt)*
    ) => {
        $crate::life::changes! { @all [$(#[$about])*] $schema $Mark [is $id]; $($rows)* }
    };
    (
        @all [$(#[$about:meta])*] $schema:tt $Mark:ident $id:tt;
        $(
            $(#[$doc:meta])* $name:literal: $Variant:ident($Body:ty)
            $(of $($own:ident).+)? $(coaches $($coached:ident).+)? $(describes $described:ident)?,
        )*
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
                    $(Change::$Variant(body) => $crate::life::changes!(@thing body $id $([$($own).+])?),)*
                }
            }
        }

        impl $crate::life::Happens for Change {
            type Happening = Happening;

            const SAYS: &'static [(&'static str, $crate::life::Says)] = &[
                $(($name, $crate::life::changes!(
                    @says $id $(of [$($own)+])? $(coaches [$($coached)+])? $(describes $described)?
                )),)*
            ];

            fn happening(&self) -> Happening {
                self.into()
            }

            fn coached(&self) -> Option<::touchline_kernel::command::PersonId> {
                match self {
                    $(Change::$Variant(body) => $crate::life::changes!(
                        @coached body $(coaches [$($coached).+])? $(describes $described)?
                    ),)*
                }
            }
        }
    };
    (@thing $body:ident $id:tt [$($own:ident).+]) => { $body.$($own).+ };
    (@thing $body:ident [of $id:ident]) => { $body.$id };
    (@thing $body:ident [is $id:expr]) => {{
        let _ = $body;
        $id
    }};
    (@coached $body:ident) => {{
        let _ = $body;
        None
    }};
    (@coached $body:ident coaches [$($coached:ident).+]) => { Some($body.$($coached).+) };
    (@coached $body:ident describes $described:ident) => { Some($described($body)) };
    (@says $id:tt $(of $own:tt)?) => { $crate::life::Says::Nobody };
    (@says $id:tt $(of $own:tt)? describes $described:ident) => { $crate::life::Says::InTheWhole };
    (@says [of $id:ident] coaches [$($coached:ident)+]) => {
        $crate::life::Says::In { thing: &[stringify!($id)], person: &[$(stringify!($coached)),+] }
    };
    (@says [of $id:ident] of [$($own:ident)+] coaches [$($coached:ident)+]) => {
        $crate::life::Says::In { thing: &[$(stringify!($own)),+], person: &[$(stringify!($coached)),+] }
    };
}

/// Where the body of an event says whom its thing coaches or describes: there it is read where a whole log is gone
/// through and nothing else of it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Nowhere.
    Nobody,
    /// By the names of the fields on the way to the thing's id, and to the person's.
    In {
        /// Of the thing's id.
        thing: &'static [&'static str],
        /// Of the person's.
        person: &'static [&'static str],
    },
    /// In more than a field.
    InTheWhole,
}

pub(crate) use {acts, changes};
