import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readControl, registerDisturbances } from '../../shared/control-routes.ts';
import { registerPage } from '../../shared/page.ts';
import { setUsedToday, usedToday } from '../http/usage.ts';
import { KNOWN_SCOPES } from '../organisation.ts';
import { orderedRowFault } from '../records/row-faults.ts';
import { DUPLICATE_RULES } from '../settings.ts';
import { resetSandbox, type Sandbox } from '../state.ts';
import { registerFieldControl } from './field-routes.ts';
import { organisationPage } from './organisation-page.ts';
import { registerRecordControl } from './record-routes.ts';

const changedOptions = z
  .strictObject({
    rotateRefreshTokens: z.boolean(),
    sessionSeconds: z.number().min(0),
    dailyLimit: z.int().min(0),
    scopes: z.array(z.enum(KNOWN_SCOPES)),
    instanceUrl: z.url().nullable(),
    largestPage: z.int().min(1).max(2000),
    duplicateRules: z.record(z.string(), z.enum(DUPLICATE_RULES)),
    /** Calls of the last 24 hours, as if others had made them. */
    usedToday: z.int().min(0),
  })
  .partial();

const clock = z.strictObject({ aheadMs: z.int() });

/** The side door: for tests to look, to plant and to disturb. It has no counterpart at Salesforce. */
export function registerControl(app: FastifyInstance, sandbox: Sandbox): void {
  registerDisturbances(app, sandbox);
  registerRecordControl(app, sandbox);
  registerFieldControl(app, sandbox);
  const showOptions = () => ({ ...sandbox.options, usedToday: usedToday(sandbox) });
  app.get('/__sandbox/options', showOptions);
  app.patch('/__sandbox/options', (request) => {
    const { usedToday: calls, ...changes } = readControl(request, changedOptions);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    sandbox.options = { ...sandbox.options, ...given };
    if (calls !== undefined) setUsedToday(sandbox, calls);
    return showOptions();
  });
  app.get('/__sandbox/row-faults', () => sandbox.rowFaults);
  app.post('/__sandbox/row-faults', async (request, reply) => {
    const fault = readControl(request, orderedRowFault);
    sandbox.rowFaults.push(fault);
    return reply.code(201).send(fault);
  });
  app.delete('/__sandbox/row-faults', async (_request, reply) => {
    sandbox.rowFaults = [];
    return reply.code(204).send();
  });
  app.post('/__sandbox/expire-tokens', async (_request, reply) => {
    sandbox.sessions.clear();
    return reply.code(204).send();
  });
  app.put('/__sandbox/session-clock', async (request, reply) => {
    sandbox.sessionsAheadMs = readControl(request, clock).aheadMs;
    return reply.code(204).send();
  });
  app.post('/__sandbox/revoke-tokens', async (_request, reply) => {
    sandbox.sessions.clear();
    sandbox.refreshTokens.clear();
    return reply.code(204).send();
  });
  app.delete('/__sandbox', async (_request, reply) => {
    resetSandbox(sandbox);
    return reply.code(204).send();
  });
  registerPage(app, sandbox, organisationPage(sandbox));
}
