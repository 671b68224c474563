//! Gives the shared library its name with the number of its binary interface, so that two that differ can
//! stand side by side; and has it stay where a program has loaded it: what is made ready once belongs to the process, and code
//! that is to run as a thread ends would be gone.

const INTERFACE: &str = include_str!("src/version.rs");

fn main() {
    let number = INTERFACE.split_once("ABI_VERSION: u32 = ").and_then(|(_, rest)| rest.split_once(';'));
    let Some((number, _)) = number else { panic!("src/version.rs no longer declares ABI_VERSION") };
    match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux") => {
            println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libtouchline.so.{number}");
            println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
        }
        Ok("macos") => println!("cargo:rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libtouchline.{number}.dylib"),
        _ => {}
    }
    println!("cargo:rerun-if-changed=src/version.rs");
}
