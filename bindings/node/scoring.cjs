// How tables are scored, grouped and measured, as the documents that the library reads.
'use strict';

const { optionsAmong } = require('./options.cjs');
const { isText, textOf } = require('./text.cjs');

// JSON text that stands in place of options.
function documentOf(text, name = 'document') {
  if (!isText(text)) throw new TypeError(`\`${name}\` is JSON text, as a string or a Uint8Array`);
  return text;
}

// The options of scores, of what both calls and facts are read by, of groups, of measures and of effects: what each is
// called here, and in the document.
const SCORED = {
  absent: 'absent', detail: 'detail', framework: 'framework', recommendations: 'recommendations', roles: 'roles',
  tenureDays: 'tenure_days', threads: 'threads', view: 'view',
};
const READ = { columns: 'columns', extra: 'extra', naive: 'naive', notFinite: 'not_finite', policy: 'policy', zone: 'zone' };
const STREAMED = { ...SCORED, columns: 'columns', extra: 'extra', keep: 'keep', notFinite: 'not_finite', policy: 'policy' };
const GROUPED = {
  ...READ, ...SCORED, asOf: 'as_of', at: 'at', by: 'by', every: 'every', fill: 'fill', leastPeople: 'least_people',
  means: 'means', person: 'person', team: 'team', viewer: 'viewer', window: 'window',
};
const MEASURED = {
  ...READ, at: 'at', by: 'by', calendar: 'calendar', currency: 'currency', metrics: 'metrics', terms: 'terms',
  windows: 'windows',
};
const COMPARED = { byPerson: 'by_person', coaching: 'coaching' };
// What every call takes besides, and no document.
const BESIDES = ['document', 'progress', 'signal'];

// Refuses what is no option of a call on tables.
const check = (choices, ...known) => optionsAmong([...known.flatMap(Object.keys), ...BESIDES], choices);

// These options as the document that the library reads.
function written(choices, names) {
  return textOf(Object.fromEntries(Object.entries(names).map(([name, called]) => [called, choices[name]])));
}

// The document, and what JavaScript itself has to know of it: that is asked once the library has found it good.
function optionsOf(choices) {
  check(choices, STREAMED);
  if (choices.document === undefined) {
    const { keep = [], detail = false, recommendations = false } = choices;
    return { text: written(choices, STREAMED), keep, detail, recommendations };
  }
  const text = documentOf(choices.document);
  const told = () => (text.length > 0 ? JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString()) : {});
  return {
    text,
    get keep() {
      return told().keep ?? [];
    },
    get detail() {
      return told().detail ?? false;
    },
    get recommendations() {
      return told().recommendations ?? false;
    },
  };
}

// By what groups are told apart, and how their calls are scored.
function groupingOf(choices) {
  check(choices, GROUPED);
  return choices.document === undefined ? written(choices, GROUPED) : documentOf(choices.document);
}

// What is measured, and of when and whom.
function measuringOf(choices) {
  check(choices, MEASURED);
  return choices.document === undefined ? written(choices, MEASURED) : documentOf(choices.document);
}

// What is measured, and whose coaching is asked about.
function comparingOf(choices) {
  check(choices, MEASURED, COMPARED, { effectDocument: 'effectDocument' });
  const { document, effectDocument } = choices;
  return [
    document === undefined ? written(choices, MEASURED) : documentOf(document),
    effectDocument === undefined ? written(choices, COMPARED) : documentOf(effectDocument, 'effectDocument'),
  ];
}

module.exports = { comparingOf, groupingOf, measuringOf, optionsOf };
