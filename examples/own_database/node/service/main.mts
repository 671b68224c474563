// Serves: `node main.mjs PORT`, or `node main.mjs PORT follow` to answer out of memory. PGHOST and the like say where the database is; `main.mjs --prepare TENANT POLICY` makes the
// tables there where they are missing, and enters a tenant.
import pg from 'pg';
import { policy } from 'touchline';

import { sql } from '../queries.mjs';
import { Commands, running } from './commands.mjs';
import { Follower } from './follower.mjs';
import { Questions } from './questions.mjs';
import { service } from './server.mjs';

const TABLES = ['../../../docs/reference/tables.sql', 'service_schema.sql'];

const pool = new pg.Pool();
const [port = '8080', tenant, adopted = '{}'] = process.argv.slice(2);
if (port === '--prepare') {
  if (!tenant) throw new Error('which tenant?');
  policy.check(JSON.parse(adopted));
  const { rows } = await pool.query(`SELECT to_regclass('tenant') AS there`);
  if (rows[0].there === null) for (const file of TABLES) await pool.query(sql(file));
  await running(pool)('open_tenant', { tenant, policy: adopted });
  await pool.end();
} else {
  const clock = () => new Date().toISOString();
  const questions = tenant === 'follow' ? new Follower(pool, clock) : new Questions(pool, clock);
  await service(new Commands(pool, clock), questions).listen({ port: Number(port) });
}
