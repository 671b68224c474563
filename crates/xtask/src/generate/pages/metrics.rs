//! The page of metrics: what each one counts, over what. It is printed from the core's own table.

use std::fmt::Write as _;

use touchline::metric::METRICS;

const LEAD: &str = "\
Every figure is one fraction over records. A record counts in the window, and for the owner, of the moment that dates \
it. What nobody recorded counts neither way and is told beside the figure as unknown; what is too young to have been \
followed by something is pending. Nothing below the line is *undefined*, with its reason, and never 0. What is \
so many of so many comes with Wilson's interval of 95 %.\n\n\
| metric | above the line | below the line | dated by | in | better |\n\
| --- | --- | --- | --- | --- | --- |\n";

/// Every metric.
pub(crate) fn print() -> String {
    let mut page = String::from(LEAD);
    for entry in METRICS {
        let (unit, better): (&str, &str) = (entry.unit.into(), entry.better.into());
        let (name, above, below) = (entry.metric.name(), entry.numerator, entry.denominator);
        let _ = writeln!(
            page,
            "| `{name}` | {above} | {below} | {} | {} | {better} |",
            entry.dated_by(),
            unit.replace('_', " ")
        );
    }
    page
}
