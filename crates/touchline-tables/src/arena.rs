//! The memory of a batch's scores: one piece for all columns, in large pages where there is much of it.
//!
//! The pages of fresh memory cost more than the scores that are written to them; large pages cost a tenth.

use arrow_buffer::{Buffer, MutableBuffer};
use memmap2::{MmapMut, MmapOptions};

/// From so many bytes on, memory is asked for in large pages.
const LARGE: usize = 4 << 20;

/// Fresh memory, all zero.
#[derive(Debug)]
pub(crate) enum Arena {
    Small(MutableBuffer),
    Large(MmapMut),
}

impl Arena {
    /// So many bytes.
    pub(crate) fn new(bytes: usize) -> Self {
        if bytes >= LARGE
            && let Ok(map) = MmapOptions::new().len(bytes).map_anon()
        {
            #[cfg(target_os = "linux")]
            // A system without large pages says no, and the memory is as good.
            let _ = map.advise(memmap2::Advice::HugePage);
            return Arena::Large(map);
        }
        Arena::Small(MutableBuffer::from_len_zeroed(bytes))
    }

    /// The bytes.
    pub(crate) fn bytes(&mut self) -> &mut [u8] {
        match self {
            Arena::Small(buffer) => buffer.as_slice_mut(),
            Arena::Large(map) => map,
        }
    }

    /// The bytes for Arrow, which frees them after the last column that lies in them.
    pub(crate) fn into_buffer(self) -> Buffer {
        match self {
            Arena::Small(buffer) => buffer.into(),
            Arena::Large(map) => bytes::Bytes::from_owner(map).into(),
        }
    }
}
