//! Values that are written as a text of some format: how they are read from one, and how a schema names them.

use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde::de::{Error, Visitor};

use crate::rejection::Reason;

/// Reads what a text says.
pub(crate) struct Parsed<T>(&'static str, PhantomData<T>);

impl<T> Parsed<T> {
    /// With what is expected, in words.
    pub(crate) fn of(expected: &'static str) -> Self {
        Parsed(expected, PhantomData)
    }
}

impl<T: FromStr<Err = Reason>> Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|reason: Reason| E::custom(reason.message()))
    }
}

/// The schema of a type that is written as a text of a format: by its name with a description, or wherever it stands.
#[doc(hidden)]
#[macro_export]
macro_rules! written {
    ($Type:ty as $name:literal, in the format $format:literal: $description:literal) => {
        impl ::schemars::JsonSchema for $Type {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string", "format": $format, "description": $description })
            }
        }
    };
    ($Type:ty as $name:literal, in the format $format:literal) => {
        impl ::schemars::JsonSchema for $Type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}

/// Writes 64 bits as hexadecimal digits.
#[doc(hidden)]
#[macro_export]
macro_rules! in_digits {
    ($Type:ident of $Number:ty) => {
        impl ::serde::Serialize for $Type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::record::Hex(self.0.to_be_bytes()).serialize(serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $Type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let $crate::record::Hex(bytes) = ::serde::Deserialize::deserialize(deserializer)?;
                Ok($Type(<$Number>::from_be_bytes(bytes)))
            }
        }
    };
}
