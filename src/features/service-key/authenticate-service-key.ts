import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Credentials } from '../../graphql/authenticate.ts';
import type { ServiceActor } from '../../shared/actor.ts';
import { badField, forbidden, notFound } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { invalidToken } from '../account/index.ts';
import { whichServiceKey } from './which-service-key.ts';

type Base = Omit<Context, 'actor'>;

const teamMissing = () => badField('X-Team-Id', 'REQUIRED', 'Say in the header X-Team-Id which team the call is for, or set INTERNAL_API_TEAM.');

/** @throws AppError NOT_FOUND */
const requireKnownTeam = async (ctx: Base, teamId: string): Promise<void> => {
  const known = kindOfId(teamId) === 'team' && await inSnapshot({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'authenticate' } }, async ({ em }) =>
    (await em.execute<unknown[]>('select 1 from teams where id = ?', [teamId])).length > 0);
  if (!known) throw notFound('Team');
};

/**
 * A service of the operator's own, acting for the team that it names. Every call is written down: which key, from
 * where, for which team. An address that is not known is not allowed either, and behind a proxy that nobody has named
 * it is not: everybody there has the address of the proxy, which is often this machine.
 * @throws AppError UNAUTHENTICATED for another secret; FORBIDDEN for an address that may not use it, or a proxy that is not known; RATE_LIMITED;
 * BAD_USER_INPUT without a team; NOT_FOUND for one that is not there
 */
export const authenticateServiceKey = async (ctx: Base, { secret, teamId: named }: Credentials): Promise<{ actor: ServiceActor; expiresAt: null }> => {
  const { serviceKey } = ctx.parts;
  const key = whichServiceKey(ctx.parts, secret);
  if (serviceKey === null || key === null) throw invalidToken();
  const teamId = named ?? serviceKey.teamId;
  const call = { key, ip: ctx.origin?.ip ?? null, client: ctx.origin?.client?.name ?? null, teamId };
  if (call.ip === null || !serviceKey.allows(call.ip)) {
    ctx.log.warn(call, 'service-key: the internal key was shown from an address that may not use it');
    throw forbidden('use the internal key from this address');
  }
  if (ctx.origin?.unknownProxy === true) {
    ctx.log.warn(call, 'service-key: the internal key came through a proxy that TRUST_PROXY does not name');
    throw forbidden('use the internal key through a proxy that TRUST_PROXY does not name');
  }
  await serviceKey.calls.take(call.ip);
  if (teamId === null) throw teamMissing();
  await requireKnownTeam(ctx, teamId);
  ctx.log.info(call, 'service-key: an internal call');
  return { actor: { kind: 'SERVICE', teamId }, expiresAt: null };
};
