//! The same work over many things, on all processors.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::{Result, account};

/// Does the work for each, every processor taking the next; what comes of it stands in the order of what it was done for.
/// The first failure that a processor meets ends its share.
pub(crate) fn each<T: Sync, Done: Send>(all: &[T], work: impl Fn(&T) -> Result<Done> + Sync) -> Result<Vec<Done>> {
    let (next, account) = (AtomicUsize::new(0), account::open());
    let share = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(place) else { return Ok(done) };
            done.push((place, work(one)?));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let shares: Result<Vec<Vec<_>>> = thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(|| account.of(share))).collect();
        let panicked = |_| Err("this program panicked".to_owned());
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(panicked)).collect()
    });
    let done: BTreeMap<usize, Done> = shares?.into_iter().flatten().collect();
    Ok(done.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_stands_in_the_order_of_what_it_was_done_for() {
        let all: Vec<usize> = (0..1_000).collect();
        assert_eq!(each(&all, |number| Ok(number * 2)), Ok((0..1_000).map(|number| number * 2).collect()));
    }

    #[test]
    fn a_failure_is_told() {
        let odd = |number: &i32| if number % 2 == 0 { Ok(()) } else { Err("odd".to_owned()) };
        assert_eq!(each(&[0, 2, 4], odd), Ok(vec![(), (), ()]));
        assert_eq!(each(&[0, 1, 2], odd), Err("odd".to_owned()));
    }
}
