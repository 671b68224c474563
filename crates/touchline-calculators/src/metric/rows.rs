//! Facts that lie in columns: each row is shown as the record that it would be, and counted as one, but no record is kept.
//!
//! Rules: MET-05.

use super::facts::{CallFact, ContractFact, DealFact, EmailFact, MeetingFact};
use touchline_kernel::money::Currency;
use touchline_kernel::text::Key;
use touchline_kernel::time::Instant;

/// Whose a row is, by the place among [`Rows::owners`]; none where it is nobody's.
pub type RowOwner = Option<usize>;

/// Whose a row is, and in which part of all rows it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOf {
    /// Whose it is.
    pub owner: RowOwner,
    /// The part, of those into which the facts fall; the first one where they are told apart by nothing.
    pub part: u32,
}

/// To whom a deal came, as [`DealHandover`](super::DealHandover) says it of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowHandover {
    /// From when on it was theirs.
    pub at: Instant,
    /// Whose it was from then on.
    pub owner: RowOwner,
}

/// A stage that a deal entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageAt {
    /// When.
    pub at: Instant,
    /// The place of the stage in the pipeline.
    pub stage: usize,
}

/// What a deal has many of, in the order of its rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct DealRows<'a> {
    /// To whom it came later.
    pub handovers: &'a [RowHandover],
    /// The stages that it entered.
    pub stages: &'a [StageAt],
}

/// When what may follow upon something happened to a deal, in order of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Followers<'a> {
    /// Demos that were held.
    pub demos: &'a [Instant],
    /// Proposals that were made.
    pub proposals: &'a [Instant],
}

/// A row, shown as the record that it would be but for its keys.
#[derive(Clone, Debug)]
pub struct Row<F, B = ()> {
    /// Whose it is.
    pub of: RowOf,
    /// What belongs to it and stands in other rows.
    pub beside: B,
    /// The record.
    pub fact: F,
}

/// Takes some rows, as [`Rows`] shows them: many at once, so that what each is to a metric is found without asking whoever
/// shows it.
pub type Show<'s, F, B = ()> = &'s mut dyn FnMut(&[Row<F, B>]);

/// Facts that are counted where they lie. Rows are shown without their keys: whose each is, and what belongs to the deal that it
/// is or is about, is shown beside it.
///
/// Whoever shows rows vouches for them: that each is what a document could hold, that deals are told apart, none was closed
/// before it began, stages are those of the pipeline, and that all amounts can be put together. Where calls or meetings are
/// shown, nothing that may follow upon them is in records.
pub trait Rows: Sync {
    /// Whom rows are of. The same owner may be there twice.
    fn owners(&self) -> &[Key];
    /// What an amount is in; none where there is none.
    fn currency(&self) -> Option<Currency>;
    /// Shows each call, with what may follow upon it; with nothing where nobody says which deal it was about.
    fn calls<'a>(&'a self, show: Show<'_, CallFact, Option<Followers<'a>>>);
    /// Shows each contract.
    fn contracts(&self, show: Show<'_, ContractFact>);
    /// Shows each deal, with what it has many of.
    fn deals<'a>(&'a self, show: Show<'_, DealFact, DealRows<'a>>);
    /// Shows each e-mail.
    fn emails(&self, show: Show<'_, EmailFact>);
    /// Shows each meeting, as each call.
    fn meetings<'a>(&'a self, show: Show<'_, MeetingFact, Option<Followers<'a>>>);
}
