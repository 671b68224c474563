//! Every link between the repository's pages leads to a file that is there, and to a heading that it has; and those of the
//! architecture's table to what decides each rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::{Result, repository, rules};

/// Folders whose pages are not ours.
const NOT_OURS: &[&str] = &["target", "node_modules", ".tools", ".git"];

/// Checks every page.
pub(crate) fn check() -> Result {
    let (mut faults, mut read) = (Vec::new(), Headings::new());
    for page in pages(&repository::root())? {
        let text = repository::read(&page)?;
        let folder = page.parent().unwrap_or(&page);
        for link in links(&text).filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            if let Some(fault) = fault(&page, folder, link, &mut read) {
                let name = page.strip_prefix(repository::root()).unwrap_or(&page).display();
                faults.push(format!("{name}: `{link}` {fault}"));
            }
        }
    }
    faults.extend(rules::unreached(&repository::root())?);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// The headings of the pages that were read; none of a page that is not there.
type Headings = BTreeMap<PathBuf, Option<BTreeSet<String>>>;

fn fault(page: &Path, folder: &Path, link: &str, read: &mut Headings) -> Option<&'static str> {
    let (path, heading) = link.split_once('#').map_or((link, None), |(path, heading)| (path, Some(heading)));
    let target = if path.is_empty() { page.to_owned() } else { folder.join(path) };
    let Some(heading) = heading else { return (!target.exists()).then_some("leads to no file") };
    let headings_of = |page: &PathBuf| repository::read(page).ok().map(|text| headings(&text));
    match read.entry(target).or_insert_with_key(headings_of) {
        Some(headings) if headings.contains(heading) => None,
        Some(_) => Some("leads to no heading"),
        None => Some("leads to no page"),
    }
}

fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() && !NOT_OURS.iter().any(|name| path.ends_with(name)) {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The lines that are not within a fence.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// What stands between `](` and the next `)`: a link's text may be broken over two lines, its target not.
fn links(text: &str) -> impl Iterator<Item = &str> {
    prose(text).flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next())
}

/// The anchors of a page's headings, as forges make them.
fn headings(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for line in prose(text).filter(|line| line.starts_with('#')) {
        let kept = line.trim_start_matches('#').trim().to_lowercase();
        let kept: String = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect();
        let anchor = kept.replace(' ', "-");
        let same = (1..).map(|number| format!("{anchor}-{number}"));
        let free = std::iter::once(anchor.clone()).chain(same).find(|anchor| !anchors.contains(anchor));
        anchors.extend(free);
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_leads_somewhere() {
        check().unwrap();
    }

    #[test]
    fn links_and_headings_are_found_outside_fences_only() {
        let text = "# C\n[a](b.md#c) and [d](e)\n```sh\n# no heading\n[x](y)\n```\n## C++\n## `law.decide`, again\n";
        assert_eq!(links(text).collect::<Vec<_>>(), ["b.md#c", "e"]);
        let expected = ["c", "c-1", "lawdecide-again"].map(str::to_owned);
        assert_eq!(headings(text), BTreeSet::from(expected));
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let readme = repository::at("README.md");
        let fault = |link| fault(&readme, &repository::root(), link, &mut Headings::new());
        assert_eq!(fault("no/such.md"), Some("leads to no file"));
        assert_eq!(fault("no/such.md#x"), Some("leads to no page"));
        assert_eq!(fault("#no-such-heading"), Some("leads to no heading"));
    }
}
