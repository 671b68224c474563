// Bundles: lists of them, one of them, and how one is made out of what waits.
import { html } from 'hono/html';
import type { AgentBundle, BundleCallView, BundleGoal, PackList, StaffBundle } from 'touchline';

import type { Field } from '../site/acts.mjs';
import { dayOf, length, moment } from '../site/dates.mjs';
import { page } from '../site/layout.mjs';
import { type Lists, each, listOf, listed, paged } from '../site/lists.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, none, time, words } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const LISTS: Lists<PackList> = [
  ['active', 'Active'],
  ['awaiting', 'Awaiting the agent'],
  ['completed', 'Completed'],
  ['archived', 'Put away'],
];

const href = (bundle: string): string => `/bundles/${bundle}`;
const called = (title: string | null): string => title ?? 'A bundle without a title';

const TONES = {
  draft: 'calm',
  released: 'wait',
  agent_reviewed: 'good',
  completed_in_person: 'wait',
  agent_acknowledged: 'good',
  concluded: 'calm',
  cancelled: 'calm',
} as const;
const STATES = {
  draft: 'Draft',
  released: 'Waits for the agent',
  agent_reviewed: 'Answered',
  completed_in_person: 'To be acknowledged',
  agent_acknowledged: 'Acknowledged',
  concluded: 'Concluded',
  cancelled: 'Called off',
} as const;

export function staffRow(visit: Visit, bundle: StaffBundle): Html {
  const waits = bundle.awaiting_days === null ? '' : `, for ${parts.count(bundle.awaiting_days, 'day')}`;
  const beside = html`${visit.sight.name(bundle.agent)} · made ${time(bundle.created.at)}`;
  return parts.row(
    href(bundle.bundle),
    called(bundle.title),
    beside,
    chip(`${STATES[bundle.state]}${waits}`, TONES[bundle.state]),
  );
}

export function agentRow(visit: Visit, bundle: AgentBundle): Html {
  const by = bundle.released ? html`from ${visit.sight.name(bundle.released.by)}, ${time(bundle.released.at)}` : none;
  const badge = bundle.badge ? chip(parts.sentence(bundle.badge), bundle.needs_action ? 'wait' : 'calm') : none;
  return parts.row(href(bundle.bundle), called(bundle.title), by, badge);
}

export function list(visit: Visit): Html {
  const { sight } = visit;
  const wanted = listOf(visit, LISTS);
  const asked = { ...paged(visit), list: wanted };
  const found =
    visit.desk === 'agent'
      ? each(sight.ask('bundle.my_packs', asked), (bundle) => agentRow(visit, bundle))
      : each(sight.ask('bundle.packs', asked), (bundle) => staffRow(visit, bundle));
  return listed(visit, 'Bundles', LISTS, wanted, found);
}

export function one(visit: Visit, bundle: string): Html {
  const seen = visit.sight.ask('bundle.get', { bundle });
  const { body } = seen;
  const staff = seen.type === 'staff' ? seen.body : null;
  const { notes, released, response, session } = body;
  const facts = parts.facts([
    ['For', staff && html`<a href="/people/${staff.agent}">${visit.sight.name(staff.agent)}</a>`],
    ['Released', released && html`by ${visit.sight.name(released.by)}, ${time(released.at)}`],
    ['Guidance', notes && html`<span class="text">${notes}</span>`],
    ['Answer', response && html`${parts.sentence(response.kind)}, ${time(response.at)}${parts.quoted(response.text)}`],
    ['Session', session && html`held on ${dayOf(session.held_on)}${parts.quoted(session.note)}`],
    ['Denied', parts.remark(visit, body.denied)],
    ['Acknowledged', parts.remark(visit, body.acknowledged)],
    ['Concluded', parts.remark(visit, body.concluded)],
    ['Called off', parts.remark(visit, body.cancelled)],
  ]);
  const state = staff
    ? chip(STATES[staff.state], TONES[staff.state])
    : seen.type === 'agent' && seen.body.badge
      ? chip(parts.sentence(seen.body.badge), seen.body.needs_action ? 'wait' : 'calm')
      : none;
  const goals = body.goals.length === 0 ? none : parts.part('goals', 'To reach', parts.rows(body.goals.map(goal), ''));
  return page(
    visit,
    called(body.title),
    html`<p class="under">${state} ${staff?.archived ? chip('Put away') : none}</p>
      <div class="columns"><div>
        ${parts.part('about', 'About it', facts)}
        ${parts.part(
          'calls',
          'Calls to go through',
          parts.rows(
            body.calls.map((each) => call(visit, each)),
            'No call is in it yet.',
          ),
        )}
        ${goals}
      </div><div>
        ${parts.acts(visit, { type: 'bundle', id: bundle }, body.version)}
        ${share(visit, 'bundle', bundle, body.released !== null)}
      </div></div>`,
  );
}

function call(visit: Visit, { call, checks }: BundleCallView): Html {
  const found = visit.sight.find('call.get', { call });
  const named = checks.map(({ check, check_name }) => check_name ?? check ?? 'the whole call').join(', ');
  const beside = found ? html`${moment(found.started_at)} · ${length(found.length_ms)}` : none;
  return parts.row(null, found?.name ?? 'A call', beside, named ? chip(named) : none);
}

/** What somebody is to reach, and how far they have come. */
export function goal({ aim, days, progress }: Pick<BundleGoal, 'aim' | 'days' | 'progress'>): Html {
  const what =
    aim.measure.type === 'check_pass_rate' ? `${words(aim.measure.body.check)}, passed` : words(aim.measure.type);
  const until = days ? html`until ${dayOf(days.last)}` : none;
  const stands = progress?.current === null || !progress ? 'No call yet' : `${Math.round(progress.current)} now`;
  return parts.row(
    null,
    `${parts.sentence(what)}: ${aim.target} percent`,
    until,
    html`${chip(progress ? parts.sentence(progress.state) : 'Not begun')} <span class="beside">${stands}</span>`,
  );
}

/** A way to show something to somebody who has no account here. */
export function share(visit: Visit, kind: 'bundle' | 'review', id: string, may: boolean): Html {
  if (!may || visit.desk === 'agent') return none;
  return parts.part(
    'share',
    'Show it to somebody else',
    html`<p class="beside">A link for a week and three views, as you see it yourself. You can revoke it.</p>
      ${parts.button(visit, '/links', 'Make a link', { kind, id })}`,
  );
}

const TITLE: Field = { name: 'title', label: 'Title', input: 'line', optional: true, hint: 'needed to release it' };
const GUIDANCE: Field = { name: 'notes', label: 'Guidance', input: 'text', optional: true, hint: 'optional' };

/** What a bundle is made with, out of what waits for an agent. */
export function make(visit: Visit): Html {
  const agent = visit.asked.agent ?? '';
  const values = visit.attempt?.values ?? {};
  const pending = visit.sight.ask('training.queue', { state: 'pending', agent, limit: 20 }).items;
  const chosen = values.items?.split(',') ?? pending.slice(0, 1).map(({ training_item }) => training_item);
  const name = visit.sight.nameOf(agent);
  const faultOf = (field: string) =>
    visit.attempt?.faults.find(({ path }) => path?.endsWith(`/${field}`))?.message ?? null;
  const item = ({ call, check, check_name, note, training_item }: (typeof pending)[number]) => {
    const checked = chosen.includes(training_item) ? html` checked` : none;
    return html`<li><label>
      <input type="checkbox" name="items" value="${training_item}"${checked}>
      <span><b>${check_name ?? check ?? 'The whole call'}</b>
        <span class="beside">${visit.sight.call(call)}${note ? html` · ${note}` : none}</span></span>
    </label></li>`;
  };
  const items =
    pending.length === 0
      ? html`<p class="empty">Nothing waits.</p>`
      : html`<ul class="choices">${pending.map(item)}</ul>`;
  const fields = html`<input type="hidden" name="agent" value="${agent}">
    ${parts.field('title', TITLE, values.title ?? '', faultOf('title'))}
    ${parts.field('notes', GUIDANCE, values.notes ?? '', faultOf('notes'))}
    <fieldset><legend>What it is to train</legend>${items}</fieldset>
    <div class="buttons">
      <button class="main" name="as" value="released">Release it to ${name}</button>
      <button name="as" value="draft">Keep it as a draft</button>
    </div>`;
  return page(visit, `A bundle for ${name}`, parts.form(visit, '/bundles', fields));
}
