//! The frames of a snapshot. Each tells of what kind it is and how long, and ends with a digest of all that the
//! snapshot holds before it: a frame that was altered, moved, dropped, doubled or put in is found where it stands.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::workspace::log::snapshot::Damaged;
use touchline_kernel::lines::MAX_LINE;
use touchline_kernel::packed::Misfit;

/// The things of the first table; those of the second have the next number, and so on.
pub(in crate::workspace) const FIRST_TABLE: u8 = 0;
/// Everybody to whom messages refer by number.
pub(in crate::workspace) const PEOPLE: u8 = 64;
/// Planned messages.
pub(in crate::workspace) const MESSAGES: u8 = 65;
/// Which of them were planned anew, and how they were planned before.
pub(in crate::workspace) const MOVED: u8 = 66;
/// What is to be done at moments that were set.
pub(in crate::workspace) const ARRANGED: u8 = 67;
/// The chains of improvement tracks.
pub(in crate::workspace) const TRACKS: u8 = 68;
/// Everybody to whom commands refer by number.
pub(in crate::workspace) const ACTORS: u8 = 69;
/// Remembered commands.
pub(in crate::workspace) const COMMANDS: u8 = 70;
/// Nothing comes after it.
pub(in crate::workspace) const END: u8 = 71;

/// How much is in a frame, a thing more or less.
pub(in crate::workspace) const FULL: usize = 64 * 1024;
/// The kind, and the length of what is in it.
const HEAD: usize = 5;
const DIGEST: usize = 32;

/// The digest of what a snapshot holds so far.
#[derive(Clone, Debug)]
pub(in crate::workspace) struct Chain(Sha256);

impl Chain {
    /// Begins with the first line, its end included.
    pub(in crate::workspace) fn of(first_line: &[u8]) -> Self {
        Chain(Sha256::new_with_prefix(first_line))
    }

    fn link(&mut self, frame: &[u8]) -> [u8; DIGEST] {
        self.0.update(frame);
        let digest = self.0.clone().finalize().into();
        self.0.update(digest);
        digest
    }
}

/// Appends a frame of a kind, with what is put in.
pub(in crate::workspace) fn append(
    out: &mut Vec<u8>,
    chain: &mut Chain,
    kind: u8,
    put_in: impl FnOnce(&mut Vec<u8>) -> Result<(), Misfit>,
) -> Result<(), Misfit> {
    let begin = out.len();
    out.push(kind);
    let length_at = out.len();
    out.extend_from_slice(&[0; 4]);
    let inside = out.len();
    put_in(out)?;
    let length = out.len().saturating_sub(inside);
    let told = u32::try_from(length).ok().filter(|_| length <= MAX_LINE).ok_or(Misfit)?;
    out.get_mut(length_at..inside).ok_or(Misfit)?.copy_from_slice(&told.to_le_bytes());
    let digest = chain.link(out.get(begin..).ok_or(Misfit)?);
    out.extend_from_slice(&digest);
    Ok(())
}

/// Bytes that come in chunks, cut anywhere, given out as whole frames.
#[derive(Debug)]
pub(in crate::workspace) struct Frames {
    begun: Vec<u8>,
    chain: Chain,
}

impl Frames {
    pub(in crate::workspace) fn after(chain: Chain) -> Self {
        Frames { begun: Vec::new(), chain }
    }

    /// Moves past the next frame, if it is whole; else keeps its beginning.
    pub(in crate::workspace) fn next<'c>(&mut self, chunk: &mut &'c [u8]) -> Result<Option<Cow<'c, [u8]>>, Damaged> {
        if self.begun.is_empty()
            && let Some((frame, rest)) = chunk.split_at_checked(wanted(chunk)?)
            && frame.len() > HEAD
        {
            *chunk = rest;
            return Ok(Some(Cow::Borrowed(frame)));
        }
        // The head first, which says how much more there is.
        for _ in 0..2 {
            let missing = wanted(&self.begun)?.saturating_sub(self.begun.len());
            let (taken, rest) = chunk.split_at(missing.min(chunk.len()));
            self.begun.extend_from_slice(taken);
            *chunk = rest;
            if taken.len() < missing {
                return Ok(None);
            }
        }
        Ok(Some(Cow::Owned(core::mem::take(&mut self.begun))))
    }

    /// The kind of a frame, and what is in it, if it stands where it was written.
    pub(in crate::workspace) fn open<'f>(&mut self, frame: &'f [u8]) -> Result<(u8, &'f [u8]), Damaged> {
        let (frame, digest) = frame.split_last_chunk::<DIGEST>().ok_or(Damaged)?;
        if self.chain.link(frame) != *digest {
            return Err(Damaged);
        }
        let (head, inside) = frame.split_first_chunk::<HEAD>().ok_or(Damaged)?;
        let [kind, ..] = head;
        Ok((*kind, inside))
    }
}

/// How many bytes a frame has that begins like this; at first, those of its head.
fn wanted(begun: &[u8]) -> Result<usize, Damaged> {
    let Some(([_, length @ ..], _)) = begun.split_first_chunk::<HEAD>() else { return Ok(HEAD) };
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Damaged)?;
    if length > MAX_LINE { Err(Damaged) } else { Ok(length.saturating_add(HEAD + DIGEST)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain() -> Chain {
        Chain::of(b"first\n")
    }

    #[test]
    fn wsp_02_frames_are_the_same_wherever_the_chunks_are_cut() {
        let (mut bytes, mut written) = (Vec::new(), chain());
        let all: [&[u8]; 3] = [b"one", b"", b"three"];
        for (kind, inside) in (7..).zip(all) {
            append(&mut bytes, &mut written, kind, |out| {
                out.extend_from_slice(inside);
                Ok(())
            })
            .unwrap();
        }
        for size in 1..=bytes.len() {
            let (mut frames, mut found) = (Frames::after(chain()), Vec::new());
            for mut chunk in bytes.chunks(size) {
                while let Some(frame) = frames.next(&mut chunk).unwrap() {
                    let (kind, inside) = frames.open(&frame).unwrap();
                    found.push((kind, inside.to_vec()));
                }
                assert!(chunk.is_empty());
            }
            let expected: Vec<(u8, Vec<u8>)> = (7..).zip(all.map(<[u8]>::to_vec)).collect();
            assert_eq!(found, expected, "chunks of {size}");
        }
    }

    #[test]
    fn wsp_02_a_frame_is_no_longer_than_one_may_be() {
        let of = |length: usize| {
            let (mut bytes, mut chain) = (Vec::new(), chain());
            append(&mut bytes, &mut chain, FIRST_TABLE, |out| {
                out.resize(HEAD.saturating_add(length), 0);
                Ok(())
            })
        };
        assert_eq!(of(MAX_LINE), Ok(()));
        assert_eq!(of(MAX_LINE.saturating_add(1)), Err(Misfit));
        let told = u32::try_from(MAX_LINE).unwrap();
        let head = |length: u32| [&[FIRST_TABLE], length.to_le_bytes().as_slice()].concat();
        assert!(Frames::after(chain()).next(&mut &*head(told)).is_ok_and(|frame| frame.is_none()), "more is to come");
        assert!(Frames::after(chain()).next(&mut &*head(told.saturating_add(1))).is_err());
    }
}
