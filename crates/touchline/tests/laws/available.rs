//! KER-11: `available` agrees with `decide`, always.

use proptest::prelude::*;
use serde_json::Value;
use touchline::waist::Status;

use crate::tenant::{GIVE, PEOPLE, Tenant, step, steps_and_policies};

/// Codes that may refuse an open command: the body's own conditions, and the version that the sender named.
const OF_THE_BODY: [&str; 6] =
    ["not_found", "call_twice", "day_ahead", "version_conflict", "person_deactivated", "training_item_twice"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn ker_11_what_is_closed_is_refused_with_its_code_and_what_is_open_only_for_its_body(
        before in steps_and_policies(24), last in step()
    ) {
        let mut tenant = Tenant::new();
        for step in &before {
            tenant.take(step);
        }
        let command = tenant.step_command(&last);
        let viewer = PEOPLE[last.actor];
        let list = tenant.available_on(viewer, &last.thing());
        let said: Option<Option<String>> = match list.status {
            Status::Ok => {
                let list: Value = serde_json::from_str(&list.json).unwrap();
                let entry = list.as_array().unwrap().iter().find(|entry| entry["command"] == last.kind()).unwrap().clone();
                prop_assert_eq!(entry["open"].as_bool().unwrap(), entry["code"].is_null());
                Some(entry["code"].as_str().map(str::to_owned))
            }
            _ => None,
        };
        let answer = tenant.send(&command);
        // A body that breaks the limits of the policy in force is told of before anything is decided.
        if answer.status == Status::BadInput {
            return Ok(());
        }
        let json: Value = serde_json::from_str(&answer.json).unwrap();
        let got = (answer.status == Status::Rejected).then(|| json["code"].as_str().unwrap().to_owned());
        let birth = last.makes() || (last.verb == GIVE && said.is_none());
        match (said, got) {
            // Who may not see the thing is answered as if there were none; making one there is another matter.
            (None, got) => prop_assert!(birth || got.is_some(), "{viewer} on {}", last.thing()),
            (Some(Some(code)), got) => {
                // A version that the sender names is checked before the state.
                let conflict = got.as_deref() == Some("version_conflict") && last.expected_version.is_some();
                // What is to be made is decided on with the agent whom the body names; what is there is not made again.
                let of_agent = birth && got.as_deref().is_some_and(|got| ["not_permitted", "not_found"].contains(&got));
                prop_assert!(conflict || of_agent || got.as_deref() == Some(&*code), "said {code}, got {got:?}");
            }
            (Some(None), Some(got)) => prop_assert!(OF_THE_BODY.contains(&&*got), "said open, got {got}"),
            (Some(None), None) => {}
        }
    }
}
