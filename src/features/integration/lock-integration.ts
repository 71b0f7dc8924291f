import { LockMode } from '@mikro-orm/core';
import type { CrmProvider } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import type { ProviderName } from '../credential/index.ts';
import { defaultSettings } from './default-settings.ts';
import { integrationId } from './integration-id.ts';
import { Integration, type IntegrationRow } from './integration.entity.ts';

const ensure = `
  insert into integrations (id, team_id, provider, status, environment, scopes, settings, warnings, created_at, updated_at)
  values (?, ?, ?, 'DISCONNECTED', ?, '[]', ?::jsonb, '[]', ?, ?) on conflict do nothing`;

/** What a row begins with: a CRM, or Slack, which is none. */
type Beginning = Pick<CrmProvider, 'environment' | 'defaultObject'> & { readonly name: ProviderName };

/** The team's row for a provider, locked; made first where there is none, so that two who begin at once meet at the same row. */
export const lockIntegration = async (tx: Tx, provider: Beginning): Promise<IntegrationRow> => {
  const key = { teamId: tx.actor.teamId, provider: provider.name };
  const now = tx.clock.now();
  await tx.em.execute(ensure, [integrationId(key.teamId, key.provider), key.teamId, key.provider, provider.environment ?? 'PRODUCTION', JSON.stringify(defaultSettings(provider)), now, now]);
  return tx.em.findOneOrFail(Integration, key, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
};
