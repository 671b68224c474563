// How tables are scored, grouped and measured, as the documents that the library reads.
'use strict';

const { isText, textOf } = require('./text.cjs');

// A framework by its key, or a document of one's own.
function frameworkOf(framework) {
  if (framework === undefined) return undefined;
  return typeof framework === 'string' ? { type: 'built_in', body: { key: framework } } : { type: 'own', body: framework };
}

// JSON text that stands in place of options.
function documentOf(text, name = 'document') {
  if (!isText(text)) throw new TypeError(`\`${name}\` is JSON text, as a string or a Uint8Array`);
  return text;
}

// The document, and what JavaScript itself has to know of it: that is asked once the library has found it good.
function optionsOf(choices) {
  if (choices.document === undefined) return writtenOut(choices);
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

function writtenOut(choices) {
  const { columns, extra, notFinite, policy, keep = [], detail = false, recommendations = false } = choices;
  const options = { columns, extra, keep, not_finite: notFinite, policy };
  return { text: textOf({ ...options, ...scoringOf({ ...choices, detail, recommendations }) }), keep, detail, recommendations };
}

// How rows or groups are scored, and what is told of them.
function scoringOf({ absent, detail, framework, recommendations, roles, tenureDays, threads, view }) {
  return { absent, detail, framework: frameworkOf(framework), recommendations, roles, tenure_days: tenureDays, threads, view };
}

// What both a table of calls and tables of facts are read by.
const readingOf = ({ columns, extra, naive, notFinite, policy, zone }) => ({ columns, extra, naive, not_finite: notFinite, policy, zone });

// By what groups are told apart, and how their calls are scored.
function groupingOf(choices) {
  if (choices.document !== undefined) return documentOf(choices.document);
  const { asOf, at, by, every, fill, leastPeople, means, person, team, viewer, window } = choices;
  const apart = { as_of: asOf, at, by, every, fill, least_people: leastPeople, person, team, viewer, window };
  return textOf({ ...readingOf(choices), ...apart, ...scoringOf(choices), means });
}

// What is measured, and of when and whom.
function measuringOf(choices) {
  if (choices.document !== undefined) return documentOf(choices.document);
  const { at, by, calendar, currency, metrics, terms, windows } = choices;
  return textOf({ ...readingOf(choices), at, by, calendar, currency, metrics, terms, windows });
}

// Whose coaching is asked about.
function effectOf({ byPerson, coaching, effectDocument }) {
  if (effectDocument !== undefined) return documentOf(effectDocument, 'effectDocument');
  return textOf({ by_person: byPerson, coaching });
}

module.exports = { effectOf, frameworkOf, groupingOf, measuringOf, optionsOf };
