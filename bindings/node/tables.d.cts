import type {
  AgreementOptions, ConversationsOptions, EffectsOptions, ExplainOptions, FactTable, GroupsOptions, MetricsOptions, PracticeOptions, RankingOptions,
  ScoreOptions, ScorecardsOptions, SeverityOptions, TimeToProficiencyOptions, TrendsOptions, ValueEffectsOptions, WhatIfOptions,
} from './generated/tables.js';
import type {
  CoachingMetricEffects, Direction, EffectOver, Metric, MetricUnit, NoAgreement, NoEffect, NoImprovement, NoScorecardScore, NoSkillInterval,
  NoTrendTest, ObservationsUsed, Pooling, ProficiencyStands, ScorecardFatalEffect, ScorecardNotApplicableBy, SkillLevel,
  TrendArrow, TrendDirection, TrendMeaning, Undefined, WeeklyFocusKind, WithheldBecause,
} from './generated/types.js';
import type { Sequence, Text } from './index.cjs';
import { TouchlineError } from './index.cjs';

/** Numbers of one kind, one for each row. */
export type Numbers =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/**
 * Numbers, and which of them are there: `valid` has an entry for each row, zero where it is missing; `bits` has a bit for
 * each row, the lowest first, as Arrow has them.
 */
export type MaskedNumbers = { values: Numbers; valid?: Uint8Array | null } | { values: Numbers; bits: Uint8Array };

/** A column of raw measures. Typed arrays are read where they lie. */
export type Column = Numbers | MaskedNumbers | readonly (number | null | undefined)[];

/** A table: a column for each component, by the component's key; and columns to keep, of whatever has a length. */
export type Table = { readonly [name: string]: Column | { readonly length: number } };

/** What every call takes besides its options. */
interface Watched {
  /** The options as JSON text, in place of all of them. */
  document?: Text;
  /** Is told what was read after each batch; where it returns false, {@link Stopped} is thrown. */
  progress?: (batches: number, rows: number) => unknown;
  /** An `AbortSignal`, which is looked at before the first batch and after each one. */
  signal?: { throwIfAborted(): void };
}

/** How a table is scored. */
export interface Scoring<Keep extends string = string, Detail extends boolean = boolean, Recommendations extends boolean = boolean>
  extends Omit<ScoreOptions, 'keep' | 'detail' | 'recommendations'>, Watched {
  /** The columns to hand on as they are. */
  keep?: readonly Keep[];
  /** Whether each area has its coverage, published score, level and weakest component, too. */
  detail?: Detail;
  /** Whether each row's gaps, strengths and focus are told, too. */
  recommendations?: Recommendations;
}

/** Numbers with an entry for each row in `valid`: zero where there is none, and `values` means nothing. */
export interface Scored<Values extends Numbers = Float64Array> {
  readonly values: Values;
  readonly valid: Uint8Array;
}

/** Places in `names`. */
export interface Named<Values extends Numbers, Name extends string = string> extends Scored<Values> {
  readonly names: readonly Name[];
}

/** The scores of an area. */
export interface AreaScores {
  /** Not rounded. */
  readonly score: Scored;
}

/** The scores of an area or over all, and what goes with them. */
export interface Figures extends AreaScores {
  /** The share of the weight that is scored. */
  readonly coverage: Float64Array;
  /** The whole numbers that are shown. */
  readonly published: Scored<Uint8Array>;
  readonly level: Named<Int8Array, SkillLevel>;
  /** The component with the lowest value. */
  readonly weakest: Named<Int16Array>;
}

/** The scores of a table. */
export interface Scores<Kept = Record<never, never>, Area extends AreaScores = AreaScores> {
  readonly rows: number;
  /** The columns that were to be kept: the same values, not copies. */
  readonly kept: Kept;
  readonly overall: Figures;
  /** By the area's key. */
  readonly areas: { readonly [area: string]: Area };
}

/** What to coach in each row, in columns as figures have them. */
export interface Recommended {
  readonly recommendations: RecommendationColumns;
}

/** The scores of a table with these columns, by what was asked for. */
export type ScoresOf<T, Keep extends string, Detail extends boolean, Recommendations extends boolean> = Scores<
  { readonly [Name in Keep]: Name extends keyof T ? T[Name] : never },
  Detail extends true ? Figures : AreaScores
> &
  ([Recommendations] extends [true] ? Recommended : [Recommendations] extends [false] ? unknown : Partial<Recommended>);

/** The callback that was told of the progress wanted no more. */
export declare class Stopped extends TouchlineError {
  readonly code: 'stopped';
  readonly answer: { message: string };
}

/**
 * Scores a table of columns; or a table that is bytes of Arrow IPC, a stream or a file, into the bytes of a stream.
 * Throws InvalidInput, whose faults name columns and rows.
 */
export declare function score(table: Uint8Array, scoring?: Scoring): Uint8Array;
export declare function score<T extends Table, Keep extends string = never, Detail extends boolean = false, Recommendations extends boolean = false>(
  table: T,
  scoring?: Scoring<Keep, Detail, Recommendations>,
): ScoresOf<T, Keep, Detail, Recommendations>;

/** As `score`, off the event loop. What goes in is copied, so that you may go on using it. */
export declare function scoreAsync(table: Uint8Array, scoring?: Scoring): Promise<Uint8Array>;
export declare function scoreAsync<T extends Table, Keep extends string = never, Detail extends boolean = false, Recommendations extends boolean = false>(
  table: T,
  scoring?: Scoring<Keep, Detail, Recommendations>,
): Promise<ScoresOf<T, Keep, Detail, Recommendations>>;

/**
 * Scores one table after another, or bytes of Arrow IPC that are cut anywhere, as the scores are asked for: off the
 * event loop, and in the memory of one batch. Rows are counted through all tables.
 */
export declare function stream(source: Sequence<Uint8Array> | Uint8Array, scoring?: Scoring): AsyncGenerator<Uint8Array, void, undefined>;
export declare function stream<T extends Table, Keep extends string = never, Detail extends boolean = false, Recommendations extends boolean = false>(
  source: Sequence<T>,
  scoring?: Scoring<Keep, Detail, Recommendations>,
): AsyncGenerator<ScoresOf<T, Keep, Detail, Recommendations>, void, undefined>;

/** As `stream`, on this thread. */
export declare function streamSync(source: Iterable<Uint8Array> | Uint8Array, scoring?: Scoring): Generator<Uint8Array, void, undefined>;
export declare function streamSync<T extends Table, Keep extends string = never, Detail extends boolean = false, Recommendations extends boolean = false>(
  source: Iterable<T>,
  scoring?: Scoring<Keep, Detail, Recommendations>,
): Generator<ScoresOf<T, Keep, Detail, Recommendations>, void, undefined>;

/** A bit or a flag for each row, zero where it is missing; all are there without. */
type Mask = { valid?: Uint8Array | null } | { bits: Uint8Array };

/** Texts: a plain list, or places in `names`. */
export type Texts = readonly (string | null | undefined)[] | ({ values: Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array; names: readonly string[]; kind?: 'texts' } & Mask);

/** Whole numbers: a plain list, or a typed array. */
export type Wholes = Numbers | ({ values: Numbers; kind?: 'numbers' } & Mask) | readonly (number | bigint | null | undefined)[];

/** Days: how many lie between each and 1970-01-01. */
export type Days = { values: Int32Array; kind: 'days' } & Mask;

/** Moments: dates, or milliseconds since 1970 began in UTC. */
export type Moments = readonly (Date | null | undefined)[] | ({ values: Float64Array | BigInt64Array; kind: 'moments' } & Mask) | Days;

/** What is or is not: a plain list, or a typed array in which zero is not. */
export type Flags = readonly (boolean | null | undefined)[] | ({ values: Uint8Array; kind: 'flags' } & Mask);

/** A column of whatever kind. */
export type AnyColumn = Column | Texts | Wholes | Moments | Flags | { readonly length: number };

/** A table of columns of whatever kind. */
export type AnyTable = { readonly [name: string]: AnyColumn };

/** How long a window of the calendar is. */
export type Every = NonNullable<GroupsOptions['every']>;

/** How a table of calls is scored group by group. */
export interface Grouping extends GroupsOptions, Watched {}

/** Numbers of figures. Whole numbers are doubles, as long as all of a column can be. */
export interface NumberFigures<Values extends Numbers = Float64Array> extends Scored<Values> {
  readonly kind: 'numbers';
}
/** Texts of figures, as places in `names`. */
export interface TextFigures<Name extends string = string, Values extends Numbers = Int8Array | Int16Array | Int32Array> extends Named<Values, Name> {
  readonly kind: 'texts';
}
/** Days of figures, counted from 1970-01-01. */
export interface DayFigures extends Scored<Int32Array> {
  readonly kind: 'days';
}
/** Moments of figures, in milliseconds since 1970 began in UTC. */
export interface MomentFigures extends Scored<Float64Array> {
  readonly kind: 'moments';
}
/** What is (1) or is not (0). */
export interface FlagFigures extends Scored<Uint8Array> {
  readonly kind: 'flags';
}
/** A list of texts for each row. */
export interface ListFigures {
  readonly kind: 'lists';
  readonly values: readonly (readonly string[])[];
  readonly valid: Uint8Array;
}
/** A column of figures: what stands where `valid` is zero means nothing. */
export type FigureColumn =
  | NumberFigures<Uint8Array | Int32Array | Float64Array | BigInt64Array | BigUint64Array>
  | TextFigures
  | DayFigures
  | MomentFigures
  | FlagFigures
  | ListFigures;

/** A table of figures, by its columns. */
export interface FigureTable<Columns extends object = { readonly [name: string]: FigureColumn }> {
  readonly rows: number;
  readonly columns: Columns;
}

/** What to coach, as the keys under which the catalogue has its tips. */
export interface RecommendationColumns {
  /** The areas to improve, the lowest first, and the weakest component of each. */
  readonly gaps: ListFigures;
  readonly gap_components: ListFigures;
  /** The areas in which somebody is good, the highest first. */
  readonly strengths: ListFigures;
  /** The components of this week's focus, and whether a gap asks for it. */
  readonly focus: ListFigures;
  readonly focus_kind: TextFigures<WeeklyFocusKind, Int8Array>;
}

/** What stands beside figures with `invalid: 'skip'`. */
export interface LeftOutColumns {
  /** How many rows of whoever or whatever is told of were left out. */
  readonly left_out?: NumberFigures;
  /** Why: each reason with how many rows have it. */
  readonly left_out_because?: TextFigures;
}

/**
 * The figures of groups; what to coach with `recommendations`. Besides, there is the column of each key as it is called,
 * and one or more for each area.
 */
export interface GroupColumns extends LeftOutColumns, Partial<RecommendationColumns> {
  readonly [name: string]: FigureColumn | undefined;
  /** How many calls there are. */
  readonly rows: NumberFigures;
  /** How many of them have an overall score. */
  readonly scored: NumberFigures;
  /** How many people have a score, where there is a column of persons. */
  readonly people?: NumberFigures;
  /** The first and the last day of the window of the calendar. */
  readonly window?: FigureColumn;
  readonly window_last?: DayFigures;
  readonly overall: NumberFigures;
  readonly coverage: NumberFigures;
  readonly published: NumberFigures<Uint8Array>;
  readonly level: TextFigures<SkillLevel>;
  readonly weakest: TextFigures;
  /** The interval of 95 % or why there is none, and whether it rests on few calls. */
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly no_interval: TextFigures<NoSkillInterval>;
  readonly low_evidence: FlagFigures;
  /** Against the window just before: arrow, points, percent, and why there is none. */
  readonly trend?: TextFigures<TrendArrow>;
  readonly change?: NumberFigures;
  readonly improvement?: NumberFigures;
  readonly no_improvement?: TextFigures<NoImprovement>;
  readonly critical_anywhere: FlagFigures;
  /** How many calls have the level. */
  readonly critical_rows: NumberFigures;
  readonly needs_coaching_rows: NumberFigures;
  readonly developing_rows: NumberFigures;
  readonly proficient_rows: NumberFigures;
  readonly expert_rows: NumberFigures;
  /** Why figures are not told, with `leastPeople`. */
  readonly withheld?: TextFigures<WithheldBecause>;
}

/** How scores go from window to window; with `detail` also of each area, as `discovery_slope`. */
export interface TrendColumns {
  readonly [name: string]: FigureColumn | undefined;
  /** From the first window with a score to the last, gaps and all, and how many of them have one. */
  readonly windows: NumberFigures;
  readonly points: NumberFigures;
  readonly arrow: TextFigures<TrendArrow>;
  /** By how many points the score changes from window to window, after Theil and Sen. */
  readonly slope: NumberFigures;
  /** The test of Mann and Kendall, and why there is none. */
  readonly direction: TextFigures<TrendDirection>;
  readonly p: NumberFigures;
  readonly s: NumberFigures<Int32Array>;
  readonly variance: NumberFigures;
  readonly z: NumberFigures;
  readonly exact: FlagFigures;
  readonly no_test: TextFigures<NoTrendTest>;
}

/** Tables, or bytes of Arrow IPC that are cut anywhere. */
type Parts<T> = T | Iterable<T>;
type AsyncParts<T> = Parts<T> | Sequence<T>;

/**
 * Scores a table of calls group by group: a row for each team, person and window, whatever there is of these. The table
 * comes in one piece or in parts; columns give columns, and bytes of Arrow IPC the bytes of a stream. The bits are those
 * that `skill.score` gives the same calls as the evidence `per_call`. Throws InvalidInput, whose faults name columns and
 * rows.
 */
export declare function groups(table: Parts<Uint8Array>, grouping?: Grouping): Uint8Array;
export declare function groups(table: Parts<AnyTable>, grouping: Grouping & { trends: true }): FigureTable<TrendColumns>;
export declare function groups(table: Parts<AnyTable>, grouping?: Grouping): FigureTable<GroupColumns>;

/** As `groups`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function groupsAsync(table: AsyncParts<Uint8Array>, grouping?: Grouping): Promise<Uint8Array>;
export declare function groupsAsync(table: AsyncParts<AnyTable>, grouping: Grouping & { trends: true }): Promise<FigureTable<TrendColumns>>;
export declare function groupsAsync(table: AsyncParts<AnyTable>, grouping?: Grouping): Promise<FigureTable<GroupColumns>>;

/** What is explained of the rows of a table. */
export interface Explanations extends ExplainOptions, Watched {}

/** What is to be reached, by which the easiest change of each row is found. */
export interface Targets extends WhatIfOptions, Watched {}

/** What is told of each row, or of each component of one, by the names of columns. */
export interface ExplainedColumns {
  readonly [name: string]: FigureColumn | undefined;
}

/**
 * Tells why the scores of each row are what they are: what each component gave and kept, and the largest loss by name. The
 * bits are those that `skill.explain` gives a row by itself. Throws InvalidInput, whose faults name columns and rows.
 */
export declare function explain(table: Parts<Uint8Array>, asked?: Explanations): Uint8Array;
export declare function explain(table: Parts<AnyTable>, asked?: Explanations): FigureTable<ExplainedColumns>;

/** As `explain`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function explainAsync(table: AsyncParts<Uint8Array>, asked?: Explanations): Promise<Uint8Array>;
export declare function explainAsync(table: AsyncParts<AnyTable>, asked?: Explanations): Promise<FigureTable<ExplainedColumns>>;

/**
 * Tells what would lift the score of each row to a target: of each component the least change that does it alone, and the
 * easiest by name. The bits are those that `skill.what_if` gives a row by itself. Throws InvalidInput, whose faults name
 * columns and rows.
 */
export declare function whatIf(table: Parts<Uint8Array>, asked: Targets): Uint8Array;
export declare function whatIf(table: Parts<AnyTable>, asked: Targets): FigureTable<ExplainedColumns>;

/** As `whatIf`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function whatIfAsync(table: AsyncParts<Uint8Array>, asked: Targets): Promise<Uint8Array>;
export declare function whatIfAsync(table: AsyncParts<AnyTable>, asked: Targets): Promise<FigureTable<ExplainedColumns>>;

/** By which template forms were filled in, and how the table has them. */
export interface FormScoring extends ScorecardsOptions, Watched {}

/** What forms come to. Besides, there is the column of forms as it is called. */
export interface ScorecardColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly score: NumberFigures;
  /** Before any trigger. */
  readonly raw: NumberFigures;
  /** The score to two places. */
  readonly shown: NumberFigures;
  readonly coverage: NumberFigures;
  readonly critical: NumberFigures;
  readonly failed: FlagFigures;
  readonly passed: FlagFigures;
  readonly band: TextFigures;
  readonly stars: NumberFigures;
  readonly no_score: TextFigures<NoScorecardScore>;
  /** The questions whose answers have fired a trigger. */
  readonly triggers: ListFigures;
  readonly human?: NumberFigures;
  readonly model?: NumberFigures;
  readonly rule?: NumberFigures;
}

/** What sections and questions of forms come to, with `detail`. Besides, there is the column of forms, or else `row`. */
export interface ScorecardNodeColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly part: TextFigures<'question' | 'section'>;
  readonly key: TextFigures;
  /** The section in which it stands. */
  readonly within: TextFigures;
  readonly applied_weight: NumberFigures;
  readonly contribution: NumberFigures;
  readonly earned: NumberFigures;
  readonly possible: NumberFigures;
  readonly percent: NumberFigures;
  readonly fatal: TextFigures<ScorecardFatalEffect>;
  readonly not_applicable: TextFigures<ScorecardNotApplicableBy>;
}

/**
 * Scores a table of filled scorecards: a row for each form, in the order of the table. The bits are those that
 * `scorecard.score` gives each form by itself. What cannot be an answer is refused and never passed over. Throws
 * InvalidInput, whose faults name columns and rows.
 */
export declare function scorecards(table: Parts<Uint8Array>, scoring: FormScoring): Uint8Array;
export declare function scorecards(table: Parts<AnyTable>, scoring: FormScoring & { detail: true }): FigureTable<ScorecardNodeColumns>;
export declare function scorecards(table: Parts<AnyTable>, scoring: FormScoring): FigureTable<ScorecardColumns>;

/** As `scorecards`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function scorecardsAsync(table: AsyncParts<Uint8Array>, scoring: FormScoring): Promise<Uint8Array>;
export declare function scorecardsAsync(table: AsyncParts<AnyTable>, scoring: FormScoring & { detail: true }): Promise<FigureTable<ScorecardNodeColumns>>;
export declare function scorecardsAsync(table: AsyncParts<AnyTable>, scoring: FormScoring): Promise<FigureTable<ScorecardColumns>>;

/** How a table of what was said is to be measured. */
export interface ConversationMeasuring extends ConversationsOptions, Watched {}

/**
 * What is measured of calls. Besides, there is the column of calls as it is called, `phrases_` with the kind for each kind
 * of phrases, a column for each component of the framework that is measured, and, with `detail`, how each figure was had.
 */
export interface ConversationColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly segments: NumberFigures;
  readonly closed_questions: NumberFigures;
  readonly customer_share: NumberFigures;
  readonly fillers: NumberFigures;
  readonly fillers_per_minute: NumberFigures;
  readonly interactivity: NumberFigures;
  readonly longest_monologue: NumberFigures;
  readonly longest_story: NumberFigures;
  readonly open_questions: NumberFigures;
  readonly overlap_share: NumberFigures;
  readonly patience: NumberFigures;
  readonly questions: NumberFigures;
  readonly speech_rate: NumberFigures;
  readonly talk_ratio: NumberFigures;
}

/** What was found, moment by moment. Besides, there is the column of calls as it is called. */
export interface ConversationHitColumns {
  readonly [name: string]: FigureColumn | undefined;
  /** The kind of the phrase, or `question`. */
  readonly kind: TextFigures;
  readonly phrase: TextFigures;
  /** Whether a question is an open one. */
  readonly open: FlagFigures;
  readonly speaker: TextFigures;
  /** The place among the segments of the call, in the order in which they begin. */
  readonly segment: NumberFigures;
  readonly moment_ms: NumberFigures;
  readonly quote: TextFigures;
}

/**
 * Measures calls from a table of what was said in them: a row for each call, in the order in which they come up. The bits
 * are those that `talk.measure` gives each call by itself. Throws InvalidInput, whose faults name columns and rows.
 */
export declare function conversations(table: Parts<Uint8Array>, measuring?: ConversationMeasuring): Uint8Array;
export declare function conversations(table: Parts<AnyTable>, measuring: ConversationMeasuring & { tells: 'hits' }): FigureTable<ConversationHitColumns>;
export declare function conversations(table: Parts<AnyTable>, measuring?: ConversationMeasuring): FigureTable<ConversationColumns>;

/** As `conversations`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function conversationsAsync(table: AsyncParts<Uint8Array>, measuring?: ConversationMeasuring): Promise<Uint8Array>;
export declare function conversationsAsync(table: AsyncParts<AnyTable>, measuring: ConversationMeasuring & { tells: 'hits' }): Promise<FigureTable<ConversationHitColumns>>;
export declare function conversationsAsync(table: AsyncParts<AnyTable>, measuring?: ConversationMeasuring): Promise<FigureTable<ConversationColumns>>;

/** A coefficient of agreement, with all of its forms. */
export type AgreementCoefficient = NonNullable<AgreementOptions['coefficients']>[number];

/** A row of the table of agreement. */
export type AgreementFigure =
  | 'cohen' | 'cohen_linear' | 'cohen_quadratic' | 'fleiss' | 'icc_1_1' | 'icc_1_k' | 'icc_2_1' | 'icc_2_k' | 'icc_3_1' | 'icc_3_k'
  | 'krippendorff' | 'percent_of_pairs' | 'percent_of_subjects';

/** What is asked of the agreement of raters. */
export interface AgreementAsked extends AgreementOptions, Watched {}

/** What is asked of the severity of raters. */
export interface SeverityAsked extends SeverityOptions, Watched {}

/** How far raters agree. Besides, there are the columns of groups. */
export interface AgreementColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly coefficient: TextFigures<AgreementFigure>;
  readonly value: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly standard_error: NumberFigures;
  readonly raters: NumberFigures;
  readonly subjects: NumberFigures;
  readonly low_evidence: FlagFigures;
  readonly undefined: TextFigures<NoAgreement>;
}

/** How severe raters are. Besides, there are the columns of groups, and `rater`. */
export interface SeverityColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly leniency: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly standard_error: NumberFigures;
  readonly alone: FlagFigures;
  readonly people: NumberFigures;
  readonly ratings: NumberFigures;
  readonly part: NumberFigures;
}

/** What people's ratings would be. Besides, there are the columns of groups, and `person`. */
export interface AdjustedColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly adjusted: NumberFigures;
  readonly mean: NumberFigures;
  readonly comparable_with: NumberFigures;
  readonly raters: NumberFigures;
  readonly ratings: NumberFigures;
  readonly part: NumberFigures;
}

/**
 * Tells how far raters agree: a row for each coefficient of each group of a table of ratings, a row for each. The bits are those
 * of the operations of agreement over the same ratings. Throws InvalidInput, whose faults name columns and rows.
 */
export declare function agreement(table: Parts<Uint8Array>, asked: AgreementAsked): Uint8Array;
export declare function agreement(table: Parts<AnyTable>, asked: AgreementAsked): FigureTable<AgreementColumns>;

/** As `agreement`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function agreementAsync(table: AsyncParts<Uint8Array>, asked: AgreementAsked): Promise<Uint8Array>;
export declare function agreementAsync(table: AsyncParts<AnyTable>, asked: AgreementAsked): Promise<FigureTable<AgreementColumns>>;

/**
 * Tells how severe raters are: a row for each rater of each group of a table of ratings, or for each person with what their
 * ratings would be. The bits are those of `agreement.severity` over the same ratings. Throws InvalidInput, whose faults name
 * columns and rows.
 */
export declare function severity(table: Parts<Uint8Array>, asked?: SeverityAsked): Uint8Array;
export declare function severity(table: Parts<AnyTable>, asked: SeverityAsked & { tells: 'people' }): FigureTable<AdjustedColumns>;
export declare function severity(table: Parts<AnyTable>, asked?: SeverityAsked): FigureTable<SeverityColumns>;

/** As `severity`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function severityAsync(table: AsyncParts<Uint8Array>, asked?: SeverityAsked): Promise<Uint8Array>;
export declare function severityAsync(table: AsyncParts<AnyTable>, asked: SeverityAsked & { tells: 'people' }): Promise<FigureTable<AdjustedColumns>>;
export declare function severityAsync(table: AsyncParts<AnyTable>, asked?: SeverityAsked): Promise<FigureTable<SeverityColumns>>;

/** What is asked of a fair ranking. */
export interface RankingAsked extends RankingOptions, Watched {}

/** A fair ranking: the best first. Besides, there are the columns of groups, and `person`. */
export interface RankingColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly rank: NumberFigures;
  readonly shrunken: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly raw: NumberFigures;
  readonly raw_low: NumberFigures;
  readonly raw_high: NumberFigures;
  readonly own_weight: NumberFigures;
  readonly observations: NumberFigures;
  readonly low_evidence: FlagFigures;
  readonly mean: NumberFigures;
  readonly between_variance: NumberFigures;
  readonly pooling: TextFigures<Pooling>;
  readonly used: TextFigures<ObservationsUsed>;
}

/**
 * Ranks people fairly: a row for each person of each group, in the order of estimates that are drawn towards the mean of the group.
 * The bits are those of `insight.ranking` over the same observations. Throws InvalidInput, whose faults name columns and rows.
 */
export declare function ranking(table: Parts<Uint8Array>, asked?: RankingAsked): Uint8Array;
export declare function ranking(table: Parts<AnyTable>, asked?: RankingAsked): FigureTable<RankingColumns>;

/** As `ranking`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function rankingAsync(table: AsyncParts<Uint8Array>, asked?: RankingAsked): Promise<Uint8Array>;
export declare function rankingAsync(table: AsyncParts<AnyTable>, asked?: RankingAsked): Promise<FigureTable<RankingColumns>>;

/** What is asked of how long people take to become proficient. */
export interface ProficiencyAsked extends TimeToProficiencyOptions, Watched {}

/** The median of how many weeks people take, and how many stand how. Besides, there are the columns of groups. */
export interface ProficiencyColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly median: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly reached: NumberFigures;
  readonly not_yet: NumberFigures;
  readonly unconfirmed: NumberFigures;
  readonly at_the_start: NumberFigures;
  readonly no_scores: NumberFigures;
}

/** How far people came. Besides, there are the columns of groups, `person`, and the day `on` which they got there. */
export interface ProficientColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly stands: TextFigures<ProficiencyStands>;
  readonly weeks: NumberFigures;
}

/** The steps of the curve of Kaplan and Meier. Besides, there are the columns of groups. */
export interface ProficiencyStepColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly after: NumberFigures;
  readonly at_risk: NumberFigures;
  readonly happened: NumberFigures;
  readonly censored: NumberFigures;
  readonly share: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly standard_error: NumberFigures;
}

/**
 * Tells how many weeks people take to become proficient: a row for each group of a table of scores, for each person, or for each step
 * of the curve. The bits are those of `insight.time_to_proficiency` over the same people. Throws InvalidInput, whose faults name
 * columns and rows.
 */
export declare function timeToProficiency(table: Parts<Uint8Array>, asked?: ProficiencyAsked): Uint8Array;
export declare function timeToProficiency(table: Parts<AnyTable>, asked: ProficiencyAsked & { tells: 'people' }): FigureTable<ProficientColumns>;
export declare function timeToProficiency(table: Parts<AnyTable>, asked: ProficiencyAsked & { tells: 'steps' }): FigureTable<ProficiencyStepColumns>;
export declare function timeToProficiency(table: Parts<AnyTable>, asked?: ProficiencyAsked): FigureTable<ProficiencyColumns>;

/** As `timeToProficiency`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function timeToProficiencyAsync(table: AsyncParts<Uint8Array>, asked?: ProficiencyAsked): Promise<Uint8Array>;
export declare function timeToProficiencyAsync(table: AsyncParts<AnyTable>, asked: ProficiencyAsked & { tells: 'people' }): Promise<FigureTable<ProficientColumns>>;
export declare function timeToProficiencyAsync(table: AsyncParts<AnyTable>, asked: ProficiencyAsked & { tells: 'steps' }): Promise<FigureTable<ProficiencyStepColumns>>;
export declare function timeToProficiencyAsync(table: AsyncParts<AnyTable>, asked?: ProficiencyAsked): Promise<FigureTable<ProficiencyColumns>>;

/** What is asked of how coaching is taken. */
export interface PracticeAsked extends Omit<PracticeOptions, 'at'>, Watched {
  /** The moment as of which it is told: what is dated later does not count. There has to be one, here or in `document`. */
  at?: string | Date;
}

/** How coaching is taken: each rate with its hits, of how many, and its bounds. Besides, there are the columns of groups, and `person` where people are told. */
export interface PracticeFigures extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly deliveries: NumberFigures;
  readonly per_week_and_person: NumberFigures;
  readonly acknowledged: NumberFigures;
  readonly acknowledged_of: NumberFigures;
  readonly acknowledged_rate: NumberFigures;
  readonly acknowledged_low: NumberFigures;
  readonly acknowledged_high: NumberFigures;
  readonly acknowledged_low_evidence: FlagFigures;
  readonly hours_mean: NumberFigures;
  readonly hours_median: NumberFigures;
  readonly hours_low: NumberFigures;
  readonly hours_high: NumberFigures;
  readonly open: NumberFigures;
  readonly responded: NumberFigures;
  readonly responded_of: NumberFigures;
  readonly responded_rate: NumberFigures;
  readonly responded_low: NumberFigures;
  readonly responded_high: NumberFigures;
  readonly responded_low_evidence: FlagFigures;
  readonly read_in_time: NumberFigures;
  readonly read_in_time_of: NumberFigures;
  readonly read_in_time_rate: NumberFigures;
  readonly read_in_time_low: NumberFigures;
  readonly read_in_time_high: NumberFigures;
  readonly read_in_time_low_evidence: FlagFigures;
  readonly asked: NumberFigures;
  readonly asked_of: NumberFigures;
  readonly asked_rate: NumberFigures;
  readonly asked_low: NumberFigures;
  readonly asked_high: NumberFigures;
  readonly asked_low_evidence: FlagFigures;
  readonly questions: NumberFigures;
}

/** How the people of groups take coaching, and how many of them were coached. */
export interface PracticeColumns extends PracticeFigures {
  readonly people: NumberFigures;
}

/**
 * Tells how coaching is taken: a row for each group of a table of what was delivered, or for each person in it. The figures have the bits of
 * `insight.manager` and `insight.person` over the same deliveries. Throws InvalidInput, whose faults name columns and rows.
 */
export declare function practice(table: Parts<Uint8Array>, asked?: PracticeAsked): Uint8Array;
export declare function practice(table: Parts<AnyTable>, asked: PracticeAsked & { tells: 'people' }): FigureTable<PracticeFigures>;
export declare function practice(table: Parts<AnyTable>, asked?: PracticeAsked): FigureTable<PracticeColumns>;

/** As `practice`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function practiceAsync(table: AsyncParts<Uint8Array>, asked?: PracticeAsked): Promise<Uint8Array>;
export declare function practiceAsync(table: AsyncParts<AnyTable>, asked: PracticeAsked & { tells: 'people' }): Promise<FigureTable<PracticeFigures>>;
export declare function practiceAsync(table: AsyncParts<AnyTable>, asked?: PracticeAsked): Promise<FigureTable<PracticeColumns>>;

/** What is asked of how what was measured of people goes over time. */
export interface TrendsAsked extends TrendsOptions, Watched {}

/** Which way what was measured of people goes. Besides, there are the columns of groups, `person`, and `first` and `last`, the days from the first window to the last. */
export interface ValueTrendColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly direction: TextFigures<TrendDirection>;
  readonly slope: NumberFigures;
  readonly slope_low: NumberFigures;
  readonly slope_high: NumberFigures;
  readonly p: NumberFigures;
  readonly false_discovery_rate: NumberFigures;
  readonly s: NumberFigures;
  readonly variance: NumberFigures;
  readonly z: NumberFigures;
  readonly exact: FlagFigures;
  readonly no_test: TextFigures<NoTrendTest>;
  readonly windows: NumberFigures;
  readonly points: NumberFigures;
  readonly observations: NumberFigures;
}

/** What was measured in each window. Besides, there are the columns of groups, `person`, and the days `first` and `last` of the window. */
export interface ValueTrendWindowColumns extends LeftOutColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly value: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly observations: NumberFigures;
}

/**
 * Tells which way what was measured of people goes: a row for each person of each group of a table of values, or for each of their
 * windows. What is told of a person has the bits of `insight.trend` over the same scores. Throws InvalidInput, whose faults name columns and
 * rows.
 */
export declare function trends(table: Parts<Uint8Array>, asked?: TrendsAsked): Uint8Array;
export declare function trends(table: Parts<AnyTable>, asked: TrendsAsked & { tells: 'windows' }): FigureTable<ValueTrendWindowColumns>;
export declare function trends(table: Parts<AnyTable>, asked?: TrendsAsked): FigureTable<ValueTrendColumns>;

/** As `trends`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function trendsAsync(table: AsyncParts<Uint8Array>, asked?: TrendsAsked): Promise<Uint8Array>;
export declare function trendsAsync(table: AsyncParts<AnyTable>, asked: TrendsAsked & { tells: 'windows' }): Promise<FigureTable<ValueTrendWindowColumns>>;
export declare function trendsAsync(table: AsyncParts<AnyTable>, asked?: TrendsAsked): Promise<FigureTable<ValueTrendColumns>>;

/** What is asked of the effect of coaching on what was measured of people. */
export interface ValueEffectsAsked extends Omit<ValueEffectsOptions, 'at' | 'coaching'>, Watched {
  /** The moment as of which it is told: what was measured later does not count. There has to be one, here or in `document`. */
  at?: string | Date;
  /** Who was coached when, and who was not, by what the table calls them. There has to be one, here or in `document`. */
  coaching?: ValueEffectsOptions['coaching'];
}

/** What stands before coaching and after it, and how far both lie apart. */
export interface ChangeColumns {
  readonly before_mean: NumberFigures;
  readonly before_count: NumberFigures;
  readonly before_deviation: NumberFigures;
  readonly after_mean: NumberFigures;
  readonly after_count: NumberFigures;
  readonly after_deviation: NumberFigures;
  readonly difference: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly effect_size: NumberFigures;
  readonly standard_error: NumberFigures;
  readonly degrees_of_freedom: NumberFigures;
  readonly undefined: TextFigures<NoEffect>;
  readonly low_evidence: FlagFigures;
  /** With `invalid: 'skip'`: how many rows of the group were left out, and why, each reason with how many rows have it. */
  readonly rows_left_out?: NumberFigures;
  readonly rows_left_out_because?: TextFigures;
}

/** The effects of coaching. Besides, there are the columns of groups; `statements` has the keys of what has to be said. */
export interface ValueEffectColumns extends ChangeColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly effect: TextFigures<'coached' | 'comparison' | 'difference_in_differences' | 'trend_before'>;
  readonly over: TextFigures<EffectOver>;
  readonly left_out: NumberFigures;
  readonly apart: FlagFigures;
  readonly statements: TextFigures;
}

/** The effect of each person's coaching. Besides, there are the columns of groups. */
export interface PersonEffectColumns extends ChangeColumns {
  readonly [name: string]: FigureColumn | undefined;
  readonly person: TextFigures;
  readonly days_over: FlagFigures;
  readonly days_clear: FlagFigures;
}

/**
 * Tells the effect of coaching on what was measured of people: a row for each effect of each group of a table of values, or for each
 * person who was coached. The bits are those of `insight.effect` over the same values. Throws InvalidInput, whose faults name columns
 * and rows.
 */
export declare function valueEffects(table: Parts<Uint8Array>, asked?: ValueEffectsAsked): Uint8Array;
export declare function valueEffects(table: Parts<AnyTable>, asked: ValueEffectsAsked & { tells: 'people' }): FigureTable<PersonEffectColumns>;
export declare function valueEffects(table: Parts<AnyTable>, asked?: ValueEffectsAsked): FigureTable<ValueEffectColumns>;

/** As `valueEffects`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function valueEffectsAsync(table: AsyncParts<Uint8Array>, asked?: ValueEffectsAsked): Promise<Uint8Array>;
export declare function valueEffectsAsync(table: AsyncParts<AnyTable>, asked: ValueEffectsAsked & { tells: 'people' }): Promise<FigureTable<PersonEffectColumns>>;
export declare function valueEffectsAsync(table: AsyncParts<AnyTable>, asked?: ValueEffectsAsked): Promise<FigureTable<ValueEffectColumns>>;

/** What is measured over tables of facts, of when and of whom. */
export interface Measuring extends Omit<MetricsOptions, 'at'>, Watched {
  /** The moment as of which facts are told: what is dated later is not counted. There has to be one, here or in `document`. */
  at?: string | Date;
}

/** Whose coaching is asked about, and its effect on which metrics. */
export interface EffectQuestion extends Omit<EffectsOptions, 'at' | 'coaching'>, Watched {
  /** The moment as of which facts are told: what is dated later is not counted. There has to be one, here or in `document`. */
  at?: string | Date;
  /** Who was coached when, and who was not, by the keys that facts have for their owners. */
  coaching?: EffectsOptions['coaching'];
  /** `coaching` and `byPerson` as JSON text, in place of these; `document` is in place of the rest. */
  effectDocument?: Text;
}

export type { FactTable };

/** Tables of facts, each with a column for each field; those that may be missing may be left out. */
export type Facts<T> = { readonly [Name in FactTable]?: T | undefined };

/** The figures of metrics. */
export interface MetricColumns extends LeftOutColumns {
  /** The window's first and last day, where it has whole ones, and its moments. */
  readonly window: DayFigures;
  readonly window_last: DayFigures;
  readonly since: MomentFigures;
  readonly until: MomentFigures;
  /** Whose it is, and of which team or owner: null is what belongs to nobody. */
  readonly whose: TextFigures<'everybody' | 'team' | 'owner'>;
  readonly team: TextFigures;
  readonly owner: TextFigures;
  readonly metric: TextFigures<Metric>;
  readonly stage: TextFigures;
  readonly value: NumberFigures;
  readonly numerator: NumberFigures;
  readonly denominator: NumberFigures;
  readonly observations: NumberFigures;
  readonly unknown: NumberFigures;
  readonly pending: NumberFigures;
  readonly low: NumberFigures;
  readonly high: NumberFigures;
  readonly low_evidence: FlagFigures;
  /** Whether a quota counts in part, since its period is cut by the window. */
  readonly prorated: FlagFigures;
  readonly undefined: TextFigures<Undefined>;
  readonly currency: TextFigures;
  readonly unit: TextFigures<MetricUnit>;
  readonly better: TextFigures<Direction>;
  /** With `previous`: the window before, and how the figure stands against it. */
  readonly previous_value?: NumberFigures;
  readonly previous_observations?: NumberFigures;
  readonly trend?: TextFigures<TrendArrow>;
  readonly meaning?: TextFigures<TrendMeaning>;
  readonly change?: NumberFigures;
  readonly improvement?: NumberFigures;
  readonly no_improvement?: TextFigures<NoImprovement>;
  /** With `benchmarks`: the mean of the team and its best, of how many people, whose, and why they are not told. */
  readonly team_average?: NumberFigures;
  readonly team_average_people?: NumberFigures;
  readonly team_average_person?: TextFigures;
  readonly team_average_withheld?: TextFigures<WithheldBecause>;
  readonly top_performer?: NumberFigures;
  readonly top_performer_people?: NumberFigures;
  readonly top_performer_person?: TextFigures;
  readonly top_performer_withheld?: TextFigures<WithheldBecause>;
}

/**
 * Measures success metrics over tables of facts: a row for each metric, by window, then by whose it is. Each table comes
 * in one piece or in parts; where all are bytes of Arrow IPC the figures are, too. They are those that `metric.measure`
 * has of the same records, to the last bit. Throws InvalidInput, whose faults name table, column and row.
 */
export declare function metrics(facts: Facts<Parts<AnyTable>>, measuring: Measuring): FigureTable<MetricColumns>;
export declare function metrics(facts: Facts<Parts<Uint8Array>>, measuring: Measuring): Uint8Array;
export declare function metrics(facts: Facts<Parts<AnyTable> | Parts<Uint8Array>>, measuring: Measuring): FigureTable<MetricColumns>;

/** As `metrics`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function metricsAsync(facts: Facts<AsyncParts<AnyTable>>, measuring: Measuring): Promise<FigureTable<MetricColumns>>;
export declare function metricsAsync(facts: Facts<AsyncParts<Uint8Array>>, measuring: Measuring): Promise<Uint8Array>;
export declare function metricsAsync(facts: Facts<AsyncParts<AnyTable> | AsyncParts<Uint8Array>>, measuring: Measuring): Promise<FigureTable<MetricColumns>>;

/**
 * Tells the effect of coaching on success metrics over tables of facts: each before against after. Each table comes in one
 * piece or in parts, as columns or as bytes of Arrow IPC; `teams` may be among them, and is of no matter here. The answer is
 * that of `metric.effect` over the same records. Throws InvalidInput, whose faults name what is wrong with the coaching, or
 * table, column and row.
 */
export declare function effects(facts: Facts<Parts<AnyTable> | Parts<Uint8Array>>, question: EffectQuestion): CoachingMetricEffects;

/** As `effects`, off the event loop. Leave what goes in alone until the promise has settled. */
export declare function effectsAsync(facts: Facts<AsyncParts<AnyTable> | AsyncParts<Uint8Array>>, question: EffectQuestion): Promise<CoachingMetricEffects>;

/** What stands in a row of a column. */
export type CellOf<Column> = Column extends { readonly kind: 'texts'; readonly names: readonly (infer Name)[] }
  ? Name
  : Column extends { readonly kind: 'moments' }
    ? Date
    : Column extends { readonly kind: 'flags' }
      ? boolean
      : Column extends { readonly kind: 'days' }
        ? string
        : Column extends { readonly kind: 'lists' }
          ? readonly string[]
          : Column extends { readonly kind: 'numbers'; readonly values: infer Values }
            ? Values extends BigInt64Array | BigUint64Array
              ? bigint
              : number
            : never;

/** A row, by column; null where nothing is there. */
export type RowOf<Columns> = { [Name in keyof Columns]: CellOf<Columns[Name]> | null };

/** The rows of figures as objects: texts as such, days as `2026-03-02`, moments as dates. */
export declare function rowsOf<Columns extends object>(figures: FigureTable<Columns>): Generator<RowOf<Columns>, void, undefined>;
