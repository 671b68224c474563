//! Transcripts read, whoever wrote them.
//!
//! Rules: TRS-01, TRS-02, TRS-09, TRS-10.

mod operations;

pub use operations::OPERATIONS;
