//! What has to be said beside every figure of an effect: statements by their keys, with words in English.
//!
//! Rules: INS-05.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::coaching::{CoachedWindows, EffectWindow};
use touchline_kernel::text::{Key, Prose};

/// Something that has to be said beside figures.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[schemars(rename = "EffectStatementKey")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StatementKey {
    /// Before against after alone is no proof of a cause.
    NoProof,
    /// Those who were chosen for a low score tend to rise anyway.
    RegressionToTheMean,
    /// A comparison assumes that both groups would have gone the same way.
    ParallelTrends,
    /// Of some people days before or after the coaching are not over.
    WindowsOpen,
    /// Of some people other coaching lies in the days before or after it.
    OtherCoaching,
    /// Of some people weeks or periods count in which nothing was recorded, at the beginning or the end of all that is.
    SilentWeeks,
    /// With several measures one of them may seem to change by chance.
    SeveralMeasures,
}

/// A statement in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EffectStatementText")]
pub struct StatementText {
    /// Its key.
    pub key: StatementKey,
    /// The words.
    pub text: Prose,
}

/// Something that has to be said beside these figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EffectStatement {
    /// Its key.
    pub key: StatementKey,
    /// Of whom it is said, in the order of their keys; empty where it is said of the figures as such.
    pub people: Vec<Key>,
    /// The words, in English.
    pub text: Prose,
}

/// The statements that ship, in English, in the order in which they are made. That the file can be read, and has every
/// statement, is shown by a test.
#[must_use]
pub fn default_statements() -> &'static [StatementText] {
    static STATEMENTS: LazyLock<Vec<StatementText>> =
        LazyLock::new(|| serde_json::from_str(include_str!("statements.json")).unwrap_or_default());
    &STATEMENTS
}

/// What has to be said beside so many measures of these people, some of whom have silent weeks or periods.
pub(super) fn statements(
    coached: &[CoachedWindows],
    compares: bool,
    measures: usize,
    silent: &BTreeSet<&Key>,
) -> Vec<EffectStatement> {
    let those = |is_meant: fn(&EffectWindow) -> bool| -> Vec<Key> {
        let meant = |one: &&CoachedWindows| is_meant(&one.before) || is_meant(&one.after);
        coached.iter().filter(meant).map(|one| one.person.clone()).collect()
    };
    let made = |statement: &StatementText| {
        let (holds, people) = match statement.key {
            StatementKey::NoProof | StatementKey::RegressionToTheMean => (true, Vec::new()),
            StatementKey::ParallelTrends => (compares, Vec::new()),
            StatementKey::SeveralMeasures => (measures > 1, Vec::new()),
            StatementKey::WindowsOpen => named(those(|window| !window.over)),
            StatementKey::OtherCoaching => named(those(|window| !window.clear)),
            StatementKey::SilentWeeks => named(silent.iter().map(|person| (*person).clone()).collect()),
        };
        holds.then(|| EffectStatement { key: statement.key, people, text: statement.text.clone() })
    };
    default_statements().iter().filter_map(made).collect()
}

/// A statement that is made of those people of whom it holds.
fn named(people: Vec<Key>) -> (bool, Vec<Key>) {
    (!people.is_empty(), people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ins_05_every_statement_has_words_in_the_enums_order() {
        let keys: Vec<StatementKey> = default_statements().iter().map(|statement| statement.key).collect();
        assert_eq!(keys, StatementKey::VARIANTS);
    }
}
