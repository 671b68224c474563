// The library's narrow waist, for those who bring their own JSON: nothing here parses, and no answer is
// thrown. Text goes in (strings, or UTF-8 in a Uint8Array), and [status, json, …] comes out.
'use strict';

const { freeNow, freedWith } = require('./handle.cjs');
const native = require('./native.cjs');
const { isAnswer, named } = require('./reply.cjs');

// What was made, or the answer that says why it was not.
function made(reply, wrap) {
  return Array.isArray(reply) ? named(reply) : ['ok', 'null', wrap(reply)];
}

class Handle {
  constructor(handle) {
    Object.defineProperty(this, 'handle', { value: handle });
    freedWith(this, handle);
  }

  close() {
    freeNow(this, this.handle);
  }
}

// `using` is newer than the oldest Node that is served.
if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.close;

const NOTHING = Buffer.alloc(0);

// Answers and records as bytes, with their line ends; or the answer that says why there are none.
const batchOf = (reply) => (isAnswer(reply) ? [...named(reply).slice(0, 2), NOTHING, 0] : ['ok', ...reply]);

const asWorkspace = (handle) => new Workspace(handle);

class Workspace extends Handle {
  static open(policy) {
    return made(native.open(policy), asWorkspace);
  }

  execute(command) {
    return named(native.execute(this.handle, command));
  }

  executeMany(lines) {
    return batchOf(native.executeMany(this.handle, lines));
  }

  async executeManyAsync(lines) {
    return batchOf(await native.executeManyAsync(this.handle, lines));
  }

  ask(query) {
    return named(native.ask(this.handle, query));
  }

  available(question) {
    return named(native.available(this.handle, question));
  }

  replay(lines) {
    return named(native.replay(this.handle, lines));
  }

  async replayAsync(lines) {
    return named(await native.replayAsync(this.handle, lines));
  }

  snapshot() {
    return made(native.snapshot(this.handle), (handle) => new Snapshot(handle, this));
  }
}

// Bytes, or why there are none.
const given = (chunk) => (Array.isArray(chunk) ? named(chunk) : ['ok', 'null', chunk]);

class Snapshot extends Handle {
  constructor(handle, workspace) {
    super(handle);
    this.workspace = workspace;
  }

  // null where there is no more.
  nextChunk() {
    return given(native.snapshotChunk(this.workspace.handle, this.handle));
  }
}

const fed = (reply) => (reply ? named(reply) : ['ok', 'null', null]);

class Loader extends Handle {
  static open(policy) {
    return made(native.loader(policy), (handle) => new Loader(handle));
  }

  static openAsOf(policy, asOf) {
    return made(native.loaderAsOf(policy, asOf), (handle) => new Loader(handle));
  }

  feed(chunk) {
    return fed(native.feed(this.handle, chunk));
  }

  async feedAsync(chunk) {
    return fed(await native.feedAsync(this.handle, chunk));
  }

  finish() {
    return made(native.finish(this.handle), asWorkspace);
  }

  async finishAsync() {
    return made(await native.finishAsync(this.handle), asWorkspace);
  }
}

class Verifier extends Handle {
  static open(expect) {
    return made(native.verifier(expect), (handle) => new Verifier(handle));
  }

  feed(chunk) {
    return fed(native.check(this.handle, chunk));
  }

  async feedAsync(chunk) {
    return fed(await native.checkAsync(this.handle, chunk));
  }

  finish() {
    return named(native.conclude(this.handle));
  }
}

class Redactor extends Handle {
  static open() {
    return made(native.redactor(), (handle) => new Redactor(handle));
  }

  survey(chunk) {
    return fed(native.survey(this.handle, chunk));
  }

  async surveyAsync(chunk) {
    return fed(await native.surveyAsync(this.handle, chunk));
  }

  rewrite(chunk) {
    return given(native.rewrite(this.handle, chunk));
  }

  async rewriteAsync(chunk) {
    return given(await native.rewriteAsync(this.handle, chunk));
  }

  finish() {
    return named(native.rewritten(this.handle));
  }
}

class Trial extends Handle {
  static open(tried) {
    return made(native.trial(tried), (handle) => new Trial(handle));
  }

  feed(chunk) {
    return fed(native.attempt(this.handle, chunk));
  }

  async feedAsync(chunk) {
    return fed(await native.attemptAsync(this.handle, chunk));
  }

  finish() {
    return named(native.tried(this.handle));
  }
}

function call(operation, input) {
  return named(native.call(operation, input));
}

async function callAsync(operation, input) {
  return named(await native.callAsync(operation, input));
}

module.exports = { Workspace, Snapshot, Loader, Verifier, Redactor, Trial, call, callAsync };
