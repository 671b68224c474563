//! The waist's handles as faces have them: what each call takes, does to its handle and gives. The classes of Python and
//! Node and their types are printed from here. No call is about a thing: the things' names are in the text that crosses.

/// What a face holds on to.
pub(crate) struct Handle {
    pub name: &'static str,
    pub doc: &'static str,
    pub calls: &'static [Call],
}

/// A call on a handle.
pub(crate) struct Call {
    pub name: &'static str,
    /// The texts that come with it.
    pub takes: &'static [&'static str],
    pub does: Does,
    pub gives: Gives,
    pub work: Work,
    pub doc: &'static str,
}

impl Call {
    /// Whether a language with an event loop has a twin of it beside that loop: whatever may be long work has.
    pub(crate) fn has_twin(&self) -> bool {
        self.work != Work::Short
    }
}

/// What a call does to its handle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Makes it, by the function of this name.
    Opens(&'static str),
    Uses,
    /// Takes what it holds, for good.
    Ends,
}

/// What comes with an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    /// The record, where a command was accepted.
    Record,
    Nothing,
    Handle(&'static str),
    Bytes,
    /// Bytes, as long as there are more.
    Chunk,
    /// The last bytes.
    Rest,
    /// Lines of answers and of records, and how many were accepted.
    Batch,
}

/// How much work it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Short,
    /// As much as the text is long.
    Text,
    Long,
}

use Does::{Ends, Opens, Uses};
use Gives::{Batch, Bytes, Chunk, Nothing, Record, Rest};
use Work::{Long, Short, Text};

type Takes = &'static [&'static str];

const fn opens(name: &'static str, by: &'static str, takes: Takes, made: &'static str, doc: &'static str) -> Call {
    Call { name, takes, does: Opens(by), gives: Gives::Handle(made), work: Short, doc }
}

const fn uses(name: &'static str, takes: Takes, gives: Gives, work: Work, doc: &'static str) -> Call {
    Call { name, takes, does: Uses, gives, work, doc }
}

const fn ends(name: &'static str, gives: Gives, doc: &'static str) -> Call {
    Call { name, takes: &[], does: Ends, gives, work: Long, doc }
}

/// All of them; each stands after those that it gives.
pub(crate) const HANDLES: &[Handle] = &[
    Handle {
        name: "Snapshot",
        doc: "A cursor over a workspace as it was.",
        calls: &[uses(
            "next_chunk",
            &[],
            Chunk,
            Long,
            "Takes the next chunk, of about 1 MiB; none is left at the end. Refused once the workspace has changed.",
        )],
    },
    Handle {
        name: "Workspace",
        doc: "A tenant in memory, with JSON text in and JSON text out.",
        calls: &[
            opens(
                "open",
                "open",
                &["policy"],
                "Workspace",
                "Opens an empty workspace; empty text means the default policy.",
            ),
            uses("execute", &["command"], Record, Text, "Executes one command."),
            uses("execute_many", &["lines"], Batch, Long, "Executes many commands, one a line."),
            uses("ask", &["query"], Nothing, Long, "Asks a query."),
            uses(
                "available",
                &["question"],
                Nothing,
                Text,
                "Asks which commands are open to a viewer, and why the others are not.",
            ),
            uses("place", &[], Nothing, Short, "Tells how far it has come: the place and the hash of the last record."),
            uses("replay", &["lines"], Nothing, Long, "Takes in whole lines of further records."),
            uses("snapshot", &[], Gives::Handle("Snapshot"), Short, "Begins a snapshot of this moment."),
        ],
    },
    Handle {
        name: "Loader",
        doc: "Makes a workspace from a snapshot, records, or both, in chunks cut anywhere.",
        calls: &[
            opens("open", "new", &["policy"], "Loader", "Begins; empty text means the default policy."),
            opens(
                "open_as_of",
                "as_of",
                &["policy", "as_of"],
                "Loader",
                "Begins how things stood at a moment, `{\"at\":…}`, out of a log alone.",
            ),
            uses("feed", &["chunk"], Nothing, Text, "Takes the next chunk."),
            ends("finish", Gives::Handle("Workspace"), "Ends the reading."),
        ],
    },
    Handle {
        name: "Verifier",
        doc: "Checks the chain of a log, in chunks cut anywhere.",
        calls: &[
            opens(
                "open",
                "new",
                &["expect"],
                "Verifier",
                "Begins, with `{\"head\":…,\"count\":…}` or empty text where they are not known.",
            ),
            uses("feed", &["chunk"], Nothing, Text, "Takes the next chunk."),
            ends("finish", Nothing, "Ends the check."),
        ],
    },
    Handle {
        name: "Redactor",
        doc: "Takes out of a log what was ordered to go: it is surveyed whole, and then rewritten whole, in chunks cut \
            anywhere.",
        calls: &[
            opens("open", "new", &[], "Redactor", "Begins: what was ordered stands in the log itself."),
            uses("survey", &["chunk"], Nothing, Text, "Takes the next chunk of the first reading."),
            uses(
                "rewrite",
                &["chunk"],
                Bytes,
                Text,
                "Takes the next chunk of the second reading, and gives what is to stand in its place once all went well.",
            ),
            ends("finish", Rest, "Ends the second reading, with what came of it and the last bytes of the log."),
        ],
    },
    Handle {
        name: "Trial",
        doc: "Tries another policy on a log, in chunks cut anywhere.",
        calls: &[
            opens("open", "new", &["tried"], "Trial", "Begins, with what to try and what goes with it."),
            uses("feed", &["chunk"], Nothing, Text, "Takes the next chunk."),
            ends("finish", Nothing, "Ends the trial, with what would have been different."),
        ],
    },
];
