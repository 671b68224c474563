//! A table in a file that programs of all languages read.

use std::fs::File;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_ipc::reader::FileReader;
use arrow_ipc::writer::FileWriter;

/// Writes a table.
///
/// # Errors
/// A file that cannot be written.
pub fn write(path: &Path, table: &RecordBatch) -> Result<(), String> {
    let written = || {
        let mut writer = FileWriter::try_new(File::create(path)?, table.schema_ref())?;
        writer.write(table)?;
        writer.finish()
    };
    written().map_err(|error| error.to_string())
}

/// Reads the table of a file.
///
/// # Errors
/// A file that cannot be read, or that holds no table.
pub fn read(path: &Path) -> Result<RecordBatch, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut reader = FileReader::try_new(file, None).map_err(|error| error.to_string())?;
    let first = reader.next().ok_or("the table is empty")?;
    first.map_err(|error| error.to_string())
}
