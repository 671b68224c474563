// Reports and pictures, as they may be taken along.
import type { Hono } from 'hono';

import * as team from '../pages/team.mjs';
import type { Front } from '../site/front.mjs';
import { ofReport } from '../site/headers.mjs';

export function reporting(app: Hono, front: Front): void {
  const picture = front.signedIn(async (c, { person }) => {
    const [of = ''] = (c.req.param('file') ?? '').split('.');
    const { svg } = await front.host.look(person, (sight) => team.drawn(sight, of));
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'content-security-policy': ofReport(svg) });
  });
  app.get('/pictures/trend/:file', picture);

  const report = front.signedIn(async (c, { person }) => {
    const [of = '', format = ''] = (c.req.param('file') ?? '').split('.');
    if (!team.isShown(format)) return c.notFound();
    const kind = c.req.param('kind') ?? '';
    const made = await front.host.look(person, (sight) => team.printed(sight, kind, of, format));
    if (made === null) return c.notFound();
    const named = { 'content-type': made.media_type, 'content-disposition': `inline; filename="report.${format}"` };
    if (made.encoding === 'base64') return c.body(Buffer.from(made.content, 'base64'), 200, named);
    return c.body(made.content, 200, { ...named, 'content-security-policy': ofReport(made.content) });
  });
  app.get('/reports/:kind/:file', report);
}
