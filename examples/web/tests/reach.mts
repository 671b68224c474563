// What somebody may not see is not there for them, whatever address they try; and forms are taken from those who were given them.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { idOf } from '../host/ids.mjs';
import { World } from './world.mjs';

test('what is not theirs does not exist for them', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const [ana, max, stranger] = [
    await world.person('Ana Ruiz'),
    await world.person('Max Novak'),
    await world.stranger(),
  ];
  const bens = `/bundles/${idOf('of Ben')}`;
  for (const somebody of [ana, max]) {
    assert.equal(await somebody.go(bens), 404);
    assert.equal(await somebody.go(`/bundles/${idOf('nobody made this')}`), 404);
    assert.equal(await somebody.go('/bundles/no-id'), 404);
  }
  assert.equal(await ana.go(`/bundles/${idOf('draft for Dev')}`), 404);
  assert.equal(await ana.go(`/people/${idOf('Ben Clarke')}`), 404);
  const report = await ana.go(`/reports/person/${idOf('Ben Clarke')}.html`);
  assert.equal(report, 404, 'of whom one does not see there is no report');
  await stranger.go(bens);
  assert.equal(stranger.path, '/sign-in');
});

test('a cookie that was changed, and a form without its token, are of nobody', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const mia = await world.person('Mia Torres');
  const cookies = (await mia.page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const post = (headers: Record<string, string>, fields: Record<string, string>) =>
    fetch(`${world.origin}/do/bundle.conclude`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ thing: idOf('of Ben'), version: '3', command: idOf('forged'), ...fields }),
    });
  const ours = { cookie: cookies, origin: world.origin };
  assert.equal((await post(ours, {})).status, 403);
  assert.equal((await post(ours, { token: '0'.repeat(64) })).status, 403);
  assert.equal((await post({ ...ours, origin: 'http://evil.example' }, {})).status, 403);
  const changed = cookies.replace(idOf('Mia Torres'), idOf('Dana Whitfield'));
  assert.notEqual(changed, cookies);
  const asDana = await fetch(`${world.origin}/`, { redirect: 'manual', headers: { cookie: changed } });
  assert.equal(asDana.headers.get('location'), '/sign-in');
  await mia.go(`/bundles/${idOf('of Ben')}`);
  await mia.sees('Conclude it');
  const token = await mia.page.$eval('input[name=token]', (input) => (input as HTMLInputElement).value);
  assert.equal((await post(ours, { token })).status, 303, 'and with all of that it is theirs');
});

test('no page lets anything foreign in', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  for (const path of ['/sign-in', '/', '/no-such-page', '/style.css']) {
    const { headers } = await fetch(`${world.origin}${path}`, { redirect: 'manual' });
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
  }
  const mia = await world.person('Mia Torres');
  const agent = idOf('Dev Patel');
  await mia.go(`/bundles/new?agent=${agent}`);
  await mia.write('Title (needed to release it)', '<img src=x onerror=alert(1)>"\'');
  await mia.press('Release it');
  assert.equal(await mia.page.$eval('h1', (heading) => heading.textContent), '<img src=x onerror=alert(1)>"\'');
  assert.equal((await mia.page.$$('main img, script')).length, 0);
});
