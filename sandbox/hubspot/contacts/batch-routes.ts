import type { FastifyInstance, FastifyReply } from 'fastify';
import { CONTACTS_READ, CONTACTS_WRITE } from '../account.ts';
import { readJson } from '../http/bodies.ts';
import type { Sandbox } from '../state.ts';
import { type ApiVersion, partialStatus } from '../versions.ts';
import { type Outcome, showBatch } from './batch.ts';
import { batchArchive, batchArchiveInput, batchRead, batchReadInput } from './batch-read.ts';
import {
  batchCreate,
  batchCreateInput,
  batchUpdate,
  batchUpdateInput,
  batchUpsert,
  batchUpsertInput,
} from './batch-write.ts';

export function registerBatches(app: FastifyInstance, sandbox: Sandbox, version: ApiVersion, path: string): void {
  const reading = { config: { scopes: [CONTACTS_READ] } };
  const writing = { config: { scopes: [CONTACTS_WRITE] } };

  const answer = (reply: FastifyReply, success: number, run: () => Outcome) => {
    const startedAt = new Date().toISOString();
    const outcome = run();
    const status = outcome.errors.length > 0 ? partialStatus(version, success) : success;
    return reply.code(status).send(showBatch(outcome, startedAt));
  };

  app.post(`${path}/batch/read`, reading, async (request, reply) =>
    answer(reply, 200, () => batchRead(sandbox, readJson(request, batchReadInput))),
  );
  app.post(`${path}/batch/create`, writing, async (request, reply) =>
    answer(reply, 201, () => batchCreate(sandbox, readJson(request, batchCreateInput))),
  );
  app.post(`${path}/batch/update`, writing, async (request, reply) =>
    answer(reply, 200, () => batchUpdate(sandbox, readJson(request, batchUpdateInput))),
  );
  app.post(`${path}/batch/upsert`, writing, async (request, reply) =>
    answer(reply, 200, () => batchUpsert(sandbox, readJson(request, batchUpsertInput))),
  );
  app.post(`${path}/batch/archive`, writing, async (request, reply) => {
    batchArchive(sandbox, readJson(request, batchArchiveInput));
    return reply.code(204).send();
  });
}
