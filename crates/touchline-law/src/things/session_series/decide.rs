//! What is allowed with a series of sessions, and what its commands change.
//!
//! Rules: ACC-08, ORG-03, ORG-05, SES-01, SES-02.

use touchline_calculators::calendar::Occurrence;
use touchline_kernel::time::LocalDateTime;
use touchline_kernel::{Actor, Code, DetailKey, Key, Reason, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, SeriesSession, SessionSeries, SessionSeriesStarted, StartSessionSeries};
use crate::access::Whose;
use crate::facts::{FactKey, Facts, PlanStage, PlanStanding, Refusal, SessionTime, refuse_first, refuse_if};
use crate::ground::{SessionMark, ThingRef};
use crate::life::{Asking, By, Case, Life, by_table, is_there};
use crate::policy::Policy;

type SeriesCase<'a, F> = Case<'a, SessionSeries, F>;

impl Life for SessionSeries {
    by_table!(archived);

    fn born<F: Facts>(act: &Act, by: &By<'_, F>) -> Result<Option<Whose>, Refusal> {
        let Act::Start(body) = act else { return Ok(None) };
        by.whose_of_plan(body.plan)
    }

    /// The plan, and the places of the sessions that are to be made.
    fn asks(act: &Act, _: Actor, policy: &Policy) -> impl Iterator<Item = FactKey> {
        let body = if let Act::Start(body) = act { Some(body) } else { None };
        let plan = body.map(|body| FactKey::Thing(ThingRef::of(body.plan)));
        let made = body.map_or_else(Vec::new, |body| sessions(body, policy).unwrap_or_default());
        plan.into_iter().chain(made.into_iter().map(|one| FactKey::Thing(ThingRef::of(one.session))))
    }

    /// What became of its sessions, which does not matter to where the series is put.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let is_put = matches!(asking.act, Some(Act::Archive(_) | Act::Restore(_)));
        let known = asking.known.filter(|_| !is_put).into_iter().flat_map(|known| &known.sessions);
        known.map(|one| FactKey::Thing(ThingRef::of(one.session)))
    }

    fn body<F: Facts>(case: &SeriesCase<'_, F>, act: &Act) -> Result<(), Refusal> {
        is_said_for_a_coach(case, act)?;
        match act {
            Act::Start(body) => {
                occurrences(body, case.policy)?;
                plan(case)?.participants(&body.coaches).map(drop)
            }
            Act::End(body) => body.first.map_or(Ok(()), |first| is_of_series(case, first)),
            Act::Archive(_) | Act::Restore(_) => Ok(()),
        }
    }

    fn check<F: Facts>(case: &SeriesCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        match condition {
            Condition::PlanIsActive => {
                let runs = plan(case)?.stage == PlanStage::Active;
                if runs { Ok(None) } else { Err(Code::PlanNotActive.into()) }
            }
            Condition::EverybodyIsThere => {
                let named = if let Some(Act::Start(body)) = case.act { &body.coaches[..] } else { &[] };
                for coach in plan(case)?.participants(named)? {
                    is_there(coach.writer, case.facts)?;
                }
                is_there(case.coached()?, case.facts)
            }
        }
    }

    fn changes<F: Facts>(case: &SeriesCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Start(body) => Change::Started(Box::new(SessionSeriesStarted {
                coachee: case.coached()?,
                coaches: plan(case)?.participants(&body.coaches)?,
                plan: body.plan,
                series: body.series.clone(),
                session_series: body.session_series,
                sessions: sessions(body, case.policy)?,
            })),
            Act::End(body) => Change::Ended(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

impl StartSessionSeries {
    /// Each of its sessions, with when it takes place; none where it could not be started so.
    pub(crate) fn times(&self, policy: &Policy) -> Vec<(SeriesSession, SessionTime)> {
        let found = occurrences(self, policy).unwrap_or_default();
        found.iter().filter_map(|one| Some((self.session(one), self.time(one)?))).collect()
    }

    fn session(&self, occurrence: &Occurrence) -> SeriesSession {
        let recurrence_id = occurrence.recurrence_id;
        let session = self.session_series.child::<SessionMark>(&[&recurrence_id.to_string()]);
        SeriesSession { recurrence_id, session }
    }

    /// When one takes place; nothing where it does not take whole minutes.
    fn time(&self, occurrence: &Occurrence) -> Option<SessionTime> {
        const MINUTE: i64 = 60_000;
        let length = occurrence.ends_at.millis().checked_sub(occurrence.starts_at.millis())?;
        let minutes = (length % MINUTE == 0).then_some(length / MINUTE)?;
        let minutes = u32::try_from(minutes).ok().filter(|minutes| (1..=1_440).contains(minutes))?;
        SessionTime::of((occurrence.starts_at, self.series.zone), minutes)
    }
}

/// When its sessions take place. The first thing that is wrong with it is told.
fn occurrences(body: &StartSessionSeries, policy: &Policy) -> Result<Vec<Occurrence>, Refusal> {
    const PATH: &str = "/body/series";
    let found = refuse_first(body.series.whole(policy.session.occurrences, PATH), str::to_owned)?;
    for one in &found {
        let moved = body.series.moved.iter().position(|moved| moved.recurrence_id == one.recurrence_id);
        let own = moved.filter(|nth| body.series.moved.get(*nth).is_some_and(|moved| moved.length_seconds.is_some()));
        let path = own.map_or_else(String::new, |nth| format!("/moved/{nth}"));
        refuse_if(body.time(one).is_none(), Code::SessionLength, &format!("{PATH}{path}/length_seconds"))?;
    }
    Ok(found)
}

fn sessions(body: &StartSessionSeries, policy: &Policy) -> Result<Vec<SeriesSession>, Refusal> {
    Ok(occurrences(body, policy)?.iter().map(|one| body.session(one)).collect())
}

/// The plan that it is of, or is to be.
fn plan<'a, F: Facts>(case: &SeriesCase<'a, F>) -> Result<PlanStanding<'a>, Refusal> {
    let named = match (case.known, case.act) {
        (Some(known), _) => Some(known.plan),
        (None, Some(Act::Start(body))) => Some(body.plan),
        _ => None,
    };
    let plan = named.ok_or(Code::NotFound)?;
    case.facts.plan(plan).present()?.ok_or_else(|| Code::NotFound.into())
}

/// Words are those of one of the plan's coaches, who says for whom they are where they are not their own.
fn is_said_for_a_coach<F: Facts>(case: &SeriesCase<'_, F>, act: &Act) -> Result<(), Refusal> {
    let said_for: Option<&Key> = match act {
        Act::Start(body) if body.agenda.is_empty() && body.on_behalf_of.is_none() => return Ok(()),
        Act::Start(body) => body.on_behalf_of.as_ref(),
        Act::End(body) => body.on_behalf_of.as_ref(),
        // It is put away by whoever does it, for nobody else.
        Act::Archive(_) | Act::Restore(_) => return Ok(()),
    };
    let Some(actor) = case.actor.person() else { return Ok(()) };
    let spoken = plan(case)?.speaks_for(actor, said_for);
    spoken.map_err(|code| Rejection::from(code).at("/body/on_behalf_of").into())
}

fn is_of_series<F: Facts>(case: &SeriesCase<'_, F>, first: LocalDateTime) -> Result<(), Refusal> {
    let is_known = case.known.is_some_and(|known| known.at(first).is_some());
    let reason = || Reason::new(Code::NoSuchOccurrence).with(DetailKey::Actual, first.to_string());
    if is_known { Ok(()) } else { Err(Rejection::from(reason()).at("/body/first").into()) }
}
