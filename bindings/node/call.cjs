// Operations that need no workspace, by their names. The namespaces of the operations call these.
'use strict';

const { answerOf } = require('./errors.cjs');
const { textOf } = require('./text.cjs');
const waist = require('./waist.cjs');

// Facts that a decision waits for are no error: its caller loads them and asks again.
function valueOf(reply) {
  return reply[0] === 'needs_facts' ? JSON.parse(reply[1]) : answerOf(reply);
}

function call(operation, input) {
  return valueOf(waist.call(operation, textOf(input)));
}

async function callAsync(operation, input) {
  return valueOf(await waist.callAsync(operation, textOf(input)));
}

module.exports = { call, callAsync };
