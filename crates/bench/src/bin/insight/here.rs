//! The measurements in Rust, of documents that were read already.

use std::hint::black_box;
use std::path::Path;

use touchline::insight::{
    InsightPolicy, ProficiencySince, RankedMeans, RankedRates, Ranking, RankingOf, ScoredPerson, TimeToProficiency,
    survival_curve, survival_median,
};
use touchline::metric::Better;
use touchline::skill::SkillPolicy;
use touchline_bench::dice::Dice;

use super::material::{Material, PEOPLE};
use super::nanos::nanos;
use super::programme;

/// Measures everything, and prints a line for each.
pub(crate) fn measure(folder: &Path) -> Result<(), String> {
    let Material { long, rates, short, values, .. } = &Material::read(folder)?;
    let told = nanos("series", || short.trend().map_err(|bad| format!("{bad:?}")))?;
    let test = told.test.ok_or("no test")?;
    println!("s {}\nvariance {}\nz {}\np {}", test.s, test.variance, test.z.unwrap_or(f64::NAN), test.p);
    println!("slope {}", told.slope.unwrap_or(f64::NAN));
    let interval = told.slope_interval.ok_or("no interval")?;
    println!("slope_low {}\nslope_high {}", interval.low, interval.high);
    let told = nanos("long_series", || long.trend().map_err(|bad| format!("{bad:?}")))?;
    println!("long_s {}", told.test.ok_or("no test")?.s);
    ranked("rates", &RankingOf::Rates(RankedRates { rates: rates.clone() }))?;
    ranked("means", &RankingOf::Means(RankedMeans { values: values.clone() }))?;
    survived(folder)?;
    programme::measure()
}

/// Prints how long a ranking takes, and what it comes to.
fn ranked(name: &str, of: &RankingOf) -> Result<(), String> {
    let told: Ranking = nanos(name, || Ok(of.ranking(Better::Higher, &InsightPolicy::default())))?;
    let sum = |figure: &dyn Fn(usize, &touchline::insight::RankedPerson) -> f64| -> f64 {
        told.people.iter().enumerate().map(|(place, person)| figure(place, person)).sum()
    };
    let bound = |interval: Option<touchline::metric::Interval>, high: bool| {
        interval.map_or(0.0, |interval| if high { interval.high } else { interval.low })
    };
    println!("{name}_mean {}", told.mean.unwrap_or(f64::NAN));
    println!("{name}_drawn {}", sum(&|_, person| person.shrunken));
    println!("{name}_low {}", sum(&|_, person| bound(person.interval, false) + bound(person.raw_interval, false)));
    println!("{name}_high {}", sum(&|_, person| bound(person.interval, true) + bound(person.raw_interval, true)));
    println!("{name}_order {}", sum(&|place, person| person.shrunken * place as f64 / PEOPLE as f64));
    Ok(())
}

/// How long something takes of many, and the same told from their scores.
fn survived(folder: &Path) -> Result<(), String> {
    let lasted = Material::read(folder)?.lasted();
    let (curve, median) = nanos("survival", || {
        let curve = survival_curve(&lasted, 1);
        let median = survival_median(&curve);
        Ok((curve, median))
    })?;
    println!("steps {}\nshares {}", curve.len(), curve.iter().map(|step| step.share).sum::<f64>());
    let bound = |bound: Option<f64>| bound.unwrap_or(f64::NAN);
    println!("median {}\nmedian_low {}", bound(median.median), bound(median.low));
    println!("median_high {}", bound(median.high));
    let people = scored()?;
    let told = nanos("proficiency", || {
        Ok(TimeToProficiency::of(
            &people,
            ProficiencySince::FirstScore,
            (&InsightPolicy::default(), &SkillPolicy::default()),
        ))
    })?;
    black_box(told);
    Ok(())
}

/// People with a score a month over a year, who rise by a few points each.
fn scored() -> Result<Vec<ScoredPerson>, String> {
    let mut dice = Dice::new(3);
    let person = |_| {
        let (person, begins, rises) = (dice.uuid(), 40 + dice.below(30), dice.below(6));
        let scores = (0..12).map(|month| {
            let score = (begins + month * rises + dice.below(8)).min(100);
            serde_json::json!({"on": format!("2026-{:02}-01", month + 1), "score": score})
        });
        let person = serde_json::json!({"person": person, "scores": scores.collect::<Vec<_>>()});
        serde_json::from_value(person).map_err(|error| error.to_string())
    };
    (0..PEOPLE).map(person).collect()
}
