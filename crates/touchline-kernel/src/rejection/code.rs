//! Every code with which touchline refuses, in one table.
//!
//! The enum names a code, the table says what it means. A code is never renamed and never reused, since
//! programs branch on it; its number for C stands in `numbers.rs`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::detail::{DetailKey, DetailKey::*};

/// What sort of refusal a code is; a caller that knows no code can still act on its kind.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// The input itself is wrong.
    Invalid,
    /// The actor may not do this.
    NotAllowed,
    /// There is no such thing, or the actor may not know of it.
    NotFound,
    /// The thing's state does not admit this.
    WrongState,
    /// Something changed meanwhile, or is already in use.
    Conflict,
    /// A limit is exceeded.
    Limit,
}

/// A stable code, one for each reason to refuse.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    IntoStaticStr,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each code's meaning stands in the table below, where the reference is printed from")]
pub enum Code {
    InvalidUtf8,
    Syntax,
    TooDeep,
    TooLarge,
    DuplicateKey,
    UnknownField,
    MissingField,
    WrongType,
    UnknownValue,
    NumberOutOfRange,
    LoneSurrogate,
    InvalidId,
    InvalidInstant,
    InvalidDate,
    UnknownZone,
    InvalidEntropy,
    InvalidHash,
    TextBlank,
    TextTooLong,
    TextControlCharacter,
    ListTooLong,
    EntropyMissing,
    UnknownOperation,
    UnknownActor,
    ActorDeactivated,
    ActorWithoutAccount,
    NotPermitted,
    NotFound,
    VersionConflict,
    TimeReversed,
    CommandIdReused,
    IdTaken,
    UnknownRole,
    ReportingCycle,
    PersonDeactivated,
    TitleMissing,
    CallMissing,
    CallTwice,
    CallOfAnother,
    CallOutsideCampaigns,
    BundleNotReleased,
    BundleAlreadyReleased,
    BundleAlreadyAnswered,
    BundleCompletedInPerson,
    BundleFinal,
    CursorInvalid,
    AnotherThing,
    EventDoesNotFit,
    CommitmentBroken,
    RecordUnreadable,
    RecordAltered,
    RecordMoved,
    RecordDropped,
    RecordDoubled,
    RecordInserted,
    RecordDoesNotFit,
    LogCut,
    LogReplaced,
    LogHeadDiffers,
    SnapshotVersion,
    SnapshotDamaged,
    SnapshotOvertaken,
    BundleLocked,
    BundleSessionNotRecorded,
    AgentHasNotAnswered,
    BundleLive,
    Archived,
    NotArchived,
    DayAhead,
    TrainingItemInUse,
    TrainingItemResolved,
    TrainingItemWithdrawn,
    TrainingItemOfAnother,
    TrainingItemWithoutCall,
    TrainingItemTwice,
    InvalidLocale,
    SpanReversed,
    SpansOverlap,
    SuccessorIsTheSame,
    SuccessorWithoutAccount,
    SuccessorNotPermitted,
    PersonActive,
    LegalHold,
    InvalidTime,
    PlaceholderUnknown,
    BundleOfAnother,
    BundleNeverReleased,
    EscalationAlreadyAnswered,
    EscalationLive,
    EscalationFinal,
    AskerMissing,
    PastReadOnly,
    GoalCancelled,
    GoalOver,
    GoalRunning,
    GoalTwice,
    ReviewerNotPermitted,
    ReviewerMissing,
    ListTooShort,
    KeyTwice,
    WeightsMissOne,
    CurveFoldsBack,
    InvalidCurrency,
    CurrencyMixed,
    SkillReportReleased,
    CurrencyUnnamed,
    CompanionMissing,
}

/// What one code means.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// Its kind.
    pub kind: Kind,
    /// The sentence for people; `{name}` stands for the detail of that name.
    pub message: &'static str,
    /// The details that come with it, no more and no fewer.
    pub details: &'static [DetailKey],
}

const fn row(code: Code, kind: Kind, message: &'static str, details: &'static [DetailKey]) -> Entry {
    Entry { code, kind, message, details }
}

/// One row for each code, in the order of the enum.
#[rustfmt::skip]
pub const CODES: &[Entry] = &[
    row(Code::InvalidUtf8, Kind::Invalid, "the input is not UTF-8", &[]),
    row(Code::Syntax, Kind::Invalid, "the input is not JSON: {expected} is expected here", &[Expected]),
    row(Code::TooDeep, Kind::Limit, "the input is nested deeper than {limit} levels", &[Limit]),
    row(Code::TooLarge, Kind::Limit, "the input is larger than {limit} bytes", &[Limit]),
    row(Code::DuplicateKey, Kind::Invalid, "`{field}` stands twice in the same object", &[Field]),
    row(Code::UnknownField, Kind::Invalid, "`{field}` is not known here; known are {known}", &[Field, Known]),
    row(Code::MissingField, Kind::Invalid, "`{field}` is missing", &[Field]),
    row(Code::WrongType, Kind::Invalid, "{expected} is expected here, not {actual}", &[Expected, Actual]),
    row(Code::UnknownValue, Kind::Invalid, "`{actual}` is not known here; known are {known}", &[Actual, Known]),
    row(Code::NumberOutOfRange, Kind::Invalid, "{actual} is not in the range from {minimum} to {maximum}", &[Actual, Minimum, Maximum]),
    row(Code::LoneSurrogate, Kind::Invalid, "the text holds half of a surrogate pair", &[]),
    row(Code::InvalidId, Kind::Invalid, "`{actual}` is not a UUID in its usual form of 36 characters", &[Actual]),
    row(Code::InvalidInstant, Kind::Invalid, "`{actual}` is not a moment such as 2026-03-02T09:00:00.000Z", &[Actual]),
    row(Code::InvalidDate, Kind::Invalid, "`{actual}` is not a day such as 2026-03-02", &[Actual]),
    row(Code::UnknownZone, Kind::Invalid, "`{actual}` is not an IANA time zone", &[Actual]),
    row(Code::InvalidEntropy, Kind::Invalid, "entropy is 64 lower-case hexadecimal digits", &[]),
    row(Code::InvalidHash, Kind::Invalid, "`{actual}` is not of the expected number of lower-case hexadecimal digits", &[Actual]),
    row(Code::TextBlank, Kind::Invalid, "the text is blank", &[]),
    row(Code::TextTooLong, Kind::Limit, "the text has {actual} characters; the limit is {limit}", &[Actual, Limit]),
    row(Code::TextControlCharacter, Kind::Invalid, "the text holds the control character U+{actual}", &[Actual]),
    row(Code::ListTooLong, Kind::Limit, "the list has {actual} entries; the limit is {limit}", &[Actual, Limit]),
    row(Code::EntropyMissing, Kind::Invalid, "the command holds personal text and so needs `entropy`", &[]),
    row(Code::UnknownOperation, Kind::Invalid, "`{actual}` is not an operation", &[Actual]),
    row(Code::UnknownActor, Kind::NotAllowed, "nobody of this id is known", &[]),
    row(Code::ActorDeactivated, Kind::NotAllowed, "who has left can do nothing", &[]),
    row(Code::ActorWithoutAccount, Kind::NotAllowed, "a person without a user account can do nothing", &[]),
    row(Code::NotPermitted, Kind::NotAllowed, "this is not allowed: rule {rule} lacks {missing}", &[Missing, Rule]),
    row(Code::NotFound, Kind::NotFound, "there is no such thing", &[]),
    row(Code::VersionConflict, Kind::Conflict, "this was changed meanwhile: version {version} stands, {expected_version} was expected", &[ExpectedVersion, Version]),
    row(Code::TimeReversed, Kind::Conflict, "this changed at {changed_at}, which is later than the command", &[ChangedAt]),
    row(Code::CommandIdReused, Kind::Conflict, "this command id was used before, for another command", &[]),
    row(Code::IdTaken, Kind::Conflict, "this id is taken", &[]),
    row(Code::UnknownRole, Kind::Invalid, "`{actual}` is neither a built-in role nor one of the policy's", &[Actual]),
    row(Code::ReportingCycle, Kind::Conflict, "the manager stands below the person already", &[]),
    row(Code::PersonDeactivated, Kind::Conflict, "nothing new can be given to somebody who has left", &[]),
    row(Code::TitleMissing, Kind::Conflict, "a bundle needs a title before it is released", &[]),
    row(Code::CallMissing, Kind::Conflict, "a bundle needs a call before it is released", &[]),
    row(Code::CallTwice, Kind::Invalid, "the call stands in the bundle already", &[]),
    row(Code::CallOfAnother, Kind::Conflict, "the call is not the agent's own; in a bundle it can be marked as an example", &[]),
    row(Code::CallOutsideCampaigns, Kind::Conflict, "the call comes from a campaign that the agent is not assigned to", &[]),
    row(Code::BundleNotReleased, Kind::WrongState, "the bundle has not been released yet", STANDING),
    row(Code::BundleAlreadyReleased, Kind::WrongState, "the bundle has been released already", STANDING),
    row(Code::BundleAlreadyAnswered, Kind::WrongState, "the bundle has been answered already", STANDING),
    row(Code::BundleCompletedInPerson, Kind::WrongState, "the bundle was gone through in person; there is no written response to it", STANDING),
    row(Code::BundleFinal, Kind::WrongState, "the bundle is {state}; that is final", STANDING),
    row(Code::CursorInvalid, Kind::Invalid, "the cursor does not belong to this list and this viewer", &[]),
    row(Code::AnotherThing, Kind::Invalid, "the state is of another thing than the one that is meant", &[]),
    row(Code::EventDoesNotFit, Kind::Invalid, "the event cannot have happened to this state", &[]),
    row(Code::CommitmentBroken, Kind::Invalid, "a commitment does not hold for the text at its place", &[]),
    row(Code::RecordUnreadable, Kind::Invalid, "line {line} of the log cannot be read as a record", &[Line]),
    row(Code::RecordAltered, Kind::Invalid, "record {seq}, on line {line}, was altered", &[Line, Seq]),
    row(Code::RecordMoved, Kind::Invalid, "record {seq}, on line {line}, was moved", &[Line, Seq]),
    row(Code::RecordDropped, Kind::Invalid, "record {seq} is missing before line {line}", &[Line, Seq]),
    row(Code::RecordDoubled, Kind::Invalid, "record {seq} stands again on line {line}", &[Line, Seq]),
    row(Code::RecordInserted, Kind::Invalid, "record {seq}, on line {line}, does not follow the one before it", &[Line, Seq]),
    row(Code::RecordDoesNotFit, Kind::Invalid, "record {seq}, on line {line}, cannot have happened here", &[Line, Seq]),
    row(Code::LogCut, Kind::Invalid, "the log ends with record {seq}; {expected} records were expected", &[Expected, Seq]),
    row(Code::LogReplaced, Kind::Invalid, "the log ends with record {seq} as expected, but with another hash: the chain was made anew", &[Seq]),
    row(Code::LogHeadDiffers, Kind::Invalid, "the log ends with record {seq}, whose hash is not the expected one: its tail was cut or made anew", &[Seq]),
    row(Code::SnapshotVersion, Kind::Invalid, "the snapshot is of schema {actual}; this library reads schema {expected}", &[Actual, Expected]),
    row(Code::SnapshotDamaged, Kind::Invalid, "the snapshot is damaged at line {line}", &[Line]),
    row(Code::SnapshotOvertaken, Kind::Conflict, "the workspace changed while the snapshot was taken", &[]),
    row(Code::BundleLocked, Kind::WrongState, "the content of a bundle is locked once it is no draft any more; make a new bundle", STANDING),
    row(Code::BundleSessionNotRecorded, Kind::WrongState, "no session in person is recorded for the bundle", STANDING),
    row(Code::AgentHasNotAnswered, Kind::WrongState, "the agent has not answered; still awaited: {awaits}", &[State, Open, Awaits]),
    row(Code::BundleLive, Kind::WrongState, "a bundle that is being worked on cannot be archived; conclude or cancel it first", STANDING),
    row(Code::Archived, Kind::WrongState, "this is archived and so read-only; restore it first", STANDING),
    row(Code::NotArchived, Kind::WrongState, "this is not archived", STANDING),
    row(Code::DayAhead, Kind::Invalid, "the day has not come yet where the agent is", &[]),
    row(Code::TrainingItemInUse, Kind::Conflict, "the training item is in a bundle that was released already", &[]),
    row(Code::TrainingItemResolved, Kind::Conflict, "the training item was resolved already", &[]),
    row(Code::TrainingItemWithdrawn, Kind::Conflict, "the disposition behind the training item was changed: no training is asked for any more", &[]),
    row(Code::TrainingItemOfAnother, Kind::Conflict, "the training item is another agent's", &[]),
    row(Code::TrainingItemWithoutCall, Kind::Conflict, "the training item's call is not in the bundle", &[]),
    row(Code::TrainingItemTwice, Kind::Invalid, "the training item stands in the bundle already", &[]),
    row(Code::InvalidLocale, Kind::Invalid, "`{actual}` is not a locale such as de-CH", &[Actual]),
    row(Code::SpanReversed, Kind::Invalid, "the days end before they begin", &[]),
    row(Code::SpansOverlap, Kind::Invalid, "{actual} stands in two of the list's spans of days", &[Actual]),
    row(Code::SuccessorIsTheSame, Kind::Invalid, "nobody hands their duties over to themselves", &[]),
    row(Code::SuccessorWithoutAccount, Kind::Conflict, "a person without a user account can take nothing over", &[]),
    row(Code::SuccessorNotPermitted, Kind::Conflict, "{actual} cannot be handed over to a person who may not bring it to its end: rule {rule} lacks {missing}", &[Actual, Missing, Rule]),
    row(Code::PersonActive, Kind::Conflict, "only of somebody who has left are the own bundles and escalations called off", &[]),
    row(Code::LegalHold, Kind::NotAllowed, "the person is under a legal hold, which forbids to redact them", &[]),
    row(Code::InvalidTime, Kind::Invalid, "`{actual}` is not a time of day such as 08:00", &[Actual]),
    row(Code::PlaceholderUnknown, Kind::Invalid, "`{actual}` is no placeholder of this text; known are {known}", &[Actual, Known]),
    row(Code::BundleOfAnother, Kind::Conflict, "the bundle is another agent's", &[]),
    row(Code::BundleNeverReleased, Kind::Conflict, "the bundle was never released to the agent, who is not to learn of it", &[]),
    row(Code::EscalationAlreadyAnswered, Kind::WrongState, "the escalation has been answered already", STANDING),
    row(Code::EscalationLive, Kind::WrongState, "an escalation that is being worked on cannot be archived; close or withdraw it first", STANDING),
    row(Code::EscalationFinal, Kind::WrongState, "the escalation is {state}; that is final", STANDING),
    row(Code::AskerMissing, Kind::Invalid, "of a past moment somebody must ask who may: give `asked_by`", &[]),
    row(Code::PastReadOnly, Kind::Conflict, "this is how things stood at a past moment, which can be asked about and not be changed", &[]),
    row(Code::GoalCancelled, Kind::WrongState, "the goal was cancelled; that is final", STANDING),
    row(Code::GoalOver, Kind::Conflict, "the goal's days are over; what came of it stands", &[]),
    row(Code::GoalRunning, Kind::Conflict, "a goal whose days are not over cannot be archived; cancel it first", &[]),
    row(Code::GoalTwice, Kind::Invalid, "the same goal stands in the bundle already", &[]),
    row(Code::ReviewerNotPermitted, Kind::Conflict, "a reviewer may not review all whose calls would be drawn: rule {rule} lacks {missing}", &[Missing, Rule]),
    row(Code::ReviewerMissing, Kind::Invalid, "somebody has to be named who reviews what is drawn", &[]),
    row(Code::ListTooShort, Kind::Invalid, "the list has {actual} entries; it needs {limit}", &[Actual, Limit]),
    row(Code::KeyTwice, Kind::Invalid, "`{actual}` stands twice among what is told apart by its key", &[Actual]),
    row(Code::WeightsMissOne, Kind::Invalid, "the weights add up to {actual}, and not to 1", &[Actual]),
    row(Code::CurveFoldsBack, Kind::Invalid, "the point at {actual} does not lie a billionth or more above the one before it, at {minimum}", &[Actual, Minimum]),
    row(Code::InvalidCurrency, Kind::Invalid, "`{actual}` is not a currency of ISO 4217 such as EUR", &[Actual]),
    row(Code::CurrencyMixed, Kind::Invalid, "amounts in {actual} and in {expected} are only added up at a rate that is given", &[Actual, Expected]),
    row(Code::SkillReportReleased, Kind::WrongState, "the skill report was released; what somebody has seen is not taken back", STANDING),
    row(Code::CurrencyUnnamed, Kind::Conflict, "amounts need a currency in which they are recorded: the policy's `metric.currency`", &[]),
    row(Code::CompanionMissing, Kind::Invalid, "`{field}` does nothing without `{expected}`, which is missing", &[Field, Expected]),
];

/// What every refusal says that a state is to blame for.
const STANDING: &[DetailKey] = &[State, Open];

impl Code {
    /// The code as it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What the table says of this code.
    #[must_use]
    pub fn entry(self) -> &'static Entry {
        CODES.iter().find(|entry| entry.code == self).unwrap_or(&UNLISTED)
    }
}

/// Stands in for a code that the table lacks; a test shows that there is none.
const UNLISTED: Entry = row(Code::Syntax, Kind::Invalid, "this code has no entry", &[]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_one_row_for_each_code_in_the_enums_order() {
        let listed: Vec<Code> = CODES.iter().map(|entry| entry.code).collect();
        assert_eq!(listed, Code::VARIANTS);
    }

    #[test]
    fn a_message_names_only_details_that_its_code_carries() {
        for entry in CODES {
            for (at, _) in entry.message.match_indices('{') {
                let name = entry.message.get(at..).and_then(|rest| rest.split(['{', '}']).nth(1)).unwrap_or_default();
                assert!(entry.details.iter().any(|key| key.name() == name), "{}: `{name}`", entry.code.name());
            }
        }
    }
}
