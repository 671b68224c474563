// The calls without JSON: numbers in, a number out, one at a time or over whole columns.
'use strict';

const { answerOf } = require('./errors.cjs');
const native = require('./native.cjs');

// A number, unless the library has failed.
function numberOf(reply) {
  return typeof reply === 'number' ? reply : answerOf(['defect', reply[1]]);
}

function lifecycleStep(thing, state, command) {
  return numberOf(native.lifecycleStep(thing, state, command));
}

function lifecycleOpen(thing, state) {
  return numberOf(native.lifecycleOpen(thing, state));
}

function permit(action, roles, relations) {
  return numberOf(native.permit(action, roles, relations));
}

function lifecycleStepMany(things, states, commands, results = new Int32Array(things.length)) {
  const failed = native.lifecycleStepMany(things, states, commands, results);
  return failed ? numberOf(failed) : results;
}

function permitMany(actions, roles, relations, results = new Int32Array(actions.length)) {
  const failed = native.permitMany(actions, roles, relations, results);
  return failed ? numberOf(failed) : results;
}

module.exports = { lifecycleStep, lifecycleOpen, permit, lifecycleStepMany, permitMany };
