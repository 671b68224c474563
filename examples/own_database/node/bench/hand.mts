// What the service is measured against: the same two questions in SQL written by hand, which knows who sees what, what waits for
// whom and in which order, and on what these views rest, each in one statement, and leaves the views alone to the law. Nothing of this is
// an example to follow.
import fastify, { type FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { FactKey, Shown } from 'touchline';
import { call } from 'touchline/waist';

import { running } from '../service/commands.mjs';
import { reckoned } from '../service/facts.mjs';
import { told } from '../service/told.mjs';

const BADGE = `
  SELECT
    count(*) FILTER (WHERE keeper = $2 AND state IN ('agent_reviewed', 'agent_acknowledged'))::int AS answered,
    count(*) FILTER (WHERE coached = $2 AND state IN ('released', 'completed_in_person'))::int AS needs_action
  FROM thing
  WHERE tenant = $1 AND type = 'bundle' AND section = 'live' AND (keeper = $2 OR coached = $2)
    AND EXISTS (SELECT FROM thing WHERE tenant = $1 AND type = 'person' AND id = $2 AND active AND has_account)`;

const PAGE = `
  WITH RECURSIVE below (person) AS (
    SELECT id FROM thing WHERE tenant = $1 AND type = 'person' AND manager = $2
    UNION
    SELECT thing.id FROM thing JOIN below ON thing.manager = below.person WHERE tenant = $1 AND type = 'person'
  )
  SELECT id, listed_at, stored FROM thing
  WHERE tenant = $1 AND type = 'bundle' AND section = 'live' AND coached <> $2
    AND (coached IN (SELECT person FROM below) OR keeper = $2)
    AND (listed_at, id) > ($3, $4)
  ORDER BY listed_at, id LIMIT 51`;

// What a page of bundles rests on: whoever stands above the people in it, its calls, and what was given on them.
const BESIDE = `
  WITH RECURSIVE line (person) AS (
    SELECT unnest($2::text[])
    UNION
    SELECT thing.manager FROM thing JOIN line ON thing.id = line.person
    WHERE tenant = $1 AND type = 'person' AND thing.manager IS NOT NULL
  )
  SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'person' AND id IN (SELECT person FROM line)
  UNION ALL
  SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'call' AND id = ANY ($3)
  UNION ALL
  SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'disposition' AND call = ANY ($3)`;

const named = (keys: FactKey[], ...fields: string[]): string[] => {
  const found = keys.flatMap(({ body }) => Object.entries(body).flatMap(([field, id]) => (fields.includes(field) ? [String(id)] : [])));
  return [...new Set(found)];
};

export function byHand(pool: Pool, policy: string, clock: () => string): FastifyInstance {
  const server = fastify();
  const run = running(pool);
  const asking = ({ headers }: { headers: Record<string, unknown> }) => [String(headers['x-tenant']), String(headers['x-person'])] as const;

  server.get('/badges', async (request) => {
    const { rows } = await pool.query({ name: 'badge', text: BADGE, values: [...asking(request)] });
    return rows[0];
  });

  server.get('/bundles', async (request) => {
    const [tenant, viewer] = asking(request);
    const after = (request.query as { after?: string }).after ?? '|';
    const values = [tenant, viewer, ...after.split('|')];
    const { rows } = await pool.query({ name: 'page', text: PAGE, values });
    const page = rows.slice(0, 50);
    const things = page.map(({ stored }) => stored).join(',');
    const loading = async (keys: FactKey[]) => {
      const of = [tenant, named(keys, 'person', 'manager', 'report'), named(keys, 'call')];
      const { rows: beside } = await pool.query({ name: 'beside', text: BESIDE, values: of });
      return reckoned(run, tenant, policy, keys, new Map(beside.map(({ type, id, stored }) => [`${type} ${id}`, stored])));
    };
    const rest = `"at":"${clock()}","policy":${policy},"things":[${things}],"viewer":"${viewer}"`;
    const shown: Shown = JSON.parse(await told((facts) => call('law.show', `{"facts":[${facts}],${rest}}`), loading));
    const items = shown.views.flatMap((view) => (view?.type === 'bundle' ? [view.body.body] : []));
    const last = page.at(-1);
    return { items, next: rows.length > 50 && last ? `${last.listed_at}|${last.id}` : null };
  });
  return server;
}
