//! Skill reports in a trial: scored anew from their measures by the framework that is tried, and told by the catalogues
//! that are tried.
//!
//! A log holds neither frameworks nor catalogues, so the host hands in those of its own that the log went by. What one
//! side says and the other cannot, such as an unrounded score that nobody recorded, is no difference.
//!
//! Rules: WSP-08.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::Workspace;
use touchline_calculators::recommendation::{AreaChooser, Bounds, Catalogue, Library, Outstanding, Words};
use touchline_calculators::skill::{
    Chosen, Compiled, Figures, Framework, FrameworkGiven, Level, PublishedScore, built_in, published,
};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Faults, Reason};
use touchline_kernel::text::Locale;
use touchline_kernel::{Command, DaySpan, Key, PersonId};
use touchline_law::law::{Act, WireCommand};
use touchline_law::things::skill_report::{
    self, AreaOfReport, RecordSkillReport, ReportMeasures, ReportedScore, Scored, SkillReport, SkillReportId, State,
};

/// What the scores of a trial go by: what is tried, and what the log went by.
#[derive(Debug)]
pub(super) struct Asked {
    pub catalogues: Option<Vec<Catalogue>>,
    pub framework: Option<FrameworkGiven>,
    pub log_catalogues: Vec<Catalogue>,
    pub log_frameworks: Vec<Framework>,
    pub measures: Vec<MeasuresOfReport>,
    pub replaces: Option<Key>,
}

/// What the scores of a recorded report were made of.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct MeasuresOfReport {
    /// The measures.
    pub measures: ReportMeasures,
    /// The report.
    pub skill_report: SkillReportId,
}

/// A score in a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialScore")]
pub struct ScoreTold {
    /// How much of the weight it rests on; null where nobody said.
    pub coverage: Option<f64>,
    /// Its level; null where there is no score.
    pub level: Option<Level>,
    /// As it is published; null where too little was there to score.
    pub score: Option<PublishedScore>,
    /// Not rounded; null where nobody said.
    pub unrounded: Option<f64>,
}

/// An area to improve, in a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialGap")]
pub struct GapTold {
    /// The weakest component of the area; null where its measures are not known.
    pub component: Option<Key>,
    /// Which of the report's gaps it is: 1 comes first.
    pub place: usize,
    /// The published score that is to be reached.
    pub target: u8,
    /// What is said of it; null where no catalogue has the component, or that is not known.
    pub words: Option<Words>,
}

/// An area of a report in a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialArea")]
pub struct AreaTold {
    /// What makes it a gap; null where it is none.
    pub gap: Option<GapTold>,
    /// Its score.
    pub score: ScoreTold,
}

/// A report in a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialReport")]
pub struct ReportTold {
    /// The key of the framework by which it is scored.
    pub framework: Key,
    /// Overall.
    pub overall: ScoreTold,
    /// Where it stands: released to the person, or not.
    pub state: State,
}

/// An area that would have another score, level or gap.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialAreaDifference")]
pub struct AreaDifference {
    /// The area.
    pub area: Key,
    /// What it has; null where the report has no such area.
    pub before: Option<AreaTold>,
    /// What it would have.
    pub then: Option<AreaTold>,
}

/// A skill report that would say something else.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TrialReportDifference")]
pub struct ReportDifference {
    /// The areas that would have another score, level or gap: those of the report, then those that it would have besides.
    pub areas: Vec<AreaDifference>,
    /// What it says; null where there is none.
    pub before: Option<ReportTold>,
    /// Whose scores they are.
    pub person: PersonId,
    /// The report.
    pub skill_report: SkillReportId,
    /// What it would say.
    pub then: Option<ReportTold>,
    /// The days that were scored.
    pub window: DaySpan,
}

/// Why a report could not be tried in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TrialWhyNotRescored")]
pub enum WhyNot {
    /// By a framework that is not known here: which of its areas are gaps cannot be told.
    FrameworkUnknown,
    /// Neither the log nor the host says what was measured: its scores are left as they are.
    MeasuresMissing,
}

/// A report that could not be tried in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TrialNotRescored")]
pub struct NotRescored {
    /// Whose scores they are.
    pub person: PersonId,
    /// The report.
    pub skill_report: SkillReportId,
    /// Why.
    pub why: WhyNot,
}

/// What the scores of a trial go by, as far as it has been checked and met.
#[derive(Debug)]
pub(super) struct Scoring {
    catalogues: Option<Vec<Catalogue>>,
    handed_in: BTreeMap<SkillReportId, ReportMeasures>,
    known: BTreeMap<Key, FrameworkGiven>,
    log_catalogues: Vec<Catalogue>,
    /// What the commands say that were met so far.
    recorded: BTreeMap<SkillReportId, ReportMeasures>,
    /// The reports that were scored anew.
    rescored: BTreeSet<SkillReportId>,
    tried: Option<Replacement>,
}

/// A framework that is tried, and in which one's place.
#[derive(Debug)]
struct Replacement {
    by: FrameworkGiven,
    key: Key,
    of: Key,
}

/// On which side of a trial something is told.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Then,
}

impl Scoring {
    /// Checks what is tried, with the commands besides.
    pub(super) fn of(asked: Asked, commands: &[WireCommand]) -> Result<Self, BadInput> {
        let Asked { catalogues, framework, log_catalogues, log_frameworks, measures, replaces } = asked;
        let mut faults = Faults::default();
        note(&mut faults, Library::of(catalogues.as_deref().unwrap_or_default(), "/catalogues").map(drop));
        note(&mut faults, Library::of(&log_catalogues, "/log_catalogues").map(drop));
        for (place, framework) in log_frameworks.iter().enumerate() {
            note(&mut faults, framework.check(&format!("/log_frameworks/{place}")));
        }
        check_keys(&log_frameworks, &measures, &mut faults);
        let known = known(log_frameworks);
        let tried = framework.map(|by| Replacement::of(by, replaces.as_ref(), &known)).transpose();
        match &tried {
            Err(bad) => note(&mut faults, Err(bad.clone())),
            Ok(Some(tried)) => tried.check_all(&measures, commands, &mut faults),
            Ok(None) if replaces.is_some() => {
                let alone = Reason::new(Code::CompanionMissing).with(DetailKey::Field, "replaces");
                faults.add("/replaces", alone.with(DetailKey::Expected, "framework"));
            }
            Ok(None) => {}
        }
        faults.told()?;
        Ok(Scoring {
            catalogues,
            handed_in: measures.into_iter().map(|of| (of.skill_report, of.measures)).collect(),
            known,
            log_catalogues,
            recorded: BTreeMap::new(),
            rescored: BTreeSet::new(),
            tried: tried?,
        })
    }

    /// Keeps what a command says was measured, and whether it is scored anew.
    pub(super) fn meet(&mut self, command: &Command<Act>) {
        let Some(body) = recording(command) else { return };
        if let Some(measures) = &body.measures {
            self.recorded.entry(body.skill_report).or_insert_with(|| measures.clone());
        }
        if self.replaced(command).is_some() {
            self.rescored.insert(body.skill_report);
        }
    }

    /// The command as it would have been sent: a report with the scores that the framework that is tried gives.
    pub(super) fn rescored<'a>(&self, command: &'a Command<Act>) -> Result<Cow<'a, Command<Act>>, Reason> {
        let Some((tried, body, measures)) = self.replaced(command) else { return Ok(Cow::Borrowed(command)) };
        let (compiled, figures) = tried.score(measures)?;
        let act = Act::SkillReport(skill_report::Act::Record(tried.report(body, &compiled, &figures)));
        Ok(Cow::Owned(Command { act, ..command.clone() }))
    }

    /// What takes the place of the scores that a command records, where something does.
    fn replaced<'a>(
        &'a self,
        command: &'a Command<Act>,
    ) -> Option<(&'a Replacement, &'a RecordSkillReport, &'a ReportMeasures)> {
        let tried = self.tried.as_ref()?;
        let body = replaced(command, tried)?;
        let measures = self.handed_in.get(&body.skill_report).or(body.measures.as_ref())?;
        Some((tried, body, measures))
    }

    /// What is told of a report that differs; nothing where nothing does.
    pub(super) fn difference(
        &self,
        (before, then): (Option<&SkillReport>, Option<&SkillReport>),
        workspaces: (&Workspace, &Workspace),
    ) -> Option<ReportDifference> {
        let report = before.or(then)?;
        let told =
            |report: Option<&SkillReport>, on: &Workspace, side| report.map(|report| self.tell(report, on, side));
        let (was, would) = (told(before, workspaces.0, Side::Before), told(then, workspaces.1, Side::Then));
        let areas = areas_that_differ(was.as_ref(), would.as_ref());
        let (before, then) = (was.map(|told| told.report), would.map(|told| told.report));
        let is_same = match (&before, &then) {
            (Some(before), Some(then)) => before.state == then.state && !before.overall.differs(&then.overall),
            _ => false,
        };
        let SkillReport { person, skill_report, ref content, .. } = *report;
        if is_same && areas.is_empty() {
            return None;
        }
        Some(ReportDifference { areas, before, person, skill_report, then, window: content.window })
    }

    /// Why a report of the log could not be tried in full; nothing where it could.
    pub(super) fn not_rescored(&self, report: &SkillReport) -> Option<NotRescored> {
        let framework = &report.content.framework;
        let is_replaced = self.tried.as_ref().is_some_and(|tried| tried.of == *framework);
        let why = if is_replaced && !self.rescored.contains(&report.skill_report) {
            WhyNot::MeasuresMissing
        } else if !self.known.contains_key(framework) {
            WhyNot::FrameworkUnknown
        } else {
            return None;
        };
        Some(NotRescored { person: report.person, skill_report: report.skill_report, why })
    }

    /// What was measured: the host's word goes before the log's on the side that is tried, and after it on the other.
    fn measures(&self, report: SkillReportId, side: Side) -> Option<&ReportMeasures> {
        let (recorded, handed_in) = (self.recorded.get(&report), self.handed_in.get(&report));
        match side {
            Side::Before => recorded.or(handed_in),
            Side::Then => handed_in.or(recorded),
        }
    }

    /// The framework of a report on a side.
    fn framework(&self, report: &SkillReport, side: Side) -> Option<&FrameworkGiven> {
        let is_rescored = matches!(side, Side::Then) && self.rescored.contains(&report.skill_report);
        let tried = self.tried.as_ref().filter(|_| is_rescored).map(|tried| &tried.by);
        tried.or_else(|| self.known.get(&report.content.framework))
    }

    fn tell(&self, report: &SkillReport, on: &Workspace, side: Side) -> Told {
        let content = &report.content;
        let mut gaps = self.gaps(report, on, side);
        let areas = content.areas.iter().map(|area| {
            let told = AreaTold { gap: gaps.remove(&area.area), score: ScoreTold::of(&area.scored) };
            (area.area.clone(), told)
        });
        let overall = ScoreTold::of(&content.overall);
        Told {
            areas: areas.collect(),
            report: ReportTold { framework: content.framework.clone(), overall, state: report.state },
        }
    }

    /// The gaps of a report by their areas, as a recommendation would tell them; none where its framework is not known.
    fn gaps(&self, report: &SkillReport, on: &Workspace, side: Side) -> BTreeMap<Key, GapTold> {
        let measures = self.measures(report.skill_report, side);
        let view = measures.and_then(|measures| measures.view.as_ref());
        let chosen = self.framework(report, side).and_then(|given| given.chosen(view).ok());
        let Some(chosen) = chosen else { return BTreeMap::new() };
        let (compiled, content) = (&*chosen.compiled, &report.content);
        let policy = on.policy();
        let target = content.expected.unwrap_or_else(|| policy.skill.target(&[], None)).score;
        let bounds = Bounds::of(&policy.recommendation, target);
        let area = |place: usize| compiled.areas().get(place).map(|area| &area.key);
        let score = |place: usize| {
            let area = content.areas.iter().find(|scored| Some(&scored.area) == area(place))?;
            area.scored.score.map(|PublishedScore(score)| score)
        };
        let mut outstanding = Outstanding::default();
        AreaChooser::new(compiled, bounds).choose(score, &mut outstanding);
        let figures = measures.and_then(|measures| figures(&chosen, measures).ok());
        let locale = on.world.tables.people.get(report.person).and_then(|person| person.document.locale.as_ref());
        let told = outstanding.gaps.iter().zip(1..).filter_map(|(gap, place)| {
            let area = area(*gap)?;
            let component = figures.as_ref().and_then(|figures| weakest(compiled, figures, *gap));
            let words = component.and_then(|component| self.words(side, locale, (area, component)));
            Some((area.clone(), GapTold { component: component.cloned(), place, target, words }))
        });
        told.collect()
    }

    fn words(&self, side: Side, locale: Option<&Locale>, (area, component): (&Key, &Key)) -> Option<Words> {
        let tried = self.catalogues.as_ref().filter(|_| matches!(side, Side::Then));
        Library::of_checked(tried.unwrap_or(&self.log_catalogues)).words(locale, area, component)
    }
}

/// A report on one side, with its areas in their order.
struct Told {
    areas: Vec<(Key, AreaTold)>,
    report: ReportTold,
}

impl Told {
    fn area(&self, wanted: &Key) -> Option<&AreaTold> {
        self.areas.iter().find(|(area, _)| area == wanted).map(|(_, told)| told)
    }
}

fn areas_that_differ(before: Option<&Told>, then: Option<&Told>) -> Vec<AreaDifference> {
    let named = [before, then].into_iter().flatten().flat_map(|told| told.areas.iter().map(|(area, _)| area));
    let mut seen = BTreeSet::new();
    let each = named.filter(|area| seen.insert(*area)).map(|area| {
        let [before, then] = [before, then].map(|told| told.and_then(|told| told.area(area)).cloned());
        AreaDifference { area: area.clone(), before, then }
    });
    each.filter(AreaDifference::is_one).collect()
}

impl AreaDifference {
    fn is_one(&self) -> bool {
        match (&self.before, &self.then) {
            (Some(before), Some(then)) => before.score.differs(&then.score) || gap_differs(before, then),
            // An area without a score is as good as none.
            (one, other) => one.as_ref().or(other.as_ref()).is_some_and(|told| told.score.score.is_some()),
        }
    }
}

fn gap_differs(before: &AreaTold, then: &AreaTold) -> bool {
    match (&before.gap, &then.gap) {
        (Some(before), Some(then)) => {
            (before.place, before.target) != (then.place, then.target)
                || both_known_and_other(&before.component, &then.component)
                || both_known_and_other(&before.words, &then.words)
        }
        (before, then) => before.is_some() != then.is_some(),
    }
}

/// What one side does not say is no difference.
fn both_known_and_other<T: PartialEq>(before: &Option<T>, then: &Option<T>) -> bool {
    before.as_ref().zip(then.as_ref()).is_some_and(|(before, then)| before != then)
}

impl ScoreTold {
    fn of(scored: &Scored) -> Self {
        let Scored { coverage, level, score, unrounded, .. } = *scored;
        ScoreTold { coverage, level, score, unrounded }
    }

    fn differs(&self, other: &Self) -> bool {
        (self.score, self.level) != (other.score, other.level)
            || both_known_and_other(&self.unrounded, &other.unrounded)
    }
}

impl Replacement {
    fn of(by: FrameworkGiven, replaces: Option<&Key>, known: &BTreeMap<Key, FrameworkGiven>) -> Result<Self, BadInput> {
        let key = by.chosen(None)?.framework.key.clone();
        let of = replaces.unwrap_or(&key).clone();
        let mut faults = Faults::default();
        faults.known("/replaces", of.as_str(), known.keys().map(Key::as_str));
        faults.told()?;
        Ok(Replacement { by, key, of })
    }

    /// Adds a fault for all measures that are handed in, in whatever way, and that the framework does not fit.
    fn check_all(&self, measures: &[MeasuresOfReport], commands: &[WireCommand], faults: &mut Faults) {
        for (place, of) in measures.iter().enumerate() {
            self.check(&of.measures, &format!("/measures/{place}/measures"), faults);
        }
        for (place, wire) in commands.iter().enumerate() {
            let recorded = replaced(&wire.command, self).and_then(|body| body.measures.as_ref());
            if let Some(measures) = recorded {
                self.check(measures, &format!("/commands/{place}/body/measures"), faults);
            }
        }
    }

    fn check(&self, measures: &ReportMeasures, path: &str, faults: &mut Faults) {
        match self.by.chosen(measures.view.as_ref()) {
            Ok(chosen) => drop(chosen.row(&measures.values, &format!("{path}/values"), faults)),
            Err(bad) => bad.faults.into_iter().for_each(|fault| faults.add(format!("{path}/view"), fault.reason)),
        }
    }

    /// The scores that it gives, or what the framework lacks.
    fn score(&self, measures: &ReportMeasures) -> Result<(Cow<'_, Compiled>, Figures), Reason> {
        let chosen = self.by.chosen(measures.view.as_ref()).map_err(misfit)?;
        let figures = figures(&chosen, measures).map_err(misfit)?;
        Ok((chosen.compiled, figures))
    }

    fn report(&self, body: &RecordSkillReport, compiled: &Compiled, figures: &Figures) -> RecordSkillReport {
        let areas = compiled
            .areas()
            .iter()
            .zip(&figures.areas)
            .map(|(area, of)| AreaOfReport { area: area.key.clone(), reported: reported(of.score, of.coverage) });
        RecordSkillReport {
            areas: areas.collect(),
            framework: self.key.clone(),
            overall: reported(figures.overall, figures.coverage),
            ..body.clone()
        }
    }
}

fn reported(score: Option<f64>, coverage: f64) -> ReportedScore {
    let whole = score.map(|score| PublishedScore(published(score)));
    ReportedScore { coverage: Some(coverage), previous: None, score: whole, unrounded: score }
}

/// The scores of measures, or every fault where the framework does not fit them.
fn figures(chosen: &Chosen<'_>, measures: &ReportMeasures) -> Result<Figures, BadInput> {
    let mut faults = Faults::default();
    let row = chosen.row(&measures.values, "", &mut faults);
    faults.told()?;
    chosen.compiled.score(&row).map_err(|not_a_number| {
        let component = not_a_number.component.as_str();
        let mut faults = Faults::default();
        faults.add("", Reason::new(Code::UnknownValue).with(DetailKey::Actual, component));
        faults.into()
    })
}

fn weakest<'a>(compiled: &'a Compiled, figures: &Figures, area: usize) -> Option<&'a Key> {
    let place = figures.areas.get(area)?.weakest?;
    compiled.components().get(place).map(|component| &component.key)
}

/// The first thing that the framework that is tried lacks.
fn misfit(bad: BadInput) -> Reason {
    let first = bad.faults.into_iter().next().map(|fault| fault.reason);
    let detail = |key| first.as_ref().and_then(|reason: &Reason| reason.detail(key)).cloned().unwrap_or_default();
    let misfit = Reason::new(Code::FrameworkDoesNotFit).with(DetailKey::Actual, detail(DetailKey::Actual));
    misfit.with(DetailKey::Known, detail(DetailKey::Known))
}

/// What a command records, if it records a report.
fn recording(command: &Command<Act>) -> Option<&RecordSkillReport> {
    match &command.act {
        Act::SkillReport(skill_report::Act::Record(body)) => Some(body),
        _ => None,
    }
}

/// What it records, if the framework of that is the one in whose place another is tried.
fn replaced<'a>(command: &'a Command<Act>, tried: &Replacement) -> Option<&'a RecordSkillReport> {
    recording(command).filter(|body| body.framework == tried.of)
}

/// The frameworks that reports of the log may have been scored by, by their keys.
fn known(own: Vec<Framework>) -> BTreeMap<Key, FrameworkGiven> {
    let shipped = built_in().iter().map(|built_in| built_in.framework.key.clone());
    let shipped = shipped.map(|key| (key.clone(), FrameworkGiven::Key(key)));
    let own = own.into_iter().map(|own| (own.key.clone(), FrameworkGiven::Document(Box::new(own))));
    shipped.chain(own).collect()
}

/// Adds a fault where two frameworks have the same key, and where two measures are of the same report.
fn check_keys(frameworks: &[Framework], measures: &[MeasuresOfReport], faults: &mut Faults) {
    let (mut keys, mut reports) = (BTreeSet::new(), BTreeSet::new());
    for (place, framework) in frameworks.iter().enumerate().filter(|(_, own)| !keys.insert(own.key.as_str())) {
        let twice = Reason::twice(framework.key.as_str());
        faults.add(format!("/log_frameworks/{place}/key"), twice);
    }
    for (place, of) in measures.iter().enumerate().filter(|(_, of)| !reports.insert(of.skill_report)) {
        let twice = Reason::twice(&of.skill_report.to_string());
        faults.add(format!("/measures/{place}/skill_report"), twice);
    }
}

fn note(faults: &mut Faults, checked: Result<(), BadInput>) {
    let bad = checked.err().into_iter().flat_map(|bad| bad.faults);
    bad.for_each(|fault| faults.add(fault.path, fault.reason));
}
