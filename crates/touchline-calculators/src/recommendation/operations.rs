//! The catalogue behind recommendations, for hosts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue::Library;
use super::{Catalogue, Words, default_catalogue};
use touchline_kernel::operation::{Entry, Failure, Nothing, Operation};
use touchline_kernel::text::{Key, Locale};

/// The operations of this folder.
pub const OPERATIONS: &[Entry] =
    &[Entry::of::<RecommendationCatalogue>(), Entry::of::<RecommendationCheck>(), Entry::of::<RecommendationWords>()];

/// The catalogue that ships, in English, to be printed, edited, translated and handed to `recommendation.make`.
#[derive(JsonSchema)]
pub struct RecommendationCatalogue;

impl Operation for RecommendationCatalogue {
    const NAME: &'static str = "recommendation.catalogue";
    type Input = Nothing;
    type Output = Catalogue;

    fn run(_: Nothing) -> Result<Catalogue, Failure> {
        Ok(default_catalogue().clone())
    }
}

/// Check a host's catalogues: they come back as they are read, or every fault is told at once.
#[derive(JsonSchema)]
pub struct RecommendationCheck;

/// The host's catalogues.
#[derive(Deserialize, JsonSchema)]
pub struct CatalogueInput {
    /// Documents: one or more a locale, and one entry for each area and component.
    pub catalogues: Vec<Catalogue>,
}

impl Operation for RecommendationCheck {
    const NAME: &'static str = "recommendation.check";
    type Input = CatalogueInput;
    type Output = Vec<Catalogue>;

    fn run(input: CatalogueInput) -> Result<Vec<Catalogue>, Failure> {
        Library::of(&input.catalogues, "/catalogues").map_err(Failure::BadInput)?;
        Ok(input.catalogues)
    }
}

/// What the catalogues say of one component, in the locale that comes nearest.
#[derive(JsonSchema)]
pub struct RecommendationWords;

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

impl Operation for RecommendationWords {
    const NAME: &'static str = "recommendation.words";
    type Input = WordsInput;
    type Output = WordsFound;

    fn run(input: WordsInput) -> Result<WordsFound, Failure> {
        let library = Library::of(&input.catalogues, "/catalogues").map_err(Failure::BadInput)?;
        Ok(WordsFound { words: library.words(input.locale.as_ref(), &input.area, &input.component) })
    }
}
