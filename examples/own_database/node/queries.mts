// The queries by their names, out of the SQL that the Python host reads too, as PostgreSQL takes them.
import { readFileSync } from 'node:fs';

export type Value = string | number | null;
export type Row = Record<string, any>;
export type Values = Record<string, Value | Value[][]>;
/** Runs a query within a transaction, by its name, and gives its rows. */
export type Run = (name: string, values: Values) => Promise<Row[]>;
/** A query and its parameters in their order. */
export type Asked = [text: string, parameters: Value[]];

/** The text of a file of SQL. */
export const sql = (file: string): string => readFileSync(new URL(`../../sql/${file}`, import.meta.url), 'utf8');

function sections(file: string): [name: string, query: string][] {
  const lines = sql(file).split('\n');
  const text = lines.filter((line) => !line.startsWith('--') || line.startsWith('-- name: ')).join('\n');
  const named = text.split('-- name: ').slice(1).map((section) => section.split(/\n(.*)/s));
  return named.map(([name, query]) => [name ?? '', query ?? '']);
}

/** The queries of these files, those of a later file in place of an earlier one's; a list of rows becomes a parameter a value. */
export function queriesOf(...files: string[]): (name: string, values: Values) => Asked {
  const queries = new Map(files.flatMap(sections));
  return (name, values) => {
    const written = queries.get(name);
    if (written === undefined) throw new Error(`no such query: ${name}`);
    const parameters: Value[] = [];
    const mark = (value: Value) => `$${parameters.push(value)}`;
    const text = written.replace(/(?<!:):(\w+)/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`${name} lacks ${key}`);
      return Array.isArray(value) ? value.map((row) => `(${row.map(mark).join(', ')})`).join(', ') : mark(value);
    });
    return [text, parameters];
  };
}

export const query = queriesOf('queries.sql');
