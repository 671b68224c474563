//! Serde's view of the printer: which calls print what, and which are refused.

use serde::ser::{self, Impossible, Serialize};

use super::Unprintable;
use super::number::{append_float, append_integer};
use super::printer::Printer;
use crate::marks::{PERSONAL, PLAIN};

/// A list or an object whose parts are being printed.
pub(super) struct Parts<'printer, 'out>(&'printer mut Printer<'out>);

/// How serde_json's own stand-ins for raw text and numbers are named; printed as what they look like they
/// would be wrong.
const SERDE_JSON_PRIVATE: &str = "$serde_json::private::";

impl Printer<'_> {
    fn literal(&mut self, text: &str) -> Result<(), Unprintable> {
        self.value()?;
        self.out.push_str(text);
        Ok(())
    }

    fn signed(&mut self, number: i64) -> Result<(), Unprintable> {
        self.value()?;
        append_integer(self.out, number, number.unsigned_abs())
    }

    fn unsigned(&mut self, number: u64) -> Result<(), Unprintable> {
        self.value()?;
        append_integer(self.out, number, number)
    }
}

fn not_adjacent<T>() -> Result<T, Unprintable> {
    Err(Unprintable::because("an enum that is not adjacently tagged"))
}

/// Numbers of every width, each printed as the widest.
macro_rules! widened {
    ($($method:ident $Number:ident $wide:ident),* $(,)?) => {$(
        fn $method(self, value: $Number) -> Result<(), Unprintable> {
            self.$wide(value.into())
        }
    )*};
}

impl<'printer, 'out> ser::Serializer for &'printer mut Printer<'out> {
    type Ok = ();
    type Error = Unprintable;
    type SerializeSeq = Parts<'printer, 'out>;
    type SerializeTuple = Parts<'printer, 'out>;
    type SerializeTupleStruct = Parts<'printer, 'out>;
    type SerializeTupleVariant = Impossible<(), Unprintable>;
    type SerializeMap = Parts<'printer, 'out>;
    type SerializeStruct = Parts<'printer, 'out>;
    type SerializeStructVariant = Impossible<(), Unprintable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unprintable> {
        self.literal(if value { "true" } else { "false" })
    }

    widened!(
        serialize_i8 i8 serialize_i64,
        serialize_i16 i16 serialize_i64,
        serialize_i32 i32 serialize_i64,
        serialize_u8 u8 serialize_u64,
        serialize_u16 u16 serialize_u64,
        serialize_u32 u32 serialize_u64,
        serialize_f32 f32 serialize_f64,
    );

    fn serialize_i64(self, value: i64) -> Result<(), Unprintable> {
        self.signed(value)
    }

    fn serialize_i128(self, value: i128) -> Result<(), Unprintable> {
        self.signed(value.try_into().unwrap_or(i64::MAX))
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unprintable> {
        self.unsigned(value)
    }

    fn serialize_u128(self, value: u128) -> Result<(), Unprintable> {
        self.unsigned(value.try_into().unwrap_or(u64::MAX))
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unprintable> {
        self.value()?;
        append_float(self.out, value)
    }

    fn serialize_char(self, value: char) -> Result<(), Unprintable> {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unprintable> {
        self.text(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unprintable> {
        Err(Unprintable::because("bytes"))
    }

    fn serialize_none(self) -> Result<(), Unprintable> {
        self.literal("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unprintable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unprintable> {
        self.literal("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unprintable> {
        self.literal("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unprintable> {
        self.plain(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Unprintable> {
        match name {
            PERSONAL => self.personal(value),
            PLAIN => self.plain(value),
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Unprintable> {
        not_adjacent()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Unprintable> {
        self.open('[')?;
        Ok(Parts(self))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unprintable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unprintable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unprintable> {
        not_adjacent()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Unprintable> {
        self.open('{')?;
        Ok(Parts(self))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeStruct, Unprintable> {
        if name.starts_with(SERDE_JSON_PRIVATE) {
            return Err(Unprintable::because("raw JSON text"));
        }
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unprintable> {
        not_adjacent()
    }
}

/// What is printed as a list.
macro_rules! lists {
    ($($trait:ident $method:ident),* $(,)?) => {$(
        impl ser::$trait for Parts<'_, '_> {
            type Ok = ();
            type Error = Unprintable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unprintable> {
                self.0.entry(value)
            }

            fn end(self) -> Result<(), Unprintable> {
                self.0.close_list();
                Ok(())
            }
        }
    )*};
}

lists!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);

impl ser::SerializeMap for Parts<'_, '_> {
    type Ok = ();
    type Error = Unprintable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unprintable> {
        self.0.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unprintable> {
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Result<(), Unprintable> {
        self.0.close_object()
    }
}

impl ser::SerializeStruct for Parts<'_, '_> {
    type Ok = ();
    type Error = Unprintable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unprintable> {
        self.0.field(name);
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Result<(), Unprintable> {
        self.0.close_object()
    }
}
