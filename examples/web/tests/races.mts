// Two people at once on the same thing: one of them is first, and the other is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Host } from '../host/host.mjs';
import { idOf } from '../host/ids.mjs';
import { openLog } from '../host/log.mjs';
import { POLICY } from '../story/policy.mjs';
import { NOW, World } from './world.mjs';

const OF_BEN = `/bundles/${idOf('of Ben')}`;

test('who comes second is told so, sees the newer state, and keeps what they wrote', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const [mia, dana] = [await world.person('Mia Torres'), await world.person('Dana Whitfield')];
  await Promise.all([mia.go(OF_BEN), dana.go(OF_BEN)]);
  await dana.write('Note (optional)', 'Two minutes well spent.');
  await mia.open('Record a session in person');
  await mia.press('Record a session in person');
  await mia.sees('To be acknowledged');
  assert.equal(await dana.press('Conclude it'), 409);
  await dana.sees('Somebody was first.');
  await dana.sees('To be acknowledged');
  await dana.sees('Two minutes well spent.');
  assert.deepEqual(await dana.findings(), []);
  await dana.picture('somebody-was-first');
});

test('of two who press at the same moment one is first', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const both = [await world.person('Mia Torres'), await world.person('Dana Whitfield')];
  await Promise.all(both.map((somebody) => somebody.go(OF_BEN)));
  const before = await world.host.length();
  const answers = await Promise.all(both.map((somebody) => somebody.press('Conclude it')));
  assert.deepEqual(answers.sort(), [200, 409]);
  assert.equal(await world.host.length(), before + 1);
});

test('a form that is sent twice is done once', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const mia = await world.person('Mia Torres');
  await mia.go(OF_BEN);
  const before = await world.host.length();
  const statuses = await mia.page
    .evaluate(async () => {
      const form = [...document.forms].find(({ action }) => action.endsWith('/do/bundle.conclude'));
      const send = async () => {
        const answer = await fetch(form?.action ?? '', {
          method: 'POST',
          body: new URLSearchParams(new FormData(form) as unknown as Record<string, string>),
        });
        return [answer.status, answer.url.endsWith('?done=1')];
      };
      return [await send(), await send()];
    })
    .catch((error: unknown) => String(error));
  // The pages' own rules let no script talk to the server: so it is sent from here.
  assert.match(String(statuses), /Failed to fetch/);
  const cookies = (await mia.page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const fields = await mia.page.$eval('form[action="/do/bundle.conclude"]', (form) =>
    [...new FormData(form as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
  );
  const send = () =>
    fetch(`${world.origin}/do/bundle.conclude`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies, origin: world.origin },
      body: new URLSearchParams(fields as [string, string][]),
    });
  const answers = await Promise.all([send(), send()]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  );
  assert.equal(await world.host.length(), before + 1);
});

test('what another process kept is on the next page', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const other = new Host(await openLog(world.log), POLICY, () => NOW);
  t.after(() => other.close());
  const mia = await world.person('Mia Torres');
  await mia.go(OF_BEN);
  await other.execute({
    actor: idOf('Dana Whitfield'),
    type: 'bundle.conclude',
    body: { bundle: idOf('of Ben'), note: null },
  });
  assert.equal(await mia.press('Conclude it'), 409);
  await mia.sees('Somebody was first.');
  await mia.sees('Concluded');
});
