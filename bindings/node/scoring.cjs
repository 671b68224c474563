// How tables are scored, grouped and measured, as the documents that the library reads.
'use strict';

const { inDocument } = require('./answers.cjs');
const { optionsAmong } = require('./options.cjs');
const { isText, textOf } = require('./text.cjs');

// The options of scores of whatever is scored, of what both calls and facts are read by, of tables of scores, of groups,
// of measures and of effects.
const SCORED = ['absent', 'detail', 'framework', 'recommendations', 'roles', 'tenureDays', 'threads', 'view'];
const READ = ['columns', 'extra', 'naive', 'notFinite', 'policy', 'zone'];
const STREAMED = [...SCORED, 'columns', 'extra', 'keep', 'notFinite', 'policy'];
const GROUPED = [
  ...READ, ...SCORED, 'asOf', 'at', 'by', 'every', 'fill', 'leastPeople', 'means', 'person', 'released', 'team', 'trends', 'viewer',
  'window',
];
const MEASURED = [
  ...READ, 'at', 'benchmarks', 'by', 'calendar', 'currency', 'metrics', 'previous', 'seesIndividuals', 'terms', 'windows',
];
const COMPARED = ['byPerson', 'coaching'];
// What every call takes besides, and no document.
const BESIDES = ['document', 'progress', 'signal'];

// These options as the document that the library reads; or the text that stands in their place.
function written(choices, names, place = 'document') {
  const document = choices[place];
  if (document === undefined) return textOf(Object.fromEntries(names.map((name) => [inDocument(name), choices[name]])));
  if (!isText(document)) throw new TypeError(`\`${place}\` is JSON text, as a string or a Uint8Array`);
  return document;
}

// The documents of calls that take these options.
const documents = (...names) => (choices) => [written(optionsAmong([...names, ...BESIDES], choices), names)];

// What is measured, and whose coaching is asked about.
function comparing(choices) {
  optionsAmong([...MEASURED, ...COMPARED, ...BESIDES, 'effectDocument'], choices);
  return [written(choices, MEASURED), written(choices, COMPARED, 'effectDocument')];
}

module.exports = {
  comparing, grouping: documents(...GROUPED), measuring: documents(...MEASURED), scoring: documents(...STREAMED),
};
