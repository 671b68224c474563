// Questions: the rows that a viewer may see, chosen by the law's own condition, and the law's answer over them. What a badge counts
// the law says, and the database counts it.
//
// A question is one statement where its answer needs nothing else. What it needs besides is loaded by key; should the
// tenant have changed by then, the question is put anew, so that an answer is always of one moment.
import type { Pool } from 'pg';
import { type BadgeQuestion, type FactKey, type Query, type ThingKind, law } from 'touchline';
import { call } from 'touchline/waist';

import type { Run } from '../queries.mjs';
import { UnknownTenant, running } from './commands.mjs';
import { load, reckoned } from './facts.mjs';
import { Refused, settled, told } from './told.mjs';

type AnyAsked = Query['type'];

/** A thing by its kind and id. */
export interface ThingRef {
  type: ThingKind;
  id: string;
}

/** What fewer things than the viewer may see are enough for. What else a question needs, it asks for. */
interface Narrowed {
  /** The badge that it is, which is counted where the rows are. */
  counted?: BadgeQuestion;
  /** Whether the answer tells of calls what was not passed in them. */
  checks?: boolean;
  /** One thing, which the question names. */
  one?: ThingKind;
  /** Of these kinds what is of that one, which is a call. */
  ofCall?: ThingKind[];
}

/** What a question goes over. */
interface Over extends Narrowed {
  /** Of these kinds all that there are. */
  all?: ThingKind[];
  /** Of these kinds all that the viewer may see. */
  kinds?: ThingKind[];
  messages?: 'everybody' | 'viewer';
}

/** The questions that this service puts. */
const ASKED = {
  'bundle.badge': { counted: 'bundle.badge' },
  'bundle.figures': {},
  'bundle.get': { one: 'bundle' },
  'bundle.my_packs': { checks: true },
  'bundle.packs': { checks: true },
  'call.get': { one: 'call' },
  'call.list': {},
  'disposition.of_call': { one: 'call', ofCall: ['disposition'] },
  'jobs.due': {},
  'notifications.mine': {},
  'person.get': { one: 'person' },
  'person.list': {},
  'review.queue': {},
  'training.figures': {},
  'training.item': { one: 'training_item' },
  'training.pool': {},
  'training.queue': {},
} satisfies Partial<Record<AnyAsked, Narrowed>>;

export type Asked = keyof typeof ASKED;

/** What each goes over: the law says over which kinds of things, and whose messages. */
const OVER = new Map<string, Over>();
for (const { messages, question, things, unseen } of law.rests_on().questions) {
  const narrowed: Narrowed | undefined = ASKED[question as Asked];
  if (!narrowed) continue;
  const kinds = narrowed.one || narrowed.counted ? [] : things;
  OVER.set(question, { ...narrowed, ...(unseen ? { all: kinds } : { kinds }), ...(messages ? { messages } : {}) });
}

/** One statement, by a name under which each connection keeps it prepared. */
interface Statement {
  name: string;
  text: string;
  values: string[];
}

/** Who looks, under which policy, and the statements by which they see what they may. */
interface Looking {
  person: string | null;
  policy: string;
  statements: Map<Over, Statement>;
}

/** What a statement gives: texts of the law's own, to be handed back as they are. */
interface Rows {
  seq: string;
  hash: string | null;
  policy: string;
  person: string | null;
  messages: string | null;
  things: string | null;
  people: string | null;
  /** The calls that were named, and what stands beside them. */
  calls?: string[] | null;
  given?: Record<string, string>;
}

/** The same, and the facts that came with it. */
interface Loaded extends Omit<Rows, 'things'> {
  things: string[];
  facts: string[];
}

/** Whose SQL, and the number of its first parameter. */
interface Printing {
  viewer: string;
  tenant: string;
  first_parameter: number;
}

interface Printed {
  sql: string;
  parameters: string[];
}

// So many viewers' statements are remembered.
const MANY = 10_000;

export class Questions {
  readonly #looking = new Map<string, Looking>();
  readonly #names = new Map<string, string>();

  constructor(
    readonly pool: Pool,
    readonly clock: () => string,
  ) {}

  /** The answer in the law's own text. Throws what refuses it. */
  async ask(tenant: string, person: string, type: Asked, body: Record<string, unknown>): Promise<string> {
    const viewer = canonical(person);
    const over = OVER.get(type) ?? NOTHING;
    const answered = async (over: Over) => {
      const query = JSON.stringify({ viewer, at: this.clock(), type, body });
      const answer = await this.#answered(tenant, viewer, over, over.one && String(body[over.one]), query);
      // The answer names its query; a workspace's is what stands in it.
      return answer.slice('{"body":'.length, -`,"type":"${type}"}`.length);
    };
    if (!over.counted) return await answered(over);
    for (;;) {
      const counted = Object.keys(body).length === 0 ? await this.#counted(tenant, viewer, over) : null;
      if (counted !== null) return counted;
      // Who has no badge, and whatever else was asked of one, the law refuses over nothing; unless somebody came to be known since.
      await answered(NOTHING);
    }
  }

  async #answered(tenant: string, viewer: string, over: Over, one: string | undefined, query: string): Promise<string> {
    return await this.#at(tenant, viewer, over, one, ({ hash, messages, policy, seq, things }, facts) => {
      const log = `{"count":${seq},"head":${hash === null ? null : `"${hash}"`}}`;
      const rest = `"log":${log},"messages":[${messages ?? ''}],"policy":${policy},"query":${query},"things":[${things.join(',')}]`;
      return call('law.ask', `{"facts":[${facts}],${rest}}`);
    });
  }

  /** Which commands are open to somebody on many things. */
  async available(tenant: string, person: string, things: ThingRef[]): Promise<string> {
    const viewer = canonical(person);
    const asked = JSON.stringify(things);
    const rest = `"at":"${this.clock()}","things":${asked},"viewer":${JSON.stringify(viewer)}`;
    return await this.#at(tenant, viewer, NOTHING, undefined, ({ policy }, facts) => {
      return call('law.available_many', `{"facts":[${facts}],"policy":${policy},${rest}}`);
    });
  }

  async #at(tenant: string, viewer: string, over: Over, one: string | undefined, ask: Asking): Promise<string> {
    const now = running(this.pool);
    for (;;) {
      let later = false;
      const run: Run = (name, values) => {
        later = true;
        return now(name, values);
      };
      const loaded = await this.#loaded(run, tenant, viewer, over, one);
      const answer = await told(
        (facts) => ask(loaded, [...loaded.facts, facts].filter((some) => some).join(',')),
        (keys) => load(run, tenant, loaded.policy, keys),
      );
      if (!later) return answer;
      const [tenants] = await now('seq', { tenant });
      if (tenants?.['seq'] === loaded.seq) return answer;
    }
  }

  /** The numbers of a badge, in the law's own text; nothing for who is nobody here. */
  async #counted(tenant: string, viewer: string, over: Over): Promise<string | null> {
    for (;;) {
      const [looking, statement] = await this.#looks(tenant, viewer, over);
      if (looking.person === null) return null;
      const [numbers] = (await this.pool.query(statement)).rows;
      if (numbers) return `{${Object.entries(numbers).map(([name, number]) => `"${name}":${String(number)}`)}}`;
      // Nothing is counted for who is another by now.
      this.#looking.delete(`${tenant} ${viewer}`);
    }
  }

  async #loaded(run: Run, tenant: string, viewer: string, over: Over, one: string | undefined): Promise<Loaded> {
    const row = await this.#row(tenant, viewer, over, one);
    const { calls, given = {}, policy, things, people } = row;
    const facts = calls ? await reckoned(run, tenant, policy, calls.map(CHECKS_OF), new Map(Object.entries(given))) : [];
    return { ...row, things: [things, people].filter((some) => some !== null), facts };
  }

  /** What one statement gives, for the viewer as they are now. */
  async #row(tenant: string, viewer: string, over: Over, one: string | undefined): Promise<Rows> {
    for (;;) {
      const [looking, { values, ...statement }] = await this.#looks(tenant, viewer, over);
      const [row] = (await this.pool.query({ ...statement, values: one ? [...values, one] : values })).rows;
      if (!row) throw new UnknownTenant();
      // What somebody may see was reckoned by who they were; are they another now, it is reckoned anew.
      if (looking.person === row.person && looking.policy === row.policy) return row;
      this.#looking.delete(`${tenant} ${viewer}`);
    }
  }

  /** Who looks, and by which statement. Who is refused as they were may have come back since: they are as they are now. */
  async #looks(tenant: string, viewer: string, over: Over): Promise<[Looking, Statement]> {
    const known = this.#looking.get(`${tenant} ${viewer}`);
    try {
      if (known) return [known, this.#statement(tenant, viewer, over, known)];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    const looking = await this.#looked(tenant, viewer);
    return [looking, this.#statement(tenant, viewer, over, looking)];
  }

  /** Who looks, as they are now. */
  async #looked(tenant: string, viewer: string): Promise<Looking> {
    const [row] = (await this.pool.query({ name: 'who', text: WHO, values: [tenant, viewer] })).rows;
    if (!row) throw new UnknownTenant();
    const looking = { person: row.person, policy: row.policy, statements: new Map() };
    if (this.#looking.size >= MANY) this.#looking.clear();
    this.#looking.set(`${tenant} ${viewer}`, looking);
    return looking;
  }

  #statement(tenant: string, viewer: string, over: Over, looking: Looking): Statement {
    const made = looking.statements.get(over);
    if (made) return made;
    const values = [tenant, viewer];
    const printed = (operation: 'law.counts_sql' | 'law.reach_sql', of: object): string => {
      const { sql, parameters } = this.#printed(operation, { ...of, first_parameter: values.length + 1, tenant, viewer }, looking);
      values.push(...parameters);
      return sql;
    };
    const given = (value: string) => `$${values.push(value)}`;
    // Who is nobody here, as the host itself, sees nothing of any kind.
    const { counted, kinds = [] } = looking.person === null ? {} : over;
    const text = counted
      ? COUNTED(printed('law.counts_sql', { question: counted }), given(looking.policy), given(String(looking.person)))
      : ALL(over, kinds.map((type) => REACHED(printed('law.reach_sql', { type }))), `$${values.length + 1}`);
    const statement = { name: this.#named(text), text, values };
    looking.statements.set(over, statement);
    return statement;
  }

  /** SQL of the law's own, for who looks. */
  #printed(operation: string, of: Printing, { person, policy }: Looking): Printed {
    const value = person && JSON.parse(person).body.document;
    const facts = [{ type: 'person', body: { person: of.viewer, value } }];
    const asked = JSON.stringify({ ...of, dialect: 'postgresql', facts });
    return JSON.parse(settled(call(operation, `{"policy":${policy},${asked.slice(1)}`)));
  }

  /** Few statements there are, whoever asks. */
  #named(text: string): string {
    const name = this.#names.get(text) ?? `question ${this.#names.size + 1}`;
    this.#names.set(text, name);
    return name;
  }
}

type Asking = (loaded: Loaded, facts: string) => ReturnType<typeof call>;

const NOTHING: Over = {};

// The same id may come in capitals; in the tables it stands as the law prints it.
const canonical = (person: string): string => person.toLowerCase();

const PERSON = `(SELECT stored FROM thing WHERE tenant = $1 AND type = 'person' AND thing.id = $2) AS person`;

const WHO = `SELECT policy, ${PERSON} FROM tenant WHERE id = $1`;

// The things, and with them the people whose they are, the viewer, and all above these: nearly every answer needs those. What is
// looked up by what was found is so by an array, for which PostgreSQL goes to the index however much it thinks was found.
const COLUMNS = 'type, id, coached, made_at, stored';
const CHOSEN = (conditions: string[]): string => {
  const none = `SELECT ${COLUMNS} FROM thing WHERE FALSE`;
  return `WITH RECURSIVE chosen AS MATERIALIZED (${[none, ...conditions].join(' UNION ALL ')}),
    line (people) AS (
      SELECT ARRAY(SELECT coached FROM chosen UNION SELECT $2)
      UNION
      SELECT ARRAY(
        SELECT DISTINCT manager FROM (
          SELECT manager FROM thing WHERE tenant = $1 AND type = 'person' AND id = ANY (line.people) OFFSET 0
        ) AS above WHERE manager IS NOT NULL ORDER BY manager
      )
      FROM line WHERE people <> '{}'
    )`;
};
const THINGS = `(SELECT string_agg(stored, ',' ORDER BY made_at) FROM chosen) AS things`;
const PEOPLE = `(
  SELECT string_agg(stored, ',') FROM thing
  WHERE tenant = $1 AND type = 'person' AND id = ANY (ARRAY(
    SELECT unnest(people) FROM line EXCEPT SELECT id FROM chosen WHERE type = 'person'
  ))
) AS people`;
const OF = (type: ThingKind, condition: string): string => {
  return `SELECT ${COLUMNS} FROM thing WHERE thing.tenant = $1 AND thing.type = '${type}' AND ${condition}`;
};
const REACHED = (condition: string): string => `SELECT ${COLUMNS} FROM thing WHERE ${condition}`;
// All that a question goes over: what the viewer was found to see, and what it names itself.
const ALL = (over: Over, seen: string[], one: string): string => {
  const chosen = [...seen, ...(over.all ?? []).map((type) => OF(type, 'TRUE'))];
  if (over.one) chosen.push(OF(over.one, `thing.id = ${one}`), ...(over.ofCall ?? []).map((type) => OF(type, `thing.call = ${one}`)));
  const columns = [PERSON, THINGS, PEOPLE, ...(over.checks ? [CHECKS] : []), MESSAGES[over.messages ?? 'none']];
  return `${CHOSEN(chosen)}${over.checks ? NAMED : ''} SELECT seq, hash, policy, ${columns.join(', ')} FROM tenant WHERE id = $1`;
};
// A badge: a row of its numbers, as long as the policy and the person are those by which it was reckoned what is counted.
const COUNTED = (counts: string, policy: string, person: string): string => {
  const same = `EXISTS (SELECT FROM thing WHERE tenant = $1 AND type = 'person' AND thing.id = $2 AND stored = ${person})`;
  return `SELECT counted.* FROM tenant, (${counts}) AS counted WHERE tenant.id = $1 AND tenant.policy = ${policy} AND ${same}`;
};
// The calls that were named, and what was given on any of them.
const NAMED = `, named AS MATERIALIZED (
  SELECT DISTINCT named_id AS call FROM thing_name
  WHERE tenant = $1 AND type = ANY (ARRAY(SELECT type FROM chosen)) AND id = ANY (ARRAY(SELECT id FROM chosen)) AND named_type = 'call'
)`;
// From them it is reckoned what was not passed: they are had with the rest, and not by their keys afterwards.
const CHECKS = `(SELECT json_agg(call) FROM named) AS calls, (
  SELECT json_object_agg(type || ' ' || id, stored) FROM (
    SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'call' AND id = ANY (ARRAY(SELECT call FROM named))
    UNION ALL
    SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'disposition' AND thing.call = ANY (ARRAY(SELECT call FROM named))
    UNION ALL
    SELECT type, id, stored FROM thing WHERE tenant = $1 AND type = 'person' AND id = ANY (ARRAY(SELECT unnest(people) FROM line))
  ) AS given
) AS given`;
const CHECKS_OF = (call: string): FactKey => ({ type: 'failed_checks', body: { call } });

const MESSAGES = {
  everybody: `(SELECT string_agg(planned, ',' ORDER BY place) FROM message WHERE tenant = $1) AS messages`,
  none: 'NULL AS messages',
  viewer: `(SELECT string_agg(planned, ',' ORDER BY place) FROM message WHERE tenant = $1 AND recipient = $2) AS messages`,
};
