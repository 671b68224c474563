//! How a call through the one door ends.

/// How a call ended. The numbers are part of the contract and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumMessage, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
#[repr(u32)]
pub enum Status {
    /// The answer is what was asked for.
    Ok = 0,
    /// A rule says no; the answer is a rejection.
    Rejected = 1,
    /// The decision waits for facts; the answer lists their keys.
    NeedsFacts = 2,
    /// The input is not what the schema says; the answer lists every fault.
    BadInput = 3,
    /// The handle is in use by another thread.
    Busy = 4,
    /// An earlier defect has cost this handle its workspace.
    Poisoned = 5,
    /// A fault of the library's own.
    Defect = 6,
}

impl Status {
    /// What it says of a call.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        strum::EnumMessage::get_documentation(&self).unwrap_or_default()
    }
}
