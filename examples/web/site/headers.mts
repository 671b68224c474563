// What browsers are told about every answer: nothing foreign is loaded, nothing runs, and nothing is kept.
import { createHash } from 'node:crypto';

import type { MiddlewareHandler } from 'hono';

const OURS =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS = {
  'content-security-policy': OURS,
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  // The address of a share link is told to no other site, and forms still say where they come from.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

export const guarded: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

/** For a report or a picture, which brings its own style: that text alone is allowed, by its hash. */
export function ofReport(document: string): string {
  const styles = [...document.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
  return `default-src 'none'; style-src ${[...new Set(styles)].join(' ') || "'none'"}; frame-ancestors 'none'; base-uri 'none'`;
}
