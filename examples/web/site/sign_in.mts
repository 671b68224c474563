// Whoever opens the demo chooses whom to be.
import { html } from 'hono/html';

import { idOf } from '../host/ids.mjs';
import { PEOPLE } from '../story/people.mjs';
import { openPage } from './layout.mjs';
import type { Html } from './parts.mjs';

const one = ({ about, name }: { about: string; name: string }): Html =>
  html`<li><button name="person" value="${idOf(name)}"><b>${name}</b><span>${about}</span></button></li>`;

export const signIn = (): Html =>
  openPage(
    'Who would you like to be?',
    html`<p class="lead">Nobody here is real. There is no password: this way in is made for the demonstration
alone, and a product has its own.</p>
<form method="post" action="/sign-in"><ul class="people">${PEOPLE.map(one)}</ul></form>`,
  );
