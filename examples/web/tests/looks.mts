// Each kind of page at phone and desk size, by day and by night: axe-core finds nothing, nothing is wider than its window,
// and no command is closed for a reason that has no words.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { law } from 'touchline';

import { idOf } from '../host/ids.mjs';
import { actOf } from '../site/acts.mjs';
import { REASONS, reason } from '../site/reasons.mjs';
import { DESK, PHONE, World } from './world.mjs';

const LOOKED_AT: [person: string, paths: Record<string, string>][] = [
  [
    'Ana Ruiz',
    {
      'agent-today': '/',
      'agent-bundle': `/bundles/${idOf('open of Ana')}`,
      'agent-review': `/reviews/${idOf('review 6 of Ana Ruiz')}`,
      'agent-question': `/questions/${idOf('question to Ana')}`,
      'agent-task': `/tasks/${idOf('next step')}`,
      'agent-own': `/people/${idOf('Ana Ruiz')}`,
    },
  ],
  [
    'Mia Torres',
    {
      'manager-today': '/',
      'manager-queue': '/queue',
      'manager-bundles': '/bundles',
      'manager-bundle': `/bundles/${idOf('of Ben')}`,
      'manager-draft': `/bundles/${idOf('draft for Dev')}`,
      'manager-new': `/bundles/new?agent=${idOf('Dev Patel')}`,
      'manager-reviews': '/reviews',
      'manager-review': `/reviews/${idOf('review 6 of Cleo Adeyemi')}`,
      'manager-tasks': '/tasks?list=awaiting_decision',
      'manager-links': '/links',
    },
  ],
  [
    'Dana Whitfield',
    {
      'director-today': '/',
      'director-team': '/team',
      'director-person': `/people/${idOf('Dev Patel')}`,
      'director-dispute': `/reviews/${idOf('review 6 of Ben Clarke')}`,
      'director-report': `/reports/team/${idOf('Dana Whitfield')}.html`,
      'director-needs': `/reports/needs/${idOf('Dana Whitfield')}.html`,
      'director-person-report': `/reports/person/${idOf('Dev Patel')}.html`,
    },
  ],
  ['Rita Moreau', { 'quality-today': '/', 'quality-question': `/questions/${idOf('question to Ben')}` }],
];

// A picture of an empty page is smaller.
const LEAST_BYTES = 5000;

test('every page can be read by everybody, on a phone and at a desk, by day and by night', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const stranger = await world.stranger(PHONE);
  await stranger.go('/sign-in');
  assert.deepEqual(await stranger.findings(), []);
  await Promise.all(
    LOOKED_AT.map(async ([name, paths]) => {
      const somebody = await world.person(name);
      for (const [page, path] of Object.entries(paths)) {
        for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
          await somebody.page.setViewport(viewport);
          assert.equal(await somebody.go(path), 200, path);
          assert.ok((await somebody.tooWide()) <= 0, `${page} is too wide for a ${size}`);
          await somebody.scheme('light');
          if (size === 'phone') assert.deepEqual(await somebody.findings(), []);
          assert.ok((await somebody.picture(`${page}-${size}-light`)) > LEAST_BYTES);
          await somebody.scheme('dark');
          if (page.endsWith('today')) assert.ok((await somebody.picture(`${page}-${size}-dark`)) > LEAST_BYTES);
          // It is the same page on both, and by night only its colours are others.
          if (size === 'desk') assert.deepEqual(await somebody.findings('color-contrast'), []);
          await somebody.seesNot(reason('syntax'));
        }
      }
      assert.deepEqual(somebody.complaints, []);
    }),
  );
});

test('every reason for which a table closes a command has words', () => {
  const never = new Set(['event_does_not_fit', 'id_taken', 'not_found']);
  for (const { rows, thing } of law.lifecycles()) {
    for (const { cells, command } of rows) {
      if (actOf(`${thing}.${command}`) === null) continue;
      const codes = cells.flatMap(({ code }) => (code === null || never.has(code) ? [] : [code]));
      for (const code of codes) assert.ok(REASONS[code], `${thing}.${command}: ${code}`);
    }
  }
});
