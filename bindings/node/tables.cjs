// Whole tables: typed arrays or plain lists in and typed arrays out, or bytes of Arrow IPC in and out. A row gets the scores that
// `skill.score` gives it by itself, to the last bit, and what is told of many rows has the figures of the same calls, forms, ratings and records.
'use strict';

const { given } = require('./answers.cjs');
const { figuresOf, rowsOf } = require('./figures.cjs');
const native = require('./native.cjs');
const { Reading, Stopped, isBytes, isOne } = require('./reading.cjs');

function* streamSync(source, choices = {}) {
  const scores = new Reading('score', choices);
  try {
    yield* scores.read(source);
  } finally {
    scores.close();
  }
}

async function* stream(source, choices = {}) {
  const scores = new Reading('score', choices);
  try {
    yield* scores.readAsync(source);
  } finally {
    scores.close();
  }
}

// Bytes give bytes of one piece, and a table of columns gives its scores.
const joined = (parts) => (isBytes(parts[0]) && parts.length !== 1 ? Buffer.concat(parts) : parts[0]);

function one(table) {
  if (isOne(table)) return table;
  throw new TypeError('a table is an object of columns, or bytes of Arrow IPC; `stream` takes more');
}

function score(table, choices) {
  return joined([...streamSync(one(table), choices)]);
}

async function scoreAsync(table, choices) {
  const parts = [];
  // Pieces are taken one after the other, and bytes may be changed before the last of them is.
  for await (const part of stream(isBytes(one(table)) ? Buffer.from(table) : table, choices)) parts.push(part);
  return joined(parts);
}

// Columns cross as a list, and bytes and documents as what they are.
const toldOf = (told) => (Array.isArray(told) ? figuresOf(told) : told);
const asked = (reading) => (reading.areBytes ? 'figuresInBytes' : 'figures');

// What comes together of tables. Nothing comes of one before its end, so one step reads it all.
function gathered(call, tables, choices = {}) {
  const reading = new Reading(call, choices);
  try {
    for (const [name, table] of tables) {
      reading.begin(name);
      reading.read(table).next();
    }
    return toldOf(given(native[asked(reading)](reading.handle)));
  } finally {
    reading.close();
  }
}

async function gatheredAsync(call, tables, choices = {}) {
  const reading = new Reading(call, choices);
  try {
    for (const [name, table] of tables) {
      reading.begin(name);
      await reading.readAsync(table).next();
    }
    return toldOf(given(await native[`${asked(reading)}Async`](reading.handle)));
  } finally {
    reading.close();
  }
}

// Facts are looked at before anything is opened, so that nothing is left open where they are no tables. What is undefined
// is not there.
function tablesIn(facts) {
  if (facts === null || typeof facts !== 'object' || !isOne(facts)) throw new TypeError('facts are tables by their names');
  return Object.entries(facts).filter(([, table]) => table !== undefined);
}

// A call that tells something of a table once all of it is read: on this thread, and off the event loop.
const both = (call, tables = (source) => [[undefined, source]]) => [
  (source, choices) => gathered(call, tables(source), choices),
  async (source, choices) => gatheredAsync(call, tables(source), choices),
];
const [explain, explainAsync] = both('explain');
const [whatIf, whatIfAsync] = both('whatIf');
const [groups, groupsAsync] = both('groups');
const [agreement, agreementAsync] = both('agreement');
const [severity, severityAsync] = both('severity');
const [practice, practiceAsync] = both('practice');
const [ranking, rankingAsync] = both('ranking');
const [timeToProficiency, timeToProficiencyAsync] = both('timeToProficiency');
const [trends, trendsAsync] = both('trends');
const [valueEffects, valueEffectsAsync] = both('valueEffects');
const [scorecards, scorecardsAsync] = both('scorecards');
const [conversations, conversationsAsync] = both('conversations');
const [metrics, metricsAsync] = both('metrics', tablesIn);
const [effects, effectsAsync] = both('effects', tablesIn);

module.exports = {
  Stopped, agreement, agreementAsync, conversations, conversationsAsync, effects, effectsAsync, explain, explainAsync, groups, groupsAsync, metrics,
  metricsAsync, practice, practiceAsync, ranking, rankingAsync, rowsOf, score, scoreAsync, scorecards, scorecardsAsync, severity, severityAsync, stream, streamSync,
  timeToProficiency, timeToProficiencyAsync, trends, trendsAsync, valueEffects, valueEffectsAsync, whatIf, whatIfAsync,
};
