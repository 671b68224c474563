// What becomes of what is refused: a page that says so, with the status that fits.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { InvalidInput, NotAllowed, NotFound, Rejected } from 'touchline';

import type { Values } from './acts.mjs';
import { openPage } from './layout.mjs';
import { link, told } from './parts.mjs';
import type { Attempt } from './visit.mjs';

const STATUS = { invalid: 422, limit: 422, not_allowed: 403, not_found: 404, wrong_state: 409, conflict: 409 } as const;

/** What somebody tried, so that the page it came from can say what was wrong. */
export function attempted(command: string, values: Values, error: Rejected | InvalidInput): Attempt {
  if (error instanceof InvalidInput) {
    const message = 'Look at what is marked below.';
    return { command, values, faults: error.faults, late: false, message, status: 422 };
  }
  const late = error.code === 'version_conflict';
  const message = late ? 'This has changed since you opened it.' : told(error.message);
  return { command, values, faults: [], late, message, status: STATUS[error.kind] };
}

type Status = 403 | 404 | 409 | 500;

function instead(c: Context, title: string, status: Status): Response | Promise<Response> {
  return c.html(openPage(title, html`<p>${link('/', 'To the first page')}</p>`), status);
}

/** A form without its token, or of another sign-in. */
export const stale = (c: Context) => instead(c, 'This form is too old', 403);

export const noPage = (c: Context) => instead(c, 'There is no such page', 404);

/** What no page has taken care of. An id that is none is an address where nothing is. */
export function failed(error: Error, c: Context): Response | Promise<Response> {
  if (error instanceof NotFound || error instanceof InvalidInput)
    return instead(c, 'There is nothing here for you', 404);
  if (error instanceof NotAllowed) return instead(c, 'That is not yours to see', 403);
  if (error instanceof Rejected) return instead(c, 'That cannot be done', 409);
  // The framework's own: a form from elsewhere, or one that is too large.
  if ('getResponse' in error && typeof error.getResponse === 'function') return error.getResponse();
  console.error(error);
  return instead(c, 'Something went wrong here', 500);
}
