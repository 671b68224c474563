//! Milestones along a line from above: when each is due, and what became of it.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::IntoStaticStr;

use super::canvas::{Canvas, SIZE, fitted, float};
use super::model::{Anchor, Dash, Dot, Fill, Ink, Picture, Room};
use crate::locale::Printer;
use touchline_kernel::{LocalDate, Title};

/// What became of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PictureMilestoneState {
    /// It was reached.
    Reached,
    /// It is still to come.
    Open,
    /// Its day is over, and it was not reached.
    Overdue,
    /// It was missed for good.
    Missed,
    /// It was dropped.
    Dropped,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "PictureMilestone")]
pub struct MilestoneMark {
    /// The day on which it was reached; null where it was not.
    #[serde(default)]
    pub done_on: Option<LocalDate>,
    /// The day by which it is due; null where it has none.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What became of it.
    pub state: PictureMilestoneState,
    /// What it is called.
    pub title: Title,
}

/// Milestones.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
pub struct MilestoneTimeline {
    /// The milestones.
    #[schemars(length(max = 100))]
    pub milestones: Vec<MilestoneMark>,
    /// The day that is today; null where it is not shown.
    #[serde(default)]
    pub today: Option<LocalDate>,
}

const ROW: f64 = 42.0;

impl MilestoneTimeline {
    /// The picture.
    #[must_use]
    pub fn draw(&self, printer: &Printer<'_>) -> Picture {
        Picture::in_each(self.described(printer), |room, description| self.told(room, printer, description))
    }

    pub(super) fn drawn(&self, room: Room, printer: &Printer<'_>) -> Picture {
        self.told(room, printer, self.described(printer))
    }

    fn told(&self, room: Room, printer: &Printer<'_>, description: String) -> Picture {
        let words = printer.words;
        let milestones = self.in_order();
        let is_over = |milestone: &&MilestoneMark| {
            self.today.is_some_and(|today| milestone.due_on.is_some_and(|due| due < today))
        };
        let before = milestones.iter().filter(|milestone| is_over(milestone)).count();
        let rows = milestones.len().saturating_add(usize::from(self.today.is_some())).max(1);
        let mut canvas = Canvas::new(room.width(), 16.0 + ROW * float(rows));
        let middle = |row: usize| 8.0 + ROW * (float(row) + 0.5);
        let line = along(room);
        canvas.line([(line, middle(0)), (line, middle(rows.saturating_sub(1)))], Ink::Grid, 2.0, Dash::Solid);
        if let Some(today) = self.today {
            let y = middle(before);
            canvas.line([(room.pick(24.0, 8.0), y), (room.width() - 24.0, y)], Ink::Faint, 1.0, Dash::Dashed);
            let label = words.with("picture.today", &[("day", &printer.day(today))]);
            canvas.text((room.width() - 24.0, y - 5.0), Anchor::End, Ink::Faint, label);
        }
        for (place, milestone) in milestones.iter().enumerate() {
            let is_later = self.today.is_some() && place >= before;
            row(&mut canvas, room, middle(place.saturating_add(usize::from(is_later))), milestone, printer);
        }
        canvas.done(words.get("picture.milestones").to_owned(), description)
    }

    /// The milestones by their days; those without one come last, in their own order.
    fn in_order(&self) -> Vec<&MilestoneMark> {
        let mut milestones: Vec<&MilestoneMark> = self.milestones.iter().collect();
        milestones.sort_by_key(|milestone| (milestone.due_on.is_none(), milestone.due_on));
        milestones
    }

    fn described(&self, printer: &Printer<'_>) -> String {
        let told: Vec<String> = self.in_order().iter().map(|milestone| described(milestone, printer)).collect();
        if told.is_empty() { printer.words.get("nothing_here").to_owned() } else { told.join("; ") }
    }
}

/// Where the line lies.
const fn along(room: Room) -> f64 {
    room.pick(132.0, 22.0)
}

fn row(canvas: &mut Canvas, room: Room, y: f64, milestone: &MilestoneMark, printer: &Printer<'_>) {
    let (ink, form, fill) = match milestone.state {
        PictureMilestoneState::Reached => (Ink::Good, Dot::Circle, Fill::Full),
        PictureMilestoneState::Open => (Ink::Own, Dot::Circle, Fill::Edge),
        PictureMilestoneState::Overdue => (Ink::Poor, Dot::Diamond, Fill::Full),
        PictureMilestoneState::Missed => (Ink::Poor, Dot::Cross, Fill::Full),
        PictureMilestoneState::Dropped => (Ink::Faint, Dot::Square, Fill::Edge),
    };
    let line = along(room);
    canvas.dot((line, y), 9.0, Ink::Paper, Dot::Circle, Fill::Full);
    canvas.dot((line, y), 6.0, ink, form, fill);
    let x = line + 18.0;
    let title = fitted(milestone.title.as_str(), room.width() - x - 16.0, SIZE);
    canvas.strong((x, y - 1.0), Anchor::Start, Ink::Text, title);
    canvas.text((x, y + 14.0), Anchor::Start, ink, state(milestone, printer));
    let Some(due) = milestone.due_on else { return };
    let (at, day) = match room {
        Room::Wide => ((line - 18.0, y + 4.0), printer.day(due)),
        // Beside the line there is no room for the day, and behind the words there is.
        Room::Narrow => ((room.width() - 16.0, y + 14.0), printer.day(due)),
    };
    canvas.text(at, Anchor::End, Ink::Text, day);
}

fn state(milestone: &MilestoneMark, printer: &Printer<'_>) -> String {
    let state = printer.words.term("milestone", milestone.state.into());
    match milestone.done_on {
        None => state,
        Some(done) => printer.words.with("picture.state_on", &[("state", &state), ("day", &printer.day(done))]),
    }
}

fn described(milestone: &MilestoneMark, printer: &Printer<'_>) -> String {
    let (title, state) = (milestone.title.as_str(), state(milestone, printer));
    let due = milestone.due_on.map_or_else(|| "–".to_owned(), |due| printer.day(due));
    printer.words.with("picture.milestone", &[("title", title), ("day", &due), ("state", &state)])
}
