import type { CrmNotice, CrmProvider, CrmSession, CrmTokens } from '../../crm/crm-provider.ts';
import type { TeamActor } from '../../shared/actor.ts';
import type { TeamContext } from '../../shared/context.ts';
import { providerNames } from '../credential/index.ts';

/** Whoever waits for the answer. */
const people: ReadonlySet<TeamActor['kind']> = new Set<TeamActor['kind']>(['USER', 'API_KEY', 'SERVICE']);

/** How a session keeps the pace of its account, over all instances; `hear` gets what the answers tell beside that. */
export const paceOf = (ctx: TeamContext, provider: CrmProvider, { accountId = '' }: CrmTokens, hear: (notice: CrmNotice) => void): Pick<CrmSession, 'turn' | 'notice'> => {
  const { paces } = ctx.parts;
  const key = `${ctx.actor.teamId}/${provider.name}/${accountId}`;
  const calls = paces.of(key, provider.pace);
  const searches = provider.searchPace ? paces.of(`${key}/search`, provider.searchPace) : calls;
  const waiting = { person: people.has(ctx.actor.kind), signal: ctx.signal, provider: providerNames[provider.name] };
  const laneOf = (lane: CrmNotice['lane']) => (lane === 'SEARCH' ? searches : calls);
  return {
    turn: (lane) => laneOf(lane).turn(waiting),
    notice: (notice) => {
      laneOf(notice.lane).heed(notice).catch(() => undefined);
      hear(notice);
    },
  };
};
