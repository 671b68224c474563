// The package, for `require`. What `import` gives is the same, name by name.
'use strict';

const { call, callAsync } = require('./call.cjs');
const { lifecycleOpen, lifecycleStep, lifecycleStepMany, permit, permitMany } = require('./codes.cjs');
const {
  Busy,
  Conflict,
  Defect,
  Invalid,
  InvalidInput,
  LimitExceeded,
  NotAllowed,
  NotFound,
  Poisoned,
  Rejected,
  TouchlineError,
  WrongState,
} = require('./errors.cjs');
const { SkillScorer, skillLevel } = require('./scorer.cjs');
const version = require('./native.cjs').version();
const { load, redact, tryPolicy, verify, Workspace } = require('./workspace.cjs');

module.exports = {
  Busy,
  Conflict,
  Defect,
  Invalid,
  InvalidInput,
  LimitExceeded,
  NotAllowed,
  NotFound,
  Poisoned,
  Rejected,
  SkillScorer,
  TouchlineError,
  Workspace,
  WrongState,
  call,
  callAsync,
  lifecycleOpen,
  lifecycleStep,
  lifecycleStepMany,
  load,
  permit,
  permitMany,
  redact,
  skillLevel,
  tryPolicy,
  verify,
  version,
  ...require('./generated/operations.cjs'),
};
