// Performs a conformance stream through this face and prints its transcript. What a stream and a
// transcript are stands in tests/conformance/executors.md.
//
//   node executor.mjs STREAM > TRANSCRIPT
import { readFileSync, writeSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { lifecycleOpen, lifecycleStep, permit } from 'touchline';
import { call, Loader, Redactor, Trial, Verifier, Workspace } from 'touchline/waist';

import { answerOf } from '../answers.cjs';
import { effects, gathered, metrics, score, stream as streamed } from './columns.mjs';

class BrokenStream extends Error {}

const slots = new Map();
const UNKNOWN = [4294967295, 4294967295];

const verbs = {
  case: [1, (title) => (slots.forEach(empty), `case\t${title}`)],
  open: [2, (slot, policy) => fill(slot, Workspace.open(bytes(policy)))],
  execute: [2, (slot, input) => line(held(slot).workspace.execute(bytes(input)))],
  execute_many: [2, (slot, input) => many(held(slot).workspace.executeMany(bytes(input)))],
  ask: [2, (slot, input) => line(held(slot).workspace.ask(bytes(input)))],
  available: [2, (slot, input) => line(held(slot).workspace.available(bytes(input)))],
  replay: [2, (slot, input) => line(held(slot).workspace.replay(bytes(input)))],
  load: [4, (slot, policy, size, input) => fill(slot, fed(Loader.open(bytes(policy)), number(size), bytes(input)))],
  verify: [3, (expect, size, input) => line(fed(Verifier.open(bytes(expect)), number(size), bytes(input)))],
  load_as_of: [
    5,
    (slot, policy, asOf, size, input) =>
      fill(slot, fed(Loader.openAsOf(bytes(policy), bytes(asOf)), number(size), bytes(input))),
  ],
  try: [3, (tried, size, input) => line(fed(Trial.open(bytes(tried)), number(size), bytes(input)))],
  redact: [2, (size, input) => line(redact(number(size), bytes(input)))],
  snapshot_start: [1, snapshotStart],
  snapshot_rest: [1, snapshotRest],
  call: [2, (name, input) => line(call(bytes(name), bytes(input)))],
  step: [3, (...codes) => halves(lifecycleStep, codes, (result) => (result < 0 ? [-result, 0] : [0, result]))],
  open_commands: [2, (...codes) => halves(lifecycleOpen, codes, (set) => [Math.floor(set / 2 ** 32), set >>> 0])],
  permit: [3, (...codes) => halves(permit, codes, (rule) => (rule > 0 ? [rule, 1] : [-rule, 0]))],
  table: [5, table],
  metrics: [2, (options, tables) => told(metrics(bytes(options), tables))],
  effects: [3, (options, effect, tables) => line(effects(bytes(options), bytes(effect), tables))],
  close: [1, (slot) => (empty(held(slot), slot), line(['ok', 'null', null]))],
};

function perform(step) {
  const [verb, ...fields] = step.split('\t');
  if (!Object.hasOwn(verbs, verb)) throw new BrokenStream(`unknown verb: ${verb}`);
  const [count, run] = verbs[verb];
  if (fields.length !== count) throw new BrokenStream(`${verb} has ${fields.length} fields, not ${count}`);
  return run(...fields);
}

function held(slot) {
  if (!slots.has(slot)) throw new BrokenStream(`slot ${slot} is empty`);
  return slots.get(slot);
}

function fill(slot, [status, json, workspace]) {
  if (!/^[0-7]$/.test(slot)) throw new BrokenStream(`no slot: ${slot}`);
  if (slots.has(slot)) throw new BrokenStream(`slot ${slot} is not empty`);
  if (status === 'ok') slots.set(slot, { workspace });
  return line([status, json, null]);
}

function empty({ workspace, cursor }, slot) {
  cursor?.close();
  workspace.close();
  slots.delete(slot);
}

// A loader or verifier, fed in chunks of this size and finished; or the first refusal.
function fed([status, json, feeder], size, input) {
  if (status !== 'ok') return [status, json, null];
  for (let at = 0; at < input.length; at += size || input.length) {
    const reply = feeder.feed(input.subarray(at, at + (size || input.length)));
    if (reply[0] !== 'ok') return feeder.close(), reply;
  }
  const finished = feeder.finish();
  feeder.close();
  return finished;
}

function redact(size, input) {
  const [, , redactor] = Redactor.open();
  const chunks = [];
  for (let at = 0; at < input.length; at += size || input.length) {
    chunks.push(input.subarray(at, at + (size || input.length)));
  }
  chunks.forEach((chunk) => redactor.survey(chunk));
  const rewritten = [];
  for (const chunk of chunks) {
    const [status, json, out] = redactor.rewrite(chunk);
    if (status !== 'ok') return redactor.close(), [status, json, null];
    rewritten.push(out);
  }
  const [status, json, rest] = redactor.finish();
  redactor.close();
  return [status, json, status === 'ok' ? Buffer.concat([...rewritten, Buffer.from(rest)]).toString() : null];
}

function snapshotStart(slot) {
  const place = held(slot);
  place.cursor?.close();
  const [status, json, cursor] = place.workspace.snapshot();
  place.cursor = cursor;
  return line([status, json, null]);
}

function snapshotRest(slot) {
  const { cursor } = held(slot);
  if (!cursor) throw new BrokenStream(`slot ${slot} has no snapshot`);
  held(slot).cursor = undefined;
  const chunks = [];
  for (;;) {
    const [status, json, chunk] = cursor.nextChunk();
    if (status === 'ok' && chunk) chunks.push(chunk);
    else {
      cursor.close();
      return line(status === 'ok' ? [status, 'null', Buffer.concat(chunks).toString('hex')] : [status, json, null]);
    }
  }
}

function halves(run, codes, apart) {
  let result = UNKNOWN;
  try {
    result = apart(run(...codes.map(number)));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return line(['ok', `[${result.join(',')}]`, null]);
}

function many([status, answers, records, accepted]) {
  const result = line([status, answers.toString(), records.toString()]);
  return status === 'ok' ? `${result}\t${accepted}` : result;
}

const GATHERED = [
  'agreement', 'conversations', 'explain', 'groups', 'practice', 'ranking', 'scorecards', 'severity', 'time_to_proficiency',
  'trends', 'value_effects', 'what_if',
];

function table(operation, options, stop, columns, batches) {
  if (operation === 'score') return told(score(bytes(options), columns, batches));
  if (GATHERED.includes(operation)) {
    const call = operation.replace(/_[a-z]/g, (letter) => letter[1].toUpperCase());
    return told(gathered(call, bytes(options), number(stop), columns, batches));
  }
  if (operation === 'stream') return told(streamed(bytes(options), number(stop), columns, batches));
  throw new BrokenStream(`no operation over tables: ${operation}`);
}

const told = (fields) => fields.join('\t').replaceAll('\n', '\x1e');

// How the class of an error is called, where that is not what it stands for.
const CALLED = { bad_input: 'InvalidInput', limit: 'LimitExceeded' };

// Holds what a program is thrown for a refusal against the refusal: its class is the kind, and all else stands on it.
function compareThrown(status, json) {
  const said = JSON.parse(json);
  let thrown;
  try {
    answerOf([status, json]);
  } catch (error) {
    thrown = error;
  }
  const { code = status, faults, kind, path, details } = said;
  const standsFor = kind ?? status;
  const called = CALLED[standsFor] ?? standsFor.replace(/(?:^|_)([a-z])/g, (_, letter) => letter.toUpperCase());
  const found = [thrown?.name, thrown?.code, thrown?.faults, thrown?.kind, thrown?.path, thrown?.details, thrown?.answer];
  if (!isDeepStrictEqual(found, [called, code, faults, kind, path, details, said])) {
    throw new Error(`${JSON.stringify(found)} is thrown for ${json}`);
  }
}

function line([status, json, record]) {
  if (status !== 'ok' && status !== 'needs_facts') compareThrown(status, json);
  return [status, json, record ?? ''].join('\t').replaceAll('\n', '\x1e');
}

function number(field) {
  if (!/^[0-9]+$/.test(field) || Number(field) > 4294967295) throw new BrokenStream(`no number: ${field}`);
  return Number(field);
}

function bytes(field) {
  return Buffer.concat(field === '' ? [] : field.split(',').map(piece));
}

function piece(text) {
  const [hex, count = '1'] = text.split('*');
  const once = Buffer.from(hex, 'hex');
  // Buffer.from stops where it cannot go on, so what is there must be as long as what was asked for.
  if (once.length === 0 || once.length * 2 !== hex.length) throw new BrokenStream(`no bytes: ${text.slice(0, 40)}`);
  return Buffer.alloc(once.length * number(count), once);
}

function print(text) {
  let rest = Buffer.from(`${text}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
}

const stream = readFileSync(process.argv[2], 'utf8');
try {
  for (const step of stream.split('\n').slice(0, -1)) print(perform(step));
} catch (error) {
  if (!(error instanceof BrokenStream)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
