// One loop for every operation that may ask for facts, in text: what it wants is loaded until it answers.
import type { FactKey } from 'touchline';
import type { Answer } from 'touchline/waist';

/** What the library says no with: its status, and its answer as it stands. */
export class Refused extends Error {
  constructor(
    readonly status: Answer[0],
    readonly answer: string,
  ) {
    super(answer);
  }
}

/** Loads what keys name, each as its text. */
export type Load = (keys: FactKey[]) => Promise<string[]>;

/** The answer of an operation, once it has the facts that it wants. */
export async function told(ask: (facts: string) => Answer, load: Load): Promise<string> {
  const facts: string[] = [];
  let wanted = '';
  for (;;) {
    const [status, text] = ask(facts.join(','));
    if (status !== 'needs_facts') return settled([status, text]);
    // What was loaded and is wanted again cannot be had.
    if (text === wanted) throw new Error(`what was loaded is wanted again: ${text}`);
    wanted = text;
    facts.push(...(await load(JSON.parse(text).keys)));
  }
}

/** An answer that can be no other than given or refused. */
export function settled(answer: Answer | [Answer[0], string]): string {
  const [status, text] = answer;
  if (status !== 'ok') throw new Refused(status, text);
  return text;
}
