// The measurements through Node: `faces.mjs PACKAGE FOLDER`. Prints a line for each: its name and the median of
// nanoseconds, as the programs in the other languages do.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

import { each } from './measure.mjs';

const [, , packageFolder, folder] = process.argv;
const require = createRequire(import.meta.url);
const touchline = require(join(packageFolder, 'index.cjs'));
const waist = require(join(packageFolder, 'waist.cjs'));

const read = (name) => readFileSync(join(folder, name), 'utf8');

function ok([status, answer]) {
  if (status !== 'ok') throw new Error(answer);
}

const [thing, state, command, action, roles, relations] = read('numbers.txt').split(' ').map(Number);
const decide = read('decide.json');
const decideValue = JSON.parse(decide);
const commands = read('commands.lines').split('\n');
const values = commands.map((text) => JSON.parse(text));

each('empty', 200, 100, () => ok(waist.call('meta.version', '{}')));
each('decide', 100, 10, () => ok(waist.call('law.decide', decide)));
each('empty_values', 200, 100, () => touchline.call('meta.version', {}));
each('decide_values', 100, 10, () => touchline.call('law.decide', decideValue));

const [, , opened] = waist.Workspace.open('');
opened.executeMany(read('world.lines'));
each('execute', 90, 30, (place) => ok(opened.execute(commands[place])));

const workspace = new touchline.Workspace();
workspace.executeMany(read('world.lines'));
each('execute_values', 90, 30, (place) => workspace.execute(values[place]));

let kept = 0;
each('step', 200, 5000, () => {
  kept += touchline.lifecycleStep(thing, state, command);
});
each('permit', 200, 5000, () => {
  kept += touchline.permit(action, roles, relations);
});
if (kept === 0) throw new Error('nothing was decided');
