//! Reports of calls that are worked out by hand, and what holds of any.

use proptest::prelude::*;

use super::*;
use crate::measure::{Observed, RatioOf, Talk};
use crate::phrases::More;
use crate::transcript::{Role, Segment, Speaker, Transcript};
use touchline_calculators::skill::FrameworkGiven;
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::text::{Key, Title};

fn said(speaker: Option<&str>, times: Option<(u64, u64)>, text: &str) -> Segment {
    Segment {
        end_ms: times.map(|times| times.1),
        speaker: speaker.map(Key::new),
        start_ms: times.map(|times| times.0),
        text: text.to_owned(),
    }
}

fn call(segments: Vec<Segment>) -> Transcript {
    let speaker = |key, role| Speaker { key: Key::new(key), name: None, role };
    let speakers = vec![speaker("ann", Role::Rep), speaker("cy", Role::Customer), speaker("dee", Role::Customer)];
    Transcript { consented: true, language: Some(Key::new("en")), length_ms: None, segments, speakers }
}

fn report_of(transcript: Transcript, observed: &[Observed]) -> ConversationReport {
    let talk = Talk {
        framework: &FrameworkGiven::default(),
        language: None,
        lists: &[],
        more: &More::default(),
        observed,
        policy: &TalkPolicy::default(),
        ratio_of: RatioOf::default(),
        transcript,
    };
    ConversationReport::of(talk, ConversationAbout::default()).unwrap()
}

fn withheld(report: &ConversationReport) -> Vec<(ConversationPart, ConversationWithheldReason)> {
    report.withheld.iter().map(|withheld| (withheld.part, withheld.because)).collect()
}

#[test]
fn trs_03_of_more_times_than_a_report_has_the_first_are_told_and_all_are_counted() {
    let turn = |nth: u64| said(Some(["ann", "cy"][usize::from(nth % 2 == 1)]), Some((nth * 10, nth * 10 + 10)), "yes");
    let exactly = report_of(call((0..10_000).map(turn).collect()), &[]);
    assert_eq!((exactly.times.len(), withheld(&exactly)), (10_000, vec![]));
    let more = report_of(call((0..10_001).map(turn).collect()), &[]);
    assert_eq!(more.times, exactly.times);
    assert_eq!(withheld(&more), [(ConversationPart::Times, ConversationWithheldReason::MoreThanShown)]);
    assert_eq!(more.speakers[0].spoken.value, Some(50_010.0));
}

#[test]
fn trs_10_a_quote_of_a_model_that_has_a_number_of_a_card_is_masked_and_that_is_said() {
    let observed = Observed {
        component: None,
        evidence: Vec::new(),
        measure: Key::new("energy"),
        reason: Some("Says 4111 1111 1111 1111.".to_owned()),
        source: Key::new("m"),
        subject: crate::measure::Subject::Customer,
        value: 0.5,
    };
    let report = report_of(call(vec![said(Some("cy"), Some((0, 10)), "Hello.")]), &[observed]);
    assert_eq!(report.observed[0].reason.as_deref(), Some("Says •••• •••• •••• ••••."));
    assert_eq!(withheld(&report), [(ConversationPart::CardNumbers, ConversationWithheldReason::Masked)]);
}

#[test]
fn rpt_04_what_the_host_says_of_a_call_stays_as_it_is() {
    let about = ConversationAbout {
        at: None,
        labels: vec![ConversationLabel { label: Title::new("Account"), value: Title::new("<b>Acme</b>") }],
        title: Some(Title::new("Renewal")),
    };
    let report = ConversationReport { about: about.clone(), ..report_of(call(Vec::new()), &[]) };
    let printed = serde_json::to_value(&report).unwrap();
    assert_eq!(serde_json::from_value::<ConversationAbout>(printed["about"].clone()).unwrap(), about);
}

/// Any call: of people who speak at once, of nobody known, cut anywhere, with times or without.
fn any_call() -> impl Strategy<Value = Transcript> {
    let who = prop_oneof![Just(Some("ann")), Just(Some("cy")), Just(Some("dee")), Just(None)];
    let text = prop_oneof![
        Just("What do you use?"),
        Just("It is too expensive."),
        Just("um yes"),
        Just(" "),
        Just("שלום 4111 1111 1111 1111?")
    ];
    let turn = (who, 0_u64..20_000, 0_u64..5_000, text);
    (proptest::collection::vec(turn, 0..12), any::<bool>()).prop_map(|(turns, is_timed)| {
        let segment = |(who, start, length, text): (Option<&str>, u64, u64, &str)| {
            said(who, is_timed.then_some((start, start + length)), text)
        };
        call(turns.into_iter().map(segment).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn trs_03_what_is_heard_of_speakers_adds_up_to_what_is_measured_of_their_sides(transcript in any_call()) {
        let report = report_of(transcript, &[]);
        let of = |role: Role| {
            let shares = report.speakers.iter().filter(|speaker| speaker.role == role);
            shares.filter_map(|speaker| speaker.share.value).sum::<f64>()
        };
        let ratio = report.figures.talk_ratio.value.unwrap_or_default();
        prop_assert!((of(Role::Rep) - ratio).abs() < 1e-9, "{} {}", of(Role::Rep), ratio);
        let customers = report.figures.customer_share.value.unwrap_or_default();
        prop_assert!((of(Role::Customer) - customers).abs() < 1e-9);
    }

    #[test]
    fn trs_03_times_are_as_long_as_each_is_heard_and_none_of_a_speaker_touches_another(transcript in any_call()) {
        let report = report_of(transcript, &[]);
        for speaker in report.speakers.iter().filter(|_| !report.times.is_empty()) {
            let own: Vec<_> = report.times.iter().filter(|time| time.speaker == speaker.key).collect();
            let heard: u64 = own.iter().map(|time| time.end_ms - time.start_ms).sum();
            prop_assert_eq!(Some(heard as f64), speaker.spoken.value);
            prop_assert!(own.windows(2).all(|pair| pair[0].end_ms < pair[1].start_ms), "{:?}", own);
        }
    }

    #[test]
    fn trs_10_without_consent_a_report_has_no_word_of_the_call(transcript in any_call()) {
        let report = report_of(Transcript { consented: false, ..transcript }, &[]);
        let quotes = report.moments.iter().map(|moment| &moment.evidence);
        let quotes = quotes.chain(report.questions.iter().map(|asked| &asked.evidence));
        let hits = report.phrases.iter().flat_map(|kind| &kind.hits).map(|hit| &hit.evidence);
        prop_assert!(quotes.chain(hits).all(|evidence| evidence.quote.is_none()));
        prop_assert_eq!(withheld(&report), [(ConversationPart::Quotes, ConversationWithheldReason::NoConsent)]);
    }

    #[test]
    fn trs_07_each_moment_is_the_first_of_its_kind(transcript in any_call()) {
        let report = report_of(transcript, &[]);
        for kind in &report.phrases {
            let is_of_it = |moment: &&ConversationMoment| matches!(&moment.of, MomentOf::Phrase(of) if of.key == kind.key);
            let told: Vec<usize> = report.moments.iter().filter(is_of_it).map(|moment| moment.evidence.segment).collect();
            let first = kind.hits.iter().map(|hit| hit.evidence.segment).min();
            prop_assert_eq!(told, first.into_iter().collect::<Vec<_>>());
        }
    }
}
