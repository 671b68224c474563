// Questions answered without tables: a workspace in this process that follows the log of a tenant. It reads on from where it
// stands before each answer, so that whoever has written sees it; and it holds all of the tenant in memory. Where the log was put
// back, or is another one, it begins anew.
import type { Pool } from 'pg';
import type { Replayed } from 'touchline';
import { type Answer, Workspace } from 'touchline/waist';

import { UnknownTenant } from './commands.mjs';
import type { Asked, ThingRef } from './questions.mjs';
import { settled } from './told.mjs';

// So many records are read at a time.
const LINES = 10_000;

/** A tenant in memory, as far as it was read. */
interface Followed {
  workspace: Workspace;
  at: Pick<Replayed, 'head' | 'seq'>;
  /** The reading that is under way, and the one after it. */
  reading: Promise<void> | null;
  next: Promise<void> | null;
}

export class Follower {
  readonly #followed = new Map<string, Promise<Followed>>();

  constructor(
    readonly pool: Pool,
    readonly clock: () => string,
  ) {}

  /** The answer in the law's own text. Throws what refuses it. */
  async ask(tenant: string, viewer: string, type: Asked, body: object): Promise<string> {
    const workspace = await this.#current(tenant);
    return settled(workspace.ask(JSON.stringify({ viewer, at: this.clock(), type, body })));
  }

  /** Which commands are open to somebody on many things: one answer for each, and null for what they do not see. */
  async available(tenant: string, viewer: string, things: ThingRef[]): Promise<string> {
    const workspace = await this.#current(tenant);
    const at = this.clock();
    const each = things.map((thing) => workspace.available(JSON.stringify({ viewer, at, thing })));
    return `{"things":[${each.map(orNull).join(',')}]}`;
  }

  /** The tenant's workspace, with every record in it that was kept by now. */
  async #current(tenant: string): Promise<Workspace> {
    let known = this.#followed.get(tenant);
    const isNew = !known;
    if (!known) this.#followed.set(tenant, (known = this.#begun(tenant)));
    try {
      const followed = await known;
      await this.#caughtUp(tenant, followed);
      return followed.workspace;
    } catch (error) {
      // What does not go on from here is thrown away and begun anew: at once, unless that was just done.
      if (this.#followed.get(tenant) === known) this.#followed.delete(tenant);
      if (isNew) throw error;
      return this.#current(tenant);
    }
  }

  async #begun(tenant: string): Promise<Followed> {
    const { rows } = await this.pool.query({ name: 'first policy', text: FIRST, values: [tenant] });
    if (rows.length === 0) throw new UnknownTenant();
    const [, text, workspace] = Workspace.open(rows[0].first_policy);
    if (!workspace) throw new Error(text);
    return { workspace, at: { head: null, seq: 0 }, reading: null, next: null };
  }

  /** A reading that began before the question did may have missed a record: whoever finds one waits for the next, together. */
  #caughtUp(tenant: string, followed: Followed): Promise<void> {
    if (!followed.reading) {
      followed.reading = this.#readOn(tenant, followed).finally(() => (followed.reading = null));
      return followed.reading;
    }
    const again = () => {
      followed.next = null;
      return this.#caughtUp(tenant, followed);
    };
    followed.next ??= followed.reading.then(again);
    return followed.next;
  }

  async #readOn(tenant: string, followed: Followed): Promise<void> {
    for (;;) {
      const { head, seq } = followed.at;
      const { rows } = await this.pool.query({ name: 'read on', text: READ_ON, values: [tenant, seq, LINES] });
      const [place] = rows;
      const last = Number(place?.last);
      if (!place || last < seq || (last === seq && place.hash !== head)) throw new AnotherLog();
      if (last === seq) return;
      const lines = rows.map(({ record }) => `${record}\n`).join('');
      followed.at = JSON.parse(settled(await followed.workspace.replayAsync(lines)));
    }
  }
}

const FIRST = 'SELECT first_policy FROM tenant WHERE id = $1';
const READ_ON = `
  SELECT tenant.seq AS last, tenant.hash, log.record
  FROM tenant LEFT JOIN log ON log.tenant = tenant.id AND log.seq > $2
  WHERE tenant.id = $1 ORDER BY log.seq LIMIT $3`;

/** The log ends before the place to which it was read, or with another record there. */
class AnotherLog extends Error {}

const orNull = (answer: Answer): string => (JSON.parse(answer[1]).kind === 'not_found' ? 'null' : settled(answer));
