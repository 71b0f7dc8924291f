import { inSystem } from '../../database/in-system.ts';
import type { AskedGauge } from '../../metrics/asked-gauge.ts';
import { countUnderOthers } from './sealed-tables.ts';

/** Counting ends here. */
const COUNT_MAX = 10_000;

export const vaultRotationGauges: readonly AskedGauge[] = [
  {
    name: 'leadwire_credentials_under_old_key',
    help: `Tokens of connections, connections that were begun, and addresses of Slack webhooks, that are sealed under another key than SECRET_VAULT_KEY or SECRET_VAULT_KEY_NEXT: at 0 the previous key can be removed. ${String(COUNT_MAX)} stands for all above. NaN where the database does not answer.`,
    read: (ctx) => inSystem(ctx, 'vault-rotation', ({ em }) => countUnderOthers(em, ctx.parts.vault, COUNT_MAX)),
  },
];
