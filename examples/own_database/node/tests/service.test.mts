// Whatever the service answers is what a workspace answers that holds the same records, and whatever it refuses the library does.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import { verify } from 'touchline';
import type { Workspace } from 'touchline/waist';

import { Follower } from '../service/follower.mjs';
import { POLICY, type Reply, type World, centre, opened } from './world.mjs';

let world: World;
before(async () => {
  world = await centre();
});
after(() => world.close());

const EVERYBODY = ['ana', 'ben', 'cem', 'mia', 'max', 'rita', 'olga'];
const LISTS = ['active', 'awaiting', 'completed', 'archived'];

/** What is asked at an address, and in a workspace. */
const asked = (): [url: string, type: string, body: object][] => [
  ['/badges', 'bundle.badge', {}],
  ['/figures/bundles', 'bundle.figures', {}],
  ['/figures/training', 'training.figures', {}],
  ...LISTS.map((list): [string, string, object] => [`/bundles?list=${list}`, 'bundle.packs', { list }]),
  ...LISTS.map((list): [string, string, object] => [`/packs?list=${list}`, 'bundle.my_packs', { list }]),
  ['/calls', 'call.list', {}],
  ['/messages', 'notifications.mine', {}],
  ['/people', 'person.list', {}],
  ['/pool', 'training.pool', {}],
  ['/queue', 'review.queue', {}],
  ['/queue?mine=true', 'review.queue', { mine: true }],
  ...['pending', 'in_progress', 'resolved'].map((state): [string, string, object] => {
    return [`/training?state=${state}`, 'training.queue', { state }];
  }),
  ...Object.values(world.bundles).map((bundle): [string, string, object] => [`/bundles/${bundle}`, 'bundle.get', { bundle }]),
  ...Object.values(world.people).map((person): [string, string, object] => [`/people/${person}`, 'person.get', { person }]),
  ...Object.values(world.calls).flatMap(([call]): [string, string, object][] => [
    [`/calls/${call}`, 'call.get', { call }],
    [`/calls/${call}/checks`, 'disposition.of_call', { call }],
  ]),
];

const REFUSALS: Record<string, number> = { not_found: 404, not_allowed: 403, invalid: 422 };

/** Asks at an address and in a workspace: the answer, which is to be the same. */
async function same(workspace: Workspace, name: string, url: string, type: string, body: object): Promise<Reply> {
  const query = { viewer: world.people[name] ?? name, at: world.now, type, body };
  const [status, text] = workspace.ask(JSON.stringify(query));
  const reply = await world.get(name, url);
  assert.deepEqual(await world.get(name, url, world.tenant, world.following), reply);
  assert.equal(reply.text, text, `${name} ${url}`);
  assert.equal(reply.status, status === 'ok' ? 200 : REFUSALS[JSON.parse(text).kind], `${name} ${url}`);
  return reply;
}

test('every route answers everybody what a workspace does, to the byte', async () => {
  const workspace = await world.workspace();
  const seen: Record<number, number> = {};
  const told = new Set<string>();
  for (const name of EVERYBODY) {
    for (const [url, type, body] of asked()) {
      const { status, body: answer } = await same(workspace, name, url, type, body);
      seen[status] = (seen[status] ?? 0) + 1;
      if (status === 200 && answer.items?.length !== 0) told.add(url);
    }
  }
  assert.deepEqual(asked().flatMap(([url]) => (told.has(url) ? [] : [url])), []);
  assert.ok(seen[404] && seen[404] > 20, JSON.stringify(seen));
});

/** Numbers below one, the same for the same seed. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Whatever people may send to bundles and calls; much of it is refused. */
async function randomDay(seed: number, count: number): Promise<Record<number, number>> {
  const chance = chances(seed);
  const pick = <T,>(values: readonly T[]): T => values[Math.floor(chance.next().value * values.length)] as T;
  const bodies: Record<string, object> = {
    acknowledge: {}, archive: {}, cancel: { reason: 'No longer.' }, conclude: {}, deny: { reason: 'We did not.' },
    record_session: { held_on: '2026-03-02' }, release: {}, respond: { kind: 'reflection', text: 'Yes.' }, restore: {},
  };
  const statuses: Record<number, number> = {};
  for (let number = 0; number < count; number++) {
    const agent = pick(['ana', 'ben', 'cem', 'dora']);
    const call = pick(world.calls[agent] ?? []);
    const actor = pick([...EVERYBODY, 'mia', 'max']);
    const verb = pick([...Object.keys(bodies), 'create', 'give']);
    const content = { title: `${seed}: ${number}`, calls: [{ call }] };
    const bundle = verb === 'create' ? randomUUID() : pick(Object.values(world.bundles));
    const { status } = await (verb === 'create'
      ? world.post(actor, pick(['/bundles', '/bundles/released']), { bundle, agent: world.people[agent], content })
      : verb === 'give'
        ? world.post(actor, `/calls/${call}/checks`, { check: pick(['greeting', 'closing']), ruling: pick(['pass', 'fail', 'pass_with_training']) })
        : world.post(actor, `/bundles/${bundle}/${verb}`, bodies[verb] ?? {}));
    if (verb === 'create' && status === 201) world.bundles[`${seed}: ${number}`] = bundle;
    statuses[status] = (statuses[status] ?? 0) + 1;
    world.later(pick([1, 60, 60 * 24]));
  }
  return statuses;
}

test('pages go on where the one before ended', async () => {
  const workspace = await world.workspace();
  for (const list of ['active', 'awaiting']) {
    const pages: number[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const url: string = `/bundles?list=${list}&limit=2${after === null ? '' : `&after=${after}`}`;
      const { body } = await same(workspace, 'olga', url, 'bundle.packs', { list, limit: 2, after });
      pages.push(body.items.length);
      after = body.next;
      more = after !== null;
    }
    assert.ok(pages.length > 1, String(pages));
  }
});

test('buttons are enabled by the law', async () => {
  const workspace = await world.workspace();
  const bundles = Object.values(world.bundles);
  for (const name of EVERYBODY) {
    const url = `/bundles/available?of=${bundles.join(',')}`;
    const { body, text } = await world.get(name, url);
    assert.equal((await world.get(name, url, world.tenant, world.following)).text, text);
    bundles.forEach((id, place) => {
      const question = { viewer: world.people[name], at: world.now, thing: { type: 'bundle', id } };
      const [status, text] = workspace.available(JSON.stringify(question));
      assert.deepEqual(body.things[place], status === 'ok' ? JSON.parse(text) : null);
    });
  }
});

test('the host learns what is due', async () => {
  const workspace = await world.workspace();
  const since = '2026-03-02T09:00:00Z';
  const { body } = await same(workspace, 'system', `/due?since=${since}`, 'jobs.due', { since });
  assert.ok(body.runs.length > 20);
  await same(workspace, 'mia', `/due?since=${since}`, 'jobs.due', { since });
  await same(workspace, 'system', '/badges', 'bundle.badge', {});
});

test('one is the same in capitals, and who comes back is let in again', async () => {
  const [mia, person] = [String(world.people['mia']).toUpperCase(), randomUUID()];
  await same(await world.workspace(), mia, '/badges', 'bundle.badge', {});
  await same(await world.workspace(), mia, '/bundles?list=active', 'bundle.packs', { list: 'active' });
  for (const active of [true, false, true]) {
    await world.done('system', '/people', { person, name: 'Eve', active });
    const workspace = await world.workspace();
    for (const [url, type] of [['/badges', 'bundle.badge'], ['/calls', 'call.list']] as const) {
      const { status } = await same(workspace, person, url, type, {});
      assert.equal(status, active ? 200 : 403, url);
    }
  }
});

test('what is hostile or wrong is refused by the library, and is nobody else\'s fault', async () => {
  const [ana, bundle] = [world.people['ana'], world.bundles['ana waits']];
  const respond = `/bundles/${bundle}/respond`;
  const refused: [number, string, Promise<Reply>][] = [
    [400, 'unknown_value', world.get('mia', '/bundles?list=everything')],
    [400, 'unknown_field', world.get('mia', '/badges?or=1=1')],
    [400, 'wrong_type', world.get('mia', '/bundles?list=active&limit=many')],
    [400, 'number_out_of_range', world.get('mia', '/bundles?list=active&limit=100000')],
    [422, 'cursor_invalid', world.get('mia', '/bundles?list=active&after=nowhere')],
    [400, 'invalid_id', world.get('mia', `/bundles/${encodeURIComponent("x' OR '1'='1")}`)],
    [400, 'invalid_id', world.get("x'; --", '/badges')],
    [403, 'unknown_actor', world.get(randomUUID(), '/badges')],
    [404, 'not_found', world.get('cem', `/bundles/${bundle}`)],
    [404, 'not_found', world.get('cem', `/bundles/${randomUUID()}`)],
    [403, 'not_permitted', world.post('mia', respond, { kind: 'reflection', text: 'Mine.' })],
    [404, 'not_found', world.post('cem', respond, { kind: 'reflection', text: 'Mine.' })],
    [400, 'unknown_value', world.post('ana', respond, { kind: 'protest', text: 'No.' })],
    [400, 'missing_field', world.post('ana', respond, { kind: 'reflection' })],
    [400, 'unknown_field', world.post('ana', respond, { kind: 'reflection', text: 'x', actor: 'system' })],
    [400, 'text_control_character', world.post('ana', respond, { kind: 'reflection', text: 'a\u0000b' })],
    [400, 'lone_surrogate', world.post('ana', respond, '{"kind":"reflection","text":"\\ud800"}')],
    [409, 'agent_has_not_answered', world.post('mia', `/bundles/${bundle}/conclude`, {})],
    [412, 'version_conflict', world.post('mia', `/bundles/${bundle}/cancel`, { reason: 'x' }, { 'if-match': '99' })],
    [422, 'unknown_role', world.post('system', '/people', { person: ana, name: 'ana', roles: ['king'] })],
  ];
  for (const [status, code, sent] of refused) {
    const { status: given, text, body } = await sent;
    const codes = body.faults?.map((fault: { code: string }) => fault.code) ?? [body.code];
    assert.deepEqual([given, codes], [status, [code]], text);
  }
  assert.equal((await world.post('ana', respond, '{"kind":')).status, 400);
  assert.equal((await world.get('mia', '/badges', 'nowhere')).status, 404);
});

test('of two writers on one bundle one wins, and the other is told', async () => {
  const bundle = world.bundles['dora waits'];
  for (let round = 0; round < 5; round++) {
    const draft = await world.bundle('max', 'dora', `race ${round}`, { calls: [{ call: world.calls['dora']?.[0] }] }, false);
    const sent = [1, 2].map((writer) => {
      const content = { title: `Edit ${writer}`, calls: [{ call: world.calls['dora']?.[0] }] };
      return world.post('max', `/bundles/${draft}/edit`, { content }, { 'if-match': '1' });
    });
    const replies = await Promise.all(sent);
    assert.deepEqual(replies.map(({ status }) => status).sort(), [201, 412]);
    assert.equal(replies.find(({ status }) => status === 412)?.body.code, 'version_conflict');
  }
  const ends = await Promise.all(
    ['Once.', 'Twice.'].map((reason) => world.post('max', `/bundles/${bundle}/cancel`, { reason })),
  );
  assert.deepEqual(ends.map(({ status }) => status).sort(), [201, 409]);
});

test('what is sent again is done once, and answered as it was', async () => {
  const bundle = world.bundles['cem waits'];
  const key = { 'idempotency-key': randomUUID() };
  const sent = () => world.post('cem', `/bundles/${bundle}/respond`, { kind: 'reflection', text: 'I will.' }, key);
  const replies = await Promise.all([sent(), sent(), sent()]);
  replies.push(await sent());
  assert.deepEqual(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size, 1);
  assert.equal(replies[0]?.status, 201);
  const other = await world.post('cem', `/bundles/${bundle}/respond`, { kind: 'reflection', text: 'I will not.' }, key);
  assert.deepEqual([other.status, other.body.code], [409, 'command_id_reused']);
});

test('a follower that is ahead of its log, or of another one, begins anew', async () => {
  const people = async (answering: Pick<Follower, 'ask'>) => answering.ask(world.copy, world.people['olga'] ?? '', 'person.list', {});
  const follower = new Follower(world.pool, () => world.now);
  const records = await world.records();
  await world.putBack(records);
  const all = await people(follower);
  // The log was put back to what it was some records ago.
  const fewer = records.slice(0, 3);
  await world.putBack(fewer);
  const before = await people(follower);
  assert.notEqual(before, all);
  assert.equal(before, await people(new Follower(world.pool, () => world.now)));
  // It went on from there in another way: as far as it was read before, and further.
  const other = opened(fewer);
  const added: string[] = [];
  for (const name of ['Uma', 'Vic', 'Wim']) {
    const body = { person: randomUUID(), name };
    const command = { id: randomUUID(), actor: 'system', at: world.now, entropy: randomBytes(32).toString('hex'), type: 'person.record', body };
    const [status, text, record] = other.execute(JSON.stringify(command));
    assert.equal(status, 'ok', text);
    added.push(record ?? '');
    await world.putBack([...records.slice(0, 3 + added.length)]);
    assert.doesNotMatch(await people(follower), new RegExp(name));
    await world.putBack([...fewer, ...added]);
    assert.match(await people(follower), new RegExp(name));
  }
  await world.putBack(records);
  assert.equal(await people(follower), all);
});

test('so it is after a random day', async () => {
  const statuses = await randomDay(1, 200);
  assert.ok((statuses[201] ?? 0) > 20 && !statuses[500] && !statuses[400], JSON.stringify(statuses));
  const workspace = await world.workspace();
  for (const name of EVERYBODY) for (const [url, type, body] of asked()) await same(workspace, name, url, type, body);
});

test('who becomes another, and another policy, are heeded with the next question', async () => {
  const lists = async () => {
    const workspace = await world.workspace();
    const seen: number[] = [];
    for (const name of EVERYBODY) {
      const { body } = await same(workspace, name, '/bundles?list=active', 'bundle.packs', { list: 'active' });
      seen.push(body.items.length);
      await same(workspace, name, '/training?state=pending', 'training.queue', { state: 'pending' });
    }
    return seen;
  };
  const before = await lists();
  const access = { ...JSON.parse(POLICY).access, manager_scope: 'organisation' };
  await world.done('olga', '/policy', { access });
  const wider = await lists();
  await world.person('max', 'agent', 'mia');
  const narrower = await lists();
  const sum = (counts: number[]) => counts.reduce((one, other) => one + other);
  assert.ok(sum(before) < sum(wider) && sum(narrower) < sum(wider), `${before}, ${wider}, ${narrower}`);
});

test('who leaves is warned of what is left to do, which goes to whom it is handed over', async () => {
  const before = await world.workspace();
  await same(before, 'cem', '/packs?list=active', 'bundle.my_packs', { list: 'active' });
  const leaves = { person: world.people['mia'], name: 'mia', roles: ['manager'], manager: world.people['olga'], active: false };
  const { warnings } = await world.done('system', '/people', leaves);
  assert.deepEqual(warnings.map(({ code }: { code: string }) => code), ['open_duties']);
  await world.done('olga', `/people/${world.people['mia']}/hand_over`, { to: world.people['olga'] });
  const workspace = await world.workspace();
  for (const name of EVERYBODY) {
    await same(workspace, name, '/badges', 'bundle.badge', {});
    await same(workspace, name, '/messages', 'notifications.mine', {});
  }
});

test('who is redacted is in no table and in no record any more, and the log verifies', async () => {
  const said = 'I was tired that day.';
  const bundle = await world.bundle('olga', 'cem', 'Calm', { calls: [{ call: await world.call('cem') }] });
  const answer = { kind: 'reflection', text: said };
  const once = { 'idempotency-key': randomUUID() };
  await world.post('cem', `/bundles/${bundle}/respond`, answer, once);
  world.later(1);
  const texts = async () => [...(await world.records()), ...(await world.stored())].join();
  assert.ok((await texts()).includes(said));

  await world.done('olga', `/people/${world.people['cem']}/redact`, { order: 'DSR 2026/9' });
  assert.ok(!(await texts()).includes(said) && !(await texts()).includes('"cem"'));
  const records = await world.records();
  const { orders } = await verify(records.map((record) => `${record}\n`));
  assert.deepEqual(orders.map(({ person }) => person), [world.people['cem']]);
  const workspace = await world.workspace();
  for (const name of EVERYBODY) {
    for (const [url, type, body] of asked()) await same(workspace, name, url, type, body);
  }
  // What was remembered of the answer is forgotten: another one under its id counts as the same.
  const again = await world.post('cem', `/bundles/${bundle}/respond`, { ...answer, text: 'Another.' }, once);
  assert.equal(again.status, 201);
  assert.equal((await world.records()).length, records.length);
});
