//! Fuzz target `c_calls`: `cargo xtask fuzz c_calls`. Without a fuzzer it tries the files it is given.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| touchline_fuzz::c_calls(data));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        touchline_fuzz::c_calls(&std::fs::read(path)?);
    }
    Ok(())
}
