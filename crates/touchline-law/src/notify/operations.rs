//! The words of messages, for hosts: print them, put others in their place, render one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{MessageFacts, Rendered, Template, Texts, default_texts};
use touchline_kernel::operation::{Failure, Nothing};

touchline_kernel::operations! {
    /// A digest in words: each of its messages by its subject, in their order.
    "notify.digest": notify_digest;
    /// A message in words, in those of the host where it hands them in. A text that names what its template does not
    /// have is refused, whichever template is asked for.
    "notify.render": notify_render;
    /// The texts of messages that ship, in English, to be printed, translated and handed to `notify.render`.
    "notify.texts": notify_texts;
}

fn notify_texts(_: Nothing) -> Result<Texts, Failure> {
    Ok(default_texts().clone())
}

/// A message, and the words to render it in.
#[derive(Deserialize, JsonSchema)]
pub struct RenderInput {
    /// What the message says, as data.
    pub facts: MessageFacts,
    /// The key of its text.
    pub template: Template,
    /// The words; those that ship where they are left out.
    #[serde(default)]
    pub texts: Option<Texts>,
}

fn notify_render(input: RenderInput) -> Result<Rendered, Failure> {
    let texts = input.texts.as_ref().unwrap_or(default_texts());
    texts.check("/texts")?;
    Ok(texts.render(input.template, &input.facts))
}

/// What a digest gathers, and the words to render it in.
#[derive(Deserialize, JsonSchema)]
pub struct RenderDigestInput {
    /// The subjects of the messages.
    pub subjects: Vec<String>,
    /// The words; those that ship where they are left out.
    #[serde(default)]
    pub texts: Option<Texts>,
}

fn notify_digest(input: RenderDigestInput) -> Result<Rendered, Failure> {
    let texts = input.texts.as_ref().unwrap_or(default_texts());
    texts.check("/texts")?;
    let subjects: Vec<&str> = input.subjects.iter().map(String::as_str).collect();
    Ok(texts.render_digest(&subjects))
}
