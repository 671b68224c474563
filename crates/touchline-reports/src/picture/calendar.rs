//! Which sessions were held on which day: weeks beside one another, days below one another.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::canvas::{Canvas, SMALL, width_of};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture};
use crate::locale::Printer;
use crate::value::Value;
use touchline_kernel::{DaySpan, LocalDate};

/// What became of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "PictureDayState")]
pub enum DayState {
    /// What was due was held.
    Held,
    /// It was not.
    Missed,
    /// It was called off.
    Cancelled,
    /// It is still to come.
    Due,
}

/// A day on which something was due or held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureDay")]
pub struct CalendarDay {
    /// The day.
    pub on: LocalDate,
    /// What became of it.
    pub state: DayState,
}

/// A calendar of what was held.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct AdherenceCalendar {
    /// Its days, each once; those on which nothing was due are left out.
    #[schemars(length(max = 400))]
    pub days: Vec<CalendarDay>,
    /// From when to when it goes: a year and a day at the most.
    pub window: DaySpan,
}

/// How many days a calendar may have.
pub(super) const MOST_DAYS: u64 = 371;
const CELL: f64 = 18.0;
const LEFT: f64 = 96.0;
const TOP: f64 = 30.0;

impl AdherenceCalendar {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        let words = printer.words;
        let first = self.window.first.days();
        // 1 January 1970 was a Thursday: the third day after a Monday.
        let monday = |day: i64| day.saturating_sub(day.saturating_add(3).rem_euclid(7));
        let start = monday(first);
        let weeks = float_of(self.window.last.days().saturating_sub(start).div_euclid(7).saturating_add(1));
        let legend_width = 560.0;
        let mut canvas = Canvas::new((LEFT + CELL * weeks + 24.0).max(legend_width), TOP + CELL * 7.0 + 44.0);
        for (place, key) in [(0.0, "weekday.1"), (2.0, "weekday.3"), (4.0, "weekday.5")] {
            canvas.text((LEFT - 10.0, TOP + CELL * (place + 0.72)), Anchor::End, Ink::Faint, words.get(key));
        }
        let states = self.states();
        let mut spots: BTreeMap<Option<DayState>, Vec<(f64, f64)>> = BTreeMap::new();
        let mut last_month = None;
        for day in first..=self.window.last.days() {
            let Some(date) = LocalDate::from_days(day) else { continue };
            let (x, y) = spot(day, start);
            spots.entry(states.get(&date).copied()).or_default().push((x, y));
            let month = date.year_and_month().1;
            if last_month != Some(month) && (date.day_of_month() <= 7 || last_month.is_none()) {
                canvas.text((x, TOP - 10.0), Anchor::Start, Ink::Faint, printer.month(month));
                last_month = Some(month);
            }
        }
        for (state, spots) in &spots {
            cells(&mut canvas, spots, *state);
        }
        let y = TOP + CELL * 7.0 + 24.0;
        let mut x = 24.0;
        for state in DayState::VARIANTS {
            cells(&mut canvas, &[(x, y - CELL / 2.0)], Some(*state));
            let label = words.term("day", (*state).into());
            canvas.text((x + CELL + 6.0, y + 3.0), Anchor::Start, Ink::Text, label.as_str());
            x += CELL + 24.0 + width_of(&label, SMALL);
        }
        canvas.done(words.get("picture.adherence_calendar").to_owned(), self.described(printer))
    }

    /// What became of each day; where one is there twice, the first counts.
    fn states(&self) -> BTreeMap<LocalDate, DayState> {
        self.days.iter().rev().map(|day| (day.on, day.state)).collect()
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let words = printer.words;
        let mut days = self.days.clone();
        days.sort_by_key(|day| day.on);
        let counts = DayState::VARIANTS.iter().map(|state| {
            let of: Vec<Value> = days.iter().filter(|day| day.state == *state).map(|day| Value::Day(day.on)).collect();
            let count = printer.number(super::canvas::float(of.len()), 0);
            let named = words.term("day", (*state).into());
            let days = if of.is_empty() { String::new() } else { format!(" ({})", printer.value(&Value::Several(of))) };
            format!("{named}: {count}{days}")
        });
        counts.collect::<Vec<_>>().join("; ")
    }
}

fn spot(day: i64, start: i64) -> (f64, f64) {
    let since = day.saturating_sub(start);
    (LEFT + CELL * float_of(since.div_euclid(7)), TOP + CELL * float_of(since.rem_euclid(7)))
}

/// The days of one state: of all the same at once, so that they are one element of a page.
fn cells(canvas: &mut Canvas, spots: &[(f64, f64)], state: Option<DayState>) {
    let mut squares = |within: f64, ink: Ink, fill: Fill| {
        for (x, y) in spots {
            canvas.rectangle((x + within, y + within), (x + CELL - within, y + CELL - within), ink, fill);
        }
    };
    match state {
        None => squares(7.5, Ink::Grid, Fill::Full),
        Some(DayState::Held) => squares(2.0, Ink::Good, Fill::Full),
        Some(DayState::Due) => squares(2.0, Ink::Own, Fill::Edge),
        Some(DayState::Missed) => {
            squares(2.0, Ink::Poor, Fill::Edge);
            for (x, y) in spots {
                canvas.dot((x + CELL / 2.0, y + CELL / 2.0), 4.0, Ink::Poor, Dot::Cross, Fill::Full);
            }
        }
        Some(DayState::Cancelled) => {
            squares(2.0, Ink::Faint, Fill::Edge);
            for (x, y) in spots {
                let stroke = vec![(x + 2.0, y + CELL - 2.0), (x + CELL - 2.0, y + 2.0)];
                canvas.line(stroke, Ink::Faint, 1.5, Dash::Solid);
            }
        }
    }
}

fn float_of(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}
