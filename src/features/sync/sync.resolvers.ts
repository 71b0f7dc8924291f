import { eventFields } from '../../graphql/event-fields.ts';
import type { DeliveredEvent } from '../../events/logged-event.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { leadById } from '../lead/index.ts';
import { attemptDetails } from './attempt-details.ts';
import { getAttempt } from './get-attempt.ts';
import { countAttempts, listAttempts } from './list-attempts.ts';
import { listCrmLinks } from './list-crm-links.ts';
import type { SyncEventPayload } from './sync.events.ts';
import { syncLead } from './sync-lead.ts';

const payloadOf = (event: DeliveredEvent) => event.payload as SyncEventPayload;
const date = (iso: string | null) => (iso === null ? null : new Date(iso));

export const syncResolvers = {
  Query: {
    syncAttempt: (_, { id }, ctx) => getAttempt(requireTeam(ctx), id),
  },
  Mutation: {
    syncLead: async (_, { input }, ctx) => ({ attempt: await syncLead(requireTeam(ctx), input) }),
  },
  Lead: {
    crmLinks: (lead, _, ctx) => listCrmLinks(requireTeam(ctx), lead.id),
    syncAttempts: (lead, page, ctx) => listAttempts(requireTeam(ctx), lead.id, page),
  },
  SyncAttempt: {
    success: ({ status }) => status === 'SUCCEEDED' || status === 'SKIPPED',
    lead: ({ leadId }, _, ctx) => leadById(requireTeam(ctx), leadId),
    diff: async (attempt, _, ctx) => attempt.diff ?? (await attemptDetails(requireTeam(ctx)).load(attempt.id)).diff,
    requests: async (attempt, _, ctx) => attempt.requests ?? (await attemptDetails(requireTeam(ctx)).load(attempt.id)).requests,
  },
  SyncAttemptConnection: {
    totalCount: (page, _, ctx) => countAttempts(requireTeam(ctx), page),
  },
  CrmSyncEvent: {
    ...eventFields,
    provider: (event) => payloadOf(event).provider,
    leadId: (event) => payloadOf(event).leadId,
    status: (event) => payloadOf(event).status,
    attempt: (event) => {
      const { attempt } = payloadOf(event);
      return { ...attempt, startedAt: date(attempt.startedAt), finishedAt: date(attempt.finishedAt) };
    },
  },
} satisfies Resolvers;
