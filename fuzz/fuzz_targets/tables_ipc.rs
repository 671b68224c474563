//! Fuzz target `tables_ipc`: `cargo xtask fuzz tables_ipc`. Without a fuzzer it tries the files it is given.
#![cfg_attr(fuzzing, no_main)]

/// `arrow-ipc` panics at some bytes, which the library takes for what they are: bytes that cannot be read. The fuzzer ends its process
/// at any panic; here it is to do so at those of the library's own alone.
#[cfg(fuzzing)]
fn let_arrow_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let ends_the_process = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |told| {
            let is_of = |name: &str| told.location().is_some_and(|at| at.file().contains(name));
            if !is_of("/arrow-") && !is_of("/flatbuffers-") {
                ends_the_process(told);
            }
        }));
    });
}

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let_arrow_panic();
    touchline_fuzz::tables_ipc(data);
});

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        touchline_fuzz::tables_ipc(&std::fs::read(path)?);
    }
    Ok(())
}
