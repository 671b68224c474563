//! The table of measures: a row for each call, or for each moment that was found in one.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch};
use arrow_schema::ArrowError;
use touchline_kernel::text::Key;
use touchline_talk::measure::{Denominator, Figure, Figures, Measuring, Status, TalkMeasures, Unavailable};
use touchline_talk::transcript::Transcript;

use super::bound::Field;
use super::options::{ConversationOptions, ConversationRows};
use crate::bounds::check_rows;
use crate::fault::within_arrow;
use crate::groups::words;
use crate::key_column::key_column;
use crate::keys::{Keys, Kind, texts};
use crate::table::of_columns;

type Column = (String, ArrayRef);

/// What was told so far.
#[derive(Debug)]
pub(super) enum Told {
    Calls(Calls),
    Hits(Hits),
}

/// Figures, call by call.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: Vec<u32>,
    segments: Vec<u64>,
    /// By figure.
    figures: Vec<Measured>,
    /// By kind of phrases: how many were found.
    kinds: Vec<(Key, Vec<Option<f64>>)>,
    /// By component: its raw measure.
    components: Vec<(Key, Vec<Option<f64>>)>,
}

/// A figure of each call.
#[derive(Debug)]
struct Measured {
    name: &'static str,
    /// What it is divided by, where it is divided.
    denominator: Option<Denominator>,
    /// What it should come to, where somebody says.
    target: Option<f64>,
    values: Vec<Option<f64>>,
    status: Vec<Option<Status>>,
    reasons: Vec<Option<Unavailable>>,
}

/// What was found, moment by moment.
#[derive(Debug, Default)]
pub(super) struct Hits {
    calls: Vec<u32>,
    found: Vec<Hit>,
}

#[derive(Debug)]
struct Hit {
    kind: Option<Key>,
    moment: Option<u64>,
    open: Option<bool>,
    phrase: Option<Key>,
    quote: Option<String>,
    segment: usize,
    speaker: Option<Key>,
}

/// What a question is called among the kinds of what is found.
const QUESTION: &str = "question";
/// What the columns of kinds of phrases begin with.
const PHRASES: &str = "phrases_";

impl Told {
    pub(super) fn of(tells: ConversationRows) -> Self {
        match tells {
            ConversationRows::Calls => Told::Calls(Calls::default()),
            ConversationRows::Hits => Told::Hits(Hits::default()),
        }
    }

    /// Begins the columns: those of these kinds of phrases, and whatever is told of a call in which nothing is said.
    pub(super) fn begin(&mut self, kinds: Vec<Key>, measuring: &mut Measuring) {
        let Told::Calls(calls) = self else { return };
        let (consented, segments, speakers) = (false, Vec::new(), Vec::new());
        let nothing = Transcript { consented, language: None, length_ms: None, segments, speakers };
        let measures = measuring.figures(&nothing);
        let measured = |(name, figure): &(&'static str, &Figure)| Measured {
            name,
            denominator: figure.denominator,
            target: figure.target,
            values: Vec::new(),
            status: Vec::new(),
            reasons: Vec::new(),
        };
        calls.figures = measures.figures.each().iter().map(measured).collect();
        calls.kinds = kinds.into_iter().map(|kind| (kind, Vec::new())).collect();
        calls.components = measures.components.into_iter().map(|one| (one.component, Vec::new())).collect();
    }

    /// Adds what is measured of a call; where no moments are told, none are quoted.
    pub(super) fn add(&mut self, call: u32, transcript: &Transcript, measuring: &mut Measuring) {
        match self {
            Told::Calls(calls) => calls.add(call, transcript, &measuring.figures(transcript)),
            Told::Hits(hits) => hits.add(call, transcript, measuring.measure(transcript)),
        }
    }

    /// The call of each row.
    pub(super) fn calls(&self) -> &[u32] {
        match self {
            Told::Calls(told) => &told.calls,
            Told::Hits(told) => &told.calls,
        }
    }

    pub(super) fn table(
        &self,
        options: &ConversationOptions,
        keys: &Keys,
        kind: Kind,
    ) -> Result<RecordBatch, ArrowError> {
        let calls = self.calls();
        check_rows(calls.len(), options.most_rows).map_err(within_arrow)?;
        let columns = match self {
            Told::Calls(told) => told.columns(options.detail)?,
            Told::Hits(told) => told.columns()?,
        };
        let of_calls = key_column(options.column(Field::Call), kind, calls.iter().map(|call| keys.value(*call)))?;
        let mut all: Vec<Column> = vec![(options.column(Field::Call).to_owned(), of_calls)];
        all.extend(columns);
        of_columns(all, calls.len())
    }
}

fn numbers(numbers: &[Option<f64>]) -> ArrayRef {
    Arc::new(numbers.iter().copied().collect::<Float64Array>())
}

fn wholes(wholes: impl Iterator<Item = Option<u64>>) -> ArrayRef {
    Arc::new(wholes.map(|whole| i64::try_from(whole?).ok()).collect::<Int64Array>())
}

impl Calls {
    fn add(&mut self, call: u32, transcript: &Transcript, measures: &TalkMeasures) {
        self.calls.push(call);
        self.segments.push(transcript.segments.len() as u64);
        self.add_figures(&measures.figures);
        for (key, counts) in &mut self.kinds {
            let found = measures.phrases.iter().find(|kind| kind.key == *key);
            counts.push(found.and_then(|kind| kind.count.value));
        }
        for (key, values) in &mut self.components {
            let found = measures.components.iter().find(|one| one.component == *key);
            values.push(found.and_then(|one| one.value));
        }
    }

    fn add_figures(&mut self, figures: &Figures) {
        for (measured, (_, figure)) in self.figures.iter_mut().zip(figures.each()) {
            measured.values.push(figure.value);
            measured.status.push(Some(figure.status));
            measured.reasons.push(figure.reason);
        }
    }

    fn columns(&self, detail: bool) -> Result<Vec<Column>, ArrowError> {
        let mut columns: Vec<Column> =
            vec![("segments".to_owned(), wholes(self.segments.iter().map(|count| Some(*count))))];
        for figure in &self.figures {
            columns.push((figure.name.to_owned(), numbers(&figure.values)));
            if detail {
                columns.push((format!("{}_status", figure.name), words(&figure.status)?));
                columns.push((format!("{}_reason", figure.name), words(&figure.reasons)?));
                columns.extend(figure.beside()?);
            }
        }
        for (kind, counts) in &self.kinds {
            columns.push((format!("{PHRASES}{}", kind.as_str()), numbers(counts)));
        }
        for (component, values) in &self.components {
            columns.push((component.as_str().to_owned(), numbers(values)));
        }
        Ok(columns)
    }
}

impl Measured {
    /// What the figure is divided by and what it should come to, in each row, as far as it is.
    fn beside(&self) -> Result<Vec<Column>, ArrowError> {
        let mut columns = Vec::new();
        if let Some(denominator) = self.denominator {
            let each = vec![Some(denominator); self.values.len()];
            columns.push((format!("{}_denominator", self.name), words(&each)?));
        }
        if let Some(target) = self.target {
            let each = vec![Some(target); self.values.len()];
            columns.push((format!("{}_target", self.name), numbers(&each)));
        }
        Ok(columns)
    }
}

impl Hits {
    fn add(&mut self, call: u32, transcript: &Transcript, measures: TalkMeasures) {
        let spoken_by = |segment: usize| transcript.segments.get(segment).and_then(|segment| segment.speaker.clone());
        for question in measures.questions {
            let (evidence, open) = (question.evidence, question.open);
            let (moment, segment, quote) = (evidence.moment_ms, evidence.segment, evidence.quote);
            let speaker = spoken_by(segment);
            self.found.push(Hit { kind: None, moment, open, phrase: None, quote, segment, speaker });
        }
        for kind in measures.phrases {
            for hit in kind.hits {
                let (moment, segment, quote) = (hit.evidence.moment_ms, hit.evidence.segment, hit.evidence.quote);
                let (phrase, speaker, kind) = (Some(hit.phrase), hit.speaker, Some(kind.key.clone()));
                self.found.push(Hit { kind, moment, open: None, phrase, quote, segment, speaker });
            }
        }
        let of_this_call = self.calls.len()..;
        if let Some(new) = self.found.get_mut(of_this_call) {
            new.sort_by_key(|hit| hit.segment);
        }
        self.calls.resize(self.found.len(), call);
    }

    fn columns(&self) -> Result<Vec<Column>, ArrowError> {
        let found = || self.found.iter();
        let open: BooleanArray = found().map(|hit| hit.open).collect();
        Ok(vec![
            ("kind".to_owned(), texts(found().map(|hit| Some(hit.kind.as_ref().map_or(QUESTION, Key::as_str))))?),
            ("phrase".to_owned(), texts(found().map(|hit| hit.phrase.as_ref().map(Key::as_str)))?),
            ("open".to_owned(), Arc::new(open) as ArrayRef),
            ("speaker".to_owned(), texts(found().map(|hit| hit.speaker.as_ref().map(Key::as_str)))?),
            ("segment".to_owned(), wholes(found().map(|hit| u64::try_from(hit.segment).ok()))),
            ("moment_ms".to_owned(), wholes(found().map(|hit| hit.moment))),
            ("quote".to_owned(), texts(found().map(|hit| hit.quote.as_deref()))?),
        ])
    }
}
