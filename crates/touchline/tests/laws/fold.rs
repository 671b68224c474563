//! KER-05, WSP-02: the fold of the records is the state, by whatever way it is reached.

use proptest::prelude::*;
use touchline::waist::{Loader, Status};

use crate::tenant::{POLICY, Tenant, snapshot_of, steps_and_policies};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn ker_05_a_replay_and_a_snapshot_with_the_records_after_it_give_the_same(
        first in steps_and_policies(30), second in steps_and_policies(30), size in 1_usize..400
    ) {
        let mut tenant = Tenant::new();
        for step in &first {
            tenant.take(step);
        }
        let (early, cut) = (tenant.snapshot(), tenant.log.len());
        for step in &second {
            tenant.take(step);
        }
        let now = tenant.snapshot();
        let log = tenant.log.as_bytes();
        for source in [log, &[&early, &log[cut..]].concat(), &now] {
            let mut loader = Loader::new(POLICY.as_bytes()).unwrap();
            for chunk in source.chunks(size) {
                loader.feed(chunk).unwrap();
            }
            prop_assert_eq!(&snapshot_of(&loader.finish().unwrap()), &now);
        }
    }

    #[test]
    fn wsp_03_a_refused_command_leaves_no_trace_and_a_repeated_one_changes_nothing(steps in steps_and_policies(40)) {
        let mut tenant = Tenant::new();
        for step in &steps {
            let before = tenant.snapshot();
            let command = tenant.step_command(step);
            let answer = tenant.send(&command);
            if answer.status == Status::Ok {
                let after = tenant.snapshot();
                let again = tenant.send(&command);
                prop_assert_eq!(again.status, Status::Ok);
                prop_assert!(again.json.contains("\"type\":\"repeated\""), "{}", again.json);
                prop_assert_eq!(tenant.snapshot(), after);
            } else {
                prop_assert_eq!(tenant.snapshot(), before);
            }
        }
    }
}
