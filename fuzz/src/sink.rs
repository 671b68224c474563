//! What reads a table: one of the calls on tables, with options that let most columns pass.

use arrow_array::RecordBatch;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline_tables::{FactTable, Gathering, Metrics, Scorer};

use crate::choices::Choices;

const SCORES: &str = r#"{"absent":"missing","extra":"ignore","not_finite":"missing","detail":true,"keep":["note"]}"#;
const GROUPS: &str = r#"{"absent":"missing","extra":"ignore","not_finite":"missing","at":"at","every":"month","naive":"utc","person":"person","team":"team"}"#;
const SCORECARDS: &str = r#"{"template":{"key":"card","name":"Card","not_applicable":"proportional","aggregation":"normalised","pass_mark":60,"bands":[],"sections":[{"key":"opening","name":"Opening","weight":1,"questions":[{"key":"greeting","asks":"?","kind":{"type":"rating","body":{"min":0,"max":7,"points":3}},"fatal":[],"critical":false,"bonus":false,"may_be_not_applicable":true,"weight":1}]}]},"extra":"ignore"}"#;
const AGREEMENT: &str = r#"{"level":"ordinal","extra":"ignore"}"#;
const SEVERITY: &str = r#"{"extra":"ignore"}"#;
const METRICS: &str =
    r#"{"at":"2026-06-01T00:00:00Z","zone":"UTC","extra":"ignore","naive":"utc","not_finite":"missing"}"#;

/// The calls, by the number that chooses one.
pub(crate) const COUNT: usize = 6;

/// Names that columns may have, so that they are read and not passed over.
pub(crate) const NAMES: &[&str] = &[
    "question_quality",
    "talk_ratio",
    "at",
    "person",
    "team",
    "note",
    "greeting",
    "rater",
    "item",
    "value",
    "rated",
    "key",
    "closed_at",
    "created_at",
    "owner",
    "closed_outcome",
    "started_at",
    "agent",
];

/// The options of a call.
pub(crate) fn options(call: usize) -> &'static str {
    [SCORES, GROUPS, SCORECARDS, AGREEMENT, SEVERITY, METRICS][call % COUNT]
}

/// Reads a table; nothing but bad input may be told of it.
pub(crate) fn read(batches: &[RecordBatch], choices: &mut Choices<'_>) {
    let call = choices.below(COUNT);
    let told = match call {
        0 => scored(batches),
        1 => gathered(Gathering::Groups, call, batches),
        2 => gathered(Gathering::Scorecards, call, batches),
        3 => gathered(Gathering::Agreement, call, batches),
        4 => gathered(Gathering::Severity, call, batches),
        _ => measured(batches),
    };
    match told {
        Ok(()) | Err(Failure::Rejected(_)) => {}
        Err(Failure::BadInput(bad)) => assert!(!bad.faults.is_empty(), "a refusal says why"),
        Err(other) => panic!("a table is no {other:?}"),
    }
}

fn scored(batches: &[RecordBatch]) -> Result<(), Failure> {
    let scorer = Scorer::new(SCORES.as_bytes())?;
    for batch in batches {
        let scores = scorer.score(batch).map_err(Failure::BadInput)?;
        assert_eq!(scores.num_rows(), batch.num_rows());
    }
    Ok(())
}

fn gathered(gathering: Gathering, call: usize, batches: &[RecordBatch]) -> Result<(), Failure> {
    let mut gatherer = gathering.asked(options(call).as_bytes())?;
    let mut begin_and_add = || -> Result<(), BadInput> {
        batches.first().map_or(Ok(()), |first| gatherer.begin(first.schema_ref()))?;
        batches.iter().try_for_each(|batch| gatherer.add(batch))
    };
    begin_and_add().and_then(|()| gatherer.finish().map(drop)).map_err(Failure::BadInput)
}

fn measured(batches: &[RecordBatch]) -> Result<(), Failure> {
    let mut metrics = Metrics::new(METRICS.as_bytes())?;
    let table = FactTable::meant("deals").map_err(Failure::BadInput)?;
    batches.iter().try_for_each(|batch| metrics.add(table, batch)).map_err(Failure::BadInput)?;
    metrics.measure().map(drop)
}
