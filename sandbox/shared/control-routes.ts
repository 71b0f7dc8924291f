import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { UnreadableBody } from './body-parsers.ts';
import type { Disturbances } from './disturbances.ts';
import { addFault, orderedFault } from './faults.ts';

/** A refusal of the side door. It is the sandbox's own, so it has no foreign shape. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** The JSON body of a control route. @throws ControlError */
export function readControl<S extends z.ZodType>({ body }: FastifyRequest, shape: S): z.output<S> {
  if (body instanceof UnreadableBody) throw new ControlError(400, 'the body cannot be parsed');
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ControlError(400, parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}

/** The part of the side door that every sandbox has: what was asked, and what shall fail. */
export function registerDisturbances(app: FastifyInstance, disturbances: Disturbances): void {
  app.get('/__sandbox/requests', () => disturbances.requests);
  app.delete('/__sandbox/requests', async (_request, reply) => {
    disturbances.requests = [];
    disturbances.counts.clear();
    return reply.code(204).send();
  });
  app.get('/__sandbox/counts', () => Object.fromEntries(disturbances.counts));
  app.get('/__sandbox/faults', () => disturbances.faults);
  app.post('/__sandbox/faults', async (request, reply) => reply.code(201).send(addFault(disturbances, readControl(request, orderedFault))));
  app.delete('/__sandbox/faults', async (_request, reply) => {
    disturbances.faults = [];
    return reply.code(204).send();
  });
}
