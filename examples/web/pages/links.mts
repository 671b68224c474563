// Links that show something to whoever has them: those that somebody made, and what one shows.
import { html } from 'hono/html';
import type { OwnShareLink, SharedView } from 'touchline';

import { dayOf, today } from '../site/dates.mjs';
import { openPage, page } from '../site/layout.mjs';
import { paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, none, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const KINDS = { bundle: 'A bundle', performance: 'How somebody did', review: 'A review' } as const;

/** What is shown, by its name. */
function called({ sight }: Visit, { shows }: OwnShareLink): string {
  if (shows.type === 'bundle')
    return `${KINDS.bundle}: ${sight.find('bundle.get', shows.body)?.body.title ?? 'without a title'}`;
  if (shows.type === 'review')
    return `${KINDS.review}: ${sight.find('review.get', shows.body)?.body.call_name ?? 'of a call'}`;
  return KINDS.performance;
}

function row(visit: Visit, each: OwnShareLink): Html {
  const seen = html`until ${time(each.ends_at)} · opened ${each.views.length} of ${parts.count(each.most_views, 'time')}`;
  const revoke =
    each.state === 'open'
      ? parts.button(
          visit,
          '/do/share_link.revoke',
          'Revoke',
          { thing: each.share_link, version: `${each.version}` },
          'grave',
          KINDS[each.shows.type].toLowerCase(),
        )
      : none;
  return parts.row(
    null,
    called(visit, each),
    seen,
    html`${chip(parts.sentence(each.state), each.state === 'open' ? 'good' : 'calm')} ${revoke}`,
  );
}

export function list(visit: Visit, made: string | null = null): Html {
  const { items, next } = visit.sight.ask('share_link.mine', paged(visit));
  const told =
    made === null
      ? none
      : html`<div class="notice good" role="status"><p><strong>This is the link.</strong> It is shown once: nothing that is
          kept tells it again.</p>
    <p><a class="address" href="${made}">${made}</a></p></div>`;
  return page(
    visit,
    'Links',
    html`${told}${parts.rows(
      items.map((each) => row(visit, each)),
      'You have shown nothing to anybody.',
    )}${parts.pager(visit, next)}`,
  );
}

/** Before it is opened: programs that look at addresses in messages would use up its views. */
export const before = (): Html =>
  openPage(
    'Something is shown to you',
    html`<p class="lead">Whoever sent you this link shows you one thing. To open it counts as one view.</p>
      <form method="post"><button class="main">Open it</button></form>`,
  );

export const nothing = (): Html =>
  openPage(
    'There is nothing here',
    html`<p class="lead">The link is over, was opened as often as it may be, was revoked, or never was.</p>`,
  );

export function shown(view: SharedView, opened: string): Html {
  const until = html`<p class="beside">Opened on ${dayOf(today(opened))}.</p>`;
  if (view.type === 'review') {
    const { call_name, rating, score, summary } = view.body.body;
    const facts = parts.facts([
      ['Judged', rating !== null ? `${rating} of 5 stars` : score !== null && `${Math.round(score)} %`],
      ['Summary', html`<span class="text">${summary ?? 'None was written.'}</span>`],
    ]);
    return openPage(call_name ?? 'A review', html`${parts.part('about', 'A review of a call', facts)}${until}`);
  }
  if (view.type === 'bundle') {
    const { notes, response, title } = view.body.body;
    const facts = parts.facts([
      ['Guidance', html`<span class="text">${notes ?? 'None was written.'}</span>`],
      ['Answer', response === null ? 'Not yet' : parts.quoted(response.text)],
    ]);
    return openPage(title ?? 'A bundle', html`${parts.part('about', 'A bundle of coaching', facts)}${until}`);
  }
  const { reviews } = view.body;
  const shown = [parts.figure('Calls reviewed', reviews.calls), parts.figure('Score', reviews.score ?? '–')];
  return openPage('How somebody did', html`${parts.figures('In these weeks', shown)}${until}`);
}
