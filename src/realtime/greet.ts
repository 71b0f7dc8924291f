import type { ConnectionInitMessage } from 'graphql-ws';
import { credentialsOfSocket } from '../graphql/authenticate.ts';
import { clientOf } from '../graphql/gate/client-of.ts';
import { AppError, type ErrorCode } from '../shared/app-error.ts';
import { newId } from '../shared/ids.ts';
import type { Admission } from './admission.ts';
import { admit, type AdmitParts } from './admit.ts';
import type { Admitted } from './admitted.ts';
import { TRY_AGAIN_LATER } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

export interface GreetParts extends AdmitParts {
  readonly admission: Admission;
}

type ConnectionParams = ConnectionInitMessage['payload'];

/** Faults of the moment, not of the credentials. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/**
 * Admits a socket with what it shows, or closes it: with codes that stock clients retry, since a new token cures each.
 * Null where it is not admitted; where that is nobody's fault, the caller says what then.
 */
export const admitPeer = async (peer: Peer, params: ConnectionParams, parts: AdmitParts, onPassingFault: () => void): Promise<Admitted | null> => {
  const credentials = () => credentialsOfSocket(params, peer.headers ?? {});
  try {
    return await peer.during((gone) => admit(parts, { requestId: newId('request'), origin: peer.origin, credentials, gone, holder: peer }));
  } catch (error) {
    if (error instanceof AppError && !passing.has(error.code)) peer.end(error.message);
    else {
      parts.base.log.warn({ err: error }, 'realtime: a socket could not be admitted');
      onPassingFault();
    }
    return null;
  }
};

/** Answers `connection_init`: the payload of the ack, or null where the socket is closed. */
export const greet = async (peer: Peer, params: ConnectionParams, parts: GreetParts): Promise<Record<string, unknown> | null> => {
  const client = clientOf(params ?? {});
  if (client) peer.origin = { ...peer.origin, client };
  if (!(await parts.admission.wait())) {
    closePeer(peer, TRY_AGAIN_LATER, 'Too many connect at once: try again later');
    return null;
  }
  const admitted = peer.isGone ? null : await admitPeer(peer, params, parts, () => { closePeer(peer, TRY_AGAIN_LATER, 'Try again later'); });
  if (admitted === null || peer.isGone || peer.socket.readyState !== peer.socket.OPEN) {
    admitted?.leave();
    return null;
  }
  const { actor, expiresAt, graceMs } = admitted;
  const user = actor.kind === 'USER' ? actor : null;
  const sessionId = user?.sessionId ?? newId('session');
  peer.greeted = admitted;
  peer.sessionId = sessionId;
  peer.headers = null;
  parts.base.log.info({ sessionId, teamId: actor.teamId, userId: user?.id ?? null }, 'realtime: a socket is connected');
  return {
    sessionId,
    userId: user?.id ?? null,
    userRole: user?.role ?? null,
    teamId: actor.teamId,
    expiresAt: expiresAt?.toISOString() ?? null,
    graceMs,
    message: 'Connected',
    timestamp: parts.base.clock.now().toISOString(),
  };
};
