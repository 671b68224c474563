//! Which change of the source is switched on, and which were asked for: stands only in copies of the source in which
//! `cargo xtask test mutants` has put changes.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;
use std::sync::LazyLock;
use std::thread;

static ON: LazyLock<u32> =
    LazyLock::new(|| std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0));

static REACHED: LazyLock<Option<File>> = LazyLock::new(|| {
    let path = std::env::var_os("MUTANTS_REACHED")?;
    File::options().append(true).create(true).open(path).ok()
});

thread_local! {
    static ASKED: RefCell<BTreeSet<u32>> = const { RefCell::new(BTreeSet::new()) };
}

/// Whether this change is switched on. Where it is asked for, the first such question of a thread is written down.
pub fn is(mutant: u32) -> bool {
    if let Some(file) = &*REACHED {
        note(file, mutant);
    }
    *ON == mutant
}

#[cold]
fn note(mut file: &File, mutant: u32) {
    if ASKED.with_borrow_mut(|asked| asked.insert(mutant)) {
        let thread = thread::current();
        file.write_all(format!("{mutant} {}\n", thread.name().unwrap_or_default()).as_bytes()).unwrap();
    }
}
