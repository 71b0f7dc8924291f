import type { CrmProviders } from '../../../src/crm/registry.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { startApp, type Answer, type Json, type Session, type TestApp } from '../../support/app.ts';
import { hubspotKit, salesforceKit, startCrms, type CrmKit, type CrmSandbox } from '../../support/crm/crm-kits.ts';
import { startTestSandbox } from '../../support/sandbox.ts';

interface DoorOptions {
  env?: Record<string, string>;
  /** Lets a test move the time. */
  clock?: Clock;
}

const shown = 'integration { status accountName scopes warnings error { code message } quota { used limit resetsAt reserve } credential { id } }';

/** The steps of a connection with one CRM, as a client and a browser take them. */
export const integrationDoor = <Sandbox extends CrmSandbox>(app: TestApp, kit: CrmKit<Sandbox>, sandbox: Sandbox) => {
  const own = kit.provider;

  const start = async ({ token }: Session, input: Json = {}): Promise<Json> =>
    (await app.ask('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { authorizationUrl state expiresAt } }', { input: { provider: own, ...input } }, token)).startIntegrationAuth as Json;

  const tryToStart = ({ token }: Session, input: Json, on = app): Promise<Answer> =>
    on.graphql('mutation ($input: StartIntegrationAuthInput!) { startIntegrationAuth(input: $input) { state } }', { input }, token);

  /** The address that the sandbox sends the browser back to. */
  const consent = async (begun: Json, answer = 'approve=1'): Promise<URL> => {
    const page = await fetch(`${begun.authorizationUrl as string}&${answer}`, { redirect: 'manual' });
    return new URL(page.headers.get('location') ?? '');
  };

  const callback = (address: URL | string, method = 'GET') => fetch(address, { method, redirect: 'manual' });
  const callbackUrl = `${app.url}/oauth/${own.toLowerCase()}/callback`;
  const callbackWith = (parameters: Record<string, string>, method = 'GET') => callback(`${callbackUrl}?${new URLSearchParams(parameters).toString()}`, method);

  const complete = ({ token }: Session, input: Json): Promise<Answer> =>
    app.graphql('mutation ($input: CompleteIntegrationAuthInput!) { completeIntegrationAuth(input: $input) { integration { status } } }', { input: { provider: own, ...input } }, token);

  const connect = ({ token }: Session): Promise<void> => app.connect(token, own);
  /** A new team that is connected. */
  const connected = async (): Promise<Session> => {
    const olga = await app.signUp();
    await connect(olga);
    return olga;
  };
  const connectWithToken = ({ token }: Session, input: Json): Promise<Answer> =>
    app.graphql(`mutation ($input: ConnectIntegrationWithTokenInput!) { connectIntegrationWithToken(input: $input) { ${shown} } }`, { input: { provider: own, ...input } }, token);
  const disconnect = ({ token }: Session, input: Json = {}): Promise<Answer> =>
    app.graphql(`mutation ($input: DisconnectIntegrationInput!) { disconnectIntegration(input: $input) { ${shown} } }`, { input: { provider: own, ...input } }, token);
  /** What a test of the connection finds. */
  const test = async ({ token }: Session, provider: string = own): Promise<Json> =>
    (await app.ask('mutation ($input: TestIntegrationInput!) { testIntegration(input: $input) { ok latencyMs accountName scopes quota { used limit resetsAt reserve } fault { code message hint retryable } } }', { input: { provider } }, token)).testIntegration as Json;
  const auditOf = async ({ token }: Session): Promise<Json[]> =>
    (await app.ask('{ auditLog(first: 20) { nodes { action actor { kind id } data } } }', {}, token)).auditLog.nodes as Json[];
  /** Something that asks the CRM each time. */
  const readFields = ({ token }: Session): Promise<Answer> =>
    app.graphql('query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }', { provider: own }, token);

  const shownOf = async ({ token }: Session): Promise<Json> =>
    (await app.ask(
      `query ($provider: Provider!) { integration(provider: $provider) {
           id status environment accountName apiVersion scopes missingScopes warnings quota { used limit resetsAt reserve } lastSeenAt error { code message at }
           settings { autoSync duplicatePolicy object } credential { provider fingerprint keyId scopes health { status } }
           tokenHealth { status expiresAt consecutiveFailures reconnectUrl } mapping { version rules { source target } } } }`,
      { provider: own }, token,
    )).integration as Json;

  /** As the owner of the tables, whom no policy narrows. */
  const execute = (sql: string, values: unknown[]) => app.app.parts.base.parts.database.orm.em.fork().execute(sql, values);

  return {
    app, kit, sandbox, start, tryToStart, consent, callback, callbackUrl, callbackWith, complete, connect, connected, connectWithToken, disconnect, test, auditOf, readFields, shownOf,
    execute,
  };
};
/** The door to one CRM, whichever. */
export type AnyDoor = ReturnType<typeof integrationDoor<CrmSandbox>>;

interface HubspotOptions extends Pick<DoorOptions, 'env'> {
  /** CRMs beside the HubSpot of the sandbox. */
  providers?: CrmProviders;
}

/** An app and the HubSpot that it speaks to. */
export const openDoor = async ({ env = {}, providers }: HubspotOptions = {}) => {
  const sandbox = await startTestSandbox();
  const app = await startApp({ sandboxUrl: sandbox.url, env, ...(providers ? { providers } : {}) });
  const door = integrationDoor(app, hubspotKit, sandbox);
  const close = async () => {
    await app.stop();
    await sandbox.stop();
  };
  return { ...door, hubspotOf: door.shownOf, close };
};
export type Door = Awaited<ReturnType<typeof openDoor>>;

/** One app before every CRM, with a door to each. */
export const openDoors = async ({ env = {}, clock }: DoorOptions = {}) => {
  const crms = await startCrms();
  const app = await startApp({ ...crms.urls, env, ...(clock ? { clock } : {}) });
  const doors: Record<CrmKit['provider'], AnyDoor> = {
    HUBSPOT: integrationDoor<CrmSandbox>(app, hubspotKit, crms.sandboxes.HUBSPOT), SALESFORCE: integrationDoor<CrmSandbox>(app, salesforceKit, crms.sandboxes.SALESFORCE),
  };
  const close = async () => {
    await app.stop();
    await crms.stop();
  };
  return { app, sandboxes: crms.sandboxes, to: ({ provider }: Pick<CrmKit, 'provider'>) => doors[provider], close };
};

/** By error: its code and those of its details. */
export const codesOf = ({ errors }: Answer): string[][] =>
  errors.map(({ extensions }) => [extensions.code as string, ...(extensions.details as Json[]).map(({ code }) => code as string)]);
