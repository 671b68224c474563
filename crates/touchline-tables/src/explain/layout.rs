//! Where what is told of a batch lies in one piece of memory, and the work that fills it.

use std::ops::Range;

use pulp::Simd;
use pulp::bytemuck::{Pod, cast_slice_mut};

use crate::column::Column;
use crate::kernel::{Chunks, Counting, Cut, Explained, Part, Plan, ROWS, Shares, WORDS, Wholes, explain};
use crate::scorer::{copies, inputs};

/// Where a column lies, in bytes.
pub(super) type Place = Range<usize>;

/// Where the columns of a score lie.
#[derive(Clone, Debug)]
pub(super) struct ScorePlaces {
    pub(super) score: Place,
    pub(super) scored: Place,
    pub(super) largest: Place,
}

/// Where the columns of a component lie.
#[derive(Clone, Debug)]
pub(super) struct PartPlaces {
    pub(super) points: Place,
    pub(super) lost: Place,
    pub(super) counted: Place,
    pub(super) more: Option<[Place; 2]>,
}

/// Where everything lies: the scores, then the components in their order.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) scores: Vec<ScorePlaces>,
    pub(super) parts: Vec<PartPlaces>,
    pub(super) bytes: usize,
}

const LANES: usize = size_of::<[f64; ROWS]>();
const BITS: usize = size_of::<[u64; WORDS]>();

impl Layout {
    /// Room for so many chunks; of components more than what they give and keep where `all` is set.
    pub(super) fn of(plan: &Plan, shares: Shares, chunks: usize, all: bool) -> Self {
        let mut bytes = 0;
        let mut place = |each: usize| {
            let from = bytes;
            bytes += each * chunks;
            from..bytes
        };
        let scores = if shares == Shares::Overall { 1 } else { plan.areas.len() };
        let scores = (0..scores).map(|_| ScorePlaces {
            score: place(LANES),
            scored: place(BITS),
            largest: place(size_of::<[i16; ROWS]>()),
        });
        let scores = scores.collect();
        let parts = plan.areas.iter().flat_map(|area| &area.components).map(|_| PartPlaces {
            points: place(LANES),
            lost: place(LANES),
            counted: place(BITS),
            more: all.then(|| [place(LANES), place(LANES)]),
        });
        let parts = parts.collect();
        Layout { scores, parts, bytes }
    }

    /// The columns of all chunks, to be written to.
    pub(super) fn columns<'a>(&self, mut bytes: &'a mut [u8]) -> Into<'a> {
        let scores = self.scores.iter().map(|places| ScoreColumns {
            score: next(&mut bytes, &places.score),
            scored: next(&mut bytes, &places.scored),
            largest: next(&mut bytes, &places.largest),
        });
        let scores = scores.collect();
        let parts = self.parts.iter().map(|places| PartColumns {
            points: next(&mut bytes, &places.points),
            lost: next(&mut bytes, &places.lost),
            counted: next(&mut bytes, &places.counted),
            more: places.more.as_ref().map(|more| more.each_ref().map(|place| next(&mut bytes, place))),
        });
        let parts = parts.collect();
        Into { scores, parts }
    }
}

/// Takes the next column off what is left of the memory.
fn next<'a, T: Pod>(bytes: &mut &'a mut [u8], place: &Place) -> &'a mut [T] {
    let (column, rest) = std::mem::take(bytes).split_at_mut(place.len());
    *bytes = rest;
    cast_slice_mut(column)
}

/// Columns of some chunks that follow one another.
pub(super) struct Into<'a> {
    scores: Vec<ScoreColumns<'a>>,
    parts: Vec<PartColumns<'a>>,
}

struct ScoreColumns<'a> {
    score: &'a mut [f64],
    scored: &'a mut [u64],
    largest: &'a mut [i16],
}

struct PartColumns<'a> {
    points: &'a mut [f64],
    lost: &'a mut [f64],
    counted: &'a mut [u64],
    more: Option<[&'a mut [f64]; 2]>,
}

impl<'a> ScoreColumns<'a> {
    fn split(self, chunks: usize) -> (Self, Self) {
        let (score, scores) = self.score.split_at_mut(chunks * ROWS);
        let (scored, scored_later) = self.scored.split_at_mut(chunks * WORDS);
        let (largest, largest_later) = self.largest.split_at_mut(chunks * ROWS);
        (
            ScoreColumns { score, scored, largest },
            ScoreColumns { score: scores, scored: scored_later, largest: largest_later },
        )
    }

    fn target<'t>(&'t mut self, chunk: usize, largest: &'t mut Wholes) -> Option<Explained<'t>> {
        Some(Explained {
            score: self.score.as_chunks_mut().0.get_mut(chunk)?,
            scored: self.scored.as_chunks_mut().0.get_mut(chunk)?,
            largest,
        })
    }
}

impl<'a> PartColumns<'a> {
    fn split(self, chunks: usize) -> (Self, Self) {
        let (points, points_later) = self.points.split_at_mut(chunks * ROWS);
        let (lost, lost_later) = self.lost.split_at_mut(chunks * ROWS);
        let (counted, counted_later) = self.counted.split_at_mut(chunks * WORDS);
        let halves = self.more.map(|more| more.map(|column| column.split_at_mut(chunks * ROWS)));
        let (more, more_later) = halves.map(|[value, weight]| ([value.0, weight.0], [value.1, weight.1])).unzip();
        (
            PartColumns { points, lost, counted, more },
            PartColumns { points: points_later, lost: lost_later, counted: counted_later, more: more_later },
        )
    }

    fn target(&mut self, chunk: usize) -> Option<Part<'_>> {
        let more = match &mut self.more {
            Some([value, weight]) => Some(Counting {
                value: value.as_chunks_mut().0.get_mut(chunk)?,
                weight: weight.as_chunks_mut().0.get_mut(chunk)?,
            }),
            None => None,
        };
        Some(Part {
            points: self.points.as_chunks_mut().0.get_mut(chunk)?,
            lost: self.lost.as_chunks_mut().0.get_mut(chunk)?,
            counted: self.counted.as_chunks_mut().0.get_mut(chunk)?,
            more,
        })
    }
}

/// Chunks that follow one another, and where what is told of them goes.
pub(super) struct Work<'a> {
    plan: (&'a Plan, Shares),
    columns: &'a [Column<'a>],
    /// How many rows the batch has.
    rows: usize,
    /// The first chunk.
    first: usize,
    into: Into<'a>,
}

impl<'a> Work<'a> {
    pub(super) fn of(plan: (&'a Plan, Shares), columns: &'a [Column<'a>], rows: usize, into: Into<'a>) -> Self {
        Work { plan, columns, rows, first: 0, into }
    }
}

impl Cut for Work<'_> {
    fn split(self, until: usize) -> (Self, Self) {
        let chunks = until.saturating_sub(self.first);
        let (scores, scores_later) = self.into.scores.into_iter().map(|columns| columns.split(chunks)).unzip();
        let (parts, parts_later) = self.into.parts.into_iter().map(|columns| columns.split(chunks)).unzip();
        (
            Work { into: Into { scores, parts }, ..self },
            Work { into: Into { scores: scores_later, parts: parts_later }, first: until, ..self },
        )
    }
}

impl Chunks for Work<'_> {
    #[inline(always)]
    fn each<S: Simd>(mut self, simd: S) -> bool {
        let chunks = self.into.scores.first().map_or(0, |columns| columns.score.len() / ROWS);
        let read: Vec<bool> = self.read();
        let mut copies = copies(self.columns);
        let mut largest: Vec<Wholes> = vec![[0; ROWS]; self.into.scores.len()];
        let mut fit = true;
        for chunk in 0..chunks {
            let first = (self.first + chunk) * ROWS;
            let columns: Vec<Column<'_>> = self
                .columns
                .iter()
                .zip(&read)
                .map(|(column, read)| if *read { *column } else { Column::ABSENT })
                .collect();
            let inputs = inputs(&columns, &mut copies, first, ROWS.min(self.rows - first));
            let scores = self.into.scores.iter_mut().zip(&mut largest);
            let mut scores: Vec<Explained<'_>> =
                scores.filter_map(|(columns, largest)| columns.target(chunk, largest)).collect();
            let mut parts: Vec<Part<'_>> =
                self.into.parts.iter_mut().filter_map(|columns| columns.target(chunk)).collect();
            fit &= explain(simd, self.plan, &inputs, &mut parts, &mut scores);
            for (columns, wide) in self.into.scores.iter_mut().zip(&largest) {
                let narrow = columns.largest.iter_mut().skip(chunk * ROWS);
                narrow.zip(wide).for_each(|(place, wide)| *place = *wide as i16);
            }
        }
        fit
    }
}

impl Work<'_> {
    /// Whether each component is one of those that are explained.
    fn read(&self) -> Vec<bool> {
        let mut read = vec![false; self.columns.len()];
        for component in self.plan.0.areas.iter().flat_map(|area| &area.components) {
            read[component.place] = true;
        }
        read
    }
}
