/// <reference lib="esnext.disposable" />

import type { numbers } from './generated/operations.cjs';

/** JSON text; as UTF-8 where it is bytes. */
export type Text = string | Uint8Array;

/** How a call ended. */
export type Status = keyof (typeof numbers)['status'];

/** The status, the answer as canonical JSON, and the record to keep where a command was accepted. */
export type Answer = [status: Status, json: string, record: string | null];

/** What was made; or null, and an answer that says why it was not. */
export type Made<T> = [status: 'ok', json: string, made: T] | [status: Exclude<Status, 'ok'>, json: string, made: null];

/**
 * An answer line and, where accepted, a record line for each command, as UTF-8 with all their line ends: append the
 * records to your log as they are. And how many were accepted. Or an answer that says why there are none.
 */
export type Batch =
  | [status: 'ok', answers: Uint8Array, records: Uint8Array, accepted: number]
  | [status: Exclude<Status, 'ok'>, json: string, records: Uint8Array, accepted: number];

declare class Handle {
  protected constructor();
  /** Frees what this holds now and not when nobody holds it any longer. */
  close(): void;
  /** As `close`, for `using`. */
  [Symbol.dispose](): void;
}

/** A tenant in memory. */
export declare class Workspace extends Handle {
  /** Empty; an empty policy means the default one. */
  static open(policy: Text): Made<Workspace>;
  /** One command. */
  execute(command: Text): Answer;
  /** A command a line. */
  executeMany(lines: Text): Batch;
  /** As `executeMany`, off the event loop. */
  executeManyAsync(lines: Text): Promise<Batch>;
  /** A query. */
  ask(query: Text): Answer;
  /** What is open to a viewer. */
  available(question: Text): Answer;
  /** Whole lines of further records. */
  replay(lines: Text): Answer;
  /** As `replay`, off the event loop. */
  replayAsync(lines: Text): Promise<Answer>;
  /** A cursor over all of this moment. */
  snapshot(): Made<Snapshot>;
}

/** A cursor over a workspace as it was. */
export declare class Snapshot extends Handle {
  /** About 1 MiB more, or null where there is no more. Refused once the workspace has changed. */
  nextChunk(): Made<Uint8Array | null>;
}

/** Makes a workspace from a snapshot, records, or both, in chunks cut anywhere. */
export declare class Loader extends Handle {
  /** An empty policy means the default one. */
  static open(policy: Text): Made<Loader>;
  /** How things stood at a moment, `{"at":…}`, out of a log alone. */
  static openAsOf(policy: Text, asOf: Text): Made<Loader>;
  feed(chunk: Text): Answer;
  feedAsync(chunk: Text): Promise<Answer>;
  finish(): Made<Workspace>;
  finishAsync(): Promise<Made<Workspace>>;
}

/** Checks the chain of a log, in chunks cut anywhere. */
export declare class Verifier extends Handle {
  /** `{"head":…,"count":…}`, or empty where they are not known. */
  static open(expect: Text): Made<Verifier>;
  feed(chunk: Text): Answer;
  feedAsync(chunk: Text): Promise<Answer>;
  finish(): Answer;
}

/** Takes out of a log what was ordered to go: it is surveyed whole, and then rewritten whole, in chunks cut anywhere. */
export declare class Redactor extends Handle {
  static open(): Made<Redactor>;
  survey(chunk: Text): Answer;
  surveyAsync(chunk: Text): Promise<Answer>;
  /** What is to stand in the chunk's place, once all went well. */
  rewrite(chunk: Text): Made<Uint8Array | null>;
  rewriteAsync(chunk: Text): Promise<Made<Uint8Array | null>>;
  /** What came of it, and the last bytes of the log. */
  finish(): Answer;
}

/** Tries another policy on a log, in chunks cut anywhere. */
export declare class Trial extends Handle {
  /** The policy to try and what goes with it. */
  static open(tried: Text): Made<Trial>;
  feed(chunk: Text): Answer;
  feedAsync(chunk: Text): Promise<Answer>;
  finish(): Answer;
}

/** An operation that needs no workspace, by its name. */
export declare function call(operation: Text, input: Text): Answer;
/** As `call`, off the event loop. */
export declare function callAsync(operation: Text, input: Text): Promise<Answer>;
