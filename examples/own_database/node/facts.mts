// The facts that the law asks for, out of the host's tables: a query for each kind of key, all its keys at once.
import type { Fact, FactKey } from 'touchline';

import type { Row, Run, Value } from './queries.mjs';

type Keys = { [Key in FactKey as Key['type']]: Key['body'] };
type Facts = { [Known in Fact as Known['type']]: Known['body'] };
type Kind = keyof Keys;

/** Where facts of a kind come from: a query, the key in the order of its columns, a row as the body of a fact. */
type Source<K extends Kind> = [query: string, asked: (key: Keys[K]) => Value[], fact: (row: Row) => Facts[K]];

const state = (text: string | null) => (text === null ? null : JSON.parse(text));
const document = (text: string | null) => state(text)?.body.document ?? null;

// A kind that is missing here, or is spelled otherwise, does not compile.
const sources: { [K in Kind]: Source<K> } = {
  call: ['calls', ({ call }) => [call], (row) => ({ call: row.call, value: document(row.state) })],
  manages: [
    'lines',
    ({ manager, report }) => [manager, report],
    ({ manager, report, depth }) => ({ manager, report, depth }),
  ],
  person: ['people', ({ person }) => [person], (row) => ({ person: row.person, value: document(row.state) })],
  thing: [
    'things',
    ({ type, id }) => [type, id],
    ({ type, id, state: kept }) => ({ thing: { type, id }, value: state(kept) }),
  ],
};

/** The facts of these keys, in a query for each kind. */
export async function load(run: Run, tenant: string, keys: FactKey[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const kind of new Set(keys.map((key) => key.type))) facts.push(...(await loadKind(kind, run, tenant, keys)));
  return facts;
}

async function loadKind<K extends Kind>(kind: K, run: Run, tenant: string, keys: FactKey[]): Promise<Fact[]> {
  const [query, asked, fact] = sources[kind];
  const bodies = keys.filter((key) => key.type === kind).map((key) => key.body as Keys[K]);
  const rows = await run(query, { tenant, asked: bodies.map(asked) });
  return rows.map((row) => ({ type: kind, body: fact(row) }) as Fact);
}
