//! Values as they are written in a locale, with the words of its language.

use super::{DayOrder, Marks};
use crate::value::{Cell, Value};
use crate::words::Words;
use touchline_kernel::math::rounded;
use touchline_kernel::money::Currency;
use touchline_kernel::{Instant, LocalDate, Zone};

/// Prints values for people.
#[derive(Clone, Copy)]
pub struct Printer<'a> {
    /// The marks of the locale.
    pub marks: &'static Marks,
    /// The words.
    pub words: Words<'a>,
    /// The zone whose clock tells moments.
    pub zone: Zone,
}

const MINUTE: f64 = 60_000.0;
const HOUR: f64 = 3_600_000.0;

impl Printer<'_> {
    /// A cell as text.
    #[must_use]
    pub fn cell(&self, cell: &Cell) -> String {
        self.value(&cell.value)
    }

    /// A value as text.
    #[must_use]
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(text) | Value::Term { shown: text, .. } => text.clone(),
            Value::Number(number, places) => self.number(*number, *places),
            Value::Change(number, places) => self.change(*number, *places),
            Value::Share(share) => {
                format!("{}{}%", self.number(share * 100.0, 1), self.marks.before_percent)
            }
            Value::Money(amount, currency) => self.money(*amount, *currency),
            Value::Days(days) => {
                let number = self.number(*days, 1);
                self.words.with(if number == "1" { "unit.day" } else { "unit.days" }, &[("n", &number)])
            }
            Value::Millis(millis) => self.duration(*millis),
            Value::Day(day) => self.day(*day),
            Value::Moment(moment) => self.moment(*moment),
            Value::Range(low, high) => {
                format!("{}\u{2009}–\u{2009}{}", self.value(low), self.value(high))
            }
            Value::Counted(hits, of) => {
                self.words.with("unit.of", &[("n", &self.number(*hits, 0)), ("of", &self.number(*of, 0))])
            }
            Value::Several(values) => values.iter().map(|value| self.value(value)).collect::<Vec<_>>().join(", "),
            Value::Nothing(Some(why)) => why.shown.clone(),
            Value::Nothing(None) => "–".to_owned(),
        }
    }

    /// A number with so many places at the most.
    #[must_use]
    pub fn number(&self, number: f64, places: u8) -> String {
        let number = rounded(number, places);
        let shown = format!("{}", number.abs());
        let (whole, part) = shown.split_once('.').unwrap_or((&shown, ""));
        let mut text = String::with_capacity(shown.len().saturating_add(4));
        if number < 0.0 {
            text.push('−');
        }
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(place);
            if place > 0 && left.checked_rem(3) == Some(0) {
                text.push(self.marks.group);
            }
            text.push(digit);
        }
        if !part.is_empty() {
            text.push(self.marks.decimal);
            text.push_str(part);
        }
        text
    }

    fn change(&self, number: f64, places: u8) -> String {
        let text = self.number(number, places);
        if number > 0.0 && text != "0" { format!("+{text}") } else { text }
    }

    fn money(&self, amount: f64, currency: Currency) -> String {
        let minor = (0..currency.digits()).fold(1.0, |minor, _| minor * 10.0);
        let major = amount / minor;
        // Beyond a thousand nobody reads the cents; the data has them.
        let places = if major.abs() >= 1000.0 { 0 } else { u8::try_from(currency.digits()).unwrap_or(2) };
        format!("{}\u{a0}{}", self.number(major, places), currency.code())
    }

    fn duration(&self, millis: f64) -> String {
        let (key, unit) = match millis {
            millis if millis >= HOUR => ("unit.hours", HOUR),
            millis if millis >= MINUTE => ("unit.minutes", MINUTE),
            _ => ("unit.seconds", 1000.0),
        };
        self.words.with(key, &[("n", &self.number(millis / unit, 1))])
    }

    /// A day.
    #[must_use]
    pub fn day(&self, day: LocalDate) -> String {
        let ((year, month), number) = (day.year_and_month(), day.day_of_month());
        let named = || self.words.get(&format!("month.{month}")).to_owned();
        match self.marks.day {
            DayOrder::DayMonthName => format!("{number}\u{a0}{}\u{a0}{year}", named()),
            DayOrder::MonthNameDay => format!("{}\u{a0}{number}, {year}", named()),
            DayOrder::Digits(between) => format!("{number:02}{between}{month:02}{between}{year}"),
            DayOrder::YearFirst => day.to_string(),
        }
    }

    /// A moment: its day, and what the clock shows to the minute.
    #[must_use]
    pub fn moment(&self, moment: Instant) -> String {
        let shown = self.zone.shown(moment);
        let minute = shown.second_of_day().div_euclid(60);
        format!("{}\u{a0}{:02}:{:02}", self.day(shown.date()), minute.div_euclid(60), minute.rem_euclid(60))
    }
}
