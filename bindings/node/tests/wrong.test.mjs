// What the compiler says of a command or a question that is wrong: it is told of that one alone.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const face = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

test('API-02 what is wrong with a command is told of that command, and not of all that there are', () => {
  const options = ['--project', 'tests/wrong', '--pretty', 'false'];
  const { stdout } = spawnSync(process.execPath, [compiler, ...options], { cwd: face, encoding: 'utf8' });
  const lines = readFileSync(join(face, 'tests/wrong/wrong.mts'), 'utf8').split('\n');
  const expected = lines.flatMap((line, place) => {
    const [, name] = /; \/\/ (\w+)$/.exec(line) ?? [];
    return name ? [`${place + 1} ${name}`] : [];
  });
  const told = stdout.split('\n').filter((line) => line.startsWith('tests/wrong/'));
  const blamed = told.map((line) => {
    const [, place, names] = /\((\d+),\d+\): error .* type '([^']*)'/.exec(line) ?? [];
    return `${place} ${names}`;
  });
  assert.ok(expected.length > 0);
  assert.deepEqual(blamed, expected);
});
