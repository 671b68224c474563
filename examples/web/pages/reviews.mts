// Reviews: what waits to be reviewed, lists of what was given, and one of them.
import { html } from 'hono/html';
import type { AgentReview, GivenReviewList, MyReviewList, ReviewEntry, ReviewReason, ReviewState, StaffReview } from 'touchline';

import { dayOf, length, moment } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, type Tone, chip, none, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';
import { PAGE, each, listOf, share, tabs } from './bundles.mjs';

const MINE: [MyReviewList, string][] = [['inbox', 'Inbox'], ['history', 'All']];
const GIVEN: [GivenReviewList | 'queue' | 'disputed', string][] = [
  ['queue', 'Calls to review'],
  ['drafts', 'Drafts'],
  ['awaiting', 'Not read yet'],
  ['settled', 'Settled'],
  ['disputed', 'Disputed'],
];
const TONES: { [S in ReviewState]?: Tone } = { draft: 'calm', delivered: 'wait', reviewed: 'good', acknowledged: 'good' };

const href = (review: string): string => `/reviews/${review}`;
const stars = (rating: number | null): Html => (rating === null ? none : html`<span class="stars" role="img" aria-label="${rating} of 5 stars">${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</span>`);
/** What a call was judged to be: by stars, or by a scorecard. */
const judged = ({ rating, score }: Pick<StaffReview | AgentReview, 'rating' | 'score'>): Html =>
  rating !== null ? stars(rating) : score !== null ? html`<span class="score">${Math.round(score)} %</span>` : none;
const isDisputed = ({ disputes }: StaffReview | AgentReview): boolean => disputes.some(({ closed }) => closed === null);

export function staffRow(visit: Visit, review: StaffReview): Html {
  const state = isDisputed(review) ? chip('Disputed', 'poor') : chip(parts.sentence(review.state), TONES[review.state]);
  const beside = html`${visit.sight.name(review.agent)} · ${time((review.delivered ?? review.created).at)}`;
  return parts.row(href(review.review), review.call_name ?? 'A call', beside, html`${judged(review)} ${state}`);
}

export function agentRow(visit: Visit, review: AgentReview): Html {
  const beside = html`from ${visit.sight.name(review.reviewer)}${review.delivered ? html`, ${time(review.delivered.at)}` : none}`;
  const state = review.is_new ? chip('New', 'wait') : isDisputed(review) ? chip('Disputed', 'poor') : chip(parts.sentence(review.state), TONES[review.state]);
  return parts.row(href(review.review), review.call_name ?? 'A call', beside, html`${judged(review)} ${state}`);
}

const REASONS: { [T in ReviewReason['type']]: string } = { assigned: 'Assigned', flagged: 'Flagged', sampled: 'Sampled' };

export function entryRow(visit: Visit, entry: ReviewEntry): Html {
  const beside = html`${visit.sight.name(entry.handler)} · ${moment(entry.started_at)} · ${length(entry.length_ms)}`;
  const reasons = entry.reasons.map(({ type }) => chip(REASONS[type], type === 'flagged' ? 'poor' : 'calm'));
  return parts.row(null, entry.name ?? 'A call', beside, html`${reasons} ${parts.button(visit, '/reviews', 'Review', { call: entry.call }, '', `the call of ${visit.sight.nameOf(entry.handler)}`)}`);
}

export function list(visit: Visit): Html {
  const after = visit.asked.after ?? null;
  const { sight } = visit;
  if (visit.desk === 'agent') {
    const wanted = listOf(visit, MINE);
    const found = each(sight.ask('review.mine', { list: wanted, limit: PAGE, after }), (review) => agentRow(visit, review));
    return page(visit, 'Reviews', html`${tabs(visit, 'Lists of reviews', MINE, wanted)}${parts.rows(found.rows, 'Nothing is here.')}${parts.pager(visit, found.next)}`);
  }
  const wanted = listOf(visit, GIVEN);
  const asked = { limit: PAGE, after };
  const found =
    wanted === 'queue'
      ? each(sight.ask('review.queue', asked), (entry) => entryRow(visit, entry))
      : wanted === 'disputed'
        ? each(sight.ask('review.disputed', asked), (review) => staffRow(visit, review))
        : each(sight.ask('review.given', { ...asked, list: wanted }), (review) => staffRow(visit, review));
  return page(visit, 'Reviews', html`${tabs(visit, 'Lists of reviews', GIVEN, wanted)}${parts.rows(found.rows, 'Nothing is here.')}${parts.pager(visit, found.next)}`);
}

export function one(visit: Visit, review: string): Html {
  const seen = visit.sight.ask('review.get', { review });
  const { body } = seen;
  const { sight } = visit;
  const call = sight.find('call.get', { call: body.call });
  const improve = body.improvements.flatMap((each) => (each.type === 'answer' ? [parts.sentence(each.body.question)] : []));
  const whose = seen.type === 'staff' ? html`<div><dt>Of</dt><dd><a href="/people/${seen.body.agent}">${sight.name(seen.body.agent)}</a></dd></div>` : html`<div><dt>By</dt><dd>${sight.name(seen.body.reviewer)}</dd></div>`;
  const facts = html`<dl class="facts">
    ${whose}
    ${call ? html`<div><dt>Call</dt><dd>${moment(call.started_at)}, ${length(call.length_ms)}</dd></div>` : none}
    ${body.delivered ? html`<div><dt>Delivered</dt><dd>${time(body.delivered.at)}</dd></div>` : none}
    ${body.score === null && body.rating === null ? none : html`<div><dt>Judged</dt><dd>${judged(body)}</dd></div>`}
    ${improve.length === 0 ? none : html`<div><dt>To improve</dt><dd>${improve.map((what) => chip(what))}</dd></div>`}
    ${body.summary === null ? none : html`<div><dt>Summary</dt><dd class="text">${body.summary}</dd></div>`}
    ${body.retracted ? html`<div><dt>Taken back</dt><dd>${time(body.retracted.done.at)}${parts.quoted(body.retracted.text)}</dd></div>` : none}
    ${seen.type === 'agent' && seen.body.disputable_until ? html`<div><dt>May be disputed</dt><dd>until ${dayOf(seen.body.disputable_until)}</dd></div>` : none}
  </dl>`;
  const comments = body.comments.map(({ from_ms, kind, text }) => parts.turn(`At ${length(from_ms)}`, chip(parts.sentence(kind), kind === 'praise' ? 'good' : 'calm'), text));
  const items = body.items.map(({ action_item, due_on, task }) => parts.row(body.delivered ? `/tasks/${action_item}` : null, task ?? '', html`by ${dayOf(due_on)}`));
  const said = [
    ...body.thread.map(({ done, kind, text }) => parts.turn(parts.sentence(kind), html`${sight.name(done.by)}, ${time(done.at)}`, text)),
    ...body.addenda.map(({ done, text }) => parts.turn('Added', html`${sight.name(done.by)}, ${time(done.at)}`, text)),
  ];
  const disputes = body.disputes.map(({ closed, points, raised }) => {
    const proposed = points.map(({ about, reason }) => html`${about.type === 'rating' && about.body.proposed !== null ? html`${stars(about.body.proposed)} ` : none}${parts.quoted(reason)}`);
    const end = closed ? html`${chip(parts.sentence(closed.outcome), 'calm')}${parts.quoted(closed.note)}` : chip('Open', 'poor');
    return html`<li class="tall"><div class="what"><span class="title">Disputed by ${sight.name(raised.by)}</span> <span class="beside">${time(raised.at)}</span>${proposed}</div><div class="end">${end}</div></li>`;
  });
  return page(
    visit,
    body.call_name ?? 'A review',
    html`<p class="under">${chip(parts.sentence(body.state), TONES[body.state])} ${isDisputed(body) ? chip('Disputed', 'poor') : none} ${body.archived ? chip('Put away') : none}</p>
      <div class="columns"><div>
        ${parts.part('about', 'The review', facts)}
        ${parts.part('comments', 'Moments', parts.rows(comments, 'No moment was commented on.'))}
        ${items.length === 0 ? none : parts.part('items', 'To do', parts.rows(items, ''))}
        ${disputes.length === 0 ? none : parts.part('disputes', 'Disputes', parts.rows(disputes, ''))}
        ${said.length === 0 ? none : parts.part('thread', 'Said about it', parts.rows(said, ''))}
      </div><div>
        ${parts.acts(visit, { type: 'review', id: review }, body.version)}
        ${share(visit, 'review', review, body.delivered !== null)}
      </div></div>`,
  );
}
