//! What is told to whom: one table. A message that a later thing sends is one row more, and one text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::ground::ThingKind;

/// A kind of notification, as somebody switches it off.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NotificationKind")]
pub enum Kind {
    /// A bundle was released to its agent.
    BundleReleased,
    /// A bundle was answered: in writing, or as to a session in person.
    BundleAnswered,
    /// A session in person was recorded, for its agent to acknowledge.
    InPersonRecorded,
    /// A bundle was concluded.
    BundleConcluded,
    /// A finding that a bundle trains was corrected.
    TrainingItemSuperseded,
    /// A question was put to an agent, or put again.
    EscalationRaised,
    /// A question was answered.
    EscalationAnswered,
    /// The answer to a question was found to do.
    EscalationClosed,
    /// A last day comes near, and what is to be done by then is not done.
    DueSoon,
    /// A last day has passed, and what was to be done by then is not done.
    Overdue,
    /// Somebody's skill report waits for a manager.
    ReportHeld,
}

/// The key of a message's text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "MessageTemplate")]
pub enum Template {
    /// To the agent: a bundle waits for a response.
    BundleReleased,
    /// To the keeper: the agent has responded.
    BundleResponded,
    /// To the keeper: the agent has acknowledged the session in person.
    BundleAcknowledged,
    /// To the keeper: the agent says that there was no session in person.
    SessionDenied,
    /// To the agent: a session in person is to be acknowledged.
    InPersonRecorded,
    /// To the agent: the bundle was closed.
    BundleConcluded,
    /// To the keeper of its bundle: the finding behind a training item was corrected.
    TrainingItemSuperseded,
    /// To the agent: a question waits for an answer.
    EscalationRaised,
    /// To the agent: the answer did not do, and the question waits again.
    EscalationSentBack,
    /// To the keeper: the agent has answered.
    EscalationAnswered,
    /// To the agent: the answer did.
    EscalationClosed,
    /// To whose it is: a goal's last day comes near, and it is not met.
    GoalDueSoon,
    /// To whose it is: a goal's last day has passed, and it was not met.
    GoalOverdue,
    /// To whoever leads the team: a team's goal comes near its last day, and it is not met.
    TeamGoalDueSoon,
    /// To whoever leads the team: the last day of a team's goal has passed, and it was not met.
    TeamGoalOverdue,
    /// To the manager: somebody's skill report has a critical score, and waits for the manager to release it.
    ReportHeld,
}

/// When somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// As it happens.
    AtOnce,
    /// So many days before the thing's last day as the policy says, at its digest's hour.
    BeforeLastDay,
    /// On the day after the thing's last day, at the policy's digest's hour.
    AfterLastDay,
}

/// Who is told, by what they are to the thing. Never whoever caused it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// The person whom it coaches.
    Coached,
    /// Whoever keeps it.
    Keeper,
    /// Whoever keeps the bundle that took it up.
    KeeperOfItsBundle,
    /// Whoever leads the team that it is about.
    Leader,
    /// Whom the person reports to whom it is about.
    Manager,
}

/// What a text may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// What the agent is called.
    Agent,
    /// What the check is called.
    Check,
    /// The day of the session in person, or the last day.
    Date,
    /// What the bundle is called.
    Title,
    /// How many messages a digest gathers.
    Count,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Notice {
    /// The text's key.
    pub template: Template,
    /// The kind.
    pub kind: Kind,
    /// The event that causes it.
    pub event: &'static str,
    /// The kind of thing that it is about.
    pub thing: ThingKind,
    /// Who is told.
    pub to: To,
    /// When.
    pub when: When,
    /// The states of the thing in which there still is need for an e-mail when it is sent.
    pub needed: &'static [&'static str],
    /// What the text may name.
    #[serde(skip)]
    pub names: &'static [Placeholder],
    /// The rule that demands it.
    pub rule: &'static str,
}

/// Every message that there is, in the order of the templates.
pub const NOTICES: &[Notice] = &[
    Notice {
        template: Template::BundleReleased,
        kind: Kind::BundleReleased,
        event: "bundle.released",
        thing: ThingKind::Bundle,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["released"],
        names: &[Placeholder::Title],
        rule: "BUN-13",
    },
    Notice {
        template: Template::BundleResponded,
        kind: Kind::BundleAnswered,
        event: "bundle.responded",
        thing: ThingKind::Bundle,
        to: To::Keeper,
        when: When::AtOnce,
        needed: &["agent_reviewed"],
        names: &[Placeholder::Agent, Placeholder::Title],
        rule: "BUN-13",
    },
    Notice {
        template: Template::BundleAcknowledged,
        kind: Kind::BundleAnswered,
        event: "bundle.acknowledged",
        thing: ThingKind::Bundle,
        to: To::Keeper,
        when: When::AtOnce,
        needed: &["agent_acknowledged"],
        names: &[Placeholder::Agent, Placeholder::Date, Placeholder::Title],
        rule: "BUN-13",
    },
    Notice {
        template: Template::SessionDenied,
        kind: Kind::BundleAnswered,
        event: "bundle.session_denied",
        thing: ThingKind::Bundle,
        to: To::Keeper,
        when: When::AtOnce,
        needed: &["released"],
        names: &[Placeholder::Agent, Placeholder::Title],
        rule: "BUN-07",
    },
    Notice {
        template: Template::InPersonRecorded,
        kind: Kind::InPersonRecorded,
        event: "bundle.session_recorded",
        thing: ThingKind::Bundle,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["completed_in_person"],
        names: &[Placeholder::Date, Placeholder::Title],
        rule: "NTF-01",
    },
    Notice {
        template: Template::BundleConcluded,
        kind: Kind::BundleConcluded,
        event: "bundle.concluded",
        thing: ThingKind::Bundle,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["concluded"],
        names: &[Placeholder::Title],
        rule: "NTF-01",
    },
    Notice {
        template: Template::TrainingItemSuperseded,
        kind: Kind::TrainingItemSuperseded,
        event: "training_item.superseded",
        thing: ThingKind::TrainingItem,
        to: To::KeeperOfItsBundle,
        when: When::AtOnce,
        needed: &["superseded"],
        names: &[Placeholder::Agent, Placeholder::Check],
        rule: "TRN-03",
    },
    Notice {
        template: Template::EscalationRaised,
        kind: Kind::EscalationRaised,
        event: "escalation.raised",
        thing: ThingKind::Escalation,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["open"],
        names: &[],
        rule: "NTF-01",
    },
    Notice {
        template: Template::EscalationSentBack,
        kind: Kind::EscalationRaised,
        event: "escalation.sent_back",
        thing: ThingKind::Escalation,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["open"],
        names: &[],
        rule: "NTF-01",
    },
    Notice {
        template: Template::EscalationAnswered,
        kind: Kind::EscalationAnswered,
        event: "escalation.answered",
        thing: ThingKind::Escalation,
        to: To::Keeper,
        when: When::AtOnce,
        needed: &["answered"],
        names: &[Placeholder::Agent],
        rule: "NTF-01",
    },
    Notice {
        template: Template::EscalationClosed,
        kind: Kind::EscalationClosed,
        event: "escalation.closed",
        thing: ThingKind::Escalation,
        to: To::Coached,
        when: When::AtOnce,
        needed: &["closed"],
        names: &[],
        rule: "NTF-01",
    },
    Notice {
        template: Template::GoalDueSoon,
        kind: Kind::DueSoon,
        event: "goal.set",
        thing: ThingKind::Goal,
        to: To::Coached,
        when: When::BeforeLastDay,
        needed: &["set"],
        names: &[Placeholder::Date],
        rule: "JOB-03",
    },
    Notice {
        template: Template::GoalOverdue,
        kind: Kind::Overdue,
        event: "goal.set",
        thing: ThingKind::Goal,
        to: To::Coached,
        when: When::AfterLastDay,
        needed: &["set"],
        names: &[Placeholder::Date],
        rule: "JOB-03",
    },
    Notice {
        template: Template::TeamGoalDueSoon,
        kind: Kind::DueSoon,
        event: "team_goal.set",
        thing: ThingKind::TeamGoal,
        to: To::Leader,
        when: When::BeforeLastDay,
        needed: &["set"],
        names: &[Placeholder::Date],
        rule: "JOB-03",
    },
    Notice {
        template: Template::TeamGoalOverdue,
        kind: Kind::Overdue,
        event: "team_goal.set",
        thing: ThingKind::TeamGoal,
        to: To::Leader,
        when: When::AfterLastDay,
        needed: &["set"],
        names: &[Placeholder::Date],
        rule: "JOB-03",
    },
    Notice {
        template: Template::ReportHeld,
        kind: Kind::ReportHeld,
        event: "skill_report.recorded_for_review",
        thing: ThingKind::SkillReport,
        to: To::Manager,
        when: When::AtOnce,
        needed: &["manager_review_required"],
        names: &[Placeholder::Agent],
        rule: "SKL-09",
    },
];

impl Template {
    /// Its line of the table.
    #[must_use]
    pub fn notice(self) -> Option<&'static Notice> {
        NOTICES.iter().find(|notice| notice.template == self)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Placeholder {
    /// Its name in a text.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ntf_01_the_table_has_one_line_for_each_template_and_one_at_least_for_each_kind() {
        let templates: Vec<Template> = NOTICES.iter().map(|notice| notice.template).collect();
        assert_eq!(templates, Template::VARIANTS);
        let kinds: BTreeSet<Kind> = NOTICES.iter().map(|notice| notice.kind).collect();
        assert!(kinds.into_iter().eq(Kind::VARIANTS.iter().copied()));
    }
}
