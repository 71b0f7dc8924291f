import type { Authenticate, Credentials } from '../graphql/authenticate.ts';
import { errorScope, type ContextBase } from '../graphql/make-context.ts';
import type { Actor, TeamActor } from '../shared/actor.ts';
import { AppError, unauthenticated } from '../shared/app-error.ts';
import type { RequestOrigin } from '../shared/context.ts';
import { Admitted, type AdmittedParts, type Holder, type Viewer } from './admitted.ts';

export interface AdmitParts extends AdmittedParts {
  readonly base: ContextBase;
  readonly authenticate: Authenticate;
}

/** Somebody who wants to look on for a while: over a socket, or over a stream of HTTP. */
export interface Arrival {
  readonly requestId: string;
  readonly origin: RequestOrigin;
  /** What it shows of itself; null where that is nothing. @throws AppError UNAUTHENTICATED for several that differ */
  readonly credentials: () => Credentials | null;
  /** Aborted when it is gone. */
  readonly gone: AbortSignal;
  readonly holder: Holder;
}

/** Nobody else has anything to look at. */
const isViewer = (actor: Actor): actor is TeamActor => actor.kind !== 'STRANGER' && actor.kind !== 'VISITOR';

const viewerOf = async ({ base, authenticate }: AdmitParts, { requestId, origin, credentials, gone }: Arrival): Promise<Viewer> => {
  const shown = credentials();
  if (shown === null) throw unauthenticated();
  const { actor, expiresAt } = await authenticate({ ...base, ...errorScope(base, requestId, origin), signal: gone, origin }, shown);
  if (!isViewer(actor)) throw unauthenticated('Invalid authentication token');
  return { actor, expiresAt };
};

/** What its credentials say by now, which belong to the same team as before. */
const lookAgain = async (parts: AdmitParts, arrival: Arrival, { actor }: Viewer): Promise<Viewer> => {
  const viewer = await viewerOf(parts, arrival);
  if (viewer.actor.teamId !== actor.teamId) throw unauthenticated('Access has changed');
  return viewer;
};

const enter = async ({ rooms }: AdmitParts, admitted: Admitted, since: number): Promise<boolean> => {
  try {
    return await rooms.enter(admitted, since);
  } catch (cause) {
    throw new AppError('SERVICE_UNAVAILABLE', 'The events of the team cannot be followed just now. Try again.', { cause });
  }
};

/**
 * Tells who calls, held to the log of its team: whatever ends the access is either seen by the look at its credentials,
 * or arrives as an event. Where an event may have passed between the two, the credentials are looked at once more. From
 * then on its holder is ended when the access or the token ends, until it leaves: whoever asked sees to that.
 * @throws AppError UNAUTHENTICATED, SERVICE_UNAVAILABLE; whatever `authenticate` throws
 */
export const admit = async (parts: AdmitParts, arrival: Arrival): Promise<Admitted> => {
  const since = performance.now();
  const viewer = await viewerOf(parts, arrival);
  const admitted = new Admitted(parts, arrival.holder, viewer);
  const hasSeenAll = await enter(parts, admitted, since);
  try {
    admitted.stay(hasSeenAll ? viewer : await lookAgain(parts, arrival, viewer), parts.base.clock.now());
    return admitted;
  } catch (error) {
    admitted.leave();
    throw error;
  }
};
