// Links that show something to whoever has them. The token is drawn here, told once, and kept nowhere.
import { randomBytes } from 'node:crypto';

import type { Hono } from 'hono';
import { InvalidInput, NotFound, Rejected, type Shared } from 'touchline';

import { idOf } from '../host/ids.mjs';
import * as links from '../pages/links.mjs';
import type { Front } from '../site/front.mjs';
import { attempted } from '../site/refusals.mjs';
import type { Visit } from '../site/visit.mjs';

const A_WEEK_MS = 7 * 86_400_000;
const MOST_VIEWS = 3;

const shown = (kind: string | undefined, id: string): Shared =>
  kind === 'review' ? { type: 'review', body: { review: id } } : { type: 'bundle', body: { bundle: id } };

export function sharing(app: Hono, front: Front): void {
  const { host } = front;
  const made = front.posted(async (c, { command, session, values: { id = '', kind } }) => {
    const token = randomBytes(32).toString('hex');
    const share_link = idOf(command);
    const ends_at = new Date(Date.parse(host.now()) + A_WEEK_MS).toISOString();
    const body = { share_link, shows: shown(kind, id), token, ends_at, most_views: MOST_VIEWS };
    const page = (address: string | null) => {
      return { path: '/links', asked: {}, view: (visit: Visit) => links.list(visit, address) };
    };
    try {
      await host.execute({ id: command, actor: session.person, type: 'share_link.create', body });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return front.show(c, session, page(null), attempted('share_link.create', {}, error));
    }
    return front.show(c, session, page(`${new URL(c.req.url).origin}/shown/${share_link}/${token}`));
  });
  app.post('/links', made);

  app.get('/shown/:link/:token', (c) => c.html(links.before()));
  app.post('/shown/:link/:token', async (c) => {
    const opened = { share_link: c.req.param('link'), token: c.req.param('token') };
    try {
      const { receipt } = await host.execute({ actor: 'system', type: 'share_link.view', body: opened });
      const opened_at = receipt?.at ?? host.now();
      const view = await host.look('system', (sight) => sight.ask('share_link.shown', { ...opened, opened_at }));
      return c.html(links.shown(view, opened_at));
    } catch (error) {
      // Whatever was wrong with it, whoever holds it learns nothing more.
      if (error instanceof NotFound || error instanceof InvalidInput) return c.html(links.nothing(), 404);
      throw error;
    }
  });
}
