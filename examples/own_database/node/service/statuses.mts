// What each kind of refusal is over HTTP: the only place that says so.
import { Refused } from './told.mjs';

const KINDS: Record<string, number> = {
  conflict: 409,
  invalid: 422,
  limit: 422,
  not_allowed: 403,
  not_found: 404,
  wrong_state: 409,
};

// Codes that HTTP has a word of its own for.
const CODES: Record<string, number> = { version_conflict: 412 };

// What this service hands in beside what a client sent: whatever is wrong with that is no client's slip.
const OWN = ['/facts', '/log', '/messages', '/policy', '/things', '/tracks'];

const isOwn = (path: string | null): boolean => OWN.some((own) => path === own || path?.startsWith(`${own}/`));

/** The status for what the library says no with. */
export function statusOf({ status, answer }: Refused): number {
  if (status === 'bad_input') {
    const faults: { path: string }[] = JSON.parse(answer).faults;
    return faults.some(({ path }) => isOwn(path)) ? 500 : 400;
  }
  if (status !== 'rejected') return status === 'busy' ? 503 : 500;
  const { code, kind, path } = JSON.parse(answer);
  return isOwn(path) ? 500 : (CODES[code] ?? KINDS[kind] ?? 500);
}
