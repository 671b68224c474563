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
  if (line.includes('\n')) throw new TypeError('each of many is one line; this one holds a line end');
  return `${line}\n`;
}

// Values, a line each; text is taken as the lines that it holds.
function linesOf(values) {
  return isText(values) ? values : Array.from(values, lineOf).join('');
}

// How much crosses at a time: enough to make a crossing cheap, little enough to hold in memory.
const AT_ONCE = 1 << 18;

const endsInHalfAPair = (text) => /[\ud800-\udbff]$/.test(text);

// Chunks as they are and then records, a line each, gathered into few large ones.
async function* streamOf(chunks = [], records = []) {
  let text = '';
  let bytes = [];
  let size = 0;
  for await (const chunk of inOrder(chunks, records)) {
    if (typeof chunk === 'string') {
      if (size > 0) yield Buffer.concat(bytes);
      [bytes, size] = [[], 0];
      text += chunk;
      if (text.length >= AT_ONCE && !endsInHalfAPair(text)) {
        yield text;
        text = '';
      }
    } else {
      if (text) yield text;
      text = '';
      bytes.push(chunk);
      size += chunk.length;
      if (size >= AT_ONCE) {
        yield Buffer.concat(bytes);
        [bytes, size] = [[], 0];
      }
    }
  }
  if (text) yield text;
  if (size > 0) yield Buffer.concat(bytes);
}

async function* inOrder(chunks, records) {
  if (isText(chunks)) yield chunks;
  else yield* chunks;
  if (isText(records)) yield records;
  else for await (const record of records) yield lineOf(record);
}

module.exports = { textOf, linesOf, streamOf };
