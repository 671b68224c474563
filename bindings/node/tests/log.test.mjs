// What is kept of a workspace, and how it comes back.
import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';

import { Conflict, TouchlineError, Workspace, load, redact, tryPolicy, verify } from 'touchline';

import { ana, command, create, people, person, release, respond } from './world.mjs';

const workspace = new Workspace();
const records = [...people(), create(), release(), respond()].map((command) => workspace.execute(command).record);
const log = records.map((record) => `${record}\n`).join('');
const snapshotOf = (workspace) => Buffer.concat([...workspace.snapshot()]).toString('hex');
const whole = snapshotOf(workspace);

async function* slowly(chunks) {
  for (const chunk of chunks) yield await new Promise((resolve) => setImmediate(resolve, chunk));
}

test('API-05 a log comes back whole, however it is cut and wherever it comes from', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-log-'));
  const file = join(folder, 'log');
  writeFileSync(file, log);
  const bytes = Buffer.from(log);
  const sources = {
    text: () => load(log),
    bytes: () => load(bytes),
    records: () => load([], { records }),
    'records that come slowly': () => load(undefined, { records: slowly(records) }),
    'single bytes': () => load(Array.from(bytes, (_, index) => bytes.subarray(index, index + 1))),
    'characters, pairs torn apart': () => load(log.split('')),
    'texts and bytes': () => load([log.slice(0, 700), bytes.subarray(Buffer.byteLength(log.slice(0, 700)))]),
    file: () => load(createReadStream(file, { highWaterMark: 100 })),
    stream: () => load(Readable.from(slowly([bytes.subarray(0, 99), bytes.subarray(99)]))),
    snapshot: () => load(workspace.snapshot()),
    'snapshot and records': async () => {
      const earlier = await load([], { records: records.slice(0, 4) });
      return load(earlier.snapshot(), { records: records.slice(4) });
    },
    'replayed records': async () => {
      const earlier = await load([], { records: records.slice(0, 2) });
      earlier.replay(records.slice(2, 4));
      await earlier.replayAsync(records.slice(4));
      return earlier;
    },
  };
  assert.deepEqual([workspace.seq, workspace.head], [records.length, JSON.parse(records.at(-1)).hash]);
  assert.deepEqual([new Workspace().seq, new Workspace().head], [0, null]);
  for (const [source, loaded] of Object.entries(sources)) assert.equal(snapshotOf(await loaded()), whole, source);
  rmSync(folder, { recursive: true });
});

test('API-05 a text that is cut on its way in is never cut within a character', async () => {
  const { streamOf } = createRequire(import.meta.url)('../text.cjs');
  for (const before of ['', 'x']) {
    const text = before + '🙂'.repeat(300_000);
    for (const chunks of [[text], text.match(/.{1,999}/gs)]) {
      const parts = [];
      for await (const part of streamOf(chunks)) parts.push(part);
      assert.ok(parts.length > 1);
      assert.ok(parts.every((part) => Buffer.from(part).toString() === part));
      assert.ok(parts.join('') === text);
    }
  }
});

test('API-05 a stream that breaks off is closed, and its error comes through', async () => {
  let closed = false;
  async function* broken() {
    try {
      yield log;
      throw new Error('the line went dead');
    } finally {
      closed = true;
    }
  }
  await assert.rejects(load(broken()), /the line went dead/);
  assert.ok(closed);
  await assert.rejects(load(17), TypeError);
  await assert.rejects(load([17]), TypeError);
});

test('API-05 the chain is verified, and what was altered is named', async () => {
  const { hash } = JSON.parse(records.at(-1));
  await verify(log, { head: hash, count: records.length });
  await verify([], { records, head: hash });
  await assert.rejects(verify(log.replaceAll('Listening', 'Whistling')), TouchlineError);
  await assert.rejects(verify([], { records: records.slice(1) }), TouchlineError);
  await assert.rejects(verify([], { records: records.slice(0, -1), head: hash }), TouchlineError);
  await assert.rejects(verify(log, { head: 'not a hash' }), TouchlineError);
});

test('API-05 what takes a log does none of its work on the event loop', async (t) => {
  const waist = createRequire(import.meta.url)('../waist.cjs');
  const ended = [];
  for (const [name, { prototype }] of Object.entries(waist).filter(([, Class]) => Class.prototype)) {
    for (const call of Object.getOwnPropertyNames(prototype).filter((call) => `${call}Async` in prototype)) {
      t.mock.method(prototype, call, () => assert.fail(`${name}.${call} on the event loop`));
      if (call === 'finish') ended.push(name);
    }
  }
  assert.deepEqual(ended.sort(), ['Loader', 'Redactor', 'Trial', 'Verifier']);
  await load(log);
  await verify(log);
  await tryPolicy({}, log);
  await redact(() => log, () => {});
});

test('WSP-10 a log is redacted from any source into any sink', async () => {
  const redacting = await load([], { records });
  const owner = person('olga', { roles: ['owner'] });
  const order = command(owner.body.person, 'person.redact', { person: ana, order: 'DSR 1' });
  const text = log + [owner, order].map((command) => `${redacting.execute(command).record}\n`).join('');
  const sources = [() => text, () => Readable.from(slowly([Buffer.from(text)])), async () => text.match(/[^]{1,7}/gu)];
  for (const source of sources) {
    const parts = [];
    const told = await redact(source, (part) => parts.push(part));
    assert.equal(told.remains, 'pseudonymous');
    const rewritten = Buffer.concat(parts);
    assert.ok(text.includes('Listening') && !rewritten.includes('Listening'));
    assert.equal(snapshotOf(await load(rewritten)), snapshotOf(redacting));
  }
  await assert.rejects(redact(() => text.replaceAll('Listening', 'Whistling'), () => {}), TouchlineError);
});

test('WSP-09 a workspace of the past is asked and not changed', async () => {
  const at = JSON.parse(records.at(-1)).command.at;
  const then = await load(log, { asOf: at });
  const query = { viewer: ana, at, type: 'bundle.badge', body: {} };
  assert.throws(() => then.ask(query), { code: 'asker_missing' });
  assert.throws(() => then.execute(person('olga')), { code: 'past_read_only' });
  assert.throws(() => snapshotOf(then), { code: 'past_read_only' });
  await assert.rejects(load(log, { asOf: 'yesterday' }), TouchlineError);
});

test('WSP-08 another policy is tried on a log', async () => {
  const same = await tryPolicy({}, log);
  assert.deepEqual([same.records, same.commands, same.people], [records.length, [], []]);
  const told = await tryPolicy({ limits: { title: 5 } }, [], { records, limit: 1 });
  assert.deepEqual(told.commands.map((difference) => difference.then.code), ['text_too_long']);
  assert.ok(told.more_commands > 0);
  const scored = { framework: 'sales', replaces: 'sales_sub_skills', logFrameworks: [], catalogues: [], logCatalogues: [] };
  const rescored = await tryPolicy({}, log, { ...scored, measures: [] });
  assert.deepEqual([rescored.reports, rescored.not_rescored], [[], []]);
  await assert.rejects(tryPolicy({}, log, { framework: 'sales', replaces: 'telephone' }), TouchlineError);
  await assert.rejects(tryPolicy({ limits: { title: 0 } }, log), TouchlineError);
});

test('API-05 a signal stops work on a log between two chunks, and before the first', async () => {
  const each = { load: (...log) => load(...log), verify: (...log) => verify(...log), tryPolicy: (...log) => tryPolicy({}, ...log) };
  // Texts and bytes by turns, which never cross in one piece.
  const line = (record, place) => (place % 2 ? Buffer.from(`${record}\n`) : `${record}\n`);
  for (const [name, call] of Object.entries(each)) {
    const controller = new AbortController();
    let given = 0;
    async function* chunks() {
      for (const [place, record] of records.entries()) {
        if (++given === 3) controller.abort();
        yield line(record, place);
      }
    }
    await assert.rejects(call(chunks(), { signal: controller.signal }), { name: 'AbortError' }, name);
    assert.ok(given < records.length, `${name} read ${given}`);
    await assert.rejects(call([], { records, signal: AbortSignal.abort() }), { name: 'AbortError' }, name);
    await call(log, { signal: new AbortController().signal });
  }
  const controller = new AbortController();
  const written = [];
  const write = (chunk) => written.push(chunk) && controller.abort();
  await assert.rejects(redact(() => log, write, { signal: controller.signal }), { name: 'AbortError' });
  assert.equal(written.length, 1);
  await assert.rejects(redact(() => log, write, { sginal: controller.signal }), { name: 'TypeError', message: /there are signal/ });
});

test('API-05 a snapshot of what has changed meanwhile is refused', () => {
  const changing = new Workspace();
  changing.execute(person('ana'));
  const chunks = changing.snapshot();
  changing.execute(person('mia'));
  assert.throws(() => chunks.next(), Conflict);
  assert.ok(snapshotOf(changing).length > 0);
});

test('API-05 a word that is no option is refused and not passed over', async () => {
  const told = (name) => ({ name: 'TypeError', message: new RegExp(`^\`${name}\` is no option; there are .*records`) });
  await assert.rejects(load(log, { as_of: '2026-03-02T09:00:00Z' }), told('as_of'));
  await assert.rejects(verify(log, { heads: 'x' }), told('heads'));
  await assert.rejects(tryPolicy({}, log, { log_policy: {} }), told('log_policy'));
  await assert.rejects(load(undefined, records), { name: 'TypeError', message: /and not a list/ });
});
