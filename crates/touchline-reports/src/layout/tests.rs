//! Layouts say nothing without words, and tables can be asked for by their names.

use strum::VariantArray as _;

use super::part::{Field, Part};
use super::*;
use crate::words::Words;

/// Every key of words that a layout reads.
fn keys(layout: &Layout) -> Vec<String> {
    let mut keys = vec![layout.title.to_owned()];
    keys.extend(layout.about.iter().chain(&layout.subject).flat_map(labels));
    keys.extend(layout.parts.iter().flat_map(of_part));
    keys
}

fn labels(field: &Field) -> Vec<String> {
    let own = (!field.label.is_empty()).then(|| format!("label.{}", field.label));
    own.into_iter().chain(field.beside.iter().flat_map(labels)).collect()
}

fn of_part(part: &Part) -> Vec<String> {
    match part {
        Part::Heading(key) | Part::Note(key) | Part::Label(key) => vec![(*key).to_owned()],
        Part::Figures(fields) | Part::Facts(fields) => fields.iter().flat_map(labels).collect(),
        Part::Table(of) => {
            let caption = format!("table.{}", of.name);
            of.columns.iter().flat_map(labels).chain([caption]).collect()
        }
        Part::Text(field) => labels(field),
        Part::Each(_, _, parts)
        | Part::If(_, parts)
        | Part::When(_, parts)
        | Part::Unless(_, parts)
        | Part::Within(_, parts) => parts.iter().flat_map(of_part).collect(),
        Part::Quote(..) | Part::List(..) | Part::Withheld(_) | Part::Picture(_) => Vec::new(),
    }
}

#[test]
fn every_label_of_every_layout_has_words() {
    for kind in ReportKind::VARIANTS {
        for key in keys(kind.layout()) {
            assert!(Words::new(None).find(&key).is_some(), "{kind:?}: {key}");
        }
    }
}

#[test]
fn the_tables_of_a_report_have_names_of_their_own() {
    fn tables(parts: &[Part]) -> Vec<&'static str> {
        let of = |part: &Part| match part {
            Part::Table(of) => vec![of.name],
            Part::Each(_, _, parts)
            | Part::If(_, parts)
            | Part::When(_, parts)
            | Part::Unless(_, parts)
            | Part::Within(_, parts) => tables(parts),
            _ => Vec::new(),
        };
        parts.iter().flat_map(of).collect()
    }
    for kind in ReportKind::VARIANTS {
        let mut names = tables(kind.layout().parts);
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{kind:?}");
    }
}
