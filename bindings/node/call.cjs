// Operations that need no workspace, by their names. The namespaces of the operations call these.
'use strict';

const { answerOf } = require('./errors.cjs');
const { textOf } = require('./text.cjs');
const waist = require('./waist.cjs');

// A decision waits: load what the keys name, all of them, and ask again. Not for the actor's eyes.
class NeedsFacts {
  constructor(keys) {
    this.keys = keys;
  }
}

function valueOf(reply) {
  return reply[0] === 'needs_facts' ? new NeedsFacts(JSON.parse(reply[1]).keys) : answerOf(reply);
}

function call(operation, input) {
  return valueOf(waist.call(operation, textOf(input)));
}

async function callAsync(operation, input) {
  return valueOf(await waist.callAsync(operation, textOf(input)));
}

module.exports = { NeedsFacts, call, callAsync };
