// Signing in and out.
import type { Hono } from 'hono';

import { idOf } from '../host/ids.mjs';
import type { Front } from '../site/front.mjs';
import { signIn } from '../site/sign_in.mjs';
import { PEOPLE } from '../story/people.mjs';

export function entering(app: Hono, front: Front): void {
  app.get('/sign-in', (c) => c.html(signIn()));
  app.post('/sign-in', async (c) => {
    const { person } = await c.req.parseBody();
    const known = PEOPLE.find(({ name }) => idOf(name) === person);
    if (known === undefined) return c.redirect('/sign-in', 303);
    await front.sessions.begin(c, idOf(known.name));
    return c.redirect('/', 303);
  });
  const out = front.posted((c) => {
    front.sessions.end(c);
    return c.redirect('/sign-in', 303);
  });
  app.post('/sign-out', out);
}
