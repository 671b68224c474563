// Ids of the made-up story: the same name gives the same id, so that every telling is alike.
import { createHash } from 'node:crypto';

export function idOf(name: string): string {
  const hex = createHash('sha256').update(`touchline-demo/${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
