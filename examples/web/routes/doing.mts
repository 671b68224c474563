// What is done with a thing: a form names a command, and its row makes the body.
import type { Hono } from 'hono';
import type { CommandName } from 'touchline';

import * as bundles from '../pages/bundles.mjs';
import * as links from '../pages/links.mjs';
import * as questions from '../pages/questions.mjs';
import * as reviews from '../pages/reviews.mjs';
import * as tasks from '../pages/tasks.mjs';
import { PAGES, actOf } from '../site/acts.mjs';
import type { Front } from '../site/front.mjs';
import type { Html } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

/** The pages of single things, by the kind that a command's name begins with. */
const THINGS: { [kind: string]: (visit: Visit, id: string) => Html } = {
  action_item: tasks.one,
  bundle: bundles.one,
  escalation: questions.one,
  review: reviews.one,
  share_link: (visit) => links.list(visit),
};

export function doing(app: Hono, front: Front): void {
  const done = front.posted(async (c, { command, session, values: fields }) => {
    const type = c.req.param('command') as CommandName;
    const [kind = ''] = type.split('.');
    const act = actOf(type);
    const view = THINGS[kind];
    if (act === null || view === undefined) return c.notFound();
    const { thing = '', version, ...values } = fields;
    const form = { command, session, values };
    const body = await front.seeing(form, (sight) => act.body({ id: thing, command, values, sight }));
    const path = PAGES[kind] === undefined ? '/links' : `${PAGES[kind]}/${thing}`;
    const from = { path, asked: {}, view: (visit: Visit) => view(visit, thing) };
    return front.act(c, form, { type, body, version: Number(version), next: `${path}?done=1`, from });
  });
  app.post('/do/:command', done);
}
