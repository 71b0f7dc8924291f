import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { leadById } from '../lead/index.ts';
import { attemptDetails } from './attempt-details.ts';
import { getAttempt } from './get-attempt.ts';
import { listAttempts } from './list-attempts.ts';
import { listCrmLinks } from './list-crm-links.ts';
import { previewMapping } from './preview-mapping.ts';
import { readFailures, readSyncStats } from './read-sync-stats.ts';
import { reportCrmSync } from './report-crm-sync.ts';
import { attemptOf, syncFacts } from './sync.events.ts';
import { syncContact } from './sync-contact.ts';
import { syncLead } from './sync-lead.ts';
import { dismissSyncErrors } from './work-list/dismiss-sync-errors.ts';
import { listSyncErrors } from './work-list/list-sync-errors.ts';
import { retrySyncErrors } from './work-list/retry-sync-errors.ts';

export const syncResolvers = {
  Query: {
    syncAttempt: (_, { id }, ctx) => getAttempt(requireTeam(ctx), id),
    syncErrors: (_, { provider }, ctx) => listSyncErrors(requireTeam(ctx), provider),
    previewMapping: (_, { input }, ctx) => previewMapping(requireTeam(ctx), input),
  },
  Mutation: {
    syncLead: async (_, { input }, ctx) => ({ attempt: await syncLead(requireTeam(ctx), input) }),
    reportCrmSync: async (_, { input }, ctx) => ({ attempt: await reportCrmSync(requireTeam(ctx), input) }),
    syncContact: async (_, { input }, ctx) => ({ attempt: await syncContact(requireTeam(ctx), input) }),
    retrySyncErrors: async (_, { input }, ctx) => ({ count: await retrySyncErrors(requireTeam(ctx), input) }),
    dismissSyncErrors: async (_, { input }, ctx) => ({ count: await dismissSyncErrors(requireTeam(ctx), input) }),
  },
  Integration: {
    syncStats: ({ provider }, { windowHours }, ctx) => (provider === 'SLACK' ? null : readSyncStats(requireTeam(ctx), provider, windowHours ?? undefined)),
  },
  SyncStats: {
    errors: (stats, _, ctx) => readFailures(requireTeam(ctx), stats),
  },
  Lead: {
    crmLinks: (lead, _, ctx) => listCrmLinks(requireTeam(ctx), lead.id),
    syncAttempts: (lead, page, ctx) => listAttempts(requireTeam(ctx), lead.id, page),
  },
  SyncAttempt: {
    success: ({ status }) => status === 'SUCCEEDED' || status === 'SKIPPED',
    lead: ({ leadId }, _, ctx) => (leadId === null ? null : leadById(requireTeam(ctx), leadId)),
    diff: async (attempt, _, ctx) => attempt.diff ?? (await attemptDetails(requireTeam(ctx)).load(attempt.id)).diff,
    requests: async (attempt, _, ctx) => attempt.requests ?? (await attemptDetails(requireTeam(ctx)).load(attempt.id)).requests,
  },
  SyncAttemptConnection: {
    totalCount: ({ count }) => count(),
  },
  CrmSyncEvent: {
    ...eventFields,
    provider: (event) => syncFacts(event).provider,
    leadId: (event) => syncFacts(event).leadId,
    status: (event) => syncFacts(event).status,
    attempt: attemptOf,
  },
} satisfies Resolvers;
