// Four weeks in a contact centre, told as commands: what is on every page afterwards has come about as it would in a product.
import { type CommandName, type Commands, id as ids } from 'touchline';

import type { Host, Wanted } from '../host/host.mjs';
import { idOf } from '../host/ids.mjs';
import { days, today } from '../site/dates.mjs';
import { AGENTS, PEOPLE } from './people.mjs';

const DAY_MS = 86_400_000;
const CHECKS = [
  ['greeting', 'Greeting'],
  ['identity', 'Who is calling'],
  ['needs', 'Asks before offering'],
  ['price', 'Says the price'],
  ['pauses', 'Leaves pauses'],
  ['disclaimer', 'Reads the disclaimer'],
  ['closing', 'Agrees on a next step'],
] as const;
const CALLS = [
  'A late parcel',
  'Refund in two parts',
  'An invoice twice',
  'Wrong size',
  'Moving house',
  'A lost password',
  'Upgrade or not',
  'Cancelling politely',
];
const NOTES = {
  closing: 'Nobody knows what happens next.',
  disclaimer: 'Not read out.',
  greeting: 'No name, no company.',
  identity: 'The number was never asked for.',
  needs: 'The offer came before the first question.',
  pauses: 'Forty seconds of typing without a word.',
  price: 'The discount came before anybody had asked for one.',
} as const;
// How good each agent is, as the share of checks of eight that they pass.
const GRADE: Record<string, number> = {
  'Ana Ruiz': 5,
  'Ben Clarke': 6,
  'Cleo Adeyemi': 5,
  'Dev Patel': 3,
  'Eva Lund': 6,
  'Finn Baker': 5,
  'Gwen Ito': 8,
};

type Does = <T extends CommandName>(daysAgo: number, time: string, actor: string, type: T, body: Commands[T]) => void;
type Item = { agent: string; call: string; check: string; item: string };

/** The id that the library gives to what waits for training in a check of a call. */
const itemOf = (call: string, check: string): string =>
  ids.child({ parent: call, thing: 'training_item', key: [check] }).id;

/** Tells the story up to now, if nothing was told yet. */
export async function seed(host: Host): Promise<void> {
  if ((await host.length()) > 0) return;
  const now = host.now();
  const story: { at: string; wanted: Wanted }[] = [];
  const moment = (daysAgo: number, time: string) =>
    `${new Date(Date.parse(now) - daysAgo * DAY_MS).toISOString().slice(0, 10)}T${time}:00.000Z`;
  const does: Does = (daysAgo, time, actor, type, body) => {
    const by = actor === 'system' ? actor : idOf(actor);
    story.push({ at: moment(daysAgo, time), wanted: { actor: by, type, body } });
  };
  const call = (agent: string, number: number) => idOf(`${agent}, call ${number}`);
  everybody(does);
  scorecard(does);
  const wanting = reviewed(does, call, moment);
  bundles(does, wanting, now);
  reviews(does, call, now);
  questions(does, call);
  await host.executeAll(story.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)));
}

function everybody(does: Does): void {
  for (const { manager, name, role, team } of PEOPLE) {
    does(95, '07:00', 'system', 'person.record', {
      person: idOf(name),
      name,
      roles: [role],
      manager: manager && idOf(manager),
      team,
    });
  }
}

/** Two calls a week of each agent, and what Rita finds in them; gives what waits to be coached. */
function reviewed(
  does: Does,
  call: (agent: string, number: number) => string,
  moment: (daysAgo: number, time: string) => string,
): Item[] {
  const wanting: Item[] = [];
  AGENTS.forEach(({ name }, place) => {
    for (const { ago, number } of EARLIER) {
      const heard = {
        call: call(name, number),
        handler: idOf(name),
        name: CALLS[(number + place) % CALLS.length] ?? null,
        length_ms: 240_000,
      };
      does(ago + 1, '10:00', 'system', 'call.record', { ...heard, started_at: moment(ago + 1, '09:00') });
    }
    for (let number = 0; number < 8; number++) {
      const id = call(name, number);
      const ago = 27 - number * 3 - (place % 2);
      const title = CALLS[(number + place) % CALLS.length] ?? null;
      const score = 50 + 5 * (GRADE[name] ?? 5) + ((number * 7 + place * 3) % 9) - 4;
      const heard = {
        call: id,
        handler: idOf(name),
        name: title,
        length_ms: 200_000 + number * 31_000,
        quality_score: score,
        started_at: moment(ago, '09:00'),
      };
      does(ago, '10:00', 'system', 'call.record', {
        ...heard,
        flag: number === 7 && place < 3 ? 'customer_complaint' : null,
      });
      if (number === 7) continue;
      for (const offset of [0, 3]) {
        const [check, check_name] = CHECKS[(number + offset + place) % CHECKS.length] ?? CHECKS[0];
        const good = (number * 5 + offset * 3 + place) % 8 < (GRADE[name] ?? 5);
        const ruling = good ? 'pass' : 'pass_with_training';
        does(ago, offset === 0 ? '14:00' : '14:05', 'Rita Moreau', 'disposition.give', {
          call: id,
          check,
          check_name,
          ruling,
          note: good ? null : NOTES[check],
        });
        if (!good) wanting.push({ agent: name, call: id, check, item: itemOf(id, check) });
      }
    }
  });
  return wanting;
}

const MIA = 'Mia Torres';
const MAX = 'Max Novak';

function bundles(does: Does, wanting: Item[], now: string): void {
  const content = (agent: string, check: string, title: string, notes: string) => {
    const found = wanting.find((each) => each.agent === agent && each.check === check);
    if (found === undefined) throw new Error(`nobody asked for training of ${agent} in ${check}`);
    return { title, notes, calls: [{ call: found.call }], training_items: [found.item] };
  };
  const make = (
    ago: number,
    by: string,
    agent: string,
    content: Commands['bundle.create']['content'],
    name: string,
  ) => {
    const bundle = idOf(name);
    does(ago, '15:00', by, 'bundle.create_and_release', { bundle, agent: idOf(agent), content: content ?? {} });
    return { bundle };
  };

  const first = make(
    17,
    MIA,
    'Ana Ruiz',
    content('Ana Ruiz', 'identity', 'Who is calling?', 'Two questions, always in the same order.'),
    'first of Ana',
  );
  does(16, '09:00', 'Ana Ruiz', 'bundle.respond', {
    ...first,
    kind: 'action_plan',
    text: 'I will write both questions down before I pick up.',
  });
  does(15, '09:00', MIA, 'bundle.conclude', { ...first, note: 'You can hear the difference.' });
  const goal = {
    measure: { type: 'check_pass_rate', body: { check: 'closing' } },
    period: { type: 'custom', body: { first: days(now, -6), last: days(now, 8) } },
    target: 80,
  } as const;
  make(
    3,
    MIA,
    'Ana Ruiz',
    { ...content('Ana Ruiz', 'closing', 'Close with a next step', 'Name the day, and who calls whom.'), goals: [goal] },
    'open of Ana',
  );

  const answered = make(
    4,
    MIA,
    'Ben Clarke',
    content('Ben Clarke', 'needs', 'Ask, then wait', 'Listen to the second minute.'),
    'of Ben',
  );
  does(2, '11:30', 'Ben Clarke', 'bundle.respond', {
    ...answered,
    kind: 'reflection',
    text: 'I heard it myself: I talked on because it was quiet.',
  });
  const inPerson = make(
    6,
    MIA,
    'Cleo Adeyemi',
    content('Cleo Adeyemi', 'greeting', 'A whole hello', 'Name, company, and a breath.'),
    'of Cleo',
  );
  does(2, '16:00', MIA, 'bundle.record_session', {
    ...inPerson,
    held_on: days(now, -2),
    note: 'We went through it at my desk.',
  });
  const draft = content('Dev Patel', 'greeting', 'A first hello', 'Start from the greeting card.');
  does(2, '16:30', MIA, 'bundle.create', { bundle: idOf('draft for Dev'), agent: idOf('Dev Patel'), content: draft });

  make(
    5,
    MAX,
    'Eva Lund',
    content('Eva Lund', 'closing', 'What happens next', 'Say it before the caller asks.'),
    'of Eva',
  );
  const finn = make(
    5,
    MAX,
    'Finn Baker',
    content('Finn Baker', 'disclaimer', 'The disclaimer, aloud', 'Word for word.'),
    'of Finn',
  );
  does(3, '10:00', 'Finn Baker', 'bundle.respond', {
    ...finn,
    kind: 'acknowledgement',
    text: 'Understood. It is beside my screen.',
  });
}

const CARD = idOf('scorecard');

/** By what calls are judged: one question a check. */
function scorecard(does: Does): void {
  const questions = CHECKS.map(([key, name]) => ({ key, asks: name, kind: { type: 'yes_no', body: {} } }) as const);
  const sections = [{ key: 'call', name: 'The call', questions }];
  does(94, '08:00', 'Rita Moreau', 'scorecard.draft', {
    scorecard: CARD,
    template: { key: 'service', name: 'Service', sections },
  });
  does(94, '08:30', 'Rita Moreau', 'scorecard.publish', { scorecard: CARD });
}

// Which of an agent's calls were judged by the scorecard, and when: two of earlier months, three of these weeks.
const EARLIER = [
  { ago: 80, number: 20 },
  { ago: 50, number: 21 },
];
const JUDGED = [...EARLIER, { ago: 24, number: 0 }, { ago: 17, number: 2 }, { ago: 10, number: 4 }];

/** Better from time to time, as far as the agent's grade goes. */
function answers(name: string, number: number, time: number) {
  const grade = (GRADE[name] ?? 5) + time / 2 - 1;
  return CHECKS.map(([question], place) => ({
    question,
    answer: { options: [(place * 3 + number + name.length) % 8 < grade ? 'yes' : 'no'] },
  }));
}

function reviews(does: Does, call: (agent: string, number: number) => string, now: string): void {
  const give = (ago: number, by: string, agent: string, number: number, rating: number, summary: string) => {
    const review = idOf(`review ${number} of ${agent}`);
    does(ago, '12:00', by, 'review.create', { review, call: call(agent, number) });
    does(ago, '12:05', by, 'review.set_rating', { review, rating });
    does(ago, '12:10', by, 'review.set_summary', { review, summary });
    return { review, deliver: () => does(ago, '12:30', by, 'review.deliver', { review }) };
  };
  for (const { manager, name } of AGENTS) {
    if (manager === null) continue;
    JUDGED.forEach(({ ago, number }, time) => {
      const review = idOf(`review ${number} of ${name}`);
      does(ago, '12:00', manager, 'review.create', { review, call: call(name, number) });
      does(ago, '12:05', manager, 'review.fill', {
        review,
        filled: { scorecard: CARD, form: { answers: answers(name, number, time) } },
      });
      does(ago, '12:10', manager, 'review.set_summary', {
        review,
        summary: time === 0 ? 'A start. Slower, please.' : 'Better than the last one: you let them finish.',
      });
      does(ago, '12:30', manager, 'review.deliver', { review });
      does(ago - 1, '08:00', name, 'review.acknowledge', { review, response: time === 2 ? 'Thank you.' : null });
    });
  }
  const ana = give(2, MIA, 'Ana Ruiz', 6, 3, 'Warm from the first word. The end was sudden.');
  does(2, '12:15', MIA, 'review.add_comment', {
    review: ana.review,
    comment: { comment: idOf('warm'), kind: 'praise', from_ms: 4000, text: 'You said her name twice.' },
  });
  does(2, '12:16', MIA, 'review.add_comment', {
    review: ana.review,
    comment: { comment: idOf('sudden'), kind: 'coaching', from_ms: 305_000, text: 'Here she asks what happens now.' },
  });
  const task = {
    action_item: idOf('next step'),
    task: 'Name the next step in three calls, and note them down.',
    kind: { type: 'practice' },
  } as const;
  does(2, '12:20', MIA, 'review.add_item', { review: ana.review, item: { ...task, due_on: days(now, 3) } });
  ana.deliver();
  const ben = give(4, MIA, 'Ben Clarke', 6, 2, 'Nobody knew who was calling until minute three.');
  const card = {
    action_item: idOf('card'),
    task: 'Keep the two questions on a card.',
    kind: { type: 'practice' },
  } as const;
  does(4, '12:20', MIA, 'review.add_item', { review: ben.review, item: { ...card, due_on: today(now) } });
  ben.deliver();
  const about = { type: 'rating', body: { proposed: 4 } } as const;
  does(3, '09:00', 'Ben Clarke', 'review.dispute', {
    review: ben.review,
    points: [{ about, reason: 'I asked at 0:40. It is hard to hear under the music.' }],
  });
  does(2, '17:00', 'Ben Clarke', 'action_item.complete', {
    action_item: card.action_item,
    note: 'It hangs beside the screen.',
  });
  give(2, MIA, 'Cleo Adeyemi', 6, 4, 'Clear and kind.');
}

function questions(does: Does, call: (agent: string, number: number) => string): void {
  const raise = (name: string, agent: string, check: string, question: string) => {
    const about = { type: 'check', body: { call: call(agent, 5), check } } as const;
    const escalation = idOf(name);
    does(3, '13:00', 'Rita Moreau', 'escalation.raise', { escalation, agent: idOf(agent), about, question });
    return { escalation };
  };
  raise('question to Ana', 'Ana Ruiz', 'disclaimer', 'The disclaimer was not read out. What happened?');
  const ben = raise('question to Ben', 'Ben Clarke', 'identity', 'Who was calling? It is not on the recording.');
  does(2, '10:00', 'Ben Clarke', 'escalation.answer', {
    ...ben,
    text: 'The mother of the account holder. I noted it in the ticket.',
  });
}
