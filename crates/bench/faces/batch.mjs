// A table of rows scored through Node, from typed arrays: `batch.mjs PACKAGE THREADS FOLDER`. Prints rows a second, by this
// process's processor time and on the wall, the medians of some runs after a first one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

const [, , packageFolder, threads, folder] = process.argv;
const tables = createRequire(import.meta.url)(join(packageFolder, 'tables.cjs'));

const RUNS = 5;
const rows = Number(readFileSync(join(folder, 'rows.txt'), 'utf8'));
const { areas } = JSON.parse(readFileSync(join(folder, 'framework.json'), 'utf8'));

// A column of raw measures, one in twenty missing.
function column({ curve: { points } }) {
  const [from, to] = [points[0].x, points.at(-1).x];
  const values = Float64Array.from({ length: rows }, () => from + Math.random() * (to - from));
  const bits = new Uint8Array(Math.ceil(rows / 8)).fill(255);
  for (let row = 0; row < rows; row += 1) if (Math.random() < 0.05) bits[row >> 3] &= ~(1 << (row & 7));
  return { values, bits };
}

const components = areas.flatMap((area) => area.components);
const table = Object.fromEntries(components.map((component) => [component.key, column(component)]));
const score = () => tables.score(table, { threads: Number(threads) }).rows;

// What each of some rows is to work on, beside its scores.
const RECOMMENDED = Math.min(rows, 200_000);
const some = Object.fromEntries(
  Object.entries(table).map(([key, { values, bits }]) => [
    key,
    { values: values.subarray(0, RECOMMENDED), bits: bits.subarray(0, Math.ceil(RECOMMENDED / 8)) },
  ]),
);
const recommend = () => tables.score(some, { recommendations: true, threads: Number(threads) }).rows;

const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];

// Rows a second of some runs, by this process's processor time and on the wall.
function timed(work, expected) {
  const [times, waits] = [[], []];
  work();
  for (let run = 0; run < RUNS; run += 1) {
    const [used, begun] = [process.cpuUsage(), performance.now()];
    if (work() !== expected) throw new Error('rows were lost');
    const { user, system } = process.cpuUsage(used);
    times.push((user + system) / 1e6);
    waits.push((performance.now() - begun) / 1e3);
  }
  return [times, waits].map((all) => Math.round(expected / median(all)));
}

const [scored, wall] = timed(score, rows);
console.log('rows', scored);
console.log('wall', wall);
console.log('recommended', timed(recommend, RECOMMENDED)[0]);
