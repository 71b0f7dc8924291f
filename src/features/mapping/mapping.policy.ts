import type { Standing } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';

/** What a mapping is held against is the connection and the fields of the team's leads. */
export const canTryMappings = (standing: Standing): boolean => hasScope(standing, 'integrations:read') && hasScope(standing, 'leads:read');

export const canChangeMappings = (standing: Standing): boolean => hasScope(standing, 'integrations:manage') && hasScope(standing, 'leads:read');
