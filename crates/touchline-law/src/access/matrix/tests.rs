//! What the matrix promises, whatever the rules are.

use super::*;
use crate::access::{Capability, Decision, RULES};

fn whole_organisation() -> AccessPolicy {
    AccessPolicy { manager_scope: ManagerScope::Organisation, ..AccessPolicy::default() }
}

fn policies() -> [AccessPolicy; 3] {
    let open = AccessPolicy { managers_see_all_reviews: true, ..AccessPolicy::default() };
    [AccessPolicy::default(), whole_organisation(), open]
}

fn names(about: About, access: &AccessPolicy) -> Vec<String> {
    let name = |set: Relations| {
        let names: Vec<&str> = set.list().into_iter().map(Into::into).collect();
        names.join("+")
    };
    about.occurring(access).into_iter().map(name).collect()
}

#[test]
fn under_own_reports_whoever_manages_reaches_and_nobody_else() {
    let sets = [
        "system",
        "person+coached",
        "person+not_coached",
        "person+not_coached+manages+in_scope",
        "person+not_coached+author",
        "person+not_coached+author+manages+in_scope",
        "person+not_coached+keeper",
        "person+not_coached+manages+in_scope+keeper",
        "person+not_coached+author+keeper",
        "person+not_coached+author+manages+in_scope+keeper",
    ];
    assert_eq!(names(About::Person, &AccessPolicy::default()), sets);
}

#[test]
fn in_the_whole_organisation_every_person_reaches_everybody() {
    let sets = [
        "system",
        "person+coached+in_scope",
        "person+not_coached+in_scope",
        "person+not_coached+manages+in_scope",
        "person+not_coached+author+in_scope",
        "person+not_coached+author+manages+in_scope",
        "person+not_coached+in_scope+keeper",
        "person+not_coached+manages+in_scope+keeper",
        "person+not_coached+author+in_scope+keeper",
        "person+not_coached+author+manages+in_scope+keeper",
    ];
    assert_eq!(names(About::Person, &whole_organisation()), sets);
}

#[test]
fn acc_02_whoever_stands_in_for_an_assigner_manages_the_assignee_and_is_neither() {
    for set in About::ActionItem.occurring(&AccessPolicy::default()) {
        assert_eq!(set.contains(Relation::Assignee), set.contains(Relation::Coached), "{:?}", set.list());
        if set.contains(Relation::StandsIn) {
            assert!(set.contains(Relation::Manages) && set.contains(Relation::NotCoached), "{:?}", set.list());
            assert!(!set.contains(Relation::Assigner), "{:?}", set.list());
        }
    }
}

#[test]
fn acc_18_no_action_role_or_column_is_left_out_and_only_what_cannot_be_is_empty() {
    let roles = [("coach".to_owned(), crate::access::RolePolicy { capabilities: vec![Capability::CoachPipeline] })];
    let access = AccessPolicy { roles: roles.into_iter().collect(), ..AccessPolicy::default() };
    let matrix = matrix(&access, None, None);
    assert_eq!(matrix.rows.len(), Action::VARIANTS.len() * (Role::VARIANTS.len() + 2));
    for row in &matrix.rows {
        assert_eq!(row.cells.len(), matrix.columns.len());
        let can_be = row.about.occurring(&access);
        for (cell, column) in row.cells.iter().zip(&matrix.columns) {
            let is_host = row.role.is_some() && column.contains(&Relation::System);
            assert_eq!(cell.is_none(), is_host || !can_be.contains(&Relations::of(column)), "{row:?}");
        }
    }
    let rows = |role: &str| {
        let rows = matrix.rows.iter().filter(move |row| row.role.as_deref() == Some(role));
        rows.map(|row| (row.action, row.cells.clone())).collect::<Vec<_>>()
    };
    assert_eq!(rows("coach"), rows("senior_manager"), "a role of the policy's own is what it carries");
}

#[test]
fn acc_18_the_parts_of_the_matrix_are_the_matrix() {
    for access in policies() {
        let whole = matrix(&access, None, None);
        for about in About::VARIANTS {
            let part = matrix(&access, Some(*about), None);
            let rows = whole.rows.iter().filter(|row| row.about == *about);
            for (row, whole_row) in part.rows.iter().zip(rows.clone()) {
                let of_whole = whole.columns.iter().zip(&whole_row.cells).filter(|(_, cell)| cell.is_some());
                let of_part = part.columns.iter().zip(&row.cells).filter(|(_, cell)| cell.is_some());
                assert!((row.action, &row.role) == (whole_row.action, &whole_row.role));
                for (column, cell) in of_part.clone() {
                    assert!(of_whole.clone().any(|other| other == (column, cell)), "{column:?} {row:?}");
                }
                assert_eq!(of_part.count(), of_whole.count());
            }
            assert_eq!(part.rows.len(), rows.count());
        }
    }
}

#[test]
fn acc_18_every_rule_decides_somewhere_and_asks_for_nothing_that_cannot_be() {
    let mut deciding = vec![false; RULES.len()];
    for access in policies() {
        for (place, rule) in RULES.iter().enumerate() {
            let sets = rule.action.about().occurring(&access);
            let carries = |capability| rule.capability == Some(capability);
            let decides = |set: &Relations| decide(rule.action, *set, carries) == Decision::Allowed(place);
            deciding[place] |= sets.iter().any(decides);
        }
    }
    let idle: Vec<_> = RULES.iter().zip(&deciding).filter(|(_, decides)| !**decides).map(|(rule, _)| rule).collect();
    assert!(idle.is_empty(), "no cell is decided by {idle:?}");
}

#[test]
fn whoever_holds_several_roles_may_what_one_of_them_may() {
    let access = AccessPolicy::default();
    for action in Action::VARIANTS {
        for set in action.about().occurring(&access) {
            for (one, other) in
                Role::VARIANTS.iter().flat_map(|one| Role::VARIANTS.iter().map(move |other| (one, other)))
            {
                let may = |roles: &[&Role]| {
                    let carries = |capability| roles.iter().any(|role| access.carries(role.name(), capability));
                    Verdict::from(decide(*action, set, carries)).allowed
                };
                assert_eq!(may(&[one, other]), may(&[one]) || may(&[other]), "{action:?} {set:?} {one:?} {other:?}");
            }
        }
    }
}
