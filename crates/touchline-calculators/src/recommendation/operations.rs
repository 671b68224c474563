//! The catalogue behind recommendations, for hosts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Library;
use super::{Catalogue, Words, default_catalogue};
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::text::{Key, Locale};

touchline_kernel::operations! {
    /// The catalogue that ships, in English, to be printed, edited, translated and handed to `recommendation.make`.
    "recommendation.catalogue": recommendation_catalogue;
    /// Check a host's catalogues: they come back as they are read, or every fault is told at once.
    "recommendation.check": recommendation_check;
    /// What the catalogues say of one component, in the locale that comes nearest.
    "recommendation.words": recommendation_words;
}

fn recommendation_catalogue(_: Nothing) -> Result<Catalogue, Failure> {
    Ok(default_catalogue().clone())
}

/// The host's catalogues.
#[derive(Deserialize, JsonSchema)]
pub struct CatalogueInput {
    /// Documents: one or more a locale, and one entry for each area and component.
    pub catalogues: Vec<Catalogue>,
}

fn recommendation_check(input: CatalogueInput) -> Result<Vec<Catalogue>, Failure> {
    Library::of(&input.catalogues, "/catalogues").map_err(Failure::BadInput)?;
    Ok(input.catalogues)
}

/// Of what, and to whom.
#[derive(Deserialize, JsonSchema)]
pub struct WordsInput {
    /// The area.
    pub area: Key,
    /// The host's catalogues, beside the one that ships.
    #[serde(default)]
    pub catalogues: Vec<Catalogue>,
    /// The component.
    pub component: Key,
    /// The locale of whoever reads it; English where it is null.
    #[serde(default)]
    pub locale: Option<Locale>,
}

/// What the catalogues say.
#[derive(Serialize, JsonSchema)]
pub struct WordsFound {
    /// The words; null where no catalogue has the component.
    pub words: Option<Words>,
}

fn recommendation_words(input: WordsInput) -> Result<WordsFound, Failure> {
    let library = Library::of(&input.catalogues, "/catalogues").map_err(Failure::BadInput)?;
    Ok(WordsFound { words: library.words(input.locale.as_ref(), &input.area, &input.component) })
}
