// A small contact centre: Mia leads, Ana is led by her, and one call is there to talk about.
import { createHash } from 'node:crypto';

// Ids and entropy that are the same in every run.
const digest = (name) => createHash('sha256').update(name).digest('hex');
export const id = (name) => digest(name).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

export const [mia, ana, firstCall, firstBundle] = ['mia', 'ana', 'first call', 'first bundle'].map(id);

let count = 0;

export function command(actor, type, body, more = {}) {
  count += 1;
  return { id: id(`command ${count}`), actor, at: '2026-03-02T09:00:00.000Z', entropy: digest(`${count}`), type, body, ...more };
}

export const person = (name, more) => command('system', 'person.record', { person: id(name), name, ...more });

export const people = () => [
  person('mia', { roles: ['manager'] }),
  person('ana', { roles: ['agent'], manager: mia }),
  command('system', 'call.record', { call: firstCall, handler: ana, length_ms: 60_000, started_at: '2026-03-01T10:00:00.000Z' }),
];

export const create = (bundle = firstBundle) =>
  command(mia, 'bundle.create', { agent: ana, bundle, content: { title: 'Listening 🙂', calls: [{ call: firstCall }] } });
export const release = (bundle = firstBundle) => command(mia, 'bundle.release', { bundle });
export const respond = (bundle = firstBundle) => command(ana, 'bundle.respond', { bundle, kind: 'reflection', text: 'I will pause more.' });

export const asked = (viewer, type, body) => ({ viewer, at: '2026-03-02T10:00:00.000Z', type, body });
