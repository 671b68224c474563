//! The frameworks that ship: documents in files, to be taken as they are or as a beginning.
//!
//! Rules: SKL-01, SKL-08, SKL-12, SKL-13.

use std::sync::LazyLock;

use super::{Compiled, Framework};
use touchline_kernel::text::Key;

/// A framework that ships, ready to be used.
#[derive(Debug)]
pub struct BuiltIn {
    /// The document.
    pub framework: Framework,
    /// Compiled, as a whole.
    pub compiled: Compiled,
    /// Compiled by view.
    pub views: Vec<(Key, Compiled)>,
}

/// The files, in the order of their keys.
const FILES: &[&str] = &[
    include_str!("../../frameworks/sales.json"),
    include_str!("../../frameworks/sales_call_types.json"),
    include_str!("../../frameworks/sales_programme.json"),
    include_str!("../../frameworks/sales_sub_skills.json"),
];

/// Every framework that ships, compiled when it is first asked for. That the files can be read, and are whole, is
/// shown by a test.
#[must_use]
pub fn built_in() -> &'static [BuiltIn] {
    static ALL: LazyLock<Vec<BuiltIn>> =
        LazyLock::new(|| FILES.iter().filter_map(|file| BuiltIn::read(file)).collect());
    &ALL
}

impl BuiltIn {
    /// The one of this key.
    #[must_use]
    pub fn of(key: &str) -> Option<&'static BuiltIn> {
        built_in().iter().find(|built_in| built_in.framework.key.as_str() == key)
    }

    fn read(file: &str) -> Option<Self> {
        let framework: Framework = serde_json::from_str(file).ok()?;
        let compiled = Compiled::of(&framework).ok()?;
        let views = framework.views.iter().map(|view| Some((view.key.clone(), Compiled::view(&framework, view).ok()?)));
        let views = views.collect::<Option<Vec<_>>>()?;
        Some(BuiltIn { framework, compiled, views })
    }

    /// Compiled, as a whole or in a view.
    #[must_use]
    pub fn in_view(&self, view: Option<&str>) -> Option<&Compiled> {
        let Some(key) = view else { return Some(&self.compiled) };
        self.views.iter().find(|(view, _)| view.as_str() == key).map(|(_, compiled)| compiled)
    }
}
