import type { TeamActor } from '../../shared/actor.ts';
import type { Audience } from '../../shared/audience.ts';
import { hasScope, seesTeam } from '../account/index.ts';

export const canManageIntegrations = (actor: TeamActor): boolean => hasScope(actor, 'integrations:manage');

export const canReadIntegrations = (actor: TeamActor): boolean => hasScope(actor, 'integrations:read');

/** Everyone who sees the team's leads sees how the connections stand. */
export const seesIntegrations = ({ role }: Audience): boolean => seesTeam(role);
