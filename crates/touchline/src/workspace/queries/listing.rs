//! Lists: several ordered indexes read as one, from a cursor on, a page at a time.
//!
//! Rules: WSP-05.

use std::ops::Bound;

use crate::workspace::queries::Asked;
use crate::workspace::queries::cursor::{self, Page, Position};
use crate::workspace::table::ordered::Ordered;
use touchline_kernel::{Code, Rejection};
use touchline_law::facts::Refusal;

/// Which way a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Order {
    OldestFirst,
    NewestFirst,
}

/// Which part of a list is wanted.
pub(in crate::workspace) struct Paging<'a> {
    pub(in crate::workspace) after: Option<&'a str>,
    pub(in crate::workspace) limit: Option<u32>,
    pub(in crate::workspace) order: Order,
}

const DEFAULT_LIMIT: u32 = 50;

impl Paging<'_> {
    /// The key after which the page begins.
    pub(in crate::workspace) fn after<P: Position>(&self, name: &str, asked: &Asked<'_>) -> Result<Option<P>, Refusal> {
        let Some(text) = self.after else { return Ok(None) };
        match cursor::read_in(name, asked, text) {
            Some(key) => Ok(Some(key)),
            None => Err(Rejection::from(Code::CursorInvalid).at("/body/after").into()),
        }
    }

    /// How many at the most.
    pub(in crate::workspace) fn limit(&self) -> usize {
        usize::try_from(self.limit.unwrap_or(DEFAULT_LIMIT)).unwrap_or(usize::MAX)
    }
}

/// A question that is answered a page at a time: what it names besides the page.
macro_rules! paged {
    ($(#[$about:meta])* $Question:ident { $($(#[$doc:meta])* $field:ident: $Of:ty,)* }) => {
        #[derive(Clone, Debug, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema)]
        $(#[$about])*
        pub struct $Question {
            /// Where the page before ended, from its `next`.
            #[serde(default)]
            pub after: Option<String>,
            /// How many at the most; 50 where it is left out.
            #[serde(default)]
            #[schemars(range(min = 1, max = 200))]
            pub limit: Option<u32>,
            $($(#[$doc])* pub $field: $Of,)*
        }

        impl $Question {
            fn paging(
                &self,
                order: $crate::workspace::queries::listing::Order,
            ) -> $crate::workspace::queries::listing::Paging<'_> {
                $crate::workspace::queries::listing::Paging { after: self.after.as_deref(), limit: self.limit, order }
            }
        }
    };
}

/// The lists of something, by their names on the wire: where in the index each stands (`of`) or all the places over
/// which it goes (`over`), and which way it is read.
macro_rules! lists {
    ($(#[$about:meta])* $List:ident of $Section:ident { $($(#[$doc:meta])* $Name:ident: $At:ident, $Order:ident,)* }) => {
        lists! { @named $(#[$about])* $List { $($(#[$doc])* $Name: $Order,)* } }

        impl $List {
            pub(in crate::workspace) fn section(self) -> $Section {
                match self {
                    $($List::$Name => $Section::$At,)*
                }
            }
        }
    };
    (
        $(#[$about:meta])*
        $List:ident over $Section:ident { $($(#[$doc:meta])* $Name:ident: $($At:ident)|+, $Order:ident,)* }
    ) => {
        lists! { @named $(#[$about])* $List { $($(#[$doc])* $Name: $Order,)* } }

        impl $List {
            pub(in crate::workspace) fn sections(self) -> &'static [$Section] {
                match self {
                    $($List::$Name => &[$($Section::$At),+],)*
                }
            }
        }
    };
    (@named $(#[$about:meta])* $List:ident { $($(#[$doc:meta])* $Name:ident: $Order:ident,)* }) => {
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, ::serde::Serialize, ::serde::Deserialize, ::schemars::JsonSchema,
            ::strum::IntoStaticStr,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        $(#[$about])*
        pub enum $List { $($(#[$doc])* $Name,)* }

        impl $List {
            pub(in crate::workspace) fn order(self) -> $crate::workspace::queries::listing::Order {
                match self {
                    $($List::$Name => $crate::workspace::queries::listing::Order::$Order,)*
                }
            }

            pub(in crate::workspace) fn name(self) -> &'static str {
                self.into()
            }
        }
    };
}

pub(in crate::workspace) use {lists, paged};

/// A list as one viewer may page through it.
pub(in crate::workspace) struct Listing<'a, P> {
    asked: &'a Asked<'a>,
    after: Option<P>,
    keys: Vec<&'a Ordered<P>>,
    limit: usize,
    name: String,
    order: Order,
    without: Option<&'a Ordered<P>>,
}

impl<'a, P: Position> Listing<'a, P> {
    /// `name` is the list's own, to which a cursor is bound, with everything that chooses what is in it.
    pub(in crate::workspace) fn new(
        name: String,
        asked: &'a Asked<'a>,
        keys: Vec<&'a Ordered<P>>,
        paging: Paging<'_>,
    ) -> Result<Self, Refusal> {
        let after = paging.after(&name, asked)?;
        let limit = paging.limit();
        Ok(Listing { asked, after, keys, limit, name, order: paging.order, without: None })
    }

    /// The same list, whose first page begins after a key.
    pub(in crate::workspace) fn beginning(self, key: P) -> Self {
        Listing { after: self.after.or(Some(key)), ..self }
    }

    /// The same list without what another holds, none of which is looked at.
    pub(in crate::workspace) fn without(self, others: Option<&'a Ordered<P>>) -> Self {
        Listing { without: others, ..self }
    }

    /// The next page of what `show` shows; what it does not show leaves no gap and no trace.
    pub(in crate::workspace) fn page<View>(
        &self,
        show: impl FnMut(P::Id) -> Result<Option<View>, Refusal>,
    ) -> Result<Page<View>, Refusal> {
        self.page_while(|_| true, show)
    }

    /// The same of a list that ends before the first key that does not go on.
    pub(in crate::workspace) fn page_while<View>(
        &self,
        goes_on: impl Fn(&P) -> bool,
        mut show: impl FnMut(P::Id) -> Result<Option<View>, Refusal>,
    ) -> Result<Page<View>, Refusal> {
        let mut items = Vec::new();
        let mut last = None;
        let is_listed = |key: &P| self.without.is_none_or(|others| !others.contains(key));
        for key in self.merged().take_while(goes_on).filter(is_listed) {
            let Some(item) = show(key.id())? else { continue };
            if items.len() == self.limit {
                let next = last.map(|last: P| cursor::print_before(&self.name, self.asked, &last, &key));
                return Ok(Page { items, next });
            }
            items.push(item);
            last = Some(key);
        }
        Ok(Page { items, next: None })
    }

    /// The keys of all indexes in one order, each once, from the cursor on.
    fn merged(&self) -> impl Iterator<Item = P> {
        let mut sources: Vec<_> = self.keys.iter().map(|keys| self.after_cursor(keys).peekable()).collect();
        let newest_first = self.order == Order::NewestFirst;
        core::iter::from_fn(move || {
            let heads = sources.iter_mut().filter_map(|source| source.peek().cloned());
            let next = if newest_first { heads.max() } else { heads.min() }?;
            for source in &mut sources {
                source.next_if_eq(&next);
            }
            Some(next)
        })
    }

    fn after_cursor(&self, keys: &'a Ordered<P>) -> Box<dyn Iterator<Item = P> + 'a> {
        let after = self.after.clone().map_or(Bound::Unbounded, Bound::Excluded);
        match self.order {
            Order::OldestFirst => Box::new(keys.range((after, Bound::Unbounded)).cloned()),
            Order::NewestFirst => Box::new(keys.range((Bound::Unbounded, after)).rev().cloned()),
        }
    }
}
