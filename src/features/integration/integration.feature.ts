import { InspectConnection } from './inspect-connection.ts';
import { Integration } from './integration.entity.ts';
import { IntegrationStatusChanged } from './integration.events.ts';
import { integrationNodes } from './integration.nodes.ts';
import { integrationReactions } from './integration.reactions.ts';
import { integrationResolvers } from './integration.resolvers.ts';
import { integrationRoutes } from './integration.routes.ts';
import { integrationStatusChanged } from './integration.subscriptions.ts';
import { OAuthState } from './oauth-state.entity.ts';

/** The team's connections to foreign systems: how they come about, how they stand, and what they do by themselves. */
export const integrationFeature = {
  entities: [Integration, OAuthState],
  resolvers: integrationResolvers,
  nodes: integrationNodes,
  subscriptions: { integrationStatusChanged },
  events: [IntegrationStatusChanged],
  jobs: [InspectConnection],
  reactions: integrationReactions,
  routes: integrationRoutes,
};
