// Long work off the event loop: busy is busy at once, and nothing is lost when a thread goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { Busy, Conflict, InvalidInput, NotAllowed, Workspace, callAsync, load } from 'touchline';

import { ana, asked, create, firstBundle, id, mia, people, person } from './world.mjs';

const persons = (count, prefix = 'person') => Array.from({ length: count }, (_, index) => person(`${prefix} ${index}`));

test('API-05 work goes on off the event loop', async () => {
  const workspace = new Workspace();
  let turns = 0;
  const clock = setInterval(() => (turns += 1), 1);
  const outcomes = await workspace.executeManyAsync(persons(4000));
  clearInterval(clock);
  assert.equal(outcomes.length, 4000);
  assert.equal(outcomes.at(-1).seq, 4000);
  assert.ok(turns > 0, 'no timer ran meanwhile');
});

test('API-05 a workspace at work is busy from the moment of the call to the end of the promise', async () => {
  const workspace = new Workspace();
  const work = workspace.executeManyAsync(persons(10));
  const calls = {
    execute: () => workspace.execute(person('x')),
    executeMany: () => workspace.executeMany([person('x')]),
    ask: () => workspace.ask('{}'),
    available: () => workspace.available('{}'),
    replay: () => workspace.replay([]),
    seq: () => workspace.seq,
    snapshot: () => workspace.snapshot(),
  };
  for (const [name, call] of Object.entries(calls)) assert.throws(call, { name: 'Busy', code: 'busy' }, name);
  await assert.rejects(workspace.executeManyAsync([person('x')]), Busy);
  await assert.rejects(workspace.replayAsync([]), Busy);
  await work;
  assert.equal(workspace.execute(person('after')).seq, 11);
});

test('API-05 what may be long is the same off the event loop, and the workspace busy at once', async () => {
  const [here, beside] = [new Workspace(), new Workspace()];
  for (const command of [...people(), create()]) {
    const work = beside.executeAsync(command);
    assert.throws(() => beside.seq, Busy);
    assert.deepEqual(await work, here.execute(command));
  }
  const query = asked(mia, 'bundle.packs', { list: 'active' });
  const question = { viewer: mia, at: query.at, thing: { type: 'bundle', id: firstBundle } };
  for (const [call, of] of [['ask', query], ['available', question]]) {
    const work = beside[`${call}Async`](of);
    assert.throws(() => beside[call](of), Busy, call);
    assert.deepEqual(await work, here[call](of), call);
    await assert.rejects(beside[`${call}Async`]('{}'), InvalidInput, call);
  }
  await assert.rejects(beside.askAsync({ ...query, viewer: ana, body: { list: 'everybodys' } }), InvalidInput);
  await assert.rejects(beside.executeAsync({ ...create(id('another bundle')), actor: ana }), NotAllowed);
});

test('API-05 a snapshot is taken off the event loop, and is refused there too once something has changed', async () => {
  const workspace = new Workspace();
  workspace.executeMany(people());
  const chunks = [];
  for await (const chunk of workspace.snapshotAsync()) chunks.push(chunk);
  assert.deepEqual(chunks, [...workspace.snapshot()]);
  const begun = workspace.snapshotAsync();
  const first = begun.next();
  assert.throws(() => workspace.seq, Busy);
  assert.ok((await first).value.length > 0);
  const late = workspace.snapshotAsync();
  workspace.execute(person('olga'));
  await assert.rejects(late.next(), Conflict);
  assert.equal((await load(workspace.snapshotAsync())).seq, people().length + 1);
});

test('API-05 a workspace that is closed at work still gives its result', async () => {
  const workspace = new Workspace();
  const work = workspace.executeManyAsync(persons(10));
  workspace.close();
  assert.equal((await work).length, 10);
  assert.throws(() => workspace.ask('{}'), /closed/);
  await assert.rejects(workspace.askAsync('{}'), { code: 'ERR_TOUCHLINE_CLOSED' });
});

test('API-05 several workspaces work at once', async () => {
  const done = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const workspace = new Workspace();
      const outcomes = await workspace.executeManyAsync(persons(500, `crowd ${index}`));
      return (await load([], { records: outcomes.map(({ record }) => record) })).execute(person(`late ${index}`)).seq;
    }),
  );
  assert.deepEqual(done, Array(8).fill(501));
});

test('API-05 an operation can be called off the event loop', async () => {
  const input = { at: '2026-03-02T23:30:00.000Z', zone: 'Asia/Tokyo' };
  assert.deepEqual(await callAsync('time.local_day', input), { date: '2026-03-03', zone: 'Asia/Tokyo' });
  await assert.rejects(callAsync('time.local_day', {}), InvalidInput);
  await assert.rejects(callAsync('no.such_operation', {}), { code: 'unknown_operation' });
});

const inWorker = `
  const { parentPort } = require('node:worker_threads');
  const { Workspace } = require('touchline');
  const workspace = new Workspace();
  parentPort.on('message', async (commands) => {
    const work = workspace.executeManyAsync(commands);
    parentPort.postMessage('begun');
    parentPort.postMessage((await work).map(({ seq }) => seq));
  });
`;

test('API-05 each worker thread has workspaces of its own', async () => {
  const results = await Promise.all(
    Array.from({ length: 4 }, async (_, index) => {
      const worker = new Worker(inWorker, { eval: true });
      const seqs = new Promise((resolve, reject) => {
        worker.on('message', (message) => message === 'begun' || resolve(message)).on('error', reject);
      });
      worker.postMessage(persons(200, `worker ${index}`));
      const result = await seqs;
      await worker.terminate();
      return result.length;
    }),
  );
  assert.deepEqual(results, [200, 200, 200, 200]);
});

test('API-07 a worker that is ended in the middle of its work takes nothing with it', async () => {
  for (let round = 0; round < 3; round += 1) {
    const worker = new Worker(inWorker, { eval: true });
    const begun = new Promise((resolve) => worker.once('message', resolve));
    worker.postMessage(persons(500, `doomed ${round}`));
    await begun;
    await worker.terminate();
  }
  assert.equal(new Workspace().execute(person('survivor')).seq, 1);
});
