// Values become JSON text here. Text is taken as it is.
'use strict';

const isText = (value) => typeof value === 'string' || ArrayBuffer.isView(value);

// What a value is, for whoever handed in another than was expected.
function kindOf(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `the text \`${value}\``;
  if (typeof value.then === 'function') return 'a promise, which is to be awaited first';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function refuseWhatIsNoJson(key, value) {
  if ((typeof value === 'number' && !Number.isFinite(value)) || typeof value === 'bigint') {
    const place = key === '' ? '' : `, and stands under \`${key}\``;
    throw new TypeError(`${value}${typeof value === 'bigint' ? 'n' : ''} is no JSON${place}`);
  }
  return value;
}

function printed(value) {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // The engine does not say where a BigInt stands.
    if (error instanceof TypeError) JSON.stringify(value, refuseWhatIsNoJson);
    throw error;
  }
}

function textOf(value) {
  if (isText(value)) return value;
  const text = printed(value);
  if (text === undefined) throw new TypeError(`${typeof value} is no JSON`);
  // NaN and infinities are printed as null, so only where there is one must anybody look again.
  if (text.includes('null')) JSON.stringify(value, refuseWhatIsNoJson);
  return text;
}

// One of many, whose place is told where it is none.
function lineOf(value, place) {
  try {
    return asLine(textOf(value));
  } catch (error) {
    if (error instanceof TypeError) error.message = `/${place}: ${error.message}`;
    throw error;
  }
}

function asLine(text) {
  if (typeof text !== 'string') throw new TypeError('each of many is an object or a string');
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (line === '' || line.includes('\n')) throw new TypeError('each of many is one line, neither empty nor more');
  return `${line}\n`;
}

// Values, a line each; text is taken as the lines that it holds.
function linesOf(values) {
  if (isText(values)) return values;
  if (!isIterable(values)) throw new TypeError(`a list is expected, or text with a line for each, and not ${kindOf(values)}`);
  return Array.from(values, lineOf).join('');
}

const isIterable = (value) => typeof value?.[Symbol.iterator] === 'function';
const isSequence = (value) => isIterable(value) || typeof value?.[Symbol.asyncIterator] === 'function';

// How much crosses at a time: enough to make a crossing cheap, little enough to hold in memory.
const AT_ONCE = 1 << 18;

// Chunks as they are and then records, a line each: neither too small nor too large to cross.
async function* streamOf(chunks = [], records = []) {
  let gathered = [];
  let size = 0;
  for await (const chunk of inOrder(chunks, records)) {
    for (const piece of piecesOf(chunk)) {
      const isOther = gathered.length > 0 && typeof piece !== typeof gathered[0];
      if (isOther || (size >= AT_ONCE && !endsInHalfAPair(gathered.at(-1)))) {
        yield joined(gathered);
        [gathered, size] = [[], 0];
      }
      gathered.push(piece);
      size += piece.length;
    }
  }
  if (size > 0) yield joined(gathered);
}

async function* inOrder(chunks, records) {
  refuseWhatIsNoLog(chunks, 'a log or a snapshot is');
  refuseWhatIsNoLog(records, '`records` are');
  if (isText(chunks)) yield chunks;
  else yield* chunks;
  if (isText(records)) yield records;
  else {
    let place = 0;
    for await (const record of records) yield lineOf(record, place++);
  }
}

function refuseWhatIsNoLog(value, name) {
  if (isText(value) || isSequence(value)) return;
  throw new TypeError(`${name} text, bytes or a sequence of them, and not ${kindOf(value)}`);
}

function* piecesOf(chunk) {
  if (typeof chunk !== 'string' && chunk?.BYTES_PER_ELEMENT !== 1) {
    throw new TypeError('a chunk is a string or a Uint8Array');
  }
  for (let at = 0, end; at < chunk.length; at = end) {
    end = at + AT_ONCE;
    if (end < chunk.length && endsInHalfAPair(chunk, end)) end -= 1;
    yield typeof chunk === 'string' ? chunk.slice(at, end) : chunk.subarray(at, end);
  }
}

function joined(pieces) {
  if (pieces.length === 1) return pieces[0];
  return typeof pieces[0] === 'string' ? pieces.join('') : Buffer.concat(pieces);
}

// Half of a surrogate pair waits for the other half: alone, neither has a form in UTF-8.
function endsInHalfAPair(piece, end = piece.length) {
  return typeof piece === 'string' && (piece.charCodeAt(end - 1) & 0xfc00) === 0xd800;
}

module.exports = { isText, kindOf, textOf, linesOf, streamOf };
