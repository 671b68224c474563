// The shortest host there is: chapter 2 of the guide in TypeScript. `node smallest.mjs`; PGHOST and the like say where the server is,
// and nothing is left in it.
import { randomBytes, randomUUID } from 'node:crypto';

import pg from 'pg';
import { type CommandName, type CommandOf, type Fact, type FactKey, type Receipt, Rejected, type Thing, law, told } from 'touchline';

const POLICY = { access: { manager_scope: 'own_reports' } } as const;

const database = new pg.Client();
await database.connect();
await database.query(`
  CREATE TEMPORARY TABLE thing (type TEXT, id TEXT, state TEXT NOT NULL, PRIMARY KEY (type, id));
  CREATE TEMPORARY TABLE log (seq BIGINT PRIMARY KEY, hash TEXT NOT NULL, record TEXT NOT NULL)`);

async function execute<T extends CommandName>(command: CommandOf<T>): Promise<Receipt> {
  await database.query('BEGIN');
  try {
    // One writer at a time: state, facts and the chain's end are of one moment.
    await database.query('LOCK TABLE log');
    const { rows: kept } = await database.query('SELECT state FROM thing');
    const load = reckonedOver(kept.map(({ state }) => JSON.parse(state)));
    const { columns, draft, receipt, things } = told(load, (facts) => law.decide({ command, facts, policy: POLICY }));

    const { rows: [last = { seq: 0, hash: null }] } = await database.query('SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1');
    const record = law.seal({ draft, previous: last.hash, seq: Number(last.seq) + 1 });
    await database.query('INSERT INTO log VALUES ($1, $2, $3)', [record.seq, record.hash, JSON.stringify(record)]);
    // What things are found by stands in the order of the things.
    for (const [place, { id, type }] of columns.entries()) {
      const newer = 'ON CONFLICT (type, id) DO UPDATE SET state = excluded.state';
      await database.query(`INSERT INTO thing VALUES ($1, $2, $3) ${newer}`, [type, id, JSON.stringify(things[place])]);
    }
    await database.query('COMMIT');
    return receipt;
  } catch (error) {
    await database.query('ROLLBACK');
    throw error;
  }
}

/** Facts as the law reckons them over all that is kept; what these things rest on is among them, or is not there. */
function reckonedOver(things: Thing[]): (keys: FactKey[]) => Fact[] {
  const load = (keys: FactKey[]): Fact[] => told(load, (facts) => law.facts({ facts, keys, things, policy: POLICY })).facts;
  return load;
}

const fresh = () => ({ id: randomUUID(), at: new Date().toISOString(), entropy: randomBytes(32).toString('hex') });
const [mia, ana, call, bundle] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

await execute({ ...fresh(), actor: 'system', type: 'person.record', body: { person: mia, name: 'Mia', roles: ['manager'] } });
await execute({ ...fresh(), actor: 'system', type: 'person.record', body: { person: ana, name: 'Ana', manager: mia } });
const started_at = '2026-03-02T08:00:00Z';
await execute({ ...fresh(), actor: 'system', type: 'call.record', body: { call, handler: ana, started_at, length_ms: 90_000 } });
const content = { title: 'Silences', calls: [{ call }] };
const { state } = await execute({ ...fresh(), actor: mia, type: 'bundle.create_and_release', body: { bundle, agent: ana, content } });
console.log(state);
try {
  await execute({ ...fresh(), actor: mia, type: 'bundle.conclude', body: { bundle } });
} catch (error) {
  if (!(error instanceof Rejected)) throw error;
  console.log(error.code);
}
await database.end();
