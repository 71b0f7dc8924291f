import { LockMode } from '@mikro-orm/core';
import type { CrmField, CrmProvider } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { askFields, requireConnected, requireObject, storable, touchIntegration } from '../integration/index.ts';
import { CrmFieldCache } from './crm-field-cache.entity.ts';
import { noteDrift } from './note-drift.ts';

/** How long properties are taken as they were last read, in milliseconds. */
const KEPT_MS = 10 * 60_000;

export interface CrmFieldsRead {
  object: string;
  fields: CrmField[];
  fetchedAt: Date;
}

interface Place {
  object: string;
  accountId: string | null;
}

const replace = `
  insert into crm_field_caches (team_id, provider, object, account_id, fields, fetched_at) values (?, ?, ?, ?, ?::jsonb, ?)
  on conflict (team_id, provider, object) do update set
    account_id = excluded.account_id, fields = excluded.fields, fetched_at = excluded.fetched_at`;

const keep = async (tx: Tx, { name }: CrmProvider, { object, accountId }: Place, fields: readonly CrmField[]): Promise<Date> => {
  const fetchedAt = tx.clock.now();
  const { teamId } = tx.actor;
  const kept = await tx.em.findOne(CrmFieldCache, { teamId, provider: name, object }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  await tx.em.execute(replace, [teamId, name, object, accountId, JSON.stringify(fields), fetchedAt]);
  await touchIntegration(tx, name, { lastSeenAt: fetchedAt });
  await noteDrift(tx, { provider: name, object, before: kept?.accountId === accountId ? kept.fields : null, now: fields });
  return fetchedAt;
};

/**
 * The properties of a CRM's object, as they were read some minutes ago or, with `refresh`, as they are now.
 * @throws AppError RECONNECT_REQUIRED where nothing is connected, BAD_USER_INPUT for an unknown object, or as the provider failed
 */
export const readCrmFields = async (ctx: TeamContext, provider: CrmProvider, named: string | null | undefined, refresh: boolean): Promise<CrmFieldsRead> => {
  const { place, kept } = await inSnapshot(ctx, async (snapshot) => {
    const { settings, accountId } = await requireConnected(snapshot, provider.name);
    const object = requireObject(provider, named, settings.object);
    const key = { teamId: snapshot.actor.teamId, provider: provider.name, object };
    return { place: { object, accountId }, kept: await snapshot.em.findOne(CrmFieldCache, key, { refresh: true }) };
  });
  const oldest = new Date(ctx.clock.now().getTime() - KEPT_MS);
  if (!refresh && kept && kept.accountId === place.accountId && kept.fetchedAt > oldest) return kept;
  const fields = storable(await askFields(ctx, provider, place.object));
  return { object: place.object, fields, fetchedAt: await inTransaction(ctx, (tx) => keep(tx, provider, place, fields)) };
};
