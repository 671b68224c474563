// The addon for this machine, or a plain word on why there is none.
'use strict';

const { readdirSync } = require('node:fs');

// On Linux the C library is not part of the name that Node tells, so both are tried.
const machine = `${process.platform}-${process.arch}`;
const candidates = process.platform === 'linux' ? [machine, `${machine}-musl`] : [machine];

function load() {
  const failures = [];
  for (const candidate of candidates) {
    try {
      return require(`./touchline.${candidate}.node`);
    } catch (error) {
      failures.push(error);
    }
  }
  // What is there and does not load tells more than what is not there.
  const cause = failures.find((error) => error.code !== 'MODULE_NOT_FOUND') ?? failures[0];
  const present = readdirSync(__dirname).filter((name) => name.endsWith('.node'));
  throw new Error(
    `touchline has no addon that loads on ${machine} with Node ${process.versions.node} ` +
      `(this package holds: ${present.join(', ') || 'none'}). ` +
      'In a checkout, build it with: node bindings/node/build.mjs',
    { cause },
  );
}

module.exports = load();
