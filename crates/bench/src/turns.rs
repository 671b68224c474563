//! Programs in several languages that measure the same: each prints a line a figure, and each takes its turn
//! in every round, so that noise meets all alike.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::timing::{Samples, timed};

/// A program and what it is called in the report.
#[derive(Clone, Debug)]
pub struct Contender {
    /// Its name, such as `Python`.
    pub name: String,
    words: Vec<String>,
}

impl Contender {
    /// The program that is running, under a name.
    ///
    /// # Errors
    /// Where the system does not tell which one that is.
    pub fn itself(name: &str) -> Result<Self, String> {
        let itself = std::env::current_exe().map_err(|error| error.to_string())?;
        Ok(Contender { name: name.to_owned(), words: vec![itself.display().to_string()] })
    }

    /// Reads `NAME=PROGRAM,ARGUMENT…`.
    ///
    /// # Errors
    /// Where nothing stands for the program.
    pub fn named(text: &str) -> Result<Self, String> {
        let (name, program) = text.split_once('=').ok_or_else(|| format!("`{text}` names no program"))?;
        Ok(Contender { name: name.to_owned(), words: program.split(',').map(str::to_owned).collect() })
    }

    /// Runs it over a folder, and gives the figures that it prints, each with its name.
    ///
    /// # Errors
    /// What the program wrote where it failed, or a line that is no figure.
    pub fn run(&self, folder: &Path, how: Option<&str>) -> Result<Vec<(String, f64)>, String> {
        let Some((program, arguments)) = self.words.split_first() else {
            return Err(format!("{} has no program", self.name));
        };
        let output = Command::new(program).args(arguments).arg(folder).args(how).output();
        let output = output.map_err(|error| format!("{program}: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{}: {}\n{}", self.name, output.status, said.trim_end()));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = |line: &str| {
            let (what, figure) = line.split_once(' ')?;
            Some((what.to_owned(), figure.trim().parse().ok()?))
        };
        text.lines().map(|text| line(text).ok_or_else(|| format!("{} printed `{text}`", self.name))).collect()
    }
}

/// The figures of all rounds.
#[derive(Clone, Debug, Default)]
pub struct Found(BTreeMap<(String, String), Samples>);

impl Found {
    /// Has the contenders take turns, so many times.
    ///
    /// # Errors
    /// The first failure of a program.
    pub fn in_turns(contenders: &[Contender], rounds: usize, folder: &Path) -> Result<Self, String> {
        let mut found = Found::default();
        for _ in 0..rounds {
            for contender in contenders {
                for (what, figure) in contender.run(folder, None)? {
                    found.0.entry((contender.name.clone(), what)).or_default().add(figure);
                }
            }
        }
        Ok(found)
    }

    /// The median over the rounds, if it was measured at all.
    #[must_use]
    pub fn median(&self, contender: &str, what: &str) -> Option<f64> {
        self.0.get(&(contender.to_owned(), what.to_owned())).map(Samples::median)
    }
}

/// Measures in this program: prints the median over batches of the nanoseconds that one call takes.
///
/// # Errors
/// The first failure of the work.
pub fn each(
    name: &str,
    batches: usize,
    calls: usize,
    mut work: impl FnMut() -> Result<(), String>,
) -> Result<(), String> {
    batch(name, batches, calls, || (0..calls).try_for_each(|_| work()))
}

/// The same where one call does a whole batch, of so many things.
///
/// # Errors
/// The first failure of the work.
pub fn batch(
    name: &str,
    batches: usize,
    things: usize,
    mut work: impl FnMut() -> Result<(), String>,
) -> Result<(), String> {
    let mut samples = Samples::default();
    for _ in 0..batches {
        let (time, done) = timed(&mut work);
        done?;
        samples.add(time.as_nanos() as f64 / things as f64);
    }
    println!("{name} {:.1}", samples.median());
    Ok(())
}
