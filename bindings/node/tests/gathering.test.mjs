// Groups of calls and success metrics over columns, and the effect of coaching on these: the figures of the same calls and the
// same records, to the last bit.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  Bool, Dictionary, Float64, Int16, Table as ArrowTable, TimestampMillisecond, Utf8, tableFromIPC, tableToIPC, vectorFromArray,
} from 'apache-arrow';
import { InvalidInput, Rejected, metric, skill } from 'touchline';
import * as tables from 'touchline/tables';

import { faultsOf } from './faults.mjs';
import { components, diceFrom, mapped } from './measures.mjs';

const dice = diceFrom(20260302);
const one = (list) => list[Math.floor(dice() * list.length)];

const ROWS = 600;
const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 1);
const reps = Array.from({ length: ROWS }, () => one([null, 'Ana', 'Ben', 'Zoë']));
const at = Array.from({ length: ROWS }, () => new Date(FIRST + Math.floor(dice() * 100 * DAY)));
const measures = Object.fromEntries(
  components.map((key) => [key, Array.from({ length: ROWS }, () => (dice() < 0.1 ? null : dice() * 2 * one([1, 40])))]),
);
const calls = { rep: reps, at, ...measures };
const options = { person: 'rep', at: 'at', every: 'month', zone: 'Europe/Berlin' };

const arrow = ({ rep, at, ...measures }) =>
  new ArrowTable({
    rep: vectorFromArray(rep, new Dictionary(new Utf8(), new Int16())),
    at: vectorFromArray(at, new TimestampMillisecond('UTC')),
    ...mapped(measures, (list) => vectorFromArray(list, new Float64())),
  });
const plain = (rows) => rows.map((row) => mapped(row, (value) => (value instanceof Date ? value.getTime() : value)));
// Days and moments are milliseconds in apache-arrow, and whole numbers have 64 bits.
const fromBytes = (bytes) =>
  tableFromIPC(bytes).toArray().map((row) =>
    mapped(row.toJSON(), (value) => (typeof value === 'bigint' ? Number(value) : value?.toJSON ? [...value] : value)),
  );
const days = (rows) => rows.map((row) => mapped(row, (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : value)));
const alike = (figures, bytes) => assert.deepEqual(days(plain([...tables.rowsOf(figures)])), fromBytes(bytes));

const month = (date) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(date).slice(0, 7);

test('BAT-03 a group has the bits that its calls get together', () => {
  let rows = 0;
  for (const told of tables.rowsOf(tables.groups(calls, options))) {
    const mine = reps.map((rep, row) => row).filter((row) => reps[row] === told.rep && month(at[row]) === told.window.slice(0, 7));
    const alone = skill.score({ evidence: { type: 'per_call', body: { calls: mine.map((row) => mapped(measures, (list) => list[row])) } } });
    assert.equal(told.rows, mine.length);
    assert.ok(Object.is(told.overall, alone.overall.score));
    assert.ok(Object.is(told.low, alone.overall.interval?.low ?? null));
    assert.equal(told.level, alone.overall.level?.level ?? null);
    for (const { area, rating } of alone.areas) assert.ok(Object.is(told[area], rating.score), area);
    rows += told.rows;
  }
  assert.equal(rows, ROWS);
});

test('BAT-03 a moment is in the window of its day in the zone, to the millisecond', () => {
  const two = mapped(measures, (list) => list.slice(0, 2));
  const at = ['2026-02-28T22:59:59.999Z', '2026-02-28T23:00:00.000Z'];
  const typed = { values: Float64Array.from(at, (text) => Date.parse(text)), kind: 'moments' };
  for (const column of [at.map((text) => new Date(text)), typed, { ...typed, values: BigInt64Array.from(typed.values, BigInt) }]) {
    const told = tables.groups({ ...two, at: column }, { at: 'at', zone: 'Europe/Berlin' });
    assert.deepEqual([...tables.rowsOf(told)].map(({ window, window_last }) => [window, window_last]), [['2026-02-01', '2026-02-28'], ['2026-03-01', '2026-03-31']]);
  }
});

test('BAT-03 plain lists, typed arrays and bytes give the same, whole or in parts, on this thread or off it', async () => {
  const more = { ...options, means: true, detail: true, recommendations: true, leastPeople: 1 };
  const told = tables.groups(calls, more);
  const names = ['Ana', 'Ben', 'Zoë'];
  const typed = {
    rep: { values: Int8Array.from(reps, (rep) => names.indexOf(rep)), valid: Uint8Array.from(reps, (rep) => Number(rep !== null)), names },
    at: { values: BigInt64Array.from(at, (date) => BigInt(date.getTime())), kind: 'moments' },
    ...mapped(measures, (list) => ({ values: Float64Array.from(list, (n) => n ?? NaN), valid: Uint8Array.from(list, (n) => Number(n !== null)) })),
  };
  assert.deepEqual(tables.groups(typed, more), told);
  const part = (from, to) => mapped(calls, (list) => list.slice(from, to));
  const parts = [part(0, 7), part(7, 7), part(7, 400), part(400)];
  assert.deepEqual(tables.groups(parts, more), told);
  assert.deepEqual(await tables.groupsAsync(calls, more), told);
  assert.deepEqual(await tables.groupsAsync((async function* () { yield* parts; })(), more), told);
  for (const format of ['stream', 'file']) {
    const bytes = tableToIPC(arrow(calls), format);
    const figures = tables.groups(bytes, more);
    alike(told, figures);
    assert.deepEqual(await tables.groupsAsync(bytes, more), figures);
  }
  const bytes = tableToIPC(arrow(part(0, 99)).concat(arrow(part(99))));
  const chunks = [];
  for (let from = 0; from < bytes.length; from += 1000) chunks.push(bytes.slice(from, from + 1000));
  alike(told, tables.groups(chunks, more));
  alike(told, await tables.groupsAsync((async function* () { yield* chunks; })(), more));
});

test('BAT-03 figures are of the kinds that their types say', () => {
  const { rows, columns } = tables.groups(calls, { ...options, recommendations: true, leastPeople: 1 });
  for (const [name, kind, Kind] of [
    ['rep', 'texts', Int32Array], ['window', 'days', Int32Array], ['rows', 'numbers', Float64Array], ['overall', 'numbers', Float64Array],
    ['published', 'numbers', Uint8Array], ['level', 'texts', Int8Array], ['low_evidence', 'flags', Uint8Array], ['gaps', 'lists', Array],
    ['withheld', 'texts', Int8Array],
  ]) {
    assert.equal(columns[name].kind, kind, name);
    assert.ok(columns[name].values instanceof Kind, name);
    assert.ok(columns[name].valid instanceof Uint8Array);
    assert.deepEqual([columns[name].values.length, columns[name].valid.length], [rows, rows]);
  }
});

test('BAT-03 what comes out goes in again', () => {
  const { columns } = tables.groups(calls, { ...options, means: true, fill: false });
  const table = { rep: columns.rep, window: columns.window, ...Object.fromEntries(components.map((key) => [key, columns[`mean_${key}`]])) };
  const again = tables.groups(table, { ...options, at: 'window' });
  assert.deepEqual([again.columns.rep, again.columns.window], [columns.rep, columns.window]);
  // A mean counts to a trillionth, when it is a measure again.
  again.columns.overall.values.forEach((score, row) => assert.ok(Math.abs(score - columns.overall.values[row]) < 1e-9));
  const { columns: figures } = metricsOf(deals, { by: ['owner'] });
  const emails = { owner: figures.owner, at: figures.since, answered: figures.low_evidence };
  assert.ok(tables.metrics({ emails }, { at: '2026-05-01T00:00:00Z', metrics: ['response_rate'] }).rows > 0);
});

test('BAT-03 keys are texts, whole numbers of any size, or days', () => {
  const of = (who) => tables.groups({ who, ...mapped(measures, (list) => list.slice(0, who.length ?? who.values.length)) }, { person: 'who' }).columns.who;
  assert.deepEqual(Array.from(of([3, null, -1, 3]).values), [0, -1, 3]);
  assert.deepEqual(Array.from(of(Int16Array.of(3, -1, 3)).values), [-1, 3]);
  const huge = 2n ** 62n + 1n;
  assert.deepEqual(Array.from(of([huge, 1n]).values), [1n, huge]);
  assert.deepEqual(Array.from(of([2n ** 64n - 1n, 1n]).values), [1n, 2n ** 64n - 1n]);
  assert.deepEqual([...tables.rowsOf({ rows: 1, columns: { who: of({ values: Int32Array.of(20514), kind: 'days' }) } })], [{ who: '2026-03-02' }]);
  assert.deepEqual(of(['', 'é', '😀']).names, ['', 'é', '😀']);
});

test('BAT-03 what is wrong with a table is told at once, with column and row', () => {
  const few = mapped(measures, (list) => list.slice(0, 2));
  const refused = (table, choices) => faultsOf(() => tables.groups({ ...few, ...table }, choices));
  assert.deepEqual(refused({}, { person: 'rep', at: 'at' }), ['missing_field', 'missing_field']);
  assert.deepEqual(refused({ rep: [0.5, 1], team: [{}, 'x'], more: [1, 2] }, { person: 'rep', team: 'team' }), ['wrong_type /team', 'wrong_type /rep', 'unknown_field /more']);
  assert.deepEqual(refused({ at: [1, null] }, { at: 'at' }), ['wrong_type /at']);
  assert.deepEqual(refused({ at: ['2026-03-02', 'soon'] }, { at: 'at' }), ['invalid_instant /at/1']);
  assert.deepEqual(refused({ at: [new Date(), new Date('no date')] }, { at: 'at' }), ['invalid_instant /at/1']);
  assert.deepEqual(refused({ at: { values: Float64Array.of(0, 9e15), kind: 'moments' } }, { at: 'at' }), ['invalid_instant /at/1']);
  assert.deepEqual(refused({ [components[0]]: [1, Infinity] }, {}), [`wrong_type /${components[0]}/1`]);
  assert.deepEqual(refused({ [components[0]]: [1, '2'] }, {}), [`wrong_type /${components[0]}`]);
  assert.deepEqual(refused({ rep: ['Ana'] }, { person: 'rep' }).length > 0, true);
  assert.deepEqual(refused({}, { by: ['person'] }), ['missing_field']);
  assert.deepEqual(refused({}, { every: 'decade' }), ['unknown_value /every']);
  assert.deepEqual(faultsOf(() => tables.groups([])), ['wrong_type']);
  assert.deepEqual(faultsOf(() => tables.groups([few, { ...few, [components[0]]: [1, NaN] }])), [`wrong_type /${components[0]}/3`]);
  assert.deepEqual(faultsOf(() => tables.groups([{ ...few, rep: ['a', 'b'] }, { ...few, rep: [1, 2] }], { person: 'rep' })), ['wrong_type /rep']);
});

test('API-07 what is no table or no column of any kind is refused', async () => {
  for (const table of [null, undefined, 7, 'x', [7], [null], new Float64Array(3), new DataView(new ArrayBuffer(8))]) {
    assert.throws(() => tables.groups(table), TypeError);
    await assert.rejects(tables.groupsAsync(table), TypeError);
  }
  for (const [column, message] of [
    [7, /no length/], [{ values: Int8Array.of(0), names: 'x' }, /no list/], [{ values: Int8Array.of(0), names: [1] }, /no text/],
    [['\ud800'], /surrogate/], [{ values: Int8Array.of(0), kind: 'months' }, /months/], [{ values: Int8Array.of(0), kind: 'days' }, /another kind/],
    [{ values: Float64Array.of(0), names: ['a'] }, /Float64/],
  ]) {
    assert.throws(() => tables.groups({ rep: column }, { person: 'rep' }), { name: 'TypeError', message });
  }
  for (const values of [Int8Array.of(-1), Uint32Array.of(1), Int32Array.of(2 ** 31 - 1)]) {
    assert.throws(() => tables.groups({ rep: { values, names: ['a'] } }, { person: 'rep' }), RangeError);
  }
  assert.throws(() => tables.groups({}, { document: {} }), TypeError);
  assert.throws(() => tables.metrics(null, {}), TypeError);
  assert.throws(() => tables.metrics([{}], {}), TypeError);
  assert.throws(() => tables.metrics({ deals: 7 }, { at: '2026-05-01T00:00:00Z' }), TypeError);
});

test('BAT-04 bytes that were cut or altered are refused, and the process goes on', () => {
  const few = mapped(calls, (list) => list.slice(0, 3));
  for (const format of ['stream', 'file']) {
    const bytes = tableToIPC(arrow(few), format);
    for (let length = 0; length < bytes.length; length += 7) {
      assert.throws(() => tables.groups(bytes.subarray(0, length), options), InvalidInput, `${format} cut at ${length}`);
    }
    for (let place = 0; place < bytes.length; place += 11) {
      const altered = Uint8Array.from(bytes);
      altered[place] ^= 0xff;
      try {
        tables.groups(altered, options);
      } catch (error) {
        assert.ok(error instanceof InvalidInput, error);
      }
    }
  }
  const bytes = tableToIPC(arrow(few));
  assert.throws(() => tables.groups([bytes, bytes], options), InvalidInput);
  for (const mixed of [[few, bytes], [bytes, few]]) {
    assert.throws(() => tables.groups(mixed, options), { name: 'TypeError', message: /either tables or bytes/ });
  }
  assert.ok(tables.groups(bytes, options).length > 0);
});

test('BAT-04 progress is told of groups, and a callback or a signal ends them', async () => {
  const part = mapped(calls, (list) => list.slice(0, 5));
  for (const source of [[part, part, part], tableToIPC(arrow(part).concat(arrow(part)).concat(arrow(part)))]) {
    const told = [];
    tables.groups(source, { ...options, progress: (...so_far) => void told.push(so_far) });
    assert.deepEqual(told, [[1, 5], [2, 10], [3, 15]]);
    assert.throws(() => tables.groups(source, { ...options, progress: (batches) => batches < 2 }), tables.Stopped);
    const controller = new AbortController();
    const ending = tables.groupsAsync(source, { ...options, signal: controller.signal, progress: () => controller.abort() });
    await assert.rejects(ending, { name: 'AbortError' });
    assert.throws(() => tables.metrics({ emails: [] }, { at: '2026-05-01T00:00:00Z', signal: controller.signal }), { name: 'AbortError' });
  }
});

test('BAT-04 a source that fails ends the work with its own error', async () => {
  const failing = function* () {
    yield mapped(calls, (list) => list.slice(0, 5));
    throw new Error('the wire broke');
  };
  assert.throws(() => tables.groups(failing(), options), /the wire broke/);
  await assert.rejects(tables.groupsAsync(failing(), options), /the wire broke/);
  const facts = function* () {
    yield { at: [new Date(FIRST)] };
    throw new Error('the wire broke');
  };
  assert.throws(() => tables.metrics({ emails: facts() }, { at: '2026-05-01T00:00:00Z' }), /the wire broke/);
});

// ---- Metrics

const moment = (from, most) => new Date(from + Math.floor(dice() * most * DAY));
const deals = Array.from({ length: 300 }, (_, number) => {
  const opened = moment(FIRST, 60).getTime();
  return {
    deal: `D${number}`,
    owner: one([null, 'ana', 'ben', 'cem']),
    opened_at: new Date(opened),
    closed: dice() < 0.8 ? { at: moment(opened, 40), outcome: one(['won', 'lost', 'disqualified']) } : null,
    value: dice() < 0.8 ? { amount: Math.floor(dice() * 1e6), currency: 'EUR' } : null,
    list_price: { amount: 1e6, currency: 'EUR' },
    qualified: one([true, false, null]),
    stakeholders: one([null, 1, 2, 5]),
    handovers: dice() < 0.2 ? [{ at: new Date(opened + 9 * DAY), owner: 'dan' }] : [],
  };
});
const listOf = (deals, f) => deals.map((deal) => f(deal) ?? null);
const columnsOf = (deals) => ({
  ...Object.fromEntries(['deal', 'owner', 'opened_at', 'qualified', 'stakeholders'].map((name) => [name, listOf(deals, (deal) => deal[name])])),
  closed_at: listOf(deals, (deal) => deal.closed?.at),
  closed_outcome: listOf(deals, (deal) => deal.closed?.outcome),
  value_amount: listOf(deals, (deal) => deal.value?.amount),
  list_price_amount: listOf(deals, (deal) => deal.list_price?.amount),
});
const handedOver = deals.flatMap(({ deal, handovers }) => handovers.map((each) => ({ deal, ...each })));
const handovers = Object.fromEntries(['deal', 'at', 'owner'].map((name) => [name, handedOver.map((each) => each[name])]));
// The tables of facts as Arrow IPC.
function factsInBytes() {
  const stamps = (list) => vectorFromArray(list, new TimestampMillisecond('UTC'));
  const doubles = (list) => vectorFromArray(list, new Float64());
  const texts = (list) => vectorFromArray(list, new Utf8());
  const { deal, owner, opened_at, closed_at, closed_outcome, qualified, ...numbers } = columnsOf(deals);
  const of_deals = tableToIPC(new ArrowTable({
    deal: texts(deal), owner: texts(owner), opened_at: stamps(opened_at), closed_at: stamps(closed_at), closed_outcome: texts(closed_outcome),
    qualified: vectorFromArray(qualified, new Bool()), ...mapped(numbers, doubles),
  }));
  const of_handovers = tableToIPC(new ArrowTable({ deal: texts(handovers.deal), at: stamps(handovers.at), owner: texts(handovers.owner) }));
  return { of_deals, of_handovers };
}
const METRICS = ['win_rate', 'qualified_win_rate', 'average_deal_size', 'sales_cycle_days', 'average_discount', 'pipeline_generation', 'stakeholder_depth'];
const asked = { at: '2026-05-01T00:00:00Z', currency: 'EUR', metrics: METRICS, calendar: { every: 'month', first: '2026-01-05', last: '2026-03-09' }, zone: 'Europe/Berlin' };
const metricsOf = (deals, more) => tables.metrics({ deals: columnsOf(deals), handovers }, { ...asked, ...more });

test('MET-05 columns have the figures of the same records, to the last bit', () => {
  const wanted = [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28'], ['2026-03-01', '2026-03-31']].flatMap(([first, last]) => {
    const window = { type: 'days', body: { first, last, zone: 'Europe/Berlin' } };
    const answer = metric.measure({ at: asked.at, window, metrics: METRICS, by_owner: true, facts: JSON.parse(JSON.stringify({ deals })) });
    return [{ owner: undefined, figures: answer.total }, ...answer.by_owner].flatMap(({ owner, figures }) => figures.map((figure) => ({ window: first, owner, ...figure })));
  });
  const told = [...tables.rowsOf(metricsOf(deals, { by: ['everybody', 'owner'] }))];
  assert.equal(told.length, wanted.length);
  told.forEach((row, place) => {
    const { interval, owner, ...figure } = wanted[place];
    assert.deepEqual([row.whose, row.owner], owner === undefined ? ['everybody', null] : ['owner', owner]);
    for (const name of ['window', 'metric', 'value', 'numerator', 'denominator', 'observations', 'unknown', 'pending', 'undefined', 'currency', 'low_evidence', 'unit', 'better']) {
      assert.ok(Object.is(row[name], figure[name]), `${row.metric} ${name}: ${row[name]} is not ${figure[name]}`);
    }
    assert.deepEqual([row.low, row.high], [interval?.low ?? null, interval?.high ?? null]);
  });
});

test('MET-05 columns, their order, and bytes of Arrow give the same, on this thread or off it', async () => {
  const told = metricsOf(deals);
  assert.ok(told.rows > 20);
  assert.deepEqual(metricsOf([...deals].reverse()), told);
  const parts = [columnsOf(deals.slice(0, 100)), columnsOf(deals.slice(100))];
  assert.deepEqual(tables.metrics({ handovers, deals: parts }, asked), told);
  assert.deepEqual(await tables.metricsAsync({ deals: (async function* () { yield* parts; })(), handovers }, asked), told);
  const { of_deals, of_handovers } = factsInBytes();
  // Bytes give bytes, and with a table of columns among them columns come.
  alike(told, tables.metrics({ deals: of_deals, handovers: of_handovers }, asked));
  alike(told, await tables.metricsAsync({ deals: of_deals, handovers: of_handovers }, asked));
  assert.deepEqual(tables.metrics({ deals: of_deals, handovers }, asked), told);
  assert.deepEqual(tables.metrics({ handovers, deals: of_deals }, asked), told);
});

// Each batch, whose memory its owner uses for something else as soon as the next is asked for.
function* overwritten(batches) {
  for (const batch of batches) {
    yield batch;
    for (const column of ArrayBuffer.isView(batch) ? [batch] : Object.values(batch)) (ArrayBuffer.isView(column) ? column : column.values).fill(0);
  }
}

test('BAT-04 what is held on to of a batch has memory of its own', () => {
  const of = (first) => ({
    owner: { values: Int8Array.from({ length: 50 }, (_, row) => (first + row) % 3), names: ['ana', 'ben', 'cem'] },
    at: { values: Float64Array.from({ length: 50 }, (_, row) => FIRST + (first + row) * DAY), kind: 'moments' },
    answered: { values: Uint8Array.from({ length: 50 }, (_, row) => (row % 4 > 0 ? 1 : 0)), kind: 'flags' },
  });
  const choices = { at: asked.at, metrics: ['response_rate'], by: ['owner'] };
  const told = tables.metrics({ emails: [of(0), of(50)] }, choices);
  assert.equal(told.rows, 3);
  assert.deepEqual(tables.metrics({ emails: overwritten([of(0), of(50)]) }, choices), told);
  const { of_deals, of_handovers } = factsInBytes();
  const lent = () => ({ deals: overwritten([Uint8Array.from(of_deals)]), handovers: overwritten([Uint8Array.from(of_handovers)]) });
  alike(metricsOf(deals), tables.metrics(lent(), asked));

  const rows = (first) => ({
    ...mapped(measures, (list) => ({ values: Float64Array.from({ length: 30 }, (_, row) => list[first + row] ?? 0) })),
    number: { values: Float64Array.from({ length: 30 }, (_, row) => first + row) },
    goal: { values: Float64Array.from({ length: 30 }, () => 80) },
  });
  for (const [call, more] of [['explain', {}], ['whatIf', { target: 'goal' }]]) {
    const kept = { keep: ['number'], extra: 'ignore', ...more };
    assert.deepEqual(tables[call](overwritten([rows(0), rows(30)]), kept), tables[call]([rows(0), rows(30)], kept), call);
  }
});

test('MET-05 what is wrong with facts is told with table, column and row', () => {
  const at = '2026-05-01T00:00:00Z';
  const refused = (facts, choices) => faultsOf(() => tables.metrics(facts, { at, ...choices }));
  assert.deepEqual(refused({ deals: { owner: ['ana'] } }), ['missing_field /deals']);
  assert.deepEqual(refused({ deals: { deal: [1.5], owner: [true], vlaue: [1] } }), ['wrong_type /deals/deal', 'wrong_type /deals/owner', 'unknown_field /deals/vlaue']);
  assert.deepEqual(refused({ deals: [{ deal: ['D1'] }, { deal: ['D2', null] }] }), ['missing_field /deals/deal/2']);
  const twice = [{ deal: ['D1', null] }, { deal: ['D2'] }, { deal: [null, null] }];
  // It is counted over all batches, and told with what is wrong with other tables.
  assert.deepEqual(refused({ deals: twice }), ['missing_field /deals/deal/1']);
  assert.deepEqual(refused({ deals: twice, emails: { at: ['x'] } }), ['missing_field /deals/deal/1', 'invalid_instant /emails/at/0']);
  assert.deepEqual(refused({ emails: { at: ['x'] }, deals: twice }), ['missing_field /deals/deal/1', 'invalid_instant /emails/at/0']);
  assert.throws(() => tables.metrics({ deals: twice }, { at }), /so it is in 3 rows, of which this is the first/);
  assert.deepEqual(refused({ deals: { deal: ['D1'], closed_outcome: ['won'] } }), ['missing_field /deals/closed_at/0']);
  assert.deepEqual(refused({ emails: { at: [new Date(NaN)] } }), ['invalid_instant /emails/at/0']);
  assert.deepEqual(refused({ deels: {} }), ['unknown_field /deels']);
  assert.deepEqual(refused({}, { at: undefined }), ['missing_field']);
  assert.deepEqual(refused({}, { metrics: ['win_rte'] }), ['unknown_value /metrics/0']);
  const { columns } = tables.metrics({ deals: twice }, { at, metrics: ['win_rate'], by: ['everybody'], invalid: 'skip' });
  const [because] = [columns.left_out_because].map(({ names, values }) => names[values[0]]);
  assert.equal(columns.left_out.values[0], 3);
  assert.match(because, /^\/deals\/deal\/1: .*\(3\)$/);
  const mixed = { deals: { deal: ['a', 'b'], value_amount: [1, 2], value_currency: ['EUR', 'USD'] } };
  assert.throws(() => tables.metrics(mixed, { at }), (error) => error instanceof Rejected && error.code === 'currency_mixed' && error.path === '/deals/value_currency/1');
});

test('MET-05 no rows are no figures, and no table is refused', () => {
  const at = '2026-05-01T00:00:00Z';
  assert.throws(() => tables.metrics({}, { at }), /one of the tables `calls`, `contracts`, `deals`, `emails`, `meetings` is expected/);
  assert.throws(() => tables.metrics({ calls: [] }, { at, metrics: ['win_rate'] }), /the table `deals` is expected/);
  assert.equal(tables.metrics({ deals: undefined, emails: { at: [] }, calls: [] }, { at }).rows, 0);
  const [figure] = tables.rowsOf(tables.metrics({ emails: { at: [] } }, { at: new Date(at), metrics: ['response_rate'], by: ['everybody'] }));
  assert.deepEqual([figure.value, figure.undefined, figure.observations, figure.denominator], [null, 'no_observations', 0, null]);
});

test('BAT-03 rows of an effect that are wrong are left out, and told by reason', async () => {
  const moments = ['2026-02-01', null, '2026-05-01', null].map((day) => day && new Date(day));
  const emails = [0, 2].map((first) => ({ at: moments.slice(first, first + 2), owner: ['ana', 'ana'], answered: [true, true] }));
  const about = { at: '2026-07-01T00:00:00Z', metrics: ['response_rate'], coaching: { coached: [{ person: 'ana', engagement: { first: '2026-03-02', last: '2026-03-31' } }] } };
  assert.throws(() => tables.effects({ emails }, about), /so it is in 2 rows/);
  for (const told of [tables.effects({ emails }, { ...about, invalid: 'skip' }), await tables.effectsAsync({ emails }, { ...about, invalid: 'skip' })]) {
    assert.deepEqual(told.left_out.map(({ code, path, rows }) => [code, path, rows]), [['missing_field', '/emails/at/1', 2]]);
    const { before, after } = told.metrics[0].effect.coached;
    assert.deepEqual([before.count, after.count], [1, 1]);
  }
});

// ---- The effect of coaching

const engagement = { first: '2026-02-16', last: '2026-02-20' };
const coaching = { coached: [{ person: 'ana', engagement }], comparison: [{ person: 'ben' }, { person: 'dan' }], days: 45 };
const compared = { at: asked.at, currency: 'EUR', metrics: METRICS, zone: 'Europe/Berlin', coaching, byPerson: true };
// What the operation says of the same records.
const ofRecords = (byPerson) =>
  metric.effect({
    at: asked.at, coaching: { ...coaching, zone: 'Europe/Berlin' }, metrics: METRICS, by_person: byPerson, facts: JSON.parse(JSON.stringify({ deals })),
  });

test('MET-04 columns, their parts and bytes of Arrow have the effect of the same records, on this thread or off it', async () => {
  const wanted = ofRecords(true);
  assert.ok(wanted.metrics.filter(({ effect, figures }) => effect.coached.change && figures.length === 1).length > 3);
  assert.deepEqual(tables.effects({ deals: columnsOf(deals), handovers }, compared), wanted);
  assert.deepEqual(await tables.effectsAsync({ deals: columnsOf(deals), handovers }, compared), wanted);
  const parts = [columnsOf(deals.slice(0, 100)), columnsOf(deals.slice(100))];
  assert.deepEqual(tables.effects({ handovers, deals: parts }, compared), wanted);
  assert.deepEqual(await tables.effectsAsync({ deals: (async function* () { yield* parts; })(), handovers }, compared), wanted);
  const { of_deals, of_handovers } = factsInBytes();
  assert.deepEqual(tables.effects({ deals: of_deals, handovers: of_handovers }, compared), wanted);
  assert.deepEqual(await tables.effectsAsync({ deals: of_deals, handovers: of_handovers }, compared), wanted);
  assert.deepEqual(tables.effects({ deals: of_deals, handovers }, compared), wanted);
});

test('MET-04 each one is told of where they are asked for, and what is before is before', () => {
  assert.deepEqual(tables.effects({ deals: columnsOf(deals), handovers }, { ...compared, byPerson: undefined }), ofRecords(false));
  const day = (text) => new Date(`${text}T09:00:00Z`);
  const emails = {
    at: ['2026-02-01', '2026-02-02', '2026-04-01', '2026-04-02', '2026-04-03'].map(day),
    owner: Array(5).fill('ana'),
    answered: [false, true, true, true, true],
  };
  const [{ effect, figures }] = tables.effects({ emails }, { at: new Date(asked.at), metrics: ['response_rate'], coaching }).metrics;
  assert.deepEqual([effect.coached.before.mean, effect.coached.after.mean, effect.coached.change.difference], [0.5, 1, 0.5]);
  assert.deepEqual([effect.people, figures], [[], []]);
});

test('MET-04 what is wrong with coaching is told before a table is looked at, and what is wrong with facts as of metrics', async () => {
  const at = '2026-05-01T00:00:00Z';
  const unread = { get deal() { return assert.fail('the table was looked at'); } };
  const refused = (facts, question) => faultsOf(() => tables.effects(facts, { at, coaching, ...question }));
  assert.deepEqual(refused({ deals: unread }, { coaching: undefined }), ['missing_field']);
  assert.deepEqual(refused({ deals: unread }, { coaching: { coached: [] } }), ['list_too_short /coaching/coached']);
  assert.deepEqual(refused({ deals: unread }, { coaching: { coached: [{ person: 'ana', engagement: { first: '2026-03-02', last: '2026-03-01' } }] } }), ['span_reversed /coaching/coached/0/engagement']);
  assert.deepEqual(refused({ deals: unread }, { effectDocument: '{"coahcing":{}}' }), ['missing_field', 'unknown_field /coahcing']);
  assert.deepEqual(refused({ deals: unread }, { metrics: ['win_rte'] }), ['unknown_value /metrics/0']);
  await assert.rejects(tables.effectsAsync({ deals: unread }, { at, coaching: { coached: [] } }), InvalidInput);
  assert.deepEqual(refused({ deals: { deal: [1.5] } }), ['wrong_type /deals/deal']);
  assert.deepEqual(refused({ deals: [{ deal: ['D1'] }, { deal: ['D2', null] }] }), ['missing_field /deals/deal/2']);
  assert.deepEqual(refused({ deels: {} }), ['unknown_field /deels']);
  const mixed = { deals: { deal: ['a', 'b'], value_amount: [1, 2], value_currency: ['EUR', 'USD'] } };
  const isMixed = (error) => error instanceof Rejected && error.code === 'currency_mixed' && error.path === '/deals/value_currency/1';
  assert.throws(() => tables.effects(mixed, { at, coaching }), isMixed);
  await assert.rejects(tables.effectsAsync(mixed, { at, coaching }), isMixed);
  assert.throws(() => tables.effects(null, { at, coaching }), TypeError);
  await assert.rejects(tables.effectsAsync([{}], { at, coaching }), TypeError);
  assert.throws(() => tables.effects({}, { at, effectDocument: { coaching } }), { name: 'TypeError', message: /effectDocument/ });
  assert.throws(() => tables.effects({ emails: [] }, { at, coaching, signal: AbortSignal.abort() }), { name: 'AbortError' });
});

test('MET-04 no facts are no change, and the reason', () => {
  const { metrics } = tables.effects({ deals: undefined, emails: { at: [] } }, { at: '2026-05-01T00:00:00Z', coaching });
  assert.equal(metrics.length, metric.formulas().length);
  for (const { effect } of metrics) assert.equal(effect.coached.change, null);
  const records = metrics.filter(({ observation }) => observation === 'record');
  for (const { effect } of records) assert.equal(effect.coached.undefined, 'nothing_before');
});

test('BAT-02 a word that is no option is refused and not passed over, and those that there are are named', async () => {
  const told = (name) => ({ name: 'TypeError', message: new RegExp(`^\`${name}\` is no option; there are .*document.*signal`) });
  assert.throws(() => tables.score({}, { recomendations: true }), told('recomendations'));
  assert.throws(() => [...tables.streamSync([{}], { thread: 2 })], told('thread'));
  await assert.rejects(tables.scoreAsync({}, { tenure_days: 90 }), told('tenure_days'));
  assert.throws(() => tables.groups({}, { leastpeople: 5 }), told('leastpeople'));
  await assert.rejects(tables.groupsAsync({}, { keep: ['rep'] }), told('keep'));
  const at = '2026-05-01T00:00:00Z';
  assert.throws(() => tables.metrics({}, { at, byPerson: true }), told('byPerson'));
  assert.throws(() => tables.effects({}, { at, coaching, byOwner: true }), told('byOwner'));
  await assert.rejects(tables.effectsAsync({}, { document: '{}', effectDocument: '{}', effect: {} }), told('effect'));
});

test('BAT-02 what is no object of options is refused and not passed over', async () => {
  for (const [wrong, said] of [['sales', 'the text `sales`'], [null, 'null'], [[], 'a list'], [5, 'a number'], [true, 'a boolean']]) {
    const refused = (error) => error instanceof TypeError && error.message.endsWith(`and not ${said}`);
    assert.throws(() => tables.score({}, wrong), refused);
    assert.throws(() => tables.groups({}, wrong), refused);
    assert.throws(() => tables.metrics({}, wrong), refused);
    await assert.rejects(tables.scoreAsync({}, wrong), refused);
    await assert.rejects(tables.effectsAsync({}, wrong), refused);
  }
});

test('BAT-07 columns are explained as each row is by itself, in one piece or in parts, and what is kept is a copy', async () => {
  const some = mapped({ rep: reps, ...measures }, (list) => list.slice(0, 60));
  const rowOf = (nth) => mapped(measures, (list) => list[nth]);
  const told = tables.explain(some, { keep: ['rep'] });
  assert.equal(told.rows, 60);
  for (const [nth, row] of [...tables.rowsOf(told)].entries()) {
    assert.equal(row.rep, reps[nth]);
    for (const { key, components } of skill.frameworks({ key: 'sales' })[0].areas) {
      const alone = skill.explain({ values: rowOf(nth), area: key });
      assert.ok(Object.is(row[key], alone.score), key);
      assert.equal(row[`${key}_largest_loss`], alone.parts[0]?.component ?? null);
      for (const { component, counted, lost } of alone.parts) {
        assert.ok(Object.is(row[`${component}_points`], counted.points) && Object.is(row[`${component}_lost`], lost), component);
      }
      const silent = components.filter((part) => !alone.parts.some(({ component }) => component === part.key));
      for (const part of silent) assert.equal(row[`${part.key}_points`], null);
    }
  }
  const parts = [0, 25].map((first) => mapped(some, (list) => list.slice(first, first === 0 ? 25 : 60)));
  const rows = (table) => [...tables.rowsOf(table)];
  assert.deepEqual(rows(tables.explain(parts, { keep: ['rep'] })), rows(told));
  assert.deepEqual(rows(await tables.explainAsync(parts, { keep: ['rep'] })), rows(told));
  const number = { values: Float64Array.from({ length: 60 }, (_, nth) => nth) };
  const kept = tables.explain({ ...some, number }, { keep: ['number'], extra: 'ignore' });
  number.values.fill(7);
  assert.deepEqual([...kept.columns.number.values.slice(0, 3)], [0, 1, 2]);
});

test('BAT-07 a column of targets is told what each row would take', () => {
  const some = mapped(measures, (list) => list.slice(0, 12));
  const goal = Int32Array.from({ length: 12 }, (_, nth) => 40 + 5 * nth);
  const told = [...tables.rowsOf(tables.whatIf({ ...some, goal }, { target: 'goal' }))];
  for (const [nth, row] of told.entries()) {
    const alone = skill.what_if({ values: mapped(measures, (list) => list[nth]), goal: { score: goal[nth] } });
    assert.equal(row.reached, alone.reached);
    assert.equal(row.easiest, alone.changes[0]?.component ?? null);
    assert.ok(Object.is(row.easiest_needed, alone.changes[0]?.needed ?? null));
  }
  assert.deepEqual(faultsOf(() => tables.whatIf({ ...some, goal }, {})), ['missing_field']);
});
