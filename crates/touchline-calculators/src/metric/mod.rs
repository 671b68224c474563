//! Success metrics: figures over counted facts, each with what it rests on beside it, and undefined where it rests on
//! nothing, never 0.
//!
//! What a metric is stands in one table ([`METRICS`]). What is added up are whole numbers ([`Tally`]), so that no figure
//! depends on an order, or on whether its facts came as records or as columns. It knows no people and no calls as
//! things: facts are a host's, and belong to whoever the host says.

mod account;
mod areas;
mod benchmark;
pub(crate) mod check;
mod counting;
mod counts;
mod dated;
mod facts;
mod figure;
mod improvement;
mod inspect;
mod interval;
mod ledger;
mod looked_up;
mod measure;
mod message_test;
mod operations;
mod owners;
mod parts;
mod policy;
mod qualification;
mod rows;
mod spans;
mod table;
mod tallies;
mod tally;
mod terms;
mod window;

pub use account::{Account, Counting, WindowFigures};
pub use areas::{AreaBenchmarks, AreasScored, check_areas_scored};
pub use benchmark::{
    Benchmark, BenchmarkShown, BenchmarkWithheld, Benchmarks, Look, Member, Since, Team, WithheldBecause,
};
pub use dated::{Dated, MetricObservation, Observed, Vouched, WeeksFrom};
pub use facts::{
    CallFact, ContractFact, DealClosed, DealFact, DealHandover, DealOutcome, EmailFact, Facts, MeetingFact, PriceFact,
    ProposalFact, StageEntered, TargetFact,
};
pub use figure::{Against, FEW, Figure, Undefined};
pub use improvement::{Improvement, MeasuredValue, NoImprovement, WindowMean};
pub use interval::{Interval, MeanIntervals, Proportion};
pub use message_test::{MessageTest, Variant, VariantDifference, VariantFigure};
pub use operations::{FrameworksInput, MessageTestInput, OPERATIONS, QualificationInput, RateAnswer, RateInput};
pub use parts::FactParts;
pub use policy::MetricPolicy;
pub use qualification::{
    Completeness, Filled, FilledField, Framework, FrameworkField, FrameworkOf, check_frameworks, default_frameworks,
};
pub use rows::{DealRows, Followers, Row, RowHandover, RowOf, RowOwner, Rows, Show, StageAt};
pub use table::{Better, METRICS, Metric, MetricEntry, Reckoning, Unit};
pub use tally::{Counted, Tally};
pub use terms::Terms;
pub use window::{Window, WindowDays, WindowMoments};
