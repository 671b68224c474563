//! A call as a thing: a document that is recorded whole.

mod record;

use crate::ground::{CallId, CallMark};
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, IntoStaticStr};
use touchline_kernel::command::PersonId;

use crate::ground::calls::Call;

/// What can be done with a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "call.", serialize_all = "snake_case")]
#[schemars(rename = "CallAct")]
pub enum Act {
    /// Enter a call, or replace what is known of one.
    #[serde(rename = "call.record")]
    Record(Call),
}

/// What can happen to a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "call.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "CallChange")]
pub enum Change {
    /// The call was entered or replaced.
    #[serde(rename = "call.recorded")]
    Recorded(Call),
}

impl Told for Act {
    type Mark = CallMark;

    fn thing(&self) -> CallId {
        let Act::Record(call) = self;
        call.call
    }
}

impl Told for Change {
    type Mark = CallMark;

    fn thing(&self) -> CallId {
        let Change::Recorded(call) = self;
        call.call
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        let Change::Recorded(call) = self;
        Some(call.handler)
    }
}
