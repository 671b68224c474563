//! Bytes that come in chunks, cut anywhere, given out as whole lines.
//!
//! Rules: API-07.

use std::borrow::Cow;

use crate::rejection::Reason;

/// The longest line that is taken, in bytes.
pub const MAX_LINE: usize = 64 * 1024 * 1024;

/// The line is longer than [`MAX_LINE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTooLong {
    /// How many bytes of it had come when no more were taken.
    pub length: usize,
}

impl From<LineTooLong> for Reason {
    fn from(line: LineTooLong) -> Self {
        Reason::too_large(line.length, MAX_LINE)
    }
}

/// Keeps the beginning of a line until its end has come.
#[derive(Debug, Default)]
pub struct Lines {
    begun: Vec<u8>,
}

impl Lines {
    /// Hands each whole line of `chunk` to `each`, the first one with what was begun before. Stops at the
    /// first error; what follows it is dropped.
    pub fn feed<E: From<LineTooLong>>(
        &mut self,
        mut chunk: &[u8],
        mut each: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        while let Some(line) = self.next(&mut chunk)? {
            each(&line)?;
        }
        Ok(())
    }

    /// Moves past the next whole line, the first one with what was begun before; else keeps its beginning.
    pub fn next<'c>(&mut self, chunk: &mut &'c [u8]) -> Result<Option<Cow<'c, [u8]>>, LineTooLong> {
        let Some(end) = memchr::memchr(b'\n', chunk) else {
            self.begun.extend_from_slice(core::mem::take(chunk));
            let length = self.begun.len();
            return if length > MAX_LINE { Err(LineTooLong { length }) } else { Ok(None) };
        };
        let (line, after) = chunk.split_at(end);
        *chunk = after.get(1..).unwrap_or_default();
        self.complete(line).map(Some)
    }

    /// The last line, if it had no line end.
    #[must_use]
    pub fn finish(&mut self) -> Option<Vec<u8>> {
        let last = core::mem::take(&mut self.begun);
        (!last.is_empty()).then_some(last)
    }

    fn complete<'l>(&mut self, line: &'l [u8]) -> Result<Cow<'l, [u8]>, LineTooLong> {
        if self.begun.is_empty() {
            return Ok(Cow::Borrowed(line));
        }
        let mut whole = core::mem::take(&mut self.begun);
        whole.extend_from_slice(line);
        let length = whole.len();
        if length > MAX_LINE { Err(LineTooLong { length }) } else { Ok(Cow::Owned(whole)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_wherever_the_chunks_are_cut() {
        let text = b"one\n\ntwo three\nfour";
        for size in 1..=text.len() {
            let mut lines = Lines::default();
            let mut found: Vec<Vec<u8>> = Vec::new();
            for chunk in text.chunks(size) {
                let keep = |line: &[u8]| {
                    found.push(line.to_vec());
                    Ok::<(), LineTooLong>(())
                };
                lines.feed(chunk, keep).unwrap();
            }
            found.extend(lines.finish());
            assert_eq!(found, [&b"one"[..], b"", b"two three", b"four"], "chunks of {size}");
        }
    }
}
