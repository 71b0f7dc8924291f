import type { ApiKeyActor, TeamActor, UserActor } from '../shared/actor.ts';
import type { Audience } from '../shared/audience.ts';

const refuse = (fact: string): never => {
  throw new Error(`${fact} of the viewer was read in an execution that many viewers share. Take it from the event, or make it part of the audience.`);
};

const personal = {
  get id() { return refuse('The id'); },
  get name() { return refuse('The name'); },
};

const anyMember = ({ teamId, role }: Pick<UserActor, 'teamId' | 'role'>): UserActor => ({
  kind: 'USER',
  teamId,
  role,
  get id() { return personal.id; },
  get name() { return personal.name; },
  get email() { return refuse('The e-mail address'); },
  get sessionId() { return refuse('The session'); },
});

const anyKey = ({ teamId, scopes }: Pick<ApiKeyActor, 'teamId' | 'scopes'>): ApiKeyActor => ({
  kind: 'API_KEY',
  teamId,
  scopes,
  get id() { return personal.id; },
  get name() { return personal.name; },
});

/**
 * Who looks on in an execution that a whole audience shares: somebody with the audience's team and rights, and nobody
 * in particular. Policies judge it like any caller; whatever asks for the person itself fails, so that no personal
 * field can be filled with another's.
 */
export const audienceActor = (audience: Audience): TeamActor => {
  const { teamId, kind } = audience;
  switch (kind) {
    case 'USER':
      return Object.freeze(anyMember({ teamId, role: audience.role }));
    case 'API_KEY':
      return Object.freeze(anyKey({ teamId, scopes: audience.scopes }));
    case 'SERVICE':
    case 'VISITOR':
      return { kind, teamId };
    case 'SYSTEM':
      return { kind, teamId, job: 'delivery' };
  }
};
