//! The policy's section on access: which capabilities a role carries, how far a manager reaches, what is open.
//!
//! Rules: ACC-10, ACC-21, ORG-02.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use crate::ground::people::Role;
use touchline_kernel::text::Key;

/// What a role enables its holder to do, where a rule's relations hold too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Capability {
    /// Work the coaching pipeline: the training queue, bundles, responses, goals.
    CoachPipeline,
    /// Keep the organisation's facts: people, reporting lines, calls.
    KeepOrganisation,
    /// What only an owner may: see every review and action item, archive what others made, redact.
    OwnOrganisation,
    /// Write for those whom one coaches: make plans for whom one manages, and change, record and note on the plans
    /// that one is a coach of.
    CoachingWrite,
    /// Administer coaching plans: see all of them, assign coaches, keep their templates.
    CoachingManage,
    /// See the confidential notes of sessions.
    CoachingViewConfidential,
    /// Approve and reject improvement tracks.
    ApproveTracks,
    /// Work in human resources: make plans for anybody, enter what external coaches say, see individual scores.
    HumanResources,
    /// Keep the quality of reviews: calibration, scorecard templates, sampling, the policy.
    KeepQuality,
    /// Verify logs, and ask how things stood.
    AuditRecords,
    /// Run the coaching programmes of the teams within reach.
    RunProgrammes,
    /// Enable anybody: programmes, assessments, certification.
    EnableTeams,
    /// Export everything that one may see.
    ExportEverything,
    /// Review the calls of those within reach: see them, give dispositions, make and deliver reviews, raise escalations.
    ReviewCalls,
    /// Review anybody's calls.
    ReviewEverywhere,
}

/// How far a manager reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ManagerScope {
    /// Everybody in the organisation.
    Organisation,
    /// The people whom they manage, directly or through others.
    OwnReports,
}

/// Whose calls a role reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewerReach {
    /// Everybody's in the organisation.
    Organisation,
    /// Of those whom managers reach, by `manager_scope`.
    ManagerScope,
}

/// How far a role reaches in reviewing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewerScope {
    /// Of which campaigns alone: a call of another, or of none that is known, is reviewed by other roles. Left out: of
    /// all, and calls without one too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1, max = 1_000), extend("uniqueItems" = true))]
    pub campaigns: Vec<Key>,
    /// Whose calls.
    pub reach: ReviewerReach,
}

/// What one role carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RolePolicy {
    /// Its capabilities.
    #[schemars(length(max = 1_000))]
    pub capabilities: Vec<Capability>,
}

/// Capabilities by role, how far managers reach, and what some rules of access rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccessPolicy {
    /// Roles that see the confidential notes of sessions, of plans that they see, beside those that carry
    /// `coaching_view_confidential`.
    #[schemars(length(max = 1_000))]
    pub confidential_roles: Vec<Key>,
    /// How many others of a group must have scores before a member is shown its averages. Below two, the average
    /// would be somebody's score.
    #[schemars(range(min = 2, max = 1_000))]
    pub group_minimum: usize,
    /// How many days after a month what was recorded and released still counts in its averages, which nobody is told before: what
    /// comes later changes them no more.
    #[schemars(range(max = 366))]
    pub group_settles_after_days: u32,
    /// How far a manager reaches.
    pub manager_scope: ManagerScope,
    /// Whether those who coach see all delivered reviews, and not only their own. Where they do, reviews count towards goals
    /// whose measure is `scorecard_average`.
    pub managers_see_all_reviews: bool,
    /// How far the roles that review reach in it. A role that is not named reviews where it carries `coach_pipeline` or
    /// one of the two capabilities to review: owners and compliance officers everybody's calls, others those of whom
    /// `manager_scope` lets them reach. Where it names campaigns, the role reviews calls of these alone.
    #[schemars(extend("propertyNames" = {"type": "string", "format": "role"}))]
    pub reviewer_scope: BTreeMap<String, ReviewerScope>,
    /// Roles of the policy's own, and built-in roles that carry something else here. A built-in role that
    /// is not named keeps what it carries.
    #[schemars(extend("propertyNames" = {"type": "string", "format": "role"}))]
    pub roles: BTreeMap<String, RolePolicy>,
}

impl Default for AccessPolicy {
    fn default() -> Self {
        AccessPolicy {
            confidential_roles: Vec::new(),
            group_minimum: 5,
            group_settles_after_days: 7,
            manager_scope: ManagerScope::OwnReports,
            managers_see_all_reviews: false,
            reviewer_scope: BTreeMap::new(),
            roles: BTreeMap::new(),
        }
    }
}

impl AccessPolicy {
    /// Whether a role of this name exists.
    #[must_use]
    pub fn knows(&self, role: &str) -> bool {
        self.roles.contains_key(role) || self.reviewer_scope.contains_key(role) || Role::named(role).is_some()
    }

    /// Whether a role carries a capability, whatever the campaign.
    #[must_use]
    pub fn carries(&self, role: &str, capability: Capability) -> bool {
        self.carries_towards(role, capability, None)
    }

    /// Whether a role carries a capability towards calls of a campaign, and what is about them; nothing stands for
    /// calls of no campaign, and for what is about none.
    #[must_use]
    pub fn carries_towards(&self, role: &str, capability: Capability, campaign: Option<&Key>) -> bool {
        if capability == Capability::CoachingViewConfidential && self.is_confidential(role) {
            return true;
        }
        if let Some(reviews) = self.reviews(role, capability, campaign) {
            return reviews;
        }
        match self.roles.get(role) {
            Some(policy) => policy.capabilities.contains(&capability),
            None => Role::named(role).is_some_and(|role| role.carries(capability)),
        }
    }

    /// Whether a role carries a capability to review, where more decides on it than what the role is said to carry:
    /// `reviewer_scope`, or that whoever coaches reviews.
    fn reviews(&self, role: &str, capability: Capability, campaign: Option<&Key>) -> Option<bool> {
        let scope = self.reviewer_scope.get(role);
        match (capability, scope) {
            (Capability::ReviewCalls, Some(scope)) => return Some(scope.holds(campaign)),
            (Capability::ReviewEverywhere, Some(scope)) => {
                return Some(scope.reach == ReviewerReach::Organisation && scope.holds(campaign));
            }
            _ => {}
        }
        match capability {
            Capability::ReviewCalls => self.carries(role, Capability::CoachPipeline).then_some(true),
            Capability::ReviewEverywhere if Role::named(role).is_some_and(|role| role.carries(capability)) => {
                self.carries(role, Capability::CoachPipeline).then_some(true)
            }
            _ => None,
        }
    }

    /// The campaigns to which the policy narrows what somebody with these roles reviews, each once.
    pub fn campaigns_of<'a>(&'a self, roles: &[Key]) -> BTreeSet<&'a Key> {
        let scopes = roles.iter().filter_map(|role| self.reviewer_scope.get(role.as_str()));
        scopes.flat_map(|scope| &scope.campaigns).collect()
    }

    /// Whether it matters to anybody of which campaign a call is.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.reviewer_scope.values().any(|scope| !scope.campaigns.is_empty())
    }

    fn is_confidential(&self, role: &str) -> bool {
        self.confidential_roles.iter().any(|listed| listed.as_str() == role)
    }
}

impl ReviewerScope {
    /// Whether calls of this campaign are among those that are reviewed.
    fn holds(&self, campaign: Option<&Key>) -> bool {
        self.campaigns.is_empty() || campaign.is_some_and(|campaign| self.campaigns.contains(campaign))
    }
}

impl Role {
    /// Whether this built-in role carries a capability, unless the policy says otherwise.
    #[must_use]
    pub fn carries(self, capability: Capability) -> bool {
        self.capabilities().contains(&capability)
    }

    /// What this built-in role carries unless the policy says otherwise.
    #[must_use]
    pub fn capabilities(self) -> &'static [Capability] {
        use Capability::{
            ApproveTracks, AuditRecords, CoachPipeline, CoachingManage, CoachingViewConfidential, CoachingWrite,
            EnableTeams, ExportEverything, HumanResources, KeepOrganisation, KeepQuality, OwnOrganisation, ReviewCalls,
            ReviewEverywhere, RunProgrammes,
        };
        match self {
            Role::Agent => &[],
            Role::Manager => &[CoachPipeline, ReviewCalls, CoachingWrite, RunProgrammes],
            Role::SeniorManager => &[CoachPipeline, ReviewCalls],
            Role::ComplianceOfficer => &[CoachPipeline, ReviewCalls, ReviewEverywhere, KeepQuality, AuditRecords],
            Role::Owner => &[
                CoachPipeline,
                ReviewCalls,
                ReviewEverywhere,
                KeepOrganisation,
                OwnOrganisation,
                KeepQuality,
                AuditRecords,
                ExportEverything,
            ],
            Role::HrStaff => &[CoachingWrite, HumanResources],
            Role::HrAdmin => &[CoachingWrite, CoachingManage, HumanResources, ExportEverything],
            Role::HrDirector => &[
                CoachingWrite,
                CoachingManage,
                CoachingViewConfidential,
                ApproveTracks,
                HumanResources,
                ExportEverything,
            ],
            Role::Enablement => &[EnableTeams],
        }
    }
}
