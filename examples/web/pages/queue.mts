// The training queue: what reviewers asked to be coached.
import { html } from 'hono/html';
import type { StaffTrainingItem, TrainingItemState } from 'touchline';

import { type Lists, each, listOf, listed, paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, none } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const LISTS: Lists<TrainingItemState> = [
  ['pending', 'Waiting'],
  ['in_progress', 'In a bundle'],
  ['resolved', 'Coached'],
];

export function itemRow(visit: Visit, item: StaffTrainingItem): Html {
  const beside = html`${visit.sight.name(item.agent)} · ${visit.sight.call(item.call)}${item.note ? html` · ${item.note}` : none}`;
  const waits =
    item.waiting_days === null ? none : html`<span class="beside">${parts.count(item.waiting_days, 'day')}</span>`;
  const again = item.repeat ? chip('Again', 'poor') : none;
  const to = item.bundle
    ? parts.link(`/bundles/${item.bundle}`, 'Its bundle', `of ${visit.sight.nameOf(item.agent)}`)
    : item.state === 'pending'
      ? parts.link(`/bundles/new?agent=${item.agent}`, 'Make a bundle', `for ${visit.sight.nameOf(item.agent)}`)
      : none;
  return parts.row(null, item.check_name ?? item.check ?? 'The whole call', beside, html`${again} ${waits} ${to}`);
}

export function list(visit: Visit): Html {
  const wanted = listOf(visit, LISTS);
  const found = visit.sight.ask('training.queue', { ...paged(visit), state: wanted });
  return listed(
    visit,
    'The training queue',
    LISTS,
    wanted,
    each(found, (item) => itemRow(visit, item)),
  );
}
