import type { Standing } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';

/** Callers and audiences: everyone who sees how the connections stand sees how their tokens fare. */
export const canReadCredentials = (standing: Standing): boolean => hasScope(standing, 'integrations:read');
