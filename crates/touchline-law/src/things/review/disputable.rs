//! What of a review can be disputed, and how a dispute can be decided.
//!
//! Rules: REV-09, SCO-12.

use touchline_calculators::scorecard::Template;
use touchline_kernel::{Code, DetailKey, Key, Reason, Rejection};

use super::dispute::{Amendment, Disputed, DisputedPoint, Ruled, Ruling, amended, amended_in_points, outcome_of};
use super::{DecideDispute, DisputeDecided, DisputeReview, Review};
use super::{Filled, Judged};
use crate::facts::{Facts, Refusal, refuse_if};
use crate::life::Case;

/// Points about what the review says, none twice, with proposals that could be answers.
pub(super) fn can_be_disputed<F: Facts>(
    case: &Case<'_, Review, F>,
    review: &Review,
    body: &DisputeReview,
) -> Result<(), Refusal> {
    if body.points.is_empty() {
        return Err(Rejection::from(Code::ListEmpty).at("/body/points").into());
    }
    for (place, point) in body.points.iter().enumerate() {
        let at = |code: Code| Err(Rejection::from(code).at(format!("/body/points/{place}/about")).into());
        let earlier = body.points.iter().take(place);
        match &point.about {
            _ if earlier.clone().any(|earlier| is_about_the_same(&earlier.about, &point.about)) => {
                let reason = Reason::new(Code::EntryTwice).with(DetailKey::Actual, named(&point.about));
                return Err(Rejection::from(reason).at(format!("/body/points/{place}/about")).into());
            }
            Disputed::NotMine if body.points.len() > 1 => return at(Code::NotMineAlone),
            Disputed::NotMine => {}
            Disputed::Rating(_) if review.rating.is_none() => return at(Code::NothingToDispute),
            Disputed::Rating(of) => stands_already(of.proposed.is_some() && of.proposed == review.rating, place)?,
            Disputed::Answer(of) => {
                let path = format!("/body/points/{place}/about/body");
                let Some((filled, template)) = judged_by(case, review)? else { return at(Code::NothingToDispute) };
                let Some(counts) = filled.answer_that_counts(template, &of.question) else {
                    return Err(Rejection::from(Code::NothingToDispute).at(format!("{path}/question")).into());
                };
                if let Some(proposed) = &of.proposed {
                    filled.check_answer(template, (&of.question, proposed), &format!("{path}/proposed"))?;
                    stands_already(*proposed == counts, place)?;
                }
            }
        }
    }
    Ok(())
}

/// Refuses a proposal of what the review says already.
fn stands_already(is_so: bool, place: usize) -> Result<(), Refusal> {
    refuse_if(is_so, Code::NothingToDispute, &format!("/body/points/{place}/about/body/proposed"))
}

/// What a point is about, by its name: that of the question, where it is about an answer.
fn named(about: &Disputed) -> &str {
    match about {
        Disputed::Answer(of) => of.question.as_str(),
        Disputed::NotMine | Disputed::Rating(_) => about.into(),
    }
}

fn is_about_the_same(one: &Disputed, other: &Disputed) -> bool {
    match (one, other) {
        (Disputed::Answer(one), Disputed::Answer(other)) => one.question == other.question,
        (Disputed::NotMine, Disputed::NotMine) | (Disputed::Rating(_), Disputed::Rating(_)) => true,
        _ => false,
    }
}

/// A ruling for each point, which decides it.
pub(super) fn decides<F: Facts>(
    case: &Case<'_, Review, F>,
    review: &Review,
    body: &DecideDispute,
) -> Result<(), Refusal> {
    // Where none is open that is what is to blame, and the cell says so.
    let Some(dispute) = review.open_dispute() else { return Ok(()) };
    let (points, rulings) = (&dispute.points, &body.rulings);
    if rulings.len() != points.len() {
        let is_short = rulings.len() < points.len();
        let differs = if is_short { Reason::too_short } else { Reason::too_long };
        let reason = differs(rulings.len(), points.len());
        return Err(Rejection::from(reason).at("/body/rulings").into());
    }
    for (place, (point, ruled)) in points.iter().zip(rulings).enumerate() {
        let path = format!("/body/rulings/{place}/ruling");
        fits(point, ruled).map_err(|code| Rejection::from(code).at(path.clone()))?;
        if let (Some(Amendment::Answer(question, given)), Some((filled, template))) =
            (point.amended_by(&ruled.ruling), judged_by(case, review)?)
        {
            filled.check_answer(template, (question, given), &format!("{path}/body/answer"))?;
        }
    }
    answers_whole(points, rulings, (review, judged_by(case, review)?))
}

/// What rulings answer besides is awaited by then; and what they answer has beside it what it asks for. What was answered of a
/// question while it did not apply, was held against nothing, and is answered anew.
fn answers_whole(
    points: &[DisputedPoint],
    rulings: &[Ruled],
    (review, judged_by): (&Review, Option<(&Filled, &Template)>),
) -> Result<(), Refusal> {
    let rulings = as_they_change(review, judged_by, points, rulings);
    let (_, amended) = amended_in_points(review, points, &rulings);
    let Some((mut filled, (before, template))) = amended.zip(judged_by) else { return says_nothing_beside(&rulings) };
    let mut passed_over = before.passed_over(template)?;
    for (place, (point, ruled)) in points.iter().zip(&rulings).enumerate() {
        let path = format!("/body/rulings/{place}");
        match point.amended_by(&ruled.ruling) {
            Some(Amendment::Answer(question, _)) => {
                filled.check_tags(template, (question, &ruled.tags), &path)?;
                if review.answer_to(question) != filled.answer_to(question) {
                    says_what_it_asks_for(&filled, template, (question, "note"), &path)?;
                }
            }
            _ => refuse_if(!ruled.tags.is_empty(), Code::RulingDoesNotFit, &format!("{path}/tags"))?,
        }
        for (number, also) in ruled.also.iter().enumerate() {
            let path = format!("{path}/also/{number}");
            filled.check_given(template, &also.as_answer(), &path)?;
            if !filled.awaited(template, &passed_over)?.contains(&also.question) {
                let reason = Reason::new(Code::AnswerNotAwaited).with(DetailKey::Actual, also.question.as_str());
                return Err(Rejection::from(reason).at(format!("{path}/question")).into());
            }
            passed_over.retain(|question| *question != also.question);
            also.stand_among(&mut filled.form.answers);
            says_what_it_asks_for(&filled, template, (&also.question, "comment"), &path)?;
        }
    }
    Ok(())
}

/// Where no scorecard is judged, nothing stands beside an answer.
fn says_nothing_beside(rulings: &[Ruled]) -> Result<(), Refusal> {
    rulings.iter().enumerate().try_for_each(|(place, ruled)| {
        refuse_if(!ruled.tags.is_empty(), Code::RulingDoesNotFit, &format!("/body/rulings/{place}/tags"))?;
        refuse_if(!ruled.also.is_empty(), Code::RulingDoesNotFit, &format!("/body/rulings/{place}/also"))
    })
}

/// The comment and the root cause that an answer asks for, which are given in these fields.
fn says_what_it_asks_for(
    filled: &Filled,
    template: &Template,
    (question, comment): (&Key, &str),
    path: &str,
) -> Result<(), Refusal> {
    let Some(lack) = filled.lack_beside(template, question)? else { return Ok(()) };
    let field = if lack == "comment" { comment } else { lack };
    let reason = Reason::new(Code::MissingField).with(DetailKey::Field, field);
    Err(Rejection::from(reason).at(path).into())
}

fn fits(point: &DisputedPoint, ruled: &Ruled) -> Result<(), Code> {
    match (&point.about, &ruled.ruling) {
        (_, Ruling::Keep)
        | (Disputed::Answer(_), Ruling::SetAnswer(_))
        | (Disputed::Rating(_), Ruling::SetRating(_)) => Ok(()),
        (Disputed::NotMine, Ruling::Accept) => Err(Code::VoidInstead),
        (_, Ruling::Accept) if point.amended_by(&ruled.ruling).is_none() => Err(Code::NothingProposed),
        (_, Ruling::Accept) => Ok(()),
        _ => Err(Code::RulingDoesNotFit),
    }
}

/// What comes of a dispute that is decided so.
pub(super) fn decided<F: Facts>(case: &Case<'_, Review, F>, body: &DecideDispute) -> Result<DisputeDecided, Refusal> {
    let review = case.known.ok_or(Code::NotFound)?;
    let points = review.open_dispute().map_or(&[][..], |dispute| &dispute.points);
    let rulings = as_they_change(review, judged_by(case, review)?, points, &body.rulings);
    let (rating, filled) = amended(review, points, &rulings);
    let changes = rating != review.rating || filled != review.filled;
    let outcome = outcome_of(review, points, &rulings);
    Ok(DisputeDecided {
        acknowledge_again: changes
            && review.asks_acknowledgement
            && case.policy.review.acknowledge_again_after_amendment,
        judged: judged_as(case, (review, &rulings), filled.as_deref())?,
        note: body.note.clone(),
        outcome,
        review: body.review,
        rulings,
    })
}

/// The rulings, where one that sets what a rule answers to what it answers keeps that: nobody's answer takes its place.
fn as_they_change(
    review: &Review,
    judged_by: Option<(&Filled, &Template)>,
    points: &[DisputedPoint],
    rulings: &[Ruled],
) -> Vec<Ruled> {
    let keeps = |point: &DisputedPoint, ruled: &Ruled| match (&point.about, &ruled.ruling, judged_by) {
        (Disputed::Answer(of), Ruling::SetAnswer(set), Some((filled, template))) => {
            let counts = || filled.answer_that_counts(template, &of.question);
            review.answer_to(&of.question).is_none() && counts().as_ref() == Some(&set.answer)
        }
        _ => false,
    };
    let changing = points.iter().zip(rulings).map(|(point, ruled)| match keeps(point, ruled) {
        true => Ruled { ruling: Ruling::Keep, ..ruled.clone() },
        false => ruled.clone(),
    });
    changing.collect()
}

/// What comes of the scorecard; refused where another answer asks a question that nobody has answered since.
fn judged_as<F: Facts>(
    case: &Case<'_, Review, F>,
    (review, rulings): (&Review, &[Ruled]),
    filled: Option<&Filled>,
) -> Result<Option<Judged>, Refusal> {
    let Some(filled) = filled else { return Ok(None) };
    let (before, template) = judged_by(case, review)?.ok_or(Code::NotFound)?;
    let mut passed_over = before.passed_over(template)?;
    passed_over.retain(|question| rulings.iter().flat_map(|ruled| &ruled.also).all(|also| also.question != *question));
    filled.check_answered(template, &passed_over)?;
    Ok(filled.judged(template))
}

/// The scorecard, with the template of its version.
fn judged_by<'a, F: Facts>(
    case: &Case<'a, Review, F>,
    review: &'a Review,
) -> Result<Option<(&'a Filled, &'a Template)>, Refusal> {
    let Some(filled) = review.filled.as_deref() else { return Ok(None) };
    let version = case.facts.scorecard(filled.scorecard).present()?;
    Ok(version.map(|version| (filled, version.template)))
}
