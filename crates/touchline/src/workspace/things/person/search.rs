//! `person.search`: the people whom the viewer may see, by how the words of their names begin.
//!
//! Rules: WSP-05, WSP-06.

use std::collections::BTreeSet;

use crate::workspace::Ordered;
use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::person::directory::{NameKey, WordKey};
use touchline_kernel::{Id, Key, words};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::people::Person;
use touchline_law::things::person::PersonSight;

paged! {
    /// Whom to look for.
    #[schemars(rename = "PersonLookedFor")]
    PersonSearch {
        /// Only those who are still there, or only those who have left.
        #[serde(default)]
        active: Option<bool>,
        /// How words of their name begin, every one of them: without regard to case and accents.
        name: Key,
    }
}

impl Question for PersonSearch {
    type View = Page<PersonSight>;

    /// By the word that the longest of those looked for begins, then by name: somebody with two such words stands at the
    /// first of them.
    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PersonSight>, Refusal> {
        let looked_for = words::looked_for(self.name.as_str());
        let Some(longest) = words::longest(&looked_for) else { return Ok(Page { items: Vec::new(), next: None }) };
        let mut near = Ordered::default();
        near.extend(asked.near().flat_map(WordKey::all_of));
        let reached = asked.world.directory().words(asked.reach_of(Action::SeePerson)?);
        let keys = [&near].into_iter().chain(reached).collect();
        let name = format!("{}/{:?}/{looked_for:?}", Self::NAME, self.active);
        let listing = Listing::new(name, asked, keys, self.paging(Order::OldestFirst))?;
        let listing = listing.beginning(before_all(longest));
        let begins = |key: &WordKey| key.word.starts_with(longest);
        listing.page_while(begins, |WordKey { word, key }| {
            let Some(known) = asked.world.tables.people.get(key.person) else { return Ok(None) };
            if self.chooses(&known.document, &looked_for, (longest, &word)) { asked.show(known) } else { Ok(None) }
        })
    }
}

impl PersonSearch {
    fn chooses(&self, person: &Person, looked_for: &BTreeSet<String>, (longest, word): (&str, &str)) -> bool {
        let found_by = words::found_by(person.name.as_str());
        self.active.is_none_or(|active| person.active == active)
            && words::first_beginning(longest, &found_by) == Some(word)
            && words::all_found(looked_for, &found_by)
    }
}

/// Before everybody whose name has a word that begins so: nobody has an empty name that has words.
fn before_all(beginning: &str) -> WordKey {
    let key = NameKey { is_unnamed: false, name: "".into(), person: Id::new(uuid::Uuid::nil()) };
    WordKey { word: beginning.into(), key }
}
