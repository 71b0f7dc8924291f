import type { Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';

export const canManageIntegrations = (actor: TeamActor): boolean => hasScope(actor, 'integrations:manage');

/** Callers and audiences: everyone who sees the team's leads sees how the connections stand. */
export const canReadIntegrations = (standing: Standing): boolean => hasScope(standing, 'integrations:read');
