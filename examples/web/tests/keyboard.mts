// The keyboard alone: sign in, find a bundle, answer it, and sign out, and nothing is reached by a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { type Person, World } from './world.mjs';

const MOST_STEPS = 60;

/** Goes on to the control that begins with these words. */
async function tabTo({ page }: Person, words: string): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab');
    const { name, shown } = await page.evaluate(() => {
      const here = document.activeElement as HTMLElement;
      const label = (here as HTMLInputElement).labels?.[0]?.innerText;
      const { outlineStyle } = getComputedStyle(here);
      return { name: (label ?? here.innerText).trim(), shown: outlineStyle !== 'none' };
    });
    if (name !== '') assert.ok(shown, `it is not to be seen that “${name}” is reached`);
    if (name.startsWith(words)) return;
    passed.push(name);
  }
  throw new Error(`“${words}” is not reached by the keyboard, only ${passed.join(' | ')}`);
}

async function enter({ page }: Person): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

test('an agent answers a bundle without a mouse', async (t) => {
  const world = await World.begin();
  t.after(world.close);
  const ana = await world.stranger();
  await ana.go('/');
  await tabTo(ana, 'Ana Ruiz');
  await enter(ana);
  await tabTo(ana, 'To the content');
  await ana.page.keyboard.press('Enter');
  await tabTo(ana, 'Close with a next step');
  await enter(ana);
  await tabTo(ana, 'What it is');
  await ana.page.keyboard.press('ArrowDown');
  await tabTo(ana, 'Your answer');
  await ana.page.keyboard.type('A day, and a name.');
  await tabTo(ana, 'Respond');
  await enter(ana);
  await ana.sees('Action plan');
  await ana.sees('A day, and a name.');
  await tabTo(ana, 'For others to do');
  await ana.page.keyboard.press('Space');
  await ana.sees('Conclude it');
  await ana.go('/');
  await tabTo(ana, 'Sign out');
  await enter(ana);
  assert.equal(ana.path, '/sign-in');
});
