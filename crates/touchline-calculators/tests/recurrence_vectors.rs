//! Recurrence against published vectors, most of them RFC 5545's own, where somebody keeps them beside the repository.
#![expect(clippy::panic, reason = "a test may panic")]

use serde_json::Value;
use touchline_calculators::calendar::{Window, page, read_series};
use touchline_kernel::time::Instant;

/// The moments of a vector's lines, so many at most.
fn found(lines: &str, limit: usize) -> Vec<Instant> {
    let series = read_series(lines).unwrap_or_else(|reason| panic!("{lines}: {}", reason.message()));
    let page =
        page(&[&series], Window { since: None, until: None, limit }).unwrap_or_else(|reason| panic!("{reason:?}"));
    page.occurrences.into_iter().map(|(occurrence, _)| occurrence.starts_at).collect()
}

#[test]
fn ses_02_published_vectors_hold() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/ical/rrule_vectors.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: there are no vectors beside the repository");
        return;
    };
    let vectors: Vec<Value> = serde_json::from_str(&text).unwrap();
    for vector in &vectors {
        let expected = vector["expected"].as_array().unwrap().iter();
        let expected: Vec<Instant> = expected.map(|one| one.as_str().unwrap().parse().unwrap()).collect();
        let found = found(vector["ics"].as_str().unwrap(), expected.len().saturating_add(1));
        // A vector of a rule without end is cut off somewhere.
        let is_cut = vector["limit"].as_str().is_some_and(|limit| limit != "u16::MAX");
        assert_eq!(found.get(..expected.len()), Some(expected.as_slice()), "{}", vector["name"]);
        assert!(is_cut || found.len() == expected.len(), "{}", vector["name"]);
    }
    assert_eq!(vectors.len(), 41);
}
