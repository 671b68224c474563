//! Fuzz target `documents`: `cargo xtask fuzz documents`. Without a fuzzer it tries the files it is given.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| touchline_fuzz::documents(data));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        touchline_fuzz::documents(&std::fs::read(path)?);
    }
    Ok(())
}
