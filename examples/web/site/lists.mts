// Lists in pages: which of several is looked at, its rows, and where the next page begins.
import { html } from 'hono/html';

import { page } from './layout.mjs';
import { type Html, pager, rows } from './parts.mjs';
import type { Visit } from './visit.mjs';

/** How many rows a page has. */
export const PAGE = 6;

/** Lists by their keys, with what they are called. */
export type Lists<T extends string> = [key: T, label: string][];
export interface Rows {
  rows: Html[];
  next: string | null;
}

/** Which of some lists was asked for: the first one where none of them was. */
export function listOf<T extends string>(visit: Visit, all: Lists<T>): T {
  const [first = ['' as T, '']] = all;
  return (all.find(([key]) => key === visit.asked.list) ?? first)[0];
}

/** What a query is asked for a page: how many, and from where. */
export const paged = (visit: Visit) => ({ limit: PAGE, after: visit.asked.after ?? null });

/** The rows of a page, and where the next one begins. */
export function each<T>(found: { items: T[]; next: string | null }, row: (item: T) => Html): Rows {
  return { rows: found.items.map(row), next: found.next };
}

/** A page of one of several lists. */
export function listed<T extends string>(visit: Visit, title: string, all: Lists<T>, current: T, found: Rows): Html {
  const here = (key: T) => (key === current ? html` aria-current="page"` : html``);
  const tab = ([key, label]: [T, string]) =>
    html`<li><a href="${visit.path}?list=${key}"${here(key)}>${label}</a></li>`;
  return page(
    visit,
    title,
    html`<nav class="tabs" aria-label="Lists: ${title}"><ul>${all.map(tab)}</ul></nav>
      ${rows(found.rows, 'Nothing is here.')}${pager(visit, found.next)}`,
  );
}
