//! Calls without JSON, by the numbers of [`crate::numbers`]: for hosts that decide millions of times.

use strum::VariantArray;

use crate::numbers::number;
use touchline_kernel::lifecycle::{AnyLifecycle, Names};
use touchline_law::access::{Action, Decision, RULES, Relations, decide};
use touchline_law::ground::people::Role;
use touchline_law::law::lifecycle;

/// What every call by number answers to a number that it does not know.
pub const UNKNOWN_NUMBER: u64 = u64::MAX;

/// The name that has this number.
fn numbered<T: Names>(number: u32) -> Option<T> {
    T::VARIANTS.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
}

fn packed(high: u64, low: u64) -> u64 {
    (high << 32) | low
}

/// One step of a lifecycle: in the upper 32 bits the number of the code that refuses it, or 0; in the lower
/// ones the number of the state that it leads to, or 0. State 0 is absence.
#[must_use]
pub fn lifecycle_step(thing: u32, state: u32, command: u32) -> u64 {
    step(thing, state, command).unwrap_or(UNKNOWN_NUMBER)
}

fn step(thing: u32, state: u32, command: u32) -> Option<u64> {
    cell(lifecycle(numbered(thing)?)?, usize::try_from(state).ok()?, usize::try_from(command).ok()?.checked_sub(1)?)
}

/// The cell in the column of a state's number and in the row of a command's place.
fn cell(table: &dyn AnyLifecycle, state: usize, row: usize) -> Option<u64> {
    Some(match table.at(state, row)? {
        Ok(to) => packed(0, u64::try_from(to).ok()?.saturating_add(1)),
        Err(code) => packed(number(code).into(), 0),
    })
}

/// The commands that the table opens in a state: bit `n` for the command with number `n`.
#[must_use]
pub fn lifecycle_open(thing: u32, state: u32) -> u64 {
    open(thing, state).unwrap_or(UNKNOWN_NUMBER)
}

fn open(thing: u32, state: u32) -> Option<u64> {
    let (table, state) = (lifecycle(numbered(thing)?)?, usize::try_from(state).ok()?);
    let mut open = 0_u64;
    for row in 0..table.commands() {
        if cell(table, state, row)? >> 32 == 0 {
            open |= 2_u64.checked_shl(u32::try_from(row).ok()?).unwrap_or(0);
        }
    }
    Some(open)
}

/// One permission under the built-in roles: in the lower 32 bits 1 where it is allowed, else 0; in the
/// upper ones the number of the rule that decided, or 0 where no rule is about the action. Bit `n` of
/// `roles` and `relations` stands for the role or relation with number `n`.
#[must_use]
pub fn permit(action: u32, roles: u32, relations: u32) -> u64 {
    try_permit(action, roles, relations).unwrap_or(UNKNOWN_NUMBER)
}

fn try_permit(action: u32, roles: u32, relations: u32) -> Option<u64> {
    let action: Action = numbered(action)?;
    let relations = Relations::from_bits(relations)?;
    if roles & !KNOWN_ROLES != 0 {
        return None;
    }
    let decision = decide(action, relations, |capability| held(roles).any(|role| role.carries(capability)));
    Some(match decision {
        Decision::Allowed(place) => packed(rule_number(place), 1),
        Decision::Denied(place, _) => packed(place.map_or(0, rule_number), 0),
    })
}

/// A bit for each role, at its number.
const KNOWN_ROLES: u32 = {
    let (mut bits, mut more) = (0, Role::VARIANTS);
    while let [_, rest @ ..] = more {
        bits = (bits | 1) << 1;
        more = rest;
    }
    bits
};

/// The roles whose bits are set.
fn held(mut bits: u32) -> impl Iterator<Item = Role> {
    core::iter::from_fn(move || {
        let number = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        numbered(number)
    })
}

fn rule_number(place: usize) -> u64 {
    RULES.get(place).map_or(0, |rule| rule.number)
}
