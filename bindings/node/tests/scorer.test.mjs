// One row after another without JSON: the figures of `skill.score`, to the bit.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { InvalidInput, SkillScorer, skill, skillLevel } from 'touchline';

import { components, diceFrom, framework } from './measures.mjs';

const dice = diceFrom(7);
const rows = Array.from({ length: 200 }, () => components.map(() => (dice() < 0.25 ? null : dice() * 120 - 10)));
const byKey = (row) => Object.fromEntries(row.map((measure, place) => [components[place], measure]));

// Strictly, which tells -0 from 0.
function alike(figures, told, weakest) {
  assert.deepStrictEqual(
    [figures.score, figures.coverage, figures.published, figures.level, figures.weakest],
    [told.score, told.coverage, told.published, told.level?.level ?? null, weakest],
  );
}

test('SKL-06 a scored row has the figures that it has in JSON', () => {
  const scorer = new SkillScorer();
  assert.deepEqual(scorer.components, components);
  for (const row of rows) {
    const told = skill.score({ values: byKey(row) });
    for (const given of [row, byKey(row)]) {
      const scored = scorer.score(given);
      alike(scored, told.overall, told.weakest?.component ?? null);
      told.areas.forEach((area, place) => {
        assert.equal(scored.areas[place].area, area.area);
        alike(scored.areas[place], area.rating, area.weakest);
        assert.deepStrictEqual(scored.areas[place].inOverall, area.in_overall);
      });
      told.areas.flatMap((area) => area.components).forEach((component, place) => {
        const { raw, value, inArea, inOverall } = scored.components[place];
        assert.equal(scored.components[place].component, component.component);
        assert.deepStrictEqual([raw, value, inArea, inOverall], [component.raw, component.value, component.in_area, component.in_overall]);
      });
    }
  }
});

test('SKL-06 a row may be a Float64Array, in the framework\'s order', () => {
  const scorer = new SkillScorer({ framework });
  const full = rows[0].map((measure) => measure ?? 50);
  assert.deepStrictEqual(scorer.score(Float64Array.from(full)), scorer.score(full));
});

test('SKL-08 a view has the areas and components that it counts', () => {
  const [{ views }] = skill.frameworks({ key: 'sales_call_types' });
  const scorer = new SkillScorer({ framework: 'sales_call_types', view: views[0].key });
  assert.deepEqual([...scorer.components].sort(), views[0].components.map(({ component }) => component).sort());
});

test('SKL-06 what is no row of measures is refused', () => {
  const scorer = new SkillScorer();
  assert.throws(() => scorer.score({ nobody: 1 }), { name: 'RangeError', message: /nobody/ });
  assert.throws(() => scorer.score([1, 2]), { name: 'RangeError', message: /2 measures, and not 18/ });
  assert.throws(() => scorer.score({ [components[0]]: '1' }), { name: 'TypeError', message: new RegExp(components[0]) });
  assert.throws(() => scorer.score(null), TypeError);
  for (const measure of [NaN, Infinity, -Infinity]) {
    const refused = (error) => error instanceof InvalidInput && error.faults[0].path === `/${components[3]}`;
    assert.throws(() => scorer.score({ [components[3]]: measure }), refused);
  }
  assert.throws(() => new SkillScorer({ framework: 'nobody' }), InvalidInput);
  assert.throws(() => new SkillScorer({ view: 'nobody' }), InvalidInput);
});

test('SKL-06 a scorer is not made of what would be passed over', () => {
  const refused = (message) => ({ name: 'TypeError', message });
  assert.throws(() => new SkillScorer('sales_programme'), refused(/options are an object with framework, view, .*`sales_programme`/));
  assert.throws(() => new SkillScorer({ framwork: 'x' }), refused('`framwork` is no option; there are framework, view'));
  assert.throws(() => new SkillScorer(null), refused(/not null/));
  assert.throws(() => new SkillScorer([]), refused(/not a list/));
});

test('SKL-05 levels are read off published scores', () => {
  const leasts = { 0: 'critical', 40: 'needs_coaching', 60: 'developing', 75: 'proficient', 90: 'expert' };
  for (const [least, level] of Object.entries(leasts)) assert.equal(skillLevel(Number(least)), level);
  assert.deepEqual([39, 59, 74, 89, 100].map(skillLevel), Object.values(leasts));
  for (const wrong of [101, 256, -1, 0.5, 2 ** 32]) assert.throws(() => skillLevel(wrong), RangeError);
  assert.throws(() => skillLevel('90'), TypeError);
});
