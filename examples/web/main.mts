// Starts the demo: `node build/main.mjs`. What it is told, it is told by its environment.
import { serve } from '@hono/node-server';

import { Host } from './host/host.mjs';
import { openLog } from './host/log.mjs';
import { site } from './site/app.mjs';
import { Sessions } from './site/session.mjs';
import { POLICY } from './story/policy.mjs';
import { seed } from './story/seed.mjs';

const address = process.env.DATABASE_URL ?? 'demo.sqlite';
const port = Number(process.env.PORT ?? 8480);

const host = new Host(await openLog(address), POLICY, () => new Date());
await seed(host);
const server = serve(
  { fetch: site(host, new Sessions(process.env.DEMO_SECRET)).fetch, hostname: '127.0.0.1', port },
  () => {
    console.log(`http://127.0.0.1:${port}  (Ctrl-C ends it)`);
  },
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => void host.close());
    // Browsers keep connections open that nothing is asked over.
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
