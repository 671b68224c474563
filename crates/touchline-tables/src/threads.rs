//! Work that is shared out among threads: what comes of it stands in the order of the work, whoever was first.
//!
//! Rules: BAT-01.

/// Does each of these, the first on this thread and each other on one of its own.
pub(crate) fn each<T: Send, R: Send>(all: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let mut all = all.into_iter();
    let Some(first) = all.next() else { return Vec::new() };
    // A scope has this thread remembered for good: what one does alone needs none.
    if all.len() == 0 {
        return vec![work(first)];
    }
    let work = &work;
    std::thread::scope(|scope| {
        let others: Vec<_> = all.map(|one| scope.spawn(move || work(one))).collect();
        let mut done = vec![work(first)];
        // A thread that died of a defect takes this one with it, to where the face catches defects.
        done.extend(
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        );
        done
    })
}

/// How many threads are asked for, of as many as there is work for.
pub(crate) fn within(threads: u32, work: usize) -> usize {
    usize::try_from(threads).unwrap_or(1).clamp(1, work.max(1))
}
