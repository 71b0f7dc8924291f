import type { FastifyReply, FastifyRequest } from 'fastify';
import { API } from '../organisation.ts';
import { invalidSession, notFound, tooLongAddress } from '../salesforce-error.ts';
import { sessionTime } from '../oauth/session-time.ts';
import type { Sandbox, Session } from '../state.ts';
import { countCall } from './usage.ts';
import { VERSIONS } from './versions.ts';

const LONGEST_URL = 16_384;
const MS_PER_SECOND = 1000;

/** What stands before every call of the API: its address, the session, the day's budget. @throws SalesforceError */
export function admit(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply): void {
  if (request.url.length > LONGEST_URL) throw tooLongAddress();
  const version = /^\/services\/data\/([^/?]+)/.exec(request.url)?.[1];
  if (version === undefined) return;
  const session = sessionOf(sandbox, request);
  if (!session) {
    reply.header('WWW-Authenticate', 'Token');
    throw invalidSession();
  }
  if (!session.scopes.includes(API) && !session.scopes.includes('full')) throw invalidSession('This session is not valid for use with the REST API');
  countCall(sandbox, reply);
  if (!VERSIONS.some(({ url }) => url === `/services/data/${version}`)) throw notFound();
}

/** The session of the token that a call carries; using it keeps it alive. */
export function sessionOf(sandbox: Sandbox, { headers }: FastifyRequest): Session | undefined {
  const token = /^(?:Bearer|OAuth) (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const session = sandbox.sessions.get(token);
  if (!session || !isAlive(sandbox, session)) return undefined;
  session.usedAt = sessionTime(sandbox);
  return session;
}

export const isAlive = (sandbox: Sandbox, { usedAt }: Session) => sessionTime(sandbox) - usedAt < sandbox.options.sessionSeconds * MS_PER_SECOND;
