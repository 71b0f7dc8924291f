import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import type { DeliveredEvent } from '../../events/logged-event.ts';
import type { Context } from '../../shared/context.ts';
import { requireTeam, requireUser } from '../../shared/require-team.ts';
import { credentialLoader, healthOf } from '../credential/index.ts';
import { reserveOf } from './call-reserve.ts';
import { completeIntegrationAuth } from './complete-integration-auth.ts';
import { connectIntegrationWithToken } from './connect-integration-with-token.ts';
import { disconnectIntegration } from './disconnect-integration.ts';
import { getIntegration } from './get-integration.ts';
import type { IntegrationView } from './integration.entity.ts';
import { viewOf, type IntegrationStatusPayload } from './integration.events.ts';
import { listIntegrations } from './list-integrations.ts';
import { missingScopes } from './missing-scopes.ts';
import { installedProvider } from './require-provider.ts';
import { slackStatus } from './slack-status.ts';
import { startIntegrationAuth } from './start-integration-auth.ts';
import { testIntegration } from './test-integration.ts';
import { updateIntegrationSettings } from './update-integration-settings.ts';

const payloadOf = (event: DeliveredEvent) => event.payload as IntegrationStatusPayload;

const credentialOf = async ({ provider, status }: IntegrationView, ctx: Context) =>
  provider === 'SLACK' || status === 'DISCONNECTED' ? null : credentialLoader(ctx).load(provider);

export const integrationResolvers = {
  Query: {
    integrations: (_, __, ctx) => listIntegrations(requireTeam(ctx)),
    integration: (_, { provider }, ctx) => getIntegration(requireTeam(ctx), provider),
  },
  Mutation: {
    startIntegrationAuth: (_, { input }, ctx) => startIntegrationAuth(requireUser(ctx), input),
    completeIntegrationAuth: async (_, { input }, ctx) => ({ integration: await completeIntegrationAuth(requireUser(ctx), input) }),
    connectIntegrationWithToken: async (_, { input }, ctx) => ({ integration: await connectIntegrationWithToken(requireTeam(ctx), input) }),
    disconnectIntegration: async (_, { input }, ctx) => ({ integration: await disconnectIntegration(requireTeam(ctx), input) }),
    testIntegration: (_, { input }, ctx) => testIntegration(requireTeam(ctx), input),
    updateIntegrationSettings: async (_, { input }, ctx) => ({ integration: await updateIntegrationSettings(requireTeam(ctx), input) }),
  },
  Integration: {
    status: (integration, _, ctx) => {
      const { provider, status } = integration;
      if (provider === 'SLACK') return slackStatus(ctx, integration);
      return installedProvider(ctx, provider) ? status : 'NOT_CONFIGURED';
    },
    apiVersion: ({ provider }, _, ctx) => installedProvider(ctx, provider)?.apiVersion ?? null,
    missingScopes: ({ provider, scopes }, _, ctx) => {
      const installed = installedProvider(ctx, provider);
      return installed ? missingScopes(installed, scopes) : [];
    },
    error: ({ error }) => error && { ...error, at: new Date(error.at) },
    quota: (integration) => {
      const { quota } = integration;
      return quota && { ...quota, resetsAt: quota.resetsAt === null ? null : new Date(quota.resetsAt), reserve: reserveOf(integration, quota) };
    },
    credential: (integration, _, ctx) => credentialOf(integration, ctx),
    tokenHealth: async (integration, _, ctx) => {
      const credential = await credentialOf(integration, ctx);
      return credential && healthOf(ctx, credential);
    },
  },
  IntegrationStatusEvent: {
    ...eventFields,
    integration: (event) => viewOf(payloadOf(event).integration),
    previousStatus: (event) => payloadOf(event).previousStatus,
    status: (event) => payloadOf(event).status,
  },
} satisfies Resolvers;
