//! Remembered commands as a snapshot holds them: many to a line, since there is one for every record.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::remembered::Place;
use super::table::LookUp;
use crate::kernel::command::{Actor, CommandId};
use crate::kernel::record::Hex;
use crate::law::ActDigest;

/// How many commands a line holds at most.
pub(super) const COMMANDS: usize = 1024;
/// How many bytes one takes, and how many digits.
const BYTES: usize = 36;
const DIGITS: usize = 2 * BYTES;
/// The place of nobody among the actors.
const NOBODY: u16 = u16::MAX;
/// Set in the place of a command whose digest is forgotten; no log has so many records.
const FORGOTTEN: u64 = 1 << 63;

/// Commands, and who sent them or is spoken of in them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct RememberedLine {
    actors: Vec<Actor>,
    commands: String,
}

impl RememberedLine {
    pub(super) fn of(commands: impl Iterator<Item = (Actor, CommandId, Place)>) -> Option<Self> {
        let mut line = RememberedLine::default();
        let mut places = LookUp::default();
        for (actor, id, place) in commands {
            let about = place.about.map(Actor::Person);
            let actor = line.place(actor, &mut places)?;
            let about = about.map_or(Some(NOBODY), |about| line.place(about, &mut places))?;
            let (digest, forgotten) = place.digest.map_or((0, FORGOTTEN), |ActDigest(digest)| (digest, 0));
            let mut bytes = [0; BYTES];
            let parts = actor.to_be_bytes().into_iter().chain(about.to_be_bytes()).chain(id.uuid().into_bytes());
            let parts = parts.chain(digest.to_be_bytes()).chain((place.seq | forgotten).to_be_bytes());
            bytes.iter_mut().zip(parts).for_each(|(to, from)| *to = from);
            Hex(bytes).print(&mut line.commands);
        }
        (!line.commands.is_empty()).then_some(line)
    }

    /// The place of an actor in this line.
    fn place(&mut self, actor: Actor, places: &mut LookUp<Actor, u16>) -> Option<u16> {
        if let Some(place) = places.get(&actor) {
            return Some(*place);
        }
        let place = u16::try_from(self.actors.len()).ok().filter(|place| *place != NOBODY)?;
        self.actors.push(actor);
        places.insert(actor, place);
        Some(place)
    }

    /// Each command; nothing in the place of one that says nothing.
    pub(super) fn commands(&self) -> impl Iterator<Item = Option<(Actor, CommandId, Place)>> + '_ {
        let (whole, rest) = self.commands.as_bytes().as_chunks::<DIGITS>();
        let broken = (!rest.is_empty()).then_some(None);
        whole.iter().map(|digits| self.command(digits)).chain(broken)
    }

    fn command(&self, digits: &[u8]) -> Option<(Actor, CommandId, Place)> {
        let Hex(bytes) = Hex::<BYTES>::read(core::str::from_utf8(digits).ok()?)?;
        let (actor, rest) = bytes.split_first_chunk()?;
        let (about, rest) = rest.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (digest, rest) = rest.split_first_chunk()?;
        let (seq, []) = rest.split_first_chunk()? else { return None };
        let (about, seq) = (u16::from_be_bytes(*about), u64::from_be_bytes(*seq));
        let about = if about == NOBODY { None } else { Some(self.actor(about)?.person()?) };
        let digest = (seq & FORGOTTEN == 0).then_some(ActDigest(u64::from_be_bytes(*digest)));
        let place = Place { about, digest, seq: seq & !FORGOTTEN };
        Some((self.actor(u16::from_be_bytes(*actor))?, CommandId::new(Uuid::from_bytes(*id)), place))
    }

    fn actor(&self, place: u16) -> Option<Actor> {
        self.actors.get(usize::from(place)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::command::PersonId;

    #[test]
    fn wsp_03_commands_come_out_of_a_line_as_they_went_in_and_nothing_else_does() {
        let person = |number: u128| PersonId::new(Uuid::from_u128(number));
        let command = |actor, id: u128, about, digest, seq| {
            (actor, CommandId::new(Uuid::from_u128(id)), Place { about, digest, seq })
        };
        let told = [
            command(Actor::System, 7, Some(person(1)), Some(ActDigest(u64::MAX)), 1),
            command(Actor::Person(person(1)), u128::MAX, None, None, 2),
            command(Actor::Person(person(2)), 8, Some(person(2)), Some(ActDigest(0)), u64::MAX >> 1),
        ];
        let line = RememberedLine::of(told.into_iter()).unwrap();
        assert_eq!(line.actors.len(), 3);
        assert!(line.commands().eq(told.map(Some)));
        assert!(RememberedLine::of(std::iter::empty()).is_none());
        let cut = RememberedLine { commands: line.commands[..80].to_owned(), ..line };
        assert_eq!(cut.commands().collect::<Vec<_>>(), [Some(told[0]), None]);
        let strange = RememberedLine { actors: Vec::new(), commands: cut.commands };
        assert!(strange.commands().all(|command| command.is_none()));
    }
}
