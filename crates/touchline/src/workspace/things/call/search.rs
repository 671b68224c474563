//! `call.search`: the calls that the viewer may see, by how the words of their names begin.
//!
//! Rules: WSP-05, WSP-06.

use core::cmp::Reverse;
use std::collections::BTreeSet;

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::call::begun::CallWord;
use crate::workspace::things::call::list::{ListedCall, listed};
use touchline_kernel::{Id, Instant, Key, PersonId, words};
use touchline_law::facts::Refusal;
use touchline_law::ground::calls::Call;

paged! {
    /// Which calls to look for.
    #[schemars(rename = "CallLookedFor")]
    CallSearch {
        /// Only those that this person handled.
        #[serde(default)]
        agent: Option<PersonId>,
        /// How words of their name begin, every one of them: without regard to case and accents.
        name: Key,
    }
}

impl Question for CallSearch {
    type View = Page<ListedCall>;

    /// By the word that the longest of those looked for begins, then the newest first: a call with two such words stands
    /// at the first of them.
    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ListedCall>, Refusal> {
        let looked_for = words::looked_for(self.name.as_str());
        let Some(longest) = words::longest(&looked_for) else { return Ok(Page { items: Vec::new(), next: None }) };
        let keys = asked.reaches_of_calls(self.agent)?.into_iter();
        let keys = keys.filter_map(|(_, reach)| asked.world.begun.words(reach)).collect();
        let name = format!("{}/{:?}/{looked_for:?}", Self::NAME, self.agent);
        let listing = Listing::new(name, asked, keys, self.paging(Order::OldestFirst))?;
        let listing = listing.beginning(before_all(longest));
        let begins = |key: &CallWord| key.word.starts_with(longest);
        listing.page_while(begins, |CallWord { word, call, .. }| {
            let Some(known) = asked.world.tables.calls.get(call) else { return Ok(None) };
            if chooses(&known.document, &looked_for, (longest, &word)) { listed(asked, known) } else { Ok(None) }
        })
    }
}

fn chooses(call: &Call, looked_for: &BTreeSet<String>, (longest, word): (&str, &str)) -> bool {
    let found_by = call.name.as_ref().map(|name| words::found_by(name.as_str())).unwrap_or_default();
    words::first_beginning(longest, &found_by) == Some(word) && words::all_found(looked_for, &found_by)
}

/// Before every call whose name has a word that begins so: what began latest stands first.
fn before_all(beginning: &str) -> CallWord {
    CallWord { word: beginning.into(), began: Reverse(Instant::MAX), call: Id::new(uuid::Uuid::nil()) }
}
