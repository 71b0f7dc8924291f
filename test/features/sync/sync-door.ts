import { createProviders } from '../../../src/crm/registry.ts';
import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { markWanted } from '../../../src/features/sync/mark-wanted.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { startApp, type Json, type Session, type Stream } from '../../support/app.ts';
import { startTestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';

interface DoorOptions {
  env?: Record<string, string>;
  clock?: Clock;
  /** What the app speaks to instead of the HubSpot of the sandbox, made from it. */
  instead?: (hubspot: CrmProvider) => CrmProvider;
}

const attemptFields = 'id success status action contactId message payload dryRun errors { code message hint retryable } requests { path status }';
const events = `subscription { crmSync { status leadId attempt { ${attemptFields} } } }`;

/** An app and its sandbox, with what tests of the sync do again and again; each test begins with `begin`. */
export const openSyncDoor = async ({ env = {}, clock, instead }: DoorOptions = {}) => {
  const sandbox = await startTestSandbox();
  const { HUBSPOT } = createProviders({ HUBSPOT: { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', apiBaseUrl: sandbox.url, authorizeUrl: `${sandbox.url}/oauth/authorize` } });
  const app = await startApp({ sandboxUrl: sandbox.url, env, ...(clock ? { clock } : {}), ...(instead && HUBSPOT ? { providers: { HUBSPOT: instead(HUBSPOT) } } : {}) });
  let owner: Session;

  const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
  const begin = async () => {
    await sandbox.control('DELETE', '');
    owner = await app.signUp();
    await app.connectHubspot(owner.token);
    await autoSync(false);
    return owner;
  };
  const autoSync = (on: boolean) =>
    ask('mutation ($on: Boolean) { updateIntegrationSettings(input: { provider: HUBSPOT, autoSync: $on }) { integration { id } } }', { on });
  const createLead = async (input: Json) =>
    (await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input })).createLead.lead.id as string;
  const updateLead = (id: string, changes: Json) =>
    ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { id } } }', { input: { id, ...changes } });
  const sync = async (leadId: string, options: Json = {}) =>
    (await ask(`mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { ${attemptFields} } } }`, { input: { leadId, provider: 'HUBSPOT', wait: true, ...options } })).syncLead.attempt as Json;
  const attempts = async (leadId: string) =>
    (await ask(`query ($id: ID!) { lead(id: $id) { syncAttempts(first: 20) { nodes { ${attemptFields} } } } }`, { id: leadId })).lead.syncAttempts.nodes as Json[];

  const system = (): TeamContext => ({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: owner.teamId, job: 'test' } });
  /** Wants leads in one transaction, so that one batch takes them. */
  const wantTogether = (...leadIds: string[]) =>
    inTransaction(system(), async (tx) => { for (const leadId of leadIds) await markWanted(tx, { leadId, provider: 'HUBSPOT', duplicatePolicy: 'UPDATE' }); });

  const follow = () => app.subscribe(owner.token, events);
  const ended = new Set(['SUCCEEDED', 'FAILED', 'SKIPPED']);
  const endOf = ({ events: seen }: Stream, leadId: string) =>
    until('the sync of the lead has ended', () => seen.findLast((event) => event.leadId === leadId && ended.has(event.status as string)));
  const creates = async () => (await sandbox.requests()).filter(({ path }) => path.endsWith('/batch/create'));

  const close = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { app, sandbox, begin, session: () => owner, ask, autoSync, createLead, updateLead, sync, attempts, system, wantTogether, follow, endOf, creates, close };
};
export type SyncDoor = Awaited<ReturnType<typeof openSyncDoor>>;
