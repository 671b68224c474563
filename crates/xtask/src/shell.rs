//! Running other programs: from the root, with the failing command line in the error.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Result, account, repository};

/// A program with its arguments, to be run from the repository's root.
pub(crate) struct Run {
    command: Command,
}

/// Names a program.
pub(crate) fn run(program: impl AsRef<OsStr>) -> Run {
    let mut command = Command::new(program);
    command.current_dir(repository::root());
    Run { command }
}

/// Cargo itself, the one that runs us. What it resolves is what the lock says, or nothing.
pub(crate) fn cargo() -> Run {
    run(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).arg("--locked")
}

impl Run {
    /// Adds arguments, parted by spaces.
    pub(crate) fn with(mut self, arguments: &str) -> Self {
        self.command.args(arguments.split_whitespace());
        self
    }

    /// Adds one argument as it is.
    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments as they are.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in another folder.
    pub(crate) fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it, its output going to the terminal or into the account that is open.
    pub(crate) fn go(mut self) -> Result {
        account::open().take_all(&mut self.command)?;
        let status = self.command.status().map_err(|error| self.failed(&error.to_string()))?;
        if status.success() { Ok(()) } else { Err(self.failed(&status.to_string())) }
    }

    /// Runs it silently: what it prints is shown only when it fails.
    pub(crate) fn quietly(mut self) -> Result {
        let output = self.command.output().map_err(|error| self.failed(&error.to_string()))?;
        if output.status.success() {
            return Ok(());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(format!("{}\n{}", String::from_utf8_lossy(&said).trim_end(), self.failed(&output.status.to_string())))
    }

    /// Runs it and gives what it prints; its errors go to the terminal or into the account that is open.
    pub(crate) fn output(mut self) -> Result<String> {
        self.command.stderr(Stdio::inherit());
        account::open().take_errors(&mut self.command)?;
        let output = self.command.output().map_err(|error| self.failed(&error.to_string()))?;
        if !output.status.success() {
            return Err(self.failed(&output.status.to_string()));
        }
        String::from_utf8(output.stdout).map_err(|error| self.failed(&error.to_string()))
    }

    /// Runs it with its output going into a file.
    pub(crate) fn into_file(mut self, path: &Path) -> Result {
        let file = std::fs::File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
        account::open().take_errors(&mut self.command)?;
        let status = self.command.stdout(file).status().map_err(|error| self.failed(&error.to_string()))?;
        if status.success() { Ok(()) } else { Err(self.failed(&status.to_string())) }
    }

    fn failed(&self, how: &str) -> String {
        let words: Vec<String> = std::iter::once(self.command.get_program())
            .chain(self.command.get_args())
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        format!("{how}: {}", words.join(" "))
    }
}

/// Whether a program of this name can be run.
pub(crate) fn exists(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}
