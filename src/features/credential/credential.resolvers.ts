import type { DeliveredEvent } from '../../events/logged-event.ts';
import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import type { CredentialHealthPayload } from './credential.events.ts';
import { healthOf, reconnectUrlFor } from './health-of.ts';

const payloadOf = (event: DeliveredEvent) => event.payload as CredentialHealthPayload;

const asDate = (moment: string | null) => (moment === null ? null : new Date(moment));

export const credentialResolvers = {
  Credential: {
    health: (credential, _, ctx) => healthOf(ctx, credential),
  },
  CredentialHealthEvent: {
    ...eventFields,
    provider: (event) => payloadOf(event).provider,
    previousStatus: (event) => payloadOf(event).previousStatus,
    status: (event) => payloadOf(event).status,
    message: (event) => payloadOf(event).fault?.message ?? null,
    health: (event, _, ctx) => {
      const { status, expiresAt, lastRefreshedAt, consecutiveFailures } = payloadOf(event);
      return { status, expiresAt: asDate(expiresAt), lastRefreshedAt: asDate(lastRefreshedAt), consecutiveFailures, reconnectUrl: reconnectUrlFor(ctx, status) };
    },
  },
} satisfies Resolvers;
