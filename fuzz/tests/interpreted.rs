//! The doors behind which some of the source is unsafe, with made-up inputs: few enough for an interpreter that looks at each
//! access to memory (`cargo xtask test miri`).

/// How many inputs each door gets.
const INPUTS: u64 = if cfg!(miri) { 4 } else { 400 };

/// How long each is. Its bytes are choices, of which few make a call.
const LENGTH: usize = 160;

/// The bytes of an input, the same each time.
fn made(number: u64) -> Vec<u8> {
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(LENGTH).collect()
}

#[test]
fn calls_of_c_in_any_order_keep_to_their_memory() {
    (0..INPUTS).for_each(|number| touchline_fuzz::c_calls(&made(number)));
}

#[test]
fn tables_of_a_careless_producer_are_read_within_their_memory() {
    (0..INPUTS.saturating_mul(8)).for_each(|number| touchline_fuzz::tables_c(&made(number)));
}
