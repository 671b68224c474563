// Tables of the conformance stream: bytes of Arrow IPC, and columns of JavaScript's where all can be some, out of cells;
// and cells out of what came.
import assert from 'node:assert/strict';

import {
  Bool, DateDay, DateMillisecond, Dictionary, Float32, Float64, Int16, Int32, Int64, Int8, Null, Field, RecordBatch, RecordBatchReader,
  RecordBatchStreamWriter, Schema, Struct, TimeUnit, Timestamp, Uint16, Uint32, Uint64, Uint8, Utf8, makeData, vectorFromArray,
} from 'apache-arrow';
import { InvalidInput, Rejected } from 'touchline';
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
  'i>u': {},
  tdD: { type: new DateDay(), stored: Int32Array },
  tdm: { type: new DateMillisecond(), stored: BigInt64Array },
};
const UNITS = { s: TimeUnit.SECOND, m: TimeUnit.MILLISECOND, u: TimeUnit.MICROSECOND, n: TimeUnit.NANOSECOND };

function formatOf(format) {
  if (!format.startsWith('ts')) return FORMATS[format];
  return { type: new Timestamp(UNITS[format[2]], format.slice(4) || null), stored: BigInt64Array };
}

const parted = (text, by) => (text === '' ? [] : text.split(by));
const hexed = (text) => Buffer.from(text).toString('hex');
const fromHex = (hex) => Buffer.from(hex, 'hex');

function valueOf(format, cell) {
  if (cell === '-') return null;
  if (format === 'g') return fromHex(cell).readDoubleBE();
  if (format === 'f') return fromHex(cell).readFloatBE();
  if (format === 'b') return cell === '1';
  if (format === 'l' || format === 'L' || formatOf(format).stored === BigInt64Array) return BigInt(cell);
  return cell.startsWith('x') ? fromHex(cell.slice(1)).toString() : Number(cell);
}

// The columns, and for each batch the values of each column with how many lie before its first row.
function read(columns, batches) {
  const names = parted(columns, ',').map((column) => column.split(/:(.*)/));
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
  // Each dictionary has a number of its own.
  const types = table.names.map(({ format }, place) => (format === 'i>u' ? new Dictionary(new Utf8(), new Int32(), place) : formatOf(format).type));
  const fields = table.names.map(({ name }, place) => new Field(name, types[place], true));
  const schema = new Schema(fields);
  const made = table.batches.map((batch) => {
    const children = batch.map(({ before, values }, place) => {
      const { format } = table.names[place];
      const { stored } = formatOf(format);
      const type = types[place];
      if (format === 'n') return makeData({ type, length: values.length - before });
      if (format === 'i>u') {
        const names = dictionaryOf(table, place);
        const keys = vectorFromArray(values.map((value) => (value === null ? null : names.indexOf(value))), new Int32());
        const [{ values: data, nullBitmap, nullCount }] = keys.data;
        const dictionary = vectorFromArray(names, new Utf8());
        return makeData({ type, length: values.length, data, nullBitmap, nullCount, dictionary }).slice(before, values.length - before);
      }
      if (stored) {
        const { values: data, valid } = flagged(stored, values);
        const nullBitmap = vectorFromArray(Array.from(valid, Boolean), new Bool()).data[0]?.values;
        return makeData({ type, length: values.length, data, nullBitmap, nullCount: -1 }).slice(before, values.length - before);
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

// Values of a kind of typed array, with a flag for each.
function flagged(Kind, values) {
  const zero = Kind === BigInt64Array || Kind === BigUint64Array ? 0n : 0;
  return { values: Kind.from(values, (value) => value ?? zero), valid: Uint8Array.from(values, (value) => Number(value !== null)) };
}

const begun = ({ values, valid }, before) => ({ values: values.subarray(before), valid: valid.subarray(before) });

// A column of numbers as a typed array; nothing where it is none.
function measure(format, { before, values }) {
  const Kind = FORMATS[format]?.array;
  return Kind && begun(flagged(Kind, values), before);
}

// A column as JavaScript has it; nothing where it has none, as of timestamps that no zone goes with.
function column(format, { before, values }) {
  const there = values.slice(before);
  if (format === 'tdD') return { ...begun(flagged(Int32Array, values), before), kind: 'days' };
  if (format === 'tdm') return there.map((value) => value === null ? null : new Date(Number(value)));
  if (format.startsWith('tsm:') && format.length > 4) return { ...begun(flagged(BigInt64Array, values), before), kind: 'moments' };
  if (format === 'b' || format === 'u' || format === 'n') return there;
  if (format !== 'i>u') return measure(format, { before, values });
  const names = [...new Set(there.filter((value) => value !== null))];
  const places = values.map((value) => (value === null ? null : names.indexOf(value)));
  return { ...begun(flagged(Int32Array, places), before), names };
}

// A batch as an object of columns; nothing where one of them cannot be one, or a name stands twice.
function typed({ names }, batch, of) {
  if (new Set(names.map(({ name }) => name)).size < names.length) return undefined;
  const columns = batch.map((cells, place) => of(names[place].format, cells));
  if (columns.includes(undefined)) return undefined;
  return Object.fromEntries(names.map(({ name }, place) => [name, columns[place]]));
}

const FORMAT_OF = {
  Float64: 'g', Uint8: 'C', Int32: 'i', Int64: 'l', Utf8: 'u', Bool: 'b', 'Date32<DAY>': 'tdD', 'Timestamp<MILLISECOND, UTC>': 'tsm:UTC',
  'List<Utf8>': '+l',
};

function cellOf(format, value) {
  if (value === null) return '-';
  if (format === 'u') return `x${hexed(value)}`;
  if (format === '+l') return `[${Array.from(value, (text) => cellOf('u', text)).join('.')}]`;
  if (format === 'b') return String(Number(value));
  if (format === 'tdD') return String(Math.round(value / 86_400_000));
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
  const lists = Object.values(scores.recommendations ?? {}).map((told) => column(told, told.kind === 'lists' ? '+l' : 'u'));
  return [...figures(scores.overall), ...areas, ...lists].map((cells) => `0@${cells.join(',')}`).join('|');
}

const refused = (error) => {
  if (error instanceof Rejected) return ['rejected', JSON.stringify(error.answer), ''];
  if (!(error instanceof InvalidInput)) throw error;
  return ['bad_input', JSON.stringify(error.answer), ''];
};

// Figures out of columns, in the formats of those that came as Arrow.
function printedFigures(figures, columns) {
  const formats = columns.split(',').map((column) => column.split(/:(.*)/)[1]);
  const cells = ({ kind, values, valid, names }, place) => {
    const meant = { texts: (value) => names[value], days: (value) => value * 86_400_000 }[kind] ?? ((value) => value);
    return Array.from(values, (value, row) => cellOf(formats[place], valid[row] ? meant(value) : null));
  };
  return Object.values(figures.columns).map((column, place) => `0@${cells(column, place).join(',')}`).join('|');
}

// Columns must come to the same as Arrow does.
function mustBeAlike(told, figures) {
  try {
    assert.equal(printedFigures(figures(), told[1]), told[2]);
  } catch (error) {
    assert.deepEqual(blamed(refused(error)), blamed(told));
  }
}

// What is refused and where: how a column is called that is of a wrong type is Arrow's, or JavaScript's.
function blamed([status, answer]) {
  const { faults, code, path } = JSON.parse(answer);
  return [status, code, path, faults?.map((fault) => [fault.code, fault.path])];
}

export function score(options, columns, batches) {
  const table = read(columns, batches);
  let told;
  try {
    told = ['ok', ...printed(tables.score(ipc(table), { document: options }), 1), ''];
  } catch (error) {
    told = refused(error);
  }
  const lists = typed(table, table.batches[0], measure);
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

// What the callback is told, and says.
function watch(stop) {
  const said = [];
  const progress = (count, rows) => {
    said.push(`${count}:${rows}`);
    return count !== stop;
  };
  return { said, progress };
}

// Bytes in pieces that end anywhere.
function cut(bytes) {
  const chunks = [];
  for (let at = 0; at < bytes.length; at += 100) chunks.push(bytes.subarray(at, at + 100));
  return chunks;
}

export function gathered(operation, options, stop, columns, batches) {
  const table = read(columns, batches);
  const { said, progress } = watch(stop);
  let told;
  try {
    const bytes = tables[operation](cut(ipc(table)), { document: options, progress });
    told = ['ok', ...printed(bytes, 1), said.join(' ')];
  } catch (error) {
    if (error instanceof tables.Stopped) return ['stopped', '', '', said.join(' ')];
    told = refused(error);
  }
  const lists = table.batches.map((batch) => typed(table, batch, column));
  if (lists.length > 0 && !lists.includes(undefined)) mustBeAlike(told, () => tables[operation](lists, { document: options }));
  return told;
}

// Tables of facts as bytes, and as columns where all can be some.
function factsOf(field) {
  const all = parted(field, ' ').map((table) => table.split('=')).map(([name, columns, batches]) => [name, read(columns, batches)]);
  const lists = all.map(([name, table]) => [name, table.batches.map((batch) => typed(table, batch, column))]);
  const can = all.length > 0 && lists.every(([, batches]) => batches.length > 0 && !batches.includes(undefined));
  return {
    bytes: Object.fromEntries(all.map(([name, table]) => [name, cut(ipc(table))])),
    columns: can ? Object.fromEntries(lists) : undefined,
  };
}

export function metrics(options, field) {
  const facts = factsOf(field);
  const measured = (facts) => tables.metrics(facts, { document: options });
  let told;
  try {
    told = ['ok', ...printed(measured(facts.bytes), 1), ''];
  } catch (error) {
    told = refused(error);
  }
  if (facts.columns) mustBeAlike(told, () => measured(facts.columns));
  return told;
}

export function effects(options, effect, field) {
  const facts = factsOf(field);
  const compared = (facts) => {
    try {
      return ['ok', JSON.stringify(tables.effects(facts, { document: options, effectDocument: effect })), ''];
    } catch (error) {
      return refused(error);
    }
  };
  const told = compared(facts.bytes);
  if (facts.columns) {
    const again = compared(facts.columns);
    assert.deepEqual(again[0] === 'ok' ? again : blamed(again), told[0] === 'ok' ? told : blamed(told));
  }
  return told;
}

export function stream(options, stop, columns, batches) {
  const chunks = cut(ipc(read(columns, batches)));
  const { said, progress } = watch(stop);
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
