//! The way out of what is wrong, where there is one: a half sentence that a message ends with.
//!
//! A code says what is wrong, whoever asks; which switch helps depends on who read the input. So hints are data of their
//! own, and no program needs one: they stand in the message alone.

use strum::VariantArray;

/// What somebody can do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum Hint {
    /// A batch was given up, and the rest of it may be handed in anew.
    BatchBrokenOff,
    /// A table lacks a column that it need not have.
    ColumnMayBeAbsent,
    /// A table lacks a column.
    ColumnMissing,
    /// A table lacks a column that an option names.
    ColumnNamed,
    /// A column is of no use, and may be handed on.
    ColumnMayBeKept,
    /// A column is of no use, and may be passed over.
    ColumnMayBeIgnored,
    /// An amount has no currency beside it.
    CurrencyOfAmounts,
    /// There are more people around more engagements, group by group, than one call looks at.
    FewerEffects,
    /// There are more figures than one call tells.
    FewerFigures,
    /// One call looks at so many people over so many days.
    FewerPeople,
    /// There are more windows of one's own than a trend is made of.
    FewerWindows,
    /// There are more gaps between windows than are told.
    GapsMayBeLeftOut,
    /// There are more windows from the first to the last than are told, gaps among them; windows of the calendar may be longer.
    GapsMayBeLeftOutOrWindowsLonger,
    /// There are more windows of one's own than are told with their gaps.
    GapsOfWindowsMayBeLeftOut,
    /// A column holds doubles, or what is true or false, by which nothing is told apart.
    KeysMayBeCast,
    /// A column that is handed on stands anew for each component of a row.
    KeptMayBeLeftOut,
    /// A number is none, and may stand for a missing value.
    MayBeMissing,
    /// Timestamps say no zone.
    MayBeNaive,
    /// A column holds texts where numbers are read.
    NumbersMayBeCast,
    /// No stage is known.
    PipelineMissing,
    /// An amount that was given in the currency itself is told in the minor unit.
    ReadAsMinorUnits,
    /// A column that is handed on is called as one of the result.
    ResultHasColumn,
    /// More rows would be told than the caller has bounded them to.
    RowsAreBounded,
    /// Rows in which something is wrong may be left out.
    RowsMayBeLeftOut,
    /// Texts by which rows are told apart stand anew in each row of what is told.
    TextsMayBeShorter,
    /// Texts may stand for what is known, and rows that have others may be left out.
    TextsMayStandForOrBeLeftOut,
    /// An amount is no whole number of minor units.
    UnitOfAmounts,
    /// Texts may stand for what is known.
    ValuesMayStandFor,
    /// There are more windows of the calendar from the first to the last than a trend is made of.
    WindowsMayBeLonger,
}

impl Hint {
    /// The words that a message ends with.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Hint::BatchBrokenOff => {
                "this command and those after it were not tried: hand them to `execute_many` anew, or see what hands in so \
                 much that is refused"
            }
            Hint::ColumnMayBeAbsent => {
                "the table has no column of this name: `columns` says what it is called, or `absent` that there is none"
            }
            Hint::ColumnMissing => "the table has no column of this name: `columns` says what it is called",
            Hint::ColumnNamed => {
                "the table has no column of this name: `by`, `keep` or the option of what it holds says what it is called"
            }
            Hint::ColumnMayBeKept => "`keep` hands a column on, and `extra` passes over such columns",
            Hint::ColumnMayBeIgnored => "`extra` passes over such columns",
            Hint::CurrencyOfAmounts => "`currency` says in which those amounts are beside which none stands",
            Hint::FewerEffects => {
                "in each group everybody who was coached is looked at, and who is to compare with around each engagement: tell \
                 fewer groups apart by `by`, or name fewer people in `coaching`"
            }
            Hint::FewerFigures => {
                "each of `metrics` is a row for each team, owner and value in each window: ask for fewer of them at a time"
            }
            Hint::FewerPeople => "hand in fewer of `people` at a time, or ask of fewer days",
            Hint::FewerWindows => "so many windows are too many for one trend: hand in fewer of `window` at a time",
            Hint::GapsMayBeLeftOut => {
                "gaps between windows are rows: `fill` leaves them out, and `most_gaps` says how many there may be"
            }
            Hint::GapsMayBeLeftOutOrWindowsLonger => {
                "so many windows lie from the first to the last of the table: `fill` leaves out those without a row, and `every` makes \
                 them longer"
            }
            Hint::GapsOfWindowsMayBeLeftOut => {
                "there are so many windows in the table: `fill` leaves out those in which a group has no row"
            }
            Hint::KeysMayBeCast => {
                "cast it to whole numbers or texts: where some are missing, whole numbers often come as doubles, and pandas has `Int64` for them"
            }
            Hint::KeptMayBeLeftOut => {
                "each component of a row tells it anew: `keep` may leave it out, since `row` says which row it is; or hand in fewer rows \
                 at a time"
            }
            Hint::MayBeMissing => "`not_finite` makes it a missing value",
            Hint::MayBeNaive => "`naive` says what it means",
            Hint::NumbersMayBeCast => {
                "cast it to numbers: what texts such as `45%` or `1,234` stand for is known where they come from alone"
            }
            Hint::PipelineMissing => "`pipeline` of `terms` says which stages there are, in their order",
            Hint::ReadAsMinorUnits => "it is told in the minor unit, such as cents, in which `unit` has it read",
            Hint::ResultHasColumn => {
                "the result has a column of this name: rename yours that `keep` or another option names"
            }
            Hint::RowsAreBounded => "so many rows would be told: hand in fewer at a time, or let `most_rows` be more",
            Hint::RowsMayBeLeftOut => {
                "`invalid` leaves out rows in which something is wrong, and tells how many they are"
            }
            Hint::TextsMayBeShorter => {
                "each row that is told has its own copy: tell fewer, or let `by` or another option name a column of shorter texts"
            }
            Hint::TextsMayStandForOrBeLeftOut => {
                "`values` says by field what each text stands for, and `invalid` leaves out rows in which something is wrong"
            }
            Hint::UnitOfAmounts => {
                "amounts are counted in the minor unit, such as cents, unless `unit` says that they are in the currency itself: \
                 1000 would be read as 10.00"
            }
            Hint::ValuesMayStandFor => "`values` says by field what each text stands for",
            Hint::WindowsMayBeLonger => {
                "so many windows lie from the first to the last of the table: `every` makes them longer"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_goes_on_where_a_message_ends_and_names_an_option() {
        for hint in Hint::VARIANTS {
            let words = hint.words();
            assert!(words.contains('`') && !words.ends_with('.'), "{hint:?}: {words}");
        }
    }
}
