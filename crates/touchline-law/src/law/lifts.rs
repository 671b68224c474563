//! What was written under an older schema, as it would be written today: a row for each step of each body. The next one is
//! one more row, and from the rows follows which schema each body is written under.
//!
//! What is stored stays as it is: its hash, its commitments and their pointers are those of the older text. Only what is
//! read of it is lifted.
//!
//! Rules: KER-14.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

/// The schema that a body is written under which was never written otherwise.
const FIRST: u32 = 1;

type Body = Map<String, Value>;

/// How bodies of one name become those of the next schema.
struct Lift {
    /// The event, such as `bundle.released`, or the kind of thing, such as `bundle`.
    of: &'static str,
    /// The schema that it lifts.
    from: u32,
    /// What the next schema says otherwise.
    lift: fn(&mut Body),
}

/// All steps of bodies of one sort.
pub(super) struct Lifts(&'static [Lift]);

/// The bodies of events.
pub(super) const EVENTS: Lifts = Lifts(&[
    Lift { of: "disposition.given", from: 1, lift: one_check },
    Lift { of: "training_item.raised", from: 1, lift: one_check },
    Lift { of: "training_item.reinstated", from: 1, lift: one_check },
]);

/// The states of things.
pub(super) const STATES: Lifts = Lifts(&[
    Lift { of: "disposition", from: 1, lift: one_check },
    Lift { of: "training_item", from: 1, lift: one_check },
]);

/// The schema that the bodies of an event are written under, by its name.
#[must_use]
pub fn schema_of(event: &str) -> u32 {
    EVENTS.present(event)
}

/// The check and what it is called stood side by side, so that there could be a name without a check.
fn one_check(body: &mut Body) {
    let (key, name) = (body.remove("check"), body.remove("check_name"));
    let check = key.filter(|key| !key.is_null()).map(|key| json!({ "key": key, "name": name }));
    body.insert("check".to_owned(), check.into());
}

impl Lifts {
    /// The schema that bodies of this name are written under.
    pub(super) fn present(&self, name: &str) -> u32 {
        self.of(name).map(|lift| lift.from.saturating_add(1)).max().unwrap_or(FIRST)
    }

    fn of(&self, name: &str) -> impl Iterator<Item = &Lift> {
        self.0.iter().filter(move |lift| lift.of == name)
    }

    /// A body that was written under this schema, as it is written today. One that is newer than the library is refused,
    /// since ignoring what it means would read it wrongly.
    pub(super) fn lift<'de, D: Deserializer<'de>>(
        &self,
        (name, schema): (&str, u32),
        body: D,
    ) -> Result<Lifted<D>, D::Error> {
        let present = self.present(name);
        if schema == present {
            return Ok(Lifted::Present(body));
        }
        if !(FIRST..present).contains(&schema) {
            return Err(D::Error::custom(format_args!("`{name}` is of schema {schema}, which is not known here")));
        }
        let mut older = Body::deserialize(body)?;
        for step in self.of(name).filter(|step| step.from >= schema) {
            (step.lift)(&mut older);
        }
        Ok(Lifted::Older(Value::Object(older)))
    }
}

/// A body as it is written today.
pub(super) enum Lifted<D> {
    /// It was written so.
    Present(D),
    /// It was written otherwise.
    Older(Value),
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::ground::ThingKind;
    use crate::law::changes;
    use schemars::SchemaGenerator;

    #[test]
    fn ker_14_each_body_is_lifted_from_its_first_schema_step_by_step() {
        for Lifts(steps) in [&EVENTS, &STATES] {
            for of in steps.iter().map(|step| step.of) {
                let from: Vec<u32> = steps.iter().filter(|step| step.of == of).map(|step| step.from).collect();
                let each: Vec<u32> = (FIRST..).take(from.len()).collect();
                assert_eq!(from, each, "{of}");
            }
        }
    }

    #[test]
    fn ker_14_what_is_lifted_is_an_event_or_a_thing() {
        let known = changes(&mut SchemaGenerator::default());
        let is_event = |of| known.iter().any(|change| change.pointer("/properties/type/const") == Some(&json!(of)));
        assert!(EVENTS.0.iter().all(|step| is_event(step.of)));
        let is_thing = |of| ThingKind::VARIANTS.iter().any(|kind| <&str>::from(kind) == of);
        assert!(STATES.0.iter().all(|step| is_thing(step.of)));
    }
}
