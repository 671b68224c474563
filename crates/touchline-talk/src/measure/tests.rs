//! Figures that are worked out by hand, and what must not change them.

use proptest::prelude::*;

use super::{Evidence, Figure, Meter, Observed, RatioOf, Status, Subject, TalkMeasures, Unavailable};
use crate::phrases::{Compiled, built_in};
use crate::transcript::{Role, Segment, Speaker, Transcript};
use touchline_calculators::skill::{BuiltIn, Framework};
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::text::Key;

fn english() -> &'static Compiled {
    &built_in().iter().find(|one| one.list.language.as_str() == "en").unwrap().compiled
}

fn sales() -> &'static Framework {
    &BuiltIn::of("sales").unwrap().framework
}

fn said(speaker: &str, times: Option<(u64, u64)>, text: &str) -> Segment {
    Segment {
        end_ms: times.map(|times| times.1),
        speaker: Some(Key::new(speaker)),
        start_ms: times.map(|times| times.0),
        text: text.to_owned(),
    }
}

fn call(segments: Vec<Segment>) -> Transcript {
    let speaker = |key, role| Speaker { key: Key::new(key), name: None, role };
    let speakers = vec![
        speaker("ann", Role::Rep),
        speaker("cy", Role::Customer),
        speaker("dee", Role::Customer),
        speaker("bot", Role::Other),
    ];
    Transcript { consented: true, language: None, length_ms: None, segments, speakers }
}

fn measured_with(transcript: Transcript, ratio_of: RatioOf) -> TalkMeasures {
    let policy = TalkPolicy::default();
    let compiled = Some(english());
    Meter { compiled, framework: sales(), observed: &[], policy: &policy, ratio_of }
        .measure(&transcript.ordered("").unwrap())
}

fn measured(segments: Vec<Segment>) -> TalkMeasures {
    measured_with(call(segments), RatioOf::default())
}

fn value(figure: &Figure) -> f64 {
    figure.value.unwrap()
}

#[test]
fn trs_03_overlap_counts_for_each() {
    let segments = || {
        vec![
            said("ann", Some((0, 6_000)), "one two three"),
            said("cy", Some((4_000, 10_000)), "one two"),
            said("bot", Some((12_000, 15_000)), "one"),
        ]
    };
    let figures = measured(segments()).figures;
    assert_eq!((value(&figures.talk_ratio), value(&figures.customer_share)), (6.0 / 15.0, 6.0 / 15.0));
    assert_eq!((figures.talk_ratio.target, figures.talk_ratio.status), (Some(0.4), Status::Measured));
    assert_eq!(value(&figures.overlap_share), 2.0 / 13.0);
    let of_customer = measured_with(call(segments()), RatioOf::CustomerSpeakingTime).figures.talk_ratio;
    assert_eq!((value(&of_customer), of_customer.target), (1.0, Some(40.0 / 60.0)));
    let of_call = measured_with(call(segments()), RatioOf::WholeCall).figures.talk_ratio;
    assert_eq!((value(&of_call), of_call.target), (6.0 / 15.0, None));
    let longer = Transcript { length_ms: Some(20_000), ..call(segments()) };
    assert_eq!(value(&measured_with(longer, RatioOf::WholeCall).figures.talk_ratio), 6.0 / 20.0);
}

#[test]
fn trs_03_without_times_words_are_counted_instead() {
    let figures =
        measured(vec![said("ann", None, "don't you um see"), said("cy", None, "one two three four five six")]).figures;
    assert_eq!((figures.talk_ratio.status, value(&figures.talk_ratio)), (Status::Estimated, 0.4));
    assert_eq!((figures.fillers.status, value(&figures.fillers)), (Status::Measured, 1.0));
    assert_eq!(value(&figures.fillers_per_minute), 150.0 / 4.0);
    assert_eq!(value(&figures.longest_story), 6.0 * 60_000.0 / 150.0);
    assert_eq!(value(&figures.interactivity), 150.0 / 10.0);
    for none in [&figures.patience, &figures.speech_rate, &figures.overlap_share] {
        assert_eq!((none.reason, none.value), (Some(Unavailable::NoTimes), None));
    }
    let of_call = measured_with(call(vec![said("ann", None, "yes")]), RatioOf::WholeCall).figures.talk_ratio;
    assert_eq!(of_call.reason, Some(Unavailable::NoTimes));
}

#[test]
fn trs_06_how_often_speakers_change_rests_on_a_length_that_is_known() {
    let segments = vec![said("ann", None, "one two three"), said("cy", None, "four"), said("ann", None, "five")];
    let of = |length_ms| measured_with(Transcript { length_ms, ..call(segments.clone()) }, RatioOf::default()).figures;
    let known = of(Some(600_000));
    assert_eq!((value(&known.interactivity), known.interactivity.status), (0.2, Status::Measured));
    assert_eq!(known.talk_ratio.status, Status::Estimated);
    let unknown = of(None).interactivity;
    assert_eq!((value(&unknown), unknown.status), (2.0 * 150.0 / 5.0, Status::Estimated));
    assert_eq!(of(Some(0)).interactivity, unknown);
}

#[test]
fn trs_06_pieces_of_speech_are_told_apart_by_who_speaks_between_them() {
    let figures = measured(vec![
        said("ann", Some((0, 10_000)), "a b c d e f g h i j"),
        said("cy", Some((3_000, 4_000)), "mhm"),
        said("ann", Some((11_000, 20_000)), "k"),
        said("dee", Some((22_000, 52_000)), "a story"),
        said("cy", Some((53_000, 54_000)), "yes"),
        said("ann", Some((57_000, 60_000)), "l m"),
    ])
    .figures;
    assert_eq!(value(&figures.longest_monologue), 20_000.0, "a pause of one's own and an `mhm` end no piece");
    assert_eq!(value(&figures.longest_story), 30_000.0);
    assert_eq!(value(&figures.interactivity), 4.0, "ann, cy, dee, cy, ann in a minute");
    assert_eq!(value(&figures.patience), 3_000.0);
    assert_eq!(value(&figures.speech_rate), 13.0 * 60.0 / 22.0);
}

#[test]
fn trs_06_nothing_depends_on_the_order_in_which_speakers_are_named() {
    let transcript = call(vec![
        said("dee", Some((0, 1_000)), "may I"),
        said("cy", Some((2_000, 3_000)), "yes"),
        said("ann", Some((2_000, 3_000)), "yes"),
    ]);
    let mut turned = transcript.clone();
    turned.speakers.reverse();
    let figures = |transcript| measured_with(transcript, RatioOf::default()).figures;
    assert_eq!(figures(transcript).patience, figures(turned).patience);
}

#[test]
fn trs_05_what_cannot_be_had_says_why() {
    let policy = TalkPolicy::default();
    let meter =
        Meter { compiled: None, framework: sales(), observed: &[], policy: &policy, ratio_of: RatioOf::default() };
    let unknown = meter.measure(&call(vec![said("ann", Some((0, 9)), "um what is it?")]));
    for figure in [&unknown.figures.questions, &unknown.figures.fillers, &unknown.figures.fillers_per_minute] {
        assert_eq!((figure.reason, figure.value), (Some(Unavailable::NoList), None));
    }
    assert_eq!((unknown.phrase_counts, unknown.phrases.len()), (None, 0));
    let nothing = measured(vec![said("ann", Some((0, 9)), "  ")]).figures;
    assert_eq!(nothing.talk_ratio.reason, Some(Unavailable::NothingSaid));
    let alone = measured(vec![said("cy", Some((0, 9)), "yes")]).figures;
    assert_eq!(value(&alone.talk_ratio), 0.0);
    assert_eq!(alone.fillers_per_minute.reason, Some(Unavailable::NoRep));
    let competitors = &measured(vec![said("cy", Some((0, 9)), "yes")]).phrases[5];
    assert_eq!((competitors.key.as_str(), competitors.count.reason), ("competitors", Some(Unavailable::NoPhrases)));
}

#[test]
fn trs_04_questions_are_counted_and_told_apart() {
    for (text, open, closed) in [
        ("What do you use? And why?", 2, 0),
        ("Do you use it? You do?", 0, 2),
        ("so what do you use today", 1, 0),
        ("do you use it", 0, 1),
        ("What a day. When I was young, I sang.", 0, 0),
        ("Really?! No??", 0, 2),
        ("Thanks, how are you?", 1, 0),
        ("I use 3.5 of it", 0, 0),
        ("Do you. What is it.", 0, 0),
        ("What is it... do you see", 1, 0),
        ("What is it... Do you see", 0, 1),
        ("سؤال؟ 什么？", 0, 2),
        ("?", 0, 0),
        ("What do you think of Dr. Smith?", 1, 0),
        ("How does Acme Inc. handle the U.S. budget at 3 p.m. on Tuesdays?", 1, 0),
        ("What do you use, e.g. Slack?", 1, 0),
        ("I say no. What is it?", 1, 0),
        ("Go to example.com/page?id=5 and see.", 0, 0),
        ("好吗?我很好", 0, 1),
    ] {
        let figures =
            measured(vec![said("ann", Some((0, 9)), text), said("cy", Some((9, 10)), "What? Do you?")]).figures;
        let counts = (value(&figures.open_questions), value(&figures.closed_questions));
        assert_eq!(counts, (f64::from(open), f64::from(closed)), "{text}");
        assert_eq!(value(&figures.questions), f64::from(open + closed), "{text}");
    }
}

#[test]
fn trs_07_each_hit_has_its_moment_and_its_words() {
    let measures = measured(vec![
        said("ann", Some((0, 9_000)), "Hello. I will send you the contract. Bye."),
        said("cy", Some((9_000, 12_000)), "It's all too"),
        said("cy", Some((12_000, 15_000)), "expensive for us. My card is 4111 1111 1111 1111, cheaper."),
        said("ann", Some((15_000, 16_000)), "That is too expensive, I know."),
    ]);
    let hits = |key: &str| {
        let kind = measures.phrases.iter().find(|kind| kind.key.as_str() == key).unwrap();
        kind.hits.iter().map(|hit| hit.evidence.clone()).collect::<Vec<_>>()
    };
    let evidence =
        |moment, segment, quote: &str| Evidence { moment_ms: Some(moment), quote: Some(quote.into()), segment };
    assert_eq!(hits("next_steps"), [evidence(0, 0, "I will send you the contract.")]);
    assert_eq!(
        hits("objections"),
        [
            evidence(9_000, 1, "It's all too expensive for us."),
            evidence(12_000, 2, "My card is •••• •••• •••• ••••, cheaper."),
        ]
    );
    assert_eq!(measures.phrase_counts.unwrap()["objections"], 2, "the rep raises none");
}

#[test]
fn trs_10_without_consent_no_word_is_shown() {
    let segments = vec![said("ann", Some((0, 9_000)), "What is too expensive? I'll send you the next steps.")];
    let measures = measured_with(Transcript { consented: false, ..call(segments) }, RatioOf::default());
    assert_eq!(measures.questions.len(), 1);
    let hits = measures.phrases.iter().flat_map(|kind| &kind.hits).map(|hit| &hit.evidence);
    let shown: Vec<_> = hits.chain(measures.questions.iter().map(|asked| &asked.evidence)).collect();
    assert!(shown.len() > 1 && shown.iter().all(|evidence| evidence.quote.is_none()));
}

#[test]
fn trs_07_a_question_is_quoted_past_abbreviations() {
    let measures = measured(vec![said("ann", Some((0, 9)), "Good. What do you think of Dr. Smith? Fine.")]);
    assert_eq!(measures.questions[0].evidence.quote.as_deref(), Some("What do you think of Dr. Smith?"));
}

/// The quotes of a kind of phrases.
fn quotes_of(measures: &TalkMeasures, kind: &str) -> Vec<String> {
    let kind = measures.phrases.iter().find(|one| one.key.as_str() == kind).unwrap();
    kind.hits.iter().map(|hit| hit.evidence.quote.clone().unwrap()).collect()
}

#[test]
fn trs_10_a_quote_shows_no_digit_of_a_number_that_it_cuts() {
    let cut = format!("4111 – 1111 – 1111 – 1111 {}too expensive ok", "word ".repeat(26));
    let parted = "The price is on 4111 1111. 1111 1111 is the rest of the price ok";
    for (kind, text) in [("objections", cut.as_str()), ("pricing", parted)] {
        let quotes = quotes_of(&measured(vec![said("cy", Some((0, 9)), text)]), kind);
        assert!(!quotes.is_empty() && !quotes.concat().contains('1'), "{quotes:?}");
    }
    for (number, shown) in [("4111 1111", "1111"), ("4111 1111 1111", "••••")] {
        let measures = measured(vec![
            said("ann", Some((0, 9)), &format!("It is {number}. 1111 I will")),
            said("ann", Some((9, 10)), "send you the contract. 1111"),
        ]);
        assert_eq!(quotes_of(&measures, "next_steps"), [format!("{shown} I will send you the contract.")]);
    }
}

#[test]
fn trs_07_a_question_without_an_end_is_not_quoted_without_one() {
    let long = format!("what do you think of {}", "this and that ".repeat(10_000));
    let measures = measured(vec![said("ann", Some((0, 9)), &long)]);
    let quote = measures.questions[0].evidence.quote.clone().unwrap();
    assert!(quote.len() <= 1_000 && quote.starts_with("what do you think of this"), "{}", quote.len());
    let (first, rest) = ("what do you think of ".to_owned() + &"this ".repeat(900), "and that ".repeat(900));
    let pieces =
        vec![said("ann", Some((0, 9)), &first), said("ann", Some((9, 10)), &rest), said("ann", Some((10, 11)), &rest)];
    let quote = measured(pieces).questions[0].evidence.quote.clone().unwrap();
    assert!(quote.len() <= 1_000 && quote.starts_with("what do you think of this"), "{}", quote.len());
}

#[test]
fn trs_07_a_long_sentence_is_quoted_around_the_hit_and_no_number_is_cut() {
    let digits = "4111 1111 1111 1111 ".repeat(20);
    let long = format!("{digits}and then it was too expensive and {digits}");
    let measures = measured(vec![said("cy", Some((0, 9_000)), &long)]);
    let quote = measures.phrases[3].hits[0].evidence.quote.clone().unwrap();
    assert!(quote.contains("too expensive") && quote.len() < 1_200, "{quote}");
    assert!(!quote.contains(|sign: char| sign.is_ascii_digit()), "{quote}");
}

#[test]
fn aix_04_components_are_given_as_a_framework_takes_them() {
    let measures = measured(vec![
        said("ann", Some((0, 4_000)), "Does that make sense? Would that work for you?"),
        said("cy", Some((4_000, 10_000)), "Yes."),
        said("ann", Some((10_000, 12_000)), "Great, then, as I said before, the next step is a demo."),
    ]);
    let values: Vec<(&str, Option<f64>)> = measures.values.iter().map(|(key, value)| (key.as_str(), *value)).collect();
    assert_eq!(values, [("active_listening", Some(0.5)), ("next_steps", Some(1.0)), ("trial_close", Some(2.0))]);
    let early = measured(vec![
        said("ann", Some((0, 4_000)), "The next step is a demo."),
        said("cy", Some((4_000, 10_000)), "Yes but we would rather speak of something else for quite a while now."),
    ]);
    assert_eq!(early.values["next_steps"], Some(0.0), "it does not end with one");
}

#[test]
fn trs_08_a_model_says_what_customers_feel_and_of_employees_only_where_the_policy_takes_it_in() {
    let observed = |subject, component: Option<&str>| Observed {
        component: component.map(Key::new),
        evidence: Vec::new(),
        measure: Key::new("energy"),
        reason: None,
        source: Key::new("m"),
        subject,
        value: 0.5,
    };
    let admit = |observed: Observed, employee_emotion| {
        let policy = TalkPolicy { employee_emotion, ..TalkPolicy::default() };
        super::observed::admit(&[observed], &policy, "/observed").map_err(|refused| refused.reason.code.name())
    };
    assert_eq!(admit(observed(Subject::Customer, Some("engagement")), false), Ok(()));
    assert_eq!(admit(observed(Subject::Employee, None), false), Err("employee_emotion_off"));
    assert_eq!(admit(observed(Subject::Employee, None), true), Ok(()));
    assert_eq!(admit(observed(Subject::Employee, Some("engagement")), true), Err("employee_emotion_in_score"));
}

/// A call of turns that do not overlap with one another's own.
fn any_call() -> impl Strategy<Value = Vec<Segment>> {
    let word = prop_oneof![
        Just("um"),
        Just("what"),
        Just("do"),
        Just("you"),
        Just("know"),
        Just("too"),
        Just("expensive"),
        Just("price?"),
        Just("yes."),
        Just("next"),
        Just("step"),
        Just("well,"),
        Just("don't"),
        Just("i"),
        Just("will"),
        Just("send"),
        Just("schön"),
        Just("budget;"),
        Just("what's"),
    ];
    let turn = (0_usize..3, 0_u64..3, 1_u64..9, proptest::collection::vec(word, 1..9));
    proptest::collection::vec(turn, 1..9).prop_map(|turns| {
        let mut free = [0_u64; 3];
        let mut latest = 0_u64;
        let mut segments = Vec::new();
        for (who, pause, length, words) in turns {
            // Some begin before another has ended.
            let start = free[who].max((latest + pause * 500).saturating_sub(800));
            let end = start + length * 1_000;
            free[who] = end;
            latest = latest.max(end);
            segments.push(said(["ann", "cy", "dee"][who], Some((start, end)), &words.join(" ")));
        }
        segments
    })
}

/// The same call with each segment cut at some of its words.
fn split(segments: &[Segment], cuts: &[bool]) -> Vec<Segment> {
    let mut cuts = cuts.iter().cycle();
    let mut pieces = Vec::new();
    for segment in segments {
        let words: Vec<&str> = segment.text.split(' ').collect();
        let (from, to) = (segment.start_ms.unwrap(), segment.end_ms.unwrap());
        let at = |word: usize| from + (to - from) * word as u64 / words.len() as u64;
        let mut begin = 0;
        for end in 1..=words.len() {
            if end == words.len() || *cuts.next().unwrap() {
                let times = Some((at(begin), at(end)));
                pieces.push(Segment {
                    speaker: segment.speaker.clone(),
                    ..said("", times, &words[begin..end].join(" "))
                });
                begin = end;
            }
        }
    }
    pieces
}

/// What must be the same: figures, and how often each phrase was said.
fn summary(segments: Vec<Segment>) -> String {
    let measures = measured(segments);
    let figures: Vec<_> = measures.figures.each().map(|(name, figure)| (name, figure.value, figure.reason)).to_vec();
    format!("{figures:?} {:?} {:?} {:?}", measures.fillers, measures.phrase_counts, measures.values)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn trs_03_measures_stay_where_segments_are_cut_otherwise(
        segments in any_call(),
        cuts in proptest::collection::vec(any::<bool>(), 1..20),
    ) {
        prop_assert_eq!(summary(split(&segments, &cuts)), summary(segments));
    }

    #[test]
    fn trs_03_measures_stay_where_segments_come_in_another_order(
        (one, other) in any_call().prop_flat_map(|segments| (Just(segments.clone()), Just(segments).prop_shuffle()))
    ) {
        prop_assert_eq!(summary(one), summary(other));
    }

    #[test]
    fn trs_03_the_order_of_calls_changes_no_mean(
        (one, other) in proptest::collection::vec(any_call(), 1..6)
            .prop_flat_map(|calls| (Just(calls.clone()), Just(calls).prop_shuffle()))
    ) {
        let figures = |calls: Vec<Vec<Segment>>| -> Vec<_> { calls.into_iter().map(|call| measured(call).figures).collect() };
        let (one, other) = (super::Means::of(&figures(one)), super::Means::of(&figures(other)));
        prop_assert_eq!(one.talk_ratio.figure.value, other.talk_ratio.figure.value);
        prop_assert_eq!(one.patience, other.patience);
    }

    #[test]
    fn trs_09_any_text_is_measured(texts in proptest::collection::vec(any::<String>(), 0..4)) {
        let segments = texts.iter().enumerate().map(|(nth, text)| {
            let start = nth as u64;
            said(["ann", "cy"][nth % 2], Some((start, start + 1)), text)
        });
        measured(segments.collect());
    }
}

#[test]
fn trs_03_over_several_calls_the_mean_of_their_values_counts() {
    let short = measured(vec![said("ann", Some((0, 1_000)), "a"), said("cy", Some((1_000, 2_000)), "b")]).figures;
    let long = measured(vec![said("ann", Some((0, 1_000)), "a"), said("cy", Some((1_000, 10_000)), "b")]).figures;
    let none = measured(Vec::new()).figures;
    let means = super::Means::of(&[short, long, none]);
    assert_eq!((means.calls, means.talk_ratio.calls), (3, 2));
    assert_eq!(means.talk_ratio.figure.value, Some(0.3), "pooled time would give 2 of 12");
    assert_eq!(means.patience.figure.reason, Some(Unavailable::NoValues));
}
