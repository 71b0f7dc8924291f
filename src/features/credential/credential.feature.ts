import { Credential } from './credential.entity.ts';
import { credentialNodes } from './credential.nodes.ts';
import { credentialResolvers } from './credential.resolvers.ts';

/** The tokens that the team's connections live on: sealed at rest, renewed ahead of their end, never shown. */
export const credentialFeature = {
  entities: [Credential],
  resolvers: credentialResolvers,
  nodes: credentialNodes,
};
