import type { Standing } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';

/** Ordering it and following it alike: others have nothing to do about it. */
export const canRotateVault = (standing: Standing): boolean => hasScope(standing, 'integrations:manage');
