import type { SkillFramework, SkillFrameworkInput, SkillLevel } from './generated/types.js';
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

/** How a table is scored. */
export interface Scoring<Keep extends string = string, Detail extends boolean = boolean> {
  /** The key of a framework that ships, `sales` where it is left out; or a document. */
  framework?: string | SkillFramework | SkillFrameworkInput;
  /** A view of the framework. */
  view?: string;
  /** By component: its column, where that is not called as the component. */
  columns?: { readonly [component: string]: string };
  /** The columns to hand on as they are. */
  keep?: readonly Keep[];
  /** What becomes of a component without a column: it is refused unless it may be missing. */
  absent?: 'refuse' | 'missing';
  /** What becomes of a column that is no component and not kept: it is refused unless it is to be ignored. */
  extra?: 'refuse' | 'ignore';
  /** What becomes of NaN, infinities and whole numbers beyond 2^53: they are refused unless they stand for missing. */
  notFinite?: 'refuse' | 'missing';
  /** Whether each area has its coverage, published score, level and weakest component, too. */
  detail?: Detail;
  /** How many threads work on a batch. */
  threads?: number;
  /** All that stands above as JSON text, in place of it. */
  document?: Text;
  /** Is told what was scored after each batch; where it returns false, {@link Stopped} is thrown. */
  progress?: (batches: number, rows: number) => unknown;
  /** An `AbortSignal`, which is looked at before the first batch and after each one. */
  signal?: { throwIfAborted(): void };
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

/** The scores of a table with these columns, by what was asked for. */
export type ScoresOf<T, Keep extends string, Detail extends boolean> = Scores<
  { readonly [Name in Keep]: Name extends keyof T ? T[Name] : never },
  Detail extends true ? Figures : AreaScores
>;

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
export declare function score<T extends Table, Keep extends string = never, Detail extends boolean = false>(
  table: T,
  scoring?: Scoring<Keep, Detail>,
): ScoresOf<T, Keep, Detail>;

/** As `score`, off the event loop. What goes in is copied, so that you may go on using it. */
export declare function scoreAsync(table: Uint8Array, scoring?: Scoring): Promise<Uint8Array>;
export declare function scoreAsync<T extends Table, Keep extends string = never, Detail extends boolean = false>(
  table: T,
  scoring?: Scoring<Keep, Detail>,
): Promise<ScoresOf<T, Keep, Detail>>;

/**
 * Scores one table after another, or bytes of Arrow IPC that are cut anywhere, as the scores are asked for: off the
 * event loop, and in the memory of one batch. Rows are counted through all tables.
 */
export declare function stream(source: Sequence<Uint8Array> | Uint8Array, scoring?: Scoring): AsyncGenerator<Uint8Array, void, undefined>;
export declare function stream<T extends Table, Keep extends string = never, Detail extends boolean = false>(
  source: Sequence<T>,
  scoring?: Scoring<Keep, Detail>,
): AsyncGenerator<ScoresOf<T, Keep, Detail>, void, undefined>;

/** As `stream`, on this thread. */
export declare function streamSync(source: Iterable<Uint8Array> | Uint8Array, scoring?: Scoring): Generator<Uint8Array, void, undefined>;
export declare function streamSync<T extends Table, Keep extends string = never, Detail extends boolean = false>(
  source: Iterable<T>,
  scoring?: Scoring<Keep, Detail>,
): Generator<ScoresOf<T, Keep, Detail>, void, undefined>;
