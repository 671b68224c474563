// Skill scores of one row after another, without JSON.
'use strict';

const { numbers } = require('./generated/operations.cjs');
const { freedWith } = require('./handle.cjs');
const native = require('./native.cjs');
const { optionsAmong } = require('./options.cjs');
const { given } = require('./reply.cjs');
const { textOf } = require('./text.cjs');

const LEVELS = Object.entries(numbers.skill_level).reduce((names, [name, number]) => {
  names[number] = number === 0 ? null : name;
  return names;
}, []);

// How many figures there are of an area, and of a component.
const OF_AN_AREA = 7;
const OF_A_COMPONENT = 6;

const orNull = (number) => (Number.isNaN(number) ? null : number);
const shareOf = (points, weight) => (Number.isNaN(weight) ? null : { points, weight });

class SkillScorer {
  #handle;
  #places;

  constructor(choice = {}) {
    const { framework, view } = optionsAmong(['framework', 'view'], choice);
    this.#handle = given(native.skillScorer(textOf({ framework, view })));
    freedWith(this, this.#handle);
    const [areas, components] = native.skillKeys(this.#handle).split('\n');
    this.areas = Object.freeze(areas.split(' '));
    this.components = Object.freeze(components.split(' '));
    this.#places = new Map(this.components.map((key, place) => [key, place]));
  }

  score(row) {
    const figures = new Float64Array(OF_AN_AREA * (1 + this.areas.length) + OF_A_COMPONENT * this.components.length);
    const [values, flags] = this.#measures(row);
    given(native.skillScore(this.#handle, values, flags, figures));
    return this.#told(figures);
  }

  #measures(row) {
    if (row instanceof Float64Array) return [row, undefined];
    const list = Array.isArray(row) ? row : this.#inOrder(row);
    const flags = new Uint8Array(list.length);
    const values = new Float64Array(list.length);
    list.forEach((measure, place) => {
      if (measure === null || measure === undefined) return;
      if (typeof measure !== 'number') throw new TypeError(`\`${this.components[place]}\` is ${typeof measure}, and no number`);
      values[place] = measure;
      flags[place] = 1;
    });
    return [values, flags];
  }

  #inOrder(row) {
    const list = new Array(this.components.length).fill(null);
    for (const [key, measure] of Object.entries(row)) {
      const place = this.#places.get(key);
      if (place === undefined) throw new RangeError(`\`${key}\` is no component of this framework`);
      list[place] = measure;
    }
    return list;
  }

  #told(figures) {
    const rating = (at) => ({
      score: orNull(figures[at]),
      coverage: figures[at + 1],
      published: orNull(figures[at + 2]),
      level: LEVELS[figures[at + 3]],
      weakest: this.components[figures[at + 4]] ?? null,
    });
    const areas = this.areas.map((area, place) => {
      const at = OF_AN_AREA * (place + 1);
      return { area, ...rating(at), inOverall: shareOf(figures[at + 5], figures[at + 6]) };
    });
    const components = this.components.map((component, place) => {
      const at = OF_AN_AREA * (this.areas.length + 1) + OF_A_COMPONENT * place;
      return {
        component,
        raw: orNull(figures[at]),
        value: orNull(figures[at + 1]),
        inArea: shareOf(figures[at + 2], figures[at + 3]),
        inOverall: shareOf(figures[at + 4], figures[at + 5]),
      };
    });
    return { ...rating(0), areas, components };
  }
}

// The level of a published score.
function skillLevel(published) {
  const level = LEVELS[given(native.skillLevel(published))];
  if (level === null) throw new RangeError(`no score is published as ${published}`);
  return level;
}

module.exports = { SkillScorer, skillLevel };
