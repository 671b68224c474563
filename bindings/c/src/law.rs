//! The hot questions without JSON: numbers in, one number out, or many at once.

use touchline::waist;

use crate::answer::Status;
use crate::arguments::{items, room};
use crate::export;

/// One step of a lifecycle, by its table alone: who asks, and what else the command needs, is not looked at.
///
/// `thing`, `state`, `command`: a TOUCHLINE_THING_ constant and two of the thing's own, such as
/// TOUCHLINE_BUNDLE_STATE_DRAFT and TOUCHLINE_BUNDLE_COMMAND_RELEASE.
///
/// Returns two numbers in one. The upper 32 bits: 0 where the table lets the command through, else the
/// TOUCHLINE_CODE_ with which it is refused. The lower 32 bits: the state that it leads to, or 0.
/// UINT64_MAX where a number is not known. Allocates nothing, never waits; any thread may call it.
#[export]
pub unsafe extern "C" fn touchline_lifecycle_step(thing: u32, state: u32, command: u32) -> u64 {
    waist::lifecycle_step(thing, state, command)
}

/// Many steps at once: the same as touchline_lifecycle_step() for each place of the arrays.
///
/// `things`, `states`, `commands`: `count` numbers each. `steps`: room for `count` results. With count 0
/// they may be NULL.
///
/// Returns TOUCHLINE_STATUS_OK; _BAD_INPUT where an array is NULL or misaligned, with nothing written; or
/// _DEFECT. A number that is not known is no error here: its step is UINT64_MAX.
#[export]
pub unsafe extern "C" fn touchline_lifecycle_step_many(
    things: *const u32,
    states: *const u32,
    commands: *const u32,
    count: usize,
    steps: *mut u64,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (things, states, commands, steps) = unsafe {
        (
            items(things, count, "things")?,
            items(states, count, "states")?,
            items(commands, count, "commands")?,
            room(steps, count, "steps")?,
        )
    };
    for (((step, thing), state), command) in steps.iter_mut().zip(things).zip(states).zip(commands) {
        step.write(waist::lifecycle_step(*thing, *state, *command));
    }
    Ok(())
}

/// The commands that a state lets through, by the lifecycle's table alone.
///
/// `thing`, `state`: as for touchline_lifecycle_step().
///
/// Returns a set: bit n is 1 where the command with number n is open. UINT64_MAX where a number is not
/// known. Allocates nothing, never waits; any thread may call it.
#[export]
pub unsafe extern "C" fn touchline_lifecycle_open(thing: u32, state: u32) -> u64 {
    waist::lifecycle_open(thing, state)
}

/// Many sets at once: the same as touchline_lifecycle_open() for each place of the arrays.
///
/// `things`, `states`: `count` numbers each. `open`: room for `count` results. With count 0 they may be
/// NULL.
///
/// Returns TOUCHLINE_STATUS_OK; _BAD_INPUT where an array is NULL or misaligned, with nothing written; or
/// _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_lifecycle_open_many(
    things: *const u32,
    states: *const u32,
    count: usize,
    open: *mut u64,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (things, states, open) =
        unsafe { (items(things, count, "things")?, items(states, count, "states")?, room(open, count, "open")?) };
    for ((open, thing), state) in open.iter_mut().zip(things).zip(states) {
        open.write(waist::lifecycle_open(*thing, *state));
    }
    Ok(())
}

/// Whether an action is allowed to somebody with these roles who stands in these relations to the thing, with
/// the capabilities that the built-in roles have.
///
/// `action`: a TOUCHLINE_ACTION_ constant. `roles`, `relations`: sets, bit n for the TOUCHLINE_ROLE_ or
/// TOUCHLINE_RELATION_ constant n.
///
/// Returns two numbers in one. The upper 32 bits: the TOUCHLINE_RULE_ that decided, or 0 where none is about
/// the action. The lower 32 bits: 1 where it is allowed, 0 where it is denied. UINT64_MAX where a number is not known. Allocates nothing, never
/// waits; any thread may call it.
#[export]
pub unsafe extern "C" fn touchline_permit(action: u32, roles: u32, relations: u32) -> u64 {
    waist::permit(action, roles, relations)
}

/// Many decisions at once: the same as touchline_permit() for each place of the arrays.
///
/// `actions`, `roles`, `relations`: `count` numbers each. `decisions`: room for `count` results. With count
/// 0 they may be NULL.
///
/// Returns TOUCHLINE_STATUS_OK; _BAD_INPUT where an array is NULL or misaligned, with nothing written; or
/// _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_permit_many(
    actions: *const u32,
    roles: *const u32,
    relations: *const u32,
    count: usize,
    decisions: *mut u64,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (actions, roles, relations, decisions) = unsafe {
        (
            items(actions, count, "actions")?,
            items(roles, count, "roles")?,
            items(relations, count, "relations")?,
            room(decisions, count, "decisions")?,
        )
    };
    for (((decision, action), roles), relations) in decisions.iter_mut().zip(actions).zip(roles).zip(relations) {
        decision.write(waist::permit(*action, *roles, *relations));
    }
    Ok(())
}
