//! Where what runs says what it does: on the terminal, or, while others run beside it, in a file that is printed at its end.

use std::cell::RefCell;
use std::fs::File;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::{Result, repository};

/// A file that grows with what is said; nothing for the terminal.
#[derive(Clone, Default)]
pub(crate) struct Account(Option<Arc<File>>);

thread_local! {
    static OPEN: RefCell<Account> = RefCell::default();
}

/// The account of this thread, to be handed to threads that work for it.
pub(crate) fn open() -> Account {
    OPEN.with_borrow(Clone::clone)
}

/// Says a line.
pub(crate) fn say(line: &str) {
    match &open().0 {
        None => println!("{line}"),
        // What cannot be written down is a line less to read, and fails nothing.
        Some(file) => drop(writeln!(&**file, "{line}")),
    }
}

impl Account {
    /// An empty one, in a file of this name.
    pub(crate) fn named(name: &str) -> Result<Account> {
        let path = repository::target().join("accounts").join(name).with_extension("txt");
        repository::write(&path, b"")?;
        let file = File::options().read(true).append(true).open(&path);
        file.map(|file| Account(Some(Arc::new(file)))).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Does work in this thread, with all that is said going here.
    pub(crate) fn of<Done>(&self, work: impl FnOnce() -> Done) -> Done {
        let before = OPEN.replace(self.clone());
        let done = work();
        OPEN.set(before);
        done
    }

    /// Has what a program writes to its error stream come here, too.
    pub(crate) fn take_errors(&self, command: &mut Command) -> Result {
        self.stream()?.map(|stream| command.stderr(stream));
        Ok(())
    }

    /// Has all that a program writes come here.
    pub(crate) fn take_all(&self, command: &mut Command) -> Result {
        self.stream()?.map(|stream| command.stdout(stream));
        self.take_errors(command)
    }

    /// All that was said.
    pub(crate) fn read(&self) -> Result<String> {
        use std::io::{Read, Seek};
        let Some(file) = &self.0 else { return Ok(String::new()) };
        let (mut file, mut said) = (&**file, Vec::new());
        file.rewind().and_then(|()| file.read_to_end(&mut said)).map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    fn stream(&self) -> Result<Option<Stdio>> {
        let Some(file) = &self.0 else { return Ok(None) };
        file.try_clone().map(|file| Some(Stdio::from(file))).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::run;

    #[test]
    fn what_is_said_and_what_programs_write_stands_in_one_account_in_its_order() -> Result {
        let account = Account::named("of-a-test")?;
        account.of(|| {
            say("first");
            run("sh").with("-c").arg("echo second; echo third >&2").go()
        })?;
        say("elsewhere");
        assert_eq!(account.read()?, "first\nsecond\nthird\n");
        Ok(())
    }
}
