//! What may be adopted as a policy: any that can be read. One that leaves nobody who may adopt another is no trap,
//! since the host always may.

use crate::access::Action;
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::recorded::Document;
use crate::policy::Policy;

impl Document for Policy {
    const RECORD: Action = Action::AdoptPolicy;

    fn rests_on(&self) -> Vec<FactKey> {
        Vec::new()
    }

    fn check<F: Facts>(&self, _: &Policy, _: &F) -> Result<(), Refusal> {
        Ok(())
    }
}
