import type { Authenticate, Caller, Credentials } from '../graphql/authenticate.ts';
import { errorScope, type ContextBase } from '../graphql/make-context.ts';
import type { Actor, TeamActor } from '../shared/actor.ts';
import { AppError, unauthenticated } from '../shared/app-error.ts';
import type { RequestOrigin } from '../shared/context.ts';
import type { Sessions } from './sessions.ts';

export interface AdmitParts {
  readonly base: ContextBase;
  readonly authenticate: Authenticate;
  readonly sessions: Sessions;
}

/** Somebody who wants to look on for a while: over a socket, or over a stream of HTTP. */
export interface Arrival {
  readonly requestId: string;
  readonly origin: RequestOrigin;
  /** What it shows of itself; null where that is nothing. @throws AppError UNAUTHENTICATED for several that differ */
  readonly credentials: () => Credentials | null;
  /** Aborted when it is gone. */
  readonly gone: AbortSignal;
  /** Ends what it has open, in words for the caller; may be called more than once, and before there is anything. */
  readonly end: (reason: string) => void;
}

export type Admitted = Caller & { readonly actor: TeamActor };

/** Longest delay of a timer, in milliseconds; a longer one would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

/** Nobody else has anything to look at. */
const isViewer = (actor: Actor): actor is TeamActor => actor.kind !== 'STRANGER' && actor.kind !== 'VISITOR';

const viewerOf = async ({ base, authenticate }: AdmitParts, { requestId, origin, credentials, gone }: Arrival): Promise<Admitted> => {
  const shown = credentials();
  if (shown === null) throw unauthenticated();
  const { actor, expiresAt } = await authenticate({ ...base, ...errorScope(base, requestId, origin), signal: gone, origin }, shown);
  if (!isViewer(actor)) throw unauthenticated('Invalid authentication token');
  return { actor, expiresAt };
};

const enter = async ({ sessions }: AdmitParts, actor: TeamActor, { gone, end }: Arrival): Promise<void> => {
  let leave: () => void;
  try {
    leave = await sessions.enter({ actor, end: () => { end('Access has changed'); } });
  } catch (cause) {
    throw new AppError('SERVICE_UNAVAILABLE', 'The events of the team cannot be followed just now. Try again.', { cause });
  }
  if (gone.aborted) leave();
  else gone.addEventListener('abort', leave, { once: true });
};

const endAtExpiry = ({ clock }: ContextBase, expiresAt: Date, { gone, end }: Arrival): void => {
  if (gone.aborted) return;
  let timer: NodeJS.Timeout;
  const arm = () => {
    const left = expiresAt.getTime() - clock.now().getTime();
    // A longer delay would fire at once: the timer is set anew until the end is near enough.
    timer = setTimeout(() => {
      if (left > TIMER_MAX_MS) arm();
      else end('Token expired');
    }, Math.min(Math.max(left, 0), TIMER_MAX_MS)).unref();
  };
  arm();
  gone.addEventListener('abort', () => { clearTimeout(timer); }, { once: true });
};

/**
 * Tells who calls, held to the log of its team from before the last look at its credentials: whatever ends the access
 * is either seen by that look, or arrives as an event. From then on `end` is called when the access or the token ends.
 * @throws AppError UNAUTHENTICATED, SERVICE_UNAVAILABLE; whatever `authenticate` throws
 */
export const admit = async (parts: AdmitParts, arrival: Arrival): Promise<Admitted> => {
  const { actor } = await viewerOf(parts, arrival);
  await enter(parts, actor, arrival);
  const admitted = await viewerOf(parts, arrival);
  if (admitted.expiresAt) endAtExpiry(parts.base, admitted.expiresAt, arrival);
  return admitted;
};
