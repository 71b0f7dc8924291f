import type { Role, TeamActor } from './actor.ts';

/**
 * What policies read of whoever looks on: never the token. Equal keys may share one execution of a selection, so
 * nothing that is not in the key may decide what is seen.
 */
export interface Audience {
  readonly teamId: string;
  /** Null for our own jobs, which see all of their team. */
  readonly role: Role | null;
  readonly key: string;
}

/** A visitor is nobody's audience: it has filled in a form and seen its thanks. */
export const audienceOf = (actor: TeamActor): Audience => {
  const role = actor.kind === 'USER' ? actor.role : null;
  return { teamId: actor.teamId, role, key: `${actor.teamId}/${role ?? actor.kind}` };
};
