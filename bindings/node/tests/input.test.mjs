// Input that nobody should send: an error each time, and the workspace goes on.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { InvalidInput, TouchlineError, Workspace, callAsync, load, redact, talk, tryPolicy, verify } from 'touchline';
import * as waist from 'touchline/waist';

import { faultsOf } from './faults.mjs';

const workspace = new Workspace();

after(() => assert.ok([...workspace.snapshot()].length > 0));

test('API-07 broken text tells every fault with its place', () => {
  const [syntax] = assertThrown(() => workspace.execute('{"id":')).faults;
  assert.equal(syntax.code, 'syntax');
  assert.equal(syntax.position.line, 1);
  assert.deepEqual(faultsOf(() => workspace.execute(Buffer.from([0x22, 0xff, 0x22]))), ['invalid_utf8']);
});

test('API-07 half of a surrogate pair is refused, in an object as in a text', () => {
  assert.ok(faultsOf(() => workspace.execute({ type: '\ud800' })).some((fault) => fault.startsWith('lone_surrogate')));
  assert.ok(faultsOf(() => workspace.execute('{"type":"\ud800"}')).some((fault) => fault.startsWith('lone_surrogate')));
  assert.ok(faultsOf(() => workspace.execute('{"type":"a\udc00\ud800b"}')).some((fault) => fault.startsWith('lone_surrogate')));
});

test('API-07 a replacement character that was written is no fault', () => {
  assert.ok(!faultsOf(() => workspace.execute('{"type":"\ufffd"}')).some((fault) => fault.startsWith('lone_surrogate')));
});

test('API-07 text of any length crosses whole', () => {
  for (const length of [0, 4000, 4090, 4091, 4092, 4093, 4094, 4095, 4096, 4097, 9000]) {
    for (const character of ['a', 'é', '€', '🙂']) {
      const [text, end] = [character.repeat(length), '"'];
      // The fault at the very end stands where the bytes end, so none was lost or cut.
      const [, json] = waist.call('time.local_day', `"${text}`);
      assert.equal(JSON.parse(json).faults[0].position?.offset, Buffer.byteLength(text) + end.length, `${length} ${character}`);
    }
  }
});

test('API-07 nesting and size without end are refused', () => {
  const deep = '['.repeat(100_000);
  assert.deepEqual(faultsOf(() => workspace.execute(deep)), ['too_deep']);
  assert.throws(() => workspace.execute(Buffer.alloc(100_000_000, 0x5b)), InvalidInput);
  assert.throws(() => workspace.execute('x'.repeat(100_000_000)), InvalidInput);
  assert.throws(() => workspace.ask(' '.repeat(50_000_000)), InvalidInput);
});

test('API-07 a string that is longer than any document is refused before a copy is made of it', async () => {
  // As long as a string can be; it is made of one letter, and lies nowhere whole.
  const endless = 'x'.repeat(2 ** 29 - 24);
  const kibibytes = process.resourceUsage().maxRSS;
  const replies = [
    waist.call('time.local_day', endless),
    await waist.callAsync('time.local_day', endless),
    workspace.waist.execute(endless),
    await workspace.waist.executeAsync(endless),
    workspace.waist.ask(endless),
    workspace.waist.available(endless),
    waist.Workspace.open(endless),
    waist.Loader.open(endless),
    waist.Loader.openAsOf('', endless),
    waist.Verifier.open(endless),
    waist.Trial.open(endless),
  ];
  for (const [status, json] of replies) {
    const [fault, ...others] = JSON.parse(json).faults;
    assert.deepEqual([status, fault.code, fault.details.actual, others], ['bad_input', 'too_large', String(endless.length), []]);
  }
  assert.ok(process.resourceUsage().maxRSS - kibibytes < 200_000, 'it was copied');
});

test('API-07 a document of as many bytes as may be is read, and of one more is refused', () => {
  const most = 16 * 1024 * 1024;
  const named = (letter, length) => `"${letter.repeat(length)}`;
  const codeOf = (text) => JSON.parse(waist.call('time.local_day', text)[1]).faults[0].code;
  assert.equal(codeOf(named('x', most - 1)), 'syntax');
  assert.equal(codeOf(named('x', most)), 'too_large');
  // Fewer characters, and more bytes.
  assert.equal(codeOf(named('é', most / 2)), 'too_large');
});

test('API-07 what is no JSON never becomes other JSON', async () => {
  const circle = {};
  circle.circle = circle;
  for (const value of [NaN, Infinity, { at: { deep: [-Infinity] } }, undefined, () => 1, Symbol('x'), 10n, circle]) {
    assert.throws(() => workspace.execute(value), TypeError);
  }
  assert.deepEqual(faultsOf(() => workspace.execute(null)).length > 0, true);
  assert.throws(() => talk.lists(), { name: 'TypeError', message: 'talk.lists takes an input: {} where there is nothing to say' });
  await assert.rejects(callAsync('talk.lists'), TypeError);
});

test('API-07 what is no list of commands or records is refused, and loses none of them without a word', async () => {
  const records = [];
  for (const none of [5, {}, { id: 'one command' }, null, undefined, true, Promise.resolve(records), { length: 1, 0: '{}' }]) {
    const refused = { name: 'TypeError', message: /^a list is expected, or text with a line for each, and not / };
    assert.throws(() => workspace.executeMany(none), refused);
    assert.throws(() => workspace.replay(none), refused);
    await assert.rejects(workspace.executeManyAsync(none), refused);
    await assert.rejects(workspace.replayAsync(none), refused);
  }
  assert.throws(() => workspace.executeMany(Promise.resolve([])), /and not a promise, which is to be awaited first$/);
});

test('API-07 one of many that is no line is told by its place', () => {
  for (const [wrong, why] of [[undefined, 'undefined is no JSON'], ['{\n}', 'one line'], [{ at: [2n] }, '2n is no JSON, and stands under `0`']]) {
    assert.throws(
      () => workspace.executeMany(['{}', {}, wrong]),
      (error) => error instanceof TypeError && error.message.startsWith('/2: ') && error.message.includes(why),
    );
  }
});

test('API-07 what is no log is refused in words, wherever a log goes in', async () => {
  for (const none of [5, null, true, {}, Promise.resolve('')]) {
    for (const taken of [load(none), load('', { records: none }), verify(none), tryPolicy({}, none), redact(() => none, () => {})]) {
      const awaited = none instanceof Promise;
      if (awaited && (await Promise.allSettled([taken]))[0].status === 'fulfilled') continue;
      await assert.rejects(taken, { name: 'TypeError', message: /text, bytes or a sequence of them, and not/ });
    }
  }
});

test('API-07 of the input as a whole a fault is told once', () => {
  assert.match(assertThrown(() => workspace.execute('x')).message, /^the input is not JSON/);
  assert.match(assertThrown(() => workspace.execute('[]')).message, /^the input: /);
});

test('API-07 a workspace does not become an empty object on its way to another thread', () => {
  assert.throws(() => structuredClone(workspace), { name: 'DataCloneError' });
  assert.throws(() => structuredClone(workspace.waist), { name: 'DataCloneError' });
  assert.throws(() => new waist.Workspace(), { name: 'TypeError', message: /not by `new`/ });
});

test('API-07 memory that another thread may change is refused, and so is what holds no bytes', () => {
  assert.throws(() => workspace.execute(Buffer.from(new SharedArrayBuffer(16))), { name: 'TypeError', message: /shared/ });
  assert.throws(() => workspace.execute(new Uint16Array(4)), TypeError);
  assert.throws(() => workspace.execute(new DataView(new ArrayBuffer(8))), TypeError);
  assert.throws(() => workspace.executeMany([new Uint8Array(4)]), TypeError);
  for (const line of ['{}\n{}', '', '\n']) assert.throws(() => workspace.executeMany([line]), TypeError);
});

test('API-07 memory that was given away is empty, not stale', () => {
  const bytes = new Uint8Array(64).fill(0x20);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  assert.deepEqual(faultsOf(() => workspace.execute(bytes)), faultsOf(() => workspace.execute('')));
});

test('API-07 a foreign handle is an error', () => {
  const forged = Object.create(waist.Workspace.prototype);
  for (const handle of [undefined, -1, 0, 1e9, 2 ** 53, 1.5, NaN, 'x', {}]) {
    Object.defineProperty(forged, 'handle', { value: handle, configurable: true });
    assert.throws(() => forged.execute('{}'), (error) => error instanceof TypeError || error instanceof RangeError);
  }
  const closed = new Workspace();
  closed.close();
  closed.close();
  assert.throws(() => closed.execute('{}'), { name: 'TypeError', message: /closed/, code: 'ERR_TOUCHLINE_CLOSED' });
  assert.throws(() => closed.snapshot(), { code: 'ERR_TOUCHLINE_CLOSED' });
});

function assertThrown(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof TouchlineError);
    return error;
  }
  return assert.fail('nothing was thrown');
}
