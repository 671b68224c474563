// What is to be scored by, as the document that the library reads.
'use strict';

const { isText, textOf } = require('./text.cjs');

// A framework by its key, or a document of one's own.
function frameworkOf(framework) {
  if (framework === undefined) return undefined;
  return typeof framework === 'string' ? { type: 'built_in', body: { key: framework } } : { type: 'own', body: framework };
}

// The document, and what JavaScript itself has to know of it: that is asked once the library has found it good.
function optionsOf(choices) {
  if (choices.document === undefined) return writtenOut(choices);
  const text = choices.document;
  if (!isText(text)) throw new TypeError('`document` is JSON text, as a string or a Uint8Array');
  const told = () => (text.length > 0 ? JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString()) : {});
  return {
    text,
    get keep() {
      return told().keep ?? [];
    },
    get detail() {
      return told().detail ?? false;
    },
  };
}

function writtenOut({ framework, view, columns, keep = [], absent, extra, notFinite, detail = false, threads }) {
  const options = { absent, columns, detail, extra, keep, not_finite: notFinite, threads, view };
  return { text: textOf({ ...options, framework: frameworkOf(framework) }), keep, detail };
}

module.exports = { frameworkOf, optionsOf };
