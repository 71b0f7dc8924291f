import { defineReaction } from '../../events/define-reaction.ts';
import { IntegrationStatusChanged } from '../integration/index.ts';
import { defaultRules } from './default-rules.ts';
import { latestMapping } from './latest-mapping.ts';
import { storeMapping } from './store-mapping.ts';

export const mappingReactions = [
  /** A first connection begins with the provider's default as version 1; a later one finds what the team has saved. */
  defineReaction(IntegrationStatusChanged, async (tx, { status, integration: { provider, settings } }) => {
    if (status !== 'CONNECTED' || provider === 'SLACK') return;
    const installed = tx.parts.crm.providers[provider];
    if (!installed || (await latestMapping(tx, provider, settings.object))) return;
    await storeMapping(tx, { provider, object: settings.object, rules: defaultRules(installed) });
  }),
];
