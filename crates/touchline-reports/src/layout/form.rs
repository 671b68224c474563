//! Values, read from the data.

use super::part::{Field, Form};
use super::scope::Scope;
use crate::document::Figure;
use crate::value::{Cell, Tone, Value};
use touchline_kernel::money::Currency;
use touchline_kernel::reader::Data;

impl Field {
    /// The value, with its place; nothing, with the reason where there is one, where the data has none.
    pub(super) fn cell(&self, scope: &Scope<'_>) -> Cell {
        let (value, tone) = self.form.read(scope, self.at).unwrap_or_else(|| (self.nothing(scope), Tone::Plain));
        if !scope.beside.spent.value(&value) {
            return Cell::own(Value::Nothing(None));
        }
        let mut at = scope.path_of(self.at);
        at.push_str(self.shows);
        Cell { at, tone, value }
    }

    /// The same with its label, and what stands beside it.
    pub(super) fn figure(&self, scope: &Scope<'_>) -> Figure {
        let beside = self.beside.iter().map(|field| (field.label_in(scope), field.cell(scope)));
        Figure {
            beside: beside.filter(|(_, cell)| !cell.value.is_nothing()).collect(),
            cell: self.cell(scope),
            label: self.label_in(scope),
        }
    }

    pub(super) fn label_in(&self, scope: &Scope<'_>) -> String {
        scope.words.term("label", self.label)
    }

    fn nothing(&self, scope: &Scope<'_>) -> Value {
        let why = self.why.and_then(|(at, group)| scope.why(at, group));
        Value::Nothing(why)
    }
}

impl Form {
    /// Whether its values are numbers.
    pub(super) const fn is_numeric(self) -> bool {
        matches!(
            self,
            Form::Count
                | Form::CountAt(_)
                | Form::Number(_)
                | Form::Change(_)
                | Form::Share
                | Form::Millis
                | Form::Money
                | Form::Range
                | Form::ShareRange
                | Form::ByNumber(_)
        )
    }

    fn read(self, scope: &Scope<'_>, at: &str) -> Option<(Value, Tone)> {
        if let Form::By(read) | Form::ByNumber(read) = self {
            return read(&Scope { here: scope.at(at)?, path: &scope.path_of(at), ..*scope });
        }
        let value = match self {
            Form::Text => written(scope, scope.text(at)?),
            Form::Person => person(scope, scope.text(at)?),
            Form::Term(group) => return Some(term(scope, group, scope.text(at)?)),
            Form::Terms(group) => terms(scope, group, at)?,
            Form::Count => Value::Number(scope.number(at)?, 0),
            Form::CountAt(places) => Value::Number(places.iter().find_map(|place| scope.number(place))?, 0),
            Form::Number(places) => Value::Number(scope.number(at)?, places),
            Form::Change(places) => Value::Change(scope.number(at)?, places),
            Form::Share => Value::Share(scope.number(at)?),
            Form::Millis => Value::Millis(scope.number(at)?),
            Form::Day => Value::Day(scope.written(at)?),
            Form::Moment => Value::Moment(scope.written(at)?),
            Form::Money => money(scope, at)?,
            Form::YesNo => {
                let here = scope.at(at)?;
                let Some(is_so) = here.as_bool() else {
                    scope.refuse(at, "boolean", here);
                    return None;
                };
                yes_or_no(scope, if is_so { "yes" } else { "no" })
            }
            Form::Range => range(scope, at, |number| Value::Number(number, 1))?,
            Form::ShareRange => range(scope, at, Value::Share)?,
            Form::Days => {
                let [from, to] = ["/first", "/last"].map(|end| scope.written(&[at, end].concat()).map(Value::Day));
                Value::Range(Box::new(from?), Box::new(to?))
            }
            Form::By(_) | Form::ByNumber(_) => return None,
        };
        Some((value, Tone::Plain))
    }
}

/// What somebody wrote.
pub(super) fn written(scope: &Scope<'_>, text: &str) -> Value {
    match text {
        "" => Value::Term { raw: String::new(), shown: readable(scope, text).to_owned() },
        text => Value::Text(text.to_owned()),
    }
}

/// What somebody wrote, as it is told. Nobody can write nothing: where a text is empty it was redacted.
pub(super) fn readable<'a>(scope: &Scope<'a>, text: &'a str) -> &'a str {
    if text.is_empty() { scope.words.get("redacted") } else { text }
}

/// Who acts where no person does.
const SYSTEM: &str = "system";

/// A person by their name; by their id as it is where nobody says what they are called.
pub(super) fn person(scope: &Scope<'_>, id: &str) -> Value {
    match scope.beside.name(id) {
        Some(name) => Value::Text(name.to_owned()),
        None if id == SYSTEM => Value::Term { raw: id.to_owned(), shown: scope.words.term("person", id) },
        None => Value::Text(id.to_owned()),
    }
}

/// A word, with what it means.
fn term(scope: &Scope<'_>, group: &str, raw: &str) -> (Value, Tone) {
    let value = Value::Term { raw: raw.to_owned(), shown: scope.words.term(group, raw) };
    (value, tone_of(group, raw))
}

/// What the words of some groups mean.
fn tone_of(group: &str, raw: &str) -> Tone {
    match (group, raw) {
        ("level", "expert" | "proficient") | ("outcome", "successful" | "passed" | "met") => Tone::Good,
        ("level", "developing") => Tone::Fair,
        ("level", "needs_coaching" | "critical") | ("outcome", "unsuccessful" | "failed" | "not_met") => Tone::Poor,
        _ => Tone::Plain,
    }
}

fn terms(scope: &Scope<'_>, group: &str, at: &str) -> Option<Value> {
    let words = scope.entries(at).into_iter().filter_map(Data::as_str).map(|raw| term(scope, group, raw).0);
    let words: Vec<Value> = words.collect();
    if words.is_empty() { None } else { Some(Value::Several(words)) }
}

fn yes_or_no(scope: &Scope<'_>, raw: &str) -> Value {
    Value::Term { raw: if raw == "yes" { "true" } else { "false" }.to_owned(), shown: scope.words.get(raw).to_owned() }
}

fn money(scope: &Scope<'_>, at: &str) -> Option<Value> {
    scope.at(at)?;
    let amount = scope.number(&[at, "/amount"].concat())?;
    let currency: Currency = scope.written(&[at, "/currency"].concat())?;
    Some(Value::Money(amount, currency))
}

fn range(scope: &Scope<'_>, at: &str, value: fn(f64) -> Value) -> Option<Value> {
    scope.at(at)?;
    let [low, high] = ["/low", "/high"].map(|end| scope.number(&[at, end].concat()).map(value));
    Some(Value::Range(Box::new(low?), Box::new(high?)))
}
