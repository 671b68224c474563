// A workspace as a Node developer meets it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  Conflict,
  InvalidInput,
  NotAllowed,
  NotFound,
  Rejected,
  TouchlineError,
  Workspace,
  WrongState,
  callAsync,
  law,
  load,
} from 'touchline';

import { ana, command, create, firstBundle, id, mia, people, person, release, respond } from './world.mjs';

const opened = (...commands) => {
  const workspace = new Workspace();
  for (const command of [...people(), ...commands]) workspace.execute(command);
  return workspace;
};

test('API-05 a command is an object, a text or bytes, and gives receipt, seq and record', () => {
  const workspace = new Workspace();
  const [first, second, third] = people();
  const accepted = workspace.execute(first);
  assert.equal(accepted.repeated, false);
  assert.equal(accepted.seq, 1);
  assert.equal(accepted.receipt.command, first.id);
  assert.deepEqual(JSON.parse(accepted.record).command.id, first.id);
  assert.ok(!accepted.record.includes('\n'));
  assert.equal(workspace.execute(JSON.stringify(second)).seq, 2);
  assert.equal(workspace.execute(new TextEncoder().encode(JSON.stringify(third))).seq, 3);
});

test('API-05 a command that was accepted before is told apart by `repeated`', () => {
  const workspace = new Workspace();
  const once = person('ana', { roles: ['agent'] });
  workspace.execute(once);
  assert.deepEqual(workspace.execute(once), { repeated: true, seq: 1, receipt: null, record: null });
});

test('API-05 each kind of refusal has its class, with code, kind, path and details', () => {
  const workspace = opened(create(), release());
  const refusals = [
    [NotFound, 'not_found', release(id('no bundle'))],
    [NotAllowed, 'not_allowed', { ...respond(), actor: mia }],
    [WrongState, 'wrong_state', release()],
    [Conflict, 'conflict', { ...respond(), expected_version: 99 }],
  ];
  for (const [Kind, kind, refused] of refusals) {
    assert.throws(
      () => workspace.execute(refused),
      (error) => {
        assert.ok(error instanceof Kind, `${kind}: ${error}`);
        assert.ok(error instanceof Rejected && error instanceof TouchlineError && error instanceof Error);
        assert.equal(error.kind, kind);
        assert.equal(error.name, Kind.name);
        assert.match(error.code, /^[a-z_]+$/);
        assert.equal(error.answer.message, error.message);
        assert.deepEqual([error.answer.path, error.answer.details], [error.path, error.details]);
        return true;
      },
    );
  }
  assert.equal(workspace.execute(respond()).receipt.state, 'agent_reviewed');
});

test('API-05 broken input tells every fault at once', () => {
  assert.throws(
    () => new Workspace().execute({ ...create(), actor: 'nobody', at: 'soon', extra: 1 }),
    (error) => {
      assert.ok(error instanceof InvalidInput && !(error instanceof Rejected));
      assert.equal(error.code, 'bad_input');
      assert.deepEqual(error.faults.map(({ path }) => path).sort(), ['/actor', '/at', '/extra']);
      assert.equal(error.message.split('\n').length, 3);
      return true;
    },
  );
});

test('API-05 many commands cross at once, each with its own outcome in its place', () => {
  const workspace = new Workspace();
  const [first, second, third] = people();
  const outcomes = workspace.executeMany([first, JSON.stringify(second), release(), first, '{"half', third]);
  assert.deepEqual(
    outcomes.map((outcome) => (outcome instanceof Error ? outcome.name : outcome.repeated)),
    [false, false, 'NotFound', true, 'InvalidInput', false],
  );
  assert.deepEqual(
    outcomes.map((outcome) => outcome.record && JSON.parse(outcome.record).command.id),
    [first.id, second.id, undefined, null, undefined, third.id],
  );
  assert.deepEqual(workspace.executeMany([]), []);
  assert.equal(workspace.executeMany(`${JSON.stringify(create())}\n${JSON.stringify(release())}\n`).length, 2);
});

test('API-05 many commands keep their order', () => {
  const workspace = new Workspace();
  const persons = Array.from({ length: 5000 }, (_, index) => person(`person ${index}`));
  assert.deepEqual(
    workspace.executeMany(persons).map(({ seq }) => seq),
    persons.map((_, index) => index + 1),
  );
});

test('API-05 the waist gives many records as bytes, which are a log as they are', async () => {
  const persons = Array.from({ length: 500 }, (_, index) => person(`person ${index} 🙂`));
  const lines = `${persons.map((each) => JSON.stringify(each)).join('\n')}\n{"half\n`;
  const workspace = new Workspace();
  const [status, answers, records, accepted] = workspace.waist.executeMany(lines);
  assert.deepEqual([status, accepted, answers instanceof Uint8Array, records instanceof Uint8Array], ['ok', 500, true, true]);
  assert.ok(records.length > 1 << 16);
  assert.equal(Buffer.from(answers).toString().split('\n').length, 502);
  const again = await load([records]);
  assert.deepEqual(Buffer.concat([...again.snapshot()]), Buffer.concat([...workspace.snapshot()]));

  const few = await new Workspace().waist.executeManyAsync(lines);
  assert.deepEqual(few[2], records);
  const working = workspace.waist.executeManyAsync(lines);
  const [busy, json, nothing, none] = workspace.waist.executeMany(lines);
  assert.deepEqual([busy, JSON.parse(json).message.length > 0, nothing.length, none], ['busy', true, 0, 0]);
  await working;
});

test('API-05 what is open and what is not can be asked', () => {
  const workspace = opened(create());
  const question = { viewer: mia, at: '2026-03-02T10:00:00.000Z', thing: { type: 'bundle', id: firstBundle } };
  const before = JSON.stringify(workspace.available(question));
  workspace.execute(release());
  assert.notEqual(JSON.stringify(workspace.available(question)), before);
  assert.deepEqual(workspace.available(JSON.stringify(question)), workspace.available(question));
});

test('API-05 a whole bundle goes from draft to answered', () => {
  const workspace = opened(create(), release());
  assert.throws(() => workspace.execute({ ...respond(), actor: mia }), NotAllowed);
  assert.equal(workspace.execute(respond()).receipt.state, 'agent_reviewed');
});

test('API-05 a workspace can be closed, by `using` too', () => {
  const workspace = new Workspace();
  if (Symbol.dispose) workspace[Symbol.dispose]();
  else workspace.close();
  assert.throws(() => workspace.execute('{}'), { name: 'TypeError', message: /closed/ });
});

test('API-05 a decision without a workspace waits for facts, and says which', async () => {
  const waiting = law.decide({ command: release() });
  assert.ok(waiting.keys.length > 0);
  assert.deepEqual(await callAsync('law.decide', { command: release() }), waiting);
});
