//! A tree against a shape: everything that does not fit, not only the first.
//!
//! Rules: API-02, KER-12.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::faults::Faults;
use super::number::{out_of_range, shown};
use super::path::Path;
use super::shape::{Field, Fields, Form, FormId, Shape};
use super::tree::{Kind, Value};
use crate::canonical;
use crate::format::Format;
use crate::rejection::{Code, DetailKey, Reason};
use crate::text::{Key, KeyFormat, Limits, TextFormat};

/// Checks a whole document and adds what is wrong with it.
pub(super) fn check(root: Value<'_, '_>, shape: &Shape, limits: &Limits, faults: &mut Faults) {
    Checker { shape, limits, faults, seen: Vec::with_capacity(32) }.value(shape.root(), root, Path::Root);
}

struct Checker<'check> {
    shape: &'check Shape,
    limits: &'check Limits,
    faults: &'check mut Faults,
    /// For the open objects, outermost first: which of their fields were met.
    seen: Vec<bool>,
}

impl Checker<'_> {
    fn value(&mut self, form: FormId, value: Value<'_, '_>, path: Path<'_>) {
        if self.faults.is_full() {
            return;
        }
        let shape = self.shape;
        match (shape.form(form), value.kind()) {
            (Form::Any, _)
            | (_, Kind::Unreadable)
            | (Form::Null | Form::Nullable(_), Kind::Null)
            | (Form::Boolean, Kind::True | Kind::False) => {}
            (Form::Nullable(inner) | Form::Same(inner), _) => self.value(*inner, value, path),
            (Form::Integer { minimum, maximum }, Kind::Integer) => {
                if !(*minimum..=*maximum).contains(&value.integer()) {
                    let reason = out_of_range(value.literal(), minimum.to_string(), maximum.to_string());
                    self.fault(value, path, reason);
                }
            }
            (Form::Number { minimum, maximum }, Kind::Integer | Kind::Number) => {
                if !(*minimum..=*maximum).contains(&value.number()) {
                    let reason = out_of_range(value.literal(), printed(*minimum), printed(*maximum));
                    self.fault(value, path, reason);
                }
            }
            (Form::Text { format: None }, Kind::Plain | Kind::Escaped) => {}
            (Form::Text { format: Some(format) }, Kind::Plain | Kind::Escaped) => {
                let text = value.text().unwrap_or_default();
                if let Err(reason) = format.check(&text, self.limits) {
                    self.fault(value, path, reason);
                }
            }
            (Form::Word(known), Kind::Plain | Kind::Escaped) => {
                let word = value.text().unwrap_or_default();
                if !known.iter().any(|known| *known == word) {
                    self.fault(value, path, unknown_value(&word, known.iter().map(String::as_str)));
                }
            }
            (Form::List { entry, longest, chosen }, Kind::List) => {
                self.list(*entry, *longest, value, path);
                if *chosen {
                    self.chosen(value, path);
                }
            }
            (Form::Map { names, entry }, Kind::Object) => self.map(*names, *entry, value, path),
            (Form::Object(fields), Kind::Object) => self.object(fields, value, path),
            (Form::Union(cases), Kind::Object) => self.union(cases, value, path),
            (Form::Several { text, .. }, Kind::Plain | Kind::Escaped) => self.value(*text, value, path),
            (Form::Several { cases, untold, .. }, Kind::Object) => {
                if value.members().any(|(name, _)| name.says("type")) {
                    self.union(cases, value, path);
                } else {
                    self.value(*untold, value, path);
                }
            }
            (form, kind) => {
                let reason = Reason::new(Code::WrongType)
                    .with(DetailKey::Expected, expected(form))
                    .with(DetailKey::Actual, actual(kind, value));
                self.fault(value, path, reason);
            }
        }
    }

    fn list(&mut self, entry: FormId, longest: Option<usize>, list: Value<'_, '_>, path: Path<'_>) {
        // A schema that says how long its list may be knows better than the policy's limit for people's lists.
        let limit = longest.unwrap_or(self.limits.list);
        let count = list.entries().count();
        if count > limit {
            self.fault(list, path, Reason::too_long(count, limit));
        }
        for (index, value) in list.entries().take(limit).enumerate() {
            self.value(entry, value, Path::Entry(&path, index));
        }
    }

    /// Names that are keys are words like those of a list: as many as a list may have, and none of them twice as it is kept.
    /// Other names are those of a policy, which has limits of its own, or of somebody who computes.
    fn map(&mut self, names: Option<Format>, entry: FormId, map: Value<'_, '_>, path: Path<'_>) {
        let are_keys = names.is_some_and(|format| format.name() == KeyFormat::FORMAT);
        let limit = if are_keys { self.limits.list } else { usize::MAX };
        let count = map.members().count();
        if count > limit {
            self.fault(map, path, Reason::too_long(count, limit));
        }
        let mut kept = BTreeMap::new();
        for (name, member) in map.members().take(limit) {
            let name = name.text().unwrap_or_default();
            let path = Path::Member(&path, &name);
            if let Some(Err(reason)) = names.map(|format| format.check(&name, self.limits)) {
                self.fault(member, path, reason);
            }
            if are_keys && let Some(earlier) = kept_before(&mut kept, &name) {
                self.fault(member, path, Reason::twice(&shown(earlier.as_str())));
            }
            self.value(entry, member, path);
        }
    }

    /// Names that somebody chose: at least one, and each once.
    fn chosen(&mut self, list: Value<'_, '_>, path: Path<'_>) {
        let mut names = BTreeSet::new();
        for (index, value) in list.entries().enumerate() {
            let name = value.text().unwrap_or_default().trim().to_owned();
            if names.contains(&name) {
                let twice = Reason::new(Code::EntryTwice).with(DetailKey::Actual, shown(&name));
                self.fault(value, Path::Entry(&path, index), twice);
            }
            names.insert(name);
        }
        if names.is_empty() {
            self.fault(list, path, Reason::new(Code::ListEmpty));
        }
    }

    fn object(&mut self, fields: &Fields, object: Value<'_, '_>, path: Path<'_>) {
        let first = self.seen.len();
        self.seen.resize(first.saturating_add(fields.0.len()), false);
        let mut next = 0;
        for (name, value) in object.members() {
            if self.faults.is_full() {
                break;
            }
            let text = name.text().unwrap_or_default();
            let path = Path::Member(&path, &text);
            if let Some((place, field)) = fields.find(&text, next) {
                next = place.saturating_add(1);
                if let Some(seen) = self.seen.get_mut(first.saturating_add(place)) {
                    *seen = true;
                }
                self.value(field.form, value, path);
            } else {
                let reason = Reason::new(Code::UnknownField)
                    .with(DetailKey::Field, shown(&text))
                    .with(DetailKey::Known, fields.names());
                self.fault(name, path, reason);
            }
        }
        for (place, field) in fields.0.iter().enumerate() {
            let is_seen = self.seen.get(first.saturating_add(place)).copied().unwrap_or_default();
            if field.required && !is_seen {
                self.missing(field, object, path);
            }
        }
        self.seen.truncate(first);
    }

    fn missing(&mut self, field: &Field, object: Value<'_, '_>, path: Path<'_>) {
        self.fault(object, path, Reason::new(Code::MissingField).with(DetailKey::Field, field.name.as_str()));
    }

    fn union(&mut self, cases: &[(String, FormId)], object: Value<'_, '_>, path: Path<'_>) {
        let Some((_, kind)) = object.members().find(|(name, _)| name.says("type")) else {
            return self.fault(object, path, Reason::new(Code::MissingField).with(DetailKey::Field, "type"));
        };
        let at_kind = Path::Member(&path, "type");
        let Some(word) = kind.text() else {
            let reason = Reason::new(Code::WrongType)
                .with(DetailKey::Expected, "text")
                .with(DetailKey::Actual, actual(kind.kind(), kind));
            return self.fault(kind, at_kind, reason);
        };
        match cases.binary_search_by(|(known, _)| known.as_str().cmp(&word)).ok().and_then(|place| cases.get(place)) {
            Some((_, form)) => self.value(*form, object, path),
            None => self.fault(kind, at_kind, unknown_value(&word, cases.iter().map(|(known, _)| known.as_str()))),
        }
    }

    fn fault(&mut self, at: Value<'_, '_>, path: Path<'_>, reason: Reason) {
        self.faults.add(at.offset(), || path.pointer(), reason);
    }
}

/// The key as which an earlier name is kept that is written otherwise than this one. What is written alike was told where the
/// text was read.
fn kept_before(kept: &mut BTreeMap<Key, String>, name: &str) -> Option<Key> {
    match kept.entry(Key::new(name)) {
        Entry::Occupied(earlier) => (earlier.get() != name).then(|| earlier.key().clone()),
        Entry::Vacant(place) => {
            place.insert(name.to_owned());
            None
        }
    }
}

fn unknown_value<'known>(word: &str, known: impl Iterator<Item = &'known str>) -> Reason {
    Reason::new(Code::UnknownValue)
        .with(DetailKey::Actual, shown(word))
        .with(DetailKey::Known, known.collect::<Vec<&str>>())
}

fn printed(bound: f64) -> String {
    canonical::to_string(&bound).unwrap_or_default()
}

fn expected(form: &Form) -> &'static str {
    match form {
        Form::Any | Form::Nullable(_) | Form::Same(_) => "a value",
        Form::Null => "null",
        Form::Boolean => "true or false",
        Form::Integer { .. } => "a whole number",
        Form::Number { .. } => "a number",
        Form::Text { .. } | Form::Word(_) => "text",
        Form::List { .. } => "a list",
        Form::Map { .. } | Form::Object(_) | Form::Union(_) => "an object",
        Form::Several { .. } => "text or an object",
    }
}

fn actual(kind: Kind, value: Value<'_, '_>) -> String {
    match kind {
        Kind::Null => "null".into(),
        Kind::False => "false".into(),
        Kind::True => "true".into(),
        Kind::Integer | Kind::Number | Kind::Unreadable => shown(value.literal()),
        Kind::Plain | Kind::Escaped => "text".into(),
        Kind::List => "a list".into(),
        Kind::Object => "an object".into(),
    }
}
