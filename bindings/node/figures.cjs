// Figures as typed columns, and row by row.
'use strict';

const OF_A_COLUMN = 5;

function columnOf(kind, values, valid, names) {
  const there = valid ?? new Uint8Array(values.length).fill(1);
  if (kind === 'texts') return { kind, values, valid: there, names };
  return { kind, values, valid: there };
}

// What crosses as a list: of each column its name, its kind, its values, flags or null, and names or null.
function figuresOf(parts) {
  const columns = [];
  for (let at = 0; at < parts.length; at += OF_A_COLUMN) {
    const [name, ...column] = parts.slice(at, at + OF_A_COLUMN);
    columns.push([name, columnOf(...column)]);
  }
  return { rows: columns.length === 0 ? 0 : columns[0][1].values.length, columns: Object.fromEntries(columns) };
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

module.exports = { columnOf, figuresOf, rowsOf };
