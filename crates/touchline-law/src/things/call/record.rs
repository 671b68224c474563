//! What may be recorded of a call: that it was handled by somebody who is known.

use crate::access::Action;
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::calls::Call;
use crate::life::recorded::Document;
use crate::policy::Policy;
use touchline_kernel::rejection::{Code, Rejection};

impl Document for Call {
    const RECORD: Action = Action::RecordCall;

    fn rests_on(&self) -> Vec<FactKey> {
        vec![FactKey::person(self.handler)]
    }

    fn check<F: Facts>(&self, _: &Policy, facts: &F) -> Result<(), Refusal> {
        match facts.person(self.handler).present()? {
            Some(_) => Ok(()),
            None => Err(Rejection::from(Code::NotFound).at("/body/handler").into()),
        }
    }
}
