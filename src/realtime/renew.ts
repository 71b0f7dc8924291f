import { CloseCode } from 'graphql-ws';
import { audienceOf } from '../shared/audience.ts';
import type { AdmitParts } from './admit.ts';
import type { Admitted } from './admitted.ts';
import { admitPeer } from './greet.ts';
import { closePeer, type Peer } from './peer.ts';

/** Whether a new token leaves everything as it is: what is open was judged for this person and these rights. */
const isSame = ({ actor }: Admitted, { actor: other }: Admitted): boolean =>
  ('id' in actor ? actor.id : null) === ('id' in other ? other.id : null) && audienceOf(actor).key === audienceOf(other).key;

/**
 * Takes a new token for a socket, without a reconnect. One that is not accepted closes the socket, and so does one of
 * somebody else: whatever is open was opened by the person before.
 * Where it cannot be judged just now the old one holds, and its end closes the socket.
 * @returns when the new token ends; null where it is not taken
 */
export const renew = async (peer: Peer, token: string, parts: AdmitParts): Promise<{ expiresAt: Date | null } | null> => {
  const admitted = await admitPeer(peer, { token }, parts, () => undefined);
  const { greeted } = peer;
  if (admitted === null) return null;
  if (greeted === undefined || peer.isGone) {
    admitted.leave();
    return null;
  }
  if (!isSame(greeted, admitted)) {
    admitted.leave();
    closePeer(peer, CloseCode.Forbidden, 'The token is that of somebody else: connect again');
    return null;
  }
  greeted.leave();
  peer.greeted = admitted;
  if (admitted.actor.kind === 'USER') peer.sessionId = admitted.actor.sessionId;
  return { expiresAt: admitted.expiresAt };
};
