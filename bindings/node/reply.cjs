// An answer as the addon gives it, with the status by its name.
'use strict';

const native = require('./native.cjs');

const STATUSES = Object.fromEntries(native.statuses().split(' ').map((pair) => pair.split(':')));

function named(reply) {
  reply[0] = STATUSES[reply[0]];
  return reply;
}

// A status and an answer stand for what was refused; anything else is what was asked for.
const isAnswer = (reply) => Array.isArray(reply) && reply.length === 3 && typeof reply[1] === 'string';

module.exports = { isAnswer, named };
