// The host on both databases: what is refused leaves nothing, what cannot be kept did not happen, and two processes are one tenant.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Rejected, verify } from 'touchline';

import { Host } from '../host/host.mjs';
import { idOf } from '../host/ids.mjs';
import { type Log, openLog } from '../host/log.mjs';
import { POLICY } from '../story/policy.mjs';
import { seed } from '../story/seed.mjs';
import { type Cluster, PROGRAMS, cluster } from './postgresql.mjs';

import './quoted.mjs';

const run = promisify(execFile);
const NOW = new Date('2026-03-26T09:00:00.000Z');
const begin = (log: Log) => new Host(log, POLICY, () => NOW);

const conclude = (by: string) =>
  ({ actor: idOf(by), type: 'bundle.conclude', body: { bundle: idOf('of Ben'), note: null } }) as const;
const state = (host: Host) =>
  host.look(idOf('Mia Torres'), (sight) => sight.ask('bundle.get', { bundle: idOf('of Ben') }).body.version);

function held(opened: (t: TestContext) => Promise<string>): void {
  test('the story is told once, and its chain verifies', async (t) => {
    const address = await opened(t);
    const log = await openLog(address);
    const host = begin(log);
    t.after(() => host.close());
    await seed(host);
    const length = await host.length();
    await seed(host);
    assert.equal(await host.length(), length);
    const { records } = await verify([], { records: await log.after(0) });
    assert.equal(records, length);
    const again = begin(await openLog(address));
    t.after(() => again.close());
    assert.equal(await state(again), await state(host));
  });

  test('what is refused leaves nothing behind', async (t) => {
    const log = await openLog(await opened(t));
    const host = begin(log);
    t.after(() => host.close());
    await seed(host);
    const length = await host.length();
    await assert.rejects(host.execute(conclude('Ana Ruiz')), Rejected);
    await assert.rejects(host.execute({ ...conclude('Mia Torres'), expected_version: 1 }), {
      code: 'version_conflict',
    });
    assert.equal((await log.after(0)).length, length);
  });

  test('what cannot be kept did not happen', async (t) => {
    const log = await openLog(await opened(t));
    let full = false;
    const failing: Log = {
      ...log,
      writing: (work) =>
        log.writing((pages) =>
          work({
            ...pages,
            append: (seq, record) => (full ? Promise.reject(new Error('no room')) : pages.append(seq, record)),
          }),
        ),
    };
    const host = begin(failing);
    t.after(() => host.close());
    await seed(host);
    const [length, version] = [await host.length(), await state(host)];
    full = true;
    await assert.rejects(host.execute(conclude('Mia Torres')), /no room/);
    assert.deepEqual([await host.length(), await state(host)], [length, version]);
    full = false;
    await host.execute(conclude('Mia Torres'));
    assert.equal(await host.length(), length + 1);
  });

  test('of two processes that write at once one is first', async (t) => {
    const address = await opened(t);
    const host = begin(await openLog(address));
    t.after(() => host.close());
    await seed(host);
    const length = await host.length();
    const writer = fileURLToPath(new URL('writer.mjs', import.meta.url));
    const write = async (by: string) =>
      (await run(process.execPath, [writer, address, by, `${await state(host)}`])).stdout.trim();
    const both = await Promise.all([write('Mia Torres'), write('Dana Whitfield')]);
    assert.deepEqual(both.sort(), ['kept', 'version_conflict']);
    assert.equal(await host.length(), length + 1);
  });
}

describe('on SQLite', () => {
  held(async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'touchline-web-'));
    t.after(() => rm(folder, { recursive: true }));
    return join(folder, 'log.sqlite');
  });
});

if (PROGRAMS === undefined)
  console.log(
    'PostgreSQL is not here (TOUCHLINE_POSTGRESQL names the folder of its programs): all of this is shown on SQLite alone',
  );
else {
  describe('on PostgreSQL', () => {
    let server: Cluster;
    let schemas = 0;
    before(async () => (server = await cluster(PROGRAMS ?? '')));
    after(() => server.close());
    held(async () => {
      const schema = `test_${++schemas}`;
      const { default: pg } = await import('pg');
      const client = new pg.Client({ connectionString: server.address });
      await client.connect();
      await client.query(`CREATE SCHEMA ${schema}`);
      await client.end();
      return `${server.address}&options=${encodeURIComponent(`-c search_path=${schema}`)}`;
    });
  });
}
