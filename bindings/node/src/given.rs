//! Columns out of JavaScript: typed arrays are read where they lie, plain lists element by element.

use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use napi::bindgen_prelude::{FromNapiValue, TypedArrayType, Unknown};
use napi::{Env, JsValue, ValueType};
use touchline_tables::columns::{Kind, Unfit, of_no_kind};

use crate::list;
use crate::memory::{Taken, View, arrow};
use crate::module::{Call, Input};
use crate::stop::Stop;
use crate::text;

/// A column and what it is called.
pub(crate) type Named = (String, ArrayRef);

/// Columns. Of raw measures, whatever else there is crosses by its length alone: it is kept in JavaScript, or refused.
pub(crate) struct Columns<const ARE_MEASURES: bool>(pub(crate) Vec<Named>);

impl<const ARE_MEASURES: bool> Input for Columns<ARE_MEASURES> {
    /// As `reading.cjs` takes them apart.
    fn read(call: &Call, place: usize, taken: Taken) -> Result<Self, Stop> {
        let columns: Vec<Vec<Unknown<'_>>> = call.argument(place, "a list of columns")?;
        let parts =
            columns.iter().map(|parts| Parts::of(&call.env, parts, ARE_MEASURES)).collect::<Result<Vec<_>, _>>()?;
        // Looking at lists may have run JavaScript. From here on none runs, and memory stays where it is.
        let columns = parts.into_iter().map(|parts| Ok((parts.name.clone(), parts.column(taken)?)));
        columns.collect::<Result<_, Stop>>().map(Columns)
    }
}

/// What a column is made of.
struct Parts<'call> {
    name: String,
    /// The column, where it needs no memory of JavaScript's.
    ready: Option<ArrayRef>,
    values: Unknown<'call>,
    /// A flag for each row.
    valid: Unknown<'call>,
    /// A bit for each row.
    bits: Unknown<'call>,
    kind: Kind,
    names: Option<StringArray>,
}

impl<'call> Parts<'call> {
    fn of(env: &Env, parts: &[Unknown<'call>], is_measure: bool) -> Result<Self, Stop> {
        let [name, rows, values, valid, bits, names, kind] = *parts else { return Err(Stop::Node) };
        let name = String::from_utf8_lossy(&text::bytes(name)?).into_owned();
        let no_length = |_| Stop::Type(format!("`{name}` is no column: it has no length"));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the length of something")]
        let rows = f64::from_unknown(rows).map_err(no_length)? as usize;
        let list = || if is_measure { Ok(list::measures(values, rows)) } else { list::column(&name, values, rows) };
        // What Node shows of a list's elements is forgotten after it.
        let ready = if values.is_typedarray()? { None } else { Some(env.run_in_scope(|| Ok(list()))??) };
        let is_plain = is_measure || ready.is_some();
        let (kind, names) = if is_plain { (Kind::Numbers, None) } else { meaning(&name, kind, names)? };
        Ok(Parts { name, ready, values, valid, bits, kind, names })
    }

    fn column(&self, taken: Taken) -> Result<ArrayRef, Stop> {
        if let Some(ready) = &self.ready {
            return Ok(Arc::clone(ready));
        }
        let view = View::of(self.values)?.ok_or(Stop::Node)?;
        let Some(numbers) = view.numbers() else { return Ok(of_no_kind(view.length)) };
        let (values, nulls) = ((arrow(view.bytes(), taken), numbers, view.length), self.nulls(view.length, taken)?);
        self.kind.column(values, nulls, self.names.as_ref()).map_err(|unfit| match unfit {
            Unfit::Type(_) => Stop::Type(format!("`{}` {unfit}", self.name)),
            Unfit::Places(_) => Stop::Range(format!("`{}` {unfit}", self.name)),
        })
    }

    /// Which rows are there; nothing where all are.
    fn nulls(&self, rows: usize, taken: Taken) -> Result<Option<NullBuffer>, Stop> {
        let unfit =
            |what| Err(Stop::Range(format!("{what} of `{}` are not a Uint8Array with one for each row", self.name)));
        Ok(Some(NullBuffer::new(match (View::of(self.valid)?, View::of(self.bits)?) {
            (Some(valid), _) if valid.kind != TypedArrayType::Uint8 || valid.length != rows => {
                return unfit("the flags `valid`");
            }
            (Some(valid), _) => BooleanBuffer::collect_bool(rows, |row| valid.bytes()[row] != 0),
            (_, Some(bits)) if bits.kind != TypedArrayType::Uint8 || bits.length < rows.div_ceil(8) => {
                return unfit("the `bits`");
            }
            (_, Some(bits)) => BooleanBuffer::new(arrow(bits.bytes(), taken), 0, rows),
            (None, None) => return Ok(None),
        })))
    }
}

/// What the values of a typed array mean: numbers, unless something else is said, or places where there are names.
fn meaning(name: &str, kind: Unknown<'_>, names: Unknown<'_>) -> Result<(Kind, Option<StringArray>), Stop> {
    let has_names = !matches!(names.get_type()?, ValueType::Undefined | ValueType::Null);
    let kind = match text::word(name, kind)? {
        Some(kind) => kind.parse().map_err(|_| Stop::Type(format!("`{name}` is of no kind that there is: {kind}")))?,
        None if has_names => Kind::Texts,
        None => Kind::Numbers,
    };
    if !has_names {
        return Ok((kind, None));
    }
    let words = Vec::<Unknown<'_>>::from_unknown(names);
    let words = words.map_err(|_| Stop::Type(format!("`names` of `{name}` is no list")))?.into_iter();
    let no_text = || Stop::Type(format!("`names` of `{name}` holds what is no text"));
    let words: Result<Vec<String>, Stop> = words.map(|word| text::word(name, word)?.ok_or_else(no_text)).collect();
    Ok((kind, Some(StringArray::from(words?))))
}
