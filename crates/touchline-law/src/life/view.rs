//! What is shown of a thing, field by field: as the thing has it, unless its row says what else it is.

/// A view of a thing, with its one constructor, which takes what access released to its audience: one that all things
/// have, or one of its own.
macro_rules! view {
    (@of $thing:ident $field:ident) => { $crate::life::Shown::shown(&$thing.$field) };
    (@of $thing:ident $field:ident $own:expr) => { $own };
    (
        @made [$Audience:path]
        $(#[$about:meta])*
        $View:ident of $thing:ident: $Thing:ident $(, $given:ident: $Given:ty)* {
            $($(#[$doc:meta])* $field:ident: $Of:ty $(= $own:expr)?,)*
        }
    ) => {
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::schemars::JsonSchema)]
        $(#[$about])*
        pub struct $View { $($(#[$doc])* pub $field: $Of,)* }

        impl $View {
            /// The view of what access released to those whom it is for.
            #[must_use]
            pub fn of(seen: &$crate::access::Seen<'_, $Thing, $Audience> $(, $given: $Given)*) -> Self {
                let $thing = seen.thing();
                $View { $($field: $crate::life::view!(@of $thing $field $($own)?),)* }
            }
        }
    };
    ($(#[$about:meta])* $View:ident of $thing:ident: $Thing:ident for own $Audience:ident $($rest:tt)*) => {
        $crate::life::view! { @made [$Audience] $(#[$about])* $View of $thing: $Thing $($rest)* }
    };
    ($(#[$about:meta])* $View:ident of $thing:ident: $Thing:ident for $Audience:ident $($rest:tt)*) => {
        $crate::life::view! { @made [$crate::access::$Audience] $(#[$about])* $View of $thing: $Thing $($rest)* }
    };
}
pub(crate) use view;

/// What stands in a thing, as a view has it: the same, and what is kept aside for its size in its place.
pub(crate) trait Shown<As> {
    /// The same for a view.
    fn shown(&self) -> As;
}

impl<T: Clone> Shown<T> for T {
    fn shown(&self) -> T {
        self.clone()
    }
}

impl<T: Clone> Shown<Option<T>> for Option<Box<T>> {
    fn shown(&self) -> Option<T> {
        self.as_deref().cloned()
    }
}
