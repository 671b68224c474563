// The decisions through Node: `access.mjs PACKAGE PEERS FOLDER [compare]`, by touchline and by CASL.
//
// Prints a line for each way of asking: its name and the median of nanoseconds for one decision; or, to compare,
// how many cells of the access matrix were decided as they were given.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

import { batch, each } from './measure.mjs';

const [, , packageFolder, peers, folder, how] = process.argv;
const require = createRequire(import.meta.url);
const touchline = require(join(packageFolder, 'index.cjs'));
const waist = require(join(packageFolder, 'waist.cjs'));
const { Ability, createMongoAbility } = createRequire(join(peers, 'index.js'))('@casl/ability');

const material = JSON.parse(readFileSync(join(folder, 'access.json'), 'utf8'));
const { requests, roles, rules } = material;
const { question } = material.page;
const page = material.page.allowed.map((allowed) => ({ allowed }));
const questionText = JSON.stringify(question);

// What CASL asks about: an object that says of each relation whether it holds.
class Thing {
  constructor(relations) {
    for (const name of new Set(requests.flatMap((request) => request.relations))) this[name] = relations.includes(name);
  }
}

// CASL's rules for somebody of one role, or of none.
function rulesFor(role, conditions) {
  const carried = role === null ? [] : roles[role];
  const served = rules.filter(({ capability }) => capability === null || carried.includes(capability));
  return served.map(({ action, relations }) => ({ action, subject: Thing, conditions: conditions(relations) }));
}

// Conditions as CASL's users write them, and as its matcher takes them when it is told to.
const asObject = (relations) => Object.fromEntries(relations.map((name) => [name, true]));
const asFunction = (relations) => {
  const demands = ['true', ...relations.map((name) => `thing.${name}`)];
  return new Function('thing', `return ${demands.join(' && ')}`);
};

const ways = {
  casl: (role) => createMongoAbility(rulesFor(role, asObject)),
  casl_functions: (role) => new Ability(rulesFor(role, asFunction), { conditionsMatcher: (test) => test }),
};

// Each request with the ability of its role and a thing, made beforehand.
function asked(way) {
  const abilities = new Map([null, ...Object.keys(roles)].map((role) => [role, way(role)]));
  const things = new Map();
  return requests.map(({ action, allowed, relations, role }) => {
    const key = relations.join('+');
    if (!things.has(key)) things.set(key, new Thing(relations));
    return { ability: abilities.get(role), action, allowed, thing: things.get(key) };
  });
}

function columns(rows) {
  const numbers = Array.from({ length: rows }, (_, row) => requests[row % requests.length].numbers);
  return [0, 1, 2].map((place) => Uint32Array.from(numbers, (row) => row[place]));
}

function pageText() {
  const [status, answer] = waist.call('access.decide_many', questionText);
  if (status !== 'ok') throw new Error(answer);
  return answer;
}

function compare() {
  compared('permit', requests, (request) => touchline.permit(...request.numbers) > 0);
  const decided = touchline.permitMany(...columns(requests.length));
  compared('permit_many', requests, (_, place) => decided[place] > 0);
  for (const [name, way] of Object.entries(ways)) {
    compared(name, asked(way), ({ ability, action, thing }) => ability.can(action, thing));
  }
  const pages = { page_text: JSON.parse(pageText()), page_values: touchline.access.decide_many(question) };
  for (const [name, { decisions }] of Object.entries(pages)) {
    if (decisions.length !== page.length) throw new Error(`${name}: ${decisions.length} decisions`);
    compared(name, page, (_, place) => decisions[place].allowed);
  }
}

function compared(name, cells, decide) {
  cells.forEach((cell, place) => {
    if (decide(cell, place) !== cell.allowed) throw new Error(`${name} decides otherwise: ${JSON.stringify(cell)}`);
  });
  console.log(name, cells.length);
}

let kept = 0;

function measure() {
  const { permit, permitMany } = touchline;
  const numbers = requests.map((request) => request.numbers);
  each('permit', 200, 5000, (place) => {
    const [action, held, relations] = numbers[place % numbers.length];
    kept += permit(action, held, relations);
  });
  const [actions, held, relations] = columns(5000);
  const results = new Int32Array(5000);
  batch('permit_many', 200, results.length, () => {
    permitMany(actions, held, relations, results);
    kept += results[0];
  });
  batch('page_text', 20, page.length, pageText);
  batch('page_values', 20, page.length, () => touchline.access.decide_many(question));
  for (const [name, way] of Object.entries(ways)) {
    const all = asked(way);
    each(name, 200, 5000, (place) => {
      const { ability, action, thing } = all[place % all.length];
      kept += ability.can(action, thing);
    });
  }
}

if (how === 'compare') compare();
else measure();
if (Number.isNaN(kept)) throw new Error('nothing was decided');
