//! Requests at random, decided twice: by touchline, and by Cedar over the same rules written by hand. Nothing
//! here reads touchline's table of rules.

pub mod cedar;
pub mod request;
pub mod verdicts;
