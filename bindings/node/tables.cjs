// Skill scores of whole tables: typed arrays in and out, or bytes of Arrow IPC in and out. A row gets the scores that
// `skill.score` gives it by itself, to the last bit.
'use strict';

const { TouchlineError, answerOf } = require('./errors.cjs');
const native = require('./native.cjs');
const { isAnswer, named } = require('./reply.cjs');
const { optionsOf } = require('./scoring.cjs');

class Stopped extends TouchlineError {
  constructor() {
    const message = 'stopped by the callback that was told of the progress';
    super('stopped', message, { message });
  }
}

const isTyped = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);

const given = (reply) => (isAnswer(reply) ? answerOf(named(reply)) : reply);

// A list of numbers, in which null and undefined are missing, as doubles and flags; nothing where it holds anything else.
function doublesOf(list) {
  const values = new Float64Array(list.length);
  const valid = new Uint8Array(list.length);
  for (let row = 0; row < list.length; row += 1) {
    const number = list[row];
    if (typeof number === 'number') {
      values[row] = number;
      valid[row] = 1;
    } else if (number !== null && number !== undefined) {
      return undefined;
    }
  }
  return { values, valid };
}

// What crosses of a column: its name, its numbers or else how many rows it has, a flag for each row, a bit for each row.
function crossing(name, column) {
  if (isTyped(column)) return [name, column, null, null];
  const length = column?.length ?? column?.values?.length;
  if (typeof length !== 'number') throw new TypeError(`\`${name}\` is no column: it has no length`);
  if (isTyped(column.values)) return [name, column.values, column.valid ?? null, column.bits ?? null];
  const doubles = Array.isArray(column) ? doublesOf(column) : undefined;
  return doubles ? [name, doubles.values, doubles.valid, null] : [name, length, null, null];
}

const crossings = (table) => Object.entries(table).flatMap(([name, column]) => crossing(name, column));

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

function scoresOf(columns, table, { keep, detail }) {
  const areas = {};
  const step = detail ? OF_FIGURES : OF_A_COLUMN;
  for (let at = OF_FIGURES; at < columns.length; at += step) {
    const area = columns.slice(at, at + step);
    areas[area[0]] = detail ? figuresOf(area) : { score: masked(area[1], area[2]) };
  }
  const kept = Object.fromEntries(keep.map((name) => [name, table[name]]));
  return { rows: columns[1].length, kept, overall: figuresOf(columns), areas };
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
    return this.taken(table, given(native.score(this.handle, crossings(table), keep.length)));
  }

  async scoreAsync(table) {
    const { keep } = this.options;
    return this.taken(table, given(await native.scoreAsync(this.handle, crossings(table), keep.length)));
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

// A table that comes as bytes of Arrow IPC, cut anywhere. No more of them are held than one message has.
class IpcTable {
  constructor(options) {
    this.batches = 0;
    this.rows = 0;
    this.waiting = [];
    this.held = 0;
    this.wanted = 0;
    this.handle = given(native.ipcTable(options.text));
  }

  // The pieces that are whole now. What is left waits in memory of its own: the chunk is its owner's to use again.
  *pieces(chunk) {
    this.held += chunk.length;
    if (this.held < this.wanted) {
      this.waiting.push(Buffer.from(chunk));
      return;
    }
    let bytes = this.waiting.length === 0 ? chunk : Buffer.concat([...this.waiting, chunk]);
    while (bytes.length > 0) {
      const length = given(native.ipcFront(this.handle, bytes));
      this.wanted = length < 0 ? -length : 0;
      if (length < 0) break;
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
    }
    this.waiting = bytes.length > 0 ? [Buffer.from(bytes)] : [];
    this.held = bytes.length;
  }

  // Those of a file, whose end says where they are.
  *piecesOfFile(bytes) {
    const places = given(native.ipcFile(this.handle, bytes));
    for (let at = 0; at < places.length; at += 2) yield bytes.subarray(places[at], places[at] + places[at + 1]);
  }

  cut(chunk, isAll) {
    return isAll && isFile(chunk) ? this.piecesOfFile(chunk) : this.pieces(chunk);
  }

  // What comes of each piece of a chunk, which may be all there is.
  *feed(chunk, isAll) {
    for (const piece of this.cut(chunk, isAll)) yield this.told(given(native.ipcTake(this.handle, piece)));
  }

  async *feedAsync(chunk, isAll) {
    for (const piece of this.cut(chunk, isAll)) yield this.told(given(await native.ipcTakeAsync(this.handle, piece)));
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

const isFile = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 6)).toString('latin1') === 'ARROW1';

const isBytes = (value) => ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1 && !(value instanceof DataView);

// Whether to go on: the callback may say no, and the signal may have said it.
function goOn({ progress, signal }, { batches, rows }) {
  if (progress?.(batches, rows) === false) throw new Stopped();
  signal?.throwIfAborted();
}

function tableFor(first, options) {
  if (isBytes(first)) return new IpcTable(options);
  if (first !== null && typeof first === 'object' && !ArrayBuffer.isView(first)) return new TypedTable(options);
  throw new TypeError('a table is an object of columns, or bytes of Arrow IPC');
}

function mustBeLike(table, chunk) {
  if (isBytes(chunk) !== table instanceof IpcTable) throw new TypeError('a stream has either tables or bytes');
}

// One table, or bytes in one piece, are a stream of one.
const isOne = (source) =>
  ArrayBuffer.isView(source) || !(source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]);
const each = (source) => (isOne(source) ? [source] : source);

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
  choices.signal?.throwIfAborted();
  const typed = tableFor(table, optionsOf(choices));
  try {
    const scores = await typed.scoreAsync(table);
    goOn(choices, typed);
    return scores;
  } finally {
    typed.close();
  }
}

module.exports = { Stopped, score, scoreAsync, stream, streamSync };
