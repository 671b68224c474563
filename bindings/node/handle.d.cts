// The types of what stands behind the classes of the waist.
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

export declare class Handle {
  protected constructor();
  /** Frees what this holds now and not when nobody holds it any longer. */
  close(): void;
  /** As `close`, for `using`. */
  [Symbol.dispose](): void;
}
