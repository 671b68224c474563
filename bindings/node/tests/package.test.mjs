// What the package gives, whichever way it is asked for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as imported from 'touchline';
import * as importedTables from 'touchline/tables';
import * as importedWaist from 'touchline/waist';

const require = createRequire(import.meta.url);
const required = require('touchline');
const face = dirname(dirname(fileURLToPath(import.meta.url)));

test('API-05 import and require give the same values', () => {
  for (const [name, value] of Object.entries(required)) assert.equal(imported[name], value, name);
  for (const [name, value] of Object.entries(require('touchline/waist'))) assert.equal(importedWaist[name], value, name);
  for (const [name, value] of Object.entries(require('touchline/tables'))) assert.equal(importedTables[name], value, name);
});

test('API-05 every value has its type, and every typed value is there', () => {
  for (const [file, values] of [
    ['index', { ...required }],
    ['tables', { ...require('touchline/tables') }],
    ['waist', { ...require('touchline/waist') }],
  ]) {
    let types = readFileSync(join(face, `${file}.d.cts`), 'utf8');
    if (file === 'index') types += readFileSync(join(face, 'generated/operations.d.cts'), 'utf8');
    const declared = [...types.matchAll(/^export declare (?:const|class|function) (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual([...new Set(declared)].sort(), Object.keys(values).sort());
  }
});

test('API-05 every option of a call on tables has its type', () => {
  const types = readFileSync(join(face, 'generated/tables.d.ts'), 'utf8');
  const interfaces = [...types.matchAll(/The options of `(\w+)`[^{]*{\n(.*?)^}/gms)];
  const typed = Object.fromEntries(interfaces.map(([, call, lines]) => [call, [...lines.matchAll(/^  (\w+)\??:/gm)].map(([, option]) => option)]));
  for (const [call, documents] of Object.entries(require('../generated/options.cjs'))) {
    // Of what success metrics are told by, the effect of coaching asks only for some.
    const options = Object.values(documents).flat().filter((option) => call !== 'effects' || typed[call].includes(option));
    assert.deepEqual(typed[call], options, call);
  }
});

test('API-05 the version is that of the package', () => {
  assert.equal(required.version, require('touchline/package.json').version);
});

test('API-05 a machine without an addon is told so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-bare-'));
  try {
    for (const name of readdirSync(face).filter((name) => name.endsWith('.cjs'))) cpSync(join(face, name), join(folder, name));
    assert.throws(
      () => execFileSync(process.execPath, ['-e', 'require("./native.cjs")'], { cwd: folder, stdio: 'pipe', encoding: 'utf8' }),
      (error) => error.stderr.includes(`touchline has no addon that loads on ${process.platform}-${process.arch}`),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('API-05 the package holds its licences and the schema of all types', () => {
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--silent'], { cwd: face, encoding: 'utf8' }));
  const names = packed.files.map(({ path }) => path);
  for (const name of ['LICENSE-APACHE', 'LICENSE-DejaVu', 'LICENSE-MIT', 'touchline.schema.json']) assert.ok(names.includes(name), name);
  for (const name of ['build.mjs', 'pack.mjs']) assert.ok(!names.includes(name), name);
  for (const name of ['LICENSE-APACHE', 'LICENSE-DejaVu', 'LICENSE-MIT']) {
    assert.equal(readFileSync(join(face, name), 'utf8'), readFileSync(join(face, '../..', name), 'utf8'));
  }
  const schema = require('touchline/touchline.schema.json');
  const [major, minor] = required.version.split('.');
  assert.equal(schema.$id, `urn:touchline:schema:${major}.${minor}`);
  assert.match(randomUUID(), new RegExp(schema.$defs.AboutBundle.properties.bundle.pattern));
  assert.equal(schema.$defs.AboutCheck.properties.check.maxLength, 200);
});

// What the program needs of Node's own types, which would have to be fetched.
const NODE = `
  declare module 'node:crypto' {
    export function randomUUID(): string;
    export function randomBytes(size: number): { toString(encoding: 'hex'): string };
  }
`;

// What the programs of the guide about conversations print.
const CONVERSATIONS = {
  '30-transcripts.md': `web_vtt 12
ana 3490 Thanks for taking the time.
ana 6000 How did the trial go?
speaker_1 8300 Quite well.
[ 'Thanks for taking the time.' ]
`,
  '31-talk-measures.md': `0.75 all_speaking_time 1
objections 6000 It is too long.
{ active_listening: 0.25, next_steps: 0, trial_close: 0 }
Float64Array(2) [ 0.75, 1 ]
a 1 0
b 0 1
`,
  '32-hand-off-to-a-model.md': `{ question_quality: 75 } [ '/scores/empathy/quotes/0 not_said' ]
[ '/answer: the input is not JSON: a value is expected here' ]
{} { question_quality: 75 }
`,
};

test('API-05 the first steps compile and run with the package installed elsewhere, and the examples of the guide compile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-elsewhere-'));
  const does = (program, ...args) => execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const compile = (program) => {
    writeFileSync(join(folder, 'main.mts'), program);
    const options = '--strict --target es2022 --module nodenext'.split(' ');
    does(process.execPath, join(face, 'node_modules/typescript/bin/tsc'), ...options, 'node.d.ts', 'main.mts');
  };
  try {
    const examples = (page, language) => {
      const blocks = readFileSync(join(face, '../..', page), 'utf8').matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'));
      return Array.from(blocks, ([, block]) => block);
    };
    const [program] = examples('README.md', 'ts');
    writeFileSync(join(folder, 'node.d.ts'), NODE);
    writeFileSync(join(folder, 'package.json'), '{}');
    execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: face, stdio: 'pipe' });
    does('npm', 'install', '--silent', '--offline', './' + readdirSync(folder).find((name) => name.endsWith('.tgz')));

    compile(program);
    assert.equal(
      does(process.execPath, 'main.mjs'),
      "not_permitted { missing: 'relation:coached', rule: 'ACC-05' }\n[ 'Silences: agent_reviewed, I will pause more.' ]\n",
    );
    compile(...examples('bindings/node/README.md', 'ts'));
    assert.match(does(process.execPath, 'main.mjs'), /^NotAllowed not_permitted [^]*Listening/);
    const [columns, , gathered] = examples('docs/guide/14-tables.md', 'js');
    for (const example of [columns + gathered, ...examples('docs/guide/17-effect-of-coaching.md', 'js')]) compile(example);
    for (const [page, prints] of Object.entries(CONVERSATIONS)) {
      compile(...examples(`docs/guide/${page}`, 'ts'));
      assert.equal(does(process.execPath, 'main.mjs'), prints);
    }
    const refused = (error) => error.stdout.includes("Type '\"bundle.reply\"' is not assignable");
    assert.throws(() => compile(program.replaceAll("'bundle.respond'", "'bundle.reply'")), refused);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
