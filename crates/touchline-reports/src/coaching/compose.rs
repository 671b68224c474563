//! From documents to a report: what is asked for is taken over, what is not is counted among what is left out.
//!
//! Rules: RPT-01, SKL-09.

use core::cmp::Reverse;

use super::calls::CallReview;
use super::input::{CoachingReportInput, ReportOptions};
use super::report::{
    Clip, CoachingReport, FocusArea, ReportArea, ReportStrength, ShownExample, Whose, Withheld, WithheldPart,
    WithheldReason,
};
use touchline_calculators::metric::{Benchmark, Benchmarks, WithheldBecause};
use touchline_calculators::recommendation::{Example, Focus, Gap, Moment, Recommendations, Strength};
use touchline_kernel::Key;
use touchline_kernel::rejection::BadInput;

/// How many areas to work on a report has at the most.
const MOST_FOCUS_AREAS: usize = 3;

/// What is left out so far.
#[derive(Default)]
struct LeftOut(Vec<Withheld>);

impl LeftOut {
    fn add(&mut self, part: WithheldPart, of: Option<&Key>, because: WithheldReason) {
        let withheld = Withheld { because, of: of.cloned(), part };
        if !self.0.contains(&withheld) {
            self.0.push(withheld);
        }
    }
}

impl CoachingReport {
    /// The report of these documents.
    ///
    /// # Errors
    /// Documents that contradict one another, and an area that is asked for and not there.
    pub fn of(input: CoachingReportInput) -> Result<Self, BadInput> {
        input.check()?;
        let CoachingReportInput {
            mut area_benchmarks,
            calls,
            deals,
            metrics,
            name,
            options,
            period,
            person,
            recommendations,
            mut score_trend,
            skill,
            talk,
        } = input;
        let Recommendations { focus, follow_up, gaps, manager_review_required, more_gaps, mut progress, strengths } =
            recommendations;
        // The score and what is recommended of it need not be of one moment: what either holds back is held back.
        let manager_review_required = manager_review_required || skill.is_critical_anywhere();
        let mut left_out = LeftOut::default();
        let area = options.area.as_ref();
        let is_asked = |other: &Key| area.is_none_or(|area| area == other);
        if area.is_some() && skill.areas.iter().any(|other| !is_asked(&other.area)) {
            left_out.add(WithheldPart::Areas, None, WithheldReason::NotAskedFor);
        }
        tell_metrics(&metrics, &mut left_out);
        if skill.overall.published.is_none() {
            left_out.add(WithheldPart::Score, None, WithheldReason::InsufficientEvidence);
        }
        let areas: Vec<ReportArea> = skill
            .areas
            .into_iter()
            .filter(|scored| is_asked(&scored.area))
            .map(|scored| ReportArea { area: scored.area, rating: scored.rating })
            .collect();
        for scored in areas.iter().filter(|scored| scored.rating.published.is_none()) {
            left_out.add(WithheldPart::Score, Some(&scored.area), WithheldReason::InsufficientEvidence);
        }
        area_benchmarks.retain(|of| is_asked(&of.area));
        area_benchmarks.sort_by_key(|of| areas.iter().position(|scored| scored.area == of.area));
        for of in &area_benchmarks {
            tell_others(&of.area, [&of.team_average, &of.top_performer], &mut left_out);
        }
        score_trend.sort_by_key(|point| point.first);
        if area.is_some() && !score_trend.is_empty() {
            // It is one of all areas together.
            score_trend.clear();
            left_out.add(WithheldPart::ScoreTrend, None, WithheldReason::NotAskedFor);
        }
        let mut strengths: Vec<_> = strengths.into_iter().filter(|strength| is_asked(&strength.area)).collect();
        strengths.sort_by_key(|strength| Reverse(strength.score));
        let strengths =
            strengths.into_iter().map(|strength| shown_strength(strength, &options, &mut left_out)).collect();
        let mut gaps: Vec<Gap> = gaps.into_iter().filter(|gap| is_asked(&gap.area)).collect();
        // The lowest first, in whatever order they were handed in; equals stay as they are.
        gaps.sort_by_key(|gap| gap.score);
        let beyond: Vec<Key> = gaps.iter().skip(MOST_FOCUS_AREAS).map(|gap| gap.area.clone()).collect();
        let untold = more_gaps.iter().flatten().filter(|area| is_asked(area));
        let beyond: Vec<Key> = beyond.into_iter().chain(untold.cloned()).collect();
        for area in &beyond {
            left_out.add(WithheldPart::FocusAreas, Some(area), WithheldReason::MoreThanShown);
        }
        // A gap that only others come before is the first of a report that is about it alone.
        let first_gap = gaps.first().map(|gap| &gap.area).or(beyond.first());
        let calls = CallReview::of(&calls, talk, area, first_gap);
        let gaps = gaps.into_iter().take(MOST_FOCUS_AREAS);
        let focus_areas = gaps.map(|gap| focus_area(gap, &options, &mut left_out)).collect();
        tell_calls(&calls, &mut left_out);
        progress.retain(|row| is_asked(&row.area));
        Ok(CoachingReport {
            area_benchmarks,
            areas,
            calls,
            deals,
            focus: focus.and_then(|focus| focus_within(focus, is_asked)),
            focus_areas,
            follow_up,
            framework: skill.framework,
            manager_review_required,
            metrics,
            more_gaps: more_gaps.map(|_| beyond),
            name,
            overall: skill.overall,
            period,
            person,
            progress,
            score_trend,
            strengths,
            withheld: left_out.0,
            area: options.area,
        })
    }
}

/// The part of a focus that lies in what is asked for: what comes second moves up where the first does not.
fn focus_within(focus: Focus, is_asked: impl Fn(&Key) -> bool) -> Option<Focus> {
    let Focus { first, kind, practice, second } = focus;
    let practice = practice.filter(|_| is_asked(&first.area));
    let mut kept = [Some(first), second].into_iter().flatten().filter(|on| is_asked(&on.area));
    Some(Focus { first: kept.next()?, kind, practice, second: kept.next() })
}

fn tell_metrics(metrics: &[Benchmarks], left_out: &mut LeftOut) {
    if metrics.is_empty() {
        left_out.add(WithheldPart::Metrics, None, WithheldReason::NothingThere);
    }
    for benchmarks in metrics {
        let metric = Key::new(benchmarks.own.metric.into());
        if benchmarks.own.value.is_none() {
            left_out.add(WithheldPart::Metric, Some(&metric), WithheldReason::NothingThere);
        }
        tell_others(&metric, [&benchmarks.team_average, &benchmarks.top_performer], left_out);
    }
}

/// What is not told of others beside a metric or an area.
fn tell_others(of: &Key, [team_average, top_performer]: [&Benchmark; 2], left_out: &mut LeftOut) {
    // Of whoever has a value nobody has enough observations, where there is an average and no best.
    let no_best = match team_average {
        Benchmark::Shown(_) => WithheldReason::InsufficientEvidence,
        Benchmark::Withheld(_) | Benchmark::Nothing => WithheldReason::NothingThere,
    };
    let others = [
        (WithheldPart::TeamAverage, team_average, WithheldReason::NothingThere),
        (WithheldPart::TopPerformer, top_performer, no_best),
    ];
    for (part, benchmark, nothing) in others {
        let because = match benchmark {
            Benchmark::Shown(_) => continue,
            Benchmark::Nothing => nothing,
            Benchmark::Withheld(withheld) => match withheld.because {
                WithheldBecause::GroupTooSmall => WithheldReason::GroupTooSmall,
                WithheldBecause::WindowOpen => WithheldReason::WindowOpen,
            },
        };
        left_out.add(part, Some(of), because);
    }
}

fn tell_calls(calls: &CallReview, left_out: &mut LeftOut) {
    let talk = calls.talk.as_ref();
    let measures = [
        ("talk_ratio", talk.and_then(|talk| talk.talk_ratio.value)),
        ("questions", talk.and_then(|talk| talk.questions.value)),
        ("fillers_per_minute", talk.and_then(|talk| talk.fillers_per_minute.value)),
    ];
    for (measure, _) in measures.iter().filter(|(_, value)| value.is_none()) {
        left_out.add(WithheldPart::Talk, Some(&Key::new(measure)), WithheldReason::NothingThere);
    }
    if calls.best_call.is_none() {
        left_out.add(WithheldPart::BestCall, None, WithheldReason::NothingThere);
    }
    if calls.to_review.is_none() {
        left_out.add(WithheldPart::CallToReview, None, WithheldReason::NothingThere);
    }
}

fn shown_strength(strength: Strength, options: &ReportOptions, left_out: &mut LeftOut) -> ReportStrength {
    let Strength { area, coverage, example, score } = strength;
    let highlight = example.map(Example::Own).and_then(|example| shown(example, &area, options, left_out));
    ReportStrength { area, coverage, highlight, score }
}

fn focus_area(gap: Gap, options: &ReportOptions, left_out: &mut LeftOut) -> FocusArea {
    let Gap { area, component, coverage, example, score, target, to_review, words } = gap;
    let example = example.and_then(|example| shown(example, &area, options, left_out));
    let to_review = to_review.map(Example::Own).and_then(|moment| shown(moment, &area, options, left_out));
    FocusArea { area, component, coverage, example, score, target, to_review, words }
}

/// The example as it is shown, unless none was asked for.
fn shown(example: Example, area: &Key, options: &ReportOptions, left_out: &mut LeftOut) -> Option<ShownExample> {
    if !options.examples {
        left_out.add(WithheldPart::Examples, None, WithheldReason::NotAskedFor);
        return None;
    }
    let (whose, moment) = match example {
        Example::Own(moment) => (Whose::Own, moment),
        Example::TopPerformer(moment) => (Whose::TopPerformer, moment),
        Example::Anonymised(quote) => {
            left_out.add(WithheldPart::WhoseExample, Some(area), WithheldReason::NotSeen);
            return Some(ShownExample {
                call_name: None,
                clip: None,
                component: quote.component,
                on: None,
                person: None,
                quote: quote.quote,
                whose: Whose::Anonymised,
            });
        }
    };
    if !options.clips {
        left_out.add(WithheldPart::Clips, None, WithheldReason::NotAskedFor);
    }
    let Moment { call, call_name, component, moment_ms, on, person, quote } = moment;
    let clip = options.clips.then_some(Clip { call, moment_ms });
    let person = (whose == Whose::TopPerformer).then_some(person);
    Some(ShownExample { call_name, clip, component, on: Some(on), person, quote, whose })
}
