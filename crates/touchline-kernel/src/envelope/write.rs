//! Printing a tagged value's two fields among others, each in its place.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};

/// Writes one field of an adjacently tagged `value`, `type` or `body`, into `fields`. Where each stands in
/// its place among the others, nothing has to be moved when they are put in order.
pub fn write_field<T: Serialize, F: SerializeStruct>(
    wanted: &'static str,
    value: &T,
    fields: &mut F,
) -> Result<(), F::Error> {
    value.serialize(Field { wanted, fields })
}

struct Field<'a, F> {
    wanted: &'static str,
    fields: &'a mut F,
}

impl<F: SerializeStruct> SerializeStruct for Field<'_, F> {
    type Ok = ();
    type Error = F::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), F::Error> {
        if key == self.wanted { self.fields.serialize_field(key, value) } else { Ok(()) }
    }

    fn end(self) -> Result<(), F::Error> {
        Ok(())
    }
}

fn not_tagged<T, E: serde::ser::Error>() -> Result<T, E> {
    Err(E::custom("only an adjacently tagged value has `type` and `body`"))
}

impl<F: SerializeStruct> Serializer for Field<'_, F> {
    type Ok = ();
    type Error = F::Error;
    type SerializeSeq = Impossible<(), F::Error>;
    type SerializeTuple = Impossible<(), F::Error>;
    type SerializeTupleStruct = Impossible<(), F::Error>;
    type SerializeTupleVariant = Impossible<(), F::Error>;
    type SerializeMap = Impossible<(), F::Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), F::Error>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, F::Error> {
        Ok(self)
    }

    fn serialize_bool(self, _: bool) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_i8(self, _: i8) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_i16(self, _: i16) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_i32(self, _: i32) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_i64(self, _: i64) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_u8(self, _: u8) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_u16(self, _: u16) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_u32(self, _: u32) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_u64(self, _: u64) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_f32(self, _: f32) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_f64(self, _: f64) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_char(self, _: char) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_str(self, _: &str) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_none(self) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_unit(self) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, _: &T) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), F::Error> {
        not_tagged()
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, F::Error> {
        not_tagged()
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, F::Error> {
        not_tagged()
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, F::Error> {
        not_tagged()
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, F::Error> {
        not_tagged()
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, F::Error> {
        Err(F::Error::custom("a map is not a tagged value"))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, F::Error> {
        not_tagged()
    }
}
