// What the guide and the README show of this example stands in its source.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../../', import.meta.url);
const FOLDERS = ['host', 'pages', 'routes', 'site', 'story'];
const PAGES = ['README.md', '../../docs/guide/40-a-product-around-it.md'];

test('what the guide and the README show stands in the source', () => {
  const files = FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`));
  const sources = files.map((name) => readFileSync(new URL(name, ROOT), 'utf8'));
  for (const page of PAGES) {
    const blocks = [...readFileSync(new URL(page, ROOT), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
      ([, block = '']) => block,
    );
    assert.ok(blocks.length > 1, page);
    for (const block of blocks)
      assert.ok(
        sources.some((source) => source.includes(block)),
        `${page}: ${block}`,
      );
  }
});
