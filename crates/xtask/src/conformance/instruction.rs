//! One line of the stream that all executors perform; `tests/conformance/executors.md` is its contract.

use super::input::Input;
use super::table::Table;

/// A step spelt out: nothing in it is left to an executor's judgement.
#[derive(Clone, Debug)]
pub(crate) enum Instruction {
    Open { slot: usize, policy: Input },
    Execute { slot: usize, command: Input },
    ExecuteMany { slot: usize, lines: Input },
    Ask { slot: usize, query: Input },
    Available { slot: usize, question: Input },
    Replay { slot: usize, lines: Input },
    Load { slot: usize, policy: Input, chunk: u32, bytes: Input },
    LoadAsOf { slot: usize, policy: Input, as_of: Input, chunk: u32, bytes: Input },
    Verify { expect: Input, chunk: u32, bytes: Input },
    Redact { chunk: u32, bytes: Input },
    Try { tried: Input, chunk: u32, bytes: Input },
    SnapshotStart { slot: usize },
    SnapshotRest { slot: usize },
    Call { operation: String, input: Input },
    Step { thing: u32, state: u32, command: u32 },
    OpenCommands { thing: u32, state: u32 },
    Permit { action: u32, roles: u32, relations: u32 },
    Table { operation: String, options: Input, stop: u32, table: Table },
    Metrics { options: Input, tables: Vec<(String, Table)> },
    Effects { options: Input, effect: Input, tables: Vec<(String, Table)> },
    Close { slot: usize },
}

impl Instruction {
    /// The line, without its end.
    pub(crate) fn line(&self) -> String {
        match self {
            Instruction::Open { slot, policy } => format!("open\t{slot}\t{}", policy.field()),
            Instruction::Execute { slot, command } => format!("execute\t{slot}\t{}", command.field()),
            Instruction::ExecuteMany { slot, lines } => format!("execute_many\t{slot}\t{}", lines.field()),
            Instruction::Ask { slot, query } => format!("ask\t{slot}\t{}", query.field()),
            Instruction::Available { slot, question } => format!("available\t{slot}\t{}", question.field()),
            Instruction::Replay { slot, lines } => format!("replay\t{slot}\t{}", lines.field()),
            Instruction::Load { slot, policy, chunk, bytes } => {
                format!("load\t{slot}\t{}\t{chunk}\t{}", policy.field(), bytes.field())
            }
            Instruction::LoadAsOf { slot, policy, as_of, chunk, bytes } => {
                format!("load_as_of\t{slot}\t{}\t{}\t{chunk}\t{}", policy.field(), as_of.field(), bytes.field())
            }
            Instruction::Redact { chunk, bytes } => format!("redact\t{chunk}\t{}", bytes.field()),
            Instruction::Try { tried, chunk, bytes } => {
                format!("try\t{}\t{chunk}\t{}", tried.field(), bytes.field())
            }
            Instruction::Verify { expect, chunk, bytes } => {
                format!("verify\t{}\t{chunk}\t{}", expect.field(), bytes.field())
            }
            Instruction::SnapshotStart { slot } => format!("snapshot_start\t{slot}"),
            Instruction::SnapshotRest { slot } => format!("snapshot_rest\t{slot}"),
            Instruction::Call { operation, input } => {
                format!("call\t{}\t{}", Input::of(operation.as_str()).field(), input.field())
            }
            Instruction::Step { thing, state, command } => format!("step\t{thing}\t{state}\t{command}"),
            Instruction::OpenCommands { thing, state } => format!("open_commands\t{thing}\t{state}"),
            Instruction::Permit { action, roles, relations } => format!("permit\t{action}\t{roles}\t{relations}"),
            Instruction::Table { operation, options, stop, table } => {
                let (columns, batches) = table.fields();
                format!("table\t{operation}\t{}\t{stop}\t{columns}\t{batches}", options.field())
            }
            Instruction::Metrics { options, tables } => format!("metrics\t{}\t{}", options.field(), field(tables)),
            Instruction::Effects { options, effect, tables } => {
                format!("effects\t{}\t{}\t{}", options.field(), effect.field(), field(tables))
            }
            Instruction::Close { slot } => format!("close\t{slot}"),
        }
    }

    /// What is asked of a face: the verb, and the operation of those that name one.
    pub(crate) fn door(&self) -> String {
        let line = self.line();
        let mut fields = line.split('\t');
        let verb = fields.next().unwrap_or_default();
        let operation = matches!(verb, "call" | "table").then(|| fields.next().unwrap_or_default());
        format!("{verb} {}", operation.unwrap_or_default())
    }

    /// The same, with one for all operations, which are asked through one function.
    pub(crate) fn function(&self) -> String {
        if let Instruction::Call { .. } = self { "call".to_owned() } else { self.door() }
    }

    /// The input as a seed for a fuzz target, with the target's name.
    pub(crate) fn seed(&self) -> Option<(&'static str, Vec<u8>)> {
        match self {
            Instruction::Execute { command: input, .. }
            | Instruction::ExecuteMany { lines: input, .. }
            | Instruction::Ask { query: input, .. }
            | Instruction::Available { question: input, .. }
            | Instruction::Open { policy: input, .. }
            | Instruction::Call { input, .. } => Some(("reader", input.bytes())),
            Instruction::Load { bytes, .. }
            | Instruction::LoadAsOf { bytes, .. }
            | Instruction::Redact { bytes, .. }
            | Instruction::Try { bytes, .. }
            | Instruction::Verify { bytes, .. } => Some(("log", bytes.bytes())),
            _ => None,
        }
    }

    /// The line with readable input, for a failure's report: a long input is shown in part.
    pub(crate) fn readable(&self) -> String {
        let shown = |input: &Input| {
            let text = String::from_utf8_lossy(&input.bytes()).into_owned();
            let start: String = text.chars().take(2_000).collect();
            if start.len() < text.len() { format!("{start}… ({} bytes)", text.len()) } else { text }
        };
        match self {
            Instruction::Open { policy, .. } => format!("open {}", shown(policy)),
            Instruction::Execute { command, .. } => format!("execute {}", shown(command)),
            Instruction::ExecuteMany { lines, .. } => format!("execute_many {}", shown(lines)),
            Instruction::Ask { query, .. } => format!("ask {}", shown(query)),
            Instruction::Available { question, .. } => format!("available {}", shown(question)),
            Instruction::Replay { lines, .. } => format!("replay {}", shown(lines)),
            Instruction::Load { bytes, .. } => format!("load {}", shown(bytes)),
            Instruction::LoadAsOf { as_of, bytes, .. } => format!("load_as_of {} {}", shown(as_of), shown(bytes)),
            Instruction::Redact { bytes, .. } => format!("redact {}", shown(bytes)),
            Instruction::Try { tried, bytes, .. } => format!("try {} {}", shown(tried), shown(bytes)),
            Instruction::Verify { expect, bytes, .. } => format!("verify {} {}", shown(expect), shown(bytes)),
            Instruction::Call { operation, input } => format!("call {operation} {}", shown(input)),
            Instruction::Table { operation, options, stop, table } => {
                format!("table {operation} {} until {stop} {table:?}", shown(options))
            }
            Instruction::Metrics { options, tables } => format!("metrics {} {tables:?}", shown(options)),
            Instruction::Effects { options, effect, tables } => {
                format!("effects {} {} {tables:?}", shown(options), shown(effect))
            }
            _ => self.line().replace('\t', " "),
        }
    }
}

/// The field of tables, each with its name.
fn field(tables: &[(String, Table)]) -> String {
    let table = |(name, table): &(String, Table)| {
        let (columns, batches) = table.fields();
        format!("{name}={columns}={batches}")
    };
    tables.iter().map(table).collect::<Vec<_>>().join(" ")
}
