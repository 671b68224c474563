//! A call as a thing: a document that is recorded whole.

mod record;

use crate::ground::CallMark;

use crate::ground::calls::Call;

crate::life::acts! {
    /// What can be done with a call.
    Act as "CallAct": CallMark, body => body.call;

    /// Enter a call, or replace what is known of one.
    "call.record": Record(Call),
}

crate::life::changes! {
    /// What can happen to a call.
    Change as "CallChange": CallMark of call;

    /// The call was entered or replaced.
    "call.recorded": Recorded(Call) coaches handler,
}
