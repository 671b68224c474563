//! `cargo xtask bench reports`: the coaching report as data, page, PDF and picture, beside Jinja2 with WeasyPrint, ReportLab,
//! matplotlib and plotly, which print the same data.
//!
//! It is handed the peers' program, ready to run; each takes its turn in every round.

mod here;
mod people;

use std::path::PathBuf;
use std::process::ExitCode;

use touchline_bench::program;
use touchline_bench::table::{Bar, Bound, number, print_bars, print_rows};
use touchline_bench::turns::{Contender, Found};

const ROUNDS: usize = 3;

/// Who takes part.
const OURS: &str = "Rust";
const PEERS: &str = "Python";

/// What is measured: ours, the peer's figure, who that peer is, and what each is called.
const RACES: [(&str, &str, &str, &str); 6] = [
    ("html", "jinja", "Jinja2", "a page with three pictures (Jinja2: with none)"),
    ("pdf", "weasyprint", "WeasyPrint", "a PDF"),
    ("pdf_process", "weasyprint", "WeasyPrint", "one of 10,000 people's PDFs, in one process on all processors"),
    ("pdf", "reportlab", "ReportLab", "a PDF"),
    ("radar", "matplotlib", "matplotlib", "a radar as SVG"),
    ("radar", "plotly", "plotly", "a radar (plotly: what a browser makes SVG of)"),
];

/// The pictures, and what each is called.
const PICTURES: [(&str, &str); 7] = [
    ("radar", "a radar"),
    ("adherence_calendar", "a calendar of a year"),
    ("area_bars", "areas as bars"),
    ("calibration_spread", "the spread of a calibration"),
    ("milestone_timeline", "milestones"),
    ("score_trend", "scores over time"),
    ("talk_timeline", "a call of an hour, with 12 moments"),
];

fn main() -> ExitCode {
    program::with_arguments(run)
}

/// `FOLDER PYTHON PROGRAM`, or `FOLDER` alone for the part that is Rust's.
fn run(arguments: &[String]) -> Result<usize, String> {
    let [folder, rest @ ..] = arguments else { return Err("bench-reports FOLDER …".to_owned()) };
    let folder = PathBuf::from(folder);
    let [python, program] = rest else { return here::measure().map(|()| 0) };
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    here::prepare(&folder)?;
    let contenders = [Contender::itself(OURS)?, Contender::named(&format!("{PEERS}={python},{program}"))?];
    let found = Found::in_turns(&contenders, ROUNDS, &folder)?;
    println!("one coaching report; median of {ROUNDS} rounds");
    Ok(report(&found))
}

fn report(found: &Found) -> usize {
    let cell = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |nanos| number(nanos / 1e3));
    let mut rows = vec![["µs", OURS, "peer", ""].map(str::to_owned).to_vec()];
    let mut bars = Vec::new();
    for (figure, theirs, who, what) in RACES {
        let (ours, peer) = (found.median(OURS, figure), found.median(PEERS, theirs));
        rows.push(vec![what.to_owned(), cell(ours), cell(peer), who.to_owned()]);
        if let Some((ours, peer)) = ours.zip(peer).filter(|_| figure == "pdf_process") {
            bars.push(Bar::new(format!("{what}, against {who}"), peer / ours, Bound::AtLeast(50.0), "×"));
            if let Some(processors) = found.median(OURS, "processors") {
                let per_processor = number(peer / ours / processors);
                println!(
                    "  that is {per_processor} × on each of {} processors, where {who} has one",
                    number(processors)
                );
            }
        }
    }
    for (figure, what, bound) in
        [("data", "the data", 200.0), ("html", "a page with three pictures", 300.0), ("pdf", "a PDF", 10_000.0)]
    {
        bars.extend(found.median(OURS, figure).map(|nanos| Bar::new(what, nanos / 1e3, Bound::AtMost(bound), "µs")));
    }
    for (figure, what) in PICTURES {
        let (drawn, text) = (found.median(OURS, figure), found.median(OURS, &format!("{figure}_text")));
        rows.push(vec![format!("{what}, from text to text"), cell(text), "-".to_owned(), String::new()]);
        bars.extend(drawn.map(|nanos| Bar::new(what, nanos / 1e3, Bound::AtMost(50.0), "µs")));
    }
    for (figure, what, bound, unit) in [
        ("pictures", "pictures on that page", Bound::AtLeast(3.0), ""),
        ("growth", "memory after 10,000 people's PDFs against that after 1,000", Bound::AtMost(1.05), "×"),
    ] {
        bars.extend(found.median(OURS, figure).map(|found| Bar::new(what, found, bound, unit)));
    }
    print_rows(&rows);
    if let Some(pages) = found.median(OURS, "pages") {
        println!("  the PDF has {} pages", number(pages));
    }
    if let Some(held) = found.median(OURS, "memory") {
        println!("  memory after 10,000 people's PDFs: {} MB", number(held));
    }
    print_bars(&bars)
}
