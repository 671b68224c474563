//! Names in each language's manner, and doc comments as running text.

/// `bundle.agent_reviewed` → `BundleAgentReviewed`.
pub(crate) fn pascal(name: &str) -> String {
    words(name).map(|word| capitalised(&word)).collect()
}

/// `SkillScorer` → `skill_scorer`.
pub(crate) fn snake(name: &str) -> String {
    let letters = name.chars().enumerate().flat_map(|(place, letter)| {
        let parts = place > 0 && letter.is_uppercase();
        parts.then_some('_').into_iter().chain(letter.to_lowercase())
    });
    letters.collect()
}

/// `execute_many` → `executeMany`.
pub(crate) fn camel(name: &str) -> String {
    let name = pascal(name);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// `ACC-04` → `ACC_04`, `bundle.release` → `BUNDLE_RELEASE`.
pub(crate) fn screaming(name: &str) -> String {
    words(name).map(|word| word.to_uppercase()).collect::<Vec<_>>().join("_")
}

/// `bundle_state` → `Bundle state`.
pub(crate) fn title(name: &str) -> String {
    capitalised(&words(name).collect::<Vec<_>>().join(" "))
}

fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A doc comment's paragraphs, each on one line, with links between Rust items made plain.
pub(crate) fn paragraphs(doc: &str) -> Vec<String> {
    let doc = doc.replace("[`", "`").replace("`]", "`");
    doc.split("\n\n")
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .collect()
}

/// A refusal's words as a sentence: `the text is blank` → `The text is blank.`
pub(crate) fn sentence(message: &str) -> String {
    let line = capitalised(message);
    if line.ends_with('.') { line } else { format!("{line}.") }
}

/// A doc comment as one line.
pub(crate) fn line(doc: &str) -> String {
    paragraphs(doc).join(" ")
}

/// A doc comment in lines of at most `width` characters, a blank line between paragraphs.
pub(crate) fn wrapped(doc: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs(doc) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_each_languages_manner() {
        assert_eq!(pascal("bundle.agent_reviewed"), "BundleAgentReviewed");
        assert_eq!(snake("SkillScorer"), "skill_scorer");
        assert_eq!(camel("execute_many"), "executeMany");
        assert_eq!(screaming("ACC-04"), "ACC_04");
        assert_eq!(title("bundle_state"), "Bundle state");
    }

    #[test]
    fn a_doc_comment_is_reflowed_and_keeps_its_paragraphs() {
        let doc = "One [`Bundle`]\nand two.\n\nThree.";
        assert_eq!(paragraphs(doc), ["One `Bundle` and two.", "Three."]);
        assert_eq!(wrapped(doc, 12), ["One `Bundle`", "and two.", "", "Three."]);
    }
}
