// Options that a call takes: what is no option would be passed over in silence, and the default taken in its place.
'use strict';

// The options, each of which has one of these names.
function optionsAmong(names, given) {
  if (given === null || typeof given !== 'object' || Array.isArray(given) || ArrayBuffer.isView(given)) {
    throw new TypeError(`options are an object with ${named(names)}, and not ${given === null ? 'null' : kindOf(given)}`);
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`\`${unknown}\` is no option; there are ${named(names)}`);
  return given;
}

const named = (names) => [...names].sort().join(', ');

function kindOf(value) {
  if (typeof value === 'string') return `the text \`${value}\``;
  return typeof value === 'object' ? 'a list' : `a ${typeof value}`;
}

module.exports = { optionsAmong };
