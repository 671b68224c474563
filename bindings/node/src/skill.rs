//! One row's skill scores without text: doubles in, doubles out, in memory that JavaScript made.

use napi_sys as sys;
use touchline::skill::PointShare;
use touchline::waist::{ScoredArea, ScoredRow, Scorer};

use crate::door::Call;
use crate::node::{Misuse, View};
use crate::reply::{Reply, Stop};

pub(crate) fn open(call: &Call<'_>) -> Result<Reply, Stop> {
    let scorer = Box::new(Scorer::open(&call.bytes(0)?)?);
    let handle = call.state.next_handle();
    call.state.scorers.add(handle, scorer, 0);
    Ok(Reply::Handle(handle))
}

/// The keys of the areas and those of the components, which hold no space, parted by it; a line each.
pub(crate) fn keys(call: &Call<'_>) -> Result<Reply, Stop> {
    call.state.scorers.with(call.handle(0)?, |scorer| {
        let areas: Vec<&str> = scorer.compiled().areas().iter().map(|area| area.key.as_str()).collect();
        let components: Vec<&str> = scorer.compiled().components().iter().map(|part| part.key.as_str()).collect();
        Reply::Text(format!("{}\n{}", areas.join(" "), components.join(" ")))
    })
}

/// A row of raw measures with a flag for each, or none; its figures go into the last argument, in the order of
/// [`figures`].
pub(crate) fn score(call: &Call<'_>) -> Result<Reply, Stop> {
    let (handle, values) = (call.handle(0)?, doubles(call, 1)?);
    let (flags, into) = (call.env.view(call.value(2))?, doubles(call, 3)?);
    let flags = flags.filter(|flags| flags.kind == sys::TypedarrayType::uint8_array);
    if flags.as_ref().is_some_and(|flags| flags.length != values.length) {
        return Err(Misuse::Range("there is not a flag for each measure".into()).into());
    }
    let measure = |place: usize| {
        // SAFETY: as many aligned doubles and bytes as Node has told, owned by this thread, while no JavaScript runs.
        unsafe {
            let is = flags.as_ref().is_none_or(|flags| flags.data.cast::<u8>().add(place).read() != 0);
            is.then(|| values.data.cast::<f64>().add(place).read())
        }
    };
    let row: Vec<Option<f64>> = (0..values.length).map(measure).collect();
    let scored = call.state.scorers.with(handle, |scorer| {
        let wanted = scorer.compiled().components().len();
        if row.len() == wanted {
            return Ok(scorer.score(&row)?);
        }
        Err(Stop::from(Misuse::Range(format!("the row has {} measures, and not {wanted}", row.len()))))
    })??;
    let figures = figures(&scored);
    if figures.len() != into.length {
        return Err(Misuse::Range("there is not a place for each figure".into()).into());
    }
    for (place, figure) in figures.into_iter().enumerate() {
        // SAFETY: as above; nothing else refers to this memory.
        unsafe { into.data.cast::<f64>().add(place).write(figure) };
    }
    Ok(Reply::Nothing)
}

fn doubles(call: &Call<'_>, index: usize) -> Result<View, Misuse> {
    match call.env.view(call.value(index))? {
        Some(view) if view.kind == sys::TypedarrayType::float64_array => Ok(view),
        _ => Err(Misuse::Type(format!("argument {} is not a Float64Array", index + 1))),
    }
}

/// Score, coverage, published score, level, place of the weakest component, points and weight over all and of each
/// area; then raw measure, value, points and weight in its area, points and weight in the overall score of each
/// component. What is not there is NaN.
fn figures(row: &ScoredRow) -> Vec<f64> {
    let mut figures = Vec::with_capacity(7 * (1 + row.areas.len()) + 6 * row.components.len());
    let place =
        |weakest: Option<usize>| weakest.and_then(|place| u32::try_from(place).ok()).map_or(f64::NAN, f64::from);
    let published = |published: Option<u8>| published.map_or(f64::NAN, f64::from);
    let share = |share: Option<PointShare>| share.map_or([f64::NAN; 2], |share| [share.points, share.weight]);
    let score = |score: Option<f64>| score.unwrap_or(f64::NAN);
    figures.extend([
        score(row.score),
        row.coverage,
        published(row.published),
        f64::from(row.level),
        place(row.weakest),
    ]);
    figures.extend(share(None));
    for ScoredArea { figures: area, level, published: shown } in &row.areas {
        figures.extend([score(area.score), area.coverage, published(*shown), f64::from(*level), place(area.weakest)]);
        figures.extend(share(area.in_overall));
    }
    for component in &row.components {
        figures.extend(component.map_or([f64::NAN; 2], |component| [component.raw, component.value]));
        figures.extend(share(component.and_then(|component| component.in_area)));
        figures.extend(share(component.and_then(|component| component.in_overall)));
    }
    figures
}
