//! `numbers.lock`: every number that a compiled program may hold, so that none is ever moved.
//!
//! A number is a name's place in a list of the library's, and nothing in the list would say that somebody has sorted
//! it. The lock does: new names are added to it at the end of their family, and all else is refused.

use std::path::Path;

use touchline::numbers::{FAMILIES, Family};

use super::output::Output;
use crate::{Result, repository};

const PATH: &str = "crates/touchline/numbers.lock";

const HEAD: &str = "\
# The numbers that compiled programs hold. `cargo xtask generate` adds new names at the end of their family, and
# refuses a list in which one of these has moved, has another name or is gone. What the library gives no more keeps
# its place in its list, and gets ` retired` behind its name here: the one word that is written by hand.
";

/// What stands behind a name that the library gives no more.
const RETIRED: &str = " retired";

/// What is said of a number that would change its meaning.
const REMEDY: &str = "compiled programs hold this number; put the list back in its order, and what is new at its end";

/// The lock with whatever is new, or the first number that would have changed its meaning.
pub(crate) fn print(root: &Path) -> Result<Output> {
    extended(&repository::read(&root.join(PATH))?, &FAMILIES)
}

fn extended(held: &str, families: &[Family]) -> Result<Output> {
    let mut headings = held.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
    if let Some(gone) = headings.find(|heading| families.iter().all(|family| family.name != *heading)) {
        return Err(format!("{PATH} holds the family `{gone}`, which is gone: {REMEDY}"));
    }
    let sections: Vec<String> = families.iter().map(|family| section(held, family)).collect::<Result<_>>()?;
    Ok(Output::new(PATH, &(HEAD.to_owned() + &sections.concat())))
}

/// A family's part: what is held of it as it stands, then what is new.
fn section(held: &str, family: &Family) -> Result<String> {
    let mut text = format!("\n[{}]\n", family.name);
    let mut members = family.members.iter().map(|(name, number)| format!("{number} {name}"));
    for line in lines_of(held, &family.name) {
        let found = members.next().unwrap_or_else(|| "nothing".to_owned());
        // A name that is given may be called so itself.
        if line != found && line.strip_suffix(RETIRED) != Some(&found) {
            return Err(format!("`{}` has {found} where {PATH} holds {line}: {REMEDY}", family.name));
        }
        text += &format!("{line}\n");
    }
    Ok(members.fold(text, |text, line| text + &line + "\n"))
}

fn lines_of<'a>(held: &'a str, family: &str) -> impl Iterator<Item = &'a str> {
    let heading = format!("[{family}]");
    let from_heading = held.lines().skip_while(move |line| *line != heading);
    from_heading.skip(1).take_while(|line| !line.is_empty())
}

/// The names of a family that the library gives no more.
#[cfg(test)]
pub(crate) fn retired(family: &str) -> Vec<String> {
    let held = repository::read(&repository::at(PATH)).expect("the lock is checked in");
    let retired = lines_of(&held, family).filter_map(|line| line.strip_suffix(RETIRED)?.split(' ').nth(1));
    retired.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELD: &str = "# head\n\n[colour]\n0 none\n1 red\n2 blue retired\n\n[size]\n1 small\n";

    fn family(name: &str, members: &[(&str, u32)]) -> Family {
        let members = members.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect();
        Family { name: name.to_owned(), doc: String::new(), members }
    }

    fn colours(members: &[(&str, u32)]) -> Result<String> {
        Ok(extended(HELD, &[family("colour", members), family("size", &[("small", 1)])])?.text)
    }

    fn refusal(members: &[(&str, u32)]) -> String {
        colours(members).expect_err("a number would have changed its meaning")
    }

    #[test]
    fn api_03_what_is_new_is_added_at_the_end_of_its_family_and_what_is_held_stays() {
        let text = colours(&[("none", 0), ("red", 1), ("blue", 2), ("green", 3)]).expect("nothing has moved");
        let expected = HELD.replace("# head\n", HEAD).replace("2 blue retired\n", "2 blue retired\n3 green\n");
        assert_eq!(text, expected);
        let called_so = extended("[state]\n0 retired\n", &[family("state", &[("retired", 0)])]).expect("nothing moved");
        assert!(called_so.text.ends_with("[state]\n0 retired\n"), "{}", called_so.text);
        let families = [family("colour", &[("none", 0), ("red", 1), ("blue", 2)]), family("shape", &[("round", 1)])];
        let text =
            extended(HELD.split("\n[size]").next().unwrap_or_default(), &families).expect("nothing has moved").text;
        assert!(text.ends_with("2 blue retired\n\n[shape]\n1 round\n"), "{text}");
    }

    #[test]
    fn api_03_a_number_that_would_change_its_meaning_is_refused_by_name() {
        let moved = refusal(&[("none", 0), ("green", 1), ("red", 2), ("blue", 3)]);
        assert!(moved.starts_with("`colour` has 1 green where crates/touchline/numbers.lock holds 1 red:"), "{moved}");
        let renamed = refusal(&[("none", 0), ("red", 1), ("navy", 2)]);
        assert!(renamed.starts_with("`colour` has 2 navy where "), "{renamed}");
        let removed = refusal(&[("none", 0), ("red", 1)]);
        assert!(removed.starts_with("`colour` has nothing where "), "{removed}");
        let gone = extended(HELD, &[family("size", &[("small", 1)])]).expect_err("a family is gone");
        assert!(gone.contains("holds the family `colour`, which is gone"), "{gone}");
    }
}
