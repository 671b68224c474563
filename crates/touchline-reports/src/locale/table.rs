//! The marks of each locale that is told apart from its language, and of each language that is known.

/// In which order a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// `2 Mar 2026`, with the name of the month.
    DayMonthName,
    /// `Mar 2, 2026`, with the name of the month.
    MonthNameDay,
    /// Day, month, year as digits, with this between them.
    Digits(char),
    /// `2026-03-02`.
    YearFirst,
}

/// How numbers and days are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// In which order a day is written.
    pub day: DayOrder,
    /// What parts the whole number from its part.
    pub decimal: char,
    /// What parts thousands.
    pub group: char,
    /// What stands before the sign for percent.
    pub before_percent: &'static str,
}

const fn marks(decimal: char, group: char, before_percent: &'static str, day: DayOrder) -> Marks {
    Marks { day, decimal, group, before_percent }
}

/// A space that does not break a line.
const FIRM: char = '\u{a0}';
/// The same, narrow.
const NARROW: char = '\u{202f}';
const FIRM_TEXT: &str = "\u{a0}";
const NARROW_TEXT: &str = "\u{202f}";

/// Where nothing is known of a language: as ISO writes it.
pub(super) const NEUTRAL: Marks = marks('.', NARROW, FIRM_TEXT, DayOrder::YearFirst);

/// By language, or language and region, in small letters.
#[rustfmt::skip]
pub const NAMED: &[(&str, Marks)] = &[
    ("bg",    marks(',', FIRM,   "",          DayOrder::Digits('.'))),
    ("cs",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("da",    marks(',', '.',    FIRM_TEXT,   DayOrder::Digits('.'))),
    ("de",    marks(',', '.',    FIRM_TEXT,   DayOrder::Digits('.'))),
    ("de-ch", marks('.', '’',    "",          DayOrder::Digits('.'))),
    ("el",    marks(',', '.',    "",          DayOrder::Digits('/'))),
    ("en",    marks('.', ',',    "",          DayOrder::DayMonthName)),
    ("en-us", marks('.', ',',    "",          DayOrder::MonthNameDay)),
    ("es",    marks(',', '.',    FIRM_TEXT,   DayOrder::Digits('/'))),
    ("fi",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("fr",    marks(',', NARROW, NARROW_TEXT, DayOrder::Digits('/'))),
    ("hu",    marks(',', FIRM,   "",          DayOrder::YearFirst)),
    ("it",    marks(',', '.',    "",          DayOrder::Digits('/'))),
    ("lt",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::YearFirst)),
    ("nb",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("nl",    marks(',', '.',    "",          DayOrder::Digits('-'))),
    ("no",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("pl",    marks(',', FIRM,   "",          DayOrder::Digits('.'))),
    ("pt",    marks(',', '.',    "",          DayOrder::Digits('/'))),
    ("ro",    marks(',', '.',    FIRM_TEXT,   DayOrder::Digits('.'))),
    ("ru",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("sk",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::Digits('.'))),
    ("sr",    marks(',', '.',    "",          DayOrder::Digits('.'))),
    ("sv",    marks(',', FIRM,   FIRM_TEXT,   DayOrder::YearFirst)),
    ("tr",    marks(',', '.',    "",          DayOrder::Digits('.'))),
    ("uk",    marks(',', FIRM,   "",          DayOrder::Digits('.'))),
];
