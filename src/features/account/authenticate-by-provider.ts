import { createHash } from 'node:crypto';
import { inSystem } from '../../database/in-system.ts';
import type { Role, UserActor } from '../../shared/actor.ts';
import { unauthenticated } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { invalidToken } from './access-token.ts';
import type { IdentityProvider } from './account-settings.ts';
import { noteProviderSession } from './note-provider-session.ts';
import type { TokenHeader } from './token-header.ts';
import { verifyProviderToken, type ProviderClaims } from './verify-provider-token.ts';

interface Membership {
  id: string;
  name: string;
  email: string;
  team_id: string;
  role: Role;
}

/** A token from before the person ended all sessions is none; who never did may have had it before joining. */
const byEmail = `
  select u.id, u.name, u.email, m.team_id, m.role
  from users u join members m on m.user_id = u.id and m.status = 'ACTIVE'
  where u.email_key = ? and (u.sessions_since = u.created_at or u.sessions_since <= ?)
  order by m.joined_at, m.id`;

const teamUnclear = () => unauthenticated('You are a member of several teams: the token must name one of them in its claim "team".');

const choose = (memberships: readonly Membership[], team: string | undefined): Membership => {
  const fitting = team === undefined ? memberships : memberships.filter((membership) => membership.team_id === team);
  const [only, ...others] = fitting;
  if (only === undefined) throw invalidToken();
  if (others.length > 0) throw teamUnclear();
  return only;
};

/** There is no row of it; the same token is the same session on every instance. */
const sessionIdOf = ({ jti, sub, iat }: ProviderClaims): string =>
  `idp:${createHash('sha256').update(JSON.stringify(jti === undefined ? { sub, iat } : { jti })).digest('hex').slice(0, 32)}`;

/**
 * The member behind a token of the operator's identity provider, found by its e-mail address, with the role it has
 * here now.
 * @throws AppError UNAUTHENTICATED; SERVICE_UNAVAILABLE where the provider's keys cannot be had
 */
export const authenticateByProvider = async (
  ctx: Omit<Context, 'actor'>, provider: IdentityProvider, token: string, header: TokenHeader,
): Promise<{ actor: UserActor; expiresAt: Date }> => {
  const claims = await verifyProviderToken(provider, token, header, ctx.clock.now());
  const memberships = await inSystem(ctx, 'sign-in', ({ em }) => em.execute<Membership[]>(byEmail, [emailKey(claims.email), new Date(claims.iat * 1_000)]));
  const { id, name, email, role, team_id: teamId } = choose(memberships, claims.team);
  const actor: UserActor = { kind: 'USER', teamId, id, name, email, role, sessionId: sessionIdOf(claims) };
  noteProviderSession({ ...ctx, actor }, new Date(claims.iat * 1_000));
  return { actor, expiresAt: new Date(claims.exp * 1_000) };
};
