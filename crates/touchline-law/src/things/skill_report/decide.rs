//! What is allowed with a skill report, and what its commands change.

use touchline_kernel::{Code, Rejection, WarningCode};

use super::content::check_areas;
use super::lifecycle::{Condition, Verb};
use super::{
    Act, AreaOfReport, AreaScored, Change, RecordSkillReport, ReportContent, SkillReport, SkillReportRecorded,
};
use crate::access::Whose;
use crate::facts::{Facts, Refusal};
use crate::life::{Case, Life, by_table};
use crate::policy::Policy;

impl Life for SkillReport {
    by_table!();

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Record(body) => Some(Whose::person(body.person)),
            Act::Release(_) | Act::Hold(_) => None,
        }
    }

    fn check<F: Facts>(
        case: &Case<'_, Self, F>,
        Condition::PersonIsKnown: Condition,
    ) -> Result<Option<WarningCode>, Refusal> {
        match case.facts.person(case.coached()?).present()? {
            Some(_) => Ok(None),
            None => Err(Rejection::from(Code::NotFound).at("/body/person").into()),
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Record(body) if act.verb() == Verb::RecordForReview => {
                Change::RecordedForReview(recorded(body, case.policy)?)
            }
            Act::Record(body) => Change::Recorded(recorded(body, case.policy)?),
            Act::Release(body) => Change::Released(*body),
            Act::Hold(body) => Change::Held(body.clone()),
        }])
    }
}

/// The scores with what is read off them, or what is wrong with them.
fn recorded(body: &RecordSkillReport, policy: &Policy) -> Result<SkillReportRecorded, Rejection> {
    body.window.check().map_err(|reason| Rejection::from(reason).at("/body/window"))?;
    check_areas(&body.areas)?;
    let scored =
        |area: &AreaOfReport| AreaScored { area: area.area.clone(), scored: area.reported.scored(&policy.skill) };
    let content = ReportContent {
        areas: body.areas.iter().map(scored).collect(),
        framework: body.framework.clone(),
        overall: body.overall.scored(&policy.skill),
        window: body.window,
    };
    Ok(SkillReportRecorded { content, person: body.person, skill_report: body.skill_report })
}
