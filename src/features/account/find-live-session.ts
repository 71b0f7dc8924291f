import DataLoader from 'dataloader';
import { inSystem } from '../../database/in-system.ts';
import type { Role } from '../../shared/actor.ts';
import type { Context, Parts } from '../../shared/context.ts';

/** What an access token names: a session of a person in a team. */
export interface SessionRef {
  readonly team: string;
  readonly sid: string;
  readonly sub: string;
}

/** The person of a session that has not ended, with the role it has now. */
export interface LiveSession {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

interface SessionRow extends LiveSession {
  readonly sid: string;
  readonly expiresAt: Date | string;
}

/** One read for all that may end a token before its time: the session, the membership, the team. */
const liveSessions = `
  select s.id as sid, u.name, u.email, m.role, s.expires_at as "expiresAt"
  from jsonb_to_recordset(?::jsonb) as asked (team text, sid text, sub text)
  join sessions s on s.team_id = asked.team and s.id = asked.sid and s.user_id = asked.sub and s.revoked_at is null
  join members m on m.team_id = s.team_id and m.user_id = s.user_id and m.status = 'ACTIVE'
  join users u on u.id = s.user_id and s.created_at >= u.sessions_since`;

type Looker = DataLoader<SessionRef, SessionRow | null>;

const lookers = new WeakMap<Parts, Looker>();

const openLooker = (parts: Parts): Looker =>
  new DataLoader(async (refs) => {
    const rows = await inSystem({ parts }, 'session', ({ em }) => em.execute<SessionRow[]>(liveSessions, [JSON.stringify(refs)]));
    const found = new Map(rows.map((row) => [row.sid, row]));
    return refs.map(({ sid }) => found.get(sid) ?? null);
  }, { cache: false });

const lookerOf = (parts: Parts): Looker => {
  const looker = lookers.get(parts) ?? openLooker(parts);
  lookers.set(parts, looker);
  return looker;
};

/**
 * The person of a session, null where the session has ended. Nothing is cached: a revoked session ends with the next
 * call. Those that are asked about in one turn, as when thousands of sockets come back, are read in one statement.
 */
export const findLiveSession = async ({ parts, clock }: Pick<Context, 'parts' | 'clock'>, ref: SessionRef): Promise<LiveSession | null> => {
  const row = await lookerOf(parts).load(ref);
  return row !== null && new Date(row.expiresAt) > clock.now() ? row : null;
};
