//! Role-play: a scenario, and a history of attempts at it with the best and the latest.
//!
//! Rules: PRG-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::{TRILLION, quotient, trillionths};
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::Instant;

/// A conversation that is played through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RolePlayScenario {
    /// What whoever plays it is to reach.
    pub goal: Prose,
    /// What the other side objects.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub objections: Vec<Prose>,
    /// Whom the other side plays.
    pub persona: Prose,
    /// Its key.
    pub scenario: Key,
    /// The scorecard of the skill, by which attempts are scored.
    pub scorecard: Key,
}

/// An attempt at a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RolePlayAttempt {
    /// When.
    pub at: Instant,
    /// Its key.
    pub attempt: Key,
    /// Who.
    pub person: Key,
    /// What the scorecard comes to, in percent; null where it was not filled in. It counts to a trillionth.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100))]
    pub score: Option<f64>,
}

/// Somebody's attempts at a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RolePlayOfPerson {
    /// All attempts, in order of time.
    pub attempts: Vec<RolePlayAttempt>,
    /// The one with the greatest score, and of several the first; null where none has a score.
    pub best: Option<RolePlayAttempt>,
    /// The latest score less the first; null where fewer than two attempts have one.
    pub improvement: Option<f64>,
    /// The latest attempt.
    pub latest: Option<RolePlayAttempt>,
    /// Who.
    pub person: Key,
}

/// Who attempted a scenario, and how it went.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RolePlayHistory {
    /// The people, in the order of their keys.
    pub people: Vec<RolePlayOfPerson>,
    /// The scenario.
    pub scenario: RolePlayScenario,
}

impl RolePlayHistory {
    /// The history of attempts at a scenario, which stand at `path`.
    ///
    /// # Errors
    /// Attempts that stand twice.
    pub fn of(scenario: &RolePlayScenario, attempts: &[RolePlayAttempt], path: &str) -> Result<Self, BadInput> {
        let mut faults = Faults::default();
        let mut seen = Seen::default();
        for (place, attempt) in attempts.iter().enumerate() {
            once(&mut faults, &mut seen, &attempt.attempt, || format!("{path}/{place}/attempt"));
        }
        faults.told()?;
        let mut attempts = attempts.to_vec();
        let order = |attempt: &RolePlayAttempt| {
            (attempt.person.as_str().to_owned(), attempt.at, attempt.attempt.as_str().to_owned())
        };
        attempts.sort_by_cached_key(order);
        let people = attempts.chunk_by(|one, other| one.person == other.person).filter_map(of_person).collect();
        Ok(RolePlayHistory { people, scenario: scenario.clone() })
    }
}

/// One person's attempts, in order of time.
fn of_person(attempts: &[RolePlayAttempt]) -> Option<RolePlayOfPerson> {
    let mut best: Option<(&RolePlayAttempt, i128)> = None;
    let scored = attempts.iter().filter_map(|attempt| Some((attempt, trillionths(attempt.score?))));
    for (attempt, score) in scored.clone() {
        if best.is_none_or(|(_, greatest)| score > greatest) {
            best = Some((attempt, score));
        }
    }
    let scores: Vec<i128> = scored.map(|(_, score)| score).collect();
    let improvement = match scores.as_slice() {
        [first, .., last] => quotient(last.saturating_sub(*first), TRILLION),
        _ => None,
    };
    Some(RolePlayOfPerson {
        attempts: attempts.to_vec(),
        best: best.map(|(attempt, _)| attempt.clone()),
        improvement,
        latest: attempts.last().cloned(),
        person: attempts.first()?.person.clone(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn attempts() -> impl Strategy<Value = Vec<RolePlayAttempt>> {
        // Of few moments and scores, so that many are alike but for their keys.
        let one = (0..4_i64, 0..3_u8, prop::option::of(0..4_u8));
        prop::collection::vec(one, 0..20).prop_map(|all| {
            let attempt = |(nth, (at, person, score)): (usize, (i64, u8, Option<u8>))| RolePlayAttempt {
                at: Instant::from_millis(at).unwrap(),
                attempt: Key::new(&format!("a{nth}")),
                person: Key::new(&format!("p{person}")),
                score: score.map(|score| f64::from(score) * 12.3),
            };
            all.into_iter().enumerate().map(attempt).collect()
        })
    }

    proptest! {
        #[test]
        fn prg_07_a_history_is_the_same_in_any_order(attempts in attempts(), by in 0..20_usize) {
            let prose = |text: &str| Prose::new(text);
            let scenario = RolePlayScenario {
                goal: prose("A next step"),
                objections: Vec::new(),
                persona: prose("A buyer"),
                scenario: Key::new("price"),
                scorecard: Key::new("calls"),
            };
            let told = |attempts: &[RolePlayAttempt]| RolePlayHistory::of(&scenario, attempts, "").unwrap();
            let mut turned = attempts.clone();
            turned.reverse();
            turned.rotate_left(by.checked_rem(attempts.len()).unwrap_or_default());
            let one = told(&attempts);
            prop_assert_eq!(&one, &told(&turned));
            prop_assert_eq!(one.people.iter().map(|person| person.attempts.len()).sum::<usize>(), attempts.len());
        }
    }
}
