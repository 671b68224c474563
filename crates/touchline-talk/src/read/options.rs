//! What only the host knows of a call: who consented, who speaks on which side, how long it was.
//!
//! Rules: TRS-01, TRS-10.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::draft::Label;
use crate::transcript::Role;
use touchline_kernel::rejection::{Faults, Reason};
use touchline_kernel::text::{Key, Name};
use touchline_kernel::time::Instant;

/// What the host knows of a call.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// When the call began, for files that tell moments. Without it the first moment in the file is the beginning.
    pub began_at: Option<Instant>,
    /// Which call, of a file with several.
    pub call: Option<String>,
    /// Whether all who are heard consented to the recording.
    pub consented: bool,
    /// The organisation's own e-mail domains. Whoever has an address there speaks for it.
    pub internal_domains: Vec<Key>,
    /// The language; null for what the file says.
    pub language: Option<Key>,
    /// How long the call is, in milliseconds; null for what the file says.
    pub length_ms: Option<u64>,
    /// Who speaks under which label.
    pub speakers: Vec<KnownSpeaker>,
}

/// What the host knows of whom a file calls so.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "KnownSpeaker")]
pub struct KnownSpeaker {
    /// What segments call them; null for a key that is made. Several labels of one person have one key.
    #[serde(default)]
    pub key: Option<Key>,
    /// What the file calls them: a name, an id, an e-mail address, or `channel:1`.
    pub label: Name,
    /// What they are called; null for what the file says.
    #[serde(default)]
    pub name: Option<Name>,
    /// On which side they speak.
    pub role: Role,
}

impl Known {
    /// Tells what contradicts itself: a label that stands twice, and labels of one key with different roles.
    pub fn check(&self, path: &str, faults: &mut Faults) {
        let (mut labels, mut roles) = (BTreeSet::new(), BTreeMap::new());
        for (nth, speaker) in self.speakers.iter().enumerate() {
            if !labels.insert(&speaker.label) {
                faults.add(format!("{path}/speakers/{nth}/label"), Reason::twice(speaker.label.as_str()));
            }
            if let Some(key) = &speaker.key
                && *roles.entry(key).or_insert(speaker.role) != speaker.role
            {
                faults.add(format!("{path}/speakers/{nth}/key"), Reason::twice(key.as_str()));
            }
        }
    }

    /// What the host knows of a label. Names are compared as they are, but for case.
    pub(super) fn speaker(&self, label: &str) -> Option<&KnownSpeaker> {
        let exact = self.speakers.iter().find(|speaker| speaker.label.as_str() == label);
        exact.or_else(|| {
            let lowered = label.to_lowercase();
            self.speakers.iter().find(|speaker| speaker.label.as_str().to_lowercase() == lowered)
        })
    }

    /// Labels of the host's that stand for nobody in a file which has these, in the host's order.
    pub(super) fn unknown_labels(&self, labels: &[Label]) -> Vec<Name> {
        let of_file = labels.iter().flat_map(|label| {
            let known = [&label.name, &label.address, &label.channel].into_iter().flatten();
            core::iter::once(&label.label).chain(known)
        });
        let of_file: BTreeSet<String> = of_file.map(|text| text.to_lowercase()).collect();
        let of_host = self.speakers.iter().map(|speaker| &speaker.label);
        of_host.filter(|label| !of_file.contains(&label.as_str().to_lowercase())).cloned().collect()
    }

    /// Whether an address stands in one of the organisation's domains, or in one below it.
    pub(super) fn is_internal(&self, address: &str) -> bool {
        let Some((_, domain)) = address.rsplit_once('@') else { return false };
        let domain = domain.trim_end_matches('>').trim().to_ascii_lowercase();
        self.internal_domains.iter().any(|own| {
            let own = own.as_str().trim_start_matches(['@', '.']).to_ascii_lowercase();
            !own.is_empty() && domain.strip_suffix(&own).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }
}
