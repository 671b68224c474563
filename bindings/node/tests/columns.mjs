// Tables of the conformance stream: bytes of Arrow IPC, and typed arrays where all columns can be some, out of cells;
// and cells out of what was scored.
import assert from 'node:assert/strict';

import {
  Bool, Dictionary, Float32, Float64, Int16, Int32, Int64, Int8, Null, Field, RecordBatch, RecordBatchReader, RecordBatchStreamWriter, Schema,
  Struct, Uint16, Uint32, Uint64, Uint8, Utf8, makeData, vectorFromArray,
} from 'apache-arrow';
import { InvalidInput } from 'touchline';
import * as tables from 'touchline/tables';

const FORMATS = {
  n: { type: new Null() },
  b: { type: new Bool() },
  c: { type: new Int8(), array: Int8Array },
  C: { type: new Uint8(), array: Uint8Array },
  s: { type: new Int16(), array: Int16Array },
  S: { type: new Uint16(), array: Uint16Array },
  i: { type: new Int32(), array: Int32Array },
  I: { type: new Uint32(), array: Uint32Array },
  l: { type: new Int64(), array: BigInt64Array },
  L: { type: new Uint64(), array: BigUint64Array },
  f: { type: new Float32(), array: Float32Array },
  g: { type: new Float64(), array: Float64Array },
  u: { type: new Utf8() },
  'i>u': { type: new Dictionary(new Utf8(), new Int32(), 1) },
};

const parted = (text, by) => (text === '' ? [] : text.split(by));
const hexed = (text) => Buffer.from(text).toString('hex');
const fromHex = (hex) => Buffer.from(hex, 'hex');

function valueOf(format, cell) {
  if (cell === '-') return null;
  if (format === 'g') return fromHex(cell).readDoubleBE();
  if (format === 'f') return fromHex(cell).readFloatBE();
  if (format === 'b') return cell === '1';
  if (format === 'l' || format === 'L') return BigInt(cell);
  return cell.startsWith('x') ? fromHex(cell.slice(1)).toString() : Number(cell);
}

// The columns, and for each batch the values of each column with how many lie before its first row.
function read(columns, batches) {
  const names = parted(columns, ',').map((column) => column.split(':'));
  const cells = ([, format], part) => {
    const [before, list] = part.split('@');
    return { before: Number(before), values: parted(list, ',').map((cell) => valueOf(format, cell)) };
  };
  return {
    names: names.map(([name, format]) => ({ name: fromHex(name).toString(), format })),
    batches: parted(batches, ';').map((batch) => batch.split('|').map((part, place) => cells(names[place], part))),
  };
}

// One dictionary for all batches, as one stream of Arrow has it.
function dictionaryOf({ batches }, place) {
  return [...new Set(batches.flatMap((batch) => batch[place].values).filter((value) => value !== null))];
}

function ipc(table) {
  const fields = table.names.map(({ name, format }) => new Field(name, FORMATS[format].type, true));
  const schema = new Schema(fields);
  const made = table.batches.map((batch) => {
    const children = batch.map(({ before, values }, place) => {
      const { format } = table.names[place];
      const { type } = FORMATS[format];
      if (format === 'n') return makeData({ type, length: values.length - before });
      if (format === 'i>u') {
        const names = dictionaryOf(table, place);
        const keys = vectorFromArray(values.map((value) => (value === null ? null : names.indexOf(value))), new Int32());
        const [{ values: data, nullBitmap, nullCount }] = keys.data;
        const dictionary = vectorFromArray(names, new Utf8());
        return makeData({ type, length: values.length, data, nullBitmap, nullCount, dictionary }).slice(before, values.length - before);
      }
      if (values.length === 0) return makeData({ type, length: 0 });
      return vectorFromArray(values, type).data[0].slice(before, values.length - before);
    });
    const length = children.length === 0 ? 0 : children[0].length;
    return new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
  });
  // A table of apache-arrow's has a batch where it was given none; a writer has not.
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  made.forEach((batch) => writer.write(batch));
  writer.finish();
  return writer.toUint8Array(true);
}

// What went in as typed arrays; nothing where a column cannot be one.
function typed({ names }, batch) {
  const columns = batch.map(({ before, values }, place) => {
    const Kind = FORMATS[names[place].format].array;
    if (!Kind) return undefined;
    const zero = Kind === BigInt64Array || Kind === BigUint64Array ? 0n : 0;
    const all = Kind.from(values, (value) => value ?? zero);
    const valid = Uint8Array.from(values, (value) => Number(value !== null));
    return { values: all.subarray(before), valid: valid.subarray(before) };
  });
  if (columns.includes(undefined)) return undefined;
  return Object.fromEntries(names.map(({ name }, place) => [name, columns[place]]));
}

const FORMAT_OF = { Float64: 'g', Uint8: 'C', Int32: 'i', Int64: 'l', Utf8: 'u', Bool: 'b' };

function cellOf(format, value) {
  if (value === null) return '-';
  if (format === 'u') return `x${hexed(value)}`;
  if (format === 'b') return String(Number(value));
  if (format !== 'g') return String(value);
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString('hex');
}

// The two fields of the transcript; a dictionary is printed as its texts.
function printed(bytes, count) {
  const reader = RecordBatchReader.from(bytes).open();
  const formats = reader.schema.fields.map(({ type }) => FORMAT_OF[(type.dictionary ?? type).toString().replace(/^Dictionary<.*>$/, 'Utf8')]);
  const columns = reader.schema.fields.map(({ name }, place) => `${hexed(name)}:${formats[place]}`);
  const batch = (rows) =>
    formats.map((format, place) => `0@${[...rows.getChildAt(place)].map((value) => cellOf(format, value)).join(',')}`).join('|');
  // The reader gives a batch without rows where there is none, so it is said how many were scored.
  return [columns.join(','), [...reader].slice(0, count).map(batch).join(';')];
}

// Scores out of typed arrays, as they are printed.
function printedTyped(scores, detail) {
  const column = ({ values, valid, names }, format) =>
    Array.from(values, (value, row) => cellOf(format, valid[row] ? (names ? names[value] : value) : null));
  const figures = ({ score, coverage, published, level, weakest }) => [
    column(score, 'g'), Array.from(coverage, (value) => cellOf('g', value)), column(published, 'C'), column(level, 'u'), column(weakest, 'u'),
  ];
  const areas = Object.values(scores.areas).flatMap((area) => (detail ? figures(area) : [column(area.score, 'g')]));
  return [...figures(scores.overall), ...areas].map((cells) => `0@${cells.join(',')}`).join('|');
}

const refused = (error) => {
  if (!(error instanceof InvalidInput)) throw error;
  return ['bad_input', JSON.stringify(error.answer), ''];
};

export function score(options, columns, batches) {
  const table = read(columns, batches);
  let told;
  try {
    told = ['ok', ...printed(tables.score(ipc(table), { document: options }), 1), ''];
  } catch (error) {
    told = refused(error);
  }
  const lists = typed(table, table.batches[0]);
  if (lists) {
    // Typed arrays must come to the same as Arrow does.
    try {
      const scores = tables.score(lists, { document: options });
      const kept = Object.keys(scores.kept).length;
      assert.equal(printedTyped(scores, Object.values(scores.areas)[0]?.coverage), told[2].split('|').slice(kept).join('|'));
    } catch (error) {
      assert.deepEqual(refused(error), told);
    }
  }
  return told;
}

export function stream(options, stop, columns, batches) {
  const bytes = ipc(read(columns, batches));
  const said = [];
  const progress = (count, rows) => {
    said.push(`${count}:${rows}`);
    return count !== stop;
  };
  // Cut into pieces that end anywhere.
  const chunks = [];
  for (let at = 0; at < bytes.length; at += 100) chunks.push(bytes.subarray(at, at + 100));
  const parts = [];
  try {
    for (const part of tables.streamSync(chunks, { document: options, progress })) parts.push(part);
  } catch (error) {
    if (error instanceof tables.Stopped) return ['stopped', '', '', said.join(' ')];
    if (parts.length === 0) return refused(error);
    refused(error);
    return ['failed', error.message, '', said.join(' ')];
  }
  return ['ok', ...printed(Buffer.concat(parts), said.length), said.join(' ')];
}
