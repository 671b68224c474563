//! A type with everything that a wire type may have.

use proptest::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(super) struct Sample {
    pub(super) what: What,
    pub(super) count: u32,
    pub(super) signed: i16,
    pub(super) share: f64,
    pub(super) text: String,
    pub(super) maybe: Option<Box<Sample>>,
    #[serde(default)]
    pub(super) colour: Colour,
    pub(super) list: Vec<Flag>,
    pub(super) map: BTreeMap<String, Option<u8>>,
    pub(super) nothing: (),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub(super) enum What {
    /// A struct.
    Part { start: u64, end: Option<u64> },
    /// A newtype.
    Words(Vec<String>),
    /// Nothing.
    Whole,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Colour {
    /// As a documented word.
    DeepRed,
    #[default]
    Green,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Flag(pub(super) bool);

const WHOLE: u64 = 9_007_199_254_740_991;

fn any_what() -> impl Strategy<Value = What> {
    prop_oneof![
        (0..=WHOLE, prop::option::of(0..=WHOLE)).prop_map(|(start, end)| What::Part { start, end }),
        prop::collection::vec(any::<String>(), 0..3).prop_map(What::Words),
        Just(What::Whole),
    ]
}

pub(super) fn any_sample() -> impl Strategy<Value = Sample> {
    let scalars = (any_what(), any::<u32>(), any::<i16>(), -1e9..1e9, any::<String>(), any::<bool>());
    let lists = (
        prop::collection::vec(any::<bool>().prop_map(Flag), 0..4),
        prop::collection::btree_map(any::<String>(), any::<Option<u8>>(), 0..4),
    );
    let flat = (scalars, lists).prop_map(|((what, count, signed, share, text, red), (list, map))| Sample {
        what,
        count,
        signed,
        share,
        text,
        maybe: None,
        colour: if red { Colour::DeepRed } else { Colour::Green },
        list,
        map,
        nothing: (),
    });
    flat.prop_recursive(3, 4, 1, |inner| {
        (inner.clone(), inner).prop_map(|(outer, inner)| Sample { maybe: Some(Box::new(inner)), ..outer })
    })
}
