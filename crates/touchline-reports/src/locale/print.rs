//! Values as they are written in a locale, with the words of its language.

use super::{DayOrder, Marks};
use crate::value::{Cell, Value};
use crate::words::Words;
use touchline_kernel::math::{rounded, rounded_digits};
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

/// Room for what most values are.
const ROOM: usize = 16;
/// What parts the ends of a range.
const BETWEEN_ENDS: &str = "\u{2009}–\u{2009}";
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
        let mut text = String::with_capacity(ROOM);
        self.push(&mut text, value);
        text
    }

    /// The same, to the end of a text.
    pub fn push(&self, out: &mut String, value: &Value) {
        match value {
            Value::Text(text) | Value::Term { shown: text, .. } => out.push_str(text),
            Value::Number(number, places) => self.push_number(out, *number, *places),
            Value::Change(number, places) => self.push_change(out, *number, *places),
            Value::Share(share) => {
                self.push_number(out, share * 100.0, 1);
                out.push_str(self.marks.before_percent);
                out.push('%');
            }
            Value::Money(amount, currency) => self.push_money(out, *amount, *currency),
            Value::Days(days) => {
                let number = self.number(*days, 1);
                self.words.push_with(out, if number == "1" { "unit.day" } else { "unit.days" }, &[("n", &number)]);
            }
            Value::Millis(millis) => self.push_duration(out, *millis),
            Value::Day(day) => self.push_day(out, *day),
            Value::Moment(moment) => self.push_moment(out, *moment),
            Value::Range(low, high) => {
                self.push(out, low);
                out.push_str(BETWEEN_ENDS);
                self.push(out, high);
            }
            Value::Counted(hits, of) => {
                let values: &[(&str, &str)] = &[("n", &self.number(*hits, 0)), ("of", &self.number(*of, 0))];
                self.words.push_with(out, "unit.of", values);
            }
            Value::Several(values) => {
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    self.push(out, value);
                }
            }
            Value::Nothing(Some(why)) => out.push_str(&why.shown),
            Value::Nothing(None) => out.push('–'),
        }
    }

    /// A number with so many places at the most.
    #[must_use]
    pub fn number(&self, number: f64, places: u8) -> String {
        let mut text = String::with_capacity(ROOM);
        self.push_number(&mut text, number, places);
        text
    }

    fn push_number(&self, out: &mut String, number: f64, places: u8) {
        let mut buffer = itoa::Buffer::new();
        match rounded_digits(number, places) {
            Some(digits) => {
                if number < 0.0 && digits > 0 {
                    out.push('−');
                }
                let places = usize::from(places);
                let digits = buffer.format(digits);
                match digits
                    .split_at_checked(digits.len().saturating_sub(places))
                    .filter(|(whole, _)| !whole.is_empty())
                {
                    Some((whole, part)) => self.push_parts(out, whole, part, 0),
                    None => self.push_parts(out, "0", digits, places.saturating_sub(digits.len())),
                }
            }
            None => self.push_great_number(out, rounded(number, places)),
        }
    }

    /// A number of more digits than are known of a double.
    fn push_great_number(&self, out: &mut String, number: f64) {
        if number < 0.0 {
            out.push('−');
        }
        let shown = number.abs().to_string();
        let (whole, part) = shown.split_once('.').unwrap_or((&shown, ""));
        self.push_parts(out, whole, part, 0);
    }

    /// The digits before the point in their groups, and those behind it, before which so many zeros stand, as far as they say anything.
    fn push_parts(&self, out: &mut String, whole: &str, part: &str, zeros: usize) {
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(place);
            if place > 0 && left.checked_rem(3) == Some(0) {
                out.push(self.marks.group);
            }
            out.push(digit);
        }
        let part = part.trim_end_matches('0');
        if !part.is_empty() {
            out.push(self.marks.decimal);
            out.extend(std::iter::repeat_n('0', zeros));
            out.push_str(part);
        }
    }

    fn push_change(&self, out: &mut String, number: f64, places: u8) {
        let text = self.number(number, places);
        if number > 0.0 && text != "0" {
            out.push('+');
        }
        out.push_str(&text);
    }

    fn push_money(&self, out: &mut String, amount: f64, currency: Currency) {
        let minor = (0..currency.digits()).fold(1.0, |minor, _| minor * 10.0);
        let major = amount / minor;
        // Beyond a thousand nobody reads the cents; the data has them.
        let places = if major.abs() >= 1000.0 { 0 } else { u8::try_from(currency.digits()).unwrap_or(2) };
        self.push_number(out, major, places);
        out.push('\u{a0}');
        out.push_str(currency.code());
    }

    fn push_duration(&self, out: &mut String, millis: f64) {
        let (key, unit) = match millis {
            millis if millis >= HOUR => ("unit.hours", HOUR),
            millis if millis >= MINUTE => ("unit.minutes", MINUTE),
            _ => ("unit.seconds", 1000.0),
        };
        self.words.push_with(out, key, &[("n", &self.number(millis / unit, 1))]);
    }

    /// A day.
    #[must_use]
    pub fn day(&self, day: LocalDate) -> String {
        let mut text = String::with_capacity(ROOM);
        self.push_day(&mut text, day);
        text
    }

    /// The same, to the end of a text.
    pub fn push_day(&self, out: &mut String, day: LocalDate) {
        let ((year, month), number) = (day.year_and_month(), day.day_of_month());
        let mut buffer = itoa::Buffer::new();
        match self.marks.day {
            DayOrder::DayMonthName => {
                out.push_str(buffer.format(number));
                out.push('\u{a0}');
                out.push_str(self.month(month));
                out.push('\u{a0}');
                out.push_str(buffer.format(year));
            }
            DayOrder::MonthNameDay => {
                out.push_str(self.month(month));
                out.push('\u{a0}');
                out.push_str(buffer.format(number));
                out.push_str(", ");
                out.push_str(buffer.format(year));
            }
            DayOrder::Digits(between) => {
                push_two_digits(out, number);
                out.push(between);
                push_two_digits(out, month);
                out.push(between);
                out.push_str(buffer.format(year));
            }
            DayOrder::YearFirst => out.push_str(&day.to_string()),
        }
    }

    /// The name of a month, from 1.
    pub(crate) fn month(&self, month: u32) -> &str {
        self.words.find_in("month", itoa::Buffer::new().format(month)).unwrap_or_default()
    }

    /// A moment: its day, and what the clock shows to the minute.
    fn push_moment(&self, out: &mut String, moment: Instant) {
        let shown = self.zone.shown(moment);
        let minute = shown.second_of_day().div_euclid(60);
        self.push_day(out, shown.date());
        out.push('\u{a0}');
        push_two_digits(out, minute.div_euclid(60));
        out.push(':');
        push_two_digits(out, minute.rem_euclid(60));
    }
}

/// A part of a day or of an hour, in two digits at the least.
fn push_two_digits(out: &mut String, number: impl Into<i64>) {
    let number = number.into();
    if number < 10 {
        out.push('0');
    }
    out.push_str(itoa::Buffer::new().format(number));
}
