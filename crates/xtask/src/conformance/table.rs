//! A table as a case writes it and as the stream carries it: cells of text, with every bit of a number.

use serde::Deserialize;
use serde_json::{Value, json};
use touchline::kernel::time::{Instant, LocalDate};

use super::input::to_hex;

/// Columns, and batches of their cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) batches: Vec<Vec<Cells>>,
}

/// What a column is called, and what it holds, in the letters of Arrow's C interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) format: String,
}

/// The cells of a column in one batch. The first ones lie before its first row: the column begins behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    pub(crate) before: usize,
    pub(crate) cells: Vec<String>,
}

/// A column as a case writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WrittenColumn {
    name: String,
    #[serde(default = "doubles")]
    format: String,
    /// How many cells of each batch lie before its first row.
    #[serde(default)]
    before: usize,
    /// The cells by batch.
    batches: Vec<Vec<Value>>,
}

fn doubles() -> String {
    "g".to_owned()
}

impl Table {
    /// The table that a case writes.
    pub(crate) fn of(written: &[WrittenColumn]) -> Result<Self, String> {
        let count = written.first().map_or(0, |column| column.batches.len());
        if let Some(other) = written.iter().find(|column| column.batches.len() != count) {
            return Err(format!("`{}` has not as many batches as the first column", other.name));
        }
        let batch = |place: usize| {
            let cells = written.iter().map(|column| {
                let cells = column.batches[place].iter().map(|cell| spelt(&column.format, cell));
                Ok(Cells { before: column.before, cells: cells.collect::<Result<_, String>>()? })
            });
            cells.collect::<Result<Vec<_>, String>>()
        };
        let batches = (0..count).map(batch).collect::<Result<_, _>>()?;
        let column = |column: &WrittenColumn| Column { name: column.name.clone(), format: column.format.clone() };
        Ok(Table { columns: written.iter().map(column).collect(), batches })
    }

    /// The two fields of the stream: the columns, and the batches.
    pub(crate) fn fields(&self) -> (String, String) {
        let column = |column: &Column| format!("{}:{}", to_hex(column.name.as_bytes()), column.format);
        let cells = |cells: &Cells| format!("{}@{}", cells.before, cells.cells.join(","));
        let batch = |batch: &Vec<Cells>| batch.iter().map(cells).collect::<Vec<_>>().join("|");
        let columns: Vec<String> = self.columns.iter().map(column).collect();
        (columns.join(","), self.batches.iter().map(batch).collect::<Vec<_>>().join(";"))
    }

    /// What two fields of a transcript say, for a case to be held against: the columns by their names, all batches
    /// together; the names in their order; and how many rows each batch has.
    pub(crate) fn told(columns: &str, batches: &str) -> Result<Value, String> {
        let columns: Vec<(String, String)> = parted(columns, ',').map(column_of).collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        let mut all: Vec<Vec<Value>> = vec![Vec::new(); columns.len()];
        for batch in parted(batches, ';') {
            let parts: Vec<&str> = batch.split('|').collect();
            if parts.len() != columns.len() {
                return Err(format!("a batch has {} columns and not {}", parts.len(), columns.len()));
            }
            let before = all.first().map_or(0, Vec::len);
            for ((part, (_, format)), cells) in parts.iter().zip(&columns).zip(&mut all) {
                let part = part.strip_prefix("0@").ok_or("scores begin with their first row")?;
                for cell in parted(part, ',') {
                    cells.push(value_of(format, cell)?);
                }
            }
            rows.push(all.first().map_or(0, Vec::len) - before);
        }
        let names: Vec<&String> = columns.iter().map(|(name, _)| name).collect();
        let cells: serde_json::Map<String, Value> =
            columns.iter().zip(all).map(|((name, _), cells)| (name.clone(), cells.into())).collect();
        Ok(json!({"columns": cells, "names": names, "batches": rows}))
    }
}

/// Nothing is no part at all.
pub(crate) fn parted(text: &str, by: char) -> impl Iterator<Item = &str> {
    text.split(by).filter(move |_| !text.is_empty())
}

fn column_of(text: &str) -> Result<(String, String), String> {
    let (name, format) = text.split_once(':').ok_or_else(|| format!("`{text}` is no column"))?;
    Ok((text_of(name)?, format.to_owned()))
}

/// The text that pairs of hexadecimal digits stand for.
pub(crate) fn text_of(hex: &str) -> Result<String, String> {
    let bytes = (0..hex.len()).step_by(2).map(|at| {
        let pair = hex.get(at..at + 2).ok_or_else(|| format!("`{hex}` is not hexadecimal"))?;
        u8::from_str_radix(pair, 16).map_err(|error| error.to_string())
    });
    String::from_utf8(bytes.collect::<Result<_, String>>()?).map_err(|error| error.to_string())
}

/// A cell as the stream writes it.
fn spelt(format: &str, cell: &Value) -> Result<String, String> {
    let wrong = || format!("{cell} is no cell of a column of format `{format}`");
    if cell.is_null() {
        return Ok("-".to_owned());
    }
    match format {
        "g" => number(cell).map(|number| format!("{:016x}", number.to_bits())).ok_or_else(wrong),
        #[expect(clippy::cast_possible_truncation, reason = "a case writes what it means, and sees what came of it")]
        "f" => number(cell).map(|number| format!("{:08x}", (number as f32).to_bits())).ok_or_else(wrong),
        "b" => cell.as_bool().map(|is| u8::from(is).to_string()).ok_or_else(wrong),
        "c" | "C" | "s" | "S" | "i" | "I" | "l" | "L" => {
            let whole = cell.as_i64().map(|whole| whole.to_string());
            let written = cell.as_str().filter(|text| text.parse::<i128>().is_ok()).map(str::to_owned);
            whole.or(written).ok_or_else(wrong)
        }
        "u" | "i>u" => cell.as_str().map(|text| format!("x{}", to_hex(text.as_bytes()))).ok_or_else(wrong),
        _ => {
            let unit = unit(format).ok_or_else(wrong)?;
            let whole = cell.as_i64().map(i128::from);
            let written = || unit.of(cell.as_str()?);
            whole.or_else(written).map(|whole| whole.to_string()).ok_or_else(wrong)
        }
    }
}

/// In what a column of days or moments counts.
enum Unit {
    Days,
    /// So many in a second.
    Second(i128),
}

const DAY: i128 = 86_400;

fn unit(format: &str) -> Option<Unit> {
    Some(match format {
        "tdD" => Unit::Days,
        "tdm" => Unit::Second(1_000),
        stamp => match stamp.strip_prefix("ts")?.split_once(':')?.0 {
            "s" => Unit::Second(1),
            "m" => Unit::Second(1_000),
            "u" => Unit::Second(1_000_000),
            "n" => Unit::Second(1_000_000_000),
            _ => return None,
        },
    })
}

impl Unit {
    /// The whole number that stands for a day or a moment as it is written.
    fn of(&self, text: &str) -> Option<i128> {
        let day = text.parse::<LocalDate>().map(|day| i128::from(day.days())).ok();
        match self {
            Unit::Days => day,
            Unit::Second(parts) => {
                let millis = || text.parse::<Instant>().ok().map(|moment| i128::from(moment.millis()));
                Some(day.map(|day| day * DAY * 1_000).or_else(millis)? * parts / 1_000)
            }
        }
    }
}

/// A number, or one that JSON does not have by its name.
fn number(cell: &Value) -> Option<f64> {
    let named = cell.as_str().filter(|text| matches!(*text, "NaN" | "Infinity" | "-Infinity"));
    cell.as_f64().or_else(|| named?.parse().ok())
}

/// What a cell of a transcript means.
fn value_of(format: &str, cell: &str) -> Result<Value, String> {
    let wrong = || format!("`{cell}` is no cell of a column of format `{format}`");
    if cell == "-" {
        return Ok(Value::Null);
    }
    match format {
        "g" => {
            let bits = u64::from_str_radix(cell, 16).map_err(|_| wrong())?;
            Ok(json!(f64::from_bits(bits)))
        }
        "u" => Ok(text_of(cell.strip_prefix('x').ok_or_else(wrong)?)?.into()),
        "b" => Ok(json!(cell == "1")),
        "+l" => {
            let texts = cell.strip_prefix('[').and_then(|texts| texts.strip_suffix(']')).ok_or_else(wrong)?;
            parted(texts, '.').map(|text| value_of("u", text)).collect()
        }
        "tdD" => {
            let day = cell.parse().ok().and_then(LocalDate::from_days).ok_or_else(wrong)?;
            Ok(day.to_string().into())
        }
        "tsm:UTC" => {
            let moment = cell.parse().ok().and_then(Instant::from_millis).ok_or_else(wrong)?;
            Ok(moment.to_string().into())
        }
        "f" => {
            let bits = u32::from_str_radix(cell, 16).map_err(|_| wrong())?;
            Ok(json!(f64::from(f32::from_bits(bits))))
        }
        _ => cell.parse::<i64>().map(Value::from).map_err(|_| wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<WrittenColumn> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn cells_are_written_with_every_bit() {
        let table = Table::of(&written(
            r#"[{"name":"a","before":1,"batches":[[7,0.1,"NaN",null],[]]},{"name":"ä","format":"i>u","batches":[["x",null,""],[]]}]"#,
        ));
        let (columns, batches) = table.unwrap().fields();
        assert_eq!(columns, "61:g,c3a4:i>u");
        assert_eq!(batches, "1@401c000000000000,3fb999999999999a,7ff8000000000000,-|0@x78,-,x;1@|0@");
    }

    #[test]
    fn days_and_moments_are_counted_in_the_units_of_their_columns() {
        for (format, cell, written) in [
            ("tdD", r#""1970-01-03""#, "2"),
            ("tdD", "-1", "-1"),
            ("tdm", r#""1970-01-03""#, "172800000"),
            ("tss:", r#""1970-01-01T00:01:00Z""#, "60"),
            ("tsm:UTC", r#""1970-01-01T00:00:00.250Z""#, "250"),
            ("tsu:Europe/Berlin", r#""1970-01-01T00:00:00.250Z""#, "250000"),
            ("tsn:", r#""1970-01-02""#, "86400000000000"),
        ] {
            assert_eq!(spelt(format, &serde_json::from_str(cell).unwrap()), Ok(written.to_owned()), "{format}");
        }
        assert_eq!(value_of("tdD", "2"), Ok(json!("1970-01-03")));
        assert_eq!(value_of("tsm:UTC", "250"), Ok(json!("1970-01-01T00:00:00.250Z")));
    }

    #[test]
    fn a_transcript_says_columns_names_and_rows() {
        let cells = "0@3fb999999999999a,-|0@x78,-|0@[x78.-.x],[];0@4000000000000000|0@x|0@-";
        let told = Table::told("61:g,62:u,63:+l", cells).unwrap();
        let expected = json!({
            "columns": {"a": [0.1, null, 2.0], "b": ["x", null, ""], "c": [["x", null, ""], [], null]},
            "names": ["a", "b", "c"],
            "batches": [2, 1],
        });
        assert_eq!(told, expected);
        assert!(Table::told("61:g", "0@1|0@2").is_err());
        assert!(Table::told("61:g", "1@-").is_err());
        assert!(Table::told("61:+l", "0@x78").is_err());
    }

    #[test]
    fn what_does_not_fit_its_column_is_an_error() {
        for wrong in [
            r#"[{"name":"a","batches":[["x"]]}]"#,
            r#"[{"name":"a","format":"l","batches":[[0.5]]}]"#,
            r#"[{"name":"a","format":"?","batches":[[1]]}]"#,
            r#"[{"name":"a","format":"+l","batches":[[["x"]]]}]"#,
            r#"[{"name":"a","format":"tsx:","batches":[[1]]}]"#,
            r#"[{"name":"a","format":"tdD","batches":[["2026-03-02T00:00:00Z"]]}]"#,
            r#"[{"name":"a","batches":[[1]]},{"name":"b","batches":[[1],[2]]}]"#,
        ] {
            assert!(Table::of(&written(wrong)).is_err(), "{wrong}");
        }
    }
}
