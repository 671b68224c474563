// An answer as the addon gives it, with the status by its name.
'use strict';

const { answerOf } = require('./errors.cjs');
const native = require('./native.cjs');

const STATUSES = Object.fromEntries(native.statuses().split(' ').map((pair) => pair.split(':')));

function named(reply) {
  reply[0] = STATUSES[reply[0]];
  return reply;
}

// A status and an answer stand for what was refused; anything else is what was asked for.
const isAnswer = (reply) => Array.isArray(reply) && reply.length === 3 && typeof reply[1] === 'string';

// What was asked for; thrown where it was refused.
const given = (reply) => (isAnswer(reply) ? answerOf(named(reply)) : reply);

module.exports = { given, isAnswer, named };
