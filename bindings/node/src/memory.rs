//! JavaScript's memory, read where it lies; and memory of Rust's, given out as it lies.
//!
//! Rules: API-05.

use std::cell::Cell;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};
use std::sync::Arc;

use arrow_buffer::{ArrowNativeType, Buffer};
use arrow_schema::DataType;
use napi::bindgen_prelude::{ArrayBuffer, BufferSlice, ToNapiValue, TypedArrayType, Unknown};
use napi::{Env, JsValue, check_status, sys};

use crate::stop::Stop;

/// Whether what JavaScript owns is read where it lies, or taken along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// For a call that ends before any JavaScript runs again.
    Lent,
    /// For work off this thread.
    Copied,
}

/// A typed array's memory; only for as long as no JavaScript runs.
#[derive(Clone, Copy)]
pub(crate) struct View<'call> {
    /// The kind of its elements.
    pub(crate) kind: TypedArrayType,
    /// How many there are.
    pub(crate) length: usize,
    data: NonNull<u8>,
    call: PhantomData<&'call ()>,
}

impl<'call> View<'call> {
    /// A typed array that belongs to this thread alone; none where the value is something else.
    ///
    /// Memory that is shared between threads is refused, which napi does not: another thread could change it under our
    /// eyes.
    pub(crate) fn of(value: Unknown<'call>) -> Result<Option<Self>, Stop> {
        if !value.is_typedarray()? {
            return Ok(None);
        }
        let (env, value) = (value.value().env, value.raw());
        let (mut kind, mut length, mut data, mut backing, mut own) = (0, 0, ptr::null_mut(), ptr::null_mut(), false);
        // SAFETY: the value is a typed array, and every result has its place. A SharedArrayBuffer is no ArrayBuffer to
        // Node-API.
        check_status!(unsafe {
            let (to, offset) = (&raw mut data, ptr::null_mut());
            sys::napi_get_typedarray_info(env, value, &raw mut kind, &raw mut length, to, &raw mut backing, offset)
                | sys::napi_is_arraybuffer(env, backing, &raw mut own)
        })?;
        if !own {
            return Err(Stop::Type("this memory is shared between threads: copy it first".into()));
        }
        // Memory that was given away, and memory of no length, may be anywhere.
        let nowhere = (NonNull::<u64>::dangling().cast(), 0);
        let (data, length) = NonNull::new(data.cast()).map_or(nowhere, |data| (data, length));
        Ok(Some(View { kind: kind.into(), length, data, call: PhantomData }))
    }

    /// What Arrow calls its numbers; nothing where Arrow has none such.
    pub(crate) fn numbers(self) -> Option<DataType> {
        Some(match self.kind {
            TypedArrayType::Int8 => DataType::Int8,
            TypedArrayType::Uint8 | TypedArrayType::Uint8Clamped => DataType::UInt8,
            TypedArrayType::Int16 => DataType::Int16,
            TypedArrayType::Uint16 => DataType::UInt16,
            TypedArrayType::Int32 => DataType::Int32,
            TypedArrayType::Uint32 => DataType::UInt32,
            TypedArrayType::Float32 => DataType::Float32,
            TypedArrayType::Float64 => DataType::Float64,
            TypedArrayType::BigInt64 => DataType::Int64,
            TypedArrayType::BigUint64 => DataType::UInt64,
            _ => return None,
        })
    }

    fn width(self) -> usize {
        self.numbers().and_then(|numbers| numbers.primitive_width()).unwrap_or(0)
    }

    /// All of its bytes; none where nobody knows what they are.
    pub(crate) fn bytes(self) -> &'call [u8] {
        // SAFETY: as many bytes as Node has told; they belong to this thread alone and stay while no JavaScript runs,
        // which is until the export returns. Nothing is written through `cells` while somebody reads here.
        unsafe { std::slice::from_raw_parts(self.data.as_ptr(), self.length * self.width()) }
    }

    /// Its elements, where they are of this kind. Other arrays may lie in the same memory.
    pub(crate) fn cells<T: ArrowNativeType>(self, kind: TypedArrayType) -> Option<&'call [Cell<T>]> {
        let is_it = self.kind == kind && self.width() == size_of::<T>();
        // SAFETY: as above; JavaScript has aligned them, and every bit pattern is a number.
        is_it.then(|| unsafe { std::slice::from_raw_parts(self.data.as_ptr().cast(), self.length) })
    }
}

/// Memory of JavaScript's as Arrow has it.
///
/// Nothing that is made of lent memory may be kept when the call from Node returns.
pub(crate) fn arrow(bytes: &[u8], taken: Taken) -> Buffer {
    match taken {
        Taken::Copied => Buffer::from(bytes),
        // SAFETY: the bytes stay while no JavaScript runs, and nobody frees them here.
        Taken::Lent => unsafe {
            Buffer::from_custom_allocation(NonNull::from(bytes).cast(), bytes.len(), Arc::new(()))
        },
    }
}

/// Memory of Arrow's, which is freed when JavaScript no longer holds it; a copy where the runtime does not have memory
/// from outside.
pub(crate) fn given_out(env: &Env, memory: Buffer) -> napi::Result<ArrayBuffer<'_>> {
    if memory.is_empty() {
        return ArrayBuffer::copy_from(env, []);
    }
    let (data, length) = (memory.as_ptr().cast_mut(), memory.len());
    // SAFETY: the memory lives until the finaliser has it; nobody else reads this part of it once it is JavaScript's.
    unsafe { ArrayBuffer::from_external(env, data, length, memory, |_, memory| drop(memory)) }
}

/// A `Buffer` over bytes that are given away.
pub(crate) fn buffer(env: &Env, bytes: Vec<u8>) -> napi::Result<Unknown<'_>> {
    // Below this a copy is quicker than what is to be freed later.
    let is_small = bytes.len() < 1 << 16;
    if is_small { BufferSlice::copy_from(env, bytes) } else { BufferSlice::from_data(env, bytes) }?.into_unknown(env)
}
