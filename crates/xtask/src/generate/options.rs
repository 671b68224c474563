//! `{options of CALL}` in the rows of C: what stands in the document of a call's options, so that no row lists them by hand.

use serde_json::Value;
use touchline_tables::CALLS;

use super::model::{Body, Calls, Field, Model, Shape};
use crate::Result;

const OPENS: &str = "{options of ";

/// The rows, with each call's options in the place where they are to stand.
pub(crate) fn told(rows: &str, document: &Value) -> Result<String> {
    let calls = Calls::of(document)?;
    let mut pieces = rows.split(OPENS);
    let mut told = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').ok_or("`{options of` is not closed")?;
        let call = CALLS.iter().find(|call| call.name == name).ok_or_else(|| format!("no call is named `{name}`"))?;
        let documents = calls.documents(call)?;
        // The first of several documents alone holds options; what stands in another has a parameter of its own.
        told += &sketch(&calls.model, documents.first().map_or(&[], Vec::as_slice));
        told += rest;
    }
    Ok(told)
}

/// `{"at":"…", "extra":"refuse"}`, each of which may be left out but `at`.
fn sketch(model: &Model, fields: &[Field]) -> String {
    let (required, optional): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| field.required);
    let member = |field: &&Field| format!("\"{}\":{}", field.name, value(model, field));
    let members: Vec<String> = required.iter().chain(&optional).map(member).collect();
    let named: Vec<String> = required.iter().map(|field| format!("`{}`", field.name)).collect();
    let but = if named.is_empty() { String::new() } else { format!(" but {}", named.join(" and ")) };
    format!("`{{{}}}`, each of which may be left out{but}", members.join(", "))
}

fn value(model: &Model, field: &Field) -> String {
    match &field.default {
        Some(default) if !default.is_null() => default.to_string(),
        _ => kind(model, &field.shape).to_owned(),
    }
}

/// What a value without a default looks like.
fn kind(model: &Model, shape: &Shape) -> &'static str {
    match shape {
        Shape::Text { .. } | Shape::Literal(_) => "\"…\"",
        Shape::List(_) => "[…]",
        Shape::Map(_) => "{…}",
        Shape::Nullable(inner) => kind(model, inner),
        Shape::Named(name) => match model.definition(name).map(|definition| &definition.body) {
            Some(Body::Object(_) | Body::Union(_)) => "{…}",
            Some(Body::Choice(_)) => "\"…\"",
            Some(Body::Alias(inner)) => kind(model, inner),
            None => "…",
        },
        Shape::Integer(_) | Shape::Number(_) | Shape::Boolean | Shape::OneOf(_) | Shape::Anything => "…",
    }
}
