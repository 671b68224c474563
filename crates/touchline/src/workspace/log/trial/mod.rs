//! A trial: the same log under another policy, framework, catalogue or scorecard, each command decided anew in a workspace of its own,
//! and what would have come out differently. The original is not touched.
//!
//! Rules: WSP-08.

mod reviews;
mod scores;

use core::iter::Peekable;
use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::workspace::Workspace;
use crate::workspace::log::fate::Fate;
use crate::workspace::log::load::{misfit, unreadable, with_record};
use crate::workspace::log::load_error::LoadError;
use crate::workspace::log::moment::{MOST_RECORDS, Moment, Step, TooManyRecords};
use crate::workspace::queries::questions::{
    ActionItemBadge, BundleBadge, BundleFigures, CalibrationBadge, ResponsesBadge, ReviewAssignmentBadge, ReviewBadge,
    TrainingFigures,
};
use crate::workspace::queries::{CalibrationBadges, ResponsesBadges, ReviewAssignmentBadges, ReviewBadges};
use touchline_calculators::recommendation::Catalogue;
use touchline_calculators::scorecard::Template;
use touchline_calculators::skill::{Framework, FrameworkGiven};
use touchline_kernel::envelope::Tagged as _;
use touchline_kernel::lines::Lines;
use touchline_kernel::reader::{self, Shape};
use touchline_kernel::record::{canonical_line, with_stand_ins};
use touchline_kernel::rejection::{BadInput, Code, DetailKey, Reason};
use touchline_kernel::{Actor, Command, CommandId, Instant, Key, PersonId, WarningCode, canonical};
use touchline_law::ground::ThingRef;
use touchline_law::law::{self, Act, Change, WireCommand};
use touchline_law::life::Decided;
use touchline_law::policy::Policy;
use touchline_law::things::action_item::ActionItemBadges;
use touchline_law::things::bundle::{BundleBadges, BundleCards};
use touchline_law::things::training_item::TrainingCards;

use scores::{Asked, Scoring};

pub use reviews::{ReviewDifference, ReviewScore, ReviewUnfit, SectionDifference};
pub use scores::{
    AreaDifference, AreaTold, GapTold, MeasuresOfReport, NotRescored, ReportDifference, ReportTold, ScoreTold, WhyNot,
};

/// What is to be tried.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TrialInput {
    /// The catalogues that are tried: what gaps would be told by, besides the one that ships. Null where no others are.
    #[serde(default)]
    pub catalogues: Option<Vec<Catalogue>>,
    /// Commands that are not in the log, such as those that were refused. Each comes after what the log has of earlier
    /// moments; and among what it has of the same moment, as late as the policy of the log refuses it there, or after all
    /// of that where it is refused nowhere.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub commands: Vec<WireCommand>,
    /// The framework that is tried: the skill reports that were scored by the one that it `replaces` are scored anew from
    /// their measures. Null where none is.
    #[serde(default)]
    pub framework: Option<FrameworkGiven>,
    /// How many differences are listed of each kind. The others are counted.
    #[serde(default = "usual_limit")]
    #[schemars(range(min = 0, max = 100_000))]
    pub limit: u32,
    /// The host's catalogues by which gaps are told now, besides the one that ships.
    #[serde(default)]
    pub log_catalogues: Vec<Catalogue>,
    /// The frameworks of the host's own by which reports in the log were scored. Those that ship are known, and one of
    /// these with the key of such a one stands in its place.
    #[serde(default)]
    pub log_frameworks: Vec<Framework>,
    /// What was in force in the log before a policy was adopted.
    #[serde(default)]
    pub log_policy: Policy,
    /// What was measured for reports whose commands do not say it, or in place of what they say.
    #[serde(default)]
    #[schemars(length(max = 100_000))]
    pub measures: Vec<MeasuresOfReport>,
    /// The policy that is tried: it is in force from the first record to the last, whatever was adopted meanwhile.
    pub policy: Policy,
    /// The key of the framework in whose place the other is tried. Null where they have the same key.
    #[serde(default)]
    pub replaces: Option<Key>,
    /// The key of the scorecard in whose place the other is tried. Null where they have the same key.
    #[serde(default)]
    pub replaces_scorecard: Option<Key>,
    /// The scorecard that is tried: the delivered reviews that were filled in by any version of the one that it replaces are
    /// scored anew from their answers. Null where none is.
    #[serde(default)]
    pub scorecard: Option<Template>,
}

const fn usual_limit() -> u32 {
    1_000
}

/// A command of which something else would have come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommandDifference {
    /// Who wanted it.
    pub actor: Actor,
    /// When.
    pub at: Instant,
    /// What came of it.
    pub before: Fate,
    /// Its id.
    pub command: CommandId,
    /// Whether it would have ended as it did but for differences before it: such as what was wanted of a thing that was
    /// not made.
    pub consequence: bool,
    /// Its name, such as `bundle.release`.
    pub kind: &'static str,
    /// The place of its record; null where it is not in the log.
    pub seq: Option<u64>,
    /// What would have come of it.
    pub then: Fate,
}

/// What somebody has before them at the end. What they may not ask for is null.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TrialFigures")]
pub struct Figures {
    /// How many action items wait for them.
    pub action_items: Option<ActionItemBadges>,
    /// How many packs wait for them.
    pub badges: Option<BundleBadges>,
    /// The figures of the packs that they follow.
    pub bundles: Option<BundleCards>,
    /// How many calibrations wait for them.
    pub calibrations: Option<CalibrationBadges>,
    /// How many responses await them.
    pub responses: Option<ResponsesBadges>,
    /// How many reviews they are to give.
    pub review_assignments: Option<ReviewAssignmentBadges>,
    /// How many reviews wait for them.
    pub reviews: Option<ReviewBadges>,
    /// The figures of the training queue that they keep.
    pub training: Option<TrainingCards>,
}

/// Somebody who would have something else before them at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PersonDifference {
    /// What they have before them.
    pub before: Figures,
    /// Who.
    pub person: PersonId,
    /// What they would have.
    pub then: Figures,
}

/// What came of a trial.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Tried {
    /// The commands of which something else would have come, in their order; as many as the limit lets through.
    pub commands: Vec<CommandDifference>,
    /// How many commands were decided anew. Adopted policies are none of them.
    pub decided: u64,
    /// How many more commands would have ended differently.
    pub more_commands: u64,
    /// How many more reports could not be tried in full.
    pub more_not_rescored: u64,
    /// How many more people would have something else before them.
    pub more_people: u64,
    /// How many more skill reports would say something else.
    pub more_reports: u64,
    /// How many more reviews would come to something else.
    pub more_reviews: u64,
    /// How many more reviews have answers that the scorecard does not fit.
    pub more_reviews_unfit: u64,
    /// The skill reports that could not be tried in full, in the order in which they were recorded.
    pub not_rescored: Vec<NotRescored>,
    /// The people who would have something else before them at the end, by when they were first recorded.
    pub people: Vec<PersonDifference>,
    /// How many records the log has.
    pub records: u64,
    /// The skill reports that would say something else, or of which other gaps would be told: in the order in which they
    /// were recorded, then those that would be recorded besides.
    pub reports: Vec<ReportDifference>,
    /// The reviews that would come to something else by the scorecard that is tried: in the order in which they were made,
    /// then those that would be made besides.
    pub reviews: Vec<ReviewDifference>,
    /// The reviews whose answers that scorecard does not fit, in the same order, each with the questions.
    pub reviews_unfit: Vec<ReviewUnfit>,
}

/// A list that is cut at a limit, and counts the rest.
#[derive(Debug)]
struct Cut<T> {
    limit: usize,
    listed: Vec<T>,
    more: u64,
}

impl<T> Cut<T> {
    fn at(limit: usize) -> Self {
        Cut { limit, listed: Vec::new(), more: 0 }
    }

    fn push(&mut self, one: T) {
        if self.listed.len() < self.limit {
            self.listed.push(one);
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

/// A log on its way through a trial, in chunks cut anywhere.
#[derive(Debug)]
pub struct Trial {
    /// As it was.
    before: Workspace,
    /// As it would have been.
    then: Workspace,
    beside: Peekable<std::vec::IntoIter<WireCommand>>,
    commands: Cut<CommandDifference>,
    decided: u64,
    failed: Option<LoadError>,
    last: Instant,
    lines: Lines,
    /// The records of a moment that commands besides have, too.
    moment: Option<Moment>,
    number: u64,
    scorecard: Option<reviews::Tried>,
    scoring: Scoring,
    /// The shape by which commands are read, and so what the policy's limits refuse.
    shape: &'static Shape,
}

impl Trial {
    /// Nothing tried yet.
    ///
    /// # Errors
    /// Every fault of what is tried.
    pub(crate) fn new(input: TrialInput, shape: &'static Shape) -> Result<Self, BadInput> {
        let TrialInput { catalogues, mut commands, framework, limit, log_catalogues, log_frameworks, .. } = input;
        let TrialInput { log_policy, measures, policy, replaces, replaces_scorecard, scorecard, .. } = input;
        let asked = Asked { catalogues, framework, log_catalogues, log_frameworks, measures, replaces };
        let scoring = Scoring::of(asked, &commands)?;
        policy.check("/policy")?;
        let scorecard = reviews::Tried::of(scorecard, replaces_scorecard)?;
        commands.sort_by_key(|wire| wire.command.at);
        Ok(Trial {
            before: Workspace::new(log_policy),
            then: Workspace::new(policy),
            beside: commands.into_iter().peekable(),
            commands: Cut::at(usize::try_from(limit).unwrap_or(usize::MAX)),
            decided: 0,
            failed: None,
            last: Instant::MIN,
            lines: Lines::default(),
            moment: None,
            number: 0,
            scorecard,
            scoring,
            shape,
        })
    }

    /// Takes the next bytes in.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), LoadError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let mut lines = core::mem::take(&mut self.lines);
        let fed = lines.feed(chunk, |line| self.take(line));
        self.lines = lines;
        self.failed = fed.as_ref().err().cloned();
        fed
    }

    /// What came of it, once all bytes were fed.
    pub fn finish(mut self) -> Result<Tried, LoadError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        if let Some(last) = self.lines.finish() {
            self.take(&last)?;
        }
        self.before.check_missing()?;
        self.settle()?;
        while let Some(wire) = self.beside.next() {
            self.try_beside(wire.command)?;
        }
        let (not_rescored, reports) = self.reports();
        let (reviews, unfit) = self.reviews()?;
        let mut people = Cut::at(self.commands.limit);
        for person in self.before.world.tables.people.rows().map(|person| person.document.person) {
            let [before, then] = [&self.before, &self.then].map(|workspace| workspace.figures_of(person, self.last));
            if before != then {
                people.push(PersonDifference { before, person, then });
            }
        }
        Ok(Tried {
            commands: self.commands.listed,
            decided: self.decided,
            more_commands: self.commands.more,
            more_not_rescored: not_rescored.more,
            more_people: people.more,
            more_reports: reports.more,
            more_reviews: reviews.more,
            more_reviews_unfit: unfit.more,
            not_rescored: not_rescored.listed,
            people: people.listed,
            records: self.before.seq,
            reports: reports.listed,
            reviews: reviews.listed,
            reviews_unfit: unfit.listed,
        })
    }

    /// The skill reports that could not be tried in full, and those that would say something else.
    fn reports(&self) -> (Cut<NotRescored>, Cut<ReportDifference>) {
        let [before, then] = [&self.before, &self.then].map(|workspace| &workspace.world.tables.skill_reports);
        let (mut not_rescored, mut reports) = (Cut::at(self.commands.limit), Cut::at(self.commands.limit));
        for report in before.rows() {
            self.scoring.not_rescored(report).into_iter().for_each(|one| not_rescored.push(one));
        }
        let both = before.rows().map(|report| (Some(report), then.get(report.skill_report)));
        let besides = then.rows().filter(|report| before.get(report.skill_report).is_none());
        for pair in both.chain(besides.map(|report| (None, Some(report)))) {
            let difference = self.scoring.difference(pair, (&self.before, &self.then));
            difference.into_iter().for_each(|one| reports.push(one));
        }
        (not_rescored, reports)
    }

    /// The reviews that would come to something else, and those whose answers do not fit.
    fn reviews(&self) -> Result<(Cut<ReviewDifference>, Cut<ReviewUnfit>), LoadError> {
        let (mut reviews, mut unfit) = (Cut::at(self.commands.limit), Cut::at(self.commands.limit));
        let told = self.scorecard.as_ref().map(|tried| tried.told(&self.before, &self.then)).transpose()?;
        let told = told.unwrap_or_default();
        told.differences.into_iter().for_each(|one| reviews.push(one));
        told.unfit.into_iter().for_each(|one| unfit.push(one));
        Ok((reviews, unfit))
    }

    fn take(&mut self, line: &[u8]) -> Result<(), LoadError> {
        self.number = self.number.saturating_add(1);
        let number = self.number;
        if line.is_empty() {
            return Ok(());
        }
        let line = canonical_line(line).ok_or_else(|| unreadable(number))?;
        // That there was a text can decide something, though what it said is gone.
        let line = with_stand_ins(&line).map_or(line, Cow::Owned);
        let command = command_of(&line).ok_or_else(|| unreadable(number))?;
        self.reach(command.at)?;
        with_record(line.as_bytes(), number, |record, line| {
            self.before.check_follows(record, number)?;
            // Under a policy that is adopted here, anything may be decided otherwise.
            let changed = Some(command.act.target()).filter(|_| !is_adoption(&command));
            if !is_adoption(&command) {
                self.try_recorded(command, record.seq)?;
            }
            self.before.fold_record(record, line, number)?;
            self.look(changed)
        })
    }

    /// Goes on to a moment: what is besides of earlier ones is tried, and what is of this one waits for its place.
    fn reach(&mut self, at: Instant) -> Result<(), LoadError> {
        if self.moment.as_ref().is_some_and(|moment| moment.at != at) {
            self.settle()?;
        }
        while let Some(wire) = self.beside.next_if(|wire| wire.command.at < at) {
            self.try_beside(wire.command)?;
        }
        let mut waiting = Vec::new();
        while let Some(wire) = self.beside.next_if(|wire| wire.command.at == at) {
            waiting.push(wire.command);
        }
        waiting.retain(|command| !is_adoption(command));
        if !waiting.is_empty() {
            self.moment = Some(Moment::new(at, waiting));
            self.look(None)?;
        }
        Ok(())
    }

    /// Looks what the log's policy says here to the commands that wait: to those about the thing that has changed, or else
    /// to all.
    fn look(&mut self, changed: Option<ThingRef>) -> Result<(), LoadError> {
        let Some(mut moment) = self.moment.take() else { return Ok(()) };
        // What comes of it here is asked at once, since nobody knows yet whether it is to stand here.
        let stands = |command: &Command<Act>| {
            let of_itself = Some(self.of_itself(command));
            Step { of_itself, ..self.refused_or_unsent(command.clone()) }
        };
        let looked = moment.look(changed, stands);
        self.moment = Some(moment);
        looked.map_err(|TooManyRecords| {
            let reason = Reason::new(Code::MomentTooFull).with(DetailKey::Line, self.number);
            LoadError(reason.with(DetailKey::Limit, u64::from(MOST_RECORDS)))
        })
    }

    /// Ends the moment: every command of it has its place now.
    fn settle(&mut self) -> Result<(), LoadError> {
        self.look(None)?;
        let Some(moment) = self.moment.take() else { return Ok(()) };
        moment.in_order().into_iter().try_for_each(|step| self.try_step(step))
    }

    fn try_recorded(&mut self, command: Command<Act>, seq: u64) -> Result<(), LoadError> {
        let decided = self.decide(&command, &self.before, self.before.policy());
        let warnings = decided.as_ref().map(warnings_of).unwrap_or_default();
        let before = Fate { allowed: true, code: None, warnings };
        let Some(mut moment) = self.moment.take() else {
            return self.try_step(Step { command, before, of_itself: None, seq: Some(seq) });
        };
        let of_itself = Some(self.of_itself(&command));
        moment.record(Step { command, before, of_itself, seq: Some(seq) });
        self.moment = Some(moment);
        Ok(())
    }

    /// Tries a command that is not in the log, at a moment that has no record.
    fn try_beside(&mut self, command: Command<Act>) -> Result<(), LoadError> {
        if is_adoption(&command) {
            return Ok(());
        }
        let step = self.refused_or_unsent(command);
        self.try_step(step)
    }

    /// A command that is not in the log, and so was refused or never sent, as things stand.
    fn refused_or_unsent(&self, command: Command<Act>) -> Step {
        let code = self.decide(&command, &self.before, self.before.policy()).err();
        let before = Fate { allowed: false, code, warnings: Vec::new() };
        Step { command, before, of_itself: None, seq: None }
    }

    fn try_step(&mut self, Step { command, before, of_itself, seq }: Step) -> Result<(), LoadError> {
        let command = &command;
        self.decided = self.decided.saturating_add(1);
        self.last = self.last.max(command.at);
        self.scoring.meet(command);
        let unfit = |reason| self.unfit(reason, seq);
        let tried = self.scoring.rescored(command).map_err(unfit)?;
        let (then, events) = match self.decide(&tried, &self.then, self.then.policy()) {
            Ok(decided) => (fate_of(Ok(&decided)), decided.events),
            Err(code) => (fate_of(Err(code)), Vec::new()),
        };
        // Of what is refused either way, the reason is no difference: nothing came of it.
        if (before.allowed || then.allowed) && before != then {
            let of_itself = of_itself.unwrap_or_else(|| self.of_itself(command));
            let consequence = (of_itself.allowed, &of_itself.warnings) == (before.allowed, &before.warnings);
            let Command { actor, at, id, act, .. } = command;
            let (actor, at, command, kind) = (*actor, *at, *id, act.name());
            self.commands.push(CommandDifference { actor, at, before, command, consequence, kind, seq, then });
        }
        self.then
            .apply(events, command.actor)
            .map_err(|_| misfit(self.number, seq.unwrap_or_default(), (command.act.name(), command.act.target())))
    }

    /// The framework that is tried does not fit what was measured.
    fn unfit(&self, reason: Reason, seq: Option<u64>) -> LoadError {
        LoadError(reason.with(DetailKey::Line, self.number).with(DetailKey::Seq, seq.unwrap_or_default()))
    }

    /// What comes of a command under what is tried, where everything else is as it was.
    fn of_itself(&self, command: &Command<Act>) -> Fate {
        // What the framework does not fit stops the trial where the command has its place.
        let command = self.scoring.rescored(command).unwrap_or(Cow::Borrowed(command));
        fate_of(self.decide(&command, &self.before, self.then.policy()).as_ref().map_err(|code| *code))
    }

    /// Decides a command on how things stand in a workspace, under a policy that may be another than its own, and whose
    /// limits it is read under.
    fn decide(&self, command: &Command<Act>, on: &Workspace, policy: &Policy) -> Result<Decided<Change>, Code> {
        let text = canonical::to_string(command).map_err(|_| Code::RecordUnreadable)?;
        let read: Result<WireCommand, BadInput> = reader::read(text.as_bytes(), self.shape, &policy.limits);
        // Of a secret the log keeps the digest alone, which the wire takes for none.
        let is_fault = |code: &Code| *code != Code::InvalidSecret;
        let mut faults = read.err().into_iter().flat_map(|bad| bad.faults).map(|fault| fault.reason.code);
        faults.find(is_fault).map_or(Ok(()), Err)?;
        law::decide(command, policy, &on.world).map_err(|refusal| refusal.code())
    }
}

impl Workspace {
    /// What somebody has before them.
    fn figures_of(&self, person: PersonId, at: Instant) -> Figures {
        Figures {
            action_items: self.shown(person, at, &ActionItemBadge {}),
            badges: self.shown(person, at, &BundleBadge {}),
            bundles: self.shown(person, at, &BundleFigures {}),
            calibrations: self.shown(person, at, &CalibrationBadge {}),
            responses: self.shown(person, at, &ResponsesBadge {}),
            review_assignments: self.shown(person, at, &ReviewAssignmentBadge {}),
            reviews: self.shown(person, at, &ReviewBadge {}),
            training: self.shown(person, at, &TrainingFigures {}),
        }
    }
}

/// The command of a record. Its type may stand after its body.
fn command_of(line: &str) -> Option<Command<Act>> {
    #[derive(Deserialize)]
    struct Stored<'a> {
        actor: Actor,
        at: Instant,
        #[serde(borrow)]
        body: &'a RawValue,
        expected_version: Option<u64>,
        id: CommandId,
        #[serde(borrow, rename = "type")]
        kind: Cow<'a, str>,
    }
    #[derive(Deserialize)]
    struct Record<'a> {
        #[serde(borrow)]
        command: Stored<'a>,
    }
    let Record { command: Stored { actor, at, body, expected_version, id, kind } } = serde_json::from_str(line).ok()?;
    Some(Command { actor, at, expected_version, id, act: Act::read(&kind, body).ok()? })
}

fn is_adoption(command: &Command<Act>) -> bool {
    matches!(command.act, Act::Policy(_))
}

fn warnings_of(decided: &Decided<Change>) -> Vec<WarningCode> {
    decided.warnings.iter().map(|warning| warning.code).collect()
}

fn fate_of(decided: Result<&Decided<Change>, Code>) -> Fate {
    match decided {
        Ok(decided) => Fate { allowed: true, code: None, warnings: warnings_of(decided) },
        Err(code) => Fate { allowed: false, code: Some(code), warnings: Vec::new() },
    }
}
