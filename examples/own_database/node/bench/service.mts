// How many requests a second the service answers, and SQL written by hand in its place, in turns over the same database:
// `node service.mjs`. PGHOST and the like say where the database is. Prints a line a figure.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

import type { FastifyInstance } from 'fastify';
import pg from 'pg';

// How long PostgreSQL is waited for, and how long operations of the law take, in all.
const spent = { law: 0, postgresql: 0 };

// Timed before anybody has taken it.
const waist = createRequire(import.meta.url)('touchline/waist');
const untimed = waist.call;
waist.call = (operation: string, input: string) => {
  const start = performance.now();
  const answer = untimed(operation, input);
  spent.law += performance.now() - start;
  return answer;
};
const { sql } = await import('../queries.mjs');
const { Commands, running } = await import('../service/commands.mjs');
const { load } = await import('../service/facts.mjs');
const { Follower } = await import('../service/follower.mjs');
const { Questions } = await import('../service/questions.mjs');
const { service } = await import('../service/server.mjs');
const { told } = await import('../service/told.mjs');
const { byHand } = await import('./hand.mjs');

const MANAGERS = 50;
const AGENTS = 5;
const BUNDLES = 100;
const CALLS = 4;
const [turns = 6, requests = 400, together = 4] = process.argv.slice(2).map(Number);

const POLICY = '{"access":{"manager_scope":"own_reports"}}';
const START = Date.parse('2026-03-02T09:00:00Z');
let now = START;
const clock = () => new Date(now).toISOString();

const database = `bench_${randomUUID().replaceAll('-', '')}`;
const server = new pg.Client();
await server.connect();
await server.query(`CREATE DATABASE ${database}`);
const pool = new pg.Pool({ database, max: together });
const tenant = randomUUID();
for (const file of ['../../../docs/reference/tables.sql', 'service_schema.sql']) await pool.query(sql(file));
await running(pool)('open_tenant', { tenant, policy: POLICY });

const commands = new Commands(pool, clock);
const sent = async (actor: string, type: string, body: object) => {
  await commands.execute(tenant, { actor, type, body });
  now += 1000;
};

/** A team: its agents and their calls, and bundles at every place of their way. */
async function team(owner: string): Promise<string> {
  const manager = randomUUID();
  await sent('system', 'person.record', { person: manager, name: 'Mia', roles: ['manager'], manager: owner });
  const agents = Array.from({ length: AGENTS }, () => randomUUID());
  const calls = new Map<string, string[]>();
  for (const person of agents) {
    await sent('system', 'person.record', { person, name: 'Ana', manager });
    const handled = Array.from({ length: CALLS }, () => randomUUID());
    calls.set(person, handled);
    for (const call of handled) {
      await sent('system', 'call.record', { call, handler: person, started_at: clock(), length_ms: 90_000 });
      await sent(manager, 'disposition.give', { call, check: 'greeting', ruling: 'fail' });
    }
  }
  for (let number = 0; number < BUNDLES; number++) {
    const agent = agents[number % AGENTS] ?? '';
    const handled = calls.get(agent) ?? [];
    const bundle = randomUUID();
    const place = number % 10;
    const content = {
      title: `Pack ${number} on silences`,
      notes: 'Listen to how the pause after the question is filled, and count to three before you go on. '.repeat(3),
      calls: [{ call: handled[number % CALLS] }, { call: handled[(number + 1) % CALLS] }],
    };
    await sent(manager, place < 2 ? 'bundle.create' : 'bundle.create_and_release', { bundle, agent, content });
    if (place >= 5 && place < 9) await sent(agent, 'bundle.respond', { bundle, kind: 'reflection', text: 'I will pause more, and let them think.' });
    if (place >= 7 && place < 9) await sent(manager, 'bundle.conclude', { bundle, note: 'Well done.' });
    if (place === 9) await sent(manager, 'bundle.cancel', { bundle, reason: 'No longer needed.' });
  }
  return manager;
}

const began = performance.now();
const owner = randomUUID();
await sent('system', 'person.record', { person: owner, name: 'Olga', roles: ['owner'] });
const managers: string[] = [];
while (managers.length < MANAGERS) managers.push(await team(owner));
const { rows } = await pool.query('SELECT seq FROM tenant');
const took = (performance.now() - began) / 1000;
console.log('commands a second while seeding', (Number(rows[0].seq) / took).toFixed(0), `(${rows[0].seq})`);
await pool.query('ANALYZE');

const timed = new Proxy(pool, {
  get(target, name) {
    if (name !== 'query') return Reflect.get(target, name);
    return async (...asked: [any]) => {
      const start = performance.now();
      const answer = await target.query(...asked);
      spent.postgresql += performance.now() - start;
      return answer;
    };
  },
});

const sides: Record<string, FastifyInstance> = {
  service: service(commands, new Questions(timed, clock)),
  follower: service(commands, new Follower(timed, clock)),
  hand: byHand(timed, POLICY, clock),
};
const urls = { badge: '/badges', page: '/bundles?list=active' };

const ask = (side: FastifyInstance, url: string, person: string | undefined) => {
  return side.inject({ method: 'GET', url, headers: { 'x-tenant': tenant, 'x-person': person ?? '' } });
};

// Both answer the same, or there is nothing to be compared.
for (const url of Object.values(urls)) {
  for (const person of managers) {
    const answers = await Promise.all(Object.values(sides).map(async (side) => (await ask(side, url, person)).json()));
    const given = new Set(answers.map(({ items, ...rest }) => JSON.stringify(items ?? rest)));
    if (given.size > 1 || answers[0].items?.length === 0) throw new Error(`${url}: ${[...given].map((answer) => answer.slice(0, 300)).join(' and ')}`);
  }
}

/** How many requests a second one side answers, for a second. */
async function turn(side: FastifyInstance, url: string): Promise<number> {
  let number = 0;
  const start = performance.now();
  const took = () => performance.now() - start;
  const asking = Array.from({ length: together }, async () => {
    while (took() < 1000) {
      const { statusCode } = await ask(side, url, managers[number++ % MANAGERS]);
      if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
    }
  });
  await Promise.all(asking);
  return (number * 1000) / took();
}

const median = (values: number[]) => [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;

/** A bar that was missed is told, and the bench fails. */
function missed(bar: string, isMissed: boolean): void {
  if (!isMissed) return;
  console.log(`MISSED: ${bar}`);
  process.exitCode = 1;
}

/** What one call takes, in microseconds, text in and text out: the median of many. */
function each(times: number, work: () => unknown): number {
  return median(
    Array.from({ length: times }, () => {
      const start = performance.now();
      work();
      return (performance.now() - start) * 1000;
    }),
  );
}

// Without a database and without HTTP: who sees what, and a page over a collection of 500 things.
{
  const ok = ([status, text]: readonly [string, string, ...unknown[]]): string => {
    if (status !== 'ok') throw new Error(text);
    return text;
  };
  const of = (type: string, limit: number) => pool.query('SELECT stored FROM thing WHERE type = $1 AND (id = $2 OR type <> $3) LIMIT $4', [type, owner, 'person', limit]);
  const { rows: [self] } = await of('person', 1);
  const seen = { person: owner, value: JSON.parse(self.stored).body.document };
  const reach = JSON.stringify({ facts: [{ type: 'person', body: seen }], policy: JSON.parse(POLICY), type: 'bundle', viewer: owner });
  const reached = each(5000, () => ok(untimed('law.reach', reach)));
  console.log('law.reach: µs each', reached.toFixed(1));
  missed('law.reach takes 10 µs or more', reached >= 10);

  const { rows: bundles } = await of('bundle', 500);
  const query = JSON.stringify({ at: clock(), body: { list: 'active' }, type: 'bundle.packs', viewer: owner });
  let whole = '';
  const asked = (facts: string) => {
    whole = `{"facts":[${facts}],"policy":${POLICY},"query":${query},"things":[${bundles.map(({ stored }) => stored).join(',')}]}`;
    return untimed('law.ask', whole);
  };
  await told(asked, (keys) => load(running(pool), tenant, POLICY, keys));
  const page = each(100, () => ok(untimed('law.ask', whole))) / 1000;
  console.log('a page over 500 things: ms each', page.toFixed(2));
  missed('a page over 500 things takes 5 ms or more', page >= 5);
}

for (const [name, url] of Object.entries(urls)) {
  const figures: Record<string, number[]> = { service: [], follower: [], hand: [] };
  for (const side of Object.values(sides)) await turn(side, url);
  for (let number = 0; number < turns; number++) {
    // Whoever comes first has no advantage over the others.
    const order = Object.entries(sides);
    for (const [side, server] of [...order.slice(number % 3), ...order.slice(0, number % 3)]) figures[side]?.push(await turn(server, url));
  }
  for (const [side, rates] of Object.entries(figures)) {
    const range = `(${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)})`;
    console.log(`${name}, ${side}: requests a second`, median(rates).toFixed(0), range);
  }
  for (const side of ['service', 'follower']) {
    const over = median(figures[side] ?? []) / median(figures['hand'] ?? []);
    console.log(`${name}: ${side} over hand`, over.toFixed(2));
    // A workspace that follows asks where the log stands, whatever the question: it is told beside what has to hold.
    if (side === 'service') missed(`${name}: slower than SQL by hand`, over < 1);
  }
  // One at a time: where a request's time goes.
  for (const [side, server] of Object.entries(sides)) {
    Object.assign(spent, { law: 0, postgresql: 0 });
    const start = performance.now();
    for (let number = 0; number < requests; number++) await ask(server, url, managers[number % MANAGERS]);
    const each = (performance.now() - start) / requests;
    const [law, postgresql] = [spent.law, spent.postgresql].map((all) => (all / requests).toFixed(2));
    console.log(`${name}, ${side}: ms each ${each.toFixed(2)}, of which PostgreSQL ${postgresql}, operations of the law ${law}`);
  }
}

for (const side of Object.values(sides)) await side.close();
await pool.end();
await server.query(`DROP DATABASE ${database}`);
await server.end();
