//! All targets: what each tries, and what runs.

/// A target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, which is also its program's and its corpus's.
    pub name: &'static str,
    /// What any bytes are taken for.
    pub tries: &'static str,
    /// Tries an input: it panics where something does not hold.
    pub run: fn(&[u8]),
}

/// All of them, by name.
#[rustfmt::skip]
pub const TARGETS: &[Target] = &[
    Target { name: "c_calls", tries: "choices of calls of C, by handles that may be spent", run: crate::c_calls },
    Target { name: "commands", tries: "choices of commands, queries and questions", run: crate::commands },
    Target { name: "documents", tries: "choices of operations, and of the documents that they take", run: crate::documents },
    Target { name: "hand_off_read", tries: "the answer of a model", run: crate::hand_off_read },
    Target { name: "log", tries: "a log", run: crate::log },
    Target { name: "reader", tries: "a document, behind commands", run: crate::reader },
    Target { name: "redactor", tries: "a log that is redacted, or choices of what was done before", run: crate::redactor },
    Target { name: "snapshot", tries: "the frames of a snapshot, whose digests are made right", run: crate::snapshot },
    Target { name: "tables_c", tries: "choices of structures of Arrow", run: crate::tables_c },
    Target { name: "tables_ipc", tries: "a table of Arrow IPC", run: crate::tables_ipc },
    Target { name: "talk_read", tries: "a transcript of a recorder", run: crate::talk_read },
];
