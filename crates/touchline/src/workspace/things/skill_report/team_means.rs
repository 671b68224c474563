//! `skill_report.team_means`: what a team's scores of a month come to, for those who are in it and those who lead it.
//!
//! A team is whoever reports to one manager, so that no two have anybody in common. A month's means are told some days after it, of
//! what was recorded and released by then: what comes later changes them no more, and whoever moves stays in the team in which their
//! last report of the month was recorded. A report counts whose days all lie in the month, so that none is in two.
//!
//! Rules: ACC-14, ACC-15, ACC-19.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::moments::{Moments, between};
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::skill::{GroupScores, PublishedScore, told_together};
use touchline_kernel::{Code, DaySpan, Instant, Key, LocalDate, PersonId};
use touchline_law::access::{Action, Standing, Whose};
use touchline_law::facts::{Refusal, moments_of};
use touchline_law::policy::Policy;
use touchline_law::things::skill_report::{Scored, SkillReport};

/// Whose team, in which month.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillReportTeamMeansOf")]
pub struct SkillReportTeamMeans {
    /// To whom the team reports.
    pub manager: PersonId,
    /// A day of the month.
    pub month: LocalDate,
}

/// Why no mean of a month is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TeamMeansWithheld")]
pub enum Withheld {
    /// The month is not over, or not long enough: what is still to come would change them.
    NotSettled,
    /// None is of enough people whose scores the viewer is not told anyhow; nobody may have been scored.
    GroupTooSmall,
}

/// One mean of a team's scores.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamMean {
    /// The area by its key; null for the overall score.
    pub area: Option<Key>,
    /// The framework by its key.
    pub framework: Key,
    /// The mean over people, each of whom counts once, to a hundredth.
    pub mean: f64,
    /// Over how many people it is.
    pub people: usize,
}

/// What a team's scores of a month come to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamMeans {
    /// The days of the month. A report counts all of whose days they are.
    pub days: DaySpan,
    /// To whom the team reports.
    pub manager: PersonId,
    /// The means that the viewer is told, by framework and area: the overall one before those of areas.
    pub means: Vec<TeamMean>,
    /// From when on the means of the month are told, and change no more.
    pub settles_at: Instant,
    /// Why there are none; null where there are. Whether there are more of too few people nobody is told.
    pub withheld: Option<Withheld>,
}

/// A figure: the framework, and the area of one that is not overall.
type Figure = (Key, Option<Key>);
type Figures = BTreeMap<Figure, GroupScores<PersonId>>;
type Scores = (Figure, GroupScores<PersonId>);

/// A month that is asked about, in the zone of the organisation.
struct Month {
    days: DaySpan,
    /// When reports of it are recorded, and released.
    recorded: Moments,
}

impl Question for SkillReportTeamMeans {
    type View = TeamMeans;

    fn answer(&self, asked: &Asked<'_>) -> Result<TeamMeans, Refusal> {
        if asked.world.tables.people.get(self.manager).is_none() {
            return Err(Code::NotFound.into());
        }
        let month = Month::of(self.month, asked.policy);
        let team = Whose::Team { manager: self.manager, author: None };
        let viewer = asked.sight().towards(&team)?;
        let counted = counted(asked, self.manager, &month);
        if !leads(&viewer) && !is_member(asked, self.manager, &counted) {
            return Err(Code::NotFound.into());
        }
        let is_settled = month.recorded.until <= asked.known_until();
        let all = if is_settled { figures(&counted) } else { Figures::new() };
        let means = told(&viewer, asked, all)?;
        let withheld = match is_settled {
            false => Some(Withheld::NotSettled),
            true => means.is_empty().then_some(Withheld::GroupTooSmall),
        };
        Ok(TeamMeans { days: month.days, manager: self.manager, means, settles_at: month.recorded.until, withheld })
    }
}

impl Month {
    /// The month of a day. What lies beyond the calendar's last day never settles.
    fn of(day: LocalDate, policy: &Policy) -> Self {
        let first = day.first_of_month();
        let next = first.checked_add_days(31).map(LocalDate::first_of_month);
        let last = next.and_then(|next| next.checked_add_days(-1)).unwrap_or_else(LocalDate::last);
        let settled = last.checked_add_days(i64::from(policy.access.group_settles_after_days));
        let within = DaySpan { first, last: settled.unwrap_or_else(LocalDate::last) };
        let (since, until) = moments_of(within, policy.organisation.zone);
        Month { days: DaySpan { first, last }, recorded: Moments { since, until } }
    }

    /// Whether a report counts in it.
    fn holds(&self, report: &SkillReport) -> bool {
        let window = report.content.window;
        self.days.contains(window.first)
            && self.days.contains(window.last)
            && self.recorded.hold(report.recorded.at)
            && report.released.is_some_and(|released| released.at < self.recorded.until)
    }
}

/// Whether the viewer is told of the team for more than being in it.
fn leads(viewer: &Standing<'_>) -> bool {
    viewer.may(Action::SeeTeamFigures).is_ok()
}

/// Whether the viewer was of the team then, or is now.
fn is_member(asked: &Asked<'_>, manager: PersonId, counted: &[&SkillReport]) -> bool {
    let viewer = asked.viewing.viewer;
    let reports_now =
        asked.world.tables.people.get(viewer).is_some_and(|known| known.document.manager == Some(manager));
    reports_now || counted.iter().any(|report| report.person == viewer)
}

/// The reports of a month that count for a team: all of whoever was in it at their last one.
fn counted<'a>(asked: &Asked<'a>, manager: PersonId, month: &Month) -> Vec<&'a SkillReport> {
    let index = &asked.world.skill_report_index;
    let in_team = index.by_team.of(manager, ()).into_iter().flat_map(|keys| keys.range(between(month.recorded)));
    let report = |id| asked.world.tables.skill_reports.get(id);
    let people: BTreeSet<PersonId> = in_team.filter_map(|(_, id)| report(*id)).map(|report| report.person).collect();
    let of_person = |person: PersonId| {
        let own = index.of(person).filter_map(|(_, id)| report(id)).filter(|report| month.holds(report));
        let own: Vec<&SkillReport> = own.collect();
        let last =
            own.iter().max_by_key(|report| (report.content.window.last, report.recorded.at, report.skill_report));
        let stays = last.is_some_and(|last| last.manager == Some(manager));
        if stays { own } else { Vec::new() }
    };
    people.into_iter().flat_map(of_person).collect()
}

/// What these reports tell, by figure.
fn figures(counted: &[&SkillReport]) -> Figures {
    let mut figures = Figures::new();
    for report in counted {
        let content = &report.content;
        let mut add = |area: Option<&Key>, scored: &Scored| {
            if let Some(PublishedScore(score)) = scored.score {
                figures.entry((content.framework.clone(), area.cloned())).or_default().add(report.person, score);
            }
        };
        add(None, &content.overall);
        content.areas.iter().for_each(|of| add(Some(&of.area), &of.scored));
    }
    figures
}

/// The means that the viewer is told, in the order of their figures.
fn told(viewer: &Standing<'_>, asked: &Asked<'_>, all: Figures) -> Result<Vec<TeamMean>, Refusal> {
    let figures = all.into_iter().collect();
    let figures = if leads(viewer) { figures } else { for_members(viewer, asked, figures) };
    let figures = not_to_be_worked_out(asked, figures)?;
    let mean = |((framework, area), scores): (Figure, GroupScores<PersonId>)| {
        let people = scores.people();
        scores.mean().map(|mean| TeamMean { area, framework, mean, people })
    };
    let mut means: Vec<TeamMean> = figures.into_iter().filter_map(mean).collect();
    means.sort_by(|one, other| (&one.framework, &one.area).cmp(&(&other.framework, &other.area)));
    Ok(means)
}

/// Those from which no score follows that the viewer does not see, in the team or beside it: of people whose scores they do not see it
/// has to be enough. Who leads the team sees all of those who are in it still.
fn not_to_be_worked_out(asked: &Asked<'_>, figures: Vec<Scores>) -> Result<Vec<Scores>, Refusal> {
    let people: BTreeSet<PersonId> = figures.iter().flat_map(|(_, scores)| scores.all()).copied().collect();
    let mut unseen = BTreeSet::new();
    for person in people {
        let towards = asked.sight().towards(&Whose::ScoreReport { coached: person })?;
        unseen.extend(towards.may(Action::SeeSkillScores).is_err().then_some(person));
    }
    Ok(told_together(figures, asked.policy.access.group_minimum, |person| unseen.contains(person)))
}

/// What can be told beside one another whoever asks, as far as others than the viewer are enough.
fn for_members(viewer: &Standing<'_>, asked: &Asked<'_>, figures: Vec<Scores>) -> Vec<Scores> {
    let least = asked.policy.access.group_minimum;
    let mut together = told_together(figures, least, |_| true);
    together.retain(|(_, scores)| {
        let is_large = scores.others_than(&asked.viewing.viewer) >= least;
        viewer.as_member(is_large).may(Action::SeeTeamFigures).is_ok()
    });
    together
}
