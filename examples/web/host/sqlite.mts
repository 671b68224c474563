// The log in a file of SQLite. A writer takes the file's one write lock before it reads, so that nothing comes between.
import Database from 'libsql';

import type { Log, Pages } from './log.mjs';

const TABLE = 'CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT';
// For how long a writer waits for another process.
const PATIENCE_MS = 5000;

export async function sqliteLog(path: string): Promise<Log> {
  const database = new Database(path, { timeout: PATIENCE_MS });
  database.exec(TABLE);
  const read = database.prepare('SELECT record FROM log WHERE seq > ? ORDER BY seq');
  const write = database.prepare('INSERT INTO log VALUES (?, ?)');
  const pages: Pages = {
    after: async (seq) => read.all(seq).map((row) => (row as { record: string }).record),
    append: async (seq, record) => void write.run(seq, record),
  };
  return {
    after: pages.after,
    async writing(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const done = await work(pages);
        database.exec('COMMIT');
        return done;
      } catch (error) {
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      database.close();
    },
  };
}
