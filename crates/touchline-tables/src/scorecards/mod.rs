//! Scores of filled forms, by the arithmetic of one document: each form of a table has the bits that `scorecard.score`
//! gives it by itself, and what is wrong with an answer is told as that tells it, with column and row.
//!
//! Answers become cells as they come. Where one cannot, or a form lacks something, its row is read as the document that it
//! stands for, so that nothing is refused here by a rule of its own.
//!
//! Rules: BAT-06.

mod answers;
mod bound;
mod forms;
mod options;
mod output;
mod sheet;
mod side_by_side;
mod tagged;
mod words;

use std::collections::BTreeMap;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use touchline_calculators::scorecard::{
    Answered, ByWhom, Cell, Compiled, Giver, NodeFigures, Scratch, SideBySide, SourceScores, Standing, Tree,
};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Limits;

pub use options::{Blank, FormLayout, ScorecardOptions};

use crate::bounds::check_rows;
use crate::fault::{Faults, broken};
use crate::gatherer::Gatherer;
use crate::keys::Keys;
use crate::progress::Progress;
use answers::Held;
use bound::{Bound, Columns};
use output::FormFigures;
use side_by_side::{SIDE, SIDES};
use words::Words;

/// Scores tables of answers by one template.
#[derive(Debug)]
pub struct Scorecards {
    options: ScorecardOptions,
    judge: Judge,
    words: Words,
    forms: Keys,
    bound: Option<Bound>,
    held: Held,
    told: Told,
    progress: Progress,
}

/// What scores one form after the other.
#[derive(Debug)]
struct Judge {
    compiled: Compiled,
    /// By question: what its rule answers of a call of which nothing is known.
    ruled: Vec<Option<Cell>>,
    /// The questions of which some answer asks for a comment or a root cause.
    asking: Vec<usize>,
    /// By question: what was answered, by somebody or by a rule; and what of it counts.
    counting: Vec<Option<Cell>>,
    row: Vec<Cell>,
    scratch: Scratch,
    side_by_side: Vec<SideBySide<SIDE>>,
    answered: Answered<SIDE>,
    tree: Tree,
}

/// What forms come to, one after the other.
#[derive(Debug, Default)]
struct Told {
    /// Which form it is, where a column says so.
    forms: Vec<u32>,
    figures: FormFigures,
    /// Answers that fire a trigger: the form's place, and the question's.
    fired: Vec<(usize, usize)>,
    nodes: Vec<NodeFigures>,
    sources: Vec<SourceScores>,
    /// Root causes of answers to questions that apply: the form's place, the question's, and which of the lists of them.
    tagged: Vec<(usize, usize, u32)>,
}

/// Who has answered a question, and what had been answered before where another answer has taken its place.
type Answerer = (Giver, Option<(Giver, Cell)>);

impl Scorecards {
    /// Reads how forms are to be scored, from a document as [`ScorecardOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        Scorecards::of(crate::options::read(options, &Limits::default())?)
    }

    /// The same from options that were read.
    ///
    /// # Errors
    /// Every fault of the template, or of what the options say.
    pub fn of(options: ScorecardOptions) -> Result<Self, Failure> {
        let compiled = Compiled::at(&options.template, "/template").map_err(Failure::BadInput)?;
        let mut faults = Faults::default();
        if options.layout == FormLayout::Answers && options.form.is_none() {
            faults.absent("form");
        }
        if options.detail && options.sources {
            faults.not_with("sources", "detail");
        }
        let known = options.known(&compiled);
        for key in options.columns.keys().filter(|key| !known.contains(&key.as_str())) {
            faults.no_component(key, known.iter().map(|key| (*key).to_owned()).collect());
        }
        faults.told().map_err(Failure::BadInput)?;
        Ok(Scorecards {
            judge: Judge::of(compiled),
            words: Words::of(options.separator.clone()),
            options,
            forms: Keys::default(),
            bound: None,
            held: Held::default(),
            told: Told::default(),
            progress: Progress::default(),
        })
    }

    /// Refuses more forms than come to as many rows as may be told.
    fn check_forms(&self, forms: usize) -> Result<(), BadInput> {
        check_rows(forms.saturating_mul(output::rows_of_each(self)), self.options.most_rows)
    }

    /// What the scores of a table of this schema look like.
    fn bind(&self, schema: &Schema) -> Result<Bound, BadInput> {
        let bound = Bound::of(schema, &self.judge.compiled, &self.options)?;
        let told = output::table(self, &bound, Told::default()).map_err(|error| broken(&error))?;
        let mut faults = Faults::default();
        faults.names(told.schema_ref());
        faults.told().map(|()| bound)
    }
}

impl Gatherer for Scorecards {
    fn begin(&mut self, schema: &Schema) -> Result<(), BadInput> {
        let bound = self.bind(schema)?;
        if let Some(before) = self.bound.as_ref().filter(|before| before.kind() != bound.kind()) {
            let mut faults = Faults::default();
            let name = self.options.form.as_deref().unwrap_or_default();
            faults.changed(name, &format!("{:?}", before.kind()), &format!("{:?}", bound.kind()));
            faults.told()?;
        }
        self.bound = Some(bound);
        Ok(())
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<(), BadInput> {
        let fields = batch.schema_ref().fields();
        if self.bound.as_ref().is_none_or(|bound| bound.schema.fields() != fields) {
            self.begin(batch.schema_ref())?;
        }
        let Some(bound) = self.bound.take() else { return Ok(()) };
        let added = match &bound.columns {
            Columns::Answers(fields) => self.add_answers(&bound, fields, batch),
            Columns::Forms(questions) => {
                let room = self.check_forms(self.told.figures.len() + batch.num_rows());
                room.and_then(|()| self.add_forms(&bound, questions, batch))
            }
        };
        self.bound = Some(bound);
        added?;
        self.progress.took(batch.num_rows());
        Ok(())
    }

    fn holds_on(&self) -> bool {
        false
    }

    fn progress(&self) -> Progress {
        self.progress
    }

    fn finish(mut self: Box<Self>) -> Result<RecordBatch, BadInput> {
        let Some(bound) = self.bound.take() else {
            return Err(broken(&ArrowError::SchemaError("no table was given".to_owned())));
        };
        self.judge_held()?;
        let told = std::mem::take(&mut self.told);
        output::table(&self, &bound, told).map_err(|error| broken(&error))
    }
}

impl Judge {
    fn of(compiled: Compiled) -> Self {
        let asks = |place: &usize| {
            let leaf = compiled.leaves().get(*place);
            leaf.is_some_and(|leaf| {
                let all = Cell::Options(u64::MAX);
                let asked = leaf.asks_for(all);
                asked.comment || asked.tag
            })
        };
        let count = compiled.leaves().len();
        Judge {
            ruled: compiled.ruled(&BTreeMap::new(), None),
            asking: (0..count).filter(asks).collect(),
            counting: Vec::with_capacity(count),
            row: Vec::with_capacity(count),
            scratch: Scratch::default(),
            side_by_side: vec![SideBySide::default(); SIDES],
            answered: Answered::default(),
            tree: Tree::default(),
            compiled,
        }
    }

    /// Takes a form, by what was answered of each question. Says whether every question that applies is answered.
    fn take(&mut self, answers: impl Iterator<Item = Option<Cell>>) -> bool {
        self.counting.clear();
        self.counting.extend(answers.zip(&self.ruled).map(|(given, ruled)| given.or(*ruled)));
        self.compiled.resolve(&self.counting, &mut self.row)
    }

    /// Whether a question of the form that was taken applies, whoever answered it.
    fn applies(&self, place: usize) -> bool {
        self.row.get(place).is_some_and(|cell| *cell != Cell::NotApplicable(ByWhom::System))
    }

    /// What the form that was taken comes to. By question: who has answered it, if anybody has.
    fn score(&mut self, options: &ScorecardOptions, told: &mut Told, by: impl Fn(usize) -> Option<Answerer>) {
        let form = told.figures.len();
        let figures = if options.detail {
            let figures = self.compiled.tree(&self.row, &mut self.tree);
            told.nodes.push(self.tree.form);
            told.nodes.extend(self.tree.sections.iter().chain(&self.tree.questions));
            told.fired.extend(self.tree.fired().map(|question| (form, question)));
            figures
        } else {
            let figures = self.compiled.score(&self.row, &mut self.scratch);
            told.fired.extend(self.scratch.fired().map(|question| (form, question)));
            figures
        };
        if options.sources {
            let standing = |place: usize| {
                let ruled = self.ruled.get(place).copied().flatten();
                let (giver, overridden) = by(place).unwrap_or((Giver::Rule, None));
                Standing { giver, overridden, ruled }
            };
            told.sources.push(self.compiled.by_source(&self.row, |_, place| standing(place)));
        }
        told.figures.add(&self.compiled, &figures);
    }
}
