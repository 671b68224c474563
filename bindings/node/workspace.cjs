// A tenant in memory: opened empty, or loaded from what was kept of it.
'use strict';

const { answerOf, errorOf, inDocument, madeIn } = require('./answers.cjs');
const { optionsAmong } = require('./options.cjs');
const { linesOf, streamOf, textOf } = require('./text.cjs');
const waist = require('./waist.cjs');

// An outcome as the wire has it, with the record that came with it.
function outcomeOf({ type, body }, record) {
  return type === 'accepted'
    ? { repeated: false, seq: body.seq, receipt: body.receipt, record }
    : { repeated: true, seq: body.seq, receipt: null, record: null };
}

const executed = (reply) => outcomeOf(answerOf(reply), reply[2]);

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

  constructor(policy = '') {
    this.#waist = policy instanceof waist.Workspace ? policy : madeIn(waist.Workspace.open(textOf(policy)));
    // Its own, and not its class's: so a structured clone fails on the handle in it, and is no empty object.
    Object.defineProperty(this, 'waist', { value: this.#waist, enumerable: true });
  }

  execute(command) { return executed(this.#waist.execute(textOf(command))); }
  async executeAsync(command) { return executed(await this.#waist.executeAsync(textOf(command))); }
  executeMany(commands) { return outcomesOf(this.#waist.executeMany(linesOf(commands))); }
  async executeManyAsync(commands) { return outcomesOf(await this.#waist.executeManyAsync(linesOf(commands))); }
  ask(query) { return answerOf(this.#waist.ask(textOf(query))); }
  async askAsync(query) { return answerOf(await this.#waist.askAsync(textOf(query))); }
  available(question) { return answerOf(this.#waist.available(textOf(question))); }
  async availableAsync(question) { return answerOf(await this.#waist.availableAsync(textOf(question))); }
  get seq() { return answerOf(this.#waist.place()).seq; }
  get head() { return answerOf(this.#waist.place()).head; }
  replay(records) { return answerOf(this.#waist.replay(linesOf(records))); }
  async replayAsync(records) { return answerOf(await this.#waist.replayAsync(linesOf(records))); }
  snapshot() { return chunksOf(madeIn(this.#waist.snapshot())); }
  snapshotAsync() { return chunksOfAsync(madeIn(this.#waist.snapshot())); }
  close() { this.#waist.close(); }
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

async function* chunksOfAsync(snapshot) {
  try {
    let chunk;
    while ((chunk = madeIn(await snapshot.nextChunkAsync())) !== null) yield chunk;
  } finally {
    snapshot.close();
  }
}

// Work with what takes chunks; in the end it is closed.
async function closing(opened, work) {
  const taker = madeIn(opened);
  try {
    return await work(taker);
  } finally {
    taker.close();
  }
}

// The chunks of a log, until a signal says that nobody waits for what comes of them any more.
async function* heeding(signal, chunks) {
  signal?.throwIfAborted();
  for await (const chunk of chunks) {
    yield chunk;
    signal?.throwIfAborted();
  }
}

// Feeds all chunks, and then all records.
async function fed(taker, signal, chunks, records) {
  for await (const chunk of heeding(signal, streamOf(chunks, records))) madeIn(await taker.feedAsync(chunk));
  return taker;
}

// Work that tells in the end what came of all.
const ended = (...log) => async (taker) => answerOf(await (await fed(taker, ...log)).finishAsync());

async function load(chunks, choices = {}) {
  const { records, policy = '', asOf, signal } = optionsAmong(['asOf', 'policy', 'records', 'signal'], choices);
  const { Loader } = waist;
  const loader = asOf === undefined ? Loader.open(textOf(policy)) : Loader.openAsOf(textOf(policy), textOf({ at: asOf }));
  return closing(loader, async (loader) => new Workspace(madeIn(await (await fed(loader, signal, chunks, records)).finishAsync())));
}

async function verify(chunks, choices = {}) {
  const { records, head = null, count = null, signal } = optionsAmong(['count', 'head', 'records', 'signal'], choices);
  const expected = choices.head === undefined && choices.count === undefined ? '' : textOf({ count, head });
  return closing(waist.Verifier.open(expected), ended(signal, chunks, records));
}

async function redact(log, write, choices = {}) {
  const { signal } = optionsAmong(['signal'], choices);
  const chunks = async () => heeding(signal, streamOf(await log()));
  return closing(waist.Redactor.open(), async (redactor) => {
    for await (const chunk of await chunks()) madeIn(await redactor.surveyAsync(chunk));
    for await (const chunk of await chunks()) await write(madeIn(await redactor.rewriteAsync(chunk)));
    const [status, json, rest] = await redactor.finishAsync();
    const rewritten = answerOf([status, json]);
    if (rest) await write(Buffer.from(rest));
    return rewritten;
  });
}

const OF_THE_LOG = ['logCatalogues', 'logFrameworks', 'logPolicy', 'records'];
const OF_SCORES = ['catalogues', 'framework', 'measures', 'replaces', 'replacesScorecard', 'scorecard'];
const TRIED = ['commands', 'limit', 'signal', ...OF_SCORES, ...OF_THE_LOG];

async function tryPolicy(policy, chunks, choices = {}) {
  const { records, signal, ...rest } = optionsAmong(TRIED, choices);
  const tried = Object.fromEntries(Object.entries(rest).map(([name, value]) => [inDocument(name), value]));
  const trial = waist.Trial.open(textOf({ policy, ...tried }));
  return closing(trial, ended(signal, chunks, records));
}

module.exports = { Workspace, load, redact, tryPolicy, verify };
