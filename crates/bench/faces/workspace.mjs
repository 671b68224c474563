// The month through Node: `workspace.mjs PACKAGE FOLDER`. Prints a line for each figure: its name and how many commands
// a second of this process's processor time.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [, , packageFolder, folder] = process.argv;
const require = createRequire(import.meta.url);
const waist = require(join(packageFolder, 'waist.cjs'));

const read = (name) => readFileSync(join(folder, name));
const NEW_LINE = 10;

const [, , workspace] = waist.Workspace.open('');
workspace.executeMany(read('base.lines'));
let commands = 0;
let microseconds = 0;
for (const page of readdirSync(folder).filter((name) => name.startsWith('page-')).sort()) {
  const lines = read(page);
  const before = process.cpuUsage();
  const [, , , accepted] = workspace.executeMany(lines);
  const used = process.cpuUsage(before);
  microseconds += used.user + used.system;
  const wanted = lines.reduce((count, byte) => count + (byte === NEW_LINE ? 1 : 0), 1);
  if (accepted !== wanted) throw new Error(`${page}: ${accepted} of ${wanted} accepted`);
  commands += wanted;
}
console.log('bytes', Math.round(commands / (microseconds / 1e6)));
