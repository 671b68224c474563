//! Many decisions in one question to `access.decide_many`, as a host asks before it shows a page: everybody's
//! everything with what stands differently to them.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::VariantArray as _;
use touchline::access::Action;
use touchline::people::Role;
use touchline::waist::{Status, call};
use uuid::Uuid;

use super::name;
use crate::dice::id;

const ACTOR: u64 = 11;
const OTHER: u64 = 12;

/// The question, and for each decision whether it is allowed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    /// Whether each is allowed, in the order of the answer.
    pub allowed: Vec<bool>,
    /// The input of the operation.
    pub question: Value,
}

impl Page {
    /// Somebody of each role, and around each of them what coaches them and others.
    ///
    /// # Errors
    /// What the library refused.
    pub fn new() -> Result<Self, String> {
        let roles = Role::VARIANTS.iter().map(|role| vec![name(role)]);
        let actors: Vec<(Uuid, Vec<String>)> =
            std::iter::once(vec![]).chain(roles).enumerate().map(|(place, roles)| (id(ACTOR, place), roles)).collect();
        let question = json!({
            "actions": Action::VARIANTS,
            "actors": actors.iter().map(|(actor, roles)| json!({"actor": actor, "roles": roles})).collect::<Vec<_>>(),
            "things": actors.iter().flat_map(|(actor, _)| things_around(*actor)).collect::<Vec<_>>(),
        });
        let answer = asked(&question.to_string())?;
        Ok(Page { allowed: decisions(&answer), question })
    }
}

/// Asks for all decisions at once.
///
/// # Errors
/// What the library refused.
pub fn asked(question: &str) -> Result<String, String> {
    let answer = call("access.decide_many", question.as_bytes());
    if answer.status == Status::Ok { Ok(answer.json) } else { Err(answer.json) }
}

/// For each decision of an answer whether it is allowed.
#[must_use]
pub fn decisions(answer: &str) -> Vec<bool> {
    let answer: Value = serde_json::from_str(answer).unwrap_or_default();
    let decisions = answer["decisions"].as_array().into_iter().flatten();
    decisions.map(|decision| decision["allowed"] == true).collect()
}

/// Their own; somebody else's; one whose agent they manage; one that they made for such an agent.
fn things_around(actor: Uuid) -> [Value; 4] {
    let other = id(OTHER, 0);
    [
        json!({"author": other, "coached": actor, "managers": [other]}),
        json!({"author": other, "coached": other, "managers": []}),
        json!({"author": other, "coached": other, "managers": [actor]}),
        json!({"author": actor, "coached": other, "managers": [actor, id(OTHER, 1)]}),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_asked_about_everything_and_both_answers_are_common() {
        let Page { allowed, question } = Page::new().unwrap();
        let length = |list: &str| question[list].as_array().map_or(0, Vec::len);
        assert_eq!(allowed.len(), length("actors") * length("things") * length("actions"));
        let share = allowed.iter().filter(|allowed| **allowed).count() * 100 / allowed.len();
        assert!((2..98).contains(&share), "{share} in a hundred are allowed");
    }
}
