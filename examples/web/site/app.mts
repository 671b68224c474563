// The whole site: what guards every answer, and the routes by what they are for.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';

import type { Host } from '../host/host.mjs';
import { doing } from '../routes/doing.mjs';
import { entering } from '../routes/entering.mjs';
import { looking } from '../routes/looking.mjs';
import { making } from '../routes/making.mjs';
import { reporting } from '../routes/reporting.mjs';
import { sharing } from '../routes/sharing.mjs';
import { ICON, STYLE } from './assets.mjs';
import { Front } from './front.mjs';
import { guarded } from './headers.mjs';
import { failed, noPage } from './refusals.mjs';
import type { Sessions } from './session.mjs';

const MOST_BYTES = 256 * 1024;

export function site(host: Host, sessions: Sessions): Hono {
  const app = new Hono();
  const front = new Front(host, sessions);
  app.use(guarded, csrf(), bodyLimit({ maxSize: MOST_BYTES }));
  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/icon.svg', (c) => c.body(ICON, 200, { 'content-type': 'image/svg+xml' }));
  for (const routes of [entering, looking, reporting, doing, making, sharing]) routes(app, front);
  app.notFound(noPage);
  app.onError(failed);
  return app;
}
