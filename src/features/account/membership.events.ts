import { z } from 'zod';
import { defineEvent } from '../../events/define-event.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { TeamActor } from '../../shared/actor.ts';
import { hasScope } from './roles.ts';

const payload = z.object({
  change: z.enum(['INVITED', 'JOINED', 'UPDATED', 'REMOVED', 'SIGNED_OUT', 'KEY_CREATED', 'KEY_ROTATED', 'KEY_REVOKED']),
  memberId: z.string().nullable(),
  userId: z.string().nullable(),
  apiKeyId: z.string().nullable(),
  role: z.enum(['OWNER', 'ADMIN', 'SALES', 'CONTRACTOR', 'VIEWER']).nullable(),
  /** Whose access ends, or is another one now: all that a person or a key has open, or one session. */
  ends: z.object({ userId: z.string() }).or(z.object({ sessionId: z.string() })).or(z.object({ apiKeyId: z.string() })).nullable(),
});
export type MembershipFacts = z.output<typeof payload>;

/** Someone joined, left, or may do other things than before. */
export const MembershipChanged = defineEvent({
  kind: 'membership.changed',
  version: 1,
  typeName: 'MembershipEvent',
  payload,
  visibleTo: (audience) => hasScope(audience, 'members:manage'),
});

export const membershipFacts = (event: LoggedEvent): MembershipFacts => event.payload as MembershipFacts;

/** Whose access an event ends: they have to show their credentials again. Null where it is nobody's. */
export const endsAccess = (event: LoggedEvent): ((actor: TeamActor) => boolean) | null => {
  const ends = event.kind === MembershipChanged.kind ? membershipFacts(event).ends : null;
  if (ends === null) return null;
  if ('apiKeyId' in ends) return (actor) => actor.kind === 'API_KEY' && actor.id === ends.apiKeyId;
  if ('userId' in ends) return (actor) => actor.kind === 'USER' && actor.id === ends.userId;
  return (actor) => actor.kind === 'USER' && actor.sessionId === ends.sessionId;
};
