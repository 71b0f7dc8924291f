import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { defineReaction } from '../../events/define-reaction.ts';
import { IntegrationStatusChanged } from '../integration/index.ts';
import { defaultRules } from './default-rules.ts';
import { latestMapping } from './latest-mapping.ts';
import { cancelChecks, planChecks } from './plan-check.ts';
import { storeMapping } from './store-mapping.ts';

/** A first connection begins with the provider's default as version 1; a later one finds what the team has saved. */
const beginWithDefault = async (tx: Tx, provider: CrmProviderName, object: string): Promise<void> => {
  const installed = tx.parts.crm.providers[provider];
  if (!installed || (await latestMapping(tx, provider, object))) return;
  await storeMapping(tx, { provider, object, rules: defaultRules(installed, object) });
};

export const mappingReactions = [
  defineReaction(IntegrationStatusChanged, async (tx, { status, accountChanged, integration: { provider, settings } }) => {
    if (provider === 'SLACK') return;
    if (status === 'DISCONNECTED') await cancelChecks(tx, provider);
    if (status !== 'CONNECTED') return;
    await beginWithDefault(tx, provider, settings.object);
    await planChecks(tx, provider, { accountChanged });
  }),
];
