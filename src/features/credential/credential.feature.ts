import { Credential } from './credential.entity.ts';
import { CredentialHealthChanged } from './credential.events.ts';
import { credentialNodes } from './credential.nodes.ts';
import { credentialResolvers } from './credential.resolvers.ts';
import { credentialHealthChanged } from './credential.subscriptions.ts';
import { RenewCredential } from './renew-credential.ts';
import { sweepDueTokens } from './sweep-due-tokens.ts';

/** The tokens that the team's connections live on: sealed at rest, renewed ahead of their end, never shown. */
export const credentialFeature = {
  entities: [Credential],
  resolvers: credentialResolvers,
  nodes: credentialNodes,
  subscriptions: { credentialHealthChanged },
  events: [CredentialHealthChanged],
  jobs: [RenewCredential],
  schedules: [sweepDueTokens],
};
