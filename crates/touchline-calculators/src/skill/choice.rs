//! Which framework an input means, and its raw measures in that framework's order.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::built_in::{BuiltIn, built_in};
use super::{Compiled, Framework, Raws};
use touchline_kernel::rejection::{BadInput, Faults, member};
use touchline_kernel::text::Key;

/// Which framework to score with: by its key where it ships, or the document itself.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "SkillFrameworkGiven")]
pub enum FrameworkGiven {
    /// One that ships, by its key.
    Key(Key),
    /// Either, with a word that says which.
    Choice(FrameworkChoice),
    /// One of the host's own.
    Document(Box<Framework>),
}

/// Which framework to score with, with a word that says which sort it is.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "SkillFrameworkChoice")]
pub enum FrameworkChoice {
    /// One that ships.
    BuiltIn(BuiltInChoice),
    /// One of the host's own.
    Own(Box<Framework>),
}

/// A framework that ships.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "BuiltInSkillFramework")]
pub struct BuiltInChoice {
    /// Its key.
    pub key: Key,
}

impl Default for FrameworkGiven {
    fn default() -> Self {
        FrameworkGiven::Key(Key::new("sales"))
    }
}

/// A framework, as a whole or in a view, to score one row after another with.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SkillScorerInput {
    /// The framework; `sales` where it is left out.
    pub framework: FrameworkGiven,
    /// A view of the framework; null for the framework as a whole.
    pub view: Option<Key>,
}

/// A framework that was chosen, and the arithmetic of it or of a view.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// The document.
    pub framework: &'a Framework,
    /// Compiled.
    pub compiled: Cow<'static, Compiled>,
}

impl BuiltIn {
    /// The one of this key, which stands at `path`.
    ///
    /// # Errors
    /// The fault that names those that there are.
    pub fn known(key: &Key, path: &str) -> Result<&'static BuiltIn, BadInput> {
        BuiltIn::of(key.as_str()).ok_or_else(|| {
            let mut faults = Faults::default();
            faults.known(path, key.as_str(), built_in().iter().map(|built_in| built_in.framework.key.as_str()));
            faults.into()
        })
    }
}

impl FrameworkGiven {
    /// The framework, which stands at `/framework`, and its view, which stands at `/view`.
    ///
    /// # Errors
    /// Every fault of them.
    pub fn chosen(&self, view: Option<&Key>) -> Result<Chosen<'_>, BadInput> {
        match self {
            FrameworkGiven::Key(key) => shipped(key, "/framework", view),
            FrameworkGiven::Choice(FrameworkChoice::BuiltIn(choice)) => {
                shipped(&choice.key, "/framework/body/key", view)
            }
            FrameworkGiven::Choice(FrameworkChoice::Own(framework)) => own(framework, "/framework/body", view),
            FrameworkGiven::Document(framework) => own(framework, "/framework", view),
        }
    }
}

/// A framework that ships, whose key stands at `path`.
fn shipped<'a>(key: &Key, path: &str, view: Option<&Key>) -> Result<Chosen<'a>, BadInput> {
    let built_in = BuiltIn::known(key, path)?;
    let framework = &built_in.framework;
    let compiled = built_in.in_view(view.map(Key::as_str)).ok_or_else(|| no_view(framework, view))?;
    Ok(Chosen { framework, compiled: Cow::Borrowed(compiled) })
}

/// A framework of the host's own, which stands at `path`.
fn own<'a>(framework: &'a Framework, path: &str, view: Option<&Key>) -> Result<Chosen<'a>, BadInput> {
    framework.check(path)?;
    let compiled = match view {
        None => Compiled::unchecked(framework),
        Some(key) => {
            let found = framework.view(key.as_str()).ok_or_else(|| no_view(framework, view))?;
            Compiled::unchecked_view(framework, found)
        }
    };
    Ok(Chosen { framework, compiled: Cow::Owned(compiled) })
}

fn no_view(framework: &Framework, view: Option<&Key>) -> BadInput {
    let mut faults = Faults::default();
    let known = framework.views.iter().map(|view| view.key.as_str());
    faults.known("/view", view.map_or("", Key::as_str), known);
    faults.into()
}

impl Chosen<'_> {
    /// Raw measures in the framework's order. What the view leaves out is not looked at; a component that the framework
    /// does not have is a fault.
    pub fn row(&self, raws: &Raws, path: &str, faults: &mut Faults) -> Vec<Option<f64>> {
        let mut row = vec![None; self.compiled.components().len()];
        for (key, raw) in raws {
            match self.compiled.place(key).and_then(|place| row.get_mut(place)) {
                Some(cell) => *cell = *raw,
                None => self.check_component(key, path, faults),
            }
        }
        row
    }

    /// Adds a fault where the framework has no such component.
    pub fn check_component(&self, key: &str, path: &str, faults: &mut Faults) {
        faults.known(member(path, key), key, self.framework.components().map(|component| component.key.as_str()));
    }

    /// Adds a fault where the view has no such area.
    pub fn check_seen_area(&self, key: &Key, path: &str, faults: &mut Faults) {
        faults.known(path, key.as_str(), self.compiled.areas().iter().map(|area| area.key.as_str()));
    }

    /// Adds a fault where the framework has no such area.
    pub fn check_area(&self, key: &str, path: &str, faults: &mut Faults) {
        faults.known(path, key, self.framework.areas.iter().map(|area| area.key.as_str()));
    }
}
