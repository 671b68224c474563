// What can be done on a page: a row a command, with what is asked for and how that becomes the command's body.
// Whether a row is a button or a reason is never decided here: `available` says so.
import type { BundleSight, CommandName, Commands, DisputeRulingInput } from 'touchline';

import type { Sight } from '../host/sight.mjs';
import { idOf } from '../host/ids.mjs';
import { days, today } from './dates.mjs';

export type Values = Record<string, string>;

export interface Field {
  /** As it is called in the command's body, so that a fault finds its field. */
  name: string;
  label: string;
  input: 'line' | 'text' | 'day' | 'choice';
  optional?: boolean;
  /** What is said beside its label. */
  hint?: string;
  choices?: [value: string, label: string][];
}

/** What a body is made of. */
export interface Given {
  /** The thing's id. */
  id: string;
  /** The command's own id, from which ids of what it makes are drawn. */
  command: string;
  values: Values;
  sight: Sight;
}

export interface Act<T extends CommandName = CommandName> {
  label: string;
  /** Where it stands: open from the start, behind its button, or among what cannot be taken back. */
  tone: 'main' | 'plain' | 'grave';
  fields: Field[];
  body(given: Given): Commands[T];
  /** What the fields begin with; what has no field is sent along unseen, so that a form sent twice says the same. */
  begin?(given: Given): Values;
}

const line = (name: string, label: string): Field => ({ name, label, input: 'line' });
const text = (name: string, label: string): Field => ({ name, label, input: 'text' });
const day = (name: string, label: string): Field => ({ name, label, input: 'day' });
const choice = (name: string, label: string, choices: [string, string][]): Field => ({
  name,
  label,
  input: 'choice',
  choices,
});
const maybe = (field: Field): Field => ({ ...field, optional: true, hint: 'optional' });

const STARS: [string, string][] = [5, 4, 3, 2, 1].map((stars) => [`${stars}`, `${stars} of 5`]);
const NOTE = maybe(text('note', 'Note'));
const REASON = text('reason', 'Reason');

const said = (value: string | undefined): string | null => value?.trim() || null;
const chosen = <T extends string>(value: string | undefined): T => (value ?? '') as T;

/** A moment in a call, written `2:05` or as seconds. */
function moment(written: string | undefined): number {
  const parts = (written ?? '').split(':').map(Number);
  return Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000);
}

function draft({ id, sight }: Given) {
  const seen: BundleSight = sight.ask('bundle.get', { bundle: id });
  if (seen.type !== 'staff') throw new Error('only those who prepare a bundle change it');
  return seen.body;
}

function disputed({ id, sight }: Given): number {
  const { disputes } = sight.ask('review.get', { review: id }).body;
  return disputes.find(({ closed }) => closed === null)?.points.length ?? 0;
}

function asked({ id, sight }: Given): number {
  const { thread } = sight.ask('review.get', { review: id }).body;
  return (thread.find(({ open }) => open) ?? thread.at(-1))?.entry ?? 0;
}

type Acts = { [T in CommandName]?: Act<T> };

export const ACTS = {
  'bundle.release': { label: 'Release it', tone: 'main', fields: [], body: ({ id }) => ({ bundle: id }) },
  'bundle.respond': {
    label: 'Respond',
    tone: 'main',
    fields: [
      choice('kind', 'What it is', [
        ['reflection', 'A thought'],
        ['action_plan', 'What I will do'],
        ['acknowledgement', 'I have read it'],
      ]),
      text('text', 'Your answer'),
    ],
    body: ({ id, values }) => ({ bundle: id, kind: chosen(values.kind), text: values.text ?? '' }),
  },
  'bundle.acknowledge': {
    label: 'It took place',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ bundle: id, note: said(values.note) }),
  },
  'bundle.deny': {
    label: 'It did not take place',
    tone: 'plain',
    fields: [REASON],
    body: ({ id, values }) => ({ bundle: id, reason: values.reason ?? '' }),
  },
  'bundle.conclude': {
    label: 'Conclude it',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ bundle: id, note: said(values.note) }),
  },
  'bundle.record_session': {
    label: 'Record a session in person',
    tone: 'plain',
    fields: [day('held_on', 'Held on'), NOTE],
    begin: ({ sight }) => ({ held_on: today(sight.at) }),
    body: ({ id, values }) => ({ bundle: id, held_on: values.held_on ?? '', note: said(values.note) }),
  },
  'bundle.edit': {
    label: 'Change its words',
    tone: 'plain',
    fields: [line('title', 'Title'), maybe(text('notes', 'Guidance'))],
    begin(given) {
      const { title, notes } = draft(given);
      return { title: title ?? '', notes: notes ?? '' };
    },
    body(given) {
      const { id, values } = given;
      const { calls, goals, training_items } = draft(given);
      const kept = {
        calls: calls.map(({ call, example }) => ({ call, example })),
        goals: goals.map(({ aim }) => aim),
        training_items,
      };
      return { bundle: id, content: { ...kept, title: said(values.title), notes: said(values.notes) } };
    },
  },
  'bundle.archive': { label: 'Put it away', tone: 'plain', fields: [], body: ({ id }) => ({ bundle: id }) },
  'bundle.restore': { label: 'Bring it back', tone: 'plain', fields: [], body: ({ id }) => ({ bundle: id }) },
  'bundle.cancel': {
    label: 'Call it off',
    tone: 'grave',
    fields: [REASON],
    body: ({ id, values }) => ({ bundle: id, reason: values.reason ?? '' }),
  },

  'review.set_rating': {
    label: 'Rate the call',
    tone: 'main',
    fields: [choice('rating', 'Stars', STARS)],
    begin: ({ id, sight }) => ({ rating: `${sight.ask('review.get', { review: id }).body.rating ?? 4}` }),
    body: ({ id, values }) => ({ review: id, rating: Number(values.rating) }),
  },
  'review.set_summary': {
    label: 'Sum it up',
    tone: 'main',
    fields: [text('summary', 'Summary')],
    begin: ({ id, sight }) => ({ summary: sight.ask('review.get', { review: id }).body.summary ?? '' }),
    body: ({ id, values }) => ({ review: id, summary: values.summary ?? '' }),
  },
  'review.add_comment': {
    label: 'Comment on a moment',
    tone: 'plain',
    fields: [
      line('from_ms', 'At (minutes:seconds)'),
      choice('kind', 'What it is', [
        ['praise', 'Praise'],
        ['coaching', 'Coaching'],
        ['question', 'A question'],
        ['warning', 'A warning'],
      ]),
      text('text', 'Comment'),
    ],
    body: ({ command, id, values }) => ({
      review: id,
      comment: {
        comment: idOf(command),
        kind: chosen(values.kind),
        from_ms: moment(values.from_ms),
        text: values.text ?? '',
      },
    }),
  },
  'review.add_item': {
    label: 'Give something to do',
    tone: 'plain',
    fields: [line('task', 'What'), day('due_on', 'By')],
    begin: ({ sight }) => ({ due_on: days(sight.at, 7) }),
    body: ({ command, id, values }) => ({
      review: id,
      item: {
        action_item: idOf(command),
        kind: { type: 'practice' },
        task: values.task ?? '',
        due_on: values.due_on ?? '',
      },
    }),
  },
  'review.deliver': { label: 'Deliver it', tone: 'main', fields: [], body: ({ id }) => ({ review: id }) },
  'review.discard': { label: 'Discard it', tone: 'grave', fields: [], body: ({ id }) => ({ review: id }) },
  'review.mark_reviewed': { label: 'I have read it', tone: 'main', fields: [], body: ({ id }) => ({ review: id }) },
  'review.acknowledge': {
    label: 'Acknowledge it',
    tone: 'main',
    fields: [maybe(text('response', 'Response'))],
    body: ({ id, values }) => ({ review: id, response: said(values.response) }),
  },
  'review.respond': {
    label: 'Ask, or answer',
    tone: 'plain',
    fields: [
      choice('kind', 'What it is', [
        ['clarification', 'What is meant?'],
        ['example_request', 'Is there an example?'],
        ['help', 'Help me with it'],
        ['alternative', 'Another way'],
        ['response', 'A response'],
      ]),
      text('text', 'What you write'),
    ],
    body: ({ id, values }) => ({ review: id, comment: null, kind: chosen(values.kind), text: values.text ?? '' }),
  },
  'review.dispute': {
    label: 'Dispute the rating',
    tone: 'plain',
    fields: [choice('proposed', 'What it should be', STARS), REASON],
    begin: () => ({ proposed: '5' }),
    body: ({ id, values }) => ({
      review: id,
      points: [{ about: { type: 'rating', body: { proposed: Number(values.proposed) } }, reason: values.reason ?? '' }],
    }),
  },
  'review.withdraw_dispute': {
    label: 'Withdraw the dispute',
    tone: 'plain',
    fields: [],
    body: ({ id }) => ({ review: id }),
  },
  'review.decide_dispute': {
    label: 'Decide the dispute',
    tone: 'main',
    fields: [
      choice('ruling', 'The rating', [
        ['accept', 'becomes what was proposed'],
        ['keep', 'stays as it is'],
      ]),
      text('note', 'Why'),
    ],
    begin: (given) => ({ points: `${disputed(given)}` }),
    body({ id, values }) {
      const ruling: DisputeRulingInput = values.ruling === 'accept' ? { type: 'accept' } : { type: 'keep' };
      return {
        review: id,
        note: values.note ?? '',
        rulings: Array.from({ length: Number(values.points) }, () => ({ ruling })),
      };
    },
  },
  'review.reply': {
    label: 'Reply',
    tone: 'main',
    fields: [text('text', 'Your reply')],
    begin: (given) => ({ to: `${asked(given)}` }),
    body: ({ id, values }) => ({ review: id, to: Number(values.to), text: values.text ?? '' }),
  },
  'review.add_addendum': {
    label: 'Add something',
    tone: 'plain',
    fields: [text('text', 'What to add')],
    body: ({ id, values }) => ({ review: id, text: values.text ?? '' }),
  },
  'review.archive': { label: 'Put it away', tone: 'plain', fields: [], body: ({ id }) => ({ review: id }) },
  'review.restore': { label: 'Bring it back', tone: 'plain', fields: [], body: ({ id }) => ({ review: id }) },
  'review.retract': {
    label: 'Take it back',
    tone: 'grave',
    fields: [REASON],
    body: ({ id, values }) => ({ review: id, reason: values.reason ?? '' }),
  },

  'escalation.answer': {
    label: 'Answer',
    tone: 'main',
    fields: [text('text', 'Your answer')],
    body: ({ id, values }) => ({ escalation: id, text: values.text ?? '' }),
  },
  'escalation.close': {
    label: 'Close it',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ escalation: id, note: said(values.note) }),
  },
  'escalation.send_back': {
    label: 'Ask again',
    tone: 'plain',
    fields: [text('reason', 'What is missing')],
    body: ({ id, values }) => ({ escalation: id, reason: values.reason ?? '' }),
  },
  'escalation.archive': { label: 'Put it away', tone: 'plain', fields: [], body: ({ id }) => ({ escalation: id }) },
  'escalation.restore': { label: 'Bring it back', tone: 'plain', fields: [], body: ({ id }) => ({ escalation: id }) },
  'escalation.withdraw': {
    label: 'Withdraw it',
    tone: 'grave',
    fields: [REASON],
    body: ({ id, values }) => ({ escalation: id, reason: values.reason ?? '' }),
  },

  'action_item.start': { label: 'Begin', tone: 'main', fields: [], body: ({ id }) => ({ action_item: id }) },
  'action_item.note_progress': {
    label: 'Note how far you are',
    tone: 'plain',
    fields: [text('note', 'How far')],
    body: ({ id, values }) => ({ action_item: id, note: values.note ?? '' }),
  },
  'action_item.complete': {
    label: 'It is done',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ action_item: id, note: said(values.note) }),
  },
  'action_item.request_extension': {
    label: 'Ask for more time',
    tone: 'plain',
    fields: [day('due_on', 'Until'), REASON],
    begin: ({ sight }) => ({ due_on: days(sight.at, 14) }),
    body: ({ id, values }) => ({ action_item: id, due_on: values.due_on ?? '', reason: values.reason ?? '' }),
  },
  'action_item.grant_extension': {
    label: 'Grant more time',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ action_item: id, note: said(values.note) }),
  },
  'action_item.decline_extension': {
    label: 'Decline more time',
    tone: 'plain',
    fields: [NOTE],
    body: ({ id, values }) => ({ action_item: id, note: said(values.note) }),
  },
  'action_item.verify': {
    label: 'Verify it',
    tone: 'main',
    fields: [NOTE],
    body: ({ id, values }) => ({ action_item: id, note: said(values.note) }),
  },
  'action_item.request_revision': {
    label: 'Ask for more',
    tone: 'plain',
    fields: [REASON],
    body: ({ id, values }) => ({ action_item: id, reason: values.reason ?? '' }),
  },
  'action_item.cancel': {
    label: 'Call it off',
    tone: 'grave',
    fields: [REASON],
    body: ({ id, values }) => ({ action_item: id, reason: values.reason ?? '' }),
  },

  'share_link.revoke': { label: 'Revoke it', tone: 'grave', fields: [], body: ({ id }) => ({ share_link: id }) },
} satisfies Acts;

/** What is to be done with a command of this name, if anything is. */
export function actOf(command: string): Act | null {
  return Object.hasOwn(ACTS, command) ? ((ACTS as Record<string, Act>)[command] ?? null) : null;
}

/** Where things of these kinds have their pages. */
export const PAGES: { [kind: string]: string } = {
  action_item: '/tasks',
  bundle: '/bundles',
  escalation: '/questions',
  review: '/reviews',
};
