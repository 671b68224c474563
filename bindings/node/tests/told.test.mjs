// The loop of a host that keeps things elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isNeedsFacts, law, told, toldAsync } from 'touchline';

const MIA = '4b5a1b1e-3f5c-4b43-9c60-0d9a2f6f7a01';
const asked = (facts) => law.reach({ type: 'bundle', viewer: MIA, facts });
const person = { person: MIA, value: { person: MIA, name: 'Mia', roles: ['manager'] } };
const load = (keys) => keys.map(({ type }) => ({ type, body: person }));

test('WSP-07 an answer that waits for facts is told from one that does not', () => {
  const waits = asked([]);
  assert.ok(isNeedsFacts(waits));
  assert.deepEqual(waits.keys, [{ type: 'person', body: { person: MIA } }]);
  for (const answer of [asked(load(waits.keys)), null, [], 'keys', { keys: [], more: 1 }]) assert.ok(!isNeedsFacts(answer));
});

test('WSP-07 one loop loads until there is an answer', async () => {
  const reach = asked(load([{ type: 'person' }]));
  assert.equal(reach.viewer, MIA);
  assert.deepEqual(told(load, asked), reach);
  assert.deepEqual(await toldAsync(async (keys) => load(keys), async (facts) => asked(facts)), reach);
});

test('WSP-07 what was loaded and is wanted again is told', async () => {
  const again = /what was loaded is wanted again: \{"body":\{"person":/;
  assert.throws(() => told(() => [], asked), again);
  await assert.rejects(toldAsync(async () => [], asked), again);
});
