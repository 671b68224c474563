//! The project's own commands: one table of names, each with the function behind it.
//!
//! `cargo xtask` prints the table. Nothing here is needed to use the library.

mod account;
mod bench;
mod by_hand;
mod circles;
mod conformance;
mod demo;
mod engines;
mod faces;
mod fuzz;
mod generate;
mod growth;
mod host;
mod install_c;
mod layers;
mod licences;
mod links;
mod locks;
mod mutants;
mod notebook;
mod oracles;
mod packages;
mod parallel;
mod purity;
mod repository;
mod rules;
mod shell;
mod test;
mod tidy;
mod web;

use std::process::ExitCode;

/// What a command or a part of one comes to: a failure is a text for the person at the terminal.
type Result<T = (), E = String> = std::result::Result<T, E>;

/// One row: how it is called, what for, and what runs.
struct Command {
    name: &'static str,
    arguments: &'static str,
    purpose: &'static str,
    run: fn(&[String]) -> Result,
}

#[rustfmt::skip]
const COMMANDS: &[Command] = &[
    Command { name: "generate", arguments: "[--check]", purpose: "prints header, types and reference, or shows that none has drifted", run: generate::run },
    Command { name: "demo", arguments: "[web]", purpose: "tells the story of a contact centre, or serves it as pages to click through", run: demo::run },
    Command { name: "test", arguments: "[PART…] | mutants [FOLDER…]", purpose: "runs everything that must hold, or some of it", run: test::run },
    Command { name: "install-c", arguments: "--prefix DIR", purpose: "puts the C library, headers and pkg-config file into a prefix", run: install_c::run },
    Command { name: "conformance", arguments: "[--only rust,c,python,node] [WORD…]", purpose: "the same cases in four languages, byte for byte", run: conformance::run },
    Command { name: "needs", arguments: "", purpose: "writes down which facts the cases ask for, which the reference is printed from", run: conformance::needs::run },
    Command { name: "fuzz", arguments: "TARGET|all [MINUTES] | keep [TARGET…]", purpose: "runs fuzz targets, with nightly and cargo-fuzz; keeps what they found", run: fuzz::run },
    Command { name: "bench", arguments: "NAME", purpose: "measures, beside what it is compared with", run: bench::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print_usage();
        return ExitCode::SUCCESS;
    };
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("no command `{name}`\n");
        print_usage();
        return ExitCode::from(2);
    };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn print_usage() {
    println!("cargo xtask COMMAND\n");
    for Command { name, arguments, purpose, .. } in COMMANDS {
        println!("  {:<44} {purpose}", format!("{name} {arguments}"));
    }
}
