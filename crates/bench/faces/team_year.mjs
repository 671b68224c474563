// A year of a team's sessions in one call, through Node: `team_year.mjs PACKAGE FOLDER`, once team_year.py has written there what is
// asked for. Prints microseconds a call and occurrences a second by this process's processor time, the median of some runs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [, , packageFolder, folder] = process.argv;
const touchline = createRequire(import.meta.url)(join(packageFolder, 'index.cjs'));
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

const RUNS = 51;
const asked = read('team.json');
const [count, sum] = read('found.json');

const times = [];
let found = touchline.calendar.expand_all(asked).occurrences;
for (let run = 0; run < RUNS; run += 1) {
  const before = process.cpuUsage();
  found = touchline.calendar.expand_all(asked).occurrences;
  const { user, system } = process.cpuUsage(before);
  times.push(user + system);
}
const micros = times.sort((one, other) => one - other)[RUNS >> 1];
const seconds = found.reduce((total, { occurrence }) => total + Date.parse(occurrence.starts_at) / 1000, 0);
if (found.length !== count || seconds !== sum) throw new Error(`found ${found.length}, ${seconds}; Python ${count}, ${sum}`);
const rate = Math.round((found.length / micros) * 1e6);
console.log(`Node, a year of a team in one call: ${Math.round(micros).toLocaleString('en')} µs a call, ${rate.toLocaleString('en')} occurrences a second`);
