//! A log or snapshot kept in a file while it is measured, and read in chunks that end with a line.

use std::fs::File;
use std::io::{BufWriter, Error, Read, Write};
use std::path::PathBuf;

const CHUNK: usize = 1 << 20;

/// A file that goes when it is no longer needed.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    writer: Option<BufWriter<File>>,
    /// How many bytes were written.
    pub bytes: usize,
}

impl Kept {
    /// An empty one.
    ///
    /// # Errors
    /// Where the folder for temporary files takes none.
    pub fn new(name: &str) -> Result<Self, Error> {
        let path = std::env::temp_dir().join(format!("touchline-bench-{}-{name}", std::process::id()));
        let writer = Some(BufWriter::with_capacity(CHUNK, File::create(&path)?));
        Ok(Kept { path, writer, bytes: 0 })
    }

    /// Appends.
    ///
    /// # Errors
    /// Where the file takes no more.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.bytes += bytes.len();
        self.writer.as_mut().map_or(Ok(()), |writer| writer.write_all(bytes))
    }

    /// Hands over the content, about a megabyte at a time.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn chunks(&mut self, mut each: impl FnMut(&[u8])) -> Result<(), Error> {
        if let Some(mut writer) = self.writer.take() {
            writer.flush()?;
        }
        let mut file = File::open(&self.path)?;
        let mut held = Vec::with_capacity(2 * CHUNK);
        loop {
            let before = held.len();
            held.resize(before + CHUNK, 0);
            let read = file.read(&mut held[before..])?;
            held.truncate(before + read);
            let whole = if read == 0 {
                held.len()
            } else {
                held.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
            };
            if whole > 0 {
                each(&held[..whole]);
                held.drain(..whole);
            }
            if read == 0 {
                return Ok(());
            }
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // A file that cannot be removed is left to whoever cleans the folder for temporary files.
        let _ = std::fs::remove_file(&self.path);
    }
}
