// What people are to do: their own, and that of others on which they decide.
import { html } from 'hono/html';
import type { ActionItemList, AgentActionItem, StaffActionItem } from 'touchline';

import { dayOf } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import { type Lists, each, listOf, listed, paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, none, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const LISTS: Lists<ActionItemList> = [
  ['open', 'Open'],
  ['awaiting_decision', 'To be verified'],
  ['verified', 'Verified'],
  ['cancelled', 'Called off'],
];

const href = (item: string): string => `/tasks/${item}`;
const due = ({ days_overdue, due_on }: AgentActionItem | StaffActionItem): Html =>
  days_overdue
    ? chip(`${parts.count(days_overdue, 'day')} late`, 'poor')
    : due_on
      ? html`<span class="beside">by ${dayOf(due_on)}</span>`
      : none;

export const mineRow = (visit: Visit, item: AgentActionItem): Html =>
  parts.row(
    href(item.action_item),
    item.task ?? 'Something to do',
    item.assigner ? html`from ${visit.sight.name(item.assigner)}` : none,
    html`${due(item)} ${chip(parts.sentence(item.state), item.needs_action ? 'wait' : 'calm')}`,
  );

export const staffRow = (visit: Visit, item: StaffActionItem): Html =>
  parts.row(
    href(item.action_item),
    item.task ?? 'Something to do',
    html`${visit.sight.name(item.assignee)}`,
    html`${due(item)} ${chip(parts.sentence(item.state), item.awaits_decision ? 'good' : 'calm')}`,
  );

export function list(visit: Visit): Html {
  const { sight } = visit;
  const wanted = listOf(visit, LISTS);
  const asked = { ...paged(visit), list: wanted };
  const found =
    visit.desk === 'agent'
      ? each(sight.ask('action_item.mine', asked), (item) => mineRow(visit, item))
      : each(sight.ask('action_item.list', asked), (item) => staffRow(visit, item));
  return listed(visit, 'To do', LISTS, wanted, found);
}

export function one(visit: Visit, item: string): Html {
  const seen = visit.sight.ask('action_item.get', { action_item: item });
  const { body } = seen;
  const whose = seen.type === 'staff' ? seen.body.assignee : null;
  const turns = body.history.map(({ done, kind, text }) =>
    parts.turn(parts.sentence(kind), html`${visit.sight.name(done.by)}, ${time(done.at)}`, text),
  );
  return page(
    visit,
    body.task ?? 'Something to do',
    html`<p class="under">${chip(parts.sentence(body.state))} ${due(body)} ${whose ? html`<a href="/people/${whose}">${visit.sight.name(whose)}</a>` : none}</p>
      <div class="columns"><div>
        ${body.details ? html`<p class="text">${body.details}</p>` : none}
        ${parts.part('history', 'So far', parts.rows(turns, 'Nothing was done yet.'))}
      </div><div>${parts.acts(visit, { type: 'action_item', id: item }, body.version)}</div></div>`,
  );
}
