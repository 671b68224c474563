//! What several kinds of reports read alike.

use super::super::called::CallNamed;
use super::super::form::{person, written};
use super::super::part::{Field, Form, Part, field};
use super::super::scope::Scope;
use crate::locale::clock;
use crate::value::{Tone, Value, Why};
use touchline_kernel::money::Currency;

/// A rate with its counts, from what was counted: `hits`, `of` and `rate`.
pub(super) fn rate(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let Some(rate) = scope.number("/rate/rate") else {
        return Some((
            Value::Nothing(Some(Why {
                raw: "nothing_counted".to_owned(),
                shown: scope.words.get("nothing_counted").to_owned(),
            })),
            Tone::Plain,
        ));
    };
    Some((Value::Share(rate), Tone::Plain))
}

/// How many of how many.
pub(super) fn counted(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    Some((Value::Counted(scope.number("/hits")?, scope.number("/of")?), Tone::Plain))
}

/// The sorts of the entries that stand here, each once where those of a sort stand together, in the words of a group.
pub(super) fn sorts(scope: &Scope<'_>, group: &str) -> Option<Value> {
    let mut sorts: Vec<&str> = scope.entries("").iter().filter_map(|entry| entry.get("type")?.as_str()).collect();
    sorts.dedup();
    let word = |raw: &str| Value::Term { raw: raw.to_owned(), shown: scope.words.term(group, raw) };
    let words: Vec<Value> = sorts.into_iter().map(word).collect();
    (!words.is_empty()).then_some(Value::Several(words))
}

/// So many of a list of so many: worth a look where there are any.
pub(super) fn so_many_of(many: usize, of: f64) -> (Value, Tone) {
    let many = f64::from(u32::try_from(many).unwrap_or(u32::MAX));
    (Value::Counted(many, of), if many > 0.0 { Tone::Fair } else { Tone::Plain })
}

/// Whether a figure rests on little, said only where it does.
pub(super) fn low_evidence(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let is_low = scope.here.as_bool()?;
    let value = Value::Term { raw: "true".to_owned(), shown: scope.words.get("low_evidence").to_owned() };
    is_low.then_some((value, Tone::Fair))
}

/// A counted rate with all that stands beside it.
pub(super) const fn counted_rate(label: &'static str, at: &'static str, beside: &'static [Field]) -> Field {
    Field { label, at, form: Form::By(rate), why: None, beside, shows: "" }
}

/// Which way it went, and whether that is better: in words, since colour alone tells nobody who sees none.
pub(super) fn arrow(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let raw = scope.text("/arrow")?;
    let meaning = scope.text("/meaning");
    let tone = match meaning {
        Some("better") => Tone::Good,
        Some("worse") => Tone::Poor,
        _ => Tone::Plain,
    };
    let mut values = vec![Value::Term { raw: raw.to_owned(), shown: scope.words.term("arrow", raw) }];
    // That it is unchanged, the arrow says already.
    let meaning = meaning.filter(|meaning| *meaning != "unchanged");
    values.extend(meaning.map(|raw| Value::Term { raw: raw.to_owned(), shown: scope.words.term("meaning", raw) }));
    Some((Value::Several(values), tone))
}

/// A number in a unit of metrics.
pub(super) fn in_unit(scope: &Scope<'_>, number: f64, unit: Option<&str>, currency: Option<&str>) -> Value {
    match unit {
        Some("share") => Value::Share(number),
        Some("money") => match currency.and_then(|code| code.parse::<Currency>().ok()) {
            Some(currency) => Value::Money(number, currency),
            None => Value::Number(number, 0),
        },
        Some("days") => Value::Days(number),
        Some("ratio") => Value::Share(number),
        _ => {
            let _ = scope;
            Value::Number(number, 1)
        }
    }
}

/// A window by its days, or by its moments.
pub(super) fn window(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let ends = |names: [&str; 2]| {
        let [first, last] = names.map(|name| scope.written(&format!("/body{name}")).map(Value::Day));
        Some(Value::Range(Box::new(first?), Box::new(last?)))
    };
    let moments = || {
        let [since, until] = ["/since", "/until"].map(|name| scope.written(&format!("/body{name}")).map(Value::Moment));
        Some(Value::Range(Box::new(since?), Box::new(until?)))
    };
    let value = match scope.text("/type") {
        Some("days") => ends(["/first", "/last"]),
        _ => moments(),
    };
    Some((value?, Tone::Plain))
}

/// A moment of a call.
pub(super) fn moment_in_call(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let millis = scope.number("")?;
    Some((Value::Term { raw: millis.to_string(), shown: clock(millis) }, Tone::Plain))
}

/// What stands on each page over what its viewer sees, whether there is more or not: so it betrays nothing.
pub(super) const SEEN_ALONE: Part = Part::Note("seen_alone");

/// The days that a report is about.
pub(super) const PERIOD: Field = field("period", "/period", Form::Days);

/// A call by what it is called; by its id where nobody says, and nothing where only its moment is told.
pub(super) fn call_named(scope: &Scope<'_>, id: &str) -> Value {
    match scope.beside.call(id) {
        Some((_, Some(name))) => Value::Text(name.to_owned()),
        Some((CallNamed { at: Some(_), .. }, None)) => Value::Nothing(None),
        _ => Value::Term { raw: id.to_owned(), shown: id.to_owned() },
    }
}

/// When a call was.
pub(super) fn when_call_was(scope: &Scope<'_>, id: &str) -> Option<(Value, Tone)> {
    let at = scope.beside.calls.get(id)?.at?;
    Some((Value::Moment(at), Tone::Plain))
}

/// The call that a page is of whose data does not say so, and the scorecard by which it was judged.
pub(super) const CALL: Field = field("call", "", Form::By(about_call));
pub(super) const CALL_AT: Field = field("on", "", Form::By(about_call_at));
pub(super) const SCORECARD: Field = field("scorecard", "", Form::By(about_scorecard));
pub(super) const VERSION: Field = field("version", "", Form::By(about_version));

/// Whose call it is.
pub(super) fn about_person(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = scope.beside.about?.person?.to_string();
    Some((person(scope, &id), Tone::Plain))
}

fn about_call(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let id = scope.beside.about?.call.as_ref()?;
    Some((call_named(scope, id.as_str()), Tone::Plain))
}

fn about_call_at(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    when_call_was(scope, scope.beside.about?.call.as_ref()?.as_str())
}

fn about_scorecard(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let name = scope.beside.about?.scorecard.as_ref()?;
    Some((written(scope, name.as_str()), Tone::Plain))
}

fn about_version(scope: &Scope<'_>) -> Option<(Value, Tone)> {
    let version = scope.beside.about?.version?;
    Some((Value::Number(f64::from(version), 0), Tone::Plain))
}
