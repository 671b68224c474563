// What is refused, as errors. Three things never look alike: input that is broken (InvalidInput), a rule
// that says no (Rejected), and a fault of the library's own (Defect, and Poisoned after it).
'use strict';

class TouchlineError extends Error {
  constructor(status, answer, message = answer.message) {
    super(message);
    this.code = answer.code ?? status;
    // The whole answer stays at hand, but out of the way where an error is printed.
    Object.defineProperty(this, 'answer', { value: answer });
  }

  get name() {
    return this.constructor.name;
  }
}

class Rejected extends TouchlineError {
  constructor(status, answer) {
    super(status, answer);
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

// A fault's sentence with its place; of the input as a whole, many say so themselves.
const inWords = ({ path, message }) => (path === '' && message.startsWith('the input') ? message : `${path || 'the input'}: ${message}`);

class InvalidInput extends TouchlineError {
  constructor(status, answer) {
    super(status, answer, answer.faults.map(inWords).join('\n'));
    this.faults = answer.faults;
  }
}

class Busy extends TouchlineError {}
class Poisoned extends TouchlineError {}
class Defect extends TouchlineError {}

module.exports = {
  TouchlineError, Rejected, Invalid, NotAllowed, NotFound, WrongState, Conflict, LimitExceeded, InvalidInput, Busy, Poisoned, Defect,
};
