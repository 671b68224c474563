//! A fault of the library's own, in words that a face can hand on.

use core::any::Any;

use serde::Serialize;

use super::canonical;

#[derive(Serialize)]
struct Said<'a> {
    message: &'a str,
}

/// Words as they are told in place of an answer.
#[must_use]
pub fn said(message: &str) -> String {
    canonical::to_string(&Said { message }).unwrap_or_else(|_| "{\"message\":\"\"}".to_owned())
}

/// The words of a panic that was caught.
#[must_use]
pub fn words(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("a panic without a message")
}
