// What somebody begins their day with: an agent, a manager, a director.
import { html } from 'hono/html';

import { PAGES } from '../site/acts.mjs';
import { fourWeeks } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, none, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';
import * as bundles from './bundles.mjs';
import * as questions from './questions.mjs';
import * as reviews from './reviews.mjs';
import { itemRow } from './queue.mjs';
import * as tasks from './tasks.mjs';
import { poolRow, reports, score } from './team.mjs';

const FEW = 4;

export function today(visit: Visit): Html {
  return { agent, manager, director }[visit.desk](visit);
}

function messages(visit: Visit): Html {
  const { items } = visit.sight.ask('notifications.mine', { limit: FEW });
  const row = ({ at, subject, thing }: (typeof items)[number]) => {
    const where = PAGES[thing.type];
    const told = where ? html`<a href="${where}/${thing.id}">${subject}</a>` : html`<span>${subject}</span>`;
    return html`<li>${told} <span class="beside">${time(at)}</span></li>`;
  };
  return parts.part(
    'told',
    'What you were told',
    items.length === 0 ? html`<p class="empty">Nothing yet.</p>` : html`<ul class="told">${items.map(row)}</ul>`,
  );
}

function agent(visit: Visit): Html {
  const { sight } = visit;
  const { banner, escalations, goals, packs } = sight.ask('agent.dashboard', { limit: FEW });
  const inbox = sight.ask('review.mine', { list: 'inbox', limit: FEW }).items;
  const items = sight.ask('action_item.mine', { list: 'open', limit: FEW }).items;
  const { coaching } = sight.ask('review.badge', {});
  const { open } = sight.ask('action_item.badge', {});
  const same = html`<p class="beside">What your manager sees of it is what you see.</p>`;
  const toOwn = [
    parts.link(`/people/${sight.viewer}`, 'Look at it'),
    parts.link(`/reports/person/${sight.viewer}.pdf`, 'As PDF'),
  ];
  const own = html`<span class="buttons">${toOwn}</span>`;
  const waits = banner.packs + banner.escalations + coaching;
  return page(
    visit,
    `Hello, ${visit.firstName}`,
    html`<p class="lead">${waits === 0 ? 'Nothing' : parts.count(waits, 'thing')} ${waits > 1 ? 'wait' : 'waits'} for you.</p>
      ${parts.figures('What waits', [
        parts.figure('Bundles to answer', banner.packs, '/bundles', banner.packs > 0 ? 'wait' : 'calm'),
        parts.figure('New reviews', coaching, '/reviews', coaching > 0 ? 'wait' : 'calm'),
        parts.figure('Questions', banner.escalations, '#questions', banner.escalations > 0 ? 'wait' : 'calm'),
        parts.figure('To do', open, '/tasks'),
      ])}
      <div class="columns"><div>
        ${parts.part(
          'bundles',
          'Bundles',
          parts.rows(
            packs.map((each) => bundles.agentRow(visit, each)),
            'None is open.',
          ),
        )}
        ${parts.part(
          'reviews',
          'Reviews',
          parts.rows(
            inbox.map((each) => reviews.agentRow(visit, each)),
            'None is new.',
          ),
        )}
        ${parts.part(
          'questions',
          'Questions to you',
          parts.rows(
            escalations.items.map((each) => questions.agentRow(visit, each)),
            'Nobody asks.',
          ),
        )}
      </div><div>
        ${parts.part(
          'todo',
          'To do',
          parts.rows(
            items.map((each) => tasks.mineRow(visit, each)),
            'Nothing.',
          ),
        )}
        ${goals.items.length === 0 ? none : parts.part('goals', 'To reach', parts.rows(goals.items.map(bundles.goal), ''))}
        ${messages(visit)}
      </div></div>
      ${parts.part('own', 'How you did in four weeks', same, own)}`,
  );
}

function manager(visit: Visit): Html {
  const { sight } = visit;
  const { awaiting } = sight.ask('responses.badge', {});
  const { cards } = sight.ask('training.figures', {});
  const { awaiting_decision } = sight.ask('action_item.badge', {});
  const answers = sight.ask('responses.list', { list: 'awaiting', limit: FEW }).items;
  const pool = sight.ask('training.pool', { limit: FEW }).items;
  const calls = sight.ask('review.queue', { limit: FEW }).items;
  const queue = sight.ask('training.queue', { state: 'pending', limit: FEW }).items;
  const disputed = sight.ask('review.disputed', { limit: FEW }).items;
  const decided = sight.ask('action_item.list', { list: 'awaiting_decision', limit: FEW }).items;
  const pending = cards.find(({ key }) => key === 'pending')?.value ?? 0;
  const under = cards.find(({ key }) => key === 'in_progress')?.value ?? 0;
  const answer = ({ thing }: (typeof answers)[number]) =>
    thing.type === 'bundle' ? bundles.staffRow(visit, thing.body) : questions.staffRow(visit, thing.body);
  return page(
    visit,
    `Good morning, ${visit.firstName}`,
    html`${parts.figures('What waits', [
      parts.figure('Answers to look at', awaiting, '/bundles?list=active', awaiting > 0 ? 'wait' : 'calm'),
      parts.figure('In the queue', pending, '/queue', pending > 0 ? 'wait' : 'calm'),
      parts.figure('In bundles', under, '/queue?list=in_progress'),
      parts.figure(
        'To verify',
        awaiting_decision,
        '/tasks?list=awaiting_decision',
        awaiting_decision > 0 ? 'wait' : 'calm',
      ),
    ])}
      <div class="columns"><div>
        ${parts.part('answers', 'Answered, and yours to look at', parts.rows(answers.map(answer), 'Nobody has answered since.'))}
        ${parts.part('pool', 'Who needs attention', parts.rows(pool.map(poolRow), 'Nobody, today.'))}
        ${
          disputed.length === 0
            ? none
            : parts.part(
                'disputed',
                'Disputed',
                parts.rows(
                  disputed.map((each) => reviews.staffRow(visit, each)),
                  '',
                ),
              )
        }
        ${
          decided.length === 0
            ? none
            : parts.part(
                'verify',
                'Done, to be verified',
                parts.rows(
                  decided.map((each) => tasks.staffRow(visit, each)),
                  '',
                ),
              )
        }
      </div><div>
        ${parts.part(
          'queue',
          'The queue',
          parts.rows(
            queue.map((each) => itemRow(visit, each)),
            'Nothing waits.',
          ),
          parts.link('/queue', 'All of it'),
        )}
        ${parts.part(
          'calls',
          'Calls to review',
          parts.rows(
            calls.map((each) => reviews.entryRow(visit, each)),
            'None.',
          ),
        )}
        ${messages(visit)}
      </div></div>`,
  );
}

function director(visit: Visit): Html {
  const { sight } = visit;
  const days = fourWeeks(sight.at);
  const whole = sight.ask('report.team', { manager: sight.viewer, days }).insight;
  const managers = sight.ask('person.list', { below: sight.viewer, direct: true, role: 'manager', limit: 20 }).items;
  const pool = sight.ask('training.pool', { limit: 6 }).items;
  const { cards } = sight.ask('training.figures', {});
  const disputed = sight.ask('review.disputed', { limit: FEW }).items;
  const areas = whole.improvement_areas.slice(0, 5);
  const team = ({ body }: (typeof managers)[number]) => {
    const { insight } = sight.ask('report.team', { manager: body.person, days });
    const { acknowledged, average, deliveries } = insight;
    const pdf = parts.link(`/reports/team/${body.person}.pdf`, 'PDF', `of the team of ${body.name ?? 'a colleague'}`);
    return html`<tr><th scope="row"><a href="/people/${body.person}">${body.name}</a></th>
      <td class="n">${score(average.mean)}</td><td class="n">${deliveries}</td>
      <td class="n">${acknowledged.hits} of ${acknowledged.of}</td><td>${pdf}</td></tr>`;
  };
  return page(
    visit,
    `Hello, ${visit.firstName}`,
    html`${parts.figures('The last four weeks', [
      parts.figure('Average score', score(whole.average.mean)),
      parts.figure('Coaching given', whole.deliveries),
      parts.figure('Acknowledged', `${whole.acknowledged.hits} of ${whole.acknowledged.of}`),
      ...cards
        .filter(({ key }) => key === 'pending')
        .map(({ value }) => parts.figure('Wait to be coached', value, '/queue', 'wait')),
    ])}
      ${parts.part(
        'teams',
        'Teams',
        html`<div class="scroll" role="region" aria-label="Figures of the teams" tabindex="0"><table>
          <thead><tr><th scope="col">Manager</th><th scope="col" class="n">Score</th><th scope="col" class="n">Coaching</th>
            <th scope="col" class="n">Acknowledged</th><th scope="col">Report</th></tr></thead>
          <tbody>${managers.map(team)}</tbody></table></div>`,
        reports(`/reports/team/${sight.viewer}`),
      )}
      <div class="columns"><div>
        ${parts.part('pool', 'Who needs coaching', parts.rows(pool.map(poolRow), 'Nobody, today.'))}
      </div><div>
        ${
          disputed.length === 0
            ? none
            : parts.part(
                'disputed',
                'Disputed',
                parts.rows(
                  disputed.map((each) => reviews.staffRow(visit, each)),
                  '',
                ),
              )
        }
        ${parts.part(
          'areas',
          'What to improve',
          parts.rows(
            areas.map(({ count, kind, people, what }) =>
              parts.row(
                null,
                parts.sentence(what),
                html`${parts.words(kind)}`,
                html`<span class="beside">${parts.count(count, 'finding')}, ${parts.count(people, 'person', 'people')}</span>`,
              ),
            ),
            'Nothing was found.',
          ),
        )}
        ${messages(visit)}
      </div></div>`,
  );
}
