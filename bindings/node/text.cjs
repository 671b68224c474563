// Values become JSON text here. Text is taken as it is.
'use strict';

const isText = (value) => typeof value === 'string' || ArrayBuffer.isView(value);

function refuseWhatIsNotFinite(key, value) {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} is no JSON, and stands under \`${key}\``);
  }
  return value;
}

function textOf(value) {
  if (isText(value)) return value;
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} is no JSON`);
  // NaN and infinities are printed as null, so only where there is one must anybody look again.
  if (text.includes('null')) JSON.stringify(value, refuseWhatIsNotFinite);
  return text;
}

function lineOf(value) {
  const text = textOf(value);
  if (typeof text !== 'string') throw new TypeError('each of many is an object or a string');
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (line === '' || line.includes('\n')) throw new TypeError('each of many is one line, neither empty nor more');
  return `${line}\n`;
}

// Values, a line each; text is taken as the lines that it holds.
function linesOf(values) {
  return isText(values) ? values : Array.from(values, lineOf).join('');
}

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
  if (isText(chunks)) yield chunks;
  else yield* chunks;
  if (isText(records)) yield records;
  else for await (const record of records) yield lineOf(record);
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

module.exports = { isText, textOf, linesOf, streamOf };
