import { CloseCode, type ConnectionInitMessage } from 'graphql-ws';
import { credentialsOfSocket, type Authenticate, type Caller } from '../graphql/authenticate.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import { AppError } from '../shared/app-error.ts';
import type { Actor, TeamActor } from '../shared/actor.ts';
import { newId } from '../shared/ids.ts';
import { TRY_AGAIN_LATER } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

export interface GreetParts {
  readonly base: ContextBase;
  readonly authenticate: Authenticate;
}

type ConnectionParams = ConnectionInitMessage['payload'];

/** Longest delay of a timer, in milliseconds; a longer one would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

/** Nobody else has anything to look at. */
const isViewer = (actor: Actor): actor is TeamActor => actor.kind !== 'STRANGER' && actor.kind !== 'VISITOR';

/** Ends the socket with its token. Retried by stock clients, which then fetch a new one. */
const closeAtExpiry = (peer: Peer, { base }: GreetParts, expiresAt: Date): void => {
  const left = expiresAt.getTime() - base.clock.now().getTime();
  if (left > TIMER_MAX_MS) return;
  const timer = setTimeout(() => { closePeer(peer, CloseCode.Forbidden, 'Token expired'); }, Math.max(left, 0)).unref();
  peer.gone.signal.addEventListener('abort', () => { clearTimeout(timer); }, { once: true });
};

interface Refusal {
  code: number;
  reason: string;
}

const invalid: Refusal = { code: CloseCode.Forbidden, reason: 'Invalid authentication token' };

const authenticatePeer = async (peer: Peer, params: ConnectionParams, { base, authenticate }: GreetParts): Promise<Caller | Refusal> => {
  const requestId = newId('request');
  const ctx = { ...base, log: base.log.child({ requestId }), requestId, signal: peer.gone.signal };
  try {
    const credentials = credentialsOfSocket(params, peer.request.headers);
    return credentials === null ? { code: CloseCode.Forbidden, reason: 'Authentication token required' } : await authenticate(ctx, credentials);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return invalid;
    ctx.log.warn({ err: error }, 'realtime: a token could not be checked');
    return { code: TRY_AGAIN_LATER, reason: 'Try again later' };
  }
};

const refuse = (peer: Peer, { code, reason }: Refusal): false => {
  closePeer(peer, code, reason);
  return false;
};

/**
 * Answers `connection_init`: the payload of the ack, or false after closing the socket with the reason. The codes are
 * those that stock clients retry, since a new token cures each of them.
 */
export const greet = async (peer: Peer, params: ConnectionParams, parts: GreetParts): Promise<Record<string, unknown> | false> => {
  const caller = await authenticatePeer(peer, params, parts);
  if (peer.gone.signal.aborted) return false;
  if ('reason' in caller) return refuse(peer, caller);
  const { actor, expiresAt } = caller;
  if (!isViewer(actor)) return refuse(peer, invalid);
  const user = actor.kind === 'USER' ? actor : null;
  const sessionId = user?.sessionId ?? newId('session');
  peer.greeted = { actor, sessionId, expiresAt };
  if (expiresAt) closeAtExpiry(peer, parts, expiresAt);
  parts.base.log.info({ sessionId, teamId: actor.teamId, userId: user?.id ?? null }, 'realtime: a socket is connected');
  return {
    sessionId,
    userId: user?.id ?? null,
    userRole: user?.role ?? null,
    teamId: actor.teamId,
    expiresAt: expiresAt?.toISOString() ?? null,
    message: 'Connected',
    timestamp: parts.base.clock.now().toISOString(),
  };
};
