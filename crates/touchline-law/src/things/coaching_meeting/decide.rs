//! What is allowed with a meeting of a programme, and what its commands change.
//!
//! Rules: ACC-17, ACC-19, KER-07, ORG-05, ORG-06, PRG-02, PRG-09.

use touchline_calculators::programme::Programme as Document;
use touchline_kernel::{Actor, Code, LocalDate, PersonId, Reason, Rejection, WarningCode};

use super::lifecycle::Condition;
use super::{Act, Change, CoachingMeeting, CoachingMeetingRecorded, MeetingContent, MeetingOutcome};
use crate::access::{Whose, visible_person};
use crate::facts::{FactKey, Facts, ProgrammeStanding, Refusal, refuse_if};
use crate::ground::{ProgrammeId, ThingRef};
use crate::life::{Asking, Case, Life, by_table, is_there, of_own_case};
use crate::policy::Policy;

type MeetingCase<'a, F> = Case<'a, CoachingMeeting, F>;

impl Life for CoachingMeeting {
    by_table!(archived);

    fn makes(act: &Act) -> Option<Whose> {
        match act {
            Act::Record(body) => Some(Whose::Meeting { manager: body.manager, person: body.person, author: None }),
            Act::Correct(_) | Act::Withdraw(_) | Act::Archive(_) | Act::Restore(_) => None,
        }
    }

    fn asks(act: &Act, actor: Actor, policy: &Policy) -> impl Iterator<Item = FactKey> {
        let recorded = match act {
            Act::Record(body) => Some(body),
            Act::Correct(_) | Act::Withdraw(_) | Act::Archive(_) | Act::Restore(_) => None,
        };
        recorded.into_iter().flat_map(move |body| {
            let named = [body.manager].into_iter().chain(body.person);
            let profiles = named.flat_map(move |person| Whose::Profile { person }.asks(actor, &policy.access));
            let of_team = body.person.map(|person| FactKey::manages(body.manager, person));
            [FactKey::Thing(ThingRef::of(body.programme))].into_iter().chain(profiles).chain(of_team)
        })
    }

    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let (above, corrected) = match (asking.act, asking.known) {
            (Some(Act::Record(body)), _) => {
                let programme = asking.by.facts.programme(body.programme).present().ok().flatten();
                let leader = programme.map(|programme| programme.manager).filter(|leader| *leader != body.manager);
                (leader.map(|leader| FactKey::manages(leader, body.manager)), None)
            }
            (Some(Act::Correct(_)), Some(known)) => (None, Some(known)),
            _ => (None, None),
        };
        let of_known = corrected
            .into_iter()
            .flat_map(|known| [FactKey::Thing(ThingRef::of(known.programme)), FactKey::person(known.manager)]);
        above.into_iter().chain(of_known)
    }

    fn check<F: Facts>(case: &MeetingCase<'_, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        if condition == Condition::IsForAnother {
            return is_for_another(case).map(|()| None);
        }
        let Some(Act::Record(body)) = case.act else { return Ok(None) };
        match condition {
            Condition::IsForAnother => Ok(None),
            Condition::ProgrammeReachesTeam => reaches(case, body.programme, body.manager).map(|()| None),
            // Nothing is released to them, so that whether they have an account is no matter.
            Condition::ManagerIsActive => {
                is_there(body.manager, case.facts).map(|_| None).map_err(|refused| refused.at("/body/manager"))
            }
            Condition::PersonIsOfTeam => {
                let Some(person) = body.person else { return Ok(None) };
                refuse_if(!is_known(case, person)?, Code::NotFound, "/body/person")?;
                let warning = is_there(person, case.facts).map_err(|refused| refused.at("/body/person"))?;
                let is_below = case.facts.manages(body.manager, person).present()?.is_some();
                refuse_if(!is_below, Code::PersonNotOfTeam, "/body/person").map(|()| warning)
            }
        }
    }

    fn changes<F: Facts>(case: &MeetingCase<'_, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Record(body) => {
                is_whole(case, (body.programme, body.manager, body.person), &body.content)?;
                Change::Recorded(CoachingMeetingRecorded {
                    coached: body.person.unwrap_or(body.manager),
                    coaching_meeting: body.coaching_meeting,
                    content: body.content.clone(),
                    manager: body.manager,
                    person: body.person,
                    programme: body.programme,
                })
            }
            Act::Correct(body) => {
                let known = case.known.ok_or(Code::NotFound)?;
                // Who says what stands corrects nothing: whom it was for would see that something changed, and not what.
                if known.content == body.content {
                    return Ok(Vec::new());
                }
                is_whole(case, (known.programme, known.manager, known.person), &body.content)?;
                Change::Corrected(body.clone())
            }
            Act::Withdraw(body) => Change::Withdrawn(body.clone()),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

/// Nobody says of a meeting that was for themselves what it was, nor puts it away.
fn is_for_another<F: Facts>(case: &MeetingCase<'_, F>) -> Result<(), Refusal> {
    let person = match case.act {
        Some(Act::Record(body)) => body.person,
        _ => case.known.and_then(|known| known.person),
    };
    if person.is_some() && person == case.actor.person() {
        return Err(of_own_case().into());
    }
    Ok(())
}

/// Whether the actor may know of somebody. To whoever may not nobody is there, wherever that one stands and whatever became of them.
fn is_known<F: Facts>(case: &MeetingCase<'_, F>, person: PersonId) -> Result<bool, Refusal> {
    Ok(visible_person(person, case.actor, &case.policy.access, case.facts)?.is_some())
}

/// Refuses a programme of which whoever leads the team learns nothing by leading it, and one for the team of somebody of whom the
/// actor knows nothing: to them there is none.
fn reaches<F: Facts>(case: &MeetingCase<'_, F>, programme: ProgrammeId, manager: PersonId) -> Result<(), Refusal> {
    let leader = case.facts.programme(programme).present()?.map(|programme| programme.manager);
    let reaches = match leader {
        Some(leader) => leader == manager || case.facts.manages(leader, manager).present()?.is_some(),
        None => false,
    };
    refuse_if(!reaches || !is_known(case, manager)?, Code::NotFound, "/body/programme")
}

/// Refuses a meeting on a day on which the programme does not run, one that is over before it was, and what does not
/// belong to the version of its day. What was recorded on its day, of its format, stays so whatever became of the programme.
fn is_whole<F: Facts>(
    case: &MeetingCase<'_, F>,
    (programme, manager, person): (ProgrammeId, PersonId, Option<PersonId>),
    content: &MeetingContent,
) -> Result<(), Refusal> {
    let programme = case.facts.programme(programme).present()?.ok_or(Code::NotFound)?;
    let stands = case.known.map(|known| &known.content);
    let version = match stands.filter(|stands| (stands.on, &stands.format) == (content.on, &content.format)) {
        Some(stands) => version_of(programme, stands)?,
        None => version_on(programme, content.on)?,
    };
    let today = case.policy.organisation.zone_of(manager, case.facts)?.day_of(case.at);
    let is_early = content.on > today && !matches!(content.outcome, MeetingOutcome::Cancelled(_));
    refuse_if(is_early, Reason::out_of_range(content.on, version.starts_on, today), ON)?;
    content.check(person, version.formats())
}

const ON: &str = "/body/content/on";

/// The version of a programme by which a meeting was recorded: that of its day, else the last that has its format, since the
/// programme was ended, or reviewed, as of a day before it.
fn version_of<'a>(programme: ProgrammeStanding<'a>, stands: &MeetingContent) -> Result<&'a Document, Refusal> {
    let versions = programme.versions.iter().rev().map(|version| &version.document);
    let begun = versions.filter(|version| version.starts_on <= stands.on);
    let has_format = |version: &&Document| version.formats().iter().any(|format| format.format == stands.format);
    let named = programme.on(stands.on).into_iter().chain(begun).find(has_format);
    named.map_or_else(|| version_on(programme, stands.on), Ok)
}

/// The version of a programme that is in force on a day.
fn version_on(programme: ProgrammeStanding<'_>, on: LocalDate) -> Result<&Document, Refusal> {
    if let Some(version) = programme.on(on) {
        return Ok(version);
    }
    let first = programme.versions.first().map(|version| version.document.starts_on);
    let last = programme.versions.last().and_then(|version| version.document.ends_on);
    let reason = Reason::out_of_range(on, first.unwrap_or(on), last.unwrap_or(LocalDate::last()));
    Err(Rejection::from(reason).at(ON).into())
}
