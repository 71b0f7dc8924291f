import { CloseCode, type ConnectionInitMessage } from 'graphql-ws';
import { credentialsOfSocket } from '../graphql/authenticate.ts';
import { clientOf } from '../graphql/gate/client-of.ts';
import { AppError, type ErrorCode } from '../shared/app-error.ts';
import { newId } from '../shared/ids.ts';
import { admit, type Admitted, type AdmitParts } from './admit.ts';
import { TRY_AGAIN_LATER } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

type ConnectionParams = ConnectionInitMessage['payload'];

/** Faults of the moment, not of the credentials. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

const admitPeer = async (peer: Peer, params: ConnectionParams, parts: AdmitParts): Promise<Admitted | null> => {
  const end = (reason: string) => { closePeer(peer, CloseCode.Forbidden, reason); };
  const credentials = () => credentialsOfSocket(params, peer.request.headers);
  try {
    return await admit(parts, { requestId: newId('request'), origin: peer.origin, credentials, gone: peer.gone.signal, end });
  } catch (error) {
    if (error instanceof AppError && !passing.has(error.code)) end(error.message);
    else {
      parts.base.log.warn({ err: error }, 'realtime: a socket could not be admitted');
      closePeer(peer, TRY_AGAIN_LATER, 'Try again later');
    }
    return null;
  }
};

/**
 * Answers `connection_init`: the payload of the ack, or false after closing the socket with the reason. The codes are
 * those that stock clients retry, since a new token cures each of them.
 */
export const greet = async (peer: Peer, params: ConnectionParams, parts: AdmitParts): Promise<Record<string, unknown> | false> => {
  peer.origin = { ...peer.origin, client: clientOf(params ?? {}) ?? peer.origin.client };
  const admitted = await admitPeer(peer, params, parts);
  if (admitted === null || peer.gone.signal.aborted) return false;
  const { actor, expiresAt } = admitted;
  const user = actor.kind === 'USER' ? actor : null;
  const sessionId = user?.sessionId ?? newId('session');
  peer.greeted = { actor, sessionId, expiresAt };
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
