import type { TeamActor, UserActor } from '../shared/actor.ts';
import type { Audience } from '../shared/audience.ts';

const refuse = (fact: string): never => {
  throw new Error(`${fact} of the viewer was read in an execution that many viewers share. Take it from the event, or make it part of the audience.`);
};

/**
 * Who looks on in an execution that a whole audience shares: a member with the audience's team and role, and nobody in
 * particular. Policies judge it like any member; whatever asks for the person itself fails, so that no personal field
 * can be filled with another's.
 */
export const audienceActor = ({ teamId, role }: Audience): TeamActor => {
  if (role === null) return { kind: 'SYSTEM', teamId, job: 'delivery' };
  const actor: UserActor = {
    kind: 'USER',
    teamId,
    role,
    get id() { return refuse('The id'); },
    get name() { return refuse('The name'); },
    get email() { return refuse('The e-mail address'); },
    get sessionId() { return refuse('The session'); },
  };
  return Object.freeze(actor);
};
