//! Values as few bytes, for what this library itself reads back: they do not say what they are, so whoever reads them
//! must know. What can be read obeys its type's rules, and no length in the bytes is believed before so much is there.
//!
//! Whole numbers go in groups of seven bits, the lowest first, each byte but the last with its highest bit set; signed
//! ones are doubled first, and turned about where they are negative. A text, or bytes, and a list begin with their
//! length; an option with 0 or 1; an enum with the place of its variant. Structs are their fields, nothing between: also those that are
//! left out of what is printed where they hold nothing.

mod read;
mod write;

use core::fmt;

pub use read::Reader;
pub use write::append;

/// What cannot be written in this form, or is not written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not packed as its type is")]
pub struct Misfit;

impl serde::ser::Error for Misfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Misfit
    }
}

impl serde::de::Error for Misfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Misfit
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::command::{Actor, PersonId};
    use crate::text::{Key, Note};
    use crate::time::{Instant, LocalDate};

    fn packed<T: Serialize>(value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        append(&mut bytes, Some(value)).unwrap();
        bytes
    }

    fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Misfit> {
        let mut reader = Reader::new(bytes);
        let value = reader.read()?;
        if reader.is_empty() { Ok(value) } else { Err(Misfit) }
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "type", content = "body", rename_all = "snake_case")]
    enum Tagged {
        Bare,
        Holding(Vec<i64>),
        Named(Box<Everything>),
    }

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Plain {
        One,
        Two,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Everything {
        yes: bool,
        small: u8,
        large: u64,
        signed: i64,
        #[serde(default)]
        score: Option<f64>,
        letter: char,
        text: String,
        note: Option<Note>,
        key: Key,
        day: LocalDate,
        at: Instant,
        by: Actor,
        people: Vec<PersonId>,
        pair: (u16, Plain),
        named: BTreeMap<String, Tagged>,
    }

    fn any_tagged() -> impl Strategy<Value = Tagged> {
        let leaf = prop_oneof![Just(Tagged::Bare), prop::collection::vec(any::<i64>(), 0..4).prop_map(Tagged::Holding)];
        leaf.prop_recursive(2, 8, 3, |inner| any_everything(inner).prop_map(|whole| Tagged::Named(Box::new(whole))))
    }

    fn any_person() -> impl Strategy<Value = PersonId> {
        any::<u128>().prop_map(|number| PersonId::new(uuid::Uuid::from_u128(number)))
    }

    fn any_everything(inner: impl Strategy<Value = Tagged>) -> impl Strategy<Value = Everything> {
        let numbers = (any::<bool>(), any::<u8>(), any::<u64>(), any::<i64>(), prop::option::of(-1e9..1e9_f64));
        let texts = (any::<char>(), ".{0,40}", prop::option::of("[a-zä ]{1,20}"), "[a-z]{1,9}");
        let times = (-100_000_i64..100_000, -1_000_000_000_000_i64..2_000_000_000_000);
        let others = (prop::option::of(any_person()), prop::collection::vec(any_person(), 0..3), any::<u16>());
        let named = prop::collection::btree_map(".{0,3}", inner, 0..3);
        (numbers, texts, times, others, named).prop_map(|(numbers, texts, (day, at), others, named)| Everything {
            yes: numbers.0,
            small: numbers.1,
            large: numbers.2,
            signed: numbers.3,
            score: numbers.4,
            letter: texts.0,
            text: texts.1,
            note: texts.2.map(|note| Note::new(&note)),
            key: Key::new(&texts.3),
            day: LocalDate::from_days(day).unwrap(),
            at: Instant::from_millis(at).unwrap(),
            by: others.0.map_or(Actor::System, Actor::Person),
            people: others.1,
            pair: (others.2, if others.2 % 2 == 0 { Plain::One } else { Plain::Two }),
            named,
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_back(whole in any_everything(any_tagged())) {
            prop_assert_eq!(unpacked::<Everything>(&packed(&whole)), Ok(whole));
        }

        #[test]
        fn a_part_of_it_is_refused(whole in any_everything(any_tagged()), cut in any::<prop::sample::Index>()) {
            let bytes = packed(&whole);
            let part = &bytes[..cut.index(bytes.len())];
            prop_assert_eq!(unpacked::<Everything>(part), Err(Misfit));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpacked::<Everything>(&bytes);
        }

        #[test]
        fn whole_numbers_come_back(large in any::<u64>(), signed in any::<i64>()) {
            prop_assert_eq!(unpacked::<(u64, i64)>(&packed(&(large, signed))), Ok((large, signed)));
        }
    }

    /// What is not printed where it holds nothing.
    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    struct LeftOut {
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        flag: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        list: Vec<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nothing: Option<u32>,
        behind: u32,
    }

    #[test]
    fn what_is_left_out_of_what_is_printed_comes_back() {
        let empty = LeftOut { behind: 7, ..LeftOut::default() };
        let full = LeftOut { flag: true, list: vec![1, 2], nothing: Some(3), behind: 7 };
        for each in [&empty, &full] {
            assert_eq!(&unpacked::<LeftOut>(&packed(each)).unwrap(), each);
        }
        assert_eq!(packed(&empty), [0, 0, 0, 7]);
    }

    #[test]
    fn bytes_are_as_few_as_they_are_told_to_be() {
        assert_eq!(packed(&300_u32), [0xac, 0x02]);
        assert_eq!(packed(&-1_i64), [0x01]);
        assert_eq!(packed(&1_i64), [0x02]);
        assert_eq!(packed(&Some("é")), [1, 2, 0xc3, 0xa9]);
        assert_eq!(packed(&None::<u8>), [0]);
        assert_eq!(packed(&Tagged::Bare), [0]);
        assert_eq!(packed(&Tagged::Holding(vec![0, 1])), [1, 2, 0, 2]);
        assert_eq!(packed(&1.5_f64), 1.5_f64.to_le_bytes());
        assert_eq!(packed(&PersonId::new(uuid::Uuid::from_u128(1))), [[16].as_slice(), &[0; 15], &[1]].concat());
    }

    #[test]
    fn what_no_type_writes_is_refused() {
        assert_eq!(unpacked::<bool>(&[2]), Err(Misfit));
        assert_eq!(unpacked::<Option<u8>>(&[2, 0]), Err(Misfit));
        assert_eq!(unpacked::<String>(&[1, 0xff]), Err(Misfit), "no UTF-8");
        assert_eq!(unpacked::<Plain>(&[2]), Err(Misfit), "no such variant");
        assert_eq!(unpacked::<Tagged>(&[3]), Err(Misfit), "no such variant");
        assert_eq!(unpacked::<u8>(&[0x80, 0x02]), Err(Misfit), "256");
        assert_eq!(unpacked::<u64>(&[0xff; 11]), Err(Misfit));
        assert_eq!(unpacked::<u64>(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), Err(Misfit), "2^64");
        assert_eq!(unpacked::<Instant>(&packed(&i64::MAX)), Err(Misfit), "beyond the year 9999");
        assert_eq!(unpacked::<LocalDate>(&packed(&i64::MIN)), Err(Misfit), "before the year 1");
        assert_eq!(unpacked::<PersonId>(&[15; 16]), Err(Misfit), "a byte short");
        assert_eq!(unpacked::<f64>(&packed(&f64::NAN)), Err(Misfit), "no number of JSON's");
        assert_eq!(unpacked::<f32>(&packed(&f32::INFINITY)), Err(Misfit), "no number of JSON's");
    }

    #[test]
    fn a_length_that_is_claimed_takes_no_memory() {
        let claimed = packed(&u64::MAX);
        assert_eq!(unpacked::<String>(&claimed), Err(Misfit));
        assert_eq!(unpacked::<Vec<u64>>(&claimed), Err(Misfit));
        assert_eq!(unpacked::<Vec<()>>(&claimed), Err(Misfit), "what takes no bytes is in no list");
        assert_eq!(unpacked::<BTreeMap<u8, u8>>(&claimed), Err(Misfit));
    }
}
