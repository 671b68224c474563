// The library's narrow waist, for those who bring their own JSON: nothing here parses, and no answer is
// thrown. Text goes in (strings, or UTF-8 in a Uint8Array), and [status, json, …] comes out.
'use strict';

const { named } = require('./answers.cjs');
const native = require('./native.cjs');

// What nobody holds any longer is freed.
const abandoned = new FinalizationRegistry((handle) => native.close(handle));

class Handle {
  constructor(handle) {
    Object.defineProperty(this, 'handle', { value: handle });
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
function made(Class, reply, ...more) {
  if (reply[2] !== null) reply[2] = new Class(reply[2], ...more);
  return named(reply);
}

// Answers and records as bytes, with their line ends; or the answer that says why there are none.
const batchOf = (reply) => (reply.length === 4 ? named(reply) : [...named(reply).slice(0, 2), Buffer.alloc(0), 0]);

class Workspace extends Handle {
  static open(policy) { return made(Workspace, native.open(policy)); }
  execute(command) { return named(native.execute(this.handle, command)); }
  executeMany(lines) { return batchOf(native.executeMany(this.handle, lines)); }
  async executeManyAsync(lines) { return batchOf(await native.executeManyAsync(this.handle, lines)); }
  ask(query) { return named(native.ask(this.handle, query)); }
  available(question) { return named(native.available(this.handle, question)); }
  replay(lines) { return named(native.replay(this.handle, lines)); }
  async replayAsync(lines) { return named(await native.replayAsync(this.handle, lines)); }
  snapshot() { return made(Snapshot, native.snapshot(this.handle), this); }
}

class Snapshot extends Handle {
  constructor(handle, workspace) {
    super(handle);
    this.workspace = workspace;
  }

  nextChunk() { return named(native.snapshotChunk(this.workspace.handle, this.handle)); }
}

class Loader extends Handle {
  static open(policy) { return made(Loader, native.loader(policy)); }
  static openAsOf(policy, asOf) { return made(Loader, native.loaderAsOf(policy, asOf)); }
  feed(chunk) { return named(native.feed(this.handle, chunk)); }
  async feedAsync(chunk) { return named(await native.feedAsync(this.handle, chunk)); }
  finish() { return made(Workspace, native.finish(this.handle)); }
  async finishAsync() { return made(Workspace, await native.finishAsync(this.handle)); }
}

class Verifier extends Handle {
  static open(expect) { return made(Verifier, native.verifier(expect)); }
  feed(chunk) { return named(native.check(this.handle, chunk)); }
  async feedAsync(chunk) { return named(await native.checkAsync(this.handle, chunk)); }
  finish() { return named(native.conclude(this.handle)); }
}

class Redactor extends Handle {
  static open() { return made(Redactor, native.redactor()); }
  survey(chunk) { return named(native.survey(this.handle, chunk)); }
  async surveyAsync(chunk) { return named(await native.surveyAsync(this.handle, chunk)); }
  rewrite(chunk) { return named(native.rewrite(this.handle, chunk)); }
  async rewriteAsync(chunk) { return named(await native.rewriteAsync(this.handle, chunk)); }
  finish() { return named(native.rewritten(this.handle)); }
}

class Trial extends Handle {
  static open(tried) { return made(Trial, native.trial(tried)); }
  feed(chunk) { return named(native.attempt(this.handle, chunk)); }
  async feedAsync(chunk) { return named(await native.attemptAsync(this.handle, chunk)); }
  finish() { return named(native.tried(this.handle)); }
}

// An operation that needs no workspace, by its name.
const call = (operation, input) => named(native.call(operation, input));
const callAsync = async (operation, input) => named(await native.callAsync(operation, input));

module.exports = { Workspace, Snapshot, Loader, Verifier, Redactor, Trial, call, callAsync };
