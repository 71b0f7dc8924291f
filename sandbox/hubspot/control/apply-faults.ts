import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { expiredAuthentication, HubSpotError, missingScopes, rateLimited, withCorrelationId } from '../hubspot-error.ts';
import { isSearch, sendRateHeaders } from '../http/rate-limit.ts';
import { badClient, badRefreshToken } from '../oauth/oauth-error.ts';
import type { Fault, Sandbox } from '../state.ts';
import { takeFault } from './faults.ts';
import { isOwnPath } from './record-requests.ts';

/**
 * Lets calls fail as ordered: before the work, as if the call never arrived, or with `after` once the work is done,
 * as if the answer were lost. A fault that only delays lets the call go on.
 */
export function applyFaults(app: FastifyInstance, sandbox: Sandbox): void {
  const later = new WeakMap<FastifyRequest, Fault>();
  app.addHook('preHandler', async (request, reply) => {
    if (isOwnPath(request.url)) return undefined;
    const fault = takeFault(sandbox, request.method, request.url);
    if (fault?.after) later.set(request, fault);
    if (!fault || fault.after) return undefined;
    await delay(fault);
    if (fault.dropConnection) {
      reply.hijack();
      request.raw.socket.destroy();
      return reply;
    }
    return answersItself(fault) ? reply.send(prepareAnswer(sandbox, request, reply, fault)) : undefined;
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = later.get(request);
    if (!fault) return payload;
    await delay(fault);
    if (fault.dropConnection) request.raw.socket.destroy();
    return answersItself(fault) ? prepareAnswer(sandbox, request, reply, fault) : payload;
  });
}

const answersItself = ({ status, body }: Fault) => status !== undefined || body !== undefined;

async function delay({ delayMs = 0 }: Fault): Promise<void> {
  if (delayMs > 0) await wait(delayMs);
}

/** Sets status and headers; the text to answer. */
function prepareAnswer(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply, fault: Fault): string {
  const { status = 200, retryAfter, body } = fault;
  const pathname = request.url.split('?')[0] ?? '';
  reply.code(status).type(body?.trimStart().startsWith('<') ? 'text/html' : 'application/json');
  if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter));
  if (status === 429 && !isSearch(pathname)) sendRateHeaders(sandbox, reply, 0);
  return body ?? JSON.stringify(withCorrelationId(errorFor(status, pathname).body));
}

/** HubSpot's own words where they are known for the status. */
function errorFor(status: number, pathname: string): HubSpotError {
  const isOAuth = pathname.startsWith('/oauth/');
  if (isOAuth && status === 400) return badRefreshToken();
  if (isOAuth && status === 401) return badClient('BAD_CLIENT_SECRET', status);
  if (status === 401) return expiredAuthentication(1);
  if (status === 403) return missingScopes(['crm.objects.contacts.write']);
  if (status === 429) return rateLimited(isSearch(pathname) ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING');
  const [message, category] = KNOWN.get(status) ?? [`HTTP ${status}`, undefined];
  return new HubSpotError(status, { message, ...(category && { category }) });
}

const KNOWN: ReadonlyMap<number, readonly [message: string, category: string | undefined]> = new Map([
  [400, ['Invalid input', 'VALIDATION_ERROR']],
  [404, ['resource not found', 'OBJECT_NOT_FOUND']],
  [409, ['The object was changed by someone else', 'CONFLICT']],
  [423, ['The record is locked by another operation', 'LOCKED']],
  [477, ['This account is being moved to another data centre', 'MIGRATION_IN_PROGRESS']],
  [500, ['internal error', undefined]],
  [502, ['Bad Gateway', undefined]],
  [503, ['Service Unavailable', undefined]],
  [504, ['Gateway Timeout', undefined]],
]);
