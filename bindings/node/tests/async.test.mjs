// Long work off the event loop: busy is busy at once, and nothing is lost when a thread goes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

import { Busy, InvalidInput, Workspace, callAsync, load } from 'touchline';

import { person } from './world.mjs';

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

test('API-05 a workspace that is closed at work still gives its result', async () => {
  const workspace = new Workspace();
  const work = workspace.executeManyAsync(persons(10));
  workspace.close();
  assert.equal((await work).length, 10);
  assert.throws(() => workspace.ask('{}'), /closed/);
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
