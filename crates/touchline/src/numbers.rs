//! The numbers by which C, and every face's calls without JSON, name things. Append only: a number is
//! never changed and never used again, since compiled programs hold them.
//!
//! A test holds each family against the names that the library itself has, so that neither can move alone.

/// Names that share one space of numbers.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The family's name, such as `bundle_state`.
    pub name: &'static str,
    /// What its numbers are for.
    pub doc: &'static str,
    /// Each name with its number.
    pub members: &'static [(&'static str, u32)],
}

/// All families.
pub const FAMILIES: &[Family] = &[
    Family {
        name: "status",
        doc: "How a call ended.",
        members: &[
            ("ok", 0),
            ("rejected", 1),
            ("needs_facts", 2),
            ("bad_input", 3),
            ("busy", 4),
            ("poisoned", 5),
            ("defect", 6),
        ],
    },
    Family {
        name: "code",
        doc: "Why something was refused.",
        members: &[
            ("none", 0),
            ("invalid_utf8", 1),
            ("syntax", 2),
            ("too_deep", 3),
            ("too_large", 4),
            ("duplicate_key", 5),
            ("unknown_field", 6),
            ("missing_field", 7),
            ("wrong_type", 8),
            ("unknown_value", 9),
            ("number_out_of_range", 10),
            ("lone_surrogate", 11),
            ("invalid_id", 12),
            ("invalid_instant", 13),
            ("invalid_date", 14),
            ("unknown_zone", 15),
            ("invalid_entropy", 16),
            ("invalid_hash", 17),
            ("text_blank", 18),
            ("text_too_long", 19),
            ("text_control_character", 20),
            ("list_too_long", 21),
            ("entropy_missing", 22),
            ("unknown_operation", 23),
            ("unknown_actor", 24),
            ("actor_deactivated", 25),
            ("actor_without_account", 26),
            ("not_permitted", 27),
            ("not_found", 28),
            ("version_conflict", 29),
            ("time_reversed", 30),
            ("command_id_reused", 31),
            ("id_taken", 32),
            ("unknown_role", 33),
            ("reporting_cycle", 34),
            ("person_deactivated", 35),
            ("title_missing", 36),
            ("call_missing", 37),
            ("call_twice", 38),
            ("call_of_another", 39),
            ("call_outside_campaigns", 40),
            ("bundle_not_released", 41),
            ("bundle_already_released", 42),
            ("bundle_already_answered", 43),
            ("bundle_completed_in_person", 44),
            ("bundle_final", 45),
            ("cursor_invalid", 46),
            ("another_thing", 47),
            ("event_does_not_fit", 48),
            ("commitment_broken", 49),
            ("record_unreadable", 50),
            ("record_altered", 51),
            ("record_moved", 52),
            ("record_dropped", 53),
            ("record_doubled", 54),
            ("record_inserted", 55),
            ("record_does_not_fit", 56),
            ("log_cut", 57),
            ("log_replaced", 58),
            ("log_head_differs", 59),
            ("snapshot_version", 60),
            ("snapshot_damaged", 61),
            ("snapshot_overtaken", 62),
            ("bundle_locked", 63),
            ("bundle_session_not_recorded", 64),
            ("agent_has_not_answered", 65),
            ("bundle_live", 66),
            ("archived", 67),
            ("not_archived", 68),
            ("day_ahead", 69),
            ("training_item_in_use", 70),
            ("training_item_resolved", 71),
            ("training_item_withdrawn", 72),
            ("training_item_of_another", 73),
            ("training_item_without_call", 74),
            ("training_item_twice", 75),
            ("invalid_locale", 76),
            ("span_reversed", 77),
            ("spans_overlap", 78),
            ("successor_is_the_same", 79),
            ("successor_without_account", 80),
            ("successor_not_permitted", 81),
            ("person_active", 82),
            ("legal_hold", 83),
            ("invalid_time", 84),
            ("placeholder_unknown", 85),
            ("bundle_of_another", 86),
            ("bundle_never_released", 87),
            ("escalation_already_answered", 88),
            ("escalation_live", 89),
            ("escalation_final", 90),
            ("asker_missing", 91),
            ("past_read_only", 92),
            ("goal_cancelled", 93),
            ("goal_over", 94),
            ("goal_running", 95),
            ("goal_twice", 96),
            ("reviewer_not_permitted", 97),
            ("reviewer_missing", 98),
            ("list_too_short", 99),
            ("key_twice", 100),
            ("weights_miss_one", 101),
            ("curve_folds_back", 102),
        ],
    },
    Family {
        name: "thing",
        doc: "Kinds of things.",
        members: &[
            ("none", 0),
            ("person", 1),
            ("call", 2),
            ("bundle", 3),
            ("disposition", 4),
            ("training_item", 5),
            ("policy", 6),
            ("notification_settings", 7),
            ("escalation", 8),
            ("goal", 9),
            ("sampling", 10),
        ],
    },
    Family {
        name: "bundle_state",
        doc: "Where a bundle stands; 0 where there is none.",
        members: &[
            ("absent", 0),
            ("draft", 1),
            ("released", 2),
            ("agent_reviewed", 3),
            ("completed_in_person", 4),
            ("agent_acknowledged", 5),
            ("concluded", 6),
            ("cancelled", 7),
        ],
    },
    Family {
        name: "bundle_command",
        doc: "What can be done with a bundle; handing over and calling off follow from what happens elsewhere.",
        members: &[
            ("create", 1),
            ("create_and_release", 2),
            ("release", 3),
            ("respond", 4),
            ("edit", 5),
            ("record_session", 6),
            ("acknowledge", 7),
            ("deny", 8),
            ("conclude", 9),
            ("cancel", 10),
            ("archive", 11),
            ("restore", 12),
            ("hand_over", 13),
            ("call_off", 14),
        ],
    },
    Family {
        name: "disposition_state",
        doc: "Where a disposition stands; 0 where there is none.",
        members: &[("absent", 0), ("given", 1)],
    },
    Family { name: "disposition_command", doc: "What can be done with a disposition.", members: &[("give", 1)] },
    Family {
        name: "training_item_state",
        doc: "Where a training item stands; 0 where there is none.",
        members: &[
            ("absent", 0),
            ("pending", 1),
            ("in_progress", 2),
            ("resolved", 3),
            ("withdrawn", 4),
            ("superseded", 5),
        ],
    },
    Family {
        name: "training_item_command",
        doc: "What the library does with a training item when something happens elsewhere.",
        members: &[
            ("raise", 1),
            ("withdraw", 2),
            ("supersede", 3),
            ("reinstate", 4),
            ("start", 5),
            ("put_back", 6),
            ("resolve", 7),
            ("let_go", 8),
        ],
    },
    Family {
        name: "notification_settings_state",
        doc: "Where somebody's settings of notifications stand; 0 where there are none.",
        members: &[("absent", 0), ("given", 1)],
    },
    Family {
        name: "notification_settings_command",
        doc: "What can be done with settings of notifications.",
        members: &[("set", 1)],
    },
    Family {
        name: "escalation_state",
        doc: "Where an escalation stands; 0 where there is none.",
        members: &[("absent", 0), ("open", 1), ("answered", 2), ("closed", 3), ("withdrawn", 4)],
    },
    Family {
        name: "escalation_command",
        doc: "What can be done with an escalation; handing over and calling off follow from what happens elsewhere.",
        members: &[
            ("raise", 1),
            ("answer", 2),
            ("close", 3),
            ("send_back", 4),
            ("withdraw", 5),
            ("archive", 6),
            ("restore", 7),
            ("hand_over", 8),
            ("call_off", 9),
        ],
    },
    Family {
        name: "goal_state",
        doc: "Where a goal stands, as far as it is kept; 0 where there is none.",
        members: &[("absent", 0), ("set", 1), ("cancelled", 2)],
    },
    Family {
        name: "goal_command",
        doc: "What can be done with a goal; taking up and calling off follow from what happens elsewhere.",
        members: &[("set", 1), ("cancel", 2), ("archive", 3), ("restore", 4), ("take_up", 5), ("call_off", 6)],
    },
    Family {
        name: "sampling_state",
        doc: "Where a sampling stands; 0 where there is none.",
        members: &[("absent", 0), ("drawn", 1)],
    },
    Family { name: "sampling_command", doc: "What can be done with a sampling.", members: &[("draw", 1)] },
    Family {
        name: "role",
        doc: "The built-in roles.",
        members: &[
            ("agent", 1),
            ("manager", 2),
            ("senior_manager", 3),
            ("compliance_officer", 4),
            ("owner", 5),
            ("hr_staff", 6),
            ("hr_admin", 7),
            ("hr_director", 8),
            ("enablement", 9),
        ],
    },
    Family {
        name: "relation",
        doc: "What an actor is to a thing.",
        members: &[
            ("system", 1),
            ("person", 2),
            ("coached", 3),
            ("not_coached", 4),
            ("author", 5),
            ("manages", 6),
            ("in_scope", 7),
            ("reviewer", 8),
            ("not_reviewer", 9),
            ("assignee", 10),
            ("assigner", 11),
            ("stands_in", 12),
            ("coach_of", 13),
            ("on_behalf_of", 14),
            ("not_coach", 15),
            ("member", 16),
            ("large_group", 17),
            ("undecided", 18),
            ("reviews_open", 19),
        ],
    },
    Family {
        name: "action",
        doc: "What somebody may want to do or see.",
        members: &[
            ("record_person", 1),
            ("record_call", 2),
            ("see_call", 3),
            ("see_bundle", 4),
            ("see_own_bundle", 5),
            ("create_bundle", 6),
            ("edit_bundle", 7),
            ("release_bundle", 8),
            ("answer_bundle", 9),
            ("record_bundle_session", 10),
            ("conclude_bundle", 11),
            ("cancel_bundle", 12),
            ("archive_bundle", 13),
            ("give_disposition", 14),
            ("see_disposition", 15),
            ("see_training_item", 16),
            ("move_training_item", 17),
            ("see_review", 18),
            ("see_draft_review", 19),
            ("create_review", 20),
            ("edit_review", 21),
            ("deliver_review", 22),
            ("answer_review", 23),
            ("decide_dispute", 24),
            ("archive_review", 25),
            ("see_action_item", 26),
            ("assign_action_item", 27),
            ("work_on_action_item", 28),
            ("decide_on_action_item", 29),
            ("archive_action_item", 30),
            ("set_goal", 31),
            ("see_goal", 32),
            ("archive_goal", 33),
            ("set_team_goal", 34),
            ("raise_escalation", 35),
            ("see_escalation", 36),
            ("answer_escalation", 37),
            ("close_escalation", 38),
            ("archive_escalation", 39),
            ("see_plan", 40),
            ("create_plan", 41),
            ("edit_plan", 42),
            ("record_plan_session", 43),
            ("write_plan_note", 44),
            ("assign_coach", 45),
            ("see_confidential_note", 46),
            ("approve_track", 47),
            ("archive_plan", 48),
            ("keep_plan_templates", 49),
            ("see_skill_scores", 50),
            ("see_team_figures", 51),
            ("export_own_record", 52),
            ("export_team_records", 53),
            ("export_everything", 54),
            ("lead_calibration", 55),
            ("keep_scorecards", 56),
            ("set_sampling", 57),
            ("assess_skills", 58),
            ("certify_skill", 59),
            ("keep_programme", 60),
            ("redact", 61),
            ("verify_log", 62),
            ("ask_as_of", 63),
            ("adopt_policy", 64),
            ("move_bundle", 65),
            ("see_duties", 66),
            ("set_notifications", 67),
            ("see_due", 68),
            ("move_escalation", 69),
            ("move_goal", 70),
        ],
    },
    Family {
        name: "rule",
        doc: "The rules of access; 0 where no rule is about the action.",
        members: &[
            ("none", 0),
            ("acc_03", 1),
            ("acc_04", 2),
            ("acc_05", 3),
            ("acc_06", 4),
            ("acc_07", 5),
            ("acc_21", 6),
            ("acc_01", 7),
            ("acc_02", 8),
            ("acc_08", 9),
            ("acc_09", 10),
            ("acc_10", 11),
            ("acc_11", 12),
            ("acc_12", 13),
            ("acc_13", 14),
            ("acc_14", 15),
            ("acc_15", 16),
            ("acc_16", 17),
            ("acc_22", 18),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Action, Relation, RuleId};
    use crate::bundle::{State, Verb};
    use crate::facts::ThingKind;
    use crate::kernel::lifecycle::Names;
    use crate::kernel::rejection::Code;
    use crate::people::Role;
    use crate::waist::Status;

    fn names<T: Names>() -> Vec<&'static str> {
        T::VARIANTS.iter().map(|member| member.name()).collect()
    }

    /// The library's own names, family by family.
    fn own_names() -> Vec<(&'static str, Vec<&'static str>)> {
        vec![
            ("status", names::<Status>()),
            ("code", names::<Code>()),
            ("thing", names::<ThingKind>()),
            ("bundle_state", names::<State>()),
            ("bundle_command", names::<Verb>()),
            ("disposition_state", names::<crate::disposition::State>()),
            ("disposition_command", names::<crate::disposition::Verb>()),
            ("training_item_state", names::<crate::training::State>()),
            ("training_item_command", names::<crate::training::Verb>()),
            ("notification_settings_state", names::<crate::notify::State>()),
            ("notification_settings_command", names::<crate::notify::Verb>()),
            ("escalation_state", names::<crate::escalation::State>()),
            ("escalation_command", names::<crate::escalation::Verb>()),
            ("goal_state", names::<crate::goal::State>()),
            ("goal_command", names::<crate::goal::Verb>()),
            ("sampling_state", names::<crate::sampling::State>()),
            ("sampling_command", names::<crate::sampling::Verb>()),
            ("role", names::<Role>()),
            ("relation", names::<Relation>()),
            ("action", names::<Action>()),
            ("rule", names::<RuleId>()),
        ]
    }

    #[test]
    fn every_family_lists_the_names_that_the_library_has_in_their_order() {
        let listed: Vec<_> = FAMILIES
            .iter()
            .map(|family| {
                let members = family.members.iter().filter(|(_, number)| *number > 0 || family.name == "status");
                (family.name, members.map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>())
            })
            .collect();
        let constants = |name: &str| name.to_lowercase().replace('-', "_");
        let own: Vec<_> = own_names()
            .into_iter()
            .map(|(family, names)| (family, names.into_iter().map(constants).collect::<Vec<_>>()))
            .collect();
        assert_eq!(listed, own);
    }

    #[test]
    fn numbers_count_up_without_a_gap_so_that_none_was_taken_away() {
        for family in FAMILIES {
            let first = family.members.first().map_or(0, |(_, number)| *number);
            for ((name, number), expected) in family.members.iter().zip(first..) {
                assert_eq!(*number, expected, "{} {name}", family.name);
            }
        }
    }
}
