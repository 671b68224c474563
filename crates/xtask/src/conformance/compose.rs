//! Makes the bytes of an input out of what a case writes: names spelt out, what every command needs added.

use serde_json::{Map, Value};

use super::case::Step;
use super::input::{Input, Piece, to_hex};
use super::log::replace_once;
use super::names::{Names, moment};
use sha2::{Digest, Sha256};

/// The names of one case, its clock, and the commands it has counted.
pub(crate) struct Composer {
    pub(crate) names: Names,
    clock: String,
    commands: usize,
}

impl Composer {
    /// At nine o'clock on the first day.
    pub(crate) fn new() -> Self {
        let clock = moment("09:00").unwrap_or_default();
        Composer { names: Names::default(), clock, commands: 0 }
    }

    /// A document as it is; null stands for no input at all.
    pub(crate) fn document(&mut self, document: &Value) -> Result<Input, String> {
        match raw(document)? {
            Some(input) => Ok(input),
            None if document.is_null() => Ok(Input::default()),
            None => Ok(Input::of(self.names.expand(document)?.to_string())),
        }
    }

    /// A document, changed as its step says.
    pub(crate) fn edited(&mut self, document: &Value, step: &Step) -> Result<Input, String> {
        if raw(document)?.is_some() || document.is_null() {
            return self.document(document);
        }
        let document = self.names.expand(document)?;
        printed(document, step)
    }

    /// A command, with id, moment and entropy where it has none.
    pub(crate) fn command(&mut self, command: &Value, step: &Step) -> Result<Input, String> {
        match raw(command)? {
            Some(input) => Ok(input),
            None => {
                let command = self.completed_command(command)?;
                printed(command, step)
            }
        }
    }

    /// Commands, a line each.
    pub(crate) fn commands(&mut self, commands: &[Value], step: &Step) -> Result<Input, String> {
        let mut lines = Vec::new();
        for command in commands {
            lines.extend(self.command(command, step)?.bytes());
            lines.push(b'\n');
        }
        Ok(Input::of(lines))
    }

    /// A query or a question, with the moment where it has none.
    pub(crate) fn question(&mut self, question: &Value, step: &Step) -> Result<Input, String> {
        if let Some(input) = raw(question)? {
            return Ok(input);
        }
        let mut question = self.names.expand(question)?;
        if let Value::Object(members) = &mut question {
            self.tell_time(members);
        }
        printed(question, step)
    }

    fn completed_command(&mut self, command: &Value) -> Result<Value, String> {
        self.commands += 1;
        let mut command = self.names.expand(command)?;
        if let Value::Object(members) = &mut command {
            let name = format!("command {}", self.commands);
            let id = self.names.id(&name);
            members.entry("id").or_insert_with(|| id.into());
            members.entry("entropy").or_insert_with(|| to_hex(&Sha256::digest(name)).into());
            self.tell_time(members);
        }
        Ok(command)
    }

    /// Time stands still until a step says otherwise.
    fn tell_time(&mut self, members: &mut Map<String, Value>) {
        let written = members.entry("at").or_insert_with(|| self.clock.clone().into());
        if let Some(instant) = written.as_str().and_then(moment) {
            self.clock.clone_from(&instant);
            *written = instant.into();
        }
    }
}

/// The bytes of an input that is written in pieces.
fn raw(value: &Value) -> Result<Option<Input>, String> {
    match value.as_object() {
        Some(members) if members.len() == 1 && members.contains_key("bytes") => {
            let pieces: Vec<Piece> =
                serde_json::from_value(value["bytes"].clone()).map_err(|error| error.to_string())?;
            Input::from_pieces(&pieces).map(Some)
        }
        _ => Ok(None),
    }
}

fn printed(mut document: Value, step: &Step) -> Result<Input, String> {
    for member in &step.without {
        let removed = document.as_object_mut().and_then(|members| members.remove(member));
        removed.ok_or_else(|| format!("there is no member `{member}` to leave out"))?;
    }
    let mut text = document.to_string().into_bytes();
    for replacement in &step.replacing {
        text = replace_once(&text, &replacement.find, &replacement.put)?;
    }
    Ok(Input::of(text))
}
