// Whole tables: typed arrays in and out, or bytes of Arrow IPC in and out. A row gets the scores that `skill.score`
// gives it by itself, to the last bit; groups of calls, success metrics and the effect of coaching on them are in
// `gathering.cjs`.
'use strict';

const { measures } = require('./crossing.cjs');
const { columnOf, rowsOf } = require('./figures.cjs');
const { effects, effectsAsync, groups, groupsAsync, metrics, metricsAsync } = require('./gathering.cjs');
const native = require('./native.cjs');
const { Pieces, isBytes } = require('./pieces.cjs');
const { given } = require('./reply.cjs');
const { optionsOf } = require('./scoring.cjs');
const { Stopped, each, goOn, isColumns, isOne } = require('./source.cjs');

const masked = (values, valid) => ({ values, valid });
const withNames = (values, valid, names) => ({ values, valid, names });

// The five columns that tell all of an area, or of the whole.
function figuresOf([, score, scored, , , coverage, , , , published, , , , level, , levels, , weakest, there, components]) {
  return {
    score: masked(score, scored),
    coverage,
    published: masked(published, scored),
    level: withNames(level, scored, levels),
    weakest: withNames(weakest, there, components),
  };
}

const OF_A_COLUMN = 4;
const OF_FIGURES = 5 * OF_A_COLUMN;

const OF_RECOMMENDATIONS = 5 * OF_A_COLUMN;

function areasOf(columns, detail) {
  const areas = {};
  const step = detail ? OF_FIGURES : OF_A_COLUMN;
  for (let at = 0; at < columns.length; at += step) {
    const area = columns.slice(at, at + step);
    areas[area[0]] = detail ? figuresOf(area) : { score: masked(area[1], area[2]) };
  }
  return areas;
}

// Columns as figures have them: those without names hold lists.
function recommendationsOf(columns) {
  const recommendations = {};
  for (let at = 0; at < columns.length; at += OF_A_COLUMN) {
    const [name, values, valid, names] = columns.slice(at, at + OF_A_COLUMN);
    recommendations[name] = columnOf(names === null ? 'lists' : 'texts', values, valid, names);
  }
  return recommendations;
}

function scoresOf(columns, table, { keep, detail, recommendations }) {
  const kept = Object.fromEntries(keep.map((name) => [name, table[name]]));
  const end = columns.length - (recommendations ? OF_RECOMMENDATIONS : 0);
  const scores = { rows: columns[1].length, kept, overall: figuresOf(columns), areas: areasOf(columns.slice(OF_FIGURES, end), detail) };
  return recommendations ? { ...scores, recommendations: recommendationsOf(columns.slice(end)) } : scores;
}

// A table of which batches come as typed arrays.
class TypedTable {
  constructor(options) {
    this.options = options;
    this.batches = 0;
    this.rows = 0;
    this.handle = given(native.table(options.text));
  }

  score(table) {
    const { keep } = this.options;
    return this.taken(table, given(native.score(this.handle, measures(table), keep.length)));
  }

  async scoreAsync(table) {
    const { keep } = this.options;
    return this.taken(table, given(await native.scoreAsync(this.handle, measures(table), keep.length)));
  }

  taken(table, columns) {
    const scores = scoresOf(columns, table, this.options);
    this.batches += 1;
    this.rows += scores.rows;
    return scores;
  }

  close() {
    native.close(this.handle);
  }
}

// A table that comes as bytes of Arrow IPC, cut anywhere.
class IpcTable {
  constructor(options) {
    this.batches = 0;
    this.rows = 0;
    this.handle = given(native.ipcTable(options.text));
    this.pieces = new Pieces((bytes) => given(native.ipcFront(this.handle, bytes)), (bytes) => given(native.ipcFile(this.handle, bytes)));
  }

  // What comes of each piece of a chunk, which may be all there is.
  *feed(chunk, isAll) {
    for (const piece of this.pieces.of(chunk, isAll)) yield this.told(given(native.ipcTake(this.handle, piece)));
  }

  async *feedAsync(chunk, isAll) {
    for (const piece of this.pieces.of(chunk, isAll)) yield this.told(given(await native.ipcTakeAsync(this.handle, piece)));
  }

  finish() {
    return this.told(given(native.ipcFinish(this.handle))).bytes;
  }

  told([batches, rows, bytes]) {
    const isBatch = batches > this.batches;
    this.batches = batches;
    this.rows = rows;
    return { isBatch, bytes };
  }

  close() {
    native.close(this.handle);
  }
}

function tableFor(first, options) {
  if (isBytes(first)) return new IpcTable(options);
  if (isColumns(first)) return new TypedTable(options);
  throw new TypeError('a table is an object of columns, or bytes of Arrow IPC');
}

function mustBeLike(table, chunk) {
  if (isBytes(chunk) !== table instanceof IpcTable) throw new TypeError('a stream has either tables or bytes');
}

function* streamSync(source, choices = {}) {
  const options = optionsOf(choices);
  choices.signal?.throwIfAborted();
  let table;
  try {
    for (const chunk of each(source)) {
      table ??= tableFor(chunk, options);
      mustBeLike(table, chunk);
      if (table instanceof TypedTable) {
        const scores = table.score(chunk);
        goOn(choices, table);
        yield scores;
        continue;
      }
      for (const { isBatch, bytes } of table.feed(chunk, isOne(source))) {
        if (isBatch) goOn(choices, table);
        if (bytes.length > 0) yield bytes;
      }
    }
    if (table instanceof IpcTable) yield table.finish();
  } finally {
    table?.close();
  }
}

async function* stream(source, choices = {}) {
  const options = optionsOf(choices);
  choices.signal?.throwIfAborted();
  let table;
  try {
    for await (const chunk of each(source)) {
      table ??= tableFor(chunk, options);
      mustBeLike(table, chunk);
      if (table instanceof TypedTable) {
        const scores = await table.scoreAsync(chunk);
        goOn(choices, table);
        yield scores;
        continue;
      }
      for await (const { isBatch, bytes } of table.feedAsync(chunk, isOne(source))) {
        if (isBatch) goOn(choices, table);
        if (bytes.length > 0) yield bytes;
      }
    }
    if (table instanceof IpcTable) yield table.finish();
  } finally {
    table?.close();
  }
}

// Bytes give bytes of one piece, and a table of columns gives its scores.
const joined = (parts) => (isBytes(parts[0]) && parts.length !== 1 ? Buffer.concat(parts) : parts[0]);

function mustBeOne(table) {
  if (!isOne(table)) throw new TypeError('a table is an object of columns, or bytes of Arrow IPC; `stream` takes more');
}

function score(table, choices) {
  mustBeOne(table);
  return joined([...streamSync(table, choices)]);
}

async function scoreAsync(table, choices = {}) {
  mustBeOne(table);
  if (isBytes(table)) {
    const parts = [];
    // Pieces are taken one after the other, and the bytes may be changed before the last of them is.
    for await (const part of stream(Buffer.from(table), choices)) parts.push(part);
    return joined(parts);
  }
  const options = optionsOf(choices);
  choices.signal?.throwIfAborted();
  const typed = tableFor(table, options);
  try {
    const scores = await typed.scoreAsync(table);
    goOn(choices, typed);
    return scores;
  } finally {
    typed.close();
  }
}

module.exports = {
  Stopped, effects, effectsAsync, groups, groupsAsync, metrics, metricsAsync, rowsOf, score, scoreAsync, stream, streamSync,
};
