//! What reads a table: one of the calls on tables, with options that let most columns pass.

use arrow_array::RecordBatch;
use touchline::kernel::operation::Failure;
use touchline::kernel::rejection::BadInput;
use touchline_tables::{FactTable, Gathering, Metrics, Scorer};

use crate::choices::Choices;

/// A call, and options that let most columns pass.
#[derive(Clone, Copy)]
pub(crate) struct Call {
    pub(crate) reads: Reads,
    pub(crate) options: &'static str,
}

/// What a call makes of a table.
#[derive(Clone, Copy)]
pub(crate) enum Reads {
    Scores,
    Gathers(Gathering),
    /// Metrics, over the table of facts that is called so.
    Facts(&'static str),
}

const METRICS: &str =
    r#"{"at":"2026-06-01T00:00:00Z","zone":"UTC","extra":"ignore","naive":"utc","not_finite":"missing"}"#;

/// The calls; the first of them keep their places, which the corpora name.
#[rustfmt::skip]
pub(crate) const CALLS: &[Call] = &[
    Call { reads: Reads::Scores, options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","detail":true,"keep":["note"]}"# },
    Call { reads: Reads::Gathers(Gathering::Groups), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","at":"at","every":"month","naive":"utc","person":"person","team":"team"}"# },
    Call { reads: Reads::Gathers(Gathering::Scorecards), options: r#"{"template":{"key":"card","name":"Card","not_applicable":"proportional","aggregation":"normalised","pass_mark":60,"bands":[],"sections":[{"key":"opening","name":"Opening","weight":1,"questions":[{"key":"greeting","asks":"?","kind":{"type":"rating","body":{"min":0,"max":7,"points":3}},"fatal":[],"critical":false,"bonus":false,"may_be_not_applicable":true,"weight":1}]}]},"extra":"ignore"}"# },
    Call { reads: Reads::Gathers(Gathering::Agreement), options: r#"{"level":"ordinal","extra":"ignore"}"# },
    Call { reads: Reads::Gathers(Gathering::Severity), options: r#"{"extra":"ignore"}"# },
    Call { reads: Reads::Facts("deals"), options: METRICS },
    Call { reads: Reads::Gathers(Gathering::Explain), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing"}"# },
    Call { reads: Reads::Gathers(Gathering::WhatIf), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","score":75}"# },
    Call { reads: Reads::Gathers(Gathering::Conversations), options: r#"{"extra":"ignore","not_finite":"missing","consented":true,"language":"en"}"# },
    Call { reads: Reads::Gathers(Gathering::Ranking), options: r#"{"extra":"ignore","not_finite":"missing"}"# },
    Call { reads: Reads::Gathers(Gathering::Practice), options: r#"{"extra":"ignore","not_finite":"missing","naive":"utc","zone":"UTC","at":"2026-03-30T09:00:00Z","read":"read_at"}"# },
    Call { reads: Reads::Gathers(Gathering::TimeToProficiency), options: r#"{"extra":"ignore","not_finite":"missing","naive":"utc","zone":"UTC"}"# },
    Call { reads: Reads::Gathers(Gathering::Trends), options: r#"{"extra":"ignore","not_finite":"missing","naive":"utc","zone":"UTC"}"# },
    Call { reads: Reads::Facts("calls"), options: METRICS },
    Call { reads: Reads::Facts("emails"), options: METRICS },
    Call { reads: Reads::Facts("stages"), options: METRICS },
    Call { reads: Reads::Gathers(Gathering::ValueEffects), options: r#"{"extra":"ignore","not_finite":"missing","naive":"utc","at":"2026-07-01T00:00:00Z","coaching":{"coached":[{"person":"ana","engagement":{"first":"2026-03-02","last":"2026-03-31"}}]}}"# },
    Call { reads: Reads::Gathers(Gathering::Explain), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","layout":"parts","keep":["note"],"most_rows":200}"# },
    Call { reads: Reads::Gathers(Gathering::WhatIf), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","layout":"parts","keep":["note"],"score":75,"most_rows":5}"# },
    Call { reads: Reads::Gathers(Gathering::Groups), options: r#"{"absent":"missing","extra":"ignore","not_finite":"missing","invalid":"skip","at":"at","every":"month","naive":"utc","person":"person","team":"team","by":["team","window"],"least_people":1,"viewer":"ana","most_rows":3}"# },
    Call { reads: Reads::Gathers(Gathering::Scorecards), options: r#"{"template":{"key":"card","name":"Card","sections":[{"key":"opening","name":"Opening","questions":[{"key":"greeting","asks":"?","kind":{"type":"rating","body":{"min":0,"max":7}}}]}]},"layout":"answers","form":"call","columns":{"question":"key","number":"value"},"extra":"ignore","most_rows":2}"# },
    Call { reads: Reads::Gathers(Gathering::Conversations), options: r#"{"extra":"ignore","not_finite":"missing","consented":true,"language":"en","together":true,"most_rows":2}"# },
];

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
    "call",
    "text",
    "role",
    "start",
    "end",
    "on",
    "score",
    "hire_date",
    "sent_at",
    "deal",
    "stage",
];

/// Reads a table; nothing but bad input may be told of it.
pub(crate) fn read(batches: &[RecordBatch], choices: &mut Choices<'_>) {
    let Some(call) = CALLS.get(choices.below(CALLS.len())) else { return };
    let told = match call.reads {
        Reads::Scores => scored(call.options, batches),
        Reads::Gathers(gathering) => gathered(gathering, call.options, batches),
        Reads::Facts(name) => measured(name, call.options, batches),
    };
    match told {
        Ok(()) | Err(Failure::Rejected(_)) => {}
        Err(Failure::BadInput(bad)) => assert!(!bad.faults.is_empty(), "a refusal says why"),
        Err(other) => panic!("a table is no {other:?}"),
    }
}

fn scored(options: &str, batches: &[RecordBatch]) -> Result<(), Failure> {
    let scorer = Scorer::new(options.as_bytes())?;
    for batch in batches {
        let scores = scorer.score(batch).map_err(Failure::BadInput)?;
        assert_eq!(scores.num_rows(), batch.num_rows());
    }
    Ok(())
}

fn gathered(gathering: Gathering, options: &str, batches: &[RecordBatch]) -> Result<(), Failure> {
    let mut gatherer = gathering.asked(options.as_bytes())?;
    let mut begin_and_add = || -> Result<(), BadInput> {
        batches.first().map_or(Ok(()), |first| gatherer.begin(first.schema_ref()))?;
        batches.iter().try_for_each(|batch| gatherer.add(batch))
    };
    begin_and_add().and_then(|()| gatherer.finish().map(drop)).map_err(Failure::BadInput)
}

fn measured(name: &str, options: &str, batches: &[RecordBatch]) -> Result<(), Failure> {
    let mut metrics = Metrics::new(options.as_bytes())?;
    let table = FactTable::meant(name).map_err(Failure::BadInput)?;
    batches.iter().try_for_each(|batch| metrics.add(table, batch)).map_err(Failure::BadInput)?;
    metrics.measure().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_each_call_are_read() {
        for call in CALLS {
            let asked = match call.reads {
                Reads::Scores => Scorer::new(call.options.as_bytes()).map(drop),
                Reads::Gathers(gathering) => gathering.asked(call.options.as_bytes()).map(drop),
                Reads::Facts(_) => Metrics::new(call.options.as_bytes()).map(drop),
            };
            assert!(asked.is_ok(), "{}: {asked:?}", call.options);
        }
    }
}
