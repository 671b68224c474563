//! Recommendations under a policy: made from a score for one viewer, the follow-up after them, what comes of them.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::recommendation::{
    Asked, Catalogue, CoachingResults, Colleague, FollowUp, Highlight, History, Recommendations, Sight, TargetMeasured,
    make, measure,
};
use touchline_calculators::skill::{FrameworkGiven, Raws};
use touchline_kernel::text::{Key, Locale};
use touchline_kernel::{Actor, Code, Failure, Instant, PersonId, Rejection, Zone};
use touchline_law::access::{Action, ActorWithRoles, ThingOfSomebody};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// When a report that was sent is followed up.
    "recommendation.follow_up": recommendation_follow_up;
    /// What to coach next: gaps with reason, tip, practice and example; strengths; the week's focus; progress; the
    /// follow-up. The score is made of the same raw measures as by `skill.score`.
    ///
    /// It is made for one viewer, and says nothing that the viewer may not see: to somebody who may not see the person's
    /// scores there is no such thing, and a colleague whose scores they may not see is an example without a name.
    "recommendation.make": recommendation_make;
    /// What coaching is to bring about, measured: how much of it is reviewed, how far scores rise in a quarter, how far the
    /// win rate rises, how satisfied people are, how soon they are proficient in a new skill.
    "recommendation.targets": recommendation_targets;
}

/// What was sent when.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "RecommendationFollowUpInput")]
pub struct FollowUpInput {
    /// When it is asked.
    pub at: Instant,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// When the report was sent.
    pub sent_at: Instant,
    /// The time zone of the person whom it was sent to; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn recommendation_follow_up(input: FollowUpInput) -> Result<FollowUp, Failure> {
    let zone = input.zone.unwrap_or(input.policy.organisation.zone);
    let (sent, today) = (zone.day_of(input.sent_at), zone.day_of(input.at));
    let follow_up = FollowUp::of(sent, today, &input.policy.recommendation);
    Ok(follow_up.map_err(|reason| Rejection::from(reason).at("/sent_at"))?)
}

/// A score, and what is known around it.
#[derive(Deserialize, JsonSchema)]
pub struct RecommendationInput {
    /// When.
    pub at: Instant,
    /// The host's catalogues, beside the one that ships.
    #[serde(default)]
    pub catalogues: Vec<Catalogue>,
    /// Whose calls are among the highlights beside the person's own. Of whoever is not listed nothing is shown.
    #[serde(default)]
    pub colleagues: Vec<Colleague>,
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// What examples are chosen from.
    #[serde(default)]
    pub highlights: Vec<Highlight>,
    /// What was in focus before, and the scores of that time.
    #[serde(default)]
    pub history: History,
    /// The locale of whoever reads it; English where it is null.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Whose score it is.
    pub person: PersonScored,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Whether a manager has released the report. One with a critical score is held from its person until then: to them
    /// there is none.
    #[serde(default)]
    pub released: bool,
    /// The raw measures by component; one that is left out or null is missing.
    pub values: Raws,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
    /// Who will read it.
    pub viewer: ActorWithRoles,
    /// The person's time zone; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// Whose score it is.
#[derive(Deserialize, JsonSchema)]
pub struct PersonScored {
    /// Everybody who manages them, directly or through others.
    #[serde(default)]
    pub managers: Vec<PersonId>,
    /// The person.
    pub person: PersonId,
    /// The roles that they hold: what is expected of them may rest on these.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// How many days ago they were hired; null where nobody knows.
    #[serde(default)]
    pub tenure_days: Option<u32>,
}

fn recommendation_make(input: RecommendationInput) -> Result<Recommendations, Failure> {
    let today = input.zone.unwrap_or(input.policy.organisation.zone).day_of(input.at);
    let target = input.policy.skill.target(&input.person.roles, input.person.tenure_days).score;
    let asked = Asked {
        catalogues: &input.catalogues,
        framework: &input.framework,
        highlights: &input.highlights,
        history: &input.history,
        is_for_the_person: input.viewer.actor == Actor::Person(input.person.person),
        is_released: input.released,
        locale: input.locale.as_ref(),
        person: input.person.person,
        policy: &input.policy.recommendation,
        target,
        today,
        values: &input.values,
        view: input.view.as_ref(),
    };
    make(&asked, || seen(&input))
}

/// The colleagues, each with whether the viewer may see their scores. A viewer who may not see those that the report is
/// about is told nothing at all.
fn seen(input: &RecommendationInput) -> Result<Vec<(&Colleague, Sight)>, Rejection> {
    let thing = |person, managers: &[_]| ThingOfSomebody {
        coached: Some(person),
        managers: managers.to_vec(),
        ..ThingOfSomebody::default()
    };
    let colleagues = input.colleagues.iter().map(|colleague| thing(colleague.person, &colleague.managers));
    let things: Vec<_> = [thing(input.person.person, &input.person.managers)].into_iter().chain(colleagues).collect();
    let may = input.viewer.may(Action::SeeSkillScores, &things, &input.policy.access, "/viewer/roles")?;
    let (own, others) = may.split_first().ok_or(Code::NotFound)?;
    if !own {
        return Err(Code::NotFound.into());
    }
    let sight = |may: &bool| if *may { Sight::Seen } else { Sight::Unseen };
    Ok(input.colleagues.iter().zip(others.iter().map(sight)).collect())
}

/// What came of coaching, and what is asked of it.
#[derive(Deserialize, JsonSchema)]
pub struct TargetsInput {
    /// The day that it is, in the organisation's zone.
    pub at: Instant,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What came of coaching.
    pub results: CoachingResults,
}

fn recommendation_targets(input: TargetsInput) -> Result<Vec<TargetMeasured>, Failure> {
    input.results.check("/results").map_err(Failure::BadInput)?;
    let today = input.policy.organisation.zone.day_of(input.at);
    Ok(measure(&input.results, today, &input.policy.recommendation.targets, &input.policy.skill))
}
