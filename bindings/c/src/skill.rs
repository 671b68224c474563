//! One row's skill scores without JSON, with what every component gave.

use std::ffi::c_char;
use std::{iter, ptr};

use serde_json::json;
use touchline::skill::{ComponentFigures, PointShare};
use touchline::waist::{self, Answer, ScoredArea, ScoredRow};

use crate::answer::{self, Status};
use crate::arguments::{bytes, items, output, room};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};
use crate::refusal;

/// A skill framework, ready to score one row after another. Threads: any number may use it at once.
pub struct SkillScorerHandle(Handle<waist::Scorer>);

/// The score of an area, or over all.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct SkillScore {
    /// The score, not rounded; 0 where `level` is 0.
    pub score: f64,
    /// The share of the weight that is scored.
    pub coverage: f64,
    /// How many points an area gives to the overall score; 0 of the overall score itself.
    pub points_in_overall: f64,
    /// The weight with which it counts there; 0 where it does not.
    pub weight_in_overall: f64,
    /// The whole number that is shown; 0 where `level` is 0.
    pub published: u32,
    /// A TOUCHLINE_SKILL_LEVEL_ constant; 0 where there is no score.
    pub level: u32,
    /// The place of the component with the least value; UINT32_MAX where none is there.
    pub weakest: u32,
    /// Always 0.
    pub reserved: u32,
}

/// What one component gave.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct SkillComponent {
    /// Its raw measure; 0, as all that follows, where it is missing.
    pub raw: f64,
    /// That, after its curve.
    pub value: f64,
    /// How many points of its area's score it gives.
    pub points_in_area: f64,
    /// The weight with which it counts there; 0 where the area has no score.
    pub weight_in_area: f64,
    /// How many points of the overall score it gives.
    pub points_in_overall: f64,
    /// The weight with which it counts there; 0 where it does not.
    pub weight_in_overall: f64,
    /// 1 where its raw measure is there, and 0 where it is missing.
    pub present: u32,
    /// Always 0.
    pub reserved: u32,
}

/// Begins to score rows one by one.
///
/// `input`: `{"framework":"sales","view":…}` in JSON, of `input_length` bytes, each of which may be left out; NULL with
/// length 0 means the framework `sales` as a whole. `framework` is the key of one that ships, or a document.
/// `scorer`: receives the scorer, to be freed by touchline_skill_scorer_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `{"areas":[…],"components":[…]}`, the keys in the framework's order: their places are those of the
/// arrays of touchline_skill_scorer_score(), and their numbers the lengths of these. Or every fault of the input.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_skill_scorer_new(
    input: *const c_char,
    input_length: usize,
    scorer: *mut *mut SkillScorerHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (scorer, input) = unsafe { (output(scorer, ptr::null_mut(), "scorer")?, bytes(input, input_length, "input")?) };
    let opened = waist::Scorer::open(input)?;
    let compiled = opened.compiled();
    let areas: Vec<&str> = compiled.areas().iter().map(|area| area.key.as_str()).collect();
    let components: Vec<&str> = compiled.components().iter().map(|component| component.key.as_str()).collect();
    let keys = json!({"areas": areas, "components": components}).to_string();
    *scorer = handle::give(SkillScorerHandle(Handle::new(opened)));
    Ok(Answer { json: keys, ..answer::nothing() })
}

/// Scores one row, and tells what every component gave.
///
/// `values`: `count` raw measures, one for each component in the framework's order.
/// `present`: `count` bytes, 0 where a measure is missing, whatever stands in `values`; or NULL where none is.
/// `overall`: receives the score over all.
/// `areas`: room for `area_count` scores, one for each area; or NULL with 0.
/// `components`: room for `count` components; or NULL.
/// `answer`: `null`, or what is wrong: a count that is not the framework's, or a measure that is not finite.
///
/// Nothing is written to the arrays unless the status is TOUCHLINE_STATUS_OK, and nothing of the result is to be
/// freed but `answer`, which may be NULL. Returns TOUCHLINE_STATUS_OK, _BAD_INPUT, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_skill_scorer_score(
    scorer: *const SkillScorerHandle,
    values: *const f64,
    present: *const u8,
    count: usize,
    overall: *mut SkillScore,
    areas: *mut SkillScore,
    area_count: usize,
    components: *mut SkillComponent,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (overall, scorer, values, present, areas, components) = unsafe {
        (
            output(overall, SkillScore::default(), "overall")?,
            behind(scorer, "scorer")?,
            items(values, count, "values")?,
            items(present, if present.is_null() { 0 } else { count }, "present")?,
            room(areas, area_count, "areas")?,
            room(components, if components.is_null() { 0 } else { count }, "components")?,
        )
    };
    let present = present.iter().map(|flag| *flag != 0).chain(iter::repeat(true));
    let row: Vec<Option<f64>> = values.iter().zip(present).map(|(value, is)| is.then_some(*value)).collect();
    let scored = scorer.0.read("scorer", |scorer| {
        let compiled = scorer.compiled();
        fits("count", row.len(), compiled.components().len())?;
        if !areas.is_empty() {
            fits("area_count", areas.len(), compiled.areas().len())?;
        }
        scorer.score(&row)
    })??;
    for (room, area) in areas.iter_mut().zip(&scored.areas) {
        room.write(SkillScore::from(area));
    }
    for (room, component) in components.iter_mut().zip(&scored.components) {
        room.write(component.map(SkillComponent::from).unwrap_or_default());
    }
    *overall = SkillScore::from(&scored);
    Ok(answer::nothing())
}

/// The level of a published score: a TOUCHLINE_SKILL_LEVEL_ constant, which is _NONE where no score is published as this.
/// Allocates nothing, never waits; any thread may call it.
#[export]
pub unsafe extern "C" fn touchline_skill_level(published: u32) -> u32 {
    waist::skill_level(published)
}

/// Frees a scorer and sets the variable that held it to NULL, so that freeing it twice does nothing. `scorer`
/// may be NULL, and so may the variable.
#[export]
pub unsafe extern "C" fn touchline_skill_scorer_free(scorer: *mut *mut SkillScorerHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(scorer) };
}

fn fits(name: &str, found: usize, wanted: usize) -> Result<(), Answer> {
    if found == wanted { Ok(()) } else { Err(refusal::argument(name, &format!("{found} where {wanted} are there"))) }
}

fn place(weakest: Option<usize>) -> u32 {
    weakest.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
}

fn share(share: Option<PointShare>) -> (f64, f64) {
    share.map_or((0.0, 0.0), |share| (share.points, share.weight))
}

impl From<&ScoredRow> for SkillScore {
    fn from(row: &ScoredRow) -> Self {
        SkillScore {
            score: row.score.unwrap_or_default(),
            coverage: row.coverage,
            published: row.published.map_or(0, u32::from),
            level: row.level,
            weakest: place(row.weakest),
            ..SkillScore::default()
        }
    }
}

impl From<&ScoredArea> for SkillScore {
    fn from(area: &ScoredArea) -> Self {
        let (points_in_overall, weight_in_overall) = share(area.figures.in_overall);
        SkillScore {
            score: area.figures.score.unwrap_or_default(),
            coverage: area.figures.coverage,
            points_in_overall,
            weight_in_overall,
            published: area.published.map_or(0, u32::from),
            level: area.level,
            weakest: place(area.figures.weakest),
            reserved: 0,
        }
    }
}

impl From<ComponentFigures> for SkillComponent {
    fn from(figures: ComponentFigures) -> Self {
        let ((points_in_area, weight_in_area), (points_in_overall, weight_in_overall)) =
            (share(figures.in_area), share(figures.in_overall));
        SkillComponent {
            raw: figures.raw,
            value: figures.value,
            points_in_area,
            weight_in_area,
            points_in_overall,
            weight_in_overall,
            present: 1,
            reserved: 0,
        }
    }
}
