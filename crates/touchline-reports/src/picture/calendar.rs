//! Which sessions were held on which day: weeks beside one another, days below one another, and what there is no room for beside
//! that in a band below.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use strum::{IntoStaticStr, VariantArray};

use super::canvas::{Canvas, SMALL, float, width_of};
use super::legend::{Entry, legend};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
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
    /// It has begun, and nobody has said what became of it.
    Unrecorded,
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
/// How high what stands above the days of a band is, and how far it is from the band above.
const TOP: f64 = 30.0;
const BETWEEN: f64 = 8.0;
/// How far the lines of the legend are from one another, and how far its words are from where their form begins.
const LINE: f64 = 24.0;
const BESIDE: f64 = CELL + 6.0;

impl AdherenceCalendar {
    /// Whether its days are no more than are drawn.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.window.check().is_ok() && self.window.days() <= MOST_DAYS
    }

    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(self.described(printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, self.described(printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let bands = Bands::of(self.window, room);
        let told = self.states_told().into_iter().map(|state| (state, printer.words.term("day", state.into())));
        let (entries, lines) = legend(room, told, (BESIDE, CELL));
        let mut canvas = Canvas::new(room.width(), bands.bottom() + 20.0 + LINE * float(lines));
        for band in 0..bands.count {
            for (place, key) in [(0, "weekday.1"), (2, "weekday.3"), (4, "weekday.5")] {
                let (_, y) = bands.spot(band.saturating_mul(bands.days()).saturating_add(place));
                canvas.text((bands.left - 10.0, y + CELL * 0.72), Anchor::End, Ink::Faint, printer.words.get(key));
            }
        }
        let states = self.states();
        let mut spots: BTreeMap<Option<DayState>, Vec<(f64, f64)>> = BTreeMap::new();
        for (state, since) in states.into_iter().zip(bands.since(self.window.first)..) {
            spots.entry(state).or_default().push(bands.spot(since));
        }
        for (state, spots) in &spots {
            cells(&mut canvas, spots, *state);
        }
        for ((x, y), month) in self.months(&bands, printer) {
            canvas.text((x, y - 10.0), Anchor::Start, Ink::Faint, month);
        }
        for Entry { label, line, of: state, x } in entries {
            let y = bands.bottom() + LINE * (float(line) + 1.0);
            cells(&mut canvas, &[(x, y - CELL / 2.0)], Some(state));
            canvas.text((x + BESIDE, y + 3.0), Anchor::Start, Ink::Text, label);
        }
        canvas.done(printer.words.get("picture.adherence_calendar").to_owned(), description)
    }

    /// The names of months, each where it begins or a band does. One that the next has no room beside is left out.
    fn months<'p>(&self, bands: &Bands, printer: &'p Printer<'_>) -> Vec<((f64, f64), &'p str)> {
        let mut named: Vec<((f64, f64), &str)> = Vec::new();
        for (month, since) in bands.months(self.window) {
            // Of a day in the midst of a week its week is named.
            let monday = bands.spot(since.saturating_sub(since.rem_euclid(7)));
            let has_room =
                |((x, y), name): &((f64, f64), &str)| *y < monday.1 || *x + width_of(name, SMALL) + 4.0 <= monday.0;
            if named.last().is_some_and(|before| !has_room(before)) {
                named.pop();
            }
            named.push((monday, printer.month(month)));
        }
        named
    }

    /// What became of each day of the window; where one is there twice, the first counts.
    fn states(&self) -> Vec<Option<DayState>> {
        let mut states = vec![None; usize::try_from(self.window.days()).unwrap_or_default()];
        for day in self.days.iter().rev() {
            let place = usize::try_from(day.on.days_since(self.window.first)).ok();
            place.and_then(|place| states.get_mut(place)).into_iter().for_each(|state| *state = Some(day.state));
        }
        states
    }

    /// The states that are told: that nobody has said what became of a day, only where there is one.
    fn states_told(&self) -> Vec<DayState> {
        let is_told = |state: &DayState| {
            *state != DayState::Unrecorded || self.days.iter().any(|day| day.state == DayState::Unrecorded)
        };
        DayState::VARIANTS.iter().copied().filter(is_told).collect()
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let words = printer.words;
        let mut days = self.days.clone();
        days.sort_by_key(|day| day.on);
        let counts = self.states_told().into_iter().map(|state| {
            let of: Vec<Value> = days.iter().filter(|day| day.state == state).map(|day| Value::Day(day.on)).collect();
            let count = printer.number(float(of.len()), 0);
            let named = words.term("day", state.into());
            let days = if of.is_empty() { String::new() } else { format!(" ({})", printer.value(&Value::Several(of))) };
            format!("{named}: {count}{days}")
        });
        counts.collect::<Vec<_>>().join("; ")
    }
}

/// Where days lie: as many weeks beside one another as there is room for, then a band below.
struct Bands {
    count: i64,
    left: f64,
    /// The Monday from which places are counted.
    start: i64,
    /// How many weeks a band has.
    weeks: i64,
}

impl Bands {
    fn of(window: DaySpan, room: Room) -> Self {
        let (left, weeks) = match room {
            Room::Wide => (96.0, 28),
            Room::Narrow => (60.0, 15),
        };
        let first = window.first.days();
        // 1 January 1970 was a Thursday: the third day after a Monday.
        let start = first.saturating_sub(first.saturating_add(3).rem_euclid(7));
        let mut bands = Bands { count: 1, left, start, weeks };
        bands.count = bands.band_of(window.last.days().saturating_sub(start)).saturating_add(1);
        bands
    }

    /// How many days a band has.
    const fn days(&self) -> i64 {
        self.weeks.saturating_mul(7)
    }

    fn band_of(&self, since: i64) -> i64 {
        since.div_euclid(self.days())
    }

    /// How many days there are from the first Monday to one.
    fn since(&self, day: LocalDate) -> i64 {
        day.days().saturating_sub(self.start)
    }

    /// The months of the window, each where it begins in a band, with how many days there are from the first Monday to there.
    fn months(&self, window: DaySpan) -> impl Iterator<Item = (u32, i64)> {
        let next = |day: &LocalDate| {
            // The longest month has 31 days, and the shortest two have more than that together.
            let month = day.first_of_month().checked_add_days(31).map(LocalDate::first_of_month);
            let behind = self.band_of(self.since(*day)).saturating_add(1);
            let band = LocalDate::from_days(behind.saturating_mul(self.days()).saturating_add(self.start));
            month.into_iter().chain(band).min()
        };
        let days = std::iter::successors(Some(window.first), next).take_while(move |day| *day <= window.last);
        days.map(|day| (day.year_and_month().1, self.since(day)))
    }

    /// The upper left corner of a day.
    fn spot(&self, since: i64) -> (f64, f64) {
        let top = self.height_of(self.band_of(since)) + TOP;
        let (week, day) = (since.div_euclid(7).rem_euclid(self.weeks), since.rem_euclid(7));
        (self.left + CELL * float_of(week), top + CELL * float_of(day))
    }

    /// How high so many bands are.
    fn height_of(&self, bands: i64) -> f64 {
        float_of(bands) * (TOP + CELL * 7.0 + BETWEEN)
    }

    fn bottom(&self) -> f64 {
        self.height_of(self.count) - BETWEEN
    }
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
        Some(DayState::Unrecorded) => {
            squares(2.0, Ink::Text, Fill::Edge);
            squares(7.0, Ink::Text, Fill::Full);
        }
        Some(DayState::Cancelled) => {
            squares(2.0, Ink::Faint, Fill::Edge);
            for (x, y) in spots {
                let stroke = [(x + 2.0, y + CELL - 2.0), (x + CELL - 2.0, y + 2.0)];
                canvas.line(stroke, Ink::Faint, 1.5, Dash::Solid);
            }
        }
    }
}

fn float_of(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}
