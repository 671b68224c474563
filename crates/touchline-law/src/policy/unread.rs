//! A policy of which some settings could not be read: which of the others do not go together is told with that.
//!
//! Rules: KER-15.

use serde_json::Value;
use touchline_kernel::rejection::{BadInput, Faults, member};

use super::Policy;

/// Adds to the faults of a policy that could not be read, which stands at `place` in an input, what does not go together among
/// those of its settings that could.
pub fn told_besides(input: &[u8], place: &str, bad: BadInput) -> BadInput {
    let unread = Unread(bad.faults.iter().map(|fault| fault.path.clone()).collect());
    let Some(policy) = unread.spared(input, place) else { return bad };
    let mut faults = Faults::from(bad);
    for (name, section) in policy.sections() {
        let path = member(place, name);
        section.faults_among(&|field| !unread.has(&member(&path, field)), &path, &mut faults);
    }
    faults.into()
}

/// Where the faults of an input stand.
struct Unread(Vec<String>);

impl Unread {
    /// Whether something could not be read at this place, or within what stands there.
    fn has(&self, path: &str) -> bool {
        let mut within = self.0.iter().filter_map(|fault| fault.strip_prefix(path));
        within.any(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The sections of the policy whose settings must go together, with those settings that could be read. Of a text that is no
    /// document nothing could.
    fn spared(&self, input: &[u8], place: &str) -> Option<Policy> {
        if self.0.iter().any(String::is_empty) {
            return None;
        }
        let input: Value = serde_json::from_slice(input).ok()?;
        let written = input.pointer(place)?;
        let spared = Policy::default().sections().map(|(name, _)| {
            let fields = self.fields(written.get(name), &member(place, name));
            (name.to_owned(), fields)
        });
        serde_json::from_value(Value::Object(spared.into_iter().collect())).ok()
    }

    /// Those fields of a section that could be read.
    fn fields(&self, section: Option<&Value>, path: &str) -> Value {
        let fields = section.and_then(Value::as_object).filter(|_| !self.0.iter().any(|fault| fault == path));
        let spared = fields.into_iter().flatten().filter(|(field, _)| !self.has(&member(path, field)));
        Value::Object(spared.map(|(field, value)| (field.clone(), value.clone())).collect())
    }
}
