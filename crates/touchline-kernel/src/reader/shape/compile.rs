//! JSON Schema to forms; whatever the forms cannot say is refused.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

use super::keywords::Keywords;
use super::{Closed, Field, Fields, Form, FormId, Shape, UnknownShape, scalar};
use crate::envelope::STORED;
use crate::format::Format;

impl Shape {
    /// Compiles the schema of a type, with every object closed.
    ///
    /// # Errors
    /// When the schema holds a form that the reader does not know.
    pub fn of<T: JsonSchema + ?Sized>() -> Result<Shape, UnknownShape> {
        let settings = SchemaSettings::draft2020_12().with_transform(Closed);
        Shape::compile(settings.into_generator().into_root_schema_for::<T>().as_value())
    }

    /// Compiles a schema whose references point into its own `$defs`.
    ///
    /// # Errors
    /// As [`Shape::of`].
    pub fn compile(schema: &Value) -> Result<Shape, UnknownShape> {
        Compiler::new(schema).shape(|compiler| compiler.definition("#", "#"))
    }

    /// Compiles one definition of a document that holds many in its `$defs`.
    ///
    /// # Errors
    /// As [`Shape::of`].
    pub fn named(document: &Value, name: &str) -> Result<Shape, UnknownShape> {
        Compiler::new(document).shape(|compiler| compiler.definition(&format!("#/$defs/{name}"), "#"))
    }
}

struct Compiler<'schema> {
    document: &'schema Value,
    /// Definitions that have a form, or are about to get one.
    known: BTreeMap<String, FormId>,
    forms: Vec<Form>,
}

impl<'schema> Compiler<'schema> {
    fn new(document: &'schema Value) -> Self {
        Compiler { document, known: BTreeMap::new(), forms: Vec::new() }
    }

    fn shape(mut self, root: impl FnOnce(&mut Self) -> Result<FormId, UnknownShape>) -> Result<Shape, UnknownShape> {
        let root = root(&mut self)?;
        let shape = Shape { forms: self.forms, root };
        match (0..shape.forms.len()).find(|id| shape.is_circular(*id)) {
            Some(_) => Err(UnknownShape { at: "#".into(), why: "a definition is nothing but itself".into() }),
            None => Ok(shape),
        }
    }

    fn add(&mut self, form: Form) -> FormId {
        self.forms.push(form);
        self.forms.len().saturating_sub(1)
    }

    /// The form of what a reference names: the whole document or one of its definitions.
    fn definition(&mut self, reference: &str, at: &str) -> Result<FormId, UnknownShape> {
        if let Some(id) = self.known.get(reference) {
            return Ok(*id);
        }
        let schema = match reference.strip_prefix("#/$defs/") {
            Some(name) => self.document.get("$defs").and_then(|definitions| definitions.get(name)),
            None => (reference == "#").then_some(self.document),
        };
        let schema = schema
            .ok_or_else(|| UnknownShape { at: at.to_owned(), why: format!("there is no definition `{reference}`") })?;
        // The number is handed out first, so that a definition may refer to itself.
        let id = self.add(Form::Any);
        self.known.insert(reference.to_owned(), id);
        let form = Form::Same(self.form(schema, reference)?);
        if let Some(place) = self.forms.get_mut(id) {
            *place = form;
        }
        Ok(id)
    }

    fn form(&mut self, schema: &Value, at: &str) -> Result<FormId, UnknownShape> {
        let map = match schema {
            Value::Bool(true) => return Ok(self.add(Form::Any)),
            Value::Object(map) => map,
            _ => return Err(UnknownShape { at: at.to_owned(), why: "it is not a schema".into() }),
        };
        let keywords = Keywords::new(map, at);
        // What was stored is held against its type alone, which passes over what it does not know.
        if keywords.is_free() || keywords.has(STORED) {
            return Ok(self.add(Form::Any));
        }
        if let Some(reference) = keywords.get("$ref") {
            keywords.only(&["$ref"])?;
            return self.definition(reference.as_str().unwrap_or_default(), at);
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(Value::Array(cases)) = keywords.get(choice) {
                keywords.only(&[choice])?;
                return self.choice(keywords, cases, choice);
            }
        }
        self.single(keywords)
    }

    /// A schema of one `type`, perhaps with null beside it.
    fn single(&mut self, keywords: Keywords<'_>) -> Result<FormId, UnknownShape> {
        let (kinds, nullable) = keywords.kinds();
        let form = if keywords.has("enum") || keywords.has("const") {
            return self.words(keywords);
        } else {
            match kinds.as_slice() {
                [] if nullable => {
                    keywords.only(&["type"])?;
                    return Ok(self.add(Form::Null));
                }
                ["boolean"] => keywords.only(&["type"]).map(|()| Form::Boolean),
                ["integer"] => scalar::integer(keywords),
                ["number"] => scalar::number(keywords),
                ["string"] => scalar::text(keywords),
                ["array"] => self.list(keywords),
                ["object"] => self.object(keywords),
                _ => Err(keywords.unknown("`type` is neither one kind nor one kind and null")),
            }?
        };
        let id = self.add(form);
        Ok(if nullable { self.add(Form::Nullable(id)) } else { id })
    }

    fn words(&mut self, keywords: Keywords<'_>) -> Result<FormId, UnknownShape> {
        keywords.only(&["type", "enum", "const"])?;
        let values = match keywords.get("const") {
            Some(value @ Value::String(_)) => vec![value],
            Some(_) => return Err(keywords.unknown("`const` is not a text")),
            None => keywords.words("enum")?,
        };
        let (kinds, may_be_null) = keywords.kinds();
        if !matches!(kinds.as_slice(), [] | ["string"]) {
            return Err(keywords.unknown("words are of another type than `string`"));
        }
        let nullable = values.iter().any(|value| value.is_null()) && (may_be_null || !keywords.has("type"));
        let id = self.add(Form::Word(values.iter().filter_map(|value| value.as_str()).map(str::to_owned).collect()));
        Ok(if nullable { self.add(Form::Nullable(id)) } else { id })
    }

    fn list(&mut self, keywords: Keywords<'_>) -> Result<Form, UnknownShape> {
        // A set is a list: an entry that stands in it twice is the same as once. Where there must be one, they are names
        // that somebody chose: nobody means to choose nothing, or the same twice.
        let chosen =
            keywords.get("uniqueItems").is_some() && keywords.get("minItems").and_then(Value::as_u64) == Some(1);
        keywords.only(match chosen {
            true => &["type", "items", "minItems", "maxItems", "uniqueItems"],
            false => &["type", "items", "maxItems", "uniqueItems"],
        })?;
        let entries = keywords.get("items").ok_or_else(|| keywords.unknown("a list does not say of what"))?;
        let entry = self.form(entries, &format!("{}/items", keywords.at))?;
        let longest = keywords.get("maxItems").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
        Ok(Form::List { entry, longest, chosen })
    }

    fn object(&mut self, keywords: Keywords<'_>) -> Result<Form, UnknownShape> {
        keywords.only(&["type", "properties", "required", "additionalProperties", "propertyNames"])?;
        let properties = keywords.get("properties").and_then(Value::as_object);
        match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => self.fields(keywords, properties),
            Some(entry) if properties.is_none_or(Map::is_empty) && !keywords.has("required") => {
                let names = self.names(&keywords)?;
                Ok(Form::Map { names, entry: self.form(entry, &format!("{}/additionalProperties", keywords.at))? })
            }
            _ => Err(keywords.unknown("an object is neither closed nor a map")),
        }
    }

    /// What the names of a map must be: of a format, if anything.
    fn names(&mut self, keywords: &Keywords<'_>) -> Result<Option<Format>, UnknownShape> {
        let Some(schema) = keywords.get("propertyNames") else { return Ok(None) };
        let id = self.form(schema, &format!("{}/propertyNames", keywords.at))?;
        match self.forms.get(id) {
            Some(Form::Text { format: Some(format) }) => Ok(Some(*format)),
            _ => Err(keywords.unknown("names are of no format")),
        }
    }

    fn fields(
        &mut self,
        keywords: Keywords<'_>,
        properties: Option<&Map<String, Value>>,
    ) -> Result<Form, UnknownShape> {
        let required = if keywords.has("required") { keywords.words("required")? } else { Vec::new() };
        let mut fields = Vec::new();
        for (name, schema) in properties.into_iter().flatten() {
            let form = self.form(schema, &format!("{}/properties/{name}", keywords.at))?;
            let required = required.iter().any(|required| required.as_str() == Some(name));
            fields.push(Field { name: name.clone(), form, required });
        }
        fields.sort_unstable_by(|left, right| left.name.cmp(&right.name));
        if required.len() != fields.iter().filter(|field| field.required).count() {
            return Err(keywords.unknown("a required field is not among the properties"));
        }
        Ok(Form::Object(Fields(fields)))
    }

    /// One of several: a form or null, words, or objects told apart by `type`.
    fn choice(&mut self, keywords: Keywords<'_>, cases: &[Value], choice: &str) -> Result<FormId, UnknownShape> {
        let (nulls, cases): (Vec<&Value>, Vec<&Value>) =
            cases.iter().partition(|case| case.get("type").is_some_and(|kind| kind == "null"));
        let mut forms = Vec::new();
        for (place, case) in cases.into_iter().enumerate() {
            forms.push(self.form(case, &format!("{}/{choice}/{place}", keywords.at))?);
        }
        let id = match forms.as_slice() {
            [] => return Err(keywords.unknown("a choice of nothing")),
            [form] => *form,
            forms => {
                let form = self.joined_words(forms).or_else(|| self.joined_objects(forms));
                let form = form.or_else(|| self.several(forms)).ok_or_else(|| {
                    keywords.unknown("a choice is neither of words nor of objects with a word of their own at `type`")
                })?;
                self.add(form)
            }
        };
        Ok(if nulls.is_empty() { id } else { self.add(Form::Nullable(id)) })
    }

    fn joined_words(&self, forms: &[FormId]) -> Option<Form> {
        let mut joined = Vec::new();
        for form in forms {
            match self.behind(*form) {
                Form::Word(words) => joined.extend(words.iter().cloned()),
                _ => return None,
            }
        }
        Some(Form::Word(joined))
    }

    fn joined_objects(&self, forms: &[FormId]) -> Option<Form> {
        let mut joined: Vec<(String, FormId)> = Vec::new();
        for form in forms {
            match self.behind(*form) {
                Form::Object(fields) => {
                    let (_, field) = fields.find("type", 0).filter(|(_, field)| field.required)?;
                    let Form::Word(words) = self.behind(field.form) else { return None };
                    let [word] = words.as_slice() else { return None };
                    joined.push((word.clone(), *form));
                }
                Form::Union(cases) => joined.extend(cases.iter().cloned()),
                _ => return None,
            }
        }
        joined.sort();
        let is_twice = joined.iter().zip(joined.iter().skip(1)).any(|(case, next)| case.0 == next.0);
        (!is_twice).then_some(Form::Union(joined))
    }

    /// A text, objects told apart by `type`, and one that has no `type`: each at most once, and nothing else.
    fn several(&self, forms: &[FormId]) -> Option<Form> {
        let (mut text, mut told, mut untold) = (None, None, None);
        for form in forms {
            let place = match self.behind(*form) {
                Form::Text { .. } => &mut text,
                Form::Union(_) => &mut told,
                Form::Object(fields) if fields.find("type", 0).is_none() => &mut untold,
                _ => return None,
            };
            if place.replace(*form).is_some() {
                return None;
            }
        }
        let Form::Union(cases) = self.behind(told?) else { return None };
        Some(Form::Several { text: text?, cases: cases.clone(), untold: untold? })
    }

    /// The form that a definition stands for, as far as it is compiled.
    fn behind(&self, id: FormId) -> &Form {
        let mut form = self.forms.get(id);
        for _ in &self.forms {
            match form {
                Some(Form::Same(next)) => form = self.forms.get(*next),
                _ => break,
            }
        }
        form.unwrap_or(&Form::Any)
    }
}

impl Shape {
    /// Whether a form leads back to itself before anything is read.
    fn is_circular(&self, id: FormId) -> bool {
        let mut next = id;
        for _ in &self.forms {
            match self.form(next) {
                Form::Same(inner) | Form::Nullable(inner) => next = *inner,
                _ => return false,
            }
        }
        true
    }
}
