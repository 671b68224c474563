//! What is read next, told to the processor while it works on something else: of what lies in many columns it foresees nothing.

#![expect(unsafe_code, reason = "the instruction takes an address")]

/// So many doubles come together from memory.
const LINE: usize = 8;

/// Has the processor fetch these numbers.
#[inline(always)]
pub(crate) fn numbers(numbers: &[f64]) {
    numbers.chunks(LINE).for_each(|line| fetch(line.first()));
}

/// Has the processor fetch some bits from this one on.
#[inline(always)]
pub(crate) fn bits(bytes: &[u8], first: usize) {
    fetch(bytes.get(first / 8));
}

/// Processors that cannot be told so read it when they come to it.
#[inline(always)]
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "nothing is told"))]
fn fetch<T>(what: Option<&T>) {
    #[cfg(target_arch = "x86_64")]
    if let Some(what) = what {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: every processor of this kind has the instruction. It reads nothing that a program could see, and fails at no
        // address.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(what).cast()) };
    }
}
