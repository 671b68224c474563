//! Runs a program for so long and no longer, with so much memory and no more; several side by side.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It says that all is well.
    Passed,
    /// It says that something is not, in these words.
    Failed(String),
    /// It was stopped.
    TimedOut,
}

/// In KiB: a change that makes something grow without end must not take the machine with it.
const MEMORY: &str = "8000000";

const LOOKS_EVERY: Duration = Duration::from_millis(2);

/// A program under a bound of memory, without output to the terminal.
pub(crate) fn bounded(program: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v \"$0\"; exec \"$@\"", MEMORY, program]);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs it to its end or to the limit.
pub(crate) fn ended(command: &mut Command, limit: Duration) -> Result<(End, Duration)> {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let told = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        told.map(|mut told| told.read_to_end(&mut text)).transpose().ok();
        String::from_utf8_lossy(&text).into_owned()
    });
    let passed = waited(&mut child, start + limit).map_err(|error| format!("{command:?}: {error}"))?;
    let said = reader.join().unwrap_or_default();
    let end = match passed {
        Some(true) => End::Passed,
        Some(false) => End::Failed(said.trim().to_owned()),
        None => End::TimedOut,
    };
    Ok((end, start.elapsed()))
}

fn waited(child: &mut Child, until: Instant) -> std::io::Result<Option<bool>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOKS_EVERY);
    }
}

/// Does something for each of these, so many at once, and gives what came of them in their order. The first failure
/// ends it.
pub(crate) fn side_by_side<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    what: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let worker = || {
        while let Some((place, item)) = take(&next, items) {
            let result = what(item);
            if result.is_err() {
                next.store(items.len(), Ordering::Relaxed);
            }
            results.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((place, result));
        }
    };
    thread::scope(|scope| (0..jobs).for_each(|_| drop(scope.spawn(worker))));
    let mut results = results.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(next: &AtomicUsize, items: &'a [T]) -> Option<(usize, &'a T)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    items.get(place).map(|item| (place, item))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(script: &str, limit: u64) -> End {
        ended(bounded("sh").args(["-c", script]), Duration::from_millis(limit)).unwrap().0
    }

    #[test]
    fn what_takes_too_long_is_stopped() {
        assert_eq!(end("true", 10_000), End::Passed);
        assert_eq!(end("echo why; false", 10_000), End::Failed("why".into()));
        assert_eq!(end("exec sleep 60", 50), End::TimedOut);
    }

    #[test]
    fn results_come_in_the_order_of_what_was_asked() {
        assert_eq!(side_by_side(3, &[3, 1, 2], |number| Ok(number * 2)), Ok(vec![6, 2, 4]));
        assert_eq!(side_by_side(2, &[1], |_| Err::<u8, _>("no".into())), Err("no".into()));
    }
}
