// Skill scores of one row after another, without JSON.
'use strict';

const { given, namesOf } = require('./answers.cjs');
const numbers = require('./generated/numbers.cjs');
const native = require('./native.cjs');
const { optionsAmong } = require('./options.cjs');
const { textOf } = require('./text.cjs');

// By number; 0 is none.
const LEVELS = [null, ...namesOf(numbers.skill_level).slice(1)];

// How many figures there are over all, of an area, and of a component.
const [OVER_ALL, OF_AN_AREA, OF_A_COMPONENT] = [5, 7, 6];

const orNull = (number) => (Number.isNaN(number) ? null : number);

class SkillScorer {
  #handle;

  constructor(choice = {}) {
    const { framework, view } = optionsAmong(['framework', 'view'], choice);
    this.#handle = given(native.skillScorer(textOf({ framework, view })));
    [this.areas, this.components] = given(native.skillKeys(this.#handle)).map(Object.freeze);
  }

  score(row) {
    const figures = new Float64Array(OVER_ALL + OF_AN_AREA * this.areas.length + OF_A_COMPONENT * this.components.length);
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

  // One figure after the other, in the order in which the addon writes them.
  #told(figures) {
    let at = 0;
    const next = () => figures[at++];
    const some = () => orNull(next());
    const share = () => {
      const [points, weight] = [next(), some()];
      return weight === null ? null : { points, weight };
    };
    const rating = () => ({
      score: some(), coverage: next(), published: some(), level: LEVELS[next()], weakest: this.components[next()] ?? null,
    });
    return {
      ...rating(),
      areas: this.areas.map((area) => ({ area, ...rating(), inOverall: share() })),
      components: this.components.map((component) => ({
        component, raw: some(), value: some(), inArea: share(), inOverall: share(),
      })),
    };
  }
}

// The level of a published score.
function skillLevel(published) {
  const level = LEVELS[given(native.skillLevel(published))];
  if (level === null) throw new RangeError(`no score is published as ${published}`);
  return level;
}

module.exports = { SkillScorer, skillLevel };
