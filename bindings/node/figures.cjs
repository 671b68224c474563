// Columns as the addon lists them, as scores and as figures; and figures row by row.
'use strict';

const columnOf = ([name, kind, values, valid, names]) => [name, names ? { kind, values, valid, names } : { kind, values, valid }];
const columnsOf = (columns) => Object.fromEntries(columns.map(columnOf));

const figuresOf = (columns) => ({ rows: columns.length === 0 ? 0 : columns[0][2].length, columns: columnsOf(columns) });

const masked = ([, , values, valid, names]) => (names ? { values, valid, names } : { values, valid });

// The score of an area or of the whole; in full, what goes with it.
function ratingOf([score, coverage, published, level, weakest]) {
  if (coverage === undefined) return { score: masked(score) };
  return {
    score: masked(score), coverage: coverage[2], published: masked(published), level: masked(level), weakest: masked(weakest),
  };
}

// The columns over all are five, those of an area five or one, and those of recommendations five.
function scoresOf([kept, detail, recommendations, columns], table) {
  const end = columns.length - (recommendations ? 5 : 0);
  const areas = [];
  for (let at = 5; at < end; at += detail ? 5 : 1) areas.push([columns[at][0], ratingOf(columns.slice(at, at + (detail ? 5 : 1)))]);
  return {
    rows: columns[0][2].length,
    kept: Object.fromEntries(kept.map((name) => [name, table[name]])),
    overall: ratingOf(columns.slice(0, 5)),
    areas: Object.fromEntries(areas),
    ...(recommendations && { recommendations: columnsOf(columns.slice(end)) }),
  };
}

const DAY = 86_400_000;

const OF_KIND = {
  numbers: ({ values }, row) => values[row],
  texts: ({ values, names }, row) => names[values[row]],
  flags: ({ values }, row) => values[row] !== 0,
  days: ({ values }, row) => new Date(values[row] * DAY).toISOString().slice(0, 10),
  moments: ({ values }, row) => new Date(values[row]),
  lists: ({ values }, row) => values[row],
};

const cell = (column, row) => (column.valid[row] === 0 ? null : OF_KIND[column.kind](column, row));

// One object for each row, with null where nothing is there.
function* rowsOf({ rows, columns }) {
  const all = Object.entries(columns);
  for (let row = 0; row < rows; row += 1) yield Object.fromEntries(all.map(([name, column]) => [name, cell(column, row)]));
}

module.exports = { figuresOf, rowsOf, scoresOf };
