//! Families of documents: each list, each object with free keys and each text in an accepted input grows by itself, and all
//! lists grow together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::family::Family;
use super::grown::{self, Copies, Kind, Place};
use super::sources::{self, Source};
use crate::{Result, parallel};

/// The most entries of a list: beyond what any schema admits.
const MOST_ENTRIES: usize = 200_000;

/// The most letters of a text.
const MOST_LETTERS: usize = 1 << 20;

/// The most entries of a list in a command, as policies limit them where they do not say otherwise. Half of them are where
/// a command begins, whose world is made anew each time.
const MOST_OF_A_COMMAND: usize = 1_000;

/// What answers for each of one list with each of another: where all lists double, so does more than once what is told.
const PAIRED: &[&str] = &["access.decide_many", "metrics"];

/// Every family that follows from what cases hand in.
pub(crate) fn all() -> Result<Vec<Family>> {
    let sources = sources::all()?;
    let places: Vec<&(Place, Arc<Source>)> = sources.values().flat_map(|places| places.values()).collect();
    let families = parallel::each(&places, |(place, source)| of_place(place, source))?;
    let heaviest = |places: &BTreeMap<String, (Place, Arc<Source>)>| {
        places.values().map(|(_, source)| Arc::clone(source)).max_by_key(|source| source.weight())
    };
    let everywhere = sources.values().filter_map(heaviest).flat_map(|source| everywhere(&source));
    Ok(families.into_iter().flatten().chain(everywhere).collect())
}

fn of_place(place: &Place, source: &Arc<Source>) -> Result<Vec<Family>> {
    Ok(match place.kind {
        Kind::List => {
            let copies: &[(&str, Copies)] =
                &[("alike", Copies::Same), ("each another", Copies::Fresh), ("each wrong", Copies::Faulty)];
            copies.iter().map(|(how, copies)| family(place, source, how, *copies)).collect()
        }
        // What a command may say is short, and what it names is listed.
        Kind::Object | Kind::Text if source.is_command() => Vec::new(),
        Kind::Object if keys_are_free(place, source)? => vec![family(place, source, "members", Copies::Fresh)],
        Kind::Object => Vec::new(),
        Kind::Text => vec![family(place, source, "letters", Copies::Same)],
    })
}

fn family(place: &Place, source: &Arc<Source>, how: &str, copies: Copies) -> Family {
    let grows = format!("{} {how}", if place.shape.is_empty() { "/" } else { &place.shape });
    let (least, most) = match (place.kind, source.is_command()) {
        (_, true) => (MOST_OF_A_COMMAND / 2, MOST_OF_A_COMMAND),
        (Kind::Text, _) => (1_000, MOST_LETTERS),
        _ => (grown::size(&source.document, place), MOST_ENTRIES),
    };
    let (place, of) = (place.clone(), Arc::clone(source));
    let make = move |size| of.handed(&grown::grown(&of.document, &place, size, copies));
    let family = Family { least, ..Family::new(source.of.clone(), grows, most, make) };
    if source.is_command() { family.once() } else { family }
}

/// All outermost lists together, so that a product of two is seen.
fn everywhere(source: &Arc<Source>) -> Vec<Family> {
    let whole = |how: &str, copies: Copies| {
        let of = Arc::clone(source);
        let make = move |times| of.handed(&grown::grown_everywhere(&of.document, times, copies));
        Family::new(source.of.clone(), format!("all lists {how}"), MOST_ENTRIES, make)
    };
    let lists = grown::places(&source.document).iter().filter(|place| place.kind == Kind::List).count();
    if lists > 1 && !source.is_command() && !PAIRED.contains(&source.of.as_str()) {
        vec![whole("alike", Copies::Same), whole("each another", Copies::Fresh)]
    } else {
        Vec::new()
    }
}

/// Whether an object takes a member that no schema names.
fn keys_are_free(place: &Place, source: &Arc<Source>) -> Result<bool> {
    let mut act = source.handed(&grown::with_another_member(&source.document, place))?;
    Ok(!act().contains("unknown_field"))
}
