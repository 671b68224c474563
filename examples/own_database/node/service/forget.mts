// A redaction over one's own tables: what was ordered to go goes out of what is kept, out of the log, and with it what
// commands are remembered by whose texts went. All of a tenant is gone through: in a big one give that a job of its own.
// The states are told apart from one another, and go in some at a time, since a call takes 16 MiB.
import { type Events, type Thing, law, redact } from 'touchline';

import type { Run } from '../queries.mjs';
import { keep } from './tables.mjs';

const TOGETHER = 500;

/** Does what `person.redacted` says, within the transaction that recorded it. */
export async function forget(run: Run, tenant: string, { held, person }: Events['person.redacted']): Promise<void> {
  const kept = await run('stored', { tenant });
  for (let first = 0; first < kept.length; first += TOGETHER) {
    const some = kept.slice(first, first + TOGETHER).map(({ stored }) => JSON.parse(stored));
    const things = law.redact({ held, person, things: some }).things.filter((thing): thing is Thing => thing !== null);
    await keep(run, tenant, { columns: law.columns({ things }).columns, things });
  }

  const records: string[] = (await run('records', { tenant })).map(({ record }) => record);
  const chunks: Uint8Array[] = [];
  await redact(() => records.map((record) => `${record}\n`), (chunk) => chunks.push(chunk));
  const rewritten = Buffer.concat(chunks).toString().trimEnd().split('\n');
  const rows = rewritten.flatMap((record, place) => (record === records[place] ? [] : [{ seq: place + 1, record }]));
  await run('rewrite_records', { tenant, rows: JSON.stringify(rows) });
}
