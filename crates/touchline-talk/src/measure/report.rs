//! What is told of a call: every figure with how it was had, every hit with its moment and its words.
//!
//! Rules: TRS-03, TRS-04, TRS-05, TRS-06, TRS-07.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::components::{ComponentSource, Measured, NEXT_STEPS, TalkComponent};
use super::evidence::Evidence;
use super::figures::{Denominator, Figure, Figures, Status, Unavailable, Unit};
use super::heard::heard;
use super::observed::Observed;
use super::pass::{counted, tallied};
use super::phrase_kind::{PhraseHit, PhraseKind};
use super::quoting::Quoting;
use super::ratio_of::RatioOf;
use super::runs::{Run, Speech};
use super::tallies::{KindTally, Tallies};
use super::times::{Amounts, Times};
use crate::phrases::{Compiled, FILLERS, Found, Kind};
use crate::transcript::{Role, Transcript};
use touchline_calculators::skill::{Framework, Raws};
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::math::quotient;
use touchline_kernel::text::Key;

const MINUTE: u64 = 60_000;

/// What is measured of a call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TalkMeasures {
    /// Those components of the framework that are measured here, with what they rest on.
    pub components: Vec<TalkComponent>,
    /// Those of the values that no model gave: a model's enters goals, rankings, certification and improvement tracks only once a
    /// person has confirmed it.
    pub confirmed_values: Raws,
    /// The figures.
    pub figures: Figures,
    /// The rep's fillers that were said, the most frequent first.
    pub fillers: Vec<FillerCount>,
    /// The language of the lists; null where there are none for the call's.
    pub language: Option<Key>,
    /// The figures by name, as a scorecard's form takes them.
    pub measures: BTreeMap<String, Option<f64>>,
    /// How often phrases were found by kind, as a scorecard's form takes it; null where nobody could look.
    pub phrase_counts: Option<BTreeMap<String, u64>>,
    /// Phrases by kind, in the order of the lists; none where there is no list.
    pub phrases: Vec<PhraseKind>,
    /// The first 1,000 questions of the rep.
    pub questions: Vec<QuestionAsked>,
    /// What the host's models say, as it was handed in, without numbers of cards; without consent it has no quotes and reasons.
    pub observed: Vec<Observed>,
    /// The components' raw measures, as a skill score takes them.
    pub values: Raws,
}

/// How often a filler was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TalkFillerCount")]
pub struct FillerCount {
    /// How often.
    pub count: u64,
    /// The filler, as the list has it.
    pub filler: Key,
}

/// A question that the rep asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TalkQuestionAsked")]
pub struct QuestionAsked {
    /// Where, and in which words.
    pub evidence: Evidence,
    /// Whether it is an open one; null where the list has no beginnings of questions, by which open ones are told.
    pub open: Option<bool>,
}

/// What a call is measured with.
#[derive(Clone, Copy, Debug)]
pub struct Meter<'a> {
    /// The lists of its language; nothing where there are none.
    pub compiled: Option<&'a Compiled>,
    /// The framework whose components are given.
    pub framework: &'a Framework,
    /// What the host's models say.
    pub observed: &'a [Observed],
    /// The policy's section.
    pub policy: &'a TalkPolicy,
    /// What the rep's speech is divided by.
    pub ratio_of: RatioOf,
}

/// A call on its way to figures.
struct Call<'a> {
    /// How much was spoken: milliseconds, or words where no times are known.
    amounts: Amounts,
    compiled: Option<&'a Compiled>,
    /// Whether moments are told.
    has_moments: bool,
    policy: &'a TalkPolicy,
    speech: &'a Speech,
    tallies: &'a Tallies,
    times: Times,
    transcript: &'a Transcript,
}

impl Meter<'_> {
    /// The measures of a call, whose segments stand in their order.
    #[must_use]
    pub fn measure(&self, transcript: &Transcript) -> TalkMeasures {
        self.told(transcript, true)
    }

    /// The same without moments: neither hits nor questions are listed, nor what components rest on.
    pub(super) fn figures(&self, transcript: &Transcript) -> TalkMeasures {
        self.told(transcript, false)
    }

    fn told(&self, transcript: &Transcript, has_moments: bool) -> TalkMeasures {
        let speech = Speech::of(transcript, self.policy.words_per_minute);
        let tallies = match self.compiled {
            Some(compiled) => tallied(transcript, &speech, compiled),
            None => counted(transcript, &speech),
        };
        let times = if speech.is_timed { Times::of(&heard(transcript, &speech)) } else { Times::default() };
        let call = Call {
            amounts: if speech.is_timed { times.spoken } else { tallies.words },
            compiled: self.compiled,
            has_moments,
            policy: self.policy,
            speech: &speech,
            tallies: &tallies,
            times,
            transcript,
        };
        let (figures, phrases) = (call.figures(self.ratio_of), call.phrases());
        let measured = Measured {
            ends_with_next_step: call.ends_with_next_step(),
            figures: &figures,
            observed: self.observed,
            phrases: &phrases,
        };
        let components = measured.components(self.framework);
        let values = |keep: fn(&TalkComponent) -> bool| -> Raws {
            let kept = components.iter().filter(|one| keep(one));
            kept.map(|one| (one.component.as_str().to_owned(), one.value)).collect()
        };
        TalkMeasures {
            confirmed_values: values(|one| one.source == ComponentSource::Measure),
            values: values(|_| true),
            components,
            fillers: call.fillers(),
            language: self.compiled.map(|compiled| compiled.language.clone()),
            measures: figures.each().iter().map(|(name, figure)| ((*name).to_owned(), figure.value)).collect(),
            observed: self.observed.to_vec(),
            phrase_counts: call.phrase_counts(),
            phrases,
            questions: call.questions(),
            figures,
        }
    }
}

/// So many over so many; nothing over 0.
fn over(dividend: u64, divisor: u64) -> Option<f64> {
    quotient(dividend.into(), divisor.into())
}

/// A figure that is had this way, where nothing is lacking for it.
fn figure_had(status: Status, unit: Unit, lack: Option<Unavailable>, value: Option<f64>) -> Figure {
    match (lack, value) {
        (None, Some(value)) => Figure::had(status, unit, value),
        (lack, _) => Figure::none(unit, lack.unwrap_or(Unavailable::NothingSaid)),
    }
}

fn whole(count: u64) -> f64 {
    over(count, 1).unwrap_or_default()
}

impl Call<'_> {
    /// So many words as milliseconds, by the policy's rate.
    fn ms_of_words(&self, words: u64) -> Option<f64> {
        over(words.saturating_mul(MINUTE), self.policy.words_per_minute.into())
    }

    /// So many in a time that was measured, or else in so many words, a minute.
    fn a_minute(&self, count: u64, ms: u64, words: u64) -> Option<f64> {
        if self.speech.is_timed {
            over(count.saturating_mul(MINUTE), ms)
        } else {
            over(count.saturating_mul(self.policy.words_per_minute.into()), words)
        }
    }

    /// Why there is nothing of a side to divide by or to count.
    fn lack(&self, of: u64, reason: Unavailable) -> Option<Unavailable> {
        match () {
            () if self.tallies.words.all() == 0 && self.amounts.all() == 0 => Some(Unavailable::NothingSaid),
            () if of == 0 => Some(reason),
            () => None,
        }
    }

    /// A figure that may lack something, or else has a value.
    fn figure(&self, unit: Unit, lack: Option<Unavailable>, value: Option<f64>) -> Figure {
        figure_had(self.speech.status(), unit, lack, value)
    }

    fn has(&self, role: Role) -> bool {
        self.transcript.speakers.iter().any(|speaker| speaker.role == role)
    }

    fn figures(&self, ratio_of: RatioOf) -> Figures {
        let (rep, customer, all) = (self.amounts.rep, self.amounts.customer, self.amounts.all());
        let share = self.figure(Unit::Share, self.lack(all, Unavailable::NothingSaid), over(customer, all));
        let customer_share = if self.has(Role::Customer) || share.value.is_none() {
            share
        } else {
            Figure::none(Unit::Share, Unavailable::NoCustomer)
        };
        let no_rep = self.lack(rep, Unavailable::NoRep);
        let patience = self.patience();
        let words = self.tallies.words;
        let speech_rate = match no_rep {
            Some(reason) => Figure::none(Unit::PerMinute, reason),
            None if !self.speech.is_timed => Figure::none(Unit::PerMinute, Unavailable::NoTimes),
            None => self.figure(Unit::PerMinute, None, over(words.rep.saturating_mul(MINUTE), rep)),
        };
        let overlap = match self.lack(all, Unavailable::NothingSaid) {
            None if !self.speech.is_timed => Some(Unavailable::NoTimes),
            lack => lack,
        };
        let overlap_share = self.figure(Unit::Share, overlap, over(self.times.overlap, self.times.anybody));
        let said: u64 = self.tallies.fillers.iter().fold(0, |sum, count| sum.saturating_add(*count));
        // What is counted needs words, and no time in which they were said.
        let nobody = self.lack(rep.saturating_add(words.rep), Unavailable::NoRep);
        let listed = |list: Option<Unavailable>| list.or(nobody);
        let no_fillers =
            self.no_list(|compiled| compiled.kinds.get(FILLERS).is_some_and(|kind| !kind.phrases.is_empty()));
        let per_minute = self.a_minute(said, rep, words.rep);
        let (open, closed) = (self.tallies.open, self.tallies.closed);
        let asked = open.saturating_add(closed);
        // Without beginnings of questions none is found but by its mark, and where no mark is, nobody could look.
        let no_questions = self.no_list(|compiled| compiled.knows_questions || asked > 0);
        // What tells open from closed questions is how they begin.
        let no_beginnings = self.no_list(|compiled| compiled.knows_questions);
        let (most_fillers, least_questions) = (self.policy.fillers_per_minute, self.policy.questions);
        Figures {
            closed_questions: self.counted(listed(no_beginnings), closed),
            customer_share: customer_share.over(Denominator::AllSpeakingTime),
            fillers: self.counted(listed(no_fillers), said),
            fillers_per_minute: self
                .figure(Unit::PerMinute, listed(no_fillers).or(no_rep), per_minute)
                .over(Denominator::RepSpeakingTime)
                .beside(f64::from(most_fillers), |value| Some(value < f64::from(most_fillers))),
            interactivity: self.interactivity().over(Denominator::WholeCall),
            longest_monologue: self.longest(Role::Rep, Unavailable::NoRep),
            longest_story: self.longest(Role::Customer, Unavailable::NoCustomer),
            open_questions: self.counted(listed(no_beginnings), open),
            overlap_share: overlap_share.over(Denominator::SpokenTime),
            patience: patience.over(Denominator::Answers),
            questions: self
                .counted(listed(no_questions), asked)
                .beside(f64::from(least_questions), |value| Some(value >= f64::from(least_questions))),
            speech_rate: speech_rate.over(Denominator::RepSpeakingTime),
            talk_ratio: self.talk_ratio(ratio_of),
        }
    }

    fn interactivity(&self) -> Figure {
        let (switches, words) = (self.switches(), self.tallies.words.all());
        let lack = self.lack(self.amounts.all(), Unavailable::NothingSaid);
        // How long a call was may be known where nobody says when in it things were said: nothing of this is estimated then.
        match self.transcript.length_ms.filter(|length| *length > 0 && !self.speech.is_timed) {
            Some(length) => {
                let a_minute = over(switches.saturating_mul(MINUTE), length);
                figure_had(Status::Measured, Unit::PerMinute, lack, a_minute)
            }
            None => {
                let a_minute = self.a_minute(switches, self.speech.length_ms(self.transcript), words);
                self.figure(Unit::PerMinute, lack, a_minute)
            }
        }
    }

    fn talk_ratio(&self, ratio_of: RatioOf) -> Figure {
        let rep = self.amounts.rep;
        let no_rep = if self.has(Role::Rep) { None } else { Some(Unavailable::NoRep) };
        let lack = self.lack(self.amounts.all(), Unavailable::NothingSaid).or(no_rep);
        let percent = self.policy.rep_percent;
        match ratio_of {
            RatioOf::AllSpeakingTime => {
                let figure = self.figure(Unit::Share, lack, over(rep, self.amounts.all()));
                let target = over(percent.into(), 100).unwrap_or_default();
                figure.over(Denominator::AllSpeakingTime).beside(target, |_| None)
            }
            RatioOf::CustomerSpeakingTime => {
                let lack = lack.or(self.lack(self.amounts.customer, Unavailable::NoCustomer));
                let figure = self.figure(Unit::Ratio, lack, over(rep, self.amounts.customer));
                let target = over(percent.into(), 100_u64.saturating_sub(percent.into())).unwrap_or_default();
                figure.over(Denominator::CustomerSpeakingTime).beside(target, |_| None)
            }
            RatioOf::WholeCall => {
                let no_times = if self.speech.is_timed { None } else { Some(Unavailable::NoTimes) };
                let figure =
                    self.figure(Unit::Share, lack.or(no_times), over(rep, self.speech.length_ms(self.transcript)));
                figure.over(Denominator::WholeCall)
            }
        }
    }

    /// What was counted of words, which needs no times.
    fn counted(&self, lack: Option<Unavailable>, count: u64) -> Figure {
        match lack {
            None => Figure::had(Status::Measured, Unit::Count, whole(count)),
            Some(reason) => Figure::none(Unit::Count, reason),
        }
    }

    fn no_list(&self, has: impl FnOnce(&Compiled) -> bool) -> Option<Unavailable> {
        if self.compiled.is_some_and(has) { None } else { Some(Unavailable::NoList) }
    }

    /// Each piece of speech with the one before it: of those that began earlier, the one that was heard last.
    fn pairs(&self) -> impl Iterator<Item = (&Run, &Run)> {
        let mut before: Option<&Run> = None;
        self.speech.runs.iter().filter_map(move |run| {
            let pair = before.map(|before| (before, run));
            if before.is_none_or(|before| !self.speech.is_timed || run.to >= before.to) {
                before = Some(run);
            }
            pair
        })
    }

    fn switches(&self) -> u64 {
        let switches = self.pairs().filter(|(before, after)| before.who != after.who).count();
        u64::try_from(switches).unwrap_or(u64::MAX)
    }

    fn longest(&self, role: Role, none: Unavailable) -> Figure {
        let of_role = |run: &&Run| run.role == role;
        let longest = if self.speech.is_timed {
            let lengths = self.speech.runs.iter().filter(of_role).map(|run| run.to.saturating_sub(run.from));
            lengths.max().map(whole)
        } else {
            let runs = self.speech.runs.iter().zip(&self.tallies.run_words).filter(|(run, _)| of_role(run));
            runs.map(|(_, words)| *words).max().and_then(|words| self.ms_of_words(words))
        };
        let lack = if longest.is_none() { self.lack(0, none) } else { None };
        self.figure(Unit::Ms, lack, longest)
    }

    fn patience(&self) -> Figure {
        // What ends while the customer still speaks, such as an `mhm`, answers nothing.
        let is_answer = |before: &Run, after: &Run| after.from >= before.to || after.to > before.to;
        let pairs = self.pairs().filter(|(before, after)| {
            before.role == Role::Customer && after.role == Role::Rep && is_answer(before, after)
        });
        let (answers, silence) = pairs.fold((0_u64, 0_u64), |(answers, silence), (before, after)| {
            (answers.saturating_add(1), silence.saturating_add(after.from.saturating_sub(before.to)))
        });
        let lack = match self.lack(self.amounts.rep, Unavailable::NoRep) {
            None if !self.speech.is_timed => Some(Unavailable::NoTimes),
            None if answers == 0 => Some(Unavailable::NoAnswers),
            lack => lack,
        };
        self.figure(Unit::Ms, lack, over(silence, answers))
    }

    fn quoting(&self) -> Quoting<'_> {
        Quoting { speech: self.speech, transcript: self.transcript }
    }

    fn fillers(&self) -> Vec<FillerCount> {
        let listed =
            self.compiled.and_then(|compiled| compiled.kinds.get(FILLERS)).map_or(&[][..], |kind| &kind.phrases);
        let said = listed.iter().zip(&self.tallies.fillers).filter(|(_, count)| **count > 0);
        let mut said: Vec<FillerCount> =
            said.map(|(filler, count)| FillerCount { count: *count, filler: filler.clone() }).collect();
        said.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.filler.cmp(&b.filler)));
        said
    }

    fn questions(&self) -> Vec<QuestionAsked> {
        let asked = if self.has_moments { self.tallies.asked.as_slice() } else { &[] };
        let evidence = |from, to| self.quoting().evidence(from, to);
        let is_told = self.compiled.is_some_and(|compiled| compiled.knows_questions);
        let questions = asked.iter().map(|asked| QuestionAsked {
            evidence: evidence(asked.from, asked.to),
            open: is_told.then_some(asked.is_open),
        });
        questions.collect()
    }

    /// The kinds of phrases, each with its place among all kinds.
    fn kinds(&self) -> impl Iterator<Item = (&Kind, &KindTally)> {
        let kinds = self.compiled.map_or(&[][..], |compiled| &compiled.kinds);
        kinds.iter().zip(&self.tallies.kinds).skip(FILLERS.saturating_add(1))
    }

    /// Why a kind cannot be counted.
    fn no_kind(&self, kind: &Kind) -> Option<Unavailable> {
        match kind.said_by {
            _ if kind.phrases.is_empty() => Some(Unavailable::NoPhrases),
            Some(Role::Rep) => self.lack(self.tallies.words.rep, Unavailable::NoRep),
            Some(Role::Customer) => self.lack(self.tallies.words.customer, Unavailable::NoCustomer),
            Some(Role::Other) | None => self.lack(self.tallies.words.all(), Unavailable::NothingSaid),
        }
    }

    fn phrases(&self) -> Vec<PhraseKind> {
        let kinds = self.kinds().map(|(kind, tally)| PhraseKind {
            count: self.counted(self.no_kind(kind), tally.count),
            hits: self.hits(kind, tally),
            key: kind.key.clone(),
            name: kind.name.clone(),
        });
        kinds.collect()
    }

    fn hits(&self, kind: &Kind, tally: &KindTally) -> Vec<PhraseHit> {
        let found = if self.has_moments { tally.hits.as_slice() } else { &[] };
        let mut hits = Vec::with_capacity(found.len());
        hits.extend(found.iter().filter_map(|found| self.hit(kind, found)));
        hits
    }

    fn hit(&self, kind: &Kind, found: &Found) -> Option<PhraseHit> {
        let segment = self.transcript.segments.get(found.from.segment)?;
        Some(PhraseHit {
            evidence: self.quoting().evidence(found.from, found.to),
            phrase: kind.phrases.get(found.phrase)?.clone(),
            speaker: segment.speaker.clone(),
        })
    }

    fn phrase_counts(&self) -> Option<BTreeMap<String, u64>> {
        self.compiled?;
        let kinds = self.kinds().filter(|(kind, _)| self.no_kind(kind).is_none());
        Some(kinds.map(|(kind, tally)| (kind.key.as_str().to_owned(), tally.count)).collect())
    }

    /// Whether a next step is named in the last quarter of what is said.
    fn ends_with_next_step(&self) -> bool {
        let next_steps = self.kinds().find(|(kind, _)| kind.key.as_str() == NEXT_STEPS);
        let last = next_steps.and_then(|(_, tally)| tally.last).and_then(|word| u64::try_from(word).ok());
        let words = self.tallies.pieces;
        last.is_some_and(|word| word.saturating_mul(4) >= words.saturating_mul(3))
    }
}
