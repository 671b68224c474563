//! Where in a file something stands: a line of a text, or a JSON Pointer. Kept small, since each piece of a file has one and few
//! are ever printed.

use core::fmt;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A line, from 1.
    Line(usize),
    /// A line and a byte in it, both from 1.
    At(usize, usize),
    /// A JSON Pointer: the pattern, in which each `#` stands for the next of the numbers.
    Pointer(&'static str, [usize; 3]),
}

impl Place {
    /// An entry of a list.
    pub(super) fn entry(pattern: &'static str, nth: usize) -> Self {
        Place::Pointer(pattern, [nth, 0, 0])
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(line) => write!(formatter, "line {line}"),
            Place::At(line, column) => write!(formatter, "line {line}, byte {column}"),
            Place::Pointer(pattern, numbers) => {
                let mut numbers = numbers.iter();
                for (nth, part) in pattern.split('#').enumerate() {
                    if nth > 0 {
                        write!(formatter, "{}", numbers.next().copied().unwrap_or_default())?;
                    }
                    formatter.write_str(part)?;
                }
                Ok(())
            }
        }
    }
}
