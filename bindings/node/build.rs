//! Tells the linker, per platform, that Node supplies its symbols when the addon is loaded.

fn main() {
    napi_build::setup();
}
