// What is refused, as errors. Three things never look alike: input that is broken (InvalidInput), a rule
// that says no (Rejected), and a fault of the library's own (Defect, and Poisoned after it).
'use strict';

class TouchlineError extends Error {
  constructor(code, message, answer) {
    super(message);
    this.code = code;
    // The whole answer stays at hand, but out of the way where an error is printed.
    Object.defineProperty(this, 'answer', { value: answer });
  }

  get name() {
    return this.constructor.name;
  }
}

class Rejected extends TouchlineError {
  constructor(answer) {
    super(answer.code, answer.message, answer);
    this.kind = answer.kind;
    this.path = answer.path;
    this.details = answer.details;
  }
}

class Invalid extends Rejected {}
class NotAllowed extends Rejected {}
class NotFound extends Rejected {}
class WrongState extends Rejected {}
class Conflict extends Rejected {}
class LimitExceeded extends Rejected {}

class InvalidInput extends TouchlineError {
  constructor(answer) {
    const lines = answer.faults.map(({ path, message }) => `${path || 'the input'}: ${message}`);
    super('bad_input', lines.join('\n'), answer);
    this.faults = answer.faults;
  }
}

class Busy extends TouchlineError {
  constructor(answer) {
    super('busy', answer.message, answer);
  }
}

class Poisoned extends TouchlineError {
  constructor(answer) {
    super('poisoned', answer.message, answer);
  }
}

class Defect extends TouchlineError {
  constructor(answer) {
    super('defect', answer.message, answer);
  }
}

const OF_KIND = {
  invalid: Invalid,
  not_allowed: NotAllowed,
  not_found: NotFound,
  wrong_state: WrongState,
  conflict: Conflict,
  limit: LimitExceeded,
};
const OF_STATUS = { bad_input: InvalidInput, busy: Busy, poisoned: Poisoned, defect: Defect };

// The error for an answer that is not what was asked for.
function errorOf(status, answer) {
  const ErrorClass = status === 'rejected' ? OF_KIND[answer.kind] : OF_STATUS[status];
  return new ErrorClass(answer);
}

// What an answer says, parsed; thrown where it is not what was asked for.
function answerOf([status, json]) {
  const answer = JSON.parse(json);
  if (status !== 'ok') throw errorOf(status, answer);
  return answer;
}

module.exports = {
  TouchlineError,
  Rejected,
  Invalid,
  NotAllowed,
  NotFound,
  WrongState,
  Conflict,
  LimitExceeded,
  InvalidInput,
  Busy,
  Poisoned,
  Defect,
  errorOf,
  answerOf,
};
