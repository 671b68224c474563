// Where tables come from, and whether to go on.
'use strict';

const { TouchlineError } = require('./errors.cjs');

class Stopped extends TouchlineError {
  constructor() {
    const message = 'stopped by the callback that was told of the progress';
    super('stopped', message, { message });
  }
}

// Whether to go on: the callback may say no, and the signal may have said it.
function goOn({ progress, signal }, { batches, rows }) {
  if (progress?.(batches, rows) === false) throw new Stopped();
  signal?.throwIfAborted();
}

const isColumns = (value) => value !== null && typeof value === 'object' && !ArrayBuffer.isView(value);

// One table, or bytes in one piece, are a stream of one.
const isOne = (source) =>
  ArrayBuffer.isView(source) || !(source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]);
const each = (source) => (isOne(source) ? [source] : source);

module.exports = { Stopped, each, goOn, isColumns, isOne };
