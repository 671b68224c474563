// Moments and days as the people of the demo read them: all of them work in one city.
export const ZONE = 'Europe/Berlin';

const DAY_MS = 86_400_000;
const shown = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const shownDay = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', day: 'numeric', month: 'short' });
// Sweden writes days as ISO 8601 does.
const iso = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });

export const moment = (at: string): string => shown.format(new Date(at));
export const dayOf = (day: string): string => shownDay.format(new Date(`${day}T12:00:00Z`));

export const today = (at: string): string => iso.format(new Date(at));
/** The day some days away from that of a moment. */
export const days = (at: string, away: number): string => iso.format(new Date(Date.parse(at) + away * DAY_MS));
/** The last four weeks, today included. */
export const fourWeeks = (at: string) => ({ first: days(at, -27), last: today(at) });
/** The last three months or so. */
export const quarter = (at: string) => ({ first: days(at, -90), last: today(at) });

export function length(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
