// A tenant with two teams in a database of its own: everything in it was sent over HTTP, as clients do.
import { randomUUID } from 'node:crypto';

import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { Workspace } from 'touchline/waist';

import { sql } from '../queries.mjs';
import { Commands, running } from '../service/commands.mjs';
import { Follower } from '../service/follower.mjs';
import { Questions } from '../service/questions.mjs';
import { service } from '../service/server.mjs';

export interface Reply {
  status: number;
  text: string;
  body: any;
}

export const POLICY = JSON.stringify({
  access: { manager_scope: 'own_reports', roles: { reviewer: { capabilities: ['review_everywhere'] } } },
});
const MINUTE = 60_000;

export class World {
  readonly tenant: string = randomUUID();
  /** A tenant of which there is a log alone. */
  readonly copy: string = randomUUID();
  readonly people: Record<string, string> = {};
  readonly calls: Record<string, string[]> = {};
  readonly bundles: Record<string, string> = {};
  #now = Date.parse('2026-03-02T09:00:00Z');

  private constructor(
    readonly pool: pg.Pool,
    readonly server: FastifyInstance,
    readonly following: FastifyInstance,
  ) {}

  /** A database of its own on the server that PGHOST and the like name, with a tenant in it. */
  static async made(): Promise<World> {
    const database = `service_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client();
    await client.connect();
    await client.query(`CREATE DATABASE ${database}`);
    await client.end();
    const pool = new pg.Pool({ database, max: 4 });
    const clock = () => world.now;
    const commands = new Commands(pool, clock);
    const servers = [new Questions(pool, clock), new Follower(pool, clock)].map((questions) => service(commands, questions));
    const world: World = new World(pool, ...(servers as [FastifyInstance, FastifyInstance]));
    for (const file of ['../../../docs/reference/tables.sql', 'service_schema.sql']) await pool.query(sql(file));
    await running(pool)('open_tenant', { tenant: world.tenant, policy: POLICY });
    return world;
  }

  get now(): string {
    return new Date(this.#now).toISOString();
  }

  later(minutes: number): void {
    this.#now += minutes * MINUTE;
  }

  async get(person: string, url: string, tenant = this.tenant, server = this.server): Promise<Reply> {
    return replied(await server.inject({ method: 'GET', url, headers: this.#headers(person, tenant) }));
  }

  async post(person: string, url: string, payload: object | string, headers: Record<string, string> = {}): Promise<Reply> {
    const more = { 'content-type': 'application/json', ...headers };
    return replied(await this.server.inject({ method: 'POST', url, payload, headers: { ...this.#headers(person, this.tenant), ...more } }));
  }

  #headers(person: string, tenant: string): Record<string, string> {
    return { 'x-tenant': tenant, 'x-person': this.people[person] ?? person };
  }

  /** Sends what is to be accepted. */
  async done(person: string, url: string, payload: object): Promise<any> {
    const { status, text, body } = await this.post(person, url, payload);
    if (status !== 201) throw new Error(`${url}: ${status} ${text}`);
    this.later(1);
    return body;
  }

  async person(name: string, role: string, manager: string | null): Promise<void> {
    const person = (this.people[name] ??= randomUUID());
    const roles = role === 'agent' ? [] : [role];
    await this.done('system', '/people', { person, name, roles, manager: manager && this.people[manager] });
  }

  async call(handler: string, more: object = {}): Promise<string> {
    const call = randomUUID();
    await this.done('system', '/calls', { call, handler: this.people[handler], started_at: this.now, length_ms: 90_000, ...more });
    (this.calls[handler] ??= []).push(call);
    return call;
  }

  async bundle(by: string, agent: string, name: string, content: object, released = true): Promise<string> {
    const bundle = (this.bundles[name] = randomUUID());
    const given = { bundle, agent: this.people[agent], content: { title: `${name} ☺`, ...content } };
    await this.done(by, released ? '/bundles/released' : '/bundles', given);
    return bundle;
  }

  /** What a workspace says that holds the same records. */
  async workspace(): Promise<Workspace> {
    return opened(await this.records());
  }

  /** All that was kept, record by record. */
  async records(): Promise<string[]> {
    const { rows } = await this.pool.query('SELECT record FROM log WHERE tenant = $1 ORDER BY seq', [this.tenant]);
    return rows.map(({ record }) => record);
  }

  /** All states that are kept. */
  async stored(): Promise<string[]> {
    const { rows } = await this.pool.query('SELECT stored FROM thing WHERE tenant = $1', [this.tenant]);
    return rows.map(({ stored }) => stored);
  }

  /** The log of the copy is these records, as if nothing else had ever been in it. */
  async putBack(records: string[]): Promise<void> {
    const { seq, hash } = JSON.parse(records.at(-1) ?? '{}');
    await this.pool.query('DELETE FROM log WHERE tenant = $1', [this.copy]);
    const known = 'ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash';
    await this.pool.query(`INSERT INTO tenant (id, first_policy, policy, seq, hash) VALUES ($1, $2, $2, $3, $4) ${known}`, [this.copy, POLICY, seq, hash]);
    const rows = records.map((record, place) => ({ tenant: this.copy, seq: place + 1, record }));
    await this.pool.query('INSERT INTO log SELECT * FROM json_populate_recordset(NULL::log, $1)', [JSON.stringify(rows)]);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.following.close();
    await this.pool.end();
  }
}

/** A workspace that holds these records. */
export function opened(records: string[]): Workspace {
  const [, , workspace] = Workspace.open(POLICY);
  if (!workspace) throw new Error('no workspace');
  const [status, text] = workspace.replay(records.map((record) => `${record}\n`).join(''));
  if (status !== 'ok') throw new Error(text);
  return workspace;
}

function replied({ statusCode: status, body: text }: { statusCode: number; body: string }): Reply {
  return { status, text, body: text === '' ? null : JSON.parse(text) };
}

/** Two teams below an owner, with calls, checks, training items, and packs at every place of their way. */
export async function centre(): Promise<World> {
  const world = await World.made();
  await world.person('olga', 'owner', null);
  await world.person('rita', 'reviewer', 'olga');
  const teams = { mia: ['ana', 'ben'], max: ['cem', 'dora'] };
  for (const [manager, agents] of Object.entries(teams)) {
    await world.person(manager, 'manager', 'olga');
    for (const agent of agents) {
      await world.person(agent, 'agent', manager);
      for (const flag of [null, null, 'customer_complaint', null]) await world.call(agent, { flag, name: `${agent} calls` });
    }
  }
  for (const [agent, calls] of Object.entries(world.calls)) {
    const by = teams.mia.includes(agent) ? 'mia' : 'max';
    const [first, second] = calls;
    await world.done(by, `/calls/${first}/checks`, { check: 'greeting', ruling: 'pass_with_training' });
    await world.done(by, `/calls/${first}/checks`, { check: 'closing', ruling: 'fail' });
    await world.done(by, `/calls/${second}/checks`, { check: 'greeting', ruling: 'pass_with_training' });
    const { items } = (await world.get(by, `/training?state=pending&agent=${world.people[agent]}`)).body;
    const of = (call: string | undefined) => items.filter((item: any) => item.call === call).map((item: any) => item.training_item);
    await world.bundle(by, agent, `${agent} draft`, { calls: [{ call: second }] }, false);
    const pauses = await world.bundle(by, agent, `${agent} pauses`, { calls: [{ call: first }], training_items: of(first) });
    const silences = await world.bundle(by, agent, `${agent} silences`, { calls: [{ call: second }] });
    const gone = await world.bundle(by, agent, `${agent} gone`, { calls: [{ call: second }] });
    await world.bundle(by, agent, `${agent} waits`, { calls: [{ call: second }] });
    for (const bundle of [pauses, silences]) {
      await world.done(agent, `/bundles/${bundle}/respond`, { kind: 'reflection', text: 'I will pause more.' });
    }
    for (const bundle of by === 'max' ? [pauses, silences] : [silences]) {
      await world.done(by, `/bundles/${bundle}/conclude`, { note: 'Well done.' });
    }
    await world.done(by, `/bundles/${gone}/cancel`, { reason: 'No longer needed.' });
    await world.done(by, `/bundles/${gone}/archive`, {});
    world.later(60);
  }
  await world.done('ana', '/settings', { person: world.people['ana'], choices: { email: 'daily_digest' } });
  await world.done('olga', '/draws', {
    sampling: randomUUID(),
    seed: '0123456789abcdef',
    size: { type: 'calls', body: { calls: 1 } },
    reviewers: [world.people['rita']],
    period: { first: '2026-03-02', last: '2026-03-03' },
  });
  // What is kept by one who does not manage any more.
  await world.person('ben', 'agent', 'max');
  return world;
}
