import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findObject } from '../describe/find-object.ts';
import type { SObject } from '../describe/sobject.ts';
import { readJson } from '../http/bodies.ts';
import { type Query, readList, readOne } from '../http/queries.ts';
import type { Sent } from '../records/deserialise.ts';
import { findByKey, findKey, lookUp } from '../records/find-record.ts';
import { mannerOf } from '../records/manner-of.ts';
import { fieldsNamed, showRecord } from '../records/show-record.ts';
import { upsertRecord } from '../records/upsert-record.ts';
import { createRecord, deleteRecord, updateRecord } from '../records/write-record.ts';
import { readId } from '../record-id.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Held, Sandbox } from '../state.ts';
import { readRows, refuseTooMany, rowsShape, saveRows } from './save-rows.ts';

const MOST_READ = 2_000;

const reading = z.object({ ids: z.array(z.string()), fields: z.array(z.string()).min(1) });

const PATH = '/services/data/:version/composite/sobjects';

type ByObject = { Params: { version: string; object: string }; Querystring: Query };
type ByKey = { Params: { version: string; object: string; key: string } };

export function registerCollections(app: FastifyInstance, sandbox: Sandbox): void {
  app.post(PATH, (request) => {
    const { allOrNone, records } = readJson(request, rowsShape);
    return saveRows(sandbox, readRows(sandbox, records), allOrNone, ({ object, sent }) => createRecord(sandbox, object, sent, mannerOf(request)));
  });

  app.patch(PATH, (request) => {
    const { allOrNone, records } = readJson(request, rowsShape);
    const rows = readRows(sandbox, records).map(({ object, sent }) => ({ object, id: memberOf(sent, 'id'), sent: without(sent, 'id') }));
    const repeated = repeatedOf(rows.map(({ id }) => (id === undefined ? undefined : readId(id))));
    return saveRows(sandbox, rows, allOrNone, ({ object, id, sent }) => {
      if (id === undefined) throw badRequest('MISSING_ARGUMENT', 'Id not specified in an update call');
      if (repeated.has(readId(id))) throw badRequest('DUPLICATE_VALUE', `Duplicate id specified: ${id}`);
      return updateRecord(sandbox, object, existing(sandbox, object, id), sent, mannerOf(request));
    });
  });

  app.delete<{ Querystring: Query }>(PATH, ({ query }) => {
    const ids = readList(query, 'ids') ?? [];
    refuseTooMany(ids.length);
    return saveRows(sandbox, ids, readOne(query, 'allOrNone') === 'true', (id) => {
      const object = [...sandbox.objects.values()].find(({ keyPrefix }) => id.startsWith(keyPrefix));
      if (!object) throw badRequest('MALFORMED_ID', `malformed id ${id}`);
      const record = existing(sandbox, object, id);
      deleteRecord(sandbox, object, record);
      return record;
    });
  });

  app.patch<ByKey>(`${PATH}/:object/:key`, (request) => {
    const object = findObject(sandbox, request.params.object);
    const key = findKey(object, request.params.key);
    const { allOrNone, records } = readJson(request, rowsShape);
    const rows = readRows(sandbox, records);
    if (rows.some((row) => row.object !== object)) throw badRequest('INVALID_INPUT', `All records must be of type ${object.name}.`);
    const repeated = repeatedOf(rows.map(({ sent }) => memberOf(sent, key.name)?.toLowerCase()));
    return saveRows(sandbox, rows, allOrNone, ({ sent }) => {
      if (key.type !== 'id' && memberOf(sent, 'id') !== undefined) throw badRequest('INVALID_FIELD', 'The Id field should not be specified in the sobject data.', ['Id']);
      const value = memberOf(sent, key.name);
      if (value === undefined) throw badRequest('MISSING_ARGUMENT', `${key.name} not specified`, [key.name]);
      if (repeated.has(value.toLowerCase())) throw badRequest('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [key.name]);
      const found = findByKey(sandbox, object, key, value);
      if (found.length > 1) throw badRequest('DUPLICATE_VALUE', `${key.name}: more than one record found for external id field: [${found.map(({ id }) => id).join(', ')}]`, [key.name]);
      const { record, created } = upsertRecord(sandbox, object, { key, value, found: found[0], sent: without(sent, key.name) }, mannerOf(request));
      return { id: record.id, created };
    });
  });

  app.post<ByObject>(`${PATH}/:object`, (request) => readMany(sandbox, request.params, readJson(request, reading)));
  app.get<ByObject>(`${PATH}/:object`, ({ params, query }) =>
    readMany(sandbox, params, { ids: readList(query, 'ids') ?? [], fields: readList(query, 'fields') ?? ['Id'] }),
  );
}

/** In the order of the ids; null for one that is not there. */
function readMany(sandbox: Sandbox, { version, object: name }: ByObject['Params'], { ids, fields }: z.output<typeof reading>) {
  refuseTooMany(ids.length, MOST_READ);
  const object = findObject(sandbox, name);
  const shown = fieldsNamed(object, fields);
  return ids.map((id) => {
    const record = lookUp(sandbox, object, id);
    return record && !record.deleted ? showRecord(object, record, shown, version) : null;
  });
}

/** @throws SalesforceError for a row */
function existing(sandbox: Sandbox, object: SObject, id: string): Held {
  if (readId(id) === undefined) throw badRequest('MALFORMED_ID', `${object.label} ID: id value of incorrect type: ${id}`, ['Id']);
  const record = lookUp(sandbox, object, id);
  if (!record) throw badRequest('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (record.deleted) throw badRequest('ENTITY_IS_DELETED', 'entity is deleted');
  return record;
}

const keyIn = (sent: Sent, name: string) => Object.keys(sent).find((each) => each.toLowerCase() === name.toLowerCase());

/** A member of the row whatever its case, as text. */
function memberOf(sent: Sent, name: string): string | undefined {
  const value = sent[keyIn(sent, name) ?? name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function without(sent: Sent, name: string): Sent {
  const { [keyIn(sent, name) ?? name]: _left, ...rest } = sent;
  return rest;
}

const repeatedOf = (keys: readonly (string | undefined)[]) =>
  new Set(keys.filter((key, index) => key !== undefined && keys.indexOf(key) !== index));
