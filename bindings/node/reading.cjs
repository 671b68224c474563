// Tables as they are read: columns batch by batch, or bytes of Arrow IPC that are cut anywhere.
'use strict';

const { given } = require('./answers.cjs');
const { TouchlineError } = require('./errors.cjs');
const { scoresOf } = require('./figures.cjs');
const native = require('./native.cjs');
const { documentsOf } = require('./options.cjs');

class Stopped extends TouchlineError {
  constructor() {
    super('stopped', { message: 'stopped by the callback that was told of the progress' });
  }
}

const isTyped = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);
const isBytes = (value) => ArrayBuffer.isView(value) && value.BYTES_PER_ELEMENT === 1;
const isFile = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 6)).toString('latin1') === 'ARROW1';
const isColumns = (value) => value !== null && typeof value === 'object' && !ArrayBuffer.isView(value);

// One table, or bytes in one piece, are a stream of one.
const isOne = (source) => ArrayBuffer.isView(source) || !(source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]);

// A column taken apart: its name, how long it is, a list or typed array of values, and what goes with a typed array: flags,
// bits, names and kind. What these mean the addon says.
function apart([name, column]) {
  const isIt = Array.isArray(column) || isTyped(column);
  const { values, valid, bits, names, kind, length = values?.length } = isIt ? { values: column } : Object(column);
  return [name, length, isIt || isTyped(values) ? values : undefined, valid, bits, names, kind];
}

// Tables that are read for a call with these options.
class Reading {
  constructor(call, choices) {
    const documents = documentsOf(call, choices);
    choices.signal?.throwIfAborted();
    this.choices = choices;
    this.columns = call === 'score' ? 'readMeasures' : 'readColumns';
    this.handle = given(native[call](...documents));
    this.batches = 0;
    this.begin();
  }

  // A table begins, which may have a name.
  begin(name) {
    if (name !== undefined) given(native.readTable(this.handle, name));
    [this.isBytes, this.waiting, this.held, this.wanted] = [undefined, [], 0, 0];
  }

  // What is to be called for a chunk, which may be all there is; and with what.
  *calls(chunk, isAll) {
    if (!isBytes(chunk) && !isColumns(chunk)) throw new TypeError('a table is an object of columns, or bytes of Arrow IPC');
    this.isBytes ??= isBytes(chunk);
    if (this.isBytes !== isBytes(chunk)) throw new TypeError('a stream has either tables or bytes');
    this.areBytes = (this.areBytes ?? true) && this.isBytes;
    if (!this.isBytes) yield [this.columns, Object.entries(chunk).map(apart)];
    else for (const piece of isAll && isFile(chunk) ? this.inFile(chunk) : this.whole(chunk)) yield ['readPiece', piece];
  }

  // The pieces that are whole now. What is left waits in memory of its own: the chunk is its owner's to use again. No
  // more bytes are held than one piece has.
  *whole(chunk) {
    this.held += chunk.length;
    if (this.held < this.wanted) {
      this.waiting.push(Buffer.from(chunk));
      return;
    }
    let bytes = this.waiting.length === 0 ? chunk : Buffer.concat([...this.waiting, chunk]);
    while (bytes.length > 0) {
      // How long the first one is; negative where there are too few bytes.
      const length = given(native.readFront(this.handle, bytes));
      this.wanted = Math.max(-length, 0);
      if (length < 0) break;
      yield bytes.subarray(0, length);
      bytes = bytes.subarray(length);
    }
    this.waiting = bytes.length > 0 ? [Buffer.from(bytes)] : [];
    this.held = bytes.length;
  }

  // The pieces of a file, whose end says where they are.
  *inFile(bytes) {
    for (const [place, length] of given(native.readFile(this.handle, bytes))) yield bytes.subarray(place, place + length);
  }

  // What came of a chunk, if anything did. The callback may want no more, and the signal may have said so.
  *told(reply, chunk) {
    const [batches, rows, out] = given(reply);
    const { progress, signal } = this.choices;
    if (batches > this.batches) {
      this.batches = batches;
      if (progress?.(batches, rows) === false) throw new Stopped();
      signal?.throwIfAborted();
    }
    if (out && out.length > 0) yield Array.isArray(out) ? scoresOf(out, chunk) : out;
  }

  *read(source) {
    for (const chunk of isOne(source) ? [source] : source) {
      for (const [call, what] of this.calls(chunk, isOne(source))) yield* this.told(native[call](this.handle, what), chunk);
    }
    yield* this.ended();
  }

  // The same off the event loop. Of one table nothing is left to be read once the promise is there.
  async *readAsync(source) {
    if (isOne(source)) yield* this.takenAsync(source, true);
    else for await (const chunk of source) yield* this.takenAsync(chunk, false);
    yield* this.ended();
  }

  async *takenAsync(chunk, isAll) {
    for (const [call, what] of this.calls(chunk, isAll)) yield* this.told(await native[`${call}Async`](this.handle, what), chunk);
  }

  *ended() {
    if (this.isBytes) yield* this.told(native.readEnd(this.handle));
  }

  close() {
    native.close(this.handle);
  }
}

module.exports = { Reading, Stopped, isBytes, isOne };
