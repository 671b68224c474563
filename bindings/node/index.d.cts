/// <reference lib="esnext.disposable" />

import type {
  Availability,
  BadInput,
  CoachingCatalogue,
  Code,
  Command,
  CommandName,
  CommandOf,
  Details,
  Fact,
  FactKey,
  Fault,
  Kind,
  LogVerified,
  MeasuresOfReport,
  NeedsFacts,
  OperationName,
  Operations,
  PolicyInput,
  Queries,
  QueryName,
  QueryOf,
  Question,
  Receipt,
  Rejection,
  Replayed,
  Rewritten,
  ScorecardTemplateInput,
  SkillFramework,
  SkillFrameworkGiven,
  SkillFrameworkInput,
  SkillLevel,
  Tried,
} from './generated/types.js';
import type * as waist from './waist.cjs';

export * from './generated/operations.cjs';
export type * from './generated/types.js';

/** JSON text; as UTF-8 where it is bytes. */
export type Text = string | Uint8Array;

/** One after the other, at once or as they come. */
export type Sequence<T> = Iterable<T> | AsyncIterable<T>;

/** The version of the library. */
export declare const version: string;

/** The command was accepted: keep `record`; `receipt` is what the actor may see. */
export interface AcceptedCommand {
  repeated: false;
  /** The place of the record in the log, from 1. */
  seq: number;
  /** What the actor may see. */
  receipt: Receipt;
  /** One line for your log, without a line end. It is yours alone. */
  record: string;
}

/** The same command had been accepted before, with `seq`; nothing was changed. */
export interface RepeatedCommand {
  repeated: true;
  /** The place of the record in the log, from 1. */
  seq: number;
  receipt: null;
  record: null;
}

/**
 * Commands, one after the other; or text that holds one a line. An array stands by itself, so that what is wrong with a
 * command of one is told of that command.
 */
export type ManyCommands = (Command | string)[] | Iterable<Command | string> | Text;

/** What becomes of a command that is not refused. */
export type Executed = AcceptedCommand | RepeatedCommand;

/**
 * A tenant in memory: commands in, records out, which you keep in their order. {@link load} makes the same
 * workspace from them again.
 *
 * While asynchronous work is under way in a workspace, its other calls throw {@link Busy}.
 */
export declare class Workspace {
  /** Opens an empty workspace, under the default policy where none is given. */
  constructor(policy?: PolicyInput | Text | waist.Workspace);
  /** The same workspace for those who bring their own JSON. */
  readonly waist: waist.Workspace;
  /** Executes one command; throws what refuses it. */
  execute<T extends CommandName>(command: CommandOf<T> | Text): Executed;
  /** As `execute`, off the event loop. */
  executeAsync<T extends CommandName>(command: CommandOf<T> | Text): Promise<Executed>;
  /**
   * Executes many commands in one crossing, each as `execute` would, in their order. What refuses a command
   * stands in its place, and the commands after it are executed all the same. Text holds a command a line.
   */
  executeMany(commands: ManyCommands): (Executed | TouchlineError)[];
  /** As `executeMany`, off the event loop. */
  executeManyAsync(commands: ManyCommands): Promise<(Executed | TouchlineError)[]>;
  /** Tells a viewer what they may see. */
  ask<T extends QueryName>(query: QueryOf<T> | Text): Queries[T]['view'];
  /** As `ask`, off the event loop. */
  askAsync<T extends QueryName>(query: QueryOf<T> | Text): Promise<Queries[T]['view']>;
  /** Tells which commands are open to a viewer on a thing, and why the others are not. */
  available(question: Question | Text): Availability[];
  /** As `available`, off the event loop. */
  availableAsync(question: Question | Text): Promise<Availability[]>;
  /** The place of the last record; 0 where there is none. */
  readonly seq: number;
  /** The hash of the last record; null where there is none. */
  readonly head: string | null;
  /** Takes in further records, each as it was kept; or text that holds one a line. */
  replay(records: Iterable<string> | Text): Replayed;
  /** As `replay`, off the event loop. */
  replayAsync(records: Iterable<string> | Text): Promise<Replayed>;
  /**
   * All of this moment, in chunks of about 1 MiB, which {@link load} takes. Where a command is accepted
   * before the last chunk is taken, the next chunk throws {@link Conflict}.
   */
  snapshot(): IterableIterator<Uint8Array>;
  /** As `snapshot`, each chunk off the event loop. */
  snapshotAsync(): AsyncIterableIterator<Uint8Array>;
  /** Frees the workspace now and not when nobody holds it any longer. */
  close(): void;
  /** As `close`, for `using`. */
  [Symbol.dispose](): void;
}

/** What stops work on a log: an `AbortSignal`, which is looked at before the first chunk and after each one. */
export interface Stoppable {
  signal?: { throwIfAborted(): void };
}

/**
 * Makes a workspace from what was kept of it, off the event loop. `chunks` are a snapshot, a log, or a
 * snapshot and the log after it, cut anywhere: a stream of a file will do. `records` come after, each as it
 * was kept. With `asOf`, a moment, it is how things stood then, out of a log alone: it can be asked about, with
 * `asked_by` in each query, and not be changed.
 */
export declare function load(
  chunks?: Sequence<Text> | Text,
  options?: Stoppable & { records?: Sequence<string> | Text; policy?: PolicyInput | Text; asOf?: string },
): Promise<Workspace>;

/**
 * Takes out of a log what `person.redact` has ordered to go, off the event loop. `log` is called twice and gives the
 * whole log each time, in chunks cut anywhere. `write` is given the bytes that are to stand in its place: put them
 * somewhere else, and replace the log once this has ended well.
 */
export declare function redact(
  log: () => Sequence<Text> | Text | Promise<Sequence<Text> | Text>,
  write: (chunk: Uint8Array) => unknown,
  options?: Stoppable,
): Promise<Rewritten>;

/**
 * Tells what would have come of a log under another policy, framework, catalogue or scorecard, off the event loop.
 * `logPolicy` is what was in force in it before one was adopted, and `commands` are some that it does not hold, such as those that were
 * refused. Skill reports that were scored by the framework that is called `replaces` (or as `framework` is) are scored
 * anew by `framework`, from the measures that they were recorded with or that `measures` has. Gaps are told by
 * `catalogues`. What of your own the log went by, `logFrameworks` and `logCatalogues` say. Delivered reviews that were
 * filled in by any version of the scorecard that is called `replacesScorecard` (or as `scorecard` is) are scored anew by
 * `scorecard`, from their answers.
 */
export declare function tryPolicy(
  policy: PolicyInput,
  chunks?: Sequence<Text> | Text,
  options?: Stoppable & {
    records?: Sequence<string> | Text;
    logPolicy?: PolicyInput;
    commands?: Command[];
    limit?: number;
    framework?: SkillFrameworkGiven;
    replaces?: string;
    logFrameworks?: SkillFrameworkInput[];
    catalogues?: CoachingCatalogue[];
    logCatalogues?: CoachingCatalogue[];
    measures?: MeasuresOfReport[];
    scorecard?: ScorecardTemplateInput;
    replacesScorecard?: string;
  },
): Promise<Tried>;

/**
 * Checks the chain of a log, off the event loop; throws what names the first record that was altered, moved,
 * dropped or inserted. Only with `head` (the last record's hash) and `count`, which you keep elsewhere, can
 * a cut tail or a chain computed anew be seen.
 */
export declare function verify(
  chunks?: Sequence<Text> | Text,
  options?: Stoppable & { records?: Sequence<string> | Text; head?: string; count?: number },
): Promise<LogVerified>;

/**
 * Calls an operation by its name; the namespaces, such as `time`, do the same. A decision that waits for facts
 * gives their `keys`: load what they name, all of them, and ask again.
 */
export declare function call<T extends OperationName>(
  operation: T,
  input: Operations[T]['input'] | Text,
): Operations[T]['output'];
/** As `call`, off the event loop. */
export declare function callAsync<T extends OperationName>(
  operation: T,
  input: Operations[T]['input'] | Text,
): Promise<Operations[T]['output']>;

/** Whether an operation waits for facts in place of an answer. */
export declare function isNeedsFacts(answer: unknown): answer is NeedsFacts;
/**
 * Asks until there is an answer: `load` gives the facts of the keys that are wanted, `ask` asks with all so far. Throws where
 * a key is wanted again, since no fact of it was among those that were given.
 */
export declare function told<T>(
  load: (keys: FactKey[]) => Iterable<Fact>,
  ask: (facts: Fact[]) => T | NeedsFacts,
): T;
/** As `told`, for whoever loads or asks off the event loop. */
export declare function toldAsync<T>(
  load: (keys: FactKey[]) => Iterable<Fact> | Promise<Iterable<Fact>>,
  ask: (facts: Fact[]) => T | NeedsFacts | Promise<T | NeedsFacts>,
): Promise<T>;

/**
 * A step in a thing's lifecycle, by the numbers in `numbers`: the state that comes next, or, where the table
 * refuses it, the number of the code, negated. Throws a RangeError at a number that is not known.
 */
export declare function lifecycleStep(thing: number, state: number, command: number): number;
/** The commands that the table opens in a state: bit n is set where command number n is open. */
export declare function lifecycleOpen(thing: number, state: number): number;
/**
 * Whether an action is allowed to roles with relations: the number of the rule that allows it, above zero;
 * or the number of the nearest rule, negated, or zero. Numbers of roles and relations are places of bits, and most rules
 * ask for several relations: a manager's mostly for `not_coached` and `in_scope` together.
 *
 * It goes by what each role carries as the law ships, and ignores the policy: a gate asks `access.decide`, or
 * `available`, which take it.
 */
export declare function permit(action: number, roles: number, relations: number): number;
/** Many steps at once: columns of the same length in, nothing copied, `results` (made where not given) out. */
export declare function lifecycleStepMany(
  things: Uint32Array,
  states: Uint32Array,
  commands: Uint32Array,
  results?: Int32Array,
): Int32Array;
/** Many permissions at once, as `lifecycleStepMany`. */
export declare function permitMany(
  actions: Uint32Array,
  roles: Uint32Array,
  relations: Uint32Array,
  results?: Int32Array,
): Int32Array;

/** Points of a score that a part gives, and the weight with which it counts. */
export interface ScorePart {
  points: number;
  weight: number;
}

/** A score, and what goes with it. */
export interface ScoredRating {
  /** Not rounded; null where too little is there. */
  score: number | null;
  /** The share of the weight that is scored. */
  coverage: number;
  /** The whole number that is shown. */
  published: number | null;
  level: SkillLevel | null;
  /** The component with the lowest value. */
  weakest: string | null;
}

/** The score of an area, and its part in the overall score. */
export interface ScoredArea extends ScoredRating {
  area: string;
  inOverall: ScorePart | null;
}

/** What one component gave; its measure is null where it is missing. */
export interface ScoredComponent {
  component: string;
  raw: number | null;
  /** That, after its curve. */
  value: number | null;
  inArea: ScorePart | null;
  inOverall: ScorePart | null;
}

/** The scores of one row; areas and components in the framework's order. */
export interface ScoredRow extends ScoredRating {
  areas: ScoredArea[];
  components: ScoredComponent[];
}

/** A skill framework, ready to score one row after another: the figures of `skill.score`, without JSON. */
export declare class SkillScorer {
  /** A framework by its key (`sales` where it is left out) or as a document; as a whole, or in a view of it. */
  constructor(choice?: { framework?: string | SkillFramework | SkillFrameworkInput; view?: string });
  /** The keys of the areas, in the framework's order. */
  readonly areas: readonly string[];
  /** The keys of the components, in the framework's order. */
  readonly components: readonly string[];
  /**
   * Scores raw measures: in the framework's order, or by component. One that is null or left out is missing. Throws a
   * RangeError for a key of no component or a row of another length, and InvalidInput for a measure that is not finite.
   */
  score(row: Float64Array | readonly (number | null | undefined)[] | { readonly [component: string]: number | null | undefined }): ScoredRow;
}

/** The level of a published score. Throws a RangeError where no score is published as this. */
export declare function skillLevel(published: number): SkillLevel;

/** Everything that touchline itself throws, but for a misuse of its functions (TypeError, RangeError). */
export declare class TouchlineError extends Error {
  protected constructor();
  /** A rejection's own code, or the status of the call. */
  readonly code: Code | 'bad_input' | 'busy' | 'poisoned' | 'defect' | 'stopped';
  /** The whole answer, as the wire contract has it. */
  readonly answer: unknown;
}

/** A rule says no, and nothing was changed. Each kind of refusal has a subclass. */
export declare class Rejected extends TouchlineError {
  /** The stable code, one for each reason to refuse. */
  readonly code: Code;
  readonly kind: Kind;
  /** A JSON Pointer to the field to blame, where one is to blame. */
  readonly path: string | null;
  /** The facts needed to act on it. Branch on `answer.code`, and `answer.details` has the shape for it. */
  readonly details: Details[Code];
  readonly answer: Rejection;
}

/** What the input says cannot be. */
export declare class Invalid extends Rejected {
  readonly kind: 'invalid';
}
/** The actor may not do this. */
export declare class NotAllowed extends Rejected {
  readonly kind: Extract<Kind, 'not_allowed'>;
}
/** There is no such thing, or the actor may not know of it. */
export declare class NotFound extends Rejected {
  readonly kind: Extract<Kind, 'not_found'>;
}
/** The thing's state does not admit this. */
export declare class WrongState extends Rejected {
  readonly kind: Extract<Kind, 'wrong_state'>;
}
/** Something has changed meanwhile, or is already in use. */
export declare class Conflict extends Rejected {
  readonly kind: Extract<Kind, 'conflict'>;
}
/** A limit is exceeded. */
export declare class LimitExceeded extends Rejected {
  readonly kind: Extract<Kind, 'limit'>;
}

/** The input is not what its schema says. Every fault is told at once. */
export declare class InvalidInput extends TouchlineError {
  readonly code: 'bad_input';
  readonly faults: Fault[];
  readonly answer: BadInput;
}
/** The workspace is in use by asynchronous work that has not ended yet. */
export declare class Busy extends TouchlineError {
  readonly code: 'busy';
}
/** An earlier defect has cost this workspace its content: load it anew from its records. */
export declare class Poisoned extends TouchlineError {
  readonly code: 'poisoned';
}
/** A fault of touchline's own; please report it. The process goes on, the workspace does not. */
export declare class Defect extends TouchlineError {
  readonly code: 'defect';
}
