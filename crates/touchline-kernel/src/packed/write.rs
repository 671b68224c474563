//! Packing.

use serde::ser::{self, Serialize};

use super::Misfit;

/// Appends a value, if there is one; says whether there was.
pub fn append<T: Serialize>(out: &mut Vec<u8>, value: Option<&T>) -> Result<bool, Misfit> {
    value.map_or(Ok(false), |value| value.serialize(&mut Writer { out }).map(|()| true))
}

struct Writer<'out> {
    out: &'out mut Vec<u8>,
}

impl Writer<'_> {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(low_bits(number) | 0x80);
            number >>= 7;
        }
        self.out.push(low_bits(number));
    }

    fn length(&mut self, length: usize) -> Result<(), Misfit> {
        self.number(u64::try_from(length).map_err(|_| Misfit)?);
        Ok(())
    }
}

fn low_bits(number: u64) -> u8 {
    let [lowest, ..] = number.to_le_bytes();
    lowest & 0x7f
}

/// Numbers of every width, each written as the widest.
macro_rules! widened {
    ($($method:ident $Number:ident $wide:ident),* $(,)?) => {$(
        fn $method(self, value: $Number) -> Result<(), Misfit> {
            self.$wide(value.into())
        }
    )*};
}

impl<'out> ser::Serializer for &mut Writer<'out> {
    type Ok = ();
    type Error = Misfit;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<(), Misfit> {
        self.out.push(value.into());
        Ok(())
    }

    widened!(
        serialize_i8 i8 serialize_i64,
        serialize_i16 i16 serialize_i64,
        serialize_i32 i32 serialize_i64,
        serialize_u8 u8 serialize_u64,
        serialize_u16 u16 serialize_u64,
        serialize_u32 u32 serialize_u64,
        serialize_char char serialize_u32,
    );

    fn serialize_i64(self, value: i64) -> Result<(), Misfit> {
        let (doubled, sign) = (value.cast_unsigned() << 1, (value >> 63).cast_unsigned());
        self.number(doubled ^ sign);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Misfit> {
        self.number(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Misfit> {
        self.out.extend_from_slice(&value.to_le_bytes());
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Misfit> {
        self.out.extend_from_slice(&value.to_le_bytes());
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Misfit> {
        self.serialize_bytes(value.as_bytes())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Misfit> {
        self.length(value.len())?;
        self.out.extend_from_slice(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Misfit> {
        self.out.push(0);
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Misfit> {
        self.out.push(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Misfit> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Misfit> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, variant: u32, _: &'static str) -> Result<(), Misfit> {
        self.number(variant.into());
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<(), Misfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Misfit> {
        self.number(variant.into());
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Misfit> {
        self.length(length.ok_or(Misfit)?)?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Misfit> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Misfit> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, variant: u32, _: &'static str, _: usize) -> Result<Self, Misfit> {
        self.number(variant.into());
        Ok(self)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Misfit> {
        self.serialize_seq(length)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Misfit> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Misfit> {
        self.number(variant.into());
        Ok(self)
    }
}

/// What has parts puts one behind the other. A field that is left out where it is nothing, none or false is that: 0.
macro_rules! parts {
    ($($trait:ident $method:ident $($key:ident)?),* $(,)?) => {$(
        impl ser::$trait for &mut Writer<'_> {
            type Ok = ();
            type Error = Misfit;

            fn $method<T: ?Sized + Serialize>(&mut self, $($key: &'static str,)? value: &T) -> Result<(), Misfit> {
                $(let _ = $key;)?
                value.serialize(&mut **self)
            }
            $(
                fn skip_field(&mut self, $key: &'static str) -> Result<(), Misfit> {
                    let _ = $key;
                    self.out.push(0);
                    Ok(())
                }
            )?

            fn end(self) -> Result<(), Misfit> {
                Ok(())
            }
        }
    )*};
}

parts!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
    SerializeStruct serialize_field key,
    SerializeStructVariant serialize_field key,
);

impl ser::SerializeMap for &mut Writer<'_> {
    type Ok = ();
    type Error = Misfit;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Misfit> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Misfit> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Misfit> {
        Ok(())
    }
}
