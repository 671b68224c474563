//! `export.team`: what a team was given, did and scored on some days, for analysis: people and things under pseudonyms that a key of
//! the host's makes, and without a word that somebody wrote. `insight.team` and the others take it as it is.
//!
//! Rules: ACC-16, ACC-19, RPT-09.

use core::str::FromStr as _;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::EXPORT_SCHEMA;
use crate::workspace::queries::report::performance::{checked, recorded};
use crate::workspace::queries::report::records::{Draws, Reserved};
use crate::workspace::queries::report::team::people_of;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::insight::CoachingRecords;
use touchline_kernel::{Code, DaySpan, Instant, Key, PersonId, Rejection, Secret};
use touchline_law::access::{Action, Whose};
use touchline_law::facts::Refusal;

/// Whose team, on which days, under which key.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExportOfTeam")]
pub struct ExportTeam {
    /// The days, both of them included, where the organisation is.
    pub days: DaySpan,
    /// The key of pseudonyms, which the host drew for this alone: under the same key somebody has the same one in every export.
    pub key: Secret,
    /// Who leads the team.
    pub manager: PersonId,
}

/// What a team was given, did and scored, under pseudonyms. Who led it and which of the people is who stands nowhere in it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamExport {
    /// The days.
    pub days: DaySpan,
    /// When it was exported.
    pub made_at: Instant,
    /// Those of the team whom the viewer sees and who are there, in the order of their pseudonyms.
    pub people: Vec<Key>,
    /// What was recorded of them on these days and on as many before, each list in the order of its pseudonyms and moments.
    pub records: CoachingRecords,
    /// The schema of this document.
    pub schema: u32,
}

impl Question for ExportTeam {
    type View = TeamExport;

    fn answer(&self, asked: &Asked<'_>) -> Result<TeamExport, Refusal> {
        if asked.viewer()?.may(Action::ExportEverything).is_err() {
            let team = Whose::Team { manager: self.manager, author: None };
            asked.sight().towards(&team)?.may(Action::ExportTeamRecords)?;
        }
        if self.key.is_guessable() {
            return Err(Rejection::from(Code::SecretGuessable).at("/body/key").into());
        }
        let days = checked(self.days)?;
        let people = people_of(asked, self.manager)?;
        let (_, mut records) =
            recorded(asked, days, asked.policy.organisation.zone, (&people, Reserved::Told, Draws::Told))?;
        let mut names = Pseudonyms { known: BTreeMap::new(), key: self.key };
        names.take(&mut records);
        let mut people: Vec<Key> = people.into_iter().map(|person| names.of(&person.to_string())).collect();
        people.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        Ok(TeamExport { days, made_at: asked.viewing.at, people, records, schema: EXPORT_SCHEMA })
    }
}

/// The pseudonyms of one export, each of which is reckoned once.
struct Pseudonyms {
    known: BTreeMap<String, Key>,
    key: Secret,
}

impl Pseudonyms {
    /// What stands for an id. What is no id names nobody.
    fn of(&mut self, id: &str) -> Key {
        let Ok(uuid) = Uuid::from_str(id) else { return Key::new(id) };
        let key = self.key;
        self.known.entry(id.to_owned()).or_insert_with(|| Key::new(&key.pseudonym(uuid).to_string())).clone()
    }

    /// Takes every id out of records, and the order in which they came with it.
    fn take(&mut self, records: &mut CoachingRecords) {
        for one in &mut records.deliveries {
            (one.by, one.delivery, one.person) =
                (self.of(one.by.as_str()), self.of(one.delivery.as_str()), self.of(one.person.as_str()));
        }
        for one in &mut records.items {
            (one.by, one.item, one.person) =
                (self.of(one.by.as_str()), self.of(one.item.as_str()), self.of(one.person.as_str()));
            one.delivery = one.delivery.as_ref().map(|delivery| self.of(delivery.as_str()));
        }
        records.scores.iter_mut().for_each(|one| one.person = self.of(one.person.as_str()));
        records.findings.iter_mut().for_each(|one| one.person = self.of(one.person.as_str()));
        let text = |key: &Key| key.as_str().to_owned();
        records.deliveries.sort_by_cached_key(|one| (text(&one.person), one.delivered_at, text(&one.delivery)));
        records.items.sort_by_cached_key(|one| (text(&one.person), one.assigned_at, text(&one.item)));
        records.scores.sort_by_cached_key(|one| (text(&one.person), one.at));
        records.findings.sort_by_cached_key(|one| (text(&one.person), one.at, one.kind, text(&one.what)));
    }
}
