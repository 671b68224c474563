//! What may be recorded of a call: that those who handled it and took part are known. And who sees it: whoever handled it,
//! and those who review.

use std::borrow::Cow;

use touchline_kernel::{Code, Instant, PersonId, Reason, Redaction, Rejection};

use super::{Act, Change};
use crate::access::{Action, Shape, Sight, Whose, see};
use crate::facts::{FactKey, Facts, Refusal, refuse_if};
use crate::ground::calls::Call;
use crate::ground::{CallId, CallMark};
use crate::life::{Document, Found, Recorded, Viewer};
use crate::policy::Policy;

impl Document for Call {
    type Mark = CallMark;
    type Act = Act;
    type Change = Change;
    type View = Call;

    const RECORD: Action = Action::RecordCall;
    const SEE: Action = Action::SeeCall;
    const SHAPE: Shape = Shape::Person;
    const COMMAND: &'static str = "call.record";

    fn id(&self) -> CallId {
        self.call
    }

    fn whose(&self) -> Whose {
        Whose::call(self.handler, self.call)
    }

    fn describes(&self) -> PersonId {
        self.handler
    }

    fn brought(Act::Record(call): &Act) -> Cow<'_, Self> {
        Cow::Borrowed(call)
    }

    fn recorded(self) -> Change {
        Change::Recorded(self)
    }

    fn of(Change::Recorded(call): Change) -> Self {
        call
    }

    fn rests_on(&self) -> Vec<FactKey> {
        [self.handler].iter().chain(&self.participants).map(|person| FactKey::person(*person)).collect()
    }

    fn check<F: Facts>(&self, _: &Policy, facts: &F) -> Result<(), Refusal> {
        is_known(self.handler, "/body/handler", facts)?;
        for (place, person) in self.participants.iter().enumerate() {
            let path = format!("/body/participants/{place}");
            if *person == self.handler || self.participants.iter().take(place).any(|before| before == person) {
                return Err(Rejection::from(Reason::twice(&person.to_string())).at(path).into());
            }
            is_known(*person, &path, facts)?;
        }
        Ok(())
    }

    fn redact(&mut self, redaction: &Redaction) {
        Call::redact(self, redaction);
    }

    fn show<F: Facts>(known: &Recorded<Self>, viewer: &Viewer<'_, F>) -> Result<Option<Call>, Refusal> {
        let standing = viewer.towards(&known.document.whose())?;
        let seen = see(known, &standing).map(|sight| Sight::thing(&sight));
        // What it was flagged for is the reviewers' alone.
        let reviews = standing.may(Action::GiveDisposition).is_ok();
        Ok(seen.map(|Recorded { document, .. }| Call {
            flag: document.flag.clone().filter(|_| reviews),
            ..document.clone()
        }))
    }

    fn found(&self, _: Instant) -> Found {
        Found { campaign: self.campaign.clone(), ..Found::made(self.started_at) }
    }
}

fn is_known<F: Facts>(person: PersonId, path: &str, facts: &F) -> Result<(), Refusal> {
    refuse_if(facts.person(person).present()?.is_none(), Code::NotFound, path)
}
