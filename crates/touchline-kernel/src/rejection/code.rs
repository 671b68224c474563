//! Every code with which touchline refuses, in one list: an entry names a code and says what it means.
//!
//! A code is never renamed and never reused, since programs branch on it. Its place in the list is its number for C,
//! so that a new one stands at the end.
//!
//! Rules: KER-06.

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

/// From one list the enum, what each member means, and the table of them all. An entry is a code, its kind, its sentence
/// and the details that its sentence may name.
macro_rules! codes {
    ($($code:ident: $kind:ident, $message:literal, $details:expr;)*) => {
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
        #[expect(missing_docs, reason = "each code's sentence is its meaning, and the reference is printed from it")]
        pub enum Code {
            $($code,)*
        }

        impl Code {
            /// What the list says of this code.
            #[must_use]
            pub const fn entry(self) -> &'static Entry {
                match self {
                    $(Code::$code => {
                        &Entry { code: Code::$code, kind: Kind::$kind, message: $message, details: &$details }
                    })*
                }
            }
        }

        /// What each code means, in the order of the enum.
        pub const CODES: &[Entry] = &[$(*Code::$code.entry()),*];
    };
}

/// What every refusal says that a state is to blame for.
const STANDING: [DetailKey; 2] = [State, Open];

codes! {
    InvalidUtf8: Invalid, "the input is not UTF-8", [];
    Syntax: Invalid, "the input is not JSON: {expected} is expected here", [Expected];
    TooDeep: Limit, "the input is nested deeper than {limit} levels", [Limit];
    TooLarge: Limit, "the input is larger than {limit} bytes: {actual} were counted", [Actual, Limit];
    DuplicateKey: Invalid, "`{field}` stands twice in the same object", [Field];
    UnknownField: Invalid, "`{field}` is not known here; known are {known}", [Field, Known];
    MissingField: Invalid, "`{field}` is missing", [Field];
    WrongType: Invalid, "{expected} is expected here, not {actual}", [Expected, Actual];
    UnknownValue: Invalid, "`{actual}` is not known here; known are {known}", [Actual, Known];
    NumberOutOfRange: Invalid, "{actual} is not in the range from {minimum} to {maximum}", [Actual, Minimum, Maximum];
    LoneSurrogate: Invalid, "the text holds half of a surrogate pair", [];
    InvalidId: Invalid, "`{actual}` is not a UUID in its usual form of 36 characters", [Actual];
    InvalidInstant: Invalid, "`{actual}` is not a moment such as 2026-03-02T09:00:00.000Z", [Actual];
    InvalidDate: Invalid, "`{actual}` is not a day such as 2026-03-02", [Actual];
    UnknownZone: Invalid, "`{actual}` is not an IANA time zone", [Actual];
    InvalidEntropy: Invalid, "entropy is 64 lower-case hexadecimal digits", [];
    InvalidHash: Invalid, "`{actual}` is not of the expected number of lower-case hexadecimal digits", [Actual];
    TextBlank: Invalid, "the text is blank", [];
    TextTooLong: Limit, "the text has {actual} characters; the limit is {limit}", [Actual, Limit];
    TextControlCharacter: Invalid, "the text holds the control character U+{actual}", [Actual];
    ListTooLong: Limit, "the list has {actual} entries; the limit is {limit}", [Actual, Limit];
    EntropyMissing: Invalid, "the command holds personal text and so needs `entropy`", [];
    UnknownOperation: Invalid, "`{actual}` is not an operation", [Actual];
    UnknownActor: NotAllowed, "nobody of this id is known", [];
    ActorDeactivated: NotAllowed, "who has left can do nothing", [];
    ActorWithoutAccount: NotAllowed, "a person without a user account can do nothing", [];
    NotPermitted: NotAllowed, "this is not allowed: rule {rule} lacks {missing}", [Missing, Rule];
    NotFound: NotFound, "there is no such thing", [];
    VersionConflict: Conflict, "this was changed meanwhile: version {version} stands, {expected_version} was expected", [ExpectedVersion, Version];
    TimeReversed: Conflict, "this changed at {changed_at}, which is later than the command", [ChangedAt];
    CommandIdReused: Conflict, "this command id was used before, for another command", [];
    IdTaken: Conflict, "this id is taken", [];
    UnknownRole: Invalid, "`{actual}` is neither a built-in role nor one of the policy's", [Actual];
    ReportingCycle: Conflict, "the manager stands below the person already", [];
    PersonDeactivated: Conflict, "nothing new can be given to somebody who has left", [];
    TitleMissing: Conflict, "a bundle needs a title before it is released", [];
    CallMissing: Conflict, "a bundle needs a call before it is released", [];
    CallTwice: Invalid, "the call stands in the bundle already", [];
    CallOfAnother: Conflict, "the call is not the agent's own; in a bundle it can be marked as an example", [];
    CallOutsideCampaigns: Conflict, "the call comes from a campaign that the agent is not assigned to", [];
    BundleNotReleased: WrongState, "the bundle has not been released yet", STANDING;
    BundleAlreadyReleased: WrongState, "the bundle has been released already", STANDING;
    BundleAlreadyAnswered: WrongState, "the bundle has been answered already", STANDING;
    BundleCompletedInPerson: WrongState, "the bundle was gone through in person; there is no written response to it", STANDING;
    BundleFinal: WrongState, "the bundle is {state}; that is final", STANDING;
    CursorInvalid: Invalid, "the cursor does not belong to this list and this viewer", [];
    AnotherThing: Invalid, "the state is of another thing than the one that is meant", [];
    EventDoesNotFit: Invalid, "the event cannot have happened to this state", [];
    CommitmentBroken: Invalid, "a commitment does not hold for the text at its place", [];
    RecordUnreadable: Invalid, "line {line} of the log cannot be read as a record", [Line];
    RecordAltered: Invalid, "record {seq}, on line {line}, was altered", [Line, Seq];
    RecordMoved: Invalid, "record {seq}, on line {line}, was moved", [Line, Seq];
    RecordDropped: Invalid, "record {seq} is missing before line {line}", [Line, Seq];
    RecordDoubled: Invalid, "record {seq} stands again on line {line}", [Line, Seq];
    RecordInserted: Invalid, "record {seq}, on line {line}, does not follow the one before it", [Line, Seq];
    RecordDoesNotFit: Invalid, "record {seq}, on line {line}, cannot have happened here", [Actual, Line, Seq];
    LogCut: Invalid, "the log ends with record {seq}; {expected} records were expected", [Expected, Seq];
    LogReplaced: Invalid, "the log ends with record {seq} as expected, but with another hash: the chain was made anew", [Seq];
    LogHeadDiffers: Invalid, "the log ends with record {seq}, whose hash is not the expected one: its tail was cut or made anew", [Seq];
    SnapshotVersion: Invalid, "the snapshot is of schema {actual}; this library reads schema {expected}", [Actual, Expected];
    SnapshotDamaged: Invalid, "the snapshot is damaged at line {line}", [Line];
    SnapshotOvertaken: Conflict, "the workspace changed while the snapshot was taken", [];
    BundleLocked: WrongState, "the content of a bundle is locked once it is no draft any more; make a new bundle", STANDING;
    BundleSessionNotRecorded: WrongState, "no session in person is recorded for the bundle", STANDING;
    AgentHasNotAnswered: WrongState, "the agent has not answered; still awaited: {awaits}", [State, Open, Awaits];
    BundleLive: WrongState, "a bundle that is being worked on cannot be archived; conclude or cancel it first", STANDING;
    Archived: WrongState, "this is archived and so read-only; restore it first", STANDING;
    NotArchived: WrongState, "this is not archived", STANDING;
    DayAhead: Invalid, "the day has not come yet where the agent is", [];
    TrainingItemInUse: Conflict, "the training item is in a bundle that was released already", [];
    TrainingItemResolved: Conflict, "the training item was resolved already", [];
    TrainingItemWithdrawn: Conflict, "the disposition behind the training item was changed: no training is asked for any more", [];
    TrainingItemOfAnother: Conflict, "the training item is another agent's", [];
    TrainingItemWithoutCall: Conflict, "the training item's call is not in the bundle", [];
    TrainingItemTwice: Invalid, "the training item stands in the bundle already", [];
    InvalidLocale: Invalid, "`{actual}` is not a locale such as de-CH", [Actual];
    SpanReversed: Invalid, "the days end before they begin", [];
    SpansOverlap: Invalid, "{actual} stands in two of the list's spans of days", [Actual];
    SuccessorIsTheSame: Invalid, "nobody hands their duties over to themselves", [];
    SuccessorWithoutAccount: Conflict, "a person without a user account can take nothing over", [];
    SuccessorNotPermitted: Conflict, "{actual} cannot be handed over to a person who may not bring it to its end: rule {rule} lacks {missing}", [Actual, Missing, Rule];
    PersonActive: Conflict, "only of somebody who has left are the own bundles and escalations called off", [];
    LegalHold: NotAllowed, "the person is under a legal hold, which forbids to redact them", [];
    InvalidTime: Invalid, "`{actual}` is not a time of day such as 08:00", [Actual];
    PlaceholderUnknown: Invalid, "`{actual}` is no placeholder of this text; known are {known}", [Actual, Known];
    BundleOfAnother: Conflict, "the bundle is another agent's", [];
    BundleNeverReleased: Conflict, "the bundle was never released to the agent, who is not to learn of it", [];
    EscalationAlreadyAnswered: WrongState, "the escalation has been answered already", STANDING;
    EscalationLive: WrongState, "an escalation that is being worked on cannot be archived; close or withdraw it first", STANDING;
    EscalationFinal: WrongState, "the escalation is {state}; that is final", STANDING;
    AskerMissing: Invalid, "of a past moment somebody must ask who may: give `asked_by`", [];
    PastReadOnly: Conflict, "this is how things stood at a past moment, which can be asked about and not be changed", [];
    GoalCancelled: WrongState, "the goal was cancelled; that is final", STANDING;
    GoalOver: Conflict, "the goal's days are over; what came of it stands", [];
    GoalRunning: Conflict, "a goal whose days are not over cannot be archived; cancel it first", [];
    GoalTwice: Invalid, "the same goal stands in the bundle already", [];
    ReviewerNotPermitted: Conflict, "a reviewer may not review what they would be given: rule {rule} lacks {missing}", [Missing, Rule];
    ReviewerMissing: Invalid, "somebody has to be named who reviews what is drawn", [];
    ListTooShort: Invalid, "the list has {actual} entries; it needs {limit}", [Actual, Limit];
    KeyTwice: Invalid, "`{actual}` stands twice among what is told apart by its key", [Actual];
    WeightsMissOne: Invalid, "the weights add up to {actual}, and not to 1", [Actual];
    CurveFoldsBack: Invalid, "the point at {actual} does not lie a billionth or more above the one before it, at {minimum}", [Actual, Minimum];
    InvalidCurrency: Invalid, "`{actual}` is not a currency of ISO 4217 such as EUR", [Actual];
    CurrencyMixed: Invalid, "amounts in {actual} and in {expected} are only added up at a rate that is given", [Actual, Expected];
    SkillReportReleased: WrongState, "the skill report was released; what somebody has seen is not taken back", STANDING;
    CurrencyUnnamed: Conflict, "amounts need a currency in which they are recorded: the policy's `metric.currency`", [];
    CompanionMissing: Invalid, "`{field}` does nothing without `{expected}`, which is missing", [Field, Expected];
    SourceMissing: Invalid, "where the judgement came from is missing: a rule or a model, by its name", [];
    SourceOfAPerson: Invalid, "a person's judgement is their own and has no source", [];
    RuledByAPerson: Conflict, "a person has judged this, and what a rule or a model makes of it takes no person's place", [];
    PublishedOtherwise: Invalid, "the unrounded score is published as {expected}, not as {actual}", [Actual, Expected];
    FrameworkDoesNotFit: Invalid, "the framework that is tried has no `{actual}`, of which record {seq}, on line {line}, has measures; it has {known}", [Actual, Known, Line, Seq];
    ListEmpty: Invalid, "the list is empty, and must name at least one", [];
    EntryTwice: Invalid, "`{actual}` stands in the list twice", [Actual];
    NothingCounts: Invalid, "nothing counts here: all of it is 0", [];
    BandsFoldBack: Invalid, "{actual} does not lie above {minimum}, which stands before it", [Actual, Minimum];
    NotBefore: Invalid, "`{actual}` does not stand before the question that asks for its answer", [Actual];
    AlwaysApplicable: Invalid, "nobody may say that this question is not applicable", [];
    AnswerMissing: Invalid, "`{actual}` has not been answered", [Actual];
    ScorecardNotPublished: WrongState, "the scorecard was not published yet", STANDING;
    ScorecardPublished: WrongState, "the scorecard was published and never changes; draft another version of it", STANDING;
    ScorecardRetired: WrongState, "the scorecard was retired already", STANDING;
    ScorecardInUse: WrongState, "calls are judged by the scorecard; retire it first", STANDING;
    ScorecardPlaceTaken: Conflict, "another version took the place of the scorecard; draft from that one", [];
    ScorecardKeyDiffers: Invalid, "all versions of a scorecard have one key, which is {expected} and not {actual}", [Actual, Expected];
    ActionItemStarted: WrongState, "the action item was started already", STANDING;
    ActionItemComplete: WrongState, "the action item is complete already", STANDING;
    ActionItemNotComplete: WrongState, "the action item is not complete yet", STANDING;
    ActionItemLive: WrongState, "an action item that is being worked on cannot be archived; verify or cancel it first", STANDING;
    ActionItemFinal: WrongState, "the action item is {state}; that is final", STANDING;
    DueDatePast: Invalid, "the day is over already where the assignee is", [];
    DueDateNotLater: Invalid, "the day is not later than the due date in force", [];
    NoDueDate: Conflict, "the action item has no due date that could be put off", [];
    ExtensionRequested: Conflict, "a later due date was asked for already, and awaits an answer", [];
    NoExtensionRequested: Conflict, "no request for a later due date awaits an answer", [];
    NotACourse: Invalid, "what comes from a course recommendation is a course", [];
    ReviewLocked: WrongState, "what a review says is locked once it was delivered; add an addendum", STANDING;
    ReviewNotDelivered: WrongState, "the review has not been delivered yet", STANDING;
    ReviewAlreadyDelivered: WrongState, "the review has been delivered already", STANDING;
    ReviewAlreadyReviewed: WrongState, "the review was marked reviewed already", STANDING;
    ReviewAlreadyAcknowledged: WrongState, "the review was acknowledged already", STANDING;
    ReviewFinal: WrongState, "the review is {state}; that is final", STANDING;
    ReviewIsDraft: WrongState, "a draft cannot be archived; deliver or discard it first", STANDING;
    RatingMissing: Conflict, "a review needs a rating or a filled scorecard before it is delivered", [];
    FeedbackMissing: Conflict, "a review needs a summary or a comment before it is delivered", [];
    CommentMissing: Conflict, "the review has no comment yet", [];
    MomentOutsideCall: Invalid, "{actual} ms lies outside the call, which took {limit} ms", [Actual, Limit];
    MomentsReversed: Invalid, "the span ends before it begins", [];
    AcknowledgementNotAsked: Conflict, "nobody is asked to acknowledge this review", [];
    AcknowledgementAwaited: Conflict, "a review that awaits its acknowledgement cannot be archived; retract it, or wait for it", [];
    NothingToAnswer: Conflict, "whoever handled the call has written nothing yet that could be answered", [];
    CallNotLater: Conflict, "a review is applied in another call, which began after it was delivered and before now", [];
    ClarificationOwed: Conflict, "a clarification that was asked for is still to be answered", [];
    ScorecardNotInUse: Conflict, "calls are judged by this version of the scorecard no more", [];
    ScorecardIncomplete: Conflict, "in the scorecard, question {actual} lacks its {field}", [Actual, Field];
    ItemMissing: Conflict, "the review has no action item yet", [];
    NothingAmended: Conflict, "the review was not amended since it was acknowledged", [];
    DisputeOpen: Conflict, "a dispute about the review is open", [];
    NoDispute: Conflict, "no dispute about the review is open", [];
    DisputeTooLate: Conflict, "a review can be disputed until {limit} days after it was delivered", [Limit];
    DisputeRoundsUsed: Conflict, "a review can be disputed {limit} times", [Limit];
    NotMineAlone: Invalid, "that the call was not one's own is disputed alone", [];
    NothingToDispute: Invalid, "the review says nothing of this that could be disputed", [];
    NothingProposed: Invalid, "nothing was proposed that could be accepted", [];
    RulingDoesNotFit: Invalid, "this does not decide what is disputed", [];
    VoidInstead: Invalid, "that the call was not theirs is accepted by voiding the review", [];
    WhoseUndisputed: Conflict, "nobody disputes that the call was theirs", [];
    OwnReview: NotAllowed, "a dispute about a review is decided by another than who wrote it", [];
    CalibrationNotOpen: WrongState, "the calibration was not opened yet", STANDING;
    CalibrationOpen: WrongState, "the calibration was opened already", STANDING;
    CalibrationNotScored: WrongState, "scoring is not over yet", STANDING;
    CalibrationScored: WrongState, "scoring is over", STANDING;
    CalibrationLive: WrongState, "a calibration that is going on cannot be archived; close or cancel it first", STANDING;
    CalibrationFinal: WrongState, "the calibration is {state}; that is final", STANDING;
    RaterWithoutAccount: Conflict, "a person without a user account can score nothing", [];
    RatersTooFew: Conflict, "a calibration needs {limit} raters at least", [Limit];
    RaterNotPermitted: Conflict, "{actual} may not review the call: rule {rule} lacks {missing}", [Actual, Missing, Rule];
    ReferenceNotRater: Invalid, "the reference is not among the raters", [];
    ReviewAlreadyAsked: Conflict, "such a review of the call is asked for already", [];
    ReviewRequestAccepted: WrongState, "somebody is to review the call already", STANDING;
    ReviewAssignmentFinal: WrongState, "the assignment is {state}; that is final", STANDING;
    DeclineInstead: Conflict, "feedback that somebody asked for is declined, and not recalled", [];
    RecallInstead: Conflict, "nobody asked for this review: whoever assigned it recalls it", [];
    SelfReviewFinal: WrongState, "the self-review is {state}; that is final", STANDING;
    NothingFilled: Conflict, "a self-review needs a filled scorecard before it is submitted", [];
    DeliveryPast: Invalid, "the moment has passed already; deliver the review now", [];
    DeliveryTooFar: Invalid, "a delivery can be set for {limit} days ahead", [Limit];
    DeliveryNotSet: Conflict, "no such delivery of the review is set", [];
    DeliveryNotReached: Conflict, "the moment that is set for the delivery has not come", [];
    PlanIsDraft: WrongState, "the plan was not activated yet", STANDING;
    PlanActive: WrongState, "the plan is active already", STANDING;
    PlanUnderWay: WrongState, "a milestone of a plan that is under way is dropped with a reason, and not removed", STANDING;
    PlanOnHold: WrongState, "the plan is on hold; resume it first", STANDING;
    PlanNotOnHold: WrongState, "the plan is not on hold", STANDING;
    PlanEnded: WrongState, "the plan is {state}", STANDING;
    PlanNotCancelled: WrongState, "the plan was not called off", STANDING;
    PlanLive: WrongState, "a plan that is being worked on cannot be archived; complete or cancel it first", STANDING;
    MilestoneMissing: Conflict, "a plan needs a milestone before its days run", [];
    MilestoneNotSmart: Conflict, "milestone `{actual}` does not hold the letters {missing} of the SMART check", [Actual, Missing];
    MilestoneAchieved: Conflict, "the milestone was achieved; reopen it with a reason", [];
    MilestoneNotAchieved: Conflict, "the milestone was not achieved, and so is open", [];
    MilestoneStillAchieved: Invalid, "with this value the milestone is still achieved", [];
    MilestoneDropped: Conflict, "the milestone was dropped", [];
    MilestoneLeftOut: Invalid, "milestone `{actual}` is left out", [Actual];
    MeasureSettled: Conflict, "values of the milestone were recorded, and its measure stays; drop it and set another", [];
    ResultDoesNotFit: Invalid, "milestone `{actual}` does not stand so; what fits is {known}", [Actual, Known];
    FocusAreaUnknown: Invalid, "`{actual}` is not a focus area of the plan", [Actual];
    ReviewNotLinked: Invalid, "the plan is not linked to the review of the finding, or to several of that key: then the finding names the cycle, too", [];
    CoachIsCoachee: Invalid, "nobody coaches themselves", [];
    CoachNotPermitted: Conflict, "{actual} may not write in the plan: rule {rule} lacks {missing}", [Actual, Missing, Rule];
    LastCoach: Conflict, "the last coach of an active plan cannot be removed; add another first", [];
    OnBehalfMissing: Invalid, "who writes for external coaches has to say for which", [];
    InvalidDateTime: Invalid, "`{actual}` is not a day and time such as 2026-03-02T09:00:00", [Actual];
    RulePartForbidden: Invalid, "`{field}` has no meaning {actual}", [Actual, Field];
    CountAndUntil: Invalid, "a rule ends after so many occurrences or at a moment, and not both", [];
    NeverOccurs: Invalid, "the rule never occurs", [];
    TooRare: Limit, "no occurrence was found within {limit} steps: the rule occurs too rarely, or begins too long ago", [Limit];
    NoSuchOccurrence: Invalid, "nothing occurs at {actual} that could be moved, or sent by itself", [Actual];
    InvalidAddress: Invalid, "`{actual}` is not an e-mail address", [Actual];
    InvalidRecurrence: Invalid, "`{actual}` is not what RFC 5545 writes here: {expected} is expected", [Actual, Expected];
    NotACalendar: Invalid, "the text is no calendar file: {expected} is expected on line {line}", [Expected, Line];
    PlanNotActive: Conflict, "the days of the plan do not run: sessions are set, and feedback is asked for, while they do", [];
    SessionOver: WrongState, "the session is {state}; that is final", STANDING;
    SessionNotBegun: Conflict, "the session has not begun", [];
    SessionNotHeld: Conflict, "the session was not held, or is not recorded yet", [];
    SessionBeyondCalendar: Invalid, "the session would end beyond the calendar", [];
    NotesMissing: Invalid, "a session that was held needs notes, or a reason for none", [];
    NotesAndReason: Invalid, "there are notes, and so no reason for none", [];
    NoteConfidential: WrongState, "the note is confidential already", STANDING;
    NoteNotConfidential: WrongState, "the note is not confidential", STANDING;
    DisclosureProposed: WrongState, "it is proposed already that the note be confidential no more", STANDING;
    DisclosureNotProposed: WrongState, "nobody has proposed that the note be confidential no more", STANDING;
    OwnProposal: Conflict, "the other side has to agree to what one side proposes", [];
    FeedbackRoundReleased: Conflict, "the answers of round `{actual}` were released already; that is done once", [Actual];
    OutsideCalendar: Invalid, "`{actual}` is no moment of the years 0001 to 9999 in this zone", [Actual];
    NoteShared: WrongState, "the note is shared already, and stays so", STANDING;
    NoteWithdrawn: WrongState, "the note was taken back; that is final", STANDING;
    FeedbackRoundOver: WrongState, "the feedback round is {state}; that is final", STANDING;
    FeedbackDayOver: Conflict, "the last day for answers is over", [];
    FeedbackDayNotOver: Conflict, "the last day for answers is not over yet", [];
    FeedbackGiven: Conflict, "one answers or declines once, and it stays at that", [];
    FeedbackOfOwnPlan: Conflict, "whom a plan coaches, and who coaches by it, gives no feedback in its rounds", [];
    FeedbackWithoutAccount: Conflict, "a person without a user account can answer nothing", [];
    FeedbackRelationUntrue: Invalid, "the person is no `{actual}` of the one whom the feedback is about", [Actual];
    NotATrack: Conflict, "the plan is no improvement track", [];
    TrackSettled: Conflict, "the days of the plan have run: whether it is an improvement track is settled", [];
    TrackApproved: Conflict, "an improvement track that was approved stays one", [];
    MeasureNotNumeric: Conflict, "milestone `{actual}` of an improvement track needs a numeric measure", [Actual];
    ApprovalMissing: Conflict, "an improvement track is activated once what it says is approved", [];
    ApprovalRequested: Conflict, "an approval was asked for already, and awaits a decision", [];
    ApprovalNotRequested: Conflict, "no approval is asked for", [];
    ApprovalGiven: Conflict, "what the plan says is approved already", [];
    NoApprover: Conflict, "nobody is there who may approve, and neither asks for it nor coaches nor is coached", [];
    OwnRequest: NotAllowed, "nobody decides on an approval that they asked for", [];
    RequestOfAnother: NotAllowed, "an approval that was asked for is taken back by whoever asked", [];
    ContentChanged: Conflict, "what is to be decided on or signed was changed meanwhile: version {version} stands, {expected_version} was meant", [ExpectedVersion, Version];
    AmendInstead: Conflict, "what an improvement track says is amended once its days have run", [];
    PlanNotEnded: Conflict, "the plan is neither completed nor called off", [];
    PlanSigned: Conflict, "what the plan says is signed already", [];
    PlanProposalOver: WrongState, "the plan that was proposed is {state}; that is final", STANDING;
    MilestoneProposalOver: Conflict, "the milestone that was proposed was accepted, declined or taken back already", [];
    FeedbackEmpty: Invalid, "feedback names strengths, improvements or ratings, or says something in words", [];
    FeedbackToCoachesOff: Conflict, "the plan does not provide for feedback to those who coach", [];
    CoachingNotOver: Conflict, "coaching is rated once a review stands delivered, a bundle is concluded, a session was held, or a plan has ended", [];
    CoachingRated: WrongState, "the coaching was rated already, and that stays", STANDING;
    NeverEnds: Invalid, "a series of sessions comes to an end: its rule has a `count` or an `until`", [];
    TooManyOccurrences: Limit, "the series has more than {limit} occurrences", [Limit];
    SessionLength: Invalid, "a session takes whole minutes, from 1 to 1440 of them", [];
    SessionSeriesOver: WrongState, "the series of sessions is {state}; that is final", STANDING;
    TakesNoPart: NotAllowed, "whether one comes to a session is said by whoever takes part in it, or by who writes for them", [];
    OtherTimeInForce: Conflict, "an answer to change {actual} of the session says nothing of change {expected}, which is in force", [Actual, Expected];
    LaterReplyStands: Conflict, "a later answer stands, of {actual}", [Actual];
    TextMissing: Invalid, "the text at `{field}` of record {seq}, on line {line}, is gone, and no redaction in the log takes it", [Field, Line, Seq];
    EntropyGuessable: Invalid, "the entropy is nothing but zeros, or that of the command before: draw it anew for each command", [];
    TextDirectionOpen: Invalid, "U+{actual} turns the direction of what is read and is not closed on its line, or closes what the text does not open", [Actual];
    InvalidRole: Invalid, "`{actual}` is no name of a role: a letter from a to z first, then such letters, digits and _", [Actual];
    SegmentReversed: Invalid, "segment {segment} at {place} ends before it begins", [Place, Segment];
    SegmentPastEnd: Invalid, "segment {segment} at {place} reaches to {actual} ms, and the call ends at {limit} ms", [Actual, Limit, Place, Segment];
    SpeakerUnknown: Invalid, "segment {segment} at {place} is spoken by `{actual}`, who is not among the speakers", [Actual, Place, Segment];
    TranscriptFormatUnknown: Invalid, "the text reads as no transcript that is known here; known are {known}", [Known];
    TranscriptOtherFormat: Invalid, "the text does not read as {expected}, but as {actual}", [Actual, Expected];
    TranscriptUnreadable: Invalid, "the transcript cannot be read at {place}: {expected} is expected", [Expected, Place];
    TranscriptTimeUnreadable: Invalid, "`{actual}` at {place} is no time of a call", [Actual, Place];
    TranscriptNotUtf8: Invalid, "the text was not read as what it is: {actual}; hand it in as UTF-8", [Actual];
    TranscriptCallUnclear: Invalid, "the file holds several calls, of which one is to be named: {known}", [Known];
    EmployeeEmotionOff: NotAllowed, "`{actual}` tells how an employee feels, and is not taken in unless the policy's `employee_emotion` is on", [Actual];
    EmployeeEmotionInScore: NotAllowed, "`{actual}` tells how an employee feels, and enters no score", [Actual];
    ConsentMissing: NotAllowed, "not all who are heard consented to the recording: nothing that was said in the call is quoted, or handed to a model", [];
    InvalidSecret: Invalid, "a token or a key is 256 bits of the host's randomness as 64 lower-case hexadecimal digits", [];
    SecretGuessable: Invalid, "the token or key is nothing but zeros: draw it", [];
    ShareNotShown: Conflict, "what is shared was shown to whom it is about first", [];
    ShareEnds: Invalid, "a share link ends after the moment at which it is made", [];
    ShareLinkRevoked: WrongState, "the share link was revoked; that is final", STANDING;
    GlyphMissing: Invalid, "no font has U+{actual}: hand in one that does", [Actual];
    ThingDoesNotFit: Invalid, "the thing rests on another that is not there, or cannot stand beside the others", [];
    TrackLinksMissing: Invalid, "of the notes of the track some have no link: `tracks` is to hold all links", [];
    ReportingLineTooLong: Limit, "the reporting line would have {actual} steps; the limit is {limit}", [Actual, Limit];
    AssessmentFinal: WrongState, "the assessment is {state}; that is final", STANDING;
    AssessmentOtherMonth: Conflict, "skills are rated in the month that is assessed, where the person is", [];
    AssessmentSideTaken: Conflict, "somebody else has rated the person in this assessment", [];
    CertificationAhead: Invalid, "a certification is recorded once its day has come", [];
    CertificationConfirmed: Conflict, "no part of the certification waits to be confirmed", [];
    CertificationWithdrawn: WrongState, "the certification was withdrawn; that is final", STANDING;
    ProgrammeEnded: WrongState, "the programme was ended; that is final", STANDING;
    CoachingMeetingWithdrawn: WrongState, "the meeting was taken back; that is final", STANDING;
    PersonNotOfTeam: Conflict, "the person does not stand below whoever leads the team", [];
    ShareTooLong: Conflict, "a share link ends {limit} days after it is made at the latest", [Limit];
    SharingClosed: Conflict, "nothing is shared by links here, or not by whoever has this role", [];
    NotOfEitherSide: NotAllowed, "whether a note stays confidential is agreed between whom the plan coaches and the coaches for whom it is", [];
    CallReviewedAlready: Conflict, "the call was reviewed by the same reviewer already: {actual}", [Actual];
    BonusFailsNothing: Invalid, "who does not earn a bonus fails nothing: name the option that fails", [];
    ReviewUnread: Conflict, "whoever handled the call has not marked the review reviewed", [];
    RuleAnswersOtherwise: Invalid, "this is not what a rule of the question answers", [];
    PersonOverridden: Invalid, "neither a model nor a rule takes the place of what a person answered", [];
    AnswerNotAwaited: Conflict, "no answer to {actual} is awaited: it does not apply then, or it is answered", [Actual];
    ScorecardKeyTaken: Conflict, "another scorecard has the key {actual}: draft a version of that one, or take another key", [Actual];
    PlanNotShown: Conflict, "whom the plan coaches is shown it once it is activated, and nothing of it before", [];
    ScorecardIsDraft: Conflict, "the version of the scorecard that is named is a draft: publish it first", [];
    PlanTemplateNotPublished: WrongState, "the template was not published yet", STANDING;
    PlanTemplatePublished: WrongState, "the template was published and never changes; draft another version of it", STANDING;
    PlanTemplateRetired: WrongState, "the template was retired already", STANDING;
    PlanTemplateInUse: WrongState, "plans are started from the template; retire it first", STANDING;
    PlanTemplatePlaceTaken: Conflict, "another version took the place of the template; draft from that one", [];
    PlanTemplateKeyTaken: Conflict, "another template has the key {actual}: draft a version of that one, or take another key", [Actual];
    PlanTemplateKeyDiffers: Invalid, "all versions of a template have one key, which is {expected} and not {actual}", [Actual, Expected];
    PlanTemplateVersionNotAbove: Invalid, "the version of a template is above {limit}, which is that of the one before; {actual} is not", [Actual, Limit];
    PlanTemplateIsDraft: Conflict, "the version of the template that is named is a draft: publish it first", [];
    PlanTemplateNotInUse: Conflict, "plans are started from this version of the template no more", [];
    CallOutsidePeriod: Invalid, "the call was at {actual}, which is on none of the period's days in any zone", [Actual];
    RestsWithoutReason: Conflict, "the plan rests without a reason, as no improvement track may: call it off, and take it back up with one", [];
    RecordsTwice: Invalid, "records are handed in as text or in Base64, and not as both", [];
    ReportTextTooLarge: Limit, "what the report tells of this comes to {actual} bytes, each time it is told counted; the limit is {limit}: hand in shorter names, words or texts, or fewer entries at a time", [Actual, Limit];
    ReportValuesTooMany: Limit, "the report would have {actual} values, also where there is none to tell; the limit is {limit}: hand in fewer entries at a time", [Actual, Limit];
    AssessmentOpen: WrongState, "an assessment that is open cannot be archived; have both sides rate, or call it off first", STANDING;
    SealedOutOfPlace: Invalid, "the first record alone follows none, and record {seq} is sealed otherwise", [Seq];
    WorkspaceTorn: Invalid, "record {seq}, on line {line}, went into this workspace by half: load it anew", [Line, Seq];
    ReviewAssignmentLive: WrongState, "the assignment of a review that is asked for, or is to be done, cannot be archived; have it end first", STANDING;
    SelfReviewIsDraft: WrongState, "a draft of a self-review cannot be archived; submit or discard it", STANDING;
    SessionLive: WrongState, "a session that is scheduled cannot be archived; say what became of it first", STANDING;
    SessionSeriesLive: WrongState, "a series of sessions that runs cannot be archived; end it first", STANDING;
    FeedbackRoundOpen: WrongState, "a feedback round that awaits answers cannot be archived; close or cancel it first", STANDING;
    PlanProposalOpen: WrongState, "a plan that is proposed cannot be archived; have it accepted or declined, or take it back first", STANDING;
    CertificationInForce: Conflict, "a certification cannot be archived before it has expired; withdraw it, or wait", [];
    ProgrammeLive: WrongState, "a programme without a last day cannot be archived; end it first", STANDING;
    ProgrammeNotOver: Conflict, "a programme cannot be archived before its last day is over", [];
    MomentTooFull: Limit, "up to line {line} more than {limit} records of one moment could change what becomes of a command besides: hand that command in with another moment, or leave it out", [Limit, Line];
    SkillAssessedAlready: Conflict, "the skill is assessed in that month already: {actual}", [Actual];
}

impl Code {
    /// The code as it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
