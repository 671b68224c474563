//! What somebody would keep who reads the rules, held against what comes of the same turns in a workspace, in a host with its own
//! database, after a replay and from a snapshot.

use core::fmt::Debug;

use serde_json::Value;
use touchline::waist::{Status, Workspace};

use crate::host::Database;
use crate::tenant::{Tenant, snapshot_of};

/// Whatever is done one after the other is taken where the rules let it be, by a workspace and by a host with its own database,
/// whose records are the same; and everybody is told what the rules say, then, by a replay and by a snapshot. `takes` says whether
/// the rules let something be done, and notes it in the book; `told` is all that a workspace tells, held against the book.
pub(crate) fn told_by_every_way<Turn: Debug, Book: Default>(
    mut tenant: Tenant,
    policy: &str,
    turns: &[Turn],
    command: impl Fn(&Turn, &mut Tenant) -> Value,
    takes: impl Fn(&mut Book, &Turn) -> bool,
    told: impl Fn(&Tenant, &Workspace, &Book) -> Vec<String>,
) {
    let mut book = Book::default();
    let mut database = Database::following(&tenant, policy);
    for turn in turns {
        let command = command(turn, &mut tenant);
        let theirs = database.execute(&command);
        let ours = tenant.send(&command);
        assert_eq!(theirs.record, ours.record, "{turn:?} {}", ours.json);
        assert_eq!(ours.status == Status::Ok, takes(&mut book, turn), "{turn:?} {}", ours.json);
    }
    let now = told(&tenant, &tenant.workspace, &book);
    for again in tenant.anew(policy) {
        assert_eq!(told(&tenant, &again, &book), now);
        assert_eq!(snapshot_of(&again), tenant.snapshot());
    }
}
