// Questions to agents: escalations, as the people of the demo call them.
import { html } from 'hono/html';
import type { AgentEscalation, EscalationAbout, StaffEscalation } from 'touchline';

import { page } from '../site/layout.mjs';
import * as parts from '../site/parts.mjs';
import { type Html, chip, time } from '../site/parts.mjs';
import type { Visit } from '../site/visit.mjs';

const href = (escalation: string): string => `/questions/${escalation}`;
const about = (of: EscalationAbout): string =>
  of.type === 'check' ? `${parts.sentence(of.body.check)} in a call` : of.type === 'call' ? 'A call' : 'A bundle';

export function agentRow(visit: Visit, each: AgentEscalation): Html {
  const beside = html`${about(each.about)} · ${visit.sight.name(each.raised.by)}, ${time(each.raised.at)}`;
  return parts.row(
    href(each.escalation),
    each.exchange[0]?.text ?? 'A question',
    beside,
    chip(parts.sentence(each.state), each.needs_action ? 'wait' : 'calm'),
  );
}

export function staffRow(visit: Visit, each: StaffEscalation): Html {
  const beside = html`${visit.sight.name(each.agent)} · ${about(each.about)}`;
  return parts.row(
    href(each.escalation),
    each.exchange[0]?.text ?? 'A question',
    beside,
    chip(parts.sentence(each.state), each.state === 'answered' ? 'good' : 'wait'),
  );
}

export function one(visit: Visit, escalation: string): Html {
  const seen = visit.sight.ask('escalation.get', { escalation });
  const { body } = seen;
  const turns = body.exchange.map(({ done, kind, text }) =>
    parts.turn(parts.sentence(kind), html`${visit.sight.name(done.by)}, ${time(done.at)}`, text),
  );
  return page(
    visit,
    `A question about ${body.call_name ?? body.bundle_title ?? 'a call'}`,
    html`<p class="under">${chip(parts.sentence(body.state), body.state === 'open' ? 'wait' : 'good')} <span class="beside">${about(body.about)}</span></p>
      <div class="columns"><div>${parts.part('said', 'Said', parts.rows(turns, ''))}</div>
      <div>${parts.acts(visit, { type: 'escalation', id: escalation }, body.version)}</div></div>`,
  );
}
