// Skill scores of one row after another, without JSON.
'use strict';

const { given, namesOf } = require('./answers.cjs');
const numbers = require('./generated/numbers.cjs');
const native = require('./native.cjs');
const { optionsAmong } = require('./options.cjs');
const { textOf } = require('./text.cjs');

// By number; 0 is none.
const LEVELS = [null, ...namesOf(numbers.skill_level).slice(1)];

// How many figures there are of an area, and of a component.
const OF_AN_AREA = 7;
const OF_A_COMPONENT = 6;

const orNull = (number) => (Number.isNaN(number) ? null : number);
const shareOf = (points, weight) => (Number.isNaN(weight) ? null : { points, weight });

class SkillScorer {
  #handle;

  constructor(choice = {}) {
    const { framework, view } = optionsAmong(['framework', 'view'], choice);
    this.#handle = given(native.skillScorer(textOf({ framework, view })));
    [this.areas, this.components] = given(native.skillKeys(this.#handle)).map(Object.freeze);
  }

  score(row) {
    const figures = new Float64Array(OF_AN_AREA * (1 + this.areas.length) + OF_A_COMPONENT * this.components.length);
    given(native.skillScore(this.#handle, ...this.#measures(row), figures));
    return this.#told(figures);
  }

  // The measures of a row, with a flag for each.
  #measures(row) {
    if (row instanceof Float64Array) return [row, undefined];
    const stranger = Array.isArray(row) ? undefined : Object.keys(row).find((key) => !this.components.includes(key));
    if (stranger !== undefined) throw new RangeError(`\`${stranger}\` is no component of this framework`);
    const list = Array.isArray(row) ? row : this.components.map((key) => row[key]);
    const wrong = list.findIndex((measure) => typeof (measure ?? 0) !== 'number');
    if (wrong >= 0) throw new TypeError(`\`${this.components[wrong]}\` is ${typeof list[wrong]}, and no number`);
    return [Float64Array.from(list, (measure) => measure ?? 0), Uint8Array.from(list, (measure) => Number(measure != null))];
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
