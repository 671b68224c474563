// Memory on the other side of the face: freed with what held it, and heavy enough for the collector to care.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';

import { Workspace as WaistWorkspace } from 'touchline/waist';

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

const isFreed = (handle) => {
  const forged = Object.defineProperty(Object.create(WaistWorkspace.prototype), 'handle', { value: handle });
  try {
    forged.ask('{}');
    return false;
  } catch (error) {
    assert.match(error.message, /closed/);
    return true;
  }
};

// The handle of a workspace that nobody holds once this returns.
const abandoned = (input) => {
  const [, , workspace] = WaistWorkspace.open('');
  workspace.executeMany(input);
  return workspace.handle;
};

test('API-07 what was fed to workspaces weighs enough for the collector to come by itself', async () => {
  // Without it the collector comes for the weight alone, and not also because nothing else is to be done.
  v8.setFlagsFromString('--no-memory-reducer');
  const input = Buffer.alloc(17_000_000, 0x5d);
  const handles = [];
  for (let count = 0; count < 12; count += 1) {
    handles.push(abandoned(input));
    await turn();
  }
  assert.ok(isFreed(handles[0]), 'twelve workspaces of seventeen megabytes were kept');
});

test('API-07 a workspace that nobody holds is freed, and one that is held is not', async () => {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc');
  const [, , held] = WaistWorkspace.open('');
  const handle = abandoned('');
  assert.ok(!isFreed(handle));
  for (let count = 0; count < 10 && !isFreed(handle); count += 1) {
    collect();
    await turn();
  }
  assert.ok(isFreed(handle));
  assert.ok(!isFreed(held.handle));
});
