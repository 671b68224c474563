// A defect of the library's own: it costs one workspace, never the process.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { provokedPackage } from './provoked.mjs';

const { touchline, native } = provokedPackage();
const { Poisoned, Workspace, load } = touchline;

// A panic tells about itself on standard error, which is right, and here expected.
test('API-07 a panic is an answer, and poisons this one workspace', () => {
  const [hurt, sound] = [new Workspace(), new Workspace()];
  const [status, answer] = native.provokeDefect(hurt.waist.handle);
  assert.deepEqual([status, JSON.parse(answer)], [6, { message: 'provoked' }]);
  assert.throws(() => hurt.execute('{}'), Poisoned);
  assert.throws(() => hurt.executeMany('{}\n'), Poisoned);
  assert.throws(() => hurt.ask('{}'), Poisoned);
  assert.throws(() => hurt.snapshot(), { code: 'poisoned', message: /load it anew/ });
  assert.throws(() => sound.execute('{}'), touchline.InvalidInput);
  hurt.close();
});

test('API-07 a panic off the event loop ends its promise, and poisons this one workspace', async () => {
  const workspace = new Workspace();
  const work = native.provokeDefectAsync(workspace.waist.handle);
  assert.throws(() => workspace.ask('{}'), touchline.Busy);
  assert.equal((await work)[0], 6);
  assert.throws(() => workspace.ask('{}'), Poisoned);
  await assert.rejects(workspace.executeManyAsync('{}\n'), Poisoned);
  assert.ok((await load()) instanceof Workspace);
});

test('API-07 look-ups are seeded before anything is kept', () => {
  assert.equal(native.provokedIsSeeded()[1], 'true');
});

test('API-07 what provokes a defect is not shipped', () => {
  const shipped = createRequire(import.meta.url)('../native.cjs');
  assert.deepEqual(
    Object.keys(native).filter((name) => !(name in shipped)),
    ['provokeDefect', 'provokeDefectAsync', 'provokedIsSeeded', 'provokedIsSeededAsync'],
  );
});
