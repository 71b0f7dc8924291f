import type { FastifyInstance } from 'fastify';
import { ControlError, readControl } from '../../shared/control-routes.ts';
import { describeField, fieldShape } from '../describe/field.ts';
import { fieldOf, withField, withoutField } from '../describe/sobject.ts';
import { indexHolders } from '../records/store-record.ts';
import type { Sandbox } from '../state.ts';
import { objectAt } from './object-at.ts';

const changedField = fieldShape.partial().omit({ name: true });

type ByField = { Params: { object: string; field: string } };

/** Fields come, change and go, as an administrator would have it. */
export function registerFieldControl(app: FastifyInstance, sandbox: Sandbox): void {
  app.put<ByField>('/__sandbox/fields/:object/:field', (request) => {
    const object = objectAt(sandbox, request.params.object);
    const { field: name } = request.params;
    const known = fieldOf(object, name);
    const changes = Object.fromEntries(Object.entries(readControl(request, changedField)).filter(([, value]) => value !== undefined));
    const field = fieldShape.parse(known ? { ...known, ...changes } : describeField({ name, label: name, type: 'string', ...changes }));
    sandbox.objects.set(object.name.toLowerCase(), withField(object, field));
    indexHolders(sandbox);
    return field;
  });
  app.delete<ByField>('/__sandbox/fields/:object/:field', async ({ params }, reply) => {
    const object = objectAt(sandbox, params.object);
    if (!fieldOf(object, params.field)) throw new ControlError(404, `${object.name} has no field ${params.field}`);
    sandbox.objects.set(object.name.toLowerCase(), withoutField(object, params.field));
    indexHolders(sandbox);
    return reply.code(204).send();
  });
}
