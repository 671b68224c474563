//! The matrix against the source's table of roles, written down here by hand, and against what it promises.

use super::*;
use crate::access::Capability;

const STAFF: [Role; 4] = [Role::Manager, Role::SeniorManager, Role::ComplianceOfficer, Role::Owner];

/// The role's cell for an action, towards somebody to whom the actor has no other relation.
fn allowed(matrix: &Matrix, action: Action, role: Role, relation: Relation) -> bool {
    let column = matrix.columns.iter().position(|set| set.contains(&relation) && !set.contains(&Relation::Manages));
    let row = matrix.rows.iter().find(|row| row.action == action && row.role.as_deref() == Some(role.name())).unwrap();
    row.cells.get(column.unwrap()).unwrap().as_ref().unwrap().allowed
}

#[test]
fn acc_18_the_table_of_roles_holds_cell_by_cell_in_a_contact_centre() {
    let access = AccessPolicy { manager_scope: ManagerScope::Organisation, ..AccessPolicy::default() };
    let matrix = matrix(&access);
    // Create, release, conclude, and view the agent's response: everybody but the agent.
    let staff = [Action::CreateBundle, Action::ReleaseBundle, Action::ConcludeBundle, Action::SeeBundle];
    let roles = [Role::Agent, Role::Manager, Role::ComplianceOfficer, Role::SeniorManager, Role::Owner];
    for role in roles {
        for action in staff {
            let expected = role != Role::Agent;
            assert_eq!(allowed(&matrix, action, role, Relation::NotCoached), expected, "{role:?} {action:?}");
            assert!(
                !allowed(&matrix, action, role, Relation::Coached),
                "nobody on their own case: {role:?} {action:?}"
            );
        }
        // Respond, and view one's own history: whoever is coached, whatever their roles, and nobody else.
        for action in [Action::AnswerBundle, Action::SeeOwnBundle] {
            assert!(allowed(&matrix, action, role, Relation::Coached), "{role:?} {action:?}");
            assert!(!allowed(&matrix, action, role, Relation::NotCoached), "{role:?} {action:?}");
        }
    }
}

#[test]
fn acc_18_under_own_reports_no_role_reaches_beyond_them() {
    let matrix = matrix(&AccessPolicy::default());
    for role in STAFF {
        for action in [Action::CreateBundle, Action::ReleaseBundle, Action::ConcludeBundle, Action::SeeBundle] {
            assert!(!allowed(&matrix, action, role, Relation::NotCoached), "{role:?} {action:?}");
            let cell = matrix.columns.iter().position(|set| set.contains(&Relation::Manages)).unwrap();
            let row = matrix.rows.iter().find(|row| row.action == action && row.role.as_deref() == Some(role.name()));
            assert_eq!(row.unwrap().cells.get(cell).unwrap().as_ref().unwrap().rule, Some("ACC-04"));
        }
    }
}

#[test]
fn acc_18_no_action_role_or_column_is_left_out_and_only_what_cannot_be_is_empty() {
    let roles = [("coach".to_owned(), crate::access::RolePolicy { capabilities: vec![Capability::CoachPipeline] })];
    let access = AccessPolicy { roles: roles.into_iter().collect(), ..AccessPolicy::default() };
    let matrix = matrix(&access);
    assert_eq!(matrix.rows.len(), Action::VARIANTS.len() * (Role::VARIANTS.len() + 2));
    for row in &matrix.rows {
        assert_eq!(row.cells.len(), matrix.columns.len());
        for (cell, column) in row.cells.iter().zip(&matrix.columns) {
            assert_eq!(cell.is_none(), row.role.is_some() && column.contains(&Relation::System));
        }
    }
    let rows = |role: &str| {
        let rows = matrix.rows.iter().filter(move |row| row.role.as_deref() == Some(role));
        rows.map(|row| (row.action, row.cells.clone())).collect::<Vec<_>>()
    };
    assert_eq!(rows("coach"), rows("manager"), "a role of the policy's own is what it carries");
}

#[test]
fn whoever_holds_several_roles_may_what_one_of_them_may() {
    let access = AccessPolicy::default();
    for action in Action::VARIANTS {
        for set in occurring(access.manager_scope) {
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
