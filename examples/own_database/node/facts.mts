// The facts that the law asks for, out of the host's tables: a query for each kind of key, all its keys at once.
import type { Fact, FactKey } from 'touchline';

import type { Row, Run, Value } from './queries.mjs';

type Keys = { [Key in FactKey as Key['type']]: Key['body'] };
type Facts = { [Known in Fact as Known['type']]: Known['body'] };
type Kind = keyof Keys;

type Bodies<K extends Kind> = (rows: Row[], keys: Keys[K][]) => Facts[K][];

/** Where facts of a kind come from: a query, the key in the order of its columns, the rows as the bodies of facts. */
type Source<K extends Kind> = [query: string, asked: (key: Keys[K]) => Value[], facts: Bodies<K>];

const state = (text: string | null) => (text === null ? null : JSON.parse(text));
const document = (text: string | null) => state(text)?.body.document ?? null;
/** Whether whoever handled the call has a review before them. */
const isShown = (review: { state: string }) => ['delivered', 'reviewed', 'acknowledged'].includes(review.state);

/** A fact a row. */
const each =
  <K extends Kind>(fact: (row: Row) => Facts[K]): Bodies<K> =>
  (rows) =>
    rows.map(fact);

type Coaches = { coach: { body: { person?: string; entered_by?: string } } }[];
type Coached = { archived: boolean; coaches: Coaches; state: string };
type Done = { at: string; by: string };
type Track = { requests: { asked: Done; decision: unknown; voided: unknown; withdrawn: unknown }[]; unmarked: unknown };
type Tracked = { coachee: string; coaches: Coaches; former_coaches: { kept: Coaches[number]; removed: Done }[]; track: Track | null };
type Held = { plan: string; session: string; state: string };

/** Those who coach, or enter what a coach from outside says. */
const writers = (coaches: Coaches) => coaches.map(({ coach: { body } }) => body.person ?? body.entered_by);

/** Whether somebody coaches in a plan that goes on, or enters what a coach from outside says. */
const coaches = (person: string, { archived, coaches, state }: Coached) =>
  ['draft', 'active', 'on_hold'].includes(state) && !archived && writers(coaches).includes(person);

/**
 * Whether a plan is an improvement track that awaits a decision, which one of those who approve tracks may take: who asked may
 * not, nor who coaches or did since, nor whom it coaches.
 */
function mayDecide(person: string, { coachee, coaches, former_coaches, track }: Tracked): boolean {
  const newest = track && !track.unmarked ? track.requests.at(-1) : undefined;
  if (!newest || newest.decision || newest.voided || newest.withdrawn) return false;
  const { at, by } = newest.asked;
  const left = former_coaches.filter(({ removed }) => removed.at >= at).map(({ kept }) => kept);
  return ![by, coachee, ...writers([...coaches, ...left])].includes(person);
}

/** The sessions of a plan that are scheduled still. */
const scheduled = (plan: string, sessions: Held[]) =>
  sessions.filter((session) => session.plan === plan && session.state === 'scheduled').map(({ session }) => session);

const ascending = (one: string[], other: string[]) => (one.join(' ') < other.join(' ') ? -1 : 1);

/** A fact a person, whether or not there is a row. */
const duties: Bodies<'duties'> = (rows, keys) =>
  keys.map(({ person }) => {
    // A row a thing, or for a bundle that set goals, a row for each of them.
    const parts = (part: string) => {
      const found = rows.filter((row) => row.person === person && row.part === part);
      return [...new Set(found.map((row) => row.id))].map((id) => {
        const [first, ...more] = found.filter((row) => row.id === id);
        const goals = [first, ...more].flatMap((row) => (row?.goal ? [{ type: 'goal' as const, id: row.goal }] : []));
        return { body: state(first?.state ?? null).body, goals, thing: { type: first?.type, id } };
      });
    };
    const kept = parts('kept').map(({ body, thing }) => ({ thing, coached: body.agent ?? body.assignee, moves: [] }));
    // A bundle moves its training items and goals along, the others move nothing.
    const items = ({ content }: { content?: { training_items: string[] } }) => content?.training_items ?? [];
    const own = parts('own').map(({ body, goals, thing }) => ({
      thing,
      moves: [...items(body).map((id) => ({ type: 'training_item' as const, id })), ...goals],
    }));
    const stands = rows.filter((row) => row.person === person && row.part === 'beside');
    const beside = (type: string) => stands.filter((row) => row.type === type).map((row) => state(row.state).body);
    const [plans, sessions] = [beside('plan'), beside('session')];
    const planOf = (plan: { coachee: string; plan: string }, sessions: string[]) => ({
      thing: { type: 'plan' as const, id: plan.plan },
      coached: plan.coachee,
      moves: sessions.map((id) => ({ type: 'session' as const, id })),
    });
    const coached = plans.filter((plan) => coaches(person, plan));
    coached.sort((one, other) => ascending([one.created.at, one.plan], [other.created.at, other.plan]));
    // A plan moves along who takes part in its sessions.
    const handed = coached.map((plan) => planOf(plan, scheduled(plan.plan, sessions)));
    const approves = beside('person').some(({ document }) => holds('track_approver', document));
    const tracks = plans.filter((plan) => approves && mayDecide(person, plan));
    const asked = (plan: (typeof tracks)[number]) => [plan.track.requests.at(-1).asked.at, plan.plan];
    tracks.sort((one, other) => ascending(asked(one), asked(other)));
    const toDecide = tracks.map((track) => planOf(track, []));
    return { person, value: { kept: [...kept, ...handed], own, to_decide: toDecide } };
  });

/** A fact a span, whether or not a call began in it. */
const callsBegun: Bodies<'calls_begun'> = (rows, keys) =>
  keys.map(({ earliest, latest }) => {
    const begun = rows.filter((row) => row.earliest === earliest && row.latest === latest && row.state !== null);
    const calls = new Map<string, Facts['calls_begun']['value'][number]>();
    for (const row of begun) {
      const { call, call_type, campaign, handler, length_ms, started_at: began } = document(row.state);
      const known = calls.get(call) ?? { began, call, call_type, campaign, handler, length_ms, reviewed: false };
      const review = row.type === 'review' ? state(row.given).body : null;
      const reviewed = row.type === 'disposition' || (review?.agent === handler && isShown(review));
      calls.set(call, { ...known, reviewed: known.reviewed || reviewed });
    }
    return { earliest, latest, value: [...calls.values()] };
  });

/** The fact about a call of which these are all dispositions, whether or not there are any. */
function failedChecksOf(call: string, given: any[]): Facts['failed_checks'] {
  const failed = given.filter(({ ruling }) => ruling === 'fail' || ruling === 'pass_with_training');
  const value = failed.map(({ agent, check, ruling }) => {
    return { agent, check: check?.key ?? null, check_name: check?.name ?? null, ruling };
  });
  // In the order of their checks, the call as a whole first.
  value.sort((one, other) => ((one.check ?? '') < (other.check ?? '') ? -1 : 1));
  return { call, value };
}

const failedChecks: Bodies<'failed_checks'> = (rows, keys) =>
  keys.map(({ call }) => {
    const given = rows.filter((row) => row.call === call && row.state !== null);
    return failedChecksOf(call, given.map((row) => state(row.state).body));
  });

const canAct = (person: { active: boolean; has_account: boolean }) => person.active && person.has_account;

/** A fact a person: the first of those above who could act. */
const actingManager: Bodies<'acting_manager'> = (rows, keys) =>
  keys.map(({ person }) => {
    const above = rows.filter((row) => row.person === person).map((row) => document(row.state));
    return { person, value: above.find(canAct)?.person ?? null };
  });

/** A fact a person: all of those above who could act, the nearest first. */
const actingManagers: Bodies<'acting_managers'> = (rows, keys) =>
  keys.map(({ person }) => {
    const above = rows.filter((row) => row.person === person).map((row) => document(row.state));
    return { person, value: above.filter(canAct).map((manager) => manager.person) };
  });

/** The roles of each office: this host's policy leaves the built-in ones as they are, and adds none. */
const heldBy = {
  human_resources: ['hr_staff', 'hr_admin', 'hr_director'],
  owner: ['owner'],
  track_approver: ['hr_director'],
};

const holds = (office: keyof typeof heldBy, person: { active: boolean; has_account: boolean; roles: string[] }) =>
  canAct(person) && person.roles.some((role) => heldBy[office].includes(role));

/** A fact an office, whether or not anybody holds it. */
const inOffice: Bodies<'in_office'> = (rows, keys) =>
  keys.map(({ office }) => {
    const people = rows.filter((row) => row.office === office).map((row) => document(row.state));
    return { office, value: people.filter((person) => holds(office, person)).map(({ person }) => person) };
  });

/** A fact a person and a month, whether or not anything of theirs was assessed in it. */
const assessed: Bodies<'assessed'> = (rows, keys) =>
  keys.map(({ month, person }) => {
    const own = rows.filter((row) => row.month === month && row.person === person).map((row) => state(row.state).body);
    const stand = own.filter((one) => one.month === month && one.person === person && one.state !== 'cancelled');
    return { month, person, value: stand.map(({ assessment, skills }) => ({ assessment, skills })) };
  });

/** A fact a person, whether or not they were ever examined. */
const certifications: Bodies<'certifications'> = (rows, keys) =>
  keys.map(({ person }) => {
    const all = rows.filter((row) => row.person === person).map((row) => state(row.state).body);
    const stand = all.filter((one) => one.person === person && one.state === 'recorded');
    const value = stand.map(({ certification, on, result: { level }, skill }) => {
      return { certification, taken: { level, on, skill } };
    });
    return { person, value };
  });

/** A fact a person, whether or not a report of theirs is withheld. */
const reportsWithheld: Bodies<'reports_withheld'> = (rows, keys) =>
  keys.map(({ person }) => {
    const reports = rows.filter((row) => row.person === person).map((row) => state(row.state).body);
    const withheld = reports.filter((report) => report.person === person && report.state !== 'released');
    const value = withheld.map(({ content: { framework, window }, skill_report }) => {
      return { framework, skill_report, window };
    });
    return { person, value };
  });

/** A fact a call, whether or not anybody is to review it. */
const reviewsAsked: Bodies<'reviews_asked'> = (rows, keys) =>
  keys.map(({ call }) => {
    const wanted = rows.filter((row) => row.call === call && row.state !== null).map((row) => state(row.state).body);
    const value = wanted.map(({ agent, origin, review_assignment, reviewer }) => {
      return { agent, is_requested: origin === 'requested', review_assignment, reviewer };
    });
    return { call, value };
  });

/** A fact a call, whether or not it came out of a draw. */
const sampled: Bodies<'sampled'> = (rows, keys) =>
  keys.map(({ call }) => {
    const drawn = rows.filter((row) => row.call === call && row.state !== null).map((row) => state(row.state).body);
    const order = (draw: (typeof drawn)[number]) => `${draw.made.at} ${draw.sampling}`;
    drawn.sort((one, other) => (order(one) < order(other) ? -1 : 1));
    const of = ({ drawn, sampling }: (typeof rows)[number]['body']) =>
      drawn.filter((one: { call: string }) => one.call === call).map(({ reviewer }: { reviewer: string }) => ({ reviewer, sampling }));
    return { call, value: drawn.flatMap(of) };
  });

/** A fact a review, whether or not anybody wanted it: feedback that was asked for is that, whoever gives it. */
const reviewsAnswered: Bodies<'reviews_answered'> = (rows, keys) =>
  keys.map(({ review }) => {
    const wanted = rows.filter((row) => row.review === review && row.state !== null);
    const met = wanted.filter((row) => {
      const [{ agent, created, successor }, asked] = [state(row.given).body, state(row.state).body];
      const keeper = successor?.keeper ?? created.by;
      return asked.agent === agent && (asked.origin === 'requested' || asked.reviewer === keeper);
    });
    return { review, value: met.map((row) => state(row.state).body.review_assignment) };
  });

/** A fact a call and a reviewer, whether or not that one gave it a review, or drafts one. */
const reviewsGiven: Bodies<'reviews_given'> = (rows, keys) =>
  keys.map(({ call, reviewer }) => {
    const own = rows.filter((row) => row.call === call && row.reviewer === reviewer && row.state !== null);
    const reviews = own.map((row) => state(row.state).body).filter(({ created }) => created.by === reviewer);
    // What became of one for which another answers is not theirs to know.
    const isAnothers = ({ successor }: { successor?: { keeper: string } }) => (successor?.keeper ?? reviewer) !== reviewer;
    const live = reviews.filter((review) => review.state === 'draft' || isShown(review) || isAnothers(review));
    const value = live.map((body) => ({ agent: body.agent, delivered: body.state !== 'draft', review: body.review }));
    return { call, reviewer, value };
  });

/** The newest versions of what else has the key of the one with this id. */
function ofKey(kind: 'plan_template' | 'scorecard', id: string, rows: Row[]): string[] {
  const versions = rows.filter((row) => row[kind] === id).map((row) => state(row.state).body);
  const own = versions.find((version) => version[kind] === id);
  const others = versions.filter((version) => version !== own && version.published && !version.replaced_by);
  return others.filter((version) => version.template.key === own?.template.key).map((version) => version[kind]);
}

/** A fact a version, whether or not another scorecard has its key. */
const scorecardsOfKey: Bodies<'scorecards_of_key'> = (rows, keys) =>
  keys.map(({ scorecard }) => ({ scorecard, value: ofKey('scorecard', scorecard, rows) }));

/** A fact a version, whether or not another template of plans has its key. */
const planTemplatesOfKey: Bodies<'plan_templates_of_key'> = (rows, keys) =>
  keys.map(({ plan_template }) => ({ plan_template, value: ofKey('plan_template', plan_template, rows) }));

/** A fact a template that ships, whether or not a version of it is kept. */
const planTemplateInPlace: Bodies<'plan_template_in_place'> = (rows, keys) =>
  keys.map(({ shipped }) => {
    const versions = rows.filter((row) => row.shipped === shipped).map((row) => state(row.state).body);
    const own = versions.find((one) => one.template.key === shipped && one.published && !one.replaced_by);
    return { shipped, value: own ? own.plan_template : null };
  });

/** A fact a person, whether or not anything was released about them. */
const feedbackReleased: Bodies<'feedback_released'> = (rows, keys) =>
  keys.map(({ person }) => {
    const rounds = rows.filter((row) => row.person === person).map((row) => state(row.state).body);
    const released = rounds.filter((round) => round.coachee === person && round.released);
    const order = (round: (typeof released)[number]) => `${round.released.done.at} ${round.feedback_round}`;
    released.sort((one, other) => (order(one) < order(other) ? -1 : 1));
    return { person, value: released.map((round) => ({ groups: round.released.groups, round: round.feedback_round })) };
  });

/** A fact a plan, whether or not a session of it is scheduled. */
const sessionsScheduled: Bodies<'sessions_scheduled'> = (rows, keys) =>
  keys.map(({ plan }) => {
    const sessions = rows.filter((row) => row.plan === plan).map((row) => state(row.state).body);
    return { plan, value: scheduled(plan, sessions) };
  });

/** A fact a moment, whether or not an improvement track is kept: one whose days have run, and that did not end before it. */
const tracksKept: Bodies<'tracks_kept'> = (rows, keys) =>
  keys.map(({ since }) => {
    const plans = rows.filter((row) => row.since === since).map((row) => state(row.state).body);
    const kept = plans.filter(({ activated, cancellations, outcome, track }) => {
      const off = cancellations.at(-1);
      const ends = [off && !off.reinstated ? off.said.done.at : null, outcome ? outcome.summary.done.at : null];
      return activated && track && !track.unmarked && ends.every((end) => end === null || end >= since);
    });
    return { since, value: [...new Set(kept.map(({ coachee }) => coachee))].sort() };
  });

/** What a reviewer gave a person: a fact a pair, whether or not there is anything. */
const followUps: Bodies<'follow_up'> = (rows, keys) =>
  keys.map(({ person, reviewer }) => {
    const asked = rows.filter((row) => row.person === person && row.reviewer === reviewer);
    const kept = (type: string) => asked.filter((row) => row.type === type).map((row) => state(row.state).body);
    const given = kept('action_item').filter((item) => {
      return item.assignee === person && item.assigner === reviewer && !item.archived;
    });
    const open = given.filter((item) => ['pending', 'in_progress'].includes(item.state));
    const asks = open.filter(({ extensions }) => extensions.some(({ answer }: { answer: unknown }) => answer === null));
    const delivered = kept('review')
      .filter(({ agent, state: stands }) => {
        return agent === person && isShown({ state: stands });
      })
      .filter(({ created, successor }) => {
        return created.by === reviewer && (successor?.keeper ?? reviewer) === reviewer;
      })
      .map((review) => review.delivered.at)
      .sort();
    const value = {
      awaiting: asks.length + given.filter((item) => item.state === 'complete').length,
      due: open.flatMap(({ due_on }) => (due_on === null ? [] : [due_on])).sort(),
      last_delivered: delivered.at(-1) ?? null,
      open: open.length,
    };
    return { person, reviewer, value };
  });

// A kind that is missing here, or is spelled otherwise, does not compile.
const sources: { [K in Kind]: Source<K> } = {
  acting_manager: ['above', ({ person }) => [person], actingManager],
  acting_managers: ['above', ({ person }) => [person], actingManagers],
  call: ['calls', ({ call }) => [call], each((row) => ({ call: row.call, value: document(row.state) }))],
  calls_begun: ['calls_begun', ({ earliest, latest }) => [earliest, latest], callsBegun],
  coached_before: [
    'coached_before',
    ({ training_item }) => [training_item],
    each(({ training_item, times, last }) => ({
      training_item,
      value: Number(times) > 0 ? { times: Number(times), last } : null,
    })),
  ],
  duties: ['duties', ({ person }) => [person], duties],
  failed_checks: ['failed_checks', ({ call }) => [call], failedChecks],
  feedback_released: ['feedback_rounds', ({ person }) => [person], feedbackReleased],
  follow_up: ['follow_ups', ({ person, reviewer }) => [person, reviewer], followUps],
  in_office: ['offices', ({ office }) => [office], inOffice],
  manages: [
    'lines',
    ({ manager, report }) => [manager, report],
    each(({ manager, report, depth }) => ({ manager, report, depth })),
  ],
  observed: [
    'observed',
    ({ goal, since, until }) => [goal, since, until],
    each(({ goal, since, until, count, sum }) => ({
      goal,
      since,
      until,
      value: { count: Number(count), sum: Number(sum) },
    })),
  ],
  person: ['people', ({ person }) => [person], each((row) => ({ person: row.person, value: document(row.state) }))],
  reporting_line: [
    'reporting_lines',
    ({ person }) => [person],
    each(({ person, above, below }) => ({ person, value: { above: Number(above), below: Number(below) } })),
  ],
  assessed: ['assessments', ({ month, person }) => [month, person], assessed],
  certifications: ['certifications', ({ person }) => [person], certifications],
  reports_withheld: ['reports', ({ person }) => [person], reportsWithheld],
  reviews_answered: ['reviews_answered', ({ review }) => [review], reviewsAnswered],
  reviews_asked: ['reviews_asked', ({ call }) => [call], reviewsAsked],
  reviews_given: ['reviews_given', ({ call, reviewer }) => [call, reviewer], reviewsGiven],
  sampled: ['draws', ({ call }) => [call], sampled],
  plan_template_in_place: ['plan_templates', ({ shipped }) => [shipped], planTemplateInPlace],
  plan_templates_of_key: ['plan_templates_of_key', ({ plan_template }) => [plan_template], planTemplatesOfKey],
  scorecards_of_key: ['scorecards_of_key', ({ scorecard }) => [scorecard], scorecardsOfKey],
  sessions_scheduled: ['sessions', ({ plan }) => [plan], sessionsScheduled],
  team_observed: [
    'team_observed',
    ({ team_goal, since, until }) => [team_goal, since, until],
    each(({ team_goal, since, until, count, sum }) => ({
      team_goal,
      since,
      until,
      value: { count: Number(count), sum: Number(sum) },
    })),
  ],
  thing: [
    'things',
    ({ type, id }) => [type, id],
    each(({ type, id, state: kept }) => ({ thing: { type, id }, value: state(kept) })),
  ],
  tracks_kept: ['tracks', ({ since }) => [since], tracksKept],
};

/** The facts of these keys, in a query for each kind. */
export async function load(run: Run, tenant: string, keys: FactKey[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const kind of new Set(keys.map((key) => key.type))) facts.push(...(await loadKind(kind, run, tenant, keys)));
  return facts;
}

async function loadKind<K extends Kind>(kind: K, run: Run, tenant: string, keys: FactKey[]): Promise<Fact[]> {
  const [query, asked, facts] = sources[kind];
  const bodies = keys.filter((key) => key.type === kind).map((key) => key.body as Keys[K]);
  const rows = await run(query, { tenant, asked: bodies.map(asked) });
  return facts(rows, bodies).map((body) => ({ type: kind, body }) as Fact);
}
