// The phrases alone by one RegExp over all that was said, and cues by `subtitle`: `conversations.mjs PEERS FOLDER`. Prints
// megabytes a second, by this process's processor time, the medians of some runs after a first one; and what was found.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [, , peers, folder] = process.argv;
const { parseSync } = createRequire(join(peers, 'package.json'))('subtitle');
const text = (name) => readFileSync(join(folder, name), 'utf8');

const RUNS = 5;
const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];

function rate(name, bytes, work) {
  const times = [];
  let found = work();
  for (let run = 0; run < RUNS; run += 1) {
    const used = process.cpuUsage();
    found = work();
    const { user, system } = process.cpuUsage(used);
    times.push((user + system) / 1e6);
  }
  console.log(name, bytes / 1e6 / median(times));
  return found;
}

const escaped = (phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
// Of phrases that begin together the longest counts, so that it stands first.
const phrases = JSON.parse(text('phrases.json')).sort((one, other) => other.length - one.length);
const any = new RegExp(`\\b(?:${phrases.map(escaped).join('|')})\\b`, 'gi');
const said = text('said.txt');
const hits = rate('regexp', Buffer.byteLength(said), () => {
  let count = 0;
  any.lastIndex = 0;
  while (any.exec(said) !== null) count += 1;
  return count;
});
console.log('hits', hits);

const cues = text('calls.vtt');
const read = rate('vtt', Buffer.byteLength(cues), () => parseSync(cues)).filter(({ type }) => type === 'cue');
console.log('cues', read.length);
console.log('starts', read.reduce((sum, { data }) => sum + data.start, 0));
console.log('ends', read.reduce((sum, { data }) => sum + data.end, 0));
