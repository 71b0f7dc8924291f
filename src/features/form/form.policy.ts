import type { Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope } from '../account/index.ts';

/** Callers and audiences: everyone but contractors sees the team's forms and their submissions. */
export const canSeeForms = (standing: Standing): boolean => hasScope(standing, 'forms:read');

export const canCreateForm = (actor: TeamActor): boolean => hasScope(actor, 'forms:write');
