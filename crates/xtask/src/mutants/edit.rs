//! Writes every change into one text, each behind its switch, and remembers which bytes of it are whose.

use std::collections::BTreeSet;
use std::ops::Range;

use super::site::{Form, Mutant, Site};

/// A file with its changes in it.
#[derive(Default)]
pub(crate) struct Written {
    /// The text.
    pub(crate) text: String,
    /// What stands for one change, or for one place with all of its changes.
    own: Vec<Stretch>,
    /// From where a place begins to where it ends, with what was there before inside.
    around: Vec<Stretch>,
}

struct Stretch {
    range: Range<usize>,
    mutants: Vec<u32>,
}

/// A text that is put in, and the changes that it stands for.
type Piece = (String, Vec<u32>);

/// What is put in at one byte of the source.
struct Insertion {
    at: usize,
    /// What ends here comes before what begins here; of what ends, the inner first, of what begins, the outer.
    order: (bool, isize, isize),
    site: usize,
    pieces: Vec<Piece>,
}

/// The source with every change of these sites that is not left out.
pub(crate) fn write(source: &str, sites: &[Site], left_out: &BTreeSet<u32>) -> Written {
    let mut insertions = Vec::new();
    for (place, site) in sites.iter().enumerate() {
        let mutants: Vec<&Mutant> = site.mutants.iter().filter(|mutant| !left_out.contains(&mutant.id)).collect();
        if !mutants.is_empty() {
            insertions.extend(insertions_of(place, site, &mutants));
        }
    }
    insertions.sort_by_key(|insertion| (insertion.at, insertion.order));
    let mut written = Written::default();
    let mut starts = vec![0; sites.len()];
    let mut done = 0;
    for insertion in insertions {
        written.text.push_str(&source[done..insertion.at]);
        done = insertion.at;
        let start = written.text.len();
        for (text, mutants) in insertion.pieces {
            let range = written.put(&text);
            written.own.push(Stretch { range, mutants });
        }
        if insertion.order.0 {
            starts[insertion.site] = start;
        }
        if !insertion.order.0 || sites[insertion.site].range.is_empty() {
            let mutants = sites[insertion.site].mutants.iter().map(|mutant| mutant.id).collect();
            written.around.push(Stretch { range: starts[insertion.site]..written.text.len(), mutants });
        }
    }
    written.text.push_str(&source[done..]);
    written
}

fn insertions_of(place: usize, site: &Site, mutants: &[&Mutant]) -> Vec<Insertion> {
    let (before, behind) = pieces(site.form, mutants);
    let (length, number) = (site.range.len() as isize, place as isize);
    let outermost = if site.range.is_empty() { isize::MIN } else { -length };
    let begins = Insertion { at: site.range.start, order: (true, outermost, number), site: place, pieces: before };
    let ends = Insertion { at: site.range.end, order: (false, length, -number), site: place, pieces: behind };
    if site.range.is_empty() { vec![begins] } else { vec![begins, ends] }
}

fn pieces(form: Form, mutants: &[&Mutant]) -> (Vec<Piece>, Vec<Piece>) {
    let all: Vec<u32> = mutants.iter().map(|mutant| mutant.id).collect();
    let each = |told: fn(&Mutant) -> String| mutants.iter().map(|mutant| (told(mutant), vec![mutant.id])).collect();
    let frame = |text: &str| vec![(text.to_owned(), all.clone())];
    match form {
        Form::Instead => {
            let mut before: Vec<Piece> = frame("(");
            before.extend(each(|mutant| format!("if {} {{ {} }} else ", asked(mutant), mutant.text)));
            before.extend(frame("{ "));
            (before, frame(" })"))
        }
        Form::Condition => {
            let behind = each(|mutant| match mutant.text.as_str() {
                "true" => format!(" || {})", asked(mutant)),
                _ => format!(" && !{})", asked(mutant)),
            });
            (frame(&"(".repeat(mutants.len() + 1)), [frame(")"), behind].concat())
        }
        Form::Arm => (each(|mutant| format!(" if !{}", asked(mutant))), Vec::new()),
        Form::Body => (each(|mutant| format!(" if {} {{ return {}; }}", asked(mutant), mutant.text)), Vec::new()),
        Form::Statement => (each(|mutant| format!("if !{} {{ ", asked(mutant))), frame(" }")),
    }
}

fn asked(mutant: &Mutant) -> String {
    format!("::touchline_kernel::mutant::is({})", mutant.id)
}

impl Written {
    fn put(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    /// The changes that an error is due to, which the compiler tells with these bytes, the foremost first: those whose
    /// own text it is, else those of the smallest place around it.
    pub(crate) fn to_blame(&self, spans: &[Range<usize>]) -> Vec<u32> {
        let own = spans.iter().find_map(|span| smallest(&self.own, span));
        let around = || spans.iter().find_map(|span| smallest(&self.around, span));
        own.or_else(around).map(|stretch| stretch.mutants.clone()).unwrap_or_default()
    }
}

fn smallest<'a>(stretches: &'a [Stretch], span: &Range<usize>) -> Option<&'a Stretch> {
    let holds = |stretch: &&Stretch| stretch.range.start <= span.start && span.end <= stretch.range.end;
    stretches.iter().filter(holds).min_by_key(|stretch| stretch.range.len())
}
