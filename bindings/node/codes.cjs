// The calls without JSON: numbers in, a number out, one at a time or over whole columns.
'use strict';

const { given } = require('./answers.cjs');
const native = require('./native.cjs');

const one = (run) => (first, second, third) => given(run(first, second, third));

const many = (run) => (first, second, third, results = new Int32Array(first.length)) => {
  given(run(first, second, third, results));
  return results;
};

exports.lifecycleStep = one(native.lifecycleStep);
exports.lifecycleStepMany = many(native.lifecycleStepMany);
exports.lifecycleOpen = (thing, state) => given(native.lifecycleOpen(thing, state));
exports.permit = one(native.permit);
exports.permitMany = many(native.permitMany);
