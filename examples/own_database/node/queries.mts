// The queries by their names, out of the SQL that the Python host reads too, as PostgreSQL takes them.
import { readFileSync } from 'node:fs';

export type Value = string | number | null;
export type Row = Record<string, any>;
/** Runs a query within a transaction, by its name, and gives its rows. */
export type Run = (name: string, values: Record<string, Value | Value[][]>) => Promise<Row[]>;

const file = new URL('../../sql/queries.sql', import.meta.url);
const lines = readFileSync(file, 'utf8').split('\n');
const text = lines.filter((line) => !line.startsWith('--') || line.startsWith('-- name: ')).join('\n');
const sections = text.split('-- name: ').slice(1).map((section) => section.split(/\n(.*)/s));
const queries = new Map(sections.map(([name, query]) => [name, query ?? '']));

/** A query and its parameters in their order; a list of rows becomes a parameter a value. */
export function query(name: string, values: Record<string, Value | Value[][]>): [string, Value[]] {
  const written = queries.get(name);
  if (written === undefined) throw new Error(`no such query: ${name}`);
  const parameters: Value[] = [];
  const mark = (value: Value) => `$${parameters.push(value)}`;
  const text = written.replace(/:(\w+)/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${name} lacks ${key}`);
    return Array.isArray(value) ? value.map((row) => `(${row.map(mark).join(', ')})`).join(', ') : mark(value);
  });
  return [text, parameters];
}
