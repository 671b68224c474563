//! Skill scores for hosts: the frameworks that ship, a check of one's own, scores with their explanation.

use schemars::JsonSchema;
use serde::Deserialize;

use super::built_in::{BuiltIn, built_in};
use super::choice::{Chosen, FrameworkGiven};
use super::report::Beside;
use super::sums::check_together;
use super::{
    CallSums, Evidence, Explanation, Framework, Goal, LEVELS, LevelEntry, NotANumber, PreviousScores, Raws,
    SkillPolicy, SkillScore, Spreads, StudentPoints, WhatIf,
};
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::{Code, DetailKey, Faults, Reason, member};
use touchline_kernel::text::Key;

touchline_kernel::operations! {
    /// Check a framework of one's own: it comes back as it is read, or every fault is told at once.
    "skill.check": skill_check;
    /// Why a score is what it is: what each component gives to it and keeps from it, the most telling first. And why it is
    /// not another one, such as that of the window before, of somebody else or of the team: the difference, to the last
    /// point, by component.
    "skill.explain": skill_explain;
    /// The frameworks that ship, whole, to be taken as they are or edited and handed in.
    "skill.frameworks": skill_frameworks;
    /// The levels of published scores, the least first, each with what it means and asks for.
    "skill.levels": skill_levels;
    /// What would lift a score to a target: of each component that is present the least change that does it alone, the
    /// easiest first.
    "skill.what_if": skill_what_if;
}

/// Which framework.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "SkillFrameworksInput")]
pub struct FrameworksInput {
    /// Its key; all of them where it is left out.
    #[serde(default)]
    pub key: Option<Key>,
}

fn skill_frameworks(input: FrameworksInput) -> Result<Vec<Framework>, Failure> {
    let Some(key) = &input.key else {
        return Ok(built_in().iter().map(|built_in| built_in.framework.clone()).collect());
    };
    Ok(vec![BuiltIn::known(key, "/key").map_err(Failure::BadInput)?.framework.clone()])
}

fn skill_check(framework: Framework) -> Result<Framework, Failure> {
    framework.check("").map_err(Failure::BadInput)?;
    Ok(framework)
}

fn skill_levels(_: Nothing) -> Result<Vec<LevelEntry>, Failure> {
    Ok(LEVELS.to_vec())
}

/// Raw measures, and what is to be made of them.
pub struct Scoring<'a> {
    /// What the measures rest on; nothing where nobody knows.
    pub evidence: Option<&'a Evidence>,
    /// The framework.
    pub framework: &'a FrameworkGiven,
    /// The policy's section.
    pub policy: &'a SkillPolicy,
    /// The published scores of the window before.
    pub previous: Option<&'a PreviousScores>,
    /// The raw measures by component; the means of the calls' own where there are none.
    pub values: Option<&'a Raws>,
    /// A view of the framework.
    pub view: Option<&'a Key>,
}

impl Scoring<'_> {
    /// The scores, by area and overall.
    ///
    /// # Errors
    /// Everything that is wrong with the input, at once.
    pub fn score(&self) -> Result<SkillScore, Failure> {
        let chosen = self.framework.chosen(self.view).map_err(Failure::BadInput)?;
        let mut faults = Faults::default();
        let row = self.values.map(|values| chosen.row(values, "/values", &mut faults));
        let calls = self.evidence.map(|evidence| evidence.rows(&chosen, &mut faults));
        if row.is_none() && !matches!(calls, Some(Rows::Known(_))) {
            faults.add("", Reason::new(Code::MissingField).with(DetailKey::Field, "values"));
        }
        for area in self.previous.iter().flat_map(|previous| previous.areas.keys()) {
            chosen.check_area(area, &member("/previous/areas", area), &mut faults);
        }
        faults.told().map_err(Failure::BadInput)?;
        let calls = calls.map(|calls| calls.known(&chosen)).transpose().map_err(unread)?;
        let sums = calls.as_ref().and_then(|calls| calls.as_ref().ok());
        let row = row.or_else(|| sums.map(CallSums::means)).unwrap_or_default();
        let figures = chosen.compiled.score(&row).map_err(unread)?;
        let spreads = calls.as_ref().map(|calls| match calls {
            Ok(sums) => sums.spreads(&chosen.compiled, &figures, &mut StudentPoints::default()),
            Err(count) => Spreads::of_calls(&chosen.compiled, *count),
        });
        let beside = Beside { policy: self.policy, previous: self.previous, spreads: spreads.as_ref() };
        Ok(SkillScore::of(&chosen.framework.key, self.view, &chosen.compiled, &figures, beside))
    }
}

/// No JSON stands for such a number.
fn unread(error: NotANumber) -> Failure {
    Failure::Defect(error.to_string())
}

/// Raw measures in the framework's order.
type Row = Vec<Option<f64>>;

/// The calls of some evidence, ready to be scored.
enum Rows {
    Counted(u32),
    Known(Vec<Row>),
}

impl Evidence {
    fn rows(&self, chosen: &Chosen<'_>, faults: &mut Faults) -> Rows {
        match self {
            Evidence::Calls(count) => Rows::Counted(count.calls),
            Evidence::PerCall(known) => {
                let path = |place: usize| format!("/evidence/body/calls/{place}");
                let calls = known.calls.iter().enumerate();
                let rows: Vec<Row> = calls.map(|(place, raws)| chosen.row(raws, &path(place), faults)).collect();
                check_together(core::iter::once(&rows), "/evidence/body/calls", faults);
                Rows::Known(rows)
            }
        }
    }
}

impl Rows {
    /// The calls' own measures added up, where these are known, or how many calls there are.
    fn known(self, chosen: &Chosen<'_>) -> Result<Result<CallSums, usize>, NotANumber> {
        let rows = match self {
            Rows::Counted(calls) => return Ok(Err(usize::try_from(calls).unwrap_or(usize::MAX))),
            Rows::Known(rows) => rows,
        };
        CallSums::of_rows(&chosen.compiled, &rows).map(Ok)
    }
}

/// Raw measures, and what their score is held against.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "SkillExplainInput")]
pub struct ExplainInput {
    /// The raw measures of another window, of somebody else, or the means of a team; null where there are none.
    #[serde(default)]
    pub against: Option<Raws>,
    /// The area whose score is explained; null for the overall score.
    #[serde(default)]
    pub area: Option<Key>,
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The raw measures by component; one that is left out or null is missing.
    pub values: Raws,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
}

fn skill_explain(input: ExplainInput) -> Result<Explanation, Failure> {
    let chosen = input.framework.chosen(input.view.as_ref()).map_err(Failure::BadInput)?;
    let mut faults = Faults::default();
    if let Some(area) = &input.area {
        chosen.check_seen_area(area, "/area", &mut faults);
    }
    let against = input.against.as_ref().map(|raws| chosen.row(raws, "/against", &mut faults));
    let row = chosen.row(&input.values, "/values", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    Explanation::of(&chosen.compiled, input.area.as_ref(), &row, against.as_deref()).map_err(unread)
}

/// Raw measures, and what they are to become.
#[derive(Deserialize, JsonSchema)]
pub struct WhatIfInput {
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// What is to be lifted, and how far.
    pub goal: Goal,
    /// How much each component differs between people: the standard deviation of its raw measures. What stands here goes
    /// before what the team says.
    #[serde(default)]
    pub spread: Raws,
    /// The raw measures of the team, one entry for each person: they say how much a measure differs between people.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub team: Vec<Raws>,
    /// The raw measures by component; one that is left out or null is missing.
    pub values: Raws,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
}

fn skill_what_if(input: WhatIfInput) -> Result<WhatIf, Failure> {
    let chosen = input.framework.chosen(input.view.as_ref()).map_err(Failure::BadInput)?;
    let mut faults = Faults::default();
    if let Some(area) = &input.goal.area {
        chosen.check_seen_area(area, "/goal/area", &mut faults);
    }
    let team = input.team.iter().enumerate();
    let team: Vec<_> = team.map(|(place, raws)| chosen.row(raws, &format!("/team/{place}"), &mut faults)).collect();
    let row = chosen.row(&input.values, "/values", &mut faults);
    let given = chosen.row(&input.spread, "/spread", &mut faults);
    for (key, spread) in &input.spread {
        if let Some(below) = spread.filter(|spread| *spread < 0.0) {
            faults.add(member("/spread", key), Reason::out_of_range(below, 0, f64::MAX));
        }
    }
    faults.told().map_err(Failure::BadInput)?;
    let of_team = WhatIf::spreads(&team, row.len());
    let spreads: Vec<_> = given.into_iter().zip(of_team).map(|(given, of_team)| given.or(of_team)).collect();
    WhatIf::of(&chosen.compiled, &row, &input.goal, &spreads).map_err(unread)
}
