// A tenant in memory: opened empty, or loaded from what was kept of it.
'use strict';

const { answerOf, errorOf } = require('./errors.cjs');
const { optionsAmong } = require('./options.cjs');
const { linesOf, streamOf, textOf } = require('./text.cjs');
const waist = require('./waist.cjs');

// What was made; thrown is why it was not.
function madeIn(reply) {
  if (reply[0] !== 'ok') throw errorOf(reply[0], JSON.parse(reply[1]));
  return reply[2];
}

// An outcome as the wire has it, with the record that came with it.
function outcomeOf({ type, body }, record) {
  return type === 'accepted'
    ? { repeated: false, seq: body.seq, receipt: body.receipt, record }
    : { repeated: true, seq: body.seq, receipt: null, record: null };
}

// Lines, each of which ends with a line end.
const linesIn = (bytes) => bytes.toString().split('\n').slice(0, -1);

// One outcome for each command; what refuses a command stands in its place.
function outcomesOf([status, answers, records]) {
  if (status !== 'ok') throw errorOf(status, JSON.parse(answers));
  const kept = linesIn(records);
  let next = 0;
  return linesIn(answers).map((line) => {
    const { status, answer } = JSON.parse(line);
    if (status !== 'ok') return errorOf(status, answer);
    return outcomeOf(answer, answer.type === 'accepted' ? kept[next++] : null);
  });
}

class Workspace {
  #waist;

  constructor(policy) {
    this.#waist =
      policy instanceof waist.Workspace ? policy : madeIn(waist.Workspace.open(policy === undefined ? '' : textOf(policy)));
  }

  get waist() {
    return this.#waist;
  }

  execute(command) {
    const reply = this.#waist.execute(textOf(command));
    return outcomeOf(answerOf(reply), reply[2]);
  }

  executeMany(commands) {
    return outcomesOf(this.#waist.executeMany(linesOf(commands)));
  }

  async executeManyAsync(commands) {
    return outcomesOf(await this.#waist.executeManyAsync(linesOf(commands)));
  }

  ask(query) {
    return answerOf(this.#waist.ask(textOf(query)));
  }

  available(question) {
    return answerOf(this.#waist.available(textOf(question)));
  }

  replay(records) {
    return answerOf(this.#waist.replay(linesOf(records)));
  }

  async replayAsync(records) {
    return answerOf(await this.#waist.replayAsync(linesOf(records)));
  }

  snapshot() {
    return chunksOf(madeIn(this.#waist.snapshot()));
  }

  close() {
    this.#waist.close();
  }
}

if (Symbol.dispose) Workspace.prototype[Symbol.dispose] = Workspace.prototype.close;

function* chunksOf(snapshot) {
  try {
    let chunk;
    while ((chunk = madeIn(snapshot.nextChunk())) !== null) yield chunk;
  } finally {
    snapshot.close();
  }
}

async function load(chunks, choices = {}) {
  const { records, policy, asOf } = optionsAmong(['asOf', 'policy', 'records'], choices);
  const known = policy === undefined ? '' : textOf(policy);
  const { Loader } = waist;
  const loader = madeIn(asOf === undefined ? Loader.open(known) : Loader.openAsOf(known, textOf({ at: asOf })));
  try {
    for await (const chunk of streamOf(chunks, records)) madeIn(await loader.feedAsync(chunk));
    return new Workspace(madeIn(await loader.finishAsync()));
  } finally {
    loader.close();
  }
}

async function verify(chunks, choices = {}) {
  const { records, head, count } = optionsAmong(['count', 'head', 'records'], choices);
  const unknown = head === undefined && count === undefined;
  const verifier = madeIn(waist.Verifier.open(unknown ? '' : textOf({ count: count ?? null, head: head ?? null })));
  try {
    for await (const chunk of streamOf(chunks, records)) madeIn(await verifier.feedAsync(chunk));
    return answerOf(verifier.finish());
  } finally {
    verifier.close();
  }
}

async function redact(log, write) {
  const redactor = madeIn(waist.Redactor.open());
  try {
    for await (const chunk of streamOf(await log())) madeIn(await redactor.surveyAsync(chunk));
    for await (const chunk of streamOf(await log())) await write(madeIn(await redactor.rewriteAsync(chunk)));
    const [status, json, rest] = redactor.finish();
    const rewritten = answerOf([status, json, null]);
    if (rest) await write(Buffer.from(rest));
    return rewritten;
  } finally {
    redactor.close();
  }
}

async function tryPolicy(policy, chunks, choices = {}) {
  const { records, logPolicy, commands, limit } = optionsAmong(['commands', 'limit', 'logPolicy', 'records'], choices);
  const tried = { policy, log_policy: logPolicy, commands, limit };
  const trial = madeIn(waist.Trial.open(textOf(tried)));
  try {
    for await (const chunk of streamOf(chunks, records)) madeIn(await trial.feedAsync(chunk));
    return answerOf(trial.finish());
  } finally {
    trial.close();
  }
}

module.exports = { Workspace, load, redact, tryPolicy, verify };
