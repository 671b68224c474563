//! What a model is asked about a call: components of a skill framework, questions of a scorecard, how customers feel.
//!
//! Rules: AIX-01, AIX-04, TRS-08.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::scorecard::{Compiled, Question, Template};
use touchline_calculators::skill::{ComponentDocument, FrameworkGiven, RawUnit};
use touchline_kernel::rejection::{BadInput, Code, Faults, Reason};
use touchline_kernel::text::Key;

/// What a model is asked about a call.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "HandOffAsked")]
pub struct Asked {
    /// Those components of the framework that are asked for; where this is null, each whose raw measure is a score.
    #[schemars(length(max = 1_000))]
    pub components: Option<Vec<Key>>,
    /// Whether it is asked how the customers feel, from −1 to 1. How employees feel is never asked.
    pub customer_sentiment: bool,
    /// The skill framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// The scorecard's template; null for none.
    pub template: Option<Template>,
}

/// What is asked, once it is known that it can be.
pub(super) struct Ready {
    pub(super) components: Vec<ComponentDocument>,
    pub(super) customer_sentiment: bool,
    pub(super) template: Option<(Template, Compiled)>,
}

impl Asked {
    /// What is asked, which stands at `path`.
    ///
    /// # Errors
    /// Every fault of one of its documents, or that nothing is asked.
    pub(super) fn ready(&self, path: &str) -> Result<Ready, BadInput> {
        let chosen = self.framework.chosen(None).map_err(|bad| below(path, bad))?;
        let known = || chosen.framework.components();
        let mut faults = Faults::default();
        let mut seen = BTreeSet::new();
        for (place, key) in self.components.iter().flatten().enumerate() {
            let at = format!("{path}/components/{place}");
            if !seen.insert(key) {
                faults.add(at.clone(), Reason::twice(key.as_str()));
            }
            faults.known(at, key.as_str(), known().map(|component| component.key.as_str()));
        }
        let is_asked = |component: &&ComponentDocument| match &self.components {
            None => component.unit == RawUnit::Score,
            Some(_) => seen.contains(&component.key),
        };
        let components: Vec<ComponentDocument> = known().filter(is_asked).cloned().collect();
        let names_some = self.components.as_ref().is_some_and(|named| !named.is_empty());
        if components.is_empty() && !names_some && self.template.is_none() && !self.customer_sentiment {
            faults.add(format!("{path}/components"), Code::ListEmpty);
        }
        faults.told()?;
        let template = match &self.template {
            None => None,
            Some(template) => Some((template.clone(), Compiled::at(template, &format!("{path}/template"))?)),
        };
        Ok(Ready { components, customer_sentiment: self.customer_sentiment, template })
    }
}

/// The same faults of a document that stands at a path.
fn below(path: &str, bad: BadInput) -> BadInput {
    let faults = bad.faults.into_iter().map(|mut fault| {
        fault.path = format!("{path}{}", fault.path);
        fault
    });
    BadInput { faults: faults.collect() }
}

impl Ready {
    /// The questions of the template, in the order in which they are asked.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.template.iter().flat_map(|(template, _)| template.questions())
    }
}
