// Tables of which figures come together: groups of calls, success metrics, and the effect of coaching on these. Columns of
// typed arrays or plain lists give typed columns, and bytes of Arrow IPC give the bytes of a stream; an effect is a document,
// whatever it is told of.
'use strict';

const { crossings } = require('./crossing.cjs');
const { figuresOf } = require('./figures.cjs');
const native = require('./native.cjs');
const { Pieces, isBytes } = require('./pieces.cjs');
const { given } = require('./reply.cjs');
const { comparingOf, groupingOf, measuringOf } = require('./scoring.cjs');
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

  progressed([batches, rows]) {
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
      for (const [call, what] of this.calls(table, chunk, isOne(source))) this.progressed(given(native[call](this.handle, what)));
    }
    this.end(table);
  }

  async readAsync(source, name) {
    const table = this.begin(name);
    const take = async (chunk) => {
      for (const [call, what] of this.calls(table, chunk, isOne(source))) {
        this.progressed(given(await native[`${call}Async`](this.handle, what)));
      }
    };
    if (isOne(source)) await take(source);
    else for await (const chunk of source) await take(chunk);
    this.end(table);
  }

  told() {
    return this.toldOf(given(native.gathered(this.handle, Number(this.isBytes ?? false))));
  }

  async toldAsync() {
    return this.toldOf(given(await native.gatheredAsync(this.handle, Number(this.isBytes ?? false))));
  }

  // Columns cross as a list, and bytes and documents as what they are.
  toldOf(what) {
    return Array.isArray(what) ? figuresOf(what) : what;
  }

  close() {
    native.close(this.handle);
  }
}

function open(begin, texts, choices) {
  choices.signal?.throwIfAborted();
  return new Gathering(given(begin(...texts)), choices);
}

function gathered(gathering, read) {
  try {
    read(gathering);
    return gathering.told();
  } finally {
    gathering.close();
  }
}

async function gatheredAsync(gathering, read) {
  try {
    await read(gathering);
    return await gathering.toldAsync();
  } finally {
    gathering.close();
  }
}

const grouping = (choices) => open(native.gatherGroups, [groupingOf(choices)], choices);
const measuring = (choices) => open(native.gatherFacts, [measuringOf(choices)], choices);
const comparing = (choices) => open(native.gatherEffects, comparingOf(choices), choices);

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

// Facts are looked at before anything is opened, so that nothing is left open where they are no tables.
function overFacts(begin, facts, choices) {
  const tables = tablesOf(facts);
  return gathered(begin(choices), (gathering) => tables.forEach(([name, table]) => gathering.read(table, name)));
}

async function overFactsAsync(begin, facts, choices) {
  const tables = tablesOf(facts);
  return gatheredAsync(begin(choices), async (gathering) => {
    for (const [name, table] of tables) await gathering.readAsync(table, name);
  });
}

const metrics = (facts, choices = {}) => overFacts(measuring, facts, choices);
const metricsAsync = async (facts, choices = {}) => overFactsAsync(measuring, facts, choices);
const effects = (facts, choices = {}) => overFacts(comparing, facts, choices);
const effectsAsync = async (facts, choices = {}) => overFactsAsync(comparing, facts, choices);

module.exports = { effects, effectsAsync, groups, groupsAsync, metrics, metricsAsync };
