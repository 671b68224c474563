//! The rules: an action is allowed where a rule's capability and relations all hold, and to nobody else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::policy::Capability;
use super::relation::{Relation, Relations};

/// What somebody may want to do or see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Enter or change what the organisation knows of a person.
    RecordPerson,
    /// Enter or change what the organisation knows of a call.
    RecordCall,
    /// See a call and point at it.
    SeeCall,
    /// See a bundle as those do who prepare and follow it.
    SeeBundle,
    /// See a bundle that was released to oneself.
    SeeOwnBundle,
    /// Make a bundle.
    CreateBundle,
    /// Change a draft.
    EditBundle,
    /// Release a bundle to its agent.
    ReleaseBundle,
    /// Answer a bundle: respond, acknowledge a session, deny it.
    AnswerBundle,
    /// Record that the bundle was gone through in person.
    RecordBundleSession,
    /// Conclude a bundle.
    ConcludeBundle,
    /// Cancel a bundle.
    CancelBundle,
    /// Archive a bundle or bring it back.
    ArchiveBundle,
    /// Give a check of a call, or the call as a whole, a disposition.
    GiveDisposition,
    /// See the dispositions that were given.
    SeeDisposition,
    /// See an item of the training queue, with its note.
    SeeTrainingItem,
    /// Move a training item, as follows from something else.
    MoveTrainingItem,
}

/// The rules' ids, as the documentation of the domain has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[expect(missing_docs, reason = "the table below says what each allows")]
pub enum RuleId {
    #[strum(serialize = "ACC-03")]
    Acc03,
    #[strum(serialize = "ACC-04")]
    Acc04,
    #[strum(serialize = "ACC-05")]
    Acc05,
    #[strum(serialize = "ACC-06")]
    Acc06,
    #[strum(serialize = "ACC-07")]
    Acc07,
    #[strum(serialize = "ACC-21")]
    Acc21,
}

/// One way to be allowed an action.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The rule's id.
    pub id: RuleId,
    /// What it allows.
    pub action: Action,
    /// The capability that one of the actor's roles must carry.
    pub capability: Option<Capability>,
    /// The relations that must all hold.
    pub relations: &'static [Relation],
}

const fn rule(id: RuleId, action: Action, capability: Option<Capability>, relations: &'static [Relation]) -> Rule {
    Rule { id, action, capability, relations }
}

const PIPELINE: Option<Capability> = Some(Capability::CoachPipeline);
const KEEP: Option<Capability> = Some(Capability::KeepOrganisation);
const OWN: Option<Capability> = Some(Capability::OwnOrganisation);

/// Whoever prepares a bundle is never the one coached by it (ACC-17).
const IN_SCOPE: &[Relation] = &[Relation::NotCoached, Relation::InScope];
const AUTHOR: &[Relation] = &[Relation::NotCoached, Relation::Author];

/// Every rule, in the order in which they are tried.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule(RuleId::Acc21, Action::RecordPerson,        None,     &[Relation::System]),
    rule(RuleId::Acc21, Action::RecordPerson,        KEEP,     &[Relation::Person]),
    rule(RuleId::Acc21, Action::RecordCall,          None,     &[Relation::System]),
    rule(RuleId::Acc21, Action::RecordCall,          KEEP,     &[Relation::Person]),
    rule(RuleId::Acc04, Action::SeeCall,             PIPELINE, &[Relation::InScope]),
    rule(RuleId::Acc07, Action::SeeCall,             None,     &[Relation::Coached]),
    rule(RuleId::Acc04, Action::SeeBundle,           PIPELINE, IN_SCOPE),
    rule(RuleId::Acc03, Action::SeeBundle,           None,     AUTHOR),
    rule(RuleId::Acc06, Action::SeeOwnBundle,        None,     &[Relation::Coached]),
    rule(RuleId::Acc04, Action::CreateBundle,        PIPELINE, IN_SCOPE),
    rule(RuleId::Acc04, Action::EditBundle,          PIPELINE, IN_SCOPE),
    rule(RuleId::Acc04, Action::ReleaseBundle,       PIPELINE, IN_SCOPE),
    rule(RuleId::Acc05, Action::AnswerBundle,        None,     &[Relation::Coached]),
    rule(RuleId::Acc04, Action::RecordBundleSession, PIPELINE, IN_SCOPE),
    rule(RuleId::Acc04, Action::ConcludeBundle,      PIPELINE, IN_SCOPE),
    rule(RuleId::Acc04, Action::CancelBundle,        PIPELINE, IN_SCOPE),
    rule(RuleId::Acc21, Action::ArchiveBundle,       None,     AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveBundle,       OWN,      IN_SCOPE),
    rule(RuleId::Acc21, Action::GiveDisposition,     PIPELINE, IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeDisposition,      PIPELINE, IN_SCOPE),
    rule(RuleId::Acc04, Action::SeeTrainingItem,     PIPELINE, IN_SCOPE),
    rule(RuleId::Acc21, Action::MoveTrainingItem,    None,     &[Relation::System]),
];

/// What was decided, and by which rule (its place in [`RULES`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Allowed, by this rule.
    Allowed(usize),
    /// Denied: this rule came nearest, and lacked this.
    Denied(Option<usize>, Missing),
}

/// What the nearest rule lacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No rule is about this action.
    Rule,
    /// None of the actor's roles carries this.
    Capability(Capability),
    /// The actor is not this to the thing.
    Relation(Relation),
}

impl Missing {
    /// For programs: `capability:coach_pipeline`, `relation:in_scope`, or `rule`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Missing::Rule => "rule".to_owned(),
            Missing::Capability(capability) => format!("capability:{}", <&str>::from(capability)),
            Missing::Relation(relation) => format!("relation:{}", <&str>::from(relation)),
        }
    }
}

/// Decides on an action: the first rule whose demands are all met allows it; else the one that lacks least
/// (the earlier of two) is named.
#[must_use]
pub fn decide(action: Action, relations: Relations, carries: impl Fn(Capability) -> bool) -> Decision {
    let mut nearest: Option<(usize, usize, Missing)> = None;
    for (place, rule) in RULES.iter().enumerate().filter(|(_, rule)| rule.action == action) {
        match lacks(rule, relations, &carries) {
            (None, _) => return Decision::Allowed(place),
            (Some(missing), count) if nearest.is_none_or(|(_, least, _)| count < least) => {
                nearest = Some((place, count, missing));
            }
            _ => {}
        }
    }
    match nearest {
        Some((place, _, missing)) => Decision::Denied(Some(place), missing),
        None => Decision::Denied(None, Missing::Rule),
    }
}

/// What a rule lacks first, and how much in all.
fn lacks(rule: &Rule, relations: Relations, carries: &impl Fn(Capability) -> bool) -> (Option<Missing>, usize) {
    let capability = rule.capability.filter(|capability| !carries(*capability)).map(Missing::Capability);
    let relation = rule.relations.iter().copied().filter(|relation| !relations.contains(*relation));
    let mut all = capability.into_iter().chain(relation.map(Missing::Relation));
    let first = all.next();
    (first, usize::from(first.is_some()).saturating_add(all.count()))
}
