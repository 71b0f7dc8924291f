import { z } from 'zod';
import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { Role, SystemActor } from '../../shared/actor.ts';
import { unauthenticated } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import type {} from './account-settings.ts';
import { endAtOnce } from './end-at-once.ts';
import { endFamily, type EndOfFamily } from './end-family.ts';
import { endWithFamily } from './end-with-family.ts';
import { issueTokens, type IssuedSession } from './issue-tokens.ts';
import { Session } from './session.entity.ts';
import { readTicket } from './ticket.ts';

const ticketShape = z.object({ sid: z.string(), team: z.string(), gen: z.number().int() });
type RefreshTicket = z.output<typeof ticketShape>;

/** In the same words whatever is wrong: a thief learns nothing from it. */
const refused = () => unauthenticated('The refresh token is wrong or has ended. Sign in again.');

interface LiveSession {
  user_id: string;
  family: string;
  generation: number;
  renewed_at: Date | string | null;
  expires_at: Date | string;
  name: string;
  email: string;
  role: Role;
  team_name: string;
}

/** Locked, so that of parallel renewals one goes first and the others see what it did. */
const liveSession = `
  select s.user_id, s.family, s.generation, s.renewed_at, s.expires_at, u.name, u.email, m.role, t.name as team_name
  from sessions s
  join members m on m.team_id = s.team_id and m.user_id = s.user_id and m.status = 'ACTIVE'
  join users u on u.id = s.user_id and s.created_at >= u.sessions_since
  join teams t on t.id = s.team_id
  where s.team_id = ? and s.id = ? and s.revoked_at is null and s.expires_at > ?
  for update of s`;

/** The token before the last one is taken for a few seconds: its holder may have lost the answer, or asked twice at once. */
const isGrace = (tx: Tx, { gen }: RefreshTicket, { generation, renewed_at: renewedAt }: LiveSession): boolean =>
  gen === generation - 1 && renewedAt !== null && tx.clock.now().getTime() - new Date(renewedAt).getTime() <= tx.parts.accounts.refreshGraceSeconds * 1000;

/** The session that the person has signed in with lasts on with each renewal; one that was switched to keeps the end it was given. */
const moveOn = async (tx: Tx, sessionId: string, { generation, family, expires_at: end }: LiveSession): Promise<Date> => {
  const now = tx.clock.now();
  const expiresAt = family === sessionId ? new Date(now.getTime() + tx.parts.accounts.refreshTokenSeconds * 1000) : new Date(end);
  await tx.em.nativeUpdate(Session, { id: sessionId }, { generation: generation + 1, renewedAt: now, expiresAt });
  return expiresAt;
};

/** What has come of a ticket: new tokens, the end of a family, or nothing. */
type Outcome = { issued: IssuedSession } | { ended: EndOfFamily } | null;

const renew = async (tx: Tx, ticket: RefreshTicket): Promise<Outcome> => {
  const [session] = await tx.em.execute<LiveSession[]>(liveSession, [ticket.team, ticket.sid, tx.clock.now()]);
  if (session === undefined) return null;
  const { user_id: userId, family, name, email, role } = session;
  const isLast = ticket.gen === session.generation;
  if (!isLast && !isGrace(tx, ticket, session)) {
    const ended: EndOfFamily = { userId, family, action: 'session.token_reused' };
    await endWithFamily(tx, ticket.sid, ended);
    return { ended };
  }
  const issued = issueTokens(tx, {
    actor: { kind: 'USER', teamId: ticket.team, id: userId, name, email, role, sessionId: ticket.sid },
    team: { id: ticket.team, name: session.team_name },
    generation: isLast ? session.generation + 1 : session.generation,
    endsAt: isLast ? await moveOn(tx, ticket.sid, session) : new Date(session.expires_at),
  });
  return { issued };
};

/**
 * New tokens for a session. Each refresh token renews once, and again within a few seconds of grace with the same
 * result; one that is older is shown by somebody who should not have it, and ends the session with its family.
 * @throws AppError UNAUTHENTICATED
 */
export const refreshSession = async (ctx: Context, { refreshToken }: { refreshToken: string }): Promise<IssuedSession> => {
  const ticket = readTicket(ctx.parts.accounts.jwtSecret, 'refresh', refreshToken, ticketShape, ctx.clock.now());
  if (ticket === null) throw refused();
  // The transaction has another actor than the operation, so it does not know the operation's snapshot.
  await closeSharedSnapshot(ctx);
  const actor: SystemActor = { kind: 'SYSTEM', teamId: ticket.team, job: 'refresh' };
  // Outside of the transaction: what it wrote about a reused token must stay.
  const outcome = await inTransaction({ ...ctx, actor }, (tx) => renew(tx, ticket));
  if (outcome !== null && 'issued' in outcome) return outcome.issued;
  if (outcome !== null) await endAtOnce(ctx, () => endFamily(ctx, outcome.ended));
  throw refused();
};
