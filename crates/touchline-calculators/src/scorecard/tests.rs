//! What any template does with any form, held against arithmetic written anew.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::{Key, Prose};

fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(40.0), Just(0.3), 0.001..100.0_f64]
}

fn kind() -> impl Strategy<Value = QuestionKind> {
    let option = |place: usize, points: f64| ChoiceOption {
        asks_for: AsksFor::default(),
        key: Key::new(&format!("option {place}")),
        name: Key::new("option"),
        points,
    };
    let choice = (vec(0_u8..5, 1..4), any::<bool>()).prop_map(move |(points, several)| {
        let options = points.into_iter().enumerate().map(|(place, points)| option(place, f64::from(points)));
        QuestionKind::Choice(Choice { options: options.chain([option(9, 3.0)]).collect(), several })
    });
    prop_oneof![
        Just(QuestionKind::YesNo(YesNo::default())),
        (-3..3_i8, 1..7_u8).prop_map(|(min, width)| {
            let min = f64::from(min);
            QuestionKind::Rating(Rating { min, max: min + f64::from(width), points: None })
        }),
        choice,
    ]
}

fn question() -> impl Strategy<Value = Question> {
    (kind(), weight(), any::<bool>(), proptest::bool::weighted(0.1), proptest::bool::weighted(0.1)).prop_map(
        |(kind, weight, critical, bonus, nothing)| Question {
            applies_when: Vec::new(),
            asks: Prose::new("?"),
            bonus,
            critical,
            fatal: Vec::new(),
            help: None,
            key: Key::new("later"),
            kind,
            may_be_not_applicable: true,
            rule: None,
            weight: if nothing { 0.0 } else { weight },
        },
    )
}

fn template() -> impl Strategy<Value = Template> {
    let inner = (vec(question(), 1..4), weight()).prop_map(|(questions, weight)| Subsection {
        key: Key::new("later"),
        name: Key::new("inner"),
        questions,
        weight,
    });
    let section = (vec(question(), 1..5), vec(inner, 0..3), weight()).prop_map(|(questions, sections, weight)| {
        Section { key: Key::new("later"), name: Key::new("section"), questions, sections, weight }
    });
    let aggregation = prop_oneof![Just(Aggregation::Normalised), Just(Aggregation::WeightedPoints)];
    (vec(section, 1..4), aggregation, policy(), any::<bool>())
        .prop_map(|(sections, aggregation, not_applicable, may_pass_100)| {
            named(Template {
                aggregation,
                bands: Vec::new(),
                key: Key::new("any"),
                may_pass_100,
                name: Key::new("Any"),
                not_applicable,
                pass_mark: None,
                sections,
                star_bands: Vec::new(),
                tags: Vec::new(),
            })
        })
        .prop_filter("nothing counts", |template| template.check("").is_ok())
}

fn policy() -> impl Strategy<Value = NotApplicable> {
    prop_oneof![
        Just(NotApplicable::Proportional),
        Just(NotApplicable::DropPoints),
        Just(NotApplicable::EqualSplit),
        Just(NotApplicable::CountAsPass),
    ]
}

/// The same with a key of its own for everything.
fn named(mut template: Template) -> Template {
    let mut count = 0;
    let mut next = || {
        count += 1;
        Key::new(&format!("key {count}"))
    };
    for section in &mut template.sections {
        section.key = next();
        section.questions.iter_mut().for_each(|question| question.key = next());
        for inner in &mut section.sections {
            inner.key = next();
            inner.questions.iter_mut().for_each(|question| question.key = next());
        }
    }
    template
}

/// An answer to a question, as far along as this; nothing where it is not applicable.
fn answer(question: &Question, how: Option<u8>) -> Answer {
    let mut answer = Given::default();
    match (&question.kind, how) {
        (_, None) => answer.not_applicable = true,
        (QuestionKind::Rating(rating), Some(how)) => {
            answer.number = Some(rating.min + (rating.max - rating.min) * f64::from(how) / 255.0);
        }
        (kind, Some(how)) => {
            let mut options = kind.options();
            options.sort_by(|left, right| left.points.total_cmp(&right.points));
            let place = usize::from(how) * options.len() / 256;
            answer.options.push(Key::new(options[place].key));
        }
    }
    Answer {
        answer,
        comment: None,
        justification: None,
        moment_ms: None,
        overridden: None,
        question: question.key.clone(),
        source: AnswerSource::Person,
        tags: Vec::new(),
    }
}

type How = Vec<Option<u8>>;

fn filled() -> impl Strategy<Value = (Template, How)> {
    template().prop_flat_map(|template| {
        let count = template.questions().count();
        let how = prop_oneof![3 => any::<u8>().prop_map(Some), 1 => Just(Some(255)), 1 => Just(None)];
        (Just(template), vec(how, count))
    })
}

/// A place in a list.
fn place() -> impl Strategy<Value = prop::sample::Index> {
    any::<prop::sample::Index>()
}

fn form(template: &Template, how: &How) -> Form {
    Form {
        answers: template.questions().zip(how).map(|(question, how)| answer(question, *how)).collect(),
        ..Form::default()
    }
}

fn scored(template: &Template, form: &Form) -> Score {
    let compiled = Compiled::of(template).unwrap();
    let mut faults = Faults::default();
    let filled = form.read(&compiled, "", &mut faults);
    faults.told().unwrap();
    Score::of(template, &compiled, &filled)
}

/// What stands in a section, with its share where it has one.
struct Node {
    weight: f64,
    bonus: bool,
    share: Option<f64>,
    inside: Vec<Node>,
}

impl Node {
    fn question(question: &Question, how: Option<u8>, template: &Template) -> Self {
        let options = question.kind.options();
        let (earned, possible) = match (&question.kind, how) {
            (QuestionKind::Rating(rating), how) => {
                let width = rating.max - rating.min;
                (how.map(|how| f64::from(how) / 255.0 * width), width)
            }
            (kind, how) => {
                let mut points: Vec<f64> = options.iter().map(|option| option.points).collect();
                points.sort_by(f64::total_cmp);
                let all: f64 = points.iter().sum();
                let most = if kind.takes_several() { all } else { points[points.len() - 1] };
                (how.map(|how| points[usize::from(how) * points.len() / 256]), most)
            }
        };
        let weighs = if template.aggregation == Aggregation::WeightedPoints { possible } else { 1.0 };
        let share = earned.map(|earned| earned / possible);
        Node { weight: question.weight * weighs, bonus: question.bonus, share, inside: Vec::new() }
    }

    fn group(weight: f64, inside: Vec<Node>, template: &Template) -> Self {
        let bonus = inside.iter().all(|node| node.bonus);
        let weighs = if template.aggregation == Aggregation::WeightedPoints { whole(&inside, bonus) } else { 1.0 };
        Node { weight: weight * weighs, bonus, share: None, inside }
    }

    fn is_leaf(&self) -> bool {
        self.inside.is_empty()
    }

    fn counts(&self) -> bool {
        self.weight > 0.0
            && (if self.is_leaf() {
                self.share.is_some()
            } else {
                self.inside.iter().any(|node| !node.bonus && node.counts())
            })
    }

    /// What is possible and earned of so much of the whole, where what does not apply is dropped.
    fn dropped(&self, applied: f64, possible: &mut f64, earned: &mut f64, in_bonus: bool) {
        let all = whole(&self.inside, in_bonus || self.bonus);
        if self.is_leaf() {
            *earned += applied * self.share.unwrap_or_default();
            *possible += if in_bonus || self.bonus || self.share.is_none() { 0.0 } else { applied };
        }
        for node in &self.inside {
            node.dropped(applied * node.weight / all, possible, earned, in_bonus || self.bonus);
        }
    }

    /// What it earns of so much of the whole; what it would be without anything left out is beside it, for bonuses.
    fn shared(&self, applied: f64, fixed: f64, policy: NotApplicable) -> f64 {
        if self.is_leaf() {
            let passes = policy == NotApplicable::CountAsPass && !self.bonus;
            return if self.bonus { fixed } else { applied } * self.share.unwrap_or(if passes { 1.0 } else { 0.0 });
        }
        let all = whole(&self.inside, self.bonus);
        let counting: Vec<&Node> = self
            .inside
            .iter()
            .filter(|node| !node.bonus && (node.counts() || policy == NotApplicable::CountAsPass))
            .collect();
        let there: f64 = counting.iter().map(|node| node.weight).sum();
        let heads = counting.iter().filter(|node| node.weight > 0.0).count();
        let parts = self.inside.iter().map(|node| {
            let fixed = fixed * node.weight / all;
            let is_there = !node.bonus && node.weight > 0.0 && (node.counts() || policy == NotApplicable::CountAsPass);
            let applied = match policy {
                _ if !is_there => 0.0,
                NotApplicable::EqualSplit => {
                    applied * (node.weight + (all - there) / f64::from(u32::try_from(heads).unwrap())) / all
                }
                _ => applied * node.weight / there,
            };
            node.shared(applied, fixed, policy)
        });
        parts.sum()
    }
}

fn whole(nodes: &[Node], bonus: bool) -> f64 {
    nodes.iter().filter(|node| bonus || !node.bonus).map(|node| node.weight).sum()
}

/// The raw score, written as the rule says it.
fn by_hand(template: &Template, how: &How) -> Option<f64> {
    let mut how = how.iter().copied();
    let mut questions = |questions: &[Question]| -> Vec<Node> {
        questions.iter().map(|question| Node::question(question, how.next().flatten(), template)).collect()
    };
    let mut sections = Vec::new();
    for section in &template.sections {
        let mut inside = questions(&section.questions);
        for inner in &section.sections {
            inside.push(Node::group(inner.weight, questions(&inner.questions), template));
        }
        sections.push(Node::group(section.weight, inside, template));
    }
    let form = Node { weight: 1.0, bonus: false, share: None, inside: sections };
    if !form.counts() {
        return None;
    }
    if template.not_applicable == NotApplicable::DropPoints {
        let (mut possible, mut earned) = (0.0, 0.0);
        form.dropped(100.0, &mut possible, &mut earned, false);
        return Some(earned / possible * 100.0);
    }
    Some(form.shared(100.0, 100.0, template.not_applicable))
}

proptest! {
    #[test]
    fn sco_02_a_score_is_what_the_policy_says_level_by_level((template, how) in filled()) {
        let score = scored(&template, &form(&template, &how));
        let expected = by_hand(&template, &how).filter(|expected| *expected < 2_000.0);
        prop_assume!(expected.is_some() || score.raw.is_none());
        match (score.raw, expected) {
            (Some(raw), Some(expected)) => prop_assert!((raw - expected).abs() < 1e-9, "{} is not {}", raw, expected),
            (raw, expected) => prop_assert_eq!(raw, expected),
        }
    }

    #[test]
    fn sco_04_contributions_add_up_to_the_raw_score_in_any_order((template, how) in filled(), turn in place()) {
        let score = scored(&template, &form(&template, &how));
        let mut parts: Vec<f64> = score.questions.iter().map(|question| question.figures.contribution).collect();
        let turn = turn.index(parts.len());
        parts.rotate_left(turn);
        let raw = score.raw.unwrap_or_default();
        prop_assert_eq!(parts.iter().sum::<f64>(), raw);
        let of_form = score.sections.iter().filter(|section| section.within.is_none());
        prop_assert_eq!(of_form.map(|section| section.figures.contribution).sum::<f64>(), raw);
        for section in &score.sections {
            let own = score.questions.iter().filter(|question| question.within == section.section);
            let own: f64 = own.map(|question| question.figures.contribution).sum();
            let inside = score.sections.iter().filter(|inner| inner.within.as_ref() == Some(&section.section));
            let inside: f64 = inside.map(|inner| inner.figures.contribution).sum();
            prop_assert_eq!(own + inside, section.figures.contribution);
        }
    }

    #[test]
    fn sco_04_the_weights_of_what_counts_add_up_to_the_whole((template, how) in filled()) {
        let score = scored(&template, &form(&template, &how));
        let bonuses = bonuses(&template);
        let counted = score.questions.iter().zip(bonuses).filter(|(_, bonus)| !bonus);
        let applied: f64 = counted.filter_map(|(question, _)| question.figures.applied_weight).sum();
        prop_assert!(score.raw.is_none() || (applied - 100.0).abs() < 1e-9, "{}", applied);
    }

    #[test]
    fn the_order_of_answers_changes_no_score((template, how) in filled(), turn in place()) {
        let mut form = form(&template, &how);
        let score = scored(&template, &form);
        let turn = turn.index(form.answers.len());
        form.answers.rotate_left(turn);
        prop_assert_eq!(&scored(&template, &form), &score);
        form.answers.reverse();
        prop_assert_eq!(&scored(&template, &form), &score);
    }

    #[test]
    fn a_better_answer_never_lowers_a_score((template, mut how) in filled(), place in place(), better in any::<u8>()) {
        let before = scored(&template, &form(&template, &how));
        let place = place.index(how.len());
        let Some(worse) = how[place] else { return Ok(()) };
        how[place] = Some(worse.max(better));
        let after = scored(&template, &form(&template, &how));
        let figures = |score: &Score| [score.raw, score.score, score.shown, score.stars, score.critical];
        for (before, after) in figures(&before).into_iter().zip(figures(&after)) {
            prop_assert!(after >= before, "{:?} after {:?}", after, before);
        }
        prop_assert_eq!(after.coverage, before.coverage);
    }

    #[test]
    fn the_best_answers_alone_give_a_hundred(template in template()) {
        let best: Vec<Option<u8>> = template.questions().map(|_| Some(255)).collect();
        let mut form = form(&template, &best);
        for (answer, question) in form.answers.iter_mut().zip(template.questions()) {
            if question.kind.takes_several() {
                answer.answer.options = question.kind.options().iter().map(|option| Key::new(option.key)).collect();
            }
        }
        let score = scored(&template, &form);
        prop_assert!(score.score >= Some(100.0) && score.coverage == 1.0, "{:?}", score);
        let has_bonus = template.questions().any(|question| question.bonus);
        prop_assert!(has_bonus || score.raw == Some(100.0), "{:?}", score.raw);
    }

    #[test]
    fn a_score_alone_is_that_of_the_whole_report((template, how) in filled()) {
        let compiled = Compiled::of(&template).unwrap();
        let given = form(&template, &how);
        let filled = given.read(&compiled, "", &mut Faults::default());
        let score = Score::of(&template, &compiled, &filled);
        let alone = compiled.score(&filled.row, &mut Scratch::default());
        prop_assert_eq!(alone.raw.map(Points::value), score.raw);
        prop_assert_eq!(alone.score.map(Points::value), score.score);
        prop_assert_eq!(alone.coverage, score.coverage);
        prop_assert_eq!(alone.critical, score.critical);
    }
}

/// Of each question, whether it counts outside of what is possible.
fn bonuses(template: &Template) -> Vec<bool> {
    Compiled::of(template).unwrap().leaves().iter().map(|leaf| leaf.bonus).collect()
}

#[test]
fn sco_04_points_are_shown_to_two_places_rounded_half_up() {
    for (points, shown) in
        [(0.0, 0.0), (66.666_666_7, 66.67), (79.995, 80.0), (79.994_999, 79.99), (100.0, 100.0), (0.005, 0.01)]
    {
        let sum = super::points::Sum::of(points);
        assert_eq!(sum.told().shown(), shown, "{points}");
    }
}

/// What points are added up in, and what they are told in.
const PARTS: f64 = 4_503_599_627_370_496.0;
const TOLD: f64 = 1_099_511_627_776.0;

#[expect(clippy::as_conversions, reason = "what the arithmetic does by itself is held against the language's own")]
fn cut_off(number: f64) -> i64 {
    number as i64
}

#[expect(clippy::as_conversions, reason = "a whole number below 2 to the power of 53 is a double")]
fn real(whole: i128) -> f64 {
    whole as f64
}

proptest! {
    #[test]
    fn sco_04_points_are_added_up_in_the_nearest_parts(points in prop_oneof![
        0.0..200.0, 0.0..1e-12, 2_040.0..2_060.0, Just(0.0), Just(f64::NAN), Just(f64::INFINITY), 1e3..f64::MAX,
    ]) {
        let parts = points * PARTS + 0.5;
        let told = cut_off(parts).saturating_add(2_048) >> 12;
        prop_assert_eq!(super::points::Sum::of(points).told().value(), real(told.into()) / TOLD);
    }

    #[test]
    fn sco_04_points_are_shown_as_they_are_written_to_eleven_places(hundredths in 0_i64..20_000, beside in -20_i64..20) {
        // Beside the half between two hundredths, in parts of which a double holds each exactly.
        let told = i128::from(((2 * hundredths + 1) << 40) / 200 + beside).max(0);
        let points = real(told) / TOLD;
        let written = (told * 100_000_000_000 + (1 << 39)) >> 40;
        let shown = (written + 500_000_000) / 1_000_000_000;
        prop_assert_eq!(super::points::Sum::of(points).told().shown(), real(shown) / 100.0);
    }
}
