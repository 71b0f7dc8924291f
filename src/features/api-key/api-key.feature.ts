import { ApiKey } from './api-key.entity.ts';
import { apiKeyNodes } from './api-key.nodes.ts';
import { apiKeyResolvers } from './api-key.resolvers.ts';

/** Keys for programs of the team's own. */
export const apiKeyFeature = {
  entities: [ApiKey],
  resolvers: apiKeyResolvers,
  nodes: apiKeyNodes,
};
