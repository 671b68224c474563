// Columns as they cross: of each its name, what it holds, its values or how many rows it has, a flag for each row, a bit
// for each row, and names.
'use strict';

// What a column holds, as the addon numbers it.
const NUMBERS = 0;
const WHOLES = 1;
const DAYS = 2;
const MOMENTS = 3;
const FLAGS = 4;
const TEXTS = 5;
const NOTHING = 6;
const OTHER = 7;

const OF_KIND = { numbers: NUMBERS, days: DAYS, moments: MOMENTS, flags: FLAGS, texts: TEXTS };

const isTyped = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);

const byLength = (name, holds, length) => [name, holds, length, null, null, null];

// The length of what is not a typed array; a column has one.
function lengthOf(name, column) {
  const length = column?.length ?? column?.values?.length;
  if (typeof length !== 'number') throw new TypeError(`\`${name}\` is no column: it has no length`);
  return length;
}

// A list in which null and undefined are missing, as values and flags; nothing where it holds anything that is not one.
function flagged(list, values, valueOf) {
  const valid = new Uint8Array(list.length);
  for (let row = 0; row < list.length; row += 1) {
    const element = list[row];
    if (element === null || element === undefined) continue;
    const value = valueOf(element);
    if (value === undefined) return undefined;
    values[row] = value;
    valid[row] = 1;
  }
  return { values, valid };
}

const doublesOf = (list) =>
  flagged(list, new Float64Array(list.length), (number) => (typeof number === 'number' ? number : undefined));

// -0 is no whole number here: as one it would lose its sign.
const isWhole = (number) => Number.isSafeInteger(number) && !Object.is(number, -0);

function numbersOf(list) {
  const doubles = doublesOf(list);
  if (!doubles) return undefined;
  const whole = doubles.values.every((number, row) => doubles.valid[row] === 0 || isWhole(number));
  return { ...doubles, holds: whole ? WHOLES : NUMBERS };
}

// Whole numbers of any size, as long as 64 bits hold all of them with a sign, or all without one.
function bigOf(list) {
  for (const [Kind, cut] of [[BigInt64Array, BigInt.asIntN], [BigUint64Array, BigInt.asUintN]]) {
    const fits = (number) => (typeof number === 'bigint' && cut(64, number) === number ? number : undefined);
    const told = flagged(list, new Kind(list.length), fits);
    if (told) return { ...told, holds: NUMBERS };
  }
  return undefined;
}

// Each text once, in the order in which they come, and the place of each row's.
function textsOf(list) {
  const known = new Map();
  const place = (text) => {
    if (typeof text !== 'string') return undefined;
    if (!known.has(text)) known.set(text, known.size);
    return known.get(text);
  };
  const told = flagged(list, new Int32Array(list.length), place);
  return told && { ...told, holds: TEXTS, names: [...known.keys()] };
}

function momentsOf(list) {
  const told = flagged(list, new Float64Array(list.length), (date) => (date instanceof Date ? date.getTime() : undefined));
  return told && { ...told, holds: MOMENTS };
}

function flagsOf(list) {
  const told = flagged(list, new Uint8Array(list.length), (flag) => (typeof flag === 'boolean' ? Number(flag) : undefined));
  return told && { ...told, holds: FLAGS };
}

const OF_TYPE = { number: numbersOf, bigint: bigOf, string: textsOf, boolean: flagsOf, object: momentsOf };

// A plain list is of the kind of the first thing in it, or it is of none.
function listed(list) {
  const first = list.find((element) => element !== null && element !== undefined);
  if (first === undefined) return { holds: NOTHING };
  return OF_TYPE[typeof first]?.(list) ?? { holds: OTHER };
}

// Half of a surrogate pair has no form in UTF-8, and another character in its place would be another name.
function checkedNames(name, names) {
  if (!Array.isArray(names)) throw new TypeError(`\`names\` of \`${name}\` is no list`);
  for (const text of names) {
    if (typeof text !== 'string') throw new TypeError(`\`names\` of \`${name}\` holds what is no text`);
    if (/\p{Surrogate}/u.test(text)) throw new TypeError(`\`${name}\` holds half of a surrogate pair`);
  }
  return names;
}

// A column of whatever kind.
function crossing(name, column) {
  if (isTyped(column)) return [name, NUMBERS, column, null, null, null];
  const length = lengthOf(name, column);
  if (isTyped(column.values)) {
    const { values, valid = null, bits = null, names = null, kind = names ? 'texts' : 'numbers' } = column;
    if (OF_KIND[kind] === undefined) throw new TypeError(`\`${name}\` is of no kind that there is: ${kind}`);
    return [name, OF_KIND[kind], values, valid, bits, names && checkedNames(name, names)];
  }
  if (!Array.isArray(column)) return byLength(name, OTHER, length);
  const { holds, values, valid, names } = listed(column);
  if (!values) return byLength(name, holds, length);
  return [name, holds, values, valid, null, names ? checkedNames(name, names) : null];
}

// A column of raw measures. Whatever else there is crosses by its length alone: it is kept here, or refused.
function measure(name, column) {
  if (isTyped(column)) return [name, NUMBERS, column, null, null, null];
  const length = lengthOf(name, column);
  if (isTyped(column.values)) return [name, NUMBERS, column.values, column.valid ?? null, column.bits ?? null, null];
  const doubles = Array.isArray(column) ? doublesOf(column) : undefined;
  return doubles ? [name, NUMBERS, doubles.values, doubles.valid, null, null] : byLength(name, TEXTS, length);
}

const all = (table, cross) => Object.entries(table).flatMap(([name, column]) => cross(name, column));
const measures = (table) => all(table, measure);
const crossings = (table) => all(table, crossing);

module.exports = { crossings, measures };
