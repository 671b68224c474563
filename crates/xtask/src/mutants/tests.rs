//! A snippet in, changes out; and what is written of them.

use std::collections::BTreeSet;

use super::collect::collect;
use super::edit;
use super::site::{Mutant, Site};

fn sites(source: &str) -> Vec<Site> {
    let mut sites = collect("a.rs", source, &BTreeSet::from(["Known".to_owned()])).unwrap().sites;
    for (mutant, id) in sites.iter_mut().flat_map(|site| &mut site.mutants).zip(1..) {
        mutant.id = id;
    }
    sites
}

fn mutants(source: &str) -> Vec<Mutant> {
    sites(source).into_iter().flat_map(|site| site.mutants).collect()
}

fn changes(source: &str) -> Vec<String> {
    mutants(source).into_iter().map(|mutant| mutant.change).collect()
}

fn written(source: &str, left_out: &[u32]) -> String {
    let text = edit::write(source, &sites(source), &left_out.iter().copied().collect()).text;
    text.replace("::touchline_kernel::mutant::is", "is")
}

#[test]
fn operators_become_others() {
    assert_eq!(
        changes("fn f(a: A) -> B { g(a < b && c, !d) }"),
        [
            "`&&` becomes `||` in `a < b && c`",
            "`<` becomes `<=` in `a < b`",
            "`<` becomes `>` in `a < b`",
            "`!` taken out of `!d`"
        ]
    );
    assert_eq!(
        changes("fn f() -> B { x.saturating_add(y) }"),
        ["`saturating_add` becomes `saturating_sub` in `x.saturating_add(y)`"]
    );
    assert_eq!(changes("fn f() -> B { g(7) }"), ["`7` becomes `8` in `fn f() -> B { g(7) }`"]);
}

#[test]
fn a_function_gives_a_plain_value_of_its_type() {
    let of = |output: &str| changes(&format!("fn f() -> {output} {{ own }}"));
    assert_eq!(of("bool"), ["gives `true`", "gives `false`"]);
    assert_eq!(
        of("Result<Option<bool>, E>"),
        ["gives `Ok(None)`", "gives `Ok(Some(true))`", "gives `Ok(Some(false))`"]
    );
    assert_eq!(of("&'static str"), ["gives `\"\"`"]);
    assert_eq!(of("Known"), ["gives `Default::default()`"]);
    assert_eq!(of("Unknown"), [""; 0]);
    assert_eq!(changes("fn f() { own }"), ["does nothing"]);
    assert_eq!(changes("fn f() -> bool { true }"), ["gives `false`"]);
}

#[test]
fn conditions_guards_arms_and_statements() {
    assert_eq!(
        changes("fn f() -> B { if held(a) { g } else { h } }"),
        ["condition `held(a)` is always true", "condition `held(a)` is always false"]
    );
    assert_eq!(
        changes("fn f() -> B { match a { B if c => d, E => f, _ => g } }"),
        ["condition `c` is always true", "condition `c` is always false", "arm `E` taken out"]
    );
    assert_eq!(changes("fn f() -> B { match a { B => d, E => f } }"), [""; 0]);
    assert_eq!(changes("fn f() -> B { check(a)?; b }"), ["statement `check(a)?;` taken out"]);
    assert_eq!(
        changes("fn f() -> B { if let Some(a) = b && held(a) { c } else { d } }"),
        ["condition `held(a)` is always true", "condition `held(a)` is always false"]
    );
}

#[test]
fn what_is_for_tests_for_people_or_reckoned_beforehand_stays() {
    assert_eq!(changes("#[cfg(test)] mod tests { fn f() -> bool { own } }"), [""; 0]);
    assert_eq!(changes("impl fmt::Display for A { fn f(&self) -> bool { own } }"), [""; 0]);
    assert_eq!(changes("fn f() -> B { assert!(a < b) }"), [""; 0]);
    assert_eq!(changes("fn f(never: Never) -> bool { match never {} }"), [""; 0]);
    let found = collect("a.rs", "const A: u8 = 1 + 2; const fn f() -> bool { own }", &BTreeSet::new()).unwrap();
    assert_eq!((found.sites.len(), found.skipped), (0, 6));
}

#[test]
fn the_same_change_of_a_function_is_known_by_its_place() {
    assert_eq!(
        changes("fn f() -> B { g(!a); g(!a) }").last().map(String::as_str),
        Some("`!` taken out of `!a`, place 2")
    );
    let found = mutants("impl A { fn f() -> B {\n !a } }");
    assert_eq!((found[0].function.as_str(), found[0].line), ("A::f", 2));
}

#[test]
fn every_change_has_its_switch() {
    assert_eq!(
        written("fn f() -> bool {a}", &[]),
        "fn f() -> bool { if is(1) { return true; } if is(2) { return false; }a}"
    );
    assert_eq!(
        written("fn f() -> B { a == !b }", &[]),
        "fn f() -> B { (if is(1) { (a) != (!b) } else { a == (if is(2) { b } else { !b }) }) }"
    );
    assert_eq!(
        written("fn f() -> B { if a { b } else { c } }", &[]),
        "fn f() -> B { if (((a) || is(1)) && !is(2)) { b } else { c } }"
    );
    assert_eq!(
        written("fn f() -> B { match a { B => c, _ => d } }", &[]),
        "fn f() -> B { match a { B if !is(1) => c, _ => d } }"
    );
    assert_eq!(written("fn f() -> B { g(a); b }", &[]), "fn f() -> B { if !is(1) { g(a); } b }");
}

#[test]
fn what_is_left_out_leaves_no_trace() {
    assert_eq!(written("fn f() -> B { a == !b }", &[1, 2]), "fn f() -> B { a == !b }");
    assert_eq!(
        written("fn f() -> B { if a { b } else { c } }", &[1]),
        "fn f() -> B { if ((a) && !is(2)) { b } else { c } }"
    );
}

#[test]
fn an_error_is_due_to_the_change_whose_text_it_is_in() {
    let source = "fn f() -> B { a == !b }";
    let written = edit::write(source, &sites(source), &BTreeSet::new());
    let at = |text: &str| {
        let start = written.text.find(text).unwrap();
        start..start + text.len()
    };
    assert_eq!(written.to_blame(&[at("(a) != (!b)")]), [1]);
    assert_eq!(written.to_blame(&[at("{ b }")]), [2]);
    assert_eq!(written.to_blame(&[at("fn"), at("else { a ==")]), [1]);
    assert_eq!(written.to_blame(&[at("fn")]), [0; 0]);
}
