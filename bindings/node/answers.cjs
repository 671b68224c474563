// What the addon replies, as what was asked for or as the error that it stands for.
'use strict';

const errors = require('./errors.cjs');
const numbers = require('./generated/numbers.cjs');

// A name as it is written in documents.
const inDocument = (name) => name.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase();

// By the kind of a refusal, or else by the status.
const ERRORS = Object.fromEntries(Object.entries(errors).map(([name, ErrorClass]) => [inDocument(name), ErrorClass]));
[ERRORS.limit, ERRORS.bad_input] = [errors.LimitExceeded, errors.InvalidInput];

// The error for an answer that is not what was asked for.
const errorOf = (status, answer) => new ERRORS[status === 'rejected' ? answer.kind : status](status, answer);

// The names of a family's numbers, each in the place of its number.
const namesOf = (family) => Object.entries(family).reduce((names, [name, number]) => Object.assign(names, { [number]: name }), []);

const STATUSES = namesOf(numbers.status);

// A reply with its status by name.
function named(reply) {
  reply[0] = STATUSES[reply[0]];
  return reply;
}

// What an answer says, parsed; thrown where it is not what was asked for.
function answerOf([status, json]) {
  const answer = JSON.parse(json);
  if (status !== 'ok') throw errorOf(status, answer);
  return answer;
}

// What came with an answer, or else what it says.
const madeIn = (reply) => (reply[0] === 'ok' && reply[2]) || answerOf(reply);

// The same of a reply as the addon gives it; a number stands for itself.
const given = (reply) => (typeof reply === 'number' ? reply : madeIn(named(reply)));

module.exports = { answerOf, errorOf, given, inDocument, madeIn, named, namesOf };
