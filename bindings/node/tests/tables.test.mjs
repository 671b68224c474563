// Tables: each row as `skill.score` scores it, out of typed arrays and out of bytes of Arrow IPC.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

import {
  Bool, Dictionary, Float64, Int16, RecordBatchReader, Table as ArrowTable, Utf8, makeData, makeVector, tableFromArrays, tableFromIPC, tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { InvalidInput, TouchlineError, recommendation, skill } from 'touchline';
import * as tables from 'touchline/tables';

import { faultsOf } from './faults.mjs';
import { components, diceFrom, framework, mapped } from './measures.mjs';
import { ana } from './world.mjs';

const areas = framework.areas.map((area) => area.key);
const [first, second] = components;

const dice = diceFrom(20260302);

const ROWS = 700;
const lists = Object.fromEntries(
  components.map((key) => [key, Array.from({ length: ROWS }, () => (dice() < 0.2 ? null : dice() * 120 - 10))]),
);
const doubles = (list) => Float64Array.from(list, (number) => number ?? NaN);
const flags = (list) => Uint8Array.from(list, (number) => Number(number !== null));
const typed = (table) => mapped(table, (list) => ({ values: doubles(list), valid: flags(list) }));
const arrow = (table) => new ArrowTable(mapped(table, (list) => vectorFromArray(list, new Float64())));
const ipc = (table, format = 'stream') => tableToIPC(arrow(table), format);
const of = (rows, more) => ({ ...mapped(lists, (list) => list.slice(0, rows)), ...more });

// Same numbers, bit by bit: Object.is tells -0 from 0.
const same = (one, other, what) => assert.ok(Object.is(one, other), `${what}: ${one} is not ${other}`);
const at = ({ values, valid, names }, row) => {
  if (!valid[row]) return null;
  return names ? names[values[row]] : values[row];
};

const values = (row) => mapped(lists, (list) => list[row]);
const oneByOne = Array.from({ length: ROWS }, (_, row) => skill.score({ values: values(row) }));

function alike(figures, alone, weakest, what) {
  return (row) => {
    same(at(figures.score, row), alone.score, `${what} score of ${row}`);
    same(figures.coverage[row], alone.coverage, `${what} coverage of ${row}`);
    same(at(figures.published, row), alone.published, `${what} published of ${row}`);
    assert.equal(at(figures.level, row), alone.level?.level ?? null);
    assert.equal(at(figures.weakest, row), weakest);
  };
}

test('BAT-01 each row has the bits that it gets by itself', () => {
  for (const table of [lists, typed(lists)]) {
    const scores = tables.score(table, { detail: true });
    assert.equal(scores.rows, ROWS);
    assert.deepEqual(Object.keys(scores.areas), areas);
    oneByOne.forEach((alone, row) => {
      alike(scores.overall, alone.overall, alone.weakest?.component ?? null, 'overall')(row);
      alone.areas.forEach((area) => alike(scores.areas[area.area], area.rating, area.weakest, area.area)(row));
    });
  }
});

test('BAT-01 the scores are of the kinds that their types say', () => {
  const { overall, areas, rows } = tables.score(of(3));
  assert.equal(rows, 3);
  for (const [column, Kind] of [
    [overall.score, Float64Array], [overall.published, Uint8Array], [overall.level, Int8Array], [overall.weakest, Int16Array],
  ]) {
    assert.ok(column.values instanceof Kind);
    assert.ok(column.valid instanceof Uint8Array);
    assert.deepEqual([column.values.length, column.valid.length], [3, 3]);
  }
  assert.ok(overall.coverage instanceof Float64Array);
  assert.deepEqual(Object.keys(Object.values(areas)[0]), ['score']);
});

test('BAT-02 numbers of every width are the doubles that they are', () => {
  const whole = [0, 7, 100];
  for (const Kind of [
    Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  ]) {
    same(tables.score({ ...of(3), [first]: Kind.from(whole) }).overall.score.values[1], expected(whole), Kind.name);
  }
  for (const Kind of [BigInt64Array, BigUint64Array]) {
    same(tables.score({ ...of(3), [first]: Kind.from(whole, BigInt) }).overall.score.values[1], expected(whole), Kind.name);
  }
  function expected(list) {
    return skill.score({ values: { ...values(1), [first]: list[1] } }).overall.score;
  }
});

test('BAT-02 what is missing is told by flags, by bits, by null and by undefined', () => {
  const numbers = Float64Array.from([50, NaN, 70]);
  for (const column of [
    { values: numbers, valid: Uint8Array.of(1, 0, 255) },
    { values: numbers, bits: Uint8Array.of(0b101) },
    [50, null, 70],
    [50, undefined, 70],
  ]) {
    const { overall } = tables.score({ ...of(3), [first]: column });
    same(at(overall.score, 1), skill.score({ values: { ...values(1), [first]: null } }).overall.score, 'missing');
    same(at(overall.score, 2), skill.score({ values: { ...values(2), [first]: 70 } }).overall.score, 'there');
  }
  assert.throws(() => tables.score({ ...of(3), [first]: { values: numbers, valid: new Uint8Array(2) } }), RangeError);
  assert.throws(() => tables.score({ ...of(9), [first]: { values: new Float64Array(9), bits: new Uint8Array(1) } }), RangeError);
});

test('BAT-02 views into memory are read from where they begin', () => {
  const memory = Float64Array.from([1e300, NaN, ...lists[first].slice(0, 3).map((number) => number ?? 0)]);
  const { overall } = tables.score({ ...of(3), [first]: memory.subarray(2) });
  same(at(overall.score, 0), skill.score({ values: { ...values(0), [first]: memory[2] } }).overall.score, 'a view');
});

test('BAT-02 kept columns are handed on as they are', () => {
  const rep = ['Ana', 'Ben', 'Cleo'];
  const when = { length: 3, anything: true };
  const { kept } = tables.score(of(3, { rep, when }), { keep: ['rep', 'when'] });
  assert.equal(kept.rep, rep);
  assert.equal(kept.when, when);
  assert.deepEqual(Object.keys(tables.score(of(3)).kept), []);
});

test('BAT-02 every column that is not as it should be is told at once', () => {
  const table = { ...of(3), nonsense: [1, 2, 3], [second]: ['a', 'b', 'c'] };
  delete table[first];
  assert.deepEqual(faultsOf(() => tables.score(table, { keep: ['nobody'] })), [
    'missing_field', `wrong_type /${second}`, 'missing_field', 'unknown_field /nonsense',
  ]);
  assert.deepEqual(faultsOf(() => tables.score({ ...of(3), [first]: [1, 2], [second]: [1] })), [
    `wrong_type /${second}`, ...components.slice(2).map((key) => `wrong_type /${key}`),
  ]);
  assert.deepEqual(faultsOf(() => tables.score({ ...of(2), [first]: [1, 2n] })), [`wrong_type /${first}`]);
});

test('BAT-02 what no number is names column and row, or is missing where that was asked for', () => {
  const table = { ...of(3), [first]: Float64Array.of(1, NaN, -Infinity), [second]: BigInt64Array.of(1n, 2n, 2n ** 53n + 1n) };
  assert.deepEqual(faultsOf(() => tables.score(table)), [`wrong_type /${first}/1`, `wrong_type /${first}/2`, `wrong_type /${second}/2`]);
  const { overall } = tables.score(table, { notFinite: 'missing' });
  same(at(overall.score, 2), skill.score({ values: { ...values(2), [first]: null, [second]: null } }).overall.score, 'missing');
});

test('BAT-02 options are read as everywhere', () => {
  const { [first]: won, ...others } = of(3);
  assert.equal(tables.score({ ...others, Won: won }, { columns: { [first]: 'Won' } }).rows, 3);
  assert.equal(tables.score(others, { absent: 'missing' }).rows, 3);
  assert.equal(tables.score({ ...of(3), more: ['x', 'y', 'z'] }, { extra: 'ignore' }).rows, 3);
  assert.equal(tables.score(of(3), { framework, threads: 2 }).rows, 3);
  assert.deepEqual(faultsOf(() => tables.score(of(3), { columns: { nobody: 'Won' } })), ['unknown_field /columns/nobody']);
  assert.ok(faultsOf(() => tables.score(of(3), { threads: 0 })).length > 0);
  assert.ok(faultsOf(() => tables.score(of(3), { absent: 'perhaps' })).length > 0);
});

test('BAT-02 a table of no rows has no scores', () => {
  const { rows, overall } = tables.score(mapped(lists, () => new Float64Array()));
  assert.deepEqual([rows, overall.score.values.length, overall.level.valid.length], [0, 0, 0]);
});

test('API-07 what is no table, and memory that another thread may change, is refused', () => {
  for (const table of [null, undefined, 7, 'x', [], [of(2)], new Float64Array(3), new DataView(new ArrayBuffer(8))]) {
    assert.throws(() => tables.score(table), TypeError);
  }
  assert.throws(() => tables.score({ [first]: 7 }), { name: 'TypeError', message: new RegExp(first) });
  const shared = new Float64Array(new SharedArrayBuffer(24));
  assert.throws(() => tables.score({ ...of(3), [first]: shared }), { name: 'TypeError', message: /shared/ });
});

// What to coach in a row, as the report of that row alone says it.
function reported(row, beside) {
  const [person, viewer] = [{ person: ana, roles: ['starter'] }, { actor: ana, roles: ['agent'] }];
  // What a row says is for whoever works with the table: a critical report is told to its person once it is released.
  const asked = { at: '2026-03-02T09:00:00Z', person, released: true, viewer, values: values(row), ...beside };
  const { gaps, strengths, focus } = recommendation.make(asked);
  const { kind, first, second } = focus ?? {};
  return {
    gaps: gaps.map(({ area }) => area),
    gap_components: gaps.map(({ component }) => component),
    strengths: strengths.map(({ area }) => area),
    focus: [first, second].flatMap((on) => on?.component ?? []),
    focus_kind: kind ?? null,
  };
}

const coachedOf = ({ rows, recommendations }) => tables.rowsOf({ rows, columns: recommendations });

// Rows of which one has no measure, one the best of each and the others are drawn.
const best = ({ curve }) => curve.points.reduce((best, point) => (point.y > best.y ? point : best)).x;
const mixed = Object.fromEntries(
  framework.areas.flatMap((area) => area.components.map((component) => [component.key, [null, best(component), ...lists[component.key].slice(2, 100)]])),
);

test('BAT-01 with recommendations each row says what to coach, as its own report does', async () => {
  const policy = { skill: { expected: [{ role: 'starter', level: 'developing' }] }, recommendation: { gap_under: 80, most_gaps: 2 } };
  for (const [choices, beside] of [[{}, {}], [{ policy, roles: ['starter'] }, { policy }]]) {
    const asked = { recommendations: true, ...choices };
    const { rows, recommendations } = tables.score(of(100), asked);
    assert.deepEqual([...coachedOf({ rows, recommendations })], Array.from({ length: 100 }, (_, row) => reported(row, beside)));
    assert.deepEqual(recommendations.gaps.valid, new Uint8Array(100).fill(1));
    assert.deepEqual((await tables.scoreAsync(of(100), asked)).recommendations, recommendations);
    const document = JSON.stringify(asked);
    assert.deepEqual(tables.score(of(100), { document }).recommendations, recommendations);
  }
});

test('BAT-01 a row of nulls has empty lists, and recommendations stand beside the other scores', async () => {
  for (const detail of [false, true]) {
    const { recommendations, ...scores } = tables.score(mixed, { recommendations: true, detail });
    const [nothing, good] = coachedOf({ rows: 2, recommendations });
    assert.deepEqual(nothing, { gaps: [], gap_components: [], strengths: [], focus: [], focus_kind: null });
    assert.deepEqual([good.gaps, good.focus.length, good.focus_kind], [[], 1, 'keep_it_up']);
    assert.deepEqual(scores, tables.score(mixed, { detail }));
  }
  assert.ok(!('recommendations' in tables.score(mixed)));
  const parts = [mapped(mixed, (list) => list.slice(0, 40)), mapped(mixed, (list) => list.slice(40))];
  const whole = [...coachedOf(tables.score(mixed, { recommendations: true }))];
  assert.deepEqual([...tables.streamSync(parts, { recommendations: true })].flatMap((scores) => [...coachedOf(scores)]), whole);
  const bytes = tables.score(ipc(mixed), { recommendations: true });
  const told = rowsOf(bytes).map(({ gaps, gap_components, strengths, focus, focus_kind }) => ({
    ...mapped({ gaps, gap_components, strengths, focus }, (list) => [...list]), focus_kind,
  }));
  assert.deepEqual(told, whole);
  assert.deepEqual(Buffer.from(await tables.scoreAsync(ipc(mixed), { recommendations: true })), Buffer.from(bytes));
});

test('BAT-02 scores outlive their table, and may be changed', () => {
  const scores = tables.score(typed(lists));
  const before = scores.overall.score.values.slice();
  scores.areas[areas[0]].score.values.fill(-1);
  for (let count = 0; count < 50; count += 1) tables.score(typed(lists));
  assert.deepEqual(scores.overall.score.values, before);
  const moved = structuredClone(scores.overall.score.values, { transfer: [scores.overall.score.values.buffer] });
  assert.deepEqual(moved, before);
  assert.equal(scores.overall.coverage.length, ROWS);
});

// ---- Arrow IPC

const rowsOf = (bytes) => tableFromIPC(bytes).toArray().map((row) => row.toJSON());
const plain = (scores, row) => ({
  overall: at(scores.overall.score, row),
  coverage: scores.overall.coverage[row],
  published: at(scores.overall.published, row),
  level: at(scores.overall.level, row),
  weakest: at(scores.overall.weakest, row),
  ...Object.fromEntries(areas.map((area) => [area, at(scores.areas[area].score, row)])),
});

test('BAT-02 streams and files of Arrow IPC are scored as typed arrays are', () => {
  const scores = tables.score(lists);
  for (const format of ['stream', 'file']) {
    const rows = rowsOf(tables.score(ipc(lists, format)));
    assert.equal(rows.length, ROWS);
    rows.forEach((row, place) => assert.deepEqual(row, plain(scores, place)));
  }
});

test('BAT-02 bytes that lie anywhere in memory, with several batches, slices and kept columns', () => {
  const names = makeVector({ data: [1, 0, 1], type: new Dictionary(new Utf8(), new Int16()), dictionary: vectorFromArray(['Ana', 'Ben'], new Utf8()) });
  const table = new ArrowTable({ ...mapped(of(3), (list) => vectorFromArray(list, new Float64())), rep: names, on: vectorFromArray([true, null, false], new Bool()) });
  const both = table.concat(table.slice(1));
  assert.ok(both.batches.length > 1);
  const bytes = tableToIPC(both);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  for (const given of [bytes, shifted.subarray(3)]) {
    const rows = rowsOf(tables.score(given, { keep: ['rep', 'on'] }));
    assert.deepEqual(rows.map((row) => row.rep), ['Ben', 'Ana', 'Ben', 'Ana', 'Ben']);
    assert.deepEqual(rows.map((row) => row.on), [true, null, false, null, false]);
    for (const [place, row] of [0, 1, 2, 1, 2].entries()) assert.equal(rows[place].overall, oneByOne[row].overall.score);
  }
  assert.deepEqual(faultsOf(() => tables.score(tableToIPC(table), { columns: { [first]: 'rep' }, extra: 'ignore' })), ['wrong_type /rep']);
});

test('BAT-04 bytes that are cut anywhere give the same bytes', async () => {
  const table = arrow(of(9));
  const bytes = tableToIPC(table.slice(0, 4).concat(table.slice(4)));
  const whole = tables.score(bytes);
  for (const size of [1, 7, 64, 1000, bytes.length]) {
    const chunks = [];
    for (let from = 0; from < bytes.length; from += size) chunks.push(bytes.slice(from, from + size));
    assert.deepEqual(Buffer.concat([...tables.streamSync(chunks)]), Buffer.from(whole));
    const parts = [];
    for await (const part of tables.stream((async function* () { yield* chunks; })())) parts.push(part);
    assert.deepEqual(Buffer.concat(parts), Buffer.from(whole));
  }
  const read = await RecordBatchReader.from(tables.stream([bytes]));
  let count = 0;
  for await (const batch of read) count += batch.numRows;
  assert.equal(count, 9);
});

test('BAT-04 a chunk is its owner\'s again once the next is asked for', () => {
  const bytes = ipc(of(9));
  const chunk = new Uint8Array(11);
  const again = function* () {
    for (let from = 0; from < bytes.length; from += chunk.length) {
      const part = bytes.subarray(from, from + chunk.length);
      chunk.set(part);
      yield chunk.subarray(0, part.length);
    }
  };
  assert.deepEqual(Buffer.concat([...tables.streamSync(again())]), Buffer.from(tables.score(bytes)));
});

test('API-07 bytes that were cut are refused wherever it was', () => {
  for (const format of ['stream', 'file']) {
    const bytes = ipc(of(2), format);
    for (let length = 0; length < bytes.length; length += 1) {
      assert.throws(() => tables.score(bytes.subarray(0, length)), InvalidInput, `${format} cut at ${length}`);
    }
  }
  const bytes = ipc(of(2));
  assert.throws(() => tables.score(Buffer.concat([bytes, Buffer.of(0)])), InvalidInput);
  assert.throws(() => tables.score(Buffer.concat([bytes, bytes])), InvalidInput);
});

test('API-07 bytes that were altered are refused or scored, and the process goes on', () => {
  const bytes = ipc(of(2));
  for (let place = 0; place < bytes.length; place += 3) {
    for (const other of [0x00, 0x7f, 0x80, 0xff]) {
      const altered = Uint8Array.from(bytes);
      altered[place] = other;
      try {
        tables.score(altered);
      } catch (error) {
        assert.ok(error instanceof InvalidInput, error);
      }
    }
  }
  assert.equal(rowsOf(tables.score(bytes)).length, 2);
});

// ---- Streams

test('BAT-04 tables one after the other count their rows through', async () => {
  const parts = [of(3), of(2), { ...of(2), [first]: [1, NaN] }];
  assert.deepEqual([...tables.streamSync(parts.slice(0, 2))].map(({ rows }) => rows), [3, 2]);
  assert.deepEqual(faultsOf(() => [...tables.streamSync(parts)]), [`wrong_type /${first}/6`]);
  const told = [];
  const rows = [];
  for await (const scores of tables.stream(parts.slice(0, 2), { progress: (...so_far) => void told.push(so_far) })) rows.push(scores.rows);
  assert.deepEqual([rows, told], [[3, 2], [[1, 3], [2, 5]]]);
});

test('BAT-04 the callback stops a stream, and a signal does', async () => {
  const bytes = tableToIPC(arrow(of(3)).concat(arrow(of(3))).concat(arrow(of(3))));
  for (const source of [[of(3), of(3), of(3)], [bytes]]) {
    const told = [];
    const progress = (batches, rows) => (told.push([batches, rows]), batches < 2);
    assert.throws(() => [...tables.streamSync(source, { progress })], (error) => error instanceof tables.Stopped && error instanceof TouchlineError && error.code === 'stopped');
    assert.deepEqual(told, [[1, 3], [2, 6]]);
    const controller = new AbortController();
    const aborting = tables.stream(source, { signal: controller.signal, progress: () => controller.abort() });
    await assert.rejects(async () => { for await (const _ of aborting); }, { name: 'AbortError' });
  }
  assert.throws(() => tables.score(bytes, { progress: () => false }), tables.Stopped);
});

test('BAT-04 a source that fails ends the stream with its own error', async () => {
  const failing = function* () {
    yield of(3);
    throw new Error('the wire broke');
  };
  const seen = [];
  assert.throws(() => { for (const scores of tables.streamSync(failing())) seen.push(scores.rows); }, /the wire broke/);
  await assert.rejects(async () => { for await (const _ of tables.stream(failing())); }, /the wire broke/);
  assert.deepEqual(seen, [3]);
  assert.throws(() => [...tables.streamSync([of(2), ipc(of(2))])], TypeError);
});

test('API-05 off the event loop the scores are the same, and what went in may change at once', async () => {
  const table = typed(lists);
  const awaited = tables.scoreAsync(table);
  table[first].values.fill(NaN);
  assert.deepEqual((await awaited).overall, tables.score(typed(lists)).overall);
  assert.deepEqual(Buffer.from(await tables.scoreAsync(ipc(of(5)))), Buffer.from(tables.score(ipc(of(5)))));
  await assert.rejects(tables.scoreAsync(of(2), { threads: 0 }), InvalidInput);
  await assert.rejects(tables.scoreAsync({ ...of(2), [first]: [1, NaN] }), InvalidInput);
});

test('API-05 the examples of the guide run as they stand', () => {
  const face = dirname(dirname(fileURLToPath(import.meta.url)));
  const examples = (page) => [...readFileSync(join(face, '../../docs/guide', page), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, example]) => example);
  const [columns, streams, gathered] = examples('14-tables.md');
  const [effects] = examples('17-effect-of-coaching.md');
  const run = (example, cwd) => execFileSync(process.execPath, ['--input-type=module', '-'], { cwd, encoding: 'utf8', input: example });
  assert.match(run(columns, face), /^Ana \d/);
  assert.match(run(columns + gathered, face), /Ana 2026-02-01 1 null\nAna 2026-03-01 1 up\nBen 2026-03-01 1 null\n0.5 2\n$/);
  assert.equal(run(effects, face), '0 1 one_before\n');
  const folder = mkdtempSync(join(tmpdir(), 'touchline-guide-'));
  try {
    writeFileSync(join(folder, 'reps.arrows'), tableToIPC(arrow(of(3)).assign(new ArrowTable({ rep: vectorFromArray(['Ana', 'Ben', 'Cleo'], new Utf8()) }))));
    const [module] = [join(face, 'tables.mjs')];
    run(streams.replace(/^/, `import * as tables from ${JSON.stringify(module)};\n`), folder);
    assert.deepEqual(rowsOf(readFileSync(join(folder, 'scores.arrows'))).map(({ rep }) => rep), ['Ana', 'Ben', 'Cleo']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
