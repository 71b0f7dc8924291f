import type { Role, Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope, rightsOf } from '../account/index.ts';

/** Callers and audiences alike. */
export const canManageMembers = (standing: Standing): boolean => hasScope(standing, 'members:manage');

const isOwner = (actor: TeamActor): boolean => actor.kind === 'USER' && actor.role === 'OWNER';

/** Whom an actor sees: everyone, only this person, or nobody. */
export const sightOf = (actor: TeamActor): 'TEAM' | { userId: string } | 'NOBODY' => {
  if (canManageMembers(actor)) return 'TEAM';
  return actor.kind === 'USER' ? { userId: actor.id } : 'NOBODY';
};

/** Whether a role may do nothing that the actor may not: who manages members could else become everyone. */
const isWithinOwn = (actor: TeamActor, role: Role): boolean => {
  const own = rightsOf(actor).scopes;
  return [...rightsOf({ kind: 'USER', role }).scopes].every((scope) => own.has(scope));
};

/** Only an OWNER makes an OWNER, and no key does; nobody gives a role that may do more than itself. */
export const canGiveRole = (actor: TeamActor, role: Role): boolean =>
  canManageMembers(actor) && isWithinOwn(actor, role) && (role !== 'OWNER' || isOwner(actor));

/** Nor does anybody take away what it could not give: only an OWNER unmakes an OWNER, invited ones included. */
export const canChangeMember = (actor: TeamActor, { role }: { role: Role }): boolean => canGiveRole(actor, role);

/** Whoever may change a member may remove it, and everyone may leave. */
export const canRemoveMember = (actor: TeamActor, member: { role: Role; userId: string | null }): boolean =>
  canChangeMember(actor, member) || (actor.kind === 'USER' && actor.id === member.userId);
