// Operations that need no workspace, by their names. The namespaces of the operations call these.
'use strict';

const { answerOf } = require('./answers.cjs');
const { textOf } = require('./text.cjs');
const waist = require('./waist.cjs');

// Facts that a decision waits for are no error: its caller loads them and asks again.
const valueOf = (reply) => (reply[0] === 'needs_facts' ? JSON.parse(reply[1]) : answerOf(reply));

// An input that is left out is a slip more often than nothing to say, which is to be said.
const nothing = (operation) => { throw new TypeError(`${operation} takes an input: {} where there is nothing to say`); };
exports.call = (operation, input = nothing(operation)) => valueOf(waist.call(operation, textOf(input)));
exports.callAsync = async (operation, input = nothing(operation)) => valueOf(await waist.callAsync(operation, textOf(input)));
