//! A host's words, checked: what it hands in may say less than English does, and nothing that nobody would read.

use super::{ReportTexts, default_texts};
use touchline_kernel::DetailKey;
use touchline_kernel::rejection::{BadInput, Code, Faults, Reason, member};
use touchline_kernel::text::{Prose, check};

/// How many characters a text may have, at most.
const MOST_CHARACTERS: usize = 1_000;

/// Groups of words for names that hosts choose. Every other word that a report prints has its English one in the file.
const OPEN_GROUPS: &[&str] =
    &["area", "component", "measure", "check", "question", "habit", "plan_milestone", "phrase_kind"];

impl ReportTexts {
    /// The words, or every fault in them.
    ///
    /// # Errors
    /// Keys that no report reads, and places for values that English does not have, or that are left out.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        for (key, text) in &self.texts {
            let place = || member(&member(path, "texts"), key);
            // Each place of a report that asks for a text prints it anew.
            if let Err(reason) = check(text.as_str(), MOST_CHARACTERS) {
                faults.add(place(), reason);
                continue;
            }
            let Some(english) = default_texts().texts.get(key) else {
                let is_open = key.split_once('.').is_some_and(|(group, _)| OPEN_GROUPS.contains(&group));
                if !is_open {
                    faults.add(
                        place(),
                        Reason::new(Code::UnknownField).with(DetailKey::Field, key.as_str()).with(
                            DetailKey::Known,
                            default_texts()
                                .texts
                                .keys()
                                .map(String::as_str)
                                .filter(|known| is_like(known, key))
                                .collect::<Vec<_>>(),
                        ),
                    );
                }
                continue;
            };
            let (own, wanted) = (holes(text), holes(english));
            if own != wanted {
                let reason = Reason::new(Code::WrongType)
                    .with(DetailKey::Expected, told(&wanted))
                    .with(DetailKey::Actual, told(&own));
                faults.add(place(), reason);
            }
        }
        faults.told()
    }
}

/// Whether two keys are of one group, so that one may be meant for the other.
fn is_like(known: &str, key: &str) -> bool {
    let group = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    group(known) == group(key)
}

/// The places for values in a text, in the order of their names.
fn holes(text: &Prose) -> Vec<&str> {
    let mut holes: Vec<&str> =
        text.as_str().split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect();
    holes.sort_unstable();
    holes
}

fn told(holes: &[&str]) -> String {
    match holes {
        [] => "a text without a place for a value".to_owned(),
        holes => {
            format!("a text with {}", holes.iter().map(|hole| format!("{{{hole}}}")).collect::<Vec<_>>().join(", "))
        }
    }
}
