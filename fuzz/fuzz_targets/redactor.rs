//! Fuzz target `redactor`: `cargo xtask fuzz redactor`. Without a fuzzer it tries the files it is given.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| touchline_fuzz::redactor(data));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        touchline_fuzz::redactor(&std::fs::read(path)?);
    }
    Ok(())
}
