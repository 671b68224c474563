//! What a file of cases may say. Everything else in it is an error: a misspelt `then` must not pass.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::input::Piece;
use super::log::Log;
use super::table::WrittenColumn;

/// A file: cases, and what they are all given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// What the file is about, for its readers.
    #[serde(rename = "about", default)]
    _about: String,
    #[serde(default)]
    pub(crate) given: Given,
    pub(crate) cases: Vec<Case>,
}

/// A world that cases start from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct World {
    /// Who is in it, for its readers.
    #[serde(rename = "about")]
    _about: String,
    pub(crate) policy: Option<Value>,
    pub(crate) steps: Vec<Step>,
}

/// What was there before.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Given {
    pub(crate) world: Option<String>,
    pub(crate) policy: Option<Value>,
    /// What the tables are scored or measured by.
    pub(crate) options: Option<Value>,
    /// Whose coaching is asked about.
    pub(crate) effect: Option<Value>,
    pub(crate) steps: Vec<Step>,
}

/// One case: given, when, then.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// The rules that it shows.
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    /// What it shows, in words; unique in its file.
    pub(crate) description: String,
    /// Pins what is printed and shows no rule.
    #[serde(default)]
    pub(crate) snapshot: bool,
    #[serde(default)]
    pub(crate) given: Given,
    pub(crate) when: Step,
    pub(crate) then: Then,
}

/// One act, and how it is done.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "WrittenStep")]
pub(crate) struct Step {
    pub(crate) act: Act,
    /// In which workspace.
    pub(crate) workspace: Option<String>,
    /// Members that are left out of the input although the judge would add them, or the case wrote them.
    pub(crate) without: Vec<String>,
    /// Changes of the printed input, for texts that no JSON value stands for.
    pub(crate) replacing: Vec<Replacement>,
    /// A name under which the result is kept.
    pub(crate) keep: Option<String>,
    /// What is expected; of a step before the last, that it succeeds.
    pub(crate) then: Option<Then>,
}

/// Tables of facts, by their names.
type WrittenTables = BTreeMap<String, Vec<WrittenColumn>>;

/// What a step does.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Open {
        policy: Value,
    },
    Execute(Value),
    ExecuteMany(Vec<Value>),
    Ask(Value),
    Available(Value),
    /// With a log, its text is the member `records` of the input; where it is none any more, its bytes are `records_base64`.
    Call {
        operation: String,
        input: Value,
        log: Option<Log>,
    },
    Replay(Log),
    Load {
        log: Log,
        policy: Value,
        as_of: Option<Value>,
        chunk: u32,
    },
    Redact {
        log: Log,
        chunk: u32,
    },
    Try {
        log: Log,
        tried: Value,
        chunk: u32,
    },
    Verify {
        log: Log,
        expect: Option<Value>,
        chunk: u32,
    },
    Snapshot(Snapshot),
    LifecycleStep {
        thing: Value,
        state: Value,
        command: Value,
    },
    OpenCommands {
        thing: Value,
        state: Value,
    },
    Permit {
        action: Value,
        roles: Value,
        relations: Value,
    },
    Table {
        operation: String,
        options: Option<Value>,
        stop: u32,
        columns: Vec<WrittenColumn>,
    },
    Metrics {
        options: Option<Value>,
        tables: WrittenTables,
    },
    Effects {
        options: Option<Value>,
        effect: Option<Value>,
        tables: WrittenTables,
    },
    Close,
}

/// How much of taking a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Snapshot {
    Whole,
    Start,
    Rest,
}

/// A text that must stand exactly once in the printed input, and what is put in its place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replacement {
    pub(crate) find: String,
    pub(crate) put: Vec<Piece>,
}

/// What is expected of a result.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Then {
    Accepted(Value),
    Repeated(Value),
    Rejected(Value),
    NeedsFacts(Value),
    BadInput(Vec<Value>),
    Defect(Value),
    Ok(Value),
    Batch(Vec<Then>),
    Numbers(Value, Value),
    SameAs(String),
    /// A table, by its columns; and what the callback was told.
    Table(Value),
    /// A table that the callback stopped: what it was told.
    Stopped(Value),
    /// A table of which a later batch was refused, in words.
    Failed(Value),
}

/// A step as it is written: one act, and beside it what goes with that act.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    #[serde(default, deserialize_with = "even_null")]
    open: Option<Value>,
    execute: Option<Value>,
    execute_many: Option<Vec<Value>>,
    ask: Option<Value>,
    available: Option<Value>,
    call: Option<String>,
    replay: Option<Log>,
    load: Option<Log>,
    verify: Option<Log>,
    redact: Option<Log>,
    #[serde(rename = "try")]
    tried: Option<Value>,
    log: Option<Log>,
    as_of: Option<Value>,
    take_snapshot: Option<Snapshot>,
    lifecycle_step: Option<(Value, Value, Value)>,
    open_commands: Option<(Value, Value)>,
    permit: Option<(Value, Value, Value)>,
    table: Option<String>,
    metrics: Option<WrittenTables>,
    effects: Option<WrittenTables>,
    close: Option<String>,

    input: Option<Value>,
    policy: Option<Value>,
    expect: Option<Value>,
    chunk: Option<u32>,
    #[serde(default, deserialize_with = "even_null")]
    options: Option<Value>,
    #[serde(default, deserialize_with = "even_null")]
    effect: Option<Value>,
    stop: Option<u32>,
    columns: Option<Vec<WrittenColumn>>,
    workspace: Option<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    replacing: Vec<Replacement>,
    keep: Option<String>,
    then: Option<Then>,
}

/// A null that is written is a value: the policy of no bytes.
fn even_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl TryFrom<WrittenStep> for Step {
    type Error = String;

    fn try_from(mut written: WrittenStep) -> Result<Self, String> {
        let mut workspace = written.workspace.take();
        let mut acts = Vec::new();
        acts.extend(written.open.take().map(|policy| Act::Open { policy }));
        acts.extend(written.execute.take().map(Act::Execute));
        acts.extend(written.execute_many.take().map(Act::ExecuteMany));
        acts.extend(written.ask.take().map(Act::Ask));
        acts.extend(written.available.take().map(Act::Available));
        acts.extend(written.replay.take().map(Act::Replay));
        acts.extend(written.take_snapshot.take().map(Act::Snapshot));
        acts.extend(written.lifecycle_step.take().map(|(thing, state, command)| Act::LifecycleStep {
            thing,
            state,
            command,
        }));
        acts.extend(written.open_commands.take().map(|(thing, state)| Act::OpenCommands { thing, state }));
        acts.extend(written.permit.take().map(|(action, roles, relations)| Act::Permit { action, roles, relations }));
        if let Some(operation) = written.call.take() {
            let input = written.input.take().ok_or("a `call` needs its `input`")?;
            acts.push(Act::Call { operation, input, log: written.log.take() });
        }
        if let Some(log) = written.load.take() {
            let (policy, chunk) = (written.policy.take().unwrap_or_default(), written.chunk.take().unwrap_or(0));
            acts.push(Act::Load { log, policy, as_of: written.as_of.take(), chunk });
        }
        if let Some(log) = written.verify.take() {
            let (expect, chunk) = (written.expect.take(), written.chunk.take().unwrap_or(0));
            acts.push(Act::Verify { log, expect, chunk });
        }
        if let Some(log) = written.redact.take() {
            acts.push(Act::Redact { log, chunk: written.chunk.take().unwrap_or(0) });
        }
        if let Some(tried) = written.tried.take() {
            let (log, chunk) = (written.log.take().unwrap_or_default(), written.chunk.take().unwrap_or(0));
            acts.push(Act::Try { log, tried, chunk });
        }
        if let Some(operation) = written.table.take() {
            let (options, stop) = (written.options.take(), written.stop.take().unwrap_or(0));
            let columns = written.columns.take().ok_or("a `table` needs its `columns`")?;
            acts.push(Act::Table { operation, options, stop, columns });
        }
        if let Some(tables) = written.metrics.take() {
            acts.push(Act::Metrics { options: written.options.take(), tables });
        }
        if let Some(tables) = written.effects.take() {
            acts.push(Act::Effects { options: written.options.take(), effect: written.effect.take(), tables });
        }
        if let Some(name) = written.close.take() {
            acts.push(Act::Close);
            workspace = Some(name);
        }
        if acts.len() != 1 {
            return Err(format!("a step has exactly one act, not {}", acts.len()));
        }
        let values = [&written.input, &written.policy, &written.expect, &written.as_of, &written.effect];
        let log = &written.log;
        let of_a_table = written.options.is_some() || written.stop.is_some() || written.columns.is_some();
        if values.iter().any(|value| value.is_some()) || log.is_some() || written.chunk.is_some() || of_a_table {
            return Err(
                "`input` goes with `call`, `policy` and `as_of` with `load`, `expect` with `verify`, `log` with \
                        `try` and `call`, `chunk` with what takes a log, `columns` and `stop` with `table`, `options` with it, `metrics` \
                        or `effects`, `effect` with the last"
                    .into(),
            );
        }
        let act = acts.remove(0);
        let has_input = matches!(
            act,
            Act::Open { .. } | Act::Execute(_) | Act::Ask(_) | Act::Available(_) | Act::Call { .. } | Act::Try { .. }
        );
        if !has_input && (!written.without.is_empty() || !written.replacing.is_empty()) {
            return Err("`without` and `replacing` go with an act that has an input".into());
        }
        let WrittenStep { without, replacing, keep, then, .. } = written;
        Ok(Step { act, workspace, without, replacing, keep, then })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_member_is_an_error() {
        for wrong in [
            r#"{"description":"d","when":{"call":"x","input":{}},"thn":{"ok":{}}}"#,
            r#"{"description":"d","when":{"call":"x","input":{}},"then":{"okay":{}}}"#,
            r#"{"description":"d","when":{"call":"x","input":{}},"then":{"ok":{},"rejected":"y"}}"#,
            r#"{"description":"d","when":{"cal":"x","input":{}},"then":{"ok":{}}}"#,
            r#"{"description":"d","when":{"call":"x","input":{}}}"#,
            r#"{"description":"d","given":{"wrld":"w"},"when":{"call":"x","input":{}},"then":{"ok":{}}}"#,
        ] {
            assert!(serde_json::from_str::<Case>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_step_has_one_act_and_only_what_goes_with_it() {
        for wrong in [
            "{}",
            r#"{"call":"x"}"#,
            r#"{"execute":{},"ask":{}}"#,
            r#"{"execute":{},"chunk":7}"#,
            r#"{"ask":{},"policy":{}}"#,
            r#"{"verify":{},"without":["id"]}"#,
            r#"{"metrics":{},"effect":{}}"#,
            r#"{"metrics":{},"effects":{}}"#,
        ] {
            assert!(serde_json::from_str::<Step>(wrong).is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<Step>(r#"{"verify":{},"chunk":7,"expect":{"count":3}}"#).is_ok());
    }
}
