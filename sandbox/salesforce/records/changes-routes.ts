import type { FastifyInstance } from 'fastify';
import { findObject } from '../describe/find-object.ts';
import { type Query, readList, readOne } from '../http/queries.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';
import { readDateTime, showDateTime } from './date-times.ts';
import { livingRecords, recordsOf } from './find-record.ts';
import { fieldsNamed, showRecord } from './show-record.ts';

const LONGEST_BACK_MS = 30 * 86_400_000;
const MOST_FOUND = 2_000;

type ByObject = { Params: { version: string; object: string }; Querystring: Query };

/** What was changed or deleted between two times, and a search for words. */
export function registerChanges(app: FastifyInstance, sandbox: Sandbox): void {
  app.get<ByObject>('/services/data/:version/sobjects/:object/updated', ({ params, query }) => {
    const isWithin = readSpan(query);
    const found = livingRecords(sandbox, findObject(sandbox, params.object)).filter(({ modifiedAt }) => isWithin(modifiedAt));
    return { ids: found.map(({ id }) => id), latestDateCovered: showDateTime(Date.now()) };
  });
  app.get<ByObject>('/services/data/:version/sobjects/:object/deleted', ({ params, query }) => {
    const isWithin = readSpan(query);
    const found = recordsOf(sandbox, findObject(sandbox, params.object)).filter(({ deleted, modifiedAt }) => deleted && isWithin(modifiedAt));
    return {
      deletedRecords: found.map(({ id, modifiedAt }) => ({ id, deletedDate: showDateTime(modifiedAt) })),
      earliestDateAvailable: showDateTime(Date.now() - LONGEST_BACK_MS),
      latestDateCovered: showDateTime(Date.now()),
    };
  });
  app.get<ByObject>('/services/data/:version/parameterizedSearch', ({ params, query }) => {
    const words = (readOne(query, 'q') ?? '').toLowerCase();
    if (words.length < 2) throw badRequest('MALFORMED_SEARCH', 'search term must be longer than one character');
    const names = readList(query, 'sobject') ?? [];
    const searchRecords = names.flatMap((name) => {
      const object = findObject(sandbox, name);
      const fields = fieldsNamed(object, readList(query, `${object.name}.fields`) ?? readList(query, 'fields') ?? ['Id']);
      const found = livingRecords(sandbox, object).filter(({ values }) =>
        Object.values(values).some((value) => typeof value === 'string' && value.toLowerCase().includes(words)),
      );
      return found.slice(0, MOST_FOUND).map((record) => showRecord(object, record, fields, params.version));
    });
    return { searchRecords };
  });
}

/** @throws SalesforceError */
function readSpan(query: Query): (time: number) => boolean {
  const [start, end] = ['start', 'end'].map((name) => readDateTime(readOne(query, name) ?? ''));
  if (start === undefined || end === undefined || start >= end) throw badRequest('INVALID_REPLICATION_DATE', 'start and end must be date-times with an offset, in this order');
  if (start < Date.now() - LONGEST_BACK_MS) throw badRequest('INVALID_REPLICATION_DATE', 'startDate before org replication enabled date');
  return (time) => time >= start && time <= end;
}
