//! Agreement and severity, told of ratings that are handed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ratings::{MOST, Named};
use super::severity::Unsolved;
use super::{
    CohenKappa, FleissKappa, GivenRatings, Intraclass, Krippendorff, Level, MOST_CATEGORIES, MOST_PAIRED, MOST_RATERS,
    MOST_RATIOS, NamedJudgement, NoAgreement, PercentAgreement, Rating, Severity,
};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Faults, Reason};
use touchline_kernel::text::{Key, Limits};

touchline_kernel::operations! {
    /// Cohen's kappa of each two raters: how much more they agree than by chance, with standard error and interval; of ratings
    /// in an order also with linear and with quadratic weights.
    "agreement.cohen": agreement_cohen, read under |_| Limits::WIDEST;
    /// Fleiss' kappa: how much more raters agree than by chance, where each subject has as many ratings, of whomever.
    "agreement.fleiss": agreement_fleiss, read under |_| Limits::WIDEST;
    /// Correlation within classes, in the six forms of Shrout and Fleiss, with intervals: how much of what ratings differ by is
    /// due to their subjects. Over the subjects that all raters rated.
    "agreement.intraclass": agreement_intraclass, read under |_| Limits::WIDEST;
    /// Krippendorff's alpha, of names, of places in an order, of distances or of ratios, whatever ratings are missing.
    "agreement.krippendorff": agreement_krippendorff, read under |_| Limits::WIDEST;
    /// How often those who rated the same agree: of all pairs of ratings, and of all subjects.
    "agreement.percent": agreement_percent, read under |_| Limits::WIDEST;
    /// How severe each rater is, and what the scores of people would be if all raters were equally so.
    "agreement.severity": agreement_severity, read under |_| Limits::WIDEST;
}

/// Who rated what.
#[derive(Deserialize, JsonSchema)]
pub struct RatingsInput {
    /// The categories from the lowest to the highest, where ratings are names in an order: of a correlation they count by
    /// their places. Null where they are numbers, or names without one.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub categories: Option<Vec<Key>>,
    /// The ratings, in any order. One that is missing may be left out.
    #[schemars(length(max = 100_000))]
    pub ratings: Vec<Rating>,
}

/// Who rated what, and what ratings say.
#[derive(Deserialize, JsonSchema)]
pub struct LevelledRatingsInput {
    /// The categories from the lowest to the highest, where ratings are names in an order. Null where they are numbers, or
    /// names without one.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    pub categories: Option<Vec<Key>>,
    /// What may be made of two ratings that differ.
    pub level: Level,
    /// The ratings, in any order. One that is missing may be left out.
    #[schemars(length(max = 100_000))]
    pub ratings: Vec<Rating>,
}

impl RatingsInput {
    fn read(&self, level: Level) -> Result<Named<'_>, Failure> {
        let given = GivenRatings { categories: self.categories.as_deref(), ratings: &self.ratings };
        given.read(level, "").map_err(Failure::BadInput)
    }
}

impl LevelledRatingsInput {
    fn read(&self) -> Result<Named<'_>, Failure> {
        let mut faults = Faults::default();
        if self.categories.is_some() {
            // How far names lie apart nobody has said.
            faults.known("/level", self.level.into(), [Level::Nominal, Level::Ordinal].into_iter().map(Into::into));
        }
        faults.told().map_err(Failure::BadInput)?;
        let given = GivenRatings { categories: self.categories.as_deref(), ratings: &self.ratings };
        given.read(self.level, "").map_err(Failure::BadInput)
    }
}

/// Refuses more of something than can be told.
fn too_many(actual: usize, most: usize) -> Failure {
    let mut faults = Faults::default();
    faults.add("/ratings", Reason::out_of_range(actual, 0, most));
    Failure::BadInput(faults.into())
}

/// Cohen's kappa of each two raters.
#[derive(Serialize, JsonSchema)]
pub struct CohenAnswer {
    /// Each two raters, in the order of their keys.
    pub pairs: Vec<CohenOfPair>,
    /// Why there are no pairs.
    pub undefined: Option<NoAgreement>,
}

/// Cohen's kappa of two raters.
#[derive(Serialize, JsonSchema)]
pub struct CohenOfPair {
    /// The first of them.
    pub first: Key,
    /// The kappa.
    pub kappa: CohenKappa,
    /// The second of them.
    pub second: Key,
}

fn agreement_cohen(input: LevelledRatingsInput) -> Result<CohenAnswer, Failure> {
    let Named { raters, ratings } = input.read()?;
    if raters.len() > MOST_PAIRED {
        return Err(too_many(raters.len(), MOST_PAIRED));
    }
    let found = CohenKappa::of_each_two(&ratings, input.level).map_err(|count| too_many(count, MOST_CATEGORIES))?;
    let named =
        |place: u32| usize::try_from(place).ok().and_then(|place| raters.get(place)).map(|rater| (*rater).clone());
    let pairs = found.into_iter().filter_map(|((first, second), kappa)| {
        Some(CohenOfPair { first: named(first)?, kappa, second: named(second)? })
    });
    let pairs = pairs.collect();
    let undefined = match raters.len() {
        0 => Some(NoAgreement::NothingRated),
        1 => Some(NoAgreement::OneRater),
        _ => None,
    };
    Ok(CohenAnswer { pairs, undefined })
}

fn agreement_fleiss(input: RatingsInput) -> Result<FleissKappa, Failure> {
    Ok(FleissKappa::of(&input.read(Level::Nominal)?.ratings))
}

fn agreement_intraclass(input: RatingsInput) -> Result<Intraclass, Failure> {
    Ok(Intraclass::of(&input.read(Level::Interval)?.ratings))
}

fn agreement_krippendorff(input: LevelledRatingsInput) -> Result<Krippendorff, Failure> {
    let ratings = input.read()?.ratings;
    Krippendorff::told(&ratings, input.level).map_err(|different| too_many(different, MOST_RATIOS))
}

fn agreement_percent(input: RatingsInput) -> Result<PercentAgreement, Failure> {
    Ok(PercentAgreement::of(&input.read(Level::Nominal)?.ratings))
}

/// How raters rated people.
#[derive(Deserialize, JsonSchema)]
pub struct SeverityInput {
    /// The ratings, in any order.
    #[schemars(length(max = 100_000))]
    pub ratings: Vec<RatingOfPerson>,
}

/// How somebody rated somebody. They may do so often.
#[derive(Deserialize, JsonSchema)]
pub struct RatingOfPerson {
    /// Who was rated.
    pub person: Key,
    /// Who rated.
    pub rater: Key,
    /// The rating; null where there is none, such as where nothing applied.
    #[schemars(range(min = -MOST, max = MOST))]
    pub value: Option<f64>,
}

fn agreement_severity(input: SeverityInput) -> Result<Severity, Failure> {
    let rated = input.ratings.iter().filter_map(|rating| {
        Some(NamedJudgement { person: &rating.person, rater: &rating.rater, value: rating.value? })
    });
    Severity::of_named(&rated.collect::<Vec<_>>()).map_err(|unsolved| match unsolved {
        Unsolved::TooMany(raters) => too_many(raters, MOST_RATERS),
        Unsolved::Singular => Failure::Defect("connected raters have no solution".to_owned()),
    })
}
