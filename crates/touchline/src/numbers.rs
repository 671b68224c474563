//! The numbers by which C, and every face's calls without JSON, name things: a name's number is its place in the
//! library's own list of such names, counted from 1.
//!
//! Compiled programs hold them, so that a number is never changed and never used again. What holds them fast is
//! `numbers.lock`: the generator adds new names to it, and refuses a list in which a known one has moved.

use std::sync::LazyLock;

use strum::VariantArray;

use touchline_calculators::skill::{Arrow, Level};
use touchline_kernel::lifecycle::{AnyLifecycle, Names};
use touchline_kernel::rejection::Code;
use touchline_law::access::{Action, Relation, RuleId};
use touchline_law::ground::ThingKind;
use touchline_law::ground::people::Role;
use touchline_law::law::lifecycle;

use crate::status::Status;

/// Names that share one space of numbers.
#[derive(Clone, Debug)]
pub struct Family {
    /// The family's name, such as `bundle_state`.
    pub name: String,
    /// What its numbers are for.
    pub doc: String,
    /// Each name with its number.
    pub members: Vec<(String, u32)>,
}

/// All families.
pub static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    let mut all = vec![
        statuses(),
        family::<Code>("code", "Why something was refused.", Some("none")),
        family::<ThingKind>("thing", "Kinds of things.", Some("none")),
    ];
    all.extend(ThingKind::VARIANTS.iter().flat_map(|kind| of_thing(*kind)));
    all.extend([
        family::<Role>("role", "The built-in roles.", None),
        family::<Relation>("relation", "What an actor is to a thing.", None),
        family::<Action>("action", "What somebody may want to do or see.", None),
        family::<RuleId>("rule", "The rules of access; 0 where no rule is about the action.", Some("none")),
        family::<Level>("skill_level", "Levels of skill scores, the least first; 0 without a score.", Some("none")),
        family::<Arrow>(
            "trend_arrow",
            "Which way a score or a figure went; 0 where nothing is known of before.",
            Some("none"),
        ),
    ]);
    all
});

/// Statuses alone count from 0, which C's programs ask for first.
fn statuses() -> Family {
    let members = Status::VARIANTS.iter().map(|status| status.name().to_owned()).zip(0..);
    Family { name: "status".to_owned(), doc: "How a call ended.".to_owned(), members: members.collect() }
}

/// The number of a name: its place among the names of its kind, counted from 1, since 0 is none.
pub(crate) fn number<T: Names>(member: T) -> u32 {
    u32::try_from(member.ordinal()).unwrap_or(u32::MAX).saturating_add(1)
}

/// A family of a list's names. `zero` is what 0 stands for, where it stands for anything.
fn family<T: Names>(name: &str, doc: &str, zero: Option<&str>) -> Family {
    let members = T::VARIANTS.iter().map(|member| (constant(member.name()), number(*member)));
    let zero = zero.map(|zero| (zero.to_owned(), 0));
    Family { name: name.to_owned(), doc: doc.to_owned(), members: zero.into_iter().chain(members).collect() }
}

/// A name as a part of a constant's name.
fn constant(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}

/// The states and the commands of a kind of thing, if it has a lifecycle.
fn of_thing(kind: ThingKind) -> Vec<Family> {
    let Some(table) = lifecycle(kind).map(AnyLifecycle::printed) else { return Vec::new() };
    let noun = kind.name().replace('_', " ");
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    let states = [("absent", 0)].into_iter().chain(table.states.into_iter().zip(1..));
    let commands = table.rows.into_iter().map(|row| row.command).zip(1..);
    vec![
        family_of(
            format!("{}_state", kind.name()),
            format!("Where {article} {noun} stands; 0 where there is none."),
            states,
        ),
        family_of(format!("{}_command", kind.name()), format!("What can be done with {article} {noun}."), commands),
    ]
}

/// A family of a thing's, with what is said of any thing's unless more is to be said of this one's.
fn family_of<'a>(name: String, doc: String, members: impl Iterator<Item = (&'a str, u32)>) -> Family {
    let doc = SAID.iter().find(|(of, _)| *of == name).map_or(doc, |(_, said)| (*said).to_owned());
    Family { name, doc, members: members.map(|(name, number)| (name.to_owned(), number)).collect() }
}

/// What is said of a thing's families beside what is said of any thing's.
#[rustfmt::skip]
const SAID: &[(&str, &str)] = &[
    ("bundle_command", "What can be done with a bundle; handing over and calling off follow from what happens elsewhere."),
    ("training_item_command", "What the library does with a training item when something happens elsewhere."),
    ("notification_settings_state", "Where somebody's settings of notifications stand; 0 where there are none."),
    ("notification_settings_command", "What can be done with settings of notifications."),
    ("escalation_command", "What can be done with an escalation; handing over and calling off follow from what happens elsewhere."),
    ("goal_state", "Where a goal stands, as far as it is kept; 0 where there is none."),
    ("goal_command", "What can be done with a goal; taking up and calling off follow from what happens elsewhere."),
    ("team_goal_state", "Where a team's goal stands, as far as it is kept; 0 where there is none."),
    ("team_goal_command", "What can be done with a team's goal."),
    ("action_item_state", "Where an action item stands, as far as it is kept; 0 where there is none."),
    ("action_item_command", "What can be done with an action item; taking up, handing over and calling off follow from what happens elsewhere."),
    ("review_assignment_state", "Where the assignment of a review stands, as far as it is kept; 0 where there is none."),
    ("review_assignment_command", "What can be done with the assignment of a review; finishing, handing over and calling off follow from what happens elsewhere."),
    ("skill_report_command", "What can be done with a skill report; recording for review is what recording is where a score is critical."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_family_is_said_of_one_that_there_is() {
        for (name, _) in SAID {
            assert!(FAMILIES.iter().any(|family| family.name == *name), "{name}");
        }
    }

    #[test]
    fn each_family_stands_once_and_names_each_number_once() {
        let names = |of: &mut dyn Iterator<Item = &'static String>| of.collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(names(&mut FAMILIES.iter().map(|family| &family.name)), FAMILIES.len());
        for family in FAMILIES.iter() {
            assert_eq!(
                names(&mut family.members.iter().map(|(name, _)| name)),
                family.members.len(),
                "{}",
                family.name
            );
        }
    }
}
