import type { Standing, TeamActor } from './actor.ts';

/**
 * What policies read of whoever looks on: never the token. Equal keys may share one execution of a selection, so
 * nothing that is not in the key may decide what is seen.
 */
export type Audience = Standing & { readonly teamId: string; readonly key: string };

/** Members of one role are one audience, and so are keys with the same scopes. */
export const audienceOf = (actor: TeamActor): Audience => {
  const { teamId, kind } = actor;
  switch (kind) {
    case 'USER':
      return { kind, role: actor.role, teamId, key: `${teamId}/${actor.role}` };
    case 'API_KEY': {
      const scopes = [...new Set(actor.scopes)].sort();
      return { kind, scopes, teamId, key: `${teamId}/${kind}/${scopes.join(' ')}` };
    }
    case 'SERVICE':
    case 'SYSTEM':
    case 'VISITOR':
      return { kind, teamId, key: `${teamId}/${kind}` };
  }
};
