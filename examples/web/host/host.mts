// The host of one tenant: a log that is kept, and a workspace in memory that follows it.
//
// A command is decided by the workspace within the transaction that keeps its record, after the records that other
// processes have kept meanwhile. Everything here goes one after the other, so that no page is made of what is not kept yet.
import { randomBytes, randomUUID } from 'node:crypto';

import {
  type CommandName,
  type CommandOf,
  type Commands,
  type Executed,
  InvalidInput,
  type PolicyInput,
  Rejected,
  Workspace,
} from 'touchline';

import type { Log, Pages } from './log.mjs';
import { Sight } from './sight.mjs';

/** What somebody wants, before the host gives it a moment and randomness. */
export interface Wanted<T extends CommandName = CommandName> {
  /** The same in a retry, so that a form that is sent twice is done once. */
  id?: string;
  actor: string;
  type: T;
  body: Commands[T];
  /** The version that the actor has seen. */
  expected_version?: number | null;
}

export class Host {
  readonly #log: Log;
  readonly #policy: PolicyInput;
  readonly #clock: () => Date;
  #workspace: Workspace;
  #seq = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(log: Log, policy: PolicyInput, clock: () => Date) {
    this.#log = log;
    this.#policy = policy;
    this.#clock = clock;
    this.#workspace = new Workspace(policy);
  }

  now(): string {
    return this.#clock().toISOString();
  }

  /** Shows something to somebody, as it stands now. */
  look<T>(viewer: string, view: (sight: Sight) => T): Promise<T> {
    return this.#inTurn(async () => {
      await this.#follow(this.#log);
      return view(new Sight(this.#workspace, viewer, this.now()));
    });
  }

  /** Does what is wanted and keeps its record, or does neither and throws what refuses it. */
  execute<T extends CommandName>(wanted: Wanted<T>): Promise<Executed> {
    return this.#inTurn(() =>
      this.#log.writing(async (pages) => {
        await this.#follow(pages);
        return this.#execute(pages, wanted, this.now());
      }),
    );
  }

  /** Does what is wanted one after the other, each at its own moment: all of it is kept, or nothing. */
  executeAll(all: { at: string; wanted: Wanted }[]): Promise<void> {
    return this.#inTurn(() =>
      this.#log.writing(async (pages) => {
        await this.#follow(pages);
        for (const { at, wanted } of all) await this.#execute(pages, wanted, at).catch(giveUp);
      }),
    );
  }

  /** How many records there are. */
  async length(): Promise<number> {
    return this.#inTurn(async () => {
      await this.#follow(this.#log);
      return this.#seq;
    });
  }

  async close(): Promise<void> {
    await this.#inTurn(async () => this.#workspace.close());
    await this.#log.close();
  }

  async #execute<T extends CommandName>(pages: Pages, wanted: Wanted<T>, at: string): Promise<Executed> {
    const entropy = randomBytes(32).toString('hex');
    const command: CommandOf<T> = { id: randomUUID(), ...wanted, at, entropy };
    const executed = this.#workspace.execute(command);
    if (!executed.repeated) {
      this.#seq = executed.seq;
      await pages.append(executed.seq, executed.record);
    }
    return executed;
  }

  /** Takes in what other processes have kept. */
  async #follow(pages: Pick<Pages, 'after'>): Promise<void> {
    const records = await pages.after(this.#seq);
    if (records.length > 0) this.#seq = this.#workspace.replay(records).seq;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work).catch((error: unknown) => {
      // What is refused has changed nothing. Where something else went wrong the workspace may be ahead of the log; what
      // counts is the log, so begin from it again.
      if (!(error instanceof Rejected || error instanceof InvalidInput)) this.#forget();
      throw error;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #forget(): void {
    this.#workspace.close();
    this.#workspace = new Workspace(this.#policy);
    this.#seq = 0;
  }
}

/** Of several commands those before the refused one are undone, too: that is no mere refusal. */
function giveUp(refusal: Error): never {
  throw new Error(`one of several commands was refused: ${refusal.message}`, { cause: refusal });
}
