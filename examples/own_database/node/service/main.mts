// Serves: `node main.mjs PORT`. PGHOST and the like say where the database is; `main.mjs --prepare TENANT POLICY` makes the
// tables there where they are missing, and enters a tenant.
import pg from 'pg';
import { policy } from 'touchline';

import { sql } from '../queries.mjs';
import { running } from './commands.mjs';
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
  await service(pool).listen({ port: Number(port) });
}
