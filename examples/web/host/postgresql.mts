// The log on PostgreSQL. A writer locks the table against other writers, not against readers.
import pg from 'pg';

import type { Log, Pages } from './log.mjs';

const TABLE = 'CREATE TABLE IF NOT EXISTS log (seq BIGINT PRIMARY KEY, record TEXT NOT NULL)';
const LOCK = 'LOCK TABLE log IN SHARE ROW EXCLUSIVE MODE';

const over = (client: pg.Pool | pg.PoolClient): Pages => ({
  async after(seq) {
    const { rows } = await client.query<{ record: string }>('SELECT record FROM log WHERE seq > $1 ORDER BY seq', [
      seq,
    ]);
    return rows.map(({ record }) => record);
  },
  async append(seq, record) {
    await client.query('INSERT INTO log VALUES ($1, $2)', [seq, record]);
  },
});

export async function postgresqlLog(address: string): Promise<Log> {
  const pool = new pg.Pool({ connectionString: address, max: 2 });
  // A connection that breaks while nobody uses it is replaced by the next one; without a listener it would end the process.
  pool.on('error', ({ message }) => console.error(message));
  await pool.query(TABLE);
  return {
    after: over(pool).after,
    async writing(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
        await client.query(LOCK);
        const done = await work(over(client));
        await client.query('COMMIT');
        return done;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
