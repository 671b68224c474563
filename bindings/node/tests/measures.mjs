// Raw measures to score: the components that there are, and numbers drawn for them.
import { skill } from 'touchline';

export const [framework] = skill.frameworks({ key: 'sales' });
export const components = framework.areas.flatMap((area) => area.components.map((component) => component.key));

// Numbers from 0 to 1, the same in every run.
export function diceFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

// A table or a row of which each column is made another.
export const mapped = (table, f) => Object.fromEntries(Object.entries(table).map(([key, list]) => [key, f(list)]));
