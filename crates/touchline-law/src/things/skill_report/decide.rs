//! What is allowed with a skill report, and what its commands change.
//!
//! Rules: ACC-15, ORG-06, SKL-14.

use touchline_calculators::skill::{SkillPolicy, Target};
use touchline_kernel::{Code, DaySpan, Rejection, WarningCode};

use super::content::check_areas;
use super::lifecycle::{Condition, Verb};
use super::{
    Act, AreaOfReport, AreaScored, Change, RecordSkillReport, ReportContent, SkillReport, SkillReportRecorded,
};
use crate::access::Whose;
use crate::facts::{Facts, Refusal};
use crate::ground::people::Person;
use crate::life::{Case, Life, by_table};

impl Life for SkillReport {
    by_table!();

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Record(body) => Some(Whose::person(body.person)),
            Act::Release(_) | Act::Hold(_) => None,
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let person = case.facts.person(case.coached()?).present()?;
        match condition {
            Condition::PersonIsKnown if person.is_none() => {
                Err(Rejection::from(Code::NotFound).at("/body/person").into())
            }
            Condition::PersonIsKnown => Ok(None),
            // Scores of somebody who has left are recorded and released all the same.
            Condition::PersonHasAccount => {
                let sees_it = person.is_some_and(|person| person.has_account);
                Ok((!sees_it).then_some(WarningCode::NoUserAccount))
            }
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Record(body) if act.verb() == Verb::RecordForReview => {
                Change::RecordedForReview(recorded(body, case)?)
            }
            Act::Record(body) => Change::Recorded(recorded(body, case)?),
            Act::Release(body) => Change::Released(*body),
            Act::Hold(body) => Change::Held(body.clone()),
        }])
    }
}

/// The scores with what is read off them and what is expected of the person, or what is wrong with them.
fn recorded<F: Facts>(
    body: &RecordSkillReport,
    case: &Case<'_, SkillReport, F>,
) -> Result<SkillReportRecorded, Refusal> {
    body.window.check().map_err(|reason| Rejection::from(reason).at("/body/window"))?;
    check_areas(&body.areas)?;
    body.overall.check(|| "/body/overall".to_owned())?;
    let skill = &case.policy.skill;
    let scored = |area: &AreaOfReport| AreaScored { area: area.area.clone(), scored: area.reported.scored(skill) };
    let person = case.facts.person(body.person).present()?;
    let content = ReportContent {
        areas: body.areas.iter().map(scored).collect(),
        expected: person.map(|person| expected(person, body.window, skill)),
        framework: body.framework.clone(),
        overall: body.overall.scored(skill),
        window: body.window,
    };
    let manager = person.and_then(|person| person.manager);
    Ok(SkillReportRecorded { content, manager, person: body.person, skill_report: body.skill_report })
}

/// What is expected of somebody on the last of these days, by their roles as they are now.
fn expected(person: &Person, window: DaySpan, policy: &SkillPolicy) -> Target {
    let tenure = person.hire_date.map(|hired| window.last.days_since(hired).max(0));
    policy.target(&person.roles, tenure.map(|days| u32::try_from(days).unwrap_or(u32::MAX)))
}
