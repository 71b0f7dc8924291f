import type { Standing } from '../../shared/actor.ts';
import { AppError, forbidden } from '../../shared/app-error.ts';
import { hasScope, type Scope } from './roles.ts';

/**
 * Refuses a deed, as `forbidden` does. A key is told which of the scopes that the deed needs it lacks, since its scopes
 * are for whoever made it to choose; what people may is a matter of their role.
 */
export const refuse = (standing: Standing, deed: string, ...needed: readonly Scope[]): AppError => {
  const lacking = standing.kind === 'API_KEY' ? needed.filter((scope) => !hasScope(standing, scope)) : [];
  if (lacking.length === 0) return forbidden(deed);
  return new AppError('FORBIDDEN', `You may not ${deed}: this key lacks ${lacking.join(', ')}.`, {
    details: lacking.map((scope) => ({ field: 'scopes', code: 'SCOPE_MISSING', message: scope })),
  });
};
