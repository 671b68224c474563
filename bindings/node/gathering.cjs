// Tables that come together in one of figures: groups of calls, and success metrics. Columns of typed arrays or plain
// lists give typed columns, and bytes of Arrow IPC give the bytes of a stream.
'use strict';

const { crossings } = require('./crossing.cjs');
const { figuresOf } = require('./figures.cjs');
const native = require('./native.cjs');
const { Pieces, isBytes } = require('./pieces.cjs');
const { given } = require('./reply.cjs');
const { groupingOf, measuringOf } = require('./scoring.cjs');
const { each, goOn, isColumns, isOne } = require('./source.cjs');

class Gathering {
  constructor(handle, choices) {
    this.handle = handle;
    this.choices = choices;
    this.batches = 0;
    this.rows = 0;
    // Whether all tables so far are bytes, and nothing where there was none.
    this.isBytes = undefined;
  }

  // A table begins: what reads it, and whether it is bytes.
  begin(name) {
    if (name !== undefined) given(native.gatherTable(this.handle, name));
    const pieces = new Pieces((bytes) => given(native.gatherFront(this.handle, bytes)), (bytes) => given(native.gatherFile(this.handle, bytes)));
    return { pieces, isBytes: undefined };
  }

  // What is to be done with a chunk: the calls, by their names, and what each is given.
  *calls(table, chunk, isAll) {
    if (!isBytes(chunk) && (ArrayBuffer.isView(chunk) || !isColumns(chunk))) {
      throw new TypeError('a table is an object of columns, or bytes of Arrow IPC');
    }
    table.isBytes ??= isBytes(chunk);
    if (table.isBytes !== isBytes(chunk)) throw new TypeError('a stream has either tables or bytes');
    if (!table.isBytes) {
      yield ['gatherAdd', crossings(chunk)];
      return;
    }
    for (const piece of table.pieces.of(chunk, isAll)) yield ['gatherTake', piece];
  }

  told([batches, rows]) {
    const isBatch = batches > this.batches;
    this.batches = batches;
    this.rows = rows;
    if (isBatch) goOn(this.choices, this);
  }

  end(table) {
    if (table.isBytes) given(native.gatherEnd(this.handle));
    if (table.isBytes !== undefined) this.isBytes = (this.isBytes ?? true) && table.isBytes;
  }

  read(source, name) {
    const table = this.begin(name);
    for (const chunk of each(source)) {
      for (const [call, what] of this.calls(table, chunk, isOne(source))) this.told(given(native[call](this.handle, what)));
    }
    this.end(table);
  }

  async readAsync(source, name) {
    const table = this.begin(name);
    const take = async (chunk) => {
      for (const [call, what] of this.calls(table, chunk, isOne(source))) {
        this.told(given(await native[`${call}Async`](this.handle, what)));
      }
    };
    if (isOne(source)) await take(source);
    else for await (const chunk of source) await take(chunk);
    this.end(table);
  }

  figures() {
    const figures = given(native.gathered(this.handle, Number(this.isBytes ?? false)));
    return this.isBytes ? figures : figuresOf(figures);
  }

  async figuresAsync() {
    const figures = given(await native.gatheredAsync(this.handle, Number(this.isBytes ?? false)));
    return this.isBytes ? figures : figuresOf(figures);
  }

  close() {
    native.close(this.handle);
  }
}

function open(begin, text, choices) {
  choices.signal?.throwIfAborted();
  return new Gathering(given(begin(text)), choices);
}

function gathered(gathering, read) {
  try {
    read(gathering);
    return gathering.figures();
  } finally {
    gathering.close();
  }
}

async function gatheredAsync(gathering, read) {
  try {
    await read(gathering);
    return await gathering.figuresAsync();
  } finally {
    gathering.close();
  }
}

const grouping = (choices) => open(native.gatherGroups, groupingOf(choices), choices);
const measuring = (choices) => open(native.gatherFacts, measuringOf(choices), choices);

// What is undefined is not there.
function tablesOf(facts) {
  if (facts === null || typeof facts !== 'object' || !isOne(facts)) throw new TypeError('facts are tables by their names');
  return Object.entries(facts).filter(([, table]) => table !== undefined);
}

function groups(source, choices = {}) {
  return gathered(grouping(choices), (gathering) => gathering.read(source));
}

async function groupsAsync(source, choices = {}) {
  return gatheredAsync(grouping(choices), (gathering) => gathering.readAsync(source));
}

function metrics(facts, choices = {}) {
  const tables = tablesOf(facts);
  return gathered(measuring(choices), (gathering) => tables.forEach(([name, table]) => gathering.read(table, name)));
}

async function metricsAsync(facts, choices = {}) {
  const tables = tablesOf(facts);
  return gatheredAsync(measuring(choices), async (gathering) => {
    for (const [name, table] of tables) await gathering.readAsync(table, name);
  });
}

module.exports = { groups, groupsAsync, metrics, metricsAsync };
