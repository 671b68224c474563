// What is looked at: a row a page.
import type { Hono } from 'hono';

import * as bundles from '../pages/bundles.mjs';
import * as links from '../pages/links.mjs';
import * as questions from '../pages/questions.mjs';
import * as queue from '../pages/queue.mjs';
import * as reviews from '../pages/reviews.mjs';
import * as tasks from '../pages/tasks.mjs';
import * as team from '../pages/team.mjs';
import { today } from '../pages/today.mjs';
import type { Front, View } from '../site/front.mjs';
import type { Html } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const LISTS: { [path: string]: View } = {
  '/': today,
  '/queue': queue.list,
  '/bundles': bundles.list,
  '/bundles/new': bundles.make,
  '/reviews': reviews.list,
  '/tasks': tasks.list,
  '/team': team.team,
  '/links': links.list,
};

const SINGLE: { [path: string]: (visit: Visit, id: string) => Html } = {
  '/bundles/:id': bundles.one,
  '/reviews/:id': reviews.one,
  '/questions/:id': questions.one,
  '/tasks/:id': tasks.one,
  '/people/:id': team.person,
};

export function looking(app: Hono, front: Front): void {
  for (const [path, view] of Object.entries(LISTS)) app.get(path, front.looking(view));
  for (const [path, view] of Object.entries(SINGLE)) {
    const answer = front.looking((visit, c) => view(visit, c.req.param('id') ?? ''));
    app.get(path, answer);
  }
}
