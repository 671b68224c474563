// Commands: each is decided, sealed and kept with all that follows from it in one transaction, or refused.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { DatabaseError, type Pool, type PoolClient } from 'pg';
import { type Decision, type LogRecord, type PlannedById, type PlannedMessage, type Thing, law } from 'touchline';
import { call } from 'touchline/waist';

import { type Run, queriesOf } from '../queries.mjs';
import { load } from './facts.mjs';
import { forget } from './forget.mjs';
import { keep } from './tables.mjs';
import { type Load, settled, told } from './told.mjs';

// A serialization failure and a deadlock: the transaction lost to another one, and is tried again.
const LOST = new Set(['40001', '40P01']);
const TRIES = 1000;

const query = queriesOf('service.sql');

/** Runs queries by their names on a connection. */
export const running =
  (client: Pick<PoolClient, 'query'>): Run =>
  async (name, values) =>
    (await client.query(...query(name, values))).rows;

/** What somebody wants done. */
export interface Wanted {
  actor: string;
  body: unknown;
  type: string;
  expected_version?: number | string;
  id?: string;
}

export interface Done {
  /** Whether it was done before: then nothing happened now. */
  repeated: boolean;
  receipt: string;
}

export class Commands {
  constructor(
    readonly pool: Pool,
    readonly clock: () => string,
  ) {}

  /** Decides on what is wanted and keeps what follows, or does neither. Throws what refuses it. */
  async execute(tenant: string, wanted: Wanted): Promise<Done> {
    const client = await this.pool.connect();
    try {
      return await this.#transact(client, (run) => this.#execute(run, tenant, wanted));
    } finally {
      client.release();
    }
  }

  async #transact<T>(client: PoolClient, work: (run: Run) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      await client.query('BEGIN');
      try {
        const done = await work(running(client));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        await client.query('ROLLBACK');
        const lost = error instanceof DatabaseError && LOST.has(error.code ?? '');
        if (!lost || tries === TRIES) throw error;
        await setTimeout(Math.random() * 10);
      }
    }
  }

  async #execute(run: Run, tenant: string, wanted: Wanted): Promise<Done> {
    const [row] = await run('lock_tenant', { tenant });
    if (!row) throw new UnknownTenant();
    const { policy, seq: last, hash: previous } = row;
    // The moment is drawn while nobody else writes: one who waited with an older one would be too late.
    const whole = { id: randomUUID(), ...wanted, at: this.clock(), entropy: randomBytes(32).toString('hex') };
    const command = JSON.stringify(whole);
    const { actor, digest, id } = JSON.parse(settled(call('law.identify', `{"command":${command},"policy":${policy}}`)));
    const [known] = await run('remembered', { tenant, actor, id });
    if (known) {
      settled(call('law.identify', `{"command":${command},"policy":${policy},"remembered":${JSON.stringify(known.digest)}}`));
      return { repeated: true, receipt: known.receipt };
    }

    const loaded: string[] = [];
    const loading: Load = async (keys) => {
      const facts = await load(run, tenant, policy, keys);
      loaded.push(...facts);
      return facts;
    };
    const decided = await told((facts) => call('law.decide', `{"command":${command},"facts":[${facts}],"policy":${policy}}`), loading);
    const { columns, draft, receipt, things }: Decision = JSON.parse(decided);
    const seq = Number(last) + 1;
    const record = settled(call('law.seal', JSON.stringify({ draft, seq, previous })));
    const { events, hash }: LogRecord = JSON.parse(record);
    // What it is to tell goes by how things stood before it.
    const before = loaded.join(',');
    const asked = (facts: string) => {
      const given = [before, facts].filter((some) => some !== '').join(',');
      return call('notify.plan', `{"events":${JSON.stringify(events)},"facts":[${given}],"policy":${policy}}`);
    };
    const planned: { messages: PlannedById[] } = JSON.parse(await told(asked, loading));

    const said = JSON.stringify(receipt);
    await run('keep_record', { tenant, seq, hash, record, actor, id, digest, receipt: said });
    await keep(run, tenant, { columns, things });
    for (const event of events) if (event.type === 'person.redacted') await forget(run, tenant, event.body);
    await this.#plan(run, tenant, planned.messages);
    await this.#replan(run, tenant, policy, whole.at, things);
    return { repeated: false, receipt: said };
  }

  async #plan(run: Run, tenant: string, messages: PlannedById[]): Promise<void> {
    if (messages.length === 0) return;
    const rows = messages.map(({ id, plan }) => ({ id, recipient: plan.recipient, planned: JSON.stringify(plan) }));
    await run('keep_messages', { tenant, rows: JSON.stringify(rows) });
  }

  /** What waits is told otherwise where that changed by which it goes: the law says what. */
  async #replan(run: Run, tenant: string, before: string, at: string, things: Thing[]): Promise<void> {
    const changed = things.filter(({ type }) => REPLANNED.has(type));
    if (changed.length === 0) return;
    const [adopted] = changed.flatMap((thing) => (thing.type === 'policy' ? [JSON.stringify(thing.body.settings)] : []));
    if (adopted) await run('adopt_policy', { tenant, policy: adopted });
    const waiting = await run('messages', { tenant });
    if (waiting.length === 0) return;
    const messages = waiting.map(({ planned }) => planned).join(',');
    const policy = adopted ?? before;
    const asked = (facts: string) => {
      return call('notify.replan', `{"at":"${at}","facts":[${facts}],"messages":[${messages}],"policy":${policy}}`);
    };
    const loading: Load = (keys) => load(run, tenant, policy, keys);
    const replanned: { messages: PlannedMessage[] } = JSON.parse(await told(asked, loading));
    const moved = replanned.messages.map((plan, place) => ({ id: waiting[place]?.['id'], plan }));
    await this.#plan(run, tenant, moved);
  }
}

// By a change of which kinds of things that is.
const REPLANNED = new Set(law.rests_on().replanned.map(({ thing }) => thing));

/** A tenant of whom nothing is known here. */
export class UnknownTenant extends Error {}
