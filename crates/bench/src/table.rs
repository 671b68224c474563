//! Figures as a table for people, and a verdict for each bar.

/// A figure that must reach a bar.
#[derive(Debug)]
pub struct Bar {
    what: String,
    figure: f64,
    bound: Bound,
    unit: &'static str,
}

/// On which side of the bar a figure has to be.
#[derive(Clone, Copy, Debug)]
pub enum Bound {
    /// It may be so much.
    AtMost(f64),
    /// It has to be so much.
    AtLeast(f64),
}

impl Bar {
    /// Names a bar and the figure that was measured.
    pub fn new(what: impl Into<String>, figure: f64, bound: Bound, unit: &'static str) -> Self {
        Bar { what: what.into(), figure, bound, unit }
    }

    /// Whether the figure is on the right side.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.bound {
            Bound::AtMost(bound) => self.figure <= bound,
            Bound::AtLeast(bound) => self.figure >= bound,
        }
    }
}

/// Prints the bars and says how many do not hold.
pub fn print_bars(bars: &[Bar]) -> usize {
    println!("\nbars");
    let rows = bars.iter().map(|bar| {
        let (word, bound) = match bar.bound {
            Bound::AtMost(bound) => ("at most", bound),
            Bound::AtLeast(bound) => ("at least", bound),
        };
        let bound = format!("{word} {} {}", number(bound), bar.unit);
        let verdict = if bar.holds() { "holds" } else { "MISSED" };
        vec![bar.what.clone(), format!("{} {}", number(bar.figure), bar.unit), bound, verdict.to_owned()]
    });
    print_rows(&rows.collect::<Vec<_>>());
    bars.iter().filter(|bar| !bar.holds()).count()
}

/// Prints rows with their columns under each other, the first to the left and the others to the right.
pub fn print_rows(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, column: usize| row.get(column).map_or(0, |cell| cell.chars().count());
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| cell(row, column)).max().unwrap_or(0)).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        println!("  {}", cells.collect::<Vec<_>>().join("   ").trim_end());
    }
}

/// A number with as many digits as it deserves, thousands parted by commas.
#[must_use]
pub fn number(number: f64) -> String {
    if number.abs() < 100.0 {
        return format!("{number:.2}");
    }
    let digits = format!("{number:.0}");
    let mut parted = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 && digit.is_ascii_digit() && !parted.ends_with('-') {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let printed = [0.5, 99.994, 100.0, 1_234_567.0, -1_234.0].map(number);
        assert_eq!(printed, ["0.50", "99.99", "100", "1,234,567", "-1,234"]);
    }

    #[test]
    fn a_bar_is_missed_on_its_wrong_side_only() {
        assert!(
            Bar::new("", 2.0, Bound::AtMost(2.0), "").holds() && !Bar::new("", 2.1, Bound::AtMost(2.0), "").holds()
        );
        assert!(Bar::new("", 2.0, Bound::AtLeast(2.0), "").holds());
        assert!(!Bar::new("", 1.9, Bound::AtLeast(2.0), "").holds());
    }
}
