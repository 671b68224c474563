//! Scanner and search held against slow ones that are written from their descriptions.

use proptest::prelude::*;
use serde_json::json;

use super::compiled::Opening;
use super::listed::Listed;
use super::scan::{Sink, Word, scan};
use super::search::{Found, Place, Search};
use super::{Compiled, List, Mark, built_in, folded};
use touchline_kernel::reader::{self, Shape};
use touchline_kernel::text::{Key, Limits};

/// Words, each with whether it is joined, and marks.
#[derive(Default)]
struct Cut(Vec<(String, bool)>, Vec<Mark>);

impl Sink for Cut {
    fn word(&mut self, text: &str, word: Word) {
        self.0.push((text[word.start..word.end].to_owned(), word.is_joined));
    }

    fn mark(&mut self, mark: Mark, _: usize) {
        self.1.push(mark);
    }
}

fn cut(text: &str) -> Cut {
    let mut cut = Cut::default();
    scan(text, &mut cut);
    cut
}

fn words(text: &str) -> Vec<String> {
    cut(text).0.into_iter().map(|(word, _)| word).collect()
}

#[test]
fn trs_09_any_script_is_cut_into_words() {
    assert_eq!(
        words("It's 3.5 % of example.com — naïve, isn’t it?").join("|"),
        "It|s|3|5|of|example|com|naïve|isn|t|it"
    );
    assert_eq!(words("שלום עולם").len(), 2, "right to left");
    assert_eq!(words("价格太贵了").len(), 5, "without spaces, each sign");
    assert_eq!(words("👩🏽‍💻 ok 👍"), ["ok"], "emoji are no words");
    assert_eq!(words("cafe\u{301} می‌خواهم").len(), 2, "accents and joiners are within words");
    assert_eq!(words("ordinary extraordinarily straightforward").len(), 3, "of eight letters and more");
    assert_eq!(
        cut("don't l'offre 'quoted'").0.iter().map(|word| word.1).collect::<Vec<_>>(),
        [false, true, false, true, false]
    );
}

#[test]
fn trs_04_the_question_marks_of_all_scripts_are_known() {
    for sign in ['?', '？', '؟', '\u{37e}', '՞', '፧', '‽', '⁇', '⸮', '﹖', '꘏', '⹔', '܉', '❓', '❔', '🙺']
    {
        let marks = cut(&format!("so{sign}")).1;
        assert!(matches!(marks[..], [Mark::Asks | Mark::AsksWithin]), "{sign}");
    }
    assert_eq!(cut("3.5 is. So! Yes; no").1, [Mark::End, Mark::End, Mark::Semicolon]);
}

/// What a list says, for few words.
fn list(phrases: &[&str], except: &[&str]) -> List {
    serde_json::from_value(json!({
        "language": "xx", "name": "Test",
        "fillers": {"phrases": phrases, "exceptions": except},
        "phrases": [{"key": "other", "name": "Other", "phrases": phrases}],
        "questions": {"open": ["what"], "closed": ["any news"], "lead_ins": ["so"], "auxiliaries": ["do"],
                      "before_names": ["did"], "subjects": ["you"], "not_questions": ["what a"]}
    }))
    .unwrap()
}

fn found(compiled: &Compiled, text: &str) -> Vec<(usize, usize, usize)> {
    struct Searching<'a>(&'a Compiled, Search<'a>, Vec<Found>);
    impl Sink for Searching<'_> {
        fn word(&mut self, text: &str, word: Word) {
            let Searching(compiled, search, found) = self;
            let place = |byte| Place { byte, segment: 0 };
            let id = compiled.id(text, word);
            search.word((id, compiled.start(id)), place(word.start), place(word.end), &mut |one| found.push(one));
        }

        fn mark(&mut self, mark: Mark, _: usize) {
            if mark == Mark::Clause {
                self.1.end_clause();
            }
        }
    }
    let mut searching = Searching(compiled, Search::new(compiled), Vec::new());
    scan(text, &mut searching);
    let Searching(_, mut search, mut found) = searching;
    search.cut(&mut |one| found.push(one));
    let mut found: Vec<_> = found.into_iter().map(|one| (one.kind, one.word, one.phrase)).collect();
    found.sort_unstable();
    found
}

/// From left to right, of each kind by itself, the longest phrase that stands at a word; then on behind it. What is excepted
/// stands between two commas, unless it is written with one.
fn slowly(phrases: &[&str], except: &[&str], text: &str) -> Vec<(usize, usize, usize)> {
    let clauses: Vec<usize> =
        text.split(',').enumerate().flat_map(|(nth, clause)| vec![nth; words(clause).len()]).collect();
    let text: Vec<String> = words(text).iter().map(|word| folded(word)).collect();
    let mut found = Vec::new();
    for kind in 0..2 {
        let with_except = if kind == 0 { except } else { &[] };
        let all = phrases.iter().enumerate().map(|(place, phrase)| (Some(place), *phrase));
        let all: Vec<(Option<usize>, bool, Vec<String>)> = all
            .chain(with_except.iter().map(|phrase| (None, *phrase)))
            .map(|(place, phrase)| (place, place.is_some() || phrase.contains(','), words(phrase)))
            .collect();
        let mut at = 0;
        while at < text.len() {
            let here = all.iter().filter(|(_, holds_commas, phrase)| {
                text[at..].starts_with(phrase) && (*holds_commas || clauses[at] == clauses[at + phrase.len() - 1])
            });
            let longest = here.max_by_key(|(place, _, phrase)| (phrase.len(), std::cmp::Reverse(*place)));
            match longest {
                None => at += 1,
                Some((place, _, phrase)) => {
                    found.extend(place.map(|place| (kind, at, place)));
                    at += phrase.len();
                }
            }
        }
    }
    found.sort_unstable();
    found
}

const PHRASES: &[&str] = &["a", "a b", "a b c", "b c d", "c", "d a d a d", "straightforward a", "é b"];
const EXCEPT: &[&str] = &["c a", "a b d", "d é b", "b, a", "a e, a"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn trs_07_all_phrases_are_found_at_once_as_they_are_one_by_one(
        said in proptest::collection::vec(prop_oneof!["[a-e],?", Just("Straightforward".to_owned()), Just("É".to_owned())], 0..60)
    ) {
        let compiled = Compiled::of(&list(PHRASES, EXCEPT));
        let text = said.join(" ");
        prop_assert_eq!(found(&compiled, &text), slowly(PHRASES, EXCEPT, &text), "{}", text);
    }

    #[test]
    fn trs_09_words_and_what_is_between_them_are_the_whole_text(text in any::<String>()) {
        struct Whole(usize, String);
        impl Sink for Whole {
            fn word(&mut self, text: &str, word: Word) {
                let before = &text[self.0..word.start];
                assert!(!before.chars().any(|sign| sign.is_ascii_alphanumeric()), "{before:?} is passed over");
                let spelled = &text[word.start..word.end];
                assert!(!spelled.is_empty() && !spelled.contains([' ', '.', '?', ',']), "{spelled:?}");
                (self.0, self.1) = (word.end, format!("{}{before}{spelled}", self.1));
            }
        }
        let mut whole = Whole(0, String::new());
        scan(&text, &mut whole);
        prop_assert_eq!(format!("{}{}", whole.1, &text[whole.0..]), text);
    }

    #[test]
    fn ascii_words_are_cut_as_by_splitting(text in "[ -~]{0,80}") {
        let slowly: Vec<&str> =
            text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        prop_assert_eq!(words(&text), slowly);
    }
}

#[test]
fn trs_07_phrases_are_found_in_any_case_and_across_signs() {
    let compiled = Compiled::of(&list(&["too expensive", "don't need"], &[]));
    for said in ["TOO  EXPENSIVE", "too, expensive", "too\nexpensive", "«Too» Expensive!"] {
        assert_eq!(found(&compiled, said).len(), 2, "{said}");
    }
    assert_eq!(found(&compiled, "we don’t need it, we DON'T NEED it").len(), 4);
    for said in ["tooexpensive", "stoo expensive", "too expensively", "too very expensive"] {
        assert_eq!(found(&compiled, said), [], "{said}");
    }
}

fn opening(compiled: &Compiled, text: &str) -> Option<Opening> {
    struct Ids<'a>(&'a Compiled, Vec<super::Begins>);
    impl Sink for Ids<'_> {
        fn word(&mut self, text: &str, word: Word) {
            let id = self.0.id(text, word);
            self.1.push(super::Begins::of(id, text, word));
        }
    }
    let mut ids = Ids(compiled, Vec::new());
    scan(text, &mut ids);
    compiled.opening(&ids.1)
}

#[test]
fn trs_04_the_longest_beginning_decides_once_lead_ins_are_passed_over() {
    let compiled = Compiled::of(&list(&["um"], &[]));
    for (said, expected) in [
        ("what is it", Some(Opening::Open)),
        ("so um what is it", Some(Opening::Open)),
        ("what a day", Some(Opening::Neither)),
        ("do you", Some(Opening::Closed)),
        ("so any news", Some(Opening::Closed)),
        ("do it", None),
        ("do Ann", None),
        ("so did Ann", Some(Opening::Closed)),
        ("did ann", None),
        ("So", None),
        ("so", None),
        ("they what", None),
    ] {
        assert_eq!(opening(&compiled, said), expected, "{said}");
    }
}

#[test]
fn trs_05_the_lists_that_ship_are_whole_and_read_strictly() {
    let shape = Shape::of::<List>().unwrap();
    for file in super::built_in::FILES {
        let list: List = reader::read(file.as_bytes(), &shape, &Limits::WIDEST).unwrap();
        list.check("").unwrap();
    }
    let languages: Vec<&str> = built_in().iter().map(|one| one.list.language.as_str()).collect();
    assert_eq!(languages, ["de", "en", "es", "fr", "pt"]);
    let kinds = |one: &List| one.phrases.iter().map(|kind| kind.key.as_str().to_owned()).collect::<Vec<_>>();
    for one in built_in() {
        assert_eq!(kinds(&one.list), kinds(&built_in()[0].list), "all languages have the same kinds");
    }
}

#[test]
fn trs_05_a_list_fits_its_language_and_the_closest_goes_first() {
    let mut brazilian = list(&[], &[]);
    brazilian.language = Key::new("pt-BR");
    let own = [brazilian];
    let fits = |language: &str| super::fitting(language, &own).map(|list| list.language.as_str().to_owned());
    assert_eq!(fits("pt-BR").as_deref(), Some("pt-BR"));
    assert_eq!(fits("PT-pt").as_deref(), Some("pt"));
    assert_eq!(fits("en_US").as_deref(), Some("en"));
    assert_eq!((fits("ptx"), fits("ja"), fits("e")), (None, None, None));
}

#[test]
fn aix_02_negations_are_the_same_however_they_are_written() {
    let negations = ["don't", "dont", "not", "no longer", "no"].map(Key::new);
    let negations = Listed::of(negations.iter());
    let of = |text: &str| negations.of_text(text);
    assert_eq!(of("We DON’T, no, not"), ["dont", "no", "not"]);
    assert_eq!(of("we dont"), of("we don't"));
    assert_eq!(of("it is no longer so"), ["nolonger"]);
    assert_eq!(of("notable nobody know"), Vec::<String>::new());
}
