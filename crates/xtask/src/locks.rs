//! Every lock file says what its manifests ask for: else the next build draws other versions than the last one, unseen.

use crate::shell::cargo;
use crate::{Result, repository};

/// Workspaces with a lock file of their own.
const WORKSPACES: &[&str] = &[".", "crates/access-oracle", "crates/calendar-peer"];

/// Asks cargo, which would have to change a file that is stale.
pub(crate) fn check() -> Result {
    for workspace in WORKSPACES {
        let asked = cargo().with("update --quiet --workspace").within(repository::at(workspace));
        asked.quietly().map_err(|fault| format!("{workspace}/Cargo.lock is stale\n{fault}"))?;
    }
    Ok(())
}
