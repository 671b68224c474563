//! `cargo xtask bench`: measurements, each with the release profile and beside what it is compared with.

use crate::shell::{cargo, run as program};
use crate::{Result, faces, install_c, repository};

/// `bench badges|faces|log`
pub(crate) fn run(arguments: &[String]) -> Result {
    let Some((name, rest)) = arguments.split_first() else {
        return Err("bench what? `badges`, `faces` or `log`".into());
    };
    match name.as_str() {
        "badges" | "log" => measurement(name).args(rest).go(),
        "faces" => measured_faces(),
        unknown => Err(format!("no bench `{unknown}`; there are `badges`, `faces` and `log`")),
    }
}

fn measurement(name: &str) -> crate::shell::Run {
    cargo().with("run --quiet --release --package touchline-bench --bin").arg(format!("bench-{name}")).arg("--")
}

/// Builds each face as it ships and a program in its language, and has them take turns.
fn measured_faces() -> Result {
    let folder = repository::target().join("bench");
    let programs = repository::at("crates/bench/faces");

    cargo().with("build --quiet --release --package touchline-c").go()?;
    let prefix = folder.join("c");
    install_c::install(&repository::target().join("release"), &prefix)?;
    let c = folder.join("faces-c");
    let compile = program("cc").with("-O2 -Wall -Wextra -Werror -o").arg(&c).arg(programs.join("faces.c"));
    let compile = compile.arg("-I").arg(prefix.join("include")).arg(prefix.join("lib/libtouchline.a"));
    compile.with("-lpthread -ldl -lm").go()?;

    let python = faces::python::released(&folder.join("python"))?;
    let node = folder.join("node");
    faces::node::released(&node)?;

    let words =
        |words: &[&std::path::Path]| words.iter().map(|word| word.display().to_string()).collect::<Vec<_>>().join(",");
    measurement("faces")
        .arg(folder.join("material"))
        .arg(format!("C={}", words(&[&c])))
        .arg(format!("Python={}", words(&[&python, &programs.join("faces.py")])))
        .arg(format!("Node=node,{}", words(&[&programs.join("faces.mjs"), &node])))
        .env("PYTHONPATH", folder.join("python"))
        .go()
}
