// The facts that the law asks for. It says itself from which kinds of things each is reckoned, and reckons it; what is said here is
// where those things stand: by which columns of the key's they are found. More of them may be found than matter, and never fewer.
import { type FactKey, type ReckonedFacts, type ThingKind, law } from 'touchline';
import { call } from 'touchline/waist';

import type { Run, Value } from '../queries.mjs';
import { settled } from './told.mjs';

type Keys = { [Key in FactKey as Key['type']]: Key['body'] };
type Kind = keyof Keys;

/** A query for things, and the values by which it finds them, beside their kind. */
type Found = [query: string, ...by: string[]];

// A kind that is missing here, or is spelled otherwise, does not compile.
const WHERE: { [K in Kind]: (key: Keys[K]) => Found } = {
  acting_manager: ({ person }) => ['of_line', person],
  acting_managers: ({ person }) => ['of_line', person],
  assessed: ({ person }) => ['of_coached', person],
  call: ({ call }) => ['of_id', call],
  calls_begun: ({ earliest, latest }) => ['of_moments', earliest, latest],
  certifications: ({ person }) => ['of_coached', person],
  coached_before: ({ training_item }) => ['of_same', 'training_item', training_item],
  duties: ({ person }) => ['of_person', person],
  failed_checks: ({ call }) => ['of_call', call],
  feedback_released: ({ person }) => ['of_coached', person],
  follow_up: ({ person }) => ['of_coached', person],
  in_office: () => ['of_kind'],
  manages: ({ report }) => ['of_line', report],
  observed: ({ goal }) => ['of_same', 'goal', goal],
  person: ({ person }) => ['of_line', person],
  plan_template_in_place: () => ['of_kind'],
  plan_templates_of_key: () => ['of_kind'],
  reporting_line: ({ person }) => ['of_lines', person],
  reports_withheld: ({ person }) => ['of_coached', person],
  reviews_answered: ({ review }) => ['of_same', 'review', review],
  reviews_asked: ({ call }) => ['of_call', call],
  reviews_given: ({ call }) => ['of_call', call],
  sampled: ({ call }) => ['of_name', call],
  scorecards_of_key: () => ['of_kind'],
  sessions_scheduled: ({ plan }) => ['of_plan', plan],
  team_observed: ({ team_goal }) => ['of_team', team_goal],
  thing: ({ id }) => ['of_id', id],
  tracks_kept: () => ['of_kind'],
};

// The kinds of things from which a kind of fact is reckoned, as the law has them.
const KINDS = new Map(law.rests_on().facts.map(({ fact, things }) => [fact, things]));

const kindsOf = ({ type, body }: FactKey): ThingKind[] => (type === 'thing' ? [body.type] : (KINDS.get(type) ?? []));

/** The things from which these facts are reckoned, by their kind and id, as they were stored. */
async function find(run: Run, tenant: string, keys: FactKey[]): Promise<Map<string, string>> {
  const asked = new Map<string, Map<string, Value[]>>();
  for (const key of keys) {
    const [query, ...by] = (WHERE[key.type] as (key: FactKey['body']) => Found)(key.body);
    const rows = asked.get(query) ?? new Map();
    asked.set(query, rows);
    for (const kind of kindsOf(key)) rows.set([kind, ...by].join(), [kind, ...by]);
  }
  const found = new Map<string, string>();
  for (const [query, rows] of asked) {
    for (const { type, id, stored } of await run(query, { tenant, asked: [...rows.values()] })) found.set(`${type} ${id}`, stored);
  }
  return found;
}

/** What the law makes of things; what these rest on in turn is found as it asks for that. */
export async function reckoned(run: Run, tenant: string, policy: string, keys: FactKey[], things: Map<string, string>): Promise<string[]> {
  let asked = keys;
  for (;;) {
    const given = `"keys":${JSON.stringify(asked)},"policy":${policy},"things":[${[...things.values()].join(',')}]`;
    const [status, text] = call('law.facts', `{${given}}`);
    if (status !== 'needs_facts') {
      const { facts }: ReckonedFacts = JSON.parse(settled([status, text]));
      return facts.slice(0, keys.length).map((fact) => JSON.stringify(fact));
    }
    // What is asked for is looked up; what is asked for by name and not found is not there.
    const more: FactKey[] = JSON.parse(text).keys;
    for (const [thing, stored] of await find(run, tenant, more)) things.set(thing, stored);
    asked = [...asked, ...more];
  }
}

/** The facts of these keys, each in its text. */
export async function load(run: Run, tenant: string, policy: string, keys: FactKey[]): Promise<string[]> {
  return reckoned(run, tenant, policy, keys, await find(run, tenant, keys));
}
