//! The policy: every threshold, limit and switch in one document, made of the things' own sections.
//!
//! Its lists and texts have limits of their own, so that no policy can keep another one from being read.
//!
//! Rules: KER-15.

mod bundle;
mod calibration;
mod presets;
mod redaction;
mod review;
mod session;
mod share_link;
mod training;
mod unread;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::AccessPolicy;
use crate::ground::people::OrganisationPolicy;
use crate::notify::NotifyPolicy;
use touchline_calculators::certification::CertificationPolicy;
use touchline_calculators::feedback::FeedbackPolicy;
use touchline_calculators::insight::InsightPolicy;
use touchline_calculators::metric::MetricPolicy;
use touchline_calculators::plan::PlanPolicy;
use touchline_calculators::programme::ProgrammePolicy;
use touchline_calculators::progress::GoalPolicy;
use touchline_calculators::recommendation::RecommendationPolicy;
use touchline_calculators::skill::SkillPolicy;
use touchline_calculators::talk::TalkPolicy;
use touchline_kernel::aggregate::ClockPolicy;
use touchline_kernel::rejection::{BadInput, Faults, Section, member};
use touchline_kernel::{Failure, Limits, Nothing};

pub use bundle::{BundlePolicy, CampaignScope};
pub use calibration::CalibrationPolicy;
pub use presets::{Preset, presets};
pub use redaction::RedactionPolicy;
pub use review::{Acknowledgement, DisputedScores, PracticePolicy, ReviewPolicy, UnknownConsent};
pub use session::SessionPolicy;
pub use share_link::{MAX_VIEWS, ShareLinkPolicy};
pub use training::{FailureRule, SuggestionPolicy, TrainingPolicy};
pub use unread::told_besides;

touchline_kernel::operations! {
    /// Check a policy, and see it with every default filled in.
    "policy.check": policy_check, told besides by |input, bad| told_besides(input, "", bad);
    /// The default policy, to be printed, edited and loaded back.
    "policy.default": policy_default;
    /// The policies that ship, whole, to be taken as they are or edited and loaded back.
    "policy.presets": presets::policy_presets;
}

fn policy_check(policy: Policy) -> Result<Policy, Failure> {
    policy.check("").map_err(Failure::BadInput)?;
    Ok(policy)
}

fn policy_default(_: Nothing) -> Result<Policy, Failure> {
    Ok(Policy::default())
}

/// One tenant's policy. Whatever is left out has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Policy {
    /// Roles, capabilities, and how far managers reach.
    pub access: AccessPolicy,
    /// Coaching bundles.
    pub bundle: BundlePolicy,
    /// Calibrations of those who review.
    pub calibration: CalibrationPolicy,
    /// Certification of skills and of coaches.
    pub certification: CertificationPolicy,
    /// Clocks that differ.
    pub clock: ClockPolicy,
    /// Feedback of many about one person.
    pub feedback: FeedbackPolicy,
    /// Performance goals.
    pub goal: GoalPolicy,
    /// What changed with coaching.
    pub insight: InsightPolicy,
    /// How long texts and lists may be.
    pub limits: Limits,
    /// Success metrics.
    pub metric: MetricPolicy,
    /// Notifications.
    pub notify: NotifyPolicy,
    /// The organisation as a whole.
    pub organisation: OrganisationPolicy,
    /// Development plans.
    pub plan: PlanPolicy,
    /// Coaching programmes.
    pub programme: ProgrammePolicy,
    /// What to coach next.
    pub recommendation: RecommendationPolicy,
    /// What may not be redacted.
    pub redaction: RedactionPolicy,
    /// Reviews of calls.
    pub review: ReviewPolicy,
    /// Sessions of development plans.
    pub session: SessionPolicy,
    /// Share links.
    pub share_link: ShareLinkPolicy,
    /// Skill scores.
    pub skill: SkillPolicy,
    /// Conversations.
    pub talk: TalkPolicy,
    /// The training queue.
    pub training: TrainingPolicy,
}

impl Policy {
    /// Tells what is wrong with it as a whole, at `path`: settings that do not go together, each of which could be read.
    ///
    /// # Errors
    /// All of that.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        for (name, section) in self.sections() {
            section.faults(&member(path, name), &mut faults);
        }
        faults.told()
    }

    /// The sections of which some settings must go together, by their names.
    fn sections(&self) -> [(&'static str, &dyn Section); 2] {
        [("certification", &self.certification), ("programme", &self.programme)]
    }
}

#[cfg(test)]
mod tests {
    use schemars::schema_for;
    use serde_json::Value;

    use super::*;
    use touchline_kernel::format::Format;
    use touchline_kernel::rejection::Code;

    /// What in a schema is read under limits that a policy sets: a list without a length of its own, a text of a
    /// format with such a limit.
    fn under_limits(schema: &Value, found: &mut Vec<String>) {
        let least = Limits { title: 1, note: 1, list: 1 };
        match schema {
            Value::Object(fields) => {
                if fields.contains_key("items") && !fields.contains_key("maxItems") {
                    found.push(schema.to_string());
                }
                if let Some(Value::String(name)) = fields.get("format")
                    && let Some(Err(reason)) = Format::named(name).map(|format| format.check("text", &least))
                    && reason.code == Code::TextTooLong
                {
                    found.push(schema.to_string());
                }
                fields.values().for_each(|inner| under_limits(inner, found));
            }
            Value::Array(entries) => entries.iter().for_each(|inner| under_limits(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn ker_15_no_policys_limits_can_keep_another_policy_from_being_read() {
        let mut found = Vec::new();
        under_limits(schema_for!(Policy).as_value(), &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
}
