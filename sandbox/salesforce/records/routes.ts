import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findObject } from '../describe/find-object.ts';
import { readJson } from '../http/bodies.ts';
import { type Query, readList, readOne } from '../http/queries.ts';
import { badRequest, changedMeanwhile, notFound } from '../salesforce-error.ts';
import type { Held, Sandbox } from '../state.ts';
import { checkTypes, type Sent } from './deserialise.ts';
import { findByKey, findKey, findRecord } from './find-record.ts';
import { mannerOf } from './manner-of.ts';
import { fieldsNamed, recordPath, showRecord } from './show-record.ts';
import { upsertRecord } from './upsert-record.ts';
import { createRecord, deleteRecord, updateRecord } from './write-record.ts';

const row = z.record(z.string(), z.unknown());

type ByObject = { Params: { version: string; object: string } };
type ById = { Params: { version: string; object: string; id: string }; Querystring: Query };
type ByKey = { Params: { version: string; object: string; key: string; value: string }; Querystring: Query };

const PATH = '/services/data/:version/sobjects/:object';

const showSaved = ({ id }: Held) => ({ id, success: true, errors: [] });

export function registerRecords(app: FastifyInstance, sandbox: Sandbox): void {
  const objectOf = ({ object }: { object: string }) => findObject(sandbox, object);
  const readRow = (request: FastifyRequest, object: string): Sent => {
    const sent = readJson(request, row);
    checkTypes(findObject(sandbox, object), sent);
    return sent;
  };

  app.post<ByObject>(PATH, async (request, reply) => {
    const record = createRecord(sandbox, objectOf(request.params), readRow(request, request.params.object), mannerOf(request));
    return reply.code(201).header('Location', recordPath(request.params.version, record)).send(showSaved(record));
  });
  app.get<ById>(`${PATH}/:id`, ({ params, query }) => {
    const object = objectOf(params);
    return showRecord(object, findRecord(sandbox, object, params.id), fieldsNamed(object, readList(query, 'fields')), params.version);
  });
  app.patch<ById>(`${PATH}/:id`, async (request, reply) => {
    const object = objectOf(request.params);
    const sent = readRow(request, request.params.object);
    const record = findRecord(sandbox, object, request.params.id);
    refuseChanged(request, record);
    updateRecord(sandbox, object, record, sent, mannerOf(request));
    return reply.code(204).send();
  });
  app.delete<ById>(`${PATH}/:id`, async ({ params }, reply) => {
    const object = objectOf(params);
    deleteRecord(sandbox, object, findRecord(sandbox, object, params.id));
    return reply.code(204).send();
  });

  app.get<ByKey>(`${PATH}/:key/:value`, async ({ params, query }, reply) => {
    const object = objectOf(params);
    const found = findByKey(sandbox, object, findKey(object, params.key), params.value);
    const [record, ...others] = found;
    if (!record) throw notFound();
    if (others.length > 0) return sendChoice(reply, found, params.version);
    return showRecord(object, record, fieldsNamed(object, readList(query, 'fields')), params.version);
  });
  app.patch<ByKey>(`${PATH}/:key/:value`, async (request, reply) => {
    const { params, query } = request;
    const object = objectOf(params);
    const key = findKey(object, params.key);
    const sent = readRow(request, params.object);
    const named = Object.keys(sent).find((name) => ['id', key.name.toLowerCase()].includes(name.toLowerCase()));
    if (named !== undefined) throw badRequest('INVALID_FIELD', `The ${named} field should not be specified in the sobject data.`);
    const found = findByKey(sandbox, object, key, params.value);
    if (found.length > 1) return sendChoice(reply, found, params.version);
    if (found.length === 0 && (key.type === 'id' || readOne(query, 'updateOnly') === 'true')) throw notFound();
    const { record, created } = upsertRecord(sandbox, object, { key, value: params.value, found: found[0], sent }, mannerOf(request));
    return reply.code(created ? 201 : 200).send({ ...showSaved(record), created });
  });
}

/** Several records have the key: the caller shall choose. */
const sendChoice = (reply: FastifyReply, found: readonly Held[], version: string) =>
  reply.code(300).send(found.map((record) => recordPath(version, record)));

const MS_PER_SECOND = 1000;

/** @throws SalesforceError 412 */
function refuseChanged({ headers }: FastifyRequest, { modifiedAt }: Held): void {
  const since = headers['if-unmodified-since'];
  if (typeof since !== 'string') return;
  const time = Date.parse(since);
  if (Number.isNaN(time)) throw badRequest('INVALID_HEADER', 'If-Unmodified-Since is not a date');
  if (Math.floor(modifiedAt / MS_PER_SECOND) * MS_PER_SECOND > time) throw changedMeanwhile();
}
