//! The parts of a calendar file: each between its BEGIN and its END, with its properties and the parts within it.
//!
//! Rules: SES-08.

use touchline_kernel::rejection::{Code, DetailKey, Reason};

use super::content_line::{Line, Odd, lines};

/// How deep parts may stand in one another.
const DEEPEST: usize = 16;

/// A part of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Component {
    pub(super) name: String,
    pub(super) line: u64,
    pub(super) lines: Vec<Line>,
    pub(super) parts: Vec<Component>,
}

impl Component {
    /// Its first property of a name.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    /// All its properties of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }
}

fn not_a_calendar(expected: &str, line: u64) -> Reason {
    Reason::new(Code::NotACalendar).with(DetailKey::Expected, expected).with(DetailKey::Line, line)
}

/// The calendars that stand in a file, and the lines that are of no form.
pub(super) fn calendars(bytes: &[u8]) -> Result<(Vec<Component>, Vec<Odd>), Reason> {
    let (mut open, mut calendars, mut odd): (Vec<Component>, Vec<Component>, Vec<Odd>) = Default::default();
    let mut last = 0;
    for line in lines(bytes) {
        let line = match line {
            Ok(line) => line,
            Err(line) if open.is_empty() => return Err(not_a_calendar("BEGIN:VCALENDAR", line.number)),
            Err(line) => {
                odd.push(line);
                continue;
            }
        };
        last = line.number;
        let value = line.value.trim().to_ascii_uppercase();
        let is_too_deep = open.len() >= DEEPEST;
        match (line.name.as_str(), open.last_mut()) {
            ("BEGIN", None) if value == "VCALENDAR" => {
                open.push(Component { name: value, line: line.number, ..Component::default() });
            }
            (_, None) => return Err(not_a_calendar("BEGIN:VCALENDAR", line.number)),
            ("BEGIN", Some(_)) if is_too_deep => return Err(not_a_calendar("END", line.number)),
            ("BEGIN", Some(_)) => open.push(Component { name: value, line: line.number, ..Component::default() }),
            ("END", Some(innermost)) if innermost.name == value => {
                let Some(closed) = open.pop() else { continue };
                match open.last_mut() {
                    Some(outer) => outer.parts.push(closed),
                    None => calendars.push(closed),
                }
            }
            ("END", Some(innermost)) => {
                return Err(not_a_calendar(&format!("END:{}", innermost.name), line.number));
            }
            (_, Some(innermost)) => innermost.lines.push(line),
        }
    }
    match open.last() {
        Some(unclosed) => Err(not_a_calendar(&format!("END:{}", unclosed.name), last.saturating_add(1))),
        None if calendars.is_empty() => Err(not_a_calendar("BEGIN:VCALENDAR", 1)),
        None => Ok((calendars, odd)),
    }
}
