//! Messages of Arrow IPC as bytes: where each begins, and how long it says that it is.

use arrow_ipc::{Message, root_as_message};
use arrow_schema::ArrowError;

use super::{Front, malformed};

/// Stands before the length of a message.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// How a message is cut into pieces: what stands before its metadata, that, and its body.
pub(super) struct Frame {
    pub(super) prefix: usize,
    /// Zero where this is the end mark.
    pub(super) metadata: usize,
}

impl Frame {
    /// The lengths that stand before a message; what is missing to read them stands in the error's place.
    pub(super) fn of(bytes: &[u8]) -> Result<Frame, ArrowError> {
        Frame::read(bytes)?.ok_or_else(|| malformed("a message that is cut"))
    }

    fn read(bytes: &[u8]) -> Result<Option<Frame>, ArrowError> {
        // Before 2019 nothing stood before the length.
        let prefix = if bytes.starts_with(&CONTINUATION) { 8 } else { 4 };
        let Some(length) = bytes.get(prefix - 4..prefix).and_then(|length| length.try_into().ok()) else {
            return Ok(None);
        };
        let metadata = usize::try_from(i32::from_le_bytes(length)).map_err(|_| malformed("a negative length"))?;
        Ok(Some(Frame { prefix, metadata }))
    }

    pub(super) fn front(bytes: &[u8]) -> Result<Front, ArrowError> {
        let Some(frame) = Frame::read(bytes)? else { return Ok(Front::Part(8)) };
        let head = frame.prefix + frame.metadata;
        if bytes.len() < head {
            return Ok(Front::Part(head));
        }
        let Some(message) = frame.message(bytes)? else { return Ok(Front::Whole(head)) };
        let body = usize::try_from(message.bodyLength()).map_err(|_| malformed("a negative length"))?;
        let whole = head.checked_add(body).ok_or_else(|| malformed("a length beyond all memory"))?;
        Ok(if bytes.len() < whole { Front::Part(whole) } else { Front::Whole(whole) })
    }

    /// What a message says of itself; nothing where this is the end mark.
    pub(super) fn message<'a>(&self, bytes: &'a [u8]) -> Result<Option<Message<'a>>, ArrowError> {
        if self.metadata == 0 {
            return Ok(None);
        }
        let metadata = bytes.get(self.prefix..self.prefix + self.metadata);
        let metadata = metadata.ok_or_else(|| malformed("a message that is cut"))?;
        root_as_message(metadata).map(Some).map_err(|error| malformed(&format!("a message that is none: {error}")))
    }
}
