// Where records are kept: in their order, by one writer at a time.
import { postgresqlLog } from './postgresql.mjs';
import { sqliteLog } from './sqlite.mjs';

/** What can be done with the log within a transaction. */
export interface Pages {
  /** The records after a place, in their order. */
  after(seq: number): Promise<string[]>;
  append(seq: number, record: string): Promise<void>;
}

export interface Log {
  /** The records after a place, in their order. */
  after(seq: number): Promise<string[]>;
  /** Works as the only writer there is, whichever process it is in: all that is appended is kept, or none. */
  writing<T>(work: (pages: Pages) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A log on PostgreSQL where the address is of one, else in a file of SQLite. */
export function openLog(address: string): Promise<Log> {
  return /^postgres(ql)?:/.test(address) ? postgresqlLog(address) : sqliteLog(address);
}
