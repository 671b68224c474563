// People: a team, one of them, and the reports about both.
import { html } from 'hono/html';
import { type NeedsCoachingBecause, type PoolAgent, type ReportFormat, type ReportKind, report } from 'touchline';

import type { Sight } from '../host/sight.mjs';
import { fourWeeks, quarter } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import { paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, none } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';
import { staffRow } from './bundles.mjs';
import { itemRow } from './queue.mjs';

export const score = (mean: number | null): string => (mean === null ? '–' : `${Math.round(mean)}`);

export function poolRow(agent: PoolAgent): Html {
  const checks = agent.checks
    .slice(0, 3)
    .map(({ check, check_name, count }) =>
      chip(`${check_name ?? check ?? 'Whole call'}${count > 1 ? ` × ${count}` : ''}`),
    );
  const to = parts.link(`/bundles/new?agent=${agent.agent}`, 'Make a bundle', `for ${agent.name ?? 'a colleague'}`);
  return html`<li><div class="what"><a class="title" href="/people/${agent.agent}">${agent.name}</a>
    <span class="beside">${agent.reason.text}</span><span class="chips">${checks}</span></div><div class="end">${to}</div></li>`;
}

export const reports = (path: string): Html =>
  html`<span class="buttons">${parts.link(`${path}.pdf`, 'Report as PDF')}${parts.link(`${path}.html`, 'As a page')}</span>`;

export function team(visit: Visit): Html {
  const { sight } = visit;
  const { items, next } = sight.ask('person.list', { ...paged(visit), below: sight.viewer });
  const rows = items.map(({ body }) =>
    parts.row(
      `/people/${body.person}`,
      body.name ?? 'Somebody',
      html`${body.roles.map(parts.words).join(', ')}`,
      body.team ? chip(parts.sentence(body.team)) : none,
    ),
  );
  const below = html`${parts.rows(rows, 'Nobody.')}${parts.pager(visit, next)}`;
  return page(
    visit,
    'Team',
    html`<div class="columns"><div>
        ${parts.part('people', 'Everybody below you', below, reports(`/reports/team/${sight.viewer}`))}
      </div><div>
        ${parts.part('needs', 'Who needs coaching', needs(visit), reports(`/reports/needs/${sight.viewer}`))}
      </div></div>`,
  );
}

/** In the words of the report itself. */
const WORDS = report.words();
const why = ({ type }: NeedsCoachingBecause): string => WORDS.texts[`need.${type}`] ?? parts.words(type);
const NEEDS = 8;

/** Those below the viewer for whom most speaks, and what does. */
function needs({ sight }: Visit): Html {
  const { people } = sight.ask('report.needs_coaching', { manager: sight.viewer });
  const rows = people.slice(0, NEEDS).map(({ person, reasons }) => {
    const told = [...new Set(reasons.map(why))];
    return parts.row(`/people/${person}`, sight.nameOf(person), html`${told.join(', ')}`, none);
  });
  return parts.rows(rows, 'Nobody, by what is known here.');
}

export function person(visit: Visit, person: string): Html {
  const { sight } = visit;
  const { body } = sight.ask('person.get', { person });
  const days = fourWeeks(sight.at);
  const told = sight.ask('report.performance', { person, days });
  const { pending_items, unacknowledged } = told.insight;
  const own = person === sight.viewer;
  const detail = own ? null : sight.find('agent.detail', { agent: person, limit: 5 });
  const { description } = drawn(sight, person);
  const picture = html`<div class="scroll" role="region" aria-label="The picture" tabindex="0">
    <img class="picture" src="/pictures/trend/${person}.svg" alt="${description}"></div>`;
  return page(
    visit,
    body.name ?? 'Somebody',
    html`<p class="under">${body.roles.map((role) => chip(parts.sentence(role)))} ${body.team ? chip(parts.sentence(body.team)) : none}</p>
      ${parts.figures('The last four weeks', [
        parts.figure('Score of reviews', score(told.reviews.score)),
        parts.figure('Calls reviewed', told.reviews.calls),
        parts.figure('Not read yet', unacknowledged),
        parts.figure('To do', pending_items),
      ])}
      <div class="columns"><div>
        ${parts.part('trend', 'Scores of the last months', picture, reports(`/reports/person/${person}`))}
        ${
          detail
            ? parts.part(
                'packs',
                'Bundles',
                parts.rows(
                  detail.packs.items.map((bundle) => staffRow(visit, bundle)),
                  'None is open.',
                ),
              )
            : none
        }
      </div><div>
        ${
          detail
            ? parts.part(
                'pending',
                'Waits to be coached',
                parts.rows(
                  detail.pending.items.map((item) => itemRow(visit, item)),
                  'Nothing.',
                ),
              )
            : none
        }
      </div></div>`,
  );
}

/** How somebody's scores went, drawn. */
export function drawn(sight: Sight, person: string) {
  const { points } = sight.ask('report.performance', { person, days: quarter(sight.at) }).insight.trend;
  return report.picture({
    picture: {
      type: 'score_trend',
      body: { points: points.map(({ count, first, interval, last, score }) => ({ count, first, interval, last, score })), target: 75 },
    },
  });
}

const FORMATS = ['html', 'pdf'] as const satisfies ReportFormat[];
type Shown = (typeof FORMATS)[number];
export const isShown = (format: string): format is Shown => FORMATS.some((known) => known === format);

/** A report, printed as it may go to somebody's director. */
export function printed(sight: Sight, kind: string, id: string, format: Shown) {
  const days = fourWeeks(sight.at);
  // A report of somebody whom the viewer does not see says nothing, as of one whom nobody coached: here it is no page at all.
  sight.ask('person.get', { person: id });
  const known: Record<string, () => [ReportKind, object]> = {
    needs: () => ['needs_coaching', sight.ask('report.needs_coaching', { manager: id })],
    person: () => ['performance', sight.ask('report.performance', { person: id, days })],
    team: () => ['team_report', sight.ask('report.team', { manager: id, days })],
  };
  const made = Object.hasOwn(known, kind) ? known[kind] : undefined;
  if (made === undefined) return null;
  const [of, data] = made();
  const everybody = [
    ...sight.ask('person.list', { below: sight.viewer, limit: 200 }).items.map(({ body }) => body.person),
    id,
    sight.viewer,
  ];
  const names = Object.fromEntries(everybody.map((each) => [each, sight.nameOf(each)]));
  return report.render({ kind: of, data, format, at: sight.at, names });
}
