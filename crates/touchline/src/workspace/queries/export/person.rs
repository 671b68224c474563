//! `export.person`: what is somebody's, as one document. One's own whoever one is, as one sees it in the product; another's for those
//! who may export everything, of what they see themselves.
//!
//! Rules: ACC-12, ACC-16, ACC-19, RPT-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EXPORT_SCHEMA, in_order};
use crate::workspace::queries::notifications_mine::NotificationsMine;
use crate::workspace::queries::{Asked, Question};
use touchline_kernel::{Actor, Code, Instant, PersonId};
use touchline_law::access::{Action, Relations, Standing, Whose};
use touchline_law::facts::Refusal;
use touchline_law::law::View;
use touchline_law::notify::Message;

/// Whose record.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExportOfPerson")]
pub struct ExportPerson {
    /// Whose.
    pub person: PersonId,
}

/// What is somebody's, as whoever exported it sees it. A text in it that is empty was redacted: nobody can write an empty one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonExport {
    /// What is about them, kind by kind, each in the order in which it came.
    pub about: Vec<View>,
    /// What is about others and in which they have a part: what they wrote, gave, assigned, keep, coach by, or were asked for. Empty
    /// where somebody else exported it, to whom it is not to be told who has what part.
    pub has_part_in: Vec<View>,
    /// When it was exported.
    pub made_at: Instant,
    /// What they were told in the product, the newest first; empty where somebody else exported it.
    pub messages: Vec<Message>,
    /// Whose it is.
    pub person: PersonId,
    /// The schema of this document.
    pub schema: u32,
}

impl Question for ExportPerson {
    type View = PersonExport;

    fn answer(&self, asked: &Asked<'_>) -> Result<PersonExport, Refusal> {
        let person = self.person;
        let is_own = asked.viewing.viewer == person;
        if !is_own {
            asked.viewer()?.may(Action::ExportEverything)?;
        }
        asked.standing(person)?.may(if is_own { Action::ExportOwnRecord } else { Action::ExportEverything })?;
        let known = asked.world.tables.people.get(person).ok_or(Code::NotFound)?;
        if !is_own && asked.show(known)?.is_none() {
            return Err(Code::NotFound.into());
        }
        let mut export = PersonExport {
            about: Vec::new(),
            has_part_in: Vec::new(),
            made_at: asked.viewing.at,
            messages: if is_own { messages(asked)? } else { Vec::new() },
            person,
            schema: EXPORT_SCHEMA,
        };
        let everything = asked.world.tables.everything();
        let parts = everything.map(|(_, thing)| (thing, part_in(asked, person, &thing.whose())));
        for (thing, part) in in_order(parts.filter(|(_, part)| *part != Part::None)) {
            let part = match part {
                Part::Whole => &mut export.about,
                Part::One if is_own => &mut export.has_part_in,
                Part::One | Part::None => continue,
            };
            part.extend(asked.show_any(thing)?);
        }
        Ok(export)
    }
}

/// What somebody is to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It is about them.
    Whole,
    /// They have a part in it.
    One,
    /// Nothing.
    None,
}

/// What somebody is to a thing, by what it says. Whoever has left has no part in anything any more but in what is about them.
pub(super) fn part_in(asked: &Asked<'_>, person: PersonId, whose: &Whose) -> Part {
    if whose.coached() == Some(person) {
        return Part::Whole;
    }
    let standing = Standing::of(Actor::Person(person), whose, &asked.policy.access, asked.world);
    let has_part = standing.is_ok_and(|standing| standing.relations().meets(Relations::HAVING_A_PART));
    if has_part { Part::One } else { Part::None }
}

/// All messages, page by page.
fn messages(asked: &Asked<'_>) -> Result<Vec<Message>, Refusal> {
    Ok(NotificationsMine { after: None, limit: Some(u32::MAX) }.answer(asked)?.items)
}
