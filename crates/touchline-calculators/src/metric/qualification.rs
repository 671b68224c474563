//! Qualification frameworks: which fields a deal, or a call, is to have filled in before it counts as qualified. They
//! are documents: those that ship stand in a file, and a host can put its own in their place.
//!
//! Rules: MET-02.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::math::quotient;
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::{self, Key};

/// What a framework is filled in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FrameworkOf {
    /// A deal.
    Deal,
    /// A call.
    Call,
}

/// A field of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkField {
    /// What it asks, in words.
    pub asks: String,
    /// Its key.
    pub field: Key,
    /// Its name, in words.
    pub name: String,
}

/// A qualification framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "QualificationFramework")]
pub struct Framework {
    /// Its fields, all of them required.
    #[schemars(length(max = 100))]
    pub fields: Vec<FrameworkField>,
    /// Its key.
    pub framework: Key,
    /// Its name, in words.
    pub name: String,
    /// What it is filled in for.
    pub of: FrameworkOf,
}

/// A field that somebody filled in, or left blank.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct FilledField {
    /// Its key.
    pub field: Key,
    /// What was written; white space alone is blank.
    pub text: String,
}

/// What was filled in of a framework. A field that is left out is blank.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "QualificationFilled")]
pub struct Filled {
    /// The fields.
    #[schemars(length(max = 100))]
    pub fields: Vec<FilledField>,
    /// The framework, by its key.
    pub framework: Key,
}

/// How much of a framework is filled in.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "QualificationCompleteness")]
pub struct Completeness {
    /// Whether every field is.
    pub complete: bool,
    /// Filled ÷ required.
    pub completeness: f64,
    /// How many fields are.
    pub filled: u64,
    /// The fields that are blank, in the framework's order.
    pub missing: Vec<Key>,
    /// How many fields there are.
    pub required: u64,
}

/// The frameworks that ship. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_frameworks() -> &'static [Framework] {
    static FRAMEWORKS: LazyLock<Vec<Framework>> =
        LazyLock::new(|| serde_json::from_str(include_str!("qualification.json")).unwrap_or_default());
    &FRAMEWORKS
}

/// Tells everything that is wrong with these frameworks, which stand at `path`.
pub fn check_frameworks(frameworks: &[Framework], path: &str) -> Result<(), BadInput> {
    let mut faults = Faults::default();
    let mut seen = Seen::default();
    for (place, framework) in frameworks.iter().enumerate() {
        let at = format!("{path}/{place}");
        once(&mut faults, &mut seen, &framework.framework, || format!("{at}/framework"));
        if framework.fields.is_empty() {
            faults.add(format!("{at}/fields"), Reason::too_short(0, 1));
        }
        let mut fields = Seen::default();
        for (place, field) in framework.fields.iter().enumerate() {
            once(&mut faults, &mut fields, &field.field, || format!("{at}/fields/{place}/field"));
        }
    }
    faults.told()
}

impl Framework {
    /// How much of it is filled in.
    #[must_use]
    pub fn completeness(&self, filled: &Filled) -> Completeness {
        let has = |field: &Key| filled.fields.iter().any(|each| each.field == *field && !text::is_blank(&each.text));
        let missing: Vec<Key> =
            self.fields.iter().map(|field| &field.field).filter(|field| !has(field)).cloned().collect();
        let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
        let (required, blank) = (count(self.fields.len()), count(missing.len()));
        let filled = required.saturating_sub(blank);
        let completeness = quotient(filled.into(), required.into()).unwrap_or_default();
        Completeness { complete: missing.is_empty(), completeness, filled, missing, required }
    }
}

impl Filled {
    /// The framework that it names among those that fit, and what is wrong with it. It stands at `path`.
    pub(super) fn of<'a>(
        &self,
        frameworks: &'a [Framework],
        fits: impl Fn(&Framework) -> bool,
        faults: &mut Faults,
        path: impl Fn() -> String,
    ) -> Option<&'a Framework> {
        let fitting = || frameworks.iter().filter(|framework| fits(framework));
        let Some(framework) = fitting().find(|framework| framework.framework == self.framework) else {
            let known = fitting().map(|framework| framework.framework.as_str());
            faults.known(format!("{}/framework", path()), self.framework.as_str(), known);
            return None;
        };
        let mut seen = Seen::default();
        for (place, filled) in self.fields.iter().enumerate() {
            let at = || format!("{}/fields/{place}/field", path());
            if framework.fields.iter().any(|field| field.field == filled.field) {
                once(faults, &mut seen, &filled.field, at);
            } else {
                faults.known(at(), filled.field.as_str(), framework.fields.iter().map(|field| field.field.as_str()));
            }
        }
        Some(framework)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn met_02_the_frameworks_that_ship_have_the_fields_that_their_names_count() {
        let file: Vec<Framework> = serde_json::from_str(include_str!("qualification.json")).unwrap();
        assert_eq!(file, default_frameworks());
        check_frameworks(&file, "").unwrap();
        let shape: Vec<(&str, usize, FrameworkOf)> =
            file.iter().map(|framework| (framework.framework.as_str(), framework.fields.len(), framework.of)).collect();
        let (deal, call) = (FrameworkOf::Deal, FrameworkOf::Call);
        assert_eq!(shape, [("bant", 4, deal), ("meddic", 6, deal), ("meddpicc", 8, deal), ("spin", 4, call)]);
        for framework in &file {
            let initials = framework.fields.iter().filter_map(|field| field.name.chars().next());
            assert_eq!(initials.collect::<String>().to_lowercase(), framework.framework.as_str());
        }
    }
}
