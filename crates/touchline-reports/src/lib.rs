//! Reports: what people look at. Typed data is laid out once, as a document that knows no format; each format prints that
//! document. Everything is a function of what is handed in: no file, no clock, no font of the machine.

pub mod coaching;
pub mod document;
mod escape;
pub mod layout;
pub mod locale;
pub mod operations;
pub mod picture;
pub mod render;
mod spent;
pub mod value;
pub mod words;

pub use spent::Spent;
