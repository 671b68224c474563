// What the classes of the waist hold and give: handles of the addon's, and replies with their status by name.
'use strict';

const { named } = require('./answers.cjs');
const native = require('./native.cjs');

// What nobody holds any longer is freed.
const abandoned = new FinalizationRegistry((handle) => native.close(handle));

class Handle {
  constructor(handle) {
    if (handle === undefined) throw new TypeError(`a ${new.target.name} is made by what opens or gives one, and not by \`new\``);
    // Seen by whoever copies: a structured clone, as a message to a worker makes one, would be empty without a word.
    Object.defineProperty(this, 'handle', { value: handle, enumerable: true });
    abandoned.register(this, handle, this);
  }

  close() {
    abandoned.unregister(this);
    native.close(this.handle);
  }
}

// `using` is newer than the oldest Node that is served.
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.close;

// What was made of this class, or the answer that says why it was not.
function made(Class, reply) {
  if (reply[2] !== null) reply[2] = new Class(reply[2]);
  return named(reply);
}

// Answers and records as bytes, with their line ends; or the answer that says why there are none.
const batchOf = (reply) => (reply.length === 4 ? named(reply) : [...named(reply).slice(0, 2), Buffer.alloc(0), 0]);

// An operation that needs no workspace, by its name.
const call = (operation, input) => named(native.call(operation, input));
const callAsync = async (operation, input) => named(await native.callAsync(operation, input));

module.exports = { Handle, batchOf, call, callAsync, made, named };
