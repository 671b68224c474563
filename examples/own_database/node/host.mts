// The same host in TypeScript, on PostgreSQL: each command is decided over its tables, and kept in one transaction.
import { setTimeout } from 'node:timers/promises';

import { type Client, DatabaseError } from 'pg';
import { type Command, type CountedDay, type Decision, type Executed, type Goal, type PolicyInput, type Thing, law, toldAsync } from 'touchline';
import { call } from 'touchline/waist';

import { load } from './facts.mjs';
import { type Run, query } from './queries.mjs';

// A serialization failure and a deadlock: the transaction lost to another one, and is tried again.
const LOST = new Set(['40001', '40P01']);
const TRIES = 1000;

const NO_REVIEWS = 'this host counts no reviews: access.managers_see_all_reviews stays off';

/** One tenant, through one connection. */
export class Host {
  constructor(
    readonly client: Client,
    readonly tenant: string,
  ) {}

  /** Decides on a command and keeps what follows, or does neither. Throws what refuses it. */
  async execute(command: Command): Promise<Executed> {
    for (let tries = 1; ; tries++) {
      await this.client.query('BEGIN');
      try {
        const executed = await this.#execute(command);
        await this.client.query('COMMIT');
        return executed;
      } catch (error) {
        await this.client.query('ROLLBACK');
        const lost = error instanceof DatabaseError && LOST.has(error.code ?? '');
        if (!lost || tries === TRIES) throw error;
        await setTimeout(Math.random() * 10);
      }
    }
  }

  readonly #run: Run = async (name, values) => (await this.client.query(...query(name, values))).rows;

  async #execute(command: Command): Promise<Executed> {
    const run = this.#run;
    const { tenant } = this;
    const [{ policy: kept, seq: last, hash: head } = missing(tenant)] = await run('lock_tenant', { tenant });
    const policy: PolicyInput = JSON.parse(kept);
    const { actor, digest, id } = law.identify({ command, policy });
    const [known] = await run('remembered', { tenant, actor, id });
    if (known) {
      law.identify({ command, policy, remembered: known.digest });
      return { repeated: true, seq: Number(known.seq), receipt: null, record: null };
    }

    const { draft, receipt, things } = await this.#decide(command, policy);
    const seq = Number(last) + 1;
    // The record as the canonical line that a workspace would give.
    const [, record] = call('law.seal', JSON.stringify({ draft, seq, previous: head }));
    await run('keep_record', { tenant, seq, record });
    await run('keep_command', { tenant, seq, actor, digest, id });
    for (const thing of things) await this.#keep(thing);
    await run('move_head', { tenant, seq, hash: JSON.parse(record).hash });
    return { repeated: false, seq, receipt, record };
  }

  async #decide(command: Command, policy: PolicyInput): Promise<Decision> {
    return toldAsync(
      (keys) => load(this.#run, this.tenant, keys),
      (facts) => law.decide({ command, policy, facts }),
    );
  }

  async #keep(thing: Thing): Promise<void> {
    const kept = { tenant: this.tenant, state: JSON.stringify(thing) };
    if (thing.type === 'person') {
      const { person: id, manager } = thing.body.document;
      await this.#run('keep_person', { ...kept, id, manager });
    } else if (thing.type === 'call') {
      const { call: id, handler, quality_score, stars, started_at: began } = thing.body.document;
      const good = { score: millionths(quality_score), stars: millionths(stars) };
      await this.#run('keep_call', { ...kept, id, handler, began, ...good });
    } else {
      if (thing.type === 'policy') {
        // The tables keep nothing of reviews that could be counted towards goals.
        if (thing.body.settings.access.managers_see_all_reviews) throw new Error(NO_REVIEWS);
        await this.#run('adopt_policy', { tenant: this.tenant, policy: JSON.stringify(thing.body.settings) });
      }
      // A thing's id stands in its state under the name of its kind.
      const { type } = thing;
      const body = thing.type === 'metric_day' ? thing.body.document : thing.body;
      const id = (body as unknown as Record<string, string>)[type] ?? missing(type);
      const concluded = thing.type === 'bundle' ? (thing.body.concluded?.done.at ?? null) : null;
      const ofCall = thing.type === 'disposition' || thing.type === 'review' || thing.type === 'review_assignment';
      const call = ofCall ? thing.body.call : null;
      await this.#run('keep_thing', { ...kept, type, id, concluded, call, ...duty(thing) });
      if (thing.type === 'training_item') {
        const { agent, bundle, check, raised, resolved_at, state } = thing.body;
        const checked = check?.key ?? null;
        const finding = { agent, bundle, checked, raised: raised.at, resolved_at, state };
        await this.#run('keep_training_item', { tenant: this.tenant, id, ...finding });
      }
      if (thing.type === 'disposition') {
        const { agent, call, check, ruling, source } = thing.body;
        const checked = check?.key ?? null;
        // What a model alone judged counts in nobody's figures.
        const passes = source?.type === 'model' ? null : PASSES[ruling];
        await this.#run('keep_result', { tenant: this.tenant, id, agent, call, checked, passes });
      }
      if (thing.type === 'metric_day') {
        await this.#run('keep_metric_day', { tenant: this.tenant, id, ...counted(thing.body.document.counted) });
      }
      if (thing.type === 'goal') await this.#keepGoal(thing.body);
      if (thing.type === 'team_goal') {
        const { manager } = thing.body;
        await this.#run('keep_team_goal', { tenant: this.tenant, id, manager, ...measured(thing.body) });
      }
    }
  }

  async #keepGoal(state: Goal): Promise<void> {
    const { bundle, goal, person, training_items: named } = state;
    const rest = { person, bundle, items: named?.length ?? null };
    await this.#run('keep_goal', { tenant: this.tenant, id: goal, ...rest, ...measured(state) });
    for (const item of named ?? []) {
      await this.#run('keep_goal_item', { tenant: this.tenant, goal, training_item: item });
    }
  }
}

/** What a goal measures, in which check or by which metric, and on which days. */
function measured({ aim: { measure }, days }: Pick<Goal, 'aim' | 'days'>): Record<string, string | null> {
  const checked = measure.type === 'check_pass_rate' ? measure.body.check : null;
  const by = measure.type === 'metric' ? measure.body : { metric: null, stage: null, currency: null };
  const { first, last } = days;
  const metric = { metric: by.metric, stage: by.stage ?? '', currency: by.currency ?? '' };
  return { measure: measure.type, checked, ...metric, first, last };
}

/** What a metric counted on a day: money, which has a currency, in minor units, all else in millionths. */
function counted({ currency, day, metric, observations, person, stage, sum }: CountedDay): Record<string, unknown> {
  const where = { person, metric, day, stage: stage ?? '', currency: currency ?? '' };
  return { ...where, observations, sum: currency === null ? millionths(sum) : sum };
}

// What a ruling counts as towards a goal; what does not apply counts as nothing.
const PASSES = { pass: 100_000_000, pass_with_training: 0, fail: 0, not_applicable: null };

/** Whole millionths, rounded half away from zero as the number is written. */
function millionths(value: number | null): number | null {
  if (value === null) return null;
  const shown = String(Math.abs(value));
  return Math.sign(value) * Math.round(shown.includes('e') ? Math.abs(value) * 1e6 : Number(`${shown}e6`));
}

/**
 * Of what is being worked on: who keeps it, and for whom it is once they were shown it. Of a review in which a
 * clarification is owed: who owes it.
 */
function duty(thing: Thing): Record<'keeper' | 'made' | 'agent' | 'shown', string | null> {
  const none = { keeper: null, made: null, agent: null, shown: null };
  if (thing.type === 'escalation') {
    const { agent, archived, raised, state, successor } = thing.body;
    if (archived || state === 'closed' || state === 'withdrawn') return none;
    return { keeper: successor?.keeper ?? raised.by, made: raised.at, agent, shown: raised.at };
  }
  if (thing.type === 'action_item') {
    const { archived, assigned, assignee, assigner, state } = thing.body;
    if (archived || state === 'verified' || state === 'cancelled') return none;
    // What is done is its assignee's no more, and still to be verified.
    return { keeper: assigner, made: assigned.at, agent: assignee, shown: state === 'complete' ? null : assigned.at };
  }
  if (thing.type === 'review') {
    const { agent, archived, created, delivered, state, successor, thread } = thing.body;
    const answered = new Set(thread.map(({ to }) => to));
    const owes = thread.some(({ kind }, place) => kind === 'clarification' && !answered.has(place + 1));
    if (archived || state === 'discarded' || state === 'retracted' || !delivered || !owes) return none;
    return { keeper: successor?.keeper ?? created.by, made: delivered.at, agent, shown: null };
  }
  if (thing.type === 'calibration') {
    const { agent, archived, drafted, leader, state } = thing.body;
    if (archived || state === 'closed' || state === 'cancelled') return none;
    return { keeper: leader, made: drafted.at, agent, shown: null };
  }
  if (thing.type === 'review_assignment') {
    const { agent, asked, reviewer, state } = thing.body;
    if (state !== 'requested' && state !== 'open') return none;
    return { keeper: reviewer, made: asked.at, agent, shown: asked.at };
  }
  if (thing.type !== 'bundle') return none;
  const { agent, archived, created, released, state, succession } = thing.body;
  if (archived || state === 'concluded' || state === 'cancelled') return none;
  const keeper = succession?.keeper ?? (released ?? created).by;
  return { keeper, made: created.at, agent, shown: released?.at ?? null };
}

function missing(what: string): never {
  throw new Error(`${what} is not there`);
}
