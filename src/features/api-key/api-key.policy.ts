import type { Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope, rightsOf } from '../account/index.ts';

/** Callers and audiences alike. */
export const canManageKeys = (standing: Standing): boolean => hasScope(standing, 'keys:manage');

/**
 * The scopes among these that the actor does not have itself. It may hand out none of them, neither in a new key nor
 * with a new secret of a key that is there: a key that manages keys would else be every key.
 */
export const beyondOwn = (actor: TeamActor, scopes: readonly string[]): string[] => {
  const own: ReadonlySet<string> = rightsOf(actor).scopes;
  return scopes.filter((scope) => !own.has(scope));
};
