//! What insight is told of: series, rates, values and how long something took, as documents that programs of all languages read.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::json;
use touchline::insight::{Lasted, RankedRate, RankedValue, TrendSeries};
use touchline_bench::dice::Dice;

/// How many people are ranked, and how many values there are of each.
pub(crate) const PEOPLE: usize = 100_000;
const VALUES: usize = 5;
/// How many points the series have.
const SHORT: usize = 1_000;
const LONG: usize = 100_000;
/// It has happened of everybody, or is not known any longer, after so many days.
const DAYS: usize = 730;

/// How long it took of one, or is known not to have happened.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Days {
    days: i64,
    happened: bool,
}

/// All of it.
#[derive(Deserialize)]
pub(crate) struct Material {
    lasted: Vec<Days>,
    pub(crate) long: TrendSeries,
    pub(crate) rates: Vec<RankedRate>,
    pub(crate) short: TrendSeries,
    pub(crate) values: Vec<RankedValue>,
}

impl Material {
    /// What lies in a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(folder.join("insight.json")).map_err(|error| error.to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }

    /// How long it took, in days.
    pub(crate) fn lasted(&self) -> Vec<Lasted> {
        self.lasted.iter().map(|one| Lasted { happened: one.happened, units: one.days }).collect()
    }
}

/// Lays it down.
pub(crate) fn prepare(folder: &Path) -> Result<(), String> {
    let mut dice = Dice::new(0x1115);
    let people: Vec<String> = (0..PEOPLE).map(|_| dice.uuid().to_string()).collect();
    let mut rates = Vec::with_capacity(PEOPLE);
    let mut values = Vec::with_capacity(PEOPLE * VALUES);
    for person in &people {
        let (of, good, middle) = (1 + dice.below(40), 20 + dice.below(60), 40 + dice.below(40));
        let hits = (0..of).filter(|_| dice.below(100) < good).count();
        rates.push(json!({"person": person, "hits": hits, "of": of}));
        let drawn = (0..VALUES).map(|_| json!({"person": person, "value": (middle + dice.below(20)) as f64 / 2.0}));
        values.extend(drawn);
    }
    let lasted = (0..PEOPLE).map(|_| {
        // Whoever takes long is known of for a while only.
        let (takes, known) = (1 + dice.below(DAYS).min(dice.below(DAYS)), 1 + dice.below(DAYS));
        Days { days: takes.min(known) as i64, happened: takes <= known }
    });
    let lasted: Vec<Days> = lasted.collect();
    let document = json!({
        "lasted": lasted, "long": series(&mut dice, LONG), "rates": rates, "short": series(&mut dice, SHORT), "values": values,
    });
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    std::fs::write(folder.join("insight.json"), document.to_string()).map_err(|error| error.to_string())
}

/// Scores of a whole series, in halves of a point, so that many are tied; they rise a little.
fn series(dice: &mut Dice, points: usize) -> serde_json::Value {
    let value = |place: usize| (80 + 10 * place / points + dice.below(60)) as f64 / 2.0;
    json!({"values": (0..points).map(value).collect::<Vec<f64>>()})
}
