import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';

/** Where a team's messages go. Whoever has the address can post there, so it is sealed like a token. */
export const SlackWebhook = defineEntity({
  name: 'SlackWebhook',
  tableName: 'slack_webhooks',
  // A change of the vault's key seals all of them anew.
  ...ownedByTeamAndSystem('all'),
  properties: {
    teamId: p.text().primary(),
    /** `{ url }` */
    sealed: p.json<SealedSecret>(),
    keyId: p.text(),
    /** Counts its changes. */
    version: p.integer(),
    updatedAt: p.datetime(3),
  },
  indexes: [{ name: 'slack_webhooks_key_id', properties: ['keyId', 'teamId'] }],
});
