//! Envelopes: unions whose members have the same fields but for `type` and `body`, such as all commands.

use super::document::{Message, Operation};
use super::{Body, Field, Model, Shape, Variant};

/// What such a union is made of.
#[derive(Debug)]
pub(crate) struct Envelope<'a> {
    /// The fields beside `type` and `body`.
    pub fields: Vec<&'a Field>,
    /// Each member, with its body.
    pub members: Vec<(&'a Variant, &'a Shape)>,
    /// The list of the document that has the same names and bodies, if one has: its name in the singular.
    pub list: Option<&'static str>,
}

/// The one command, event or question that an object carries.
#[derive(Debug)]
pub(crate) struct Chosen<'a> {
    /// The field that holds it.
    pub field: &'a Field,
    /// The union that it is one of.
    pub union: &'a str,
    /// The list of the document that has its names, in the singular.
    pub list: &'static str,
}

impl Model {
    /// What the input of an operation carries one of, if it does.
    pub(crate) fn chooses(&self, name: &str) -> Option<Chosen<'_>> {
        let is_input = |operation: &Operation| matches!(&operation.input, Shape::Named(input) if input == name);
        if !self.lists.operations.iter().any(is_input) {
            return None;
        }
        self.fields_named(name).iter().find_map(|field| {
            let Shape::Named(union) = &field.shape else { return None };
            let list = self.envelope(union)?.list?;
            Some(Chosen { field, union, list })
        })
    }

    /// The envelope of the union of this name, if it has one.
    pub(crate) fn envelope(&self, union: &str) -> Option<Envelope<'_>> {
        let Body::Union(union) = &self.definition(union)?.body else { return None };
        let mut others = union.variants.iter().map(|variant| self.around_the_body(&variant.name));
        let fields = others.next().filter(|fields| !fields.is_empty())?;
        if union.tag != "type" || !others.all(|other| other == fields) {
            return None;
        }
        let member = |variant| self.body_of(variant).map(|body| (variant, body));
        let members: Vec<_> = union.variants.iter().map(member).collect::<Option<_>>()?;
        let list = self.listed().into_iter().find(|(_, list)| {
            let is_member = |entry: &(&str, &Shape)| {
                members.iter().any(|(variant, body)| (variant.value.as_str(), *body) == *entry)
            };
            list.len() == members.len() && list.iter().all(is_member)
        });
        Some(Envelope { fields, list: list.map(|(name, _)| name), members })
    }

    /// Whether the union of this name is what is answered, by what was asked: each question's name with its view.
    pub(crate) fn answers(&self, union: &str) -> bool {
        let Some(Body::Union(union)) = self.definition(union).map(|definition| &definition.body) else { return false };
        let is_view = |variant: &Variant| {
            let query = self.lists.queries.iter().find(|query| query.name == variant.value);
            query.is_some_and(|query| self.body_of(variant) == Some(&query.view))
        };
        let is_whole = union.variants.len() == self.lists.queries.len() && !union.variants.is_empty();
        union.tag == "type" && is_whole && union.variants.iter().all(is_view)
    }

    /// The union in whose envelope this type stands, so that envelope and body say all of it.
    pub(crate) fn enveloping(&self, name: &str) -> Option<&str> {
        let unions = self.definitions.iter().filter(|(_, definition)| matches!(definition.body, Body::Union(_)));
        let mut unions = unions.filter(|(_, definition)| definition.names().contains(&name));
        unions.find(|(union, _)| self.envelope(union).is_some()).map(|(union, _)| union.as_str())
    }

    /// The three lists of what crosses as `type` and `body`.
    fn listed(&self) -> [(&'static str, Vec<(&str, &Shape)>); 3] {
        let queries = self.lists.queries.iter().map(|query| (query.name.as_str(), &query.body));
        [
            ("Command", self.lists.commands.iter().map(Message::name_and_body).collect()),
            ("Event", self.lists.events.iter().map(Message::name_and_body).collect()),
            ("Query", queries.collect()),
        ]
    }

    fn fields_named(&self, name: &str) -> &[Field] {
        match self.definition(name).map(|definition| &definition.body) {
            Some(Body::Object(fields)) => fields,
            _ => &[],
        }
    }

    fn body_of(&self, variant: &Variant) -> Option<&Shape> {
        self.fields_named(&variant.name).iter().find(|field| field.name == "body").map(|field| &field.shape)
    }

    fn around_the_body(&self, name: &str) -> Vec<&Field> {
        self.fields_named(name).iter().filter(|field| field.name != "type" && field.name != "body").collect()
    }
}
