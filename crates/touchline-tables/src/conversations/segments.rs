//! The rows of a batch as segments of calls, each checked as a transcript's segments are.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_buffer::ArrowNativeType;
use arrow_schema::DataType;
use strum::VariantArray as _;
use touchline_kernel::rejection::Reason;
use touchline_kernel::text::Key;
use touchline_talk::transcript::{LATEST_MS, Role, Segment};

use super::bound::{Bound, Field};
use super::options::{ConversationOptions, TimeUnit};
use crate::column::Column;
use crate::fault::{Faults, unknown};
use crate::keys::{Keys, NULL, key, text, write};
use crate::options::NotFinite;

/// What a row says: of which call it is, and what is said in it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) call: u32,
    pub(super) consented: Option<bool>,
    pub(super) language: Option<Key>,
    pub(super) role: Option<Role>,
    pub(super) segment: Segment,
}

/// The columns of a batch.
pub(super) struct Segments<'a> {
    options: &'a ConversationOptions,
    /// The number of the first row in the whole table.
    first: u64,
    calls: Vec<u32>,
    consented: Option<&'a BooleanArray>,
    languages: Named<Key>,
    roles: Named<Role>,
    speakers: Named<Key>,
    starts: Option<Column<'a>>,
    ends: Option<Column<'a>>,
    texts: Option<Texts<'a>>,
}

/// The column of what is said. One that is a dictionary is read through the numbers of its texts.
enum Texts<'a> {
    Array(&'a ArrayRef),
    Numbered(Keys, Vec<u32>),
}

/// How many bytes of text the rows of a column come to whose rows may share the memory of one: each will have a copy of its own.
pub(super) fn shared_text(array: &ArrayRef) -> usize {
    let is_shared = matches!(array.data_type(), DataType::Dictionary(..) | DataType::Utf8View);
    let lengths = (0..array.len()).filter(|_| is_shared).filter_map(|row| text(array.as_ref(), row)).map(str::len);
    lengths.fold(0, usize::saturating_add)
}

/// What each text of a column stands for, and the number of each row's; each text is read once.
struct Named<T> {
    numbers: Vec<u32>,
    values: Vec<Option<Result<T, Reason>>>,
}

impl<T: Clone> Named<T> {
    fn of(array: Option<&ArrayRef>, read: impl Fn(&str) -> Result<T, Reason>) -> Self {
        let mut keys = Keys::default();
        let numbers = array.map(|array| keys.numbers(array.as_ref())).unwrap_or_default();
        let values = keys.values().map(|value| value.written().map(|text| read(&text))).collect();
        Named { numbers, values }
    }

    /// What stands in a row; nothing where it is empty.
    fn get(&self, row: usize) -> Result<Option<T>, Reason> {
        let number = self.numbers.get(row).copied().unwrap_or(NULL);
        self.values.get(number.as_usize()).cloned().flatten().transpose()
    }
}

/// A side by its name.
fn side(text: &str) -> Result<Role, Reason> {
    let name = |role: &Role| <&'static str>::from(*role);
    let named = Role::VARIANTS.iter().find(|role| name(role) == text).copied();
    named.ok_or_else(|| unknown(text, Role::VARIANTS.iter().map(name).collect()))
}

impl<'a> Segments<'a> {
    pub(super) fn of(
        (bound, options): (&Bound, &'a ConversationOptions),
        calls: &mut Keys,
        batch: &'a RecordBatch,
        first: u64,
    ) -> Self {
        let array = |field: Field| bound.place(field).map(|place| batch.column(place));
        let numbers = |field: Field| array(field).map(|array| Column::of(array.as_ref()));
        let texts = |array: &'a ArrayRef| match array.as_any_dictionary_opt() {
            Some(_) => {
                let mut keys = Keys::default();
                let numbers = keys.numbers(array.as_ref());
                Texts::Numbered(keys, numbers)
            }
            None => Texts::Array(array),
        };
        Segments {
            options,
            first,
            calls: array(Field::Call).map(|array| calls.numbers(array.as_ref())).unwrap_or_default(),
            consented: array(Field::Consented).and_then(|array| array.as_boolean_opt()),
            languages: Named::of(array(Field::Language), key),
            roles: Named::of(array(Field::Role), side),
            speakers: Named::of(array(Field::Speaker), key),
            starts: numbers(Field::Start),
            ends: numbers(Field::End),
            texts: array(Field::Text).map(texts),
        }
    }

    /// A row of the batch, unless something is wrong with it.
    pub(super) fn row(&self, row: usize, faults: &mut Faults) -> Option<Row> {
        let number = self.first.saturating_add(row as u64);
        let call = self.calls.get(row).copied().unwrap_or(NULL);
        if call == NULL {
            faults.null(self.options.column(Field::Call), number);
        }
        let told = |field: Field, reason: Reason, faults: &mut Faults| {
            faults.cell(self.options.column(field), number, reason);
        };
        let speaker = self.speakers.get(row).map_err(|reason| told(Field::Speaker, reason, faults));
        let role = self.roles.get(row).map_err(|reason| told(Field::Role, reason, faults));
        let speaker = match (speaker, &role) {
            (Ok(None), Ok(Some(_))) => {
                faults.null(self.options.column(Field::Speaker), number);
                Err(())
            }
            (speaker, _) => speaker,
        };
        let language = self.languages.get(row).map_err(|reason| told(Field::Language, reason, faults));
        let start = self.moment(&self.starts, Field::Start, (row, number), faults);
        let end = self.moment(&self.ends, Field::End, (row, number), faults);
        let text = self.text(row);
        if text.is_none() {
            faults.null(self.options.column(Field::Text), number);
        }
        let segment = Segment { end_ms: end?, speaker: speaker.ok()?, start_ms: start?, text: text? };
        if let Err((field, reason)) = segment.check(None) {
            let field = if field == "end_ms" { Field::End } else { Field::Start };
            faults.no_segment(self.options.column(field), number, reason);
            return None;
        }
        let role = role.ok()?.or_else(|| self.role_of(segment.speaker.as_ref()));
        let consented = self.consented.filter(|array| array.is_valid(row)).map(|array| array.value(row));
        (call != NULL).then_some(())?;
        Some(Row { call, consented, language: language.ok()?, role, segment })
    }

    /// On which side the options say that somebody speaks.
    fn role_of(&self, speaker: Option<&Key>) -> Option<Role> {
        self.options.roles.get(speaker?.as_str()).copied()
    }

    /// A moment in milliseconds; nothing where something is wrong with it, and no moment where the cell is empty.
    #[expect(clippy::option_option, reason = "an empty cell is not a wrong one")]
    fn moment(
        &self,
        column: &Option<Column<'a>>,
        field: Field,
        (row, number): (usize, u64),
        faults: &mut Faults,
    ) -> Option<Option<u64>> {
        let Some(column) = column else { return Some(None) };
        let name = self.options.column(field);
        if let Some(found) = column.unfit(row) {
            if self.options.not_finite == NotFinite::Missing {
                return Some(None);
            }
            faults.not_finite(name, number, Some(found));
            return None;
        }
        let Some(told) = column.number(row) else { return Some(None) };
        let (millis, most) = match self.options.times {
            TimeUnit::Milliseconds => (told, LATEST_MS as f64),
            TimeUnit::Seconds => ((told * 1_000.0).round(), (LATEST_MS / 1_000) as f64),
        };
        if !(0.0..=most).contains(&told) {
            faults.out_of_range(name, number, told, 0.0, most);
            return None;
        }
        if millis.fract() != 0.0 {
            faults.not_whole(name, number, told, None);
            return None;
        }
        Some(Some(millis as u64))
    }

    fn text(&self, row: usize) -> Option<String> {
        match self.texts.as_ref()? {
            Texts::Array(array) => array.is_valid(row).then(|| {
                let mut text = String::new();
                write(array.as_ref(), row, &mut text);
                text
            }),
            Texts::Numbered(keys, numbers) => {
                keys.value(numbers.get(row).copied()?).written().map(std::borrow::Cow::into_owned)
            }
        }
    }
}
