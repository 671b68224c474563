//! How somebody's certifications stand on a day: the greatest level that is still valid, when it expires, and every time
//! that it was raised.
//!
//! A certification is valid for so many quarters from its day on, to the day before the same day of the month. One at a lower
//! level takes nothing from a greater one that is still valid, and holds on where it lasts longer.
//!
//! Rules: CRT-03, CRT-04.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CertificationLevel, CertificationPolicy};
use touchline_kernel::rejection::{BadInput, Faults};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// A certification that somebody took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Certification {
    /// The level that was reached; null where none was.
    #[serde(default)]
    pub level: Option<CertificationLevel>,
    /// Its day.
    pub on: LocalDate,
    /// The skill; `coaching` of coaches.
    pub skill: Key,
}

/// How a certification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CertificationState {
    /// There was one, and none is valid any more.
    Expired,
    /// It is valid, and expires within the days that the policy says.
    Expiring,
    /// None was ever reached.
    Uncertified,
    /// It is valid.
    Valid,
}

/// A level that was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RaisedLevel {
    /// The level that was valid before; null where none was.
    pub before: Option<CertificationLevel>,
    /// On which day.
    pub on: LocalDate,
    /// The level from then on.
    pub to: CertificationLevel,
}

/// How a skill's certifications stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CertificationStanding {
    /// For how many days, the one that it is among them, the level is still valid; null where none is.
    pub days_left: Option<i64>,
    /// The first day on which the level is valid no more: of the valid one, else of the one that was valid last; null where
    /// there never was one, or it lies beyond the calendar.
    pub expires_on: Option<LocalDate>,
    /// All certifications up to the day, in order of time.
    pub history: Vec<Certification>,
    /// The greatest level that is valid; null where none is.
    pub level: Option<CertificationLevel>,
    /// Every time that the level rose, in order of time.
    pub raised: Vec<RaisedLevel>,
    /// The skill.
    pub skill: Key,
    /// How it stands.
    pub state: CertificationState,
}

/// The day so many months later, or the last one of its month where that has no such day.
fn months_later(day: LocalDate, months: u32) -> Option<LocalDate> {
    let (year, month) = day.year_and_month();
    let all = year.checked_mul(12)?.checked_add(month)?.checked_sub(1)?.checked_add(months)?;
    let (year, month) = (all.checked_div(12)?, all.checked_rem(12)?.checked_add(1)?);
    (1..=day.day_of_month()).rev().find_map(|of_month| LocalDate::new(year, month, of_month))
}

impl Certification {
    /// The first day on which it is valid no more; nothing where that lies beyond the calendar.
    #[must_use]
    pub fn expires_on(&self, policy: &CertificationPolicy) -> Option<LocalDate> {
        months_later(self.on, policy.valid_quarters.saturating_mul(3))
    }

    fn is_valid_on(&self, day: LocalDate, policy: &CertificationPolicy) -> bool {
        self.on <= day && self.expires_on(policy).is_none_or(|expires| day < expires)
    }
}

/// How certifications of these skills stand on a day: those that were taken, in the order of the skills' keys. What is dated
/// later is not counted. They stand at `path`.
///
/// # Errors
/// Skills that are not known.
pub fn standing(
    certifications: &[Certification],
    skills: &[&Key],
    (on, policy): (LocalDate, &CertificationPolicy),
    path: &str,
) -> Result<Vec<CertificationStanding>, BadInput> {
    let mut faults = Faults::default();
    let mut by_skill: BTreeMap<&str, Vec<&Certification>> = BTreeMap::new();
    for (place, one) in certifications.iter().enumerate() {
        let known = skills.iter().map(|skill| skill.as_str());
        faults.known(format!("{path}/{place}/skill"), one.skill.as_str(), known);
        if one.on <= on {
            by_skill.entry(one.skill.as_str()).or_default().push(one);
        }
    }
    faults.told()?;
    Ok(by_skill.into_values().filter_map(|history| of_skill(history, on, policy)).collect())
}

/// The greatest level that is valid on a day, and of those the one that lasts longest.
fn in_force<'a>(
    history: impl Iterator<Item = &'a Certification>,
    day: LocalDate,
    policy: &CertificationPolicy,
) -> Option<&'a Certification> {
    let valid = history.filter(|one| one.level.is_some() && one.is_valid_on(day, policy));
    valid.max_by_key(|one| (one.level, one.on))
}

fn of_skill(
    mut history: Vec<&Certification>,
    on: LocalDate,
    policy: &CertificationPolicy,
) -> Option<CertificationStanding> {
    history.sort_by_key(|one| (one.on, one.level));
    let skill = history.first()?.skill.clone();
    let mut raised = Vec::new();
    // Of each level the one before that lasts longest.
    let mut latest: BTreeMap<Option<CertificationLevel>, &Certification> = BTreeMap::new();
    for one in &history {
        let before = in_force(latest.values().copied(), one.on, policy).and_then(|one| one.level);
        if let Some(to) = one.level.filter(|level| Some(*level) > before) {
            raised.push(RaisedLevel { before, on: one.on, to });
        }
        latest.insert(one.level, one);
    }
    let valid = in_force(history.iter().copied(), on, policy);
    let last = || history.iter().filter(|one| one.level.is_some()).max_by_key(|one| one.expires_on(policy)).copied();
    let expires_on = valid.or_else(last).and_then(|one| one.expires_on(policy));
    let days_left = valid.and(expires_on).map(|expires| expires.days_since(on));
    let state = match (valid, expires_on) {
        (Some(_), _) if days_left.is_some_and(|left| left <= policy.expiring_days.into()) => {
            CertificationState::Expiring
        }
        (Some(_), _) => CertificationState::Valid,
        (None, Some(_)) => CertificationState::Expired,
        (None, None) => CertificationState::Uncertified,
    };
    Some(CertificationStanding {
        days_left,
        expires_on,
        history: history.into_iter().cloned().collect(),
        level: valid.and_then(|one| one.level),
        raised,
        skill,
        state,
    })
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "an overflow in a test fails the test, as it should")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn taken() -> impl Strategy<Value = Vec<Certification>> {
        let levels = vec![
            None,
            Some(CertificationLevel::Beginner),
            Some(CertificationLevel::Intermediate),
            Some(CertificationLevel::Advanced),
        ];
        let one = (0..900_i64, prop::sample::select(levels), prop::sample::select(vec!["closing", "listening"]));
        let one = one.prop_map(|(after, level, skill)| Certification {
            level,
            on: LocalDate::from_days(20_000 + after / 30 * 30).unwrap(),
            skill: Key::new(skill),
        });
        prop::collection::vec(one, 0..12)
    }

    proptest! {
        #[test]
        fn crt_03_how_somebody_stands_is_the_same_in_any_order(taken in taken(), by in 0..12_usize, after in 0..1_400_i64) {
            let skills = [Key::new("closing"), Key::new("listening")];
            let skills: Vec<&Key> = skills.iter().collect();
            let (on, policy) = (LocalDate::from_days(20_000 + after).unwrap(), CertificationPolicy::default());
            let told = |taken: &[Certification]| standing(taken, &skills, (on, &policy), "").unwrap();
            let mut turned = taken.clone();
            turned.reverse();
            turned.rotate_left(by.checked_rem(taken.len()).unwrap_or_default());
            let one = told(&taken);
            prop_assert_eq!(&one, &told(&turned));
            for of_skill in &one {
                // A level that is told is one that somebody reached by then, and no greater one rose without being told.
                let reached = |to: Option<CertificationLevel>| of_skill.history.iter().any(|one| one.level == to);
                prop_assert!(of_skill.level.is_none() || reached(of_skill.level));
                prop_assert!(of_skill.level <= of_skill.raised.iter().map(|raised| Some(raised.to)).max().flatten());
            }
        }
    }
}
