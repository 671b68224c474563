//! Facts that fall into parts, such as regions: figures are told of each part by itself, while what follows upon what is looked
//! for in all of them.
//!
//! Rules: BAT-03.

/// The number of the part that each record is in, list by list, in the order of the records. Where there is none, it is in the
/// first one.
#[derive(Clone, Copy, Debug, Default)]
pub struct FactParts<'a> {
    /// Of calls.
    pub calls: &'a [u32],
    /// Of contracts.
    pub contracts: &'a [u32],
    /// Of deals.
    pub deals: &'a [u32],
    /// Of e-mails.
    pub emails: &'a [u32],
    /// Of meetings.
    pub meetings: &'a [u32],
}

/// The part of the record at a place of its list.
pub(super) fn part(of_list: &[u32], place: usize) -> u32 {
    of_list.get(place).copied().unwrap_or_default()
}
