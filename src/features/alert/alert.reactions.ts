import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { defineReaction } from '../../events/define-reaction.ts';
import { IntegrationStatusChanged } from '../integration/index.ts';
import { SyncFailed } from '../sync/index.ts';
import { judgeRules } from './judge-rules.ts';
import { lockRules } from './lock-rules.ts';

const hastened = new WeakMap<Tx['unit'], Set<CrmProviderName>>();

/** Lets a worker judge the failure rate now, once for all failures of a transaction: it counts those of all transactions. */
const hasten = async (tx: Tx, provider: CrmProviderName): Promise<void> => {
  const known = hastened.get(tx.unit) ?? new Set();
  hastened.set(tx.unit, known);
  if (known.has(provider)) return;
  known.add(provider);
  const now = tx.clock.now();
  for (const rule of await lockRules(tx, provider))
    if (rule.kind === 'FAILURE_RATE' && (rule.dueAt === null || rule.dueAt > now)) rule.dueAt = now;
};

export const alertReactions = [
  defineReaction(IntegrationStatusChanged, async (tx, { integration: { provider } }) => {
    if (provider !== 'SLACK') await judgeRules(tx, provider);
  }),
  defineReaction(SyncFailed, (tx, { provider, attempt }) => (attempt.dryRun ? Promise.resolve() : hasten(tx, provider))),
];
