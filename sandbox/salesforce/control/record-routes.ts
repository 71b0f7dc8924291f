import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ControlError, readControl } from '../../shared/control-routes.ts';
import { checkRow } from '../records/check-row.ts';
import { livingRecords, lookUp } from '../records/find-record.ts';
import { storeRecord } from '../records/store-record.ts';
import { plantRecord } from '../records/write-record.ts';
import type { Held, Sandbox, Values } from '../state.ts';
import { objectAt } from './object-at.ts';

const MOST_PLANTED = 100_000;

const row = z.record(z.string(), z.unknown());

/** `{n}` in the texts of the template becomes the number of the row, from 1. */
const planted = z.union([
  z.strictObject({ records: z.array(row).max(MOST_PLANTED) }),
  z.strictObject({ template: row, count: z.int().min(1).max(MOST_PLANTED) }),
]);

type ByObject = { Params: { object: string } };
type ById = { Params: { object: string; id: string } };

/** What the organisation holds, seen and changed as if others had done it: no rule is asked, and no call counted. */
export function registerRecordControl(app: FastifyInstance, sandbox: Sandbox): void {
  app.get<ByObject>('/__sandbox/records/:object', ({ params }) => livingRecords(sandbox, objectAt(sandbox, params.object)).map(showPlainly));
  app.post<ByObject>('/__sandbox/records/:object', async (request, reply) => {
    const object = objectAt(sandbox, request.params.object);
    const ids = rowsOf(readControl(request, planted)).map((sent) => plantRecord(sandbox, object, sent).id);
    return reply.code(201).send({ ids });
  });
  app.patch<ById>('/__sandbox/records/:object/:id', (request) => {
    const { object, before } = findHeld(sandbox, request.params);
    const values = checkRow(sandbox, object, readControl(request, row), { before, bySalesforce: true });
    return showPlainly(storeRecord(sandbox, object, { ...before, values: withoutNulls({ ...before.values, ...values }), modifiedAt: Date.now() }));
  });
  app.delete<ById>('/__sandbox/records/:object/:id', async ({ params }, reply) => {
    const { object, before } = findHeld(sandbox, params);
    storeRecord(sandbox, object, { ...before, deleted: true, modifiedAt: Date.now() });
    return reply.code(204).send();
  });
}

const rowsOf = (order: z.output<typeof planted>) =>
  'records' in order ? order.records : Array.from({ length: order.count }, (_, index) => numbered(order.template, index + 1));

const numbered = (template: Readonly<Record<string, unknown>>, number: number) =>
  Object.fromEntries(Object.entries(template).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('{n}', String(number)) : value]));

/** @throws ControlError */
function findHeld(sandbox: Sandbox, { object: name, id }: ById['Params']) {
  const object = objectAt(sandbox, name);
  const before = lookUp(sandbox, object, id);
  if (!before) throw new ControlError(404, `there is no ${object.name} ${id}`);
  return { object, before };
}

const showPlainly = ({ id, values }: Held) => ({ Id: id, ...values });

const withoutNulls = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
