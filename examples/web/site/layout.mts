// The frame of every page.
import { html } from 'hono/html';

import { type Html, button, none } from './parts.mjs';
import type { Visit } from './visit.mjs';

const LINKS = {
  agent: [
    ['/', 'Today'],
    ['/bundles', 'Bundles'],
    ['/reviews', 'Reviews'],
    ['/tasks', 'To do'],
  ],
  manager: [
    ['/', 'Today'],
    ['/queue', 'Queue'],
    ['/bundles', 'Bundles'],
    ['/reviews', 'Reviews'],
    ['/tasks', 'To do'],
    ['/team', 'Team'],
    ['/links', 'Links'],
  ],
  director: [
    ['/', 'Today'],
    ['/queue', 'Queue'],
    ['/bundles', 'Bundles'],
    ['/reviews', 'Reviews'],
    ['/team', 'Team'],
    ['/links', 'Links'],
  ],
} as const;

const frame = (title: string, body: Html): Html => html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
${body}
<footer><p>A demonstration. Everybody and every call in it are made up, and whoever opens it may be anybody: that is no way to
sign people in.</p></footer>
</body>
</html>`;

/** A page for somebody who is signed in. */
export function page(visit: Visit, title: string, body: Html): Html {
  const here = (href: string) => (href === '/' ? visit.path === '/' : visit.path.startsWith(href));
  const item = ([href, label]: readonly [string, string]) =>
    html`<li><a href="${href}"${here(href) ? html` aria-current="page"` : none}>${label}</a></li>`;
  return frame(
    `${title} · Sideline`,
    html`<a class="skip" href="#main">To the content</a>
<header class="top">
  <a class="brand" href="/">Sideline</a>
  <nav aria-label="Main"><ul>${LINKS[visit.desk].map(item)}</ul></nav>
  <div class="me"><span>${visit.me.name}</span>${button(visit, '/sign-out', 'Sign out', {}, 'quiet')}</div>
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${told(visit)}
${body}
</main>`,
  );
}

/** A page for whoever it is. */
export const openPage = (title: string, body: Html): Html =>
  frame(
    `${title} · Sideline`,
    html`<header class="top"><span class="brand">Sideline</span></header>
<main id="main"><h1>${title}</h1>${body}</main>`,
  );

function told({ asked, attempt }: Visit): Html {
  if (attempt === null) return asked.done ? html`<p class="notice good" role="status">Done.</p>` : none;
  const { late, message, values } = attempt;
  const written = Object.values(values).filter((value) => value.trim().length > 0);
  return html`<div class="notice ${late ? 'wait' : 'poor'}" role="alert">
    <p><strong>${late ? 'Somebody was first.' : 'That was not done.'}</strong> ${message}</p>
    ${late ? html`<p>Nothing of yours was kept. This is how it stands now.</p>` : none}
    ${late && written.length > 0 ? html`<p>What you had put in:</p>${written.map((value) => html`<blockquote>${value}</blockquote>`)}` : none}
  </div>`;
}
