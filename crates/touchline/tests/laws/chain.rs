//! WSP-04: no altered byte of a log goes unseen, and the line in which it stands is named.

use proptest::prelude::*;
use touchline::waist::{Status, Verifier};

use crate::tenant::{Tenant, steps_and_policies};

fn verify(log: &[u8], expect: &str) -> (Status, String) {
    let mut verifier = Verifier::new(expect.as_bytes()).unwrap();
    verifier.feed(log);
    let answer = verifier.finish();
    (answer.status, answer.json)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn wsp_04_every_changed_byte_is_found(
        steps in steps_and_policies(20), changes in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..=255), 60)
    ) {
        let mut tenant = Tenant::new();
        for step in &steps {
            tenant.take(step);
        }
        let log = tenant.log.into_bytes();
        let (status, json) = verify(&log, "");
        prop_assert_eq!(status, Status::Ok, "{}", json);
        let verified: serde_json::Value = serde_json::from_str(&json).unwrap();
        let expect = serde_json::json!({"count": verified["records"], "head": verified["head"]}).to_string();
        prop_assert_eq!(verify(&log, &expect).0, Status::Ok);
        for (place, flip) in changes {
            let mut altered = log.clone();
            let at = place.index(altered.len() - 1);
            altered[at] ^= flip;
            let (status, json) = verify(&altered, &expect);
            prop_assert_eq!(status, Status::Rejected, "byte {} changed: {}", at, &json);
            if log[at] != b'\n' && altered[at] != b'\n' {
                let line = 1 + log[..at].iter().filter(|byte| **byte == b'\n').count();
                let told: serde_json::Value = serde_json::from_str(&json).unwrap();
                prop_assert_eq!(&told["details"]["line"], &serde_json::json!(line), "byte {} changed: {}", at, &json);
            }
        }
    }
}
