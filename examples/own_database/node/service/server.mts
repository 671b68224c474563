// The service: routes to commands and questions, and nothing else. Who asks, and for which tenant, two headers say here, where
// a service of yours has its sessions.
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { type Commands, UnknownTenant } from './commands.mjs';
import type { Asked, Questions } from './questions.mjs';
import { statusOf } from './statuses.mjs';
import { Refused } from './told.mjs';

/** What is asked at which address; what stands in it and behind its question mark is the question's body. */
const QUESTIONS: Record<string, Asked> = {
  '/badges': 'bundle.badge',
  '/bundles': 'bundle.packs',
  '/bundles/:bundle': 'bundle.get',
  '/calls': 'call.list',
  '/calls/:call': 'call.get',
  '/calls/:call/checks': 'disposition.of_call',
  '/due': 'jobs.due',
  '/figures/bundles': 'bundle.figures',
  '/figures/training': 'training.figures',
  '/messages': 'notifications.mine',
  '/packs': 'bundle.my_packs',
  '/people': 'person.list',
  '/people/:person': 'person.get',
  '/pool': 'training.pool',
  '/queue': 'review.queue',
  '/training': 'training.queue',
  '/training/:training_item': 'training.item',
};

/** What is done at which address. */
const COMMANDS: Record<string, string> = {
  '/bundles': 'bundle.create',
  '/bundles/released': 'bundle.create_and_release',
  '/calls': 'call.record',
  '/calls/:call/checks': 'disposition.give',
  '/draws': 'sampling.draw',
  '/people': 'person.record',
  '/people/:person/hand_over': 'person.hand_over',
  '/people/:person/redact': 'person.redact',
  '/policy': 'policy.adopt',
  '/settings': 'notification_settings.set',
};

/** What is done with a bundle, each at an address of its own. */
const VERBS = [
  'acknowledge', 'archive', 'cancel', 'conclude', 'deny', 'edit', 'record_session', 'release', 'respond', 'restore',
];

/** Who asks, and for which tenant. */
const asking = (request: FastifyRequest) => {
  const { 'x-tenant': tenant, 'x-person': person } = request.headers;
  return { tenant: String(tenant), person: String(person) };
};

// A number in an address is one; all else is for the law to read.
const read = (text: unknown) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text);
const VALUES: Record<string, unknown> = { false: false, true: true };

function bodyOf({ params, query }: FastifyRequest): Record<string, unknown> {
  const given = Object.entries(query as object).map(([name, text]) => [name, name === 'limit' ? read(text) : (VALUES[text] ?? text)]);
  return { ...Object.fromEntries(given), ...(params as object) };
}

const json = (reply: FastifyReply, status: number, text: string) => reply.code(status).type('application/json').send(text);

/** Who answers: over tables (`Questions`), or out of memory (`Follower`). */
type Answering = Pick<Questions, 'ask' | 'available'>;

export function service(commands: Commands, questions: Answering): FastifyInstance {
  const server = fastify();

  for (const [path, type] of Object.entries(QUESTIONS)) {
    server.get(path, async (request, reply) => {
      const { tenant, person } = asking(request);
      return json(reply, 200, await questions.ask(tenant, person, type, bodyOf(request)));
    });
  }

  const serve = (path: string, type: string) => {
    server.post(path, async (request, reply) => {
      const { tenant, person: actor } = asking(request);
      const { 'if-match': version, 'idempotency-key': id } = request.headers;
      const body = { ...(request.body as object), ...(request.params as object) };
      const wanted = { actor, type, body, ...(version && { expected_version: read(version) as number }), ...(id && { id: String(id) }) };
      const { receipt } = await commands.execute(tenant, wanted);
      return json(reply, 201, receipt);
    });
  };
  for (const [path, type] of Object.entries(COMMANDS)) serve(path, type);
  for (const verb of VERBS) serve(`/bundles/:bundle/${verb}`, `bundle.${verb}`);

  // Which buttons a list has: what is open to somebody on each of these bundles.
  server.get('/bundles/available', async (request, reply) => {
    const { tenant, person } = asking(request);
    const ids = String((request.query as { of?: string }).of ?? '').split(',');
    return json(reply, 200, await questions.available(tenant, person, ids.map((id) => ({ type: 'bundle', id }))));
  });

  server.setErrorHandler((error, _, reply) => {
    if (error instanceof Refused) return json(reply, statusOf(error), error.answer);
    if (error instanceof UnknownTenant) return json(reply, 404, '{}');
    return reply.send(error);
  });
  return server;
}
