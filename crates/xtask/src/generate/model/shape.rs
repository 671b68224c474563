//! The closed set of shapes that every printer can print.

/// What a value looks like. Objects, unions and choices always have a name, so they stand behind `Named`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Text, perhaps of a format that the library checks; of an id, what it is called for the kind of thing that it names.
    Text { format: Option<String>, id: Option<String> },
    /// Exactly this text.
    Literal(String),
    /// A whole number.
    Integer(Range),
    /// A finite number.
    Number(Range),
    /// True or false.
    Boolean,
    /// A list.
    List(Box<Shape>),
    /// Text keys to values of one shape.
    Map(Box<Shape>),
    /// A named definition.
    Named(String),
    /// The shape, or null.
    Nullable(Box<Shape>),
    /// One of several shapes, told apart by what they are.
    OneOf(Vec<Shape>),
    /// Any JSON.
    Anything,
}

/// A number's bounds, both inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Range {
    pub minimum: Option<f64>,
    pub maximum: Option<f64>,
}

/// A named type.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub doc: String,
    pub body: Body,
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// A closed object.
    Object(Vec<Field>),
    /// One of several closed objects, told apart by a field.
    Union(Union),
    /// One of several texts.
    Choice(Vec<Choice>),
    /// Another name for a shape.
    Alias(Shape),
}

/// A field of a closed object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub name: String,
    pub doc: String,
    pub shape: Shape,
    /// Whether an input must hold it; an output always does.
    pub required: bool,
    /// What an input without it means, where that is neither null nor an object with defaults of its own.
    pub default: Option<serde_json::Value>,
}

/// Closed objects told apart by the text in one field.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub tag: String,
    pub variants: Vec<Variant>,
}

/// One member of a union.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The text in the field that tells.
    pub value: String,
    /// The object's definition.
    pub name: String,
}

/// One text of a choice.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub value: String,
    pub doc: String,
}

impl Shape {
    /// The named definitions that this shape refers to.
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Shape::Named(name) => vec![name],
            Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => inner.names(),
            Shape::OneOf(shapes) => shapes.iter().flat_map(Shape::names).collect(),
            _ => Vec::new(),
        }
    }

    /// The names of the ids in this shape.
    pub(crate) fn ids(&self) -> Vec<&str> {
        match self {
            Shape::Text { id: Some(id), .. } => vec![id],
            Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => inner.ids(),
            Shape::OneOf(shapes) => shapes.iter().flat_map(Shape::ids).collect(),
            _ => Vec::new(),
        }
    }

    /// The text formats in this shape.
    pub(crate) fn formats(&self) -> Vec<&str> {
        match self {
            Shape::Text { format: Some(format), .. } => vec![format],
            Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => inner.formats(),
            Shape::OneOf(shapes) => shapes.iter().flat_map(Shape::formats).collect(),
            _ => Vec::new(),
        }
    }
}

impl Field {
    /// Its doc, and where it may be left out, what holds then.
    pub(crate) fn doc_with_default(&self) -> String {
        match &self.default {
            Some(default) if !self.required => format!("{}\n\nDefault: `{default}`.", self.doc),
            _ => self.doc.clone(),
        }
    }
}

impl Definition {
    /// The shapes that stand in this definition.
    pub(crate) fn shapes(&self) -> Vec<&Shape> {
        match &self.body {
            Body::Object(fields) => fields.iter().map(|field| &field.shape).collect(),
            Body::Alias(shape) => vec![shape],
            Body::Union(_) | Body::Choice(_) => Vec::new(),
        }
    }

    /// The definitions that this one refers to.
    pub(crate) fn names(&self) -> Vec<&str> {
        match &self.body {
            Body::Union(union) => union.variants.iter().map(|variant| variant.name.as_str()).collect(),
            _ => self.shapes().into_iter().flat_map(Shape::names).collect(),
        }
    }
}
