//! The matrix, cell by cell, against the tables of the sources and of the rules, typed here by hand: a role or a
//! relation a column, an action a row.

use super::*;

/// Whether a person of one role, who is just this to a thing, may.
fn may(access: &AccessPolicy, action: Action, role: Role, known: &[Relation]) -> bool {
    let set = match action.about() {
        About::Organisation => Relations::of_person(),
        about => about.relations(Relations::of(known), access),
    };
    assert!(action.about().occurring(access).contains(&set), "{known:?} cannot be towards {action:?}");
    Verdict::from(decide(action, set, |capability| access.carries(role.name(), capability))).allowed
}

/// Whether a person whose role carries nothing may.
fn anybody_may(access: &AccessPolicy, action: Action, known: &[Relation]) -> bool {
    may(access, action, Role::Agent, known)
}

fn in_a_contact_centre() -> AccessPolicy {
    AccessPolicy { manager_scope: ManagerScope::Organisation, ..AccessPolicy::default() }
}

/// Columns: agent, manager, compliance officer, senior manager, owner.
const PIPELINE_ROLES: [Role; 5] =
    [Role::Agent, Role::Manager, Role::ComplianceOfficer, Role::SeniorManager, Role::Owner];

/// The pipeline's table of roles. Towards another in the first rows, towards oneself in the last.
#[rustfmt::skip]
const PIPELINE: [(Action, [bool; 5]); 18] = [
    // View the training queue.
    (Action::SeeTrainingItem, [false, true,  true,  true,  true]),
    // Create bundles.
    (Action::CreateBundle,    [false, true,  true,  true,  true]),
    // Release bundles.
    (Action::ReleaseBundle,   [false, true,  true,  true,  true]),
    // Conclude bundles.
    (Action::ConcludeBundle,  [false, true,  true,  true,  true]),
    // View agent responses: of a bundle, of an escalation.
    (Action::SeeBundle,       [false, true,  true,  true,  true]),
    (Action::SeeEscalation,   [false, true,  true,  true,  true]),
    // Set performance goals.
    (Action::SetGoal,         [false, true,  true,  true,  true]),
    // For a team, and how far it has come.
    (Action::SetTeamGoal,     [false, true,  true,  true,  true]),
    (Action::SeeTeamGoal,     [false, true,  true,  true,  true]),
    // The same roles, as the rules have it: reviews, dispositions, escalations.
    (Action::CreateReview,    [false, true,  true,  true,  true]),
    (Action::GiveDisposition, [false, true,  true,  true,  true]),
    (Action::SeeSelfReview,   [false, true,  true,  true,  true]),
    (Action::RaiseEscalation, [false, true,  true,  true,  true]),
    (Action::CloseEscalation, [false, true,  true,  true,  true]),
    // And who is to review what: seen, assigned, and answered where it was asked for.
    (Action::SeeReviewAssignment, [false, true, true, true, true]),
    (Action::AssignReview,    [false, true,  true,  true,  true]),
    (Action::AnswerReviewRequest, [false, true, true, true, true]),
    // Respond: for another, nobody does.
    (Action::AnswerBundle,    [false, false, false, false, false]),
];

#[test]
fn acc_04_acc_18_acc_21_the_pipeline_s_table_holds_in_a_contact_centre() {
    let access = in_a_contact_centre();
    for (action, cells) in PIPELINE {
        for (role, expected) in PIPELINE_ROLES.into_iter().zip(cells) {
            assert_eq!(may(&access, action, role, &[]), expected, "{role:?} {action:?}");
        }
    }
}

/// Acts of reviewing, which reach further than managers do.
const REVIEWING: [Action; 11] = [
    Action::SeeCall,
    Action::GiveDisposition,
    Action::SeeDisposition,
    Action::CreateReview,
    Action::RaiseEscalation,
    Action::SeeEscalation,
    Action::CloseEscalation,
    Action::SeeReviewAssignment,
    Action::AssignReview,
    Action::AnswerReviewRequest,
    Action::SeeSelfReview,
];

#[test]
fn acc_04_acc_20_under_own_reports_the_pipeline_s_table_holds_for_whom_one_manages_and_is_empty_else() {
    let access = AccessPolicy::default();
    for (action, cells) in PIPELINE {
        for (role, expected) in PIPELINE_ROLES.into_iter().zip(cells) {
            assert_eq!(may(&access, action, role, &[Relation::Manages]), expected, "{role:?} {action:?}");
            if !REVIEWING.contains(&action) {
                assert!(!may(&access, action, role, &[]), "{role:?} {action:?}");
            }
        }
    }
}

#[test]
fn acc_21_reviewing_reaches_everybody_for_compliance_officers_and_owners_and_as_far_as_managers_do_for_these() {
    let access = AccessPolicy::default();
    for action in REVIEWING {
        for (role, everywhere) in PIPELINE_ROLES.into_iter().zip([false, false, true, false, true]) {
            let expected = role != Role::Agent;
            assert_eq!(may(&access, action, role, &[Relation::Manages]), expected, "{role:?} {action:?}");
            assert_eq!(may(&access, action, role, &[]), everywhere, "{role:?} {action:?}");
        }
        let others = Role::VARIANTS.iter().filter(|role| !PIPELINE_ROLES.contains(role));
        for role in others {
            assert!(!may(&access, action, *role, &[Relation::Manages]), "{role:?} {action:?}");
        }
    }
}

#[test]
fn acc_21_the_reviewer_alone_changes_and_delivers_a_review() {
    let access = in_a_contact_centre();
    for action in [Action::EditReview, Action::DeliverReview] {
        for (role, expected) in PIPELINE_ROLES.into_iter().zip([false, true, true, true, true]) {
            assert_eq!(may(&access, action, role, &[Relation::Reviewer]), expected, "{role:?} {action:?}");
            assert!(!may(&access, action, role, &[Relation::Manages]), "{role:?} {action:?}");
        }
    }
}

/// What somebody said of a call they answer for, whether or not they may review it today.
#[test]
fn acc_21_the_reviewer_follows_up_on_their_review_whatever_became_of_their_role() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        for role in Role::VARIANTS {
            assert!(may(&access, Action::FollowReview, *role, &[Relation::Reviewer]), "{role:?}");
            assert!(!may(&access, Action::FollowReview, *role, &[Relation::Manages]), "{role:?}");
            assert!(!may(&access, Action::FollowReview, *role, &[Relation::Coached]), "{role:?}");
        }
    }
}

/// Whoever is to review a call answers the request for it, and sees what they are to do; who assigned it sees what becomes
/// of that.
#[test]
fn acc_21_the_reviewer_of_a_call_and_who_assigned_it_see_that_whatever_they_reach() {
    let access = AccessPolicy::default();
    for role in Role::VARIANTS {
        let cells = |action| {
            [Relation::Keeper, Relation::Author, Relation::Coached].map(|to| may(&access, action, *role, &[to]))
        };
        assert_eq!(cells(Action::SeeReviewAssignment), [true, true, true], "{role:?}");
        let everywhere = matches!(role, Role::ComplianceOfficer | Role::Owner);
        assert_eq!(cells(Action::AnswerReviewRequest), [true, everywhere, false], "{role:?}");
        assert_eq!(cells(Action::AssignReview), [everywhere, everywhere, false], "{role:?}");
        assert_eq!(cells(Action::RequestReview), [false, false, true], "{role:?}");
    }
}

#[test]
fn acc_05_acc_06_the_agent_alone_answers_and_sees_their_own_history_whatever_the_role() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        for role in Role::VARIANTS {
            for action in [Action::AnswerBundle, Action::SeeOwnBundle] {
                assert!(may(&access, action, *role, &[Relation::Coached]), "{role:?} {action:?}");
                assert!(!may(&access, action, *role, &[Relation::Author, Relation::Manages]), "{role:?} {action:?}");
            }
        }
    }
}

/// Columns: whoever handled the call, the reviewer, an owner, another manager, another manager where the setting is
/// on, a colleague.
#[test]
fn acc_01_acc_02_acc_18_who_can_see_coaching() {
    let off = AccessPolicy::default();
    let on = AccessPolicy { managers_see_all_reviews: true, ..AccessPolicy::default() };
    let review = |access: &AccessPolicy, role, known: &[Relation]| may(access, Action::SeeReview, role, known);
    let reviews = [
        review(&off, Role::Agent, &[Relation::Coached]),
        review(&off, Role::Manager, &[Relation::Reviewer]),
        review(&off, Role::Owner, &[]),
        review(&off, Role::Manager, &[Relation::Manages]),
        review(&on, Role::Manager, &[]),
        review(&on, Role::Agent, &[]),
    ];
    assert_eq!(reviews, [true, true, true, false, true, false]);
    let item = |access: &AccessPolicy, role, known: &[Relation]| may(access, Action::SeeActionItem, role, known);
    let items = [
        item(&off, Role::Agent, &[Relation::Assignee]),
        item(&off, Role::Manager, &[Relation::Assigner]),
        item(&off, Role::Owner, &[]),
        item(&off, Role::Manager, &[Relation::Manages]),
        item(&on, Role::Manager, &[Relation::Manages]),
        item(&on, Role::Agent, &[]),
    ];
    assert_eq!(items, [true, true, true, false, false, false]);
}

#[test]
fn acc_02_an_item_from_a_session_is_seen_by_the_plan_s_coaches_and_an_inactive_assigner_s_rights_pass() {
    let access = AccessPolicy::default();
    // Columns: one of the plan's coaches; the assignee's manager, while the assigner is active, and when they left.
    let known: [&[Relation]; 3] = [&[Relation::CoachOf], &[Relation::Manages], &[Relation::StandsIn]];
    let rows = [
        (Action::SeeActionItem, [true, false, true]),
        (Action::DecideOnActionItem, [false, false, true]),
        (Action::ArchiveActionItem, [false, false, true]),
        (Action::WorkOnActionItem, [false, false, false]),
    ];
    for (action, cells) in rows {
        assert_eq!(known.map(|known| anybody_may(&access, action, known)), cells, "{action:?}");
        assert!(
            action == Action::WorkOnActionItem || anybody_may(&access, action, &[Relation::Assigner]),
            "what passes is what the assigner had: {action:?}"
        );
    }
}

#[test]
fn acc_03_a_draft_review_is_its_reviewer_s_and_a_draft_bundle_its_author_s_and_theirs_who_may_release_it() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        for role in Role::VARIANTS {
            assert!(may(&access, Action::SeeDraftReview, *role, &[Relation::Reviewer]), "{role:?}");
            for known in [&[Relation::Coached][..], &[Relation::Manages], &[Relation::Undecided], &[]] {
                assert!(!may(&access, Action::SeeDraftReview, *role, known), "{role:?} {known:?}");
            }
            for known in [&[][..], &[Relation::Manages]] {
                let releases = may(&access, Action::ReleaseBundle, *role, known);
                assert_eq!(may(&access, Action::SeeBundle, *role, known), releases, "{role:?} {known:?}");
            }
            assert!(may(&access, Action::SeeBundle, *role, &[Relation::Keeper]), "{role:?}");
            assert!(!may(&access, Action::SeeBundle, *role, &[Relation::Coached]), "{role:?}");
        }
    }
}

#[test]
fn acc_03_to_have_made_a_bundle_shows_it_to_nobody_and_its_keeper_who_sees_it_while_it_is_live_may_conclude_it() {
    let access = AccessPolicy::default();
    for (role, concludes) in PIPELINE_ROLES.into_iter().zip([false, true, true, true, true]) {
        assert!(!may(&access, Action::SeeBundle, role, &[Relation::Author]), "{role:?}");
        for action in [Action::ConcludeBundle, Action::CancelBundle, Action::RecordBundleSession] {
            let expected = concludes && action == Action::ConcludeBundle;
            assert_eq!(may(&access, action, role, &[Relation::Keeper]), expected, "{role:?} {action:?}");
        }
    }
}

/// Columns: employee (whatever the role), manager, HR staff, HR admin, HR director.
const PLAN_ROLES: [Role; 5] = [Role::Agent, Role::Manager, Role::HrStaff, Role::HrAdmin, Role::HrDirector];

#[test]
fn acc_07_acc_08_acc_09_acc_10_acc_18_the_plans_table_of_permissions() {
    let access = AccessPolicy::default();
    #[rustfmt::skip]
    let table: [(Action, &[Relation], [bool; 5]); 22] = [
        // coaching:read, one's own plans and sessions: all employees.
        (Action::SeePlan,             &[Relation::Coached],    [true,  true,  true,  true,  true]),
        // coaching:write, create plans, record sessions, add notes: managers, HR staff; and those above them.
        (Action::CreatePlan,          &[Relation::Manages],    [false, true,  true,  true,  true]),
        (Action::EditPlan,            &[Relation::CoachOf],    [false, true,  true,  true,  true]),
        (Action::RecordPlanSession,   &[Relation::CoachOf],    [false, true,  true,  true,  true]),
        (Action::WritePlanNote,       &[Relation::CoachOf],    [false, true,  true,  true,  true]),
        // Both sides take part in a session: whom it coaches, and who coaches.
        (Action::TakePartInSession,   &[Relation::Coached],    [true,  true,  true,  true,  true]),
        (Action::TakePartInSession,   &[Relation::CoachOf],    [false, true,  true,  true,  true]),
        (Action::TakePartInSession,   &[],                     [false, false, false, false, false]),
        // Feedback to a coach: whom the plan coaches, and nobody else.
        (Action::GiveCoachFeedback,   &[Relation::Coached],    [true,  true,  true,  true,  true]),
        (Action::GiveCoachFeedback,   &[Relation::CoachOf],    [false, false, false, false, false]),
        // A note that is kept among those who coach: a coach, whatever their role; of others who may read what is confidential.
        (Action::SeeKeptNote,         &[Relation::CoachOf],    [true,  true,  true,  true,  true]),
        (Action::SeeKeptNote,         &[],                     [false, false, false, false, true]),
        (Action::SeeKeptNote,         &[Relation::Coached],    [false, false, false, false, false]),
        // Whoever creates plans chooses from the templates that were published.
        (Action::SeePlanTemplate,     &[],                     [false, true,  true,  true,  true]),
        // coaching:manage, assign coaches, view all plans, configure templates: HR director, HR admin.
        (Action::AssignCoach,         &[],                     [false, false, false, true,  true]),
        (Action::SeePlan,             &[],                     [false, false, false, true,  true]),
        (Action::KeepPlanTemplates,   &[],                     [false, false, false, true,  true]),
        // Reinstate: by coaching:manage only, and so by no coach.
        (Action::ReinstatePlan,       &[],                     [false, false, false, true,  true]),
        (Action::ReinstatePlan,       &[Relation::CoachOf],    [false, false, false, true,  true]),
        // coaching:view_confidential: HR director. The source's prose says HR admin: its table decides.
        (Action::SeeConfidentialNote, &[],                     [false, false, false, false, true]),
        // A manager makes plans for whom they manage, HR for anybody.
        (Action::CreatePlan,          &[],                     [false, false, true,  true,  true]),
        // On an existing plan nobody writes who neither coaches nor writes for an external coach.
        (Action::RecordPlanSession,   &[Relation::Manages],    [false, false, false, false, false]),
    ];
    for (action, known, cells) in table {
        assert_eq!(PLAN_ROLES.map(|role| may(&access, action, role, known)), cells, "{action:?} {known:?}");
        // A role that the table does not have is an employee's, and carries nothing of it.
        for role in Role::VARIANTS.iter().filter(|role| !PLAN_ROLES.contains(role)) {
            assert_eq!(may(&access, action, *role, known), cells[0], "{role:?} {action:?} {known:?}");
        }
    }
}

#[test]
fn acc_08_what_an_external_coach_says_is_entered_by_human_resources() {
    let access = AccessPolicy::default();
    let entered = [
        Action::EditPlan,
        Action::RecordPlanSession,
        Action::WritePlanNote,
        Action::TakePartInSession,
        Action::SeePlan,
    ];
    for action in entered {
        let cells =
            [Role::Agent, Role::Manager, Role::HrStaff].map(|role| may(&access, action, role, &[Relation::OnBehalfOf]));
        assert_eq!(cells, [false, false, true], "{action:?}");
    }
}

/// Whoever may create plans for somebody sees what they propose, and nobody else but they themselves.
#[rustfmt::skip]
#[test]
fn acc_08_pln_13_what_somebody_proposes_is_for_those_who_may_create_plans_for_them() {
    let access = AccessPolicy::default();
    let table: [(Action, &[Relation], [bool; 5]); 8] = [
        (Action::ProposePlan,     &[Relation::Coached], [true,  true,  true,  true,  true]),
        (Action::ProposePlan,     &[Relation::Manages], [false, false, false, false, false]),
        (Action::ProposePlan,     &[Relation::CoachOf], [false, false, false, false, false]),
        (Action::SeePlanProposal, &[Relation::Coached], [true,  true,  true,  true,  true]),
        (Action::SeePlanProposal, &[Relation::Manages], [false, true,  true,  true,  true]),
        (Action::SeePlanProposal, &[],                  [false, false, true,  true,  true]),
        (Action::SignPlan,        &[Relation::Coached], [true,  true,  true,  true,  true]),
        (Action::SignPlan,        &[Relation::CoachOf], [false, false, false, false, false]),
    ];
    for (action, known, cells) in table {
        assert_eq!(PLAN_ROLES.map(|role| may(&access, action, role, known)), cells, "{action:?} {known:?}");
    }
}

/// Who sees a plan sees its rounds, a coach asks, and who asked ends it. Being asked opens one's own answer, and nothing else.
#[rustfmt::skip]
#[test]
fn acc_08_acc_11_feedback_is_asked_for_by_a_coach_and_given_by_whoever_is_asked() {
    const ENDS: [Relation; 2] = [Relation::CoachOf, Relation::Author];
    const WRITER_ENDS: [Relation; 2] = [Relation::OnBehalfOf, Relation::Author];
    let access = AccessPolicy::default();
    let table: [(Action, &[Relation], [bool; 5]); 16] = [
        (Action::SeeFeedbackRound,    &[Relation::Coached],    [true,  true,  true,  true,  true]),
        (Action::SeeFeedbackRound,    &[Relation::CoachOf],    [true,  true,  true,  true,  true]),
        (Action::SeeFeedbackRound,    &[],                     [false, false, false, true,  true]),
        (Action::SeeFeedbackRound,    &[Relation::OnBehalfOf], [false, false, true,  true,  true]),
        (Action::SeeFeedbackRound,    &[Relation::Manages],    [false, false, false, true,  true]),
        (Action::SeeFeedbackRound,    &[Relation::Asked],      [false, false, false, true,  true]),
        (Action::AskForFeedback,      &[Relation::CoachOf],    [false, true,  true,  true,  true]),
        (Action::AskForFeedback,      &[Relation::OnBehalfOf], [false, false, true,  true,  true]),
        (Action::AskForFeedback,      &[Relation::Manages],    [false, false, false, false, false]),
        (Action::EndFeedbackRound,    &[Relation::CoachOf],    [false, false, false, false, false]),
        (Action::EndFeedbackRound,    &[Relation::Author],     [false, false, false, false, false]),
        (Action::EndFeedbackRound,    &ENDS,                   [false, true,  true,  true,  true]),
        (Action::EndFeedbackRound,    &WRITER_ENDS,            [false, false, true,  true,  true]),
        (Action::AnswerFeedbackRound, &[Relation::Asked],      [true,  true,  true,  true,  true]),
        (Action::AnswerFeedbackRound, &[Relation::CoachOf],    [false, false, false, false, false]),
        (Action::ExpireFeedbackRound, &ENDS,                   [false, false, false, false, false]),
    ];
    for (action, known, cells) in table {
        assert_eq!(PLAN_ROLES.map(|role| may(&access, action, role, known)), cells, "{action:?} {known:?}");
    }
}

#[test]
fn acc_08_pln_11_a_progress_note_is_its_author_s_as_long_as_they_coach_or_write_for_who_does() {
    let access = AccessPolicy::default();
    // Columns: manager, HR staff, HR director. Who only made it, or only coaches, changes nothing.
    let roles = [Role::Manager, Role::HrStaff, Role::HrDirector];
    let table: [(&[Relation], [bool; 3]); 5] = [
        (&[Relation::Author, Relation::CoachOf], [true, true, true]),
        (&[Relation::Author, Relation::OnBehalfOf], [false, true, true]),
        (&[Relation::Author], [false, false, false]),
        (&[Relation::CoachOf], [false, false, false]),
        (&[Relation::OnBehalfOf], [false, false, false]),
    ];
    for (known, cells) in table {
        assert_eq!(roles.map(|role| may(&access, Action::KeepProgressNote, role, known)), cells, "{known:?}");
    }
    // Of what is kept they see, who only write for others, what they wrote down themselves.
    let sees = |known: &[Relation]| may(&access, Action::SeeKeptNote, Role::HrStaff, known);
    assert!(sees(&[Relation::Author, Relation::OnBehalfOf]));
    assert!(!sees(&[Relation::OnBehalfOf]) && !sees(&[Relation::Author]));
}

#[test]
fn ses_09_a_private_note_is_for_its_author_and_for_nobody_else_whatever_their_role() {
    let access = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for role in Role::VARIANTS {
        assert!(may(&access, Action::KeepPrivateNote, *role, &[Relation::Coached]), "{role:?}");
        for known in [&[][..], &[Relation::Manages], &[Relation::Keeper], &[Relation::Author]] {
            assert!(!may(&access, Action::KeepPrivateNote, *role, known), "{role:?} {known:?}");
        }
    }
}

#[test]
fn fbk_04_a_rating_of_coaching_is_for_whoever_gave_it_and_their_mean_for_the_coach_those_above_and_human_resources() {
    let access = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for role in Role::VARIANTS {
        let is_hr = matches!(role, Role::HrStaff | Role::HrAdmin | Role::HrDirector);
        let cells = |action| {
            [&[Relation::Coached][..], &[Relation::Manages], &[], &[Relation::Keeper], &[Relation::Author]]
                .map(|known| may(&access, action, *role, known))
        };
        assert_eq!(cells(Action::RateCoaching), [true, false, false, false, false], "{role:?}");
        assert_eq!(cells(Action::SeeCoachingMean), [true, true, is_hr, is_hr, is_hr], "{role:?}");
    }
}

#[test]
fn ins_10_how_severe_a_reviewer_is_is_for_them_those_above_and_owners() {
    let open = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for access in [AccessPolicy::default(), open] {
        for role in Role::VARIANTS {
            let is_owner = *role == Role::Owner;
            let cells = [&[Relation::Coached][..], &[Relation::Manages], &[], &[Relation::Keeper], &[Relation::Author]]
                .map(|known| may(&access, Action::SeeSeverity, *role, known));
            assert_eq!(cells, [true, true, is_owner, is_owner, is_owner], "{role:?}");
        }
    }
}

#[test]
fn acc_10_the_policy_s_list_opens_confidential_notes_to_a_role_and_to_no_other() {
    let listed = touchline_kernel::text::Key::new("hr_admin");
    let access = AccessPolicy { confidential_roles: vec![listed], ..AccessPolicy::default() };
    let cells = PLAN_ROLES.map(|role| may(&access, Action::SeeConfidentialNote, role, &[]));
    assert_eq!(cells, [false, false, false, true, true]);
}

#[test]
fn acc_11_acc_12_a_plan_is_seen_by_coachee_coaches_and_who_manages_plans_its_confidential_notes_by_fewer() {
    let access = AccessPolicy::default();
    // Columns: the coachee, a coach, the coachee's manager, whoever made it, an owner, a compliance officer.
    let viewers: [(Role, &[Relation]); 6] = [
        (Role::Agent, &[Relation::Coached]),
        (Role::Agent, &[Relation::CoachOf]),
        (Role::Manager, &[Relation::Manages]),
        (Role::Manager, &[Relation::Author]),
        (Role::Owner, &[]),
        (Role::ComplianceOfficer, &[]),
    ];
    for action in [Action::SeePlan, Action::SeeConfidentialNote] {
        let cells = viewers.map(|(role, known)| may(&access, action, role, known));
        assert_eq!(cells, [true, true, false, false, false, false], "{action:?}");
    }
    assert!(!may(&access, Action::SeeConfidentialNote, Role::HrStaff, &[Relation::OnBehalfOf]));
    assert!(may(&access, Action::SeePlan, Role::HrAdmin, &[]));
    assert!(!may(&access, Action::SeeConfidentialNote, Role::HrAdmin, &[]));
}

#[test]
fn acc_13_an_hr_director_approves_a_track_and_never_one_that_they_are_in() {
    let access = AccessPolicy::default();
    for role in Role::VARIANTS {
        let expected = *role == Role::HrDirector;
        assert_eq!(may(&access, Action::ApproveTrack, *role, &[Relation::Undecided]), expected, "{role:?}");
        for known in [Relation::Coached, Relation::CoachOf, Relation::OnBehalfOf] {
            assert!(!may(&access, Action::ApproveTrack, *role, &[known, Relation::Undecided]), "{role:?} {known:?}");
        }
    }
}

#[test]
fn acc_14_individual_scores_are_never_a_peer_s_to_see() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        for role in Role::VARIANTS {
            let everybody_s = matches!(role, Role::Owner | Role::HrStaff | Role::HrAdmin | Role::HrDirector);
            let cells = [&[Relation::Coached][..], &[Relation::Manages], &[], &[Relation::Author]]
                .map(|known| may(&access, Action::SeeSkillScores, *role, known));
            assert_eq!(cells, [true, true, everybody_s, everybody_s], "{role:?}");
        }
    }
}

/// Columns: who somebody is, what coaching them takes, all that is known of them.
const OF_A_PERSON: [Action; 3] = [Action::SeePerson, Action::SeePersonAtWork, Action::SeeEmployment];

#[test]
fn acc_07_acc_14_acc_21_a_person_is_seen_by_themselves_and_who_manages_them_whole_and_from_below_by_name_and_role() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        let cells = |known: &[Relation]| OF_A_PERSON.map(|action| anybody_may(&access, action, known));
        assert_eq!(cells(&[Relation::Coached]), [true, true, true]);
        assert_eq!(cells(&[Relation::Manages]), [true, true, true]);
        assert_eq!(cells(&[Relation::ReportsTo]), [true, false, false]);
        assert_eq!(cells(&[]), [false, false, false], "a colleague is a stranger");
    }
}

#[test]
fn acc_04_acc_14_acc_21_a_stranger_is_seen_by_who_coaches_reviews_or_enables_everybody_and_whole_by_who_employs() {
    // Columns: where managers reach their own reports, and where they reach everybody.
    #[rustfmt::skip]
    let table: [(Role, [[bool; 3]; 2]); 9] = [
        (Role::Agent,             [[false, false, false], [false, false, false]]),
        (Role::Manager,           [[false, false, false], [true,  true,  false]]),
        (Role::SeniorManager,     [[false, false, false], [true,  true,  false]]),
        (Role::ComplianceOfficer, [[true,  true,  false], [true,  true,  false]]),
        (Role::Owner,             [[true,  true,  true],  [true,  true,  true]]),
        (Role::HrStaff,           [[true,  true,  true],  [true,  true,  true]]),
        (Role::HrAdmin,           [[true,  true,  true],  [true,  true,  true]]),
        (Role::HrDirector,        [[true,  true,  true],  [true,  true,  true]]),
        (Role::Enablement,        [[true,  true,  false], [true,  true,  false]]),
    ];
    for (role, expected) in table {
        let found = [AccessPolicy::default(), in_a_contact_centre()]
            .map(|access| OF_A_PERSON.map(|action| may(&access, action, role, &[])));
        assert_eq!(found, expected, "{role:?}");
    }
}

#[test]
fn acc_15_a_member_sees_averages_of_large_groups_and_an_outsider_none() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        let cells = [&[Relation::Member, Relation::LargeGroup][..], &[Relation::Member], &[Relation::LargeGroup], &[]]
            .map(|known| anybody_may(&access, Action::SeeTeamFigures, known));
        assert_eq!(cells, [true, false, false, false]);
        assert!(anybody_may(&access, Action::SeeTeamFigures, &[Relation::Manages]));
    }
}

#[test]
fn acc_07_a_meeting_in_a_team_is_seen_by_whom_it_was_for_and_is_theirs_to_keep_in_no_way() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        assert!(anybody_may(&access, Action::SeeOwnMeeting, &[Relation::Member]));
        assert!(!anybody_may(&access, Action::SeeOwnMeeting, &[Relation::Manages, Relation::Author]));
    }
}

#[test]
fn acc_16_one_s_own_record_a_team_s_by_its_managers_everything_by_three_roles() {
    let access = in_a_contact_centre();
    for role in Role::VARIANTS {
        assert!(may(&access, Action::ExportOwnRecord, *role, &[Relation::Coached]), "{role:?}");
        assert!(!may(&access, Action::ExportOwnRecord, *role, &[Relation::Manages]), "{role:?}");
        assert!(may(&access, Action::ExportTeamRecords, *role, &[Relation::Manages]), "{role:?}");
        assert!(!may(&access, Action::ExportTeamRecords, *role, &[Relation::Member, Relation::LargeGroup]), "{role:?}");
        let everything = matches!(role, Role::Owner | Role::HrAdmin | Role::HrDirector);
        assert_eq!(may(&access, Action::ExportEverything, *role, &[]), everything, "{role:?}");
    }
}

#[test]
fn rpt_08_rpt_09_a_link_is_its_makers_and_the_hosts_to_open_and_two_roles_answer_on_others() {
    let access = in_a_contact_centre();
    for role in Role::VARIANTS {
        let cells = |action| {
            [&[Relation::Coached][..], &[Relation::Manages], &[], &[Relation::Author]]
                .map(|known| may(&access, action, *role, known))
        };
        let answers = matches!(role, Role::HrAdmin | Role::HrDirector);
        assert_eq!(cells(Action::ShareByLink), [true, false, false, false], "{role:?}");
        assert_eq!(cells(Action::OpenShareLink), [false; 4], "{role:?}");
        assert_eq!(cells(Action::AnswerSubjectAccess), [false, answers, answers, answers], "{role:?}");
    }
}

#[test]
fn crt_01_assessed_skills_are_for_whose_they_are_those_above_owners_human_resources_and_who_enables() {
    let access = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for role in Role::VARIANTS {
        let cells = |action| {
            [&[Relation::Coached][..], &[Relation::Manages], &[], &[Relation::Author]]
                .map(|known| may(&access, action, *role, known))
        };
        let sees = matches!(role, Role::Owner | Role::HrStaff | Role::HrAdmin | Role::HrDirector | Role::Enablement);
        assert_eq!(cells(Action::SeeAssessedSkills), [true, true, sees, sees], "{role:?}");
        assert_eq!(cells(Action::RateOwnSkills), [true, false, false, false], "{role:?}");
        assert_eq!(cells(Action::MoveAssessment), [false; 4], "{role:?}");
    }
}

/// All that the one coached may, whatever their roles. Whatever is not listed decides on the case.
const OWN_CASE: [Action; 36] = [
    Action::SeeCall,
    Action::SeeOwnBundle,
    Action::AnswerBundle,
    Action::SeeReview,
    Action::AnswerReview,
    Action::SeeActionItem,
    Action::WorkOnActionItem,
    Action::SeeGoal,
    Action::SeeEscalation,
    Action::AnswerEscalation,
    Action::SeePlan,
    Action::SeeConfidentialNote,
    Action::SeeSkillScores,
    Action::ExportOwnRecord,
    // The one exception of the rule: scoring one's own call, which counts for nothing.
    Action::ScoreOwnCall,
    // To put away what one made of oneself decides on nothing either.
    Action::ArchiveSelfReview,
    Action::ArchivePlanProposal,
    Action::SetNotifications,
    Action::SeePerson,
    Action::SeePersonAtWork,
    Action::SeeEmployment,
    Action::SeeReviewAssignment,
    Action::RequestReview,
    // Both sides of a session take part in it: neither decides on the other.
    Action::TakePartInSession,
    // What one keeps for oneself decides on nothing.
    Action::KeepPrivateNote,
    Action::SeeFeedbackRound,
    // What one signs others have decided.
    Action::SignPlan,
    // So is it with what one proposes.
    Action::ProposePlan,
    Action::SeePlanProposal,
    // What one says of a coach decides on the coach's case, if on anybody's.
    Action::GiveCoachFeedback,
    Action::RateCoaching,
    Action::SeeCoachingMean,
    Action::ShareByLink,
    Action::SeeAssessedSkills,
    // How one rates oneself stands beside what others give, and decides on nothing.
    Action::RateOwnSkills,
    Action::SeeSeverity,
];

#[test]
fn acc_17_nobody_decides_on_their_own_case_whatever_they_carry() {
    let open = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for access in [AccessPolicy::default(), in_a_contact_centre(), open] {
        for action in Action::VARIANTS.iter().filter(|action| !OWN_CASE.contains(action)) {
            for set in action.about().occurring(&access).into_iter().filter(|set| set.contains(Relation::Coached)) {
                let verdict = Verdict::from(decide(*action, set, |_| true));
                assert!(!verdict.allowed, "{action:?} {:?}", set.list());
            }
        }
        for action in OWN_CASE {
            let own = if action.about() == About::ActionItem { Relation::Assignee } else { Relation::Coached };
            assert!(anybody_may(&access, action, &[own]), "{action:?}");
        }
    }
}

#[test]
fn acc_17_acc_22_a_dispute_is_heard_by_another_than_the_reviewer_who_sees_the_review_while_it_is_open() {
    let access = AccessPolicy::default();
    // Columns: the reviewer, who manages them too; another who manages them; somebody else; the owner; who manages them and answered
    // for the review before.
    let hearing: [(Role, &[Relation]); 5] = [
        (Role::Manager, &[Relation::Reviewer, Relation::Manages, Relation::Undecided]),
        (Role::SeniorManager, &[Relation::Manages, Relation::Undecided]),
        (Role::SeniorManager, &[Relation::Undecided]),
        (Role::Owner, &[Relation::Undecided]),
        (Role::Manager, &[Relation::FormerReviewer, Relation::Manages, Relation::Undecided]),
    ];
    let cells = |action| hearing.map(|(role, known)| may(&access, action, role, known));
    assert_eq!(cells(Action::DecideDispute), [false, true, false, true, false]);
    assert_eq!(cells(Action::SeeReview), [true, true, false, true, false]);
    assert!(!may(&access, Action::SeeReview, Role::SeniorManager, &[Relation::Manages]), "no dispute is open");
}

/// Columns: agent, manager, senior manager, compliance officer, owner, HR staff, HR admin, HR director, enablement.
#[test]
fn acc_21_everything_else_has_a_row() {
    let access = AccessPolicy::default();
    #[rustfmt::skip]
    let table: [(Action, &[Relation], [bool; 9]); 19] = [
        // Calibration, scorecard templates, policy, sampling: owner, compliance officer.
        (Action::LeadCalibration, &[],                  [false, false, false, true,  true,  false, false, false, false]),
        (Action::KeepScorecards,  &[],                  [false, false, false, true,  true,  false, false, false, false]),
        // What was published is for everybody whose calls are judged by it.
        (Action::SeeScorecard,    &[],                  [true,  true,  true,  true,  true,  true,  true,  true,  true]),
        (Action::AdoptPolicy,     &[],                  [false, false, false, true,  true,  false, false, false, false]),
        (Action::SetSampling,     &[],                  [false, false, false, true,  true,  false, false, false, false]),
        // Assessments, certification: the person's manager, enablement.
        (Action::AssessSkills,    &[Relation::Manages], [true,  true,  true,  true,  true,  true,  true,  true,  true]),
        (Action::AssessSkills,    &[],                  [false, false, false, false, false, false, false, false, true]),
        (Action::CertifySkill,    &[Relation::Manages], [true,  true,  true,  true,  true,  true,  true,  true,  true]),
        (Action::CertifySkill,    &[],                  [false, false, false, false, false, false, false, false, true]),
        // A report with a critical score is the person's manager's to release; the host hands scores in.
        (Action::ReviewSkillReport, &[Relation::Manages], [true, true, true, true,  true,  true,  true,  true,  true]),
        (Action::ReviewSkillReport, &[],                [false, false, false, false, false, false, false, false, false]),
        // Where nobody manages them: owner, human resources.
        (Action::ReviewSkillReport, &[Relation::Unmanaged], [false, false, false, false, true, true, true, true, false]),
        (Action::RecordSkillReport, &[Relation::Manages], [false, false, false, false, false, false, false, false, false]),
        // Programmes: manager, enablement.
        (Action::KeepProgramme,   &[Relation::Manages], [false, true,  false, false, false, false, false, false, true]),
        // Redact: owner.
        (Action::Redact,          &[],                  [false, false, false, false, true,  false, false, false, false]),
        // Verify a log, as-of queries: owner, compliance officer.
        (Action::VerifyLog,       &[],                  [false, false, false, true,  true,  false, false, false, false]),
        (Action::AskAsOf,         &[],                  [false, false, false, true,  true,  false, false, false, false]),
        // Archive: author, owner.
        (Action::ArchiveReview,   &[],                  [false, false, false, false, true,  false, false, false, false]),
        (Action::ArchiveReview,   &[Relation::Reviewer], [true, true,  true,  true,  true,  true,  true,  true,  true]),
    ];
    for (action, known, cells) in table {
        let found: Vec<bool> = Role::VARIANTS.iter().map(|role| may(&access, action, *role, known)).collect();
        assert_eq!(found, cells, "{action:?} {known:?}");
    }
}

#[test]
fn acc_21_an_author_archives_what_they_made_and_an_owner_everything_wherever_they_are() {
    for access in [AccessPolicy::default(), in_a_contact_centre()] {
        for action in [
            Action::ArchiveBundle,
            Action::ArchiveGoal,
            Action::ArchiveEscalation,
            Action::ArchiveTeamGoal,
            Action::ArchivePlan,
            Action::ArchiveAssessment,
            Action::ArchiveActionItem,
            Action::ArchiveReviewAssignment,
            Action::ArchiveSession,
            Action::ArchiveFeedbackRound,
            Action::ArchiveCertification,
            Action::ArchiveProgramme,
            Action::ArchiveMeeting,
        ] {
            let made = if action == Action::ArchiveActionItem { Relation::Assigner } else { Relation::Author };
            for role in Role::VARIANTS {
                let is_owner = *role == Role::Owner;
                let cells = [&[made][..], &[made, Relation::Manages], &[Relation::Manages], &[]]
                    .map(|known| may(&access, action, *role, known));
                assert_eq!(cells, [true, true, is_owner, is_owner], "{role:?} {action:?}");
            }
        }
    }
}

/// What each action on a thing that is there needs to be seen by, where it is more than seeing, and more than putting
/// away what one knows of ([`Action::reaches_unseen`]).
fn sees(action: Action) -> &'static [Action] {
    match action {
        Action::EditBundle
        | Action::ReleaseBundle
        | Action::AnswerBundle
        | Action::RecordBundleSession
        | Action::ConcludeBundle
        | Action::CancelBundle => &[Action::SeeBundle, Action::SeeOwnBundle],
        Action::EditReview | Action::DeliverReview => &[Action::SeeDraftReview],
        Action::FollowReview => &[Action::SeeDraftReview, Action::SeeReview],
        Action::AnswerReview | Action::DecideDispute | Action::ArchiveReview => &[Action::SeeReview],
        Action::WorkOnActionItem | Action::DecideOnActionItem | Action::ArchiveActionItem => &[Action::SeeActionItem],
        Action::ReviewSkillReport => &[Action::SeeSkillScores],
        Action::AssessSkills | Action::RateOwnSkills | Action::CertifySkill => &[Action::SeeAssessedSkills],
        Action::AnswerEscalation | Action::CloseEscalation => &[Action::SeeEscalation],
        Action::AssignReview | Action::RequestReview | Action::AnswerReviewRequest => &[Action::SeeReviewAssignment],
        Action::EditPlan
        | Action::RecordPlanSession
        | Action::WritePlanNote
        | Action::AssignCoach
        | Action::ApproveTrack
        | Action::ReinstatePlan
        | Action::TakePartInSession
        | Action::SignPlan
        | Action::ProposePlan
        | Action::GiveCoachFeedback => &[Action::SeePlan],
        Action::CreatePlan => &[Action::SeePlanProposal],
        Action::KeepProgressNote => &[Action::SeePlan, Action::SeeKeptNote],
        Action::AskForFeedback | Action::EndFeedbackRound => &[Action::SeeFeedbackRound],
        _ => &[],
    }
}

#[test]
fn acc_22_whoever_may_act_on_a_thing_may_see_it_but_for_putting_it_away() {
    let open = AccessPolicy { managers_see_all_reviews: true, ..in_a_contact_centre() };
    for access in [AccessPolicy::default(), in_a_contact_centre(), open] {
        for action in Action::VARIANTS.iter().copied().filter(|action| !sees(*action).is_empty()) {
            for set in action.about().occurring(&access) {
                for role in Role::VARIANTS {
                    let allowed = |action| {
                        let carries = |capability| access.carries(role.name(), capability);
                        Verdict::from(decide(action, set, carries)).allowed
                    };
                    let seen = sees(action).iter().any(|see| allowed(*see));
                    assert!(!allowed(action) || seen, "{role:?} {action:?} {:?}", set.list());
                }
            }
        }
    }
}
