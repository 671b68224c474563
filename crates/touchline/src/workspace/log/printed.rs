//! What a workspace holds, as lines that people can read. Nothing reads them back.

use serde::Serialize;

use crate::workspace::Workspace;
use crate::workspace::any_table::table_at;
use crate::workspace::arrangements::Row;
use crate::workspace::track_chains::Row as Linked;
use touchline_kernel::canonical::{self, Unprintable};
use touchline_kernel::command::{Actor, CommandId, PersonId};
use touchline_law::law::{ActDigest, StoredThing};
use touchline_law::notify::Planned;

/// A line that is no thing's; a thing's line is the thing as a host keeps it.
#[derive(Serialize)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
enum Line {
    Planned(Planned),
    Arranged(Row),
    Noted(Linked),
    Commands(Vec<Command>),
}

/// A remembered command: whom it was about, who acted, the digest of what was wanted (null once it was forgotten), its
/// id, the place of its record.
#[derive(Serialize)]
struct Command(Option<PersonId>, Actor, Option<ActDigest>, CommandId, u64);

impl Workspace {
    /// Everything that it holds: the line with which its snapshot begins, then a line for each thing, each planned
    /// message and each link of a track, and one with all remembered commands. For looking into a workspace, or into a snapshot that was loaded.
    pub fn printed(&self) -> Result<String, Unprintable> {
        let mut lines = canonical::to_string(&self.first_line())?;
        lines.push('\n');
        let rows = (0..).map_while(table_at).flat_map(|table| (0..).map_while(|place| (table.row)(&self.world, place)));
        for thing in rows {
            append(&mut lines, &StoredThing(thing))?;
        }
        for planned in (0..).map_while(|place| self.world.notices.planned(place)) {
            append(&mut lines, &Line::Planned(planned))?;
        }
        let arrangements = &self.world.arrangements;
        for arranged in core::iter::successors(arrangements.after(None), |last| arrangements.after(Some(**last))) {
            append(&mut lines, &Line::Arranged(*arranged))?;
        }
        let chains = &self.world.track_chains;
        for linked in core::iter::successors(chains.after(None), |last| chains.after(Some(*last))) {
            append(&mut lines, &Line::Noted(linked))?;
        }
        let rows = self.remembered.in_order();
        let told = rows.iter().filter_map(|row| self.remembered.told(row));
        let commands: Vec<Command> =
            told.map(|(actor, id, place)| Command(place.about, actor, place.digest, id, place.seq)).collect();
        append(&mut lines, &Line::Commands(commands))?;
        Ok(lines)
    }
}

fn append<T: Serialize>(lines: &mut String, line: &T) -> Result<(), Unprintable> {
    canonical::append(lines, line)?;
    lines.push('\n');
    Ok(())
}
