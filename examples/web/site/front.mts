// Between the routes and the host: who asks, what their form says, and what they are shown.
import type { Context } from 'hono';
import { type CommandName, type Commands, InvalidInput, Rejected } from 'touchline';

import type { Host, Wanted } from '../host/host.mjs';
import type { Sight } from '../host/sight.mjs';
import type { Values } from './acts.mjs';
import type { Html } from './parts.mjs';
import { attempted, stale } from './refusals.mjs';
import type { Session, Sessions } from './session.mjs';
import { type Attempt, Visit } from './visit.mjs';

/** What is shown at an address of the site. */
export type View = (visit: Visit) => Html;

/** What came with a form: its fields, by whom, and the id of the command that it carries. */
export interface Posted {
  session: Session;
  values: Values;
  command: string;
}

/** A page as it was asked for: its path, and what stood behind it. */
export interface Asked {
  path: string;
  asked: Values;
  view: View;
}

/** What a form comes to. */
export interface Made<T extends CommandName> {
  type: T;
  body: Commands[T];
  /** The version that the form's page showed. */
  version?: number;
  /** Where it goes on. */
  next: string;
  /** What is shown again where it is refused. */
  from: Asked;
}

type Answer = Response | Promise<Response>;

export class Front {
  constructor(
    readonly host: Host,
    readonly sessions: Sessions,
  ) {}

  /** Answers whoever is signed in, and has others sign in. */
  signedIn(answer: (c: Context, session: Session) => Answer) {
    return async (c: Context): Promise<Response> => {
      const session = await this.sessions.of(c);
      return session === null ? c.redirect('/sign-in', 303) : answer(c, session);
    };
  }

  /** Answers with a page. */
  looking(view: (visit: Visit, c: Context) => Html) {
    return this.signedIn((c, session) => {
      const asked = Object.fromEntries(new URL(c.req.url).searchParams);
      return this.show(c, session, { path: c.req.path, asked, view: (visit) => view(visit, c) });
    });
  }

  /** Answers a form of somebody who is signed in, if it is one of ours. */
  posted(answer: (c: Context, form: Posted) => Answer) {
    return async (c: Context): Promise<Response> => {
      const session = await this.sessions.of(c);
      const { command, token, ...fields } = await c.req.parseBody({ all: true });
      if (session === null || !this.sessions.matches(session.token, token)) return stale(c);
      const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, text(value)]));
      return answer(c, { session, values, command: text(command) });
    };
  }

  seeing<T>({ session }: Posted, read: (sight: Sight) => T): Promise<T> {
    return this.host.look(session.person, read);
  }

  /** Shows a page to somebody, as things stand now. */
  async show(c: Context, { person, token }: Session, { asked, path, view }: Asked, attempt: Attempt | null = null) {
    const page = await this.host.look(person, (sight) => view(new Visit(sight, token, path, asked, attempt)));
    return c.html(page, attempt === null ? 200 : attempt.status);
  }

  /** Does what a form asks for, and goes on; or shows the page that it came from again, with what was refused. */
  async act<T extends CommandName>(c: Context, form: Posted, made: Made<T>): Promise<Response> {
    const { body, from, next, type, version = null } = made;
    const wanted: Wanted<T> = { id: form.command, actor: form.session.person, type, body, expected_version: version };
    try {
      await this.host.execute(wanted);
    } catch (error) {
      if (!(error instanceof Rejected || error instanceof InvalidInput)) throw error;
      return this.show(c, form.session, from, attempted(type, form.values, error));
    }
    return c.redirect(next, 303);
  }
}

/** What a field says; of several boxes, all that are ticked. */
const text = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));
