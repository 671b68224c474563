// Reviews: what waits to be reviewed, lists of what was given, and one of them.
import { html } from 'hono/html';
import type {
  AgentReview,
  GivenReviewList,
  MyReviewList,
  ReviewDispute,
  ReviewEntry,
  ReviewReason,
  ReviewState,
  StaffReview,
} from 'touchline';

import { dayOf, length, moment } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import { type Lists, each, listOf, listed, paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, type Tone, chip, none, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';
import { share } from './bundles.mjs';

const MINE: Lists<MyReviewList> = [
  ['inbox', 'Inbox'],
  ['history', 'All'],
];
const GIVEN: Lists<GivenReviewList | 'queue' | 'disputed'> = [
  ['queue', 'Calls to review'],
  ['drafts', 'Drafts'],
  ['awaiting', 'Not read yet'],
  ['settled', 'Settled'],
  ['disputed', 'Disputed'],
];
const TONES: { [S in ReviewState]?: Tone } = {
  draft: 'calm',
  delivered: 'wait',
  reviewed: 'good',
  acknowledged: 'good',
};

const href = (review: string): string => `/reviews/${review}`;
const stars = (rating: number | null): Html =>
  rating === null
    ? none
    : html`<span class="stars" role="img" aria-label="${rating} of 5 stars">${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</span>`;
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
  const state = review.is_new
    ? chip('New', 'wait')
    : isDisputed(review)
      ? chip('Disputed', 'poor')
      : chip(parts.sentence(review.state), TONES[review.state]);
  return parts.row(href(review.review), review.call_name ?? 'A call', beside, html`${judged(review)} ${state}`);
}

const REASONS: { [T in ReviewReason['type']]: string } = {
  assigned: 'Assigned',
  flagged: 'Flagged',
  sampled: 'Sampled',
};

export function entryRow(visit: Visit, entry: ReviewEntry): Html {
  const beside = html`${visit.sight.name(entry.handler)} · ${moment(entry.started_at)} · ${length(entry.length_ms)}`;
  const reasons = entry.reasons.map(({ type }) => chip(REASONS[type], type === 'flagged' ? 'poor' : 'calm'));
  const to = parts.button(
    visit,
    '/reviews',
    'Review',
    { call: entry.call },
    '',
    `the call of ${visit.sight.nameOf(entry.handler)}`,
  );
  return parts.row(null, entry.name ?? 'A call', beside, html`${reasons} ${to}`);
}

export function list(visit: Visit): Html {
  return visit.desk === 'agent' ? listOfOwn(visit) : listOfOthers(visit);
}

function listOfOwn(visit: Visit): Html {
  const wanted = listOf(visit, MINE);
  const found = visit.sight.ask('review.mine', { ...paged(visit), list: wanted });
  return listed(
    visit,
    'Reviews',
    MINE,
    wanted,
    each(found, (review) => agentRow(visit, review)),
  );
}

function listOfOthers(visit: Visit): Html {
  const { sight } = visit;
  const wanted = listOf(visit, GIVEN);
  const row = (review: StaffReview) => staffRow(visit, review);
  const found =
    wanted === 'queue'
      ? each(sight.ask('review.queue', paged(visit)), (entry) => entryRow(visit, entry))
      : wanted === 'disputed'
        ? each(sight.ask('review.disputed', paged(visit)), row)
        : each(sight.ask('review.given', { ...paged(visit), list: wanted }), row);
  return listed(visit, 'Reviews', GIVEN, wanted, found);
}

export function one(visit: Visit, review: string): Html {
  const seen = visit.sight.ask('review.get', { review });
  const { body } = seen;
  const { sight } = visit;
  const call = sight.find('call.get', { call: body.call });
  const improve = body.improvements.flatMap((each) =>
    each.type === 'answer' ? [parts.sentence(each.body.question)] : [],
  );
  const facts = parts.facts([
    ['Of', seen.type === 'staff' && html`<a href="/people/${seen.body.agent}">${sight.name(seen.body.agent)}</a>`],
    ['By', seen.type === 'agent' && sight.name(seen.body.reviewer)],
    ['Call', call && `${moment(call.started_at)}, ${length(call.length_ms)}`],
    ['Delivered', body.delivered && time(body.delivered.at)],
    ['Judged', (body.score !== null || body.rating !== null) && judged(body)],
    ['To improve', improve.length > 0 && html`${improve.map((what) => chip(what))}`],
    ['Summary', body.summary && html`<span class="text">${body.summary}</span>`],
    ['Taken back', parts.remark(visit, body.retracted)],
    [
      'May be disputed',
      seen.type === 'agent' && seen.body.disputable_until && html`until ${dayOf(seen.body.disputable_until)}`,
    ],
  ]);
  const comments = body.comments.map(({ from_ms, kind, text }) =>
    parts.turn(`At ${length(from_ms)}`, chip(parts.sentence(kind), kind === 'praise' ? 'good' : 'calm'), text),
  );
  const items = body.items.map(({ action_item, due_on, task }) =>
    parts.row(body.delivered ? `/tasks/${action_item}` : null, task ?? '', html`by ${dayOf(due_on)}`),
  );
  const said = [
    ...body.thread.map(({ done, kind, text }) =>
      parts.turn(parts.sentence(kind), html`${sight.name(done.by)}, ${time(done.at)}`, text),
    ),
    ...body.addenda.map(({ done, text }) => parts.turn('Added', html`${sight.name(done.by)}, ${time(done.at)}`, text)),
  ];
  const disputes = body.disputes.map((each) => dispute(visit, each));
  return page(
    visit,
    body.call_name ?? 'A review',
    html`<p class="under">${chip(parts.sentence(body.state), TONES[body.state])}
        ${isDisputed(body) ? chip('Disputed', 'poor') : none} ${body.archived ? chip('Put away') : none}</p>
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

function dispute(visit: Visit, { closed, points, raised }: ReviewDispute): Html {
  const point = ({ about, reason }: (typeof points)[number]) => {
    const proposed = about.type === 'rating' && about.body.proposed !== null ? stars(about.body.proposed) : none;
    return html`${proposed}${parts.quoted(reason)}`;
  };
  const end = closed ? html`${chip(parts.sentence(closed.outcome))}${parts.quoted(closed.note)}` : chip('Open', 'poor');
  return html`<li>
    <div class="what"><span class="title">Disputed by ${visit.sight.name(raised.by)}</span>
      <span class="beside">${time(raised.at)}</span>${points.map(point)}</div>
    <div class="end">${end}</div>
  </li>`;
}
