//! Documents of every kind that operations take: frameworks, catalogues, policies, scorecards, calendars and the rest.

use serde_json::Value;
use touchline::waist::{Scorer, Trial, Workspace, call};

use crate::check;
use crate::choices::Choices;
use crate::grown;

/// Any bytes as choices of an operation and of what it is asked.
pub fn documents(data: &[u8]) {
    let mut choices = Choices::of(data);
    for _ in 0..6 {
        if choices.is_over() {
            break;
        }
        match choices.below(8) {
            0 => refused(Workspace::open(&grown_as("policy", &mut choices))),
            1 => refused(Trial::new(&grown_as("trial", &mut choices))),
            2 => refused(Scorer::open(&grown_as("scorer", &mut choices))),
            _ => {
                let (name, input) = grown::named("operations", &mut choices);
                check(&call(name, input.to_string().as_bytes()));
            }
        }
    }
}

fn grown_as(name: &str, choices: &mut Choices<'_>) -> Vec<u8> {
    let grown: Value = grown::input(name, choices);
    grown.to_string().into_bytes()
}

fn refused<T>(made: Result<T, touchline::waist::Answer>) {
    if let Err(answer) = made {
        check(&answer);
    }
}
