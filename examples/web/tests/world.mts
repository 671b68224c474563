// What tests stand on: a host of its own with the whole story, its pages on a port of this machine, and people who look at
// them, each in a browser of their own.
import assert from 'node:assert/strict';
import { accessSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { serve } from '@hono/node-server';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page } from 'puppeteer-core';

import { Host } from '../host/host.mjs';
import { openLog } from '../host/log.mjs';
import { site } from '../site/app.mjs';
import { Sessions } from '../site/session.mjs';
import { POLICY } from '../story/policy.mjs';
import { seed } from '../story/seed.mjs';

export const NOW = new Date('2026-03-26T09:00:00.000Z');
export const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
export const DESK = { width: 1280, height: 900 };

const PATIENCE_MS = 10_000;
const PICTURES = process.env.TOUCHLINE_PICTURES;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

function chromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path);
        return true;
      } catch {
        return false;
      }
    });
  if (found === undefined)
    throw new Error('Chromium is not here; install it with: sudo apt-get install -y --no-install-recommends chromium');
  return found;
}

/** Nobody but root has to do without Chromium's sandbox. */
const ARGUMENTS = ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

let browser: Promise<Browser> | null = null;
const launched = (): Promise<Browser> =>
  (browser ??= puppeteer.launch({ executablePath: chromium(), args: ARGUMENTS }));

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
}

export class World {
  readonly #people: BrowserContext[] = [];

  private constructor(
    readonly host: Host,
    readonly origin: string,
    readonly log: string,
    readonly close: () => Promise<void>,
  ) {}

  static async begin(): Promise<World> {
    const folder = await mkdtemp(join(tmpdir(), 'touchline-web-'));
    const log = join(folder, 'log.sqlite');
    const host = new Host(await openLog(log), POLICY, () => NOW);
    await seed(host);
    const server = serve({ fetch: site(host, new Sessions()).fetch, hostname: '127.0.0.1', port: 0 });
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const world: World = new World(host, `http://127.0.0.1:${port}`, log, async () => {
      for (const context of world.#people) await context.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await host.close();
      await rm(folder, { recursive: true });
    });
    return world;
  }

  /** Somebody in a browser of their own, signed in. */
  async person(name: string, size: { width: number; height: number } = DESK): Promise<Person> {
    const somebody = await this.stranger(size);
    await somebody.go('/sign-in');
    await somebody.press(name);
    return somebody;
  }

  /** Somebody who has not signed in. */
  async stranger(size: { width: number; height: number } = DESK): Promise<Person> {
    const context = await (await launched()).createBrowserContext();
    this.#people.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewport(size);
    return new Person(page, this.origin);
  }
}

export class Person {
  /** What the browser complained about: anything that the pages' own rules forbid, a script, a missing file. */
  readonly complaints: string[] = [];

  constructor(
    readonly page: Page,
    readonly origin: string,
  ) {
    page.on('console', (message) => void this.complaints.push(message.text()));
    page.on('pageerror', (error) => void this.complaints.push(String(error)));
  }

  async go(path: string): Promise<number> {
    const answer = await this.page.goto(path.startsWith('http') ? path : `${this.origin}${path}`);
    return answer?.status() ?? 0;
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  async sees(words: string): Promise<void> {
    const text = await this.text();
    assert.ok(text.includes(words), `“${words}” is not on ${this.page.url()}:\n${text}`);
  }

  async seesNot(words: string): Promise<void> {
    assert.ok(!(await this.text()).includes(words), `“${words}” is on ${this.page.url()}`);
  }

  /** Presses the button, or follows the link, that begins with these words, and waits for the page that comes. */
  async press(words: string): Promise<number> {
    const found = await this.#control('button, a', words);
    const [answer] = await Promise.all([this.page.waitForNavigation(), found.click()]);
    return answer?.status() ?? 0;
  }

  /** Opens what stands behind a button. */
  async open(words: string): Promise<void> {
    await (await this.#control('summary', words)).click();
  }

  async write(label: string, text: string): Promise<void> {
    const [field] = await this.page.$$(`::-p-aria([name="${label}"])`);
    assert.ok(field, `no field “${label}” on ${this.page.url()}`);
    await field.click({ count: 3 });
    await field.type(text);
  }

  async choose(label: string, value: string): Promise<void> {
    const [field] = await this.page.$$(`::-p-aria([name="${label}"][role="combobox"])`);
    assert.ok(field, `nothing to choose “${label}” on ${this.page.url()}`);
    await field.select(value);
  }

  /** Fields that a browser would not let go empty may go empty: what then says no is the law. */
  async withoutChecks(): Promise<void> {
    await this.page.evaluate(() => document.querySelectorAll('form').forEach((form) => (form.noValidate = true)));
  }

  /** What axe-core finds on the page, a line each; by one rule alone, where that is named. */
  async findings(rule: string | null = null): Promise<string[]> {
    await this.page.evaluate(AXE);
    const found = await this.page.evaluate(async (rule) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document, { preload: false, ...(rule !== null && { runOnly: [rule] }) });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ failureSummary, html }) => `${id}: ${html}\n${failureSummary}`),
      );
    }, rule);
    return found.map((finding) => `${this.page.url()} ${finding}`);
  }

  scheme(value: 'light' | 'dark'): Promise<void> {
    return this.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
  }

  /** By how many pixels the page is wider than its window. */
  tooWide(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Takes a picture: of the whole page, and kept, where a folder is named for that. */
  async picture(name: string): Promise<number> {
    const kept = PICTURES && { fullPage: true, path: join(await made(PICTURES), `${name}.png`) };
    return (await this.page.screenshot({ ...kept })).byteLength;
  }

  async #control(kinds: string, words: string) {
    const found = await this.page.evaluateHandle(
      (kinds, words) =>
        [...document.querySelectorAll<HTMLElement>(kinds)].find(({ textContent }) =>
          textContent.trim().startsWith(words),
        ),
      kinds,
      words,
    );
    const control = found.asElement();
    if (control === null)
      throw new Error(`nothing to press begins with “${words}” on ${this.page.url()}:\n${await this.text()}`);
    return control as ElementHandle<HTMLElement>;
  }
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}
