//! Short names: what a person writes in a case, and the ids and moments that it stands for.
//!
//! `@ana` is a person and `#first` any other thing (a UUID made from the name), `~day 2 09:00` a moment,
//! `=before/total` a value out of a kept result. A text that begins with one of the four signs itself
//! writes it twice.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The namespace of all ids in cases: a fixed UUID of no other meaning.
const NAMESPACE: Uuid = Uuid::from_u128(0x9f2c_1f3a_6a52_4d0e_8c5b_2b7a_60c1_7e55);

/// The Monday that is day 1 of every case.
const BASE_DAYS: i64 = days_from_civil(2026, 3, 2);

/// The names of one case, both ways: a failure is told in names too.
#[derive(Default)]
pub(crate) struct Names {
    written: BTreeMap<String, String>,
    kept: BTreeMap<String, Value>,
}

impl Names {
    /// Remembers a result under a name.
    pub(crate) fn keep(&mut self, name: &str, result: Value) {
        self.kept.insert(name.to_owned(), result);
    }

    /// The value with every short name in it spelt out.
    pub(crate) fn expand(&mut self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => self.expand_text(text)?,
            Value::Array(entries) => entries.iter().map(|entry| self.expand(entry)).collect::<Result<_, _>>()?,
            Value::Object(members) => {
                let mut expanded = Map::new();
                for (key, member) in members {
                    let key = match self.expand_text(key)? {
                        Value::String(key) => key,
                        _ => return Err(format!("`{key}` stands for no text and so cannot be a member's name")),
                    };
                    expanded.insert(key, self.expand(member)?);
                }
                Value::Object(expanded)
            }
            other => other.clone(),
        })
    }

    fn expand_text(&mut self, text: &str) -> Result<Value, String> {
        let mut rest = text.chars();
        let Some(sign @ ('@' | '#' | '~' | '=')) = rest.next() else { return Ok(text.into()) };
        let rest = rest.as_str();
        if rest.starts_with(sign) {
            return Ok(rest.into());
        }
        match sign {
            '~' => {
                moment(rest).map(Value::from).ok_or_else(|| format!("`{text}` is not a moment such as `~day 2 09:00`"))
            }
            '=' => self.look_up(rest),
            _ if is_name(rest) => Ok(self.id(text).into()),
            _ => Err(format!("`{text}` is no short name; a text that begins with `{sign}` writes it twice")),
        }
    }

    /// The id that a short name stands for.
    pub(crate) fn id(&mut self, name: &str) -> String {
        let id = Uuid::new_v5(&NAMESPACE, name.as_bytes()).to_string();
        self.written.insert(id.clone(), name.to_owned());
        id
    }

    fn look_up(&self, reference: &str) -> Result<Value, String> {
        let (name, pointer) = reference.split_at(reference.find('/').unwrap_or(reference.len()));
        let kept = self.kept.get(name).ok_or_else(|| format!("no result is kept as `{name}`"))?;
        kept.pointer(pointer).cloned().ok_or_else(|| format!("the result `{name}` has nothing at `{pointer}`"))
    }

    /// A text with every known id in it told by its short name.
    pub(crate) fn tell(&self, text: &str) -> String {
        self.written.iter().fold(text.to_owned(), |text, (id, name)| text.replace(id.as_str(), name))
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// `09:00`, `09:00:30`, `09:00:30.250`, each with or without `day N ` before it, as a printed instant.
pub(crate) fn moment(text: &str) -> Option<String> {
    let (day, time) = match text.strip_prefix("day ") {
        Some(rest) => {
            let (day, time) = rest.split_once(' ')?;
            (day.parse::<i64>().ok()?, time)
        }
        None => (1, text),
    };
    let form: String = time.chars().map(|letter| if letter.is_ascii_digit() { '9' } else { letter }).collect();
    let missing = match form.as_str() {
        "99:99" => ":00.000",
        "99:99:99" => ".000",
        "99:99:99.999" => "",
        _ => return None,
    };
    let (year, month, day) = civil_from_days(BASE_DAYS + day - 1);
    Some(format!("{year:04}-{month:02}-{day:02}T{time}{missing}Z"))
}

/// Days since 1970-01-01 of a date in the Gregorian calendar.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day counted from 1970-01-01.
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let (month, day) =
        (if shifted < 10 { shifted + 3 } else { shifted - 9 }, day_of_year - (153 * shifted + 2) / 5 + 1);
    (year_of_era + era * 400 + if month <= 2 { 1 } else { 0 }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_is_the_same_id_wherever_it_stands_and_can_be_told_again() {
        let mut names = Names::default();
        let expanded = names.expand(&json!({"a": "@ana", "b": ["@ana", "#ana"], "@ana": 1})).unwrap();
        assert_eq!(expanded["a"], expanded["b"][0]);
        assert_ne!(expanded["a"], expanded["b"][1]);
        let id = expanded["a"].as_str().unwrap();
        assert_eq!(expanded[id], 1);
        assert_eq!(names.tell(&format!("for {id}.")), "for @ana.");
        assert_eq!(Uuid::parse_str(id).unwrap().get_version_num(), 5);
    }

    #[test]
    fn moments_count_from_a_monday() {
        assert_eq!(moment("09:00").unwrap(), "2026-03-02T09:00:00.000Z");
        assert_eq!(moment("day 31 23:59:59.999").unwrap(), "2026-04-01T23:59:59.999Z");
        assert_eq!(moment("day 0 00:00:30").unwrap(), "2026-03-01T00:00:30.000Z");
        assert_eq!(moment("day 730 12:00").unwrap(), "2028-02-29T12:00:00.000Z");
        assert_eq!(moment("day 731 12:00").unwrap(), "2028-03-01T12:00:00.000Z");
        for wrong in ["9:00", "09:00Z", "day 2", "day two 09:00", "2026-03-02T09:00:00Z"] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sign_written_twice_is_itself_and_a_name_that_is_none_is_an_error() {
        let mut names = Names::default();
        assert_eq!(names.expand(&json!("##1 call")).unwrap(), json!("#1 call"));
        for wrong in ["#1 call", "@", "~soon", "=nothing/here"] {
            assert!(names.expand(&json!(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_kept_result_lends_its_values() {
        let mut names = Names::default();
        names.keep("page", json!({"next": "abc", "total": 3}));
        assert_eq!(names.expand(&json!({"cursor": "=page/next"})).unwrap(), json!({"cursor": "abc"}));
        assert_eq!(names.expand(&json!("=page")).unwrap()["total"], 3);
    }
}
