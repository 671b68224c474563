//! What the documents that ship hold, and what any framework does with any row.

use proptest::prelude::*;

use super::*;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Key;

#[test]
fn skl_13_every_curve_says_why() {
    for built_in in built_in() {
        for component in built_in.framework.components() {
            assert!(component.curve.why.len() > 40, "{}", component.key.as_str());
        }
    }
}

fn sales() -> &'static Compiled {
    &BuiltIn::of("sales").unwrap().compiled
}

/// A row of the framework `sales` with these measures and no others.
fn row(measures: &[(&str, f64)]) -> Vec<Option<f64>> {
    let mut row = vec![None; sales().components().len()];
    for (key, raw) in measures {
        row[sales().place(key).unwrap()] = Some(*raw);
    }
    row
}

#[test]
fn skl_13_the_default_curves_lead_through_their_points_and_are_flat_outside() {
    for (component, points) in [
        ("question_quality", &[(-5.0, 0.0), (0.0, 0.0), (74.5, 74.5), (100.0, 100.0), (120.0, 100.0)][..]),
        ("need_identification", &[(0.0, 0.0), (0.25, 25.0), (1.0, 100.0)][..]),
        ("active_listening", &[(0.1, 0.0), (0.3, 0.0), (0.55, 100.0), (0.6, 100.0), (0.9, 40.0), (1.0, 40.0)][..]),
        ("discount_management", &[(0.5, 100.0), (1.0, 100.0), (1.5, 50.0), (2.0, 0.0), (3.0, 0.0)][..]),
        ("deal_size", &[(0.5, 0.0), (0.75, 37.5), (1.0, 75.0), (1.3, 100.0), (2.0, 100.0)][..]),
        ("trial_close", &[(0.0, 0.0), (1.0, 50.0), (2.0, 100.0), (9.0, 100.0)][..]),
        ("win_rate", &[(0.0, 0.0), (0.125, 30.0), (0.25, 60.0), (0.375, 80.0), (0.5, 100.0), (0.9, 100.0)][..]),
    ] {
        let curve = &sales().components()[sales().place(component).unwrap()].curve;
        for (raw, value) in points {
            assert!((curve.value(*raw) - value).abs() < 1e-12, "{component} at {raw}: {}", curve.value(*raw));
        }
    }
}

#[test]
fn skl_03_half_of_the_weight_is_enough_and_less_is_not() {
    let figures = sales().score(&row(&[("question_quality", 80.0), ("active_listening", 0.6)])).unwrap();
    assert_eq!(figures.areas[0].score, Some(90.0), "two of three");
    let figures = sales().score(&row(&[("question_quality", 80.0)])).unwrap();
    assert_eq!((figures.areas[0].score, figures.areas[0].coverage), (None, 1.0 / 3.0));
}

#[test]
fn skl_04_areas_of_exactly_half_of_the_weight_give_an_overall_score() {
    // 0.20 + 0.15 + 0.15 of the weight is half of it, which sums of decimal fractions may miss.
    let discovery = [("question_quality", 70.0), ("active_listening", 0.6), ("need_identification", 0.7)];
    let objections = [("response_quality", 60.0), ("empathy", 60.0), ("resolution", 0.6)];
    let closing = [("trial_close", 1.0), ("next_steps", 0.5), ("win_rate", 0.125)];
    let mut measures = [discovery, objections, closing].concat();
    let figures = sales().score(&row(&measures)).unwrap();
    assert_eq!(figures.coverage, 0.5);
    // Discovery 80, objections 60, closing 130/3: (0.2 × 80 + 0.15 × 60 + 0.15 × 130/3) ÷ 0.5 = 63.
    assert!((figures.overall.unwrap() - 63.0).abs() < 1e-12, "{figures:?}");
    measures.truncate(6);
    let figures = sales().score(&row(&measures)).unwrap();
    assert_eq!((figures.overall, figures.coverage), (None, 0.35));
    assert!(figures.areas.iter().all(|area| area.in_overall.is_none()));
}

#[test]
fn skl_02_what_is_no_finite_number_is_refused_with_its_component() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = sales().score(&row(&[("question_quality", 1.0), ("empathy", number)])).unwrap_err();
        assert_eq!(error.component.as_str(), "empathy");
    }
}

#[test]
fn skl_01_a_document_with_a_number_that_is_none_is_refused() {
    let mut framework = BuiltIn::of("sales").unwrap().framework.clone();
    framework.areas[0].components[1].curve.points[2].x = f64::NAN;
    framework.areas[0].components[2].curve.points[0].y = f64::NAN;
    framework.areas[1].weight = Some(f64::INFINITY);
    let paths = |checked: Result<Compiled, BadInput>| -> Vec<String> {
        checked.unwrap_err().faults.into_iter().map(|fault| fault.path).collect()
    };
    let curves = ["/areas/0/components/1/curve/points/2/x", "/areas/0/components/2/curve/points/0/y"];
    let wrong = ["/areas/1/weight", "/areas", curves[0], curves[1]];
    assert_eq!(paths(Compiled::of(&framework)), wrong);
    let types = BuiltIn::of("sales_call_types").unwrap();
    assert_eq!(paths(Compiled::view(&framework, &types.framework.views[0])), wrong);
}

#[test]
fn skl_02_a_zero_of_a_curve_has_no_sign() {
    let point = |x, y| CurvePoint { x, y };
    let mut framework = BuiltIn::of("sales").unwrap().framework.clone();
    framework.areas[0].components[0].curve.points = vec![point(-0.0, -0.0), point(1.0, 100.0)];
    let compiled = Compiled::of(&framework).unwrap();
    let curve = &compiled.components()[0].curve;
    assert_eq!([curve.x[0], curve.y[0], curve.least].map(f64::to_bits), [0; 3]);
}

#[test]
fn skl_08_an_area_of_a_view_weighs_what_its_components_weigh() {
    let mut framework = BuiltIn::of("sales").unwrap().framework.clone();
    let part = |key: &str, weight| ViewComponent { component: Key::new(key), weight: Some(weight) };
    framework.views.push(FrameworkView {
        components: vec![part("win_rate", 0.5), part("empathy", 0.2), part("resolution", 0.3)],
        key: Key::new("mixed"),
        name: Key::new("Mixed"),
    });
    let compiled = Compiled::view(&framework, &framework.views[0]).unwrap();
    let keys: Vec<&str> = compiled.areas().iter().map(|area| area.key.as_str()).collect();
    assert_eq!(keys, ["objection_handling", "closing"], "in the framework's order");
    let figures = compiled.score(&[Some(50.0), Some(1.0), Some(0.5)]).unwrap();
    // Objection handling: (0.2 × 50 + 0.3 × 100) ÷ 0.5 = 80, closing 100, each half of it all.
    assert_eq!((figures.areas[0].score, figures.areas[1].score), (Some(80.0), Some(100.0)));
    assert_eq!(figures.overall, Some(90.0));
}

/// So many whole numbers over 0 that add up to 1000, as decimal fractions; or no weights at all.
fn weights(count: usize) -> impl Strategy<Value = Vec<Option<f64>>> {
    let parts = prop::collection::vec(1_u32..100, count).prop_map(|parts| {
        let rest = 1000 - parts.iter().skip(1).sum::<u32>();
        [rest].into_iter().chain(parts.into_iter().skip(1)).map(|part| Some(f64::from(part) / 1000.0)).collect()
    });
    prop_oneof![parts, Just(vec![None; count])]
}

fn curve() -> impl Strategy<Value = CurveDocument> {
    let steps = prop::collection::vec((1_u32..1000, 0.0..=100.0_f64), 2..6);
    (-500_i32..500, steps).prop_map(|(start, steps)| {
        let mut x = f64::from(start) / 100.0;
        let mut points = Vec::new();
        for (step, y) in steps {
            x += f64::from(step) / 100.0;
            points.push(CurvePoint { x, y });
        }
        CurveDocument { points, why: String::new() }
    })
}

/// A framework of up to five areas with up to five components each.
pub(super) fn any_framework() -> impl Strategy<Value = Framework> {
    let area = (1_usize..6).prop_flat_map(|count| (weights(count), prop::collection::vec(curve(), count)));
    (1_usize..6).prop_flat_map(move |count| (weights(count), prop::collection::vec(area.clone(), count))).prop_map(
        |(weights, areas)| {
            let named = |name: String| Key::new(&name);
            let component = |area: usize, place: usize, weight, curve| ComponentDocument {
                curve,
                key: named(format!("c{area}_{place}")),
                measure: named("measure".into()),
                name: named("name".into()),
                unit: RawUnit::Score,
                weight,
            };
            let areas = weights.into_iter().zip(areas).enumerate().map(|(area, (weight, (weights, curves)))| {
                let parts = weights.into_iter().zip(curves).enumerate();
                AreaDocument {
                    components: parts.map(|(place, (weight, curve))| component(area, place, weight, curve)).collect(),
                    key: named(format!("a{area}")),
                    name: named("name".into()),
                    weight,
                }
            });
            Framework { areas: areas.collect(), key: named("any".into()), name: named("Any".into()), views: vec![] }
        },
    )
}

/// A framework and a row for it, a quarter of which is missing.
pub(super) fn any_row() -> impl Strategy<Value = (Framework, Vec<Option<f64>>)> {
    any_framework().prop_flat_map(|framework| {
        let count = framework.components().count();
        let raw = prop_oneof![1 => Just(None), 3 => (-10.0..50.0_f64).prop_map(Some)];
        (Just(framework), prop::collection::vec(raw, count))
    })
}

fn scale(framework: &mut Framework, factor: f64) {
    for area in &mut framework.areas {
        area.weight = area.weight.map(|weight| weight * factor);
        for component in &mut area.components {
            component.weight = component.weight.map(|weight| weight * factor);
        }
    }
}

/// The rule, read anew: values between points by proportion, means over what is there.
fn by_the_rule(framework: &Framework, row: &[Option<f64>]) -> (Vec<Option<f64>>, Option<f64>) {
    let value = |curve: &CurveDocument, raw: f64| -> f64 {
        let (first, last) = (curve.points[0], curve.points[curve.points.len() - 1]);
        let between = curve.points.windows(2).find(|pair| pair[0].x <= raw && raw < pair[1].x);
        match between {
            Some(pair) => pair[0].y + (raw - pair[0].x) / (pair[1].x - pair[0].x) * (pair[1].y - pair[0].y),
            None if raw < first.x => first.y,
            None => last.y,
        }
    };
    let mean = |parts: &[(f64, Option<f64>)]| -> Option<f64> {
        let whole: f64 = parts.iter().map(|(weight, _)| weight).sum();
        let there: Vec<(f64, f64)> = parts.iter().filter_map(|(weight, value)| Some((*weight, (*value)?))).collect();
        let weight: f64 = there.iter().map(|(weight, _)| weight).sum();
        (weight >= whole / 2.0 - 1e-12 && weight > 0.0)
            .then(|| there.iter().map(|(weight, value)| weight * value).sum::<f64>() / weight)
    };
    let mut raws = row.iter();
    let areas: Vec<(f64, Option<f64>)> = framework
        .areas
        .iter()
        .map(|area| {
            let parts = area.components.iter().map(|part| {
                (part.weight.unwrap_or(1.0), raws.next().copied().flatten().map(|raw| value(&part.curve, raw)))
            });
            (area.weight.unwrap_or(1.0), mean(&parts.collect::<Vec<_>>()))
        })
        .collect();
    (areas.iter().map(|(_, score)| *score).collect(), mean(&areas))
}

fn near(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9,
        (left, right) => left.is_none() && right.is_none(),
    }
}

proptest! {
    #[test]
    fn skl_02_scores_are_those_of_the_rule((framework, row) in any_row()) {
        let figures = Compiled::of(&framework).unwrap().score(&row).unwrap();
        let (areas, overall) = by_the_rule(&framework, &row);
        for (area, expected) in figures.areas.iter().zip(&areas) {
            prop_assert!(near(area.score, *expected), "{:?} {:?}", area, expected);
        }
        prop_assert!(near(figures.overall, overall), "{:?} {:?}", figures.overall, overall);
    }

    #[test]
    fn skl_06_contributions_add_up_to_the_scores((framework, row) in any_row()) {
        let compiled = Compiled::of(&framework).unwrap();
        let figures = compiled.score(&row).unwrap();
        for (area, of_area) in compiled.areas().iter().zip(&figures.areas) {
            let parts: Vec<PointShare> = figures.components[area.first..area.first + area.count]
                .iter().flatten().filter_map(|part| part.in_area).collect();
            let (points, weight): (f64, f64) =
                (parts.iter().map(|part| part.points).sum(), parts.iter().map(|part| part.weight).sum());
            prop_assert!((points - of_area.score.unwrap_or(0.0)).abs() <= 1e-9);
            prop_assert!(of_area.score.is_none() || (weight - 1.0).abs() <= 1e-9);
        }
        let overall = figures.overall.unwrap_or(0.0);
        let of_areas: f64 = figures.areas.iter().filter_map(|area| area.in_overall).map(|part| part.points).sum();
        let of_components: f64 =
            figures.components.iter().flatten().filter_map(|part| part.in_overall).map(|part| part.points).sum();
        prop_assert!((of_areas - overall).abs() <= 1e-9);
        prop_assert!((of_components - overall).abs() <= 1e-9);
    }

    #[test]
    fn skl_06_what_is_given_and_what_is_kept_make_a_hundred(
        (framework, row) in any_row(), of_area in any::<Option<prop::sample::Index>>(),
    ) {
        let compiled = Compiled::of(&framework).unwrap();
        let area = of_area.map(|place| place.get(compiled.areas()).key.clone());
        let told = Explanation::of(&compiled, area.as_ref(), &row, None).unwrap();
        let points: f64 = told.parts.iter().map(|part| part.counted.points).sum();
        let lost: f64 = told.parts.iter().map(|part| part.lost).sum();
        prop_assert_eq!(told.score.is_none(), told.parts.is_empty());
        if let Some(score) = told.score {
            prop_assert!((points - score).abs() <= 1e-9 && (points + lost - 100.0).abs() <= 1e-9);
        }
        prop_assert!(told.parts.is_sorted_by(|one, next| one.lost >= next.lost));
        let meant = compiled.areas().iter().filter(|of| area.as_ref().is_none_or(|meant| *meant == of.key));
        prop_assert_eq!(told.parts.len() + told.uncounted.len(), meant.map(|area| area.count).sum::<usize>());
    }

    #[test]
    fn skl_06_a_difference_is_told_to_the_last_point_and_turns_with_its_sides(
        (framework, row) in any_row(), of_area in any::<Option<prop::sample::Index>>(),
        other in prop::collection::vec(prop_oneof![1 => Just(None), 5 => (-10.0..50.0_f64).prop_map(Some)], 25),
    ) {
        let compiled = Compiled::of(&framework).unwrap();
        let area = of_area.map(|place| place.get(compiled.areas()).key.clone());
        let told = |row: &[Option<f64>], against: &[Option<f64>]| {
            Explanation::of(&compiled, area.as_ref(), row, Some(against)).unwrap()
        };
        let (there, back) = (told(&row, &other), told(&other, &row));
        let (change, turned) = (there.difference.unwrap(), back.difference.unwrap());
        prop_assert!(near(change.score, back.score) && near(turned.score, there.score));
        prop_assert!(near(change.change, there.score.zip(back.score).map(|(score, other)| score - other)));
        let sum: f64 = change.parts.iter().map(|part| part.change).sum();
        prop_assert!((sum - change.change.unwrap_or(0.0)).abs() <= 1e-9);
        prop_assert_eq!(change.parts.len(), turned.parts.len());
        for part in &change.parts {
            let back = turned.parts.iter().find(|back| back.component == part.component).unwrap();
            prop_assert_eq!((part.by_value + back.by_value, part.by_weight + back.by_weight), (0.0, 0.0));
        }
        let same = told(&row, &row).difference.unwrap();
        prop_assert!(same.parts.iter().all(|part| part.change == 0.0));
    }

    #[test]
    fn bat_03_calls_that_are_added_up_in_parts_are_the_same_calls(
        framework in any_framework(), cut: prop::sample::Index,
        rows in prop::collection::vec(
            prop::collection::vec(prop_oneof![1 => Just(None), 4 => (-10.0..50.0_f64).prop_map(Some)], 25), 1..12,
        ),
    ) {
        let compiled = Compiled::of(&framework).unwrap();
        let added = |rows: &[Vec<Option<f64>>]| {
            let mut sums = CallSums::new(&compiled);
            rows.iter().for_each(|row| sums.add(&compiled, &compiled.score(row).unwrap()));
            sums
        };
        let (left, right) = rows.split_at(cut.index(rows.len() + 1));
        let mut parts = added(left);
        parts.merge(&added(right));
        prop_assert_eq!(parts, added(&rows));
    }

    #[test]
    fn skl_10_components_that_no_call_has_change_no_bit_of_an_interval(
        framework in any_framework(), absent in prop::collection::vec(any::<bool>(), 25),
        rows in prop::collection::vec(
            prop::collection::vec(prop_oneof![1 => Just(None), 6 => (-10.0..50.0_f64).prop_map(Some)], 25), 1..20,
        ),
    ) {
        let compiled = Compiled::of(&framework).unwrap();
        let without = |row: &Vec<Option<f64>>| row.iter().zip(&absent).map(|(raw, absent)| raw.filter(|_| !absent)).collect();
        let rows: Vec<Vec<Option<f64>>> = rows.iter().map(without).collect();
        let mut all = CallSums::new(&compiled);
        rows.iter().for_each(|row| all.add(&compiled, &compiled.score(row).unwrap()));
        let some = CallSums::of_rows(&compiled, &rows).unwrap();
        prop_assert_eq!(some.means(), all.means());
        let figures = compiled.score(&all.means()).unwrap();
        let spreads = |sums: &CallSums| sums.spreads(&compiled, &figures, &mut StudentPoints::default());
        prop_assert_eq!(spreads(&some), spreads(&all));
    }

    #[test]
    fn skl_01_scaling_all_weights_changes_no_bit((framework, row) in any_row(), factor in 1e-3..1e3_f64) {
        let mut scaled = framework.clone();
        scale(&mut scaled, factor);
        let (one, other) = (Compiled::unchecked(&framework), Compiled::unchecked(&scaled));
        prop_assert_eq!(one.score(&row).unwrap(), other.score(&row).unwrap());
    }

    #[test]
    fn skl_02_a_component_raised_along_a_rising_curve_never_lowers_a_score(
        (mut framework, row) in any_row(), place: prop::sample::Index, raise in 0.0..20.0_f64,
    ) {
        for area in &mut framework.areas {
            for component in &mut area.components {
                let mut ys: Vec<f64> = component.curve.points.iter().map(|point| point.y).collect();
                ys.sort_unstable_by(f64::total_cmp);
                component.curve.points.iter_mut().zip(ys).for_each(|(point, y)| point.y = y);
            }
        }
        let compiled = Compiled::of(&framework).unwrap();
        let mut raised = row.clone();
        let place = place.index(row.len());
        raised[place] = raised[place].map(|raw| raw + raise);
        let (before, after) = (compiled.score(&row).unwrap(), compiled.score(&raised).unwrap());
        prop_assert!(after.overall >= before.overall);
        for (before, after) in before.areas.iter().zip(&after.areas) {
            prop_assert!(after.score >= before.score);
        }
    }

    #[test]
    fn skl_05_the_level_is_that_of_the_published_score(score in 0.0..=100.0_f64) {
        let whole = published(score);
        prop_assert!((f64::from(whole) - score).abs() <= 0.5 + 1e-9);
        let entry = Level::of(whole).entry();
        prop_assert!(entry.least <= whole && whole <= entry.greatest);
    }
}

/// The row with another measure of one component.
fn with(row: &[Option<f64>], place: usize, raw: f64) -> Vec<Option<f64>> {
    let mut row = row.to_vec();
    row[place] = Some(raw);
    row
}

proptest! {
    #[test]
    fn skl_11_a_change_reaches_the_target_and_no_smaller_one_does(
        (framework, row) in any_row(), lift in 1_u8..30, of_area in any::<Option<prop::sample::Index>>(),
        smaller in prop::collection::vec(0.0..1.0_f64, 8),
    ) {
        let compiled = Compiled::of(&framework).unwrap();
        let area = of_area.map(|index| index.index(compiled.areas().len()));
        let score = |row: &[Option<f64>]| {
            let figures = compiled.score(row).unwrap();
            area.map_or(figures.overall, |area| figures.areas[area].score).map(published)
        };
        let Some(now) = score(&row) else { return Ok(()) };
        let wanted = (now + lift).min(100);
        prop_assume!(wanted > now);
        let goal = Goal { area: area.map(|area| compiled.areas()[area].key.clone()), score: PublishedScore(wanted) };
        let answer = WhatIf::of(&compiled, &row, &goal, &[]).unwrap();
        prop_assert!(!answer.reached);
        for change in &answer.changes {
            let place = compiled.place(change.component.as_str()).unwrap();
            prop_assert!(score(&with(&row, place, change.needed)) >= Some(wanted), "{:?}", change);
            let way = change.needed - change.raw;
            // A score that lies less than a billionth under a half is published as if it reached it.
            let just_short = change.raw + way * 0.999_999;
            for raw in smaller.iter().flat_map(|part| [change.raw + way * part, change.raw - way * part]).chain([just_short]) {
                let is_smaller = (raw - change.raw).abs() < way.abs() * 0.999_999_5;
                prop_assert!(!is_smaller || score(&with(&row, place, raw)) < Some(wanted), "{:?} at {}", change, raw);
            }
        }
        for key in &answer.out_of_reach {
            let place = compiled.place(key.as_str()).unwrap();
            let curve = &compiled.components()[place].curve;
            for raw in curve.x.iter().copied().chain(smaller.iter().map(|part| -10.0 + part * 60.0)) {
                prop_assert!(score(&with(&row, place, raw)) < Some(wanted), "{:?} at {}", key.as_str(), raw);
            }
        }
    }

    /// Weights that recur, such as sixths, miss half a point by what their rounding takes: that is no way further.
    #[test]
    fn skl_11_what_is_published_as_the_target_at_the_end_of_a_curve_is_in_reach(
        parts in prop::collection::vec(1_u8..=9, 2), tops in prop::collection::vec(5_u8..=95, 3), lower in 0.1..0.9_f64,
    ) {
        let whole = f64::from(parts[0]) + f64::from(parts[1]) + 3.0;
        let [first, second, rest] = [f64::from(parts[0]), f64::from(parts[1]), 3.0].map(|part| part / whole);
        let (top, other) = (f64::from(tops[0]), f64::from(tops[1]));
        let target = published((first * top + second * other + rest * f64::from(tops[2])).floor() + 1.0);
        let last = (f64::from(target) - 0.5 - first * top - second * other) / rest;
        let area = |key: &str, weight: f64, top: f64| AreaDocument {
            components: vec![ComponentDocument {
                curve: CurveDocument {
                    points: vec![CurvePoint { x: -1.0, y: 0.0 }, CurvePoint { x: top, y: top }],
                    why: String::new(),
                },
                key: Key::new(key),
                measure: Key::new("measure"),
                name: Key::new("name"),
                unit: RawUnit::Score,
                weight: None,
            }],
            key: Key::new(key),
            name: Key::new("name"),
            weight: Some(weight),
        };
        let areas = vec![area("first", first, top), area("second", second, other), area("rest", rest, last)];
        let framework = Framework { areas, key: Key::new("uneven"), name: Key::new("uneven"), views: vec![] };
        let compiled = Compiled::of(&framework).unwrap();
        let row = [Some(top * lower), Some(other), Some(last)];
        let answer = WhatIf::of(&compiled, &row, &Goal { area: None, score: PublishedScore(target) }, &[]).unwrap();
        prop_assert_eq!(answer.changes.len(), 1, "{:?}", answer);
        prop_assert!((answer.changes[0].needed - top).abs() < 1e-6);
        prop_assert!(published(answer.changes[0].score) >= target);
        prop_assert_eq!(answer.out_of_reach.len(), 2);
    }
}

#[test]
fn skl_10_no_more_components_are_held_against_one_another_than_a_score_may_have_an_interval_of() {
    let refused = |measured: usize, calls: usize| {
        // Each call has measures of its own, and all of them come to so many.
        let row = |call: usize| {
            (0..measured + 7).map(|place| (place < measured && place % calls == call).then_some(1.0)).collect()
        };
        let rows: Vec<Vec<Option<f64>>> = (0..calls).map(row).collect();
        let mut faults = touchline_kernel::rejection::Faults::default();
        super::check_together(std::iter::once(&rows), "/calls", &mut faults);
        faults.told().err().map(|bad| (bad.faults[0].path.clone(), bad.faults[0].reason.code.name().to_owned()))
    };
    assert_eq!(refused(MOST_TOGETHER, 1), None);
    assert_eq!(refused(MOST_TOGETHER, 3), None);
    let beyond = Some(("/calls".to_owned(), "number_out_of_range".to_owned()));
    assert_eq!(refused(MOST_TOGETHER + 1, 1), beyond);
    assert_eq!(refused(MOST_TOGETHER + 1, 3), beyond);
}
