import { crmKits, type CrmKit } from '../../support/crm/crm-kits.ts';
import { installation } from '../../support/installation.ts';
import type { Json, TestClient } from '../../support/app.ts';
import { until } from '../../support/until.ts';

const PATIENCE_MS = 120_000;
const STATUSES = 'subscription ($provider: Provider) { integrationStatusChanged(provider: $provider) { cursor previousStatus status actor { kind } integration { status error { code } } } }';

const forEver = null;
/** What the operator has not set, of either. */
const withoutClients = { HUBSPOT_CLIENT_ID: '', HUBSPOT_CLIENT_SECRET: '', SALESFORCE_CLIENT_ID: '', SALESFORCE_CLIENT_SECRET: '' };
const states = ['DISCONNECTED', 'CONNECTED', 'ERROR', 'CONNECTED', 'RECONNECT_REQUIRED', 'CONNECTED', 'DISCONNECTED', 'CONNECTED'];

describe('every state of a connection', () => {
  it('[F5] [F6] is reached with each CRM, and each step is seen on another instance, in order', async () => {
    await using site = await installation({}, {}, {});
    const [a, b, bare] = [await site.api(), await site.api(), await site.api(withoutClients)];

    const walk = async (kit: CrmKit) => {
      const { provider } = kit;
      const sandbox = site.sandboxOf(kit);
      const { token } = await a.signUp();
      const statusOf = async (on: TestClient) => (await on.ask('query ($provider: Provider!) { integration(provider: $provider) { status } }', { provider }, token)).integration.status as string;
      const test = () => a.ask('mutation ($provider: Provider!) { testIntegration(input: { provider: $provider }) { ok } }', { provider }, token);
      const stream = await b.subscribe(token, STATUSES, { variables: { provider } });
      const reached: string[] = [await statusOf(b)];
      const step = async (deed: Promise<unknown>) => {
        await deed;
        reached.push(await statusOf(b));
      };

      await step(a.connect(token, provider));
      await sandbox.fault({ ...kit.at.account, status: 503, times: forEver });
      await step(test());
      await sandbox.clearFaults();
      await step(test());
      await sandbox.revokeTokens();
      await step(a.graphql('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider }, token));
      await step(a.connect(token, provider));
      await step(a.ask('mutation ($provider: Provider!) { disconnectIntegration(input: { provider: $provider, revokeRemote: true }) { integration { id } } }', { provider }, token));
      await step(a.ask('mutation ($input: ConnectIntegrationWithTokenInput!) { connectIntegrationWithToken(input: $input) { integration { id } } }', { input: { provider, ...(await sandbox.tokenToPaste()) } }, token));

      expect(reached).toEqual(states);
      expect(await statusOf(bare)).toBe('NOT_CONFIGURED');
      await until('every step has arrived', () => stream.events.length >= states.length - 1);
      expect(stream.events.map(({ previousStatus, status }) => [previousStatus as string, status as string])).toEqual(states.slice(1).map((status, index) => [states[index], status]));
      expect(stream.events.every(({ integration, status }) => (integration as Json).status === status)).toBe(true);
      expect(stream.events.map(({ integration }) => (integration as Json).error?.code as string | undefined).filter((code) => code !== undefined)).toEqual(['PROVIDER_DOWN', 'AUTH_EXPIRED']);
      expect(new Set(stream.events.map(({ cursor }) => cursor as string)).size).toBe(states.length - 1);
    };
    for (const kit of crmKits) await walk(kit);
  }, PATIENCE_MS);
});
