//! Which texts are e-mail addresses: a name and a host, as mail could go to.
//!
//! Rules: SES-03, SES-08.

use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::words::is_mark;

/// What stands in a name only where that is quoted.
const QUOTED_ALONE: &[char] = &['(', ')', '<', '>', '[', ']', ':', ';', '@', '\\', ',', '"'];

/// Refuses a text that is no e-mail address, such as one with the scheme of a link before it.
pub fn check_address(text: &str) -> Result<(), Reason> {
    if is_address(text) {
        return Ok(());
    }
    Err(Reason::new(Code::InvalidAddress).with(DetailKey::Actual, text))
}

fn is_address(text: &str) -> bool {
    let is_plain = |character: char| !character.is_whitespace() && !character.is_control();
    let parts = text.rsplit_once('@');
    text.chars().all(is_plain) && parts.is_some_and(|(name, host)| is_name(name) && is_host(host))
}

fn is_name(name: &str) -> bool {
    let quoted = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    !name.is_empty() && (!name.contains(QUOTED_ALONE) || quoted.is_some_and(is_quotable))
}

/// Whether a text stands in quotes as it is: behind a backslash is a character, and what would end it stands behind one.
fn is_quotable(text: &str) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let stands = match character {
            '\\' => characters.next().is_some(),
            _ => character != '"',
        };
        if !stands {
            return false;
        }
    }
    true
}

/// Whether mail could go to a host: to one by its name, in any script, or by its number in brackets.
fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(number) => {
            let is_of_number = |character: char| character.is_ascii_alphanumeric() || ".:-".contains(character);
            !number.is_empty() && number.chars().all(is_of_number)
        }
        None => host.split('.').all(is_label),
    }
}

fn is_label(label: &str) -> bool {
    // Scripts write vowels as marks, and some join or part letters by characters of their own.
    let joins = |character: char| matches!(character, '-' | '\u{200c}' | '\u{200d}');
    let is_written = |character: char| character.is_alphanumeric() || is_mark(character) || joins(character);
    !label.is_empty() && label.chars().all(is_written) && !label.starts_with('-') && !label.ends_with('-')
}
