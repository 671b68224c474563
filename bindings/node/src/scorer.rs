//! One row's skill scores without text: doubles in, doubles out, in memory that JavaScript made.

use napi::bindgen_prelude::TypedArrayType;
use touchline::skill::PointShare;
use touchline::waist::{Answer, ScoredArea, ScoredRow, Scorer};

use crate::codes::cells;
use crate::memory::View;
use crate::module::{Call, Document, Module};
use crate::stop::Stop;
use crate::told::Told;

pub(crate) fn exports(on: &mut Module) {
    on.free("skillScorer", |Document(choice)| Scorer::open(&choice).map(Told::opened));
    // The keys of the areas, and those of the components.
    on.on("skillKeys", |scorer: &mut Scorer, ()| {
        let areas: Vec<&str> = scorer.compiled().areas().iter().map(|area| area.key.as_str()).collect();
        let components: Vec<&str> = scorer.compiled().components().iter().map(|part| part.key.as_str()).collect();
        Answer::printed(Ok([areas, components]))
    });
    on.export("skillScore", score)
}

/// A row of raw measures with a flag for each, or none; its figures go into the last argument, in the order of
/// [`figures`].
fn score(call: &Call) -> Result<Told, Stop> {
    let doubles = |place| cells::<f64>(call, place, TypedArrayType::Float64);
    let (values, into) = (doubles(1)?, doubles(3)?);
    let flags = View::of(call.value(2))?.and_then(|view| view.cells::<u8>(TypedArrayType::Uint8));
    if flags.is_some_and(|flags| flags.len() != values.len()) {
        return Err(Stop::Range("there is not a flag for each measure".into()));
    }
    let is_there = |place: usize| flags.is_none_or(|flags| flags[place].get() != 0);
    let row: Vec<Option<f64>> =
        values.iter().enumerate().map(|(place, value)| is_there(place).then(|| value.get())).collect();
    let scored = call.handle(0)?.with(|scorer: &mut Scorer| {
        let wanted = scorer.compiled().components().len();
        let is_row = row.len() == wanted;
        let wrong = || Stop::Range(format!("the row has {} measures, and not {wanted}", row.len()));
        if is_row { Ok(scorer.score(&row)?) } else { Err(wrong()) }
    })??;
    let figures = figures(&scored);
    if figures.len() != into.len() {
        return Err(Stop::Range("there is not a place for each figure".into()));
    }
    into.iter().zip(figures).for_each(|(place, figure)| place.set(figure));
    Ok(Told::Nothing)
}

/// Score, coverage, published score, level and place of the weakest component over all; the same, points and weight of
/// each area; then raw measure, value, points and weight in its area, points and weight in the overall score of each
/// component. What is not there is NaN.
fn figures(row: &ScoredRow) -> Vec<f64> {
    let rating = |score: Option<f64>, coverage, published: Option<u8>, level: u32, weakest: Option<usize>| {
        let place = weakest.and_then(|place| u32::try_from(place).ok());
        let [published, place] = [published.map(f64::from), place.map(f64::from)];
        [score.unwrap_or(f64::NAN), coverage, published.unwrap_or(f64::NAN), level.into(), place.unwrap_or(f64::NAN)]
    };
    let share = |share: Option<PointShare>| share.map_or([f64::NAN; 2], |share| [share.points, share.weight]);
    let mut figures = Vec::with_capacity(5 + 7 * row.areas.len() + 6 * row.components.len());
    figures.extend(rating(row.score, row.coverage, row.published, row.level, row.weakest));
    for ScoredArea { figures: area, level, published } in &row.areas {
        figures.extend(rating(area.score, area.coverage, *published, *level, area.weakest));
        figures.extend(share(area.in_overall));
    }
    for component in &row.components {
        figures.extend(component.map_or([f64::NAN; 2], |component| [component.raw, component.value]));
        figures.extend(share(component.and_then(|component| component.in_area)));
        figures.extend(share(component.and_then(|component| component.in_overall)));
    }
    figures
}
