// Options that a call takes: what is no option would be passed over in silence, and the default taken in its place.
'use strict';

const { inDocument } = require('./answers.cjs');
const OPTIONS = require('./generated/options.cjs');
const { isText, kindOf, textOf } = require('./text.cjs');

// The options, each of which has one of these names.
function optionsAmong(names, given) {
  if (given === null || typeof given !== 'object' || Array.isArray(given) || ArrayBuffer.isView(given)) {
    throw new TypeError(`options are an object with ${named(names)}, and not ${ArrayBuffer.isView(given) ? 'a list' : kindOf(given)}`);
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`\`${unknown}\` is no option; there are ${named(names)}`);
  return given;
}

const named = (names) => [...names].sort().join(', ');

// The documents that a call on tables crosses with: its options, or the text that stands in their place.
function documentsOf(call, choices) {
  const documents = Object.entries(OPTIONS[call]);
  optionsAmong([...documents.flatMap(([place, names]) => [place, ...names]), 'progress', 'signal'], choices);
  return documents.map(([place, names]) => {
    const document = choices[place];
    if (document === undefined) return textOf(Object.fromEntries(names.map((name) => [inDocument(name), choices[name]])));
    if (!isText(document)) throw new TypeError(`\`${place}\` is JSON text, as a string or a Uint8Array`);
    return document;
  });
}

module.exports = { documentsOf, optionsAmong };
