// The routes: what is looked at, what is done, and what becomes of what is refused.
import { randomBytes } from 'node:crypto';

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { type CommandName, type Commands, InvalidInput, NotAllowed, NotFound, Rejected, type Shared } from 'touchline';

import type { Host, Wanted } from '../host/host.mjs';
import { idOf } from '../host/ids.mjs';
import type { Sight } from '../host/sight.mjs';
import * as bundles from '../pages/bundles.mjs';
import * as links from '../pages/links.mjs';
import * as questions from '../pages/questions.mjs';
import * as queue from '../pages/queue.mjs';
import * as reviews from '../pages/reviews.mjs';
import * as tasks from '../pages/tasks.mjs';
import * as team from '../pages/team.mjs';
import { today } from '../pages/today.mjs';
import { PEOPLE } from '../story/people.mjs';
import { PAGES, type Values, actOf } from './acts.mjs';
import { ICON, STYLE } from './assets.mjs';
import { guarded, ofReport } from './headers.mjs';
import { openPage } from './layout.mjs';
import { type Html, link, told } from './parts.mjs';
import type { Session, Sessions } from './session.mjs';
import { signIn } from './sign_in.mjs';
import { type Attempt, Visit } from './visit.mjs';

const MOST_BYTES = 256 * 1024;
const A_WEEK_MS = 7 * 86_400_000;
const MOST_VIEWS = 3;

/** What is shown at an address of the site. */
type View = (visit: Visit) => Html;
/** What came with a form: its fields, by whom, and the id of the command that it carries. */
interface Posted {
  session: Session;
  values: Values;
  command: string;
}

/** The pages of single things, by the kind that a command's name begins with. */
const THINGS: { [kind: string]: (visit: Visit, id: string) => Html } = {
  action_item: tasks.one,
  bundle: bundles.one,
  escalation: questions.one,
  review: reviews.one,
  share_link: (visit) => links.list(visit),
};

export function site(host: Host, sessions: Sessions): Hono {
  const app = new Hono();
  app.use(guarded, csrf(), bodyLimit({ maxSize: MOST_BYTES }));

  const asked = (c: Context): Values => Object.fromEntries(new URL(c.req.url).searchParams);

  /** Shows a page to somebody, as things stand now. */
  async function show(
    c: Context,
    session: Session,
    view: View,
    path: string,
    values: Values,
    attempt: Attempt | null = null,
  ) {
    const page = await host.look(session.person, (sight) =>
      view(new Visit(sight, session.token, path, values, attempt)),
    );
    return c.html(page, attempt === null ? 200 : attempt.status);
  }

  const looking = (view: (visit: Visit, c: Context) => Html) => async (c: Context) => {
    const session = await sessions.of(c);
    if (session === null) return c.redirect('/sign-in', 303);
    return show(c, session, (visit) => view(visit, c), c.req.path, asked(c));
  };

  /** Reads a form of somebody who is signed in, if it is one of ours. */
  async function posted(c: Context): Promise<Posted | null> {
    const session = await sessions.of(c);
    if (session === null) return null;
    const { command, token, ...fields } = await c.req.parseBody({ all: true });
    if (!sessions.matches(session.token, token)) return null;
    const text = (value: unknown) => (Array.isArray(value) ? value.join(',') : String(value));
    const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
    return { session, values, command: text(command) };
  }

  /** Does what a form asks for, and goes on; or shows the page that it came from again, with what was refused. */
  async function act<T extends CommandName>(
    c: Context,
    form: Posted,
    type: T,
    made: { body: Commands[T]; version?: number; next: string; view: View; path: string; asked?: Values },
  ) {
    const { body, next, path, version, view } = made;
    const wanted: Wanted<T> = {
      id: form.command,
      actor: form.session.person,
      type,
      body,
      expected_version: version ?? null,
    };
    try {
      await host.execute(wanted);
    } catch (error) {
      if (!(error instanceof Rejected || error instanceof InvalidInput)) throw error;
      return show(c, form.session, view, path, made.asked ?? {}, attempted(type, form.values, error));
    }
    return c.redirect(next, 303);
  }

  const seeing = <T,>(form: Posted, read: (sight: Sight) => T): Promise<T> => host.look(form.session.person, read);

  app.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/icon.svg', (c) => c.body(ICON, 200, { 'content-type': 'image/svg+xml' }));

  app.get('/sign-in', (c) => c.html(signIn()));
  app.post('/sign-in', async (c) => {
    const { person } = await c.req.parseBody();
    const known = PEOPLE.find(({ name }) => idOf(name) === person);
    if (known === undefined) return c.redirect('/sign-in', 303);
    await sessions.begin(c, idOf(known.name));
    return c.redirect('/', 303);
  });
  app.post('/sign-out', async (c) => {
    if ((await posted(c)) === null) return stale(c);
    sessions.end(c);
    return c.redirect('/sign-in', 303);
  });

  const id = (c: Context): string => c.req.param('id') ?? '';
  app.get('/', looking(today));
  app.get('/queue', looking(queue.list));
  app.get('/bundles', looking(bundles.list));
  app.get('/bundles/new', looking(bundles.make));
  app.get(
    '/bundles/:id',
    looking((visit, c) => bundles.one(visit, id(c))),
  );
  app.get('/reviews', looking(reviews.list));
  app.get(
    '/reviews/:id',
    looking((visit, c) => reviews.one(visit, id(c))),
  );
  app.get(
    '/questions/:id',
    looking((visit, c) => questions.one(visit, id(c))),
  );
  app.get('/tasks', looking(tasks.list));
  app.get(
    '/tasks/:id',
    looking((visit, c) => tasks.one(visit, id(c))),
  );
  app.get('/team', looking(team.team));
  app.get(
    '/people/:id',
    looking((visit, c) => team.person(visit, id(c))),
  );
  app.get(
    '/links',
    looking((visit) => links.list(visit)),
  );

  app.get('/pictures/trend/:file{.+\\.svg}', async (c) => {
    const session = await sessions.of(c);
    if (session === null) return c.redirect('/sign-in', 303);
    const person = c.req.param('file').replace(/\.svg$/, '');
    const { svg } = await host.look(session.person, (sight) => team.drawn(sight, person));
    return c.body(svg, 200, { 'content-type': 'image/svg+xml', 'content-security-policy': ofReport(svg) });
  });
  app.get('/reports/:kind/:file', async (c) => {
    const session = await sessions.of(c);
    if (session === null) return c.redirect('/sign-in', 303);
    const [of = '', format = ''] = c.req.param('file').split('.');
    if (!team.isShown(format)) return c.notFound();
    const report = await host.look(session.person, (sight) => team.printed(sight, c.req.param('kind'), of, format));
    if (report === null) return c.notFound();
    const content = report.encoding === 'base64' ? Buffer.from(report.content, 'base64') : report.content;
    const headers = { 'content-type': report.media_type, 'content-disposition': `inline; filename="report.${format}"` };
    return c.body(content, 200, {
      ...headers,
      ...(format === 'html' && { 'content-security-policy': ofReport(report.content) }),
    });
  });

  app.post('/do/:command', async (c) => {
    const form = await posted(c);
    if (form === null) return stale(c);
    const command = c.req.param('command');
    const [kind = ''] = command.split('.');
    const row = actOf(command);
    const view = THINGS[kind];
    if (row === null || view === undefined) return c.notFound();
    const { thing = '', version, ...values } = form.values;
    const body = await seeing(form, (sight) => row.body({ id: thing, command: form.command, values, sight }));
    const path = PAGES[kind] === undefined ? '/links' : `${PAGES[kind]}/${thing}`;
    const type = command as CommandName;
    return act(c, { ...form, values }, type, {
      body,
      version: Number(version),
      next: `${path}?done=1`,
      path,
      view: (visit) => view(visit, thing),
    });
  });

  app.post('/bundles', async (c) => {
    const form = await posted(c);
    if (form === null) return stale(c);
    const { agent = '', as, items = '', notes = '', title = '' } = form.values;
    const chosen = items.split(',').filter((item) => item !== '');
    const calls = await seeing(
      form,
      (sight) => new Set(chosen.map((item) => sight.ask('training.item', { training_item: item }).call)),
    );
    const content = {
      title: title.trim() || null,
      notes: notes.trim() || null,
      calls: [...calls].map((call) => ({ call })),
      training_items: chosen,
    };
    const bundle = idOf(form.command);
    const type = as === 'draft' ? 'bundle.create' : 'bundle.create_and_release';
    return act(c, form, type, {
      body: { agent, bundle, content },
      next: `/bundles/${bundle}?done=1`,
      path: '/bundles/new',
      asked: { agent },
      view: bundles.make,
    });
  });

  app.post('/reviews', async (c) => {
    const form = await posted(c);
    if (form === null) return stale(c);
    const review = idOf(form.command);
    const body = { call: form.values.call ?? '', review };
    return act(c, form, 'review.create', { body, next: `/reviews/${review}`, path: '/reviews', view: reviews.list });
  });

  app.post('/links', async (c) => {
    const form = await posted(c);
    if (form === null) return stale(c);
    const { id = '', kind } = form.values;
    const token = randomBytes(32).toString('hex');
    const share_link = idOf(form.command);
    const shows: Shared =
      kind === 'review' ? { type: 'review', body: { review: id } } : { type: 'bundle', body: { bundle: id } };
    const ends_at = new Date(Date.parse(host.now()) + A_WEEK_MS).toISOString();
    const body = { share_link, shows, token, ends_at, most_views: MOST_VIEWS };
    const made = `${new URL(c.req.url).origin}/shown/${share_link}/${token}`;
    try {
      await host.execute({ id: form.command, actor: form.session.person, type: 'share_link.create', body });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return show(
        c,
        form.session,
        (visit) => links.list(visit),
        '/links',
        {},
        attempted('share_link.create', {}, error),
      );
    }
    return show(c, form.session, (visit) => links.list(visit, made), '/links', {});
  });

  app.get('/shown/:link/:token', (c) => c.html(links.before()));
  app.post('/shown/:link/:token', async (c) => {
    const [share_link, token] = [c.req.param('link'), c.req.param('token')];
    try {
      const { receipt } = await host.execute({ actor: 'system', type: 'share_link.view', body: { share_link, token } });
      const opened_at = receipt?.at ?? host.now();
      return c.html(
        await host.look('system', (sight) =>
          links.shown(sight.ask('share_link.shown', { share_link, token, opened_at }), opened_at),
        ),
      );
    } catch (error) {
      // Whatever was wrong with it, whoever holds it learns nothing more.
      if (error instanceof NotFound || error instanceof InvalidInput) return c.html(links.nothing(), 404);
      throw error;
    }
  });

  app.notFound((c) => c.html(openPage('There is no such page', back), 404));
  app.onError((error, c) => {
    if (error instanceof NotFound || error instanceof InvalidInput)
      return c.html(openPage('There is nothing here for you', back), 404);
    if (error instanceof NotAllowed) return c.html(openPage('That is not yours to see', back), 403);
    if (error instanceof Rejected) return c.html(openPage('That cannot be done', back), 409);
    if ('getResponse' in error && typeof error.getResponse === 'function') return error.getResponse();
    console.error(error);
    return c.html(openPage('Something went wrong here', back), 500);
  });
  return app;
}

/** Where somebody goes on who came to nothing. */
const back = html`<p>${link('/', 'To the first page')}</p>`;

/** A form without its token, or of another sign-in. */
const stale = (c: Context) => c.html(openPage('This form is too old', back), 403);

const STATUS = { invalid: 422, limit: 422, not_allowed: 403, not_found: 404, wrong_state: 409, conflict: 409 } as const;

function attempted(command: string, values: Values, error: Rejected | InvalidInput): Attempt {
  if (error instanceof InvalidInput) {
    return {
      command,
      values,
      faults: error.faults,
      late: false,
      message: 'Look at what is marked below.',
      status: 422,
    };
  }
  const late = error.code === 'version_conflict';
  const message = late ? 'This has changed since you opened it.' : told(error.message);
  return { command, values, faults: [], late, message, status: STATUS[error.kind] };
}
