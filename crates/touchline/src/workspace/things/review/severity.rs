//! `review.severity`: how severe reviewers are, by the scores that they gave to the same people: of each reviewer for them, for those
//! above them in line and for owners.
//!
//! The figures rest on all reviews, whoever asks: how severe somebody is does not depend on that. What stands beside them is of
//! the reviews that the viewer sees, and how everybody hangs together is for owners alone.
//!
//! Rules: INS-10, REV-09, SCO-11.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Reach;
use crate::workspace::index::moments::Moments;
use crate::workspace::queries::report::performance::checked;
use crate::workspace::queries::report::records::key;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::agreement::{
    MOST_RATERS, NamedJudgement, Part, PersonAdjusted, RaterSeverity, Severity, Unsolved,
};
use touchline_calculators::metric::Interval;
use touchline_kernel::math::Sample;
use touchline_kernel::{DaySpan, Key, PersonId, Reason, Rejection};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal, moments_of};
use touchline_law::things::review::Review;

/// Of which reviews.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SeverityOfReviewers")]
pub struct ReviewSeverity {
    /// The days on which the calls began, both of them included, where the organisation is.
    pub days: DaySpan,
    /// The key of a scorecard: only what was filled in on it, in whatever version. All scores where it is null, ratings too.
    #[serde(default)]
    pub scorecard: Option<Key>,
}

/// How severe reviewers are, of those of whom the viewer may know.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct SeverityReport {
    /// The days.
    pub days: DaySpan,
    /// Those who can be held against one another, as `part` of reviewers and people names them; null but for owners.
    pub parts: Option<Vec<Part>>,
    /// What everybody's reviews would come to from reviewers of mean severity, in the order of their ids; null but for owners.
    pub people: Option<Vec<PersonAdjusted>>,
    /// The reviewers, in the order of their ids.
    pub reviewers: Vec<ReviewerSeverity>,
    /// The key of the scorecard; null where all scores count.
    pub scorecard: Option<Key>,
}

/// How severe a reviewer is.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReviewerSeverity {
    /// Whether nobody else reviewed any of the same people: then nothing says how severe they are.
    pub alone: bool,
    /// From where to where the leniency may well lie, at 95 %; null where nothing says how sure it is.
    pub interval: Option<Interval>,
    /// By how many points they score above the mean of the reviewers with whom they can be compared, the same people taken; below
    /// 0 they are severe.
    pub leniency: f64,
    /// With whom they can be compared: the reviewers with the same number, and nobody else.
    pub part: u32,
    /// How many people they reviewed.
    pub people: u32,
    /// Who.
    pub reviewer: PersonId,
    /// How many of their reviews have a score.
    pub reviews: u32,
    /// What they gave, person by person in the order of their ids, of the reviews that the viewer sees.
    pub scores: Vec<ScoresGiven>,
    /// The standard error of the leniency; null where nothing says how sure it is.
    pub standard_error: Option<f64>,
}

/// What a reviewer gave somebody, of the reviews that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoresGiven {
    /// The mean, less the leniency of the reviewer: what one of mean severity would have given.
    pub adjusted: f64,
    /// The mean of these scores, in percent.
    pub mean: f64,
    /// Whose calls they are.
    pub person: PersonId,
    /// How many reviews.
    pub reviews: u32,
}

/// A review that has a score.
struct Scored<'a> {
    percent: f64,
    review: &'a Review,
    reviewer: PersonId,
}

impl Question for ReviewSeverity {
    type View = SeverityReport;

    fn answer(&self, asked: &Asked<'_>) -> Result<SeverityReport, Refusal> {
        let days = checked(self.days)?;
        let (since, until) = moments_of(days, asked.policy.organisation.zone);
        let scored = self.scored(asked, Moments { since, until })?;
        let Severity { parts, people, raters } = severity(&scored)?;
        let sees_all = asked.reach_of(Action::SeeSeverity)? == Reach::All;
        let mut given: BTreeMap<Key, Vec<&Scored<'_>>> = BTreeMap::new();
        for one in &scored {
            given.entry(key(one.reviewer)).or_default().push(one);
        }
        // The parts are the owners'. Anybody else is told which of the reviewers whom they are shown stand in the same one.
        let mut numbers: Vec<u32> = if sees_all { (0..).take(parts.len()).collect() } else { Vec::new() };
        let mut reviewers = Vec::new();
        for rater in raters {
            let own = given.remove(&rater.rater).unwrap_or_default();
            let Some(reviewer) = own.first().map(|one| one.reviewer) else { continue };
            // Whom they report to has to be known, to know whether the viewer leads them.
            let is_known = asked.world.tables.people.get(reviewer).is_some();
            if is_known && asked.standing(reviewer)?.may(Action::SeeSeverity).is_ok() {
                let part = number(&mut numbers, rater.part);
                reviewers.push(shown(asked, rater, (reviewer, part), &own)?);
            }
        }
        let (parts, people) = if sees_all { (Some(parts), Some(people)) } else { (None, None) };
        Ok(SeverityReport { days, parts, people, reviewers, scorecard: self.scorecard.clone() })
    }
}

impl ReviewSeverity {
    /// What counts: the reviews of calls that began then by people who stand by them, as far as they have a score and no dispute
    /// about them is open, where the policy leaves these out. What a call came to be reviewed for that turned out to be
    /// another's counts for nobody.
    fn scored<'a>(&self, asked: &Asked<'a>, began: Moments) -> Result<Vec<Scored<'a>>, Refusal> {
        let (world, disputed) = (asked.world, asked.policy.review.disputed_scores);
        let mut scored = Vec::new();
        for call in world.review_index.calls_reviewed(began) {
            let Some(known) = world.tables.calls.get(call) else { continue };
            let reviews = world.review_index.of_call(call).filter_map(|id| world.tables.reviews.get(id));
            for review in reviews.filter(|review| review.state.is_shown() && review.counts(disputed)) {
                let (Some(percent), Some(reviewer)) = (review.percent(), review.writer()) else { continue };
                if review.agent == known.document.handler && self.chooses(asked, review)? {
                    scored.push(Scored { percent, review, reviewer });
                }
            }
        }
        Ok(scored)
    }

    fn chooses(&self, asked: &Asked<'_>, review: &Review) -> Result<bool, Refusal> {
        let Some(key) = &self.scorecard else { return Ok(true) };
        let Some(filled) = review.filled.as_deref() else { return Ok(false) };
        Ok(asked.world.scorecard(filled.scorecard).present()?.is_some_and(|version| version.key == key))
    }
}

fn severity(scored: &[Scored<'_>]) -> Result<Severity, Refusal> {
    let names: Vec<(Key, Key)> = scored.iter().map(|one| (key(one.review.agent), key(one.reviewer))).collect();
    let named = names.iter().zip(scored);
    let judgements: Vec<NamedJudgement<'_>> =
        named.map(|((person, rater), one)| NamedJudgement { person, rater, value: one.percent }).collect();
    Severity::of_named(&judgements).map_err(|unsolved| match unsolved {
        // How many others review is not everybody's to know.
        Unsolved::TooMany(_) | Unsolved::Singular => {
            let reason = Reason::out_of_range(MOST_RATERS.saturating_add(1), 0, MOST_RATERS);
            Rejection::from(reason).at("/body/days").into()
        }
    })
}

/// The number under which a part is told: its own where all are told, else by when the first of it is.
fn number(numbers: &mut Vec<u32>, part: u32) -> u32 {
    let place = numbers.iter().position(|known| *known == part).unwrap_or_else(|| {
        numbers.push(part);
        numbers.len().saturating_sub(1)
    });
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn shown(
    asked: &Asked<'_>,
    rater: RaterSeverity,
    (reviewer, part): (PersonId, u32),
    own: &[&Scored<'_>],
) -> Result<ReviewerSeverity, Refusal> {
    let RaterSeverity { alone, interval, leniency, part: _, people, rater: _, ratings, standard_error } = rater;
    let mut by_person: BTreeMap<PersonId, Vec<f64>> = BTreeMap::new();
    for one in own {
        if asked.sees_counted(one.review)? {
            by_person.entry(one.review.agent).or_default().push(one.percent);
        }
    }
    let given = |(person, percents): (PersonId, Vec<f64>)| {
        let reviews = u32::try_from(percents.len()).unwrap_or(u32::MAX);
        let mean = Sample::of_numbers(percents).mean()?;
        Some(ScoresGiven { adjusted: mean - leniency, mean, person, reviews })
    };
    let scores = by_person.into_iter().filter_map(given).collect();
    Ok(ReviewerSeverity { alone, interval, leniency, part, people, reviewer, reviews: ratings, scores, standard_error })
}
