import { createProviders } from '../../../src/crm/registry.ts';
import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { markWanted } from '../../../src/features/sync/mark-wanted.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import type { TeamContext } from '../../../src/shared/context.ts';
import { startApp, type Json, type Session, type Stream, type TestApp } from '../../support/app.ts';
import { hubspotKit, salesforceKit, startCrms, type CrmKit, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { startTestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';

interface DoorOptions {
  env?: Record<string, string>;
  clock?: Clock;
}

const attemptFields = 'id success status action contactId message payload dryRun mappingVersion diff { field before after rule } errors { code message hint retryable field } requests { method path status }';
const events = `subscription { crmSync { status leadId attempt { ${attemptFields} } } }`;

/** What tests of the sync with one CRM do again and again; each test begins with `begin`. */
export const syncDoor = <Sandbox extends CrmSandbox>(app: TestApp, kit: CrmKit<Sandbox>, sandbox: Sandbox) => {
  const { provider } = kit;
  let owner: Session;

  const ask = (query: string, variables: Json = {}) => app.ask(query, variables, owner.token);
  const connect = () => app.connect(owner.token, provider);
  /** A new team that is connected to an empty account, or to one that is prepared. */
  const begin = async (prepare: () => Promise<void> = () => Promise.resolve()) => {
    await sandbox.reset();
    await prepare();
    owner = await app.signUp();
    await connect();
    await autoSync(false);
    return owner;
  };
  const autoSync = (on: boolean) =>
    ask('mutation ($provider: Provider!, $on: Boolean) { updateIntegrationSettings(input: { provider: $provider, autoSync: $on }) { integration { id } } }', { provider, on });
  const createLead = async (input: Json) =>
    (await ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input })).createLead.lead.id as string;
  const updateLead = (id: string, changes: Json) =>
    ask('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { id } } }', { input: { id, ...changes } });
  const sync = async (leadId: string, options: Json = {}) =>
    (await ask(`mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { ${attemptFields} } } }`, { input: { leadId, provider, wait: true, ...options } })).syncLead.attempt as Json;
  const attempts = async (leadId: string) =>
    (await ask(`query ($id: ID!) { lead(id: $id) { syncAttempts(first: 20) { nodes { ${attemptFields} } } } }`, { id: leadId })).lead.syncAttempts.nodes as Json[];

  const system = (): TeamContext => ({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId: owner.teamId, job: 'test' } });
  /** Wants leads in one transaction, so that one batch takes them. */
  const wantTogether = (...leadIds: string[]) =>
    inTransaction(system(), async (tx) => { for (const leadId of leadIds) await markWanted(tx, { leadId, provider, duplicatePolicy: 'UPDATE' }); });

  const follow = () => app.subscribe(owner.token, events);
  const ended = new Set(['SUCCEEDED', 'FAILED', 'SKIPPED']);
  const endOf = ({ events: seen }: Stream, leadId: string) =>
    until('the sync of the lead has ended', () => seen.findLast((event) => event.leadId === leadId && ended.has(event.status as string)));
  const creates = async () => (await sandbox.requests()).filter(kit.isCreate);
  /** What was written to contacts, in order, as the CRM got it. */
  const written = async (): Promise<Json[]> => (await sandbox.requests()).flatMap(kit.writtenBy);

  return { app, kit, sandbox, begin, connect, session: () => owner, ask, autoSync, createLead, updateLead, sync, attempts, system, wantTogether, follow, endOf, creates, written };
};
/** The door to one CRM, whichever. */
export type AnySyncDoor = ReturnType<typeof syncDoor<CrmSandbox>>;

interface HubspotOptions extends DoorOptions {
  /** What the app speaks to instead of the HubSpot of the sandbox, made from it. */
  instead?: (hubspot: CrmProvider) => CrmProvider;
}

/** An app and a HubSpot. */
export const openSyncDoor = async ({ env = {}, clock, instead }: HubspotOptions = {}) => {
  const sandbox = await startTestSandbox();
  const { HUBSPOT } = createProviders({ HUBSPOT: { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', apiBaseUrl: sandbox.url, authorizeUrl: `${sandbox.url}/oauth/authorize` } });
  const app = await startApp({ sandboxUrl: sandbox.url, env, ...(clock ? { clock } : {}), ...(instead && HUBSPOT ? { providers: { HUBSPOT: instead(HUBSPOT) } } : {}) });
  const close = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { ...syncDoor(app, hubspotKit, sandbox), close };
};
export type SyncDoor = Awaited<ReturnType<typeof openSyncDoor>>;

/** One app before every CRM, with a door to each. */
export const openSyncDoors = async ({ env = {}, clock }: DoorOptions = {}) => {
  const crms = await startCrms();
  const app = await startApp({ ...crms.urls, env, ...(clock ? { clock } : {}) });
  const doors: Record<CrmKit['provider'], AnySyncDoor> = { HUBSPOT: syncDoor<CrmSandbox>(app, hubspotKit, crms.sandboxes.HUBSPOT), SALESFORCE: syncDoor<CrmSandbox>(app, salesforceKit, crms.sandboxes.SALESFORCE) };
  const close = async () => {
    await app.stop();
    await crms.stop();
  };
  return { app, sandboxes: crms.sandboxes, to: ({ provider }: Pick<CrmKit, 'provider'>) => doors[provider], close };
};
