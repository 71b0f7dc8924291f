import type { TeamActor } from '../../shared/actor.ts';
import type { Audience } from '../../shared/audience.ts';
import { hasScope, seesTeam } from '../account/index.ts';

/** Everyone but contractors sees the team's forms and their submissions; our own jobs too. */
export const seesForms = ({ role }: Pick<Audience, 'role'>): boolean => seesTeam(role);

export const canSeeForms = (actor: TeamActor): boolean => hasScope(actor, 'forms:read');

export const canCreateForm = (actor: TeamActor): boolean => hasScope(actor, 'forms:write');
