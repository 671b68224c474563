// What pages are made of. Everything that is put into a page is escaped by the template, but for what is a part itself.
import { html } from 'hono/html';
import type { Remark, ThingRef } from 'touchline';

import { type Act, type Field, type Values, actOf } from './acts.mjs';
import { moment } from './dates.mjs';
import { reason } from './reasons.mjs';
import type { Visit } from './visit.mjs';

export type Html = ReturnType<typeof html>;
export type Tone = 'calm' | 'good' | 'poor' | 'wait';

export const none = html``;

export const time = (at: string): Html => html`<time datetime="${at}">${moment(at)}</time>`;
export const chip = (text: string, tone: Tone = 'calm'): Html => html`<span class="chip ${tone}">${text}</span>`;
export const words = (key: string): string => key.replaceAll('_', ' ');
export const sentence = (key: string): string => words(key).replace(/^./, (letter) => letter.toUpperCase());
/** A message of the library's as a sentence: it comes without its capital and its full stop. */
export const told = (message: string): string => `${message.replace(/^./, (letter) => letter.toUpperCase())}.`;
export const count = (number: number, one: string, more = `${one}s`): string =>
  `${number} ${number === 1 ? one : more}`;

/** What somebody wrote, as they wrote it. */
export const quoted = (text: string | null): Html => (text === null ? none : html`<blockquote>${text}</blockquote>`);

/** Who said something, and when; null where nobody did. */
export const remark = (visit: Visit, said: Remark | null): Html | null =>
  said && html`${visit.sight.name(said.done.by)}, ${time(said.done.at)}${quoted(said.text)}`;

/** What there is to know of a thing, by its labels: what is null is left out. */
export function facts(all: [label: string, shown: Html | string | null | false][]): Html {
  const known = all.filter(([, shown]) => shown !== null && shown !== false);
  return html`<dl class="facts">${known.map(([label, shown]) => html`<div><dt>${label}</dt><dd>${shown}</dd></div>`)}</dl>`;
}

export const figure = (
  label: string,
  value: number | string,
  href: string | null = null,
  tone: Tone = 'calm',
): Html => {
  const inner = html`<span class="value">${value}</span><span class="label">${label}</span>`;
  return html`<li class="figure ${tone}">${href ? html`<a href="${href}">${inner}</a>` : html`<div>${inner}</div>`}</li>`;
};

export const figures = (label: string, all: Html[]): Html =>
  html`<ul class="figures" aria-label="${label}">${all}</ul>`;

/** A part of a page under a heading. */
export const part = (id: string, heading: string, body: Html, beside: Html = none): Html =>
  html`<section class="part" aria-labelledby="${id}">
    <div class="head"><h2 id="${id}">${heading}</h2>${beside}</div>
    ${body}
  </section>`;

export const rows = (items: Html[], empty: string): Html =>
  items.length === 0 ? html`<p class="empty">${empty}</p>` : html`<ul class="rows">${items}</ul>`;

/** One thing of a list: what it is called, what is said beside it, and where it leads. */
export const row = (href: string | null, title: string, beside: Html, end: Html = none): Html =>
  html`<li>
    <div class="what">${href ? html`<a class="title" href="${href}">${title}</a>` : html`<span class="title">${title}</span>`}
      <span class="beside">${beside}</span></div>
    <div class="end">${end}</div>
  </li>`;

/** What somebody said or did, one after the other. */
export const turn = (title: string, beside: Html, text: string | null): Html =>
  html`<li><div class="what"><span class="title">${title}</span><span class="beside">${beside}</span>${quoted(text)}</div></li>`;

/** Where the next page begins, by its cursor. */
export function pager(visit: Visit, next: string | null): Html {
  if (next === null && !visit.asked.after) return none;
  const to = (after: string | null) => {
    const { after: _, ...kept } = visit.asked;
    const query = new URLSearchParams(after === null ? kept : { ...kept, after }).toString();
    return `${visit.path}${query && '?'}${query}`;
  };
  return html`<nav class="pager" aria-label="Pages">
    ${visit.asked.after ? html`<a class="button" href="${to(null)}">To the first page</a>` : none}
    ${next === null ? none : html`<a class="button" href="${to(next)}" rel="next">Next page</a>`}
  </nav>`;
}

/** A link that looks like a button; where several say the same, `whose` tells them apart for whoever hears them. */
export const link = (href: string, text: string, whose = ''): Html =>
  html`<a class="button" href="${href}">${text}${whose ? html`<span class="hidden"> ${whose}</span>` : none}</a>`;

/** A form that posts: each carries its token, and the id of the command that it sends. */
export const form = (visit: Visit, action: string, body: Html, command = visit.command()): Html =>
  html`<form method="post" action="${action}">
    <input type="hidden" name="token" value="${visit.token}">
    <input type="hidden" name="command" value="${command}">
    ${body}
  </form>`;

export const button = (
  visit: Visit,
  action: string,
  label: string,
  hidden: Values = {},
  tone = '',
  whose = '',
): Html => {
  const inputs = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return form(
    visit,
    action,
    html`${inputs}<button class="${tone}">${label}${whose ? html`<span class="hidden"> ${whose}</span>` : none}</button>`,
  );
};

/** A field with its label, what stands in it, and what was wrong with that. */
export function field(id: string, asked: Field, value: string, fault: string | null): Html {
  const { choices = [], hint, input, label, name, optional = false } = asked;
  const wrong = fault === null ? none : html`<p class="fault" id="${id}-fault">${told(fault)}</p>`;
  const points = fault === null ? none : html` aria-invalid="true" aria-describedby="${id}-fault"`;
  const required = optional ? none : html` required`;
  const control =
    input === 'text'
      ? html`<textarea id="${id}" name="${name}" rows="3"${required}${points}>${value}</textarea>`
      : input === 'choice'
        ? html`<select id="${id}" name="${name}"${points}>
            ${choices.map(([key, shown]) => html`<option value="${key}"${key === value ? html` selected` : none}>${shown}</option>`)}
          </select>`
        : html`<input id="${id}" name="${name}" type="${input === 'day' ? 'date' : 'text'}" value="${value}"${required}${points}>`;
  return html`<div class="field">
    <label for="${id}">${label}${hint ? html` <span class="beside">(${hint})</span>` : none}</label>${control}${wrong}
  </div>`;
}

/** All that can be done with a thing: what is open as buttons, what is closed with the reason. */
export function acts(visit: Visit, thing: ThingRef, version: number): Html {
  const all = visit.sight.available(thing).flatMap((entry) => {
    const act = actOf(entry.command);
    return act === null ? [] : [{ ...entry, act }];
  });
  const open = all.filter((entry) => entry.open).sort((one, other) => order(one.act) - order(other.act));
  const closed = all.filter((entry) => !entry.open && entry.code !== 'not_permitted');
  const others = all.filter((entry) => entry.code === 'not_permitted');
  return part(
    'acts',
    'What you can do',
    html`${open.length === 0 ? html`<p class="empty">Nothing, as it stands.</p>` : none}
      <div class="acts">${open.map(({ act, command }) => actForm(visit, thing, version, command, act))}</div>
      ${
        closed.length === 0
          ? none
          : html`<h3>What is closed, and why</h3>
            <ul class="closed">${closed.map(({ act, code }) => html`<li><b>${act.label}</b> <span>${reason(code)}</span></li>`)}</ul>`
      }
      ${
        others.length === 0
          ? none
          : html`<details class="others"><summary>For others to do</summary>
            <p class="beside">${others.map(({ act }) => act.label).join(' · ')}</p></details>`
      }`,
  );
}

const order = ({ tone }: Act): number => ['main', 'plain', 'grave'].indexOf(tone);

function actForm(visit: Visit, thing: ThingRef, version: number, command: string, act: Act): Html {
  const id = command.replace('.', '-');
  const tried = visit.attempt?.command === command ? visit.attempt : null;
  const given = { id: thing.id, command: '', values: {}, sight: visit.sight };
  const begun = act.begin?.(given) ?? {};
  const values = { ...begun, ...tried?.values };
  const unseen = Object.entries(begun).filter(([name]) => !act.fields.some((asked) => asked.name === name));
  const faultOf = (name: string) => tried?.faults.find(({ path }) => path?.endsWith(`/${name}`))?.message ?? null;
  const hidden = html`<input type="hidden" name="thing" value="${thing.id}"><input type="hidden" name="version" value="${version}">
    ${unseen.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
  const fields = act.fields.map((asked) =>
    field(`${id}-${asked.name}`, asked, values[asked.name] ?? '', faultOf(asked.name)),
  );
  const send = form(visit, `/do/${command}`, html`${hidden}${fields}<button class="${act.tone}">${act.label}</button>`);
  if (act.fields.length === 0) return send;
  const shown = act.tone === 'main' || tried !== null;
  return html`<details${shown ? html` open` : none}><summary class="${act.tone}">${act.label}</summary>${send}</details>`;
}
