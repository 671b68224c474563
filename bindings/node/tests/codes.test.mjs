// The calls without JSON: the same law as everywhere, at the speed of numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lifecycleOpen, lifecycleStep, lifecycleStepMany, numbers, permit, permitMany } from 'touchline';

const ABSENT = 0;

// Every cell of every table, by the names that the numbers have.
const cells = Object.entries(numbers.thing)
  .filter(([thing]) => numbers[`${thing}_command`])
  .flatMap(([thing, number]) =>
    [ABSENT, ...Object.values(numbers[`${thing}_state`])].flatMap((state) =>
      Object.values(numbers[`${thing}_command`]).map((command) => [number, state, command]),
    ),
  );

test('API-05 a step leads to the next state, or is refused with a code', () => {
  const { thing, bundle_state: state, bundle_command: does, code } = numbers;
  assert.equal(lifecycleStep(thing.bundle, ABSENT, does.create), state.draft);
  assert.equal(lifecycleStep(thing.bundle, state.draft, does.release), state.released);
  assert.equal(lifecycleStep(thing.bundle, state.released, does.respond), state.agent_reviewed);
  assert.equal(lifecycleStep(thing.bundle, state.draft, does.respond), -code.bundle_not_released);
  assert.equal(lifecycleStep(thing.bundle, state.released, does.release), -code.bundle_already_released);
});

test('API-05 what is open is what a step does not refuse', () => {
  for (const [thing, state, command] of cells) {
    const open = Math.floor(lifecycleOpen(thing, state) / 2 ** command) % 2 === 1;
    assert.equal(open, lifecycleStep(thing, state, command) > 0, `${thing} ${state} ${command}`);
  }
});

test('API-05 many steps at once are the same steps', () => {
  const [things, states, commands] = [0, 1, 2].map((column) => Uint32Array.from(cells, (cell) => cell[column]));
  const results = lifecycleStepMany(things, states, commands);
  assert.ok(results instanceof Int32Array && results.length === cells.length);
  cells.forEach((cell, row) => assert.equal(results[row], lifecycleStep(...cell)));
  const given = new Int32Array(cells.length);
  assert.equal(lifecycleStepMany(things, states, commands, given), given);
  assert.deepEqual(given, results);
});

const sets = (family) => [0, ...Object.values(numbers[family]).map((number) => 2 ** number)];
const questions = Object.values(numbers.action).flatMap((action) =>
  sets('role').flatMap((roles) => sets('relation').map((relations) => [action, roles, relations])),
);

test('API-05 many permissions at once are the same permissions', () => {
  const columns = [0, 1, 2].map((column) => Uint32Array.from(questions, (question) => question[column]));
  const results = permitMany(...columns);
  questions.forEach((question, row) => assert.equal(results[row], permit(...question)));
  assert.ok(results.some((rule) => rule > 0) && results.some((rule) => rule <= 0));
});

test('API-05 the words of the README permit what they say, and nothing without the relation', () => {
  const { action, relation, role } = numbers;
  const { in_scope, not_coached } = relation;
  assert.ok(permit(action.release_bundle, 1 << role.manager, (1 << not_coached) | (1 << in_scope)) > 0);
  assert.ok(permit(action.release_bundle, 1 << role.manager, 1 << in_scope) <= 0);
  assert.ok(permit(action.release_bundle, 1 << role.agent, (1 << not_coached) | (1 << in_scope)) <= 0);
});

test('API-05 nothing is allowed to nobody', () => {
  for (const action of Object.values(numbers.action)) assert.ok(permit(action, 0, 0) <= 0, `action ${action}`);
});

test('API-07 a number that is not known is an error, and never a permission', () => {
  const [bundle] = [numbers.thing.bundle];
  for (const wrong of [4_000_000_000, -1, 0.5, NaN, Infinity, 2 ** 32 + bundle]) {
    assert.throws(() => lifecycleStep(wrong, 1, 1), RangeError, `${wrong}`);
    assert.throws(() => lifecycleOpen(wrong, 1), RangeError, `${wrong}`);
    assert.throws(() => permit(wrong, 1, 1), RangeError, `${wrong}`);
  }
  for (const wrong of ['1', null, undefined, true, {}, [], 1n]) assert.throws(() => permit(wrong, 1, 1), TypeError);
  assert.throws(() => permitMany(new Uint32Array([4e9]), new Uint32Array(1), new Uint32Array(1)), { message: /in row 0/ });
});

test('API-07 columns that do not fit one another are an error', () => {
  const column = (length) => new Uint32Array(length);
  assert.throws(() => permitMany(column(2), column(2), column(3)), RangeError);
  assert.throws(() => permitMany(column(2), column(2), column(2), new Int32Array(1)), RangeError);
  assert.throws(() => permitMany(column(2), new Int32Array(2), column(2)), TypeError);
  assert.throws(() => permitMany([1], [1], [1]), TypeError);
  assert.throws(() => permitMany(column(1), column(1), new Uint32Array(new SharedArrayBuffer(4))), /shared/);
  assert.deepEqual(permitMany(column(0), column(0), column(0)), new Int32Array(0));
});
