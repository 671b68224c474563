//! The words of messages: a document with a text for each template, checked when it is loaded.
//!
//! Rules: NTF-06.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MessageFacts, Placeholder, Template};
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

/// A subject and a body, with placeholders such as `{title}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TextOfDigest")]
pub struct Wording {
    /// The body.
    pub body: String,
    /// The subject.
    pub subject: String,
}

/// The text of one template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TextOfMessage")]
pub struct TextOf {
    /// The body.
    pub body: String,
    /// The subject.
    pub subject: String,
    /// The template.
    pub template: Template,
}

/// What stands for a placeholder that has nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "WordsInstead")]
pub struct Instead {
    /// For an agent without a name.
    pub agent: String,
    /// For a call as a whole.
    pub check: String,
    /// For a day that is not recorded.
    pub date: String,
    /// For a bundle without a title.
    pub title: String,
}

/// The words of messages. A template without a text has its default one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MessageTexts")]
pub struct Texts {
    /// What a digest begins with; `{count}` is how many messages it gathers.
    pub digest: Wording,
    /// What stands for a placeholder that has nothing to say.
    pub instead: Instead,
    /// The texts.
    pub messages: Vec<TextOf>,
}

/// A text, with every placeholder filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RenderedText")]
pub struct Rendered {
    /// The body.
    pub body: String,
    /// The subject.
    pub subject: String,
}

/// The texts that ship, in English. That the file can be read, and is whole, is shown by a test.
#[must_use]
pub fn default_texts() -> &'static Texts {
    static TEXTS: LazyLock<Texts> =
        LazyLock::new(|| serde_json::from_str(include_str!("texts/en.json")).unwrap_or_default());
    &TEXTS
}

impl Texts {
    /// Refuses a text that names what its template does not have. The texts stand at `path`.
    pub fn check(&self, path: &str) -> Result<(), Rejection> {
        check(&self.digest.body, &[Placeholder::Count], || format!("{path}/digest/body"))?;
        check(&self.digest.subject, &[Placeholder::Count], || format!("{path}/digest/subject"))?;
        for (place, text) in self.messages.iter().enumerate() {
            let names = text.template.names();
            check(&text.body, names, || format!("{path}/messages/{place}/body"))?;
            check(&text.subject, names, || format!("{path}/messages/{place}/subject"))?;
        }
        Ok(())
    }

    /// A message in words; of two texts of one template the later counts.
    #[must_use]
    pub fn render(&self, template: Template, facts: &MessageFacts) -> Rendered {
        let of = |texts: &Texts| texts.messages.iter().rev().find(|text| text.template == template).cloned();
        let Some(text) = of(self).or_else(|| of(default_texts())) else {
            return Rendered { body: String::new(), subject: String::new() };
        };
        let say = |placeholder| self.say(placeholder, facts);
        Rendered { body: fill(&text.body, say), subject: fill(&text.subject, say) }
    }

    /// What a digest of these messages says: each by its subject, in their order.
    #[must_use]
    pub fn render_digest(&self, subjects: &[&str]) -> Rendered {
        let say = |_| subjects.len().to_string();
        let mut body = fill(&self.digest.body, say);
        for subject in subjects {
            body.push_str("\n- ");
            body.push_str(subject);
        }
        Rendered { body, subject: fill(&self.digest.subject, say) }
    }

    fn say(&self, placeholder: Placeholder, facts: &MessageFacts) -> String {
        let check = facts.check_name.as_ref().or(facts.check.as_ref());
        let (said, instead) = match placeholder {
            Placeholder::Agent => (facts.agent_name.as_ref().map(|name| name.as_str().to_owned()), &self.instead.agent),
            Placeholder::Check => (check.map(|check| check.as_str().to_owned()), &self.instead.check),
            Placeholder::Date => (facts.held_on.or(facts.due_on).map(|day| day.to_string()), &self.instead.date),
            Placeholder::Title => (facts.title.as_ref().map(|title| title.as_str().to_owned()), &self.instead.title),
            Placeholder::Count => (None, &self.instead.title),
        };
        // A text that was redacted is empty.
        said.filter(|said| !said.is_empty()).unwrap_or_else(|| instead.clone())
    }
}

/// A text in parts: what stands there, and what is to be filled in.
enum Part<'a> {
    Words(&'a str),
    /// What stands between braces, or after a brace that is not closed.
    Braced(&'a str),
}

fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(braced) = rest.strip_prefix('{') {
            let (name, after) = braced.split_once('}').unwrap_or((braced, ""));
            rest = after;
            return Some(Part::Braced(name));
        }
        let (words, after) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
        rest = after;
        Some(Part::Words(words))
    })
}

fn named(name: &str, among: &[Placeholder]) -> Option<Placeholder> {
    among.iter().copied().find(|placeholder| placeholder.name() == name)
}

fn check(text: &str, names: &[Placeholder], path: impl Fn() -> String) -> Result<(), Rejection> {
    for part in parts(text) {
        if let Part::Braced(name) = part
            && named(name, names).is_none()
        {
            let quoted: String = name.chars().take(64).collect();
            let known: Vec<&str> = names.iter().map(|name| name.name()).collect();
            let reason = Reason::new(Code::PlaceholderUnknown).with(DetailKey::Actual, quoted);
            return Err(Rejection::from(reason.with(DetailKey::Known, known)).at(path()));
        }
    }
    Ok(())
}

fn fill(text: &str, say: impl Fn(Placeholder) -> String) -> String {
    use strum::VariantArray as _;
    let mut filled = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Words(words) => filled.push_str(words),
            Part::Braced(name) => match named(name, Placeholder::VARIANTS) {
                Some(placeholder) => filled.push_str(&say(placeholder)),
                None => filled.push_str(name),
            },
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn ntf_06_the_texts_that_ship_have_one_for_each_template_and_name_only_what_it_has() {
        let file: Texts = serde_json::from_str(include_str!("texts/en.json")).unwrap();
        assert_eq!(&file, default_texts());
        file.check("").unwrap();
        let templates: Vec<Template> = file.messages.iter().map(|text| text.template).collect();
        assert_eq!(templates, Template::VARIANTS);
        let blank = |text: &&str| text.trim().is_empty();
        let all = file.messages.iter().flat_map(|text| [&*text.subject, &*text.body]);
        assert_eq!(all.chain([&*file.digest.subject, &*file.digest.body]).find(blank), None);
    }
}
