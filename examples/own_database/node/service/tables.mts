// The tables of docs/reference/tables.sql: what a decision changed goes into them, with the columns that come with it.
import type { Decision } from 'touchline';

import type { Run } from '../queries.mjs';

/** Keeps these states, in place of what was kept of the same things. */
export async function keep(run: Run, tenant: string, { columns: found, things }: Pick<Decision, 'columns' | 'things'>): Promise<void> {
  const rows: object[] = [];
  const people: object[] = [];
  const names: object[] = [];
  found.forEach(({ people: coached, names: named, ...columns }, place) => {
    const thing = { tenant, type: columns.type, id: columns.id };
    rows.push({ ...columns, tenant, stored: JSON.stringify(things[place]) });
    people.push(...coached.map((person) => ({ ...person, ...thing })));
    names.push(...named.map(({ type, id }) => ({ ...thing, named_type: type, named_id: id })));
  });
  await run('forget_things', { rows: JSON.stringify(rows) });
  await run('keep_things', { rows: JSON.stringify(rows) });
  if (people.length > 0) await run('keep_people', { rows: JSON.stringify(people) });
  if (names.length > 0) await run('keep_names', { rows: JSON.stringify(names) });
}
